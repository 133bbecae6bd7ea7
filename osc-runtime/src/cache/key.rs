//! What tells sessions apart.

use std::fmt::Write as _;

use ring::digest::{SHA256, digest};

use crate::codec::Secret;

/// What tells sessions apart: Keystone's address, who signs in and how, for which scope, and whether with the same secrets.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Key {
    /// All but the secrets.
    identity: String,
    /// A digest of all, for comparisons in memory.
    whole: [u8; 32],
}

impl Key {
    pub(crate) fn new(identity: String, secrets: &[&Secret]) -> Self {
        let mut text = identity.clone();
        for secret in secrets {
            // With the length before it, so that two secrets are not one in two other parts.
            let _ = write!(text, "\0{}\0{}", secret.expose().len(), secret.expose());
        }
        let text = Secret::from(text);
        let mut whole = [0; 32];
        whole.copy_from_slice(digest(&SHA256, text.expose().as_bytes()).as_ref());
        Self { identity, whole }
    }

    /// The name of the session's file.
    ///
    /// Sixteen bits of a digest tell a mistyped password from the right one; whoever takes the file cannot tell from them which of
    /// a million guesses is right.
    pub(super) fn file_name(&self) -> String {
        let mut name = hex(digest(&SHA256, self.identity.as_bytes()).as_ref().get(..16).unwrap_or_default());
        name.push('-');
        name.push_str(&hex(self.whole.get(..2).unwrap_or_default()));
        name
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a string does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_tells_who_signs_in_and_hardly_anything_of_the_password() {
        let key = |identity: &str, password: &str| Key::new(identity.to_owned(), &[&Secret::from(password)]);
        let (right, wrong, other) = (key("ada", "countess"), key("ada", "countless"), key("bob", "countess"));
        assert_eq!(right.file_name(), key("ada", "countess").file_name());
        assert_ne!(right.file_name(), wrong.file_name());
        assert_eq!(right.file_name()[..32], wrong.file_name()[..32]);
        assert_ne!(right.file_name()[..32], other.file_name()[..32]);
        assert_eq!(right.file_name().len(), 32 + 1 + 4);
        assert_ne!(right, wrong);
    }

    #[test]
    fn two_secrets_are_not_one_in_two_other_parts() {
        let key = |one: &str, other: &str| Key::new(String::new(), &[&Secret::from(one), &Secret::from(other)]);
        assert_ne!(key("ab", "c"), key("a", "bc"));
    }
}
