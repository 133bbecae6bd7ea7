//! Somebody at the terminal: what they are asked, and where they are sent.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use osc_fake::{Cloud, IdentityProvider};
use osc_runtime::Method;
use rexpect::session::{PtySession, spawn_command};
use serde_json::json;

use super::configuration::Served;
use super::{Home, run};

const LIST: &str = "--os-cloud here network list -f value -c name";

/// A home whose clouds.yaml has the cloud `here`, without these lines.
fn home(served: &Served, without: &[&str]) -> Home {
    let home = Home::new();
    let lines = served.clouds_yaml("");
    let lines = lines.lines().filter(|line| !without.iter().any(|key| line.trim().starts_with(key)));
    fs::write(home.path().join("clouds.yaml"), lines.collect::<Vec<_>>().join("\n")).unwrap();
    home
}

/// `osc` at a terminal, which is given up after a while.
fn terminal(home: &Home, arguments: &str) -> PtySession {
    spawn_command(home.command(arguments), Some(30_000)).unwrap()
}

/// The rest of what it shows.
fn rest(mut terminal: PtySession) -> String {
    terminal.exp_eof().unwrap().replace('\r', "")
}

#[test]
fn a_missing_password_is_asked_for_and_not_shown() {
    let served = Served::new();
    let home = home(&served, &["password"]);
    let mut terminal = terminal(&home, LIST);
    terminal.exp_string("Password: ").unwrap();
    terminal.send_line("demo").unwrap();
    assert_eq!(rest(terminal).trim_start(), "admin_pri\npublic\n");
}

#[test]
fn a_missing_password_is_an_error_where_nobody_is_there() {
    let served = Served::new();
    let home = home(&served, &["password"]);
    let run = home.run(LIST);
    assert_eq!(run.code, Some(1));
    assert!(run.err.starts_with("osc: no `password`"), "{run:?}");
    assert!(!run.err.contains("Password:"), "{run:?}");
}

#[test]
fn who_answers_nothing_is_told_what_is_missing() {
    let served = Served::new();
    let home = home(&served, &["password"]);
    let mut terminal = terminal(&home, LIST);
    terminal.exp_string("Password: ").unwrap();
    terminal.send_line("").unwrap();
    assert!(rest(terminal).trim_start().starts_with("osc: no `password`"));
}

#[test]
fn the_passcode_is_asked_for_where_the_password_is_not_enough() {
    const TOTP: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    let served = Served::new();
    served.runtime.block_on(async {
        let admin = served.cloud.connect().await.unwrap();
        let user = admin.user_id().await.unwrap().unwrap();
        let credential = json!({"credential": {"type": "totp", "blob": TOTP, "user_id": user}});
        admin.request(Method::Post, "identity", "/credentials").json(&credential).await.unwrap();
        let rules = json!({"multi_factor_auth_enabled": true, "multi_factor_auth_rules": [["password", "totp"]]});
        let change = json!({"user": {"options": rules}});
        admin.request(Method::Patch, "identity", &format!("/users/{user}")).json(&change).await.unwrap();
    });
    let home = home(&served, &["password"]);
    let mut terminal = terminal(&home, LIST);
    terminal.exp_string("Password: ").unwrap();
    terminal.send_line("demo").unwrap();
    terminal.exp_string("Passcode: ").unwrap();
    terminal.send_line(&served.cloud.passcode(TOTP).unwrap()).unwrap();
    assert_eq!(rest(terminal).trim_start(), "admin_pri\npublic\n");
}

/// A cloud whose users sign in at an identity provider, which has approved every device.
fn federated() -> (Served, IdentityProvider, Home) {
    let mut served = Served::new();
    let (provider, cloud) = served.runtime.block_on(async {
        let provider = IdentityProvider::start().await.unwrap();
        let cloud = Cloud::builder().resources(osc_services::resources()).example();
        let cloud = cloud.federated(&provider, "campus", "openid").start().await.unwrap();
        (provider, cloud)
    });
    served.cloud = cloud;
    provider.approve();
    let home = Home::new();
    let clouds_yaml = format!(
        "clouds:\n  here:\n    auth_type: v3oidcdeviceauthz\n    auth:\n      auth_url: {}\n      project_name: demo\n      \
         identity_provider: campus\n      protocol: openid\n      client_id: {}\n      discovery_endpoint: {}\n",
        served.cloud.auth_url(),
        IdentityProvider::PUBLIC_CLIENT_ID,
        provider.discovery_url()
    );
    fs::write(home.path().join("clouds.yaml"), clouds_yaml).unwrap();
    (served, provider, home)
}

#[test]
fn whoever_signs_in_elsewhere_is_told_where_once() {
    let (_served, provider, home) = federated();
    let told = home.run(LIST);
    assert_eq!((told.code, told.out.as_str()), (Some(0), "admin_pri\npublic\n"), "{told:?}");
    let (url, code) = told.err.trim().split_once('\n').unwrap();
    let address = format!("To sign in, open {}/device?user_code=", provider.issuer());
    let user_code = url.strip_prefix(&address).unwrap();
    assert_eq!(code, format!("The code is {user_code}; enter it there, unless it is shown already."));
    // The next command finds the token.
    assert_eq!(home.run(LIST).err, "");
}

#[test]
fn the_browser_is_opened_where_somebody_sees_it() {
    let (_served, provider, home) = federated();
    let opened = home.path().join("opened");
    let browser = home.path().join("browser");
    fs::write(&browser, format!("#!/bin/sh\necho \"$1\" >{}.new && mv {0}.new {0}\n", opened.display())).unwrap();
    fs::set_permissions(&browser, fs::Permissions::from_mode(0o755)).unwrap();
    let environment = [("BROWSER", browser.as_os_str()), ("PATH", "/usr/bin:/bin".as_ref())];

    // A script has no eyes.
    let told = run(home.command(LIST).envs(environment), "");
    assert!(told.err.starts_with("To sign in, open"), "{told:?}");
    assert!(!opened.exists());

    fs::remove_dir_all(home.path().join(".cache")).unwrap();
    let mut command = home.command(LIST);
    command.envs(environment);
    let shown = rest(spawn_command(command, Some(30_000)).unwrap());
    assert!(shown.contains("admin_pri\npublic\n"), "{shown}");
    // It is a process of its own.
    let url = (0..300).find_map(|_| {
        std::thread::sleep(std::time::Duration::from_millis(100));
        fs::read_to_string(&opened).ok()
    });
    let url = url.unwrap();
    assert!(url.starts_with(&format!("{}/device?user_code=", provider.issuer())), "{url}");
}
