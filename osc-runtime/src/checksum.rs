//! Whether bytes are the right ones.
//!
//! Services know what they store by its digest: Swift and Glance by MD5, Glance by SHA-512 too. MD5 is of no use against who forges
//! data, and good against a wire that loses some.

use std::fmt;
use std::str::FromStr;
use std::sync::{Arc, Mutex, PoisonError};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use md5::{Digest as _, Md5};
use ring::digest::{Context, SHA256, SHA512};

/// A way to make a digest.
///
/// Its text is the name as Glance has it in `os_hash_algo`: `md5`, `sha256`, `sha512`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Algorithm {
    /// MD5 (RFC 1321), against accidents alone.
    Md5,
    /// SHA-256 (FIPS 180-4).
    Sha256,
    /// SHA-512 (FIPS 180-4).
    Sha512,
}

impl Algorithm {
    const ALL: [Self; 3] = [Self::Md5, Self::Sha256, Self::Sha512];

    /// How many hexadecimal digits a digest has.
    fn digits(self) -> usize {
        match self {
            Self::Md5 => 32,
            Self::Sha256 => 64,
            Self::Sha512 => 128,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Md5 => "md5",
            Self::Sha256 => "sha256",
            Self::Sha512 => "sha512",
        }
    }
}

impl fmt::Display for Algorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Algorithm {
    type Err = UnknownAlgorithm;

    fn from_str(name: &str) -> Result<Self, UnknownAlgorithm> {
        let found = Self::ALL.into_iter().find(|algorithm| algorithm.name().eq_ignore_ascii_case(name));
        found.ok_or_else(|| UnknownAlgorithm(name.to_owned()))
    }
}

/// The name of an [`Algorithm`] that is none of those known here.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("digests of `{0}` cannot be made here; md5, sha256 and sha512 can")]
pub struct UnknownAlgorithm(String);

/// A digest, by which bytes are told from others.
///
/// ```
/// use osc_runtime::Checksum;
///
/// assert_eq!(Checksum::md5("900150983CD24FB0D6963F7D28E17F72").hex(), "900150983cd24fb0d6963f7d28e17f72");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Checksum {
    algorithm: Algorithm,
    hex: String,
}

impl Checksum {
    /// A digest in hexadecimal digits, of either case. Whether it is one shows when it is [expected](crate::Download::expect).
    pub fn new(algorithm: Algorithm, hex: impl Into<String>) -> Self {
        let mut hex = hex.into();
        hex.make_ascii_lowercase();
        Self { algorithm, hex }
    }

    /// An MD5 digest in hexadecimal digits, as Swift's `ETag` and Glance's `checksum` have it.
    pub fn md5(hex: impl Into<String>) -> Self {
        Self::new(Algorithm::Md5, hex)
    }

    /// A SHA-256 digest in hexadecimal digits.
    pub fn sha256(hex: impl Into<String>) -> Self {
        Self::new(Algorithm::Sha256, hex)
    }

    /// A SHA-512 digest in hexadecimal digits, as Glance's `os_hash_value` mostly is.
    pub fn sha512(hex: impl Into<String>) -> Self {
        Self::new(Algorithm::Sha512, hex)
    }

    /// How it was made.
    #[must_use]
    pub fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// Its hexadecimal digits, in lower case.
    #[must_use]
    pub fn hex(&self) -> &str {
        &self.hex
    }

    /// What is wrong with it as a digest.
    pub(crate) fn mistake(&self) -> Option<String> {
        let Self { algorithm, hex } = self;
        let digits = algorithm.digits();
        let is_one = hex.len() == digits && hex.bytes().all(|digit| digit.is_ascii_hexdigit());
        (!is_one).then(|| format!("`{hex}` is no {algorithm} digest, which has {digits} hexadecimal digits"))
    }

    /// An MD5 digest in a header: in hexadecimal digits, as OpenStack's services write it, or in base 64, as RFC 1864 does.
    pub(crate) fn in_header(value: &str) -> Option<Self> {
        let value = value.trim().trim_matches('"');
        let hexadecimal = Some(Self::md5(value)).filter(|checksum| checksum.mistake().is_none());
        hexadecimal.or_else(|| {
            let bytes = STANDARD.decode(value).ok().filter(|bytes| bytes.len() == 16)?;
            Some(Self::md5(hex(&bytes)))
        })
    }
}

impl fmt::Display for Checksum {
    /// The algorithm and the digits: `md5:9001…`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.algorithm, self.hex)
    }
}

/// The digest of what is sent, from [`Body::digest`](crate::Body::digest).
#[derive(Clone, Debug)]
pub struct Digest(Arc<Mutex<Option<Checksum>>>);

impl Digest {
    pub(crate) fn new() -> Self {
        Self(Arc::default())
    }

    /// The digest, once all of the body has been handed to the network; nothing before.
    #[must_use]
    pub fn checksum(&self) -> Option<Checksum> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn set(&self, checksum: Option<Checksum>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = checksum;
    }
}

/// Makes a digest of bytes as they pass.
#[derive(Clone)]
pub(crate) enum Hasher {
    Md5(Md5),
    Sha2(Algorithm, Context),
}

impl Hasher {
    pub(crate) fn new(algorithm: Algorithm) -> Self {
        match algorithm {
            Algorithm::Md5 => Self::Md5(Md5::new()),
            Algorithm::Sha256 => Self::Sha2(algorithm, Context::new(&SHA256)),
            Algorithm::Sha512 => Self::Sha2(algorithm, Context::new(&SHA512)),
        }
    }

    pub(crate) fn update(&mut self, bytes: &[u8]) {
        match self {
            Self::Md5(md5) => md5.update(bytes),
            Self::Sha2(_, context) => context.update(bytes),
        }
    }

    pub(crate) fn finish(self) -> Checksum {
        match self {
            Self::Md5(md5) => Checksum::md5(hex(&md5.finalize())),
            Self::Sha2(algorithm, context) => Checksum::new(algorithm, hex(context.finish().as_ref())),
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    use fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut hex, byte| {
        // Writing to a string does not fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
