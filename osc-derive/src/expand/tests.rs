//! The code of a declaration, to be read: see the snapshots.

use proc_macro2::TokenStream;
use syn::{DeriveInput, parse_quote};

fn formatted(code: TokenStream) -> String {
    prettyplease::unparse(&syn::parse2(code).unwrap())
}

#[test]
fn a_resource_is_tables_and_methods_of_one_line() {
    let declaration: DeriveInput = parse_quote! {
        /// A member of a pool.
        #[resource(base_path = "/lb/pools/{pool_id}/members", service = "network")]
        #[resource(operations(list, get, create, update, delete))]
        pub struct Member {
            pub id: String,
            pub pool_id: String,
            /// Where it listens.
            #[resource(required)]
            pub address: String,
            pub weight: Option<u16>,
            #[resource(read_only, name = "oper:status")]
            pub status: String,
        }
    };
    insta::assert_snapshot!(formatted(crate::resource(&declaration)));
}

#[test]
fn an_object_is_its_table() {
    let declaration: DeriveInput = parse_quote! {
        #[resource(serde)]
        struct Link {
            href: String,
        }
    };
    insta::assert_snapshot!(formatted(crate::object(&declaration)));
}

#[test]
fn a_bare_resource_is_read_only() {
    let declaration: DeriveInput = parse_quote! {
        #[resource(base_path = "/os-hypervisors", service = "compute", operations(list, get))]
        struct Hypervisor {
            id: u64,
        }
    };
    insta::assert_snapshot!(formatted(crate::resource(&declaration)));
}

#[test]
fn a_singleton_has_no_id_and_mixins_are_methods() {
    let declaration: DeriveInput = parse_quote! {
        /// The quotas of a project.
        #[resource(base_path = "/os-quota-sets/{project_id}", service = "block-storage", key = "quota_set")]
        #[resource(singleton, quota_set, operations(get, update))]
        pub struct QuotaSet {
            pub project_id: String,
            pub volumes: i64,
            #[resource(flatten)]
            pub others: HashMap<String, i64>,
        }
    };
    insta::assert_snapshot!(formatted(crate::resource(&declaration)));
}

#[test]
fn what_is_in_headers_and_put_is_data_of_the_schema() {
    let declaration: DeriveInput = parse_quote! {
        /// A container of objects.
        #[resource(base_path = "/", service = "object-store", key = none, list_key = none, pagination = "marker")]
        #[resource(operations(list, create, update, head), create_method = "PUT", update_method = "POST")]
        pub struct Container {
            #[resource(id)]
            pub name: String,
            #[resource(read_only, header = "x-container-bytes-used")]
            pub bytes: u64,
            #[resource(header = "x-container-meta-*")]
            pub metadata: HashMap<String, String>,
        }
    };
    insta::assert_snapshot!(formatted(crate::resource(&declaration)));
}

#[test]
fn a_rich_resource_has_versions_references_states_and_bulk_creation() {
    let declaration: DeriveInput = parse_quote! {
        /// A server.
        #[resource(base_path = "/servers", service = "compute", list_path = "/servers/detail", bulk, tags, actions)]
        #[resource(operations(list, get, create, update(since = "2.3"), delete), query(all_tenants: bool))]
        pub struct Server {
            pub id: String,
            pub name: String,
            #[resource(required, references = Flavor)]
            pub flavor_id: String,
            #[resource(references = Network)]
            pub networks: Vec<String>,
            #[resource(since = "2.19", alias = "description_text")]
            pub description: Option<String>,
            #[resource(state(ready("ACTIVE"), failed("ERROR"), pending("BUILD")), column = "Status")]
            pub status: String,
            #[resource(fault)]
            pub fault: Option<Fault>,
            #[resource(revision)]
            pub revision_number: Option<u64>,
        }
    };
    insta::assert_snapshot!(formatted(crate::resource(&declaration)));
}

#[test]
fn an_action_is_a_method_and_a_builder_where_it_has_options() {
    let block = syn::parse_quote! {
        impl Server {
            /// Restarts it.
            #[action(post = "action", key = "reboot")]
            pub fn reboot(
                /// `SOFT` or `HARD`.
                #[action(name = "type")]
                kind: String,
            );

            /// Moves it to another host.
            #[action(post = "action", key = "os-migrateLive", since = "2.25")]
            pub fn live_migrate(#[action(references = Host)] host: Option<String>);

            /// Whether it has a tag.
            #[action(head = "tags/{tag}")]
            pub fn is_tagged(tag: String) -> bool;
        }
    };
    insta::assert_snapshot!(formatted(crate::of_resource(&block, quote::quote!("/servers/{id}"))));
}

#[test]
fn ten_fields_with_all_operations_are_under_four_hundred_lines() {
    let declaration: DeriveInput = parse_quote! {
        /// A pool of the LBaaS v1 extension.
        #[resource(base_path = "/lb/pools", service = "network")]
        #[resource(operations(list, get, create, update, delete))]
        pub struct Pool {
            /// Its id.
            pub id: String,
            /// Its name.
            pub name: String,
            /// The subnet that its members are on.
            #[resource(required)]
            pub subnet_id: String,
            /// What it balances: `HTTP`, `HTTPS` or `TCP`.
            #[resource(required)]
            pub protocol: String,
            /// How it balances.
            #[resource(required)]
            pub lb_method: String,
            /// In what state it is.
            pub status: String,
            /// What it is for.
            pub description: Option<String>,
            /// Whether it is switched on.
            pub admin_state_up: Option<bool>,
            /// The project that has it.
            pub tenant_id: Option<String>,
            /// What it balances between.
            pub members: Vec<String>,
        }
    };
    let code = formatted(crate::resource(&declaration));

    assert!(code.lines().count() < 400, "{} lines:\n{code}", code.lines().count());
}
