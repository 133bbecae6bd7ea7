//! What a browser brings back: read within limits, and by rules.
//!
//! Any page in the browser can send a request to a port of this machine, and a form that a page submits looks like the one that is
//! waited for. The rules keep out what cannot be that: scripts, frames, other hosts and paths, large bodies. Who it came from is
//! for the sign-in to know, by a `state`, where its protocol has one.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;
use url::Url;

use super::token_endpoint::FORM;

/// The longest head of a request, in bytes. A browser sends all cookies of `localhost`, whatever their port.
const LONGEST_HEAD: usize = 64 * 1024;
/// The most headers.
const MOST_HEADERS: usize = 128;
/// The longest body, in bytes. A token is the largest thing in it.
const LONGEST_BODY: usize = 64 * 1024;
/// How long a connection may take to say what it wants, or to hear what became of it.
const PATIENCE: Duration = Duration::from_secs(5);

/// What is read; everything else is turned away.
pub(super) struct Rules {
    /// `GET`, or `POST` with a form.
    pub(super) method: &'static str,
    /// The host with its port, as the browser was told it.
    pub(super) host: String,
    pub(super) path: String,
    /// Whose form it is.
    pub(super) origin: Option<url::Origin>,
}

/// What came.
pub(super) struct Callback {
    /// The query of a `GET`, the form of a `POST`.
    pub(super) form: String,
}

/// What became of a connection.
pub(super) enum Came {
    Callback(Callback, TcpStream),
    /// Why it was turned away, where it was the right path.
    TurnedAway(Option<&'static str>),
}

/// Why something is turned away: the status, and what a person is told of it.
type TurnedAway = (u16, Option<&'static str>);

impl Callback {
    /// The fields of this name.
    pub(super) fn all(&self, name: &str) -> Vec<String> {
        let fields = url::form_urlencoded::parse(self.form.as_bytes());
        fields.filter(|(key, _)| key == name).map(|(_, value)| value.into_owned()).collect()
    }

    /// The field of this name, if there is just one.
    pub(super) fn field(&self, name: &str) -> Option<String> {
        let mut fields = self.all(name);
        fields.pop().filter(|value| fields.is_empty() && !value.is_empty())
    }
}

/// Reads one request.
pub(super) async fn receive(mut stream: TcpStream, rules: Arc<Rules>) -> Came {
    match timeout(PATIENCE, read(&mut stream, &rules)).await {
        Ok(Ok(Ok(callback))) => Came::Callback(callback, stream),
        Ok(Ok(Err((status, reason)))) => {
            turn_away(stream, status).await;
            Came::TurnedAway(reason)
        }
        Ok(Err(_)) | Err(_) => Came::TurnedAway(None),
    }
}

async fn read(stream: &mut TcpStream, rules: &Rules) -> io::Result<Result<Callback, TurnedAway>> {
    let mut bytes = Vec::new();
    let (head, length) = loop {
        if stream.read_buf(&mut bytes).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        match rules.head(&bytes) {
            Ok(Some(head)) => break head,
            Ok(None) if bytes.len() > LONGEST_HEAD => return Ok(Err((431, None))),
            Ok(None) => {}
            Err(turned_away) => return Ok(Err(turned_away)),
        }
    };
    Ok(Ok(match head {
        Head::Get { query } => Callback { form: query },
        Head::Post { body } => {
            while bytes.len() < body + length {
                if stream.read_buf(&mut bytes).await? == 0 {
                    return Err(io::ErrorKind::UnexpectedEof.into());
                }
            }
            let form = bytes.get(body..body + length).unwrap_or_default();
            Callback { form: String::from_utf8_lossy(form).into_owned() }
        }
    }))
}

/// A head that keeps the rules.
enum Head {
    Get { query: String },
    Post { body: usize },
}

impl Rules {
    /// The head of a request and the length of its body, if the head is there.
    fn head(&self, bytes: &[u8]) -> Result<Option<(Head, usize)>, TurnedAway> {
        let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
        let mut request = httparse::Request::new(&mut headers);
        let body = match request.parse(bytes) {
            Ok(httparse::Status::Complete(body)) => body,
            Ok(httparse::Status::Partial) => return Ok(None),
            Err(_) => return Err((400, None)),
        };
        let (path, query) = request.path.map_or(("", ""), |path| path.split_once('?').unwrap_or((path, "")));
        let header = |name: &str| {
            let mut found = request.headers.iter().filter(|header| header.name.eq_ignore_ascii_case(name));
            found.next().map(|header| str::from_utf8(header.value).unwrap_or_default())
        };
        if path != self.path {
            return Err((404, None));
        }
        // Another name for this machine is one that somebody has pointed here.
        if !header("host").is_some_and(|host| host.eq_ignore_ascii_case(&self.host)) {
            return Err((421, Some("it was sent to another host")));
        }
        if request.method != Some(self.method) {
            return Err((405, Some("it was sent by another method")));
        }
        self.came_from_a_page(header)?;
        if self.method == "GET" {
            return Ok(Some((Head::Get { query: query.to_owned() }, 0)));
        }
        let kind = header("content-type").unwrap_or_default().split(';').next().unwrap_or_default();
        if !kind.trim().eq_ignore_ascii_case(FORM) {
            return Err((415, Some("it was no form")));
        }
        let length = header("content-length").and_then(|length| length.parse::<usize>().ok());
        match length.filter(|_| header("transfer-encoding").is_none()) {
            None => Err((411, Some("its length was not said"))),
            Some(length) if length > LONGEST_BODY => Err((413, Some("it was longer than 64 KiB"))),
            Some(length) => Ok(Some((Head::Post { body }, length))),
        }
    }

    /// Whether it may be what a page of the other side leads to: by what a browser says of it, where it does
    /// (<https://www.w3.org/TR/fetch-metadata/>). Scripts and frames say so, and cannot say otherwise.
    fn came_from_a_page<'h>(&self, header: impl Fn(&str) -> Option<&'h str>) -> Result<(), TurnedAway> {
        let is = |name, expected| header(name).is_none_or(|value| value == expected);
        if !is("sec-fetch-mode", "navigate") || !is("sec-fetch-dest", "document") {
            return Err((400, Some("it came from a script or a frame")));
        }
        let Some(origin) = &self.origin else { return Ok(()) };
        if header("sec-fetch-site") == Some("none") {
            return Err((400, Some("it came from no page")));
        }
        // From a page of https, a browser says `null` here and leaves out the referrer.
        let foreign = |text: &str| text != "null" && Url::parse(text).map(|url| url.origin()).as_ref() != Ok(origin);
        if header("origin").is_some_and(foreign) || header("referer").is_some_and(foreign) {
            return Err((400, Some("it came from a page that is not Keystone's")));
        }
        Ok(())
    }
}

/// Answers with a page that says to go back to the program.
pub(super) async fn reply(mut stream: TcpStream, status: u16) {
    let _ = timeout(PATIENCE, write(&mut stream, status)).await;
}

/// Answers with a page that says that this is not it.
pub(super) async fn turn_away(mut stream: TcpStream, status: u16) -> Came {
    let answer = async {
        write(&mut stream, status).await?;
        // What is closed with something unread is reset, and the page is lost.
        let mut rest = [0; 4096];
        for _ in 0..256 {
            if stream.read(&mut rest).await? == 0 {
                break;
            }
        }
        io::Result::Ok(())
    };
    let _ = timeout(PATIENCE, answer).await;
    Came::TurnedAway(None)
}

async fn write(stream: &mut TcpStream, status: u16) -> io::Result<()> {
    let (reason, text) = match status {
        200 => ("OK", "The program goes on. This window can be closed."),
        404 => ("Not Found", "There is nothing here."),
        405 => ("Method Not Allowed", TURNED_AWAY),
        411 => ("Length Required", TURNED_AWAY),
        413 => ("Content Too Large", TURNED_AWAY),
        415 => ("Unsupported Media Type", TURNED_AWAY),
        421 => ("Misdirected Request", TURNED_AWAY),
        431 => ("Request Header Fields Too Large", TURNED_AWAY),
        _ => ("Bad Request", TURNED_AWAY),
    };
    let page =
        format!("<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\"><title>osc</title><p>{text}</p></html>\n");
    let answer = format!(
        "HTTP/1.1 {status} {reason}\r\ncontent-type: text/html; charset=utf-8\r\ncontent-length: {}\r\n\
         connection: close\r\ncache-control: no-store\r\nreferrer-policy: no-referrer\r\n\
         content-security-policy: default-src 'none'; frame-ancestors 'none'\r\nx-content-type-options: nosniff\r\n\r\n{page}",
        page.len()
    );
    stream.write_all(answer.as_bytes()).await?;
    stream.shutdown().await
}

const TURNED_AWAY: &str = "This is not what was waited for. If you were signing in, go back to the program.";
