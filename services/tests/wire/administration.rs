//! What administrators see and set: agents, extensions, flavors, quotas, policies, metering.

use std::collections::BTreeMap;

use osc_runtime::Resource;
use osc_runtime::codec::{from_value, to_value};
use osc_services::network::{
    Agent, AutoAllocatedTopology, AvailabilityZone, DefaultSecurityGroupRule, Extension, Flavor, MeteringLabel,
    MeteringLabelRule, Quota, QuotaUsage, RbacPolicy, SecurityGroupsDefaultStatefulness, ServiceProfile,
    ServiceProvider,
};

use crate::{Value, lost};

/// Asserts that each resource of the fixture's list is read and written back.
macro_rules! assert_all_read {
    ($resource:ty, $fixture:literal, under: $key:literal) => {{
        let document = document!($fixture);
        let resources: Vec<$resource> = from_value(&document[$key]).unwrap();
        let written: Value = resources.iter().map(|resource| to_value(resource)).collect();
        assert_eq!(lost(&document[$key], &written), [""; 0]);
        resources
    }};
}

#[test]
fn an_agent_is_read_with_its_times() {
    let agent = assert_read!(Agent, "agent", but: [
        "created_at.\"2026-11-25 16:02:06\" became \"2026-11-25T16:02:06Z\"",
        "heartbeat_timestamp.\"2026-11-25 16:02:06\" became \"2026-11-25T16:02:06Z\"",
        "started_at.\"2026-11-25 16:02:06\" became \"2026-11-25T16:02:06Z\""
    ]);
    assert_eq!(agent.configurations["agent_mode"], "legacy");
    assert_eq!((agent.alive, agent.resources_synced), (true, None));
}

#[test]
fn a_router_s_agents_tell_their_part_in_it() {
    let agents: Vec<Agent> = from_value(&document!("router_agents")["agents"]).unwrap();
    assert_eq!((agents[0].host.as_str(), agents[0].ha_state.as_ref()), ("rack1", None));
}

#[test]
fn a_topology_is_read_by_its_project() {
    let topology = assert_read!(AutoAllocatedTopology, "auto_allocated_topology", but: ["tenant_id"]);
    assert_eq!(topology.project_id, "2cc66ce4b38d46c1894a9085d7b4539f");
    assert_eq!(topology.network_id, "dad70e8d-01b9-4d48-9739-c6aadec85ed2");
}

#[test]
fn availability_zones_are_read() {
    let zones = assert_all_read!(AvailabilityZone, "availability_zones", under: "availability_zones");
    assert_eq!(zones.iter().map(|zone| zone.resource.as_str()).collect::<Vec<_>>(), ["router", "network"]);
}

#[test]
fn an_extension_is_read() {
    let extension = assert_read!(Extension, "extension", but: []);
    assert_eq!(extension.alias, "trunk");
}

#[test]
fn a_flavor_and_its_service_profile_are_read() {
    let flavor = assert_read!(Flavor, "flavor", but: []);
    let profile = assert_read!(ServiceProfile, "service_profile", but: []);
    assert_eq!(flavor.service_profiles, [profile.id]);
}

#[test]
fn service_providers_are_read() {
    let providers = assert_all_read!(ServiceProvider, "service_providers", under: "service_providers");
    assert_eq!(providers[1].name, "dvr");
    assert!(!providers[1].default);
}

#[test]
fn a_default_rule_of_security_groups_is_read() {
    let rule = assert_read!(DefaultSecurityGroupRule, "default_security_group_rule", but: []);
    assert_eq!((rule.used_in_default_sg, rule.used_in_non_default_sg), (false, true));
}

#[test]
fn a_default_statefulness_is_read() {
    let setting =
        assert_read!(SecurityGroupsDefaultStatefulness, "security_groups_default_statefulness", but: ["tenant_id"]);
    assert_eq!((setting.project_id, setting.stateful), (None, false));
}

#[test]
fn a_metering_label_and_its_rule_are_read() {
    let label = assert_read!(MeteringLabel, "metering_label", but: ["tenant_id"]);
    let rule = assert_read!(MeteringLabelRule, "metering_label_rule", but: []);
    assert_eq!(rule.metering_label_id, label.id);
    assert_eq!(rule.source_ip_prefix.as_deref(), Some("192.0.2.0/24"));
}

#[test]
fn an_rbac_policy_is_read() {
    let policy = assert_read!(RbacPolicy, "rbac_policy", but: ["tenant_id"]);
    assert_eq!((policy.object_type.as_str(), policy.target_tenant.as_str()), ("network", "*"));
}

#[test]
fn quotas_are_read() {
    let quotas = assert_all_read!(Quota, "quotas", under: "quotas");
    assert_eq!((quotas[0].network, quotas[0].port), (Some(77), Some(-1)));
}

#[test]
fn what_is_in_use_of_quotas_is_read() {
    let document = document!("quota_details");
    let details: BTreeMap<String, QuotaUsage> = from_value(&document["quota"]).unwrap();
    let written: Value = details.iter().map(|(key, usage)| (key.clone(), to_value(usage))).collect();
    assert_eq!(lost(&document["quota"], &written), [""; 0]);
    assert_eq!(details["router_route"].limit, 30);
}
