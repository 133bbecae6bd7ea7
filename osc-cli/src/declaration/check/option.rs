//! Names of options, of which a command has each once.

use std::collections::BTreeMap;

use osc_runtime::schema::{Kind, Mixins, Usage};

use crate::arguments::global::RESERVED;
use crate::declaration::mistake::Mistakes;
use crate::declaration::model::{Action, Field, Place, Resource};
use crate::declaration::types::Type;

/// The commands that have options for fields: their verbs, and which fields.
const COMMANDS: [(&str, Usage); 4] =
    [("create", Usage::CREATE), ("set", Usage::UPDATE), ("unset", Usage::UPDATE), ("list", Usage::FILTER)];

/// Says which fields of a resource are called alike on one of its commands.
pub(super) fn fields(resource: &Resource, mistakes: &mut Mistakes<'_>) {
    let mut said: Vec<&str> = Vec::new();
    for (verb, usage) in COMMANDS {
        let mut taken = of_others(resource, verb);
        let done: Vec<&str> = done_by_actions(resource, verb).filter_map(|(_, _, argument)| argument).collect();
        for (action, option, _) in done_by_actions(resource, verb) {
            if let Some(other) = taken.insert(option.to_owned(), &action.name) {
                mistakes.push(&action.at, already(option, other), "write another one: `cli = \"set --…\"`");
            }
        }
        let of_command = resource.fields.iter().filter(|field| !field.parameter && field.usage().contains(usage));
        for field in of_command.filter(|field| !done.contains(&field.name.as_str())) {
            let is_taken_away = field.ty.is_optional() || matches!(field.ty, Type::List(_));
            if verb == "unset" && !is_taken_away {
                continue;
            }
            if let Some((name, other)) = claim(field, &mut taken).filter(|_| !said.contains(&field.name.as_str())) {
                said.push(&field.name);
                tell(field, &name, other, mistakes);
            }
        }
    }
}

/// The options that a command has besides those of fields, and whose they are.
fn of_others(resource: &Resource, verb: &str) -> BTreeMap<String, &'static str> {
    let is = |key: &str| resource.fields.iter().any(|field| field.is(key));
    let is_tagged = resource.mixins.iter().any(|(mixin, _)| *mixin == Mixins::TAGS);
    let all: [(bool, &[&str], &str); 4] = [
        (is("state") && matches!(verb, "create" | "set"), &["wait"], "the command"),
        (is("revision") && matches!(verb, "set" | "unset"), &["if-revision"], "the command"),
        (is_tagged && verb != "list", &["tag", "no-tag", "all-tag"], "tags"),
        (is_tagged && verb == "list", &["tags", "any-tags", "not-tags", "not-any-tags"], "tags"),
    ];
    let there = all.into_iter().filter(|(is_there, ..)| *is_there);
    there.flat_map(|(_, names, whose)| names.iter().map(move |name| ((*name).to_owned(), whose))).collect()
}

/// The actions that an option of a command does, the option, and the argument that it gives, in whose field's place it is.
fn done_by_actions<'a>(
    resource: &'a Resource,
    verb: &str,
) -> impl Iterator<Item = (&'a Action, &'a str, Option<&'a str>)> {
    let option = move |words: &'a str| words.split_once(" --").filter(|(first, _)| *first == verb);
    resource.actions.iter().filter_map(move |action| {
        let (_, option) = action.verbs.iter().flatten().find_map(|verb| option(&verb.words))?;
        let argument = action.arguments.iter().find(|(_, place)| *place != Place::Path);
        Some((action, option, argument.map(|(argument, _)| argument.name.as_str())))
    })
}

/// Says which arguments of an action are called alike.
pub(super) fn arguments(action: &Action, mistakes: &mut Mistakes<'_>) {
    let mut taken = BTreeMap::from([("wait".to_owned(), "the command"), ("output".to_owned(), "the command")]);
    for (argument, _) in &action.arguments {
        if let Some((name, other)) = claim(argument, &mut taken) {
            tell(argument, &name, other, mistakes);
        }
    }
}

fn tell(field: &Field, name: &str, other: &str, mistakes: &mut Mistakes<'_>) {
    mistakes.push(&field.at, already(name, other), "write another name: `option = \"…\"`");
}

fn already(name: &str, other: &str) -> String {
    format!("`--{name}` is an option of `{other}` already")
}

/// Takes the names that a field has; the first that another one has already, and which.
fn claim<'a>(field: &'a Field, taken: &mut BTreeMap<String, &'a str>) -> Option<(String, &'a str)> {
    let vocabulary = &field.vocabulary;
    let fixed = vocabulary.switches.iter().map(|switch| &switch.option);
    let fixed: Vec<&String> = fixed.chain(vocabulary.range.as_ref().map(|([option, _], _)| option)).collect();
    if let Some(name) = fixed.iter().find(|name| RESERVED.contains(&name.as_str())) {
        return Some(((*name).clone(), "all commands"));
    }
    let full = field.name.replace('_', "-");
    let own = vocabulary.option.as_ref().map_or(&full, |(option, _)| option);
    let mut names: Vec<String> = fixed.into_iter().cloned().collect();
    if vocabulary.switches.is_empty() {
        let is_off = matches!(field.ty.inner(), Type::Plain(Kind::Bool) | Type::List(_)) || field.ty.is_optional();
        names.extend(is_off.then(|| format!("no-{own}")));
        let is_secret = matches!(field.ty.inner(), Type::Plain(Kind::Secret));
        names.push(if is_secret { format!("{own}-file") } else { own.clone() });
    }
    let clash = names.iter().find_map(|name| Some((name.clone(), *taken.get(name)?)));
    for name in names {
        taken.entry(name).or_insert(&field.name);
    }
    clash
}
