//! The ways to sign in: by what one knows, and by somebody else, an identity provider, a browser, a person. What is sent is shown
//! as text; the embedded cloud and its identity provider tell whether it is right.

mod browser;
mod cloud;
mod device;
mod embedded;
mod factors;
mod oauth2;
mod oidc;
mod own;
mod person;
mod scope;
mod script;
mod websso;

use osc_runtime::{Connection, ConnectionBuilder};

use script::Script;

/// A connection to a cloud that answers by the script.
fn builder(script: &Script, auth_type: &str) -> ConnectionBuilder {
    Connection::builder()
        .transport(script.clone())
        .auth_type(auth_type)
        .auth_url("https://keystone.example/v3")
        .project_id("p1")
}

/// The same, by way of an identity provider.
fn federated(script: &Script, auth_type: &str) -> ConnectionBuilder {
    builder(script, auth_type).identity_provider("campus").protocol("openid")
}

/// The same, for a client of the identity provider.
fn client(script: &Script, auth_type: &str) -> ConnectionBuilder {
    federated(script, auth_type)
        .client_id("osc")
        .discovery_endpoint("https://idp.example/.well-known/openid-configuration")
}

/// The error of a sign-in that fails.
async fn refused(builder: ConnectionBuilder) -> osc_runtime::Error {
    builder.connect().await.map(drop).unwrap_err()
}
