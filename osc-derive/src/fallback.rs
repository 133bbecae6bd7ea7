//! Stand-ins for what is no struct: enough that its uses are no further errors.

use proc_macro2::TokenStream;
use quote::quote;
use syn::DeriveInput;

/// A stand-in for a resource.
pub(crate) fn resource(input: &DeriveInput) -> TokenStream {
    let ident = &input.ident;
    let (generics, types, bounds) = input.generics.split_for_impl();
    let object = object(input);
    quote! {
        #object
        #[automatically_derived]
        impl #generics ::osc_runtime::Resource for #ident #types #bounds {
            const SCHEMA: &'static ::osc_runtime::schema::Schema =
                &::osc_runtime::schema::Schema::new("", "", "");
        }
    }
}

/// A stand-in for an object.
pub(crate) fn object(input: &DeriveInput) -> TokenStream {
    let ident = &input.ident;
    let (generics, types, bounds) = input.generics.split_for_impl();
    quote! {
        #[automatically_derived]
        impl #generics ::osc_runtime::codec::Fields for #ident #types #bounds {
            fn fields(&self) -> &'static [::osc_runtime::schema::Field] {
                &[]
            }
            fn slot(&mut self, _: usize) -> ::core::option::Option<::osc_runtime::codec::Slot<'_>> {
                ::core::option::Option::None
            }
            fn peek(&self, _: usize) -> ::osc_runtime::codec::Peek<'_> {
                ::osc_runtime::codec::Peek::Null
            }
        }
        #[automatically_derived]
        impl #generics ::osc_runtime::codec::Attribute for #ident #types #bounds {
            const KIND: ::osc_runtime::schema::Kind = ::osc_runtime::schema::Kind::Any;
            fn empty() -> Self {
                ::core::unreachable!()
            }
            fn slot(&mut self) -> ::osc_runtime::codec::Slot<'_> {
                ::osc_runtime::codec::Slot::Object(self)
            }
            fn peek(&self) -> ::osc_runtime::codec::Peek<'_> {
                ::osc_runtime::codec::Peek::Null
            }
        }
    }
}
