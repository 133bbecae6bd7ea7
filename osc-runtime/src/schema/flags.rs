//! Sets of flags.

use std::fmt;

/// Defines a set of flags, printed by name.
macro_rules! flags {
    ($(#[$doc:meta])* $set:ident: $bits:ident { $($(#[$flag_doc:meta])* $flag:ident = $bit:literal $name:literal;)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Default)]
        pub struct $set($bits);

        impl $set {
            /// None of them.
            pub const NONE: Self = Self(0);
            $($(#[$flag_doc])* pub const $flag: Self = Self(1 << $bit);)*

            /// Written by the derive.
            #[doc(hidden)]
            #[must_use]
            pub const fn from_bits(bits: $bits) -> Self {
                Self(bits)
            }

            /// As the derive writes them.
            #[doc(hidden)]
            #[must_use]
            pub const fn bits(self) -> $bits {
                self.0
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
    Operations: u8 {
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
        /// What the headers say of one, by its id.
        HEAD = 5 "head";
    }
}

flags! {
    /// What a field is for.
    Usage: u16 {
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
        /// It is sent and never in an answer.
        WRITE_ONLY = 6 "write_only";
        /// It holds what no other field does: its entries stand beside the fields.
        FLATTEN = 7 "flatten";
        /// A number or a boolean may come in a string, and a text as a number or a boolean.
        COERCE = 8 "coerce";
        /// In a list it stands once, beside the list, and holds for each item.
        BESIDE = 9 "beside";
        /// It says in what state the resource is.
        STATE = 10 "state";
        /// It says what is wrong with the resource.
        FAULT = 11 "fault";
        /// It is a parameter of the query, of an action's request.
        QUERY = 12 "query";
        /// It is the body of an action's request, as it is.
        BODY = 13 "body";
        /// It is the number of the resource's revision, of which a change can be.
        REVISION = 14 "revision";
        /// In an object inside of a resource, where it holds nothing, it is sent as `null`, instead of not at all.
        NULL = 15 "null";
    }
}

flags! {
    /// What several services have in the same form.
    Mixins: u8 {
        /// `…/{id}/tags`: <https://docs.openstack.org/api-ref/network/v2/#standard-attributes-tag-extension>
        TAGS = 0 "tags";
        /// `…/{id}/metadata`: <https://docs.openstack.org/api-ref/compute/#server-metadata-servers-metadata>
        METADATA = 1 "metadata";
        /// `…/defaults` and `…/detail`: <https://docs.openstack.org/api-ref/compute/#quota-sets-os-quota-sets>
        QUOTA_SET = 2 "quota_set";
    }
}
