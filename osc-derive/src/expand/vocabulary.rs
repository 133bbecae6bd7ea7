//! What the command line calls things, as data.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use syn::ext::IdentExt;

use super::schema::option;
use crate::attribute::{Constant, Verb};
use crate::model::Vocabulary;

/// What few fields have, of a field's vocabulary.
pub(super) fn more(vocabulary: &Vocabulary) -> Vec<TokenStream> {
    let mut more = Vec::new();
    let mut say = |value: Option<TokenStream>| more.extend(value);
    say(vocabulary.heading.as_ref().map(|heading| quote!(Heading(#heading))));
    say(vocabulary.long.as_ref().map(|heading| quote!(Long(#heading))));
    say(vocabulary.option.as_ref().map(|option| quote!(Option(#option))));
    if !vocabulary.switches.is_empty() {
        let switches = vocabulary.switches.iter().map(|switch| {
            let (option, value) = (&switch.option, switch.value.as_ref().map(constant));
            quote!(__osc::schema::Switch::new(#option, #value))
        });
        say(Some(quote!(Switches(&[#(#switches),*]))));
    }
    say(vocabulary.words.as_ref().map(|(yes, no)| quote!(Words(#yes, #no))));
    say(vocabulary.range.as_ref().map(|(option, upper)| {
        let upper = upper.unraw().to_string();
        quote!(Range(#option, #upper))
    }));
    say(vocabulary.positional.map(|_| quote!(Positional)));
    say(vocabulary.default.as_ref().map(|(_, value)| {
        let value = constant(value);
        quote!(Default(#value))
    }));
    say(vocabulary.shown.as_ref().map(|name| quote!(Shown(#name))));
    more
}

/// The setter of an action's verbs.
pub(super) fn verbs(verbs: &[Verb]) -> TokenStream {
    let verbs = verbs.iter().map(|verb| {
        let words = &verb.words;
        let argument = option(verb.argument.as_ref().map(|name| {
            let name = name.unraw().to_string();
            quote!(#name)
        }));
        quote!(__osc::schema::Verb::new(#words, #argument))
    });
    quote!(.with_verbs(&[#(#verbs),*]))
}

fn constant(value: &Constant) -> TokenStream {
    match value {
        Constant::Bool(value) => quote!(__osc::schema::Constant::Bool(#value)),
        Constant::Int(value) => {
            let value = Literal::i64_unsuffixed(*value);
            quote!(__osc::schema::Constant::Int(#value))
        }
        Constant::Text(value) => quote!(__osc::schema::Constant::Text(#value)),
    }
}
