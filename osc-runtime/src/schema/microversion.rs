//! Versions of an API within its major version.

use std::fmt;
use std::str::FromStr;

/// A microversion: `2.19`. It is compared by its numbers, so that `2.9` is before `2.10`.
///
/// <https://specs.openstack.org/openstack/api-sig/guidelines/microversion_specification.html>
///
/// ```
/// use osc_runtime::schema::Microversion;
///
/// let newest: Microversion = "2.96".parse()?;
/// assert!(Microversion::new(2, 9) < newest);
/// assert_eq!(newest.to_string(), "2.96");
/// # Ok::<(), osc_runtime::schema::InvalidMicroversion>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Microversion {
    major: u16,
    minor: u16,
}

impl Microversion {
    /// The version of these two numbers.
    #[must_use]
    pub const fn new(major: u16, minor: u16) -> Self {
        Self { major, minor }
    }

    /// The number before the dot.
    #[must_use]
    pub const fn major(self) -> u16 {
        self.major
    }

    /// The number behind the dot.
    #[must_use]
    pub const fn minor(self) -> u16 {
        self.minor
    }
}

impl fmt::Display for Microversion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)
    }
}

/// The text is no microversion.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no microversion: expected two numbers, such as `2.19`")]
pub struct InvalidMicroversion(String);

impl FromStr for Microversion {
    type Err = InvalidMicroversion;

    fn from_str(text: &str) -> Result<Self, InvalidMicroversion> {
        let parsed = text
            .split_once('.')
            .and_then(|(major, minor)| Some(Self { major: major.parse().ok()?, minor: minor.parse().ok()? }));
        parsed.ok_or_else(|| InvalidMicroversion(text.to_owned()))
    }
}

/// The microversions that have something: from one on, up to one, or all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Versions {
    pub(super) since: Option<Microversion>,
    pub(super) until: Option<Microversion>,
}

impl Versions {
    /// All versions.
    pub const ALL: Self = Self { since: None, until: None };

    /// Written by the derive.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(since: Option<Microversion>, until: Option<Microversion>) -> Self {
        Self { since, until }
    }

    /// The first version that has it; nothing where it has always been there.
    #[must_use]
    pub const fn since(self) -> Option<Microversion> {
        self.since
    }

    /// The last version that has it; nothing where it is still there.
    #[must_use]
    pub const fn until(self) -> Option<Microversion> {
        self.until
    }
}
