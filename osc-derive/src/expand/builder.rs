//! The requests that have setters: `PoolList`, `PoolCreate`, `PoolUpdate`.
//!
//! Each is a runtime's request in a struct of the resource's own, so that its setters need no import, can be
//! completed by an editor, and have the documentation of the fields.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::ext::IdentExt;

use super::{generated, generated_name};
use crate::model::{Field, Resource};

/// What a builder of a list has besides its filters.
const LIST_METHODS: &[&str] = &["page_size", "query", "stream"];

/// The name of the builder for an operation.
pub(super) fn name(resource: &Resource, operation: &str) -> Ident {
    format_ident!("{}{operation}", resource.object.ident.unraw())
}

/// The builders of a resource's operations.
pub(super) fn builders(resource: &Resource) -> Vec<TokenStream> {
    let has = &resource.operations;
    let builders =
        [has.list.then(|| list(resource)), has.create.then(|| create(resource)), has.update.then(|| update(resource))];
    builders.into_iter().flatten().collect()
}

fn list(resource: &Resource) -> TokenStream {
    let (rt, vis, ident) = (generated(&resource.object), &resource.object.visibility, &resource.object.ident);
    let filters = setters(
        resource,
        |field| field.filter.is_some(),
        |field| {
            let wire = field.filter.as_deref().unwrap_or_default();
            (format_ident!("filter"), format!("Only those whose `{wire}` is this; `None` leaves all."))
        },
    );
    let rest = quote! {
        /// Adds a parameter to the query as it is, for what is no filter of its own.
        #[inline]
        #vis fn query(
            self,
            name: impl ::core::convert::Into<::std::string::String>,
            value: impl ::core::convert::Into<::std::string::String>,
        ) -> Self {
            Self(self.0.query(name, value))
        }

        /// Asks for pages of this many items; all pages are read all the same.
        #[inline]
        #vis fn page_size(self, items: usize) -> Self {
            Self(self.0.page_size(items))
        }

        /// The items one by one, while further pages are on their way.
        #[inline]
        #vis fn stream(self) -> #rt::Items<#ident> {
            self.0.stream()
        }
    };
    let doc = format!("A request for a list of [`{ident}`]s, to be filtered and awaited.");
    builder(resource, "List", &doc, &quote!(::std::vec::Vec<#ident>), &quote!(#(#filters)* #rest))
}

fn create(resource: &Resource) -> TokenStream {
    let ident = &resource.object.ident;
    let setters = setters(
        resource,
        |field| field.create() && !field.required(),
        |field| (format_ident!("set"), format!("Sets `{}`.", field.wire_name)),
    );
    let doc = format!("A request for a new [`{ident}`], to be filled in and awaited.");
    builder(resource, "Create", &doc, &quote!(#ident), &quote!(#(#setters)*))
}

fn update(resource: &Resource) -> TokenStream {
    let ident = &resource.object.ident;
    let setters = setters(resource, Field::update, |field| {
        (format_ident!("set"), format!("Changes `{}`; `None` clears what can be cleared.", field.wire_name))
    });
    let doc = format!("A request to change a [`{ident}`], to be filled in and awaited; what is not set stays.");
    builder(resource, "Update", &doc, &quote!(#ident), &quote!(#(#setters)*))
}

fn builder(
    resource: &Resource,
    operation: &str,
    doc: &str,
    output: &TokenStream,
    methods: &TokenStream,
) -> TokenStream {
    let (rt, vis, ident) = (generated(&resource.object), &resource.object.visibility, &resource.object.ident);
    let name = name(resource, operation);
    let request = format_ident!("{operation}");
    quote! {
        #[doc = #doc]
        #[derive(Clone, Debug)]
        #[must_use = "a request is sent when it is awaited"]
        #[allow(dead_code)]
        #vis struct #name(#rt::#request<#ident>);

        const _: () = {
            #[automatically_derived]
            #[allow(dead_code, clippy::wrong_self_convention)]
            impl #name {
                #methods
            }

            #[automatically_derived]
            impl ::core::future::IntoFuture for #name {
                type Output = #rt::Result<#output>;
                type IntoFuture = #rt::Pending<#output>;
                fn into_future(self) -> Self::IntoFuture {
                    ::core::future::IntoFuture::into_future(self.0)
                }
            }
        };
    }
}

/// A setter for each field that `fits`, with the name of what it calls and the first line of its documentation.
fn setters(
    resource: &Resource,
    fits: impl Fn(&Field) -> bool,
    describe: impl Fn(&Field) -> (Ident, String),
) -> Vec<TokenStream> {
    let (rt, vis) = (generated(&resource.object), &resource.object.visibility);
    let fields = resource.object.fields.iter().enumerate().filter(|(_, field)| fits(field));
    let setter = |(index, field): (usize, &Field)| {
        let (call, mut doc) = describe(field);
        let mut name = generated_name(&field.ident);
        // The builder's own methods keep their names.
        if call == "filter" && LIST_METHODS.contains(&field.name.as_str()) {
            name = format_ident!("{}_", name);
        }
        if !field.doc.is_empty() {
            doc = format!("{doc}\n\n{}", field.doc);
        }
        let ty = &field.ty;
        quote! {
            #[doc = #doc]
            #[inline]
            #vis fn #name(self, value: impl #rt::Input<#ty>) -> Self {
                Self(self.0.#call(#index, #rt::Input::<#ty>::into_attribute(value)))
            }
        }
    };
    fields.map(setter).collect()
}
