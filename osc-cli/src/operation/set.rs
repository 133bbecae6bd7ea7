//! `set`: changes to an item.

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction};
use osc_runtime::Value;
use osc_runtime::request::Update;
use osc_runtime::schema::{Schema, Usage};

use super::Call;
use crate::arguments::{self, option_name};
use crate::failure::Failure;
use crate::output::Output;

pub(super) fn arguments(schema: &'static Schema) -> Vec<Arg> {
    let settings = arguments::fields(schema, Usage::UPDATE).map(|(_, field)| arguments::setting(schema, field));
    let names = arguments::fields(schema, Usage::UPDATE).map(|(_, field)| option_name(schema, field));
    let unset = Arg::new("unset")
        .long("unset")
        .value_name("FIELD")
        .action(ArgAction::Append)
        .value_parser(PossibleValuesParser::new(names.collect::<Vec<_>>()))
        .hide_possible_values(true)
        .help("Clear this field, named as its option; can be repeated");
    let item = (!schema.is_singleton()).then(|| arguments::name_or_id(schema));
    item.into_iter().chain(settings).chain([unset]).collect()
}

pub(super) async fn run(call: &Call<'_>) -> Result<Output, Failure> {
    let Call { schema, matches, .. } = call;
    let mut values = arguments::values(schema, Usage::UPDATE, matches)?;
    for name in matches.get_many::<String>("unset").into_iter().flatten() {
        let named = arguments::fields(schema, Usage::UPDATE).find(|(_, field)| option_name(schema, field) == *name);
        let Some((index, _)) = named else { continue };
        if values.iter().any(|(set, value)| *set == index && !value.is_null()) {
            return Err(Failure::Usage(format!("--{name} and --unset {name} contradict each other")));
        }
        values.push((index, Value::Null));
    }
    if values.is_empty() {
        return Err(Failure::Usage("there is nothing to set; give at least one option".into()));
    }
    let place = call.place().await?;
    let id = place.id(&arguments::possible_text(matches, "item")).await?;
    let update = Update::<Value>::new(&place.cloud.connection, schema, place.with(id));
    values.into_iter().fold(update, |update, (index, value)| update.set::<Value>(index, value)).await?;
    Ok(Output::Nothing)
}
