//! Rules of a resource's fields.

use osc_runtime::schema::Operations;

use super::{for_operation, without};
use crate::declaration::mistake::{At, Mistakes};
use crate::declaration::model::{Field, Resource};
use crate::declaration::types::Ids;

/// Keys of which a field can have one only.
const CONTRADICTIONS: &[(&str, &[&str])] = &[
    ("read_only", &["required", "create_only", "update_only", "write_only"]),
    ("update_only", &["required", "create_only"]),
    (
        "beside",
        &["required", "create_only", "update_only", "write_only", "read_only", "header", "id", "filter", "sort"],
    ),
    ("write_only", &["id", "alias", "sort", "state", "fault"]),
    ("header", &["filter", "alias", "state"]),
    (
        "flatten",
        &["id", "required", "filter", "sort", "header", "alias", "coerce", "beside", "state", "fault", "references"],
    ),
    ("references", &["coerce", "state", "fault"]),
    (
        "revision",
        &[
            "required",
            "create_only",
            "update_only",
            "write_only",
            "id",
            "header",
            "flatten",
            "beside",
            "state",
            "fault",
        ],
    ),
];

/// Keys that a parameter of the path may have.
const OF_PARAMETERS: &[&str] = &["references", "alias"];

pub(super) fn field(resource: &Resource, field: &Field, mistakes: &mut Mistakes<'_>) {
    if field.parameter {
        parameter(field, mistakes);
    } else {
        contradiction(field, mistakes);
        operations(resource, field, mistakes);
        if let (Some(at), Some(ty)) = (field.place("filter"), field.ty.no_filter()) {
            mistakes.push(at, format!("a list cannot be filtered on a {ty}"), "remove `filter`");
        }
        header(field, mistakes);
        state(resource, field, mistakes);
        revision(resource, field, mistakes);
        if field.in_create_path && !field.id && !field.ty.is_text() {
            let problem = format!("`{}` is a parameter of `create_path`, which is a text", field.name);
            mistakes.push(&field.ty_at, problem, "write `String`");
        }
    }
    reference(field, mistakes);
}

fn parameter(field: &Field, mistakes: &mut Mistakes<'_>) {
    if !field.ty.is_string() {
        let problem = format!("`{}` is a parameter of the path, which is a text", field.name);
        mistakes.push(&field.ty_at, problem, "write `String`");
    }
    let mut refuse = |key: &str, at: &At| {
        let problem = format!("`{}` is a parameter of the path, an argument of every command", field.name);
        mistakes.push(at, problem, format!("remove `{key}`"));
    };
    for (key, at) in field.marks.iter().filter(|(key, _)| !OF_PARAMETERS.contains(key)) {
        refuse(key, at);
    }
    if let Some(at) = &field.versions_at {
        refuse("since", at);
    }
}

fn contradiction(field: &Field, mistakes: &mut Mistakes<'_>) {
    for (key, others) in CONTRADICTIONS {
        let other = others.iter().find(|other| field.is(other));
        if let (Some(at), Some(other)) = (field.place(key), other) {
            mistakes.push(at, format!("`{key}` contradicts `{other}`"), "remove one of them");
            return;
        }
    }
}

/// Keys that speak of an operation that the resource does not have.
fn operations(resource: &Resource, field: &Field, mistakes: &mut Mistakes<'_>) {
    let needs = [
        ("required", Operations::CREATE),
        ("create_only", Operations::CREATE),
        ("update_only", Operations::UPDATE),
        ("filter", Operations::LIST),
        ("sort", Operations::LIST),
        ("beside", Operations::LIST),
        ("state", Operations::GET),
    ];
    for (key, operation) in needs {
        if let Some(at) = field.place(key).filter(|_| !resource.has(operation)) {
            mistakes.push(at, for_operation(key, operation), without(key, operation));
        }
    }
}

fn header(field: &Field, mistakes: &mut Mistakes<'_>) {
    let Some((name, at)) = &field.header else { return };
    let token = |letter: char| letter.is_ascii_alphanumeric() || "!#$%&'+-.^_`|~".contains(letter);
    let (plain, prefix) = name.strip_suffix('*').map_or((name.as_str(), false), |plain| (plain, true));
    if plain.is_empty() || !plain.chars().all(token) {
        let help =
            "write the header's name, such as `x-container-bytes-used`; `x-container-meta-*` is all that begin so";
        mistakes.push(at, format!("`{name}` is no header"), help);
    } else if prefix != field.ty.is_map() {
        let (problem, help) = if prefix {
            ("all headers that begin so are the entries of a map", "write `HashMap<String, String>`")
        } else {
            ("one header holds no map", "write `header = \"x-…-*\"`, all headers that begin so")
        };
        mistakes.push(&field.ty_at, format!("`{}`: {problem}", field.name), help);
    }
}

fn state(resource: &Resource, field: &Field, mistakes: &mut Mistakes<'_>) {
    if let Some(at) = field.place("state").filter(|_| !field.ty.is_text()) {
        let problem = format!("a state is a text, and `{}` is none", field.name);
        mistakes.push(at, problem, "write `String` or `Option<String>`");
    }
    if let Some(at) = field.place("fault")
        && !resource.fields.iter().any(|field| field.is("state"))
    {
        let help = "say of the field that tells in what state the resource is: `state = { ready = [\"ACTIVE\"] }`";
        mistakes.push(at, "`fault` says why a resource has failed, and no field is the `state`", help);
    }
}

fn revision(resource: &Resource, field: &Field, mistakes: &mut Mistakes<'_>) {
    let Some(at) = field.place("revision") else { return };
    if !field.ty.is_integer() {
        let problem = format!("a revision is a number, and `{}` is none", field.name);
        mistakes.push(at, problem, "write `u64` or `Option<u64>`");
    }
    if ![Operations::UPDATE, Operations::DELETE].into_iter().any(|operation| resource.has(operation)) {
        let problem = "`revision` is for `update` and `delete`, which the resource does not have";
        mistakes.push(at, problem, "remove `revision`, or add one of them to `operations`");
    }
}

pub(super) fn reference(field: &Field, mistakes: &mut Mistakes<'_>) {
    if let Some(at) = field.place("references")
        && field.ty.ids() == Ids::None
    {
        let help = "write `String`, or an `Option` or a `Vec` of it";
        mistakes.push(at, format!("`{}` is to hold ids, which are texts", field.name), help);
    }
}
