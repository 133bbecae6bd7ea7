//! From JSON into [`Slot`]s.
//!
//! One visitor for every type: `serde_json` reads, the slot decides what fits. A mismatch is remembered with its
//! path while the visitors unwind, since `serde`'s own error could carry only a text.

use std::cell::RefCell;
use std::fmt;

use serde::de::{
    DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor, value::MapAccessDeserializer,
    value::SeqAccessDeserializer,
};
use serde_json::Value;

use super::slot::Slot;
use super::{Attribute, Fields};
use crate::schema::Field;

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

    fn not_utf8(json: &[u8], error: &std::str::Utf8Error) -> Self {
        let before = json.get(..error.valid_up_to()).unwrap_or_default();
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        let column = before.rsplit(|byte| *byte == b'\n').next().map_or(0, <[u8]>::len) + 1;
        Self::Json { line, column, problem: "malformed JSON: this is no UTF-8".into() }
    }
}

struct Place<'a>(&'a str);

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() { f.write_str("the whole document") } else { write!(f, "`{}`", self.0) }
    }
}

/// Reads `json`, whose content lies under `key` (the whole document where there is none), into `slot`.
pub(crate) fn decode(json: &[u8], key: Option<&str>, slot: Slot<'_>) -> Result<(), DecodeError> {
    let context = Context::default();
    match key {
        None => run(json, &context, SlotSeed { slot, context: &context }),
        Some(key) => {
            run(json, &context, EnvelopeSeed { key, slot: Some(slot), context: &context, other: &mut |_, _| false })
        }
    }
}

/// Reads a value that is JSON already.
///
/// # Errors
///
/// Where a value does not fit its field.
pub fn from_value<T: Attribute>(value: &Value) -> Result<T, DecodeError> {
    let context = Context::default();
    let mut target = T::empty();
    let seed = SlotSeed { slot: target.slot(), context: &context };
    seed.deserialize(value).map_err(|error| context.finish(&error))?;
    Ok(target)
}

/// Reads a JSON document whose content lies under `key`, or is the whole of it.
///
/// # Errors
///
/// Where it is no JSON, has no such key, or a value does not fit its field.
pub fn from_slice<T: Attribute>(json: &[u8], key: Option<&str>) -> Result<T, DecodeError> {
    let mut target = T::empty();
    decode(json, key, target.slot())?;
    Ok(target)
}

/// Reads a value that is JSON already into `slot`.
pub(crate) fn fill(value: &Value, slot: Slot<'_>) -> Result<(), DecodeError> {
    let context = Context::default();
    SlotSeed { slot, context: &context }.deserialize(value).map_err(|error| context.finish(&error))
}

/// Runs `seed` over the bytes of a whole document.
pub(super) fn run<'de>(
    json: &'de [u8],
    context: &Context,
    seed: impl DeserializeSeed<'de, Value = ()>,
) -> Result<(), DecodeError> {
    if json.iter().all(u8::is_ascii_whitespace) {
        return Err(DecodeError::Empty);
    }
    // Once for the whole document costs a fraction of what once for each string in it does.
    let text = std::str::from_utf8(json).map_err(|error| DecodeError::not_utf8(json, &error))?;
    let mut reader = serde_json::Deserializer::from_str(text);
    seed.deserialize(&mut reader).and_then(|()| reader.end()).map_err(|error| context.finish(&error))
}

/// What went wrong first, and the way up from there.
#[derive(Default)]
pub(super) struct Context {
    mismatch: RefCell<Option<Mismatch>>,
}

struct Mismatch {
    expected: String,
    found: String,
    /// Innermost first.
    path: Vec<Step>,
}

enum Step {
    Key(String),
    Index(usize),
}

impl Context {
    pub(super) fn mismatch<E: serde::de::Error>(&self, expected: impl Into<String>, found: &Found<'_>) -> E {
        let mismatch = Mismatch { expected: expected.into(), found: found.to_string(), path: Vec::new() };
        *self.mismatch.borrow_mut() = Some(mismatch);
        E::custom("mismatch")
    }

    fn step(&self, step: impl FnOnce() -> Step) {
        if let Some(mismatch) = &mut *self.mismatch.borrow_mut() {
            mismatch.path.push(step());
        }
    }

    pub(super) fn key(&self, key: &str) {
        self.step(|| Step::Key(cut(key, SHOWN)));
    }

    fn finish(&self, error: &serde_json::Error) -> DecodeError {
        self.take().unwrap_or_else(|| DecodeError::of_serde(error))
    }

    /// The mismatch, if that is what went wrong.
    pub(super) fn take(&self) -> Option<DecodeError> {
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
            Found::Hidden => f.write_str("another value"),
        }
    }
}

/// Reads one value into a slot.
pub(super) struct SlotSeed<'a, 'c> {
    pub(super) slot: Slot<'a>,
    pub(super) context: &'c Context,
}

impl<'de> DeserializeSeed<'de> for SlotSeed<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl SlotSeed<'_, '_> {
    fn reject<E: serde::de::Error>(&self, found: &Found<'_>) -> Result<(), E> {
        let found = if matches!(self.slot, Slot::Secret(_)) { &Found::Hidden } else { found };
        Err(self.context.mismatch(self.slot.expected(), found))
    }

    fn integer<E: serde::de::Error>(mut self, value: i128, json: impl FnOnce() -> Value) -> Result<(), E> {
        match self.slot {
            Slot::Int(ref mut slot) => {
                if !slot.set(value) {
                    return self.reject(&Found::Number(&value));
                }
            }
            #[expect(clippy::cast_precision_loss, reason = "a JSON number is a float to whoever asks for one")]
            Slot::Float(slot) => *slot = value as f64,
            Slot::Value(slot) => *slot = json(),
            Slot::Option(slot) => {
                return SlotSeed { slot: slot.fill(), context: self.context }.integer(value, json);
            }
            _ => return self.reject(&Found::Number(&value)),
        }
        Ok(())
    }
}

/// A number without a fraction, which some services write as `1500.0`.
fn whole(value: f64) -> Option<i128> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    #[expect(clippy::cast_possible_truncation, reason = "it has no fraction, and is small enough")]
    (value.fract() == 0.0 && value.abs() <= EXACT).then_some(value as i128)
}

impl<'de> Visitor<'de> for SlotSeed<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.slot.expected())
    }

    fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<(), E> {
        match self.slot {
            Slot::Bool(slot) => *slot = value,
            Slot::Value(slot) => *slot = value.into(),
            Slot::Option(slot) => return SlotSeed { slot: slot.fill(), context: self.context }.visit_bool(value),
            _ => return self.reject(&Found::Bool(value)),
        }
        Ok(())
    }

    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<(), E> {
        self.integer(value.into(), || value.into())
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<(), E> {
        self.integer(value.into(), || value.into())
    }

    fn visit_f64<E: serde::de::Error>(mut self, value: f64) -> Result<(), E> {
        match self.slot {
            Slot::Float(slot) => *slot = value,
            Slot::Int(ref mut slot) => {
                if !whole(value).is_some_and(|value| slot.set(value)) {
                    return self.reject(&Found::Number(&format_args!("{value:?}")));
                }
            }
            Slot::Value(slot) => *slot = value.into(),
            Slot::Option(slot) => return SlotSeed { slot: slot.fill(), context: self.context }.visit_f64(value),
            _ => return self.reject(&Found::Number(&value)),
        }
        Ok(())
    }

    fn visit_str<E: serde::de::Error>(mut self, value: &str) -> Result<(), E> {
        match self.slot {
            Slot::String(slot) => *slot = value.to_owned(),
            Slot::Secret(slot) => *slot = value.into(),
            Slot::Text(ref mut slot) => {
                if !slot.set(value) {
                    return self.reject(&Found::Str(value));
                }
            }
            Slot::Value(slot) => *slot = value.into(),
            Slot::Option(slot) => return SlotSeed { slot: slot.fill(), context: self.context }.visit_str(value),
            _ => return self.reject(&Found::Str(value)),
        }
        Ok(())
    }

    /// `null` is what a missing key is: the type's default.
    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        match self.slot {
            Slot::Option(slot) => slot.clear(),
            Slot::Value(slot) => *slot = Value::Null,
            Slot::Bool(slot) => *slot = false,
            Slot::Int(slot) => {
                slot.set(0);
            }
            Slot::Float(slot) => *slot = 0.0,
            Slot::String(slot) => slot.clear(),
            Slot::List(slot) => slot.clear(),
            Slot::Map(slot) => slot.clear(),
            Slot::Secret(_) | Slot::Text(_) | Slot::Object(_) => {}
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let context = self.context;
        match self.slot {
            Slot::List(list) => {
                list.clear();
                read_items(&mut items, list, context)?;
            }
            Slot::Value(slot) => {
                *slot = serde::Deserialize::deserialize(SeqAccessDeserializer::new(items))?;
            }
            Slot::Option(slot) => return SlotSeed { slot: slot.fill(), context }.visit_seq(items),
            _ => return self.reject(&Found::List),
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        let context = self.context;
        match self.slot {
            Slot::Object(object) => read_object(&mut entries, object, context)?,
            Slot::Map(map) => {
                map.clear();
                while let Some(key) = entries.next_key::<String>()? {
                    let seed = SlotSeed { slot: map.entry(key.clone()), context };
                    entries.next_value_seed(seed).inspect_err(|_| context.key(&key))?;
                }
            }
            Slot::Value(slot) => {
                *slot = serde::Deserialize::deserialize(MapAccessDeserializer::new(entries))?;
            }
            Slot::Option(slot) => return SlotSeed { slot: slot.fill(), context }.visit_map(entries),
            _ => return self.reject(&Found::Object),
        }
        Ok(())
    }
}

fn read_items<'de, A: SeqAccess<'de>>(
    items: &mut A,
    list: &mut dyn super::ListSlot,
    context: &Context,
) -> Result<(), A::Error> {
    /// Makes room for an item once it is known that there is one.
    struct Item<'a, 'c>(&'a mut dyn super::ListSlot, &'c Context);

    impl<'de> DeserializeSeed<'de> for Item<'_, '_> {
        type Value = ();
        fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
            let slot = self.0.push().ok_or_else(|| D::Error::custom("the list takes no more items"))?;
            SlotSeed { slot, context: self.1 }.deserialize(deserializer)
        }
    }

    for index in 0.. {
        let read = items.next_element_seed(Item(list, context));
        if read.inspect_err(|_| context.step(|| Step::Index(index)))?.is_none() {
            break;
        }
    }
    Ok(())
}

fn read_object<'de, A: MapAccess<'de>>(
    entries: &mut A,
    object: &mut dyn Fields,
    context: &Context,
) -> Result<(), A::Error> {
    let fields = object.fields();
    let mut guess = 0;
    while let Some(found) = entries.next_key_seed(FieldSeed { fields, guess })? {
        let Some((index, field)) = found.and_then(|index| Some((index, fields.get(index)?))) else {
            entries.next_value::<IgnoredAny>()?;
            continue;
        };
        guess = index + 1;
        match object.slot(index) {
            Some(slot) => {
                entries.next_value_seed(SlotSeed { slot, context }).inspect_err(|_| context.key(field.wire_name()))?;
            }
            None => drop(entries.next_value::<IgnoredAny>()?),
        }
    }
    Ok(())
}

/// Finds a key among the fields; services write them in the same order every time, so the one behind the last is
/// tried first.
struct FieldSeed {
    fields: &'static [Field],
    guess: usize,
}

impl<'de> DeserializeSeed<'de> for FieldSeed {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<usize>, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for FieldSeed {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<Option<usize>, E> {
        if self.fields.get(self.guess).is_some_and(|field| field.wire_name() == key) {
            return Ok(Some(self.guess));
        }
        Ok(self.fields.iter().position(|field| field.wire_name() == key))
    }
}

/// Reads what an envelope holds: `null` is no resource, though it may be an empty list.
struct EnvelopedSeed<'a, 'c>(SlotSeed<'a, 'c>);

impl<'de> DeserializeSeed<'de> for EnvelopedSeed<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_option(self)
    }
}

impl<'de> Visitor<'de> for EnvelopedSeed<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }

    fn visit_none<E: serde::de::Error>(self) -> Result<(), E> {
        if matches!(self.0.slot, Slot::List(_)) { self.0.visit_unit() } else { self.0.reject(&Found::Null) }
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.0.deserialize(deserializer)
    }
}

/// Reads the value under one key of the document into a slot.
pub(super) struct EnvelopeSeed<'k, 'a, 'c, 'o> {
    pub(super) key: &'k str,
    pub(super) slot: Option<Slot<'a>>,
    pub(super) context: &'c Context,
    /// Told of every other key; whether it wants the value, which it is then told too.
    pub(super) other: &'o mut dyn FnMut(&str, Option<Value>) -> bool,
}

impl<'de> DeserializeSeed<'de> for EnvelopeSeed<'_, '_, '_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl EnvelopeSeed<'_, '_, '_, '_> {
    fn reject<E: serde::de::Error>(&self, found: &Found<'_>) -> E {
        self.context.mismatch(format!("an object with the key `{}`", self.key), found)
    }
}

impl<'de> Visitor<'de> for EnvelopeSeed<'_, '_, '_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object with the key `{}`", self.key)
    }

    fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<(), E> {
        Err(self.reject(&Found::Bool(value)))
    }

    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<(), E> {
        Err(self.reject(&Found::Number(&value)))
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<(), E> {
        Err(self.reject(&Found::Number(&value)))
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<(), E> {
        Err(self.reject(&Found::Number(&value)))
    }

    fn visit_str<E: serde::de::Error>(self, value: &str) -> Result<(), E> {
        Err(self.reject(&Found::Str(value)))
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        Err(self.reject(&Found::Null))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<(), A::Error> {
        Err(self.reject(&Found::List))
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut entries: A) -> Result<(), A::Error> {
        const NAMED: usize = 8;
        let mut others = Vec::new();
        while let Some(key) = entries.next_key::<String>()? {
            if key == self.key
                && let Some(slot) = self.slot.take()
            {
                let seed = EnvelopedSeed(SlotSeed { slot, context: self.context });
                entries.next_value_seed(seed).inspect_err(|_| self.context.key(&key))?;
            } else {
                if (self.other)(&key, None) {
                    let value = entries.next_value()?;
                    (self.other)(&key, Some(value));
                } else {
                    entries.next_value::<IgnoredAny>()?;
                }
                if others.len() < NAMED {
                    others.push(key);
                }
            }
        }
        if self.slot.is_some() { Err(self.reject(&Found::Keys(&others))) } else { Ok(()) }
    }
}
