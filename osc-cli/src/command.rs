//! The commands: which there are, and which one the words of a command line name.
//!
//! Building options for hundreds of resources would take longer than most commands. So the words are looked up in
//! a [`Tree`] first, and only the command that they name is built; where they name none, its neighbours are built
//! by name, from which help and suggestions come.

use std::collections::BTreeMap;
use std::ffi::OsString;

use clap::error::ErrorKind;
use clap::{ArgMatches, Command};
use osc_runtime::schema::Schema;

use crate::arguments::global;
use crate::demo;
use crate::operation::Verb;
use crate::output::terminal_width;
use crate::prose::{first_sentence, shortened};

/// How wide help is where no terminal says it, as clap has it.
const PIPE_WIDTH: usize = 100;

/// The command that clap adds everywhere.
const HELP: &str = "help";

/// The nouns, word by word.
#[derive(Default)]
pub(crate) struct Tree {
    words: BTreeMap<&'static str, Tree>,
    schema: Option<&'static Schema>,
}

/// A command line that was understood.
pub(crate) struct Invocation {
    pub(crate) action: Action,
    pub(crate) matches: ArgMatches,
    /// To say how it is used, where a later check finds fault with it.
    pub(crate) command: Command,
}

/// What a command line asks for.
pub(crate) enum Action {
    /// An operation of a resource.
    Operate(&'static Schema, Verb),
    /// The demo cloud, for other programs.
    ServeDemo,
}

/// A verb that has been spelled in part.
struct Spelled {
    schema: &'static Schema,
    verb: Verb,
    /// The words that are left of it.
    rest: Vec<String>,
}

/// The verbs that begin with this word, without it.
fn begun(verbs: Vec<Spelled>, word: &str) -> Vec<Spelled> {
    let begins = |mut verb: Spelled| {
        let first = if verb.rest.is_empty() { None } else { Some(verb.rest.remove(0)) };
        first.is_some_and(|first| first == word).then_some(verb)
    };
    verbs.into_iter().filter_map(begins).collect()
}

/// Adds the command of verbs that have been begun by `word`, and go on with `path` or else with any of their next words.
fn complete(command: Command, word: &str, path: &[&str], verbs: Vec<Spelled>) -> Command {
    let goes_on =
        path.first().is_some_and(|next| verbs.iter().any(|verb| verb.rest.first().is_some_and(|it| it == next)));
    if !goes_on && let Some(whole) = verbs.iter().find(|verb| verb.rest.is_empty()) {
        return command.subcommand(whole.verb.command(whole.schema, word.to_owned()));
    }
    let next = Command::new(word.to_owned()).subcommand_required(true).arg_required_else_help(true);
    let next = match path.split_first() {
        Some((word, rest)) => complete(next, word, rest, begun(verbs, word)),
        None => following(next, &verbs),
    };
    command.subcommand(next)
}

/// Adds the next words of verbs, each with what it does.
fn following(mut command: Command, verbs: &[Spelled]) -> Command {
    let mut known: Vec<&str> = Vec::new();
    for first in verbs.iter().filter_map(|verb| verb.rest.first()) {
        if known.contains(&first.as_str()) {
            continue;
        }
        known.push(first);
        let same: Vec<_> = verbs.iter().filter(|verb| verb.rest.first() == Some(first)).collect();
        let whole = same.iter().find(|verb| verb.rest.len() == 1);
        let about = match whole {
            Some(whole) => whole.verb.about(),
            None => same.iter().filter_map(|verb| verb.rest.get(1)).cloned().collect::<Vec<_>>().join(", "),
        };
        command = command.subcommand(Command::new(first.clone()).about(about));
    }
    command
}

impl Tree {
    /// The nouns of all resources; of those that share one, the first has it.
    pub(crate) fn new(resources: &[&'static Schema]) -> Self {
        let mut tree = Self::default();
        for schema in resources {
            let first = schema.command().split_whitespace().next();
            if first.is_none_or(|word| word == demo::NAME || word == HELP) {
                continue;
            }
            let mut node = &mut tree;
            for word in schema.command().split_whitespace() {
                node = node.words.entry(word).or_default();
            }
            node.schema.get_or_insert(schema);
        }
        tree
    }

    /// The command that `arguments` give, or clap's error, which may be the help that was asked for.
    pub(crate) fn parse(&self, arguments: &[OsString]) -> Result<Invocation, clap::Error> {
        let path = self.path(arguments);
        let mut command = self.root(&path);
        let mut matches = command.try_get_matches_from_mut(arguments)?;
        let mut words = Vec::new();
        while let Some((word, inner)) = matches.remove_subcommand() {
            if let Some(found) = command.find_subcommand(&word) {
                command = found.clone();
            }
            matches = inner;
            words.push(word);
        }
        match self.action(&words) {
            Some(action) => Ok(Invocation { action, matches, command }),
            None => Err(command.error(ErrorKind::MissingSubcommand, "the command is incomplete")),
        }
    }

    fn action(&self, words: &[String]) -> Option<Action> {
        let [nouns @ .., _] = words else { return None };
        if nouns == [demo::NAME] {
            return Some(Action::ServeDemo);
        }
        let mut node = self;
        for (at, word) in words.iter().enumerate() {
            let rest = words.get(at..).unwrap_or_default().join(" ");
            if let Some((schema, verb)) = node.verbs().find(|(_, verb)| verb.name() == rest) {
                return Some(Action::Operate(schema, verb));
            }
            node = node.words.get(word.as_str())?;
        }
        None
    }

    /// The verbs of this node.
    fn verbs(&self) -> impl Iterator<Item = (&'static Schema, Verb)> + use<> {
        self.schema.into_iter().flat_map(|schema| Verb::of(schema).map(move |verb| (schema, verb)))
    }

    /// The words of a command at the beginning of `arguments`, as far as there are such commands.
    fn path<'a>(&self, arguments: &'a [OsString]) -> Vec<&'a str> {
        let mut path = Vec::new();
        let mut node = self;
        // The verbs that the words so far may become, without these.
        let mut verbs = Vec::new();
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
            let left = begun(if began { verbs } else { node.spelled() }, argument);
            let next = node.words.get(argument).filter(|_| !began);
            verbs = match (left.is_empty(), next) {
                (false, _) => left,
                (true, Some(next)) => {
                    node = next;
                    Vec::new()
                }
                (true, None) if path.is_empty() && argument == demo::NAME => return vec![argument],
                (true, None) => break,
            };
            path.push(argument);
            if !verbs.is_empty() && verbs.iter().all(|verb| verb.rest.is_empty()) {
                break;
            }
        }
        path
    }

    /// The verbs of this node, spelled out.
    fn spelled(&self) -> Vec<Spelled> {
        let words = |verb: Verb| verb.name().split(' ').map(str::to_owned).collect();
        self.verbs().map(|(schema, verb)| Spelled { schema, verb, rest: words(verb) }).collect()
    }

    fn root(&self, path: &[&str]) -> Command {
        let root = Command::new("osc")
            .version(env!("CARGO_PKG_VERSION"))
            .about("OpenStack on the command line")
            .subcommand_required(true)
            .arg_required_else_help(true)
            .args(global::arguments(!path.is_empty()));
        match path {
            [] => self
                .fill(root.subcommand(demo::command()), path)
                // The overview tells more of them.
                .mut_subcommands(|command| command.hide(true))
                .override_usage("osc [OPTIONS] <NOUN>... <VERB> [ARGUMENTS]")
                .help_template("{about}\n\n{usage-heading} {usage}\n\n{before-help}{all-args}{after-help}")
                .before_help(self.overview())
                .after_help(global::NOTE),
            [demo::NAME] => root.subcommand(demo::command()),
            _ => self.fill(root, path),
        }
    }

    /// Adds what can follow: the rest of `path` where there is one, else every next word.
    fn fill(&self, command: Command, path: &[&str]) -> Command {
        let verbs = self.spelled();
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
        if node.schema.is_some() {
            next = next.about(node.about());
        }
        command.subcommand(node.fill(next, rest))
    }

    fn about(&self) -> String {
        match self.schema {
            Some(schema) => first_sentence(schema.doc()),
            None => self.words.keys().copied().collect::<Vec<_>>().join(", "),
        }
    }

    /// All nouns, by service, each with a line of what it is.
    fn overview(&self) -> String {
        let mut services: BTreeMap<&str, Vec<&Schema>> = BTreeMap::new();
        self.visit(&mut |schema| services.entry(schema.service()).or_default().push(schema));
        let width = services.values().flatten().map(|schema| schema.command().len()).max().unwrap_or_default();
        let line = |noun: &str, about: &str| format!("  {noun:width$}  {about}");
        let mut lines = Vec::new();
        for (service, schemas) in &services {
            lines.push(format!("Nouns of {service}:"));
            lines.extend(schemas.iter().map(|schema| line(schema.command(), &first_sentence(schema.doc()))));
            lines.push(String::new());
        }
        lines.extend(["Besides:".to_owned(), line("demo serve", demo::ABOUT)]);
        let columns = terminal_width().unwrap_or(PIPE_WIDTH);
        lines.iter().map(|line| shortened(line, columns)).collect::<Vec<_>>().join("\n")
    }

    /// Shows `see` the resources, by their nouns.
    fn visit(&self, see: &mut impl FnMut(&'static Schema)) {
        self.schema.into_iter().for_each(&mut *see);
        for node in self.words.values() {
            node.visit(see);
        }
    }
}

#[cfg(test)]
mod tests {
    use osc_runtime::schema::Schema;
    use osc_runtime::{Resource as _, Value};

    use super::{Action, Tree};
    use crate::arguments;
    use crate::operation::Verb;

    mod declared {
        use osc_runtime::Resource;

        /// A rule of a policy. It has fields that are called as options of all commands are.
        #[derive(Debug, Clone, Default, Resource)]
        #[resource(base_path = "/policies/{policy_id}/rules", service = "rating", cli = "policy rule")]
        #[resource(operations(list, get, create, update, delete))]
        pub(super) struct Rule {
            pub(super) id: String,
            pub(super) policy_id: String,
            #[resource(required)]
            pub(super) format: String,
            pub(super) long: bool,
            #[resource(name = "rate:limit")]
            pub(super) rate_limit: Option<i64>,
        }
    }

    fn parse(line: &str, resources: &[&'static Schema]) -> Result<(&'static str, Verb, super::ArgMatches), String> {
        let arguments: Vec<_> = line.split(' ').map(Into::into).collect();
        let invocation = Tree::new(resources).parse(&arguments).map_err(|error| error.to_string())?;
        match invocation.action {
            Action::Operate(schema, verb) => Ok((schema.command(), verb, invocation.matches)),
            Action::ServeDemo => Err("the demo".into()),
        }
    }

    #[test]
    fn every_command_of_every_resource_can_be_built() {
        let resources = osc_services::resources();
        let tree = Tree::new(&resources);
        tree.root(&[]).debug_assert();
        for schema in resources.iter().copied().chain([declared::Rule::SCHEMA]) {
            let tree = Tree::new(&[schema]);
            for verb in Verb::of(schema) {
                let verb = verb.name();
                let path: Vec<_> = schema.command().split(' ').chain(verb.split(' ')).collect();
                tree.root(&path).debug_assert();
            }
        }
    }

    #[test]
    fn options_of_all_commands_stand_before_and_after_the_command() {
        let resources = [declared::Rule::SCHEMA];
        let line = "osc -vf json policy --os-cloud=x rule list 1 --os-region-name policy -c id";
        let (noun, verb, matches) = parse(line, &resources).unwrap();
        assert_eq!((noun, verb.name().as_str()), ("policy rule", "list"));
        assert!(matches.get_flag("verbose"));
        assert_eq!(matches.get_one::<String>("os-region-name").unwrap(), "policy");
        assert_eq!(arguments::parameter_values(resources[0], &matches), ["1"]);
    }

    #[test]
    fn a_field_called_as_an_option_of_all_commands_has_the_noun_before_it() {
        let schema = declared::Rule::SCHEMA;
        let line = "osc policy rule create 1 --rule-format A4 --rule-long --rate-limit -3 -f json";
        let (_, _, matches) = parse(line, &[schema]).unwrap();
        let fields = arguments::fields(schema, osc_runtime::schema::Usage::CREATE);
        let values: Vec<_> = arguments::given(schema, fields, &matches).unwrap_or_default().values;
        let values: Vec<_> = values.into_iter().map(|(_, value)| value).collect();
        assert_eq!(values, [Value::from("A4"), Value::from(true), Value::from(-3)]);
    }

    #[test]
    fn a_parameter_of_the_path_is_an_argument_before_the_item() {
        let problem = parse("osc policy rule show 7", &[declared::Rule::SCHEMA]).err().unwrap();
        assert!(problem.contains("<policy-id> <policy-rule>"), "{problem}");
    }

    #[test]
    fn the_first_resource_of_a_noun_has_it() {
        static SHADOW: Schema = Schema::new("Shadow", "rating", "/shadows").with_command("policy rule");
        let tree = Tree::new(&[declared::Rule::SCHEMA, &SHADOW]);
        assert_eq!(tree.words["policy"].words["rule"].schema.unwrap().name(), "Rule");
    }
}
