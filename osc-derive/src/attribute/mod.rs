//! What stands in `#[resource(…)]`, as it stands there.
//!
//! A list of items, each a key with nothing, a value or a list behind it. Keys are looked up by what uses them;
//! those that are unknown or doubled are reported here. An item that cannot be read is reported and passed over, and
//! a misspelt key counts as the one that it is likely to mean, so that neither is reported again as missing.

mod foreign;
mod keys;
mod lookup;
mod vocabulary;

use proc_macro2::{Span, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::spanned::Spanned;
use syn::{Attribute, Expr, Ident, Meta, Token, parenthesized};

pub(crate) use foreign::{doc, serde_rename};
pub(crate) use keys::{
    ACTION, ARGUMENT, Keys, OBJECT, OBJECT_FIELD, OPERATION, PLACES, RESOURCE, RESOURCE_FIELD, STATE,
};
pub(crate) use lookup::{States, Version, Versions, Word, parse};
pub(crate) use vocabulary::{Constant, Switch, Verb};

use crate::errors::{Errors, expected, nearest};

/// What a body is wrapped in.
pub(crate) enum Envelope {
    None,
    Key(String),
}

/// One item: `base_path = "/lb/pools"`, `required`, `operations(list, get)`.
pub(crate) struct Item {
    pub(crate) key: Ident,
    value: Value,
}

/// What stands behind a key.
enum Value {
    Nothing,
    Is(Box<Expr>),
    /// What is in the parentheses.
    List(TokenStream),
}

impl Parse for Item {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let key = word(input, "key")?;
        let value = if input.peek(Token![=]) {
            let equals = input.parse::<Token![=]>()?;
            let at = if input.is_empty() { equals.span } else { input.span() };
            let value = input.parse::<Expr>();
            let problem = format!("expected a value for `{key}`, such as \"…\"");
            Value::Is(value.map_err(|_| syn::Error::new(at, problem))?.into())
        } else if input.peek(syn::token::Paren) {
            let list;
            parenthesized!(list in input);
            Value::List(list.parse()?)
        } else {
            Value::Nothing
        };
        Ok(Self { key, value })
    }
}

impl Value {
    fn span(&self) -> Option<Span> {
        match self {
            Value::Nothing => None,
            Value::Is(value) => Some(value.span()),
            Value::List(list) => list.clone().into_iter().next().map(|token| token.span()),
        }
    }
}

/// A name or a keyword, which a message calls `what`.
fn word(input: ParseStream<'_>, what: &str) -> syn::Result<Ident> {
    input.call(Ident::parse_any).map_err(|error| syn::Error::new(error.span(), format!("expected a {what}")))
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
        for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident(keys.attribute)) {
            let form = format!("expected `#[{}(…)]`, with keys in the parentheses", keys.attribute);
            let items = match &attribute.meta {
                Meta::List(list) => Ok(list.tokens.clone()),
                Meta::Path(path) => Err(syn::Error::new(path.span(), form)),
                Meta::NameValue(pair) => Err(syn::Error::new(pair.value.span(), form)),
            };
            match items {
                Ok(items) => read.extend(items, keys, errors),
                Err(error) => {
                    read.broken = true;
                    errors.add(error);
                }
            }
        }
        read
    }

    /// The items of a list within another item: `since = "2.67"` of `update(since = "2.67")`.
    fn within(list: TokenStream, keys: &Keys, errors: &mut Errors) -> Self {
        let mut read = Self { items: Vec::new(), broken: false };
        read.extend(list, keys, errors);
        read
    }

    fn extend(&mut self, items: TokenStream, keys: &Keys, errors: &mut Errors) {
        let (items, whole) = recover(items, errors);
        self.broken |= !whole;
        for item in items {
            self.keep(item, keys, errors);
        }
    }

    fn keep(&mut self, mut item: Item, keys: &Keys, errors: &mut Errors) {
        let key = item.key.to_string();
        if !keys.known.contains(&key.as_str()) {
            let elsewhere = PLACES.into_iter().find(|other| other.known.contains(&key.as_str()));
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

    pub(crate) fn has(&self, key: &str) -> bool {
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
}

/// The items that can be read, and whether these are all; what cannot is passed over up to the next comma.
fn recover(items: TokenStream, errors: &mut Errors) -> (Vec<Item>, bool) {
    let read = |input: ParseStream<'_>| {
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
        Ok((items, whole))
    };
    read.parse2(items).unwrap_or_default()
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
