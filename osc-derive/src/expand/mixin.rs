//! The methods of what several services have in the same form.

use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};

use super::method::Parameters;
use super::{at, own, runtime};
use crate::model::{Mixin, Resource};

/// An action of a mixin: the runtime has its declaration under its name in capitals.
struct Method {
    name: &'static str,
    doc: &'static str,
    argument: Option<&'static str>,
    returns: &'static str,
}

const fn method(
    name: &'static str,
    doc: &'static str,
    argument: Option<&'static str>,
    returns: &'static str,
) -> Method {
    Method { name, doc, argument, returns }
}

const TAGS: &[Method] = &[
    method("tags", "The tags of the one with this id.", None, "tags"),
    method("set_tags", "Puts these tags in the place of all others.", Some("tags"), "nothing"),
    method("add_tag", "Adds a tag.", Some("tag"), "nothing"),
    method("remove_tag", "Removes a tag.", Some("tag"), "nothing"),
    method("has_tag", "Whether there is this tag.", Some("tag"), "existence"),
    method("clear_tags", "Removes all tags.", None, "nothing"),
];

const METADATA: &[Method] = &[
    method("metadata", "The metadata of the one with this id.", None, "metadata"),
    method("set_metadata", "Sets these keys of its metadata, and leaves the others.", Some("metadata"), "metadata"),
    method("replace_metadata", "Puts these keys in the place of all its metadata.", Some("metadata"), "metadata"),
    method("remove_metadata", "Removes a key of its metadata.", Some("key"), "nothing"),
];

const QUOTA_SET: &[Method] = &[
    method("defaults", "The quotas of a project for which nothing is set.", None, "resource"),
    method("usage", "Limit, use and reservation of each quota, as JSON.", None, "value"),
];

/// The filters of lists, by name and documentation, in the order of the runtime's table.
const TAG_FILTERS: &[(&str, &str)] = &[
    ("tags", "Only with all of these tags."),
    ("any_tags", "Only with any of these tags."),
    ("not_tags", "Only without all of these tags: one of them is missing."),
    ("not_any_tags", "Only without any of these tags."),
];

/// The filters that a list has of the resource's mixins.
pub(super) fn filters(resource: &Resource) -> impl Iterator<Item = (&'static str, &'static str)> {
    let is_tagged = resource.mixins.iter().any(|(mixin, _)| *mixin == Mixin::Tags);
    TAG_FILTERS.iter().copied().filter(move |_| is_tagged)
}

/// The methods of a resource's mixins.
pub(super) fn methods(resource: &Resource) -> Vec<TokenStream> {
    let tables = resource.mixins.iter().map(|(mixin, _)| match mixin {
        Mixin::Tags => TAGS,
        Mixin::Metadata => METADATA,
        Mixin::QuotaSet => QUOTA_SET,
    });
    tables.flatten().map(|method| expand(resource, method)).collect()
}

fn expand(resource: &Resource, Method { name, doc, argument, returns }: &Method) -> TokenStream {
    let (rt, vis) = (runtime(&resource.object), &resource.object.visibility);
    let (ident, constant) = (format_ident!("{name}"), format_ident!("{}", name.to_uppercase()));
    let connection = own("connection");
    let mut parameters = Parameters::of_item(resource);
    let metadata = quote!(::std::collections::BTreeMap<::std::string::String, ::std::string::String>);
    let mut set = None;
    if let Some(argument) = argument {
        let value = own(argument);
        let ty = match *argument {
            "tags" => quote!(::std::vec::Vec<::std::string::String>),
            "metadata" => metadata.clone(),
            _ => quote!(::std::string::String),
        };
        parameters.arguments.push(quote!(#value: impl #rt::Input<#ty>));
        if matches!(*argument, "tag" | "key") {
            parameters.values.push(quote!(#value.into_attribute().into()));
        } else {
            set = Some(quote!(.set(0, #value)));
        }
    }
    let returned = match *returns {
        "tags" => quote!(::std::vec::Vec<::std::string::String>),
        "metadata" => metadata,
        "existence" => quote!(#rt::Existence),
        "resource" => quote!(Self),
        "value" => quote!(#rt::Value),
        _ => quote!(()),
    };
    let (arguments, values) = (&parameters.arguments, parameters.array());
    quote_spanned! {at(&resource.object.ident)=>
        #[doc = #doc]
        #vis fn #ident(#connection: &#rt::Connection #(, #arguments)*) -> #rt::Action<#returned> {
            #rt::Action::of::<Self>(#connection, &#rt::mixin::#constant, #values) #set
        }
    }
}
