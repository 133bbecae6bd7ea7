//! The fields of a resource.

use super::{Microversion, Schema, Usage, Versions};

/// One field of a resource, or of an object inside of one.
#[derive(Debug)]
pub struct Field {
    name: &'static str,
    wire_name: &'static str,
    doc: &'static str,
    kind: Kind,
    nullable: bool,
    usage: Usage,
    filter: &'static str,
    heading: Option<&'static str>,
    header: Option<&'static str>,
    alias: Option<&'static str>,
    versions: Versions,
    reference: Option<fn() -> &'static Schema>,
}

impl Field {
    /// Written by the derive. It is not generic, so that a type that no field can have is one error, at the field.
    #[doc(hidden)]
    #[must_use]
    pub const fn of(name: &'static str, shape: Shape, usage: u16) -> Self {
        let Shape { kind, nullable } = shape;
        let usage = Usage::from_bits(usage);
        Self {
            name,
            wire_name: name,
            doc: "",
            kind,
            nullable,
            usage,
            filter: name,
            heading: None,
            header: None,
            alias: None,
            versions: Versions::ALL,
            reference: None,
        }
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn with_wire_name(mut self, name: &'static str) -> Self {
        self.wire_name = name;
        self.filter = name;
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
    pub const fn with_filter(mut self, name: &'static str) -> Self {
        self.filter = name;
        self
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn with_heading(mut self, heading: &'static str) -> Self {
        self.heading = Some(heading);
        self
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn with_header(mut self, header: &'static str) -> Self {
        self.header = Some(header);
        self
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn with_alias(mut self, alias: &'static str) -> Self {
        self.alias = Some(alias);
        self
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn with_since(mut self, since: Microversion) -> Self {
        self.versions.since = Some(since);
        self
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn with_until(mut self, until: Microversion) -> Self {
        self.versions.until = Some(until);
        self
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn with_reference(mut self, reference: fn() -> &'static Schema) -> Self {
        self.reference = Some(reference);
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
        self.kind
    }

    /// Whether there may be nothing: `null`.
    #[must_use]
    pub const fn nullable(&self) -> bool {
        self.nullable
    }

    /// Who may set it, and whether it can be filtered on.
    #[must_use]
    pub const fn usage(&self) -> Usage {
        self.usage
    }

    /// Whether all of `usage` holds of the field.
    #[must_use]
    pub const fn has(&self, usage: Usage) -> bool {
        self.usage.contains(usage)
    }

    /// Whether answers may have it under its own key.
    pub(crate) const fn is_read(&self) -> bool {
        const NEVER: u16 = Usage::WRITE_ONLY.and(Usage::FLATTEN).bits();
        self.usage.bits() & NEVER == 0
    }

    /// Whether it is read just as it stands there.
    pub(crate) const fn is_plain(&self) -> bool {
        self.alias.is_none() && !self.has(Usage::COERCE)
    }

    /// The query parameter that filters a list on it, where there is one.
    #[must_use]
    pub const fn filter(&self) -> Option<&'static str> {
        if self.has(Usage::FILTER) { Some(self.filter) } else { None }
    }

    /// The heading of its column where lists show it; empty for the one that its wire name gives.
    #[must_use]
    pub const fn heading(&self) -> Option<&'static str> {
        self.heading
    }

    /// The header that carries it, where it is not in the body. One that ends with `*` stands for all headers that
    /// begin so, which are then the entries of a map: `x-container-meta-*`.
    #[must_use]
    pub const fn header(&self) -> Option<&'static str> {
        self.header
    }

    /// Another key, under which answers may have it instead of [`wire_name`](Self::wire_name).
    #[must_use]
    pub const fn alias(&self) -> Option<&'static str> {
        self.alias
    }

    /// The microversions that have it.
    #[must_use]
    pub const fn versions(&self) -> Versions {
        self.versions
    }

    /// The resource whose id it holds, where it holds one.
    #[must_use]
    pub fn reference(&self) -> Option<&'static Schema> {
        self.reference.map(|schema| schema())
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

impl PartialEq for Field {
    fn eq(&self, other: &Self) -> bool {
        self.wire_name == other.wire_name && self.kind == other.kind && self.usage == other.usage
    }
}
