//! Signing in: from what is known of a user to a token and the catalog
//! (<https://docs.openstack.org/api-ref/identity/v3/#authentication-and-token-management>).
//!
//! Data goes from [`Settings`](crate::ConnectionBuilder) to an [`AuthMethod`], which makes a [`Proof`], for which the session
//! buys a token. A program that signs in as OpenStack's tools do needs nothing of this; one with a way of its own implements
//! [`AuthMethod`].

mod method;
mod proof;
mod receipt;
mod registry;
mod scope;
mod session;
mod settings;
mod token;
mod visit;

pub use method::{AuthMethod, Proving};
pub use proof::{Keystone, Proof};
pub use receipt::Receipt;
pub use visit::Visit;

pub(crate) use method::{Said, choose};
pub(crate) use registry::{Alike, shared};
pub(crate) use scope::Scope;
pub(crate) use session::{Credentials, Session};
pub(crate) use settings::{SETTINGS, Settings};
pub(crate) use token::{Token, TokenDocument};
pub(crate) use visit::Visitor;
