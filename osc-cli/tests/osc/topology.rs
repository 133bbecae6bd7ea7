//! What is connected to what, on the demo cloud. What is drawn how is tested beside it.

use serde_json::Value;

use super::{Home, run};

#[test]
fn the_demo_cloud_is_a_tree_of_two_networks() {
    let expected = "network public  external\nnetwork admin_pri\n2 networks\n";
    assert_eq!(Home::new().demo("network topology"), expected);
}

#[test]
fn what_is_created_is_drawn() {
    let home = Home::new();
    let web: Value = serde_json::from_str(&home.demo("network create web -f json")).unwrap();
    let tree = home.demo("network topology");
    assert_eq!(tree, "network public  external\nnetwork admin_pri\nnetwork web\n3 networks\n");
    let web = web["id"].as_str().unwrap();
    assert_eq!(home.demo(&format!("network topology {web}")), "network web\n1 network\n");
}

#[test]
fn its_formats_stand_before_and_after_the_command() {
    let home = Home::new();
    let graph: Value = serde_json::from_str(&home.demo("-f json network topology")).unwrap();
    assert_eq!(graph["networks"][0]["name"], "public");
    assert!(home.demo("network topology --format svg").ends_with("</svg>\n"));
    assert!(home.demo("network topology -f mermaid").starts_with("flowchart TB\n"));
    let refused = home.run("--os-cloud demo network topology -f csv");
    assert_eq!(refused.code, Some(2), "{refused:?}");
    assert!(refused.err.contains("[possible values: tree, svg, mermaid, json]"), "{refused:?}");
}

#[test]
fn colours_are_for_who_wants_them() {
    let home = Home::new();
    assert!(home.demo("network topology --color always").contains("\x1b[32mpublic\x1b[0m"));
    assert!(!home.demo("network topology").contains('\x1b'));
    let forced =
        run(home.command("--os-cloud demo network topology").env("CLICOLOR_FORCE", "1").env("NO_COLOR", "1"), "");
    assert!(forced.code == Some(0) && !forced.out.contains('\x1b'), "{forced:?}");
}

#[test]
fn a_network_that_is_none_is_told() {
    let refused = Home::new().run("--os-cloud demo network topology nope");
    assert_eq!((refused.code, refused.out.as_str()), (Some(1), ""));
    assert_eq!(refused.err, "osc: no network has the name or id `nope`; see `osc network list`\n");
}

#[test]
fn help_tells_of_it_beside_the_verbs_of_networks() {
    let home = Home::new();
    for command in ["--help", "network --help"] {
        let help = home.run(command);
        assert!(
            help.out.contains("topology") && help.out.contains("Draw what is connected to what"),
            "{command}: {help:?}"
        );
    }
    let help = home.run("network topology --help");
    assert!(help.out.contains("--max-ports") && !help.out.contains("--sort-column"), "{help:?}");
}
