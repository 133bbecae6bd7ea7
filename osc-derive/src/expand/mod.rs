//! The code.
//!
//! Everything but the request builders, which users may want to name, stands inside of one `const _`. Nothing is
//! imported and nothing is assumed to be in scope: each path begins at the runtime's crate or at `::core`.

mod builder;
mod codec;
mod method;
mod schema;

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::model::{Object, Resource};

/// The code of a resource.
pub(crate) fn resource(resource: &Resource) -> TokenStream {
    let builders = builder::builders(resource);
    let object = codec::object(&resource.object);
    let schema = schema::schema(resource);
    let methods = method::methods(resource);
    quote! {
        #(#builders)*
        const _: () = {
            #object
            #schema
            #methods
        };
    }
}

/// The code of an object inside of a resource.
pub(crate) fn object(object: &Object) -> TokenStream {
    let code = codec::object(object);
    quote!(const _: () = { #code };)
}

/// What the runtime has for generated code.
fn generated(object: &Object) -> TokenStream {
    let runtime = &object.runtime;
    quote!(#runtime::generated)
}

/// The user's name for something that is generated: found at the user's token, judged as generated.
fn generated_name(ident: &Ident) -> Ident {
    let mut name = ident.clone();
    name.set_span(Span::call_site().located_at(ident.span()));
    name
}
