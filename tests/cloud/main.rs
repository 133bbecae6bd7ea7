//! The SDK and the command line against a real Keystone and a real Neutron: those of `tests/cloud/up`.
//!
//! Everything that a test makes has a name of its own, so that tests can run at once and again, and is deleted at the end.

mod addressing;
mod administration;
mod attachment;
mod browser;
mod command;
mod federation;
mod filters;
mod identity;
mod lb;
mod member;
mod network;
mod quality;
mod recorder;
mod sign_in;
mod token_life;

use osc_runtime::{Connection, Method};

use recorder::Recorder;

/// A connection as the administrator.
async fn connect() -> Connection {
    Connection::from_cloud(&cloud()).await.unwrap()
}

/// The name of the cloud in `clouds.yaml`, which `OS_CLIENT_CONFIG_FILE` points to.
fn cloud() -> String {
    std::env::var("OSC_TEST_CLOUD").expect("run tests/cloud/run, which starts the services and says where they are")
}

/// Revokes the last token that was seen.
async fn revoke(recorder: &Recorder) {
    let revocation = connect().await.request(Method::Delete, "identity", "/auth/tokens");
    revocation.header("x-subject-token", recorder.secret().expose()).await.unwrap();
}

/// A name that nothing else has.
fn unique(what: &str) -> String {
    use std::sync::atomic::{AtomicU32, Ordering};

    static COUNT: AtomicU32 = AtomicU32::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    format!("osc-test-{what}-{}-{count}", std::process::id())
}
