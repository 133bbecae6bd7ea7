//! Signing in with Keystone v3: credentials out, a token and the catalog in
//! (<https://docs.openstack.org/api-ref/identity/v3/#authentication-and-token-management>).

mod credentials;
mod session;
mod token;

pub(crate) use credentials::{Credentials, Domain, Identity, Named, Scope};
pub(crate) use session::Session;
pub(crate) use token::Token;
