//! The derive macros of `osc-runtime`, which re-exports them and documents their use.
//!
//! A declaration goes one way through the modules: [`attribute`] reads what stands in `#[resource(…)]`, [`model`]
//! makes a resource of it with every default filled in, [`check`] looks for what contradicts itself,
//! [`expand`] writes the code. No stage stops at a mistake: all go to one [`errors::Errors`], and the code is
//! written as well as it can be, so that one mistake is one message and not a hundred uses of what is missing.
//! [`fallback`] is for what is no struct at all.

mod attribute;
mod case;
mod check;
mod errors;
mod expand;
mod fallback;
mod model;

use proc_macro::TokenStream;
use syn::{DeriveInput, parse_macro_input};

use errors::Errors;

// The documentation of the macros is on their re-exports in osc-runtime, where its examples can compile.
/// Declares an OpenStack resource: see `osc_runtime::Resource`.
#[proc_macro_derive(Resource, attributes(resource, serde))]
pub fn derive_resource(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    let mut errors = Errors::default();
    let code = match model::resource(&input, &mut errors) {
        Some(resource) => {
            check::resource(&resource, &mut errors);
            expand::resource(&resource)
        }
        None => fallback::resource(&input),
    };
    errors.with(code).into()
}

/// Declares an object inside of a resource: see `osc_runtime::Fields`.
#[proc_macro_derive(Fields, attributes(resource, serde))]
pub fn derive_fields(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    let mut errors = Errors::default();
    let code = match model::object(&input, &mut errors) {
        Some(object) => {
            check::object(&object, &mut errors);
            expand::object(&object)
        }
        None => fallback::object(&input),
    };
    errors.with(code).into()
}
