//! LBaaS v1.

use osc_services::ConnectionExt;
use osc_services::network::lb::{HealthMonitor, Member, Pool, PoolHealthMonitor, Vip};
use osc_services::network::{Network, Subnet};

use crate::{connect, unique};

#[tokio::test]
async fn a_pool_with_a_vip_members_and_a_monitor_lives_its_life() {
    let conn = connect().await;
    let name = unique("pool");
    let network = Network::create(&conn).name(name.as_str()).await.unwrap();
    let subnet = Subnet::create(&conn, &network.id, 4).cidr("10.78.0.0/24").await.unwrap();

    let pool = Pool::create(&conn, &subnet.id, "HTTP", "ROUND_ROBIN").name(name.as_str()).await.unwrap();
    assert_eq!((pool.status.as_str(), pool.protocol.as_str()), ("ACTIVE", "HTTP"));
    let vip = Vip::create(&conn, &subnet.id, "HTTP", 80, &pool.id).name(name.as_str()).await.unwrap();
    let member = Member::create(&conn, &pool.id, "10.78.0.9", 8080).await.unwrap();
    let monitor = HealthMonitor::create(&conn, "HTTP", 5, 3, 2).url_path("/health").await.unwrap();
    PoolHealthMonitor::create(&conn, &pool.id, &monitor.id).await.unwrap();
    let twice = PoolHealthMonitor::create(&conn, &pool.id, &monitor.id).await.unwrap_err();
    assert!(twice.is_conflict(), "{twice}");

    let shown = Pool::find(&conn, &name).await.unwrap();
    assert_eq!(shown.vip_id.as_deref(), Some(vip.id.as_str()));
    assert_eq!(shown.members, [member.id.as_str()]);
    assert_eq!(shown.health_monitors, [monitor.id.as_str()]);

    let pools = conn.network().pools().protocol("HTTP").name(name.as_str()).await.unwrap();
    assert_eq!(pools, [shown]);
    let changed = Pool::update(&conn, &pool.id).lb_method("LEAST_CONNECTIONS").await.unwrap();
    assert_eq!(changed.lb_method, "LEAST_CONNECTIONS");
    assert_eq!(Member::update(&conn, &member.id).weight(7).await.unwrap().weight, 7);

    let error = Pool::delete(&conn, &pool.id).await.unwrap_err();
    assert!(error.is_conflict(), "{error}");
    PoolHealthMonitor::delete(&conn, &pool.id, &monitor.id).await.unwrap();
    Vip::delete(&conn, &vip.id).await.unwrap();
    Member::delete(&conn, &member.id).await.unwrap();
    HealthMonitor::delete(&conn, &monitor.id).await.unwrap();
    Pool::delete(&conn, &pool.id).await.unwrap();
    assert!(Pool::get(&conn, &pool.id).await.unwrap_err().is_not_found());
    Subnet::delete(&conn, &subnet.id).await.unwrap();
    Network::delete(&conn, &network.id).await.unwrap();
}

#[tokio::test]
async fn pools_are_listed_page_by_page() {
    let conn = connect().await;
    let name = unique("pools");
    let network = Network::create(&conn).name(name.as_str()).await.unwrap();
    let subnet = Subnet::create(&conn, &network.id, 4).cidr("10.79.0.0/24").await.unwrap();
    let mut made = Vec::new();
    for _ in 0..3 {
        made.push(Pool::create(&conn, &subnet.id, "TCP", "ROUND_ROBIN").name(name.as_str()).await.unwrap().id);
    }
    assert_eq!(Pool::list(&conn).name(name.as_str()).page_size(2).await.unwrap().len(), 3);
    for id in made {
        Pool::delete(&conn, id).await.unwrap();
    }
    Subnet::delete(&conn, &subnet.id).await.unwrap();
    Network::delete(&conn, &network.id).await.unwrap();
}
