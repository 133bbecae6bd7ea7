//! The nouns, word by word, and what can be done with each.

use std::collections::BTreeMap;
use std::ffi::OsString;

use clap::Command;
use osc_runtime::schema::Schema;

use super::own::{self, Own};
use super::spelled::{Spelled, begun, complete, following};
use super::{HELP, Leaf, is_taken};
use crate::arguments::global;
use crate::operation::Verb;
use crate::prose::first_sentence;

/// The nouns, word by word.
#[derive(Default)]
pub(crate) struct Tree {
    pub(super) words: BTreeMap<&'static str, Tree>,
    /// The resource of this noun; several where they are variants of one.
    pub(super) schemas: Vec<&'static Schema>,
    own: Vec<(&'static str, &'static Own)>,
}

/// How far the words of a command line lead.
pub(crate) struct Path<'a> {
    pub(crate) words: Vec<&'a str>,
    /// The command, where they lead to one.
    pub(crate) leaf: Option<Leaf>,
    /// The words with which others of that beginning go on: `gateway` behind `router set`.
    pub(crate) further: Vec<String>,
}

impl Tree {
    /// The nouns of all resources; of those that share one, the first has it, but for variants.
    pub(crate) fn new(resources: &[&'static Schema]) -> Self {
        let mut tree = Self::default();
        for own in own::ALL {
            let (nouns, verb) = own.words.rsplit_once(' ').unwrap_or(("", own.words));
            tree.node(nouns).own.push((verb, own));
        }
        for schema in resources {
            let first = schema.command().split_whitespace().next();
            if first.is_none_or(is_taken) {
                continue;
            }
            let node = tree.node(schema.command());
            let is_another = schema.variant().is_some()
                && node.schemas.iter().all(|known| known.variant().is_some() && known.variant() != schema.variant());
            if node.schemas.is_empty() || is_another {
                node.schemas.push(schema);
            }
        }
        tree
    }

    /// The node of some nouns.
    fn node(&mut self, nouns: &'static str) -> &mut Self {
        nouns.split_whitespace().fold(self, |node, word| node.words.entry(word).or_default())
    }

    /// The words of a command at the beginning of `arguments`, as far as there are such commands; `kind` is of which variant.
    pub(crate) fn path<'a>(&self, arguments: &'a [OsString], kind: Option<&str>) -> Path<'a> {
        let mut words = Vec::new();
        let mut node = self;
        // The verbs that the words so far may become, without these.
        let mut verbs: Vec<Spelled> = Vec::new();
        let mut arguments = arguments.iter().skip(1).map(|argument| argument.to_str().unwrap_or_default());
        while let Some(argument) = arguments.next() {
            if global::takes_next(argument) {
                arguments.next();
                continue;
            }
            if argument == "--" {
                break;
            }
            if argument.starts_with('-') || argument == HELP {
                // Options may stand before the command or within it, and `help` does.
                continue;
            }
            let began = !verbs.is_empty();
            let left = begun(if began { verbs.clone() } else { node.spelled(kind) }, argument);
            match (left.is_empty(), node.words.get(argument).filter(|_| !began)) {
                (false, _) => verbs = left,
                (true, Some(next)) => node = next,
                (true, None) => break,
            }
            words.push(argument);
            if !verbs.is_empty() && verbs.iter().all(|verb| verb.rest.is_empty()) {
                break;
            }
        }
        let mut further: Vec<String> = verbs.iter().filter_map(|verb| verb.rest.first().cloned()).collect();
        further.sort_unstable();
        further.dedup();
        let leaf = verbs.into_iter().find(|verb| verb.rest.is_empty()).map(|verb| verb.leaf);
        Path { words, leaf, further }
    }

    /// The verbs of this node, spelled out.
    pub(super) fn spelled(&self, kind: Option<&str>) -> Vec<Spelled> {
        let words = |name: &str| name.split(' ').map(str::to_owned).collect();
        let own = self.own.iter().map(|(verb, own)| Spelled { leaf: Leaf::Own(own), rest: words(verb) });
        let chosen = self.schemas.iter().find(|schema| schema.variant().is_some() && schema.variant() == kind);
        let resources = match (chosen, self.schemas.as_slice()) {
            (Some(schema), _) | (None, [schema]) => {
                let leaf = |verb| Leaf::Operate(schema, verb);
                Verb::of(schema).map(|verb| Spelled { leaf: leaf(verb), rest: words(&verb.name()) }).collect()
            }
            (None, []) => Vec::new(),
            (None, [first, ..]) => {
                let leaf = |verb| Leaf::Vary(self.schemas.clone(), verb);
                Verb::of(first).map(|verb| Spelled { leaf: leaf(verb), rest: words(&verb.name()) }).collect()
            }
        };
        resources.into_iter().chain(own).collect()
    }

    /// Adds what can follow: the rest of `path` where there is one, else every next word.
    pub(super) fn fill(&self, command: Command, path: &[&str], kind: Option<&str>) -> Command {
        let verbs = self.spelled(kind);
        let Some((word, rest)) = path.split_first() else {
            let is_verb = |word: &str| verbs.iter().any(|verb| verb.rest.first().is_some_and(|first| first == word));
            let nouns = self.words.iter().filter(|(word, _)| !is_verb(word));
            let nouns = nouns.map(|(word, node)| Command::new(*word).about(node.about()));
            return following(command.subcommands(nouns), &verbs);
        };
        let left = begun(verbs, word);
        if !left.is_empty() {
            return complete(command, word, rest, left);
        }
        let Some((word, node)) = self.words.get_key_value(*word) else { return command };
        let mut next = Command::new(*word).subcommand_required(true).arg_required_else_help(true);
        if !node.schemas.is_empty() {
            next = next.about(node.about());
        }
        command.subcommand(node.fill(next, rest, kind))
    }

    fn about(&self) -> String {
        if let Some(schema) = self.schemas.first() {
            return first_sentence(schema.doc());
        }
        let verbs = self.own.iter().map(|(verb, _)| *verb);
        self.words.keys().copied().chain(verbs).collect::<Vec<_>>().join(", ")
    }

    /// The nouns that can stand behind these.
    pub(crate) fn nouns_behind(&self, words: &[&str]) -> Vec<&'static str> {
        self.behind(words).map(|node| node.words.keys().copied().collect()).unwrap_or_default()
    }

    /// The resource of these nouns.
    pub(crate) fn schema_of(&self, words: &[&str]) -> Option<&'static Schema> {
        self.behind(words)?.schemas.first().copied()
    }

    fn behind(&self, words: &[&str]) -> Option<&Self> {
        words.iter().try_fold(self, |node, word| node.words.get(*word))
    }

    /// Shows `see` the resources, by their nouns.
    pub(super) fn visit(&self, see: &mut impl FnMut(&'static Schema)) {
        self.schemas.iter().copied().for_each(&mut *see);
        for node in self.words.values() {
            node.visit(see);
        }
    }
}
