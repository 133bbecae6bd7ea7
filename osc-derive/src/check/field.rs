//! Rules of a resource's fields.

use proc_macro2::Span;
use syn::spanned::Spanned;

use super::{for_operation, without};
use crate::errors::Errors;
use crate::model::{Field, Operation, Resource};
use crate::types::{Id, id_type, is_integer, is_map, is_named, is_text, no_filter};

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

pub(super) fn field(resource: &Resource, field: &Field, errors: &mut Errors) {
    if field.parameter {
        parameter(field, errors);
    } else {
        contradiction(field, errors);
        operations(resource, field, errors);
        filter(field, errors);
        header(field, errors);
        state(resource, field, errors);
        revision(resource, field, errors);
        if field.in_create_path && !field.id {
            in_create_path(field, errors);
        }
    }
    reference(field, errors);
}

fn parameter(field: &Field, errors: &mut Errors) {
    if !is_named(&field.ty, "String") {
        errors.push(
            field.ty.span(),
            format!("`{}` is a parameter of the path, which is a text", field.name),
            "write `String`",
        );
    }
    let mut refuse = |key: &str, at: Span| {
        let problem = format!("`{}` is a parameter of the path, an argument of every method", field.name);
        errors.push(at, problem, format!("remove `{key}`"));
    };
    for (key, at) in field.marks.iter().filter(|(key, _)| !OF_PARAMETERS.contains(key)) {
        refuse(key, at);
    }
    if let Some(at) = field.versions.place {
        refuse("since", at);
    }
}

/// A parameter of the path that creations alone have.
fn in_create_path(field: &Field, errors: &mut Errors) {
    if !is_text(&field.ty) {
        errors.push(
            field.ty.span(),
            format!("`{}` is a parameter of `create_path`, which is a text", field.name),
            "write `String`",
        );
    }
}

fn contradiction(field: &Field, errors: &mut Errors) {
    for (key, others) in CONTRADICTIONS {
        if let (Some(at), Some((other, at_other))) = (field.marks.place(key), field.marks.first(others)) {
            errors.push_both(at, at_other, format!("`{key}` contradicts `{other}`"), "remove one of them");
            return;
        }
    }
}

/// Keys that speak of an operation that the resource does not have.
fn operations(resource: &Resource, field: &Field, errors: &mut Errors) {
    let needs = [
        ("required", Operation::Create),
        ("create_only", Operation::Create),
        ("update_only", Operation::Update),
        ("filter", Operation::List),
        ("sort", Operation::List),
        ("beside", Operation::List),
        ("state", Operation::Get),
    ];
    for (key, operation) in needs {
        if let Some(at) = field.marks.place(key).filter(|_| !resource.has(operation)) {
            errors.push(at, for_operation(key, operation), without(key, operation));
        }
    }
}

fn filter(field: &Field, errors: &mut Errors) {
    if let Some(at) = field.marks.place("filter")
        && let Some(ty) = no_filter(&field.ty)
    {
        errors.push(
            at,
            format!("a list cannot be filtered on a `{ty}`"),
            "remove `filter`; what a query can carry beyond scalars is added by `.query(name, value)`",
        );
    }
}

fn header(field: &Field, errors: &mut Errors) {
    let Some(header) = &field.header else { return };
    let name = header.value();
    let token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'+-.^_`|~".contains(c);
    let (plain, prefix) = name.strip_suffix('*').map_or((name.as_str(), false), |plain| (plain, true));
    if plain.is_empty() || !plain.chars().all(token) {
        let help =
            "write the header's name, such as `x-container-bytes-used`; `x-container-meta-*` is all that begin so";
        errors.push(header.span(), format!("`{name}` is no header"), help);
    } else if prefix != is_map(&field.ty) {
        let (problem, help) = if prefix {
            ("all headers that begin so are the entries of a map", "write `HashMap<String, String>`")
        } else {
            ("one header holds no map", "write `header = \"x-…-*\"`, all headers that begin so")
        };
        errors.push(field.ty.span(), format!("`{}`: {problem}", field.name), help);
    }
}

fn state(resource: &Resource, field: &Field, errors: &mut Errors) {
    if let Some(at) = field.marks.place("state").filter(|_| !is_text(&field.ty)) {
        errors.push(
            at,
            format!("a state is a text, and `{}` is none", field.name),
            "write `String` or `Option<String>`",
        );
    }
    if let Some(at) = field.marks.place("fault")
        && !resource.object.fields.iter().any(|field| field.is("state"))
    {
        let help = "mark the field that says in what state the resource is: `#[resource(state(ready(\"ACTIVE\")))]`";
        errors.push(at, "`fault` says why a resource has failed, and no field is the `state`", help);
    }
}

fn revision(resource: &Resource, field: &Field, errors: &mut Errors) {
    let Some(at) = field.marks.place("revision") else { return };
    if !is_integer(&field.ty) {
        let problem = format!("a revision is a number, and `{}` is none", field.name);
        errors.push(at, problem, "write `u64` or `Option<u64>`");
    }
    if ![Operation::Update, Operation::Delete].into_iter().any(|operation| resource.has(operation)) {
        let problem = "`revision` is for `update` and `delete`, which the resource does not have";
        errors.push(at, problem, "remove `revision`, or add one of them to `operations(…)`");
    }
}

fn reference(field: &Field, errors: &mut Errors) {
    if let Some(at) = field.marks.place("references")
        && id_type(&field.ty) == Id::None
    {
        let help = "write `String`, or an `Option` or a `Vec` of it";
        errors.push(at, format!("`{}` is to hold ids, which are texts", field.name), help);
    }
}
