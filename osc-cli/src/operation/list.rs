//! `list`: all items, or those that match.

use clap::{Arg, ArgAction, Command};
use osc_runtime::Value;
use osc_runtime::request::List;
use osc_runtime::schema::{Field, Kind, Schema, Usage};

use super::column::Columns;
use super::place::Place;
use super::{Call, column};
use crate::arguments::{self, Options, Role};
use crate::failure::Failure;
use crate::output::{self, Column, Output};

pub(super) fn arguments(schema: &'static Schema, command: Command) -> Command {
    let mut options = Options::new(schema);
    for (_, field) in filters(schema) {
        // Whose option has a name of its own is asked for by that.
        if field.is_positional() && field.option().is_none() {
            options.push(arguments::positional(field).required(false));
        } else {
            options.field(field, Role::Filter);
        }
    }
    for query in schema.queries() {
        options.field(query, Role::Filter);
    }
    options.push(Arg::new("long").long("long").action(ArgAction::SetTrue).help("Print more columns"));
    options.add_to(command)
}

fn filters(schema: &'static Schema) -> impl Iterator<Item = (usize, &'static Field)> {
    arguments::fields(schema, Usage::FILTER).filter(|(_, field)| !arguments::is_secret(field.kind()))
}

pub(super) async fn run(call: &Call<'_>) -> Result<Output, Failure> {
    let Call { schema, matches, .. } = call;
    let columns = match matches.get_many::<String>("column") {
        Some(chosen) => column::chosen(schema, chosen)?,
        None => column::shown(schema, matches.get_flag("long")),
    };
    let (columns, cells) = rows(call, columns).await?;
    Ok(Output::list(columns, cells))
}

/// These columns with their headings, and the cells of each row.
pub(super) async fn rows(call: &Call<'_>, columns: Columns) -> Result<(Vec<Column>, Vec<Value>), Failure> {
    let Call { schema, matches, .. } = call;
    let sorted_by = output::sort_columns(matches).filter_map(|name| column::named(schema, name));
    let hidden: Vec<_> = sorted_by.filter(|field| !columns.contains(field)).collect();
    let shown = columns.iter().map(|field| column::column(schema, field, column::heading(field)));
    let hidden_too = hidden.iter().map(|field| column::column(schema, field, column::heading(field)).hidden());
    let headings = shown.chain(hidden_too).collect();
    let fields: Vec<&'static Field> = columns.iter().chain(&hidden).copied().collect();
    let place = call.place().await?;
    let list = list(&place).await?;
    Ok((headings, column::cells(&place, &fields, list).await?))
}

/// The request, with its filters.
async fn list(place: &Place<'_>) -> Result<List<Value>, Failure> {
    let Place { schema, matches, .. } = place;
    let mut list = List::<Value>::new(place.connection(), schema, place.parameters.clone());
    let mut given = arguments::given(schema, filters(schema), matches)?;
    place.resolve(schema.fields().iter(), &mut given).await?;
    for (index, value) in given.values {
        list = match schema.fields().get(index) {
            // The filter of a list takes its items, one by one.
            Some(field) if matches!(field.kind(), Kind::List(_)) => each(list, field, value),
            _ => list.filter::<Value>(index, value),
        };
    }
    let mut asked = arguments::given(schema, schema.queries().enumerate(), matches)?;
    place.resolve(schema.queries(), &mut asked).await?;
    Ok(asked.values.into_iter().fold(list, |list, (index, value)| list.query_at::<Value>(index, value)))
}

fn each(list: List<Value>, field: &Field, value: Value) -> List<Value> {
    let (Some(name), Value::Array(items)) = (field.filter(), value) else { return list };
    items.into_iter().fold(list, |list, item| match item {
        Value::String(text) => list.query(name, text),
        item => list.query(name, item.to_string()),
    })
}
