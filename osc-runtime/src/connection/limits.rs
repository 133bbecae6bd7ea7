//! How much is read of what a server sends.

/// How much is read at the most of what a server sends, so that a broken or hostile one costs no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[must_use]
pub struct Limits {
    pub(crate) largest_body: u64,
    pub(crate) most_pages: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { largest_body: 1 << 30, most_pages: 1_000_000 }
    }
}

impl Limits {
    /// A gigabyte for a body, a million pages for a list.
    pub fn new() -> Self {
        Self::default()
    }

    /// The largest body that is read as a whole, in bytes. Downloads, which are read piece by piece, have no limit.
    pub fn largest_body(mut self, bytes: u64) -> Self {
        self.largest_body = bytes;
        self
    }

    /// The most pages of one list.
    pub fn most_pages(mut self, pages: usize) -> Self {
        self.most_pages = pages;
        self
    }
}
