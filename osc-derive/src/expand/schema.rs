//! The declaration as data: the implementation of `Resource`.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use super::generated;
use crate::model::{Field, Object, Resource};

/// The schema of a resource, and what follows from it.
pub(super) fn schema(resource: &Resource) -> TokenStream {
    let object = &resource.object;
    let rt = generated(object);
    let ident = &object.ident;
    let name = ident.to_string();
    let (service, base_path, command) = (&resource.service, &resource.base_path, &resource.command);
    let doc = text(&object.doc).map(|doc| quote!(.with_doc(#doc)));
    let key = resource.key.as_ref().map(|key| quote!(.with_key(#key)));
    let list_key = resource.list_key.as_ref().map(|key| quote!(.with_list_key(#key)));
    let update_method =
        (resource.update_method == "PATCH").then(|| quote!(.with_update_method(#rt::UpdateMethod::Patch)));
    let has = &resource.operations;
    let operations = [has.list, has.get, has.create, has.update, has.delete];
    let operations = bits(operations.into_iter());
    quote! {
        #[automatically_derived]
        impl #rt::Resource for #ident {
            const SCHEMA: &'static #rt::Schema = &#rt::Schema::new(#name, #service, #base_path)
                #doc
                #key
                #list_key
                .with_operations(#rt::Operations::from_bits(#operations))
                #update_method
                .with_command(#command)
                .with_fields(match <Self as #rt::Attribute>::KIND {
                    #rt::Kind::Object(fields) => fields,
                    _ => &[],
                });
        }
    }
}

/// The table of a struct's fields.
pub(super) fn fields(object: &Object) -> Vec<TokenStream> {
    object.fields.iter().map(|field| entry(object, field)).collect()
}

fn entry(object: &Object, field: &Field) -> TokenStream {
    let rt = generated(object);
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
    quote_spanned! {ty.span()=>
        #rt::Field::new::<#ty>(#name, #rt::Usage::from_bits(#usage)) #renamed #filter #doc #heading
    }
}

fn bits(flags: impl Iterator<Item = bool>) -> u8 {
    flags.enumerate().map(|(bit, set)| u8::from(set) << bit).sum()
}

fn text(doc: &str) -> Option<&str> {
    Some(doc).filter(|doc| !doc.is_empty())
}
