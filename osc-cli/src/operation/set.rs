//! `set` and `unset`: changes to an item.
//!
//! What is a list is added to by `set` and taken from by `unset`, as python-openstackclient does; `--no-…` of `set` begins anew. Where
//! the service changes something by a request of its own, as it does tags and what actions are declared for, that follows.

use clap::Command;
use osc_runtime::Value;
use osc_runtime::request::{Action as Request, Update};
use osc_runtime::schema::{self, Action, Field, Kind, Operations, Schema, Usage};

use super::place::Place;
use super::{Call, revision, tag, wait};
use crate::arguments::{self, Given, Options, Role};
use crate::failure::Failure;
use crate::output::Output;

/// Whether an item is changed towards something, or something is taken away from it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Direction {
    Set,
    Unset,
}

impl Direction {
    fn verb(self) -> &'static str {
        match self {
            Self::Set => "set",
            Self::Unset => "unset",
        }
    }

    /// The fields that can be changed so.
    fn fields(self, schema: &'static Schema) -> impl Iterator<Item = (usize, &'static Field)> {
        let is_there = schema.operations().contains(Operations::UPDATE);
        arguments::fields(schema, Usage::UPDATE).filter(move |(_, field)| {
            // What an action does is not done twice.
            let is_done = self.actions(schema).any(|(_, _, argument, _)| argument.name() == field.name());
            let is_meant = self == Self::Set || field.nullable() || matches!(field.kind(), Kind::List(_));
            is_there && is_meant && !is_done
        })
    }

    /// The actions that an option of it does, the index and the field of the argument that the option gives, and the option.
    fn actions(
        self,
        schema: &'static Schema,
    ) -> impl Iterator<Item = (&'static Action, usize, &'static Field, &'static str)> {
        schema.actions().filter_map(move |action| {
            let verbs = action.verbs().unwrap_or_default();
            let mut options = verbs.iter().filter_map(schema::Verb::as_option);
            let (_, option) = options.find(|(verb, _)| *verb == self.verb())?;
            let (index, argument) =
                action.arguments().iter().enumerate().find(|(_, argument)| !argument.has(Usage::PATH))?;
            Some((action, index, argument, option))
        })
    }

    /// Whether there is anything to change so.
    pub(super) fn is_there(self, schema: &'static Schema) -> bool {
        let updates = schema.operations().contains(Operations::UPDATE);
        self == Self::Set && updates
            || self.fields(schema).next().is_some()
            || self.actions(schema).next().is_some()
            || tag::are_there(schema, Usage::UPDATE)
    }
}

pub(super) fn arguments(schema: &'static Schema, direction: Direction, command: Command) -> Command {
    let mut options = Options::new(schema);
    if !schema.is_singleton() {
        options.push(arguments::name_or_id(schema));
    }
    for (_, _, argument, option) in direction.actions(schema) {
        options.named(argument, Role::Option, option.to_owned());
    }
    for (_, field) in direction.fields(schema) {
        match direction {
            Direction::Set => options.field(field, Role::Set),
            Direction::Unset => options.removal(field),
        }
    }
    if let Some(domain) = arguments::domain_of_item(schema) {
        options.push(domain);
    }
    revision::add_option(schema, &mut options);
    match direction {
        Direction::Set => {
            tag::add_options(schema, Usage::UPDATE, &mut options);
            wait::add_option(schema, &mut options);
        }
        Direction::Unset => tag::add_removals(schema, &mut options),
    }
    options.add_to(command)
}

pub(super) async fn run(call: &Call<'_>, direction: Direction) -> Result<Output, Failure> {
    let Call { schema, matches, .. } = call;
    let mut given = arguments::given(schema, direction.fields(schema), matches)?;
    let mut acts = Vec::new();
    for (action, index, argument, _) in direction.actions(schema) {
        let said = arguments::given(schema, std::iter::once((index, argument)), matches)?;
        acts.extend(said.values.into_iter().map(|(index, value)| (action, argument, index, value)));
    }
    let tags = tag::are_said(matches);
    if given.values.is_empty() && given.emptied.is_empty() && acts.is_empty() && !tags {
        let what = direction.verb();
        return Err(Failure::Usage(format!("there is nothing to {what}; give at least one option")));
    }
    let place = call.place().await?;
    place.resolve(schema.fields().iter(), &mut given).await?;
    let is_list = |(index, _): &(usize, Value)| {
        schema.fields().get(*index).is_some_and(|field| matches!(field.kind(), Kind::List(_)))
    };
    let builds_on = tags || given.values.iter().any(|value| is_list(value) && !given.emptied.contains(&value.0));
    let (id, item) = if builds_on {
        let item = place.item().await?;
        (place.id_in(&item, &arguments::text(matches, "item"))?, item)
    } else {
        (place.id().await?, Value::Null)
    };
    let values = changes(schema, direction, given, &item);
    if !values.is_empty() {
        let mut update = Update::<Value>::new(place.connection(), schema, place.with(id.clone()));
        if let Some(number) = revision::given(matches) {
            update = update.if_revision(number);
        }
        values.into_iter().fold(update, |update, (index, value)| update.set::<Value>(index, value)).await?;
    }
    for (action, argument, index, mut value) in acts {
        place.resolve_value(argument, &mut value).await?;
        act(&place, action, id.clone(), index, value).await?;
    }
    if tags {
        let tags = match direction {
            Direction::Set => tag::added(matches, &item),
            Direction::Unset => tag::left(matches, &item),
        };
        tag::set(&place, id.clone(), tags).await?;
    }
    if wait::is_asked_for(matches) {
        wait::until_ready(&place, id).await?;
    }
    Ok(Output::Nothing)
}

/// What the update says of each field, of an item as it is.
fn changes(schema: &'static Schema, direction: Direction, given: Given, item: &Value) -> Vec<(usize, Value)> {
    let Given { mut values, emptied } = given;
    let field = |index: usize| schema.fields().get(index);
    let is_list = |index: usize| field(index).is_some_and(|field| matches!(field.kind(), Kind::List(_)));
    let before = |index: usize| {
        let value = field(index).and_then(|field| item.get(field.wire_name()));
        value.and_then(Value::as_array).cloned().unwrap_or_default()
    };
    for (index, value) in &mut values {
        if let Value::Array(items) = value
            && is_list(*index)
            && !emptied.contains(index)
        {
            *items = match direction {
                Direction::Set => joined(before(*index), items),
                Direction::Unset => without(before(*index), items),
            };
        }
    }
    for index in emptied {
        if !values.iter().any(|(set, _)| *set == index) {
            values.push((index, if is_list(index) { Value::Array(Vec::new()) } else { Value::Null }));
        }
    }
    values
}

/// What was there, and what is new behind it.
fn joined(mut before: Vec<Value>, items: &[Value]) -> Vec<Value> {
    for item in items {
        if !before.iter().any(|known| is_meant(known, item)) {
            before.push(item.clone());
        }
    }
    before
}

fn without(before: Vec<Value>, items: &[Value]) -> Vec<Value> {
    before.into_iter().filter(|known| !items.iter().any(|item| is_meant(known, item))).collect()
}

/// Whether what is there is what is given: an object is by the keys that are given of it.
fn is_meant(known: &Value, given: &Value) -> bool {
    match (known, given) {
        (Value::Object(known), Value::Object(given)) => {
            given.iter().all(|(key, value)| known.get(key).is_some_and(|known| known == value))
        }
        _ => known == given,
    }
}

async fn act(
    place: &Place<'_>,
    action: &'static Action,
    id: String,
    index: usize,
    value: Value,
) -> Result<(), Failure> {
    let request = Request::<()>::new(place.connection(), place.schema, action, place.with(id));
    Ok(request.set::<Value>(index, value).await?)
}
