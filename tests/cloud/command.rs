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

    let subnet = json(&["subnet", "create", &name, "--network", id, "--subnet-range", "10.80.0.0/24"]);
    let subnet_id = subnet["id"].as_str().unwrap();
    quiet(&["subnet", "set", &name, "--dns-nameserver", "192.0.2.53"]);
    assert_eq!(json(&["subnet", "show", subnet_id])["dns_nameservers"], serde_json::json!(["192.0.2.53"]));

    json(&["port", "create", &name, "--network", &name]);
    assert_eq!(json(&["port", "list", "--network", id]).as_array().unwrap().len(), 1);
    quiet(&["port", "set", &name, "--disable"]);
    assert_eq!(json(&["port", "show", &name])["admin_state_up"], false);

    let pool = ["lb", "pool", "create", &name, "--subnet", &name, "--protocol", "TCP"];
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

/// What a command prints of these fields; the command is split at spaces, and `@` is the name of what the test makes.
fn told(name: &str, command: &str, fields: &[&str]) -> Vec<Value> {
    let command = command.replace('@', name);
    let shown = json(&command.split(' ').collect::<Vec<_>>());
    fields.iter().map(|field| shown[field].clone()).collect()
}

/// Runs commands, split in the same way, that print nothing.
fn done(name: &str, commands: &[&str]) {
    for command in commands {
        quiet(&command.replace('@', name).split(' ').collect::<Vec<_>>());
    }
}

#[test]
fn addresses_are_spoken_of_as_python_openstackclient_does() {
    let name = unique("words");
    told(&name, "address group create @ --address 192.0.2.0/24", &[]);
    done(
        &name,
        &[
            "address group set @ --address 198.51.100.0/24 --description new",
            "address group unset @ --address 192.0.2.0/24",
        ],
    );
    let group = told(&name, "address group show @", &["addresses", "description"]);
    assert_eq!(group, [serde_json::json!(["198.51.100.0/24"]), "new".into()]);

    assert_eq!(told(&name, "address scope create @ --share", &["ip_version", "shared"]), [Value::from(4), true.into()]);
    told(&name, "subnet pool create @ --pool-prefix 10.90.0.0/16 --default-prefix-length 26 --address-scope @", &[]);
    done(&name, &["subnet pool set @ --pool-prefix 10.91.0.0/16", "subnet pool unset @ --pool-prefix 10.90.0.0/16"]);
    assert_eq!(told(&name, "subnet pool show @", &["prefixes"]), [serde_json::json!(["10.91.0.0/16"])]);

    told(&name, "network create @ --disable --no-share", &[]);
    let subnet = "subnet create @ --network @ --subnet-pool @ --no-dhcp --host-route destination=203.0.113.0/24,gateway=10.91.0.9";
    assert_eq!(told(&name, subnet, &["cidr", "enable_dhcp"]), [Value::from("10.91.0.0/26"), false.into()]);
    done(&name, &["network delete @", "subnet pool delete @", "address scope delete @", "address group delete @"]);
}

#[test]
fn routers_trunks_and_rules_are_spoken_of_as_python_openstackclient_does() {
    let name = unique("words");
    told(&name, "network create @", &[]);
    told(&name, "subnet create @ --network @ --subnet-range 10.92.0.0/24", &[]);
    told(&name, "router create @ --external-gateway network=public --no-ha", &[]);
    told(&name, "router add subnet @ @", &[]);
    let routes = told(&name, "router add route @ --route destination=198.51.100.0/24,gateway=10.92.0.7", &["routes"]);
    assert_eq!(routes, [serde_json::json!([{"destination": "198.51.100.0/24", "nexthop": "10.92.0.7"}])]);
    told(&name, "router remove route @ --route destination=198.51.100.0/24,gateway=10.92.0.7", &[]);
    told(&name, "router remove subnet @ @", &[]);
    done(&name, &["router unset @ --external-gateway", "router delete @"]);

    told(&name, "port create @ --network @ --fixed-ip subnet=@ --no-security-group", &[]);
    told(&name, "port create @-child --network @", &[]);
    told(&name, "network trunk create @ --parent-port @", &[]);
    done(&name, &["network trunk set @ --subport port=@-child,segmentation-type=vlan,segmentation-id=7"]);
    assert_eq!(told(&name, "network trunk show @", &["sub_ports"])[0][0]["segmentation_id"], 7);
    done(&name, &["network trunk unset @ --subport port=@-child", "network trunk delete @", "port delete @ @-child"]);

    told(&name, "security group create @ --stateless", &[]);
    let rule = "security group rule create @ --dst-port 80:90 --protocol tcp --remote-ip 192.0.2.0/24";
    let rule = told(&name, rule, &["direction", "ether_type", "port_range_min", "port_range_max"]);
    assert_eq!(rule, [Value::from("ingress"), "IPv4".into(), 80.into(), 90.into()]);
    let rules = json(&["security", "group", "rule", "list", &name, "--protocol", "tcp"]);
    assert_eq!((&rules[0]["Port Range"], &rules[0]["Direction"]), (&"80:90".into(), &"ingress".into()));
    done(&name, &["security group delete @", "network delete @"]);
}

#[test]
fn what_a_project_may_have_and_share_is_told_by_its_name() {
    let name = unique("words");
    let project = told(&name, "project create @", &["id"]);
    done(&name, &["network quota set @ --networks 7"]);
    assert_eq!(told(&name, "network quota show @", &["network"]), [7]);
    done(&name, &["network quota delete @"]);

    let network = told(&name, "network create @", &["id"])[0].as_str().unwrap().to_owned();
    let policy = format!("network rbac create {network} --type network --action access_as_shared");
    let target = &["target_project_id", "id"];
    let shared = told(&name, &format!("{policy} --target-project @"), target);
    assert_eq!(shared[0], project[0]);
    done(&name, &[&format!("network rbac set {} --target-all-projects", shared[1].as_str().unwrap())]);
    assert_eq!(told(&name, &format!("network rbac show {}", shared[1].as_str().unwrap()), target)[0], "*");
    done(
        &name,
        &[&format!("network rbac delete {}", shared[1].as_str().unwrap()), "network delete @", "project delete @"],
    );
}
