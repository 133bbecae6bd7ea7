//! What endpoints say of their versions: asked for only when that is needed, once, and remembered.

mod document;

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::{Map, Value};
use tokio::sync::OnceCell;
use url::Url;

pub(crate) use document::{ApiVersion, Document, Range};

use crate::catalog::is_version;
use crate::error::{Error, Result};
use crate::transport::Incoming;

/// The documents that are known, by their addresses.
#[derive(Debug, Default)]
pub(crate) struct Discovery(Mutex<HashMap<String, Arc<Address>>>);

/// An address that may tell of versions.
#[derive(Debug, Default)]
struct Address {
    document: OnceCell<Document>,
    /// How often it could not be had, and why the last time.
    failures: AtomicUsize,
    failure: Mutex<Option<Error>>,
}

impl Discovery {
    /// The document at an address, asked for by `fetch` where it is not known; whoever asks meanwhile waits for it, and fails
    /// with it: what one has tried long enough is not tried as long by each of the others.
    pub(crate) async fn document(
        &self,
        url: &Url,
        fetch: impl Future<Output = Result<Incoming>>,
    ) -> Result<(Document, bool)> {
        let address = Arc::clone(self.known().entry(url.as_str().to_owned()).or_default());
        let before = address.failures.load(Ordering::Acquire);
        let mut new = false;
        let document = address.document.get_or_try_init(async || {
            if address.failures.load(Ordering::Acquire) != before
                && let Some(error) = &*held(&address.failure)
            {
                return Err(error.clone());
            }
            new = true;
            let fetched = fetch.await.inspect_err(|error| {
                *held(&address.failure) = Some(error.clone());
                address.failures.fetch_add(1, Ordering::AcqRel);
            });
            let document = Document::read(&fetched?);
            tracing::debug!(url = crate::error::shown(url), versions = document.offers.len(), "discovered");
            Ok(document)
        });
        let document = document.await?.clone();
        Ok((document, new))
    }

    fn known(&self) -> MutexGuard<'_, HashMap<String, Arc<Address>>> {
        held(&self.0)
    }

    /// What is known, to be kept.
    pub(crate) fn to_value(&self) -> Value {
        let known = self.known();
        let known = known.iter().filter_map(|(url, known)| Some((url.clone(), known.document.get()?.to_value())));
        Value::Object(known.collect::<Map<_, _>>())
    }

    /// Adds what was kept.
    pub(crate) fn learn(&self, kept: &Value) {
        let mut known = self.known();
        for (url, document) in kept.as_object().into_iter().flatten() {
            if let Some(document) = Document::from_value(document) {
                let document = OnceCell::new_with(Some(document));
                known.entry(url.clone()).or_insert_with(|| Arc::new(Address { document, ..Address::default() }));
            }
        }
    }
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
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
