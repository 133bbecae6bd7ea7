//! Every way to sign in that is Keystone's own, and every scope.

use osc_runtime::{ErrorKind, Method};
use osc_services::ConnectionExt;
use osc_services::identity::User;
use osc_services::network::Network;
use serde_json::json;

use crate::member::{Member, PASSWORD, address, application_credential, keystone, passcode};
use crate::recorder::Recorder;

#[tokio::test]
async fn a_password_signs_in_by_id_and_by_name() {
    let member = Member::new("password").await;
    let to_project = [
        keystone().user_id(&member.id).project_id(&member.project_id),
        keystone().username(&member.name).user_domain_name("Default").project_name("demo").project_domain_id("default"),
        keystone().username(&member.name).user_domain_id("default").project_name("demo").project_domain_name("Default"),
        keystone().username(&member.name).project_name("demo").default_domain_name("Default"),
        keystone().username(&member.name).project_name("demo"),
    ];
    for builder in to_project {
        let recorder = Recorder::default();
        let conn = builder.password(PASSWORD).transport(recorder.clone()).connect().await.unwrap();
        assert_eq!(conn.user_id().await.unwrap().as_ref(), Some(&member.id));
        assert_eq!(conn.project_id().await.unwrap().as_ref(), Some(&member.project_id));
        assert_eq!(recorder.methods(), ["password"]);
        Network::find(&conn, "public").await.unwrap();
    }
    member.delete().await;
}

#[tokio::test]
async fn a_token_is_exchanged_for_one_of_another_scope() {
    let member = Member::new("token").await;
    let recorder = Recorder::default();
    member.by_password().transport(recorder.clone()).connect().await.unwrap();
    let builder = keystone().token(recorder.secret()).project_id(&member.project_id).transport(recorder.clone());
    let conn = builder.connect().await.unwrap();
    assert_eq!(recorder.methods(), ["password", "token"]);
    assert_eq!(conn.project_id().await.unwrap().as_ref(), Some(&member.project_id));
    Network::find(&conn, "public").await.unwrap();
    member.delete().await;
}

#[tokio::test]
async fn a_token_that_has_ended_signs_nobody_in() {
    let member = Member::new("ended").await;
    let recorder = Recorder::default();
    let conn = member.by_password().project_id(&member.project_id).transport(recorder.clone()).connect().await.unwrap();
    let token = recorder.secret();
    let revocation = conn.request(Method::Delete, "identity", "/auth/tokens");
    revocation.header("x-subject-token", token.expose()).await.unwrap();
    for token in [token, "gAAAAAB".into()] {
        let error = keystone().token(token).project_id(&member.project_id).connect().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unauthorized, "{error}");
        assert!(error.to_string().contains("the token is wrong or has expired; get another one"), "{error}");
    }
    member.delete().await;
}

#[tokio::test]
async fn an_application_credential_signs_in_by_id_and_by_name() {
    let member = Member::new("credential").await;
    let wanted = json!({"name": "robot", "secret": "of-the-robot", "unrestricted": true});
    let id = member.application_credential(wanted).await;
    let of = keystone().application_credential_name("robot");
    let builders = [
        keystone().application_credential_id(&id),
        of.clone().user_id(&member.id),
        of.username(&member.name).user_domain_name("Default"),
    ];
    for (number, builder) in builders.into_iter().enumerate() {
        let recorder = Recorder::default();
        let builder = builder.application_credential_secret("of-the-robot").transport(recorder.clone());
        let conn = builder.connect().await.unwrap();
        assert_eq!(recorder.methods(), ["application_credential"]);
        assert_eq!(recorder.token()["application_credential"]["id"], id.as_str());
        assert_eq!(conn.project_id().await.unwrap().as_ref(), Some(&member.project_id));
        Network::find(&conn, "public").await.unwrap();
        // This one was made to be good for that.
        application_credential(&conn, &member.id, json!({"name": format!("made-{number}")})).await.unwrap();
    }
    let wrong = keystone().application_credential_id(&id).application_credential_secret("of-another-robot");
    let error = wrong.connect().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unauthorized);
    assert!(error.to_string().contains("the application credential or its secret is wrong"), "{error}");
    member.delete().await;
}

#[tokio::test]
async fn a_restricted_application_credential_makes_no_other() {
    let member = Member::new("restricted").await;
    let id = member.application_credential(json!({"name": "robot", "secret": "of-the-robot"})).await;
    let builder = keystone().application_credential_id(&id).application_credential_secret("of-the-robot");
    let conn = builder.connect().await.unwrap();
    Network::find(&conn, "public").await.unwrap();
    let error = application_credential(&conn, &member.id, json!({"name": "another"})).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Forbidden, "{error}");
    member.delete().await;
}

#[tokio::test]
async fn an_application_credential_goes_as_far_as_its_rules() {
    let member = Member::new("rules").await;
    let rule = json!({"service": "network", "method": "GET", "path": "/v2.0/networks"});
    let wanted = json!({"name": "robot", "secret": "of-the-robot", "access_rules": [rule]});
    let id = member.application_credential(wanted).await;
    let recorder = Recorder::default();
    let builder = keystone().application_credential_id(&id).application_credential_secret("of-the-robot");
    let conn = builder.transport(recorder.clone()).connect().await.unwrap();
    assert!(!Network::list(&conn).await.unwrap().is_empty());
    // Neutron does not tell this from a token that has ended: one more sign-in, and one more request, and no more.
    let error = conn.network().subnets().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unauthorized, "{error}");
    let statuses: Vec<_> = recorder.calls().iter().map(|sent| sent.status).collect();
    assert_eq!(statuses, [200, 401, 401]);
    assert_eq!(recorder.sign_ins(), [201, 201]);
    member.delete().await;
}

#[tokio::test]
async fn an_application_credential_is_a_client_of_oauth_2() {
    let member = Member::new("oauth2").await;
    let id = member.application_credential(json!({"name": "robot", "secret": "of-the-robot"})).await;
    let recorder = Recorder::default();
    let builder = keystone().auth_type("v3oauth2clientcredential").oauth2_client_id(&id).transport(recorder.clone());
    let builder = builder.oauth2_endpoint(format!("{}/v3/OS-OAUTH2/token", address()));
    let error = builder.clone().oauth2_client_secret("of-another-robot").connect().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unauthorized);
    assert!(error.to_string().contains("the `oauth2_client_id` or the `oauth2_client_secret` is wrong"), "{error}");
    let conn = builder.oauth2_client_secret("of-the-robot").connect().await.unwrap();
    assert_eq!(conn.project_id().await.unwrap().as_ref(), Some(&member.project_id));
    // Neutron judges by the bearer, where there is one.
    Network::list(&conn).await.unwrap();
    let last = recorder.calls().pop().unwrap();
    assert!(last.path.ends_with("/networks") && last.bears && last.status == 200, "{last:?}");
    member.delete().await;
}

#[tokio::test]
async fn a_passcode_signs_in_without_a_password() {
    let member = Member::new("totp").await;
    member.gets_an_authenticator().await;
    let recorder = Recorder::default();
    let builder = keystone().user_id(&member.id).project_id(&member.project_id).transport(recorder.clone());
    let error = builder.clone().passcode("1234567").connect().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unauthorized);
    assert!(error.to_string().contains("the passcode is wrong, too old, or was used before"), "{error}");
    let conn = builder.auth_type("v3totp").passcode(passcode()).connect().await.unwrap();
    assert_eq!(recorder.methods(), ["totp"]);
    Network::find(&conn, "public").await.unwrap();
    member.delete().await;
}

#[tokio::test]
async fn a_wrong_passcode_is_refused_beside_a_right_one() {
    let member = Member::new("beside").await;
    member.gets_an_authenticator().await;
    let builder = keystone().user_id(&member.id).project_id(&member.project_id);
    let _right = builder.clone().passcode(passcode()).connect().await.unwrap();
    let error = builder.passcode("1234567").connect().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unauthorized);
    member.delete().await;
}

#[tokio::test]
async fn two_factors_sign_in_at_once() {
    let member = Member::new("factors").await;
    member.gets_an_authenticator().await;
    member.needs(&["password", "totp"]).await;
    let recorder = Recorder::default();
    let builder = member.by_password().passcode(passcode()).project_id(&member.project_id);
    let builder = builder.auth_type("v3multifactor").auth_methods("v3password,v3totp").transport(recorder.clone());
    let conn = builder.connect().await.unwrap();
    assert_eq!(recorder.methods(), ["password", "totp"]);
    Network::find(&conn, "public").await.unwrap();
    member.delete().await;
}

#[tokio::test]
async fn a_receipt_for_one_factor_is_completed_by_the_other() {
    let member = Member::new("receipt").await;
    member.gets_an_authenticator().await;
    member.needs(&["password", "totp"]).await;
    let error = member.by_password().project_id(&member.project_id).connect().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unauthorized);
    assert!(error.to_string().contains("that was right, and is not enough: `totp` is asked for too"), "{error}");
    let receipt = error.receipt().unwrap().clone();
    assert_eq!(receipt.methods(), ["password"]);
    assert_eq!(receipt.missing(), ["totp"]);

    let recorder = Recorder::default();
    let builder = keystone().user_id(&member.id).passcode(passcode()).project_id(&member.project_id);
    let conn = builder.receipt(receipt).transport(recorder.clone()).connect().await.unwrap();
    assert_eq!(recorder.methods(), ["password", "totp"]);
    Network::find(&conn, "public").await.unwrap();
    member.delete().await;
}

#[tokio::test]
async fn a_token_is_good_for_a_domain_or_for_the_system() {
    let admin = keystone().username("admin").password("secret");
    for builder in [admin.clone().domain_name("Default"), admin.clone().domain_id("default")] {
        let recorder = Recorder::default();
        let conn = builder.transport(recorder.clone()).connect().await.unwrap();
        assert_eq!(recorder.token()["domain"]["id"], "default");
        assert_eq!(conn.project_id().await.unwrap(), None);
        assert!(!User::list(&conn).domain_id("default").await.unwrap().is_empty());
    }
    let recorder = Recorder::default();
    let conn = admin.system_scope("all").transport(recorder.clone()).connect().await.unwrap();
    assert_eq!(recorder.token()["system"], json!({"all": true}));
    assert_eq!(conn.project_id().await.unwrap(), None);
    assert!(!User::list(&conn).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_token_without_a_scope_is_good_for_being_exchanged() {
    let member = Member::new("unscoped").await;
    let recorder = Recorder::default();
    let conn = member.by_password().transport(recorder.clone()).connect().await.unwrap();
    assert_eq!(conn.user_id().await.unwrap().as_ref(), Some(&member.id));
    assert_eq!(conn.project_id().await.unwrap(), None);
    assert!(["project", "domain", "system"].iter().all(|scope| recorder.token()[scope].is_null()));
    let error = Network::list(&conn).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Catalog, "{error}");
    let scoped = conn.connect_as().project_id(&member.project_id).connect().await.unwrap();
    assert_eq!(recorder.token()["project"]["id"], member.project_id.as_str());
    Network::find(&scoped, "public").await.unwrap();
    member.delete().await;
}

#[tokio::test]
async fn a_trust_lets_one_user_work_as_another() {
    let trustor = Member::new("trustor").await;
    let trustee = Member::new("trustee").await;
    let conn = trustor.by_password().project_id(&trustor.project_id).connect().await.unwrap();
    let trust = json!({"trust": {
        "trustor_user_id": trustor.id,
        "trustee_user_id": trustee.id,
        "project_id": trustor.project_id,
        "impersonation": true,
        "roles": [{"name": "member"}],
    }});
    let trust = conn.request(Method::Post, "identity", "/OS-TRUST/trusts").json(&trust).await.unwrap();
    let trust = trust.value().unwrap()["trust"]["id"].as_str().unwrap().to_owned();

    let recorder = Recorder::default();
    let builder = trustee.by_password().trust_id(&trust).transport(recorder.clone());
    let delegate = builder.clone().connect().await.unwrap();
    assert_eq!(recorder.token()["OS-TRUST:trust"]["id"], trust.as_str());
    assert_eq!(delegate.user_id().await.unwrap().as_ref(), Some(&trustor.id));
    assert_eq!(delegate.project_id().await.unwrap().as_ref(), Some(&trustor.project_id));
    Network::find(&delegate, "public").await.unwrap();

    conn.request(Method::Delete, "identity", &format!("/OS-TRUST/trusts/{trust}")).await.unwrap();
    // While it is in use, its session is shared.
    drop(delegate);
    let error = builder.connect().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unauthorized, "{error}");
    trustor.delete().await;
    trustee.delete().await;
}
