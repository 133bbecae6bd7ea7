//! A download into a file.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::io::AsyncWriteExt;

use super::Download;
use crate::error::{Problem, Result};

impl Download {
    /// Writes it to a file, which is there once it is whole and its checksums are right: until then it has another name in the same
    /// folder. A file that is there before is replaced then.
    ///
    /// # Errors
    ///
    /// As for [`chunk`](Self::chunk), and where the file cannot be written ([`ErrorKind::Invalid`](crate::ErrorKind)).
    /// Nothing is left then.
    pub async fn save(mut self, path: impl AsRef<Path>) -> Result<()> {
        let path = path.as_ref();
        let partial = Partial::beside(path);
        let failed = |error: std::io::Error| Problem::Invalid(format!("cannot write {}: {error}", path.display()));
        let mut file = tokio::fs::File::create(&partial.0).await.map_err(failed)?;
        while let Some(chunk) = self.chunk().await? {
            file.write_all(&chunk).await.map_err(failed)?;
        }
        file.sync_all().await.map_err(failed)?;
        tokio::fs::rename(&partial.0, path).await.map_err(failed)?;
        Ok(())
    }
}

/// A file that is not whole yet, and is removed unless it has been renamed.
struct Partial(PathBuf);

impl Partial {
    fn beside(path: &Path) -> Self {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        Self(path.with_file_name(format!(".{name}.{}-{number}.part", std::process::id())))
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        // After the renaming there is none, which is as it should be.
        let _ = std::fs::remove_file(&self.0);
    }
}
