//! The code.
//!
//! Traits are implemented inside of one `const _`, where the runtime has a short name; methods, and the request builders,
//! which users may want to name, stand beside the struct, since rustc would tell of a `_::<impl Pool>::list` otherwise. Nothing is assumed to be in scope: each path begins
//! at the runtime's crate or at `::core`. What is generated for a struct or a field carries its place, for messages, and
//! the context of the derive, so that lints do not judge them as the user's own code.

mod action;
mod builder;
mod codec;
mod method;
mod mixin;
mod schema;
#[cfg(test)]
mod tests;
mod vocabulary;

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::model::{Field, Object, Resource};
use crate::types::{Id, id_type};

pub(crate) use action::actions;

/// The code of a resource.
pub(crate) fn resource(resource: &Resource) -> TokenStream {
    let builders = builder::builders(resource);
    let methods = method::methods(resource);
    let object = codec::object(&resource.object);
    let schema = schema::schema(resource);
    let listed = method::listed(resource);
    let rt = &resource.object.runtime;
    quote! {
        #builders
        #methods
        const _: () = {
            use #rt::rt as __osc;
            #object
            #schema
            #listed
        };
    }
}

/// The code of an object inside of a resource.
pub(crate) fn object(object: &Object) -> TokenStream {
    let (rt, code) = (&object.runtime, codec::object(object));
    quote! {
        const _: () = {
            use #rt::rt as __osc;
            #code
        };
    }
}

/// What the runtime has for generated code.
fn runtime(object: &Object) -> TokenStream {
    let runtime = &object.runtime;
    quote!(#runtime::rt)
}

/// The user's name for something that is generated: found at the user's token, judged as generated.
fn generated(ident: &Ident) -> Ident {
    let mut name = ident.clone();
    name.set_span(at(ident));
    name
}

/// The place of the user's token to which something is generated.
fn at(ident: &Ident) -> Span {
    Span::call_site().located_at(ident.span())
}

/// The user's name for an argument, which is found at the derive.
fn argument(ident: &Ident) -> Ident {
    let mut name = ident.clone();
    name.set_span(Span::call_site());
    name
}

/// A name for an argument that no field's can collide with.
fn own(name: &str) -> Ident {
    Ident::new(name, Span::mixed_site())
}

/// The bound of what sets a field, or filters on it.
fn setting(rt: &TokenStream, field: &Field) -> TokenStream {
    accepted(rt, &field.ty, field.reference.as_ref())
}

/// The bound of what stands for a value of type `ty`, which may be the id of a resource.
fn accepted(rt: &TokenStream, ty: &syn::Type, reference: Option<&syn::Path>) -> TokenStream {
    match (reference, id_type(ty)) {
        (Some(resource), Id::One) => quote!(#rt::Identifies<#resource>),
        (Some(resource), Id::Optional) => quote!(#rt::Identifies<::core::option::Option<#resource>>),
        (Some(resource), Id::List) => quote!(#rt::Identifies<::std::vec::Vec<#resource>>),
        (Some(resource), Id::OptionalList) => {
            quote!(#rt::Identifies<::core::option::Option<::std::vec::Vec<#resource>>>)
        }
        _ => quote!(#rt::Input<#ty>),
    }
}
