//! A token endpoint of OAuth 2.0 (RFC 6749), Keystone's own or an identity provider's: a form goes there, and what comes back may
//! be a no.

use serde_json::Value;
use url::{Url, form_urlencoded};

use crate::error::{Error, Problem, reason, shown};
use crate::method::Method;
use crate::request::quoted;
use crate::transport::{Failure, Incoming, Outgoing};

/// What a form is sent as.
pub(super) const FORM: &str = "application/x-www-form-urlencoded";

/// A request with a form.
pub(super) fn posted<'f>(url: &Url, form: impl Iterator<Item = (&'f str, &'f str)>) -> Result<Outgoing, Failure> {
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
    let request = Outgoing::new(Method::Post, url.clone()).header("accept", "application/json")?;
    Ok(request.header("content-type", FORM)?.body(body))
}

/// A no (section 5.2).
#[derive(Debug)]
pub(super) struct Refusal {
    url: Url,
    pub(super) status: Option<u16>,
    /// Its code: `invalid_grant`.
    pub(super) code: String,
    said: String,
}

impl Refusal {
    /// What an answer says that gives nothing.
    pub(super) fn of(url: &Url, incoming: &Incoming, secrets: &[&str]) -> Self {
        let document: Value = serde_json::from_slice(incoming.bytes()).unwrap_or_default();
        let text = |name: &str| document.get(name).and_then(Value::as_str);
        let words = words(text("error"), text("error_description"), secrets).or_else(|| incoming.message(secrets));
        let code = text("error").unwrap_or_default().to_owned();
        Self { url: url.clone(), status: Some(incoming.status()), code, said: said(incoming.status(), words) }
    }

    /// The one that the browser brings.
    pub(super) fn brought(url: Url, code: String, description: Option<&str>) -> Self {
        let said = words(Some(&code), description, &[]).unwrap_or_default();
        Self { url, status: None, code, said }
    }

    pub(super) fn into_error(self, hint: &'static str) -> Error {
        Problem::Provider { url: shown(&self.url), status: self.status, said: self.said, hint }.into()
    }
}

/// An error of OAuth 2.0 in one line.
fn words(code: Option<&str>, description: Option<&str>, secrets: &[&str]) -> Option<String> {
    let description = description.map(|description| format!(": {description}")).unwrap_or_default();
    quoted(&format!("{}{description}", code?), secrets)
}

/// A status, and what is said of it.
fn said(status: u16, words: Option<String>) -> String {
    let reason = reason(status).map(|reason| format!(" {reason}")).unwrap_or_default();
    let words = words.map(|words| format!(": {words}")).unwrap_or_default();
    format!("{status}{reason}{words}")
}
