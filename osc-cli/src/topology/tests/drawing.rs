//! The same world in each format, letter by letter.

use osc_runtime::Value;
use roxmltree::Document;
use serde_json::json;

use super::super::{json, mermaid, svg, tree};
use super::{INTERFACE, SERVER, external, gateway, graph, network, port, router, shop, with};

const PLAIN: tree::Style = tree::Style { is_ascii: false, is_coloured: false, most: 20 };

#[test]
fn the_tree_leads_from_the_outside_to_what_is_behind_routers() {
    let expected = "\
network public  external
├─ subnet 203.0.113.0/24  gateway 203.0.113.1  out
├─ free floating IP 203.0.113.8
└─ router edge  203.0.113.5
   ├─ network db  10.0.2.1
   │  ├─ subnet 10.0.2.0/24  gateway 10.0.2.1
   │  ├─ server app-10  10.0.2.5
   │  ├─ unattached vip  10.0.2.9
   │  └─ router inner  10.0.2.254
   │     └─ network archive  disabled  10.0.3.1
   └─ network web  10.0.1.1
      ├─ subnet 10.0.1.0/24  gateway 10.0.1.1
      ├─ subnet fd00:1::/64
      ├─ server app-2  SHUTOFF  10.0.1.6
      ├─ server app-10  10.0.1.5 ↔ 203.0.113.9, fd00:1::5
      ├─ load balancer shop  10.0.1.9
      └─ DHCP  10.0.1.2, 10.0.1.3
network island  shared  ERROR
router spare  on no network
5 networks, 3 routers, 2 servers
";
    assert_eq!(tree::draw(&graph(&shop()), PLAIN), expected);
}

#[test]
fn the_tree_can_be_of_ascii_alone() {
    let text = tree::draw(&graph(&shop()), tree::Style { is_ascii: true, ..PLAIN });
    assert!(text.is_ascii(), "{text}");
    assert!(
        text.contains("|   |   `-- network archive") || text.contains("    |   |-- server app-10  10.0.2.5\n"),
        "{text}"
    );
    assert!(text.contains("10.0.1.5 <-> 203.0.113.9"), "{text}");
}

#[test]
fn names_have_the_colour_of_their_state() {
    let text = tree::draw(&graph(&shop()), tree::Style { is_coloured: true, ..PLAIN });
    for painted in ["\x1b[32medge\x1b[0m", "\x1b[33mapp-2\x1b[0m", "\x1b[31mERROR\x1b[0m"] {
        assert!(text.contains(painted), "{painted}: {text}");
    }
}

#[test]
fn what_is_beyond_the_most_is_counted() {
    let text = tree::draw(&graph(&shop()), tree::Style { most: 1, ..PLAIN });
    let web: Vec<&str> = text.lines().skip_while(|line| !line.contains("network web")).skip(3).take(2).collect();
    assert_eq!(web, ["      ├─ server app-2  SHUTOFF  10.0.1.6", "      └─ and 1 server, 1 load balancer, 1 DHCP"]);
    let text = tree::draw(&graph(&shop()), tree::Style { most: 0, ..PLAIN });
    assert!(text.contains("      └─ 2 servers, 1 load balancer, 1 DHCP\n"), "{text}");
    assert!(text.contains("├─ router edge") || text.contains("└─ router edge"), "{text}");
}

#[test]
fn a_network_that_two_routers_lead_to_is_drawn_once() {
    let graph = graph(&json!({
        "networks": [external("out"), network("a"), network("b")],
        "routers": [router("r1", &gateway("out", "192.0.2.1")), router("r2", &gateway("out", "192.0.2.2"))],
        "ports": [
            port("p1", "a", (INTERFACE, "r1"), &["10.0.0.1"]), port("p2", "b", (INTERFACE, "r1"), &["10.1.0.1"]),
            port("p3", "a", (INTERFACE, "r2"), &["10.0.0.2"]), port("p4", "out", (SERVER, "v"), &["192.0.2.7"]),
        ],
    }));
    let expected = "\
network out  external
├─ server v  192.0.2.7
├─ router r1  192.0.2.1
│  ├─ network a  10.0.0.1
│  │  └─ router r2  10.0.0.2
│  └─ network b  10.1.0.1
└─ router r2  192.0.2.2
   └─ network a  10.0.0.2  see above
3 networks, 2 routers, 1 server
";
    assert_eq!(tree::draw(&graph, PLAIN), expected);
}

#[test]
fn a_chain_of_networks_does_not_run_off_the_page() {
    let chain = 0..40;
    let graph = graph(&json!({
        "networks": (0..41).map(|nth| network(&format!("n{nth}"))).collect::<Vec<_>>(),
        "ports": chain.flat_map(|nth| [
            port(&format!("a{nth}"), &format!("n{nth}"), (INTERFACE, &format!("r{nth}")), &[]),
            port(&format!("b{nth}"), &format!("n{}", nth + 1), (INTERFACE, &format!("r{nth}")), &[]),
        ]).collect::<Vec<_>>(),
    }));
    let text = tree::draw(&graph, PLAIN);
    assert!(text.contains("network n13  see below\n") && text.contains("\nnetwork n13\n"), "{text}");
    assert_eq!(text.lines().filter(|line| line.contains("network n") && !line.contains("see below")).count(), 41);
    assert!(text.lines().all(|line| line.chars().count() < 110), "{text}");
}

#[test]
fn nothing_is_told_to_be_nothing() {
    let empty = graph(&json!({}));
    assert_eq!(tree::draw(&empty, PLAIN), "no networks\n");
    assert!(mermaid::draw(&empty, 20).starts_with("flowchart TB\n"));
    let svg = svg::draw(&empty, 20);
    assert!(Document::parse(&svg).unwrap().descendants().any(|node| node.text() == Some("No networks")));
}

#[test]
fn mermaid_has_a_node_for_each_and_a_line_for_each_link() {
    let expected = r#"flowchart TB
    n0(["public<br/>203.0.113.0/24<br/>free: 203.0.113.8"]):::external
    n1["db<br/>10.0.2.0/24"]
    n2["web<br/>10.0.1.0/24<br/>fd00:1::/64"]
    n3["archive (disabled)"]:::down
    n4["island (ERROR)"]:::failed
    d0{{"edge"}}
    n0 -- "203.0.113.5" --- d0
    d0 -- "10.0.2.1" --- n1
    d0 -- "10.0.1.1" --- n2
    d1{{"inner"}}
    n1 -- "10.0.2.254" --- d1
    d1 -- "10.0.3.1" --- n3
    d2("app-10")
    n1 -- "10.0.2.5" --- d2
    n2 -- "10.0.1.5 ↔ 203.0.113.9, fd00:1::5" --- d2
    d3("app-2 (SHUTOFF)<br/>10.0.1.6"):::down
    n2 --- d3
    d4("shop<br/>load balancer<br/>10.0.1.9")
    n2 --- d4
    d5("DHCP<br/>10.0.1.2, 10.0.1.3")
    n2 --- d5
    d6("vip<br/>unattached<br/>10.0.2.9")
    n1 --- d6
    d7{{"spare"}}
    classDef external stroke-width:3px
    classDef pending stroke:#0891b2,stroke-dasharray:5
    classDef down stroke:#d97706,stroke-dasharray:5
    classDef failed stroke:#dc2626,stroke-width:3px
    classDef count stroke-dasharray:2
"#;
    assert_eq!(mermaid::draw(&graph(&shop()), 20), expected);
}

#[test]
fn mermaid_counts_what_is_beyond_the_most() {
    let text = mermaid::draw(&graph(&shop()), 1);
    assert!(text.contains("    c2([\"and 1 load balancer, 1 DHCP\"]):::count\n    n2 --- c2\n"), "{text}");
    assert!(text.contains("    c1([\"and 1 unattached\"]):::count\n"), "{text}");
}

/// A network whose name is markup wherever it is shown.
fn odd(name: &str) -> Value {
    json!({"networks": [with(network("n1"), &json!({"name": name}))]})
}

#[test]
fn a_name_ends_neither_a_label_nor_a_line_of_mermaid() {
    let text = mermaid::draw(&graph(&odd("a\"]\n x#1; <b> `1. y` __z__")), 20);
    let label = "    n0[\"a#34;#93;  x#35;1; #60;b#62; #96;1#46; y#96; #95;#95;z#95;#95;\"]";
    assert_eq!(text.lines().nth(1), Some(label));
}

#[test]
fn a_name_is_one_line_of_the_tree_and_moves_no_cursor() {
    let text = tree::draw(&graph(&odd("a\n\x1b[2Jb")), PLAIN);
    assert_eq!(text.lines().next(), Some("network a  [2Jb"));
}

#[test]
fn the_picture_is_xml_with_all_names_and_addresses_in_it() {
    let svg = svg::draw(&graph(&shop()), 20);
    let document = Document::parse(&svg).unwrap();
    let texts: Vec<&str> = document.descendants().filter_map(|node| node.text()).map(str::trim).collect();
    let shown = [
        "public",
        "external",
        "203.0.113.0/24 via 203.0.113.1",
        "edge",
        "203.0.113.5",
        "web",
        "10.0.1.1",
        "archive",
        "app-10",
        "10.0.2.5",
        "10.0.1.5",
        "↔ 203.0.113.9",
        "fd00:1::5",
        "shop",
        "server · SHUTOFF",
        "DHCP",
        "10.0.1.3",
        "vip",
        "free floating IP",
        "203.0.113.8",
        "island",
        "shared · ERROR",
        "On no network",
        "spare",
    ];
    for text in shown {
        assert!(texts.contains(&text), "{text}: {texts:?}");
    }
}

#[test]
fn the_picture_stands_alone_and_is_fit_for_dark_pages() {
    let svg = svg::draw(&graph(&shop()), 20);
    let document = Document::parse(&svg).unwrap();
    for node in document.descendants().filter(roxmltree::Node::is_element) {
        assert!(!["script", "image", "foreignObject", "a"].contains(&node.tag_name().name()), "{node:?}");
        for attribute in node.attributes() {
            assert!(attribute.name() != "href" || attribute.value().starts_with("#topology-"), "{attribute:?}");
            assert!(!attribute.name().starts_with("on"), "{attribute:?}");
        }
    }
    let style = document.descendants().find(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "style"))).unwrap();
    let style = style.text().unwrap();
    assert!(style.contains("prefers-color-scheme:dark") && !style.contains("url(") && !style.contains("@import"));
}

#[test]
fn a_name_is_text_in_the_picture_whatever_is_in_it() {
    let name = "<script>alert(\"&\")</script>";
    let svg = svg::draw(&graph(&odd(name)), 20);
    let document = Document::parse(&svg).unwrap();
    assert!(document.descendants().any(|node| node.text() == Some(name)), "{svg}");
    let svg = svg::draw(&graph(&odd("a\u{0}\u{8}\u{fffe}b")), 20);
    let document = Document::parse(&svg).unwrap();
    assert!(document.descendants().any(|node| node.text() == Some("a\u{fffd}\u{fffd}\u{fffd}b")), "{svg}");
}

#[test]
fn a_name_that_is_too_long_is_cut_short_and_whole_in_its_title() {
    let name = "x".repeat(500);
    let svg = svg::draw(&graph(&odd(&name)), 20);
    let document = Document::parse(&svg).unwrap();
    let texts: Vec<&str> = document.descendants().filter_map(|node| node.text()).collect();
    assert!(texts.iter().any(|text| text.ends_with("x…") && text.len() < 100), "{texts:?}");
    assert!(texts.contains(&format!("Network {name} (n1)").as_str()));
}

/// The numbers of an element's attributes.
fn numbers<const N: usize>(node: roxmltree::Node, names: [&str; N]) -> [u32; N] {
    names.map(|name| node.attribute(name).unwrap().parse().unwrap())
}

#[test]
fn no_card_lies_on_another_or_on_a_bar_or_beyond_the_edge() {
    let servers = (0..30).flat_map(|nth| {
        let device = format!("v{nth}");
        [("web", true), ("db", nth % 3 == 0), ("island", nth % 7 == 0)].into_iter().filter(|(_, is_on)| *is_on).map(
            move |(network, _)| port(&format!("{network}{nth}"), network, (SERVER, &device), &["10.0.0.9", "fd00::9"]),
        )
    });
    let mut world = shop();
    world["ports"].as_array_mut().unwrap().extend(servers);
    for most in [0, 5, 100] {
        let svg = svg::draw(&graph(&world), most);
        let document = Document::parse(&svg).unwrap();
        let [width, height] = numbers(document.root_element(), ["width", "height"]);
        let is_solid = |node: &roxmltree::Node| {
            node.attribute("class").is_some_and(|class| class.starts_with("card") || class.starts_with("bar"))
                && node.attribute("height").is_some_and(|height| height != "7")
        };
        let solid: Vec<[u32; 4]> =
            document.descendants().filter(is_solid).map(|node| numbers(node, ["x", "y", "width", "height"])).collect();
        for (nth, [x, y, w, h]) in solid.iter().enumerate() {
            assert!(x + w <= width && y + h <= height, "{svg}");
            for [x2, y2, w2, h2] in &solid[..nth] {
                assert!(x + w <= *x2 || x2 + w2 <= *x || y + h <= *y2 || y2 + h2 <= *y, "{x} {y}, {x2} {y2}: {svg}");
            }
        }
    }
}

#[test]
fn json_has_all_of_it() {
    let value = json::value(&graph(&shop()));
    assert_eq!(value["networks"].as_array().unwrap().len(), 5);
    assert_eq!(value["networks"][0]["external"], true);
    let server = value["devices"].as_array().unwrap().iter().find(|device| device["id"] == "v1").unwrap();
    let links = json!([
        {"network_id": "db", "gateway": false, "port_ids": ["p6"], "addresses": [{"ip": "10.0.2.5", "floating_ips": []}]},
        {"network_id": "web", "gateway": false, "port_ids": ["p5"], "addresses": [
            {"ip": "10.0.1.5", "floating_ips": ["203.0.113.9"]}, {"ip": "fd00:1::5", "floating_ips": []},
        ]},
    ]);
    assert_eq!(server, &json!({"kind": "server", "id": "v1", "name": "app-10", "status": "ACTIVE", "links": links}));
}

#[test]
fn a_thousand_networks_with_all_that_is_on_them_are_drawn() {
    let ids = || 0..1000;
    let graph = graph(&json!({
        "networks": std::iter::once(external("out")).chain(ids().map(|nth| network(&format!("n{nth}")))).collect::<Vec<_>>(),
        "routers": (0..100).map(|nth| router(&format!("r{nth}"), &gateway("out", "192.0.2.1"))).collect::<Vec<_>>(),
        "ports": ids().flat_map(|nth| {
            let network = format!("n{nth}");
            let interface = port(&format!("i{nth}"), &network, (INTERFACE, &format!("r{}", nth % 100)), &["10.0.0.1"]);
            let servers = (0..30).map(|server| {
                port(&format!("p{nth}-{server}"), &format!("n{nth}"), (SERVER, &format!("v{nth}-{server}")), &["10.0.0.9"])
            });
            std::iter::once(interface).chain(servers).collect::<Vec<_>>()
        }).collect::<Vec<_>>(),
    }));
    let text = tree::draw(&graph, PLAIN);
    assert_eq!(text.lines().filter(|line| line.contains("and 10 servers")).count(), 1000);
    assert!(text.ends_with("1001 networks, 100 routers, 30000 servers\n"));
    assert!(Document::parse(&svg::draw(&graph, 2)).is_ok());
    assert_eq!(mermaid::draw(&graph, 2).matches("and 28 servers").count(), 1000);
}
