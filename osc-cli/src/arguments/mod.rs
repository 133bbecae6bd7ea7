//! What a command takes, from fields: options, arguments without, and the values that they give.

pub(crate) mod global;
mod name;
mod option;
mod secret;
mod value;

pub(crate) use name::{key, of_key};
pub(crate) use option::{Options, Role};
pub(crate) use secret::{hide, is_in as is_secret};

use clap::parser::ValueSource;
use clap::{Arg, ArgMatches};
use osc_runtime::Value;
use osc_runtime::schema::{Field, Kind, Schema, Usage};

use crate::failure::Failure;
use crate::prose::first_sentence;

/// The values that a command line gives to fields.
#[derive(Default)]
pub(crate) struct Given {
    /// The values, by index.
    pub(crate) values: Vec<(usize, Value)>,
    /// The indices of the fields of which there is to be nothing, but for the values above.
    pub(crate) emptied: Vec<usize>,
}

/// The fields of `usage`, with their indices.
pub(crate) fn fields(schema: &'static Schema, usage: Usage) -> impl Iterator<Item = (usize, &'static Field)> {
    schema.fields().iter().enumerate().filter(move |(_, field)| field.has(usage) && !field.has(Usage::PATH))
}

/// An argument without an option that gives a field its value.
pub(crate) fn positional(field: &'static Field) -> Arg {
    let named = field.reference().map(|_| " (name or id)").unwrap_or_default();
    let help = format!("{}{named}", first_sentence(field.doc()));
    let is_list = matches!(field.kind(), Kind::List(_));
    let argument = Arg::new(id(field)).value_name(placeholder(field)).required(true).help(help);
    if is_list {
        argument.num_args(1..).value_parser(option::parser(field.kind()))
    } else {
        argument.value_parser(option::parser(field.kind()))
    }
}

/// What a positional argument is called in help: `network` for a network's id.
fn placeholder(field: &Field) -> String {
    match field.reference() {
        Some(schema) => schema.command().replace(' ', "-"),
        None => field.name().replace('_', "-"),
    }
}

/// The name or id of what a command is about.
pub(crate) fn name_or_id(schema: &Schema) -> Arg {
    let noun = schema.command().replace(' ', "-");
    let what = if schema.name_field().is_some() { "Name or id" } else { "Id" };
    Arg::new(ITEM).value_name(noun).required(true).help(what)
}

/// What clap knows the option by that says in which domain an item is.
pub(crate) const DOMAIN: &str = "domain of item";

/// The option that says in which domain an item is looked for, where there may be several of its name.
pub(crate) fn domain_of_item(schema: &'static Schema) -> Option<Arg> {
    let domain = Arg::new(DOMAIN).long("domain").value_name("DOMAIN");
    option::has_domain(schema).then(|| domain.help("Name or id of the domain that it is in"))
}

/// The arguments for the parameters of the path.
pub(crate) fn parameters(schema: &'static Schema) -> impl Iterator<Item = Arg> {
    schema.path_parameters().map(|name| {
        let field = schema.fields().iter().find(|field| field.name() == name);
        let help = field.map(|field| first_sentence(field.doc())).unwrap_or_default();
        let named = field.and_then(Field::reference).map(|_| " (name or id)").unwrap_or_default();
        let placeholder = field.map_or_else(|| name.replace('_', "-"), placeholder);
        Arg::new(parameter_id(name)).value_name(placeholder).required(true).help(format!("{help}{named}"))
    })
}

/// The values of the parameters of the path, from left to right.
pub(crate) fn parameter_values(schema: &Schema, matches: &ArgMatches) -> Vec<String> {
    schema.path_parameters().map(|name| text(matches, &parameter_id(name))).collect()
}

/// The text of an argument, which not every command has.
pub(crate) fn text(matches: &ArgMatches, id: &str) -> String {
    possible_text(matches, id).unwrap_or_default()
}

/// The text of an argument that is there.
pub(crate) fn possible_text(matches: &ArgMatches, id: &str) -> Option<String> {
    matches.try_get_one::<String>(id).ok().flatten().cloned()
}

/// Whether an option without a value is there.
pub(crate) fn flag(matches: &ArgMatches, id: &str) -> bool {
    matches.try_get_one::<bool>(id).ok().flatten().copied().unwrap_or_default()
}

/// The values that a command line gives to some fields.
pub(crate) fn given(
    schema: &'static Schema,
    fields: impl Iterator<Item = (usize, &'static Field)>,
    matches: &ArgMatches,
) -> Result<Given, Failure> {
    let mut given = Given::default();
    for (index, field) in fields {
        if secret::is_in(field.kind()) {
            given.values.extend(secret_value(schema, field, matches)?.map(|value| (index, value)));
            continue;
        }
        if let Some((lower, upper)) = range(field, matches) {
            let upper_field = field.range().map(|(_, name)| name);
            let upper_index = schema.fields().iter().position(|other| Some(other.name()) == upper_field);
            given.values.push((index, lower));
            given.values.extend(upper_index.map(|index| (index, upper)));
        }
        let switched = field.switches().iter().find(|switch| flag(matches, &switch_id(field, switch.option())));
        if let Some(switch) = switched {
            given.values.push((index, switch.value().to_value()));
        } else if let Ok(Some(values)) = matches.try_get_many::<Value>(&id(field)) {
            given.values.push((index, value::join(field.kind(), values.cloned())));
        }
        if flag(matches, &no_id(field)) {
            match field.kind() {
                Kind::Bool if field.switches().is_empty() => given.values.push((index, Value::Bool(false))),
                _ => given.emptied.push(index),
            }
        }
    }
    Ok(given)
}

fn secret_value(schema: &Schema, field: &Field, matches: &ArgMatches) -> Result<Option<Value>, Failure> {
    let Some(path) = possible_text(matches, &id(field)) else { return Ok(None) };
    let option = name::option(schema, field);
    let value = secret::read(field.kind(), &path);
    value.map(Some).map_err(|problem| Failure::Failed(format!("--{option}-file {path}: {problem}")))
}

/// Both ends of a range that is given.
fn range(field: &Field, matches: &ArgMatches) -> Option<(Value, Value)> {
    field.range()?;
    matches.try_get_one::<(Value, Value)>(&range_id(field)).ok().flatten().cloned()
}

/// The domain in which the names that a field is given are.
pub(crate) fn domain(field: &Field, matches: &ArgMatches) -> Option<String> {
    possible_text(matches, &domain_id(field))
}

/// The name of a field that the command line gives a value to, and the resource has not.
pub(crate) fn foreign(schema: &'static Schema, matches: &ArgMatches) -> Option<String> {
    let given = matches.ids().map(clap::Id::as_str);
    let given = given.filter(|id| matches.value_source(id) == Some(ValueSource::CommandLine));
    let fields = given.filter_map(|id| {
        let (prefix, name) = id.split_once(' ')?;
        let name = name.split(' ').next().unwrap_or(name);
        matches!(prefix, "field" | "no" | "switch" | "range").then_some(name)
    });
    let mut foreign = fields.filter(|name| !schema.fields().iter().any(|field| field.name() == *name));
    foreign.next().map(str::to_owned)
}

/// What an argument of a resource's command is for.
pub(crate) enum Meant<'a> {
    /// Its name or id.
    Item,
    /// The parameter of the path of this name.
    Parameter(&'a str),
    /// The field, or the argument of an action, of this name.
    Field(&'a str),
    /// The domain that the field of this name is looked for in.
    Domain(&'a str),
    Other,
}

/// What an argument is for, by what clap knows it by.
pub(crate) fn meant(id: &str) -> Meant<'_> {
    match id.split_once(' ') {
        Some(("field", name)) => Meant::Field(name),
        Some(("parameter", name)) => Meant::Parameter(name),
        Some(("domain", name)) => Meant::Domain(name),
        None if id == ITEM => Meant::Item,
        _ => Meant::Other,
    }
}

// What clap knows things by: no option of all commands has a space.

const ITEM: &str = "item";

fn id(field: &Field) -> String {
    format!("field {}", field.name())
}

fn no_id(field: &Field) -> String {
    format!("no {}", field.name())
}

fn switch_id(field: &Field, option: &str) -> String {
    format!("switch {} {option}", field.name())
}

fn range_id(field: &Field) -> String {
    format!("range {}", field.name())
}

fn domain_id(field: &Field) -> String {
    format!("domain {}", field.name())
}

fn parameter_id(name: &str) -> String {
    format!("parameter {name}")
}
