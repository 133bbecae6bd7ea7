//! Where a cloud is described, and how a wrong description is told.

use std::fs;

use osc_fake::Cloud;
use tokio::runtime::Runtime;

use super::{Home, Run, run};

/// A cloud for other processes, and what it runs on.
pub(super) struct Served {
    pub(super) cloud: Cloud,
    pub(super) runtime: Runtime,
}

impl Served {
    pub(super) fn new() -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let start = Cloud::builder().resources(osc_services::resources()).example().start();
        Self { cloud: runtime.block_on(start).unwrap(), runtime }
    }

    /// The cloud `here` for clouds.yaml, with more lines below it.
    pub(super) fn clouds_yaml(&self, more: &str) -> String {
        format!(
            "clouds:\n  here:\n    auth:\n      auth_url: {}\n      username: demo\n      password: demo\n      \
             project_name: demo\n      user_domain_name: Default\n      project_domain_id: default\n{more}",
            self.cloud.auth_url()
        )
    }
}

/// Lists the names of networks on the cloud `here` of this clouds.yaml.
fn list(clouds_yaml: &str) -> Run {
    let home = Home::new();
    fs::write(home.path().join("clouds.yaml"), clouds_yaml).unwrap();
    home.run("--os-cloud here network list -f value -c name")
}

/// The error of a command on the cloud `here` of this clouds.yaml, without the folder that the file is in.
fn error(clouds_yaml: &str) -> String {
    let home = Home::new();
    fs::write(home.path().join("clouds.yaml"), clouds_yaml).unwrap();
    let run = home.run("--os-cloud here network list");
    assert_eq!((run.code, run.out.as_str()), (Some(1), ""), "{run:?}");
    run.err.trim().replace(&format!("{}/", home.path().display()), "")
}

#[test]
fn a_cloud_of_the_file_is_used() {
    assert_eq!(list(&Served::new().clouds_yaml("    region_name: RegionOne\n")).out, "admin_pri\npublic\n");
}

#[test]
fn a_list_costs_a_sign_in_and_a_request() {
    let served = Served::new();
    assert_eq!(list(&served.clouds_yaml("")).out, "admin_pri\npublic\n");
    let paths: Vec<_> = served.cloud.requests().into_iter().map(|request| request.path).collect();
    assert_eq!(paths, ["/identity/v3/auth/tokens", "/network/v2.0/networks"]);
}

#[test]
fn json_is_as_good_as_yaml() {
    let served = Served::new();
    let auth_url = served.cloud.auth_url();
    let auth =
        format!(r#"{{"auth_url": "{auth_url}", "username": "demo", "password": "demo", "project_name": "demo"}}"#);
    assert_eq!(list(&format!(r#"{{"clouds": {{"here": {{"auth": {auth}}}}}}}"#)).out, "admin_pri\npublic\n");
}

#[test]
fn the_file_is_found_in_the_users_folder_and_before_it_in_the_current_one() {
    let served = Served::new();
    let home = Home::new();
    let folder = home.path().join(".config/openstack");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("clouds.yml"), served.clouds_yaml("")).unwrap();
    let list = || {
        let mut command = home.command("network list -f value -c name");
        run(command.env_remove("OS_CLIENT_CONFIG_FILE").env("OS_CLOUD", "here"), "")
    };
    assert_eq!(list().out, "admin_pri\npublic\n");
    fs::write(home.path().join("clouds.yaml"), "clouds:\n  elsewhere: {}\n").unwrap();
    assert!(list().err.contains("no cloud `here` in ./clouds.yaml; it has `elsewhere`"), "{:?}", list());
}

#[test]
fn secure_yaml_is_laid_over_the_file() {
    let served = Served::new();
    let home = Home::new();
    fs::write(home.path().join("clouds.yaml"), served.clouds_yaml("").replace("password: demo", "password: null"))
        .unwrap();
    let secure = home.path().join("secure.yaml");
    fs::write(&secure, "clouds:\n  here:\n    auth:\n      password: demo\n").unwrap();
    let list = |file| {
        let mut command = home.command("--os-cloud here network list -f value -c name");
        run(command.env("OS_CLIENT_SECURE_FILE", file), "")
    };
    assert_eq!(list(secure.clone()).out, "admin_pri\npublic\n");
    assert!(list(home.path().join("none")).err.contains("OS_CLIENT_SECURE_FILE in the environment is "));
    fs::write(&secure, "# nothing yet\n").unwrap();
    assert!(list(secure).err.contains("no `password` in the cloud `here` of "));
}

#[test]
fn the_environment_describes_a_cloud_alone() {
    let served = Served::new();
    let home = Home::new();
    let mut command = home.command("network list -f value -c name");
    command.envs(served.cloud.environment());
    assert_eq!(run(&mut command, "").out, "admin_pri\npublic\n");
    let told = run(command.env_remove("OS_PASSWORD"), "");
    assert_eq!(told.err, "osc: no `OS_PASSWORD` in the environment: expected the user's password\n");
}

#[test]
fn a_services_endpoint_region_and_interface_are_its_own() {
    let served = Served::new();
    let endpoint = served.cloud.auth_url().replace("identity/v3", "network/v2.0");
    let yaml = served.clouds_yaml(&format!("    region_name: Nowhere\n    network_endpoint_override: {endpoint}\n"));
    assert_eq!(list(&yaml).out, "admin_pri\npublic\n");
    let yaml =
        served.clouds_yaml("    region_name: Nowhere\n    network_region_name: RegionOne\n    interface: admin\n");
    assert_eq!(list(&yaml).out, "admin_pri\npublic\n");
}

#[test]
fn a_name_given_later_replaces_an_id() {
    let served = Served::new();
    let home = Home::new();
    fs::write(
        home.path().join("clouds.yaml"),
        served.clouds_yaml("").replace("project_name: demo", "project_id: nowhere"),
    )
    .unwrap();
    assert!(home.run("--os-cloud here network list").err.contains("cannot sign in"));
    let named = home.run("--os-cloud here --os-project-name demo network list -f value -c name");
    assert_eq!(named.out, "admin_pri\npublic\n");
}

#[test]
fn malformed_yaml_is_told_with_its_line_and_without_its_text() {
    let told = error("clouds:\n  here:\n    auth:\n      password: \"hush\n      username: [a\n");
    assert!(told.starts_with("osc: clouds.yaml:"), "{told}");
    assert!(told.contains("malformed YAML") && !told.contains("hush"), "{told}");
}

#[test]
fn each_mistake_in_the_file_has_an_error_of_its_own() {
    for (yaml, expected) in [
        ("", "clouds.yaml: no `clouds`; expected `clouds:` at the top"),
        ("clouds: [here]\n", "clouds.yaml:1:1: clouds is no mapping"),
        ("clouds:\n  here: yes\n", "clouds.yaml:2:3: clouds.here is no mapping"),
        ("clouds:\n  here: {}\n", "no `auth_url` in the cloud `here` of clouds.yaml"),
        ("clouds:\n  here: {auth: x}\n", "clouds.yaml:2:10: clouds.here.auth is `x`; expected a mapping"),
        (
            "clouds:\n  here: {auth: {username: [a]}}\n",
            "clouds.yaml:2:17: clouds.here.auth.username is a list; expected a text",
        ),
        ("clouds:\n  here: {auth: {username: a}}\n", "no `auth_url` in the cloud `here` of clouds.yaml"),
        ("clouds:\n  here: {auth: {auth_url: 'http://x'}}\n", "no `username` in the cloud `here` of clouds.yaml"),
        (
            "clouds:\n  here: {auth: {auth_url: x, username: a}}\n",
            "clouds.yaml:2:17: clouds.here.auth.auth_url is `x`: relative URL without a base",
        ),
        (
            "clouds:\n  here: {interface: outer, auth: {}}\n",
            "clouds.here.interface: `outer` is no interface: expected `public`, `internal` or `admin`",
        ),
        (
            "clouds:\n  here: {auth_type: v3kerberos, auth: {}}\n",
            "clouds.yaml:2:10: clouds.here.auth_type is `v3kerberos`, which is no way to sign in",
        ),
        ("clouds:\n  her: {}\n", "no cloud `here` in clouds.yaml; did you mean `her`?"),
    ] {
        let told = error(yaml);
        assert!(told.contains(expected), "{yaml}: {told}");
    }
}

#[test]
fn a_wrong_password_and_an_unknown_region_are_told() {
    let served = Served::new();
    let told = error(&served.clouds_yaml("").replace("password: demo", "password: wr0ng"));
    assert!(told.contains("the user name, password, domain or project is wrong") && !told.contains("wr0ng"), "{told}");
    let told = error(&served.clouds_yaml("    region_name: Atlantis\n"));
    assert!(told.contains("in region `Atlantis`; the catalog has it in `RegionOne`"), "{told}");
}
