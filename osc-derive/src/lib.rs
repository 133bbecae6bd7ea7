//! The derive macros of `osc-runtime`, which re-exports them and documents their use.
//!
//! A declaration goes one way through the modules: `attribute` reads what stands in `#[resource(…)]`, `model`
//! makes a resource of it with every default filled in, `check` looks for what contradicts itself, `expand`
//! writes the code. No stage stops at a mistake: all go to one `errors::Errors`, so that all are said at once.
//! Where there are some, `fallback` writes the code instead, such that one mistake is one message and not a
//! hundred uses of what is missing.

mod attribute;
mod case;
mod check;
mod errors;
mod expand;
mod fallback;
mod model;
mod template;
mod types;

use proc_macro::TokenStream;
use syn::{DeriveInput, parse_macro_input};

use errors::Errors;

// The documentation of the macros is on their re-exports in osc-runtime, where its examples can compile.
/// Declares an OpenStack resource: see `osc_runtime::Resource`.
#[proc_macro_derive(Resource, attributes(resource, serde))]
pub fn derive_resource(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    resource(&input).into()
}

/// Declares an object inside of a resource: see `osc_runtime::Fields`.
#[proc_macro_derive(Fields, attributes(resource, serde))]
pub fn derive_fields(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    object(&input).into()
}

/// Declares the actions of a resource: see `osc_runtime::actions`.
#[proc_macro_attribute]
pub fn actions(below: TokenStream, block: TokenStream) -> TokenStream {
    let block = parse_macro_input!(block as model::Block);
    of_resource(&block, below.into()).into()
}

fn of_resource(block: &model::Block, below: proc_macro2::TokenStream) -> proc_macro2::TokenStream {
    let mut errors = Errors::default();
    let actions = model::Actions::read(block, below.clone(), &mut errors);
    for action in actions.iter().flat_map(|actions| &actions.all) {
        check::action(action, &mut errors);
    }
    match errors.finish() {
        Some(messages) => fallback::actions(block, below, messages),
        None => actions.as_ref().map(expand::actions).unwrap_or_default(),
    }
}

fn resource(input: &DeriveInput) -> proc_macro2::TokenStream {
    let mut errors = Errors::default();
    let resource = model::resource(input, &mut errors);
    if let Some(resource) = &resource {
        check::resource(resource, &mut errors);
    }
    match errors.finish() {
        Some(messages) => fallback::resource(input, messages),
        None => resource.as_ref().map(expand::resource).unwrap_or_default(),
    }
}

fn object(input: &DeriveInput) -> proc_macro2::TokenStream {
    let mut errors = Errors::default();
    let object = model::object(input, &mut errors);
    if let Some(object) = &object {
        check::object(object, &mut errors);
    }
    match errors.finish() {
        Some(messages) => fallback::object(input, messages),
        None => object.as_ref().map(expand::object).unwrap_or_default(),
    }
}
