//! Version 3 of the identity service's API.

mod domain;
mod project;
mod user;

pub use domain::*;
pub use project::*;
pub use user::*;

osc_runtime::proxy! {
    /// The identity service of a connection, version 3.
    pub struct IdentityService {
        projects => Project,
        users => User,
        domains => Domain,
    }
}
