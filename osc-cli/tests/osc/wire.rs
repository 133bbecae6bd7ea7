//! `--debug`, `--timing`, `--dry-run`: what goes over the wire, shown, timed, kept back.

use std::fs;

use osc_fake::Answer;
use osc_runtime::Method;
use serde_json::json;

use super::configuration::Served;
use super::{Home, Run, run};

const PASSWORD: &str = "s3cret \"and\" l0ng";

/// A home whose cloud `here` is another process's, signed in to with a password that nothing else is called.
fn home(served: &Served) -> Home {
    served.runtime.block_on(async {
        let admin = served.cloud.connect().await.unwrap();
        let user = json!({"user": {"name": "ada", "password": PASSWORD}});
        admin.request(Method::Post, "identity", "/users").json(&user).await.unwrap();
    });
    let home = Home::new();
    let yaml = served.clouds_yaml("").replace("password: demo", &format!("password: '{PASSWORD}'"));
    fs::write(home.path().join("clouds.yaml"), yaml.replace("username: demo", "username: ada")).unwrap();
    home
}

fn here(home: &Home, arguments: &str) -> Run {
    let run = home.run(&format!("--os-cloud here {arguments}"));
    assert_eq!(run.code, Some(0), "{run:?}");
    run
}

/// The token in the cache of this home.
fn token(home: &Home) -> String {
    let files = fs::read_dir(home.path().join(".cache/osc/tokens")).unwrap();
    let mut files = files.map(|file| file.unwrap().path());
    let file = files.find(|path| path.extension().is_some_and(|extension| extension == "json")).unwrap();
    let kept: serde_json::Value = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
    kept.pointer("/token/headers/x-auth-token").unwrap().as_str().unwrap().to_owned()
}

#[test]
fn debug_shows_requests_as_commands_for_curl_and_their_answers() {
    let served = Served::new();
    let home = home(&served);
    let run = here(&home, "--debug network list --name public -f value -c name");
    assert_eq!(run.out, "public\n");
    let lines: Vec<_> = run.err.lines().collect();
    let (sign_in, list) = lines.split_at(3);
    let url = format!("REQ: curl -g -i -X POST \"{}/auth/tokens\" -H ", served.cloud.auth_url());
    assert!(sign_in[0].starts_with(&url) && sign_in[0].ends_with(" -d '<secret>'"), "{run:?}");
    assert!(sign_in[1].starts_with("RESP: [201] ") && sign_in[1].contains(" X-Subject-Token: {SHA256}"), "{run:?}");
    assert_eq!(sign_in[2], "RESP BODY: <secret>");
    let url = format!("REQ: curl -g -i -X GET \"{}/network/v2.0/networks?name=public", served.cloud.origin());
    assert!(list[0].starts_with(&url) && list[0].contains(" -H \"X-Auth-Token: {SHA256}"), "{run:?}");
    assert!(list[1].starts_with("RESP: [200] ") && list[1].contains(" Content-Type: application/json"), "{run:?}");
    assert!(list[2].starts_with("RESP BODY: {\"networks\":"), "{run:?}");
    assert_eq!(lines.len(), 6, "{run:?}");
}

#[test]
fn no_secret_of_the_sign_in_is_shown_and_a_token_by_its_digest() {
    let served = Served::new();
    let home = home(&served);
    let run = here(&home, "--debug -v --timing network show public");
    let token = token(&home);
    let digest = ring::digest::digest(&ring::digest::SHA256, token.as_bytes());
    let digest = digest.as_ref().iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
    for shown in [&run.out, &run.err] {
        for secret in [&token, PASSWORD, "s3cret", "l0ng"] {
            assert!(!shown.contains(secret), "{secret}: {run:?}");
        }
    }
    assert!(run.err.contains(&format!("X-Subject-Token: {{SHA256}}{digest}")), "{run:?}");
    assert!(run.err.contains(&format!("X-Auth-Token: {{SHA256}}{digest}")), "{run:?}");
}

#[test]
fn no_secret_is_shown_in_what_is_sent_nor_where_the_service_quotes_it() {
    let served = Served::new();
    let home = home(&served);
    here(&home, "network list");
    served.cloud.answer_next(
        Answer::new(400)
            .header("content-type", "application/json")
            .body(r#"{"error": {"code": 400, "title": "Bad Request", "message": "ol\"d is too short, ol\"d"}}"#),
    );
    let mut create = home.command("--os-cloud here --debug user create bob --password-file -");
    let refused = run(&mut create, "ol\"d\n");
    assert_eq!(refused.code, Some(1), "{refused:?}");
    assert!(
        refused.err.contains("\"password\":\"<secret>\"") && refused.err.contains("\"name\":\"bob\""),
        "{refused:?}"
    );
    assert!(refused.err.contains("<secret> is too short, <secret>"), "{refused:?}");
    assert!(!refused.err.contains("ol\"d") && !refused.err.contains("ol\\\"d"), "{refused:?}");
}

#[test]
fn what_cannot_be_read_is_shown_by_its_length() {
    let served = Served::new();
    let home = home(&served);
    here(&home, "network list");
    let answer = |kind, body: &str| Answer::new(200).header("content-type", kind).body(body);
    for (kind, body) in [
        ("application/json", "{\"user\": {\"password\": \"s3cret\""),
        ("application/json", "\"s3cret\""),
        ("text/plain", "s3cret"),
        ("application/octet-stream", "s3cret"),
    ] {
        served.cloud.answer_next(answer(kind, body));
        let run = home.run("--os-cloud here --debug api POST /x --service network");
        assert!(run.err.contains(&format!("RESP BODY: <{} bytes>", body.len())), "{run:?}");
        assert!(!run.err.contains("s3cret"), "{run:?}");
    }
    let refusal = Answer::new(400).header("content-type", "text/plain").body("no such thing");
    served.cloud.answer_next(refusal);
    let run = home.run("--os-cloud here --debug api POST /x --service network");
    assert!(run.err.contains("RESP BODY: no such thing"), "{run:?}");
}

#[test]
fn a_retry_and_a_redirect_show_as_what_they_are() {
    let served = Served::new();
    let home = home(&served);
    here(&home, "network list");
    served.cloud.answer_next(Answer::new(503).header("retry-after", "0"));
    served.cloud.answer_next(Answer::new(302).header("location", "/network/v2.0/networks?name=public"));
    let run = here(&home, "--debug network list -f value -c name");
    assert_eq!(run.out, "public\n");
    let kinds: Vec<_> = run.err.lines().map(|line| line.split(" X-").next().unwrap()).collect();
    let expected =
        ["REQ: ", "RESP: [503]", "RETRY: after the status 503", "REQ: ", "RESP: [302]", "REDIRECT: from ", "REQ: "];
    assert!(kinds.iter().zip(expected).all(|(line, expected)| line.starts_with(expected)), "{run:?}");
    assert!(kinds[6].contains("/networks?name=public\""), "{run:?}");
}

#[test]
fn a_server_that_is_not_there_shows_too() {
    let home = Home::new();
    let mut osc = home.command("--debug --os-auth-url http://127.0.0.1:9/v3 --os-username ada network list");
    let run = run(osc.env("OS_PASSWORD", "s3cret"), "");
    assert!(run.err.contains("\nFAILED: cannot connect") && run.err.contains("\nRETRY: after no answer\n"), "{run:?}");
    assert!(!run.err.contains("s3cret"), "{run:?}");
}

#[test]
fn timing_is_a_table_below_a_table_and_csv_below_all_else() {
    let served = Served::new();
    let home = home(&served);
    let table = here(&home, "--timing network list").out;
    let (_, timing) = table.split_once("\n\n").unwrap();
    let rows: Vec<_> = timing.lines().map(|line| line.split('|').map(str::trim).collect::<Vec<_>>()).collect();
    assert_eq!(rows[1][1..3], ["URL", "Seconds"]);
    assert_eq!(rows[3][1], format!("POST {}/auth/tokens", served.cloud.auth_url()));
    assert_eq!(rows[4][1], format!("GET {}/network/v2.0/networks", served.cloud.origin()));
    assert_eq!(rows[5][1], "Total");
    let seconds: Vec<f64> = rows[3..6].iter().map(|row| row[2].parse().unwrap()).collect();
    assert!((seconds[0] + seconds[1] - seconds[2]).abs() < 1e-5, "{table}");

    let json = here(&home, "--timing network list -f json").out;
    let (list, timing) = json.split_once("\n\n").unwrap();
    assert!(serde_json::from_str::<serde_json::Value>(list).unwrap().is_array());
    let lines: Vec<_> = timing.lines().collect();
    assert_eq!((lines[0], lines.len()), ("\"URL\",\"Seconds\"", 3));
    assert!(lines[1].starts_with(&format!("\"GET {}/network/v2.0/networks\",0.", served.cloud.origin())), "{json}");
    assert!(lines[2].starts_with("\"Total\",0."), "{json}");
}

#[test]
fn timing_is_printed_though_a_command_fails() {
    let home = home(&Served::new());
    let run = home.run("--os-cloud demo --timing network show none");
    assert_eq!(run.code, Some(1));
    assert!(run.out.contains("| Total "), "{run:?}");
}

#[test]
fn a_dry_run_prints_what_would_change_something_and_sends_the_rest() {
    let served = Served::new();
    let home = home(&served);
    let before = served.cloud.counted();
    let run = here(&home, "--dry-run network create web --mtu 1400");
    let body = "{\n  \"network\": {\n    \"mtu\": 1400,\n    \"name\": \"web\"\n  }\n}";
    assert_eq!(run.out, format!("POST {}/network/v2.0/networks\n{body}\n", served.cloud.origin()));
    assert_eq!(run.err, "");
    let sent: Vec<_> = served.cloud.requests().into_iter().skip(before).map(|request| request.path).collect();
    assert_eq!(sent, ["/identity/v3/auth/tokens"]);

    let run = here(&home, "--dry-run network delete public admin_pri");
    let lines: Vec<_> = run.out.lines().collect();
    assert_eq!(lines.len(), 2, "{run:?}");
    let item = format!("DELETE {}/network/v2.0/networks/", served.cloud.origin());
    assert!(lines.iter().all(|line| line.strip_prefix(&item).is_some_and(|id| id.len() == 36)), "{run:?}");

    let run = here(&home, "--dry-run network set public --description dear");
    assert!(run.out.starts_with("PUT ") && run.out.ends_with("\"description\": \"dear\"\n  }\n}\n"), "{run:?}");
    let changes = served.cloud.requests().into_iter().skip(before).filter(|request| request.method != "GET");
    assert_eq!(changes.count(), 1, "the sign-in");
}

#[test]
fn a_dry_run_goes_on_with_what_was_not_created_and_waits_for_nothing() {
    let home = Home::new();
    let run = home.demo("--dry-run network create web --tag blue");
    let lines: Vec<_> = run.lines().filter(|line| line.contains("http://")).collect();
    assert_eq!(lines.len(), 2, "{run}");
    assert!(lines[0].starts_with("POST ") && lines[0].ends_with("/v2.0/networks"), "{run}");
    assert!(lines[1].starts_with("PUT ") && lines[1].ends_with("/v2.0/networks/NEW/tags"), "{run}");
    assert!(run.ends_with("{\n  \"tags\": [\n    \"blue\"\n  ]\n}\n"), "{run}");
    let run = home.demo("--dry-run network delete public --wait");
    assert_eq!(run.lines().count(), 1, "{run}");
    assert_eq!(home.demo("network list -f value -c Name"), "admin_pri\npublic\n");
}

#[test]
fn a_dry_run_of_an_action_expects_no_answer() {
    let home = Home::new();
    let run = home.demo("--dry-run network set-tags public blue");
    assert!(run.starts_with("PUT http://") && run.contains("/tags\n{\n  \"tags\": [\n    \"blue\"\n  ]\n}\n"), "{run}");
    let run = home.demo("--dry-run network has-tag public blue -f value");
    assert_eq!(run, "False\n");
}

#[test]
fn a_dry_run_hides_secrets() {
    let home = Home::new();
    let mut create = home.command("--os-cloud demo --dry-run user create ada --password-file -");
    let run = run(&mut create, "s3cret\n");
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.out.contains("\"password\": \"<secret>\"") && !run.out.contains("s3cret"), "{run:?}");
}

#[test]
fn a_dry_run_of_what_only_reads_is_a_run() {
    assert_eq!(Home::new().demo("--dry-run network list -f value -c name"), "admin_pri\npublic\n");
}
