//! The requests that have setters: `PoolList`, `PoolCreate`, `PoolUpdate`.
//!
//! Each is a runtime's request in a struct of the resource's own, so that its setters need no import, can be
//! completed by an editor, and have the documentation of the fields. Most are generic over what they take, so that
//! only what a program uses is compiled; what is not is `#[inline]` for the same effect.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::ext::IdentExt;

use super::{at, generated, mixin, runtime, setting};
use crate::model::{Field, Operation, Query, Resource};
use crate::types::optional;

/// What a builder of a list has besides its filters.
const LIST_METHODS: &[&str] =
    &["all_fields", "lenient", "page_size", "query", "sort_by", "sort_by_descending", "stream"];

/// An operation whose request is built.
struct Builder<'a> {
    resource: &'a Resource,
    operation: Operation,
}

impl Builder<'_> {
    fn expand(&self) -> TokenStream {
        let object = &self.resource.object;
        let (rt, vis, ident) = (runtime(object), &object.visibility, generated(&object.ident));
        let (doc, name, request, output) = (self.doc(), self.name(), self.request(), self.output());
        let setters = object.fields.iter().enumerate().filter_map(|(index, field)| self.setter(index, field));
        let of_list = self.operation == Operation::List;
        let queries = self.resource.queries.iter().enumerate().filter(|_| of_list);
        let queries = queries.map(|(index, query)| self.query(index, query));
        let mixin_filters = self.mixin_filters().filter(|_| of_list);
        let list_methods = of_list.then(|| list_methods(self.resource));
        let if_revision = self.revision().map(|field| if_revision(self.resource, field));
        quote_spanned! {at(&object.ident)=>
            #[doc = #doc]
            #[derive(::core::clone::Clone, ::core::fmt::Debug)]
            #[must_use = "a request is sent when it is awaited"]
            #vis struct #name(#rt::#request<#ident>);

            #[allow(dead_code)]
            impl #name {
                #(#setters)*
                #(#queries)*
                #(#mixin_filters)*
                #list_methods
                #if_revision
            }

            impl ::core::future::IntoFuture for #name {
                type Output = #rt::Result<#output>;
                type IntoFuture = #rt::Pending<#output>;
                #[inline]
                fn into_future(self) -> Self::IntoFuture {
                    ::core::future::IntoFuture::into_future(self.0)
                }
            }
        }
    }

    /// The field that has the number of the revision that the request can be conditional on.
    fn revision(&self) -> Option<&Field> {
        self.resource.revision().filter(|_| self.operation == Operation::Update)
    }

    /// The runtime's request.
    fn request(&self) -> Ident {
        match self.operation {
            Operation::Create => format_ident!("Create"),
            Operation::Update => format_ident!("Update"),
            _ => format_ident!("List"),
        }
    }

    fn name(&self) -> Ident {
        let ident = &self.resource.object.ident;
        generated(&format_ident!("{}{}", ident.unraw(), self.request(), span = ident.span()))
    }

    fn doc(&self) -> String {
        let ident = &self.resource.object.ident;
        match self.operation {
            Operation::Create => {
                format!("A request for a new [`{ident}`], from [`{ident}::create`]: set what it has, and await it.")
            }
            Operation::Update => format!(
                "A request for changes to one [`{ident}`], from [`{ident}::update`]: set what changes, and await it; \
                 the rest stays."
            ),
            _ => {
                format!("A request for every [`{ident}`], from [`{ident}::list`]: filter it, then await or stream it.")
            }
        }
    }

    fn output(&self) -> TokenStream {
        let ident = generated(&self.resource.object.ident);
        match self.operation {
            Operation::Create | Operation::Update => quote!(#ident),
            _ => quote!(::std::vec::Vec<#ident>),
        }
    }

    fn setter(&self, index: usize, field: &Field) -> Option<TokenStream> {
        let object = &self.resource.object;
        let (rt, vis) = (runtime(object), &object.visibility);
        let (call, doc) = self.effect(field)?;
        let mut name = generated(&field.ident);
        // The builder's own methods keep their names.
        let is_taken = match self.operation {
            Operation::List => self.is_own(&field.name),
            _ => field.name == "if_revision" && self.revision().is_some(),
        };
        if is_taken {
            name = format_ident!("{}_", name);
        }
        let (index, accepted, deprecated) = (Literal::usize_unsuffixed(index), setting(&rt, field), &field.deprecated);
        Some(quote! {
            #[doc = #doc]
            #deprecated
            #vis fn #name(self, value: impl #accepted) -> Self {
                Self(self.0.#call(#index, value))
            }
        })
    }

    /// Whether a builder of a list has a method of this name by itself.
    fn is_own(&self, name: &str) -> bool {
        LIST_METHODS.contains(&name) || mixin::filters(self.resource).any(|(own, _)| own == name)
    }

    /// The filters of the mixins, which are behind the schema's own queries.
    fn mixin_filters(&self) -> impl Iterator<Item = TokenStream> {
        let object = &self.resource.object;
        let (rt, vis, before) = (runtime(object), &object.visibility, self.resource.queries.len());
        mixin::filters(self.resource).enumerate().map(move |(index, (name, doc))| {
            let (name, index) = (Ident::new(name, at(&object.ident)), Literal::usize_unsuffixed(before + index));
            quote_spanned! {at(&object.ident)=>
                #[doc = #doc]
                #vis fn #name(self, tags: impl #rt::Input<::std::vec::Vec<::std::string::String>>) -> Self {
                    Self(self.0.query_at(#index, tags))
                }
            }
        })
    }

    /// The setter of a parameter of the query that is no field.
    fn query(&self, index: usize, query: &Query) -> TokenStream {
        let object = &self.resource.object;
        let (rt, vis, mut name) = (runtime(object), &object.visibility, generated(&query.ident));
        let fields = &object.fields;
        let is_taken = fields.iter().any(|field| field.filter.is_some() && field.name == query.name);
        if is_taken || self.is_own(&query.name) {
            name = format_ident!("{}_", name);
        }
        let Query { ty, wire_name, doc, .. } = query;
        let doc = if doc.is_empty() { format!("Asks with `{wire_name}` in the query.") } else { doc.clone() };
        let index = Literal::usize_unsuffixed(index);
        quote! {
            #[doc = #doc]
            #vis fn #name(self, value: impl #rt::Input<#ty>) -> Self {
                Self(self.0.query_at(#index, value))
            }
        }
    }

    /// What a setter for `field` calls, and what it does; nothing where there is none.
    fn effect(&self, field: &Field) -> Option<(Ident, String)> {
        let optional = optional(&field.ty).is_some();
        let (set, filter) = match field.reference {
            Some(_) => (format_ident!("set_id"), format_ident!("filter_id")),
            None => (format_ident!("set"), format_ident!("filter")),
        };
        let (call, does, none) = match self.operation {
            Operation::Create if field.create() && !field.required() => (set, "Sets", ""),
            Operation::Update if field.update() => (set, "Changes", " `None` clears it."),
            Operation::List => {
                let wire_name = field.filter.as_ref()?;
                let none = if optional { " `None` filters nothing." } else { "" };
                return Some((filter, explained(&format!("Only where `{wire_name}` is this"), &field.doc, none)));
            }
            _ => return None,
        };
        let none = if optional { none } else { "" };
        Some((call, explained(&format!("{does} `{}`", field.wire_name), &field.doc, none)))
    }
}

/// What a setter does, and what the field is, in a sentence; what follows it.
fn explained(does: &str, doc: &str, none: &str) -> String {
    if doc.is_empty() { format!("{does}.{none}") } else { format!("{does}: {doc}{none}") }
}

/// The name of the builder for an operation.
pub(super) fn name(resource: &Resource, operation: Operation) -> Ident {
    Builder { resource, operation }.name()
}

/// The builders of a resource's operations.
pub(super) fn builders(resource: &Resource) -> TokenStream {
    let operations = [Operation::List, Operation::Create, Operation::Update].into_iter();
    let operations = operations.filter(|operation| resource.has(*operation));
    operations.map(|operation| Builder { resource, operation }.expand()).collect()
}

fn if_revision(resource: &Resource, field: &Field) -> TokenStream {
    let object = &resource.object;
    let (rt, vis, ty) = (runtime(object), &object.visibility, &field.ty);
    quote_spanned! {at(&object.ident)=>
        /// Changes it only if it has this revision, and else is an error that is a failed precondition.
        #vis fn if_revision(self, number: impl #rt::Input<#ty>) -> Self {
            Self(self.0.if_revision(number))
        }
    }
}

fn list_methods(resource: &Resource) -> TokenStream {
    let object = &resource.object;
    let (rt, vis, ident) = (runtime(object), &object.visibility, generated(&object.ident));
    quote_spanned! {at(&object.ident)=>
        /// Adds a parameter to the query as it is, for what is no filter of its own.
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

        /// Asks for the order of the field that is called so; of several, the first counts first.
        #[inline]
        #vis fn sort_by(self, field: &str) -> Self {
            Self(self.0.sort_by(field))
        }

        /// The same with the largest first.
        #[inline]
        #vis fn sort_by_descending(self, field: &str) -> Self {
            Self(self.0.sort_by_descending(field))
        }

        /// Asks for all fields of each item, where the service would send just those that are read.
        #[inline]
        #vis fn all_fields(self) -> Self {
            Self(self.0.all_fields())
        }

        /// Reads each item by itself, so that one that cannot be read does not cost the others.
        #[inline]
        #vis fn lenient(self) -> #rt::Lenient<#ident> {
            self.0.lenient()
        }

        /// The items one by one, while further pages are on their way.
        #[inline]
        #vis fn stream(self) -> #rt::Items<#ident> {
            self.0.stream()
        }
    }
}
