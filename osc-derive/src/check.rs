//! What contradicts itself, or lacks what it needs.

use syn::Type;
use syn::spanned::Spanned;

use crate::errors::Errors;
use crate::model::{Field, Marks, Object, Operation, Resource};
use crate::types::{is_named, mention, no_filter};

/// Rules that more than one key has a part in.
pub(crate) fn resource(resource: &Resource, errors: &mut Errors) {
    object(&resource.object, errors);
    ids(resource, errors);
    absent_parameters(resource, errors);
    for (key, at, operation) in &resource.specific {
        if !resource.has(*operation) {
            errors.push(*at, for_operation(key, *operation), without(key, *operation));
        }
    }
    for field in &resource.object.fields {
        if field.parameter {
            parameter(field, errors);
        } else {
            contradiction(field, errors);
            operations(resource, field, errors);
            filter(field, errors);
        }
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
        // One with a lifetime of the struct's is its generic parameters' mistake.
        if let Type::Reference(reference) = &field.ty
            && reference.lifetime.as_ref().is_none_or(|lifetime| lifetime.ident == "static")
        {
            let help = "write a type that owns what it holds, such as `String`";
            errors.push(
                field.ty.span(),
                format!("`{}` borrows, and nothing is there to borrow from", field.name),
                help,
            );
        }
        if let Some(this) = mention(&field.ty, &object.ident) {
            errors.push(
                this.span(),
                format!("a field of `{}` cannot hold `{}` itself", object.ident, object.ident),
                "write `Value`, which holds any JSON, or a struct of its own",
            );
        }
    }
}

fn ids(resource: &Resource, errors: &mut Errors) {
    let marked = resource.object.fields.iter().filter_map(|field| field.marks.id);
    for at in marked.skip(1) {
        errors.push(at, "a resource has one id", "remove `id` from all fields but one");
    }
    let needing = resource.operations.first(&[Operation::Get, Operation::Update, Operation::Delete]);
    if let Some((operation, at)) = needing.filter(|_| resource.id().is_none()) {
        let problem = format!("`{}` needs an id, and no field is one", operation.name());
        let help = "call a field `id`, or mark one with `#[resource(id)]`";
        match at {
            Some(at) => errors.push(at, problem, help),
            None => errors.push(
                resource.object.ident.span(),
                format!("{problem}; a resource has `get` unless its operations are named"),
                format!("{help}, or say `operations(list, create)`"),
            ),
        }
    }
}

fn absent_parameters(resource: &Resource, errors: &mut Errors) {
    for name in &resource.parameters {
        if !resource.object.fields.iter().any(|field| field.name == *name) {
            let raw = if syn::parse_str::<syn::Ident>(name).is_ok() { "" } else { "r#" };
            errors.push(
                resource.base_path.span(),
                format!("no field for the path's parameter `{{{name}}}`"),
                format!("add `pub {raw}{name}: String`"),
            );
        }
    }
}

fn parameter(field: &Field, errors: &mut Errors) {
    if !is_named(&field.ty, "String") {
        errors.push(
            field.ty.span(),
            format!("`{}` is a parameter of the path, which is a text", field.name),
            "write `String`",
        );
    }
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

fn contradiction(field: &Field, errors: &mut Errors) {
    let Marks { required, create_only, update_only, read_only, .. } = &field.marks;
    let pairs = [
        (("read_only", read_only), ("required", required)),
        (("read_only", read_only), ("create_only", create_only)),
        (("read_only", read_only), ("update_only", update_only)),
        (("update_only", update_only), ("required", required)),
        (("update_only", update_only), ("create_only", create_only)),
    ];
    for ((one, at), (other, at_other)) in pairs {
        if let (Some(at), Some(_)) = (at, at_other) {
            errors.push(*at, format!("`{one}` contradicts `{other}`"), "remove one of them");
            return;
        }
    }
}

/// Keys that speak of an operation that the resource does not have.
fn operations(resource: &Resource, field: &Field, errors: &mut Errors) {
    let Marks { required, create_only, update_only, filter, .. } = &field.marks;
    let needs = [
        ("required", required, Operation::Create),
        ("create_only", create_only, Operation::Create),
        ("update_only", update_only, Operation::Update),
        ("filter", filter, Operation::List),
    ];
    for (key, at, operation) in needs {
        if let Some(at) = at.filter(|_| !resource.has(operation)) {
            errors.push(at, for_operation(key, operation), without(key, operation));
        }
    }
}

fn for_operation(key: &str, operation: Operation) -> String {
    format!("`{key}` is for `{}`, which the resource does not have", operation.name())
}

fn without(key: &str, operation: Operation) -> String {
    format!("remove `{key}`, or add `{}` to `operations(…)`", operation.name())
}

fn filter(field: &Field, errors: &mut Errors) {
    if let Some(at) = field.marks.filter
        && let Some(ty) = no_filter(&field.ty)
    {
        errors.push(
            at,
            format!("a list cannot be filtered on a `{ty}`"),
            "remove `filter`; what a query can carry beyond scalars is added by `.query(name, value)`",
        );
    }
}
