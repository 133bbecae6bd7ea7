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
fn ten_fields_with_all_operations_are_under_four_hundred_lines() {
    let declaration: DeriveInput = parse_quote! {
        /// A pool of the LBaaS v1 extension.
        #[resource(base_path = "/lb/pools", service = "network")]
        #[resource(operations(list, get, create, update, delete))]
        pub struct Pool {
            pub id: String,
            pub name: String,
            #[resource(required)]
            pub subnet_id: String,
            #[resource(required)]
            pub protocol: String,
            #[resource(required)]
            pub lb_method: String,
            pub status: String,
            pub description: Option<String>,
            pub admin_state_up: Option<bool>,
            pub tenant_id: Option<String>,
            pub members: Vec<String>,
        }
    };
    let code = formatted(crate::resource(&declaration));

    assert!(code.lines().count() < 400, "{} lines:\n{code}", code.lines().count());
}
