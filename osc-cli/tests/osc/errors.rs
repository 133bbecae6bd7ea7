//! What goes wrong, and how it is told.

use super::{Home, run};

#[test]
fn without_any_configuration_it_says_what_is_missing_and_how_to_try_it() {
    let run = Home::new().run("network list");
    assert_eq!((run.code, run.out.as_str()), (Some(1), ""));
    for expected in ["OS_CLOUD", "clouds.yaml", "OS_AUTH_URL", "osc --os-cloud demo network list"] {
        assert!(run.err.contains(expected), "{expected}: {run:?}");
    }
    assert!(run.err.lines().count() <= 3, "{run:?}");
}

#[test]
fn a_misspelt_word_is_named_and_the_nearest_one_suggested() {
    let home = Home::new();
    for (line, misspelt, nearest) in [
        ("netwrk list", "'netwrk'", "'network'"),
        ("network lst", "'lst'", "'list'"),
        ("security goup list", "'goup'", "'group'"),
        ("network list --nane x", "'--nane'", "'--name'"),
    ] {
        let run = home.run(line);
        assert_eq!(run.code, Some(2), "{run:?}");
        assert!(run.err.contains(misspelt) && run.err.contains(nearest), "{run:?}");
    }
}

#[test]
fn a_wrong_value_is_told_with_its_option_and_what_was_expected() {
    let home = Home::new();
    for (line, expected) in [
        ("network list --shared=maybe", ["'maybe'", "--shared", "`true` or `false`"]),
        ("network create web --mtu big", ["'big'", "--mtu", "an integer"]),
        ("subnet create s --allocation-pools from=1", ["'from=1'", "--allocation-pool", "start, end"]),
        ("network list -f xml", ["'xml'", "--format", "yaml"]),
        ("network list -c nane", ["'nane'", "column", "name"]),
        ("network set public", ["nothing to set", "option", "osc network set"]),
        ("network set public --mtu 1 --no-mtu", ["--mtu <MTU>", "--no-mtu", "cannot be used with"]),
    ] {
        let run = home.run(&format!("--os-cloud demo {line}"));
        assert_eq!(run.code, Some(2), "{run:?}");
        assert!(expected.iter().all(|part| run.err.contains(part)), "{expected:?}: {run:?}");
    }
}

#[test]
fn an_unknown_cloud_is_told_with_the_nearest_known_one() {
    let home = Home::new();
    std::fs::write(home.path().join("clouds.yaml"), "clouds:\n  mycloud:\n    auth: {}\n").unwrap();
    let run = home.run("--os-cloud mycluod network list");
    assert_eq!(run.code, Some(1));
    assert!(run.err.starts_with("osc: no cloud `mycluod`") && run.err.contains("`mycloud`"), "{run:?}");
}

#[test]
fn a_demo_in_the_clouds_file_comes_before_the_embedded_one() {
    let home = Home::new();
    std::fs::write(home.path().join("clouds.yaml"), "clouds:\n  demo:\n    auth: {}\n").unwrap();
    let run = home.run("--os-cloud demo network list");
    assert_eq!(run.code, Some(1));
    assert!(run.err.contains("auth_url") && run.err.contains("clouds.yaml"), "{run:?}");
    assert!(!home.path().join(".local").exists());
}

#[test]
fn an_ambiguous_name_is_told_with_the_ids() {
    let run = Home::new().run("--os-cloud demo lb pool show pool3");
    assert_eq!(run.code, Some(1));
    assert!(run.err.contains("`pool3`") && run.err.contains("d242dc52-5eb1-4bc6-8125-147b915c2ef2"), "{run:?}");
    assert_eq!(run.err.lines().count(), 1, "{run:?}");
}

#[test]
fn what_is_not_there_is_told_by_name() {
    let home = Home::new();
    for line in ["network show web", "network set web --mtu 1400", "network delete web"] {
        let run = home.run(&format!("--os-cloud demo {line}"));
        assert_eq!(run.code, Some(1));
        assert!(run.err.starts_with("osc: ") && run.err.contains("`web`"), "{run:?}");
    }
}

#[test]
fn options_change_the_cloud_and_an_address_needs_none() {
    let home = Home::new();
    let changed = home.run("--os-cloud demo --os-project-name other network list");
    assert!(changed.code == Some(1) && changed.err.contains("sign in"), "{changed:?}");
    let mut unreachable = home.command("--os-auth-url http://127.0.0.1:9/v3 --os-username ada network list");
    let told = run(unreachable.env("OS_PASSWORD", "s3cret"), "");
    assert!(told.code == Some(1) && told.err.contains("http://127.0.0.1:9/v3"), "{told:?}");
    assert!(!told.err.contains("s3cret"), "{told:?}");
}
