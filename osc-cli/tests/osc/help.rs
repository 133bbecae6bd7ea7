//! Help, at each level.

use super::Home;

fn help(arguments: &str) -> String {
    let run = Home::new().run(arguments);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{run:?}");
    run.out
}

#[test]
fn osc_lists_all_nouns_by_service_a_line_each() {
    let out = help("--help");
    let network = out.find("Nouns of network:").unwrap();
    assert!(out.find("Nouns of identity:").unwrap() < network);
    for noun in ["network", "lb pool", "security group rule"] {
        assert!(out[network..].lines().any(|line| line.starts_with(&format!("  {noun}  "))), "{noun}: {out}");
    }
    assert!(out.contains("OS_PASSWORD") && out.contains("--os-cloud <CLOUD>"), "{out}");
    assert_eq!(help("help"), out);
}

#[test]
fn a_noun_lists_its_verbs_and_the_nouns_below_it() {
    let out = help("security group --help");
    for word in ["list", "show", "create", "set", "delete", "rule"] {
        assert!(out.lines().any(|line| line.starts_with(&format!("  {word} "))), "{word}: {out}");
    }
}

#[test]
fn a_verb_lists_its_options_with_what_the_fields_are() {
    let out = help("network list --help");
    assert!(out.contains("--mtu <MTU>") && out.contains("--long"), "{out}");
    assert!(!out.replace("`osc --help`", "").contains('`'), "{out}");
    assert!(help("lb pool create --help").contains("--protocol <PROTOCOL> --lb-method <LB_METHOD>"));
    assert_eq!(help("help network list"), out);
    assert_eq!(help("network help list"), out);
    assert!(help("user create --help").contains("--password-file <PATH|->"));
}

#[test]
fn the_version_is_that_of_the_package() {
    assert_eq!(help("--version"), format!("osc {}\n", env!("CARGO_PKG_VERSION")));
}
