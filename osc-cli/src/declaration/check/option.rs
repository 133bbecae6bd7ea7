//! Names of options, of which a command has each once.

use std::collections::BTreeMap;

use osc_runtime::schema::{Kind, Mixins, Usage};

use crate::arguments::global::RESERVED;
use crate::declaration::mistake::Mistakes;
use crate::declaration::model::{Action, Field, Resource};
use crate::declaration::types::Type;

/// Says which fields of a resource are called alike on one of its commands.
pub(super) fn fields(resource: &Resource, mistakes: &mut Mistakes<'_>) {
    let (mut tags, wait) = (Vec::new(), resource.fields.iter().any(|field| field.is("state")));
    if resource.mixins.iter().any(|(mixin, _)| *mixin == Mixins::TAGS) {
        tags.extend(["tag", "no-tag", "all-tag"]);
    }
    let mut said: Vec<&str> = Vec::new();
    for usage in [Usage::CREATE, Usage::UPDATE, Usage::FILTER] {
        let mut taken: BTreeMap<String, &str> = tags.iter().map(|name| ((*name).to_owned(), "tags")).collect();
        if wait && usage == Usage::CREATE {
            taken.insert("wait".to_owned(), "the command");
        }
        let of_command = |field: &&Field| !field.parameter && field.usage().contains(usage);
        for field in resource.fields.iter().filter(of_command) {
            let clash = claim(field, &mut taken);
            if let Some((name, other)) = clash.filter(|_| !said.contains(&field.name.as_str())) {
                said.push(&field.name);
                tell(field, &name, other, mistakes);
            }
        }
    }
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
    let problem = format!("`--{name}` is an option of `{other}` already");
    mistakes.push(&field.at, problem, "write another name: `option = \"…\"`");
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
