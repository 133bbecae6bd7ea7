use osc_runtime::Value;
use osc_runtime::codec::{from_value, to_value};
use osc_services::network::FloatingIpPool;

use crate::lossless::lost;

#[test]
fn a_pool_of_floating_ips_is_read() {
    let document: Value = include_str!("../wire/floating_ip_pools.json").parse().unwrap();
    let pools: Vec<FloatingIpPool> = from_value(&document["floatingip_pools"]).unwrap();
    assert_eq!(lost(&document["floatingip_pools"][0], &to_value(&pools[0])), ["tenant_id"]);
    assert_eq!(pools[0].cidr, "172.24.4.0/22");
}
