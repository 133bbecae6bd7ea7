//! Actions: by a key of `/action`, by paths of their own; with arguments in body, query and path; and what they return.

use osc_runtime::{Fields, Resource, Value, actions};

use crate::{bare, cloud, json, sent};

/// A server.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/servers", service = "compute", operations(get, create), actions)]
pub struct Server {
    pub id: String,
    #[resource(state(ready("ACTIVE", "SHUTOFF"), failed("ERROR")))]
    pub status: String,
}

/// What is the matter with a server.
#[derive(Debug, Clone, Default, PartialEq, Fields)]
pub struct Diagnostics {
    pub state: String,
    pub uptime: Option<u64>,
}

#[actions("/servers/{id}")]
impl Server {
    /// Restarts it.
    #[action(post = "action", key = "reboot")]
    pub fn reboot(
        /// `SOFT` asks the guest to shut down first, `HARD` does not.
        #[action(name = "type")]
        kind: String,
    );

    /// Stops it.
    #[action(post = "action", key = "os-stop", leads_to = "SHUTOFF")]
    pub fn stop();

    /// Moves it to another host while it runs.
    #[action(post = "action", key = "os-migrateLive")]
    pub fn live_migrate(block_migration: bool, host: Option<String>, disk_over_commit: Option<bool>);

    /// What is the matter with it.
    #[action(get = "diagnostics")]
    pub fn diagnostics() -> Diagnostics;
}

/// A bare metal node.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/nodes", service = "baremetal", key = none, operations(get, create), actions)]
pub struct Node {
    #[resource(id)]
    pub uuid: String,
    #[resource(read_only)]
    pub power_state: Option<String>,
}

#[actions("/nodes/{id}")]
impl Node {
    /// Switches it on or off.
    #[action(put = "states/power")]
    pub fn set_power_state(target: String, timeout: Option<u32>);

    /// Gives it a trait.
    #[action(put = "traits/{name}")]
    pub fn add_trait(name: String);

    /// The statistics of its firmware, below its own collection.
    #[action(get = "bios", response_key = "bios")]
    pub fn bios(#[action(query)] detail: Option<bool>) -> Vec<Value>;
}

/// A group of users.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/groups", service = "identity", operations(get, create), actions)]
pub struct Group {
    pub id: String,
}

#[actions("/groups/{id}")]
impl Group {
    /// Whether a user is in it.
    #[action(head = "users/{user_id}")]
    pub fn has_user(user_id: String) -> bool;

    /// A copy of it in another domain, by a path of its own.
    #[action(post = "/domains/{domain_id}/groups/{id}/copies")]
    pub fn copy() -> Self;

    /// A role that the group has in a project, and in those below it.
    #[action(put = "/OS-INHERIT/projects/{project_id}/groups/{id}/roles/{role_id}/inherited_to_projects")]
    pub fn inherit_role();
}

/// A volume.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/volumes", service = "block-storage", operations(get, create), actions)]
pub struct Volume {
    pub id: String,
    pub size: u32,
    pub name: Option<String>,
}

#[actions("/volumes/{id}")]
impl Volume {
    /// Makes it larger.
    #[action(post = "action", key = "os-extend")]
    pub fn extend(new_size: u32);

    /// Renames it, and is answered with it.
    #[action(post = "action", key = "os-rename")]
    pub fn rename(name: String) -> Self;
}

#[tokio::test]
async fn an_action_is_a_method_with_its_arguments() {
    let (cloud, conn) = cloud([Server::SCHEMA]).await;
    let server = Server::create(&conn).await.unwrap();
    let line = format!("POST /compute/v2.1/servers/{}/action", server.id);
    Server::reboot(&conn, &server, "SOFT").await.unwrap();
    assert_eq!(sent(&cloud), json(&line, r#"{"reboot":{"type":"SOFT"}}"#));
    Server::stop(&conn, &server.id).await.unwrap();
    assert_eq!(sent(&cloud), json(&line, r#"{"os-stop":null}"#));
    assert_eq!(Server::get(&conn, &server).await.unwrap().status, "SHUTOFF");
    Server::live_migrate(&conn, &server, false).await.unwrap();
    assert_eq!(sent(&cloud), json(&line, r#"{"os-migrateLive":{"block_migration":false}}"#));
    Server::live_migrate(&conn, &server, true).host(None).disk_over_commit(true).await.unwrap();
    let body = r#"{"os-migrateLive":{"block_migration":true,"disk_over_commit":true,"host":null}}"#;
    assert_eq!(sent(&cloud), json(&line, body));
    assert_eq!(Server::diagnostics(&conn, &server).await.unwrap(), Diagnostics::default());
    assert_eq!(sent(&cloud), bare(&format!("GET /compute/v2.1/servers/{}/diagnostics", server.id)));
    assert!(Server::stop(&conn, "none").await.unwrap_err().is_not_found());
}

#[tokio::test]
async fn an_action_may_have_a_path_and_a_method_of_its_own() {
    let (cloud, conn) = cloud([Node::SCHEMA, Group::SCHEMA]).await;
    let node = Node::create(&conn).await.unwrap();
    let path = format!("/baremetal/v1/nodes/{}", node.uuid);
    Node::set_power_state(&conn, &node, "power on").timeout(60u32).await.unwrap();
    assert_eq!(sent(&cloud), json(&format!("PUT {path}/states/power"), r#"{"target":"power on","timeout":60}"#));
    Node::add_trait(&conn, &node, "CUSTOM/GOLD").await.unwrap();
    assert_eq!(sent(&cloud), bare(&format!("PUT {path}/traits/CUSTOM%2FGOLD")));
    assert!(Node::bios(&conn, &node).detail(true).await.unwrap().is_empty());
    assert_eq!(sent(&cloud), bare(&format!("GET {path}/bios?detail=true")));

    let group = Group::create(&conn).await.unwrap();
    assert!(Group::has_user(&conn, &group, "u1").await.unwrap());
    assert_eq!(sent(&cloud), bare(&format!("HEAD /identity/v3/groups/{}/users/u1", group.id)));
    cloud.answer_next(osc_fake::Answer::new(404));
    assert!(!Group::has_user(&conn, &group, "u2").await.unwrap());
    cloud.answer_next(osc_fake::Answer::new(200).body(r#"{"group": {}}"#));
    assert_eq!(Group::copy(&conn, "d1", &group).await.unwrap().id, group.id);
    Group::inherit_role(&conn, "p1", &group, "r1").await.unwrap();
    let path = format!("/identity/v3/OS-INHERIT/projects/p1/groups/{}/roles/r1/inherited_to_projects", group.id);
    assert_eq!(sent(&cloud), bare(&format!("PUT {path}")));
}

#[tokio::test]
async fn an_action_may_be_answered_with_the_resource() {
    let (cloud, conn) = cloud([Volume::SCHEMA]).await;
    cloud.on_action(Volume::SCHEMA, "extend", |volume, arguments| {
        volume.insert("size".into(), arguments["new_size"].clone());
    });
    let volume = Volume::create(&conn).size(1u32).await.unwrap();
    Volume::extend(&conn, &volume, 8u32).await.unwrap();
    let line = format!("POST /block-storage/v3/volumes/{}/action", volume.id);
    assert_eq!(sent(&cloud), json(&line, r#"{"os-extend":{"new_size":8}}"#));
    let volume = Volume::rename(&conn, &volume, "data").await.unwrap();
    assert_eq!((volume.size, volume.name.as_deref()), (8, Some("data")));
}

#[test]
fn the_declaration_has_them_as_data() {
    let names: Vec<_> = Server::SCHEMA.actions().map(|action| (action.name(), action.path())).collect();
    let action = "/servers/{id}/action";
    let expected =
        [("reboot", action), ("stop", action), ("live_migrate", action), ("diagnostics", "/servers/{id}/diagnostics")];
    assert_eq!(names, expected);
    let reboot = Server::SCHEMA.actions().next().unwrap();
    assert_eq!((reboot.doc(), reboot.key()), ("Restarts it.", Some("reboot")));
    let kind = &reboot.arguments()[0];
    assert_eq!((kind.name(), kind.wire_name()), ("kind", "type"));
    assert_eq!(kind.doc(), "`SOFT` asks the guest to shut down first, `HARD` does not.");
}
