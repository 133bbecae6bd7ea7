//! Whom to trust, and how to be trusted.

use std::path::{Path, PathBuf};

use super::{Failure, Phase};

/// Which servers are trusted, and the certificate that this client shows them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[must_use]
pub struct Tls {
    pub(crate) verify: bool,
    pub(crate) cacert: Option<PathBuf>,
    pub(crate) cert: Option<PathBuf>,
    pub(crate) key: Option<PathBuf>,
}

impl Default for Tls {
    /// The machine's authorities, and no certificate of this client.
    fn default() -> Self {
        Self { verify: true, cacert: None, cert: None, key: None }
    }
}

impl Tls {
    /// Adds them to a client.
    pub(super) fn apply(&self, mut builder: reqwest::ClientBuilder) -> Result<reqwest::ClientBuilder, Failure> {
        if !self.verify {
            builder = builder.tls_danger_accept_invalid_certs(true);
        } else if let Some(path) = &self.cacert {
            let authorities = reqwest::Certificate::from_pem_bundle(&read("cacert", path)?);
            let authorities = authorities.ok().filter(|authorities| !authorities.is_empty());
            builder = builder.tls_certs_only(
                authorities.ok_or_else(|| invalid(format!("`cacert` {} has no certificate in PEM", path.display())))?,
            );
        }
        if let Some(cert) = &self.cert {
            let mut pem = read("cert", cert)?;
            if let Some(key) = &self.key {
                pem.push(b'\n');
                pem.extend(read("key", key)?);
            }
            let identity = reqwest::Identity::from_pem(&pem).map_err(|_| {
                let key = self.key.as_ref().map(|key| format!(" and `key` {}", key.display())).unwrap_or_default();
                invalid(format!(
                    "`cert` {}{key}: expected a certificate and its private key, both in PEM",
                    cert.display()
                ))
            })?;
            builder = builder.identity(identity);
        }
        Ok(builder)
    }

    /// Why no client could be made with these files, each of which is PEM.
    pub(super) fn unusable(&self, failure: &Failure) -> Failure {
        let files = [("cacert", &self.cacert), ("cert", &self.cert), ("key", &self.key)];
        let named = files.iter().filter_map(|(setting, path)| {
            path.as_ref()
                .filter(|_| self.verify || *setting != "cacert")
                .map(|path| format!("`{setting}` {}", path.display()))
        });
        let named: Vec<_> = named.collect();
        if named.is_empty() {
            return failure.clone();
        }
        invalid(format!("{} cannot be used: {failure}; expected certificates, and the key of `cert`", named.join(", ")))
    }
}

fn read(setting: &str, path: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(path).map_err(|error| invalid(format!("`{setting}` {} cannot be read: {error}", path.display())))
}

fn invalid(text: String) -> Failure {
    Failure::new(Phase::Invalid, text)
}
