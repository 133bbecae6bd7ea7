//! Signing in, and Keystone's own resources.

use osc_runtime::{ConnectionBuilder, ErrorKind};
use osc_services::ConnectionExt;
use osc_services::identity::{Domain, Project, User};

use crate::{cloud, connect, unique};

#[tokio::test]
async fn projects_users_and_domains_live_their_lives() {
    let conn = connect().await;
    let name = unique("identity");
    let domain = Domain::create(&conn, &name).await.unwrap();
    let project = Project::create(&conn, &name).domain_id(&domain.id).await.unwrap();
    let user =
        User::create(&conn, &name).domain_id(&domain.id).password("s3cret").email("a@example.org").await.unwrap();
    assert!(conn.identity().users().name(name.as_str()).await.unwrap().iter().any(|listed| listed.id == user.id));
    assert_eq!(Project::find(&conn, &name).await.unwrap().id, project.id);
    assert!(Project::create(&conn, &name).domain_id(&domain.id).await.unwrap_err().is_conflict());
    let project = Project::update(&conn, &project.id).description("changed").await.unwrap();
    assert_eq!(project.description.as_deref(), Some("changed"));
    User::delete(&conn, &user.id).await.unwrap();
    Project::delete(&conn, &project.id).await.unwrap();
    Domain::update(&conn, &domain.id).enabled(false).await.unwrap();
    Domain::delete(&conn, &domain.id).await.unwrap();
    assert!(Domain::get(&conn, &domain.id).await.unwrap_err().is_not_found());
}

#[tokio::test]
async fn a_wrong_password_is_refused() {
    let error = ConnectionBuilder::from_cloud(&cloud()).unwrap().password("wrong").connect().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unauthorized);
    assert!(error.to_string().contains("the user name, password, domain or project is wrong"), "{error}");
}

#[tokio::test]
async fn an_unknown_region_is_named_with_the_known_one() {
    let conn = ConnectionBuilder::from_cloud(&cloud()).unwrap().region("Atlantis").connect().await.unwrap();
    let error = conn.network().networks().await.unwrap_err();
    let expected = "no endpoint for `network` in region `Atlantis`; the catalog has it in `RegionOne`";
    assert_eq!(error.to_string(), expected);
}

#[tokio::test]
async fn what_is_not_allowed_is_forbidden() {
    let conn = ConnectionBuilder::from_cloud("real-demo").unwrap().connect().await.unwrap();
    let error = User::list(&conn).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Forbidden, "{error}");
}
