//! The one place that errors go to.

use proc_macro2::{Span, TokenStream};
use strsim::jaro_winkler;

/// All mistakes of a declaration, each at its token.
#[derive(Default)]
#[must_use = "what is wrong has to be said"]
pub(crate) struct Errors(Vec<syn::Error>);

/// The errors of a declaration that has some: calls of `compile_error!`, in the order in which they were found.
pub(crate) struct Messages {
    pub(crate) before: Vec<TokenStream>,
    pub(crate) last: TokenStream,
}

impl Errors {
    /// Says what is wrong at a token, and what to write instead.
    pub(crate) fn push(&mut self, at: Span, problem: impl Into<String>, help: impl AsRef<str>) {
        self.0.push(syn::Error::new(at, format!("{}\n= help: {}", problem.into(), help.as_ref())));
    }

    /// Says what is wrong between two tokens, which are both marked.
    pub(crate) fn push_both(&mut self, one: Span, other: Span, problem: impl Into<String>, help: impl AsRef<str>) {
        let tokens = [one, other].map(|span| proc_macro2::Ident::new("_", span));
        let tokens: TokenStream = tokens.into_iter().map(proc_macro2::TokenTree::Ident).collect();
        self.0.push(syn::Error::new_spanned(tokens, format!("{}\n= help: {}", problem.into(), help.as_ref())));
    }

    /// Adds an error of syntax, which says itself what was expected.
    pub(crate) fn add(&mut self, error: syn::Error) {
        self.0.push(error);
    }

    /// What there is to say; nothing where the declaration is as it should be.
    pub(crate) fn finish(self) -> Option<Messages> {
        let mut before: Vec<_> = self.0.into_iter().map(syn::Error::into_compile_error).collect();
        let last = before.pop()?;
        Some(Messages { before, last })
    }
}

/// The one of `known` that a misspelt word is likely to mean.
pub(crate) fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    const LIKELY: f64 = 0.75;
    let scored = known.iter().map(|candidate| (jaro_winkler(word, candidate), *candidate));
    let likely = scored.filter(|(score, _)| *score > LIKELY);
    likely.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, candidate)| candidate)
}

/// Help for a word that is none of `known`.
pub(crate) fn expected(word: &str, known: &[&str]) -> String {
    /// More words than this are no help to who has misspelt one.
    const FEW: usize = 8;
    let all = match known {
        [one] => format!("expected `{one}`"),
        _ => format!("expected one of `{}`", known.join("`, `")),
    };
    match nearest(word, known) {
        Some(nearest) if known.len() > FEW => format!("did you mean `{nearest}`?"),
        Some(nearest) => format!("did you mean `{nearest}`? {all}"),
        None => all,
    }
}
