//! Answers that come packed.

use std::io::Write as _;
use std::sync::{Arc, Mutex};

use flate2::Compression;
use flate2::write::GzEncoder;
use osc_fake::{Answer, Cloud};
use osc_runtime::transport::{Network, Outgoing, Sending, Transport};
use osc_runtime::{ErrorKind, Limits, Method, Retry};
use osc_services::network::Network as Net;

use crate::example_cloud;

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn gzip(bytes: &[u8]) -> Answer {
    Answer::new(200).header("content-encoding", "gzip").body(packed(bytes))
}

/// The network, with a record of what is asked for.
#[derive(Debug, Default)]
struct Recorder {
    network: Network,
    codings: Arc<Mutex<Vec<String>>>,
}

impl Transport for Recorder {
    fn send(&self, request: Outgoing) -> Sending<'_> {
        let coding = request.headers.get("accept-encoding").and_then(|coding| coding.to_str().ok());
        self.codings.lock().unwrap().push(coding.unwrap_or_default().to_owned());
        self.network.send(request)
    }
}

#[tokio::test]
async fn what_is_read_as_a_whole_is_asked_for_packed_and_a_download_as_it_is() {
    let (cloud, _) = example_cloud().await;
    let recorder = Recorder::default();
    let codings = Arc::clone(&recorder.codings);
    let conn = cloud.connection().transport(recorder).connect().await.unwrap();
    Net::list(&conn).await.unwrap();
    conn.request(Method::Get, "network", "/networks").download().await.unwrap();
    assert_eq!(*codings.lock().unwrap(), ["gzip", "gzip", "identity"]);
}

#[tokio::test]
async fn a_packed_answer_is_unpacked() {
    let (cloud, conn) = example_cloud().await;
    cloud.answer_next(gzip(br#"{"networks": [{"id": "a", "name": "packed"}]}"#));
    assert_eq!(Net::list(&conn).await.unwrap()[0].name, "packed");
    cloud.answer_next(gzip(b"{}"));
    let response = conn.request(Method::Get, "network", "/networks").await.unwrap();
    assert_eq!((response.bytes(), response.header("content-encoding")), (&b"{}"[..], None));
    assert_eq!(response.header("content-length"), None);
}

#[tokio::test]
async fn a_refusal_is_unpacked_too() {
    let (cloud, conn) = example_cloud().await;
    let refusal = || Answer::new(400).header("content-encoding", "gzip").body(packed(br#"{"message": "not so"}"#));
    cloud.answer_next(refusal());
    assert_eq!(Net::list(&conn).await.unwrap_err().message(), Some("not so"));
    cloud.answer_next(refusal());
    let download = conn.request(Method::Get, "network", "/networks").download().await;
    assert_eq!(download.unwrap_err().message(), Some("not so"));
}

#[tokio::test]
async fn a_download_that_is_packed_stays_so() {
    let (cloud, conn) = example_cloud().await;
    cloud.answer_next(gzip(b"a backup"));
    let download = conn.request(Method::Get, "network", "/networks").download().await.unwrap();
    assert_eq!(download.header("content-encoding"), Some("gzip"));
    assert_eq!(download.bytes().await.unwrap(), packed(b"a backup"));
}

#[tokio::test]
async fn headers_alone_may_say_that_there_would_be_something_packed() {
    let (cloud, conn) = example_cloud().await;
    cloud.answer_next(Answer::new(200).header("content-encoding", "gzip"));
    let response = conn.request(Method::Head, "network", "/networks").await.unwrap();
    assert!(response.bytes().is_empty());
}

#[tokio::test]
async fn what_cannot_be_unpacked_is_a_broken_answer_and_asked_for_again() {
    let (cloud, conn) = example_cloud().await;
    let mut cut = packed(br#"{"networks": []}"#);
    cut.truncate(20);
    cloud.answer_next(Answer::new(200).header("content-encoding", "gzip").body(cut.clone()));
    assert_eq!(Net::list(&conn).await.unwrap().len(), 2);

    let conn = cloud.connection().retry(Retry::never()).connect().await.unwrap();
    cloud.answer_next(Answer::new(200).header("content-encoding", "gzip").body(cut));
    let error = Net::list(&conn).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connection);
    assert!(error.to_string().contains("packed by gzip and cannot be unpacked"), "{error}");
}

#[tokio::test]
async fn the_limit_of_a_body_holds_for_what_is_unpacked() {
    let cloud = Cloud::builder().resources(osc_services::resources()).start().await.unwrap();
    let conn = cloud.connection().limits(Limits::new().largest_body(100_000)).connect().await.unwrap();
    cloud.answer_next(gzip(&vec![b' '; 10_000_000]));
    let error = Net::list(&conn).await.unwrap_err();
    assert!(
        error.to_string().contains("more than 100000 bytes, the limit of this connection (`largest_body`)"),
        "{error}"
    );
}
