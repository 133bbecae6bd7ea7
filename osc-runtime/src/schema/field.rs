//! The fields of a resource.

use std::sync::OnceLock;

use super::{Constant, Schema, Switch, Usage, Versions};

/// One field of a resource, or of an object inside of one.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    name: &'static str,
    wire_name: &'static str,
    doc: &'static str,
    shape: Shape,
    /// The bits of [`Usage`].
    usage: u16,
    more: &'static [More],
}

/// What few fields have.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub enum More {
    Filter(&'static str),
    Sort(&'static str),
    Heading(&'static str),
    Header(&'static str),
    Alias(&'static str),
    Versions(Versions),
    Reference(fn() -> &'static Schema),
    Option(&'static str),
    Switches(&'static [Switch]),
    Long(&'static str),
    Words(&'static str, &'static str),
    Range(&'static str, &'static str),
    Positional,
    Default(Constant),
    Shown(&'static str),
    /// For declarations that are read at run time, of which two may reference each other: filled once both are there.
    Link(&'static OnceLock<&'static Schema>),
}

impl Field {
    /// Written by the derive. Not generic, so that a type that no field can have is one error, at the field.
    #[doc(hidden)]
    #[must_use]
    pub const fn of(name: &'static str, shape: Shape, usage: u16) -> Self {
        Self { name, wire_name: name, doc: "", shape, usage, more: &[] }
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn with_wire_name(mut self, name: &'static str) -> Self {
        self.wire_name = name;
        self
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn with_doc(mut self, doc: &'static str) -> Self {
        self.doc = doc;
        self
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn with(mut self, more: &'static [More]) -> Self {
        self.more = more;
        self
    }

    /// The field's name in Rust: `is_external`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The key in JSON: `router:external`.
    #[must_use]
    pub const fn wire_name(&self) -> &'static str {
        self.wire_name
    }

    /// The field's documentation: Markdown, empty where there is none.
    #[must_use]
    pub const fn doc(&self) -> &'static str {
        self.doc
    }

    /// What kind of value it holds.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.shape.kind
    }

    /// Whether there may be nothing: `null`.
    #[must_use]
    pub const fn nullable(&self) -> bool {
        self.shape.nullable
    }

    /// Who may set it, and whether it can be filtered on.
    #[must_use]
    pub const fn usage(&self) -> Usage {
        Usage::from_bits(self.usage)
    }

    /// Whether all of `usage` holds of the field.
    #[must_use]
    pub const fn has(&self, usage: Usage) -> bool {
        self.usage & usage.bits() == usage.bits()
    }

    /// Whether answers may have it under its own key.
    pub(crate) const fn is_read(&self) -> bool {
        const NEVER: u16 = Usage::WRITE_ONLY.and(Usage::FLATTEN).bits();
        self.usage & NEVER == 0
    }

    /// Whether it is read just as it stands there.
    pub(crate) fn is_plain(&self) -> bool {
        (self.more.is_empty() || self.alias().is_none()) && !self.has(Usage::COERCE)
    }

    /// The query parameter that filters a list on it, where there is one.
    #[must_use]
    pub fn filter(&self) -> Option<&'static str> {
        let other = self.find(|more| match more {
            More::Filter(name) => Some(*name),
            _ => None,
        });
        self.has(Usage::FILTER).then(|| other.unwrap_or(self.wire_name))
    }

    /// What a list is asked to be sorted by, for the order of this field; nothing where it is in no item of a list.
    #[must_use]
    pub fn sort_key(&self) -> Option<&'static str> {
        let other = self.find(|more| match more {
            More::Sort(name) => Some(*name),
            _ => None,
        });
        let is_in_items = self.is_read() && !self.has(Usage::PATH) && !self.has(Usage::BESIDE);
        is_in_items.then(|| other.unwrap_or(self.wire_name))
    }

    /// The first of what few fields have that `pick` picks.
    pub(super) fn find<T>(&self, pick: impl Fn(&'static More) -> Option<T>) -> Option<T> {
        self.more.iter().find_map(pick)
    }

    /// The header that carries it, where it is not in the body. One that ends with `*` stands for all headers that
    /// begin so, which are then the entries of a map: `x-container-meta-*`.
    #[must_use]
    pub fn header(&self) -> Option<&'static str> {
        self.find(|more| match more {
            More::Header(value) => Some(*value),
            _ => None,
        })
    }

    /// Another key, under which answers may have it instead of [`wire_name`](Self::wire_name).
    #[must_use]
    pub fn alias(&self) -> Option<&'static str> {
        self.find(|more| match more {
            More::Alias(value) => Some(*value),
            _ => None,
        })
    }

    /// The microversions that have it.
    #[must_use]
    pub fn versions(&self) -> Versions {
        let versions = self.find(|more| match more {
            More::Versions(versions) => Some(*versions),
            _ => None,
        });
        versions.unwrap_or_default()
    }

    /// The resource whose id it holds, where it holds one.
    #[must_use]
    pub fn reference(&self) -> Option<&'static Schema> {
        self.find(|more| match more {
            More::Reference(schema) => Some(schema()),
            More::Link(schema) => schema.get().copied(),
            _ => None,
        })
    }
}

/// What kind of value a field holds, for those who do not know its Rust type.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Kind {
    /// `true` or `false`.
    Bool,
    /// An integer.
    Int,
    /// A number.
    Float,
    /// A string.
    Text,
    /// A string that holds a point in time.
    Time,
    /// A string that is never shown.
    Secret,
    /// An array.
    List(&'static Kind),
    /// An object whose keys are data.
    Map(&'static Kind),
    /// An object whose keys are declared.
    Object(&'static [Field]),
    /// Any JSON.
    Any,
    /// Bytes that are no JSON.
    Bytes,
}

/// What a field's type is to those who do not know it.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    pub(crate) kind: Kind,
    pub(crate) nullable: bool,
}

impl Shape {
    /// For declarations that are read at run time, and have no type.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(kind: Kind, nullable: bool) -> Self {
        Self { kind, nullable }
    }
}

impl PartialEq for Field {
    fn eq(&self, other: &Self) -> bool {
        self.wire_name == other.wire_name && self.kind() == other.kind() && self.usage == other.usage
    }
}
