//! What `osc resources` tells.

use std::fs;

use serde_json::Value;

use super::Home;

fn json(home: &Home, arguments: &str) -> Value {
    let run = home.run(arguments);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{arguments}");
    serde_json::from_str(&run.out).unwrap()
}

#[test]
fn resources_are_listed_and_described_for_other_programs_without_a_cloud() {
    let home = Home::new();
    let table = home.run("resources lb pool -f csv -c noun -c path").out;
    assert_eq!(table, "\"Noun\",\"Path\"\n\"lb pool\",\"/lb/pools\"\n");
    let manifest = json(&home, "resources --service identity -f json");
    assert_eq!(manifest["manifest"], 1);
    let resources = manifest["resources"].as_array().unwrap();
    assert!(!resources.is_empty() && resources.iter().all(|resource| resource["service"] == "identity"));
    let document = json(&home, "resources --format openapi network");
    assert_eq!(document["openapi"], "3.1.0");
    assert!(document["paths"]["/networks"]["get"].is_object() && document["paths"].get("/subnets").is_none());
    let reference = home.run("-f markdown resources network").out;
    assert!(reference.starts_with("# Resources\n\n## network\n\n### network\n"), "{reference}");
}

#[test]
fn resources_of_files_are_among_them() {
    let home = Home::new();
    let folder = home.path().join(".config/osc/resources.d");
    fs::create_dir_all(&folder).unwrap();
    let rule = "[Rule]\nbase_path = \"/rules\"\nservice = \"rating\"\n[Rule.fields]\nid = \"String\"\n";
    fs::write(folder.join("rating.toml"), rule).unwrap();
    let manifest = json(&home, "resources --service rating -f json");
    assert_eq!(manifest["resources"][0]["name"], "Rule");
}

#[test]
fn what_is_wrong_with_the_command_is_told() {
    let home = Home::new();
    for (line, expected) in [
        ("resources netwrk", "no resource 'netwrk'; did you mean 'network'?"),
        ("resources --service netwrk", "no service 'netwrk'; did you mean 'network'?"),
        ("resources -f xml", "openapi, markdown"),
        ("resources -c nuon", "no column 'nuon'; expected one of Noun, Service"),
        ("resources -f json -c noun", "a column is one of a table"),
        ("network list -f openapi", "'openapi'"),
    ] {
        let run = home.run(line);
        assert_eq!(run.code, Some(2), "{run:?}");
        assert!(run.err.contains(expected), "{expected}: {run:?}");
    }
}
