//! `show`: one item.

use clap::Command;
use osc_runtime::Value;
use osc_runtime::schema::{Field, Schema};

use super::Call;
use super::column::{self, Columns};
use super::place::Place;
use crate::arguments;
use crate::failure::Failure;
use crate::output::Output;

pub(super) fn arguments(schema: &'static Schema, command: Command) -> Command {
    let item = (!schema.is_singleton()).then(|| arguments::name_or_id(schema));
    command.args(item).args(arguments::domain_of_item(schema))
}

pub(super) async fn run(call: &Call<'_>) -> Result<Output, Failure> {
    let columns = columns(call)?;
    let place = call.place().await?;
    let item = place.item().await?;
    Ok(output(&place, &columns, &item))
}

/// The fields to print of one item.
pub(super) fn columns(call: &Call<'_>) -> Result<Columns, Failure> {
    match call.matches.get_many::<String>("column") {
        Some(chosen) => column::chosen(call.schema, chosen),
        None => Ok(column::of_item(call.schema)),
    }
}

/// One item, under the names that the command line has for its fields.
pub(super) fn output(place: &Place<'_>, columns: &Columns, item: &Value) -> Output {
    let column = |field: &&'static Field| column::column(place.schema, field, field.shown_as());
    Output::item(columns.iter().map(|field| (column(field), column::value(place, field, item))))
}
