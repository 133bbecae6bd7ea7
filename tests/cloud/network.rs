//! Networks, subnets, ports, routers, security groups.

use futures_util::TryStreamExt;
use osc_runtime::ErrorKind;
use osc_services::ConnectionExt;
use osc_services::network::{FixedIp, Network, Port, Router, SecurityGroup, SecurityGroupRule, Subnet};

use crate::{connect, unique};

#[tokio::test]
async fn a_network_with_a_subnet_and_a_port_lives_its_life() {
    let conn = connect().await;
    let name = unique("net");
    let network = Network::create(&conn).name(name.as_str()).description("made").await.unwrap();
    assert_eq!((network.name.as_str(), network.status.as_str()), (name.as_str(), "ACTIVE"));
    assert!(network.created_at.is_some());

    let subnet = Subnet::create(&conn, &network.id, 4).cidr("10.77.0.0/24").name(name.as_str()).await.unwrap();
    assert_eq!(subnet.gateway_ip.as_deref(), Some("10.77.0.1"));
    let fixed_ip = FixedIp { ip_address: Some("10.77.0.7".into()), subnet_id: Some(subnet.id.clone()) };
    let port = Port::create(&conn, &network.id).name(name.as_str()).fixed_ips([fixed_ip]).await.unwrap();
    assert_eq!(port.fixed_ips[0].ip_address.as_deref(), Some("10.77.0.7"));

    assert_eq!(Network::get(&conn, &network.id).await.unwrap().subnets, [subnet.id.as_str()]);
    assert_eq!(Network::find(&conn, &name).await.unwrap().id, network.id);
    assert_eq!(Subnet::find(&conn, &subnet.id).await.unwrap().name, name);
    assert_eq!(Port::list(&conn).network_id(&network.id).await.unwrap().len(), 1);
    assert_eq!(Port::list(&conn).fixed_ip("ip_address=10.77.0.7").network_id(&network).await.unwrap().len(), 1);
    assert_eq!(Port::list(&conn).security_group(&port.security_groups[0]).id(&port.id).await.unwrap().len(), 1);

    let changed = Subnet::update(&conn, &subnet.id).gateway_ip(None).await.unwrap();
    assert_eq!((changed.gateway_ip, changed.name), (None, name.clone()));
    let changed = Network::update(&conn, &network.id).description("changed").await.unwrap();
    assert_eq!((changed.description.as_str(), changed.name.as_str()), ("changed", name.as_str()));
    assert!(!Port::update(&conn, &port.id).admin_state_up(false).await.unwrap().admin_state_up);

    let error = Network::delete(&conn, &network.id).await.unwrap_err();
    assert!(error.is_conflict(), "{error}");
    assert!(error.message().unwrap().contains(&port.id), "{error}");

    Port::delete(&conn, &port.id).await.unwrap();
    Subnet::delete(&conn, &subnet.id).await.unwrap();
    Network::delete(&conn, &network.id).await.unwrap();
    assert!(Network::get(&conn, &network.id).await.unwrap_err().is_not_found());
}

#[tokio::test]
async fn networks_are_listed_by_the_proxy_page_by_page_and_by_filter() {
    let conn = connect().await;
    let name = unique("page");
    let mut made = Vec::new();
    for _ in 0..5 {
        made.push(Network::create(&conn).name(name.as_str()).await.unwrap().id);
    }
    let all = conn.network().networks().name(name.as_str()).await.unwrap();
    assert_eq!(all.len(), 5);
    let paged: Vec<Network> =
        Network::list(&conn).name(name.as_str()).page_size(2).stream().try_collect().await.unwrap();
    assert_eq!(paged.len(), 5);
    assert!(Network::list(&conn).name(name.as_str()).is_external(true).await.unwrap().is_empty());
    let error = Network::find(&conn, &name).await.unwrap_err();
    assert!(error.is_ambiguous() && error.to_string().contains(&made[0]), "{error}");
    for id in made {
        Network::delete(&conn, id).await.unwrap();
    }
}

#[tokio::test]
async fn a_router_and_a_security_group_live_their_lives() {
    let conn = connect().await;
    let name = unique("edge");
    let router = Router::create(&conn).name(name.as_str()).await.unwrap();
    let router = Router::update(&conn, &router.id).admin_state_up(false).await.unwrap();
    assert!(!router.admin_state_up);
    Router::delete(&conn, &router.id).await.unwrap();

    let group = SecurityGroup::create(&conn).name(name.as_str()).await.unwrap();
    let rule = SecurityGroupRule::create(&conn, "ingress", &group)
        .protocol("tcp")
        .port_range_min(22)
        .port_range_max(22)
        .await
        .unwrap();
    let rules = SecurityGroupRule::list(&conn).security_group_id(&group.id).protocol("tcp").await.unwrap();
    assert_eq!(rules.iter().map(|rule| rule.id.as_str()).collect::<Vec<_>>(), [rule.id.as_str()]);
    SecurityGroupRule::delete(&conn, &rule.id).await.unwrap();
    SecurityGroup::delete(&conn, &group.id).await.unwrap();
}

#[tokio::test]
async fn what_neutron_refuses_is_told_in_its_words() {
    let conn = connect().await;
    let error = Subnet::create(&conn, "no-such-network", 4).cidr("10.0.0.0/24").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid);
    assert!(error.message().unwrap().contains("'no-such-network' is not a valid UUID"), "{error}");
    assert!(error.request_id().unwrap().starts_with("req-"));
    let error = Network::list(&conn).query("limit", "nonsense").await.unwrap_err();
    assert!(error.message().unwrap().contains("nonsense"), "{error}");
    let error = Network::get(&conn, "../../v3/users?x=").await.unwrap_err();
    assert!(error.is_not_found(), "{error}");
}

#[tokio::test]
async fn the_raw_request_reaches_what_is_not_declared() {
    let conn = connect().await;
    let extensions = conn.request(osc_runtime::Method::Get, "network", "/extensions").await.unwrap();
    let extensions = extensions.value().unwrap();
    let aliases: Vec<_> = extensions["extensions"].as_array().unwrap().iter().map(|e| &e["alias"]).collect();
    assert!(aliases.iter().any(|alias| *alias == "lbaas"), "{aliases:?}");
}

#[tokio::test]
async fn tags_bulk_creation_projection_and_an_action_are_as_neutron_has_them() {
    let conn = connect().await;
    let name = unique("several");
    let names = [format!("{name}-a"), format!("{name}-b")];
    let networks = Network::create_many(names.iter().map(|name| Network::create(&conn).name(name))).await.unwrap();
    assert_eq!(networks.iter().map(|network| &network.name).collect::<Vec<_>>(), names.iter().collect::<Vec<_>>());
    let [network, other] = &networks[..] else { panic!("{networks:?}") };

    Network::set_tags(&conn, network, ["blue", "web"]).await.unwrap();
    Network::add_tag(&conn, network, "a b").await.unwrap();
    Network::remove_tag(&conn, network, "web").await.unwrap();
    assert_eq!(Network::tags(&conn, network).await.unwrap().len(), 2);
    assert!(Network::has_tag(&conn, network, "a b").await.unwrap());
    assert!(!Network::has_tag(&conn, network, "web").await.unwrap());
    let tagged = Network::list(&conn).query("tags", "blue").name(&names[0]).await.unwrap();
    let whole = Network::list(&conn).all_fields().name(&names[0]).await.unwrap();
    assert_eq!(tagged, whole);

    let subnet = Subnet::create(&conn, network, 4).cidr("10.99.0.0/24").await.unwrap();
    let router = Router::create(&conn).name(name.as_str()).await.unwrap();
    let interface = Router::add_interface(&conn, &router).subnet_id(&subnet).await.unwrap();
    assert_eq!((&interface.id, &interface.subnet_id), (&router.id, &subnet.id));
    assert_eq!(Port::get(&conn, &interface.port_id).await.unwrap().network_id, network.id);
    Router::remove_interface(&conn, &router).port_id(&interface.port_id).await.unwrap();
    Router::delete(&conn, &router).await.unwrap();
    for network in [network, other] {
        Network::delete(&conn, network).await.unwrap();
    }
}
