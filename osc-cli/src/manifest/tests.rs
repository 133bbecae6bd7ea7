//! What is told of resources.

use osc_runtime::Value;
use osc_runtime::schema::Schema;
use serde_json::json;

use super::{document, markdown, openapi, overview};
use crate::output::Output;

mod declared {
    use osc_runtime::{Fields, Resource, Value, actions};

    /// A server. It runs.
    #[derive(Debug, Clone, Default, Resource)]
    #[resource(
        base_path = "/servers",
        service = "compute",
        operations(list, get, create, update(since = "2.3"), delete)
    )]
    #[resource(list_path = "/servers/detail", query(all_tenants: bool), bulk, tags, actions)]
    pub(super) struct Server {
        pub(super) id: String,
        /// What people call it.
        pub(super) name: Option<String>,
        #[resource(required, name = "flavorRef", references = Flavor, filter = "flavor", column = "Flavor", switch(tiny = "1"))]
        pub(super) flavor_id: String,
        #[resource(state(ready("ACTIVE"), failed("ERROR")))]
        pub(super) status: String,
        pub(super) disks: Vec<Disk>,
        #[resource(write_only, since = "2.19", until = "2.40")]
        pub(super) user_data: Option<String>,
        #[resource(header = "x-host")]
        pub(super) host: String,
    }

    /// A disk.
    #[derive(Debug, Clone, Default, Fields)]
    pub(super) struct Disk {
        pub(super) size: u64,
    }

    #[actions("/servers/{id}")]
    impl Server {
        /// Starts it.
        #[action(post = "action", key = "os-start")]
        pub(super) fn start();

        /// Resizes it.
        #[action(post = "action", key = "resize", cli = "grow")]
        pub(super) fn resize(#[action(name = "flavorRef")] flavor: String);

        /// What is the matter.
        #[action(get = "diagnostics", response_key = "a.b")]
        pub(super) fn diagnostics(deep: Option<bool>) -> Value;
    }

    /// A flavor.
    #[derive(Debug, Clone, Default, Resource)]
    #[resource(base_path = "/flavors", service = "compute", operations(list, get))]
    pub(super) struct Flavor {
        #[resource(id)]
        pub(super) flavorid: String,
    }

    /// A specification.
    #[derive(Debug, Clone, Default, Resource)]
    #[resource(base_path = "/flavors/{flavor_id}/specs?all=1", service = "compute", key = none, list_key = none)]
    #[resource(operations(list, get, update), list_shape = "map", update_method = "JSON-PATCH")]
    pub(super) struct Spec {
        #[resource(id)]
        pub(super) key: String,
        pub(super) flavor_id: String,
        pub(super) value: String,
    }
}

fn resources() -> Vec<&'static Schema> {
    use osc_runtime::Resource as _;

    vec![declared::Server::SCHEMA, declared::Flavor::SCHEMA, declared::Spec::SCHEMA]
}

#[test]
fn the_manifest_tells_all_that_is_declared() {
    let manifest = document::manifest(&resources());
    assert_eq!((&manifest["manifest"], &manifest["resources"][1]["noun"]), (&json!(1), &json!("flavor")));
    let server = &manifest["resources"][0];
    assert_eq!(
        (&server["name"], &server["service"], &server["doc"]),
        (&json!("Server"), &json!("compute"), &json!("A server. It runs."))
    );
    assert_eq!(
        server["operations"][0],
        json!({
            "name": "list", "method": "GET", "path": "/servers/detail", "idempotent": true,
            "response": {"key": "servers", "content": "resources", "content_type": "application/json"},
        })
    );
    assert_eq!(
        (&server["operations"][3]["name"], &server["operations"][3]["since"]),
        (&json!("update"), &json!("2.3"))
    );
    assert_eq!(
        server["fields"][2],
        json!({
            "name": "flavor_id", "wire_name": "flavorRef", "type": {"kind": "string"}, "nullable": false,
            "usage": ["create", "required", "update"], "filter": "flavor",
            "references": {"name": "Flavor", "service": "compute", "noun": "flavor"},
            "cli": {"column": {"heading": "Flavor"}, "switches": [{"option": "tiny", "value": "1"}]},
        })
    );
    let size = json!({"name": "size", "wire_name": "size", "type": {"kind": "integer"}, "nullable": false, "usage": ["create", "update"]});
    assert_eq!(server["fields"][4]["type"], json!({"kind": "list", "of": {"kind": "object", "fields": [size]}}));
    assert_eq!((&server["fields"][5]["since"], &server["fields"][5]["until"]), (&json!("2.19"), &json!("2.40")));
    assert_eq!(server["state"], json!({"field": "status", "ready": ["ACTIVE"], "failed": ["ERROR"], "pending": []}));
    assert_eq!(
        (&server["bulk"], &server["mixins"], &server["singleton"]),
        (&json!("also"), &json!(["tags"]), &json!(false))
    );
    assert_eq!(server["queries"][0]["name"], "all_tenants");
    let names: Vec<_> =
        server["actions"].as_array().unwrap().iter().map(|action| action["name"].as_str().unwrap()).collect();
    assert_eq!(names[..3], ["start", "resize", "diagnostics"]);
    assert_eq!(server["actions"][1]["request"]["key"], "resize");
    assert_eq!(server["actions"][1]["cli"], json!({"verbs": [{"words": "grow"}]}));
    assert_eq!(server["actions"][1]["arguments"][0]["wire_name"], "flavorRef");
    assert_eq!(
        server["actions"][2]["response"],
        json!({"key": "a.b", "content": "value", "type": {"kind": "any"}, "content_type": "application/json"})
    );
}

/// The value at a pointer of the document.
fn at(document: &Value, pointer: &str) -> Value {
    document.pointer(pointer).unwrap_or_else(|| panic!("nothing at {pointer}")).clone()
}

#[test]
fn the_document_has_the_paths_with_their_envelopes() {
    let document = openapi::document(&resources());
    assert_eq!(document["openapi"], "3.1.0");
    let schema = |path: &str, rest: &str| at(&document, &format!("/paths/{}/{rest}", path.replace('/', "~1")));
    let list = schema("/servers/detail", "get");
    let parameters: Vec<_> =
        list["parameters"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
    assert_eq!(
        parameters,
        [
            "id",
            "name",
            "flavor",
            "status",
            "all_tenants",
            "tags",
            "tags-any",
            "not-tags",
            "not-tags-any",
            "limit",
            "marker"
        ]
    );
    let items = at(&list, "/responses/2XX/content/application~1json/schema/properties/servers");
    assert_eq!(items, json!({"type": "array", "items": {"$ref": "#/components/schemas/compute.Server"}}));
    let create = schema("/servers", "post/requestBody/content/application~1json/schema/anyOf");
    assert_eq!(create[0]["properties"]["server"]["$ref"], "#/components/schemas/compute.Server.create");
    assert_eq!(create[1]["properties"]["servers"]["items"]["$ref"], "#/components/schemas/compute.Server.create");
    assert_eq!(schema("/servers/{id}", "put")["x-since"], "2.3");
    let create = at(&document, "/components/schemas/compute.Server.create");
    assert_eq!(create["required"], json!(["flavorRef"]));
    assert!(create["properties"].get("host").is_none() && create["properties"].get("status").is_none(), "{create}");
    let server = at(&document, "/components/schemas/compute.Server/properties");
    assert_eq!(server["status"], json!({"type": "string", "readOnly": true}));
    assert_eq!(server["name"]["type"], json!(["string", "null"]));
    assert!(server.get("user_data").is_none());
    assert_eq!(schema("/servers/{id}/diagnostics", "get/parameters/1")["name"], "deep");
    let answer = schema("/servers/{id}/diagnostics", "get/responses/2XX/content/application~1json/schema");
    assert!(answer.pointer("/properties/a/properties/b").is_some(), "{answer}");
    let specs = schema("/flavors/{flavor_id}/specs", "get");
    let names: Vec<_> = specs["parameters"].as_array().unwrap().iter().map(|one| &one["name"]).collect();
    assert_eq!(names, ["flavor_id", "all", "key", "value", "limit", "marker"]);
    assert_eq!(specs["parameters"][1]["schema"], json!({"type": "string", "const": "1"}));
    let map = at(&specs, "/responses/2XX/content/application~1json/schema/additionalProperties/anyOf");
    assert_eq!(map, json!([{"$ref": "#/components/schemas/compute.Spec"}, {"type": "string"}]));
    let patch = schema("/flavors/{flavor_id}/specs/{key}", "patch/requestBody/content/application~1json/schema");
    assert_eq!(patch["items"]["required"], json!(["op", "path"]));
}

#[test]
fn calls_that_share_a_path_and_a_method_are_one_operation() {
    let document = openapi::document(&resources());
    let action = at(&document, "/paths/~1servers~1{id}~1action/post");
    assert_eq!(action["summary"], "server: Starts it; server: Resizes it");
    let bodies = at(&action, "/requestBody/content/application~1json/schema/anyOf");
    assert_eq!(bodies[0]["properties"], json!({"os-start": {"type": "null"}}));
    assert_eq!(bodies[1]["properties"]["resize"]["required"], json!(["flavorRef"]));
}

#[test]
fn paths_that_differ_in_names_alone_are_one_path() {
    static ADDRESSES: Schema = Schema::new("Addresses", "compute", "/servers/{server_id}")
        .with_singleton(true)
        .with_command("addresses")
        .with_operations(osc_runtime::schema::Operations::GET);
    let document = openapi::document(&[resources()[0], &ADDRESSES]);
    assert!(document["paths"].get("/servers/{server_id}").is_none());
    let get = at(&document, "/paths/~1servers~1{id}/get");
    assert_eq!(get["summary"], "server: get; addresses: get");
    let parameters: Vec<_> = get["parameters"].as_array().unwrap().iter().map(|one| &one["name"]).collect();
    assert_eq!(parameters, ["id"]);
}

#[test]
fn several_services_have_their_types_before_their_paths() {
    static IMAGE: Schema = Schema::new("Server", "image", "/images");
    let mut resources = resources();
    resources.push(&IMAGE);
    let document = openapi::document(&resources);
    assert!(document["paths"].get("/compute/servers").is_some());
    assert!(document["components"]["schemas"].get("image.Server").is_some());
}

#[test]
fn every_component_that_is_referred_to_is_there_and_every_operation_has_its_own_id() {
    let document = openapi::document(&osc_services::resources());
    let (mut references, mut ids) = (Vec::new(), Vec::new());
    walk(&document, &mut |key, value| match (key, value.as_str()) {
        ("$ref", Some(reference)) => references.push(reference.to_owned()),
        ("operationId", Some(id)) => ids.push(id.to_owned()),
        _ => {}
    });
    for reference in &references {
        assert!(document.pointer(reference.trim_start_matches('#')).is_some(), "{reference}");
    }
    let all = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!((ids.len(), references.is_empty()), (all, false));
}

fn walk(value: &Value, see: &mut impl FnMut(&str, &Value)) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                see(key, value);
                walk(value, see);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| walk(item, see)),
        _ => {}
    }
}

#[test]
fn the_reference_has_a_heading_a_resource_and_its_commands_calls_and_fields() {
    let text = markdown::reference(&resources());
    for expected in [
        "## compute\n\n### flavor\n",
        "### server\n\n`/servers` below the endpoint of `compute`, `Server` in Rust.\n\nA server. It runs.\n",
        "osc server list [OPTIONS]",
        "| list | `GET /servers/detail` |  | `servers` |",
        "| resize | `POST /servers/{id}/action` | `resize` |  |",
        "| `flavor_id` (`flavorRef`) | string | required, set by create and update, filter `flavor`, a flavor |  |",
        "| `user_data` | string or null | set by create and update, never shown (from 2.19 to 2.40) |  |",
        "| `disks` | list of object (`size`: integer) | set by create and update |  |",
        "Arguments of `resize`:\n",
    ] {
        assert!(text.contains(expected), "{expected}\n{text}");
    }
}

#[test]
fn the_table_has_the_columns_that_are_chosen() {
    assert!(matches!(overview(&resources(), &["noun", "operations"]), Ok(Output::List(_))));
    assert!(overview(&resources(), &["nuon"]).is_err());
}
