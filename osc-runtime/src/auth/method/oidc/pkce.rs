//! What binds an answer to who asked: random texts, and what may be told of one (RFC 7636).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::digest::{SHA256, digest};
use ring::rand::{SecureRandom as _, SystemRandom};

use crate::codec::Secret;
use crate::error::{Problem, Result};

/// 43 characters that nobody guesses.
pub(super) fn random() -> Result<Secret> {
    let mut bytes = [0; 32];
    let filled = SystemRandom::new().fill(&mut bytes);
    filled.map_err(|_| Problem::Invalid("cannot sign in: this machine gives no random numbers".into()))?;
    Ok(URL_SAFE_NO_PAD.encode(bytes).into())
}

/// What is told of a verifier, by the method `S256`.
pub(super) fn challenge(verifier: &Secret) -> String {
    URL_SAFE_NO_PAD.encode(digest(&SHA256, verifier.expose().as_bytes()))
}
