//! Requests and answers as lines: a request is a command for curl, but for its secrets.

use std::fmt::Write as _;

use osc_runtime::transport::http::{HeaderMap, HeaderName};
use osc_runtime::transport::{Outgoing, Reply};

use super::hide::Exchange;

/// A request: `REQ: curl -g -i -X GET "…" -H "…" -d '…'`.
pub(super) fn request(request: &Outgoing, exchange: &mut Exchange<'_>) -> String {
    let address = exchange.address(&request.url);
    let mut line = format!("REQ: curl -g -i -X {} \"{}\"", request.method, in_double_quotes(&address));
    for (name, value) in headers(&request.headers, exchange) {
        // Nothing fails to be written to a text.
        let _ = write!(line, " -H \"{name}: {}\"", in_double_quotes(&value));
    }
    if let Some(body) = exchange.sent(&request.body) {
        let _ = write!(line, " -d '{}'", body.replace('\'', r"'\''"));
    }
    line
}

/// The head of an answer: `RESP: [200] Content-Type: …`.
pub(super) fn reply(reply: &Reply, exchange: &Exchange<'_>) -> String {
    let headers = headers(&reply.headers, exchange).map(|(name, value)| format!(" {name}: {value}"));
    format!("RESP: [{}]{}", reply.status, headers.collect::<String>())
}

fn headers(headers: &HeaderMap, exchange: &Exchange<'_>) -> impl Iterator<Item = (String, String)> {
    let shown = |(name, value)| (spelled(name), exchange.header(name, value));
    headers.iter().map(shown)
}

/// `X-Auth-Token`, as which people know it.
fn spelled(name: &HeaderName) -> String {
    let words = name.as_str().split('-').map(|word| {
        let (first, rest) = word.split_at_checked(1).unwrap_or_default();
        format!("{}{rest}", first.to_ascii_uppercase())
    });
    words.collect::<Vec<_>>().join("-")
}

/// Without a meaning for a shell.
fn in_double_quotes(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(letter, '"' | '\\' | '$' | '`') {
            quoted.push('\\');
        }
        quoted.push(letter);
    }
    quoted
}

#[cfg(test)]
mod tests {
    use osc_runtime::Method;
    use osc_runtime::transport::Outgoing;

    use super::request;
    use crate::wire::hide::Secrets;

    #[test]
    fn a_request_is_a_command_for_a_shell_whatever_is_in_it() {
        let url = "http://cloud/v2.0/networks?name=$(id)".parse().unwrap();
        let outgoing = Outgoing::new(Method::Post, url).header("x-note", r#"a "b" `c`"#).unwrap();
        let outgoing = outgoing.body(r#"{"name": "it's"}"#.to_owned());
        let secrets = Secrets::default();
        assert_eq!(
            request(&outgoing, &mut secrets.exchange(&outgoing)),
            "REQ: curl -g -i -X POST \"http://cloud/v2.0/networks?name=\\$(id)\" \
             -H \"X-Note: a \\\"b\\\" \\`c\\`\" -d '{\"name\": \"it'\\''s\"}'"
        );
    }
}
