//! One sign-in for many processes.

use std::fs;
use std::process::{Child, Stdio};

use super::Home;
use super::configuration::Served;

fn home(served: &Served) -> Home {
    let home = Home::new();
    fs::write(home.path().join("clouds.yaml"), served.clouds_yaml("")).unwrap();
    home
}

fn start(home: &Home) -> Child {
    let mut command = home.command("--os-cloud here network list -f value -c name");
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

fn names(child: Child) -> String {
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_second_process_costs_one_request() {
    let served = Served::new();
    let home = home(&served);
    assert_eq!(names(start(&home)), "admin_pri\npublic\n");
    assert_eq!(names(start(&home)), "admin_pri\npublic\n");
    let paths: Vec<_> = served.cloud.requests().into_iter().map(|request| request.path).collect();
    assert_eq!(paths, ["/identity/v3/auth/tokens", "/network/v2.0/networks", "/network/v2.0/networks"]);
}

#[test]
fn a_wrong_password_is_told_though_a_token_is_at_hand() {
    let served = Served::new();
    let home = home(&served);
    names(start(&home));
    let mut command = home.command("--os-cloud here network list");
    fs::write(home.path().join("clouds.yaml"), served.clouds_yaml("").replace("password: demo", "password: wr0ng"))
        .unwrap();
    let run = super::run(&mut command, "");
    assert_eq!(run.code, Some(1));
    assert!(run.err.contains("401 Unauthorized"), "{run:?}");
}

/// How many processes there are; as many at once as a machine of few cores bears.
const PROCESSES: usize = 100;
const AT_ONCE: usize = 25;

#[test]
fn of_a_hundred_processes_one_signs_in_and_all_list() {
    let served = Served::new();
    let home = home(&served);
    for _ in 0..PROCESSES / AT_ONCE {
        let children: Vec<_> = (0..AT_ONCE).map(|_| start(&home)).collect();
        for child in children {
            assert_eq!(names(child), "admin_pri\npublic\n");
        }
    }
    assert_eq!(served.cloud.sign_ins(), 1);
}

#[test]
fn processes_that_are_killed_while_they_write_leave_nothing_broken() {
    let served = Served::new();
    let home = home(&served);
    let folder = home.path().join(".cache/osc/tokens");
    for round in 0..PROCESSES / AT_ONCE {
        // Each round begins with a token that is no more, so that all want to write.
        served.cloud.revoke_tokens().unwrap();
        let before = served.cloud.sign_ins();
        let mut children: Vec<_> = (0..AT_ONCE).map(|_| start(&home)).collect();
        // Some end at once, some while they wait, some while they write.
        for victim in children.iter_mut().step_by(5) {
            std::thread::sleep(std::time::Duration::from_millis(2 + round as u64 * 3));
            victim.kill().unwrap();
        }
        for (index, child) in children.into_iter().enumerate() {
            if index % 5 == 0 {
                child.wait_with_output().unwrap();
            } else {
                assert_eq!(names(child), "admin_pri\npublic\n");
            }
        }
        // A killed one may have signed in and not have told; no other reason for more than one.
        let sign_ins = served.cloud.sign_ins() - before;
        assert!((1..=1 + AT_ONCE / 5).contains(&sign_ins), "{sign_ins}");
        for file in fs::read_dir(&folder).unwrap() {
            let path = file.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "json") {
                let text = fs::read_to_string(&path).unwrap();
                let document: serde_json::Value = serde_json::from_str(&text).unwrap();
                assert_eq!(document["format"], 1);
            }
        }
    }
}
