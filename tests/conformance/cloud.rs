//! The embedded cloud behaves as the services do, and keeps what is secret.

use std::time::Duration;

use osc_fake::{Answer, Cloud, Error};
use osc_runtime::{Connection, Fields, Method, Resource, Secret};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// A thing of a service that words its errors as Neutron does.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/gadgets", service = "network", operations(list, get, create, update, delete))]
struct Gadget {
    id: String,
    name: String,
    is_lit: bool,
    size: Option<i64>,
    pin: Option<Secret>,
    lock: Option<Lock>,
    #[resource(read_only)]
    revision_number: i64,
}

/// An object with a secret in it.
#[derive(Debug, Clone, Default, Fields)]
struct Lock {
    label: String,
    code: Secret,
}

/// A thing whose id is called otherwise.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/crates", service = "network")]
struct Crate {
    #[resource(id)]
    label: String,
}

/// A thing in a crate.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/crates/{crate_id}/parts", service = "network")]
struct Part {
    crate_id: String,
    id: String,
}

/// A thing below what nothing serves.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/hidden/{hidden_id}/leaves", service = "network")]
struct Leaf {
    hidden_id: String,
    id: String,
}

/// A user of Keystone.
#[derive(Debug, Clone, Default, Resource)]
#[resource(
    base_path = "/users",
    service = "identity",
    operations(list, get, create, update, delete),
    update_method = "PATCH"
)]
struct Account {
    id: String,
    #[resource(required)]
    name: String,
    #[resource(create_only)]
    domain_id: String,
    enabled: bool,
    password: Option<Secret>,
}

/// What no text may show.
const SECRET: &str = "correct-horse-battery";

async fn start() -> (Cloud, Connection) {
    let schemas = [Gadget::SCHEMA, Crate::SCHEMA, Part::SCHEMA, Leaf::SCHEMA, Account::SCHEMA];
    let gadget = |id: &str| json!({"id": id, "name": format!("gadget {id}"), "is_lit": id == "a"});
    let mut builder = Cloud::builder().resources(schemas).seed("network", "/crates", json!({"label": "C1"}));
    for id in ["a", "b", "c", "d", "e"] {
        builder = builder.seed("network", "/gadgets", gadget(id));
    }
    let cloud = builder.start().await.unwrap();
    let conn = cloud.connect().await.unwrap();
    (cloud, conn)
}

fn address(cloud: &Cloud) -> String {
    cloud.auth_url().replace("http://", "").replace("/identity/v3", "")
}

/// What HTTP itself gives: the status, the headers and the body.
async fn exchange(cloud: &Cloud, line: &str, token: &str, body: &str) -> (u16, String, Value) {
    let address = address(cloud);
    let mut stream = TcpStream::connect(&address).await.unwrap();
    let request = format!(
        "{line} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\nx-auth-token: {token}\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    (head[9..12].parse().unwrap(), head.to_owned(), serde_json::from_str(body).unwrap_or_default())
}

/// A sign-in by password, as the body of a request.
fn sign_in(name: &str, password: &str) -> String {
    let user = json!({"name": name, "domain": {"id": "default"}, "password": password});
    json!({"auth": {"identity": {"methods": ["password"], "password": {"user": user}}}}).to_string()
}

async fn token(cloud: &Cloud, name: &str, password: &str) -> String {
    let (_, head, _) = exchange(cloud, "POST /identity/v3/auth/tokens", "", &sign_in(name, password)).await;
    head.lines().find_map(|line| line.strip_prefix("x-subject-token: ")).unwrap().to_owned()
}

/// The status, type and message of what Neutron refuses.
async fn refusal(line: &str, body: &str) -> (u16, String, String) {
    let (cloud, _) = start().await;
    let token = token(&cloud, "demo", "demo").await;
    let (status, _, body) = exchange(&cloud, line, &token, body).await;
    let text = |name: &str| body["NeutronError"][name].as_str().unwrap_or_default().to_owned();
    (status, text("type"), text("message"))
}

fn refused(status: u16, kind: &str, message: &str) -> (u16, String, String) {
    (status, kind.into(), message.into())
}

#[cfg(unix)]
#[tokio::test]
async fn a_cloud_goes_on_when_it_cannot_accept_a_connection_for_a_while() {
    const IN_CHILD: &str = "OSC_TEST_FEW_FILES";
    if std::env::var_os(IN_CHILD).is_none() {
        // In a process of its own, since files run out for all tests of a process.
        let name = "cloud::a_cloud_goes_on_when_it_cannot_accept_a_connection_for_a_while";
        let mut child = std::process::Command::new("sh");
        child.args(["-c", "ulimit -n 64 && exec \"$0\" --exact \"$1\""]);
        child.arg(std::env::current_exe().unwrap()).arg(name).env(IN_CHILD, "1");
        let output = child.output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
        return;
    }
    let cloud = Cloud::builder().start().await.unwrap();
    let mut files: Vec<_> = std::iter::from_fn(|| std::fs::File::open("/dev/null").ok()).collect();
    files.pop();
    // The one file that is left is the client's end of a connection; the cloud has none for its own.
    let stream = TcpStream::connect(address(&cloud)).await.unwrap();
    tokio::time::sleep(Duration::from_millis(50)).await;
    drop((files, stream));
    cloud.connect().await.unwrap();
}

#[tokio::test]
async fn a_token_may_be_good_for_as_long_as_can_be_said() {
    let cloud = Cloud::builder().token_lifetime(Duration::MAX).start().await.unwrap();
    cloud.connect().await.unwrap();
}

#[tokio::test]
async fn a_revision_number_ends_at_the_largest_integer() {
    let gadget = json!({"id": "z", "revision_number": i64::MAX});
    let builder = Cloud::builder().resources([Gadget::SCHEMA]).seed("network", "/gadgets", gadget);
    let cloud = builder.start().await.unwrap();
    let conn = cloud.connect().await.unwrap();
    assert_eq!(Gadget::update(&conn, "z").name("new").await.unwrap().revision_number, i64::MAX);
}

#[tokio::test]
async fn a_parent_is_known_by_its_own_id_and_missed_by_its_own_name() {
    let (_cloud, conn) = start().await;
    Part::create(&conn, "C1").await.unwrap();
    assert_eq!(Part::list(&conn, "C1").await.unwrap().len(), 1);
    let error = Part::create(&conn, "nope").await.unwrap_err();
    assert_eq!((error.status(), error.message()), (Some(404), Some("Crate nope could not be found.")));
}

#[tokio::test]
async fn a_parent_that_nothing_serves_is_taken_to_be_there() {
    let (_cloud, conn) = start().await;
    assert!(Leaf::list(&conn, "any").await.unwrap().is_empty());
}

#[tokio::test]
async fn a_secret_that_a_cloud_begins_with_is_not_shown() {
    let gadget = json!({"id": "z", "pin": SECRET, "lock": {"label": "front", "code": SECRET}});
    let user = json!({"id": "u", "name": "ada", "domain_id": "default", "password": SECRET});
    let builder = Cloud::builder()
        .resources([Gadget::SCHEMA])
        .seed("network", "/gadgets", gadget)
        .seed("identity", "/users", user);
    assert!(!format!("{builder:?}").contains(SECRET));
    let cloud = builder.start().await.unwrap();
    let conn = cloud.connection().username("ada").password(SECRET).connect().await.unwrap();
    for path in ["/gadgets", "/gadgets/z"] {
        let shown = conn.request(Method::Get, "network", path).await.unwrap().value().unwrap().to_string();
        assert!(shown.contains("front") && !shown.contains(SECRET) && !shown.contains("pin"), "{shown}");
    }
}

#[tokio::test]
async fn no_debug_of_a_cloud_shows_a_password_or_a_token() {
    let (cloud, conn) = start().await;
    Account::create(&conn, "ada").password(SECRET).await.unwrap();
    Gadget::create(&conn).pin(SECRET).await.unwrap();
    let answer = Answer::new(201).header("x-subject-token", "gAAAAAscripted").body(SECRET);
    let shown = format!("{answer:?} {cloud:?} {:?}", cloud.requests());
    assert!(!shown.contains(SECRET) && !shown.contains("gAAAAA"), "{shown}");
    assert!(String::from_utf8_lossy(&cloud.requests()[1].body).contains(SECRET), "a body is there for who asks");
}

#[tokio::test]
async fn a_disabled_user_cannot_sign_in_by_password_or_token() {
    let (cloud, conn) = start().await;
    let user = Account::create(&conn, "ada").password(SECRET).await.unwrap();
    let token = token(&cloud, "ada", SECRET).await;
    Account::update(&conn, &user.id).enabled(false).await.unwrap();
    let as_ada = || cloud.connection().username("ada").password(SECRET).connect();
    assert!(as_ada().await.unwrap_err().is_unauthorized());
    let by_token = json!({"auth": {"identity": {"methods": ["token"], "token": {"id": token}}}}).to_string();
    assert_eq!(exchange(&cloud, "POST /identity/v3/auth/tokens", "", &by_token).await.0, 404);
    assert_eq!(exchange(&cloud, "GET /network/v2.0/gadgets", &token, "").await.0, 401);
    Account::update(&conn, &user.id).enabled(true).await.unwrap();
    as_ada().await.unwrap();
}

#[tokio::test]
async fn a_rename_to_a_name_that_is_taken_is_a_conflict() {
    let (_cloud, conn) = start().await;
    let ada = Account::create(&conn, "ada").await.unwrap();
    Account::create(&conn, "eve").await.unwrap();
    assert!(Account::update(&conn, &ada.id).name("eve").await.unwrap_err().is_conflict());
    assert_eq!(Account::get(&conn, &ada.id).await.unwrap().name, "ada");
    Account::update(&conn, &ada.id).name("ada").enabled(true).await.unwrap();
}

#[tokio::test]
async fn keystone_alone_signs_in() {
    let (cloud, _) = start().await;
    let body = sign_in("demo", "demo");
    assert_eq!(exchange(&cloud, "POST /identity/v3/auth/tokens", "", &body).await.0, 201);
    assert_eq!(exchange(&cloud, "POST /network/v3/auth/tokens", "", &body).await.0, 401);
    assert!(cloud.requests().iter().all(|request| request.body.is_empty()), "a password sent astray is not kept");
}

#[tokio::test]
async fn keystone_tells_its_versions_to_whoever_asks() {
    let (cloud, _) = start().await;
    let href = format!("{}/", cloud.auth_url());
    let links = json!([{"rel": "self", "href": href}]);
    for path in ["/identity", "/identity/"] {
        let (status, head, body) = exchange(&cloud, &format!("GET {path}"), "", "").await;
        assert!(status == 300 && head.contains(&format!("location: {href}")), "{head}");
        assert_eq!(body["versions"]["values"][0]["links"], links);
    }
    for path in ["/identity/v3", "/identity/v3/"] {
        let (status, _, body) = exchange(&cloud, &format!("GET {path}"), "", "").await;
        let version = &body["version"];
        assert_eq!((status, &version["id"], &version["links"]), (200, &json!("v3.14"), &links));
    }
}

#[tokio::test]
async fn a_sign_in_can_be_scripted() {
    let (cloud, conn) = start().await;
    cloud.answer_next_sign_in(Answer::new(403));
    Gadget::list(&conn).await.unwrap();
    drop(conn);
    assert_eq!(cloud.connect().await.unwrap_err().status(), Some(403));
    cloud.answer_next(Answer::new(403));
    cloud.connect().await.unwrap();
}

#[tokio::test]
async fn the_path_of_a_collection_may_begin_with_a_slash_and_may_not() {
    let builder = Cloud::builder().resources([Gadget::SCHEMA]).seed("network", "gadgets", json!({"id": "z"}));
    let cloud = builder.start().await.unwrap();
    assert_eq!(Gadget::get(&cloud.connect().await.unwrap(), "z").await.unwrap().id, "z");
}

#[tokio::test]
async fn a_cloud_cannot_begin_with_what_is_no_object() {
    let error = Cloud::builder().seed("network", "/gadgets", json!(SECRET)).start().await.unwrap_err();
    assert!(matches!(error, Error::Seed { .. }));
    assert!(error.to_string().contains("a string in `network/gadgets`"), "{error}");
}

#[tokio::test]
async fn a_bad_limit_is_refused_in_neutrons_words() {
    for limit in ["abc", "-1"] {
        let message = format!("Bad limit request: Limit must be an integer 0 or greater and not '{limit}'.");
        let line = format!("GET /network/v2.0/gadgets?limit={limit}");
        assert_eq!(refusal(&line, "").await, refused(400, "BadRequest", &message));
    }
}

#[tokio::test]
async fn a_boolean_that_is_none_is_refused_in_neutrons_words() {
    let expected =
        refused(400, "InvalidInput", "Invalid input for operation: 'perhaps' cannot be converted to boolean.");
    assert_eq!(refusal("GET /network/v2.0/gadgets?is_lit=perhaps", "").await, expected);
    assert_eq!(refusal("POST /network/v2.0/gadgets", r#"{"gadget": {"is_lit": "perhaps"}}"#).await, expected);
}

#[tokio::test]
async fn a_wrong_method_is_refused_in_neutrons_words() {
    let message = "The server could not comply with the request since it is either malformed or otherwise incorrect.";
    let expected = refused(405, "HTTPMethodNotAllowed", message);
    for line in ["PATCH /network/v2.0/gadgets/a", "POST /network/v2.0/gadgets/a", "TRACE /network/v2.0/gadgets"] {
        assert_eq!(refusal(line, "{}").await, expected, "{line}");
    }
}

#[tokio::test]
async fn a_body_that_does_not_fit_is_refused_in_neutrons_words() {
    for (body, message) in [
        (r#"{"gadget": {"name": 5}}"#, "Invalid input for name. Reason: '5' is not a valid string."),
        (r#"{"gadget": {"name": null}}"#, "Invalid input for name. Reason: 'None' is not a valid string."),
        ("[]", "Body contains invalid data"),
        ("nojson", "Body contains invalid data"),
        (r#"{"gadget": "x"}"#, "Object 'gadget' contains invalid data"),
        (r#"{"gadget": null}"#, "Unable to find 'gadget' in request body"),
        ("{}", "Unable to find 'gadget' in request body"),
        ("", "Unable to find 'gadget' in request body"),
        (r#"{"gadget": {"bogus": 1, "worse": 2, "name": 5}}"#, "Unrecognized attribute(s) 'bogus, worse'"),
    ] {
        let answer = refusal("POST /network/v2.0/gadgets", body).await;
        assert_eq!(answer, refused(400, "HTTPBadRequest", message), "{body}");
    }
}

#[tokio::test]
async fn an_empty_envelope_makes_what_is_usual_and_changes_nothing() {
    let (_cloud, conn) = start().await;
    let post = conn.request(Method::Post, "network", "/gadgets").json(&json!({"gadget": {}}));
    let made = post.await.unwrap().value().unwrap();
    let path = format!("/gadgets/{}", made["gadget"]["id"].as_str().unwrap());
    let put = conn.request(Method::Put, "network", &path).json(&json!({"gadget": {}}));
    assert_eq!(put.await.unwrap().value().unwrap(), made);
}

/// The names of a page, and the queries of its links.
async fn page(conn: &Connection, query: &str) -> (String, Value) {
    let path = format!("/gadgets?fields=id&{query}");
    let body = conn.request(Method::Get, "network", &path).await.unwrap().value().unwrap();
    let ids = body["gadgets"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap()).collect();
    let links = body["gadgets_links"].as_array().cloned().unwrap_or_default();
    let query = |link: &Value| link["href"].as_str().unwrap().split_once("fields=id&").unwrap().1.to_owned();
    (ids, links.iter().map(|link| (link["rel"].as_str().unwrap().to_owned(), json!(query(link)))).collect())
}

#[tokio::test]
async fn pages_are_linked_forwards_and_backwards() {
    let (_cloud, conn) = start().await;
    let both = |next: &str, previous: &str| json!({"next": next, "previous": previous});
    let reversed = "limit=2&marker=a&page_reverse=True";
    assert_eq!(page(&conn, "limit=2").await, ("ab".into(), both("limit=2&marker=b", reversed)));
    let last = json!({"previous": "limit=2&marker=e&page_reverse=True"});
    assert_eq!(page(&conn, "limit=2&marker=d").await, ("e".into(), last));
    let before_e = both("limit=2&marker=d", "limit=2&marker=c&page_reverse=True");
    assert_eq!(page(&conn, "limit=2&marker=e&page_reverse=True").await, ("cd".into(), before_e));
    let before_b = json!({"next": "limit=2&marker=a"});
    assert_eq!(page(&conn, "limit=2&marker=b&page_reverse=True").await, ("a".into(), before_b));
    let end = both("limit=2&marker=e", "limit=2&marker=d&page_reverse=True");
    assert_eq!(page(&conn, "limit=2&page_reverse=True").await, ("de".into(), end));
    let start = both("limit=2&marker=b", "limit=2&marker=a&page_reverse=True");
    assert_eq!(page(&conn, "limit=2&page_reverse=False").await, ("ab".into(), start));
    assert_eq!(page(&conn, "limit=0").await, ("abcde".into(), json!({})));
}

#[tokio::test]
async fn keystone_keeps_unknown_attributes_and_passes_over_unknown_filters() {
    let (_cloud, conn) = start().await;
    let post =
        conn.request(Method::Post, "identity", "/users").json(&json!({"account": {"name": "ada", "bogus": "kept"}}));
    let made = post.await.unwrap().value().unwrap();
    assert_eq!(made["account"]["bogus"], "kept");
    let path = format!("/users/{}", made["account"]["id"].as_str().unwrap());
    let change = conn.request(Method::Patch, "identity", &path).json(&json!({"account": {"worse": [1]}}));
    let changed = change.await.unwrap().value().unwrap();
    assert_eq!((&changed["account"]["bogus"], &changed["account"]["worse"]), (&json!("kept"), &json!([1])));
    assert_eq!(Account::list(&conn).query("nonsense", "1").await.unwrap().len(), 2);
}

#[tokio::test]
async fn an_error_does_not_quote_a_secret() {
    let (_cloud, conn) = start().await;
    for (service, path, body) in [
        ("identity", "/users", json!({"account": {"name": "ada", "password": [SECRET]}})),
        ("network", "/gadgets", json!({"gadget": {"pin": {"is": SECRET}}})),
        ("network", "/gadgets", json!({"gadget": {"lock": SECRET}})),
    ] {
        let error = conn.request(Method::Post, service, path).json(&body).await.unwrap_err();
        assert_eq!(error.status(), Some(400));
        let message = error.message().unwrap();
        assert!(message.contains("'***'") && !message.contains(SECRET), "{message}");
    }
}
