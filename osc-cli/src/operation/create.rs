//! `create`: a new item.

use clap::Command;
use osc_runtime::Value;
use osc_runtime::request::Create;
use osc_runtime::schema::{Field, Schema, Usage, parameters};

use super::place::Place;
use super::{Call, show, tag, wait};
use crate::arguments::{self, Options, Role};
use crate::failure::Failure;
use crate::output::Output;

/// What is declared so comes first, and without an option, and then the name.
pub(super) fn arguments(schema: &'static Schema, command: Command) -> Command {
    let mut options = Options::new(schema);
    let (positional, others): (Vec<&Field>, Vec<&Field>) =
        arguments::fields(schema, Usage::CREATE).map(|(_, field)| field).partition(|field| is_positional(field));
    for field in positional.iter().filter(|field| field.name() != "name") {
        options.push(arguments::positional(field));
    }
    for field in positional.iter().filter(|field| field.name() == "name") {
        options.push(arguments::positional(field));
    }
    let (required, optional): (Vec<&Field>, Vec<&Field>) =
        others.into_iter().partition(|field| field.has(Usage::REQUIRED) && field.default().is_none());
    for field in required.into_iter().chain(optional) {
        options.field(field, Role::Create);
    }
    tag::add_options(schema, Usage::CREATE, &mut options);
    wait::add_option(schema, &mut options);
    options.add_to(command)
}

fn is_positional(field: &Field) -> bool {
    field.is_positional() || field.name() == "name" && field.option().is_none()
}

pub(super) async fn run(call: &Call<'_>) -> Result<Output, Failure> {
    let Call { schema, matches, .. } = call;
    let columns = show::columns(call)?;
    let mut given = arguments::given(schema, arguments::fields(schema, Usage::CREATE), matches)?;
    for index in &given.emptied {
        if !given.values.iter().any(|(set, _)| set == index) {
            given.values.push((*index, Value::Array(Vec::new())));
        }
    }
    for (index, field) in arguments::fields(schema, Usage::REQUIRED) {
        let is_given = given.values.iter().any(|(set, _)| *set == index);
        given.values.extend(field.default().filter(|_| !is_given).map(|value| (index, value.to_value())));
    }
    let place = call.place().await?;
    place.resolve(schema.fields().iter(), &mut given).await?;
    let (in_path, values): (Vec<_>, Vec<_>) =
        given.values.into_iter().partition(|(index, _)| is_in_path(schema, *index));
    let create = Create::<Value>::new(place.connection(), schema, path(&place, &in_path));
    let mut item = values.into_iter().fold(create, |create, (index, value)| create.set::<Value>(index, value)).await?;
    if tag::are_said(matches) {
        let tags = tag::added(matches, &item);
        tag::set(&place, place.new_id(&item)?, tags.clone()).await?;
        if let Value::Object(object) = &mut item {
            object.insert("tags".to_owned(), tags.into());
        }
    }
    if wait::is_asked_for(matches) {
        let id = place.new_id(&item)?;
        item = wait::until_ready(&place, id).await?;
    }
    Ok(show::output(&place, &columns, &item))
}

/// Whether a field is a parameter of the path that a creation goes to.
fn is_in_path(schema: &'static Schema, index: usize) -> bool {
    let field = schema.fields().get(index);
    field.is_some_and(|field| parameters(schema.create_path()).any(|name| name == field.name()))
}

/// The values of that path's parameters, from left to right.
fn path(place: &Place<'_>, values: &[(usize, Value)]) -> Vec<String> {
    let schema = place.schema;
    let own = |name: &str| schema.path_parameters().zip(&place.parameters).find(|(known, _)| *known == name);
    let chosen = |name: &str| {
        let named =
            |(index, _): &&(usize, Value)| schema.fields().get(*index).is_some_and(|field| field.name() == name);
        let value = values.iter().find(named).map(|(_, value)| value);
        value.map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned)).unwrap_or_default()
    };
    parameters(schema.create_path())
        .map(|name| own(name).map_or_else(|| chosen(name), |(_, value)| value.clone()))
        .collect()
}
