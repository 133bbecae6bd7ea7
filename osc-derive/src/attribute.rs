//! What stands in `#[resource(…)]`, as it stands there.
//!
//! A list of items, each a key with nothing, a value or a list behind it. Keys are looked up by what uses them;
//! those that are unknown or doubled are reported here.

use proc_macro2::Span;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Attribute, Ident, Lit, LitStr, Token, parenthesized};

use crate::errors::{Errors, spelling};

/// One item: `base_path = "/lb/pools"`, `required`, `operations(list, get)`.
pub(crate) struct Item {
    pub(crate) key: Ident,
    pub(crate) value: Value,
}

/// What stands behind a key.
pub(crate) enum Value {
    Nothing,
    Text(LitStr),
    Word(Ident),
    List(Vec<Ident>),
    Other(Span),
}

impl Parse for Item {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let key = input.call(Ident::parse_any)?;
        let value = if input.peek(Token![=]) {
            input.parse::<Token![=]>()?;
            match input.fork().parse::<Lit>() {
                Ok(Lit::Str(_)) => Value::Text(input.parse()?),
                Ok(_) => Value::Other(input.parse::<Lit>()?.span()),
                Err(_) if input.peek(Ident::peek_any) => Value::Word(input.call(Ident::parse_any)?),
                Err(_) => return Err(input.error(format!("expected a value for `{key}`, such as \"…\""))),
            }
        } else if input.peek(syn::token::Paren) {
            let list;
            parenthesized!(list in input);
            Value::List(
                Punctuated::<Ident, Token![,]>::parse_terminated_with(&list, Ident::parse_any)?.into_iter().collect(),
            )
        } else {
            Value::Nothing
        };
        Ok(Self { key, value })
    }
}

/// The items of all `#[resource(…)]` of a struct or field, those of `known` keys, each once.
pub(crate) struct Items {
    items: Vec<Item>,
}

impl Items {
    pub(crate) fn read(attributes: &[Attribute], known: &[&str], errors: &mut Errors) -> Self {
        let mut items: Vec<Item> = Vec::new();
        for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("resource")) {
            match attribute.parse_args_with(Punctuated::<Item, Token![,]>::parse_terminated) {
                Ok(read) => items.extend(read),
                Err(error) => errors.add(error),
            }
        }
        let mut kept: Vec<Item> = Vec::new();
        for item in items {
            let key = item.key.to_string();
            if !known.contains(&key.as_str()) {
                errors.push(item.key.span(), format!("unknown key `{key}`"), spelling(&key, known));
            } else if kept.iter().any(|kept| kept.key == item.key) {
                errors.push(item.key.span(), format!("`{key}` is said twice"), "remove one of them");
            } else {
                kept.push(item);
            }
        }
        Self { items: kept }
    }

    fn get(&self, key: &str) -> Option<&Item> {
        self.items.iter().find(|item| item.key == key)
    }

    /// Whether the key is there at all.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// A key that stands alone; its place.
    pub(crate) fn flag(&self, key: &str, errors: &mut Errors) -> Option<Span> {
        let item = self.get(key)?;
        if !matches!(item.value, Value::Nothing) {
            errors.push(item.key.span(), format!("`{key}` takes no value"), format!("write `{key}` alone"));
        }
        Some(item.key.span())
    }

    /// A key with a text.
    pub(crate) fn text(&self, key: &str, example: &str, errors: &mut Errors) -> Option<LitStr> {
        match self.optional_text(key, example, errors)? {
            (_, Some(text)) => Some(text),
            (at, None) => {
                errors.push(at, format!("`{key}` needs a value"), format!("write `{key} = \"{example}\"`"));
                None
            }
        }
    }

    /// A key that stands alone or with a text.
    pub(crate) fn optional_text(
        &self,
        key: &str,
        example: &str,
        errors: &mut Errors,
    ) -> Option<(Span, Option<LitStr>)> {
        let item = self.get(key)?;
        let at = item.key.span();
        match &item.value {
            Value::Nothing => Some((at, None)),
            Value::Text(text) if text.value().is_empty() => {
                errors.push(text.span(), format!("`{key}` is empty"), format!("write `{key} = \"{example}\"`"));
                None
            }
            Value::Text(text) => Some((at, Some(text.clone()))),
            other => {
                errors.push(
                    other.span().unwrap_or(at),
                    format!("the value of `{key}` is no string"),
                    format!("write `{key} = \"{example}\"`"),
                );
                None
            }
        }
    }

    /// A key with a text, or with the word `none`.
    pub(crate) fn text_or_none(&self, key: &str, example: &str, errors: &mut Errors) -> Option<Option<LitStr>> {
        match self.get(key).map(|item| &item.value) {
            Some(Value::Word(word)) if word == "none" => Some(None),
            Some(Value::Word(word)) => {
                errors.push(
                    word.span(),
                    format!("`{word}` is no value of `{key}`"),
                    format!("write `{key} = \"{example}\"`, or `{key} = none` where the body is bare"),
                );
                None
            }
            _ => self.text(key, example, errors).map(Some),
        }
    }

    /// A key with a list of words.
    pub(crate) fn list(&self, key: &str, example: &str, errors: &mut Errors) -> Option<(Span, &[Ident])> {
        let item = self.get(key)?;
        if let Value::List(words) = &item.value {
            return Some((item.key.span(), words));
        }
        let at = item.value.span().unwrap_or(item.key.span());
        errors.push(at, format!("`{key}` takes a list"), format!("write `{key}({example})`"));
        None
    }
}

impl Value {
    fn span(&self) -> Option<Span> {
        match self {
            Value::Nothing => None,
            Value::Text(text) => Some(text.span()),
            Value::Word(word) => Some(word.span()),
            Value::List(words) => words.first().map(Ident::span),
            Value::Other(at) => Some(*at),
        }
    }
}

/// The documentation of an item, as Markdown.
pub(crate) fn doc(attributes: &[Attribute]) -> String {
    let lines = attributes.iter().filter_map(|attribute| {
        let syn::Meta::NameValue(pair) = &attribute.meta else { return None };
        let syn::Expr::Lit(syn::ExprLit { lit: Lit::Str(text), .. }) = &pair.value else { return None };
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
                meta.value()?.parse::<syn::Expr>()?;
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
