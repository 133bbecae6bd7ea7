//! What can follow the words of a command line.

use std::collections::BTreeSet;
use std::ffi::OsString;

use clap::{Arg, ArgAction, Command};
use osc_runtime::Configuration;
use osc_runtime::request::looks_like_id;
use osc_runtime::schema::{Action, Field, Kind, Schema};

use super::line::Line;
use super::names;
use crate::arguments::{self, Meant};
use crate::cloud::{self, Known};
use crate::command::{Found, HELP, Leaf, Tree, kind};
use crate::demo;
use crate::operation::{Verb, column};
use crate::prose::first_sentence;

/// A word that can follow.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Candidate {
    pub(super) word: String,
    pub(super) about: String,
}

impl Candidate {
    pub(super) fn new(word: impl Into<String>, about: impl Into<String>) -> Self {
        Self { word: word.into(), about: about.into() }
    }
}

/// What can follow.
pub(super) enum Offer {
    Words(Vec<Candidate>),
    /// Any file.
    Files,
}

/// A command line of which the next word is asked for.
pub(super) struct Asked<'a> {
    tree: &'a Tree,
    line: &'a Line,
    known: Known<'a>,
    /// The command that the words lead to, where they lead to one.
    leaf: Option<Leaf>,
    /// The options of all commands.
    root: Command,
    /// The command, or what its next word can be.
    command: Command,
    /// The words with which longer commands go on.
    further: Vec<String>,
    /// The words behind those of the command that are neither options nor their values.
    given: Vec<String>,
    /// What clap knows the options by that are there.
    used: BTreeSet<String>,
    /// The option that the word being written is the value of.
    option: Option<Arg>,
    /// Whether no option can follow.
    is_literal: bool,
}

impl<'a> Asked<'a> {
    pub(super) fn new(tree: &'a Tree, line: &'a Line, known: Known<'a>) -> Self {
        let program = std::iter::once("osc");
        let arguments: Vec<OsString> = program.chain(line.words.iter().map(String::as_str)).map(Into::into).collect();
        let kind = kind(&arguments);
        let path = tree.path(&arguments, kind);
        let root = tree.root(&path.words, path.leaf.as_ref(), kind);
        let command = path.words.iter().try_fold(&root, |command, word| command.find_subcommand(word));
        let command = command.cloned().unwrap_or_default();
        let mut asked = Self {
            tree,
            line,
            known,
            leaf: path.leaf,
            root,
            command,
            further: path.further,
            given: Vec::new(),
            used: BTreeSet::new(),
            option: None,
            is_literal: false,
        };
        for word in &line.words {
            asked.read(word);
        }
        asked.given.drain(..path.words.len().min(asked.given.len()));
        asked
    }

    fn read(&mut self, word: &str) {
        if self.option.take().is_some() {
            return;
        }
        if self.is_literal || !word.starts_with('-') {
            // It may stand before any word of a command.
            if word != HELP {
                self.given.push(word.to_owned());
            }
            return;
        }
        self.is_literal = word == "--";
        let Some(option) = self.option(word.split_once('=').map_or(word, |(name, _)| name)).cloned() else { return };
        self.used.insert(option.get_id().to_string());
        let takes_next = option.get_action().takes_values() && !option.is_require_equals_set() && !word.contains('=');
        self.option = Some(option).filter(|_| takes_next);
    }

    /// The option of this name. Of several short ones in one word, the last.
    fn option(&self, word: &str) -> Option<&Arg> {
        let long = word.strip_prefix("--");
        let short = word.chars().next_back();
        let mut all = self.arguments();
        all.find(|option| match long {
            Some(long) => {
                let names = option.get_long_and_visible_aliases().unwrap_or_default();
                names.contains(&long) || option.get_all_aliases().unwrap_or_default().contains(&long)
            }
            None => option.get_short().is_some() && option.get_short() == short,
        })
    }

    /// The arguments of the command, then those of all commands.
    fn arguments(&self) -> impl Iterator<Item = &Arg> {
        self.command.get_arguments().chain(self.root.get_arguments())
    }

    /// What can follow.
    pub(super) fn offer(&self) -> Offer {
        let text = self.line.current.text.as_str();
        if let Some(option) = &self.option {
            return self.values(option, text);
        }
        if text.starts_with('-') && !self.is_literal {
            return match text.split_once('=').and_then(|(name, value)| Some((self.option(name)?, name, value))) {
                Some((option, name, value)) => self.values(option, value).behind(&format!("{name}=")),
                None => Offer::Words(self.options(text)),
            };
        }
        let Some(leaf) = &self.leaf else {
            // Behind a word that leads nowhere, nothing can follow.
            let words = if self.given.is_empty() { words(&self.command) } else { Vec::new() };
            return Offer::Words(words);
        };
        let positionals: Vec<_> = self.command.get_positionals().collect();
        let several = |argument: &&Arg| argument.get_num_args().is_some_and(|range| range.max_values() > 1);
        let argument = positionals.get(self.given.len()).or(positionals.last().filter(|last| several(last)));
        let given: Vec<&str> = self.given.iter().map(String::as_str).collect();
        let offer = match (leaf, argument.map(|argument| argument.get_id().as_str())) {
            // These take the words of commands.
            (Leaf::Own(_), Some("noun")) => Offer::Words(plain(self.tree.nouns_behind(&given))),
            (Leaf::Own(_), Some("word")) => Offer::Words(self.behind(&given)),
            _ => argument.map_or(Offer::Words(Vec::new()), |argument| self.values(argument, text)),
        };
        match offer {
            Offer::Words(words) if given.is_empty() => {
                Offer::Words([plain(self.further.iter().map(String::as_str)), words].concat())
            }
            offer => offer,
        }
    }

    /// The words that can follow those of a command.
    fn behind(&self, given: &[&str]) -> Vec<Candidate> {
        match self.tree.find(given) {
            Some(Found { leaf: None, command, .. }) => words(&command),
            Some(Found { further, .. }) => plain(further.iter().map(String::as_str)),
            None => Vec::new(),
        }
    }

    /// The options that can follow, of which `begun` is written.
    fn options(&self, begun: &str) -> Vec<Candidate> {
        // Those of the cloud are many.
        let is_shown = |option: &&Arg| !option.is_hide_set() || begun.starts_with("--o") && of_cloud(option);
        let is_free = |option: &&Arg| {
            matches!(option.get_action(), ArgAction::Append) || !self.used.contains(option.get_id().as_str())
        };
        let options = self.arguments().filter(is_shown).filter(is_free);
        let options = options.filter_map(|option| {
            let help = option.get_help().map(ToString::to_string).unwrap_or_default();
            Some(Candidate::new(format!("--{}", option.get_long()?), first_sentence(&help)))
        });
        let mut options: Vec<_> = options.collect();
        // Where no command is named yet, its options are those of all.
        options.dedup_by(|one, other| one.word == other.word);
        options.push(Candidate::new("--help", "Print help"));
        options
    }

    /// The values that an argument can have, of which `begun` is written.
    fn values(&self, argument: &Arg, begun: &str) -> Offer {
        let possible = argument.get_possible_values();
        if !possible.is_empty() {
            let help = |value: &clap::builder::PossibleValue| value.get_help().map(ToString::to_string);
            let shown = possible.iter().filter(|value| !value.is_hide_set());
            return Offer::Words(
                shown.map(|value| Candidate::new(value.get_name(), help(value).unwrap_or_default())).collect(),
            );
        }
        let placeholder = argument.get_value_names().and_then(<[_]>::first).map_or("", |name| name.as_str());
        if placeholder.starts_with("PATH") || placeholder.starts_with("DIR") {
            return Offer::Files;
        }
        Offer::Words(match argument.get_id().as_str() {
            "column" | "sort-column" => self.columns(begun),
            cloud::CLOUD => clouds(),
            "service" => services(self.known.resources),
            id => match arguments::meant(id) {
                Meant::Item => self.items(begun),
                Meant::Parameter(name) => self.referred(self.field(name).and_then(Field::reference), begun),
                Meant::Domain(name) => {
                    let referred = self.field(name).and_then(Field::reference);
                    let domain = |schema: &'static Schema| {
                        schema.fields().iter().find(|field| field.name() == "domain_id").and_then(Field::reference)
                    };
                    self.referred(referred.and_then(domain), begun)
                }
                Meant::Field(name) => self.field(name).map(|field| self.of_field(field, begun)).unwrap_or_default(),
                // What is called as a resource is one.
                Meant::Other => {
                    self.referred(self.known.resources.iter().copied().find(|schema| schema.command() == id), begun)
                }
            },
        })
    }

    /// The resources that the command is about.
    fn schemas(&self) -> &[&'static Schema] {
        match &self.leaf {
            Some(Leaf::Operate(schema, _)) => std::slice::from_ref(schema),
            Some(Leaf::Vary(schemas, _)) => schemas,
            Some(Leaf::Own(_)) | None => &[],
        }
    }

    /// The field of this name that an argument gives: an argument of the action itself, or else whatever is called so.
    fn field(&self, name: &str) -> Option<&'static Field> {
        let own = match &self.leaf {
            Some(Leaf::Operate(_, Verb::Act(action, _)) | Leaf::Vary(_, Verb::Act(action, _))) => action.arguments(),
            _ => &[],
        };
        let of_schema = |schema: &&'static Schema| {
            let of_actions = schema.actions().flat_map(Action::arguments);
            schema.fields().iter().chain(schema.queries()).chain(of_actions)
        };
        own.iter().chain(self.schemas().iter().flat_map(of_schema)).find(|field| field.name() == name)
    }

    fn of_field(&self, field: &'static Field, begun: &str) -> Vec<Candidate> {
        match (field.reference(), field.kind()) {
            (Some(schema), _) => self.referred(Some(schema), begun),
            (None, Kind::Bool) => plain(["true", "false"]),
            (None, Kind::Object(fields) | Kind::List(&Kind::Object(fields))) => self.pairs(fields, begun),
            _ => Vec::new(),
        }
    }

    /// What can follow in `key=value,key=value`.
    fn pairs(&self, fields: &'static [Field], begun: &str) -> Vec<Candidate> {
        let (before, pair) = begun.split_at(begun.rfind(',').map_or(0, |at| at + 1));
        match pair.split_once('=') {
            None => {
                // Both are understood, and the hyphen is what options have.
                let spelled = |name: &str| if pair.contains('_') { name.to_owned() } else { name.replace('_', "-") };
                let key = |field| {
                    let word = format!("{before}{}=", spelled(arguments::of_key(field)));
                    Candidate::new(word, first_sentence(field.doc()))
                };
                fields.iter().map(key).collect()
            }
            Some((key, value)) => {
                let values = arguments::key(fields, key).map(|field| self.of_field(field, value)).unwrap_or_default();
                let whole = |value: Candidate| Candidate { word: format!("{before}{key}={}", value.word), ..value };
                values.into_iter().map(whole).collect()
            }
        }
    }

    /// The names of the columns of what the command prints.
    fn columns(&self, begun: &str) -> Vec<Candidate> {
        let is_list = matches!(&self.leaf, Some(Leaf::Operate(_, Verb::List) | Leaf::Vary(_, Verb::List)));
        let mut known = BTreeSet::new();
        let names = self.schemas().iter().flat_map(|schema| {
            let headings = if is_list { column::headings(schema) } else { Vec::new() };
            // Fields have names besides, for whoever knows them.
            let fields = if is_list && begun.is_empty() { Vec::new() } else { column::field_names(schema) };
            headings.into_iter().chain(fields)
        });
        names.filter(|name| known.insert(name.clone())).map(|name| Candidate::new(name, "")).collect()
    }

    /// The names of the items that the command can be about.
    fn items(&self, begun: &str) -> Vec<Candidate> {
        let Some(Leaf::Operate(schema, _)) = &self.leaf else { return Vec::new() };
        let mut parameters = Vec::new();
        for (name, value) in schema.path_parameters().zip(&self.given) {
            let is_named = schema.fields().iter().any(|field| field.name() == name && field.reference().is_some());
            // To find the id of a name would be another request.
            if is_named && !looks_like_id(value) {
                return Vec::new();
            }
            parameters.push(value.clone());
        }
        names::of(schema, parameters, begun, &self.line.words, self.known)
    }

    fn referred(&self, schema: Option<&'static Schema>, begun: &str) -> Vec<Candidate> {
        let schema = schema.filter(|schema| schema.path_parameters().next().is_none());
        schema.map(|schema| names::of(schema, Vec::new(), begun, &self.line.words, self.known)).unwrap_or_default()
    }
}

impl Offer {
    /// The same behind what is written before it in the same word.
    fn behind(self, before: &str) -> Self {
        match self {
            Self::Files => Self::Files,
            Self::Words(words) => {
                let whole = |word: Candidate| Candidate { word: format!("{before}{}", word.word), ..word };
                Self::Words(words.into_iter().map(whole).collect())
            }
        }
    }
}

/// The next words of a command.
fn words(command: &Command) -> Vec<Candidate> {
    let about = |command: &Command| command.get_about().map(ToString::to_string).unwrap_or_default();
    command.get_subcommands().map(|next| Candidate::new(next.get_name(), about(next))).collect()
}

fn plain<'w>(words: impl IntoIterator<Item = &'w str>) -> Vec<Candidate> {
    words.into_iter().map(|word| Candidate::new(word, "")).collect()
}

/// Whether an option chooses the cloud.
fn of_cloud(option: &Arg) -> bool {
    cloud::SETTINGS.iter().any(|setting| option.get_id() == setting.option)
}

fn clouds() -> Vec<Candidate> {
    let known = Configuration::from_env().clouds().unwrap_or_default();
    let is_there = known.iter().any(|name| name == demo::NAME);
    let demo = (!is_there).then(|| Candidate::new(demo::NAME, "A cloud within osc"));
    known.into_iter().map(|name| Candidate::new(name, "")).chain(demo).collect()
}

fn services(resources: &[&'static Schema]) -> Vec<Candidate> {
    let services: BTreeSet<_> = resources.iter().map(|schema| schema.service()).collect();
    plain(services)
}
