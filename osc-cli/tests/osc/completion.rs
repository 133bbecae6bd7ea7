//! What the next word can be, as shells ask for it.

use std::fs;
use std::net::TcpListener;

use super::configuration::Served;
use super::{Home, Run, run};

/// What can follow these words, of which the last is being written: words and what they are.
fn ask(home: &Home, words: &[&str]) -> Run {
    run(home.command("complete-words fish").args(words), "")
}

/// The words that can follow those of a line.
fn next(home: &Home, line: &str) -> Vec<String> {
    let run = ask(home, &line.split(' ').collect::<Vec<_>>());
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{line}: {run:?}");
    run.out.lines().map(|line| line.split('\t').next().unwrap().to_owned()).collect()
}

fn has(words: &[String], wanted: &[&str]) -> bool {
    wanted.iter().all(|wanted| words.iter().any(|word| word == wanted))
}

/// A home whose clouds.yaml has the cloud `here`.
fn home(served: &Served) -> Home {
    let home = Home::new();
    fs::write(home.path().join("clouds.yaml"), served.clouds_yaml("")).unwrap();
    home
}

#[test]
fn nouns_and_verbs_follow_word_by_word() {
    let home = Home::new();
    let first = next(&home, "");
    assert!(has(&first, &["network", "security", "api", "completion", "demo"]), "{first:?}");
    let network = next(&home, "-v --os-cloud x network ");
    assert!(has(&network, &["list", "create", "qos", "topology"]) && !has(&network, &["network"]), "{network:?}");
    assert_eq!(next(&home, "network qos rule "), ["type", "list", "show", "create", "set", "delete"]);
    assert!(has(&next(&home, "router add "), &["subnet", "port"]));
    // A command may be the beginning of another one.
    assert!(has(&next(&home, "router set "), &["gateway"]) && !has(&next(&home, "router set x "), &["gateway"]));
    assert!(has(&next(&home, "help network "), &["list"]));
    assert_eq!(next(&home, "netwrk "), [""; 0]);
    let run = ask(&home, &["network", ""]);
    assert!(run.out.lines().any(|line| line == "list\tList all, or those that match"), "{run:?}");
}

#[test]
fn options_follow_that_are_not_there_yet() {
    let home = Home::new();
    let options = next(&home, "network list --enable -f json -c Name --");
    assert!(has(&options, &["--share", "--long", "--column", "--timing", "--help"]), "{options:?}");
    assert!(!has(&options, &["--enable"]) && !has(&options, &["--format"]), "{options:?}");
    assert!(!has(&options, &["--os-cloud"]) && has(&next(&home, "network list --os"), &["--os-cloud"]));
    assert!(has(&next(&home, "--"), &["--os-cloud", "--format"]));
    assert_eq!(next(&home, "network list -- --"), [""; 0]);
}

#[test]
fn values_follow_their_options() {
    let home = Home::new();
    assert!(has(&next(&home, "network list -f "), &["table", "json"]));
    assert!(has(&next(&home, "network list -vf "), &["table", "json"]));
    assert!(has(&next(&home, "network list --format=j"), &["--format=json"]));
    assert!(has(&next(&home, "network qos rule create --type "), &["bandwidth-limit", "dscp-marking"]));
    assert_eq!(next(&home, "router create --ha="), ["--ha=true", "--ha=false"]);
    assert_eq!(next(&home, "completion "), ["bash", "zsh", "fish"]);
    assert!(has(&next(&home, "man network "), &["create", "qos"]));
    assert!(has(&next(&home, "api GET x --service "), &["identity", "network"]));
    assert!(has(&next(&home, "resources network "), &["qos"]) && !has(&next(&home, "resources network "), &["list"]));
    assert_eq!(next(&home, "network list --name "), [""; 0]);
}

#[test]
fn a_path_is_left_to_the_shell() {
    let home = Home::new();
    for line in ["user create --password-file ", "user create --password-file=x", "api PUT x --file "] {
        let run = ask(&home, &line.split(' ').collect::<Vec<_>>());
        assert_eq!((run.code, run.out.as_str()), (Some(3), ""), "{line}");
    }
}

#[test]
fn columns_are_headings_of_a_list_and_fields_of_an_item() {
    let home = Home::new();
    let columns = next(&home, "network list -c ");
    assert!(
        has(&columns, &["ID", "Name", "Subnets", "Availability Zones"]) && !has(&columns, &["name"]),
        "{columns:?}"
    );
    assert!(has(&next(&home, "network list --sort-column na"), &["name"]));
    assert!(has(&next(&home, "network show x -c "), &["name", "router:external"]));
}

#[test]
fn clouds_are_those_of_the_file_and_the_demo() {
    let home = Home::new();
    assert_eq!(next(&home, "--os-cloud "), ["demo"]);
    fs::write(home.path().join("clouds.yaml"), "clouds:\n  one: {}\n  two: {}\n").unwrap();
    assert_eq!(next(&home, "network list --os-cloud "), ["one", "two", "demo"]);
    assert_eq!(next(&home, "--os-cloud=o"), ["--os-cloud=one", "--os-cloud=two", "--os-cloud=demo"]);
}

#[test]
fn names_are_of_the_item_of_what_an_option_refers_to_and_of_what_is_within_it() {
    let home = Home::new();
    home.demo("subnet create inner --network public --subnet-range 192.0.2.0/24");
    for line in ["network show ", "network delete admin_pri ", "subnet create x --network ", "network topology "] {
        assert_eq!(next(&home, &format!("--os-cloud demo {line}")), ["admin_pri", "public"], "{line}");
    }
    assert_eq!(next(&home, "--os-cloud demo router add subnet x "), ["inner"]);
    assert_eq!(next(&home, "network show --os-cloud=demo p"), ["admin_pri", "public"][1..]);
    assert!(has(&next(&home, "--os-cloud demo port create --fixed-ip "), &["subnet=", "ip-address="]));
    let within = next(&home, "--os-cloud demo port create --fixed-ip ip-address=192.0.2.5,subnet=");
    assert_eq!(within, ["ip-address=192.0.2.5,subnet=inner"]);
    assert_eq!(next(&home, "--os-cloud demo network list --project-domain "), ["Default"]);
    assert_eq!(next(&home, "--os-cloud demo network show public "), [""; 0]);
}

#[test]
fn a_name_that_several_have_gives_way_to_their_ids_and_an_id_can_be_written_too() {
    let home = Home::new();
    let pools = ask(&home, &["--os-cloud", "demo", "lb", "pool", "show", ""]).out;
    let pools: Vec<_> = pools.lines().map(|line| line.split_once('\t').unwrap()).collect();
    assert_eq!(pools[0].0, "pool2");
    assert!(pools[1..].iter().all(|(id, name)| id.len() == 36 && *name == "pool3"), "{pools:?}");
    let begun = &pools[0].1[..3];
    assert_eq!(next(&home, &format!("--os-cloud demo lb pool show {begun}")), [pools[0].1]);
}

#[test]
fn names_cost_one_request_for_names_and_ids_with_the_token_that_is_kept() {
    let served = Served::new();
    let home = home(&served);
    assert_eq!(next(&home, "--os-cloud here network show "), ["admin_pri", "public"]);
    let before = served.cloud.counted();
    assert_eq!(next(&home, "--os-cloud here network show p"), ["public"]);
    let asked: Vec<_> = served.cloud.requests().into_iter().skip(before).collect();
    assert_eq!(asked.len(), 1);
    let query = asked[0].query.clone().unwrap();
    let fields: Vec<_> = query.split('&').filter_map(|pair| pair.strip_prefix("fields=")).collect();
    assert_eq!((asked[0].path.as_str(), fields), ("/network/v2.0/networks", vec!["id", "name"]));
}

#[test]
fn whatever_goes_wrong_is_not_told() {
    let served = Served::new();
    let home = home(&served);
    let wrong = served.clouds_yaml("").replace("password: demo", "password: wr0ng");
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let never = format!("http://{}/v3", silent.local_addr().unwrap());
    for yaml in [wrong.as_str(), "clouds: [", "", &served.clouds_yaml("").replace(&served.cloud.auth_url(), &never)] {
        fs::write(home.path().join("clouds.yaml"), yaml).unwrap();
        assert_eq!(next(&home, "--os-cloud here network show "), [""; 0], "{yaml}");
    }
    for question in ["complete-words", "complete-words ksh x", "complete-words bash x"] {
        let run = home.run(question);
        assert_eq!((run.out.as_str(), run.err.as_str()), ("", ""), "{run:?}");
    }
}

#[cfg(unix)]
#[test]
fn bash_completes_with_the_script_and_quotes_what_needs_it() {
    let home = Home::new();
    run(home.command("--os-cloud demo network create").arg("it's my $net"), "");
    let folder = std::path::Path::new(env!("CARGO_BIN_EXE_osc")).parent().unwrap();
    let path = format!("{}:/usr/bin:/bin", folder.display());
    let script = r#"
        source <(osc completion bash)
        complete -p osc
        for COMP_LINE in "$@"; do
            COMP_POINT=${#COMP_LINE}
            _osc osc
            printf '%s|' "${COMPREPLY[@]}"
            echo
        done
    "#;
    let lines = ["osc network sho", "osc network show it", "osc network show \"it's", "osc network list -c router:e"];
    let mut bash = std::process::Command::new("bash");
    bash.args(["-c", script, "bash"]).args(lines).env_clear().env("HOME", home.path()).env("PATH", path);
    let run = run(bash.env("OS_CLOUD", "demo").env("COMP_WORDBREAKS", " \t\n\"'><=;|&(:"), "");
    let expected = "complete -F _osc osc\nshow|\nit\\'s\\ my\\ \\$net|\nit's my \\$net|\nexternal|\n";
    assert_eq!((run.out.as_str(), run.err.as_str()), (expected, ""));
}

#[test]
fn there_is_a_script_for_each_shell_that_has_one() {
    let home = Home::new();
    for (shell, begins) in [("bash", "complete -F _osc osc"), ("zsh", "compdef _osc osc"), ("fish", "complete -c osc")]
    {
        let run = home.run(&format!("completion {shell}"));
        assert!(run.code == Some(0) && run.out.contains(begins), "{run:?}");
    }
    let run = home.run("completion tcsh");
    assert!(run.code == Some(2) && run.err.contains("bash, zsh, fish"), "{run:?}");
}
