//! Signing in: from what is known of a user to a token and the catalog
//! (<https://docs.openstack.org/api-ref/identity/v3/#authentication-and-token-management>).
//!
//! Data goes from [`Settings`](crate::ConnectionBuilder) to an [`AuthMethod`], which makes a [`Proof`], for which the session
//! buys a token. A program that signs in as OpenStack's tools do needs nothing of this; one with a way of its own implements
//! [`AuthMethod`].
//!
//! # The ways
//!
//! Each is an [`auth_type`](crate::ConnectionBuilder::auth_type), and takes settings that the builder has as methods and
//! `clouds.yaml` below `auth`. What stands in brackets may be left out. Where the type is not said, it is the one that the
//! secret belongs to: a password's, a token's, an application credential's, a passcode's, an access token's, an OAuth 2.0 client's.
//!
//! | `auth_type` | settings |
//! | --- | --- |
//! | `password` | `username` with `user_domain_name` or `user_domain_id`, or `user_id`; `password` |
//! | `token` | `token` |
//! | `v3applicationcredential` | `application_credential_secret`; `application_credential_id`, or `application_credential_name` with the user |
//! | `v3totp` | the user as for `password`; `passcode` |
//! | `v3multifactor` | `auth_methods`, and what each of them takes |
//! | `v3oidcpassword` | the identity provider; `username`, `password`, \[`idp_otp_key` with `passcode`\] |
//! | `v3oidcclientcredentials` | the identity provider, with its `client_secret` |
//! | `v3oidcaccesstoken` | `identity_provider`, `protocol`, `access_token` |
//! | `v3oidcauthcode` | the identity provider with \[`authorization_endpoint`\]; `code` with \[`redirect_uri`\], or a person with \[`redirect_uri`, `login_timeout`\] |
//! | `v3oidcdeviceauthz` | the identity provider with \[`device_authorization_endpoint`, `code_challenge_method`\]; a person |
//! | `v3websso` | `identity_provider`, `protocol`, \[`redirect_host`, `redirect_port`, `login_timeout`\]; a person |
//! | `v3oauth2clientcredential` | `oauth2_endpoint`, `oauth2_client_id`, `oauth2_client_secret` |
//! | `v3oauth2mtlsclientcredential` | `oauth2_endpoint`, `oauth2_client_id`; beside `auth`, `cert` and `key` |
//! | `none`, `admin_token`, `http_basic` | `endpoint`; nothing, `token`, or `username` and `password` |
//!
//! *The identity provider* is `identity_provider` and `protocol`, by Keystone's names for them; `client_id`,
//! \[`client_secret`\]; `discovery_endpoint`, or `access_token_endpoint` and the others that the way needs; \[`openid_scope`,
//! `access_token_type`\]. *A person* is reached by [`ConnectionBuilder::visit`](crate::ConnectionBuilder::visit), and has a
//! browser. They are not asked again as long as the identity provider has given a refresh token that is good.
//!
//! All but the last row take `auth_url`, and what the token is for: a project, a domain, `system_scope`, a `trust_id`, or
//! nothing. Application credentials bring their project with them.

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
