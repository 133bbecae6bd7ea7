//! `IPsec` policies: how packets are encrypted.

use osc_runtime::Resource;

use super::Lifetime;
use crate::identity::Project;

/// How packets are encrypted in a tunnel. Both peers must do it alike.
///
/// See <https://docs.openstack.org/api-ref/network/v2/#vpnaas-2-0-vpn-vpnservices-ikepolicies-ipsecpolicies-endpoint-groups-ipsec-site-connections>.
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(
    base_path = "/vpn/ipsecpolicies",
    service = "network",
    key = "ipsecpolicy",
    operations(list, get, create, update, delete),
    filters(
        id,
        name,
        description,
        auth_algorithm,
        encapsulation_mode,
        transform_protocol,
        encryption_algorithm,
        pfs,
        project_id
    ),
    cli = "vpn ipsec policy"
)]
#[non_exhaustive]
pub struct IpsecPolicy {
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
    /// What is wrapped: `tunnel`, whole packets and unless set, or `transport`, what is in them.
    #[resource(column = "Encapsulation Mode", show = "Encapsulation Mode")]
    pub encapsulation_mode: String,
    /// Protocol: `esp`, which encrypts and is taken unless set, `ah`, which signs, or `ah-esp` for both.
    #[resource(column = "Transform Protocol", show = "Transform Protocol")]
    pub transform_protocol: String,
    /// Algorithm of encryption; `aes-128` unless set.
    ///
    /// `aes-192`, `aes-256`; those with a mode, as `aes-256-ctr` (extension `vpn-aes-ctr`) or `aes-256-gcm-16`
    /// (extension `vpn-aes-ccm-gcm`); of old `3des`.
    #[resource(column = "Encryption Algorithm", show = "Encryption Algorithm")]
    pub encryption_algorithm: String,
    /// Group of Diffie and Hellman's for perfect forward secrecy; `group5` unless set.
    #[resource(long = "Perfect Forward Secrecy (PFS)", show = "Perfect Forward Secrecy (PFS)")]
    pub pfs: String,
    /// Text for people.
    #[resource(long = "Description", show = "Description")]
    pub description: String,
    /// Id of the project that owns it; administrators may set another than their own.
    #[resource(create_only, references = Project, long = "Project", show = "Project")]
    pub project_id: String,
    /// Time after which keys are agreed on anew; an hour unless set.
    #[resource(long = "Lifetime", show = "Lifetime")]
    pub lifetime: Lifetime,
}
