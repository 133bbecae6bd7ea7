//! Keystone as an authorization server.

use osc_runtime::Method;
use serde_json::json;

use crate::script::Script;
use crate::{builder, refused};

const ENDPOINT: &str = "https://keystone.example/v3/OS-OAUTH2/token";

#[tokio::test]
async fn a_client_credential_signs_each_request_twice() {
    let script = Script::default().granted().token("scoped").answer(200, &json!({"networks": []}));
    let builder = builder(&script, "v3oauth2clientcredential").oauth2_endpoint(ENDPOINT).oauth2_client_id("a:b");
    let conn = builder.oauth2_client_secret("s+cret").connect().await.unwrap();
    conn.request(Method::Get, "network", "/networks").await.unwrap();
    let requests = [
        // Keystone takes id and secret as they are.
        "POST https://keystone.example/v3/OS-OAUTH2/token\nauthorization: Basic YTpiOnMrY3JldA==\n\
         grant_type=client_credentials",
        "POST https://keystone.example/v3/auth/tokens\n\
         {\"auth\":{\"identity\":{\"application_credential\":{\"id\":\"a:b\",\"secret\":\"s+cret\"},\
         \"methods\":[\"application_credential\"]}}}",
        "GET https://network.example/v2.0/networks\nauthorization: Bearer granted\nx-auth-token: scoped",
    ];
    assert_eq!(script.requests(), requests);
}

#[tokio::test]
async fn a_client_with_a_certificate_gets_a_token_that_is_used_as_it_is() {
    let script = Script::default().granted().token("other").answer(200, &json!({"networks": []}));
    let builder = builder(&script, "v3oauth2mtlsclientcredential").oauth2_endpoint(ENDPOINT).oauth2_client_id("u1");
    let conn = builder.connect().await.unwrap();
    conn.request(Method::Get, "network", "/networks").await.unwrap();
    let requests = [
        "POST https://keystone.example/v3/OS-OAUTH2/token\ngrant_type=client_credentials&client_id=u1",
        "GET https://keystone.example/v3/auth/tokens\nx-auth-token: granted\nx-subject-token: granted",
        "GET https://network.example/v2.0/networks\nauthorization: Bearer granted\nx-auth-token: granted",
    ];
    assert_eq!(script.requests(), requests);
}

#[tokio::test]
async fn what_keystone_says_to_a_client_is_told() {
    let no = json!({"error": "invalid_client", "error_description": "Client authentication failed."});
    let script = Script::default().answer(401, &no);
    let builder = builder(&script, "v3oauth2mtlsclientcredential").oauth2_endpoint(ENDPOINT).oauth2_client_id("u1");
    let error = refused(builder.clone()).await;
    assert_eq!(
        error.to_string(),
        "cannot sign in at https://keystone.example/v3/OS-OAUTH2/token: 401 Unauthorized: invalid_client: Client authentication \
         failed.; Keystone knows nobody by this `oauth2_client_id` and this certificate (`cert`, `key`)"
    );
    assert!(error.is_unauthorized());

    let script = Script::default().answer(200, &json!("welcome"));
    let error = refused(builder.transport(script)).await;
    assert_eq!(
        error.to_string(),
        "POST https://keystone.example/v3/OS-OAUTH2/token: the answer has no `access_token`; is the `oauth2_endpoint` right?"
    );
}
