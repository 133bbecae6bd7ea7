//! A struct's fields by index: the implementations of `Fields` and `Attribute`.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::generated;
use super::schema::entry;
use crate::model::{Field, Object};

/// The codec of a struct, and its table.
pub(super) fn object(object: &Object) -> TokenStream {
    let ident = generated(&object.ident);
    let table = object.fields.iter().map(entry);
    let (mut slots, mut peeks, mut empty) = (Vec::new(), Vec::new(), Vec::new());
    for (index, Field { ident, ty, .. }) in object.fields.iter().enumerate() {
        let (index, ident) = (Literal::usize_unsuffixed(index), generated(ident));
        // Each use of a type that is unfit is the same error, at the field's type, and so said once.
        slots.push(quote!(#index => <#ty as __osc::Attribute>::slot(&mut self.#ident)));
        peeks.push(quote!(#index => <#ty as __osc::Attribute>::peek(&self.#ident)));
        empty.push(quote!(#ident: <#ty as __osc::Attribute>::empty()));
    }
    let serde = object.serde.then(|| serde(object));
    quote! {
        const FIELDS: &[__osc::Field] = &[#(#table),*];

        impl __osc::Fields for #ident {
            #[inline]
            fn fields(&self) -> &'static [__osc::Field] {
                FIELDS
            }
            #[inline]
            fn slot(&mut self, index: usize) -> ::core::option::Option<__osc::Slot<'_>> {
                ::core::option::Option::Some(match index {
                    #(#slots,)*
                    _ => return ::core::option::Option::None,
                })
            }
            #[inline]
            fn peek(&self, index: usize) -> __osc::Peek<'_> {
                match index {
                    #(#peeks,)*
                    _ => __osc::Peek::Null,
                }
            }
        }

        impl __osc::Attribute for #ident {
            const KIND: __osc::Kind = __osc::Kind::Object(FIELDS);
            #[inline]
            fn empty() -> Self {
                Self { #(#empty),* }
            }
            #[inline]
            fn slot(&mut self) -> __osc::Slot<'_> {
                __osc::Slot::Object(self)
            }
            #[inline]
            fn peek(&self) -> __osc::Peek<'_> {
                __osc::Peek::Object(self)
            }
        }

        #serde
    }
}
/// serde's traits, over the same codec.
fn serde(object: &Object) -> TokenStream {
    let ident = generated(&object.ident);
    quote! {
        #[automatically_derived]
        impl __osc::serde::Serialize for #ident {
            fn serialize<S: __osc::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                __osc::serialize(self, serializer)
            }
        }

        #[automatically_derived]
        impl<'de> __osc::serde::Deserialize<'de> for #ident {
            fn deserialize<D: __osc::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                __osc::deserialize(deserializer)
            }
        }
    }
}
