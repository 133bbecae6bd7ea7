//! Options from fields.

pub(crate) mod global;
mod secret;
mod value;

pub(crate) use secret::{hide, is_in as is_secret};

use clap::{Arg, ArgAction, ArgMatches};
use osc_runtime::Value;
use osc_runtime::schema::{Field, Kind, Schema, Usage};

use crate::failure::Failure;
use crate::prose::first_sentence;

/// The name of the option for a field, without `--`.
pub(crate) fn option_name(schema: &Schema, field: &Field) -> String {
    let name = field.name().replace('_', "-");
    if global::RESERVED.contains(&name.as_str()) || name.starts_with("os-") {
        let noun = schema.command().split_whitespace().next_back().unwrap_or_default();
        return format!("{noun}-{name}");
    }
    name
}

/// The fields of `usage`, with their indices.
pub(crate) fn fields(schema: &'static Schema, usage: Usage) -> impl Iterator<Item = (usize, &'static Field)> {
    schema.fields().iter().enumerate().filter(move |(_, field)| field.has(usage) && !field.has(Usage::PATH))
}

/// An option that gives a field its value.
pub(crate) fn setting(schema: &Schema, field: &'static Field) -> Arg {
    let name = option_name(schema, field);
    let kind = field.kind();
    let doc = first_sentence(field.doc());
    if secret::is_in(kind) {
        let help = if doc.is_empty() { "From a file".to_owned() } else { format!("{doc}; from a file") };
        return Arg::new(id(field))
            .long(format!("{name}-file"))
            .value_name("PATH|-")
            .help(format!("{help}, - for the standard input"));
    }
    let action = if matches!(kind, Kind::List(_)) { ArgAction::Append } else { ArgAction::Set };
    let help = [Some(doc), value::hint(kind)].into_iter().flatten().filter(|text| !text.is_empty());
    Arg::new(id(field))
        .long(name)
        .value_name(value::placeholder(field))
        .action(action)
        .allow_hyphen_values(matches!(kind, Kind::Int | Kind::Float))
        .value_parser(move |text: &str| value::parse(kind, text))
        .help(help.collect::<Vec<_>>().join(" "))
}

/// An option that filters a list on a field.
pub(crate) fn filter(schema: &Schema, field: &'static Field) -> Arg {
    let kind = match field.kind() {
        Kind::List(item) => *item,
        kind => kind,
    };
    Arg::new(id(field))
        .long(option_name(schema, field))
        .value_name(value::placeholder(field))
        .action(if matches!(field.kind(), Kind::List(_)) { ArgAction::Append } else { ArgAction::Set })
        .allow_hyphen_values(matches!(kind, Kind::Int | Kind::Float))
        .value_parser(move |text: &str| value::parse(kind, text))
        .help(first_sentence(field.doc()))
}

/// The name of what is to be created.
pub(crate) fn name(field: &'static Field) -> Arg {
    let kind = field.kind();
    let parser = move |text: &str| value::parse(kind, text);
    Arg::new(id(field)).value_name("name").required(true).value_parser(parser).help(first_sentence(field.doc()))
}

/// The name or id of what a command is about.
pub(crate) fn name_or_id(schema: &Schema) -> Arg {
    let noun = schema.command().replace(' ', "-");
    let what = if schema.name_field().is_some() { "Name or id" } else { "Id" };
    Arg::new("item").value_name(noun).required(true).help(what)
}

/// The options for the parameters of the path.
pub(crate) fn parameters(schema: &Schema) -> impl Iterator<Item = Arg> {
    schema.path_parameters().map(|name| {
        let field = schema.fields().iter().find(|field| field.name() == name);
        Arg::new(format!("parameter {name}"))
            .long(name.replace('_', "-"))
            .value_name(name.to_uppercase())
            .required(true)
            .help(field.map(|field| first_sentence(field.doc())).unwrap_or_default())
    })
}

/// The values of the parameters of the path, from left to right.
pub(crate) fn parameter_values(schema: &Schema, matches: &ArgMatches) -> Vec<String> {
    let value = |name| matches.get_one::<String>(&format!("parameter {name}")).cloned().unwrap_or_default();
    schema.path_parameters().map(value).collect()
}

/// The text of a positional argument.
pub(crate) fn text(matches: &ArgMatches, id: &str) -> String {
    matches.get_one::<String>(id).cloned().unwrap_or_default()
}

/// The text of a positional argument that not every command has.
pub(crate) fn possible_text(matches: &ArgMatches, id: &str) -> String {
    matches.try_get_one::<String>(id).ok().flatten().cloned().unwrap_or_default()
}

/// The values that options give to the fields of `usage`, by index.
pub(crate) fn values(
    schema: &'static Schema,
    usage: Usage,
    matches: &ArgMatches,
) -> Result<Vec<(usize, Value)>, Failure> {
    values_of(schema, fields(schema, usage), matches)
}

/// The values that options give to some fields, by index.
pub(crate) fn values_of(
    schema: &'static Schema,
    fields: impl Iterator<Item = (usize, &'static Field)>,
    matches: &ArgMatches,
) -> Result<Vec<(usize, Value)>, Failure> {
    let mut values = Vec::new();
    for (index, field) in fields {
        if secret::is_in(field.kind()) {
            if let Ok(Some(path)) = matches.try_get_one::<String>(&id(field)) {
                let option = option_name(schema, field);
                values.push((
                    index,
                    secret::read(field.kind(), path)
                        .map_err(|problem| Failure::Failed(format!("--{option}-file {path}: {problem}")))?,
                ));
            }
        } else if let Ok(Some(given)) = matches.try_get_many::<Value>(&id(field)) {
            values.push((index, value::join(field.kind(), given.cloned())));
        }
    }
    Ok(values)
}

/// The values that options give to filter on, by index; several where the field is a list.
pub(crate) fn filters(schema: &'static Schema, matches: &ArgMatches) -> Vec<(usize, Value)> {
    let given = |(index, field)| {
        let values = matches.get_many::<Value>(&id(field)).into_iter().flatten();
        values.map(move |value| (index, value.clone()))
    };
    fields(schema, Usage::FILTER).filter(|(_, field)| !secret::is_in(field.kind())).flat_map(given).collect()
}

/// What clap knows the option of a field by: no option of all commands has a space.
fn id(field: &Field) -> String {
    format!("field {}", field.name())
}
