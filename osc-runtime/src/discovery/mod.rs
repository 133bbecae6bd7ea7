//! What endpoints say of their versions: asked for only when that is needed, once, and remembered.

mod document;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::{Map, Value};
use tokio::sync::OnceCell;
use url::Url;

pub(crate) use document::{ApiVersion, Document, Range};

use crate::catalog::is_version;
use crate::transport::Incoming;

/// The documents that are known, by their addresses.
#[derive(Debug, Default)]
pub(crate) struct Discovery(Mutex<HashMap<String, Arc<OnceCell<Document>>>>);

impl Discovery {
    /// The document at an address, asked for by `fetch` where it is not known; whoever asks meanwhile waits for it.
    pub(crate) async fn document<E>(
        &self,
        url: &Url,
        fetch: impl Future<Output = Result<Incoming, E>>,
    ) -> Result<(Document, bool), E> {
        let cell = Arc::clone(self.known().entry(url.as_str().to_owned()).or_default());
        let mut new = false;
        let document = cell.get_or_try_init(async || {
            new = true;
            let document = Document::read(&fetch.await?);
            tracing::debug!(url = crate::error::shown(url), versions = document.offers.len(), "discovered");
            Ok(document)
        });
        let document = document.await?.clone();
        Ok((document, new))
    }

    fn known(&self) -> std::sync::MutexGuard<'_, HashMap<String, Arc<OnceCell<Document>>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is known, to be kept.
    pub(crate) fn to_value(&self) -> Value {
        let known = self.known();
        let known = known.iter().filter_map(|(url, document)| Some((url.clone(), document.get()?.to_value())));
        Value::Object(known.collect::<Map<_, _>>())
    }

    /// Adds what was kept.
    pub(crate) fn learn(&self, kept: &Value) {
        let mut known = self.known();
        for (url, document) in kept.as_object().into_iter().flatten() {
            if let Some(document) = Document::from_value(document) {
                known.entry(url.clone()).or_insert_with(|| Arc::new(OnceCell::new_with(Some(document))));
            }
        }
    }
}

/// An endpoint's address, taken apart at its version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Versioned {
    /// What is before the version, with a slash at the end: where the versions are listed.
    pub(crate) root: Url,
    /// The version: `v2.1`.
    pub(crate) segment: Option<String>,
    /// What is behind it: a project's id.
    rest: String,
}

impl Versioned {
    pub(crate) fn of(endpoint: &Url) -> Self {
        let segments: Vec<_> = endpoint.path().split('/').filter(|segment| !segment.is_empty()).collect();
        let at = segments.iter().position(|segment| is_version(segment));
        let (before, behind) = segments.split_at(at.unwrap_or(segments.len()));
        let mut root = endpoint.clone();
        root.set_path(&before.iter().flat_map(|segment| ["/", segment]).chain(["/"]).collect::<String>());
        let (segment, rest) =
            behind.split_first().map_or((None, [].as_slice()), |(segment, rest)| (Some(*segment), rest));
        let rest = rest.iter().flat_map(|segment| ["/", segment]).collect();
        Self { root, segment: segment.map(str::to_owned), rest }
    }

    /// The version that the path names.
    pub(crate) fn version(&self) -> Option<ApiVersion> {
        self.segment.as_deref()?.parse().ok()
    }

    /// The endpoint of another version, without a slash at the end.
    pub(crate) fn at(&self, segment: Option<&str>) -> Url {
        let mut url = self.root.clone();
        let before = url.path().trim_end_matches('/');
        let path = match segment {
            Some(segment) => format!("{before}/{segment}{}", self.rest),
            None => format!("{before}{}", self.rest),
        };
        url.set_path(&path);
        url
    }

    /// The addresses that may tell of the version: its own, and the list of all.
    pub(crate) fn documents(&self) -> impl Iterator<Item = Url> {
        let own = self.segment.as_deref().map(|segment| {
            let mut url = self.root.clone();
            let path = format!("{}{segment}/", url.path());
            url.set_path(&path);
            url
        });
        own.into_iter().chain([self.root.clone()])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_endpoint_is_taken_apart_at_its_version() {
        let cases = [
            ("http://a/compute/v2.1", "http://a/compute/", Some("v2.1"), "http://a/compute/v3"),
            ("http://a/volume/v2/4fd44f", "http://a/volume/", Some("v2"), "http://a/volume/v3/4fd44f"),
            ("http://a/placement/", "http://a/placement/", None, "http://a/placement/v3"),
            ("http://a", "http://a/", None, "http://a/v3"),
        ];
        for (endpoint, root, segment, third) in cases {
            let versioned = Versioned::of(&endpoint.parse().unwrap());
            assert_eq!((versioned.root.as_str(), versioned.segment.as_deref()), (root, segment));
            assert_eq!(versioned.at(Some("v3")).as_str(), third);
        }
    }

    #[test]
    fn the_documents_are_at_the_version_and_above_it() {
        let paths = |url: &str| -> Vec<String> {
            Versioned::of(&url.parse().unwrap()).documents().map(|url| url.path().to_owned()).collect()
        };
        assert_eq!(paths("http://a/compute/v2.1"), ["/compute/v2.1/", "/compute/"]);
        assert_eq!(paths("http://a/volume/v3/4fd44f"), ["/volume/v3/", "/volume/"]);
        assert_eq!(paths("http://a/placement"), ["/placement/"]);
    }
}
