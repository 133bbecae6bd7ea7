//! What went wrong, and where.

use std::cell::RefCell;
use std::fmt;

/// A document that is not what was expected: where, what was expected, what was found.
///
/// It never holds more of the document than the first characters of the value in question.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DecodeError {
    /// A value does not fit its field.
    #[error("{}: expected {expected}, found {found}", Place(path))]
    #[non_exhaustive]
    Mismatch {
        /// Keys and indices from the top of the document: `networks[3].mtu`.
        path: String,
        /// What fits: `an integer`.
        expected: String,
        /// What is there: `the string "big"`.
        found: String,
    },
    /// The document is no JSON, or serde's own decoder finds it to be of another shape.
    #[error("line {line}, column {column}: {problem}")]
    #[non_exhaustive]
    Json {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What is wrong there.
        problem: String,
    },
    /// There is no document.
    #[error("expected a JSON document, found an empty body")]
    Empty,
}

impl DecodeError {
    /// What serde's own decoder says, cut short, since it may quote all of a text.
    pub(crate) fn of_serde(error: &serde_json::Error) -> Self {
        let text = error.to_string();
        let problem = cut(text.rsplit_once(" at line ").map_or(text.as_str(), |(problem, _)| problem), 2 * SHOWN);
        let problem = if error.is_data() { problem } else { format!("malformed JSON: {problem}") };
        Self::Json { line: error.line(), column: error.column(), problem }
    }

    pub(super) fn not_utf8(json: &[u8], error: &std::str::Utf8Error) -> Self {
        let before = json.get(..error.valid_up_to()).unwrap_or_default();
        let line = before.split(|byte| *byte == b'\n').count();
        let column = before.rsplit(|byte| *byte == b'\n').next().map_or(0, <[u8]>::len) + 1;
        Self::Json { line, column, problem: "malformed JSON: this is no UTF-8".into() }
    }
}

/// What leads to a mismatch, before what is known of its path already.
impl DecodeError {
    /// Below the item at `index` of the list under `key`, instead of the first item of a list.
    pub(super) fn at(self, key: Option<&str>, index: usize) -> Self {
        let within = |path: &str| {
            let path = path.strip_prefix("[0]").map_or_else(|| format!(".{path}"), str::to_owned);
            format!("{}[{index}]{}", key.unwrap_or_default(), path.trim_end_matches('.'))
        };
        self.with_path(within)
    }

    /// Below `key`.
    pub(super) fn under(self, key: &str) -> Self {
        self.with_path(|path| if path.is_empty() { key.to_owned() } else { format!("{key}.{path}") })
    }

    /// In a header instead of the document.
    pub(super) fn in_header(self, header: &str) -> Self {
        self.with_path(|_| format!("header {header}"))
    }

    fn with_path(self, change: impl FnOnce(&str) -> String) -> Self {
        match self {
            Self::Mismatch { path, expected, found } => Self::Mismatch { path: change(&path), expected, found },
            other => other,
        }
    }
}

struct Place<'a>(&'a str);

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() { f.write_str("the whole document") } else { write!(f, "`{}`", self.0) }
    }
}

/// What went wrong first, and the way up from there.
#[derive(Default)]
pub(crate) struct Context {
    mismatch: RefCell<Option<Mismatch>>,
}

struct Mismatch {
    expected: String,
    found: String,
    /// Innermost first.
    path: Vec<Step>,
}

pub(super) enum Step {
    Key(String),
    Index(usize),
}

impl Context {
    pub(super) fn mismatch<E: serde::de::Error>(&self, expected: impl Into<String>, found: &Found<'_>) -> E {
        let mismatch = Mismatch { expected: expected.into(), found: found.to_string(), path: Vec::new() };
        *self.mismatch.borrow_mut() = Some(mismatch);
        E::custom("mismatch")
    }

    pub(super) fn step(&self, step: impl FnOnce() -> Step) {
        if let Some(mismatch) = &mut *self.mismatch.borrow_mut() {
            mismatch.path.push(step());
        }
    }

    pub(super) fn index(&self, index: usize) {
        self.step(|| Step::Index(index));
    }

    pub(super) fn key(&self, key: &str) {
        self.step(|| Step::Key(cut(key, SHOWN)));
    }

    pub(super) fn finish(&self, error: &serde_json::Error) -> DecodeError {
        self.take().unwrap_or_else(|| DecodeError::of_serde(error))
    }

    /// The mismatch, if that is what went wrong.
    pub(crate) fn take(&self) -> Option<DecodeError> {
        let mismatch = self.mismatch.take()?;
        let mut path = String::new();
        for step in mismatch.path.iter().rev() {
            match step {
                Step::Index(index) => path.extend(["[", &index.to_string(), "]"]),
                Step::Key(key) if path.is_empty() => path.push_str(key),
                Step::Key(key) => path.extend([".", key]),
            }
        }
        Some(DecodeError::Mismatch { path, expected: mismatch.expected, found: mismatch.found })
    }
}

/// How much of a text an error quotes, in characters.
const SHOWN: usize = 40;

/// The beginning of a text.
fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// A JSON value, for an error message.
pub(super) enum Found<'a> {
    Null,
    Bool(bool),
    Number(&'a dyn fmt::Display),
    Str(&'a str),
    List,
    Object,
    Keys(&'a [String]),
    /// A list of this many items.
    Length(usize),
    /// A value that must not be shown.
    Hidden,
}

impl fmt::Display for Found<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Found::Null => f.write_str("null"),
            Found::Bool(value) => value.fmt(f),
            Found::Number(value) => write!(f, "the number {value}"),
            Found::Str(text) => write!(f, "the string {:?}", cut(text, SHOWN)),
            Found::List => f.write_str("a list"),
            Found::Object => f.write_str("an object"),
            Found::Keys([]) => f.write_str("an empty object"),
            Found::Keys(keys) => {
                let keys: Vec<_> = keys.iter().map(|key| cut(key, SHOWN)).collect();
                write!(f, "an object with `{}`", keys.join("`, `"))
            }
            Found::Length(0) => f.write_str("an empty list"),
            Found::Length(length) => write!(f, "a list of {length}"),
            Found::Hidden => f.write_str("another value"),
        }
    }
}
