//! A resource's methods: one line each, a request that is yet to be awaited. As in the builders, what is not generic
//! is `#[inline]`.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote, quote_spanned};

use super::builder::name;
use super::{argument, at, generated, mixin, own, runtime, setting};
use crate::model::{Bulk, Field, Operation, Path, Resource};

/// The inherent methods of a resource.
pub(super) fn methods(resource: &Resource) -> TokenStream {
    let object = &resource.object;
    let (rt, ident, vis) = (runtime(object), generated(&object.ident), &object.visibility);
    let has = |operation| resource.has(operation);
    let path = resource.item_path().text;
    let which = if resource.singleton { "It" } else { "The one with this id" };
    let waits = has(Operation::Get) && object.fields.iter().any(|field| field.is("state"));
    let item = |method, doc, request, head| Item { method, doc, request, head }.expand(resource);
    let methods = [
        has(Operation::List).then(|| list(resource)),
        has(Operation::Get).then(|| item("get", format!("{which}, from `GET {path}`."), "Get", false)),
        has(Operation::Head)
            .then(|| item("head", format!("{which}, as far as the headers of `HEAD {path}` tell."), "Get", true)),
        (has(Operation::List) && resource.is_named()).then(|| find(resource)),
        has(Operation::Create).then(|| create(resource)),
        (has(Operation::Create) && resource.bulk != Bulk::Never).then(|| create_many(resource)),
        has(Operation::Update).then(|| {
            let verb = if resource.update_method == "JSON-PATCH" { "PATCH" } else { resource.update_method };
            let changed = if resource.singleton { "it" } else { "the one with this id" };
            item("update", format!("Changes {changed}, by `{verb} {path}`: only what is set."), "Update", false)
        }),
        has(Operation::Delete).then(|| {
            let deleted = if resource.singleton { "it" } else { "the one with this id" };
            item("delete", format!("Deletes {deleted}, by `DELETE {path}`."), "Delete", false)
        }),
        waits.then(|| {
            let doc =
                "Waits until it is ready, or in another state: see [`Wait`]. It fails at once when that has failed.";
            item("wait", doc.replace("[`Wait`]", "`Wait`"), "Wait", false)
        }),
    ];
    let methods = methods.into_iter().flatten();
    let mixins = mixin::methods(resource);
    quote_spanned! {at(&object.ident)=>
        #[allow(dead_code)]
        impl #ident {
            #(#methods)*
            #(#mixins)*

            /// This as JSON, under the names that the service uses; secrets are hidden.
            #[must_use]
            #[inline]
            #vis fn to_value(&self) -> #rt::Value {
                #rt::to_value(self)
            }
        }
    }
}

/// What a proxy calls; nothing where it would lack arguments.
pub(super) fn listed(resource: &Resource) -> Option<TokenStream> {
    if !resource.has(Operation::List) || !resource.paths.of_list().parameters.is_empty() {
        return None;
    }
    let (ident, list) = (generated(&resource.object.ident), name(resource, Operation::List));
    Some(quote! {
        impl __osc::Listed for #ident {
            type List = #list;
            #[inline]
            fn list(connection: &__osc::Connection) -> #list {
                Self::list(connection)
            }
        }
    })
}

/// The parameters of a path, as arguments and as values.
#[derive(Default)]
pub(super) struct Parameters {
    pub(super) arguments: Vec<TokenStream>,
    pub(super) values: Vec<TokenStream>,
}

impl Parameters {
    /// Those of a path, which are fields.
    pub(super) fn of(resource: &Resource, path: &Path) -> Self {
        let rt = runtime(&resource.object);
        let mut parameters = Self::default();
        let field = |name: &String| resource.object.fields.iter().find(|field| field.name == *name);
        for field in path.parameters.iter().filter_map(field) {
            let name = argument(&field.ident);
            let (accepted, into) = match &field.reference {
                Some(resource) => (quote!(#rt::Identifies<#resource, As = ::std::string::String>), quote!(into_id())),
                None => (quote!(#rt::Input<::std::string::String>), quote!(into_attribute().into())),
            };
            parameters.arguments.push(quote!(#name: impl #accepted));
            parameters.values.push(quote!(#name.#into));
        }
        parameters
    }

    /// Those of the path of one item.
    pub(super) fn of_item(resource: &Resource) -> Self {
        let rt = runtime(&resource.object);
        let mut parameters = Self::of(resource, &resource.paths.base);
        if !resource.singleton {
            let id = own("id");
            parameters.arguments.push(quote!(#id: impl #rt::Identifies<Self, As = ::std::string::String>));
            parameters.values.push(quote!(#id.into_id()));
        }
        parameters
    }

    /// The values as an array.
    pub(super) fn array(&self) -> TokenStream {
        let values = &self.values;
        quote!([#(#values),*])
    }

    /// `#[inline]` for a function of these arguments that nothing makes generic.
    pub(super) fn inline(&self) -> Option<TokenStream> {
        self.arguments.is_empty().then(|| quote!(#[inline]))
    }
}

fn list(resource: &Resource) -> TokenStream {
    let (rt, vis) = (runtime(&resource.object), &resource.object.visibility);
    let path = resource.paths.of_list();
    let parameters = Parameters::of(resource, path);
    let (inline, arguments, values) = (parameters.inline(), &parameters.arguments, parameters.array());
    let (list, connection) = (name(resource, Operation::List), own("connection"));
    let doc = format!("All that the connection may see, from `GET {}`.", path.text);
    quote_spanned! {at(&resource.object.ident)=>
        #[doc = #doc]
        #inline
        #vis fn list(#connection: &#rt::Connection #(, #arguments)*) -> #list {
            #list(#rt::List::of(#connection, #values))
        }
    }
}

fn find(resource: &Resource) -> TokenStream {
    let (rt, vis) = (runtime(&resource.object), &resource.object.visibility);
    let parameters = Parameters::of(resource, resource.paths.of_list());
    let (arguments, values) = (&parameters.arguments, parameters.array());
    let (connection, item) = (own("connection"), own("name_or_id"));
    quote_spanned! {at(&resource.object.ident)=>
        /// The one with this name or id; an error where there is none, or several have the name.
        #vis fn find(
            #connection: &#rt::Connection
            #(, #arguments)*,
            #item: impl #rt::Input<::std::string::String>,
        ) -> #rt::Find<Self> {
            #rt::Find::of(#connection, #values, #item.into_attribute().into())
        }
    }
}

/// A method for one item.
struct Item {
    method: &'static str,
    doc: String,
    /// The runtime's request, and whether it asks for headers alone.
    request: &'static str,
    head: bool,
}

impl Item {
    fn expand(self, resource: &Resource) -> TokenStream {
        let (rt, vis) = (runtime(&resource.object), &resource.object.visibility);
        let parameters = Parameters::of_item(resource);
        let (inline, arguments, values) = (parameters.inline(), &parameters.arguments, parameters.array());
        let method = Ident::new(self.method, at(&resource.object.ident));
        let (request, head) = (format_ident!("{}", self.request), self.head.then(|| quote!(.head())));
        let (doc, connection) = (self.doc, own("connection"));
        let new = quote!(#rt::#request::of(#connection, #values) #head);
        let (returned, new) = match self.request {
            "Update" => {
                let update = name(resource, Operation::Update);
                (quote!(#update), quote!(#update(#new)))
            }
            "Delete" => (quote!(#rt::Delete<Self>), quote!(#rt::Delete::of(#connection, #values))),
            _ => (quote!(#rt::#request<Self>), new),
        };
        quote_spanned! {at(&resource.object.ident)=>
            #[doc = #doc]
            #inline
            #vis fn #method(#connection: &#rt::Connection #(, #arguments)*) -> #returned {
                #new
            }
        }
    }
}

fn create(resource: &Resource) -> TokenStream {
    let (rt, vis) = (runtime(&resource.object), &resource.object.visibility);
    let path = resource.paths.of_create();
    let mut parameters = Parameters::of(resource, path);
    let values = parameters.array();
    let (create, connection) = (name(resource, Operation::Create), own("connection"));
    let mut doc = format!("A new one, by `{} {}`.", resource.create_method, path.text);
    let mut sets = Vec::new();
    let mut documented = Vec::new();
    let required = |field: &Field| field.required() && !field.in_create_path;
    for (index, field) in resource.object.fields.iter().enumerate().filter(|(_, field)| required(field)) {
        let (index, name) = (Literal::usize_unsuffixed(index), argument(&field.ident));
        let accepted = setting(&rt, field);
        parameters.arguments.push(quote!(#name: impl #accepted));
        let set = format_ident!("{}", if field.reference.is_some() { "set_id" } else { "set" });
        sets.push(quote!(.#set(#index, #name)));
        documented.extend(described(field));
    }
    if !documented.is_empty() {
        doc = format!("{doc}\n\n{}", documented.join("\n"));
    }
    let (inline, arguments) = (parameters.inline(), &parameters.arguments);
    // As many as the service requires, which is not the user's choice.
    let allowed = (arguments.len() > 6).then(|| quote!(#[allow(clippy::too_many_arguments)]));
    quote_spanned! {at(&resource.object.ident)=>
        #[doc = #doc]
        #allowed
        #inline
        #vis fn create(#connection: &#rt::Connection #(, #arguments)*) -> #create {
            #create(#rt::Create::of(#connection, #values) #(#sets)*)
        }
    }
}

fn create_many(resource: &Resource) -> TokenStream {
    let (rt, vis, create) = (runtime(&resource.object), &resource.object.visibility, name(resource, Operation::Create));
    quote_spanned! {at(&resource.object.ident)=>
        /// Several new ones, by one request: either all of them come to be, or none.
        #vis fn create_many(items: impl ::core::iter::IntoIterator<Item = #create>) -> #rt::CreateMany<Self> {
            #rt::CreateMany::new(items.into_iter().map(|item| item.0))
        }
    }
}

/// A required field in the documentation of `create`.
fn described(field: &Field) -> Option<String> {
    let doc = field.doc.replace('\n', "\n  ");
    (!doc.is_empty()).then(|| format!("- `{}`: {doc}", field.name))
}
