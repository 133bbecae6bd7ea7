//! The types of fields, by their names in Rust.

use std::rc::Rc;

use osc_runtime::schema::Kind;

use super::mistake::expected;
use super::model::Field;

/// A type.
#[derive(Clone)]
pub(super) enum Type {
    /// One that has no parts.
    Plain(Kind),
    Optional(Box<Type>),
    List(Box<Type>),
    Map(Box<Type>),
    /// Another table of the file.
    Named(String),
    /// A table of fields within the field's own.
    Inline(Rc<Vec<Field>>),
    /// One that cannot be read, which has been said.
    Unknown,
}

const PLAIN: &[(&str, Kind)] = &[
    ("bool", Kind::Bool),
    ("i8", Kind::Int),
    ("i16", Kind::Int),
    ("i32", Kind::Int),
    ("i64", Kind::Int),
    ("u8", Kind::Int),
    ("u16", Kind::Int),
    ("u32", Kind::Int),
    ("u64", Kind::Int),
    ("f64", Kind::Float),
    ("String", Kind::Text),
    ("Timestamp", Kind::Time),
    ("Secret", Kind::Secret),
    ("Value", Kind::Any),
];
/// With the number of types in their angle brackets.
const GENERIC: &[(&str, usize)] = &[("Option", 1), ("Vec", 1), ("HashMap", 2), ("BTreeMap", 2), ("Map", 2)];
/// Stands for the fields that the field's own table has.
const INLINE: &str = "Fields";
/// Bytes, which an action alone sends.
const BODY: &str = "Body";

/// The types that a file has beside those of all files.
pub(super) struct Known<'a> {
    pub(super) tables: &'a [&'a str],
    pub(super) inline: Option<Rc<Vec<Field>>>,
    /// Whether it may be the body of a request, as it is.
    pub(super) body: bool,
}

/// What is wrong with a type, and what to write instead.
pub(super) type Problem = (String, String);

/// The type of this name: `Option<Vec<String>>`.
pub(super) fn parse(text: &str, known: &Known<'_>) -> Result<Type, Problem> {
    /// Nobody means more, and each takes of the stack.
    const DEEPEST: usize = 16;
    let mut rest = text.trim();
    if text.matches('<').count() > DEEPEST {
        return Err(malformed(text));
    }
    let ty = one(&mut rest, known)?;
    if rest.is_empty() { Ok(ty) } else { Err(malformed(text)) }
}

fn malformed(text: &str) -> Problem {
    (format!("`{text}` is no type"), "write one such as `String`, `Vec<String>` or `HashMap<String, Value>`".to_owned())
}

/// Takes a type from the beginning of `rest`.
fn one(rest: &mut &str, known: &Known<'_>) -> Result<Type, Problem> {
    let whole = *rest;
    let end = rest.find(['<', '>', ',']).unwrap_or(rest.len());
    let (path, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
    // Wherever it is from: `std::collections::HashMap`.
    let name = path.rsplit("::").next().unwrap_or_default().trim();
    *rest = after;
    let mut arguments = Vec::new();
    if let Some(after) = rest.strip_prefix('<') {
        *rest = after;
        loop {
            *rest = rest.trim_start();
            arguments.push(one(rest, known)?);
            *rest = rest.trim_start();
            if let Some(after) = rest.strip_prefix(',') {
                *rest = after;
            } else if let Some(after) = rest.strip_prefix('>') {
                *rest = after.trim_start();
                break;
            } else {
                return Err(malformed(whole));
            }
        }
    }
    if name.is_empty() {
        return Err(malformed(whole));
    }
    if let Some((name, wanted)) = GENERIC.iter().find(|(known, _)| *known == name) {
        return generic(name, *wanted, arguments);
    }
    let ty = PLAIN.iter().find(|(known, _)| *known == name).map(|(_, kind)| Type::Plain(*kind));
    let ty = ty.or_else(|| (known.body && name == BODY).then_some(Type::Plain(Kind::Bytes)));
    let ty = ty.or_else(|| known.inline.clone().filter(|_| name == INLINE).map(Type::Inline));
    let ty = ty.or_else(|| known.tables.contains(&name).then(|| Type::Named(name.to_owned())));
    match ty {
        Some(ty) if arguments.is_empty() => Ok(ty),
        Some(_) => Err((format!("`{name}` takes no types in angle brackets"), format!("write `{name}` alone"))),
        None if name == INLINE => Err((
            format!("`{INLINE}` stands for fields that are declared beside it"),
            format!("write `{{ type = \"{INLINE}\", fields = {{ … }} }}`"),
        )),
        None => {
            let common = ["bool", "i64", "f64", "String", "Timestamp", "Secret", "Value", "Option", "Vec", "HashMap"];
            let names: Vec<&str> = common.iter().chain(known.tables).copied().collect();
            Err((format!("no type `{name}`"), expected(name, &names)))
        }
    }
}

fn generic(name: &str, wanted: usize, mut arguments: Vec<Type>) -> Result<Type, Problem> {
    let inner = arguments.pop().filter(|_| arguments.len() + 1 == wanted).map(Box::new);
    match (name, inner) {
        ("Option", Some(inner)) => Ok(Type::Optional(inner)),
        ("Vec", Some(inner)) => Ok(Type::List(inner)),
        (_, Some(inner)) if matches!(arguments.first(), Some(Type::Plain(Kind::Text))) => Ok(Type::Map(inner)),
        ("Option" | "Vec", None) => {
            Err((format!("`{name}` does not say of what"), format!("write `{name}<String>`, for example")))
        }
        _ => Err((
            format!("a `{name}` is from `String` to something"),
            format!("write `{name}<String, Value>`, for example"),
        )),
    }
}

/// How many ids a type can hold.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Ids {
    /// None: it holds something else.
    None,
    One,
    Several,
}

impl Type {
    /// The type within `Option`.
    pub(super) fn inner(&self) -> &Self {
        match self {
            Self::Optional(inner) => inner.inner(),
            other => other,
        }
    }

    pub(super) fn is_optional(&self) -> bool {
        matches!(self, Self::Optional(_))
    }

    /// Whether fields that are declared beside it are in it.
    pub(super) fn holds_inline(&self) -> bool {
        match self {
            Self::Inline(_) => true,
            Self::Optional(inner) | Self::List(inner) | Self::Map(inner) => inner.holds_inline(),
            Self::Plain(_) | Self::Named(_) | Self::Unknown => false,
        }
    }

    /// Whether it is `String` and not an `Option` of it.
    pub(super) fn is_string(&self) -> bool {
        matches!(self, Self::Plain(Kind::Text))
    }

    /// Whether it is a text, or an optional one.
    pub(super) fn is_text(&self) -> bool {
        self.inner().is_string()
    }

    pub(super) fn is_integer(&self) -> bool {
        matches!(self.inner(), Self::Plain(Kind::Int))
    }

    pub(super) fn is_map(&self) -> bool {
        matches!(self, Self::Map(_))
    }

    /// Whether it is one that a query can carry.
    pub(super) fn is_scalar(&self) -> bool {
        matches!(self.inner(), Self::Plain(Kind::Bool | Kind::Int | Kind::Float | Kind::Text | Kind::Time))
    }

    /// What it is where a query can never carry it.
    pub(super) fn no_filter(&self) -> Option<&'static str> {
        match self.inner() {
            Self::List(_) => Some("list"),
            Self::Map(_) => Some("map"),
            Self::Plain(Kind::Secret) => Some("secret"),
            _ => None,
        }
    }

    pub(super) fn ids(&self) -> Ids {
        match self.inner() {
            Self::List(item) if item.is_string() => Ids::Several,
            inner if inner.is_string() => Ids::One,
            _ => Ids::None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Type, String> {
        let known = Known { tables: &["FixedIp"], inline: None, body: false };
        parse(text, &known).map_err(|(problem, help)| format!("{problem}; {help}"))
    }

    #[test]
    fn a_type_is_written_as_in_rust() {
        assert!(matches!(read("u16"), Ok(Type::Plain(Kind::Int))));
        assert!(read("Option<Vec<String>>").is_ok_and(|ty| ty.is_optional() && ty.ids() == Ids::Several));
        assert!(matches!(read("std::collections::HashMap< String , osc_runtime::Value >"), Ok(Type::Map(_))));
        assert!(matches!(read("Vec<FixedIp>"), Ok(Type::List(item)) if matches!(*item, Type::Named(_))));
    }

    #[test]
    fn a_type_that_there_is_not_is_told_with_the_nearest_one() {
        for (text, expected) in [
            ("Sting", "no type `Sting`; did you mean `String`?"),
            ("FixdIp", "no type `FixdIp`; did you mean `FixedIp`?"),
            ("Vec", "`Vec` does not say of what; write `Vec<String>`, for example"),
            ("HashMap<u8, Value>", "a `HashMap` is from `String` to something"),
            ("String<bool>", "`String` takes no types in angle brackets; write `String` alone"),
            ("Vec<String", "`Vec<String` is no type"),
            ("Vec<String>>", "`Vec<String>>` is no type"),
            ("Vec<>", "is no type"),
            (&"Vec<".repeat(100_000), "is no type"),
            ("", "`` is no type"),
            ("Vec<Fields>", "`Fields` stands for fields that are declared beside it"),
        ] {
            let Err(problem) = read(text) else { panic!("{text}") };
            assert!(problem.contains(expected), "{text}: {problem}");
        }
    }
}
