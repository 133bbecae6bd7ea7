//! Tokens between processes: files that only their owner can read, one for each session.
//!
//! A file holds a token, what Keystone said of it, and what was discovered with it; never a password. It is replaced as a whole, by
//! whoever holds its lock, so that no reader finds half of one, and of many processes one signs in while the others wait for what
//! it brings.

mod entry;
mod key;

use std::io;
use std::path::{Path, PathBuf};

pub(crate) use entry::{Entry, Kept};
pub(crate) use key::Key;

/// A folder in which tokens are kept, for the processes of one user.
///
/// A connection that has one ([`ConnectionBuilder::token_cache`](crate::ConnectionBuilder::token_cache)) signs in only where
/// no process has done so before it: with the same credentials, for the same scope, at the same Keystone. It remembers what was
/// discovered of the services, too.
///
/// The files are for their owner alone (mode 0600 in a folder of mode 0700); passwords are not in them. A
/// folder that others can read is not used, with a warning.
///
/// ```no_run
/// # async fn example() -> osc_runtime::Result<()> {
/// use osc_runtime::{ConnectionBuilder, TokenCache};
///
/// let builder = ConnectionBuilder::from_cloud("mycloud")?;
/// let conn = match TokenCache::of_user() {
///     Some(cache) => builder.token_cache(cache).connect().await?,
///     None => builder.connect().await?,
/// };
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TokenCache {
    folder: PathBuf,
}

impl TokenCache {
    /// The user's own: `osc/tokens` in `$XDG_CACHE_HOME`, else in `~/.cache`, on Windows in `%LOCALAPPDATA%`; nothing where none
    /// of these is set.
    #[must_use]
    pub fn of_user() -> Option<Self> {
        Self::of_environment(|name| std::env::var_os(name).map(PathBuf::from))
    }

    /// That of a user with these variables.
    pub(crate) fn of_environment(variable: impl Fn(&str) -> Option<PathBuf>) -> Option<Self> {
        let variable = |name: &str| variable(name).filter(|path| path.is_absolute());
        let caches = variable("XDG_CACHE_HOME").or_else(|| Some(variable("HOME")?.join(".cache")));
        let caches = caches.or_else(|| variable("LOCALAPPDATA"))?;
        Some(Self::in_folder(caches.join("osc").join("tokens")))
    }

    /// In this folder, which is made when it is needed. It should have nothing else in it.
    #[must_use]
    pub fn in_folder(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }

    /// The folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Forgets all tokens. They go on being good: Keystone is not told.
    ///
    /// # Errors
    ///
    /// Where the system does not let us.
    pub fn clear(&self) -> io::Result<()> {
        match std::fs::remove_dir_all(&self.folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            other => other,
        }
    }

    /// The file of a session.
    pub(crate) fn entry(&self, key: &Key) -> Entry {
        Entry::new(&self.folder, key)
    }
}
