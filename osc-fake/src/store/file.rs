//! The state's file: readable by its owner alone, never seen half-written, and used by one process at a time.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::State;

/// The state's file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The system does not let us.
    #[error("the state of the embedded cloud at {} cannot be used: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Somebody else's file, or a broken one.
    #[error("{} is no state of an embedded cloud; remove it, and it is made anew", path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
    },
}

/// Waits until no other process uses the file; it is ours until what is returned is dropped.
pub(super) fn lock(path: &Path) -> Result<File, StoreError> {
    let lock = beside(path, "lock");
    // The state itself is replaced when it is written, so that a lock on it would be one on an old file.
    let locked = private().open(&lock).and_then(|file| file.lock().map(|()| file));
    locked.map_err(|source| StoreError::Io { path: lock, source })
}

/// The state, if there is a file.
pub(super) fn read(path: &Path) -> Result<Option<State>, StoreError> {
    let text = match std::fs::read(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(source) => return Err(StoreError::Io { path: path.into(), source }),
    };
    let state = serde_json::from_slice(&text).ok().and_then(|document| State::from_json(&document));
    state.map(Some).ok_or_else(|| StoreError::Malformed { path: path.into() })
}

/// Replaces the file.
pub(super) fn write(path: &Path, state: &State) -> Result<(), StoreError> {
    let new = beside(path, "new");
    let written = private()
        .truncate(true)
        .open(&new)
        .and_then(|mut file| file.write_all(state.to_json().to_string().as_bytes()))
        .and_then(|()| std::fs::rename(&new, path));
    written.map_err(|source| StoreError::Io { path: path.into(), source })
}

fn beside(path: &Path, extension: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(extension);
    name.into()
}

/// Options that make a file which only its owner can read.
fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.create(true).truncate(false).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}
