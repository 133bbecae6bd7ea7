//! Objects inside of a resource, as requests carry them.

use osc_runtime::{Fields, Resource};

use crate::{cloud, json, sent};

/// An option of DHCP: without a value it is removed.
#[derive(Debug, Clone, Default, PartialEq, Fields)]
pub struct DhcpOption {
    pub opt_name: String,
    #[resource(null)]
    pub opt_value: Option<String>,
    pub ip_version: Option<u8>,
}

/// An address.
#[derive(Debug, Clone, Default, Fields)]
pub struct Address {
    pub subnet_id: Option<String>,
    pub ip_address: Option<String>,
}

/// A port.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/ports", service = "network", operations(get, create, update))]
pub struct Port {
    pub id: String,
    pub extra_dhcp_opts: Vec<DhcpOption>,
    pub fixed_ips: Vec<Address>,
}

#[tokio::test]
async fn what_is_none_is_left_out_or_sent_as_null_as_the_field_says() {
    let (cloud, conn) = cloud([Port::SCHEMA]).await;
    let option = |name: &str, value: Option<&str>| DhcpOption {
        opt_name: name.into(),
        opt_value: value.map(str::to_owned),
        ip_version: None,
    };
    let address = Address { ip_address: Some("192.0.2.5".into()), ..Address::default() };
    let port = Port::create(&conn).fixed_ips([address]).extra_dhcp_opts([option("tftp", Some("a"))]).await.unwrap();
    let body = r#"{"port":{"extra_dhcp_opts":[{"opt_name":"tftp","opt_value":"a"}],"fixed_ips":[{"ip_address":"192.0.2.5"}]}}"#;
    assert_eq!(sent(&cloud), json("POST /network/v2.0/ports", body));
    let port = Port::update(&conn, &port).extra_dhcp_opts([option("tftp", None)]).await.unwrap();
    let line = format!("PUT /network/v2.0/ports/{}", port.id);
    let body = r#"{"port":{"extra_dhcp_opts":[{"opt_name":"tftp","opt_value":null}]}}"#;
    assert_eq!(sent(&cloud), json(&line, body));
    assert_eq!(port.extra_dhcp_opts, [option("tftp", None)]);
}
