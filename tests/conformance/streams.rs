//! Downloads in part, downloads that break off, and whether what came is right.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use osc_fake::{Answer, Cloud};
use osc_runtime::request::Request;
use osc_runtime::{
    Algorithm, Body, Checksum, Connection, Download, Error, ErrorKind, Method, Resource, Retry, Service, actions,
};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

const DATA: &str = "0123456789abcdefghij";
/// The digest of `abc`.
const MD5: &str = "900150983cd24fb0d6963f7d28e17f72";
/// A digest of something else.
const OTHER: &str = "7c6fb3aad28cdf97f8a3a2fbf8e2d8d6";

/// An object.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/{container}", service = "object-store", key = none, list_key = none, operations(list), actions)]
struct Object {
    container: String,
    #[resource(id)]
    name: String,
}

#[actions("/{container}/{name}")]
impl Object {
    /// Downloads it.
    #[action(get = "")]
    fn download() -> Download;
}

/// A server of one thing, which answers each request with what is next and closes the connection then, whatever it has promised.
struct Server {
    conn: Connection,
    seen: Arc<Mutex<Vec<String>>>,
    _cloud: Cloud,
}

impl Server {
    async fn start(service: &str, answers: impl IntoIterator<Item = String>) -> Self {
        Self::with(service, Retry::new().pauses(Duration::ZERO, Duration::ZERO), answers).await
    }

    async fn with(service: &str, retry: Retry, answers: impl IntoIterator<Item = String>) -> Self {
        let answers: Vec<_> = answers.into_iter().collect();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        let seen = Arc::new(Mutex::new(Vec::new()));
        let record = Arc::clone(&seen);
        tokio::spawn(async move {
            for answer in answers {
                let (mut stream, _) = listener.accept().await.unwrap();
                let request = read_request(&mut stream).await;
                record.lock().unwrap().push(request);
                stream.write_all(answer.as_bytes()).await.unwrap();
            }
        });
        let cloud = Cloud::builder().start().await.unwrap();
        let service = Service::new(service).endpoint_override(endpoint);
        let conn = cloud.connection().service(service).retry(retry).connect().await.unwrap();
        Self { conn, seen, _cloud: cloud }
    }

    /// What parts have been asked for, and on what condition.
    fn parts(&self) -> Vec<String> {
        let part = |request: &String| {
            let is_told = |line: &&str| line.starts_with("range:") || line.starts_with("if-match:");
            let mut lines: Vec<_> = request.lines().filter(is_told).collect();
            lines.sort_unstable();
            lines.join(", ")
        };
        self.seen.lock().unwrap().iter().map(part).collect()
    }

    fn object(&self) -> Request {
        self.conn.request(Method::Get, "object-store", "/backups/today")
    }

    async fn download(&self) -> Result<String, Error> {
        self.object().download().await?.bytes().await.map(text)
    }
}

async fn read_request(stream: &mut TcpStream) -> String {
    let mut request = Vec::new();
    while !request.ends_with(b"\r\n\r\n") {
        let byte = stream.read_u8().await.unwrap();
        request.push(byte.to_ascii_lowercase());
    }
    text(request)
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

/// An answer of `length` bytes, of which `data` comes.
fn answer(status: &str, length: usize, headers: &str, data: &str) -> String {
    format!("HTTP/1.1 {status}\r\nconnection: close\r\ncontent-length: {length}\r\n{headers}\r\n{data}")
}

/// All of the data, of which the first bytes come.
fn whole(headers: &str, come: usize) -> String {
    answer("200 OK", DATA.len(), headers, &DATA[..come])
}

/// The data from `start` to before `end`, of which as many bytes come.
fn part(start: usize, end: usize, headers: &str, come: usize) -> String {
    let headers = format!("content-range: bytes {start}-{}/{}\r\n{headers}", end - 1, DATA.len());
    answer("206 Partial Content", end - start, &headers, &DATA[start..start + come])
}

#[tokio::test]
async fn a_range_is_asked_for_and_read() {
    let server = Server::start("object-store", [part(5, 20, "", 15), part(5, 10, "", 5), part(0, 11, "", 11)]).await;
    let rest = server.object().range(5..).download().await.unwrap();
    assert_eq!((rest.status(), rest.length()), (206, Some(15)));
    assert_eq!(text(rest.bytes().await.unwrap()), DATA[5..]);
    let middle = server.object().range(5..10).download().await.unwrap();
    assert_eq!((middle.length(), text(middle.bytes().await.unwrap())), (Some(5), DATA[5..10].to_owned()));
    let start = Object::download(&server.conn, "backups", "today").range(..=10).await.unwrap();
    assert_eq!(text(start.bytes().await.unwrap()), DATA[..11]);
    assert_eq!(server.parts(), ["range: bytes=5-", "range: bytes=5-9", "range: bytes=0-10"]);
}

#[tokio::test]
async fn all_of_it_is_no_range() {
    let server = Server::start("object-store", [whole("", 20)]).await;
    server.object().range(..).download().await.unwrap();
    assert_eq!(server.parts(), [""]);
}

#[tokio::test]
async fn a_range_may_end_beyond_the_end() {
    let server = Server::start("object-store", [part(15, 20, "", 5), whole("", 20)]).await;
    for _ in 0..2 {
        let end = server.object().range(15..100).download().await.unwrap();
        assert_eq!((end.length(), text(end.bytes().await.unwrap())), (Some(5), DATA[15..].to_owned()));
    }
}

#[tokio::test]
async fn where_ranges_are_ignored_the_rest_is_skipped() {
    let cloud = Cloud::builder().resources([Object::SCHEMA]).start().await.unwrap();
    let conn = cloud.connect().await.unwrap();
    for (range, expected) in [(5..10, &DATA[5..10]), (0..1, &DATA[..1]), (19..30, &DATA[19..])] {
        cloud.answer_next(Answer::new(200).body(DATA));
        let download = Object::download(&conn, "backups", "today").range(range).await.unwrap();
        assert_eq!((download.status(), download.length()), (200, Some(expected.len() as u64)));
        assert_eq!(text(download.bytes().await.unwrap()), expected);
    }
}

#[tokio::test]
async fn a_range_beyond_the_end_is_an_error_that_tells_how_much_there_is() {
    let refused = answer("416 Range Not Satisfiable", 0, "content-range: bytes */20\r\n", "");
    let chunked = "HTTP/1.1 200 OK\r\nconnection: close\r\n\r\nabc".to_owned();
    let server = Server::start("object-store", [refused, whole("", 20), chunked]).await;
    let error = server.object().range(20..).download().await.unwrap_err();
    assert_eq!((error.kind(), error.status()), (ErrorKind::Invalid, Some(416)));
    assert!(
        error.to_string().ends_with("416 Range Not Satisfiable: the range begins beyond the 20 bytes that there are"),
        "{error}"
    );
    for there_are in [20, 3] {
        let error = async { server.object().range(20..).download().await?.bytes().await }.await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Invalid);
        let expected = format!("the range begins at byte 20, and there are {there_are} bytes");
        assert!(error.to_string().ends_with(&expected), "{error}");
    }
}

#[tokio::test]
async fn another_range_than_the_one_that_was_asked_for_is_an_error() {
    let told = [
        "bytes 0-4/20",
        "bytes 5-14/20",
        "bytes 5-4/20",
        "bytes 5-9/8",
        "bytes 5-18446744073709551615/*",
        "items 5-9/20",
    ];
    let of = |told: &&str| answer("206 Partial Content", 5, &format!("content-range: {told}\r\n"), "56789");
    let without = answer("206 Partial Content", 5, "", "56789");
    let server = Server::start("object-store", told.iter().map(of).chain([without])).await;
    let told = told.iter().map(|told| format!("`Content-Range: {told}`")).chain(["no `Content-Range`".to_owned()]);
    for told in told {
        let error = server.object().range(5..10).download().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Service);
        assert!(
            error.to_string().ends_with(&format!("`bytes=5-9` was asked for, and what came has {told}")),
            "{error}"
        );
    }
}

#[tokio::test]
async fn a_range_that_cannot_be_is_sent_nowhere() {
    let server = Server::start("object-store", []).await;
    let empty = server.object().range(5..5).download().await.unwrap_err();
    let action = Object::download(&server.conn, "backups", "today").range(5..5).await.unwrap_err();
    let awaited = server.object().range(5..).await.unwrap_err();
    let posted = server.conn.request(Method::Post, "object-store", "/").range(5..).download().await.unwrap_err();
    let texts = [
        (empty, "the range from byte 5 to before byte 5 is empty"),
        (action, "the range from byte 5 to before byte 5 is empty"),
        (awaited, "a range is read by `download`; the request was awaited as a whole"),
        (posted, "this is another request"),
    ];
    for (error, text) in texts {
        assert_eq!(error.kind(), ErrorKind::Invalid);
        assert!(error.to_string().ends_with(text), "{error}");
    }
}

#[tokio::test]
async fn a_download_that_breaks_off_goes_on_where_it_was() {
    let tag = "etag: \"v1\"\r\n";
    let server = Server::start("object-store", [whole(tag, 4), part(4, 20, tag, 6), part(10, 20, tag, 10)]).await;
    let seen = Arc::new(Mutex::new(Vec::new()));
    let observer = Arc::clone(&seen);
    let download = server.object().download().await.unwrap();
    let download =
        download.on_progress(move |progress| observer.lock().unwrap().push((progress.done(), progress.total())));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("today");
    download.save(&file).await.unwrap();
    assert_eq!(std::fs::read_to_string(&file).unwrap(), DATA);
    let rest = |start| format!("if-match: \"v1\", range: bytes={start}-");
    assert_eq!(server.parts(), [String::new(), rest(4), rest(10)]);
    let seen = seen.lock().unwrap();
    assert!(seen.is_sorted() && seen.contains(&(4, Some(20))) && seen.contains(&(10, Some(20))), "{seen:?}");
    assert_eq!(seen.last(), Some(&(20, Some(20))));
}

#[tokio::test]
async fn a_range_that_breaks_off_goes_on_to_its_end() {
    let server = Server::start("object-store", [part(5, 15, "", 2), part(7, 15, "", 8)]).await;
    let download = server.object().range(5..15).download().await.unwrap();
    assert_eq!(text(download.bytes().await.unwrap()), DATA[5..15]);
    assert_eq!(server.parts(), ["range: bytes=5-14", "range: bytes=7-14"]);
}

#[tokio::test]
async fn a_weak_tag_is_compared_and_not_insisted_on() {
    let tag = "etag: W/\"v1\"\r\n";
    let server = Server::start("object-store", [whole(tag, 4), part(4, 20, tag, 16)]).await;
    assert_eq!(server.download().await.unwrap(), DATA);
    assert_eq!(server.parts(), ["", "range: bytes=4-"]);
}

#[tokio::test]
async fn a_download_goes_on_after_a_service_that_is_busy() {
    let busy = answer("503 Service Unavailable", 0, "", "");
    let server = Server::start("object-store", [whole("", 4), busy, part(4, 20, "", 16)]).await;
    assert_eq!(server.download().await.unwrap(), DATA);
}

#[tokio::test]
async fn what_was_changed_meanwhile_is_not_mixed() {
    let cases = [
        (answer("412 Precondition Failed", 0, "", ""), "its `ETag` is another"),
        (part(4, 20, "etag: \"v2\"\r\n", 16), "its `ETag` was \"v1\" and is \"v2\""),
        (whole("etag: \"v2\"\r\n", 20), "its `ETag` was \"v1\" and is \"v2\""),
        (part(4, 20, "last-modified: Tue, 02 Jan 2024 00:00:00 GMT\r\n", 16), "its `Last-Modified` was Mon, 01 Jan"),
        (answer("206 Partial Content", 3, "content-range: bytes 4-6/7\r\n", "456"), "its length was 20 and is 7"),
    ];
    for (later, how) in cases {
        let headers = "etag: \"v1\"\r\nlast-modified: Mon, 01 Jan 2024 00:00:00 GMT\r\n";
        let server = Server::start("object-store", [whole(headers, 4), later]).await;
        let error = server.download().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Connection);
        let expected = format!("it was changed after 4 of 20 bytes had come: {how}");
        assert!(error.to_string().contains(&expected), "{error}");
    }
}

#[tokio::test]
async fn where_the_rest_is_not_given_the_error_is_that_of_the_break() {
    let gone = answer("404 Not Found", 0, "", "");
    let cases = [
        (vec![whole("", 4), whole("", 20)], ", and the service does not give the rest alone", 2),
        (vec![whole("", 4), part(0, 20, "", 20)], ", and the service does not give the rest alone", 2),
        (vec![whole("", 4), gone], "; the rest was refused (404)", 2),
        (vec![whole("accept-ranges: none\r\n", 4), part(4, 20, "", 16)], "", 1),
    ];
    for (answers, text, requests) in cases {
        let server = Server::start("object-store", answers).await;
        let error = server.download().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Connection);
        let error = error.to_string();
        assert!(error.contains("the answer broke off after 4 of 20 bytes: ") && error.contains(text), "{error}");
        assert_eq!(server.parts().len(), requests);
    }
}

#[tokio::test]
async fn a_download_is_asked_for_as_often_as_any_request() {
    let breaks = || (0..20).map(|come| part(come, 20, "", 1));
    for (attempts, retry) in [(3, Retry::new().attempts(3)), (1, Retry::never())] {
        let answers = std::iter::once(whole("", 1)).chain(breaks().skip(1));
        let server = Server::with("object-store", retry.pauses(Duration::ZERO, Duration::ZERO), answers).await;
        let error = server.download().await.unwrap_err().to_string();
        assert!(error.contains(&format!("the answer broke off after {attempts} of 20 bytes")), "{error}");
        assert_eq!(error.contains("; tried 3 times"), attempts == 3, "{error}");
        assert_eq!(server.parts().len(), attempts);
    }
}

#[tokio::test]
async fn a_part_that_was_asked_for_by_hand_is_left_as_it_is() {
    let server = Server::start("object-store", [part(5, 10, "", 2)]).await;
    let download = server.object().header("Range", "bytes=5-9").download().await.unwrap();
    assert_eq!((download.status(), download.length()), (206, Some(5)));
    let error = download.bytes().await.unwrap_err();
    assert!(error.to_string().contains("the answer broke off after 2 of 5 bytes"), "{error}");
    assert_eq!(server.parts(), ["range: bytes=5-9"]);
}

#[tokio::test]
async fn the_etag_of_a_plain_object_is_its_checksum() {
    let tagged = |tag: &str| answer("200 OK", 3, &format!("etag: {tag}\r\n"), "abc");
    let server = Server::start("object-store", [tagged(MD5), tagged(&format!("\"{MD5}\"")), tagged(OTHER)]).await;
    for _ in 0..2 {
        assert_eq!(server.download().await.unwrap(), "abc");
    }
    let error = server.download().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connection);
    let expected = format!("what came has the md5 digest {MD5}, and was to have {OTHER} by its `ETag`");
    assert!(error.to_string().ends_with(&expected), "{error}");
}

#[tokio::test]
async fn a_tag_that_is_no_digest_is_not_taken_for_one() {
    let tag = format!("etag: \"{OTHER}\"\r\n");
    let answers = || {
        [
            whole(&format!("{tag}x-static-large-object: True\r\n"), 20),
            whole(&format!("{tag}x-object-manifest: segments/today\r\n"), 20),
            whole("etag: \"v1\"\r\n", 20),
        ]
    };
    let server = Server::start("object-store", answers()).await;
    for _ in answers() {
        assert_eq!(server.download().await.unwrap(), DATA);
    }
    // Of a part, it is none; nor of what another service tags.
    let server = Server::start("object-store", [part(5, 20, &tag, 15)]).await;
    assert_eq!(server.object().range(5..).download().await.unwrap().bytes().await.unwrap(), &DATA.as_bytes()[5..]);
    let server = Server::start("image", [whole(&tag, 20)]).await;
    let image = server.conn.request(Method::Get, "image", "/images/i1/file").download().await.unwrap();
    assert_eq!(text(image.bytes().await.unwrap()), DATA);
}

#[tokio::test]
async fn content_md5_is_checked_however_it_is_written() {
    let of = |value: &str| answer("200 OK", 3, &format!("content-md5: {value}\r\n"), "abc");
    let right =
        ["900150983cd24fb0d6963f7d28e17f72", "900150983CD24FB0D6963F7D28E17F72", "kAFQmDzST7DWlj99KOF/cg==", "None"];
    let server = Server::start("image", right.iter().map(|value| of(value)).chain([of(OTHER)])).await;
    let download = || server.conn.request(Method::Get, "image", "/images/i1/file").download();
    for _ in right {
        assert_eq!(download().await.unwrap().bytes().await.unwrap(), b"abc");
    }
    let folder = tempfile::tempdir().unwrap();
    let error = download().await.unwrap().save(folder.path().join("image")).await.unwrap_err();
    assert!(error.to_string().ends_with(&format!("and was to have {OTHER} by `Content-MD5`")), "{error}");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[tokio::test]
async fn a_checksum_holds_over_what_was_resumed() {
    let tag = "etag: 900150983cd24fb0d6963f7d28e17f72\r\n";
    let rest = format!("content-range: bytes 1-2/3\r\n{tag}");
    for (last, is_right) in [("bc", true), ("bd", false)] {
        let answers = [answer("200 OK", 3, tag, "a"), answer("206 Partial Content", 2, &rest, last)];
        let server = Server::start("object-store", answers).await;
        assert_eq!(server.download().await.is_ok(), is_right);
    }
}

#[tokio::test]
async fn what_is_expected_is_checked() {
    let sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    let sha512 = "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a\
                  2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f";
    let cloud = Cloud::builder().resources([Object::SCHEMA]).start().await.unwrap();
    let conn = cloud.connect().await.unwrap();
    let download = async || {
        cloud.answer_next(Answer::new(200).body("abc"));
        Object::download(&conn, "backups", "today").await.unwrap()
    };
    let both = download().await.expect(Checksum::sha512(sha512)).expect(Checksum::sha256(sha256.to_uppercase()));
    assert_eq!(both.bytes().await.unwrap(), b"abc");
    let other = sha256.replace('b', "c");
    let error = download().await.expect(Checksum::sha256(&other)).bytes().await.unwrap_err();
    let expected = format!("what came has the sha256 digest {sha256}, and was to have {other} by what was expected");
    assert!(error.kind() == ErrorKind::Connection && error.to_string().ends_with(&expected), "{error}");

    let error = download().await.expect(Checksum::md5("abc")).bytes().await.unwrap_err();
    assert_eq!(error.to_string(), "`abc` is no md5 digest, which has 32 hexadecimal digits");
    let mut begun = download().await;
    begun.chunk().await.unwrap();
    let error = begun.expect(Checksum::sha256(sha256)).bytes().await.unwrap_err();
    assert_eq!(error.to_string(), "a checksum is to be expected before the first byte is read");
}

#[tokio::test]
async fn an_algorithm_is_known_by_its_name() {
    for algorithm in [Algorithm::Md5, Algorithm::Sha256, Algorithm::Sha512] {
        assert_eq!(algorithm.to_string().parse(), Ok(algorithm));
    }
    let error = "sha1".parse::<Algorithm>().unwrap_err().to_string();
    assert_eq!(error, "digests of `sha1` cannot be made here; md5, sha256 and sha512 can");
}

#[tokio::test]
async fn what_is_sent_has_a_digest() {
    let cloud = Cloud::builder().resources([Object::SCHEMA]).start().await.unwrap();
    let conn = cloud.connect().await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("abc");
    std::fs::write(&file, "abc").unwrap();
    let abc = Checksum::md5(MD5);
    let empty = Checksum::md5("d41d8cd98f00b204e9800998ecf8427e");
    let bodies = [
        (Body::from("abc"), &abc),
        (Body::from_file(&file).await.unwrap(), &abc),
        (Body::from_reader(&b"abc"[..], None), &abc),
        (Body::from_reader(&b"abc"[..], Some(3)), &abc),
        (Body::from(""), &empty),
    ];
    for (body, expected) in bodies {
        let (body, md5) = body.digest(Algorithm::Md5);
        let (body, sha256) = body.digest(Algorithm::Sha256);
        assert_eq!(md5.checksum(), None);
        cloud.answer_next(Answer::new(201));
        conn.request(Method::Put, "object-store", "/backups/today").body(body).await.unwrap();
        assert_eq!(md5.checksum().as_ref(), Some(expected));
        assert_eq!(sha256.checksum().unwrap().algorithm(), Algorithm::Sha256);
    }
}

#[tokio::test]
async fn what_is_sent_twice_has_the_digest_of_one() {
    let cloud = Cloud::builder().resources([Object::SCHEMA]).start().await.unwrap();
    let retry = Retry::new().pauses(Duration::ZERO, Duration::ZERO);
    let conn = cloud.connection().retry(retry).connect().await.unwrap();
    let (body, digest) = Body::from("abc").digest(Algorithm::Md5);
    cloud.answer_next(Answer::new(503));
    cloud.answer_next(Answer::new(201));
    conn.request(Method::Put, "object-store", "/backups/today").body(body).await.unwrap();
    assert_eq!(digest.checksum().unwrap().to_string(), "md5:900150983cd24fb0d6963f7d28e17f72");
}
