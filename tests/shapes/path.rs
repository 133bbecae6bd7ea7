//! Parameters in the path: one, several, at its end; and a fixed query.

use osc_runtime::Resource;

use crate::{bare, cloud, json, sent};

/// A member of a pool (LBaaS v1's successor).
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/lbaas/pools/{pool_id}/members", service = "load-balancer")]
#[resource(operations(list, get, create, update, delete))]
pub struct Member {
    pub id: String,
    pub pool_id: String,
    #[resource(required)]
    pub address: String,
    pub weight: Option<u32>,
}

/// A user's credential of an application.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/users/{user_id}/application_credentials", service = "identity")]
#[resource(operations(list, get, create, delete))]
pub struct ApplicationCredential {
    pub id: String,
    pub user_id: String,
    #[resource(required)]
    pub name: String,
}

/// A record of a zone.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/zones/{zone_id}/recordsets", service = "dns")]
#[resource(operations(list, get, create, update, delete), key = none)]
pub struct Recordset {
    pub id: String,
    pub zone_id: String,
    pub name: String,
    pub records: Vec<String>,
}

#[tokio::test]
async fn one_parameter_is_an_argument_of_every_method() {
    let (cloud, conn) = cloud([Member::SCHEMA]).await;
    let member = Member::create(&conn, "p1", "192.0.2.7").weight(3u32).await.unwrap();
    assert_eq!(
        sent(&cloud),
        json("POST /load-balancer/v2/lbaas/pools/p1/members", r#"{"member":{"address":"192.0.2.7","weight":3}}"#)
    );
    assert_eq!((member.pool_id.as_str(), member.weight), ("p1", Some(3)));
    Member::update(&conn, "p1", &member.id).weight(None).await.unwrap();
    let path = format!("/load-balancer/v2/lbaas/pools/p1/members/{}", member.id);
    assert_eq!(sent(&cloud), json(&format!("PUT {path}"), r#"{"member":{"weight":null}}"#));
    assert_eq!(Member::get(&conn, "p1", &member).await.unwrap().address, "192.0.2.7");
    assert_eq!(sent(&cloud), bare(&format!("GET {path}")));
    let members = Member::list(&conn, "p1").weight(0u32).await.unwrap();
    assert!(members.is_empty());
    let query = "weight=0&fields=id&fields=address&fields=weight";
    assert_eq!(sent(&cloud), bare(&format!("GET /load-balancer/v2/lbaas/pools/p1/members?{query}")));
    Member::delete(&conn, "p1", &member).await.unwrap();
    assert_eq!(sent(&cloud), bare(&format!("DELETE {path}")));
}

#[tokio::test]
async fn whatever_a_parameter_holds_is_one_segment() {
    let (cloud, conn) = cloud([ApplicationCredential::SCHEMA]).await;
    ApplicationCredential::create(&conn, "a/b c?", "ci").await.unwrap();
    assert_eq!(
        sent(&cloud),
        json(
            "POST /identity/v3/users/a%2Fb%20c%3F/application_credentials",
            r#"{"application_credential":{"name":"ci"}}"#
        )
    );
    let listed = ApplicationCredential::list(&conn, "a/b c?").await.unwrap();
    assert_eq!((listed[0].name.as_str(), listed[0].user_id.as_str()), ("ci", "a/b c?"));
    let error = ApplicationCredential::list(&conn, "..").await.unwrap_err().to_string();
    assert_eq!(error, "ApplicationCredential: the user_id is `..`, which is no segment of a path; expected an id");
}

#[tokio::test]
async fn a_parameter_that_the_body_repeats_is_read_from_it() {
    let (cloud, conn) = cloud([Recordset::SCHEMA]).await;
    let recordset = Recordset::create(&conn, "z1").name("www.example.org.").records(["192.0.2.1"]).await.unwrap();
    assert_eq!(
        sent(&cloud),
        json("POST /dns/v2/zones/z1/recordsets", r#"{"name":"www.example.org.","records":["192.0.2.1"]}"#)
    );
    assert_eq!(recordset.zone_id, "z1");
    assert_eq!(Recordset::find(&conn, "z1", "www.example.org.").await.unwrap().id, recordset.id);
    assert_eq!(sent(&cloud), bare("GET /dns/v2/zones/z1/recordsets?name=www.example.org.&limit=1000"));
}

/// A user's role on a project.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/projects/{project_id}/users/{user_id}/roles", service = "identity")]
#[resource(operations(list, create, delete), create_method = "PUT")]
pub struct RoleAssignment {
    pub id: String,
    pub project_id: String,
    pub user_id: String,
    pub name: String,
}

/// A resource of a stack.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/stacks/{stack_name}/{stack_id}/resources", service = "orchestration")]
#[resource(operations(list, get))]
pub struct StackResource {
    pub stack_name: String,
    pub stack_id: String,
    #[resource(id)]
    pub resource_name: String,
    pub resource_type: String,
}

/// An attribute of a cluster's nodes.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/clusters/{cluster_id}/attrs/{path}", service = "clustering")]
#[resource(operations(list), list_key = "cluster_attributes")]
pub struct ClusterAttribute {
    pub cluster_id: String,
    pub path: String,
    pub value: String,
}

#[tokio::test]
async fn several_parameters_are_arguments_from_left_to_right() {
    let (cloud, conn) = cloud([RoleAssignment::SCHEMA, StackResource::SCHEMA]).await;
    let role = RoleAssignment::create(&conn, "p1", "u1", "admin").await.unwrap();
    assert_eq!(sent(&cloud), bare("PUT /identity/v3/projects/p1/users/u1/roles/admin"));
    assert_eq!((role.project_id.as_str(), role.user_id.as_str(), role.id.as_str()), ("p1", "u1", "admin"));
    RoleAssignment::delete(&conn, "p1", "u1", "admin").await.unwrap();
    assert_eq!(sent(&cloud), bare("DELETE /identity/v3/projects/p1/users/u1/roles/admin"));

    assert!(StackResource::get(&conn, "web", "s1", "server").await.unwrap_err().is_not_found());
    assert_eq!(sent(&cloud), bare("GET /orchestration/v1/stacks/web/s1/resources/server"));
}

#[tokio::test]
async fn a_path_may_end_in_a_parameter() {
    let (cloud, conn) = cloud([ClusterAttribute::SCHEMA]).await;
    assert!(ClusterAttribute::list(&conn, "c1", "details.status").await.unwrap().is_empty());
    assert_eq!(sent(&cloud), bare("GET /clustering/v1/clusters/c1/attrs/details.status"));
}

/// A pool of a storage back end.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/scheduler-stats/get_pools?detail=True", service = "block-storage")]
#[resource(operations(list), list_key = "pools")]
pub struct BackendPool {
    pub name: String,
}

/// A node, with all that the service finds out about it.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/nodes/{node_id}?show_details=True", service = "clustering")]
#[resource(operations(get), key = "node", singleton)]
pub struct NodeDetail {
    pub node_id: String,
    pub name: String,
}

/// Whether a topology could be made for a project.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/auto-allocated-topology/{project}?fields=dry-run", service = "network")]
#[resource(operations(get), key = "auto_allocated_topology", singleton)]
pub struct ValidateTopology {
    pub project: String,
    pub id: String,
}

#[tokio::test]
async fn a_fixed_query_goes_with_every_request() {
    let (cloud, conn) = cloud([BackendPool::SCHEMA, NodeDetail::SCHEMA, ValidateTopology::SCHEMA]).await;
    assert!(BackendPool::list(&conn).name("lvm").await.unwrap().is_empty());
    assert_eq!(sent(&cloud), bare("GET /block-storage/v3/scheduler-stats/get_pools?detail=True&name=lvm"));
    assert_eq!(NodeDetail::get(&conn, "n1").await.unwrap().node_id, "n1");
    assert_eq!(sent(&cloud), bare("GET /clustering/v1/nodes/n1?show_details=True"));
    ValidateTopology::get(&conn, "p1").await.unwrap();
    assert_eq!(sent(&cloud), bare("GET /network/v2.0/auto-allocated-topology/p1?fields=dry-run"));
}
