//! The types that a field can have.

use std::collections::{BTreeMap, HashMap};
use std::hash::BuildHasher;

use serde_json::{Map, Value};

use super::slot::{IntSlot, ListPeek, ListSlot, MapPeek, MapSlot, OptionSlot, Peek, Slot};
use crate::schema::{Kind, Shape};

/// A type that a field of a resource can have.
///
/// Implemented for `bool`, the integers, `f64`, `String`, [`Timestamp`](crate::Timestamp),
/// [`Secret`](crate::Secret), [`Value`] (any JSON), `Option`, `Vec` and string-keyed maps of these; derived for
/// resources and, by [`Fields`](macro@crate::Fields), for the objects inside of them.
#[diagnostic::on_unimplemented(
    message = "OpenStack's JSON cannot be read into a `{Self}`",
    label = "not a type that a field, an argument or an answer can have",
    note = "a field is a `bool`, an integer, `f64`, `String`, `Timestamp`, `Secret`, `Value`, a struct with \
            `#[derive(Fields)]`, or an `Option`, `Vec` or `HashMap<String, _>` of these",
    note = "for a type of your own, implement `osc_runtime::codec::Attribute`"
)]
pub trait Attribute: Sized {
    /// What the type is to those who know only the metadata: the command line, the embedded cloud.
    const KIND: Kind;
    /// Whether there may be nothing: `null`.
    const NULLABLE: bool = false;
    /// Both, for the derive.
    #[doc(hidden)]
    const SHAPE: Shape = Shape { kind: Self::KIND, nullable: Self::NULLABLE };
    /// What a missing key and `null` are read as.
    fn empty() -> Self;
    /// The place of this value, to write to.
    fn slot(&mut self) -> Slot<'_>;
    /// This value, to read from.
    fn peek(&self) -> Peek<'_>;
}

impl Attribute for bool {
    const KIND: Kind = Kind::Bool;
    fn empty() -> Self {
        Self::default()
    }
    fn slot(&mut self) -> Slot<'_> {
        Slot::Bool(self)
    }
    fn peek(&self) -> Peek<'_> {
        Peek::Bool(*self)
    }
}

impl Attribute for f64 {
    const KIND: Kind = Kind::Float;
    fn empty() -> Self {
        Self::default()
    }
    fn slot(&mut self) -> Slot<'_> {
        Slot::Float(self)
    }
    fn peek(&self) -> Peek<'_> {
        Peek::Float(*self)
    }
}

impl Attribute for String {
    const KIND: Kind = Kind::Text;
    fn empty() -> Self {
        Self::default()
    }
    fn slot(&mut self) -> Slot<'_> {
        Slot::String(self)
    }
    fn peek(&self) -> Peek<'_> {
        Peek::Str(self)
    }
}

impl Attribute for Value {
    const KIND: Kind = Kind::Any;
    fn empty() -> Self {
        Self::default()
    }
    fn slot(&mut self) -> Slot<'_> {
        Slot::Value(self)
    }
    fn peek(&self) -> Peek<'_> {
        Peek::Value(self)
    }
}

impl Attribute for Map<String, Value> {
    const KIND: Kind = Kind::Map(&Kind::Any);
    fn empty() -> Self {
        Self::default()
    }
    fn slot(&mut self) -> Slot<'_> {
        Slot::Map(self)
    }
    fn peek(&self) -> Peek<'_> {
        Peek::Map(self)
    }
}

impl MapSlot for Map<String, Value> {
    fn entry(&mut self, key: String) -> Slot<'_> {
        Slot::Value(self.entry(key).or_insert(Value::Null))
    }
    fn clear(&mut self) {
        self.clear();
    }
}

impl MapPeek for Map<String, Value> {
    fn entries(&self) -> Vec<(&str, Peek<'_>)> {
        self.iter().map(|(key, value)| (key.as_str(), Peek::Value(value))).collect()
    }
}

macro_rules! integers {
    ($($type:ident $peek:ident $wide:ident $expected:literal;)*) => {$(
        impl Attribute for $type {
            const KIND: Kind = Kind::Int;
            fn empty() -> Self {
                Self::default()
            }
            fn slot(&mut self) -> Slot<'_> {
                Slot::Int(self)
            }
            fn peek(&self) -> Peek<'_> {
                Peek::$peek($wide::from(*self))
            }
        }

        impl IntSlot for $type {
            fn set(&mut self, value: i128) -> bool {
                value.try_into().map(|value| *self = value).is_ok()
            }
            fn expected(&self) -> &'static str {
                $expected
            }
        }
    )*};
}

integers! {
    i8 Int i64 "an integer from -128 to 127";
    i16 Int i64 "an integer from -32768 to 32767";
    i32 Int i64 "an integer of 32 bits";
    i64 Int i64 "an integer";
    u8 Uint u64 "an integer from 0 to 255";
    u16 Uint u64 "an integer from 0 to 65535";
    u32 Uint u64 "an integer from 0 to 4294967295";
    u64 Uint u64 "an integer from 0";
}

/// For counts such as of IPv6 addresses, which come beyond 64 bits; there, as JSON is read, the first 15 digits are exact.
impl Attribute for u128 {
    const KIND: Kind = Kind::Int;
    fn empty() -> Self {
        Self::default()
    }
    fn slot(&mut self) -> Slot<'_> {
        Slot::Int(self)
    }
    fn peek(&self) -> Peek<'_> {
        #[expect(clippy::cast_precision_loss, reason = "a number of JSON is no more exact")]
        u64::try_from(*self).map_or_else(|_| Peek::Float(*self as f64), Peek::Uint)
    }
}

impl IntSlot for u128 {
    fn set(&mut self, value: i128) -> bool {
        value.try_into().map(|value| *self = value).is_ok()
    }
    fn expected(&self) -> &'static str {
        "an integer from 0"
    }
    fn float_limit(&self) -> f64 {
        1e38
    }
}

impl<T: Attribute> Attribute for Option<T> {
    const KIND: Kind = T::KIND;
    const NULLABLE: bool = true;
    fn empty() -> Self {
        Self::default()
    }
    fn slot(&mut self) -> Slot<'_> {
        Slot::Option(self)
    }
    fn peek(&self) -> Peek<'_> {
        self.as_ref().map_or(Peek::Null, T::peek)
    }
}

impl<T: Attribute> OptionSlot for Option<T> {
    fn fill(&mut self) -> Slot<'_> {
        self.insert(T::empty()).slot()
    }
    fn clear(&mut self) {
        *self = None;
    }
}

impl<T: Attribute> Attribute for Vec<T> {
    const KIND: Kind = Kind::List(&T::KIND);
    fn empty() -> Self {
        Self::default()
    }
    fn slot(&mut self) -> Slot<'_> {
        Slot::List(self)
    }
    fn peek(&self) -> Peek<'_> {
        Peek::List(self)
    }
}

impl<T: Attribute> ListSlot for Vec<T> {
    fn push(&mut self) -> Option<Slot<'_>> {
        self.push(T::empty());
        self.last_mut().map(T::slot)
    }
    fn slot(&mut self, index: usize) -> Option<Slot<'_>> {
        self.get_mut(index).map(T::slot)
    }
    fn clear(&mut self) {
        self.clear();
    }
    fn len(&self) -> usize {
        self.len()
    }
}

impl<T: Attribute> ListPeek for Vec<T> {
    fn len(&self) -> usize {
        self.len()
    }
    fn item(&self, index: usize) -> Peek<'_> {
        self.get(index).map_or(Peek::Null, T::peek)
    }
}

impl<T: Attribute> Attribute for BTreeMap<String, T> {
    const KIND: Kind = Kind::Map(&T::KIND);
    fn empty() -> Self {
        Self::default()
    }
    fn slot(&mut self) -> Slot<'_> {
        Slot::Map(self)
    }
    fn peek(&self) -> Peek<'_> {
        Peek::Map(self)
    }
}

impl<T: Attribute> MapSlot for BTreeMap<String, T> {
    fn entry(&mut self, key: String) -> Slot<'_> {
        self.entry(key).or_insert_with(T::empty).slot()
    }
    fn clear(&mut self) {
        self.clear();
    }
}

impl<T: Attribute> MapPeek for BTreeMap<String, T> {
    fn entries(&self) -> Vec<(&str, Peek<'_>)> {
        self.iter().map(|(key, value)| (key.as_str(), value.peek())).collect()
    }
}

impl<T: Attribute, S: BuildHasher + Default> Attribute for HashMap<String, T, S> {
    const KIND: Kind = Kind::Map(&T::KIND);
    fn empty() -> Self {
        Self::default()
    }
    fn slot(&mut self) -> Slot<'_> {
        Slot::Map(self)
    }
    fn peek(&self) -> Peek<'_> {
        Peek::Map(self)
    }
}

impl<T: Attribute, S: BuildHasher> MapSlot for HashMap<String, T, S> {
    fn entry(&mut self, key: String) -> Slot<'_> {
        self.entry(key).or_insert_with(T::empty).slot()
    }
    fn clear(&mut self) {
        self.clear();
    }
}

/// By key, so that the same map is always written the same.
impl<T: Attribute, S: BuildHasher> MapPeek for HashMap<String, T, S> {
    fn entries(&self) -> Vec<(&str, Peek<'_>)> {
        let mut entries: Vec<_> = self.iter().map(|(key, value)| (key.as_str(), value.peek())).collect();
        entries.sort_unstable_by_key(|(key, _)| *key);
        entries
    }
}
