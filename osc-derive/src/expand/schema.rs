//! The declaration as data: the implementation of `Resource`.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use syn::ext::IdentExt;

use super::generated;
use crate::model::{Field, Resource};

/// The schema of a resource, whose fields are the table `FIELDS`.
pub(super) fn schema(resource: &Resource) -> TokenStream {
    let ident = generated(&resource.object.ident);
    let name = ident.unraw().to_string();
    let (service, base_path, command) = (&resource.service, &resource.base_path, &resource.command);
    let doc = text(&resource.object.doc).map(|doc| quote!(.with_doc(#doc)));
    let key = resource.key.as_ref().map(|key| quote!(.with_key(#key)));
    let list_key = resource.list_key.as_ref().map(|key| quote!(.with_list_key(#key)));
    let update_method =
        (resource.update_method == "PATCH").then(|| quote!(.with_update_method(__osc::UpdateMethod::Patch)));
    let operations = bits(resource.operations.flags());
    quote! {
        #[automatically_derived]
        impl __osc::Resource for #ident {
            const SCHEMA: &'static __osc::Schema = &__osc::Schema::new(#name, #service, #base_path)
                #doc
                #key
                #list_key
                .with_operations(__osc::Operations::from_bits(#operations))
                #update_method
                .with_command(#command)
                .with_fields(FIELDS);
        }
    }
}

/// A field's entry in the table.
pub(super) fn entry(field: &Field) -> TokenStream {
    let (name, ty) = (&field.name, &field.ty);
    // In the order of the constants of `Usage`.
    let usage = [field.id, field.parameter, field.create(), field.required(), field.update(), field.filter.is_some()];
    let usage = bits(usage.into_iter());
    let wire_name = field.wire_name.as_str();
    let renamed = (wire_name != field.name).then(|| quote!(.with_wire_name(#wire_name)));
    let filter = field.filter.as_deref().filter(|filter| *filter != wire_name);
    let filter = filter.map(|filter| quote!(.with_filter(#filter)));
    let doc = text(&field.doc).map(|doc| quote!(.with_doc(#doc)));
    let heading = field.heading.as_ref().map(|heading| quote!(.with_heading(#heading)));
    quote! {
        __osc::Field::of(#name, <#ty as __osc::Attribute>::SHAPE, #usage) #renamed #filter #doc #heading
    }
}

fn bits(flags: impl Iterator<Item = bool>) -> Literal {
    Literal::u8_unsuffixed(flags.enumerate().map(|(bit, set)| u8::from(set) << bit).sum())
}

fn text(doc: &str) -> Option<&str> {
    Some(doc).filter(|doc| !doc.is_empty())
}
