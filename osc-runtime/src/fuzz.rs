//! What servers send, taken apart without a server: for the targets of `fuzz/`, which nothing else may rely on.

use serde_json::Value;
use url::Url;

use crate::auth::TokenDocument;
use crate::catalog::{self, Told};
use crate::codec::{Attribute, decode};
use crate::discovery::Document;
use crate::error::Result;
use crate::profile::Profile;
use crate::request::{item_path, next_link, next_page};
use crate::schema::Schema;

/// The path of one item.
pub fn path(schema: &Schema, values: &[String]) -> Result<String> {
    item_path(schema, values)
}

/// Where the answer to a sign-in has these services; each is an address of HTTP, or an error.
#[must_use]
pub fn endpoints(answer: &[u8], services: &[&str]) -> Vec<Result<String>> {
    let mut document = TokenDocument::empty();
    if decode(answer, Some("token"), document.slot()).is_err() {
        return Vec::new();
    }
    let told = Told {
        catalog: &document.catalog,
        project_id: document.project.as_ref().map(|project| project.id.as_str()),
        user_id: None,
        everywhere: None,
        keyless: false,
    };
    let profile = Profile::new();
    let found = services.iter().map(|service| catalog::endpoint(&told, service, &profile));
    found.map(|found| found.map(|endpoint| endpoint.url.into())).collect()
}

/// How a version document is kept, and how what was kept is kept again.
#[must_use]
pub fn versions(document: &[u8]) -> (Value, Option<Value>) {
    let read = Document::of(document);
    let kept = read.to_value();
    let again = Document::from_value(&kept).map(|document| document.to_value());
    (kept, again)
}

/// Where the next page is, of a page that is `here`: by a link of its body, and by the header `Link`.
#[must_use]
pub fn next(here: &Url, link: &str) -> [Option<String>; 2] {
    let follow = |link: &str| next_page(here, link).ok().map(String::from);
    [follow(link), next_link(link).as_deref().and_then(follow)]
}
