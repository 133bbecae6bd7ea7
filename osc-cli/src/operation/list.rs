//! `list`: all items, or those that match.

use clap::{Arg, ArgAction};
use osc_runtime::Value;
use osc_runtime::request::List;
use osc_runtime::schema::{Kind, Schema, Usage};

use super::{Call, column};
use crate::arguments;
use crate::failure::Failure;
use crate::output::{self, Output};

pub(super) fn arguments(schema: &'static Schema) -> Vec<Arg> {
    let long = Arg::new("long").long("long").action(ArgAction::SetTrue).help("Print all fields that fit a column");
    let filters = arguments::fields(schema, Usage::FILTER).map(|(_, field)| field);
    let filters = filters.filter(|field| !arguments::is_secret(field.kind()));
    filters.map(|field| arguments::filter(schema, field)).chain([long]).collect()
}

pub(super) async fn run(call: &Call<'_>) -> Result<Output, Failure> {
    let Call { schema, matches, .. } = call;
    let columns = match matches.get_many::<String>("column") {
        Some(chosen) => column::chosen(schema, chosen)?,
        None => column::shown(schema, matches.get_flag("long")),
    };
    let place = call.place().await?;
    let mut list = List::<Value>::new(&place.cloud.connection, schema, place.parameters.clone());
    for (index, value) in arguments::filters(schema, matches) {
        list = match schema.fields().get(index) {
            // The filter of a list takes its items, one by one.
            Some(field) if matches!(field.kind(), Kind::List(_)) => match (field.filter(), value) {
                (Some(name), Value::String(text)) => list.query(name, text),
                (Some(name), value) => list.query(name, value.to_string()),
                (None, _) => list,
            },
            _ => list.filter::<Value>(index, value),
        };
    }
    let items = list.await?;
    let sorted_by = output::sort_columns(matches).filter_map(|name| column::named(schema, name));
    let hidden: Vec<_> = sorted_by.filter(|field| !columns.contains(field)).collect();
    let shown = columns.iter().map(|field| column::column(schema, field, column::heading(field)));
    let hidden_too = hidden.iter().map(|field| column::column(schema, field, column::heading(field)).hidden());
    let all = shown.chain(hidden_too).collect();
    let fields: Vec<_> = columns.iter().chain(&hidden).collect();
    let cells = items.iter().flat_map(|item| fields.iter().map(|field| column::value(&place, field, item)));
    Ok(Output::list(all, cells.collect()))
}
