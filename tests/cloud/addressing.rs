//! Where networks have their addresses from, and segments.

use std::slice::from_ref;

use osc_services::network::{
    AddressGroup, AddressScope, LocalIp, LocalIpAssociation, Network, NetworkIpAvailability, NetworkSegmentRange, Port,
    Segment, Subnet, SubnetPool,
};

use crate::{connect, unique};

#[tokio::test]
async fn an_address_group_takes_in_and_lets_go_of_addresses() {
    let conn = connect().await;
    let name = unique("offices");
    let group = AddressGroup::create(&conn).name(&name).addresses(["192.0.2.0/24"]).await.unwrap();
    let group = AddressGroup::add_addresses(&conn, &group, ["2001:db8::/64"]).await.unwrap();
    assert_eq!(group.addresses, ["192.0.2.0/24", "2001:db8::/64"]);
    let group = AddressGroup::remove_addresses(&conn, &group, ["192.0.2.0/24"]).await.unwrap();
    assert_eq!(AddressGroup::find(&conn, &name).await.unwrap().addresses, group.addresses);
    let group = AddressGroup::update(&conn, &group).description("branch offices").await.unwrap();
    assert_eq!(AddressGroup::list(&conn).description("branch offices").name(&name).await.unwrap(), from_ref(&group));
    AddressGroup::delete(&conn, &group).await.unwrap();
}

#[tokio::test]
async fn a_subnet_comes_from_a_pool_of_a_scope() {
    let conn = connect().await;
    let name = unique("pool");
    let scope = AddressScope::create(&conn, 4).name(&name).await.unwrap();
    let pool = SubnetPool::create(&conn, &name, ["10.77.0.0/16"])
        .default_prefixlen(26)
        .address_scope_id(&scope)
        .await
        .unwrap();
    assert_eq!((pool.default_prefixlen, pool.ip_version), (Some(26), 4));
    assert_eq!(SubnetPool::list(&conn).address_scope_id(&scope).ip_version(4).await.unwrap(), from_ref(&pool));
    assert_eq!(SubnetPool::add_prefixes(&conn, &pool, ["10.78.0.0/16"]).await.unwrap().len(), 2);
    assert_eq!(SubnetPool::remove_prefixes(&conn, &pool, ["10.78.0.0/16"]).await.unwrap(), ["10.77.0.0/16"]);
    SubnetPool::add_tag(&conn, &pool, "web").await.unwrap();

    let network = Network::create(&conn).name(&name).await.unwrap();
    let subnet = Subnet::create(&conn, &network, 4).subnetpool_id(&pool).await.unwrap();
    assert_eq!((subnet.cidr.as_deref(), subnet.subnetpool_id), (Some("10.77.0.0/26"), Some(pool.id.clone())));
    assert_eq!(Network::get(&conn, &network).await.unwrap().ipv4_address_scope, Some(scope.id.clone()));
    let availability = NetworkIpAvailability::find(&conn, &name).await.unwrap();
    assert_eq!((availability.total_ips, availability.used_ips), (61, 0));
    assert_eq!(availability.subnet_ip_availability[0].subnet_id, subnet.id);
    Network::delete(&conn, &network).await.unwrap();

    let network = Network::create(&conn).name(&name).await.unwrap();
    let subnet = Subnet::create(&conn, &network, 4).cidr("10.99.0.0/24").await.unwrap();
    let onboarded = SubnetPool::onboard_network_subnets(&conn, &pool, &network).await.unwrap();
    assert_eq!((&onboarded[0].id, onboarded[0].cidr.as_str()), (&subnet.id, "10.99.0.0/24"));
    Network::delete(&conn, &network).await.unwrap();
    let pool = SubnetPool::update(&conn, &pool).address_scope_id(None).await.unwrap();
    assert_eq!(pool.address_scope_id, None);
    SubnetPool::delete(&conn, &pool).await.unwrap();
    AddressScope::delete(&conn, &scope).await.unwrap();
}

#[tokio::test]
async fn a_segment_of_a_network_and_a_range_of_ids_live_their_lives() {
    let conn = connect().await;
    let name = unique("rack");
    let network = Network::create(&conn).name(&name).await.unwrap();
    let segment = Segment::create(&conn, &network, "vxlan").name(&name).await.unwrap();
    assert!(segment.segmentation_id.is_some());
    assert_eq!(Segment::list(&conn).network_id(&network).await.unwrap().len(), 2);
    let segment = Segment::update(&conn, &segment).description("first").await.unwrap();
    assert_eq!(segment.description.as_deref(), Some("first"));
    Segment::delete(&conn, &segment).await.unwrap();
    Network::delete(&conn, &network).await.unwrap();

    let range = NetworkSegmentRange::create(&conn, "vlan", 100, 104).name(&name).physical_network(&name).await.unwrap();
    assert_eq!((range.shared, range.available.len()), (true, 5));
    let range = NetworkSegmentRange::update(&conn, &range).maximum(103).await.unwrap();
    assert_eq!(NetworkSegmentRange::find(&conn, &name).await.unwrap().available, range.available);
    NetworkSegmentRange::delete(&conn, &range).await.unwrap();
}

#[tokio::test]
async fn a_local_ip_leads_to_a_port() {
    let conn = connect().await;
    let name = unique("cache");
    let network = Network::create(&conn).name(&name).await.unwrap();
    Subnet::create(&conn, &network, 4).cidr("10.77.0.0/24").await.unwrap();
    let port = Port::create(&conn, &network).await.unwrap();
    let local_ip = LocalIp::create(&conn).name(&name).network_id(&network).await.unwrap();
    assert!(local_ip.local_ip_address.is_some());
    let association = LocalIpAssociation::create(&conn, &local_ip, &port).await.unwrap();
    assert_eq!((&association.local_ip_id, &association.fixed_port_id), (&local_ip.id, &port.id));
    assert_eq!(LocalIpAssociation::list(&conn, &local_ip).fixed_port_id(&port).await.unwrap(), from_ref(&association));
    assert_eq!(LocalIpAssociation::get(&conn, &local_ip, &port.id).await.unwrap(), association);
    LocalIpAssociation::delete(&conn, &local_ip, &association).await.unwrap();
    let local_ip = LocalIp::update(&conn, &local_ip).description("near").await.unwrap();
    LocalIp::delete(&conn, &local_ip).await.unwrap();
    for port in Port::list(&conn).network_id(&network).await.unwrap() {
        Port::delete(&conn, &port).await.unwrap();
    }
    Network::delete(&conn, &network).await.unwrap();
}
