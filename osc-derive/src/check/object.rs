//! Rules of any struct.

use syn::Type;
use syn::spanned::Spanned;

use crate::errors::Errors;
use crate::model::{Field, Object};
use crate::types::{is_map, mention, optional};

/// Rules of any struct.
pub(crate) fn object(object: &Object, errors: &mut Errors) {
    let mut flattened = object.fields.iter().filter_map(|field| field.marks.place("flatten"));
    flattened.next();
    for at in flattened {
        errors.push(at, "a struct has one field for what no other has", "remove `flatten` from all fields but one");
    }
    for (index, field) in object.fields.iter().enumerate() {
        let before = object.fields.iter().take(index);
        wire_name(field, before, errors);
        alias(field, object, errors);
        if let Some(at) = field.marks.place("flatten").filter(|_| !is_map(&field.ty)) {
            let help = "write a map, such as `HashMap<String, Value>`";
            errors.push(at, format!("`{}` is to hold unknown keys, and is no map", field.name), help);
        }
        if let Some(at) = field.marks.place("null").filter(|_| optional(&field.ty).is_none()) {
            let problem = format!("`null` is sent where there is nothing, and `{}` always holds something", field.name);
            errors.push(at, problem, "write an `Option`, or remove `null`");
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

/// Whether one of two fields is only sent and the other only read, so that both can have one name.
fn apart(one: &Field, other: &Field) -> bool {
    one.is("write_only") && !other.create() && !other.update() && !other.is("write_only")
}

fn wire_name<'a>(field: &Field, mut before: impl Iterator<Item = &'a Field>, errors: &mut Errors) {
    let same = |other: &&Field| other.wire_name == field.wire_name && !other.is("flatten") && !field.is("flatten");
    let other = before.find(|other| same(other) && !apart(field, other) && !apart(other, field));
    if let Some(other) = other {
        errors.push(
            field.wire_span,
            format!("`{}` and `{}` have the same wire name `{}`", other.name, field.name, field.wire_name),
            "give each a wire name of its own: `#[resource(name = \"…\")]`, or make one `write_only` and the other \
             `read_only`",
        );
    }
}

fn alias(field: &Field, object: &Object, errors: &mut Errors) {
    let Some(alias) = &field.alias else { return };
    let name = alias.value();
    if let Some(other) = object.fields.iter().find(|other| other.wire_name == name) {
        let problem = if other.name == field.name {
            format!("`{name}` is the field's own name already")
        } else {
            format!("`{name}` is the wire name of the field `{}`", other.name)
        };
        errors.push(alias.span(), problem, "an alias is another key, under which answers may have the field");
    }
}
