//! The file of one session.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::Key;

/// The form of the files. Another one is none of ours.
const FORMAT: u64 = 1;

/// The file of one session. What goes wrong with it is a warning: one can always sign in.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    folder: PathBuf,
    file: PathBuf,
}

/// What a file holds.
#[derive(Clone)]
pub(crate) struct Kept {
    /// The token, as the session writes and reads it.
    pub(crate) token: Value,
    /// What was discovered with it.
    pub(crate) discovery: Value,
}

/// The right to replace the file, until it is dropped.
pub(crate) struct Locked(#[expect(dead_code, reason = "held, not read")] File);

impl Entry {
    pub(super) fn new(folder: &Path, key: &Key) -> Self {
        Self { folder: folder.to_owned(), file: folder.join(format!("{}.json", key.file_name())) }
    }

    /// What the file holds; nothing where there is none, or none of ours.
    pub(crate) fn read(&self) -> Option<Kept> {
        let text = match fs::read(&self.file) {
            Ok(text) => text,
            Err(error) => {
                if error.kind() != io::ErrorKind::NotFound {
                    self.warn("cannot be read", &error);
                }
                return None;
            }
        };
        let mut document: Value = serde_json::from_slice(&text).ok()?;
        (document.get("format")?.as_u64()? == FORMAT).then_some(())?;
        Some(Kept { token: document.get_mut("token")?.take(), discovery: document.get_mut("discovery")?.take() })
    }

    /// Waits until no other process is about to replace the file; nothing where files cannot be locked.
    pub(crate) async fn lock(&self) -> Option<Locked> {
        let entry = self.clone();
        let locked = tokio::task::spawn_blocking(move || {
            entry.prepare()?;
            let file = private().open(entry.file.with_extension("lock"))?;
            file.lock().map(|()| Locked(file))
        });
        match locked.await {
            Ok(Ok(locked)) => Some(locked),
            Ok(Err(error)) => {
                self.warn("cannot be used", &error);
                None
            }
            // The runtime is about to end.
            Err(_) => None,
        }
    }

    /// Replaces the file. Whoever reads it meanwhile finds the old one or the new one.
    pub(crate) fn write(&self, kept: &Kept, _: &Locked) {
        let text = json!({"format": FORMAT, "token": kept.token, "discovery": kept.discovery}).to_string();
        let new = self.file.with_extension("new");
        let written = private().truncate(true).open(&new).and_then(|mut file| file.write_all(text.as_bytes()));
        if let Err(error) = written.and_then(|()| fs::rename(&new, &self.file)) {
            self.warn("cannot be written", &error);
        }
    }

    /// Makes the folder, or looks whether it is for its owner alone.
    fn prepare(&self) -> io::Result<()> {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&self.folder)?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;

            let mode = fs::metadata(&self.folder)?.permissions().mode();
            if mode & 0o077 != 0 {
                let text = format!("others can read the folder (mode {:o}); make it 700", mode & 0o777);
                return Err(io::Error::new(io::ErrorKind::PermissionDenied, text));
            }
        }
        Ok(())
    }

    fn warn(&self, what: &str, error: &io::Error) {
        tracing::warn!(file = %self.file.display(), %error, "a file of the token cache {what}; signing in without it");
    }
}

/// Options that make a file which only its owner can read.
fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.create(true).truncate(false).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}
