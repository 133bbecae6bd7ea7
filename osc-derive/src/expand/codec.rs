//! A struct's fields by index: the implementations of `Fields` and `Attribute`.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use super::generated;
use super::schema::fields;
use crate::model::Object;

/// The codec of a struct.
pub(super) fn object(object: &Object) -> TokenStream {
    let rt = generated(object);
    let ident = &object.ident;
    let table = fields(object);
    let indices = (0..object.fields.len()).collect::<Vec<_>>();
    let idents = object.fields.iter().map(|field| &field.ident).collect::<Vec<_>>();
    // At the field's type, which is what an unfit one is wrong about.
    let empty = object.fields.iter().map(|field| {
        let (ident, ty) = (&field.ident, &field.ty);
        quote_spanned!(ty.span()=> #ident: <#ty as #rt::Attribute>::empty())
    });
    let serde = object.serde.then(|| serde(object));
    quote! {
        #[automatically_derived]
        impl #rt::Fields for #ident {
            fn fields(&self) -> &'static [#rt::Field] {
                const { &[#(#table),*] }
            }
            fn slot(&mut self, index: usize) -> ::core::option::Option<#rt::Slot<'_>> {
                ::core::option::Option::Some(match index {
                    #(#indices => #rt::Attribute::slot(&mut self.#idents),)*
                    _ => return ::core::option::Option::None,
                })
            }
            fn peek(&self, index: usize) -> #rt::Peek<'_> {
                match index {
                    #(#indices => #rt::Attribute::peek(&self.#idents),)*
                    _ => #rt::Peek::Null,
                }
            }
        }

        #[automatically_derived]
        impl #rt::Attribute for #ident {
            const KIND: #rt::Kind = #rt::Kind::Object(&[#(#table),*]);
            fn empty() -> Self {
                Self { #(#empty),* }
            }
            fn slot(&mut self) -> #rt::Slot<'_> {
                #rt::Slot::Object(self)
            }
            fn peek(&self) -> #rt::Peek<'_> {
                #rt::Peek::Object(self)
            }
        }

        #serde
    }
}

/// serde's traits, over the same codec.
fn serde(object: &Object) -> TokenStream {
    let rt = generated(object);
    let ident = &object.ident;
    quote! {
        #[automatically_derived]
        impl #rt::serde::Serialize for #ident {
            fn serialize<S: #rt::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                #rt::serialize(self, serializer)
            }
        }

        #[automatically_derived]
        impl<'de> #rt::serde::Deserialize<'de> for #ident {
            fn deserialize<D: #rt::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                #rt::deserialize(deserializer)
            }
        }
    }
}
