//! What attributes of others say of a field: its documentation, and serde's name for it.

use syn::{Attribute, Expr, ExprLit, Lit, LitStr, Meta, Token, parenthesized};

/// The documentation of an item, as Markdown.
pub(crate) fn doc(attributes: &[Attribute]) -> String {
    let lines = attributes.iter().filter_map(|attribute| {
        let Meta::NameValue(pair) = &attribute.meta else { return None };
        let Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) = &pair.value else { return None };
        pair.path.is_ident("doc").then(|| text.value())
    });
    let lines: Vec<_> = lines.map(|line| line.strip_prefix(' ').unwrap_or(&line).to_owned()).collect();
    lines.join("\n").trim().to_owned()
}

/// The name that serde reads a field by, where `#[serde(rename)]` gives it one.
pub(crate) fn serde_rename(attributes: &[Attribute]) -> Option<LitStr> {
    let mut name = None;
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("serde")) {
        // Whatever else stands there is serde's own, and its to complain about.
        let _ = attribute.parse_nested_meta(|meta| {
            if meta.path.is_ident("rename") {
                if meta.input.peek(Token![=]) {
                    name = Some(meta.value()?.parse()?);
                } else {
                    meta.parse_nested_meta(|meta| {
                        let text: LitStr = meta.value()?.parse()?;
                        if meta.path.is_ident("deserialize") {
                            name = Some(text);
                        }
                        Ok(())
                    })?;
                }
            } else if meta.input.peek(Token![=]) {
                meta.value()?.parse::<Expr>()?;
            } else if meta.input.peek(syn::token::Paren) {
                let skipped;
                parenthesized!(skipped in meta.input);
                skipped.parse::<proc_macro2::TokenStream>()?;
            }
            Ok(())
        });
    }
    name
}
