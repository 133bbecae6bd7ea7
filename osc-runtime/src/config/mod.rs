//! Where connections are described outside of code: `clouds.yaml` and the environment.
//!
//! The files and variables are those of openstacksdk
//! (<https://docs.openstack.org/openstacksdk/latest/user/config/configuration.html>).

mod cloud;
mod environment;
mod file;

use crate::connection::ConnectionBuilder;
use crate::error::{Problem, Result};

/// What `clouds.yaml` has below `auth`, and the environment as `OS_…`. Names before ids, since the last one said counts
/// and an id is the more exact.
const SETTINGS: &[&str] = &[
    "auth_url",
    "username",
    "password",
    "token",
    "user_domain_name",
    "tenant_name",
    "project_name",
    "project_domain_name",
    "domain_name",
    "user_id",
    "user_domain_id",
    "tenant_id",
    "project_id",
    "project_domain_id",
    "domain_id",
];

/// Sets one of [`SETTINGS`].
fn set(builder: &mut ConnectionBuilder, name: &str, value: &str) {
    builder.auth.set(name, value);
}

/// Whether we can sign in so; `place` is where it is said.
fn check_auth_type(place: &str, kind: &str) -> Result<()> {
    if ["password", "v3password", "token", "v3token"].contains(&kind) {
        return Ok(());
    }
    let text = format!("{place} is `{kind}`, which is not supported yet; expected `password` or `token`");
    Err(Problem::Config(text).into())
}
