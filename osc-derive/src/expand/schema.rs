//! The declaration as data: the implementation of `Resource`.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use syn::ext::IdentExt;

use super::{generated, vocabulary};
use crate::attribute::{Envelope, States, Version, Versions};
use crate::case::pascal;
use crate::model::{Bulk, Field, Mixin, Query, Resource};

/// The schema of a resource.
pub(super) fn schema(resource: &Resource) -> TokenStream {
    let ident = generated(&resource.object.ident);
    let name = ident.unraw().to_string();
    let (service, base_path, command) = (&resource.service, &resource.paths.base.text, &resource.command);
    let operations = bits(resource.operations.flags());
    let properties = properties(resource);
    let declares = resource.actions.then(|| quote!(impl __osc::DeclaresActions for #ident {}));
    let revised = resource.revision().map(|field| {
        let number = &field.ty;
        quote!(impl __osc::Revised for #ident { type Number = #number; })
    });
    quote! {
        #declares
        #revised

        impl __osc::Resource for #ident {
            const SCHEMA: &'static __osc::Schema = &__osc::Schema::new(#name, #service, #base_path)
                #(#properties)*
                .with_operations(__osc::Operations::from_bits(#operations))
                .with_command(#command)
                .with_fields(FIELDS);
        }
    }
}

/// What differs from a schema's defaults.
fn properties(resource: &Resource) -> Vec<TokenStream> {
    let mut set = Vec::new();
    let mut text = |setter: &str, value: Option<&str>| {
        let setter = format_ident!("with_{setter}");
        set.extend(value.map(|value| quote!(.#setter(#value))));
    };
    text("doc", Some(resource.object.doc.as_str()).filter(|doc| !doc.is_empty()));
    text("list_path", resource.paths.list.as_ref().map(|path| path.text.as_str()));
    text("create_path", resource.paths.create.as_ref().map(|path| path.text.as_str()));
    text("key", resource.key.as_deref());
    text("list_key", resource.list_key.as_deref());
    text("variant", resource.variant.as_ref().map(syn::LitStr::value).as_deref());
    text("busy", resource.busy.as_ref().map(syn::LitStr::value).as_deref());
    text("content_type", resource.content_type.as_ref().map(syn::LitStr::value).as_deref());
    for (setter, said) in [("create_key", &resource.creation.key), ("created_key", &resource.creation.answer_key)] {
        let key = match said {
            Some(Envelope::Key(key)) => Some(key),
            Some(Envelope::None) => None,
            None if resource.bulk == Bulk::Only => resource.list_key.as_ref(),
            None => continue,
        };
        let (setter, key) = (format_ident!("with_{setter}"), option(key.map(|key| quote!(#key))));
        set.push(quote!(.#setter(#key)));
    }
    if resource.operations.idempotent().any(|said| said) {
        let idempotent = bits(resource.operations.idempotent());
        set.push(quote!(.with_idempotent(__osc::Operations::from_bits(#idempotent))));
    }
    if resource.singleton {
        set.push(quote!(.with_singleton(true)));
    }
    if resource.create_method == "PUT" {
        set.push(quote!(.with_create_method(__osc::Method::Put)));
    }
    set.extend(match resource.bulk {
        Bulk::Never => None,
        Bulk::Also => Some(quote!(.with_bulk(__osc::Bulk::Also))),
        Bulk::Only => Some(quote!(.with_bulk(__osc::Bulk::Only))),
    });
    let mut variant = |property: &str, ty: &str, name: &str, default: &str| {
        let (setter, ty, name) =
            (format_ident!("with_{property}"), format_ident!("{ty}"), format_ident!("{}", pascal(name)));
        if name != default {
            set.push(quote!(.#setter(__osc::#ty::#name)));
        }
    };
    variant("update_method", "UpdateMethod", resource.update_method, "Put");
    variant("list_shape", "ListShape", resource.list_shape, "Objects");
    variant("pagination", "Pagination", resource.pagination, "Links");
    set.extend(resource.object.fields.iter().find_map(|field| field.states.as_ref()).map(states));
    let has = |wanted| resource.mixins.iter().any(|(mixin, _)| *mixin == wanted);
    if !resource.mixins.is_empty() {
        let mixins = bits(Mixin::ALL.into_iter().map(|(mixin, _)| has(mixin)));
        set.push(quote!(.with_mixins(__osc::Mixins::from_bits(#mixins))));
    }
    if resource.actions {
        let ident = generated(&resource.object.ident);
        set.push(quote!(.with_actions(<#ident as __osc::Actions>::ACTIONS)));
    }
    let operations = resource.operations.versioned().map(|(number, versions)| {
        let (flag, versions) = (Literal::u8_unsuffixed(1 << number), self::versions(versions));
        quote!((__osc::Operations::from_bits(#flag), #versions))
    });
    let operations: Vec<_> = operations.collect();
    if !operations.is_empty() {
        set.push(quote!(.with_versions(&[#(#operations),*])));
    }
    if !resource.queries.is_empty() {
        let queries = resource.queries.iter().map(query);
        set.push(quote!(.with_queries(&[#(#queries),*])));
    }
    set
}

fn states(States { ready, failed, pending }: &States) -> TokenStream {
    quote!(.with_state(__osc::State::new(&[#(#ready),*], &[#(#failed),*], &[#(#pending),*])))
}

fn query(query: &Query) -> TokenStream {
    let Query { name, wire_name, ty, doc, .. } = query;
    Entry {
        name,
        wire_name,
        doc,
        shape: quote!(<#ty as __osc::Attribute>::SHAPE),
        usage: bits([].into_iter()),
        more: Vec::new(),
    }
    .expand()
}

/// A field as data.
pub(super) struct Entry<'a> {
    pub(super) name: &'a str,
    pub(super) wire_name: &'a str,
    pub(super) doc: &'a str,
    pub(super) shape: TokenStream,
    pub(super) usage: Literal,
    pub(super) more: Vec<TokenStream>,
}

impl Entry<'_> {
    pub(super) fn expand(self) -> TokenStream {
        let Self { name, wire_name, doc, shape, usage, more } = self;
        let wire_name = (wire_name != name).then(|| quote!(.with_wire_name(#wire_name)));
        let doc = text(doc).map(|doc| quote!(.with_doc(#doc)));
        let more = (!more.is_empty()).then(|| quote!(.with(&[#(__osc::More::#more),*])));
        quote!(__osc::Field::of(#name, #shape, #usage) #wire_name #doc #more)
    }
}

/// What few fields have, and arguments too.
pub(super) fn more(header: Option<String>, versions: Versions, reference: Option<&syn::Path>) -> Vec<TokenStream> {
    let mut more = Vec::new();
    more.extend(header.map(|header| quote!(Header(#header))));
    if versions.place.is_some() {
        let versions = self::versions(versions);
        more.push(quote!(Versions(#versions)));
    }
    // A function, since two resources may reference each other, which constants could not.
    more.extend(reference.map(|reference| quote!(Reference(|| <#reference as __osc::Resource>::SCHEMA))));
    more
}

/// A field's entry in the table.
pub(super) fn entry(field: &Field) -> TokenStream {
    let (name, ty) = (&field.name, &field.ty);
    // In the order of the constants of `Usage`.
    let usage = [
        field.id,
        field.parameter,
        field.create(),
        field.required(),
        field.update(),
        field.filter.is_some(),
        field.is("write_only"),
        field.is("flatten"),
        field.is("coerce"),
        field.is("beside"),
        field.is("state"),
        field.is("fault"),
        // A field is neither a query nor a body.
        false,
        false,
        field.is("revision"),
        field.is("null"),
    ];
    let header = field.header.as_ref().map(|header| header.value().to_lowercase());
    let mut more = more(header, field.versions, field.reference.as_ref());
    let filter = field.filter.as_deref().filter(|filter| *filter != field.wire_name);
    more.extend(filter.map(|filter| quote!(Filter(#filter))));
    more.extend(field.sort.as_ref().map(|sort| quote!(Sort(#sort))));
    more.extend(vocabulary::more(&field.vocabulary));
    more.extend(field.alias.as_ref().map(|alias| quote!(Alias(#alias))));
    let (shape, usage) = (quote!(<#ty as __osc::Attribute>::SHAPE), bits(usage.into_iter()));
    Entry { name, wire_name: &field.wire_name, doc: &field.doc, shape, usage, more }.expand()
}

/// The setters of the versions that have something.
pub(super) fn bounds(versions: Versions) -> TokenStream {
    let since = versions.since.map(microversion).map(|since| quote!(.with_since(#since)));
    let until = versions.until.map(microversion).map(|until| quote!(.with_until(#until)));
    quote!(#since #until)
}

fn versions(versions: Versions) -> TokenStream {
    let (since, until) = (option(versions.since.map(microversion)), option(versions.until.map(microversion)));
    quote!(__osc::Versions::new(#since, #until))
}

fn microversion((major, minor): Version) -> TokenStream {
    let (major, minor) = (Literal::u16_unsuffixed(major), Literal::u16_unsuffixed(minor));
    quote!(__osc::Microversion::new(#major, #minor))
}

pub(super) fn option(value: Option<TokenStream>) -> TokenStream {
    value.map_or_else(|| quote!(::core::option::Option::None), |value| quote!(::core::option::Option::Some(#value)))
}

pub(super) fn bits(flags: impl Iterator<Item = bool>) -> Literal {
    Literal::u16_unsuffixed(flags.enumerate().map(|(bit, set)| u16::from(set) << bit).sum())
}

pub(super) fn text(doc: &str) -> Option<&str> {
    Some(doc).filter(|doc| !doc.is_empty())
}
