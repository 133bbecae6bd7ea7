//! Verbs, word by word: some have several, and some of these the first one in common.

use clap::Command;
use clap::builder::PossibleValuesParser;
use osc_runtime::schema::Schema;

use super::Own;
use crate::operation::{Verb, variant};

/// What a command line asks for.
#[derive(Clone)]
pub(crate) enum Leaf {
    /// An operation of a resource.
    Operate(&'static Schema, Verb),
    /// One of any of the resources that share a noun.
    Vary(Vec<&'static Schema>, Verb),
    /// What `osc` does itself.
    Own(&'static Own),
}

/// A verb that has been spelled in part.
#[derive(Clone)]
pub(super) struct Spelled {
    pub(super) leaf: Leaf,
    /// The words that are left of it.
    pub(super) rest: Vec<String>,
}

impl Leaf {
    fn about(&self) -> String {
        match self {
            Self::Operate(_, verb) | Self::Vary(_, verb) => verb.about(),
            Self::Own(own) => own.about.to_owned(),
        }
    }

    /// The command, which is called by the last of its words.
    fn command(&self, word: &str) -> Command {
        match self {
            Self::Own(own) => (own.command)(),
            Self::Operate(schema, verb) => {
                let command = verb.command(schema, word.to_owned());
                match schema.variant() {
                    Some(kind) => command.arg(variant::argument(PossibleValuesParser::new([kind]))),
                    None => command,
                }
            }
            Self::Vary(schemas, verb) => variant::command(schemas, *verb, word),
        }
    }
}

/// The verbs that begin with this word, without it.
pub(super) fn begun(verbs: Vec<Spelled>, word: &str) -> Vec<Spelled> {
    let begins = |mut verb: Spelled| {
        let first = if verb.rest.is_empty() { None } else { Some(verb.rest.remove(0)) };
        first.is_some_and(|first| first == word).then_some(verb)
    };
    verbs.into_iter().filter_map(begins).collect()
}

/// Adds the command of verbs that have been begun by `word`, and go on with `path` or else with any of their next words.
pub(super) fn complete(command: Command, word: &str, path: &[&str], verbs: Vec<Spelled>) -> Command {
    let goes_on =
        path.first().is_some_and(|next| verbs.iter().any(|verb| verb.rest.first().is_some_and(|it| it == next)));
    if !goes_on && let Some(whole) = verbs.iter().find(|verb| verb.rest.is_empty()) {
        return command.subcommand(whole.leaf.command(word));
    }
    let next = Command::new(word.to_owned()).subcommand_required(true).arg_required_else_help(true);
    let next = match path.split_first() {
        Some((word, rest)) => complete(next, word, rest, begun(verbs, word)),
        None => following(next, &verbs),
    };
    command.subcommand(next)
}

/// Adds the next words of verbs, each with what it does.
pub(super) fn following(mut command: Command, verbs: &[Spelled]) -> Command {
    let mut known: Vec<&str> = Vec::new();
    for first in verbs.iter().filter_map(|verb| verb.rest.first()) {
        if known.contains(&first.as_str()) {
            continue;
        }
        known.push(first);
        let same: Vec<_> = verbs.iter().filter(|verb| verb.rest.first() == Some(first)).collect();
        let whole = same.iter().find(|verb| verb.rest.len() == 1);
        let about = match whole {
            Some(whole) => whole.leaf.about(),
            None => same.iter().filter_map(|verb| verb.rest.get(1)).cloned().collect::<Vec<_>>().join(", "),
        };
        command = command.subcommand(Command::new(first.clone()).about(about));
    }
    command
}
