//! IKE policies: how peers agree on keys.

use osc_runtime::{Fields, Resource};

use crate::identity::Project;

/// How the peers of a tunnel agree on keys, by Internet Key Exchange. Both must do it alike.
///
/// See <https://docs.openstack.org/api-ref/network/v2/#vpnaas-2-0-vpn-vpnservices-ikepolicies-ipsecpolicies-endpoint-groups-ipsec-site-connections>.
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/vpn/ikepolicies",
    service = "network",
    key = "ikepolicy",
    operations(list, get, create, update, delete),
    filters(
        id,
        name,
        description,
        auth_algorithm,
        encryption_algorithm,
        ike_version,
        pfs,
        phase1_negotiation_mode,
        project_id
    ),
    cli = "vpn ike policy"
)]
#[non_exhaustive]
pub struct IkePolicy {
    /// UUID of the policy.
    #[resource(column = "ID", show = "ID")]
    pub id: String,
    /// Name, of at most 255 characters; need not be unique.
    #[resource(column = "Name", show = "Name")]
    pub name: String,
    /// Algorithm of authentication: `sha256`, `sha384`, `sha512`, `aes-xcbc`, `aes-cmac`, or of old `sha1`.
    ///
    /// Unless set, `sha256`, or without the extension `vpn-no-sha1-3des`, `sha1`.
    #[resource(column = "Authentication Algorithm", show = "Authentication Algorithm")]
    pub auth_algorithm: String,
    /// Algorithm of encryption; `aes-128` unless set.
    ///
    /// `aes-192`, `aes-256`; those with a mode, as `aes-256-ctr` (extension `vpn-aes-ctr`) or `aes-256-gcm-16`
    /// (extension `vpn-aes-ccm-gcm`); of old `3des`.
    #[resource(column = "Encryption Algorithm", show = "Encryption Algorithm")]
    pub encryption_algorithm: String,
    /// Version of the protocol: `v1` unless set, or `v2`.
    #[resource(column = "IKE Version", show = "IKE Version")]
    pub ike_version: String,
    /// Group of Diffie and Hellman's for perfect forward secrecy; `group5` unless set.
    #[resource(column = "Perfect Forward Secrecy (PFS)", show = "Perfect Forward Secrecy (PFS)")]
    pub pfs: String,
    /// Text for people.
    #[resource(long = "Description", show = "Description")]
    pub description: String,
    /// Way of the first phase, in `v1`: `main` unless set, or `aggressive`.
    #[resource(long = "Phase1 Negotiation Mode", show = "Phase1 Negotiation Mode")]
    pub phase1_negotiation_mode: String,
    /// Id of the project that owns it; administrators may set another than their own.
    #[resource(create_only, references = Project, long = "Project", show = "Project")]
    pub project_id: String,
    /// Time after which keys are agreed on anew; an hour unless set.
    #[resource(long = "Lifetime", show = "Lifetime")]
    pub lifetime: Lifetime,
}

/// Time that what the peers of a tunnel have agreed on is valid for.
#[derive(Debug, Clone, Default, PartialEq, Fields)]
pub struct Lifetime {
    /// Unit of the value: `seconds`.
    pub units: Option<String>,
    /// How many of these, at least 60; 3600 unless set.
    pub value: Option<u32>,
}
