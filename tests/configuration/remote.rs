//! A vendor's profile that has to be fetched, before a connection is made.

use std::sync::{Arc, Mutex};

use osc_runtime::transport::{Outgoing, Payload, Reply, Sending, Transport};
use osc_runtime::{Configuration, Connection, ConnectionBuilder, Result};
use serde_json::json;

/// Answers a profile's address and every Keystone, and remembers what was asked.
#[derive(Clone, Debug)]
struct Internet {
    profile: String,
    status: u16,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Internet {
    fn new(profile: impl Into<String>) -> Self {
        Self { profile: profile.into(), status: 200, asked: Arc::default() }
    }

    /// What was asked, of whom.
    fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }

    async fn connect(&self, builder: ConnectionBuilder) -> Result<Connection> {
        builder.transport(self.clone()).connect().await
    }
}

impl Transport for Internet {
    fn send(&self, request: Outgoing) -> Sending<'_> {
        self.asked.lock().unwrap().push(format!("{} {}", request.method, request.url));
        let mut reply;
        if request.url.host_str() == Some("moved.example") {
            reply = Reply::new(301);
            reply.headers.insert("location", "https://vendor.example/.well-known/openstack/api".parse().unwrap());
        } else if request.url.path() == "/.well-known/openstack/api" {
            reply = Reply::new(self.status);
            reply.body = Payload::from(self.profile.clone());
        } else {
            reply = Reply::new(201);
            let token = json!({"token": {"expires_at": "2099-01-01T00:00:00.000000Z", "catalog": []}});
            reply.body = Payload::from(token.to_string());
            reply.headers.insert("x-subject-token", "gAAAAA".parse().unwrap());
        }
        Box::pin(async { Ok(reply) })
    }
}

/// A cloud `here` with this profile, in this region.
fn cloud(profile: &str, region: Option<&str>) -> ConnectionBuilder {
    let auth = json!({"username": "ada", "password": "secret", "project_name": "engine"});
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), json!({"clouds": {"here": {"profile": profile, "auth": auth}}}).to_string()).unwrap();
    Configuration::new().file(file.path()).cloud("here").set("region_name", region).load().unwrap()
}

fn profile() -> String {
    json!({"name": "vendor", "profile": {
        "auth": {"auth_url": "https://{region_name}.vendor.example/v3"},
        "regions": ["one", {"name": "two", "values": {"auth": {"user_domain_name": "Second"}}}],
    }})
    .to_string()
}

const FETCH: &str = "GET https://vendor.example/.well-known/openstack/api";

#[tokio::test]
async fn a_profile_with_an_address_is_fetched_and_laid_under_the_cloud() {
    let internet = Internet::new(profile());
    internet.connect(cloud("https://vendor.example/ignored", None)).await.unwrap();
    assert_eq!(internet.asked(), [FETCH, "POST https://one.vendor.example/v3/auth/tokens"]);
}

#[tokio::test]
async fn a_region_that_is_chosen_is_looked_for_in_the_profile_that_was_fetched() {
    let internet = Internet::new(profile());
    internet.connect(cloud("https://vendor.example", Some("two"))).await.unwrap();
    assert_eq!(internet.asked(), [FETCH, "POST https://two.vendor.example/v3/auth/tokens"]);
    let error = internet.connect(cloud("https://vendor.example", Some("three"))).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "`region_name` for the connection is `three`, and the cloud has the regions `one`, `two`"
    );
}

#[tokio::test]
async fn what_code_says_of_a_cloud_counts_more_than_a_profile_that_is_fetched_later() {
    let internet = Internet::new(profile());
    let builder = cloud("https://vendor.example", None).auth_url("https://mine.example/v3");
    internet.connect(builder).await.unwrap();
    assert_eq!(internet.asked(), [FETCH, "POST https://mine.example/v3/auth/tokens"]);
}

#[tokio::test]
async fn a_profile_of_the_table_may_be_one_to_fetch() {
    let internet = Internet::new(profile());
    internet.connect(cloud("vexxhost", None)).await.unwrap();
    assert_eq!(internet.asked()[0], "GET https://vexxhost.com/.well-known/openstack/api");
}

#[tokio::test]
async fn a_profile_may_have_moved() {
    let internet = Internet::new(profile());
    internet.connect(cloud("https://moved.example", None)).await.unwrap();
    assert_eq!(internet.asked()[1], FETCH);
}

#[tokio::test]
async fn a_profile_that_cannot_be_fetched_is_told_with_its_address() {
    let told = async |internet: Internet| {
        internet.connect(cloud("https://vendor.example", None)).await.unwrap_err().to_string()
    };
    let shown = "the profile at https://vendor.example/.well-known/openstack/api";
    let missing = told(Internet { status: 404, ..Internet::new("") }).await;
    assert_eq!(missing, format!("{shown} cannot be fetched: its server answers with the status 404"));
    assert!(told(Internet::new("<html>")).await.starts_with(&format!("{shown} is no JSON: ")));
    assert!(told(Internet::new(r#"{"name": "vendor"}"#)).await.ends_with("it has no `profile` in it"));
    let mistaken = json!({"profile": {"interface": "outer"}});
    assert!(told(Internet::new(mistaken.to_string())).await.contains("interface: `outer` is no interface"));
}
