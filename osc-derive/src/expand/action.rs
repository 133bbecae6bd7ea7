//! The actions of a resource: a method and a declaration each, and a builder where there are arguments that need not be
//! said.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::ext::IdentExt;

use super::schema::{Entry, bits, bounds, more, text};
use super::{accepted, argument, at, generated, own, vocabulary};
use crate::case::pascal;
use crate::model::{Action, Actions, Argument, Place, Returns};

/// The code of an `impl` of actions.
pub(crate) fn actions(actions: &Actions) -> TokenStream {
    let (runtime, ident) = (&actions.runtime, generated(&actions.ident));
    let rt = quote!(#runtime::rt);
    let builders = actions.all.iter().filter(|action| action.is_built());
    let builders = builders.map(|action| action.builder(&rt, &ident));
    let methods = actions.all.iter().enumerate().map(|(index, action)| action.method(&rt, &ident, index));
    let declarations = actions.all.iter().map(Action::declaration);
    quote! {
        #(#builders)*

        #[allow(dead_code)]
        impl #ident {
            #(#methods)*
        }

        const _: () = {
            use #runtime::rt as __osc;

            impl __osc::Actions for #ident {
                const ACTIONS: &'static [&'static __osc::schema::Action] = &[#(&#declarations),*];
            }
        };
    }
}

impl Action {
    /// The declaration as data.
    fn declaration(&self) -> TokenStream {
        let (name, path) = (&self.name, &self.path.text);
        let method = format_ident!("{}", pascal(self.method));
        let mut set = Vec::new();
        let mut texts = |setter: &str, value: Option<String>| {
            let setter = format_ident!("with_{setter}");
            set.extend(value.map(|value| quote!(.#setter(#value))));
        };
        texts("doc", text(&self.doc).map(str::to_owned));
        texts("key", self.key.clone());
        texts("response_key", self.response_key.as_ref().map(syn::LitStr::value));
        texts("content_type", self.content_type.as_ref().map(syn::LitStr::value));
        texts("leads_to", self.leads_to.as_ref().map(syn::LitStr::value));
        if !self.arguments.is_empty() {
            let arguments = self.arguments.iter().map(entry);
            set.push(quote!(.with_arguments(&[#(#arguments),*])));
        }
        set.extend(match &self.returns {
            Returns::Nothing => None,
            Returns::Resource => Some(quote!(.with_returns(__osc::Returns::Resource))),
            Returns::Existence => Some(quote!(.with_returns(__osc::Returns::Existence))),
            Returns::Bytes(_) => Some(quote!(.with_returns(__osc::Returns::Bytes))),
            Returns::Value(ty) => Some(quote!(.with_returns(__osc::Returns::Value(<#ty as __osc::Attribute>::KIND)))),
        });
        set.extend(self.verbs.as_deref().map(vocabulary::verbs));
        set.extend(self.idempotent.map(|idempotent| quote!(.with_idempotent(#idempotent))));
        let versions = bounds(self.versions);
        quote!(__osc::schema::Action::new(#name, __osc::Method::#method, #path) #(#set)* #versions)
    }

    fn output(&self, rt: &TokenStream, resource: &Ident) -> TokenStream {
        match &self.returns {
            Returns::Nothing => quote!(()),
            Returns::Resource => quote!(#resource),
            Returns::Existence => quote!(#rt::Existence),
            Returns::Bytes(ty) | Returns::Value(ty) => quote!(#ty),
        }
    }

    fn is_built(&self) -> bool {
        self.arguments.iter().any(Argument::optional)
    }

    /// The struct of the request, where it is built.
    fn builder_name(&self, resource: &Ident) -> Ident {
        format_ident!("{}{}", resource.unraw(), pascal(&self.name), span = at(&self.ident))
    }

    /// The request of an action with arguments that need not be said.
    fn builder(&self, rt: &TokenStream, resource: &Ident) -> TokenStream {
        let (name, vis, output) = (self.builder_name(resource), &self.visibility, self.output(rt, resource));
        let doc = format!("A request for [`{resource}::{}`]: say what else it has, and await it.", self.name);
        let setters = self.arguments.iter().enumerate().filter(|(_, argument)| argument.optional());
        let setters = setters.map(|(index, argument)| {
            let (index, ident) = (Literal::usize_unsuffixed(index), generated(&argument.ident));
            let accepted = accepted(rt, &argument.ty, argument.reference.as_ref());
            let set = argument.setter();
            let mut doc = format!("Says `{}`.", argument.wire_name);
            if !argument.doc.is_empty() {
                doc = format!("{doc}\n{}", argument.doc);
            }
            quote! {
                #[doc = #doc]
                #vis fn #ident(self, value: impl #accepted) -> Self {
                    Self(self.0.#set(#index, value))
                }
            }
        });
        quote_spanned! {at(&self.ident)=>
            #[doc = #doc]
            #[derive(::core::fmt::Debug)]
            #[must_use = "a request is sent when it is awaited"]
            #vis struct #name(#rt::Action<#output>);

            #[allow(dead_code)]
            impl #name {
                #(#setters)*
            }

            impl ::core::future::IntoFuture for #name {
                type Output = <#rt::Action<#output> as ::core::future::IntoFuture>::Output;
                type IntoFuture = <#rt::Action<#output> as ::core::future::IntoFuture>::IntoFuture;
                #[inline]
                fn into_future(self) -> Self::IntoFuture {
                    ::core::future::IntoFuture::into_future(self.0)
                }
            }
        }
    }

    fn method(&self, rt: &TokenStream, resource: &Ident, index: usize) -> TokenStream {
        let (ident, vis, connection) = (generated(&self.ident), &self.visibility, own("connection"));
        let (output, deprecated) = (self.output(rt, resource), &self.deprecated);
        let mut arguments = Vec::new();
        let mut values = Vec::new();
        for parameter in &self.path.parameters {
            let declared = self.arguments.iter().find(|argument| argument.name == *parameter);
            let (name, accepted, into) = match (parameter.as_str(), declared) {
                ("id", None) => {
                    (own("id"), quote!(#rt::Identifies<Self, As = ::std::string::String>), quote!(into_id()))
                }
                (_, Some(Argument { ident, reference: Some(resource), .. })) => {
                    (argument(ident), quote!(#rt::Identifies<#resource, As = ::std::string::String>), quote!(into_id()))
                }
                (name, _) => {
                    let ident = syn::parse_str(name).unwrap_or_else(|_| format_ident!("r#{name}"));
                    (argument(&ident), quote!(#rt::Input<::std::string::String>), quote!(into_attribute().into()))
                }
            };
            arguments.push(quote!(#name: impl #accepted));
            values.push(quote!(#name.#into));
        }
        let mut sets = Vec::new();
        let mut documented = Vec::new();
        for (index, given) in self.arguments.iter().enumerate().filter(|(_, argument)| !argument.optional()) {
            if !given.doc.is_empty() {
                documented.push(format!("- `{}`: {}", given.name, given.doc.replace('\n', "\n  ")));
            }
            if given.place == Place::Path {
                continue;
            }
            let (index, name) = (Literal::usize_unsuffixed(index), argument(&given.ident));
            if given.place == Place::Body {
                let ty = &given.ty;
                arguments.push(quote!(#name: impl ::core::convert::Into<#ty>));
                sets.push(quote!(.body(#name.into())));
            } else {
                let accepted = accepted(rt, &given.ty, given.reference.as_ref());
                arguments.push(quote!(#name: impl #accepted));
                let set = given.setter();
                sets.push(quote!(.#set(#index, #name)));
            }
        }
        let mut doc = if self.doc.is_empty() {
            format!("`{} {}`.", self.method.to_uppercase(), self.path.text)
        } else {
            format!("{}\n\nBy `{} {}`.", self.doc, self.method.to_uppercase(), self.path.text)
        };
        if !documented.is_empty() {
            doc = format!("{doc}\n\n{}", documented.join("\n"));
        }
        let index = Literal::usize_unsuffixed(index);
        let new = quote!(#rt::Action::nth::<Self>(#connection, #index, [#(#values),*]) #(#sets)*);
        let (returned, new) = if self.is_built() {
            let name = self.builder_name(resource);
            (quote!(#name), quote!(#name(#new)))
        } else {
            (quote!(#rt::Action<#output>), new)
        };
        let allowed = (arguments.len() > 6).then(|| quote!(#[allow(clippy::too_many_arguments)]));
        quote_spanned! {at(&self.ident)=>
            #[doc = #doc]
            #deprecated
            #allowed
            #vis fn #ident(#connection: &#rt::Connection #(, #arguments)*) -> #returned {
                #new
            }
        }
    }
}

impl Argument {
    /// The method of the runtime's request that sets it.
    fn setter(&self) -> Ident {
        format_ident!("{}", if self.reference.is_some() { "set_id" } else { "set" })
    }
}

/// An argument as data.
fn entry(argument: &Argument) -> TokenStream {
    let Argument { name, ty, wire_name, .. } = argument;
    let required = !argument.optional();
    let place = &argument.place;
    // In the order of the constants of `Usage`.
    let mut usage = [false; 14];
    for (bit, set) in
        [(1, *place == Place::Path), (3, required), (12, *place == Place::Query), (13, *place == Place::Body)]
    {
        if let Some(flag) = usage.get_mut(bit) {
            *flag = set;
        }
    }
    let usage = bits(usage.into_iter());
    let shape =
        if *place == Place::Body { quote!(__osc::Body::SHAPE) } else { quote!(<#ty as __osc::Attribute>::SHAPE) };
    let header = if let Place::Header(header) = place { Some(header.clone()) } else { None };
    let mut more = more(header, argument.versions, argument.reference.as_ref());
    more.extend(vocabulary::more(&argument.vocabulary));
    Entry { name, wire_name, doc: &argument.doc, shape, usage, more }.expand()
}
