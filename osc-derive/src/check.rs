//! What contradicts itself, or lacks what it needs.

use proc_macro2::Span;
use syn::{PathArguments, Type};

use crate::errors::Errors;
use crate::model::{Field, Marks, Object, Resource};

/// Rules that more than one key has a part in.
pub(crate) fn resource(resource: &Resource, errors: &mut Errors) {
    object(&resource.object, errors);
    ids(resource, errors);
    parameters(resource, errors);
    for field in &resource.object.fields {
        contradictions(field, errors);
        operations(resource, field, errors);
        filters(field, errors);
    }
}

/// Rules of any struct.
pub(crate) fn object(object: &Object, errors: &mut Errors) {
    for (index, field) in object.fields.iter().enumerate() {
        let before = object.fields.iter().take(index).find(|before| before.wire_name == field.wire_name);
        if let Some(before) = before {
            errors.push(
                field.wire_span,
                format!("`{}` and `{}` have the same wire name `{}`", before.name, field.name, field.wire_name),
                "give each field a wire name of its own: `#[resource(name = \"…\")]`",
            );
        }
    }
}

fn ids(resource: &Resource, errors: &mut Errors) {
    let marked: Vec<Span> = resource.object.fields.iter().filter_map(|field| field.marks.id).collect();
    for at in marked.iter().skip(1) {
        errors.push(*at, "a resource has one id", "remove `id` from all fields but one");
    }
    if resource.id().is_some() {
        return;
    }
    let operations = &resource.operations;
    if let Some(at) = operations.needs_id {
        errors.push(
            at,
            "this needs an id, and no field is one",
            "call a field `id`, or mark one with `#[resource(id)]`",
        );
    } else if operations.get {
        errors.push(
            resource.object.ident.span(),
            "`get` needs an id, and no field is one",
            "call a field `id`, mark one with `#[resource(id)]`, or say `operations(list, create)`",
        );
    }
}

fn parameters(resource: &Resource, errors: &mut Errors) {
    for name in &resource.parameters {
        if !resource.object.fields.iter().any(|field| field.name == *name) {
            errors.push(
                resource.base_path.span(),
                format!("no field for the path's parameter `{{{name}}}`"),
                format!("add `pub {name}: String`"),
            );
        }
    }
    for field in resource.object.fields.iter().filter(|field| field.parameter) {
        let Marks { id, required, create_only, update_only, read_only, filter } = &field.marks;
        let marks = [
            ("id", id),
            ("required", required),
            ("create_only", create_only),
            ("update_only", update_only),
            ("read_only", read_only),
            ("filter", filter),
        ];
        for (key, at) in marks {
            if let Some(at) = at {
                errors.push(
                    *at,
                    format!("`{}` is a parameter of the path, an argument of every method", field.name),
                    format!("remove `{key}`"),
                );
            }
        }
    }
}

fn contradictions(field: &Field, errors: &mut Errors) {
    let Marks { required, create_only, update_only, read_only, .. } = &field.marks;
    let pairs = [
        (("read_only", read_only), ("required", required)),
        (("read_only", read_only), ("create_only", create_only)),
        (("read_only", read_only), ("update_only", update_only)),
        (("update_only", update_only), ("required", required)),
        (("update_only", update_only), ("create_only", create_only)),
    ];
    for ((one, at_one), (other, at_other)) in pairs {
        if let (Some(at_one), Some(at_other)) = (at_one, at_other) {
            let problem = format!("`{one}` and `{other}` contradict each other");
            errors.push(*at_one, problem.as_str(), format!("remove this, or `{other}`"));
            errors.push(*at_other, problem, format!("remove this, or `{one}`"));
        }
    }
}

/// Keys that speak of an operation that the resource does not have.
fn operations(resource: &Resource, field: &Field, errors: &mut Errors) {
    let has = &resource.operations;
    let Marks { required, create_only, update_only, filter, .. } = &field.marks;
    let needs = [
        ("required", required, "create", has.create),
        ("create_only", create_only, "create", has.create),
        ("update_only", update_only, "update", has.update),
        ("filter", filter, "list", has.list),
    ];
    for (key, at, operation, there) in needs {
        if let Some(at) = at.filter(|_| !there) {
            errors.push(
                at,
                format!("`{key}` is for `{operation}`, which the resource does not have"),
                format!("remove `{key}`, or add `{operation}` to `operations(…)`"),
            );
        }
    }
}

fn filters(field: &Field, errors: &mut Errors) {
    let Type::Path(path) = &field.ty else { return };
    let Some(last) = path.path.segments.last() else { return };
    let many = ["Vec", "HashMap", "BTreeMap", "Secret"].iter().any(|name| last.ident == name);
    if let Some(at) = field.marks.filter
        && (many || matches!(last.arguments, PathArguments::Parenthesized(_)))
    {
        errors.push(
            at,
            format!("a list cannot be filtered on a `{}`", last.ident),
            "filters are scalars; for others there is `.query(name, value)`",
        );
    }
}
