//! What is declared to be a filter, asked of the services.

use osc_runtime::schema::{Kind, Operations};
use osc_runtime::{Method, Value};

use crate::connect;

/// Of extensions that this Neutron has not loaded.
const NOT_LOADED: &[&str] =
    &["vlan_transparent", "qinq", "pvlan", "pvlan_type", "pvlan_community", "evpn_vni", "enable_snat", "distributed"];

#[tokio::test]
async fn each_declared_filter_is_one_to_the_service() {
    let conn = connect().await;
    let mut refused = Vec::new();
    let (mut asked, mut absent) = (0, 0);
    for schema in osc_services::resources() {
        // What is below something else, which would have to be there, is filtered where that is made.
        if !schema.operations().contains(Operations::LIST) || schema.base_path().contains('{') {
            continue;
        }
        // Not each service, nor each extension of Neutron, is there.
        if conn.request(Method::Get, schema.service(), schema.base_path()).await.is_err() {
            absent += 1;
            continue;
        }
        asked += 1;
        for filter in schema.fields().iter().filter(|field| field.filter().is_some()) {
            let value = match filter.kind() {
                Kind::Bool => "true",
                Kind::Int => "1",
                _ => "7b5c1f0e-5f0b-4f0a-9a53-5d8f2f0f3f52",
            };
            let name = filter.filter().unwrap();
            let request = conn.request(Method::Get, schema.service(), schema.base_path()).query(name, value);
            match request.await.and_then(|response| response.value()) {
                Ok(Value::Object(_)) => {}
                // The value is of no form that it takes, so that it is known.
                Err(error) if error.status() == Some(400) && !error.to_string().contains("attribute for filtering") => {
                }
                Err(_) if NOT_LOADED.contains(&name) => {}
                other => refused.push(format!("{}.{name}: {other:?}", schema.name())),
            }
        }
    }
    assert!(refused.is_empty(), "{refused:#?}");
    assert!(asked > 30, "{absent} of {} resources are not there", asked + absent);
}
