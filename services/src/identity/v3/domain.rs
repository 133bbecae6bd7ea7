//! Domains: namespaces of users and projects.

use std::collections::HashMap;

use osc_runtime::{Resource, Value};

/// Namespace of users, groups and projects. It has to be disabled before it can be deleted.
///
/// See <https://docs.openstack.org/api-ref/identity/v3/#domains>.
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/domains",
    service = "identity",
    operations(list, get, create, update(idempotent), delete),
    filters(name, enabled),
    update_method = "PATCH"
)]
#[non_exhaustive]
pub struct Domain {
    /// Identifier of the domain: 32 hexadecimal digits, or `default`.
    #[resource(column = "ID")]
    pub id: String,
    /// Name, of at most 64 characters; unique.
    #[resource(required, column)]
    pub name: String,
    /// Whether anybody can sign in to it; true unless set.
    #[resource(switch(enable = true, disable = false, enabled = true, disabled = false), column)]
    pub enabled: bool,
    /// Text for people.
    #[resource(column)]
    pub description: Option<String>,
    /// Words that lists can be narrowed to.
    pub tags: Vec<String>,
    /// Options of Keystone's, as `immutable`.
    pub options: HashMap<String, Value>,
}
