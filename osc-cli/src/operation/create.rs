//! `create`: a new item.

use clap::Arg;
use osc_runtime::Value;
use osc_runtime::request::Create;
use osc_runtime::schema::{Field, Schema, Usage, parameters};

use super::{Call, Place, show};
use crate::arguments;
use crate::failure::Failure;
use crate::output::Output;

/// A name comes first and without an option; what is required comes before what is not.
pub(super) fn arguments(schema: &'static Schema) -> Vec<Arg> {
    let (required, optional): (Vec<&Field>, Vec<&Field>) = arguments::fields(schema, Usage::CREATE)
        .map(|(_, field)| field)
        .partition(|field| field.has(Usage::REQUIRED) || field.name() == "name");
    let required = required.into_iter().map(|field| match field.name() {
        "name" => arguments::name(field),
        _ => arguments::setting(schema, field).required(true),
    });
    required.chain(optional.into_iter().map(|field| arguments::setting(schema, field))).collect()
}

pub(super) async fn run(call: &Call<'_>) -> Result<Output, Failure> {
    let columns = show::columns(call)?;
    let values = arguments::values(call.schema, Usage::CREATE, call.matches)?;
    let place = call.place().await?;
    let (in_path, values): (Vec<_>, Vec<_>) =
        values.into_iter().partition(|(index, _)| is_in_path(call.schema, *index));
    let create = Create::<Value>::new(&place.cloud.connection, call.schema, path(call.schema, &place, &in_path));
    let item = values.into_iter().fold(create, |create, (index, value)| create.set::<Value>(index, value)).await?;
    Ok(show::output(&place, &columns, &item))
}

/// Whether a field is a parameter of the path that a creation goes to.
fn is_in_path(schema: &'static Schema, index: usize) -> bool {
    let field = schema.fields().get(index);
    field.is_some_and(|field| parameters(schema.create_path()).any(|name| name == field.name()))
}

/// The values of that path's parameters, from left to right.
fn path(schema: &'static Schema, place: &Place, values: &[(usize, Value)]) -> Vec<String> {
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
