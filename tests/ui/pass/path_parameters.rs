//! One and two parameters in the path, also at its end.

use osc_runtime::{Connection, Resource, Result};

#[derive(Resource)]
#[resource(base_path = "/qos/policies/{policy_id}/rules", service = "network")]
#[resource(operations(list, get, create, update, delete))]
struct Rule {
    id: String,
    policy_id: String,
    name: String,
    #[resource(required)]
    max_kbps: u64,
}

#[derive(Resource)]
#[resource(base_path = "/regions/{region}/zones/{zone}", service = "dns", operations(list, create))]
struct Record {
    region: String,
    zone: String,
    data: String,
}

async fn uses(conn: &Connection, policy: &String) -> Result<()> {
    let rule = Rule::create(conn, policy, 1000u64).name("slow").await?;
    Rule::list(conn, policy).max_kbps(1000u64).await?;
    Rule::find(conn, policy, "slow").await?;
    Rule::update(conn, rule.policy_id, rule.id.as_str()).max_kbps(5u64).await?;
    Rule::delete(conn, policy, rule.id).await?;
    let record = Record::create(conn, "north", "example.org").data("192.0.2.1").await?;
    Record::list(conn, record.region, record.zone).data(record.data).await?;
    Ok(())
}

fn main() {
    let _ = uses;
    assert_eq!(Rule::SCHEMA.path_parameters().collect::<Vec<_>>(), ["policy_id"]);
    assert_eq!(Record::SCHEMA.list_key(), Some("zones"));
}
