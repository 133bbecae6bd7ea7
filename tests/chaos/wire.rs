//! Each kind of fault, as it looks on the wire.

use std::io::ErrorKind;

use osc_fake::{Cloud, Fault, Faults};
use osc_runtime::Resource as _;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::mix::Gadget;

/// What comes over the wire when a gadget is created and meets this, and how the connection ends.
async fn met(kind: Fault) -> (String, Option<ErrorKind>) {
    let cloud = Cloud::start([Gadget::SCHEMA]).await.unwrap();
    let token = token(&cloud).await;
    cloud.inject(Faults::seeded(5).rate(1.0).kinds([kind]).elsewhere("http://elsewhere.example"));
    let body = r#"{"gadget": {"name": "lever"}}"#;
    let ended = exchange(&cloud, "POST /gadgets/gadgets", &token, body).await;
    let injected = cloud.injected();
    assert_eq!(injected.len(), 1);
    assert_eq!((injected[0].request.as_str(), injected[0].fault), ("POST /gadgets/gadgets", kind));
    cloud.heal();
    let conn = cloud.connect().await.unwrap();
    let gadgets = Gadget::list(&conn).await.unwrap().len();
    assert_eq!(gadgets, usize::from(kind.is_done()), "{kind:?}");
    ended
}

/// What comes back, and how the connection ends.
async fn exchange(cloud: &Cloud, line: &str, token: &str, body: &str) -> (String, Option<ErrorKind>) {
    let address = cloud.origin().replace("http://", "");
    let mut stream = TcpStream::connect(&address).await.unwrap();
    let request = format!(
        "{line} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\nx-auth-token: {token}\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    let error = stream.read_to_end(&mut answer).await.err().map(|error| error.kind());
    (String::from_utf8(answer).unwrap(), error)
}

async fn token(cloud: &Cloud) -> String {
    let body = r#"{"auth": {"identity": {"methods": ["password"], "password":
        {"user": {"name": "demo", "domain": {"id": "default"}, "password": "demo"}}}}}"#;
    let (answer, _) = exchange(cloud, "POST /identity/v3/auth/tokens", "", body).await;
    answer.lines().find_map(|line| line.strip_prefix("x-subject-token: ")).unwrap().to_owned()
}

/// The status, the length that is told, the bytes that come, and the body.
fn read(answer: &str) -> (&str, usize, usize, &str) {
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    let told = head.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap().parse().unwrap();
    (&head[9..12], told, body.len(), body)
}

#[tokio::test]
async fn a_connection_is_reset_without_an_answer() {
    for kind in [Fault::ResetBefore, Fault::ResetAfter] {
        let (answer, error) = met(kind).await;
        assert_eq!((answer.as_str(), error), ("", Some(ErrorKind::ConnectionReset)), "{kind:?}");
    }
}

#[tokio::test]
async fn an_answer_is_shorter_than_it_says_or_says_less_than_it_was() {
    let (answer, _) = met(Fault::Truncated).await;
    let (status, told, came, body) = read(&answer);
    assert!(status == "201" && came < told && !body.ends_with("}}"), "{answer}");
    let (answer, _) = met(Fault::LengthTooLarge).await;
    let (status, told, came, body) = read(&answer);
    assert!(status == "201" && came < told && body.ends_with("}}"), "{answer}");
    let (answer, _) = met(Fault::LengthTooSmall).await;
    let (status, told, came, body) = read(&answer);
    assert!(status == "201" && came == told && !body.ends_with("}}"), "{answer}");
}

#[tokio::test]
async fn a_slow_answer_is_whole() {
    let (answer, error) = met(Fault::Slow).await;
    let (status, told, came, body) = read(&answer);
    assert!(status == "201" && came == told && body.ends_with("}}"), "{answer}");
    assert_eq!(error, None);
}

#[tokio::test]
async fn a_service_or_what_is_before_it_refuses() {
    let cases = [
        (Fault::TooManyRequests, "429", "rate-limited"),
        (Fault::BadGateway, "502", "<html>"),
        (Fault::Unavailable, "503", "unable to handle"),
        (Fault::GatewayTimeout, "504", "<html>"),
        (Fault::Unauthorized, "401", "requires authentication"),
    ];
    for (kind, expected, says) in cases {
        let (answer, _) = met(kind).await;
        let (status, _, _, body) = read(&answer);
        assert!(status == expected && body.contains(says), "{kind:?}: {answer}");
    }
}

#[tokio::test]
async fn a_redirect_leads_to_the_same_address_or_elsewhere() {
    let (answer, _) = met(Fault::Redirect).await;
    assert!(answer.starts_with("HTTP/1.1 30") && answer.contains("location: /gadgets/gadgets\r\n"), "{answer}");
    let (answer, _) = met(Fault::RedirectElsewhere).await;
    assert!(answer.contains("location: http://elsewhere.example/gadgets/gadgets\r\n"), "{answer}");
}
