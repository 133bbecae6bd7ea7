//! What contradicts itself, or lacks what it needs.

mod field;
mod object;
mod vocabulary;

use crate::errors::Errors;
use crate::model::{Bulk, Mixin, Operation, Resource};

pub(crate) use object::object;
pub(crate) use vocabulary::action;

/// Rules that more than one key has a part in.
pub(crate) fn resource(resource: &Resource, errors: &mut Errors) {
    object(&resource.object, errors);
    ids(resource, errors);
    creation(resource, errors);
    shapes(resource, errors);
    for (mark, what) in
        [("state", "a state"), ("fault", "a text that says what is wrong"), ("revision", "the number of its revision")]
    {
        let marked = resource.object.fields.iter().filter_map(|field| field.marks.place(mark));
        for at in marked.skip(1) {
            errors.push(
                at,
                format!("a resource has one field with {what}"),
                format!("remove `{mark}` from all fields but one"),
            );
        }
    }
    for (key, at, operation) in &resource.specific {
        if !resource.has(*operation) {
            errors.push(*at, for_operation(key, *operation), without(key, *operation));
        }
    }
    for field in &resource.object.fields {
        field::field(resource, field, errors);
        vocabulary::field(resource, field, errors);
    }
}

fn ids(resource: &Resource, errors: &mut Errors) {
    let mut marked = resource.object.fields.iter().filter_map(|field| field.marks.place("id"));
    if resource.singleton {
        for at in marked {
            errors.push(at, "a `singleton` has no id: there is one", "remove `id`, or `singleton` from the struct");
        }
        return;
    }
    marked.next();
    for at in marked {
        errors.push(at, "a resource has one id", "remove `id` from all fields but one");
    }
    let needing = [Operation::Get, Operation::Update, Operation::Delete, Operation::Head];
    if let Some(named) = resource.operations.first(&needing).filter(|_| resource.id().is_none()) {
        let problem = format!("`{}` needs an id, and no field is one", named.operation.name());
        let help = "call a field `id`, mark one with `#[resource(id)]`, or say `singleton` where there is but one";
        match named.place {
            Some(at) => errors.push(at, problem, help),
            None => errors.push(
                resource.object.ident.span(),
                format!("{problem}; a resource has `get` unless its operations are named"),
                format!("{help}, or say `operations(list, create)`"),
            ),
        }
    }
}

fn creation(resource: &Resource, errors: &mut Errors) {
    let place = |key: &str| resource.specific.iter().find(|(known, ..)| *known == key).map(|(_, at, _)| *at);
    if let Some(at) =
        place("create_method").filter(|_| resource.create_method == "PUT" && resource.paths.create.is_none())
        && !resource.singleton
        && resource.has(Operation::Create)
    {
        let help = "call a field `id`, or mark one with `#[resource(id)]`: it becomes an argument of `create`";
        errors.push(at, "what is created by `PUT` is named in the path, and no field is the id", help);
    }
    if let Some(at) = place("bulk").filter(|_| resource.bulk == Bulk::Also && resource.list_key.is_none()) {
        let problem = "`bulk` sends a list under the key of lists, of which there is none";
        errors.push(at, problem, "write `list_key = \"…\"`, or `bulk = only` where the body is a bare list");
    }
}

/// What lists, mixins and `head` need.
fn shapes(resource: &Resource, errors: &mut Errors) {
    let place = |key: &str| resource.specific.iter().find(|(known, ..)| *known == key).map(|(_, at, _)| *at);
    let id = "call a field `id`, or mark one with `#[resource(id)]`";
    let needs_id = matches!(resource.list_shape, "ids" | "map");
    if let Some(at) = place("list_shape").filter(|_| needs_id && resource.id().is_none()) {
        errors.push(at, format!("a list of the shape `{}` gives ids, and no field is the id", resource.list_shape), id);
    }
    if let Some(at) = place("list_shape").filter(|_| resource.list_shape == "wrapped" && resource.key.is_none()) {
        let help = "write `key = \"…\"`, the key that wraps each item";
        errors.push(at, "the items of a list are wrapped as one is, and one is not", help);
    }
    if let Some(at) = place("pagination").filter(|_| resource.pagination == "marker" && resource.id().is_none()) {
        errors.push(at, "the marker of the next page is an id, and no field is the id", id);
    }
    for (mixin, at) in &resource.mixins {
        let name = Mixin::ALL.iter().find(|(known, _)| known == mixin).map_or("", |(_, name)| name);
        match mixin {
            Mixin::Tags | Mixin::Metadata if resource.id().is_none() => {
                errors.push(*at, format!("`{name}` are below an item's id, and no field is the id"), id);
            }
            Mixin::QuotaSet if !resource.singleton => {
                let help = "write `base_path = \"/os-quota-sets/{project_id}\", singleton`";
                errors.push(*at, "a quota set is a `singleton` of a project", help);
            }
            _ => {}
        }
    }
    let head = resource.operations.first(&[Operation::Head]).and_then(|named| named.place);
    if let Some(at) = head.filter(|_| !resource.object.fields.iter().any(|field| field.is("header"))) {
        let help = "mark what is in a header: `#[resource(header = \"x-container-bytes-used\")]`";
        errors.push(at, "`head` reads headers, and no field is in one", help);
    }
}

fn for_operation(key: &str, operation: Operation) -> String {
    format!("`{key}` is for `{}`, which the resource does not have", operation.name())
}

fn without(key: &str, operation: Operation) -> String {
    format!("remove `{key}`, or add `{}` to `operations(…)`", operation.name())
}
