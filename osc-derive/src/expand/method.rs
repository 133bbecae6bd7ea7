//! A resource's methods: one line each, a request that is yet to be awaited.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};

use super::builder::name;
use super::{generated, generated_name};
use crate::model::{Field, Resource};

/// The inherent methods of a resource.
pub(super) fn methods(resource: &Resource) -> TokenStream {
    let object = &resource.object;
    let rt = generated(object);
    let (ident, vis) = (&object.ident, &object.visibility);
    let has = &resource.operations;
    let named = object.fields.iter().any(|field| field.name == "name");
    let methods = [
        has.list.then(|| list(resource)),
        (has.get && resource.id().is_some()).then(|| get(resource)),
        (has.list && named).then(|| find(resource)),
        has.create.then(|| create(resource)),
        has.update.then(|| update(resource)),
        has.delete.then(|| delete(resource)),
    ];
    let methods = methods.into_iter().flatten();
    let listed = (has.list && resource.parameters.is_empty()).then(|| {
        let list = name(resource, "List");
        quote! {
            #[automatically_derived]
            impl #rt::Listed for #ident {
                type List = #list;
                fn list(connection: &#rt::Connection) -> #list {
                    Self::list(connection)
                }
            }
        }
    });
    let to_value = format!("This `{ident}` as JSON, under its wire names; secrets are hidden.");
    quote! {
        #[automatically_derived]
        #[allow(dead_code)]
        impl #ident {
            #(#methods)*

            #[doc = #to_value]
            #[must_use]
            #vis fn to_value(&self) -> #rt::Value {
                #rt::to_value(self)
            }
        }

        #listed
    }
}

/// The parameters of the path, as arguments and as the vector that a request takes.
struct Path {
    arguments: Vec<TokenStream>,
    values: TokenStream,
}

fn path(resource: &Resource) -> Path {
    let rt = generated(&resource.object);
    let names: Vec<Ident> = resource.parameters.iter().map(|name| Ident::new(name, Span::call_site())).collect();
    let arguments = names.iter().map(|name| quote!(#name: impl #rt::Input<::std::string::String>)).collect();
    let values = if names.is_empty() {
        quote!(::std::vec::Vec::new())
    } else {
        quote!(::std::vec![#(#rt::Input::<::std::string::String>::into_attribute(#names)),*])
    };
    Path { arguments, values }
}

fn list(resource: &Resource) -> TokenStream {
    let (rt, vis) = (generated(&resource.object), &resource.object.visibility);
    let Path { arguments, values } = path(resource);
    let list = name(resource, "List");
    let doc = format!("All that the connection may see, from `GET {}`.", resource.base_path.value());
    quote! {
        #[doc = #doc]
        #[inline]
        #vis fn list(connection: &#rt::Connection #(, #arguments)*) -> #list {
            #list(#rt::List::new(connection, <Self as #rt::Resource>::SCHEMA, #values))
        }
    }
}

fn get(resource: &Resource) -> TokenStream {
    let doc = format!("The one with this id, from `GET {}/{{id}}`.", resource.base_path.value());
    by_id(resource, "get", &doc, |rt| quote!(#rt::Get<Self>), &quote!(Get))
}

fn find(resource: &Resource) -> TokenStream {
    let doc = "The one with this name or id; an error where there is none, or more than one of this name.";
    by_id(resource, "find", doc, |rt| quote!(#rt::Find<Self>), &quote!(Find))
}

fn delete(resource: &Resource) -> TokenStream {
    let doc = format!("Deletes the one with this id, by `DELETE {}/{{id}}`.", resource.base_path.value());
    by_id(resource, "delete", &doc, |rt| quote!(#rt::Delete), &quote!(Delete))
}

fn by_id(
    resource: &Resource,
    method: &str,
    doc: &str,
    returned: impl Fn(&TokenStream) -> TokenStream,
    request: &TokenStream,
) -> TokenStream {
    let (rt, vis) = (generated(&resource.object), &resource.object.visibility);
    let Path { arguments, values } = path(resource);
    let method = Ident::new(method, Span::call_site());
    let argument = if method == "find" { format_ident!("name_or_id") } else { format_ident!("id") };
    let returned = returned(&rt);
    quote! {
        #[doc = #doc]
        #[inline]
        #vis fn #method(
            connection: &#rt::Connection
            #(, #arguments)*,
            #argument: impl #rt::Input<::std::string::String>,
        ) -> #returned {
            #rt::#request::new(
                connection,
                <Self as #rt::Resource>::SCHEMA,
                #values,
                #rt::Input::<::std::string::String>::into_attribute(#argument),
            )
        }
    }
}

fn update(resource: &Resource) -> TokenStream {
    let (rt, vis) = (generated(&resource.object), &resource.object.visibility);
    let Path { arguments, values } = path(resource);
    let update = name(resource, "Update");
    let (verb, path) = (&resource.update_method, resource.base_path.value());
    let doc = format!("Changes the one with this id, by `{verb} {path}/{{id}}`: only what is set.");
    quote! {
        #[doc = #doc]
        #[inline]
        #vis fn update(
            connection: &#rt::Connection
            #(, #arguments)*,
            id: impl #rt::Input<::std::string::String>,
        ) -> #update {
            #update(#rt::Update::new(
                connection,
                <Self as #rt::Resource>::SCHEMA,
                #values,
                #rt::Input::<::std::string::String>::into_attribute(id),
            ))
        }
    }
}

fn create(resource: &Resource) -> TokenStream {
    let (rt, vis) = (generated(&resource.object), &resource.object.visibility);
    let Path { mut arguments, values } = path(resource);
    let create = name(resource, "Create");
    let required: Vec<(usize, &Field)> =
        resource.object.fields.iter().enumerate().filter(|(_, field)| field.required()).collect();
    let mut sets = Vec::new();
    for (index, field) in &required {
        let (name, ty) = (generated_name(&field.ident), &field.ty);
        arguments.push(quote!(#name: impl #rt::Input<#ty>));
        sets.push(quote!(.set(#index, #rt::Input::<#ty>::into_attribute(#name))));
    }
    let doc = format!("A new one, by `POST {}`.", resource.base_path.value());
    quote! {
        #[doc = #doc]
        #[inline]
        #[allow(clippy::too_many_arguments)]
        #vis fn create(connection: &#rt::Connection #(, #arguments)*) -> #create {
            #create(#rt::Create::new(connection, <Self as #rt::Resource>::SCHEMA, #values) #(#sets)*)
        }
    }
}
