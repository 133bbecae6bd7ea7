//! A declaration inside of a function, with what it uses beside it.

fn main() {
    use osc_runtime::{Fields, Resource};

    #[derive(Resource)]
    #[resource(base_path = "/networks", service = "network")]
    struct Network {
        id: String,
        link: Link,
    }

    #[derive(Fields)]
    struct Link {
        href: String,
    }

    assert_eq!(Network::SCHEMA.name(), "Network");
    let network = Network { id: "1".into(), link: Link { href: "/".into() } };
    assert_eq!(network.to_value()["link"]["href"], "/");
    let _: Option<NetworkList> = None;
}
