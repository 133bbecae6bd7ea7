//! `show`: one item.

use osc_runtime::Value;
use osc_runtime::schema::Field;

use super::column::{self, Columns};
use super::{Call, Place};
use crate::arguments;
use crate::failure::Failure;
use crate::output::Output;

pub(super) async fn run(call: &Call<'_>) -> Result<Output, Failure> {
    let columns = columns(call)?;
    let place = call.place().await?;
    let item = place.item(&arguments::possible_text(call.matches, "item")).await?;
    Ok(output(&place, &columns, &item))
}

/// The fields to print of one item.
pub(super) fn columns(call: &Call<'_>) -> Result<Columns, Failure> {
    match call.matches.get_many::<String>("column") {
        Some(chosen) => column::chosen(call.schema, chosen),
        None => Ok(column::by_name(call.schema)),
    }
}

/// One item, under wire names.
pub(super) fn output(place: &Place, columns: &Columns, item: &Value) -> Output {
    let value = |field: &&'static Field| {
        (column::column(place.schema, field, field.wire_name()), column::value(place, field, item))
    };
    Output::item(columns.iter().map(value))
}
