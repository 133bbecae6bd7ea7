//! A user of a test's own, who may be given whatever the test needs.

use std::time::SystemTime;

use osc_runtime::{Connection, ConnectionBuilder, Method, Value};
use osc_services::identity::{Project, User};
use ring::hmac;
use serde_json::json;

use crate::{connect, unique};

/// The password of each.
pub(crate) const PASSWORD: &str = "s3cret-of-a-member";

/// What an authenticator shares with Keystone, in base 32.
const SEED: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
/// The same, as it is.
const KEY: &[u8] = b"12345678901234567890";

/// A user with the role `member` on the project `demo`, and no project of their own.
pub(crate) struct Member {
    admin: Connection,
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) project_id: String,
}

impl Member {
    /// Makes one, with `what` in the name.
    pub(crate) async fn new(what: &str) -> Self {
        let admin = connect().await;
        let name = unique(what);
        let user = User::create(&admin, &name).domain_id("default").password(PASSWORD).await.unwrap();
        let project_id = Project::list(&admin).name("demo").await.unwrap().remove(0).id;
        let roles = admin.request(Method::Get, "identity", "/roles").query("name", "member").await.unwrap();
        let role = roles.value().unwrap()["roles"][0]["id"].as_str().unwrap().to_owned();
        let grant = format!("/projects/{project_id}/users/{}/roles/{role}", user.id);
        admin.request(Method::Put, "identity", &grant).await.unwrap();
        Self { admin, id: user.id, name, project_id }
    }

    /// A connection as this user by password, to no project yet.
    pub(crate) fn by_password(&self) -> ConnectionBuilder {
        keystone().user_id(&self.id).password(PASSWORD)
    }

    /// Makes an application credential for the project `demo`, as `wanted`, and gives its id.
    pub(crate) async fn application_credential(&self, wanted: Value) -> String {
        let conn = self.by_password().project_id(&self.project_id).connect().await.unwrap();
        application_credential(&conn, &self.id, wanted).await.unwrap()
    }

    /// Gives the user an authenticator, whose passcodes are [`passcode`].
    pub(crate) async fn gets_an_authenticator(&self) {
        let credential = json!({"credential": {"type": "totp", "user_id": self.id, "blob": SEED}});
        self.admin.request(Method::Post, "identity", "/credentials").json(&credential).await.unwrap();
    }

    /// Asks these methods of the user, all at once.
    pub(crate) async fn needs(&self, methods: &[&str]) {
        let rules = json!({"multi_factor_auth_enabled": true, "multi_factor_auth_rules": [methods]});
        let options = serde_json::from_value::<std::collections::HashMap<String, Value>>(rules).unwrap();
        User::update(&self.admin, &self.id).options(options).await.unwrap();
    }

    /// Changes the password, which ends all tokens that were had with the one before.
    pub(crate) async fn gets_another_password(&self) {
        User::update(&self.admin, &self.id).password("another").await.unwrap();
    }

    /// Ends the user, with all that is the user's.
    pub(crate) async fn delete(self) {
        User::delete(&self.admin, &self.id).await.unwrap();
    }
}

/// Makes an application credential of a user, as `wanted`, and gives its id.
pub(crate) async fn application_credential(
    conn: &Connection,
    user_id: &str,
    wanted: Value,
) -> osc_runtime::Result<String> {
    let path = format!("/users/{user_id}/application_credentials");
    let wanted = json!({ "application_credential": wanted });
    let made = conn.request(Method::Post, "identity", &path).json(&wanted).await?;
    Ok(made.value()?["application_credential"]["id"].as_str().unwrap().to_owned())
}

/// A connection to Keystone, as nobody yet.
pub(crate) fn keystone() -> ConnectionBuilder {
    Connection::builder().auth_url(address())
}

/// The same, with tokens that end after some seconds.
pub(crate) fn keystone_with_lifetime(seconds: u32) -> String {
    format!("{}/lifetime/{seconds}/v3", address())
}

/// Keystone's address, without a version.
pub(crate) fn address() -> String {
    std::env::var("OSC_TEST_KEYSTONE").expect("run tests/cloud/run, which starts the services and says where they are")
}

/// The passcode that an authenticator shows now: six digits of RFC 6238.
pub(crate) fn passcode() -> String {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_secs();
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, KEY);
    let tag = hmac::sign(&key, &(now / 30).to_be_bytes());
    let tag = tag.as_ref();
    let offset = usize::from(tag[19] & 0xf);
    let word = u32::from_be_bytes(tag[offset..offset + 4].try_into().unwrap()) & 0x7fff_ffff;
    format!("{:06}", word % 1_000_000)
}
