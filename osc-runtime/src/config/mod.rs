//! Where connections are described outside of code: `clouds.yaml` and the environment.
//!
//! The files and variables are those of openstacksdk
//! (<https://docs.openstack.org/openstacksdk/latest/user/config/configuration.html>).

mod cloud;
mod environment;
mod file;

use crate::connection::ConnectionBuilder;

/// Sets what `clouds.yaml` has below `auth` and the environment as `OS_…`; whether there is such a setting.
fn set(builder: &mut ConnectionBuilder, name: &str, value: &str) -> bool {
    let before = std::mem::take(builder);
    *builder = match name {
        "auth_url" => before.auth_url(value),
        "username" => before.username(value),
        "user_id" => before.user_id(value),
        "password" => before.password(value),
        "token" => before.token(value),
        "user_domain_name" => before.user_domain_name(value),
        "user_domain_id" => before.user_domain_id(value),
        // Projects were called tenants once.
        "project_name" | "tenant_name" => before.project_name(value),
        "project_id" | "tenant_id" => before.project_id(value),
        "project_domain_name" => before.project_domain_name(value),
        "project_domain_id" => before.project_domain_id(value),
        "domain_name" => before.domain_name(value),
        "domain_id" => before.domain_id(value),
        _ => {
            *builder = before;
            return false;
        }
    };
    true
}
