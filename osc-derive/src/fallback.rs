//! Stand-ins for a declaration with mistakes: enough that its uses are no further errors.
//!
//! The traits are implemented, so that bounds hold. Methods and builders are there with the type of something that
//! does not compile, namely an array as long as `compile_error!`, of which the compiler says nothing more, whatever
//! is called, passed or awaited.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::ext::IdentExt;
use syn::{DeriveInput, Path};

use crate::attribute::{self, Items, Keys};
use crate::errors::{Errors, Messages};
use crate::model::{self, Block, Options};

/// What a resource may have.
const METHODS: [&str; 9] = ["list", "get", "head", "find", "create", "create_many", "update", "delete", "wait"];

/// Stand-ins for the actions of a resource, with what is wrong with them.
pub(crate) fn actions(block: &Block, below: TokenStream, Messages { before, last }: Messages) -> TokenStream {
    let mut said = Errors::default();
    let runtime = Options::read(below, &mut said).runtime;
    let self_type = &block.self_type;
    let methods = block.methods.iter().map(|method| {
        let (vis, name) = (&method.visibility, &method.signature.ident);
        quote!(#vis const #name: [(); #last] = loop {};)
    });
    // For what is no resource there is nothing to stand in.
    let stand_ins = block.resource().map(|_| {
        quote! {
            const _: () = {
                #[allow(non_upper_case_globals)]
                impl #self_type {
                    #(#methods)*
                }
                impl #runtime::rt::Actions for #self_type {
                    const ACTIONS: &'static [&'static #runtime::schema::Action] = &[];
                }
            };
        }
    });
    quote! {
        #(#before)*
        const _: [(); #last] = [];
        #stand_ins
    }
}

/// A stand-in for a resource, with what is wrong with it.
pub(crate) fn resource(input: &DeriveInput, Messages { before, last }: Messages) -> TokenStream {
    let (ident, vis) = (&input.ident, &input.vis);
    let (generics, types, bounds) = input.generics.split_for_impl();
    let runtime = runtime(input, &attribute::RESOURCE);
    let codec = codec(input, &runtime);
    let [list, create, update] =
        ["List", "Create", "Update"].map(|request| format_ident!("{}{request}", ident.unraw()));
    let methods = METHODS.map(|method| format_ident!("{method}"));
    // What is generic may lack what these traits ask for.
    let listed = input.generics.params.is_empty().then(|| {
        quote! {
            #[automatically_derived]
            impl #runtime::Resource for #ident {
                const SCHEMA: &'static #runtime::schema::Schema = &#runtime::schema::Schema::new("", "", "");
            }
            #[automatically_derived]
            impl #runtime::DeclaresActions for #ident {}
            #[automatically_derived]
            impl #runtime::Listed for #ident {
                type List = #list;
                fn list(_: &#runtime::Connection) -> #list {
                    loop {}
                }
            }
        }
    });
    quote! {
        #(#before)*
        #vis type #list = [(); #last];
        #vis type #create = #list;
        #vis type #update = #list;
        const _: () = {
            #codec
            #listed
            impl #generics #ident #types #bounds {
                #(#vis const #methods: #list = loop {};)*
                #vis fn to_value(&self) -> #list {
                    loop {}
                }
            }
        };
    }
}

/// A stand-in for an object inside of a resource, with what is wrong with it.
pub(crate) fn object(input: &DeriveInput, Messages { before, last }: Messages) -> TokenStream {
    let codec = codec(input, &runtime(input, &attribute::OBJECT));
    quote! {
        #(#before)*
        #last
        const _: () = { #codec };
    }
}

fn runtime(input: &DeriveInput, keys: &Keys) -> Path {
    // What is wrong has been said already.
    let mut said = Errors::default();
    let items = Items::read(&input.attrs, keys, &mut said);
    model::runtime(&items, &mut said).unwrap_or_else(|| syn::parse_quote!(::osc_runtime))
}

fn codec(input: &DeriveInput, runtime: &Path) -> TokenStream {
    let ident = &input.ident;
    let (generics, types, bounds) = input.generics.split_for_impl();
    quote! {
        #[automatically_derived]
        impl #generics #runtime::codec::Fields for #ident #types #bounds {
            fn fields(&self) -> &'static [#runtime::schema::Field] {
                &[]
            }
            fn slot(&mut self, _: usize) -> ::core::option::Option<#runtime::codec::Slot<'_>> {
                ::core::option::Option::None
            }
            fn peek(&self, _: usize) -> #runtime::codec::Peek<'_> {
                #runtime::codec::Peek::Null
            }
        }
        #[automatically_derived]
        impl #generics #runtime::codec::Attribute for #ident #types #bounds {
            const KIND: #runtime::schema::Kind = #runtime::schema::Kind::Any;
            fn empty() -> Self {
                loop {}
            }
            fn slot(&mut self) -> #runtime::codec::Slot<'_> {
                #runtime::codec::Slot::Object(self)
            }
            fn peek(&self) -> #runtime::codec::Peek<'_> {
                #runtime::codec::Peek::Null
            }
        }
    }
}
