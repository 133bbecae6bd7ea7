//! Resources that TOML files declare, on the demo cloud.

use std::fs;

use serde_json::Value;

use super::{Home, run};

const POOL: &str = r#"
# A pool of the LBaaS v1 extension.
[Pool]
doc = "A pool of the LBaaS v1 extension."
base_path = "/lb/pools"
service = "network"
cli = "lb pool"
operations = ["list", "get", "create", "update", "delete"]
[Pool.fields]
id = { type = "String", column = "ID" }
name = { type = "String", column = true }
subnet_id = { type = "String", required = true, references = "Subnet" }
status = { type = "String", read_only = true }
members = "Vec<String>"
vip_id = "Option<String>"
[Pool.actions.stats]
get = "stats"
response_key = "stats"
returns = "Value"
"#;

/// What this project does not declare.
const RATING: &str = r#"
[Rule]
base_path = "/rating/rules"
service = "rating"
cli = "rating rule"
[Rule.fields]
id = "String"
name = "String"
metric = { type = "String", required = true }
parts = "Vec<Part>"
[Part.fields]
price = "u64"
"#;

/// A home folder with these files of declarations.
fn home(files: &[(&str, &str)]) -> Home {
    let home = Home::new();
    let folder = home.path().join(".config/osc/resources.d");
    fs::create_dir_all(&folder).unwrap();
    for (name, text) in files {
        fs::write(folder.join(name), text).unwrap();
    }
    home
}

#[test]
fn a_resource_of_a_file_is_a_command_and_the_demo_cloud_serves_it() {
    let home = home(&[("lb.toml", POOL)]);
    assert_eq!(home.demo("lb pool list -c name -f value"), "pool2\npool3\npool3\n");
    let subnet = "df68f190-8933-4064-98cf-2392cfc9f590";
    home.demo(&format!("lb pool create web --subnet-id {subnet}"));
    assert_eq!(home.demo("lb pool show web -f value -c subnet_id"), format!("{subnet}\n"));
    home.demo("lb pool delete pool2");
    assert_eq!(home.demo("lb pool list -c Name -f value"), "pool3\npool3\nweb\n");
    let help = home.run("lb pool --help").out;
    assert!(help.contains("A pool of the LBaaS v1 extension") && help.contains("stats"), "{help}");
}

#[test]
fn a_service_that_only_a_file_knows_is_served_too() {
    let home = home(&[("rating.toml", RATING)]);
    home.demo("rating rule create vcpu --metric instance --parts price=7");
    let rules: Value = serde_json::from_str(&home.demo("rating rule list -f json -c parts -c metric")).unwrap();
    assert_eq!(rules, serde_json::json!([{"Parts": [{"price": 7}], "Metric": "instance"}]));
}

#[test]
fn a_file_with_a_mistake_is_a_warning_to_all_other_commands() {
    let home = home(&[("lb.toml", &POOL.replace("required", "requird")), ("rating.toml", RATING)]);
    let told = "~/.config/osc/resources.d/lb.toml:12: [Pool.fields.subnet_id]: no key `requird`; \
                did you mean `required`?\n";
    let run = home.run("--os-cloud demo rating rule list -f csv");
    assert_eq!((run.code, run.err), (Some(0), format!("osc: warning: {told}")));
    let run = home.run("--os-cloud demo network list -f value -c name");
    assert_eq!((run.code, run.out.as_str()), (Some(0), "admin_pri\npublic\n"));
    assert_eq!(run.err, format!("osc: warning: {told}"));
    let run = home.run("--os-cloud demo lb pool list");
    assert_eq!((run.code, run.out.as_str(), run.err), (Some(1), "", format!("osc: {told}")));
}

#[test]
fn another_folder_is_named_by_a_variable_or_is_below_the_configuration_of_xdg() {
    let home = home(&[]);
    let folder = home.path().join("elsewhere/osc/resources.d");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("rating.toml"), RATING).unwrap();
    fs::write(folder.join("notes.txt"), "no TOML").unwrap();
    fs::write(folder.join(".rating.toml"), "no TOML").unwrap();
    let list = |name: &str, value: &std::path::Path| {
        run(home.command("--os-cloud demo rating rule list -f csv -c id").env(name, value), "")
    };
    let found = list("OSC_RESOURCES_D", &folder);
    assert_eq!((found.code, found.err.as_str()), (Some(0), ""));
    assert_eq!(list("XDG_CONFIG_HOME", &home.path().join("elsewhere")).code, Some(0));
    let missing = list("OSC_RESOURCES_D", &home.path().join("nowhere"));
    assert!(missing.err.starts_with("osc: warning: OSC_RESOURCES_D: ~/nowhere: "), "{missing:?}");
}
