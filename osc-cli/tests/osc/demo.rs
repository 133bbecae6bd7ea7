//! What can be done, on the demo cloud.

use serde_json::{Value, json};

use super::{Home, run};

#[test]
fn the_demo_cloud_has_two_networks_and_three_pools() {
    let home = Home::new();
    assert_eq!(home.demo("network list -c name -f value"), "admin_pri\npublic\n");
    assert_eq!(home.demo("lb pool list -c name -f value"), "pool2\npool3\npool3\n");
}

#[cfg(unix)]
#[test]
fn its_state_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;

    let home = Home::new();
    home.demo("network list");
    let folder = home.path().join(".local/state/osc");
    assert_eq!(folder.metadata().unwrap().permissions().mode() & 0o777, 0o700);
    assert!(folder.join("demo.json").is_file());
}

#[test]
fn a_list_is_filtered() {
    let home = Home::new();
    assert_eq!(home.demo("network list --name public -c name -f value"), "public\n");
    assert_eq!(home.demo("network list --name none"), "\n");
}

#[test]
fn a_network_lives_from_run_to_run() {
    let home = Home::new();
    let created: Value = serde_json::from_str(&home.demo("network create web --mtu 1400 --disable -f json")).unwrap();
    assert_eq!(created["name"], "web");
    assert_eq!(created["mtu"], 1400);
    assert_eq!(created["admin_state_up"], json!(false));

    assert_eq!(home.demo("network set web --name shop --description dear --mtu 1500"), "");
    let shown: Value = serde_json::from_str(&home.demo("network show shop -f json")).unwrap();
    assert_eq!(shown["id"], created["id"]);
    assert_eq!((&shown["description"], &shown["mtu"]), (&json!("dear"), &json!(1500)));

    assert_eq!(home.demo(&format!("network delete {}", created["id"].as_str().unwrap())), "");
    assert_eq!(home.demo("network list -c name -f value"), "admin_pri\npublic\n");
}

#[test]
fn a_pool_is_created_with_what_it_requires_and_changed() {
    let home = Home::new();
    let subnet = "df68f190-8933-4064-98cf-2392cfc9f590";
    home.demo(&format!("lb pool create web --subnet-id {subnet} --protocol HTTP --lb-method SOURCE_IP"));
    assert_eq!(
        home.demo("lb pool show web -f value -c protocol -c lb_method -c subnet_id"),
        format!("HTTP\nSOURCE_IP\n{subnet}\n")
    );
    home.demo("lb pool set web --lb-method ROUND_ROBIN");
    assert_eq!(home.demo("lb pool show web -f value -c lb_method"), "ROUND_ROBIN\n");
    home.demo("lb pool delete web pool2");
    assert_eq!(home.demo("lb pool list -f value -c name"), "pool3\npool3\n");
}

#[test]
fn objects_and_lists_are_given_as_pairs_and_by_repetition() {
    let home = Home::new();
    let network = home.demo("network show public -c id -f value");
    let options = "--ip-version 4 --cidr 192.0.2.0/24 --dns-nameservers 192.0.2.53 --dns-nameservers 192.0.2.54 \
                   --allocation-pools start=192.0.2.10,end=192.0.2.20";
    let created = home.demo(&format!("subnet create s --network-id {} {options} -f json", network.trim()));
    let created: Value = serde_json::from_str(&created).unwrap();
    assert_eq!(created["dns_nameservers"], json!(["192.0.2.53", "192.0.2.54"]));
    assert_eq!(created["allocation_pools"], json!([{"start": "192.0.2.10", "end": "192.0.2.20"}]));
}

#[test]
fn a_switch_says_what_an_option_cannot_name() {
    let home = Home::new();
    let network = home.demo("network show public -c id -f value");
    let policy = format!("network rbac create {} --type network --action access_as_shared", network.trim());
    let target = "-c target_project_id -f value";
    assert_eq!(home.demo(&format!("{policy} --target-all-projects {target}")), "*\n");
    let project = home.demo("project show demo -c id -f value");
    assert_eq!(home.demo(&format!("{policy} --target-project demo {target}")), project);
    let run = home.run(&format!("--os-cloud demo {policy} --target-project demo --target-all-projects"));
    assert_eq!(run.code, Some(2), "{run:?}");
}

#[test]
fn what_a_creation_takes_without_an_option_narrows_a_list_too() {
    let home = Home::new();
    let address = home.demo("floating ip create public -c floating_network_id -f value");
    assert_eq!(home.demo("floating ip list --network public -c floating_network_id -f value"), address);
    assert_eq!(home.demo("floating ip list --network admin_pri -c id -f value").trim(), "");
    home.demo("security group create web");
    home.demo("security group rule create web --dst-port 80 --protocol tcp");
    home.demo("security group create db");
    assert_eq!(home.demo("security group rule list web -f value -c protocol"), "tcp\n");
    assert_eq!(home.demo("security group rule list db -f value -c protocol").trim(), "");
}

#[test]
fn what_is_known_by_another_s_id_is_known_by_its_name_too() {
    let home = Home::new();
    let project = home.demo("project show demo -c id -f value");
    let run = home.run("--os-cloud demo network quota show demo");
    assert!(run.err.contains(&format!("/quotas/{}", project.trim())), "{run:?}");
}

#[test]
fn a_field_is_cleared_with_unset() {
    let home = Home::new();
    home.demo("network qos policy create gold");
    let gold = home.demo("network qos policy show gold -c id -f value");
    home.demo("network set public --qos-policy gold");
    assert_eq!(home.demo("network show public -c qos_policy_id -f value"), gold);
    home.demo("network unset public --qos-policy");
    assert_eq!(home.demo("network show public -c qos_policy_id -f value"), "None\n");
}

#[test]
fn a_secret_comes_from_a_file_and_is_shown_nowhere() {
    let home = Home::new();
    let mut create = home.command("--os-cloud demo -v user create ada --password-file -");
    let run = run(&mut create, "s3cret\n");
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(!run.out.contains("s3cret") && !run.err.contains("s3cret"), "{run:?}");
    let run = home.run("--os-cloud demo user create bob --password s3cret");
    assert_eq!(run.code, Some(2), "{run:?}");
}

#[test]
fn verbose_tells_what_is_asked() {
    let home = Home::new();
    let run = home.run("-v --os-cloud demo network list");
    assert!(run.err.contains("method=GET") && run.err.contains("/v2.0/networks"), "{run:?}");
}

#[test]
fn deleting_goes_on_behind_a_failure() {
    let home = Home::new();
    let run = home.run("--os-cloud demo network delete none public nobody");
    assert_eq!((run.code, run.out.as_str()), (Some(1), ""));
    let failures: Vec<_> = run.err.lines().collect();
    assert_eq!(failures.len(), 2, "{run:?}");
    assert!(failures[0].starts_with("osc: ") && failures[0].contains("`none`"), "{run:?}");
    assert!(failures[1].contains("`nobody`"), "{run:?}");
    assert_eq!(home.demo("network list -c name -f value"), "admin_pri\n");
}

#[test]
fn the_environment_can_name_it_too() {
    let home = Home::new();
    let run = run(home.command("network list -c name -f value").env("OS_CLOUD", "demo"), "");
    assert_eq!(run.out, "admin_pri\npublic\n", "{run:?}");
}

#[test]
fn it_serves_other_programs() {
    use std::io::{BufRead as _, BufReader};
    use std::process::Stdio;

    let home = Home::new();
    let mut server = home.command("demo serve").stdout(Stdio::piped()).spawn().unwrap();
    let told = BufReader::new(server.stdout.take().unwrap()).lines().map_while(Result::ok);
    let told: Vec<String> = told.take_while(|line| line.starts_with("export ")).collect();
    let variables = told.iter().flat_map(|line| line.split(' ').skip(1)).filter_map(|pair| pair.split_once('='));
    let run = run(home.command("network list -c name -f value").envs(variables), "");
    server.kill().unwrap();
    server.wait().unwrap();
    assert_eq!(run.out, "admin_pri\npublic\n", "{run:?}");
}

#[test]
fn an_action_is_a_verb_of_its_resource() {
    let home = Home::new();
    home.demo("network set-tags public blue web");
    home.demo("network add-tag public iron");
    let tags: Value = serde_json::from_str(&home.demo("network tags public -f json")).unwrap();
    assert_eq!(tags, json!({"tags": ["blue", "web", "iron"]}));
    assert_eq!(home.demo("network has-tag public web -f value"), "True\n");
    assert_eq!(home.demo("network clear-tags public"), "");
    let shown: Value = serde_json::from_str(&home.demo("network show public -f json -c tags")).unwrap();
    assert_eq!(shown, json!({"tags": []}));
}

#[test]
fn what_is_a_list_is_added_to_by_set_and_taken_from_by_unset() {
    let home = Home::new();
    home.demo("subnet create s --network public --ip-version 4 --cidr 192.0.2.0/24 --dns-nameserver 192.0.2.53");
    let servers = || home.demo("subnet show s -c dns_nameservers -f json --noindent");
    home.demo("subnet set s --dns-nameserver 192.0.2.54");
    assert_eq!(servers(), "{\"dns_nameservers\": [\"192.0.2.53\", \"192.0.2.54\"]}\n");
    home.demo("subnet unset s --dns-nameserver 192.0.2.53");
    assert_eq!(servers(), "{\"dns_nameservers\": [\"192.0.2.54\"]}\n");
    home.demo("subnet set s --no-dns-nameserver --dns-nameserver 192.0.2.55");
    assert_eq!(servers(), "{\"dns_nameservers\": [\"192.0.2.55\"]}\n");
}

#[test]
fn tags_are_given_with_everything_else() {
    let home = Home::new();
    let tags = || home.demo("network show web -c tags -f json --noindent");
    home.demo("network create web --tag blue --tag web");
    assert_eq!(tags(), "{\"tags\": [\"blue\", \"web\"]}\n");
    home.demo("network set web --tag iron --description dear");
    home.demo("network unset web --tag blue");
    assert_eq!(tags(), "{\"tags\": [\"web\", \"iron\"]}\n");
    let listed = |tags: &str| home.demo(&format!("network list {tags} -c Name -f value"));
    assert_eq!(listed("--tags web,iron"), "web\n");
    assert_eq!(listed("--any-tags blue,iron --not-tags blue"), "web\n");
    assert_eq!(listed("--not-any-tags blue --not-any-tags iron"), "admin_pri\npublic\n");
    home.demo("network set web --no-tag");
    assert_eq!(tags(), "{\"tags\": []}\n");
}

#[test]
fn a_name_stands_for_an_id_wherever_one_is() {
    let home = Home::new();
    home.demo("subnet create s --network public --ip-version 4 --cidr 192.0.2.0/24");
    home.demo("port create p --network public --fixed-ip subnet=s,ip-address=192.0.2.7");
    let subnet = home.demo("subnet show s -c id -f value");
    let port: Value = serde_json::from_str(&home.demo("port show p -f json")).unwrap();
    assert_eq!(port["fixed_ips"], json!([{"ip_address": "192.0.2.7", "subnet_id": subnet.trim()}]));
    assert_eq!(home.demo("port list --network public -c Name -f value"), "p\n");
}

#[test]
fn kinds_that_share_a_noun_are_told_apart_by_type() {
    let home = Home::new();
    home.demo("network qos policy create gold");
    home.demo("network qos rule create gold --type bandwidth-limit --max-kbps 100");
    home.demo("network qos rule create gold --type dscp-marking --dscp-mark 10");
    let list = home.demo("network qos rule list gold -f value -c Type -c Max_Kbps");
    assert_eq!(list, "bandwidth_limit 100\ndscp_marking \n");
    let mark = home.demo("network qos rule list gold --type dscp-marking -f value -c ID");
    home.demo(&format!("network qos rule set gold {} --dscp-mark 12", mark.trim()));
    assert_eq!(home.demo(&format!("network qos rule show gold {} -c dscp_mark -f value", mark.trim())), "12\n");
    let run = home.run(&format!("--os-cloud demo network qos rule set gold {} --max-kbps 7", mark.trim()));
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(run.err.contains("dscp-marking has no `max_kbps`"), "{run:?}");
    let run = home.run("--os-cloud demo network qos rule create gold --max-kbps 7");
    assert!(run.code == Some(2) && run.err.contains("--type <TYPE>"), "{run:?}");
    home.demo(&format!("network qos rule delete gold {}", mark.trim()));
    assert_eq!(home.demo("network qos rule list gold -f value -c Type"), "bandwidth_limit\n");
}

#[test]
fn what_changed_meanwhile_is_left_alone() {
    let home = Home::new();
    home.demo("network set public --description one");
    let revision = home.demo("network show public -f value -c revision_number");
    home.demo("network set public --description two");
    let set = format!("--os-cloud demo network set public --description three --if-revision {}", revision.trim());
    let run = home.run(&set);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.err.contains("412"), "{run:?}");
    assert_eq!(home.demo("network show public -f value -c description"), "two\n");
}
