//! What a file, a variable or a line of code said, and where: settings on their way from there to the builder.
//!
//! A scalar is kept as the text that was written, whatever YAML would make of it: `00123`, `1e5`, a project's id of
//! digits alone and `yes` have no way back from a number or a boolean. What it means, its key knows. A node has no
//! `Debug`, since any of them may be a password.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;

use crate::error::{Error, Problem, Result};
use crate::profile::Interface;

/// Something that was said, and where.
#[derive(Clone)]
pub(crate) struct Node {
    pub(crate) origin: Origin,
    pub(super) data: Data,
}

#[derive(Clone)]
pub(super) enum Data {
    /// Nothing behind the colon.
    Null,
    Text(String),
    List(Vec<Node>),
    Map(Map),
}

/// Keys in the order in which they were said, each once.
#[derive(Clone, Default)]
pub(super) struct Map(Vec<(String, Node)>);

/// Where something was said. Its text names the place and the key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// A place in a file, and the keys that lead there: `clouds.mycloud.auth.username`.
    File { path: Arc<str>, line: u64, column: u64, key: String },
    /// A variable of the environment.
    Variable(String),
    /// A setting by its name, in code.
    Code(String),
    /// A vendor's profile, and the key in it.
    Profile { name: Arc<str>, key: String },
    /// What holds where nobody says anything.
    Default,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Origin::File { path, line, column, key } if key.is_empty() => write!(f, "{path}:{line}:{column}:"),
            Origin::File { path, line, column, key } => write!(f, "{path}:{line}:{column}: {key}"),
            Origin::Variable(name) => write!(f, "{name} in the environment"),
            Origin::Code(name) => write!(f, "`{name}` for the connection"),
            Origin::Profile { name, key } => write!(f, "the profile `{name}`: {key}"),
            Origin::Default => f.write_str("the default"),
        }
    }
}

impl Origin {
    /// The key within what this is the origin of.
    pub(super) fn within(&self, name: &str) -> Self {
        let below = |key: &str| if key.is_empty() { name.to_owned() } else { format!("{key}.{name}") };
        match self.clone() {
            Origin::File { path, line, column, key } => Origin::File { path, line, column, key: below(&key) },
            Origin::Profile { name, key } => Origin::Profile { name, key: below(&key) },
            Origin::Code(key) => Origin::Code(below(&key)),
            other => other,
        }
    }

    /// Something is wrong here.
    pub(super) fn problem(&self, text: impl fmt::Display) -> Error {
        Problem::Config(format!("{self} {text}")).into()
    }
}

impl Node {
    pub(super) fn new(origin: Origin, data: Data) -> Self {
        Self { origin, data }
    }

    pub(super) fn text_at(origin: Origin, text: impl Into<String>) -> Self {
        Self::new(origin, Data::Text(text.into()))
    }

    /// A value of JSON, said at `origin`.
    pub(super) fn from_value(origin: Origin, value: &Value) -> Self {
        let data = match value {
            Value::Null => Data::Null,
            Value::Bool(flag) => Data::Text(flag.to_string()),
            Value::Number(number) => Data::Text(number.to_string()),
            Value::String(text) => Data::Text(text.clone()),
            Value::Array(items) => {
                let item = |(index, item): (usize, &Value)| Node::from_value(origin.within(&index.to_string()), item);
                Data::List(items.iter().enumerate().map(item).collect())
            }
            Value::Object(entries) => {
                let entry =
                    |(key, value): (&String, &Value)| (key.clone(), Node::from_value(origin.within(key), value));
                Data::Map(Map::of_distinct(entries.iter().map(entry)))
            }
        };
        Self::new(origin, data)
    }

    pub(super) fn is_null(&self) -> bool {
        matches!(self.data, Data::Null)
    }

    /// Whether it says nothing: nothing behind the colon, or an empty text.
    pub(super) fn is_empty(&self) -> bool {
        self.is_null() || matches!(&self.data, Data::Text(text) if text.is_empty())
    }

    pub(super) fn map(&self) -> Option<&Map> {
        match &self.data {
            Data::Map(map) => Some(map),
            _ => None,
        }
    }

    /// The text.
    pub(crate) fn text(&self) -> Result<&str> {
        match &self.data {
            Data::Text(text) => Ok(text),
            _ => Err(self.unexpected("a text")),
        }
    }

    /// The text as something else, whose error says what was expected.
    pub(super) fn parsed<T: std::str::FromStr<Err: fmt::Display>>(&self) -> Result<T> {
        self.text()?.parse().map_err(|error| self.mistake(error))
    }

    /// What it says is a mistake, which `error` tells.
    fn mistake(&self, error: impl fmt::Display) -> Error {
        Problem::Config(format!("{}: {error}", self.origin)).into()
    }

    /// Yes or no, as YAML 1.1 and the other services of OpenStack write it.
    pub(super) fn flag(&self) -> Result<bool> {
        let expected = "`true` or `false`";
        match &self.data {
            Data::Text(text) => flag(text).ok_or_else(|| self.unexpected(expected)),
            _ => Err(self.unexpected(expected)),
        }
    }

    /// A whole number.
    pub(super) fn count(&self) -> Result<u32> {
        let text = self.text()?;
        text.trim().parse().map_err(|_| self.unexpected("a whole number"))
    }

    /// A number that is not below zero.
    pub(super) fn number(&self) -> Result<f64> {
        let number = self.text()?.trim().parse().ok().filter(|number: &f64| number.is_finite() && *number >= 0.0);
        number.ok_or_else(|| self.unexpected("a number"))
    }

    /// Seconds, with or without a fraction.
    pub(super) fn seconds(&self) -> Result<Duration> {
        Duration::try_from_secs_f64(self.number()?).map_err(|_| self.unexpected("a number of seconds"))
    }

    /// Interfaces, the preferred one first.
    pub(super) fn interfaces(&self) -> Result<Vec<Interface>> {
        let parse = |text: &str| text.parse().map_err(|error| self.mistake(error));
        self.texts()?.into_iter().map(parse).collect()
    }

    /// Statuses of HTTP.
    pub(super) fn status_codes(&self) -> Result<Vec<u16>> {
        let parse = |text: &str| text.parse().map_err(|_| self.unexpected("statuses such as `503`"));
        self.texts()?.into_iter().map(parse).collect()
    }

    /// A list of texts, or one text with commas in it.
    pub(super) fn texts(&self) -> Result<Vec<&str>> {
        match &self.data {
            Data::Text(text) => Ok(text.split(',').map(str::trim).collect()),
            Data::List(items) => items.iter().map(Node::text).collect(),
            _ => Err(self.unexpected("a list")),
        }
    }

    /// Items of a list; none where nothing is behind the colon.
    pub(super) fn items(&self) -> Result<&[Node]> {
        match &self.data {
            Data::List(items) => Ok(items),
            Data::Null => Ok(&[]),
            _ => Err(self.unexpected("a list")),
        }
    }

    /// It is not what its key takes.
    pub(super) fn unexpected(&self, expected: &str) -> Error {
        let found = match &self.data {
            Data::Null => "empty",
            Data::Text(text) => return self.origin.problem(format_args!("is `{text}`; expected {expected}")),
            Data::List(_) => "a list",
            Data::Map(_) => "a mapping",
        };
        self.origin.problem(format_args!("is {found}; expected {expected}"))
    }
}

/// Yes or no; the spellings of YAML 1.1, and the `1` and `0` of shells.
fn flag(text: &str) -> Option<bool> {
    let is = |words: &[&str]| words.iter().any(|word| text.trim().eq_ignore_ascii_case(word));
    if is(&["true", "yes", "on", "y", "1"]) {
        return Some(true);
    }
    is(&["false", "no", "off", "n", "0"]).then_some(false)
}

impl Map {
    /// Of entries whose keys are known to differ. Clouds may be many.
    pub(super) fn of_distinct(entries: impl IntoIterator<Item = (String, Node)>) -> Self {
        Self(entries.into_iter().collect())
    }

    pub(super) fn get(&self, key: &str) -> Option<&Node> {
        self.0.iter().find(|(name, _)| name == key).map(|(_, node)| node)
    }

    fn get_mut(&mut self, key: &str) -> Option<&mut Node> {
        self.0.iter_mut().find(|(name, _)| name == key).map(|(_, node)| node)
    }

    /// What is said under this key, unless it is nothing.
    pub(super) fn said(&self, key: &str) -> Option<&Node> {
        self.get(key).filter(|node| !node.is_empty())
    }

    /// Says something, in place of what was said under this key before.
    pub(super) fn insert(&mut self, key: impl Into<String>, node: Node) {
        let key = key.into();
        match self.get_mut(&key) {
            Some(known) => *known = node,
            None => self.0.push((key, node)),
        }
    }

    pub(super) fn remove(&mut self, key: &str) -> Option<Node> {
        let index = self.0.iter().position(|(name, _)| name == key)?;
        Some(self.0.remove(index).1)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &Node)> {
        self.0.iter().map(|(key, node)| (key.as_str(), node))
    }

    pub(super) fn keys(&self) -> impl Iterator<Item = &str> + Clone {
        self.0.iter().map(|(key, _)| key.as_str())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Lays `over` on it, mapping by mapping.
    pub(super) fn merge(&mut self, over: Map) {
        for (key, node) in over {
            match (self.get_mut(&key), node) {
                (Some(Node { data: Data::Map(map), .. }), Node { data: Data::Map(over), .. }) => map.merge(over),
                (_, node) => self.insert(key, node),
            }
        }
    }
}

impl FromIterator<(String, Node)> for Map {
    fn from_iter<I: IntoIterator<Item = (String, Node)>>(entries: I) -> Self {
        let mut map = Map::default();
        entries.into_iter().for_each(|(key, node)| map.insert(key, node));
        map
    }
}

impl IntoIterator for Map {
    type Item = (String, Node);
    type IntoIter = std::vec::IntoIter<(String, Node)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}
