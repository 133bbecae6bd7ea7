//! Rules of the command line's vocabulary.

use proc_macro2::Span;
use syn::Type;

use crate::attribute::{Constant, Verb};
use crate::errors::Errors;
use crate::model::{Action, Field, Resource, Vocabulary};
use crate::types::{is_named, optional};

/// Rules of what is said of a field of a resource.
pub(super) fn field(resource: &Resource, field: &Field, errors: &mut Errors) {
    let vocabulary = &field.vocabulary;
    option_and_switches(vocabulary, &field.ty, errors);
    if let Some((yes, _)) = &vocabulary.words
        && !is_bool(&field.ty)
    {
        let help = "write `words(\"UP\", \"DOWN\")` on a `bool`, or remove it";
        errors.push(yes.span(), format!("`words` are for true and false, and `{}` is no `bool`", field.name), help);
    }
    if let Some((option, upper)) = &vocabulary.range {
        kebab(option.span(), &option.value(), errors);
        let found = resource.object.fields.iter().find(|other| *upper == other.name);
        let problem = match found {
            None => Some((upper.span(), format!("`{upper}` is no field"))),
            Some(other) if !is_integer(&other.ty) => Some((upper.span(), format!("`{upper}` is no integer"))),
            Some(_) if !is_integer(&field.ty) => Some((option.span(), format!("`{}` is no integer", field.name))),
            Some(_) => None,
        };
        if let Some((at, problem)) = problem {
            errors.push(at, problem, "write `range(\"dst-port\", port_range_max)` on the lower of two integers");
        }
    }
    if let Some(at) = vocabulary.positional.filter(|_| !field.create()) {
        let help = "remove `positional`, which is for arguments of `create`";
        errors.push(at, format!("a creation does not set `{}`", field.name), help);
    }
    if let Some((at, value)) = &vocabulary.default {
        if !field.required() {
            let help = "remove it; what is not required is left to the service";
            errors.push(*at, format!("`default` is for what a creation requires, and `{}` is not", field.name), help);
        } else if !fits(value, &field.ty) {
            errors.push(
                *at,
                format!("the default of `{}` is of another type", field.name),
                "write a value of its type",
            );
        }
    }
}

/// Rules of what is said of an action and its arguments.
pub(crate) fn action(action: &Action, errors: &mut Errors) {
    for argument in &action.arguments {
        option_and_switches(&argument.vocabulary, &argument.ty, errors);
    }
    for Verb { words, argument } in action.verbs.iter().flatten() {
        let text = words.value();
        let (verb, option) =
            text.split_once(" --").map_or((text.as_str(), None), |(verb, option)| (verb, Some(option)));
        let plain = verb.split(' ').chain(option).all(is_kebab);
        if !plain || option.is_some() && !matches!(verb, "set" | "unset") {
            let help = "write words of lower-case letters, as `add subnet`, or an option of `set` or `unset`, as \
                        `set --address`";
            errors.push(words.span(), format!("`{text}` is no verb"), help);
        }
        if let Some(name) = argument
            && !action.arguments.iter().any(|known| *name == known.name)
        {
            errors.push(
                name.span(),
                format!("`{name}` is no argument of `{}`", action.name),
                "write one of its arguments",
            );
        }
    }
}

fn option_and_switches(vocabulary: &Vocabulary, ty: &Type, errors: &mut Errors) {
    if let Some(option) = &vocabulary.option {
        kebab(option.span(), &option.value(), errors);
    }
    for switch in &vocabulary.switches {
        kebab(switch.at, &switch.option, errors);
    }
    let mut others = vocabulary.switches.iter().filter(|switch| !switch.value.as_ref().is_some_and(|it| fits(it, ty)));
    if let Some(switch) = others.next() {
        let help = "write `switch(share)` on a `bool`, or a value for each: `switch(ingress = \"ingress\")`";
        errors.push(switch.at, format!("`--{}` stands for a value of another type", switch.option), help);
    }
}

fn kebab(at: Span, text: &str, errors: &mut Errors) {
    if !is_kebab(text) {
        let help = "write lower-case letters, digits and `-`, without `--`: `dst-port`";
        errors.push(at, format!("`{text}` is no name of an option"), help);
    }
}

fn is_kebab(text: &str) -> bool {
    let inner = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    text.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit())
        && !text.ends_with('-')
        && text.chars().all(inner)
}

fn inner(ty: &Type) -> &Type {
    optional(ty).unwrap_or(ty)
}

fn is_bool(ty: &Type) -> bool {
    is_named(inner(ty), "bool")
}

fn is_integer(ty: &Type) -> bool {
    ["i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64"].iter().any(|name| is_named(inner(ty), name))
}

/// Whether a value can be one of a type, as far as its name tells.
fn fits(value: &Constant, ty: &Type) -> bool {
    match value {
        Constant::Bool(_) => is_bool(ty),
        Constant::Int(_) => is_integer(ty),
        Constant::Text(_) => !is_bool(ty) && !is_integer(ty),
    }
}
