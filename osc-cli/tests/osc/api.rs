//! `osc api`: a request of any kind.

use std::fs;

use osc_fake::{Answer, Recorded};
use serde_json::{Value, json};

use super::configuration::Served;
use super::{Home, Run, run};

fn home(served: &Served) -> Home {
    let home = Home::new();
    fs::write(home.path().join("clouds.yaml"), served.clouds_yaml("")).unwrap();
    home
}

fn api(home: &Home, arguments: &str) -> Run {
    home.run(&format!("--os-cloud here api {arguments} --service network"))
}

fn json(run: &Run) -> Value {
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{run:?}");
    serde_json::from_str(&run.out).unwrap()
}

fn header<'a>(asked: &'a Recorded, name: &str) -> Option<&'a str> {
    asked.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

/// The path and the query of what was asked.
fn address(asked: &Recorded) -> String {
    [Some(asked.path.as_str()), asked.query.as_deref()].into_iter().flatten().collect::<Vec<_>>().join("?")
}

fn page(body: &Value) -> Answer {
    Answer::new(200).header("content-type", "application/json").body(body.to_string())
}

#[test]
fn a_path_may_have_the_version_of_the_endpoint_or_not_or_be_an_address() {
    let served = Served::new();
    let home = home(&served);
    let whole = format!("{}/network/v2.0/networks", served.cloud.origin());
    for path in ["/v2.0/networks", "networks", "/network/v2.0/networks", &whole] {
        let list = json(&api(&home, &format!("GET {path} --query name=public")));
        let names: Vec<_> = list.pointer("/networks").unwrap().as_array().unwrap().iter().collect();
        assert_eq!(names.len(), 1, "{path}: {list}");
    }
    let asked = served.cloud.requests();
    assert!(asked.iter().skip(1).all(|asked| address(asked) == "/network/v2.0/networks?name=public"), "{asked:?}");
}

#[test]
fn the_token_is_sent_to_no_other_origin() {
    let (served, other) = (Served::new(), Served::new());
    let home = home(&served);
    let run = api(&home, &format!("GET {}/network/v2.0/networks", other.cloud.origin()));
    assert_eq!((run.code, run.out.as_str()), (Some(1), ""));
    assert!(run.err.contains(&format!("is not at {}", served.cloud.origin())), "{run:?}");
    assert!(run.err.contains("the token is not sent there"), "{run:?}");
    assert_eq!(other.cloud.counted(), 0);
}

#[test]
fn json_comes_from_the_command_line_from_a_file_and_from_the_standard_input() {
    let served = Served::new();
    let home = home(&served);
    let body = |name: &str| json!({"network": {"name": name}}).to_string();
    fs::write(home.path().join("body.json"), body("file")).unwrap();
    assert!(api(&home, &format!("post networks --json {}", body("line"))).out.contains("\"name\": \"line\""));
    assert!(api(&home, "POST networks --json @body.json").out.contains("\"name\": \"file\""));
    let mut command = home.command("--os-cloud here api POST networks --json - --service network");
    assert!(run(&mut command, &body("input")).out.contains("\"name\": \"input\""));
    let names = home.run("--os-cloud here network list -f value -c name").out;
    assert!(["line", "file", "input"].iter().all(|name| names.contains(name)), "{names}");
    for (given, named) in [("{\"network", "what it says"), ("@clouds.yaml", "clouds.yaml")] {
        let run = api(&home, &format!("POST networks --json {given}"));
        assert_eq!(run.code, Some(2), "{run:?}");
        assert!(run.err.contains(&format!("--json: {named} is no JSON")), "{run:?}");
    }
}

#[test]
fn a_file_and_headers_are_sent_as_they_are() {
    let served = Served::new();
    let home = home(&served);
    fs::write(home.path().join("data"), [0, 159, 146, 150]).unwrap();
    served.cloud.answer_next(Answer::new(204));
    let run = api(&home, "PUT things/1 --file data --header X-Note:a:b --header content-type:image/png");
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (Some(0), "", ""));
    let asked = served.cloud.requests().pop().unwrap();
    assert_eq!((asked.method.as_str(), header(&asked, "x-note")), ("PUT", Some("a:b")));
    assert_eq!((header(&asked, "content-type"), asked.body.as_slice()), (Some("image/png"), &[0, 159, 146, 150][..]));
}

#[test]
fn an_answer_is_printed_in_lines_with_its_headers_if_wanted_or_as_it_is() {
    let served = Served::new();
    let home = home(&served);
    let answer =
        || Answer::new(200).header("x-note", "b").body(r#"{"b":340282366920938463463374607431768211456,"a":[]}"#);
    served.cloud.answer_next(answer());
    let lines = "{\n  \"b\": 340282366920938463463374607431768211456,\n  \"a\": []\n}\n";
    assert_eq!(api(&home, "GET x").out, lines);
    served.cloud.answer_next(answer());
    let run = api(&home, "GET x --include");
    assert!(run.out.starts_with("HTTP 200\n") && run.out.contains("\nx-note: b\n"), "{run:?}");
    assert!(run.out.ends_with(&format!("\n\n{lines}")), "{run:?}");
    served.cloud.answer_next(Answer::new(200).body("no\tJSON"));
    assert_eq!(api(&home, "GET x").out, "no\tJSON");
    served.cloud.answer_next(answer());
    assert_eq!(api(&home, "GET x --output x.json").out, "");
    assert_eq!(
        fs::read_to_string(home.path().join("x.json")).unwrap(),
        r#"{"b":340282366920938463463374607431768211456,"a":[]}"#
    );
    served.cloud.answer_next(Answer::new(200).body("raw"));
    assert_eq!(api(&home, "GET x --output -").out, "raw");
}

#[test]
fn a_refusal_is_told_in_the_services_words() {
    let served = Served::new();
    let run = api(&home(&served), "GET networks/none");
    assert_eq!((run.code, run.out.as_str(), run.err.lines().count()), (Some(1), "", 1), "{run:?}");
    assert!(run.err.contains("GET ") && run.err.contains("404 Not Found: ") && run.err.contains("none"), "{run:?}");
}

#[test]
fn all_pages_are_joined_into_one_list() {
    let served = Served::new();
    let home = home(&served);
    let next = |marker: &str| json!([{"rel": "next", "href": format!("{}/network/v2.0/ports?marker={marker}", served.cloud.origin())}]);
    served.cloud.answer_next(page(&json!({"ports": [{"id": 1}], "ports_links": next("1")})));
    served.cloud.answer_next(page(&json!({"ports": [{"id": 2}], "ports_links": next("2")})));
    served.cloud.answer_next(page(&json!({"ports": [{"id": 3}]})));
    let list = json(&api(&home, "GET ports --query limit=1 --all --header X-Note:a"));
    assert_eq!(list, json!({"ports": [{"id": 1}, {"id": 2}, {"id": 3}]}));
    let asked = served.cloud.requests();
    let paths: Vec<_> = asked.iter().skip(1).map(address).collect();
    assert_eq!(paths, ["/network/v2.0/ports?limit=1", "/network/v2.0/ports?marker=1", "/network/v2.0/ports?marker=2"]);
    assert!(asked.iter().skip(1).all(|asked| header(asked, "x-note") == Some("a")));

    served.cloud.answer_next(page(&json!({"ports": [{"id": 1}], "ports_links": next("1")})));
    served.cloud.answer_next(page(&json!({"ports": [{"id": 1}], "ports_links": next("1")})));
    let run = api(&home, "GET ports --all");
    assert!(run.code == Some(1) && run.err.contains("the pages lead in a circle"), "{run:?}");
    assert_eq!(api(&home, "POST ports --all").code, Some(2));
}

#[test]
fn a_microversion_is_asked_for_and_a_wrong_one_told() {
    let served = Served::new();
    let home = home(&served);
    let run = api(&home, "GET networks --microversion two");
    assert_eq!(run.code, Some(2));
    assert!(run.err.contains("--microversion") && run.err.contains("two"), "{run:?}");
}

#[test]
fn an_unknown_service_and_a_malformed_pair_are_told() {
    let home = Home::new();
    let run = home.run("--os-cloud demo api GET /x --service netwrk");
    assert!(run.code == Some(1) && run.err.contains("no endpoint for `netwrk`"), "{run:?}");
    let run = home.run("--os-cloud demo api GET /x --service network --query name");
    assert!(run.code == Some(2) && run.err.contains("expected a name, `=` and a value"), "{run:?}");
}

#[test]
fn a_dry_run_of_it_prints_the_request() {
    let home = Home::new();
    let run = home.demo("--dry-run api DELETE /networks/1 --service network");
    assert!(run.starts_with("DELETE http://127.0.0.1:") && run.ends_with("/network/v2.0/networks/1\n"), "{run}");
}
