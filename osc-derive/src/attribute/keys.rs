//! The keys, by the place where `#[resource(…)]` stands.

/// The keys of one place.
pub(crate) struct Keys {
    /// The attribute's name.
    pub(crate) attribute: &'static str,
    /// What can have these keys, as a message calls it.
    pub(crate) of: &'static str,
    pub(crate) known: &'static [&'static str],
}

pub(crate) const RESOURCE: Keys = Keys {
    attribute: "resource",
    of: "a resource",
    known: &[
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
        "actions",
        "cli",
        "variant",
        "crate",
        "serde",
    ],
};
pub(crate) const RESOURCE_FIELD: Keys = Keys {
    attribute: "resource",
    of: "a resource's field",
    known: &[
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
pub(crate) const OBJECT: Keys =
    Keys { attribute: "resource", of: "an object inside of a resource", known: &["crate", "serde"] };
pub(crate) const OBJECT_FIELD: Keys = Keys {
    attribute: "resource",
    of: "a field of an object inside of a resource",
    known: &["name", "alias", "flatten", "coerce", "null", "references", "option"],
};
pub(crate) const OPERATION: Keys =
    Keys { attribute: "resource", of: "an operation", known: &["since", "until", "idempotent"] };
pub(crate) const STATE: Keys = Keys { attribute: "resource", of: "a state", known: &["ready", "failed", "pending"] };
pub(crate) const ACTION: Keys = Keys {
    attribute: "action",
    of: "an action",
    known: &[
        "get",
        "head",
        "post",
        "put",
        "patch",
        "delete",
        "key",
        "response_key",
        "content_type",
        "leads_to",
        "idempotent",
        "since",
        "until",
        "cli",
    ],
};
pub(crate) const ARGUMENT: Keys = Keys {
    attribute: "action",
    of: "an action's argument",
    known: &["name", "query", "header", "body", "since", "until", "references", "option", "switch"],
};

/// The places where a key may have been meant to stand.
pub(crate) const PLACES: [&Keys; 5] = [&RESOURCE, &RESOURCE_FIELD, &ACTION, &ARGUMENT, &OBJECT_FIELD];
