//! What is never shown.

use std::sync::{Arc, Mutex};

use osc_runtime::transport::{Outgoing, Purpose, Sending, Transport};
use osc_services::identity::User;
use osc_services::network::Network;

use crate::example_cloud;

/// A transport that remembers what each request is for.
#[derive(Debug)]
struct Told {
    inner: Arc<dyn Transport>,
    purposes: Arc<Mutex<Vec<(String, Purpose)>>>,
}

impl Transport for Told {
    fn send(&self, request: Outgoing) -> Sending<'_> {
        let last = request.url.path().rsplit('/').next().unwrap_or_default().to_owned();
        self.purposes.lock().unwrap().push((last, request.purpose));
        self.inner.send(request)
    }
}

#[tokio::test]
async fn a_transport_around_the_connections_own_is_told_which_requests_sign_in() {
    let (cloud, _) = example_cloud().await;
    let purposes = Arc::new(Mutex::new(Vec::new()));
    let told = Arc::clone(&purposes);
    let builder = cloud.connection().wrap_transport(|inner| Told { inner, purposes: told });
    let conn = builder.connect().await.unwrap();
    Network::list(&conn).await.unwrap();
    cloud.revoke_tokens().unwrap();
    Network::create(&conn).name("web").await.unwrap();
    let told = purposes.lock().unwrap();
    let told: Vec<_> = told.iter().map(|(last, purpose)| (last.as_str(), *purpose)).collect();
    let (sign_in, call) = (("tokens", Purpose::SignIn), ("networks", Purpose::Call));
    assert_eq!(told, [sign_in, call, call, sign_in, call]);
}

#[tokio::test]
async fn no_debug_shows_a_password_or_a_token() {
    const PASSWORD: &str = "correct-horse-battery";
    let (cloud, admin) = example_cloud().await;
    User::create(&admin, "ada").password(PASSWORD).await.unwrap();
    let builder = cloud.connection().username("ada").password(PASSWORD);
    let shown_builder = format!("{builder:?}");
    let conn = builder.connect().await.unwrap();
    let error = Network::get(&conn, "nope").await.unwrap_err();
    let request = User::create(&conn, "eve").password(PASSWORD);
    let raw = conn
        .request(osc_runtime::Method::Post, "identity", "/users")
        .header("x-secret", PASSWORD)
        .json(&serde_json::json!({ "password": PASSWORD }));
    let wrong = cloud.connection().password("not-the-password").connect().await.unwrap_err();
    let response = conn.request(osc_runtime::Method::Get, "network", "/networks").await.unwrap();
    let shown = [
        shown_builder,
        format!("{conn:?}"),
        format!("{error:?} {error}"),
        format!("{request:?}"),
        format!("{raw:?}"),
        format!("{wrong:?} {wrong}"),
        format!("{response:?}"),
        format!("{:?}", Network::list(&conn)),
    ];
    for text in shown {
        assert!(!text.contains(PASSWORD) && !text.contains("not-the-password"), "{text}");
        assert!(!text.contains("gAAAAA"), "{text}");
    }
}

#[test]
fn a_secret_of_the_wrong_type_is_not_quoted() {
    let user = serde_json::json!({"id": "a", "name": "ada", "password": 1234});
    let error = osc_runtime::codec::from_value::<User>(&user).unwrap_err();
    assert_eq!(error.to_string(), "`password`: expected a string, found another value");
}
