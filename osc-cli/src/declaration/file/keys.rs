//! The keys, by the table that has them.
//!
//! They are those of the derive's attributes, but for what only one of both has a use for: see the test.

/// The keys of one kind of table.
pub(in crate::declaration) struct Keys {
    /// What has these keys, as a message calls it.
    pub(in crate::declaration) of: &'static str,
    pub(in crate::declaration) known: &'static [&'static str],
}

pub(in crate::declaration) const RESOURCE: Keys = Keys {
    of: "a resource",
    known: &[
        "doc",
        "base_path",
        "service",
        "key",
        "list_key",
        "create_key",
        "created_key",
        "operations",
        "filters",
        "query",
        "list_path",
        "create_path",
        "create_method",
        "update_method",
        "content_type",
        "singleton",
        "bulk",
        "list_shape",
        "pagination",
        "busy",
        "tags",
        "metadata",
        "quota_set",
        "cli",
        "variant",
        "fields",
        "actions",
    ],
};
pub(in crate::declaration) const RESOURCE_FIELD: Keys = Keys {
    of: "a resource's field",
    known: &[
        "type",
        "doc",
        "fields",
        "name",
        "id",
        "required",
        "create_only",
        "update_only",
        "read_only",
        "write_only",
        "filter",
        "sort",
        "header",
        "alias",
        "flatten",
        "coerce",
        "beside",
        "state",
        "fault",
        "revision",
        "since",
        "until",
        "references",
        "option",
        "switch",
        "column",
        "long",
        "words",
        "range",
        "positional",
        "default",
        "show",
    ],
};
pub(in crate::declaration) const OBJECT: Keys =
    Keys { of: "an object inside of a resource", known: &["doc", "fields"] };
pub(in crate::declaration) const OBJECT_FIELD: Keys = Keys {
    of: "a field of an object inside of a resource",
    known: &["type", "doc", "fields", "name", "alias", "flatten", "coerce", "null", "references", "option"],
};
pub(in crate::declaration) const QUERY: Keys =
    Keys { of: "a parameter of a list's query", known: &["type", "doc", "name"] };
pub(in crate::declaration) const OPERATION: Keys =
    Keys { of: "an operation", known: &["since", "until", "idempotent"] };
pub(in crate::declaration) const STATE: Keys = Keys { of: "a state", known: &["ready", "failed", "pending"] };
pub(in crate::declaration) const ACTION: Keys = Keys {
    of: "an action",
    known: &[
        "doc",
        "get",
        "head",
        "post",
        "put",
        "patch",
        "delete",
        "key",
        "arguments",
        "returns",
        "response_key",
        "content_type",
        "leads_to",
        "idempotent",
        "since",
        "until",
        "cli",
    ],
};
pub(in crate::declaration) const ARGUMENT: Keys = Keys {
    of: "an action's argument",
    known: &[
        "type",
        "doc",
        "fields",
        "name",
        "query",
        "header",
        "body",
        "since",
        "until",
        "references",
        "option",
        "switch",
    ],
};

/// The tables that a key may have been meant for.
pub(in crate::declaration) const PLACES: [&Keys; 5] = [&RESOURCE, &RESOURCE_FIELD, &ACTION, &ARGUMENT, &OBJECT_FIELD];

/// What the derive knows, in its own words.
#[cfg(test)]
#[path = "../../../../osc-derive/src/attribute/keys.rs"]
#[expect(dead_code, reason = "only the names of the keys are looked at")]
mod derive;

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::derive;

    #[test]
    fn a_table_has_the_keys_of_the_attribute_and_no_others() {
        let rust_alone = ["crate", "serde"];
        let here_alone = ["doc", "type", "fields", "arguments", "returns"];
        for (here, there) in [
            (super::RESOURCE, derive::RESOURCE),
            (super::RESOURCE_FIELD, derive::RESOURCE_FIELD),
            (super::OBJECT, derive::OBJECT),
            (super::OBJECT_FIELD, derive::OBJECT_FIELD),
            (super::OPERATION, derive::OPERATION),
            (super::STATE, derive::STATE),
            (super::ACTION, derive::ACTION),
            (super::ARGUMENT, derive::ARGUMENT),
        ] {
            let without = |known: &[&'static str], alone: &[&str]| -> BTreeSet<&'static str> {
                known.iter().copied().filter(|key| !alone.contains(key)).collect()
            };
            let (ours, theirs) = (without(here.known, &here_alone), without(there.known, &rust_alone));
            assert_eq!(ours, theirs, "the keys of {}", here.of);
        }
    }
}
