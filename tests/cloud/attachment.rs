//! What is attached to ports and routers.

use std::slice::from_ref;

use osc_services::network::{
    AddressScope, ConntrackHelper, ExternalGateway, FloatingIp, NdpProxy, Network, Port, PortBinding, PortForwarding,
    Route, Router, SubPort, Subnet, SubnetPool, Trunk,
};

use crate::{connect, unique};

#[tokio::test]
async fn a_trunk_carries_ports() {
    let conn = connect().await;
    let name = unique("trunk");
    let network = Network::create(&conn).name(&name).await.unwrap();
    let parent = Port::create(&conn, &network).await.unwrap();
    let child = Port::create(&conn, &network).await.unwrap();
    let trunk = Trunk::create(&conn, &parent).name(&name).await.unwrap();
    let mut lab = SubPort { port_id: child.id.clone(), ..SubPort::default() };
    (lab.segmentation_type, lab.segmentation_id) = (Some("vlan".into()), Some(7));
    assert_eq!(Trunk::add_sub_ports(&conn, &trunk, [lab.clone()]).await.unwrap(), from_ref(&lab));
    assert_eq!(Trunk::sub_ports(&conn, &trunk).await.unwrap(), from_ref(&lab));
    assert_eq!(Port::get(&conn, &parent).await.unwrap().trunk_details.unwrap().sub_ports[0].port_id, child.id);
    assert_eq!(Trunk::list(&conn).port_id(&parent).await.unwrap()[0].sub_ports, [lab]);
    let lab = SubPort { port_id: child.id.clone(), ..SubPort::default() };
    assert_eq!(Trunk::remove_sub_ports(&conn, &trunk, [lab]).await.unwrap(), []);
    assert!(!Trunk::update(&conn, &trunk).admin_state_up(false).await.unwrap().admin_state_up);
    assert!(Trunk::update(&conn, &trunk).admin_state_up(true).await.unwrap().admin_state_up);
    Trunk::delete(&conn, &trunk).await.unwrap();
    for port in [parent, child] {
        Port::delete(&conn, &port).await.unwrap();
    }
    Network::delete(&conn, &network).await.unwrap();
}

#[tokio::test]
async fn a_router_forwards_ports_helps_connections_and_has_further_routes() {
    let conn = connect().await;
    let name = unique("edge");
    let public = Network::find(&conn, "public").await.unwrap();
    let network = Network::create(&conn).name(&name).await.unwrap();
    let subnet = Subnet::create(&conn, &network, 4).cidr("10.77.0.0/24").await.unwrap();
    let gateway = ExternalGateway { network_id: public.id.clone(), ..ExternalGateway::default() };
    let router = Router::create(&conn).name(&name).external_gateway_info(gateway).await.unwrap();
    let interface = Router::add_interface(&conn, &router).subnet_id(&subnet).await.unwrap();
    assert_eq!(interface.subnet_ids, [subnet.id.as_str()]);

    let route = Route { destination: "198.51.100.0/24".into(), nexthop: "10.77.0.9".into() };
    assert_eq!(Router::add_extra_routes(&conn, &router, [route.clone()]).await.unwrap().routes, from_ref(&route));
    assert_eq!(Router::remove_extra_routes(&conn, &router, [route]).await.unwrap().routes, []);
    Router::l3_agents(&conn, &router).await.unwrap();
    Network::dhcp_agents(&conn, &network).await.unwrap();

    let helper = ConntrackHelper::create(&conn, &router, "ftp", "tcp", 21).await.unwrap();
    assert_eq!((&helper.router_id, helper.port), (&router.id, 21));
    let helper = ConntrackHelper::update(&conn, &router, &helper).port(2121).await.unwrap();
    assert_eq!(ConntrackHelper::list(&conn, &router).helper("ftp").await.unwrap(), from_ref(&helper));
    assert_eq!(ConntrackHelper::get(&conn, &router, &helper).await.unwrap(), helper);
    assert_eq!(Router::get(&conn, &router).await.unwrap().conntrack_helpers[0].port, 2121);
    ConntrackHelper::delete(&conn, &router, &helper).await.unwrap();

    let port = Port::create(&conn, &network).await.unwrap();
    let address = port.fixed_ips[0].ip_address.clone().unwrap();
    let floating_ip = FloatingIp::create(&conn, &public).await.unwrap();
    let forwarding = PortForwarding::create(&conn, &floating_ip, &port, address.as_str(), "tcp")
        .external_port(8080)
        .internal_port(80)
        .await
        .unwrap();
    let forwarding = PortForwarding::update(&conn, &floating_ip, &forwarding).external_port(8081).await.unwrap();
    let listed = PortForwarding::list(&conn, &floating_ip).internal_port_id(&port).await.unwrap();
    assert_eq!(
        listed.iter().map(|each| (&each.id, each.external_port)).collect::<Vec<_>>(),
        [(&forwarding.id, Some(8081))]
    );
    assert_eq!(FloatingIp::get(&conn, &floating_ip).await.unwrap().port_forwardings[0].external_port, Some(8081));
    PortForwarding::delete(&conn, &floating_ip, &forwarding).await.unwrap();
    FloatingIp::delete(&conn, &floating_ip).await.unwrap();

    Port::delete(&conn, &port).await.unwrap();
    Router::remove_interface(&conn, &router).subnet_id(&subnet).await.unwrap();
    Router::delete(&conn, &router).await.unwrap();
    Network::delete(&conn, &network).await.unwrap();
}

#[tokio::test]
async fn a_router_answers_for_addresses_of_ipv6() {
    let conn = connect().await;
    let name = unique("six");
    let scope = AddressScope::create(&conn, 6).name(&name).await.unwrap();
    let pool = SubnetPool::create(&conn, &name, ["2001:db8:77::/48"]).address_scope_id(&scope).await.unwrap();
    let outside = Network::create(&conn).name(&name).is_external(true).await.unwrap();
    Subnet::create(&conn, &outside, 6).subnetpool_id(&pool).await.unwrap();
    let inside = Network::create(&conn).name(&name).await.unwrap();
    let subnet = Subnet::create(&conn, &inside, 6).subnetpool_id(&pool).await.unwrap();
    let gateway = ExternalGateway { network_id: outside.id.clone(), ..ExternalGateway::default() };
    let router = Router::create(&conn).name(&name).external_gateway_info(gateway).enable_ndp_proxy(true).await.unwrap();
    Router::add_interface(&conn, &router).subnet_id(&subnet).await.unwrap();
    let port = Port::create(&conn, &inside).await.unwrap();

    let proxy = NdpProxy::create(&conn, &router, &port).name(&name).await.unwrap();
    assert_eq!(proxy.ip_address, port.fixed_ips[0].ip_address);
    NdpProxy::update(&conn, &proxy).description("reached").await.unwrap();
    assert_eq!(NdpProxy::find(&conn, &name).await.unwrap().description, "reached");
    NdpProxy::delete(&conn, &proxy).await.unwrap();

    Port::delete(&conn, &port).await.unwrap();
    Router::remove_interface(&conn, &router).subnet_id(&subnet).await.unwrap();
    Router::delete(&conn, &router).await.unwrap();
    for network in [inside, outside] {
        Network::delete(&conn, &network).await.unwrap();
    }
    SubnetPool::delete(&conn, &pool).await.unwrap();
    AddressScope::delete(&conn, &scope).await.unwrap();
}

#[tokio::test]
async fn bindings_are_of_ports_of_servers() {
    let conn = connect().await;
    let network = Network::create(&conn).name(unique("bound")).await.unwrap();
    let port = Port::create(&conn, &network).device_owner("compute:nova").binding_host_id("compute1").await.unwrap();
    assert_eq!(PortBinding::list(&conn, &port).status("INACTIVE").await.unwrap(), []);
    let binding = PortBinding::create(&conn, &port, "compute2").await.unwrap();
    assert_eq!((binding.host.as_str(), binding.status.as_str()), ("compute2", "INACTIVE"));
    PortBinding::activate(&conn, &port, "compute2").await.unwrap();
    let active = PortBinding::list(&conn, &port).status("ACTIVE").await.unwrap();
    assert_eq!(active.iter().map(|binding| binding.host.as_str()).collect::<Vec<_>>(), ["compute2"]);
    Port::delete(&conn, &port).await.unwrap();
    Network::delete(&conn, &network).await.unwrap();
}
