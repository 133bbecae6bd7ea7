//! Rules of any table of fields.

use super::field::reference;
use super::vocabulary::option_and_switches;
use crate::declaration::mistake::{At, Mistakes};
use crate::declaration::model::{Field, File};
use crate::declaration::types::Type;

/// Rules of any table of fields.
pub(super) fn fields(fields: &[Field], mistakes: &mut Mistakes<'_>) {
    for at in fields.iter().filter_map(|field| field.place("flatten")).skip(1) {
        mistakes.push(at, "there is one field for what no other has", "remove `flatten` from all fields but one");
    }
    for (index, field) in fields.iter().enumerate() {
        wire_name(field, fields.iter().take(index), mistakes);
        alias(field, fields, mistakes);
        let is_known = !matches!(field.ty, Type::Unknown);
        if let Some(at) = field.place("flatten").filter(|_| is_known && !field.ty.is_map()) {
            let problem = format!("`{}` is to hold unknown keys, and is no map", field.name);
            mistakes.push(at, problem, "write a map, such as `HashMap<String, Value>`");
        }
        if let Some(at) = field.place("null").filter(|_| is_known && !field.ty.is_optional()) {
            let problem = format!("`null` is sent where there is nothing, and `{}` always holds something", field.name);
            mistakes.push(at, problem, "write an `Option`, or remove `null`");
        }
        if let Some(inline) = inline(&field.ty) {
            inner(inline, mistakes);
        }
    }
}

/// Rules of the fields of an object inside of a resource.
pub(super) fn inner(fields: &[Field], mistakes: &mut Mistakes<'_>) {
    self::fields(fields, mistakes);
    for field in fields.iter().filter(|field| !matches!(field.ty, Type::Unknown)) {
        reference(field, mistakes);
        option_and_switches(&field.vocabulary, &field.ty, mistakes);
    }
}

/// The fields that are declared beside a type.
fn inline(ty: &Type) -> Option<&[Field]> {
    match ty {
        Type::Inline(fields) => Some(fields),
        Type::Optional(inner) | Type::List(inner) | Type::Map(inner) => inline(inner),
        Type::Plain(_) | Type::Named(_) | Type::Unknown => None,
    }
}

/// Whether one of two fields is only sent and the other only read, so that both can have one name.
fn apart(one: &Field, other: &Field) -> bool {
    one.is("write_only") && !other.create() && !other.update() && !other.is("write_only")
}

fn wire_name<'a>(field: &Field, mut before: impl Iterator<Item = &'a Field>, mistakes: &mut Mistakes<'_>) {
    let same = |other: &&Field| other.wire_name == field.wire_name && !other.is("flatten") && !field.is("flatten");
    if let Some(other) = before.find(|other| same(other) && !apart(field, other) && !apart(other, field)) {
        mistakes.push(
            &field.at,
            format!("`{}` and `{}` have the same wire name `{}`", other.name, field.name, field.wire_name),
            "give each a wire name of its own: `name = \"…\"`, or make one `write_only` and the other `read_only`",
        );
    }
}

fn alias(field: &Field, fields: &[Field], mistakes: &mut Mistakes<'_>) {
    let Some((alias, at)) = &field.alias else { return };
    if let Some(other) = fields.iter().find(|other| other.wire_name == *alias) {
        let problem = if other.name == field.name {
            format!("`{alias}` is the field's own name already")
        } else {
            format!("`{alias}` is the wire name of the field `{}`", other.name)
        };
        mistakes.push(at, problem, "an alias is another key, under which answers may have the field");
    }
}

/// Says which tables hold themselves, and which are of no use.
pub(super) fn tables(file: &File, mistakes: &mut Mistakes<'_>) {
    let tables = file.resources.iter().map(|resource| (&resource.at, resource.name.as_str(), &resource.fields));
    let tables = tables.chain(file.objects.iter().map(|object| (&object.at, object.name.as_str(), &object.fields)));
    let tables: Vec<Table<'_>> = tables.collect();
    for (at, name, fields) in &tables {
        if reaches(fields, name, &tables, &mut Vec::new()) {
            mistakes.push(at, format!("`{name}` cannot hold `{name}` itself"), "write `Value`, which holds any JSON");
        }
    }
    let mut used = Vec::new();
    let types = tables.iter().flat_map(|(_, _, fields)| fields.iter().map(|field| &field.ty));
    types.for_each(|ty| names(ty, &mut used));
    for action in file.resources.iter().flat_map(|resource| &resource.actions) {
        action.types().for_each(|ty| names(ty, &mut used));
    }
    for object in file.objects.iter().filter(|object| !used.contains(&object.name.as_str())) {
        let problem = format!("`{}` has only fields, and no field is of this type", object.name);
        mistakes.push(&object.at, problem, "a resource says `base_path` and `service` too");
    }
}

type Table<'a> = (&'a At, &'a str, &'a Vec<Field>);

/// Whether the table `name` is in one of `fields`, however deep.
fn reaches<'a>(fields: &'a [Field], name: &str, tables: &[Table<'a>], seen: &mut Vec<&'a str>) -> bool {
    let mut found = Vec::new();
    for field in fields {
        names(&field.ty, &mut found);
    }
    found.into_iter().any(|next| {
        if next == name {
            return true;
        }
        if seen.contains(&next) {
            return false;
        }
        seen.push(next);
        let table = tables.iter().find(|(_, known, _)| *known == next);
        table.is_some_and(|(_, _, fields)| reaches(fields, name, tables, seen))
    })
}

/// Adds the tables that a type names.
fn names<'a>(ty: &'a Type, found: &mut Vec<&'a str>) {
    match ty {
        Type::Named(name) => found.push(name),
        Type::Optional(inner) | Type::List(inner) | Type::Map(inner) => names(inner, found),
        Type::Inline(fields) => fields.iter().for_each(|field| names(&field.ty, found)),
        Type::Plain(_) | Type::Unknown => {}
    }
}
