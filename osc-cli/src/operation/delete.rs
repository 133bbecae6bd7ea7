//! `delete`: the end of items.

use clap::Command;
use osc_runtime::request::Delete;
use osc_runtime::schema::Schema;

use super::place::Place;
use super::{Call, revision, wait};
use crate::arguments::{self, Options};
use crate::failure::{self, Failure};
use crate::output::Output;

pub(super) fn arguments(schema: &'static Schema, command: Command) -> Command {
    let mut options = Options::new(schema);
    if !schema.is_singleton() {
        options.push(arguments::name_or_id(schema).num_args(1..));
    }
    if let Some(domain) = arguments::domain_of_item(schema) {
        options.push(domain);
    }
    revision::add_option(schema, &mut options);
    wait::add_option_of_deletion(schema, &mut options);
    options.add_to(command)
}

/// Goes on behind a failure: what can be deleted is.
pub(super) async fn run(call: &Call<'_>) -> Result<Output, Failure> {
    let place = call.place().await?;
    if call.schema.is_singleton() {
        delete(&place, "").await?;
        return Ok(Output::Nothing);
    }
    let mut result = Ok(Output::Nothing);
    for item in call.matches.get_many::<String>("item").into_iter().flatten() {
        match delete(&place, item).await {
            Err(Failure::Failed(text)) => {
                failure::report(&text);
                result = Err(Failure::Reported);
            }
            other => other?,
        }
    }
    result
}

async fn delete(place: &Place<'_>, item: &str) -> Result<(), Failure> {
    let id = place.id_of(item).await?;
    let delete = Delete::new(place.connection(), place.schema, place.with(id.clone()));
    match revision::given(place.matches) {
        Some(number) => delete.if_revision(number).await?,
        None => delete.await?,
    }
    if wait::is_asked_for(place.matches) {
        wait::until_gone(place, id).await?;
    }
    Ok(())
}
