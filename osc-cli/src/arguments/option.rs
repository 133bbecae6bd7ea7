//! The options of a command's fields.
//!
//! A field has an option with a value; a boolean has a pair of them without, as has whatever declares such switches. Where a
//! list or a value can be taken away, there is an option for that too. A field's full name is understood besides the shorter
//! one that help shows.

use std::collections::BTreeSet;

use clap::builder::ValueParser;
use clap::{Arg, ArgAction, ArgGroup, Command};
use osc_runtime::Value;
use osc_runtime::schema::{self, Constant, Field, Kind, Schema, Usage};

use super::{domain_id, global, id, name, no_id, range_id, secret, switch_id, value};
use crate::prose::first_sentence;

/// What an option is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// To list what has this value.
    Filter,
    /// To create something with it.
    Create,
    /// To change it to this.
    Set,
    /// An argument of an action.
    Argument,
    /// An argument of an action that this option does.
    Option,
}

/// The options of a command, as far as they have been added.
pub(crate) struct Options {
    schema: &'static Schema,
    taken: BTreeSet<String>,
    arguments: Vec<Arg>,
    groups: Vec<ArgGroup>,
    /// The fields that further names are for: the option by its place, and the name.
    aliases: Vec<(usize, String)>,
}

impl Options {
    pub(crate) fn new(schema: &'static Schema) -> Self {
        let taken = global::RESERVED.iter().map(|name| (*name).to_owned()).collect();
        Self { schema, taken, arguments: Vec::new(), groups: Vec::new(), aliases: Vec::new() }
    }

    /// Adds an argument that is no field's.
    pub(crate) fn push(&mut self, argument: Arg) {
        self.taken.extend(argument.get_long().map(str::to_owned));
        self.arguments.push(argument);
    }

    /// Adds the options of a field.
    pub(crate) fn field(&mut self, field: &'static Field, role: Role) {
        self.named(field, role, name::option(self.schema, field));
    }

    /// Adds the options of a field under this name.
    pub(crate) fn named(&mut self, field: &'static Field, role: Role, name: String) {
        let is_filter = role == Role::Filter;
        let required = match role {
            Role::Create => field.has(Usage::REQUIRED) && field.default().is_none(),
            // A switch need not be said to be off.
            Role::Argument => field.has(Usage::REQUIRED) && field.kind() != Kind::Bool,
            Role::Filter | Role::Set | Role::Option => false,
        };
        let option = self.free(name, field);
        let doc = first_sentence(field.doc());
        if secret::is_in(field.kind()) {
            return self.push(secret_option(field, &option, &doc).required(required));
        }
        if !field.switches().is_empty() {
            self.switches(field, &doc, required);
        } else if field.kind() == Kind::Bool {
            self.pair(field, &option, &doc, required);
        } else {
            let valued = valued(field, is_filter).long(option.clone()).help(help(field, &doc)).required(required);
            self.alias(field, &option);
            self.push(valued);
            let can_be_taken = matches!(field.kind(), Kind::List(_)) || field.nullable() && role == Role::Set;
            if can_be_taken && matches!(role, Role::Create | Role::Set) {
                self.none(field, &option);
            }
            self.domain(field, &option);
        }
        if let Some((option, _)) = field.range().filter(|(option, _)| !self.taken.contains(*option)) {
            let range = Arg::new(range_id(field)).long(option).value_name("FIRST[:LAST]").value_parser(value::range);
            self.push(range.help(format!("{doc}; or a range, as 80:90")));
        }
    }

    /// Adds the option that names what there is to be no more of.
    pub(crate) fn removal(&mut self, field: &'static Field) {
        let option = self.free(name::option(self.schema, field), field);
        let doc = first_sentence(field.doc());
        self.alias(field, &option);
        if matches!(field.kind(), Kind::List(_)) {
            let help = format!("Remove this: {doc} {}", value::hint(field.kind()).unwrap_or_default());
            self.push(valued(field, false).long(option.clone()).help(help.trim_end().to_owned()));
            self.domain(field, &option);
        } else {
            self.push(flag(no_id(field), option).help(format!("Clear this: {doc}")));
        }
    }

    /// The command with these options.
    pub(crate) fn add_to(mut self, command: Command) -> Command {
        for (place, name) in std::mem::take(&mut self.aliases) {
            if !self.taken.contains(&name)
                && let Some(argument) = self.arguments.get_mut(place)
            {
                *argument = argument.clone().alias(name.clone());
                self.taken.insert(name);
            }
        }
        command.args(self.arguments).groups(self.groups)
    }

    /// A name that no other option of the command has.
    fn free(&self, name: String, field: &Field) -> String {
        if self.taken.contains(&name) { name::full(field) } else { name }
    }

    fn alias(&mut self, field: &Field, option: &str) {
        let full = name::full(field);
        if full != option {
            self.aliases.push((self.arguments.len(), full));
        }
    }

    /// Options without values that stand for some.
    fn switches(&mut self, field: &'static Field, doc: &str, required: bool) {
        let mut members = Vec::new();
        for switch in field.switches() {
            let help = match switch.value() {
                Constant::Bool(false) => match opposite(field) {
                    Some(option) => format!("The opposite of --{option}"),
                    None => format!("Not so: {doc}"),
                },
                Constant::Text(text) => format!("{}: {text}", named(field)),
                Constant::Int(number) => format!("{}: {number}", named(field)),
                _ => doc.to_owned(),
            };
            members.push(switch_id(field, switch.option()));
            self.push(flag(switch_id(field, switch.option()), switch.option().to_owned()).help(help));
        }
        // The value is understood too: by an option that is declared, or else by the field's own name, which help does not show.
        let own = field.option().map_or_else(|| name::full(field), str::to_owned);
        if !self.taken.contains(&own) {
            members.push(id(field));
            let valued = valued(field, true).long(own.clone()).help(help(field, doc));
            self.push(valued.hide(field.option().is_none()));
            self.domain(field, &own);
        }
        self.groups.push(ArgGroup::new(format!("group {}", field.name())).args(members).required(required));
    }

    /// A boolean: `--shared` and `--no-shared`, or `--shared=false`.
    fn pair(&mut self, field: &'static Field, option: &str, doc: &str, required: bool) {
        let yes = valued(field, true)
            .long(option.to_owned())
            .num_args(0..=1)
            .require_equals(true)
            .default_missing_value("true")
            .hide_default_value(true)
            .value_name("BOOL")
            .help(doc.to_owned());
        self.alias(field, option);
        self.push(yes);
        let mut members = vec![id(field)];
        let no = format!("no-{option}");
        if !self.taken.contains(&no) {
            members.push(no_id(field));
            self.push(flag(no_id(field), no).help(format!("The opposite of --{option}")));
        }
        self.groups.push(ArgGroup::new(format!("group {}", field.name())).args(members).required(required));
    }

    /// The option by which there is none any more.
    fn none(&mut self, field: &'static Field, option: &str) {
        let no = format!("no-{option}");
        if !self.taken.contains(&no) {
            let is_list = matches!(field.kind(), Kind::List(_));
            let help = if is_list {
                format!("None of --{option}, but what is given besides")
            } else {
                format!("No --{option} any more")
            };
            // Whoever looks for it finds it at `unset`.
            let none = flag(no_id(field), no).help(help).hide(!is_list);
            self.push(if is_list { none } else { none.conflicts_with(id(field)) });
        }
    }

    /// Where the name of what a field refers to is looked for.
    fn domain(&mut self, field: &'static Field, option: &str) {
        let is_in_domain = field.reference().is_some_and(has_domain);
        let name = format!("{option}-domain");
        if is_in_domain && !self.taken.contains(&name) {
            let domain = Arg::new(domain_id(field)).long(name).value_name("DOMAIN");
            self.push(domain.help(format!("Name or id of the domain of --{option}")));
        }
    }
}

/// Whether things of this kind are in domains, so that their names alone may be ambiguous.
pub(super) fn has_domain(schema: &'static Schema) -> bool {
    schema.fields().iter().any(|field| field.name() == "domain_id" && field.has(Usage::FILTER))
}

/// An option that takes the value of a field, not yet named.
fn valued(field: &'static Field, single: bool) -> Arg {
    let kind = match field.kind() {
        Kind::List(item) if single => *item,
        kind => kind,
    };
    let is_list = matches!(field.kind(), Kind::List(_) | Kind::Map(_));
    Arg::new(id(field))
        .value_name(value::placeholder(field))
        .action(if is_list { ArgAction::Append } else { ArgAction::Set })
        .allow_hyphen_values(matches!(kind, Kind::Int | Kind::Float))
        .value_parser(parser(kind))
}

/// What reads a value of this kind.
pub(super) fn parser(kind: Kind) -> ValueParser {
    ValueParser::from(move |text: &str| -> Result<Value, String> { value::parse(kind, text) })
}

fn flag(id: String, option: String) -> Arg {
    Arg::new(id).long(option).action(ArgAction::SetTrue)
}

fn help(field: &Field, doc: &str) -> String {
    let name = if field.reference().is_some() { Some("(name or id)".to_owned()) } else { None };
    let hint = value::hint(field.kind());
    let parts = [Some(doc.to_owned()).filter(|doc| !doc.is_empty()), name, hint];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn secret_option(field: &Field, option: &str, doc: &str) -> Arg {
    let help = if doc.is_empty() { "From a file".to_owned() } else { format!("{doc}; from a file") };
    Arg::new(id(field))
        .long(format!("{option}-file"))
        .value_name("PATH|-")
        .help(format!("{help}, - for the standard input"))
}

/// The switch for true.
fn opposite(field: &Field) -> Option<&'static str> {
    let switch = field.switches().iter().find(|switch| switch.value() == Constant::Bool(true));
    switch.map(schema::Switch::option)
}

/// A field's name as the beginning of a sentence.
fn named(field: &Field) -> String {
    let name = field.name().replace('_', " ");
    let mut letters = name.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}
