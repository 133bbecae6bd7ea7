//! Keystone's single sign-on, over a form that the browser brings.

use osc_runtime::{Connection, Error, ErrorKind};
use tokio::task::JoinHandle;

use crate::person::{Asked, Person, exchange, free_port, is_gone, status};
use crate::script::{RESCOPE, Script};
use crate::{federated, refused};

/// A sign-in that waits for the browser, where that was asked to go, and the host that it comes back to.
async fn start(script: &Script) -> (JoinHandle<Result<Connection, Error>>, Asked, String) {
    let port = free_port().await.to_string();
    let (builder, mut person) = Person::of(federated(script, "v3websso").redirect_port(&port));
    let sign_in = tokio::spawn(builder.connect());
    (sign_in, person.asked().await, format!("localhost:{port}"))
}

/// A form, as Keystone's page has the browser send it.
fn form(host: &str, body: &str) -> String {
    let headers = "Content-Type: application/x-www-form-urlencoded\r\nOrigin: null\r\nSec-Fetch-Mode: navigate\r\n\
        Sec-Fetch-Dest: document\r\nSec-Fetch-Site: cross-site";
    post(host, headers, body)
}

fn post(host: &str, headers: &str, body: &str) -> String {
    let length = body.len();
    format!("POST /auth/websso/ HTTP/1.1\r\nHost: {host}\r\n{headers}\r\nContent-Length: {length}\r\n\r\n{body}")
}

#[tokio::test]
async fn a_person_signs_in_with_the_browser() {
    let script = Script::default().token("scoped");
    let (sign_in, asked, host) = start(&script).await;
    let port = host.rsplit(':').next().unwrap();
    assert_eq!(
        asked.url.as_str(),
        format!(
            "https://keystone.example/v3/auth/OS-FEDERATION/identity_providers/campus/protocols/openid/websso?\
             origin=http%3A%2F%2Flocalhost%3A{port}%2Fauth%2Fwebsso%2F"
        )
    );
    let page = exchange(&host, &form(&host, "token=unscoped")).await;
    assert_eq!(status(&page), "200 OK");
    assert!(page.contains("This window can be closed.") && !page.contains("unscoped"), "{page}");
    // One token is taken, and then nobody listens.
    assert!(is_gone(&host).await);
    sign_in.await.unwrap().unwrap();
    assert_eq!(script.requests(), [RESCOPE]);
}

#[tokio::test]
async fn what_cannot_be_keystones_form_is_turned_away() {
    let script = Script::default().token("scoped");
    let (sign_in, _, host) = start(&script).await;
    let kind = "Content-Type: application/x-www-form-urlencoded";
    let with = |headers: &str| post(&host, &format!("{kind}\r\n{headers}"), "token=evil");
    for (request, expected) in [
        (form(&host, "token="), "400 Bad Request"),
        (form(&host, "tok\u{fffd}n=evil"), "400 Bad Request"),
        (form(&host, "token=evil&token=unscoped"), "400 Bad Request"),
        (form("evil.example", "token=evil"), "421 Misdirected Request"),
        (form(&host, "token=evil").replace("/auth/websso/", "/"), "404 Not Found"),
        (form(&host, "token=evil").replace("POST /auth/websso/", "PUT /auth/websso/"), "405 Method Not Allowed"),
        (format!("GET /auth/websso/?token=evil HTTP/1.1\r\nHost: {host}\r\n\r\n"), "405 Method Not Allowed"),
        (post(&host, "Content-Type: application/json", "token=evil"), "415 Unsupported Media Type"),
        (form(&host, "token=evil").replace("Content-Length", "X-Length"), "411 Length Required"),
        (with("Transfer-Encoding: chunked"), "411 Length Required"),
        (form(&host, &format!("token={}", "a".repeat(64 * 1024))), "413 Content Too Large"),
        (with(&format!("Cookie: {}", "a".repeat(200_000))), "431 Request Header Fields Too Large"),
        (with("Sec-Fetch-Mode: no-cors"), "400 Bad Request"),
        (with("Sec-Fetch-Dest: iframe"), "400 Bad Request"),
        (with("Sec-Fetch-Site: none"), "400 Bad Request"),
        (with("Origin: https://evil.example"), "400 Bad Request"),
        (with("Referer: https://evil.example/page"), "400 Bad Request"),
    ] {
        let answer = exchange(&host, &request).await;
        assert_eq!(status(&answer), expected, "{}", request.chars().take(300).collect::<String>());
    }
    let headers =
        format!("{kind}; charset=utf-8\r\nOrigin: https://keystone.example\r\nReferer: https://keystone.example/v3");
    assert_eq!(status(&exchange(&host, &post(&host, &headers, "token=unscoped")).await), "200 OK");
    sign_in.await.unwrap().unwrap();
    assert_eq!(script.requests(), [RESCOPE]);
}

#[tokio::test]
async fn a_form_may_come_in_pieces() {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

    let script = Script::default().token("scoped");
    let (sign_in, _, host) = start(&script).await;
    let request = form(&host, "token=unscoped");
    let mut stream = tokio::net::TcpStream::connect(&host).await.unwrap();
    stream.set_nodelay(true).unwrap();
    for piece in request.as_bytes().chunks(7) {
        stream.write_all(piece).await.unwrap();
        tokio::task::yield_now().await;
    }
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert_eq!(status(&answer), "200 OK");
    sign_in.await.unwrap().unwrap();
}

#[tokio::test]
async fn a_token_that_keystone_does_not_take_is_told() {
    let no = serde_json::json!({"error": {"message": "The request you have made requires authentication."}});
    let script = Script::default().answer(401, &no);
    let (sign_in, _, host) = start(&script).await;
    exchange(&host, &form(&host, "token=unscoped")).await;
    assert_eq!(
        sign_in.await.unwrap().unwrap_err().to_string(),
        "cannot sign in at https://keystone.example/v3/auth/tokens: 401 Unauthorized: The request you have made requires \
         authentication.; the token that the browser brought is not taken; sign in once more"
    );
}

#[tokio::test]
async fn a_person_who_does_not_come_is_waited_for_as_long_as_was_said() {
    let script = Script::default();
    let port = free_port().await;
    let (builder, _person) = Person::of(federated(&script, "v3websso").redirect_port(port.to_string()));
    let error = builder.login_timeout("0.2").connect().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "nobody has signed in within 0.2 seconds, the time that a person has (`login_timeout`)"
    );
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(is_gone(&format!("localhost:{port}")).await);
}

#[tokio::test]
async fn a_person_may_take_longer_than_a_request() {
    let script = Script::default();
    let port = free_port().await.to_string();
    let (builder, _person) = Person::of(federated(&script, "v3websso").redirect_port(port).login_timeout("0.2"));
    let error = builder.timeout(std::time::Duration::from_millis(1)).connect().await.unwrap_err();
    assert!(error.to_string().starts_with("nobody has signed in within 0.2 seconds"), "{error}");
}

#[tokio::test]
async fn a_sign_in_that_is_dropped_listens_no_longer() {
    let script = Script::default();
    let (sign_in, _, host) = start(&script).await;
    let _half = tokio::net::TcpStream::connect(&host).await.unwrap();
    sign_in.abort();
    assert!(sign_in.await.unwrap_err().is_cancelled());
    assert!(is_gone(&host).await);
    assert!(script.requests().is_empty());
}

#[tokio::test]
async fn the_browser_comes_back_to_this_machine_alone() {
    let script = Script::default();
    let error = refused(federated(&script, "v3websso").redirect_host("0.0.0.0")).await;
    assert_eq!(
        error.to_string(),
        "`redirect_host` for the connection is `0.0.0.0`: expected `localhost` or an address of this machine alone, since the \
         token is sent there"
    );
    let error = refused(federated(&script, "v3websso").redirect_port("http")).await;
    assert_eq!(error.to_string(), "`redirect_port` for the connection is `http`: expected a port, from 1 to 65535");
    let error = refused(federated(&script, "v3websso").login_timeout("soon")).await;
    assert_eq!(error.to_string(), "`login_timeout` for the connection is `soon`: expected a number of seconds");
}
