//! Tags, which have requests of their own: `--tag` of `create`, `set` and `unset`.

use clap::{Arg, ArgAction, ArgMatches};
use osc_runtime::Value;
use osc_runtime::request::Action;
use osc_runtime::schema::{Mixins, Schema, Usage, mixin};

use super::place::Place;
use crate::arguments::{self, Options};
use crate::failure::Failure;

/// Whether the resource has tags that requests of their own change, and that no field of this usage does.
pub(super) fn are_there(schema: &'static Schema, usage: Usage) -> bool {
    schema.mixins().contains(Mixins::TAGS)
        && !arguments::fields(schema, usage).any(|(_, field)| field.wire_name() == "tags")
}

/// `--tag` and `--no-tag`.
pub(super) fn add_options(schema: &'static Schema, usage: Usage, options: &mut Options) {
    if are_there(schema, usage) {
        options.push(tag().help("Add this tag (can be repeated)"));
        options.push(flag("no-tag").help("None of its tags, but what --tag gives"));
    }
}

/// `--tag` and `--all-tag` of what takes them away.
pub(super) fn add_removals(schema: &'static Schema, options: &mut Options) {
    if are_there(schema, Usage::UPDATE) {
        options.push(tag().help("Remove this tag (can be repeated)"));
        options.push(flag("all-tag").help("Remove all tags"));
    }
}

fn tag() -> Arg {
    Arg::new("tag").long("tag").value_name("TAG").action(ArgAction::Append)
}

fn flag(name: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue)
}

/// Whether the command line says anything of tags.
pub(super) fn are_said(matches: &ArgMatches) -> bool {
    !given(matches).is_empty() || ["no-tag", "all-tag"].iter().any(|name| arguments::flag(matches, name))
}

fn given(matches: &ArgMatches) -> Vec<String> {
    let given = matches.try_get_many::<String>("tag").ok().flatten();
    given.into_iter().flatten().cloned().collect()
}

/// The tags as they are to be, of an item that has some.
pub(super) fn added(matches: &ArgMatches, item: &Value) -> Vec<String> {
    let mut tags = if arguments::flag(matches, "no-tag") { Vec::new() } else { of(item) };
    for tag in given(matches) {
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    tags
}

/// The tags that are left of an item.
pub(super) fn left(matches: &ArgMatches, item: &Value) -> Vec<String> {
    if arguments::flag(matches, "all-tag") {
        return Vec::new();
    }
    let removed = given(matches);
    of(item).into_iter().filter(|tag| !removed.contains(tag)).collect()
}

fn of(item: &Value) -> Vec<String> {
    let tags = item.get("tags").and_then(Value::as_array);
    tags.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// Gives an item these tags.
pub(super) async fn set(place: &Place<'_>, id: String, tags: Vec<String>) -> Result<(), Failure> {
    let tags = Value::from(tags);
    let request = Action::<()>::new(place.connection(), place.schema, &mixin::SET_TAGS, place.with(id));
    Ok(request.set::<Value>(0, tags).await?)
}
