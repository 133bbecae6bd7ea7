//! An authorization code by way of the browser.

use std::time::Duration;

use osc_runtime::transport::url::{Position, Url};
use osc_runtime::{Error, ErrorKind};
use tokio::task::JoinHandle;

use crate::person::{Asked, Person, exchange, free_port, is_gone, status};
use crate::script::{DISCOVERY, RESCOPE, Script, exchange as exchange_at_keystone};
use crate::{client, refused};

type SignIn = JoinHandle<Result<osc_runtime::Connection, Error>>;

/// A sign-in that waits for the browser, and where that was asked to go.
async fn start(script: &Script) -> (SignIn, Asked) {
    let (builder, mut person) = Person::of(client(script, "v3oidcauthcode"));
    let sign_in = tokio::spawn(builder.connect());
    (sign_in, person.asked().await)
}

/// Where the browser comes back to, with these parameters.
fn back(asked: &Asked, parameters: &[(&str, &str)]) -> Url {
    let mut url: Url = asked.parameter("redirect_uri").parse().unwrap();
    url.query_pairs_mut().extend_pairs(parameters);
    url
}

fn host(url: &Url) -> String {
    url[Position::BeforeHost..Position::AfterPort].to_owned()
}

/// What a browser gets there.
async fn get(url: &Url) -> String {
    let headers = "Sec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\nSec-Fetch-Site: cross-site";
    let target = &url[Position::BeforePath..];
    exchange(&host(url), &format!("GET {target} HTTP/1.1\r\nHost: {}\r\n{headers}\r\n\r\n", host(url))).await
}

#[tokio::test]
async fn a_person_signs_in_with_the_browser() {
    let script = Script::default().discovered().granted().exchanged();
    let (sign_in, asked) = start(&script).await;
    let (state, challenge) = (asked.parameter("state"), asked.parameter("code_challenge"));
    let redirect: Url = asked.parameter("redirect_uri").parse().unwrap();
    assert_eq!((redirect.host_str(), redirect.path()), (Some("127.0.0.1"), "/"));
    assert_eq!((state.len(), challenge.len(), asked.timeout), (43, 43, Duration::from_secs(60)));
    let mut expected: Url = "https://idp.example/authorize?tenant=t1&response_type=code&client_id=osc".parse().unwrap();
    expected.query_pairs_mut().extend_pairs([
        ("redirect_uri", redirect.as_str()),
        ("scope", "openid profile"),
        ("state", &state),
        ("code_challenge", &challenge),
        ("code_challenge_method", "S256"),
    ]);
    assert_eq!(asked.url, expected);

    let page = get(&back(&asked, &[("code", "c0de"), ("state", &state)])).await;
    assert_eq!(status(&page), "200 OK");
    assert!(page.contains("This window can be closed.") && !page.contains("c0de"), "{page}");
    sign_in.await.unwrap().unwrap();
    assert!(is_gone(&host(&redirect)).await);

    let requests = script.requests();
    let grant: Url = format!("https://form.example/?{}", requests[1].lines().last().unwrap()).parse().unwrap();
    let grant: Vec<_> = grant.query_pairs().collect();
    let names: Vec<_> = grant.iter().map(|(name, _)| name.as_ref()).collect();
    assert_eq!(names, ["grant_type", "code", "redirect_uri", "code_verifier", "client_id"]);
    assert_eq!((grant[1].1.as_ref(), grant[2].1.as_ref(), grant[3].1.len()), ("c0de", redirect.as_str(), 43));
    assert_ne!(grant[3].1, challenge);
    assert_eq!(requests[0], DISCOVERY);
    assert_eq!(requests[2..], [exchange_at_keystone("granted").as_str(), RESCOPE]);
}

#[tokio::test]
async fn an_answer_to_another_question_is_turned_away() {
    let script = Script::default().discovered().granted().exchanged();
    let (sign_in, asked) = start(&script).await;
    let state = asked.parameter("state");
    for (answer, expected) in [
        (vec![("code", "evil"), ("state", "mine")], "400 Bad Request"),
        (vec![("code", "evil")], "400 Bad Request"),
        (vec![("code", "evil"), ("state", &state), ("state", "mine")], "400 Bad Request"),
        (vec![("error", "access_denied"), ("state", "mine")], "400 Bad Request"),
        (vec![("state", &state)], "400 Bad Request"),
        (vec![("code", "evil"), ("state", &state), ("iss", "https://evil.example")], "400 Bad Request"),
    ] {
        assert_eq!(status(&get(&back(&asked, &answer)).await), expected, "{answer:?}");
    }
    get(&back(&asked, &[("code", "c0de"), ("state", &state), ("iss", "https://idp.example")])).await;
    sign_in.await.unwrap().unwrap();
    assert!(script.requests()[1].contains("code=c0de"));
}

#[tokio::test]
async fn what_no_browser_sends_as_a_page_is_turned_away() {
    let script = Script::default().discovered().granted().exchanged();
    let (sign_in, asked) = start(&script).await;
    let good = back(&asked, &[("code", "c0de"), ("state", &asked.parameter("state"))]);
    let (target, host) = (&good[Position::BeforePath..], host(&good));
    for (request, expected) in [
        (format!("GET /favicon.ico HTTP/1.1\r\nHost: {host}\r\n\r\n"), "404 Not Found"),
        (format!("GET {target} HTTP/1.1\r\nHost: evil.example\r\n\r\n"), "421 Misdirected Request"),
        (format!("GET {target} HTTP/1.1\r\n\r\n"), "421 Misdirected Request"),
        (format!("POST {target} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 0\r\n\r\n"), "405 Method Not Allowed"),
        (format!("GET {target} HTTP/1.1\r\nHost: {host}\r\nSec-Fetch-Mode: cors\r\n\r\n"), "400 Bad Request"),
        (format!("GET {target} HTTP/1.1\r\nHost: {host}\r\nSec-Fetch-Dest: iframe\r\n\r\n"), "400 Bad Request"),
        ("what is this\r\n\r\n".to_owned(), "400 Bad Request"),
    ] {
        assert_eq!(status(&exchange(&host, &request).await), expected, "{request}");
    }
    // Browsers open connections that they may never use.
    let _unused = tokio::net::TcpStream::connect(&host).await.unwrap();
    get(&good).await;
    sign_in.await.unwrap().unwrap();
}

#[tokio::test]
async fn a_no_of_the_identity_provider_ends_the_sign_in() {
    let script = Script::default().discovered();
    let (sign_in, asked) = start(&script).await;
    let no = [("error", "access_denied"), ("error_description", "Not you."), ("state", &asked.parameter("state"))];
    assert_eq!(status(&get(&back(&asked, &no)).await), "200 OK");
    let error = sign_in.await.unwrap().unwrap_err();
    assert_eq!(
        error.to_string(),
        "cannot sign in at https://idp.example/authorize: access_denied: Not you.; somebody, or a rule of the identity provider, \
         said no; sign in again"
    );
    assert_eq!((error.kind(), error.status()), (ErrorKind::Unauthorized, None));
}

#[tokio::test]
async fn a_person_who_does_not_come_is_waited_for_as_long_as_was_said() {
    let script = Script::default().discovered();
    let (builder, mut person) = Person::of(client(&script, "v3oidcauthcode").login_timeout("0.5"));
    let sign_in = tokio::spawn(builder.connect());
    let asked = person.asked().await;
    assert_eq!(asked.timeout, Duration::from_millis(500));
    let wrong = back(&asked, &[("code", "c0de"), ("state", "mine")]);
    get(&wrong).await;
    let error = sign_in.await.unwrap().unwrap_err();
    assert_eq!(
        error.to_string(),
        "nobody has signed in within 0.5 seconds, the time that a person has (`login_timeout`); something came back, and was \
         turned away: its `state` is another sign-in's"
    );
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(is_gone(&host(&wrong)).await);
}

#[tokio::test]
async fn a_sign_in_that_is_dropped_listens_no_longer() {
    let script = Script::default().discovered();
    let (sign_in, asked) = start(&script).await;
    let host = host(&back(&asked, &[]));
    let _half = tokio::net::TcpStream::connect(&host).await.unwrap();
    sign_in.abort();
    assert!(sign_in.await.unwrap_err().is_cancelled());
    assert!(is_gone(&host).await);
}

#[tokio::test]
async fn the_address_that_the_provider_knows_is_kept_to_the_letter() {
    let script = Script::default().discovered().granted().exchanged();
    let port = free_port().await;
    let redirect_uri = format!("http://localhost:{port}/done");
    let (builder, mut person) = Person::of(client(&script, "v3oidcauthcode").redirect_uri(&redirect_uri));
    let sign_in = tokio::spawn(builder.connect());
    let asked = person.asked().await;
    assert_eq!(asked.parameter("redirect_uri"), redirect_uri);
    get(&back(&asked, &[("code", "c0de"), ("state", &asked.parameter("state"))])).await;
    sign_in.await.unwrap().unwrap();
}

#[tokio::test]
async fn an_address_that_cannot_be_listened_on_is_told() {
    let script = Script::default();
    let error = refused(client(&script, "v3oidcauthcode").redirect_uri("https://app.example/cb")).await;
    assert_eq!(
        error.to_string(),
        "`redirect_uri` for the connection is `https://app.example/cb`: expected an address of this machine, such as \
         `http://127.0.0.1:8400/`, or an authorization `code` with it"
    );

    let taken = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = taken.local_addr().unwrap().port();
    let script = script.discovered();
    let (builder, _person) = Person::of(client(&script, "v3oidcauthcode"));
    let error = refused(builder.redirect_uri(format!("http://127.0.0.1:{port}/"))).await;
    let expected = format!("cannot listen on port {port} of 127.0.0.1, where the browser is to come back to: ");
    assert!(error.to_string().starts_with(&expected), "{error}");
    assert_eq!(error.kind(), ErrorKind::Config);
}

#[tokio::test]
async fn a_program_without_a_way_to_a_person_is_told_to_have_one() {
    for auth_type in ["v3oidcauthcode", "v3oidcdeviceauthz", "v3websso"] {
        let script = Script::default();
        let error = refused(client(&script, auth_type)).await;
        assert_eq!(
            error.to_string(),
            "this sign-in needs a person and a browser: the program has to say how to reach them, with \
             `ConnectionBuilder::visit`; an application credential signs in without"
        );
        assert_eq!((error.kind(), script.requests().len()), (ErrorKind::Config, 0));
    }
}
