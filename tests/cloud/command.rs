//! The binary `osc`, as a process.

use std::process::{Command, Output};

use osc_runtime::Value;

use crate::{cloud, unique};

fn osc(arguments: &[&str]) -> Output {
    let binary = std::env::var("OSC_BINARY").expect("run tests/cloud/run, which builds the binary");
    Command::new(binary).args(["--os-cloud", &cloud()]).args(arguments).output().unwrap()
}

/// The output of a command that has to succeed, as JSON.
fn json(arguments: &[&str]) -> Value {
    let output = osc(&[arguments, &["-f", "json"]].concat());
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// A command that has to succeed and prints nothing.
fn quiet(arguments: &[&str]) {
    let output = osc(arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stdout.is_empty(), "{}", String::from_utf8_lossy(&output.stdout));
}

#[test]
fn networks_subnets_ports_and_pools_live_their_lives() {
    let name = unique("command");
    let network = json(&["network", "create", &name]);
    let id = network["id"].as_str().unwrap();
    let listed = json(&["network", "list", "--name", &name]);
    assert_eq!(listed, serde_json::json!([{"ID": id, "Name": name, "Subnets": []}]));
    quiet(&["network", "set", &name, "--description", "changed"]);
    assert_eq!(json(&["network", "show", &name])["description"], "changed");

    let subnet = json(&["subnet", "create", &name, "--network-id", id, "--ip-version", "4", "--cidr", "10.80.0.0/24"]);
    let subnet_id = subnet["id"].as_str().unwrap();
    quiet(&["subnet", "set", &name, "--dns-nameservers", "192.0.2.53"]);
    assert_eq!(json(&["subnet", "show", subnet_id])["dns_nameservers"], serde_json::json!(["192.0.2.53"]));

    json(&["port", "create", &name, "--network-id", id]);
    assert_eq!(json(&["port", "list", "--network-id", id]).as_array().unwrap().len(), 1);
    quiet(&["port", "set", &name, "--admin-state-up", "false"]);
    assert_eq!(json(&["port", "show", &name])["admin_state_up"], false);

    let pool = ["lb", "pool", "create", &name, "--subnet-id", subnet_id, "--protocol", "TCP"];
    json(&[&pool[..], &["--lb-method", "ROUND_ROBIN"]].concat());
    assert_eq!(json(&["lb", "pool", "list", "--name", &name])[0]["Name"], name);
    quiet(&["lb", "pool", "set", &name, "--lb-method", "SOURCE_IP"]);
    assert_eq!(json(&["lb", "pool", "show", &name])["lb_method"], "SOURCE_IP");

    let in_use = osc(&["network", "delete", &name]);
    assert_eq!(in_use.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&in_use.stderr).contains("409 Conflict"));

    quiet(&["lb", "pool", "delete", &name]);
    quiet(&["port", "delete", &name]);
    quiet(&["subnet", "delete", &name]);
    quiet(&["network", "delete", &name]);
    let gone = osc(&["network", "show", &name]);
    assert_eq!(gone.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&gone.stderr).contains(&name));
}
