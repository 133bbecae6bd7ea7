//! An identity provider that speaks OpenID Connect, without a person.

use osc_runtime::{ErrorKind, Method};
use serde_json::json;

use crate::script::{DISCOVERY, RESCOPE, Script, discovery, exchange};
use crate::{builder, client, federated, refused};

#[tokio::test]
async fn a_password_buys_a_token_by_way_of_the_identity_provider() {
    let script = Script::default().discovered().granted().exchanged();
    client(&script, "v3oidcpassword").username("ada").password("count&ess").connect().await.unwrap();
    let password =
        "grant_type=password&username=ada&password=count%26ess&scope=openid+profile&client_id=osc".to_owned();
    let grant = format!("POST https://idp.example/token\n{password}");
    assert_eq!(script.requests(), [DISCOVERY, &grant, &exchange("granted"), RESCOPE]);
}

#[tokio::test]
async fn a_client_with_a_secret_says_so_by_basic_authentication() {
    let script = Script::default().discovered().granted().exchanged();
    client(&script, "v3oidcclientcredentials").client_secret("a+b").openid_scope("openid").connect().await.unwrap();
    // `osc:a%2Bb`, for RFC 6749 has it encoded.
    let header = "authorization: Basic b3NjOmElMkJi";
    let grant = format!("POST https://idp.example/token\n{header}\ngrant_type=client_credentials&scope=openid");
    assert_eq!(script.requests(), [DISCOVERY, &grant, &exchange("granted"), RESCOPE]);
}

#[tokio::test]
async fn a_client_says_its_secret_in_the_form_where_the_provider_wants_that() {
    let mut document = discovery();
    document["token_endpoint_auth_methods_supported"] = json!(["client_secret_post", "private_key_jwt"]);
    let script = Script::default().answer(200, &document).granted().exchanged();
    client(&script, "v3oidcclientcredentials").client_secret("a+b").connect().await.unwrap();
    let form = "grant_type=client_credentials&scope=openid+profile&client_id=osc&client_secret=a%2Bb";
    assert_eq!(script.requests()[1], format!("POST https://idp.example/token\n{form}"));
}

#[tokio::test]
async fn an_endpoint_that_is_said_is_not_discovered() {
    let script = Script::default().granted().exchanged();
    let builder = federated(&script, "v3oidcpassword").client_id("osc").username("ada").password("countess");
    builder.access_token_endpoint("https://idp.example/other").connect().await.unwrap();
    assert!(script.requests()[0].starts_with("POST https://idp.example/other\n"));
}

#[tokio::test]
async fn the_other_token_is_shown_to_keystone_where_that_is_said() {
    let tokens = json!({"access_token": "opaque", "id_token": "e.y.J"});
    let script = Script::default().discovered().answer(200, &tokens).exchanged();
    let builder = client(&script, "v3oidcpassword").username("ada").password("countess");
    builder.clone().access_token_type("id_token").connect().await.unwrap();
    assert_eq!(script.requests()[2], exchange("e.y.J"));
    let error = refused(builder.access_token_type("jwt")).await;
    assert_eq!(
        error.to_string(),
        "`access_token_type` for the connection is `jwt`: expected `access_token` or `id_token`"
    );
}

#[tokio::test]
async fn an_access_token_goes_to_keystone_as_it_is() {
    let script = Script::default().exchanged();
    federated(&script, "v3oidcaccesstoken").access_token("mine").connect().await.unwrap();
    assert_eq!(script.requests(), [exchange("mine").as_str(), RESCOPE]);
}

#[tokio::test]
async fn a_code_that_is_given_is_exchanged_with_its_address() {
    let script = Script::default().discovered().granted().exchanged();
    let builder = client(&script, "v3oidcauthcode").code("c0de").redirect_uri("https://app.example/cb");
    builder.connect().await.unwrap();
    let form = "grant_type=authorization_code&code=c0de&redirect_uri=https%3A%2F%2Fapp.example%2Fcb&client_id=osc";
    assert_eq!(script.requests()[1], format!("POST https://idp.example/token\n{form}"));
}

#[tokio::test]
async fn a_one_time_password_goes_under_the_name_that_the_provider_has_for_it() {
    let script = Script::default().discovered().granted().exchanged();
    let builder = client(&script, "v3oidcpassword").username("ada").password("countess").idp_otp_key("totp");
    let error = refused(builder.clone()).await;
    assert_eq!(error.missing_setting(), Some("passcode"));
    builder.passcode("123456").connect().await.unwrap();
    assert!(script.requests()[1].contains("&totp=123456"));
}

#[tokio::test]
async fn names_are_one_segment_of_the_path_each() {
    let script = Script::default().exchanged();
    let builder = builder(&script, "v3oidcaccesstoken").access_token("mine").identity_provider("a/../b c");
    builder.clone().protocol("open?id").connect().await.unwrap();
    let path = "identity_providers/a%2F..%2Fb%20c/protocols/open%3Fid/auth";
    assert!(script.requests()[0].contains(path));
    let error = refused(builder.protocol("..")).await;
    assert_eq!(error.to_string(), "`protocol` for the connection is `..`: expected a name");
}

#[tokio::test]
async fn a_refresh_token_is_used_before_anything_else_the_next_time() {
    let first = json!({"access_token": "first", "refresh_token": "r1"});
    let second = json!({"access_token": "second"});
    let script = Script::default().discovered().answer(200, &first).exchanged();
    let script = script.answer(401, &json!({})).answer(200, &second).exchanged().answer(200, &json!({}));
    let builder = client(&script, "v3oidcauthcode").code("c0de");
    let conn = builder.connect().await.unwrap();
    script.requests();
    conn.request(Method::Get, "network", "/networks").await.unwrap();
    let grant = "POST https://idp.example/token\ngrant_type=refresh_token&refresh_token=r1&client_id=osc";
    assert_eq!(script.requests()[1..4], [grant, &exchange("second"), RESCOPE]);

    // It stays good until there is another one, or until it is refused.
    let third = json!({"access_token": "third", "refresh_token": "r3"});
    let script = script.answer(401, &json!({})).answer(400, &json!({"error": "invalid_grant"}));
    let script = script.answer(200, &third).exchanged().answer(200, &json!({}));
    conn.request(Method::Get, "network", "/networks").await.unwrap();
    let code = "POST https://idp.example/token\ngrant_type=authorization_code&code=c0de&client_id=osc";
    assert_eq!(script.requests()[1..4], [grant, code, &exchange("third")]);
}

#[tokio::test]
async fn what_the_identity_provider_says_is_told_without_the_secrets() {
    let no = json!({"error": "invalid_grant", "error_description": "countess is no password\nof ada"});
    let script = Script::default().discovered().answer(400, &no);
    let error = refused(client(&script, "v3oidcpassword").username("ada").password("countess")).await;
    assert_eq!(
        error.to_string(),
        "cannot sign in at https://idp.example/token: 400 Bad Request: invalid_grant: <secret> is no password of ada; the user \
         name, the password or the one-time password is wrong there"
    );
    assert_eq!((error.kind(), error.status()), (ErrorKind::Unauthorized, Some(400)));

    let script = Script::default().discovered().answer(401, &json!({"error": "invalid_client"}));
    let error = refused(client(&script, "v3oidcclientcredentials").client_secret("a+b")).await;
    assert_eq!(
        error.to_string(),
        "cannot sign in at https://idp.example/token: 401 Unauthorized: invalid_client; the identity provider does not know \
         this `client_id` with this `client_secret`, or does not let it sign in this way"
    );
}

#[tokio::test]
async fn what_keystone_says_of_the_identity_providers_word_is_told() {
    let no = json!({"error": {"code": 401, "message": "No mapping for granted."}});
    let script = Script::default().discovered().granted().answer(401, &no);
    let error = refused(client(&script, "v3oidcpassword").username("ada").password("countess")).await;
    assert_eq!(
        error.to_string(),
        "cannot sign in at https://keystone.example/v3/OS-FEDERATION/identity_providers/campus/protocols/openid/auth: 401 \
         Unauthorized: No mapping for <secret>.; the identity provider has signed you in, and Keystone does not take its word: \
         does its mapping know you, and does it ask for the other `access_token_type`?"
    );
    assert!(error.is_unauthorized());
}

#[tokio::test]
async fn what_is_no_discovery_document_is_told() {
    let script = Script::default().answer(404, &json!({"error": "not here"}));
    let builder = client(&script, "v3oidcpassword").username("ada").password("countess");
    assert_eq!(
        refused(builder.clone()).await.to_string(),
        "GET https://idp.example/.well-known/openid-configuration: 404: this is no discovery document; is the \
         `discovery_endpoint` right?"
    );

    // What came over TLS leads nobody out of it.
    let script = script.answer(200, &json!({"token_endpoint": "http://idp.example/token"}));
    assert_eq!(
        refused(builder).await.to_string(),
        "https://idp.example/.well-known/openid-configuration has no `token_endpoint` that can be used; set \
         `access_token_endpoint`, or sign in another way"
    );
    drop(script);
}

#[tokio::test]
async fn what_is_missing_is_named() {
    let script = Script::default();
    let missing = async |builder| refused(builder).await.missing_setting().unwrap();
    let password = builder(&script, "v3oidcpassword");
    assert_eq!(missing(password.clone()).await, "username");
    let password = password.username("ada").password("countess");
    assert_eq!(missing(password.clone()).await, "discovery_endpoint");
    let password = password.discovery_endpoint("https://idp.example");
    assert_eq!(missing(password.clone()).await, "client_id");
    assert_eq!(missing(password.clone().client_id("osc")).await, "identity_provider");
    assert_eq!(missing(password.client_id("osc").identity_provider("campus")).await, "protocol");
    assert_eq!(missing(builder(&script, "v3oidcaccesstoken")).await, "access_token");
    assert_eq!(missing(client(&script, "v3oidcclientcredentials")).await, "client_secret");

    let error = refused(client(&script, "v3oidcauthcode").discovery_endpoint("https://ada:countess@idp.example")).await;
    assert_eq!(
        error.to_string(),
        "`discovery_endpoint` for the connection: expected an address of https, without a user or password in it"
    );
}

#[tokio::test]
async fn no_debug_shows_what_is_secret() {
    let script =
        Script::default().discovered().answer(200, &json!({"access_token": "acc3ss", "refresh_token": "r3fresh"}));
    let builder = client(&script, "v3oidcpassword").username("ada").password("countess").client_secret("s3cret");
    let builder = builder.idp_otp_key("totp").passcode("123456").access_token("acc3ss").code("c0de");
    let conn = builder.clone().transport(script.exchanged()).connect().await.unwrap();
    let shown = format!("{builder:?} {conn:?}");
    for secret in ["countess", "s3cret", "123456", "acc3ss", "c0de", "r3fresh", "unscoped", "\"scoped"] {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
}
