//! What is declared of a resource, as data.
//!
//! The derive writes a [`Schema`] for each resource; the requests, the command line and the embedded cloud read
//! it. Nothing else is known of a resource anywhere.

use std::fmt;

use crate::Method;

/// The declaration of one resource.
#[derive(Debug)]
pub struct Schema {
    name: &'static str,
    doc: &'static str,
    service: &'static str,
    base_path: &'static str,
    key: Option<&'static str>,
    list_key: Option<&'static str>,
    operations: Operations,
    update_method: UpdateMethod,
    command: &'static str,
    fields: &'static [Field],
}

impl Schema {
    /// Written by the derive: the rest are setters, so that a further property of a schema breaks no code.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(name: &'static str, service: &'static str, base_path: &'static str) -> Self {
        Self {
            name,
            doc: "",
            service,
            base_path,
            key: None,
            list_key: None,
            operations: Operations::NONE,
            update_method: UpdateMethod::Put,
            command: "",
            fields: &[],
        }
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn with_doc(mut self, doc: &'static str) -> Self {
        self.doc = doc;
        self
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn with_key(mut self, key: &'static str) -> Self {
        self.key = Some(key);
        self
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn with_list_key(mut self, key: &'static str) -> Self {
        self.list_key = Some(key);
        self
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn with_operations(mut self, operations: Operations) -> Self {
        self.operations = operations;
        self
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn with_update_method(mut self, method: UpdateMethod) -> Self {
        self.update_method = method;
        self
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn with_command(mut self, noun: &'static str) -> Self {
        self.command = noun;
        self
    }

    #[doc(hidden)]
    #[must_use]
    pub const fn with_fields(mut self, fields: &'static [Field]) -> Self {
        self.fields = fields;
        self
    }

    /// The struct's name: `SecurityGroup`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The struct's documentation: Markdown, empty where there is none.
    #[must_use]
    pub const fn doc(&self) -> &'static str {
        self.doc
    }

    /// The type of the service that has the resource: `network`.
    #[must_use]
    pub const fn service(&self) -> &'static str {
        self.service
    }

    /// The path of the collection below the service's versioned endpoint, with parameters in braces.
    #[must_use]
    pub const fn base_path(&self) -> &'static str {
        self.base_path
    }

    /// The names of the parameters of [`base_path`](Self::base_path), from left to right.
    pub fn path_parameters(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.base_path.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0))
    }

    /// The key that wraps one resource in a body; none where it is bare.
    #[must_use]
    pub const fn key(&self) -> Option<&'static str> {
        self.key
    }

    /// The key that wraps a list of resources in a body; none where it is bare.
    #[must_use]
    pub const fn list_key(&self) -> Option<&'static str> {
        self.list_key
    }

    /// What can be done with the resource.
    #[must_use]
    pub const fn operations(&self) -> Operations {
        self.operations
    }

    /// The method of an update.
    #[must_use]
    pub const fn update_method(&self) -> UpdateMethod {
        self.update_method
    }

    /// The noun of the command line: `security group`.
    #[must_use]
    pub const fn command(&self) -> &'static str {
        self.command
    }

    /// The fields, in the order of their declaration.
    #[must_use]
    pub const fn fields(&self) -> &'static [Field] {
        self.fields
    }

    /// The field that identifies the resource in a path, where there is one.
    #[must_use]
    pub fn id(&self) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.has(Usage::ID))
    }

    /// The field called `name`, by which people know the resource, where there is one.
    #[must_use]
    pub fn name_field(&self) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == "name")
    }
}

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
}

impl Field {
    /// Written by the derive. It is not generic, so that a type that no field can have is one error, at the field.
    #[doc(hidden)]
    #[must_use]
    pub const fn of(name: &'static str, shape: Shape, usage: u8) -> Self {
        let Shape { kind, nullable } = shape;
        let usage = Usage::from_bits(usage);
        Self { name, wire_name: name, doc: "", kind, nullable, usage, filter: name, heading: None }
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

/// Defines a set of flags, printed by name.
macro_rules! flags {
    ($(#[$doc:meta])* $set:ident { $($(#[$flag_doc:meta])* $flag:ident = $bit:literal $name:literal;)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Default)]
        pub struct $set(u8);

        impl $set {
            /// None of them.
            pub const NONE: Self = Self(0);
            $($(#[$flag_doc])* pub const $flag: Self = Self(1 << $bit);)*

            /// Written by the derive.
            #[doc(hidden)]
            #[must_use]
            pub const fn from_bits(bits: u8) -> Self {
                Self(bits)
            }

            /// These and `other`.
            #[must_use]
            pub const fn and(self, other: Self) -> Self {
                Self(self.0 | other.0)
            }

            /// Whether all of `other` are among these.
            #[must_use]
            pub const fn contains(self, other: Self) -> bool {
                self.0 & other.0 == other.0
            }

            /// The names of these.
            pub fn names(self) -> impl Iterator<Item = &'static str> {
                [$((Self::$flag, $name)),*].into_iter().filter_map(move |(flag, name)| {
                    self.contains(flag).then_some(name)
                })
            }
        }

        impl fmt::Debug for $set {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_list().entries(self.names()).finish()
            }
        }
    };
}

flags! {
    /// What can be done with a resource.
    Operations {
        /// All of them, page by page.
        LIST = 0 "list";
        /// One, by its id.
        GET = 1 "get";
        /// A new one.
        CREATE = 2 "create";
        /// Changes to one.
        UPDATE = 3 "update";
        /// The end of one.
        DELETE = 4 "delete";
    }
}

flags! {
    /// What a field is for.
    Usage {
        /// It identifies the resource in a path.
        ID = 0 "id";
        /// It is a parameter of the path, and not in the body of a request.
        PATH = 1 "path";
        /// A creation may set it.
        CREATE = 2 "create";
        /// A creation has to set it.
        REQUIRED = 3 "required";
        /// An update may set it.
        UPDATE = 4 "update";
        /// A list can be filtered on it.
        FILTER = 5 "filter";
    }
}

/// The method of an update, and with it what the body says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum UpdateMethod {
    /// `PUT` of what changes (Neutron, Cinder, …).
    Put,
    /// `PATCH` of what changes (Keystone, Designate, …).
    Patch,
}

impl From<UpdateMethod> for Method {
    fn from(method: UpdateMethod) -> Self {
        match method {
            UpdateMethod::Put => Method::Put,
            UpdateMethod::Patch => Method::Patch,
        }
    }
}
