//! A file of YAML, or of JSON, which is YAML too, read into nodes that know their places.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::options::NonFiniteFloatPolicy;
use serde_saphyr::{Location, Spanned};

use super::node::{Data, Map, Node, Origin};
use crate::error::{Problem, Result};

/// Reads a file. Errors tell the place and never show a line, which may hold a password.
pub(super) fn read(path: &Path, text: &str) -> Result<Node> {
    let options = serde_saphyr::options! {
        non_finite_float_policy: NonFiniteFloatPolicy::PassThrough,
        with_snippet: false,
    };
    let parsed =
        serde_saphyr::with_deserializer_from_str_with_options(text, options, |yaml| Spanned::<Raw>::deserialize(yaml));
    let raw = parsed.map_err(|error| {
        let place = error.location().map(|at| format!(":{}:{}", at.line(), at.column())).unwrap_or_default();
        Problem::Config(format!(
            "{}{place}: malformed YAML; check this line and the one before: their indentation, their quotes, and \
             whether a key is there twice",
            path.display()
        ))
    })?;
    let file = File { path: path.display().to_string().into(), text };
    Ok(file.node(raw, None, String::new()))
}

/// What the parser tells of a value. Scalars but quoted ones are looked up in the text, where they are as written.
enum Raw {
    Null,
    Quoted(String),
    Plain,
    List(Vec<Spanned<Raw>>),
    Map(Vec<(Spanned<String>, Spanned<Raw>)>),
}

/// The file that values are from.
struct File<'a> {
    path: Arc<str>,
    text: &'a str,
}

impl File<'_> {
    /// A node of what was parsed; `at` is where its key is.
    fn node(&self, raw: Spanned<Raw>, at: Option<Location>, key: String) -> Node {
        let data = match raw.value {
            Raw::Null => Data::Null,
            Raw::Quoted(text) => Data::Text(text),
            Raw::Plain => Data::Text(self.written(raw.defined)),
            Raw::List(items) => {
                let item = |(index, item)| self.node(item, None, format!("{key}[{index}]"));
                Data::List(items.into_iter().enumerate().map(item).collect())
            }
            Raw::Map(entries) => {
                let entry = |(name, value): (Spanned<String>, _)| {
                    let dot = if key.is_empty() { "" } else { "." };
                    let node = self.node(value, Some(name.referenced), format!("{key}{dot}{}", name.value));
                    (name.value, node)
                };
                Data::Map(Map::of_distinct(entries.into_iter().map(entry)))
            }
        };
        let at = at.unwrap_or(raw.referenced);
        Node::new(Origin::File { path: self.path.clone(), line: at.line(), column: at.column(), key }, data)
    }

    fn written(&self, at: Location) -> String {
        let index = |index: Option<_>| index.and_then(|index| usize::try_from(index).ok());
        let (start, length) = (index(at.span().byte_offset()), index(at.span().byte_len()));
        let range = start.zip(length).and_then(|(start, length)| Some(start..start.checked_add(length)?));
        range.and_then(|range| self.text.get(range)).unwrap_or_default().to_owned()
    }
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_i128<E>(self, _: i128) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_u128<E>(self, _: u128) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_str<E>(self, text: &str) -> Result<Raw, E> {
        Ok(Raw::Quoted(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Raw, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Raw::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Raw, A::Error> {
        let mut map = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            map.push(entry);
        }
        Ok(Raw::Map(map))
    }
}
