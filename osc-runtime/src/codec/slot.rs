//! Places in a struct, without its type: [`Slot`] to write to, [`Peek`] to read from.

use std::fmt;

use serde_json::Value;

use super::Secret;
use crate::schema::Field;

/// A struct whose fields the codec can reach by their index in a table.
///
/// Derived: by [`Resource`](macro@crate::Resource) for a resource, by [`Fields`](macro@crate::Fields) for an
/// object inside of one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a struct that OpenStack's JSON can be read into",
    note = "write `#[derive(Fields)]` on an object inside of a resource, `#[derive(Resource)]` on a resource"
)]
pub trait Fields {
    /// The fields, in the order of their declaration.
    fn fields(&self) -> &'static [Field];
    /// The place of the field at `index` of [`fields`](Self::fields), to write to.
    fn slot(&mut self, index: usize) -> Option<Slot<'_>>;
    /// The field at `index` of [`fields`](Self::fields), to read from.
    fn peek(&self, index: usize) -> Peek<'_>;
}

/// A place for a JSON value, and so what the decoder may put there.
#[non_exhaustive]
pub enum Slot<'a> {
    /// `true` or `false`.
    Bool(&'a mut bool),
    /// An integer of any width.
    Int(&'a mut dyn IntSlot),
    /// A number.
    Float(&'a mut f64),
    /// A string.
    String(&'a mut String),
    /// A string of a certain form.
    Text(&'a mut dyn TextSlot),
    /// A string that no error may show.
    Secret(&'a mut Secret),
    /// Any JSON.
    Value(&'a mut Value),
    /// A value or `null`.
    Option(&'a mut dyn OptionSlot),
    /// An array.
    List(&'a mut dyn ListSlot),
    /// An object whose keys are data.
    Map(&'a mut dyn MapSlot),
    /// An object whose keys are declared.
    Object(&'a mut dyn Fields),
}

impl Slot<'_> {
    /// What this place takes, for an error message: `a boolean`.
    pub(crate) fn expected(&self) -> &'static str {
        match self {
            Slot::Bool(_) => "a boolean",
            Slot::Int(slot) => slot.expected(),
            Slot::Float(_) => "a number",
            Slot::String(_) | Slot::Secret(_) => "a string",
            Slot::Text(slot) => slot.expected(),
            Slot::Value(_) | Slot::Option(_) => "any value",
            Slot::List(_) => "a list",
            Slot::Map(_) | Slot::Object(_) => "an object",
        }
    }
}

impl fmt::Debug for Slot<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Slot({})", self.expected())
    }
}

/// A place for an integer.
pub trait IntSlot {
    /// Puts `value` there, or tells that it does not fit.
    fn set(&mut self, value: i128) -> bool;
    /// What fits, for an error message: `an integer from 0 to 255`.
    fn expected(&self) -> &'static str;
    /// Up to what a floating-point number will do, as long as it has no fraction; beyond 2^53 it may be another integer.
    fn float_limit(&self) -> f64 {
        9_007_199_254_740_992.0
    }
}

/// A place for a string of a certain form, an address or a time.
pub trait TextSlot {
    /// Puts what `text` stands for there, or tells that it has another form.
    fn set(&mut self, text: &str) -> bool;
    /// What has the form, for an error message: `a timestamp`.
    fn expected(&self) -> &'static str;
}

/// A place that may be empty.
pub trait OptionSlot {
    /// Fills it with its type's default and gives the place of that.
    fn fill(&mut self) -> Slot<'_>;
    /// Empties it.
    fn clear(&mut self);
}

/// A place for a list.
pub trait ListSlot {
    /// Adds an item, its type's default, and gives the place of that.
    fn push(&mut self) -> Option<Slot<'_>>;
    /// The place of the item at `index`; nothing beyond the end.
    fn slot(&mut self, index: usize) -> Option<Slot<'_>>;
    /// Removes all items.
    fn clear(&mut self);
    /// How many items there are.
    fn len(&self) -> usize;
    /// Whether there is none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// A place for a map.
pub trait MapSlot {
    /// The place of the value under `key`, its type's default where there was none.
    fn entry(&mut self, key: String) -> Slot<'_>;
    /// Removes all entries.
    fn clear(&mut self);
}

/// A value to be written as JSON.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub enum Peek<'a> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A signed integer.
    Int(i64),
    /// An unsigned integer.
    Uint(u64),
    /// A number.
    Float(f64),
    /// A string.
    Str(&'a str),
    /// What is written as the string that it displays as.
    Text(&'a dyn fmt::Display),
    /// A string that requests carry and nothing else shows.
    Secret(&'a Secret),
    /// Any JSON.
    Value(&'a Value),
    /// An array.
    List(&'a dyn ListPeek),
    /// An object whose keys are data.
    Map(&'a dyn MapPeek),
    /// An object whose keys are declared.
    Object(&'a dyn Fields),
}

impl fmt::Debug for Peek<'_> {
    /// The kind alone, since what is inside may be a secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Peek::Null => "Null",
            Peek::Bool(_) => "Bool",
            Peek::Int(_) => "Int",
            Peek::Uint(_) => "Uint",
            Peek::Float(_) => "Float",
            Peek::Str(_) => "Str",
            Peek::Text(_) => "Text",
            Peek::Secret(_) => "Secret",
            Peek::Value(_) => "Value",
            Peek::List(_) => "List",
            Peek::Map(_) => "Map",
            Peek::Object(_) => "Object",
        })
    }
}

/// A list to be written.
pub trait ListPeek {
    /// How many items there are.
    fn len(&self) -> usize;
    /// Whether there is none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// The item at `index`; [`Peek::Null`] beyond the end.
    fn item(&self, index: usize) -> Peek<'_>;
}

/// A map to be written.
pub trait MapPeek {
    /// The entries, in the order in which they are written.
    fn entries(&self) -> Vec<(&str, Peek<'_>)>;
}
