//! The one place that errors go to.

use proc_macro2::{Span, TokenStream};
use strsim::jaro_winkler;

/// All mistakes of a declaration, each at its token.
#[derive(Default)]
pub(crate) struct Errors(Vec<syn::Error>);

impl Errors {
    /// Says what is wrong at a token, and what to write instead.
    pub(crate) fn push(&mut self, at: Span, problem: impl Into<String>, help: impl AsRef<str>) {
        self.0.push(syn::Error::new(at, format!("{}\n= help: {}", problem.into(), help.as_ref())));
    }

    /// Adds an error of syntax, which says itself what was expected.
    pub(crate) fn add(&mut self, error: syn::Error) {
        self.0.push(error);
    }

    /// The code, and the errors in it.
    pub(crate) fn with(self, code: TokenStream) -> TokenStream {
        let errors = self.0.into_iter().map(|error| error.into_compile_error());
        errors.chain([code]).collect()
    }
}

/// Help for a misspelt word: the nearest of those that would do, and all of them.
pub(crate) fn spelling(word: &str, known: &[&str]) -> String {
    const LIKELY: f64 = 0.75;
    let scored = known.iter().map(|candidate| (jaro_winkler(word, candidate), candidate));
    let nearest = scored.filter(|(score, _)| *score > LIKELY).max_by(|a, b| a.0.total_cmp(&b.0));
    let all = format!("expected one of `{}`", known.join("`, `"));
    match nearest {
        Some((_, nearest)) => format!("did you mean `{nearest}`? {all}"),
        None => all,
    }
}
