//! Keys of the command line's vocabulary, in the forms that they have.

use proc_macro2::Span;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::spanned::Spanned;
use syn::{Expr, ExprLit, ExprUnary, Ident, Lit, LitStr, Token, UnOp};

use super::lookup::ungrouped;
use super::{Items, Value, parse};
use crate::errors::Errors;

/// A value that a declaration says.
#[derive(Clone)]
pub(crate) enum Constant {
    Bool(bool),
    Int(i64),
    Text(String),
}

/// An option without a value, which stands for one.
pub(crate) struct Switch {
    pub(crate) option: String,
    pub(crate) at: Span,
    /// None where it is not said, which is for a boolean.
    pub(crate) value: Option<Constant>,
}

/// A verb of an action, and the argument that it has without an option.
pub(crate) struct Verb {
    pub(crate) words: LitStr,
    pub(crate) argument: Option<Ident>,
}

impl Items {
    /// A key with a boolean, an integer or a text.
    pub(crate) fn constant(&self, key: &str, example: &str, errors: &mut Errors) -> Option<Constant> {
        let item = self.get(key)?;
        let constant = match &item.value {
            Value::Is(value) => constant(value),
            _ => None,
        };
        if constant.is_none() {
            let at = item.value.span().unwrap_or(item.key.span());
            let help = format!("write `{key} = {example}`");
            errors.push(at, format!("`{key}` is a text, an integer, or true or false"), help);
        }
        constant
    }

    /// The key `switch` with its options.
    pub(crate) fn switches(&self, errors: &mut Errors) -> Vec<Switch> {
        let Some((_, list)) = self.list("switch", "enable = true, disable = false", errors) else { return Vec::new() };
        parse(list, "switch", errors, switch)
    }

    /// A key with two texts.
    pub(crate) fn pair(&self, key: &str, example: &str, errors: &mut Errors) -> Option<(LitStr, LitStr)> {
        let (at, list) = self.list(key, example, errors)?;
        let texts = parse(list, key, errors, <LitStr as Parse>::parse);
        if let Ok([one, other]) = <[LitStr; 2]>::try_from(texts) {
            return Some((one, other));
        }
        errors.push(at, format!("`{key}` takes two texts"), format!("write `{key}({example})`"));
        None
    }

    /// The key `range`: an option, and the field of the upper end.
    pub(crate) fn range(&self, errors: &mut Errors) -> Option<(LitStr, Ident)> {
        let (_, list) = self.list("range", "\"dst-port\", port_range_max", errors)?;
        let ends = |input: ParseStream<'_>| {
            let option = input.parse::<LitStr>()?;
            input.parse::<Token![,]>()?;
            Ok((option, input.call(Ident::parse_any)?))
        };
        parse(list, "range", errors, ends).into_iter().next()
    }

    /// The key `cli` of an action: none where it is not there, no verb where there is to be no command.
    pub(crate) fn verbs(&self, errors: &mut Errors) -> Option<Vec<Verb>> {
        let item = self.get("cli")?;
        match &item.value {
            Value::List(list) => Some(parse(list, "cli", errors, verb)),
            Value::Is(value) => match ungrouped(value) {
                Expr::Lit(ExprLit { lit: Lit::Str(words), .. }) => {
                    Some(vec![Verb { words: words.clone(), argument: None }])
                }
                Expr::Path(path) if path.path.is_ident("hidden") => Some(Vec::new()),
                other => {
                    let help = "write `cli = \"add subnet\"`, or `cli = hidden` where it is to be no command";
                    errors.push(other.span(), "this is no value of `cli`", help);
                    None
                }
            },
            Value::Nothing => {
                errors.push(item.key.span(), "`cli` needs a value", "write `cli = \"add subnet\"`");
                None
            }
        }
    }
}

fn constant(value: &Expr) -> Option<Constant> {
    match ungrouped(value) {
        Expr::Lit(ExprLit { lit: Lit::Bool(value), .. }) => Some(Constant::Bool(value.value)),
        Expr::Lit(ExprLit { lit: Lit::Int(value), .. }) => value.base10_parse().ok().map(Constant::Int),
        Expr::Lit(ExprLit { lit: Lit::Str(value), .. }) => Some(Constant::Text(value.value())),
        Expr::Unary(ExprUnary { op: UnOp::Neg(_), expr, .. }) => match constant(expr)? {
            Constant::Int(value) => value.checked_neg().map(Constant::Int),
            _ => None,
        },
        _ => None,
    }
}

fn switch(input: ParseStream<'_>) -> syn::Result<Switch> {
    let (option, at) = if input.peek(LitStr) {
        let text = input.parse::<LitStr>()?;
        (text.value(), text.span())
    } else {
        let ident = input.call(Ident::parse_any)?;
        (ident.unraw().to_string().replace('_', "-"), ident.span())
    };
    let value = if input.peek(Token![=]) {
        input.parse::<Token![=]>()?;
        let value = input.parse::<Expr>()?;
        let problem = "expected a text, an integer, or true or false";
        Some(constant(&value).ok_or_else(|| syn::Error::new(value.span(), problem))?)
    } else {
        None
    };
    Ok(Switch { option, at, value })
}

fn verb(input: ParseStream<'_>) -> syn::Result<Verb> {
    let words = input.parse::<LitStr>()?;
    input.parse::<Token![=]>()?;
    Ok(Verb { words, argument: Some(input.call(Ident::parse_any)?) })
}
