//! Rules of the command line's vocabulary.

use osc_runtime::schema::{Kind, Usage};

use crate::declaration::mistake::{At, Mistakes};
use crate::declaration::model::{Action, Constant, Field, Resource, Vocabulary};
use crate::declaration::types::Type;

/// Rules of what is said of a field of a resource.
pub(super) fn field(resource: &Resource, field: &Field, mistakes: &mut Mistakes<'_>) {
    let vocabulary = &field.vocabulary;
    option_and_switches(vocabulary, &field.ty, mistakes);
    if let Some((_, at)) = vocabulary.words.as_ref().filter(|_| !is(&field.ty, Kind::Bool)) {
        let problem = format!("`words` are for true and false, and `{}` is no `bool`", field.name);
        mistakes.push(at, problem, "remove it");
    }
    if let Some(([option, upper], at)) = &vocabulary.range {
        kebab(at, option, mistakes);
        let found = resource.fields.iter().find(|other| other.name == *upper);
        let problem = match found {
            None => Some(format!("`{upper}` is no field")),
            Some(other) if !is(&other.ty, Kind::Int) => Some(format!("`{upper}` is no integer")),
            Some(_) if !is(&field.ty, Kind::Int) => Some(format!("`{}` is no integer", field.name)),
            Some(_) => None,
        };
        if let Some(problem) = problem {
            mistakes.push(
                at,
                problem,
                "write `range = [\"dst-port\", \"port_range_max\"]` at the lower of two integers",
            );
        }
    }
    if let Some(at) = &vocabulary.positional {
        let help = "remove `positional`, which is for one argument of `create`";
        if !field.create() {
            mistakes.push(at, format!("a creation does not set `{}`", field.name), help);
        } else if matches!(field.ty.inner(), Type::List(_)) {
            mistakes.push(at, format!("`{}` is a list, behind which nothing could stand", field.name), help);
        }
    }
    if let Some((value, at)) = &vocabulary.default {
        if !field.usage().contains(Usage::REQUIRED) {
            let problem = format!("`default` is for what a creation requires, and `{}` is not", field.name);
            mistakes.push(at, problem, "remove it; what is not required is left to the service");
        } else if !fits(value, &field.ty) {
            let problem = format!("the default of `{}` is of another type", field.name);
            mistakes.push(at, problem, "write a value of its type");
        }
    }
}

/// Rules of what is said of an action and its arguments.
pub(super) fn action(action: &Action, mistakes: &mut Mistakes<'_>) {
    for (argument, _) in &action.arguments {
        option_and_switches(&argument.vocabulary, &argument.ty, mistakes);
    }
    let words = action.arguments.iter().map(|(argument, _)| argument).filter(|argument| is_positional(argument));
    let mut words = words.rev().skip(1);
    if let Some(list) = words.find(|argument| matches!(argument.ty, Type::List(_))) {
        let problem = format!("`{}` is a list, behind which nothing could stand", list.name);
        mistakes.push(&list.at, problem, "move it behind the other arguments, or give it an `option`");
    }
    for verb in action.verbs.iter().flatten() {
        let split = verb.words.split_once(" --");
        let (words, option) = split.map_or((verb.words.as_str(), None), |(words, option)| (words, Some(option)));
        let is_plain = words.split(' ').chain(option).all(is_kebab);
        if !is_plain || option.is_some() && !matches!(words, "set" | "unset") {
            let help = "write words of small letters, as `add subnet`, or an option of `set` or `unset`, as \
                        `set --address`";
            mistakes.push(&verb.at, format!("`{}` is no verb", verb.words), help);
        }
        if let Some(name) = &verb.argument
            && !action.arguments.iter().any(|(known, _)| known.name == *name)
        {
            mistakes.push(
                &verb.at,
                format!("`{name}` is no argument of `{}`", action.name),
                "write one of its arguments",
            );
        }
    }
}

/// Whether an argument is said without an option.
fn is_positional(argument: &Field) -> bool {
    let vocabulary = &argument.vocabulary;
    let needs_option = argument.ty.is_optional() || is(&argument.ty, Kind::Bool) || argument.is("body");
    !needs_option && vocabulary.option.is_none() && vocabulary.switches.is_empty()
}

/// Rules of what can be said of any field.
pub(super) fn option_and_switches(vocabulary: &Vocabulary, ty: &Type, mistakes: &mut Mistakes<'_>) {
    if let Some((option, at)) = &vocabulary.option {
        kebab(at, option, mistakes);
    }
    for switch in &vocabulary.switches {
        kebab(&switch.at, &switch.option, mistakes);
    }
    let mut others = vocabulary.switches.iter().filter(|switch| !fits(&switch.value, ty));
    if let Some(switch) = others.next() {
        let problem = format!("`--{}` stands for a value of another type", switch.option);
        let help = "write `switch = \"share\"` of a `bool`, or a value for each: `switch = { ingress = \"ingress\" }`";
        mistakes.push(&switch.at, problem, help);
    }
}

fn kebab(at: &At, text: &str, mistakes: &mut Mistakes<'_>) {
    if !is_kebab(text) {
        let help = "write small letters, digits and `-`, without `--`: `dst-port`";
        mistakes.push(at, format!("`{text}` is no name of an option"), help);
    }
}

/// Whether a text is a word of the command line, or the name of an option.
pub(super) fn is_kebab(text: &str) -> bool {
    let is_letter = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit();
    text.starts_with(is_letter) && !text.ends_with('-') && text.chars().all(|letter| is_letter(letter) || letter == '-')
}

fn is(ty: &Type, wanted: Kind) -> bool {
    matches!(ty.inner(), Type::Plain(kind) if *kind == wanted)
}

/// Whether a value can be one of a type.
fn fits(value: &Constant, ty: &Type) -> bool {
    match value {
        Constant::Bool(_) => is(ty, Kind::Bool),
        Constant::Int(_) => is(ty, Kind::Int),
        Constant::Text(_) => !is(ty, Kind::Bool) && !is(ty, Kind::Int),
    }
}
