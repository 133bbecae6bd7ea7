//! What administrators see and set: agents, extensions, flavors, quotas, policies, metering.

use std::slice::from_ref;

use osc_runtime::ErrorKind;
use osc_services::identity::Project;
use osc_services::network::{
    Agent, AutoAllocatedTopology, AvailabilityZone, DefaultSecurityGroupRule, Extension, Flavor, MeteringLabel,
    MeteringLabelRule, Network, Quota, RbacPolicy, SecurityGroupsDefaultStatefulness, ServiceProfile, ServiceProvider,
};

use crate::{connect, unique};

#[tokio::test]
async fn what_the_cloud_is_made_of_is_told() {
    let conn = connect().await;
    for agent in Agent::list(&conn).await.unwrap() {
        let agent = Agent::update(&conn, &agent).description("looked at").await.unwrap();
        assert!(agent.heartbeat_timestamp.is_some());
        Agent::dhcp_networks(&conn, &agent).await.unwrap();
        Agent::l3_routers(&conn, &agent).await.unwrap();
    }
    for zone in AvailabilityZone::list(&conn).state("available").await.unwrap() {
        assert!(["network", "router"].contains(&zone.resource.as_str()), "{zone:?}");
    }
    let extensions = Extension::list(&conn).await.unwrap();
    assert!(extensions.len() > 50 && extensions.iter().all(|extension| !extension.updated.is_empty()));
    assert_eq!(Extension::get(&conn, "trunk").await.unwrap().name, "Trunk Extension");
    assert!(!ServiceProvider::list(&conn).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_flavor_has_service_profiles() {
    let conn = connect().await;
    let name = unique("plain");
    let profile = ServiceProfile::create(&conn).metainfo("{}").description(name.as_str()).await.unwrap();
    let profile = ServiceProfile::update(&conn, &profile).enabled(false).await.unwrap();
    assert_eq!(ServiceProfile::list(&conn).description(&name).enabled(false).await.unwrap(), from_ref(&profile));
    let flavor = Flavor::create(&conn, "L3_ROUTER_NAT").name(&name).await.unwrap();
    Flavor::add_service_profile(&conn, &flavor, &profile).await.unwrap();
    assert_eq!(Flavor::find(&conn, &name).await.unwrap().service_profiles, [profile.id.as_str()]);
    Flavor::remove_service_profile(&conn, &flavor, &profile).await.unwrap();
    Flavor::delete(&conn, &flavor).await.unwrap();
    ServiceProfile::delete(&conn, &profile).await.unwrap();
}

#[tokio::test]
async fn quotas_are_set_and_fall_back_to_their_defaults() {
    let conn = connect().await;
    let project = Project::create(&conn, unique("quota")).await.unwrap();
    let defaults = Quota::defaults(&conn, &project.id).await.unwrap();
    assert_eq!(defaults.project_id, project.id);
    let quota = Quota::update(&conn, &project.id).network(7).check_limit(true).await.unwrap();
    assert_eq!((quota.network, quota.port), (Some(7), defaults.port));
    let listed = Quota::list(&conn).await.unwrap();
    assert!(listed.iter().any(|quota| (quota.project_id == project.id) && quota.network == Some(7)), "{listed:?}");
    let details = Quota::details(&conn, &project.id).await.unwrap();
    assert_eq!((details["network"].limit, details["network"].used), (7, 0));
    Quota::delete(&conn, &project.id).await.unwrap();
    assert_eq!(Quota::get(&conn, &project.id).await.unwrap().network, defaults.network);
    Project::delete(&conn, &project).await.unwrap();
}

#[tokio::test]
async fn a_network_is_shared_with_a_project() {
    let conn = connect().await;
    let network = Network::create(&conn).name(unique("shared")).await.unwrap();
    let project = Project::create(&conn, unique("guest")).await.unwrap();
    let policy = RbacPolicy::create(&conn, "network", network.id.as_str(), "access_as_shared", &project).await.unwrap();
    assert_eq!(
        RbacPolicy::list(&conn).object_type("network").target_tenant(&project).await.unwrap(),
        from_ref(&policy)
    );
    let policy = RbacPolicy::update(&conn, &policy).target_tenant("*").await.unwrap();
    assert_eq!(RbacPolicy::get(&conn, &policy).await.unwrap().target_tenant, "*");
    RbacPolicy::delete(&conn, &policy).await.unwrap();
    Project::delete(&conn, &project).await.unwrap();
    Network::delete(&conn, &network).await.unwrap();
}

#[tokio::test]
async fn traffic_is_metered_by_label() {
    let conn = connect().await;
    let name = unique("uplink");
    let label = MeteringLabel::create(&conn).name(&name).await.unwrap();
    let rule = MeteringLabelRule::create(&conn, &label, "egress").source_ip_prefix("192.0.2.0/24").await.unwrap();
    assert_eq!(MeteringLabelRule::list(&conn).metering_label_id(&label).await.unwrap(), from_ref(&rule));
    MeteringLabelRule::delete(&conn, &rule).await.unwrap();
    assert_eq!(MeteringLabel::find(&conn, &name).await.unwrap(), label);
    MeteringLabel::delete(&conn, &label).await.unwrap();
}

#[tokio::test]
async fn new_security_groups_begin_with_rules_that_can_be_changed() {
    let conn = connect().await;
    let rule = DefaultSecurityGroupRule::create(&conn, "ingress", false, false)
        .protocol("tcp")
        .port_range_min(22)
        .port_range_max(22)
        .await
        .unwrap();
    let listed = DefaultSecurityGroupRule::list(&conn).protocol("tcp").used_in_non_default_sg(false).await.unwrap();
    assert!(listed.contains(&rule), "{listed:?}");
    DefaultSecurityGroupRule::delete(&conn, &rule).await.unwrap();
    SecurityGroupsDefaultStatefulness::list(&conn).stateful(false).await.unwrap();
}

#[tokio::test]
async fn a_topology_needs_an_external_network_that_is_the_default_one() {
    let conn = connect().await;
    let error = AutoAllocatedTopology::check(&conn, "None").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Conflict, "{error}");
    assert!(error.message().unwrap().contains("default router:external network"), "{error}");
}
