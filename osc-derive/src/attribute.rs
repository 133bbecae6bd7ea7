//! What stands in `#[resource(…)]`, as it stands there.
//!
//! A list of items, each a key with nothing, a value or a list behind it. Keys are looked up by what uses them;
//! those that are unknown or doubled are reported here. An item that cannot be read is reported and passed over, and
//! a misspelt key counts as the one that it is likely to mean, so that neither is reported again as missing.

use proc_macro2::{Span, TokenTree};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Attribute, Expr, ExprLit, Ident, Lit, LitStr, Meta, Token, parenthesized};

use crate::errors::{Errors, expected, nearest};

/// The keys of one place where `#[resource(…)]` can stand.
pub(crate) struct Keys {
    /// What can have these keys, as a message calls it.
    pub(crate) of: &'static str,
    pub(crate) known: &'static [&'static str],
}

pub(crate) const RESOURCE: Keys = Keys {
    of: "a resource",
    known: &[
        "base_path",
        "service",
        "key",
        "list_key",
        "operations",
        "filters",
        "update_method",
        "cli",
        "crate",
        "serde",
    ],
};
pub(crate) const RESOURCE_FIELD: Keys = Keys {
    of: "a resource's field",
    known: &["name", "id", "required", "create_only", "update_only", "read_only", "filter", "column"],
};
pub(crate) const OBJECT: Keys = Keys { of: "an object inside of a resource", known: &["crate", "serde"] };
pub(crate) const OBJECT_FIELD: Keys = Keys { of: "a field of an object inside of a resource", known: &["name"] };

/// One item: `base_path = "/lb/pools"`, `required`, `operations(list, get)`.
struct Item {
    key: Ident,
    value: Value,
}

/// What stands behind a key.
enum Value {
    Nothing,
    Text(LitStr),
    Word(Ident),
    List(Vec<Ident>),
    Other(Span),
}

/// What a body is wrapped in.
pub(crate) enum Envelope {
    None,
    Key(String),
}

impl Parse for Item {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let key = word(input, "key")?;
        let value = if input.peek(Token![=]) {
            input.parse::<Token![=]>()?;
            value(input).ok_or_else(|| input.error(format!("expected a value for `{key}`, such as \"…\"")))?
        } else if input.peek(syn::token::Paren) {
            let list;
            parenthesized!(list in input);
            let words = Punctuated::<Ident, Token![,]>::parse_terminated_with;
            let words = (|list: ParseStream<'_>| words(list, |list| word(list, "word"))).parse2(list.parse()?);
            let words = words.map_err(|error| syn::Error::new(error.span(), format!("{error} in `{key}(…)`")))?;
            Value::List(words.into_iter().collect())
        } else {
            Value::Nothing
        };
        Ok(Self { key, value })
    }
}

/// A name or a keyword, which a message calls `what`.
fn word(input: ParseStream<'_>, what: &str) -> syn::Result<Ident> {
    input.call(Ident::parse_any).map_err(|error| syn::Error::new(error.span(), format!("expected a {what}")))
}

fn value(input: ParseStream<'_>) -> Option<Value> {
    Some(match input.parse::<Expr>().ok()? {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Value::Text(text),
        // A fragment of `macro_rules!` comes in a group.
        Expr::Group(group) => match *group.expr {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Value::Text(text),
            other => Value::Other(other.span()),
        },
        Expr::Path(path) => match path.path.get_ident() {
            Some(word) => Value::Word(word.clone()),
            None => Value::Other(path.span()),
        },
        other => Value::Other(other.span()),
    })
}

/// The items of all `#[resource(…)]` of a struct or field, those of known keys, each once.
pub(crate) struct Items {
    items: Vec<Item>,
    /// Whether something could not be read, so that what is missing may be there.
    broken: bool,
}

impl Items {
    pub(crate) fn read(attributes: &[Attribute], keys: &Keys, errors: &mut Errors) -> Self {
        let mut read = Self { items: Vec::new(), broken: false };
        for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("resource")) {
            let items = match &attribute.meta {
                Meta::List(_) => attribute.parse_args_with(|input: ParseStream<'_>| Ok(recover(input, errors))),
                Meta::Path(path) => {
                    Err(syn::Error::new(path.span(), "expected `#[resource(…)]`, with keys in the parentheses"))
                }
                Meta::NameValue(pair) => {
                    Err(syn::Error::new(pair.value.span(), "expected `#[resource(…)]`, with keys in the parentheses"))
                }
            };
            match items {
                Ok((items, whole)) => {
                    read.broken |= !whole;
                    for item in items {
                        read.keep(item, keys, errors);
                    }
                }
                Err(error) => {
                    read.broken = true;
                    errors.add(error);
                }
            }
        }
        read
    }

    fn keep(&mut self, mut item: Item, keys: &Keys, errors: &mut Errors) {
        let key = item.key.to_string();
        if !keys.known.contains(&key.as_str()) {
            let elsewhere = [RESOURCE, RESOURCE_FIELD].into_iter().find(|other| other.known.contains(&key.as_str()));
            let help = expected(&key, keys.known);
            match elsewhere {
                Some(other) => {
                    errors.push(item.key.span(), format!("`{key}` is a key of {}, not of {}", other.of, keys.of), help);
                    return;
                }
                None => errors.push(item.key.span(), format!("unknown key `{key}`"), help),
            }
            let Some(meant) = nearest(&key, keys.known).filter(|meant| !self.has(meant)) else { return };
            item.key = Ident::new(meant, item.key.span());
        } else if self.has(&key) {
            errors.push(item.key.span(), format!("`{key}` is said twice"), "remove one of them");
            return;
        }
        self.items.push(item);
    }

    fn get(&self, key: &str) -> Option<&Item> {
        self.items.iter().find(|item| item.key == key)
    }

    fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// Whether the key is certainly not there.
    pub(crate) fn lacks(&self, key: &str) -> bool {
        !self.broken && !self.has(key)
    }

    /// The place of a key, whatever stands behind it.
    pub(crate) fn place(&self, key: &str) -> Option<Span> {
        self.get(key).map(|item| item.key.span())
    }

    /// A key that stands alone; its place.
    pub(crate) fn flag(&self, key: &str, errors: &mut Errors) -> Option<Span> {
        let item = self.get(key)?;
        if !matches!(item.value, Value::Nothing) {
            let at = item.value.span().unwrap_or(item.key.span());
            errors.push(at, format!("`{key}` takes no value"), format!("write `{key}` alone"));
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

    /// A key with the key of an envelope, or with the word `none`.
    pub(crate) fn envelope(&self, key: &str, example: &str, errors: &mut Errors) -> Option<Envelope> {
        match self.get(key).map(|item| &item.value) {
            Some(Value::Word(word)) if word == "none" => Some(Envelope::None),
            Some(Value::Word(word)) => {
                errors.push(
                    word.span(),
                    format!("`{word}` is no value of `{key}`"),
                    format!("write `{key} = \"{example}\"`, or `{key} = none` where the body is bare"),
                );
                None
            }
            _ => self.text(key, example, errors).map(|text| Envelope::Key(text.value())),
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

/// The items that can be read, and whether these are all; what cannot is passed over up to the next comma.
fn recover(input: ParseStream<'_>, errors: &mut Errors) -> (Vec<Item>, bool) {
    let (mut items, mut whole) = (Vec::new(), true);
    while !input.is_empty() {
        match input.parse::<Item>().and_then(|item| ended(input, item)) {
            Ok(item) => items.push(item),
            Err(error) => {
                errors.add(error);
                whole = false;
                while let Ok(token) = input.parse::<TokenTree>() {
                    if matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',') {
                        break;
                    }
                }
            }
        }
    }
    (items, whole)
}

/// An item behind which there is another one, or nothing.
fn ended(input: ParseStream<'_>, item: Item) -> syn::Result<Item> {
    if !input.is_empty() {
        let expected = if matches!(item.value, Value::Nothing) { "`=`, `(` or `,`" } else { "`,`" };
        let error =
            |error: syn::Error| syn::Error::new(error.span(), format!("expected {expected} behind `{}`", item.key));
        input.parse::<Token![,]>().map_err(error)?;
    }
    Ok(item)
}

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
