//! Values by their keys, each in the form that its key has.

use proc_macro2::{Span, TokenStream};
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Expr, ExprLit, Ident, Lit, LitStr, Path, Token};

use super::{Envelope, Item, Items, Keys, OPERATION, STATE, Value, recover, word};
use crate::errors::{Errors, expected};

/// A microversion: `2.19`.
pub(crate) type Version = (u16, u16);

/// The microversions that have something, and where the first key that says so stands.
#[derive(Clone, Copy, Default)]
pub(crate) struct Versions {
    pub(crate) since: Option<Version>,
    pub(crate) until: Option<Version>,
    pub(crate) place: Option<Span>,
}

/// A word of a list, with what is said of it.
pub(crate) struct Word {
    pub(crate) ident: Ident,
    pub(crate) versions: Versions,
    /// Where it is said that it has the same effect once and twice.
    pub(crate) idempotent: Option<Span>,
}

/// The values of a field that says in what state the resource is.
#[derive(Default)]
pub(crate) struct States {
    pub(crate) ready: Vec<LitStr>,
    pub(crate) failed: Vec<LitStr>,
    pub(crate) pending: Vec<LitStr>,
}

impl Value {
    fn text(&self) -> Option<&LitStr> {
        let Value::Is(value) = self else { return None };
        text(value)
    }

    fn path(&self) -> Option<&Path> {
        let Value::Is(value) = self else { return None };
        match ungrouped(value) {
            Expr::Path(path) if path.qself.is_none() => Some(&path.path),
            _ => None,
        }
    }
}

fn text(value: &Expr) -> Option<&LitStr> {
    match ungrouped(value) {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text),
        _ => None,
    }
}

/// A fragment of `macro_rules!` comes in a group.
pub(super) fn ungrouped(value: &Expr) -> &Expr {
    match value {
        Expr::Group(group) => ungrouped(&group.expr),
        other => other,
    }
}

impl Items {
    /// A key that stands alone; its place.
    pub(crate) fn flag(&self, key: &str, errors: &mut Errors) -> Option<Span> {
        let item = self.get(key)?;
        if !matches!(item.value, Value::Nothing) {
            let at = item.value.span().unwrap_or(item.key.span());
            errors.push(at, format!("`{key}` takes no value"), format!("write `{key}` alone"));
        }
        Some(item.key.span())
    }

    /// A key that stands alone, or with `true` or `false`.
    pub(crate) fn switch(&self, key: &str, errors: &mut Errors) -> Option<bool> {
        let item = self.get(key)?;
        let said = match &item.value {
            Value::Is(value) => match ungrouped(value) {
                Expr::Lit(ExprLit { lit: Lit::Bool(said), .. }) => Some(said.value),
                _ => None,
            },
            Value::Nothing => Some(true),
            Value::List(_) => None,
        };
        if said.is_none() {
            let at = item.value.span().unwrap_or(item.key.span());
            errors.push(at, format!("`{key}` is true or false"), format!("write `{key}` alone, or `{key} = false`"));
        }
        said
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

    /// The place of a text behind a key, if it is empty.
    pub(crate) fn empty_text(&self, key: &str) -> Option<Span> {
        let text = self.get(key)?.value.text()?;
        text.value().is_empty().then(|| text.span())
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
        let help = format!("write `{key} = \"{example}\"`");
        match (&item.value, item.value.text()) {
            (Value::Nothing, _) => return Some((at, None)),
            (_, Some(text)) if text.value().is_empty() => errors.push(text.span(), format!("`{key}` is empty"), help),
            (_, Some(text)) => return Some((at, Some(text.clone()))),
            (other, None) => {
                errors.push(other.span().unwrap_or(at), format!("the value of `{key}` is no string"), help);
            }
        }
        None
    }

    /// A key with the key of an envelope, or with the word `none`.
    pub(crate) fn envelope(&self, key: &str, example: &str, errors: &mut Errors) -> Option<Envelope> {
        let word = self.get(key).and_then(|item| item.value.path());
        match word {
            Some(word) if word.is_ident("none") => Some(Envelope::None),
            Some(word) => {
                errors.push(
                    word.span(),
                    format!("`{}` is no value of `{key}`", written(word)),
                    format!("write `{key} = \"{example}\"`, or `{key} = none` where the body is bare"),
                );
                None
            }
            None => self.text(key, example, errors).map(|text| Envelope::Key(text.value())),
        }
    }

    /// A key that stands alone or with the word `only`: whether it has it.
    pub(crate) fn only(&self, key: &str, errors: &mut Errors) -> Option<(Span, bool)> {
        let item = self.get(key)?;
        let only = item.value.path().is_some_and(|path| path.is_ident("only"));
        if !only && let Some(at) = item.value.span() {
            let help = format!("write `{key}` alone, or `{key} = only`");
            errors.push(at, format!("this is no value of `{key}`"), help);
        }
        Some((item.key.span(), only))
    }

    /// A key with one of a few texts.
    pub(crate) fn one_of(&self, key: &str, known: &[&'static str], errors: &mut Errors) -> Option<&'static str> {
        let text = self.text(key, known.first().copied().unwrap_or_default(), errors)?;
        let value = text.value();
        let found = known.iter().find(|known| **known == value);
        if found.is_none() {
            let capital = known.iter().all(|known| known.to_uppercase() == **known);
            let meant = if capital { value.to_uppercase() } else { value.to_lowercase() };
            errors.push(text.span(), format!("`{value}` is no value of `{key}`"), expected(&meant, known));
        }
        found.copied()
    }

    /// A key with the path of a type.
    pub(crate) fn path(&self, key: &str, example: &str, errors: &mut Errors) -> Option<Path> {
        let item = self.get(key)?;
        let path = item.value.path();
        if path.is_none() {
            let at = item.value.span().unwrap_or(item.key.span());
            errors.push(at, format!("`{key}` needs the name of a type"), format!("write `{key} = {example}`"));
        }
        path.cloned()
    }

    /// A key with a list of words.
    pub(crate) fn words(&self, key: &str, example: &str, errors: &mut Errors) -> Option<(Span, Vec<Ident>)> {
        let (at, list) = self.list(key, example, errors)?;
        Some((at, parse(list, key, errors, |input| word(input, "word"))))
    }

    /// A key with a list of words, each of which may have something said of it behind it.
    pub(crate) fn versioned(&self, key: &str, example: &str, errors: &mut Errors) -> Option<(Span, Vec<Word>)> {
        let (at, list) = self.list(key, example, errors)?;
        let (items, whole) = recover(list.clone(), errors);
        if items.is_empty() && !whole {
            return None;
        }
        let words = items.into_iter().map(|Item { key: ident, value }| {
            let (versions, idempotent) = match value {
                Value::List(list) => {
                    let items = Items::within(list, &OPERATION, errors);
                    (items.versions(errors), items.flag("idempotent", errors))
                }
                Value::Nothing => (Versions::default(), None),
                Value::Is(value) => {
                    let help = format!("write `{ident}` alone, or `{ident}(since = \"2.19\")`");
                    errors.push(value.span(), format!("`{ident}` takes no value"), help);
                    (Versions::default(), None)
                }
            };
            Word { ident, versions, idempotent }
        });
        Some((at, words.collect()))
    }

    /// The keys `since` and `until`.
    pub(crate) fn versions(&self, errors: &mut Errors) -> Versions {
        let mut version = |key: &str| {
            let text = self.text(key, "2.19", errors)?;
            let value = text.value();
            let parsed =
                value.split_once('.').and_then(|(major, minor)| Some((major.parse().ok()?, minor.parse().ok()?)));
            if parsed.is_none() {
                let help = format!("write two numbers: `{key} = \"2.19\"`");
                errors.push(text.span(), format!("`{value}` is no microversion"), help);
            }
            parsed
        };
        let (since, until): (Option<Version>, Option<Version>) = (version("since"), version("until"));
        let place = self.place("since").or(self.place("until"));
        if let (Some(since), Some(until), Some(at)) = (since, until, self.place("until"))
            && until < since
        {
            let problem =
                format!("`until` is before `since`: no version is from {} to {}", dotted(since), dotted(until));
            errors.push(at, problem, "write the first version that has it in `since`, the last one in `until`");
        }
        Versions { since, until, place }
    }

    /// The key `state` with its lists of values.
    pub(crate) fn states(&self, errors: &mut Errors) -> Option<(Span, States)> {
        const EXAMPLE: &str = "ready(\"ACTIVE\"), failed(\"ERROR\")";
        let (at, list) = self.list("state", EXAMPLE, errors)?;
        let items = Items::within(list.clone(), &STATE, errors);
        let mut values = |key: &str| {
            let list = items.list(key, "\"ACTIVE\"", errors).map(|(_, list)| list.clone());
            list.map(|list| parse(&list, key, errors, <LitStr as Parse>::parse)).unwrap_or_default()
        };
        let states = States { ready: values("ready"), failed: values("failed"), pending: values("pending") };
        if states.ready.is_empty() && items.lacks("ready") {
            errors.push(at, "`state` names no value that means ready", format!("write `state({EXAMPLE})`"));
        }
        Some((at, states))
    }

    /// The tokens in the parentheses behind a key.
    pub(crate) fn list(&self, key: &str, example: &str, errors: &mut Errors) -> Option<(Span, &TokenStream)> {
        let item = self.get(key)?;
        if let Value::List(list) = &item.value {
            return Some((item.key.span(), list));
        }
        let at = item.value.span().unwrap_or(item.key.span());
        errors.push(at, format!("`{key}` takes a list"), format!("write `{key}({example})`"));
        None
    }

    /// The first of some keys, of which one may be there; any other is reported.
    pub(crate) fn first_of(&self, keys: &Keys, some: &[&'static str], errors: &mut Errors) -> Option<&'static str> {
        let mut found = some.iter().filter(|key| self.has(key));
        let first = found.next()?;
        for other in found {
            let at = self.place(other).unwrap_or_else(Span::call_site);
            errors.push(at, format!("{} has one of `{first}` and `{other}`", keys.of), "remove one of them");
        }
        Some(first)
    }
}

/// What stands between the commas of a list; nothing where it cannot be read, which is reported.
pub(crate) fn parse<T>(
    list: &TokenStream,
    key: &str,
    errors: &mut Errors,
    one: fn(ParseStream<'_>) -> syn::Result<T>,
) -> Vec<T> {
    let all = |input: ParseStream<'_>| Punctuated::<T, Token![,]>::parse_terminated_with(input, one);
    match all.parse2(list.clone()) {
        Ok(all) => all.into_iter().collect(),
        Err(error) => {
            errors.add(syn::Error::new(error.span(), format!("{error} in `{key}(…)`")));
            Vec::new()
        }
    }
}

/// A microversion as it is written.
fn dotted((major, minor): Version) -> String {
    format!("{major}.{minor}")
}

/// A path as it is written.
fn written(path: &Path) -> String {
    path.segments.iter().map(|segment| segment.ident.to_string()).collect::<Vec<_>>().join("::")
}
