//! Where networks have their addresses from, and segments.

use osc_runtime::Resource;
use osc_runtime::codec::{from_value, to_value};
use osc_services::network::{
    AddressGroup, AddressScope, LocalIp, LocalIpAssociation, NetworkIpAvailability, NetworkSegmentRange, Segment,
    SubnetPool,
};

use crate::{Value, lost};

#[test]
fn an_address_group_is_read() {
    let group = assert_read!(AddressGroup, "address_group", but: ["standard_attr_id", "tenant_id"]);
    assert_eq!(group.addresses, ["192.0.2.0/24", "2001:db8::/64"]);
}

#[test]
fn an_address_scope_is_read() {
    assert_eq!(assert_read!(AddressScope, "address_scope", but: ["tenant_id"]).ip_version, 4);
}

#[test]
fn a_subnet_pool_is_read_though_its_numbers_are_texts() {
    let pool = assert_read!(SubnetPool, "subnet_pool", but: [
        "default_prefixlen.\"26\" became 26", "max_prefixlen.\"30\" became 30", "min_prefixlen.\"24\" became 24",
        "tenant_id"
    ]);
    assert_eq!((pool.min_prefixlen, pool.default_prefixlen, pool.max_prefixlen), (Some(24), Some(26), Some(30)));
    assert_eq!(pool.default_quota, Some(512));
}

#[test]
fn the_addresses_of_a_network_are_counted_beyond_64_bits() {
    let availability = assert_read!(NetworkIpAvailability, "network_ip_availability", but: ["tenant_id"]);
    // Beyond 64 bits JSON's numbers are not exact: it is 60 more.
    assert_eq!(availability.total_ips, 1 << 64);
    let [v4, v6] = &availability.subnet_ip_availability[..] else { panic!("{availability:?}") };
    assert_eq!((v4.total_ips, v4.used_ips), (61, 4));
    assert_eq!(v6.ip_availability_details.as_ref().unwrap().total_ips_in_subnet, 1 << 64);
}

#[test]
fn a_segment_is_read() {
    let segment = assert_read!(Segment, "segment", but: []);
    assert_eq!((segment.segmentation_id, segment.physical_network), (Some(4), None));
}

#[test]
fn a_range_of_segment_ids_is_read() {
    let range = assert_read!(NetworkSegmentRange, "network_segment_range", but: []);
    assert_eq!((range.minimum, range.maximum), (100, 104));
    assert_eq!(range.available, [100, 101, 102, 103, 104]);
}

#[test]
fn a_local_ip_is_read() {
    let local_ip = assert_read!(LocalIp, "local_ip", but: ["tenant_id"]);
    assert_eq!(local_ip.local_ip_address.as_deref(), Some("10.77.0.16"));
}

#[test]
fn a_local_ip_s_association_is_read() {
    let association = assert_read!(LocalIpAssociation, "local_ip_association", but: []);
    assert_eq!(association.fixed_ip.as_deref(), Some("10.77.0.40"));
}
