//! What is never shown.

use osc_services::identity::User;
use osc_services::network::Network;

use crate::example_cloud;

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
