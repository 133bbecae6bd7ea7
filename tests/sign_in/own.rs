//! What Keystone takes by itself: passwords, tokens, application credentials; and a method of one's own.

use osc_runtime::auth::{AuthMethod, Keystone, Proof, Proving};
use osc_runtime::{Connection, ConnectionBuilder, ErrorKind, Secret};
use serde_json::{Value, json};

use crate::refused;
use crate::script::Script;

/// A connection to a Keystone that takes anything.
pub(crate) fn plain() -> (Script, ConnectionBuilder) {
    let script = Script::default().token("granted");
    let builder = Connection::builder().transport(script.clone()).auth_url("https://keystone.example");
    (script, builder)
}

/// What Keystone is sent.
pub(crate) async fn sent(with: impl FnOnce(ConnectionBuilder) -> ConnectionBuilder) -> Value {
    let (script, builder) = plain();
    with(builder).connect().await.unwrap();
    let requests = script.requests();
    assert_eq!(requests.len(), 1, "{requests:?}");
    let body = requests[0].strip_prefix("POST https://keystone.example/v3/auth/tokens\n").unwrap();
    serde_json::from_str(body).unwrap()
}

#[tokio::test]
async fn a_user_is_named_by_id_or_within_a_domain() {
    let identity = |user: Value| json!({"auth": {"identity": {"methods": ["password"], "password": {"user": user}}}});
    let sent_by = async |with: fn(ConnectionBuilder) -> ConnectionBuilder| sent(|b| with(b).password("countess")).await;
    assert_eq!(sent_by(|b| b.user_id("u1")).await, identity(json!({"id": "u1", "password": "countess"})));
    let ada = |domain: Value| identity(json!({"name": "ada", "domain": domain, "password": "countess"}));
    assert_eq!(sent_by(|b| b.username("ada")).await, ada(json!({"id": "default"})));
    assert_eq!(sent_by(|b| b.username("ada").user_domain_name("Poets")).await, ada(json!({"name": "Poets"})));
    assert_eq!(sent_by(|b| b.username("ada").default_domain_id("d1")).await, ada(json!({"id": "d1"})));
}

#[tokio::test]
async fn an_application_credential_is_named_by_id_or_with_its_user_and_asks_for_no_scope() {
    let identity = |what: Value| json!({"auth": {"identity": {"methods": ["application_credential"], "application_credential": what}}});
    let by_id = sent(|b| b.application_credential_id("a1").application_credential_secret("s3cret").project_id("p1"));
    assert_eq!(by_id.await, identity(json!({"id": "a1", "secret": "s3cret"})));
    let by_name = sent(|b| b.application_credential_name("ci").application_credential_secret("s3cret").username("ada"));
    let user = json!({"name": "ada", "domain": {"id": "default"}});
    assert_eq!(by_name.await, identity(json!({"name": "ci", "user": user, "secret": "s3cret"})));
}

#[tokio::test]
async fn an_application_credential_without_its_secret_says_so() {
    let (_, builder) = plain();
    let error = refused(builder.clone().application_credential_id("a1")).await;
    assert_eq!(error.missing_setting(), Some("application_credential_secret"));
    let error = refused(builder.application_credential_secret("s3cret")).await;
    assert_eq!(
        error.to_string(),
        "no `application_credential_id` for the connection: expected the credential's id, or its name together with the user's"
    );
}

#[tokio::test]
async fn a_way_that_is_nearly_one_is_told() {
    let (script, builder) = plain();
    let error = refused(builder.clone().auth_type("v3oidcauthcod")).await;
    assert_eq!(
        error.to_string(),
        "`auth_type` for the connection is `v3oidcauthcod`, which is no way to sign in; did you mean `v3oidcauthcode`?"
    );
    assert_eq!((error.kind(), script.requests().len()), (ErrorKind::Config, 0));
    let error = refused(builder.auth_type("telepathy")).await.to_string();
    for name in ["password", "v3oidcdeviceauthz", "v3websso", "v3oauth2clientcredential", "http_basic"] {
        assert!(error.contains(&format!("`{name}`")), "{name} in {error}");
    }
}

/// A ticket of a machine at the door.
#[derive(Debug)]
struct Ticket(Secret);

impl AuthMethod for Ticket {
    fn identity(&self) -> String {
        "ticket of the door".into()
    }

    fn secrets(&self) -> Vec<&Secret> {
        vec![&self.0]
    }

    fn prove<'a>(&'a self, keystone: &'a Keystone<'a>) -> Proving<'a> {
        Box::pin(async move {
            let door = keystone.url("/door")?;
            Ok(Proof::method("ticket", json!({"id": self.0.expose(), "door": door.as_str()})))
        })
    }

    fn hint(&self) -> &'static str {
        "draw another ticket"
    }
}

#[tokio::test]
async fn a_method_of_ones_own_is_as_good_as_any() {
    let ticket = json!({"id": "t1cket", "door": "https://keystone.example/v3/door"});
    let identity = json!({"methods": ["ticket"], "ticket": ticket});
    let scope = json!({"project": {"id": "p1"}});
    let asked = sent(|b| b.method(Ticket("t1cket".into())).project_id("p1")).await;
    assert_eq!(asked, json!({"auth": {"identity": identity, "scope": scope}}));

    let script = Script::default().answer(401, &json!({"error": {"message": "t1cket is used up"}}));
    let (_, builder) = plain();
    let error = refused(builder.transport(script).method(Ticket("t1cket".into()))).await;
    assert_eq!(
        error.to_string(),
        "cannot sign in at https://keystone.example/v3/auth/tokens: 401 Unauthorized: <secret> is used up; draw another ticket"
    );
}
