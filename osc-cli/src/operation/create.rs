//! `create`: a new item.

use clap::Arg;
use osc_runtime::Value;
use osc_runtime::request::Create;
use osc_runtime::schema::{Field, Schema, Usage};

use super::{Call, show};
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
    let create = Create::<Value>::new(&place.cloud.connection, call.schema, place.parameters.clone());
    let item = values.into_iter().fold(create, |create, (index, value)| create.set::<Value>(index, value)).await?;
    Ok(show::output(&place, &columns, &item))
}
