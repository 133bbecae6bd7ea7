//! Users: who signs in.

use std::collections::HashMap;

use osc_runtime::{Fields, Resource, Secret, Timestamp, Value};

use super::{Domain, Project};

/// Somebody, or a service, that can sign in.
///
/// See <https://docs.openstack.org/api-ref/identity/v3/#users>.
#[derive(Debug, Clone, Default, Resource)]
#[resource(
    base_path = "/users",
    service = "identity",
    operations(list, get, create, update(idempotent), delete),
    filters(name, domain_id, enabled),
    update_method = "PATCH"
)]
#[non_exhaustive]
pub struct User {
    /// Identifier of the user, 32 hexadecimal digits or, from a directory, 64.
    #[resource(column = "ID")]
    pub id: String,
    /// Name, of at most 255 characters; unique in its domain.
    #[resource(required, column)]
    pub name: String,
    /// Id of the project that it signs in to where it names none.
    #[resource(references = Project, option = "project", long = "Project")]
    pub default_project_id: Option<String>,
    /// Id of the domain that it is in; that of whoever makes it unless set.
    #[resource(create_only, references = Domain, long = "Domain")]
    pub domain_id: String,
    /// Text for people.
    #[resource(long)]
    pub description: Option<String>,
    /// Address of electronic mail.
    #[resource(long)]
    pub email: Option<String>,
    /// Whether it can sign in; true unless set.
    #[resource(switch(enable = true, disable = false, enabled = true, disabled = false), long)]
    pub enabled: bool,
    /// Password; without one the user cannot sign in by password. Never returned.
    pub password: Option<Secret>,
    /// Time from which the password is no longer taken; `None` for never.
    #[resource(read_only)]
    pub password_expires_at: Option<Timestamp>,
    /// Options of Keystone's, as `ignore_password_expiry` or `multi_factor_auth_rules`.
    pub options: HashMap<String, Value>,
    /// Who it is to identity providers.
    pub federated: Vec<FederatedIdentity>,
}

/// Who a [`User`] is to an identity provider.
#[derive(Debug, Clone, Default, PartialEq, Fields)]
pub struct FederatedIdentity {
    /// Id of the identity provider.
    pub idp_id: String,
    /// Who the user is by each of its protocols.
    pub protocols: Vec<FederatedProtocol>,
}

/// Who a [`User`] is to an identity provider by one of its protocols.
#[derive(Debug, Clone, Default, PartialEq, Fields)]
pub struct FederatedProtocol {
    /// Id of the protocol.
    pub protocol_id: String,
    /// Identifier that the provider has for the user.
    pub unique_id: String,
}
