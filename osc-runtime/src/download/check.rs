//! The checksums of a download: those that the service tells, and those that the caller knows.

use crate::checksum::{Checksum, Hasher};
use crate::connection::Kept;
use crate::transport::Opened;

/// A digest that is being made, and what it is to be.
pub(super) struct Check {
    hasher: Hasher,
    expected: Checksum,
    /// Who expects it.
    source: &'static str,
}

impl Check {
    pub(super) fn new(expected: Checksum, source: &'static str) -> Self {
        Self { hasher: Hasher::new(expected.algorithm()), expected, source }
    }

    /// What the headers of a whole answer say of its bytes: `Content-MD5`, as Glance has it, and the `ETag` of a plain object
    /// (<https://docs.openstack.org/api-ref/object-store/#get-object-content-and-metadata>). That of an object which is made of
    /// others is no digest of its bytes.
    pub(super) fn told(opened: &Opened, kept: Option<&Kept>) -> Vec<Self> {
        let header = |name| opened.header(name);
        let content_md5 = header("content-md5").and_then(Checksum::in_header);
        let is_made_of_others =
            ["x-static-large-object", "x-object-manifest"].into_iter().any(|name| header(name).is_some());
        let is_plain = kept.is_some_and(|kept| kept.is_of("object-store")) && !is_made_of_others;
        let etag = header("etag").filter(|_| is_plain).map(|etag| Checksum::md5(etag.trim_matches('"')));
        let etag = etag.filter(|etag| etag.mistake().is_none() && Some(etag) != content_md5.as_ref());
        let told = content_md5.map(|checksum| (checksum, "`Content-MD5`"));
        told.into_iter()
            .chain(etag.map(|etag| (etag, "its `ETag`")))
            .map(|(one, source)| Self::new(one, source))
            .collect()
    }

    pub(super) fn update(&mut self, bytes: &[u8]) {
        self.hasher.update(bytes);
    }

    /// What is wrong with all that has come.
    pub(super) fn mistake(&self) -> Option<String> {
        let (came, Self { expected, source, .. }) = (self.hasher.clone().finish(), self);
        let (algorithm, came_hex, expected_hex) = (expected.algorithm(), came.hex(), expected.hex());
        (came != *expected).then(|| {
            format!("what came has the {algorithm} digest {came_hex}, and was to have {expected_hex} by {source}")
        })
    }
}
