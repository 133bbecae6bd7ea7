//! Files, and what is made of them.

mod guide;
mod mistakes;
mod robustness;

use osc_runtime::Method;
use osc_runtime::schema::{
    Bulk, Constant, Field, Kind, ListShape, Mixins, Operations, Pagination, Returns, Schema, UpdateMethod, Usage,
};

use super::folder::Source;
use super::{Declared, declared, words};

/// What the program knows itself.
mod known {
    use osc_runtime::Resource;

    /// A subnet.
    #[derive(Debug, Clone, Default, Resource)]
    #[resource(base_path = "/subnets", service = "network")]
    pub(super) struct Subnet {
        pub(super) id: String,
    }

    /// A flavor of servers.
    #[derive(Debug, Clone, Default, Resource)]
    #[resource(base_path = "/flavors", service = "compute")]
    pub(super) struct Flavor {
        pub(super) id: String,
    }

    pub(super) mod network {
        use osc_runtime::Resource;

        /// A flavor of routers.
        #[derive(Debug, Clone, Default, Resource)]
        #[resource(base_path = "/flavors", service = "network", cli = "network flavor")]
        pub(in crate::declaration::tests) struct Flavor {
            pub(in crate::declaration::tests) id: String,
        }
    }
}

/// What becomes of files with these names and texts.
fn files(files: &[(&str, &str)]) -> Declared {
    use osc_runtime::Resource as _;

    let sources = files.iter().map(|(name, text)| Source { name: (*name).into(), text: Ok((*text).into()) });
    declared(
        &sources.collect::<Vec<_>>(),
        &[known::Subnet::SCHEMA, known::Flavor::SCHEMA, known::network::Flavor::SCHEMA],
    )
}

/// What is wrong in the files, each line with its file.
fn problems(declared: &Declared) -> Vec<String> {
    let of = |file: &super::Faulty| -> Vec<_> {
        file.problems.iter().map(|problem| format!("{}{problem}", file.name)).collect()
    };
    declared.faulty.iter().flat_map(of).collect()
}

/// The one resource of a file without mistakes.
fn schema(text: &str) -> &'static Schema {
    let declared = files(&[("a.toml", text)]);
    assert_eq!(problems(&declared), <[String; 0]>::default(), "{text}");
    declared.resources.last().unwrap()
}

const POOL: &str = r#"
[Pool]
doc = "A pool of the LBaaS v1 extension."
base_path = "/lb/pools"
service = "network"
cli = "lb pool"
operations = ["list", "get", "create", "update", "delete"]
[Pool.fields]
id = { type = "String", column = "ID" }
name = { type = "String", column = true, doc = "Need not be unique." }
subnet_id = { type = "String", required = true, create_only = true, references = "Subnet" }
status = { type = "String", state = { ready = ["ACTIVE"], failed = ["ERROR"] } }
members = "Vec<String>"
vip_id = "Option<String>"
[Pool.actions.stats]
get = "stats"
response_key = "stats"
returns = "Value"
"#;

#[test]
fn a_table_is_a_resource_as_a_struct_is() {
    let pool = schema(POOL);
    assert_eq!((pool.name(), pool.command(), pool.service()), ("Pool", "lb pool", "network"));
    assert_eq!((pool.base_path(), pool.key(), pool.list_key()), ("/lb/pools", Some("pool"), Some("pools")));
    assert_eq!(pool.doc(), "A pool of the LBaaS v1 extension.");
    assert_eq!(pool.operations().names().collect::<Vec<_>>(), ["list", "get", "create", "update", "delete"]);
    let names: Vec<_> = pool.fields().iter().map(Field::name).collect();
    assert_eq!(names, ["id", "name", "subnet_id", "status", "members", "vip_id"], "in the order of the file");
    let field = |name: &str| pool.fields().iter().find(|field| field.name() == name).unwrap();
    assert_eq!(pool.id().unwrap().name(), "id");
    assert_eq!(
        (field("id").heading(), field("name").heading(), field("status").heading()),
        (Some("ID"), Some(""), None)
    );
    assert_eq!(field("name").doc(), "Need not be unique.");
    let usage = field("subnet_id").usage();
    assert!(usage.contains(Usage::CREATE.and(Usage::REQUIRED).and(Usage::FILTER)) && !usage.contains(Usage::UPDATE));
    assert!(!field("status").has(Usage::CREATE) && field("status").has(Usage::STATE));
    assert_eq!(pool.state().ready(), ["ACTIVE"]);
    assert_eq!((field("members").kind(), field("members").filter()), (Kind::List(&Kind::Text), None));
    assert!(field("vip_id").nullable() && !field("name").nullable());
    assert_eq!(field("subnet_id").reference().unwrap().name(), "Subnet");
    let stats = pool.actions().next().unwrap();
    assert_eq!((stats.method(), stats.path()), (Method::Get, "/lb/pools/{id}/stats"));
    assert_eq!((stats.response_key(), stats.returns()), (Some("stats"), Returns::Value(Kind::Any)));
}

#[test]
fn a_quirk_is_said_as_in_the_struct() {
    let schema = schema(
        r#"
[Thing]
base_path = "/owners/{owner_id}/things?all=1"
service = "things"
key = "none"
list_key = "things.all"
create_key = "new"
created_key = "none"
operations = ["list", { get = { since = "2.3" } }, { create = { idempotent = true } }, "update", "head"]
filters = ["name"]
list_path = "/owners/{owner_id}/things/detail"
create_method = "PUT"
update_method = "JSON-PATCH"
content_type = "application/json-patch+json"
bulk = true
list_shape = "map"
pagination = "marker"
busy = "immutable"
tags = true
metadata = true
query = { all_tenants = "bool", since = { type = "Timestamp", name = "changes-since" } }
[Thing.fields]
owner_id = { type = "String", references = "Subnet" }
uuid = { type = "u64", id = true }
name = { type = "String", filter = "called" }
is_external = { type = "Option<bool>", name = "router:external", since = "2.19", until = "2.40" }
bytes = { type = "u64", header = "X-Bytes", read_only = true }
number = { type = "u64", revision = true }
project_id = { type = "String", sort = "owner", alias = "tenant_id", coerce = true }
password = { type = "Secret", write_only = true }
generation = { type = "u64", beside = true }
rest = { type = "HashMap<String, Value>", flatten = true }
"#,
    );
    assert_eq!((schema.key(), schema.list_key()), (None, Some("things.all")));
    assert_eq!((schema.create_key(), schema.created_key()), (Some("new"), None));
    assert_eq!(schema.versions(Operations::GET).since().unwrap().to_string(), "2.3");
    assert!(schema.is_idempotent(Operations::CREATE));
    assert_eq!(schema.list_path(), "/owners/{owner_id}/things/detail");
    assert_eq!((schema.create_method(), schema.create_path()), (Method::Put, "/owners/{owner_id}/things/{uuid}?all=1"));
    assert_eq!((schema.update_method(), schema.bulk()), (UpdateMethod::JsonPatch, Bulk::Also));
    assert_eq!((schema.list_shape(), schema.pagination()), (ListShape::Map, Pagination::Marker));
    assert_eq!((schema.busy(), schema.mixins()), (Some("immutable"), Mixins::TAGS.and(Mixins::METADATA)));
    let queries: Vec<_> = schema.queries().take(2).map(|query| (query.wire_name(), query.kind())).collect();
    assert_eq!(queries, [("all_tenants", Kind::Bool), ("changes-since", Kind::Time)]);
    let field = |name: &str| schema.fields().iter().find(|field| field.name() == name).unwrap();
    assert!(field("owner_id").has(Usage::PATH) && !field("owner_id").has(Usage::CREATE));
    assert!(field("uuid").has(Usage::ID.and(Usage::CREATE).and(Usage::REQUIRED)), "it is in the path of a creation");
    assert_eq!((field("name").filter(), field("project_id").filter()), (Some("called"), None));
    assert_eq!(field("is_external").wire_name(), "router:external");
    assert_eq!(field("is_external").versions().until().unwrap().to_string(), "2.40");
    assert_eq!(field("project_id").sort_key(), Some("owner"));
    assert_eq!((field("bytes").header(), field("project_id").alias()), (Some("x-bytes"), Some("tenant_id")));
    for (name, usage) in [
        ("password", Usage::WRITE_ONLY),
        ("number", Usage::REVISION),
        ("generation", Usage::BESIDE),
        ("rest", Usage::FLATTEN),
        ("project_id", Usage::COERCE),
    ] {
        assert!(field(name).has(usage), "{name}");
    }
}

#[test]
fn an_object_is_another_table_or_stands_in_the_field() {
    let port = schema(
        r#"
[Port]
base_path = "/ports"
service = "network"
[Port.fields]
id = "String"
fixed_ips = "Vec<FixedIp>"
binding = { name = "binding:profile", fields = { slot = { type = "Option<u8>", null = true } } }
routes = { type = "Option<Vec<Fields>>", fields = { hop = { type = "String", name = "nexthop" } } }
[FixedIp.fields]
subnet_id = "String"
ip_address = { type = "Option<String>", alias = "address" }
"#,
    );
    let kinds: Vec<_> = port.fields().iter().map(Field::kind).collect();
    let Kind::List(Kind::Object(fixed_ip)) = kinds[1] else { panic!("{kinds:?}") };
    assert_eq!((fixed_ip[1].wire_name(), fixed_ip[1].alias()), ("ip_address", Some("address")));
    assert!(matches!(kinds[2], Kind::Object([slot]) if slot.has(Usage::NULL) && slot.nullable()));
    assert!(matches!(kinds[3], Kind::List(Kind::Object([hop])) if hop.wire_name() == "nexthop"));
    assert!(port.fields()[3].nullable());
}

#[test]
fn an_action_has_arguments_where_they_belong() {
    let server = schema(
        r#"
[Server]
base_path = "/servers"
service = "compute"
[Server.fields]
id = "String"
[Server.actions]
reboot = { post = "action", key = "reboot", arguments = { kind = { type = "String", name = "type" } }, leads_to = "ACTIVE" }
upload = { put = "file", content_type = "application/octet-stream", arguments = { data = { type = "Body", body = true } } }
download = { get = "file", returns = "Download" }
has = { head = "tags/{tag}", returns = "bool" }
check = { get = "/check/{id}", arguments = { all = "Option<bool>", etag = { type = "String", header = "If-Match" } } }
resize = { post = "", since = "2.7", idempotent = true, returns = "Self", arguments = { flavor = { type = "String", references = "compute::Flavor" } } }
"#,
    );
    let action = |name: &str| server.actions().find(|action| action.name() == name).unwrap();
    let reboot = action("reboot");
    assert_eq!(
        (reboot.path(), reboot.key(), reboot.leads_to()),
        ("/servers/{id}/action", Some("reboot"), Some("ACTIVE"))
    );
    assert_eq!((reboot.arguments()[0].wire_name(), reboot.arguments()[0].usage()), ("type", Usage::REQUIRED));
    let upload = action("upload");
    assert_eq!((upload.content_type(), upload.arguments()[0].kind()), ("application/octet-stream", Kind::Bytes));
    assert!(upload.arguments()[0].has(Usage::BODY) && upload.is_idempotent());
    assert_eq!((action("download").returns(), action("has").returns()), (Returns::Bytes, Returns::Existence));
    let check = action("check");
    assert_eq!((check.path(), check.arguments()[0].usage()), ("/check/{id}", Usage::QUERY));
    assert_eq!(check.arguments()[1].header(), Some("if-match"));
    let resize = action("resize");
    assert_eq!((resize.path(), resize.returns()), ("/servers/{id}", Returns::Resource));
    assert!(resize.is_idempotent() && resize.versions().since().is_some());
    assert_eq!(resize.arguments()[0].reference().unwrap().service(), "compute");
}

#[test]
fn the_vocabulary_of_the_command_line_is_said_as_in_the_struct() {
    let rule = schema(
        r#"
[Rule]
base_path = "/rules"
service = "network"
cli = "security rule"
variant = "plain"
operations = ["list", "get", "create", "update"]
[Rule.fields]
id = "String"
group = { type = "String", required = true, positional = true, option = "of" }
direction = { type = "String", required = true, switch = { ingress = "ingress", egress = "egress" }, default = "ingress" }
shared = { type = "bool", switch = "share", long = "Shared", words = ["Yes", "No"] }
port_min = { type = "Option<u16>", range = ["dst-port", "port_max"], column = "Ports", show = "ports" }
port_max = "Option<u16>"
route = { fields = { nexthop = { type = "String", option = "gateway", references = "Subnet" } } }
[Rule.actions.add]
put = "add"
cli = { "add subnet" = "subnet_id", "add port" = "port_id" }
arguments = { subnet_id = "Option<String>", port_id = { type = "Option<String>", option = "port" } }
[Rule.actions.tidy]
post = "tidy"
cli = "hidden"
"#,
    );
    let field = |name: &str| rule.fields().iter().find(|field| field.name() == name).unwrap();
    assert_eq!(rule.variant(), Some("plain"));
    assert_eq!((field("group").is_positional(), field("group").option()), (true, Some("of")));
    let direction = field("direction");
    let switches = direction.switches().iter().map(|switch| (switch.option(), switch.value()));
    assert_eq!(
        switches.collect::<Vec<_>>(),
        [("ingress", Constant::Text("ingress")), ("egress", Constant::Text("egress"))]
    );
    assert_eq!(direction.default(), Some(Constant::Text("ingress")));
    let shared = field("shared");
    let switches = shared.switches().iter().map(|switch| (switch.option(), switch.value()));
    assert_eq!(switches.collect::<Vec<_>>(), [("share", Constant::Bool(true)), ("no-share", Constant::Bool(false))]);
    assert_eq!((shared.long_heading(), shared.words()), (Some("Shared"), Some(("Yes", "No"))));
    let ports = field("port_min");
    assert_eq!((ports.range(), ports.heading()), (Some(("dst-port", "port_max")), Some("Ports")));
    assert_eq!(ports.shown_as(), "ports");
    let Kind::Object([nexthop]) = field("route").kind() else { panic!() };
    assert_eq!((nexthop.option(), nexthop.reference().unwrap().name()), (Some("gateway"), "Subnet"));
    let verbs: Vec<_> = rule.actions().map(|action| action.verbs().unwrap()).collect();
    assert_eq!((verbs[0][0].words(), verbs[0][1].argument()), ("add subnet", Some("port_id")));
    assert!(verbs[1].is_empty());
}

#[test]
fn variants_of_one_noun_stand_beside_each_other() {
    let rule = |name: &str, more: &str| {
        format!(
            "[{name}]\nbase_path = \"/{name}\"\nservice = \"network\"\ncli = \"rule\"\n{more}\n[{name}.fields]\nid = \"String\"\n"
        )
    };
    let one = rule("One", "variant = \"one\"");
    assert_eq!(problems(&files(&[("a.toml", &(one.clone() + &rule("Two", "variant = \"two\"")))])).len(), 0);
    for other in ["variant = \"one\"", ""] {
        let told = problems(&files(&[("a.toml", &(one.clone() + &rule("Two", other)))]));
        assert!(told.len() == 1 && told[0].contains("`osc rule` is `One` of a.toml already"), "{told:?}");
    }
}

#[test]
fn a_name_means_the_files_own_resource_then_another_files_then_the_programs() {
    let of = |name: &str, path: &str, target: &str| {
        format!(
            "[{name}]\nbase_path = \"/{path}\"\nservice = \"network\"\n[{name}.fields]\nid = \"String\"\n\
             other_id = {{ type = \"String\", references = \"{target}\" }}\n"
        )
    };
    let declared = files(&[
        ("a.toml", &(of("A", "a1", "B") + &of("B", "b1", "A").replace("service", "cli = \"first b\"\nservice"))),
        ("b.toml", &(of("B", "b2", "A").replace("service", "cli = \"second b\"\nservice") + &of("C", "c", "B"))),
        (
            "c.toml",
            &(of("D", "d", "C") + &of("E", "e", "second b") + &of("F", "f", "Flavor") + &of("G", "g", "flavor")),
        ),
    ]);
    assert_eq!(problems(&declared), <[String; 0]>::default());
    let target = |name: &str, path: &str| {
        let mut all = declared.resources.iter();
        let schema = all.find(|schema| schema.name() == name && schema.base_path() == path).unwrap();
        schema.fields()[1].reference().unwrap().command()
    };
    assert_eq!(target("A", "/a1"), "first b");
    assert_eq!((target("B", "/b1"), target("B", "/b2")), ("a", "a"));
    assert_eq!((target("C", "/c"), target("D", "/d")), ("second b", "c"));
    assert_eq!(target("E", "/e"), "second b");
    assert_eq!((target("F", "/f"), target("G", "/g")), ("network flavor", "flavor"));
}

#[test]
fn a_noun_of_a_file_is_no_longer_the_programs() {
    let declared = files(&[(
        "a.toml",
        "[Subnet]\nbase_path = \"/old\"\nservice = \"network\"\n[Subnet.fields]\nid = \"String\"\n",
    )]);
    let subnets: Vec<_> = declared.resources.iter().filter(|schema| schema.command() == "subnet").collect();
    assert_eq!(subnets.len(), 1);
    assert_eq!(subnets[0].base_path(), "/old");
}

#[test]
fn a_file_with_a_mistake_is_told_of_and_the_others_are_taken() {
    let declared =
        files(&[("a.toml", &POOL.replace("required", "requird")), ("b.toml", &POOL.replace("lb pool", "b"))]);
    assert_eq!(problems(&declared), ["a.toml:11: [Pool.fields.subnet_id]: no key `requird`; did you mean `required`?"]);
    assert_eq!(declared.resources.last().unwrap().command(), "b");
    let told = |line: &str| declared.told(&line.split(' ').collect::<Vec<_>>());
    let problem = "a.toml:11: [Pool.fields.subnet_id]: no key `requird`; did you mean `required`?";
    assert_eq!(told("lb pool list"), (false, vec![problem.to_owned()]));
    assert_eq!(told("b list"), (true, vec![format!("warning: {problem}")]));
}

#[test]
fn the_words_of_a_command_are_no_options_and_no_values_of_options() {
    let line = ["osc", "--os-cloud", "x", "-f", "json", "help", "lb", "--name=y", "pool"];
    assert_eq!(words(&line.map(Into::into)), ["lb", "pool"]);
}

#[test]
fn a_noun_below_that_of_a_file_with_mistakes_is_none_of_its_commands() {
    static MONITOR: Schema = Schema::new("Monitor", "network", "/monitors").with_command("lb pool monitor");
    let sources = [Source { name: "a.toml".into(), text: Ok(POOL.replace("required", "requird")) }];
    let declared = declared(&sources, &[&MONITOR]);
    assert!(declared.told(&["lb", "pool", "monitor", "list"]).0 && !declared.told(&["lb", "pool", "list"]).0);
}

#[test]
fn what_is_no_toml_is_told_at_its_line_and_still_has_its_nouns() {
    let declared = files(&[("a.toml", &POOL.replace("members = \"Vec<String>\"", "members = \"Vec<String>"))]);
    let told = problems(&declared);
    assert!(told[0].starts_with("a.toml:13: "), "{told:?}");
    assert!(!declared.told(&["lb", "pool", "list"]).0);
}

#[test]
fn a_reference_to_a_resource_of_a_file_with_mistakes_is_no_mistake_of_its_own() {
    let member = "[Member]\nbase_path = \"/lb/members\"\nservice = \"network\"\n[Member.fields]\nid = \"String\"\n\
                  pool_id = { type = \"String\", references = \"Pool\" }\n";
    let declared = files(&[("a.toml", &POOL.replace("\"get\"", "\"gett\"")), ("b.toml", member)]);
    assert_eq!(problems(&declared).len(), 1, "{:?}", problems(&declared));
    assert_eq!(declared.resources.last().unwrap().name(), "Member");
    assert!(declared.resources.last().unwrap().fields()[1].reference().is_none());
}

#[test]
fn a_file_that_cannot_be_read_is_told_of() {
    let sources = [Source { name: "~/a.toml".into(), text: Err("Permission denied".into()) }];
    assert_eq!(problems(&declared(&sources, &[])), ["~/a.toml: Permission denied"]);
}
