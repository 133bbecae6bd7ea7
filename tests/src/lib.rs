//! Nothing here: the tests are the package.

/// The guide, whose examples compile and run.
#[doc = include_str!("../../docs/custom-resource.md")]
pub mod guide {}
