//! What a token is good for.

use osc_runtime::{ConnectionBuilder, ErrorKind};
use serde_json::{Value, json};

use crate::own::{plain, sent};
use crate::refused;

/// What Keystone is asked for; `null` where nothing is.
async fn scope(with: impl FnOnce(ConnectionBuilder) -> ConnectionBuilder) -> Value {
    sent(|builder| with(builder.username("ada").password("countess"))).await["auth"]["scope"].take()
}

#[tokio::test]
async fn a_token_is_for_what_was_asked() {
    let default = json!({"id": "default"});
    assert_eq!(scope(|b| b.project_id("p1")).await, json!({"project": {"id": "p1"}}));
    assert_eq!(scope(|b| b.project_name("a")).await, json!({"project": {"name": "a", "domain": default}}));
    let project = scope(|b| b.project_name("a").project_domain_name("Poets")).await;
    assert_eq!(project, json!({"project": {"name": "a", "domain": {"name": "Poets"}}}));
    assert_eq!(scope(|b| b.domain_id("d1")).await, json!({"domain": {"id": "d1"}}));
    assert_eq!(scope(|b| b.domain_name("Poets")).await, json!({"domain": {"name": "Poets"}}));
    assert_eq!(scope(|b| b.system_scope("all")).await, json!({"system": {"all": true}}));
    assert_eq!(scope(|b| b.trust_id("t1")).await, json!({"OS-TRUST:trust": {"id": "t1"}}));
    assert_eq!(scope(|b| b).await, Value::Null);
}

#[tokio::test]
async fn a_token_is_for_one_of_them() {
    let (script, builder) = plain();
    let builder = builder.username("ada").password("countess");
    let error = refused(builder.clone().project_name("a").system_scope("all")).await;
    assert_eq!(
        error.to_string(),
        "`project_name` for the connection and `system_scope` for the connection both say what to work in: a token is good for \
         one of them"
    );
    assert_eq!((error.kind(), script.requests().len()), (ErrorKind::Config, 0));
    let error = refused(builder.clone().domain_id("d1").trust_id("t1")).await.to_string();
    assert!(error.contains("`domain_id`") && error.contains("`trust_id`"), "{error}");
    let error = refused(builder.system_scope("some")).await;
    assert_eq!(error.to_string(), "`system_scope` for the connection is `some`: expected `all`, the one that there is");
}
