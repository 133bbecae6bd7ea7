//! `--wait`: until an item is as it should be.

use std::time::Duration;

use clap::{Arg, ArgAction, ArgMatches};
use osc_runtime::Value;
use osc_runtime::request::Wait;
use osc_runtime::schema::{Operations, Schema};

use super::place::Place;
use crate::arguments::{self, Options};
use crate::failure::Failure;
use crate::output::progress;
use crate::wire;

/// `--wait`, where the resource says in what state it is.
pub(super) fn add_option(schema: &'static Schema, options: &mut Options) {
    if schema.state_field().is_some() && schema.operations().contains(Operations::GET) {
        let wait = Arg::new("wait").long("wait").action(ArgAction::SetTrue);
        options.push(wait.help("Wait until it is ready"));
    }
}

/// The same for what is to be gone.
pub(super) fn add_option_of_deletion(schema: &'static Schema, options: &mut Options) {
    if schema.operations().contains(Operations::GET) && !schema.is_singleton() {
        let wait = Arg::new("wait").long("wait").action(ArgAction::SetTrue);
        options.push(wait.help("Wait until it is gone"));
    }
}

/// Whether it is to be waited. What is not done has no effect to wait for.
pub(super) fn is_asked_for(matches: &ArgMatches) -> bool {
    arguments::flag(matches, "wait") && !arguments::flag(matches, wire::DRY_RUN)
}

/// The item, once it is ready.
pub(super) async fn until_ready(place: &Place<'_>, id: String) -> Result<Value, Failure> {
    let _spinner = progress::spinner(format!("waiting for the {} {id}", place.schema.command()));
    Ok(wait(place, id).await?)
}

/// Waits for a state that an action leads to.
pub(super) async fn until(place: &Place<'_>, id: String, state: &str) -> Result<(), Failure> {
    let _spinner = progress::spinner(format!("waiting for the {} {id} to be {state}", place.schema.command()));
    wait(place, id).state(state).await?;
    Ok(())
}

/// Waits for the end of an item.
pub(super) async fn until_gone(place: &Place<'_>, id: String) -> Result<(), Failure> {
    let _spinner = progress::spinner(format!("waiting for the end of the {} {id}", place.schema.command()));
    Ok(wait(place, id).deleted().await?)
}

fn wait(place: &Place<'_>, id: String) -> Wait<Value> {
    Wait::new(place.connection(), place.schema, place.with(id)).interval(Duration::from_millis(500))
}
