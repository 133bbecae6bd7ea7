//! A resource's methods: one line each, a request that is yet to be awaited. As in the builders, what is not generic
//! is `#[inline]`.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote, quote_spanned};

use super::builder::name;
use super::{argument, at, generated, own, runtime};
use crate::model::{Field, Operation, Resource};

/// The inherent methods of a resource.
pub(super) fn methods(resource: &Resource) -> TokenStream {
    let object = &resource.object;
    let (rt, ident, vis) = (runtime(object), generated(&object.ident), &object.visibility);
    let path = resource.base_path.value();
    let has = |operation| resource.has(operation);
    let methods = [
        has(Operation::List).then(|| list(resource)),
        has(Operation::Get).then(|| {
            let doc = format!("The one with this id, from `GET {path}/{{id}}`.");
            ByItem { method: "get", doc, request: "Get", argument: "id" }.expand(resource)
        }),
        (has(Operation::List) && resource.is_named()).then(|| {
            let doc = "The one with this name or id; an error where there is none, or several have the name.".into();
            ByItem { method: "find", doc, request: "Find", argument: "name_or_id" }.expand(resource)
        }),
        has(Operation::Create).then(|| create(resource)),
        has(Operation::Update).then(|| {
            let verb = resource.update_method;
            let doc = format!("Changes the one with this id, by `{verb} {path}/{{id}}`: only what is set.");
            ByItem { method: "update", doc, request: "Update", argument: "id" }.expand(resource)
        }),
        has(Operation::Delete).then(|| {
            let doc = format!("Deletes the one with this id, by `DELETE {path}/{{id}}`.");
            ByItem { method: "delete", doc, request: "Delete", argument: "id" }.expand(resource)
        }),
    ];
    let methods = methods.into_iter().flatten();
    quote_spanned! {at(&object.ident)=>
        impl #ident {
            #(#methods)*

            /// This as JSON, under the names that the service uses; secrets are hidden.
            #[must_use]
            #vis fn to_value(&self) -> #rt::Value {
                #rt::to_value(self)
            }
        }
    }
}

/// What a proxy calls; nothing where it would lack arguments.
pub(super) fn listed(resource: &Resource) -> Option<TokenStream> {
    if !resource.has(Operation::List) || !resource.parameters.is_empty() {
        return None;
    }
    let (ident, list) = (generated(&resource.object.ident), name(resource, Operation::List));
    Some(quote! {
        #[automatically_derived]
        impl __osc::Listed for #ident {
            type List = #list;
            fn list(connection: &__osc::Connection) -> #list {
                Self::list(connection)
            }
        }
    })
}

/// The parameters of the path, as arguments and as the vector that a request takes.
struct Path {
    arguments: Vec<TokenStream>,
    values: TokenStream,
}

fn path(resource: &Resource) -> Path {
    let rt = runtime(&resource.object);
    let fields = resource.parameters.iter().filter_map(|name| {
        let field = resource.object.fields.iter().find(|field| field.name == *name)?;
        Some(argument(&field.ident))
    });
    let names: Vec<_> = fields.collect();
    let arguments = names.iter().map(|name| quote!(#name: impl #rt::Input<::std::string::String>)).collect();
    let values = if names.is_empty() {
        quote!(::std::vec::Vec::new())
    } else {
        quote!(::std::vec![#(#names.into_attribute().into()),*])
    };
    Path { arguments, values }
}

fn list(resource: &Resource) -> TokenStream {
    let (rt, vis) = (runtime(&resource.object), &resource.object.visibility);
    let Path { arguments, values } = path(resource);
    let (list, connection) = (name(resource, Operation::List), own("connection"));
    let doc = format!("All that the connection may see, from `GET {}`.", resource.base_path.value());
    quote_spanned! {at(&resource.object.ident)=>
        #[doc = #doc]
        #[inline]
        #vis fn list(#connection: &#rt::Connection #(, #arguments)*) -> #list {
            #list(#rt::List::new(#connection, <Self as #rt::Resource>::SCHEMA, #values))
        }
    }
}

/// A method for one item, which its last argument tells.
struct ByItem {
    method: &'static str,
    doc: String,
    /// The runtime's request.
    request: &'static str,
    argument: &'static str,
}

impl ByItem {
    fn expand(self, resource: &Resource) -> TokenStream {
        let (rt, vis) = (runtime(&resource.object), &resource.object.visibility);
        let Path { arguments, values } = path(resource);
        let (method, request) =
            (Ident::new(self.method, at(&resource.object.ident)), format_ident!("{}", self.request));
        let (doc, connection, item) = (self.doc, own("connection"), own(self.argument));
        let schema = quote!(<Self as #rt::Resource>::SCHEMA);
        let new = quote!(#rt::#request::new(#connection, #schema, #values, #item.into_attribute().into()));
        let (returned, new) = match self.request {
            "Update" => {
                let update = name(resource, Operation::Update);
                (quote!(#update), quote!(#update(#new)))
            }
            "Delete" => (quote!(#rt::Delete), new),
            _ => (quote!(#rt::#request<Self>), new),
        };
        quote_spanned! {at(&resource.object.ident)=>
            #[doc = #doc]
            #vis fn #method(
                #connection: &#rt::Connection
                #(, #arguments)*,
                #item: impl #rt::Input<::std::string::String>,
            ) -> #returned {
                #new
            }
        }
    }
}

fn create(resource: &Resource) -> TokenStream {
    let (rt, vis) = (runtime(&resource.object), &resource.object.visibility);
    let Path { mut arguments, values } = path(resource);
    let (create, connection) = (name(resource, Operation::Create), own("connection"));
    let mut doc = format!("A new one, by `POST {}`.", resource.base_path.value());
    let mut sets = Vec::new();
    let mut documented = Vec::new();
    for (index, field) in resource.object.fields.iter().enumerate().filter(|(_, field)| field.required()) {
        let (index, name, ty) = (Literal::usize_unsuffixed(index), argument(&field.ident), &field.ty);
        arguments.push(quote!(#name: impl #rt::Input<#ty>));
        sets.push(quote!(.set(#index, #name.into_attribute())));
        documented.extend(described(field));
    }
    if !documented.is_empty() {
        doc = format!("{doc}\n\n{}", documented.join("\n"));
    }
    // As many as the service requires, which is not the user's choice.
    let allowed = (arguments.len() > 6).then(|| quote!(#[allow(clippy::too_many_arguments)]));
    quote_spanned! {at(&resource.object.ident)=>
        #[doc = #doc]
        #allowed
        #[inline]
        #vis fn create(#connection: &#rt::Connection #(, #arguments)*) -> #create {
            #create(#rt::Create::new(#connection, <Self as #rt::Resource>::SCHEMA, #values) #(#sets)*)
        }
    }
}

/// A required field in the documentation of `create`.
fn described(field: &Field) -> Option<String> {
    let doc = field.doc.replace('\n', "\n  ");
    (!doc.is_empty()).then(|| format!("- `{}`: {doc}", field.name))
}
