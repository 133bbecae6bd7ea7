//! The commands: which there are, and which one the words of a command line name.
//!
//! Building options for hundreds of resources would take longer than most commands. So the words are looked up in
//! a [`Tree`] first, and only the command that they name is built; where they name none, its neighbours are built
//! by name, from which help and suggestions come.

mod overview;
pub(crate) mod own;
mod spelled;
mod tree;

use std::ffi::OsString;

use clap::error::ErrorKind;
use clap::{ArgMatches, Command};

use crate::arguments::global;
use own::Own;
pub(crate) use spelled::Leaf;
use tree::Path;
pub(crate) use tree::Tree;

/// The command that clap adds everywhere.
pub(crate) const HELP: &str = "help";

/// Whether a word is a command of its own, so that no noun can begin with it.
pub(crate) fn is_taken(word: &str) -> bool {
    word == HELP || own::ALL.iter().any(|own| own.words == word)
}

/// A command line that was understood.
pub(crate) struct Invocation {
    pub(crate) action: Leaf,
    pub(crate) matches: ArgMatches,
    /// To say how it is used, where a later check finds fault with it.
    pub(crate) command: Command,
}

/// A command, or what can become one.
pub(crate) struct Found {
    pub(crate) leaf: Option<Leaf>,
    /// The words with which longer commands go on.
    pub(crate) further: Vec<String>,
    /// With its options, or with all its next words.
    pub(crate) command: Command,
}

impl Tree {
    /// What these words alone lead to.
    pub(crate) fn find(&self, words: &[&str]) -> Option<Found> {
        let arguments: Vec<OsString> = ["osc"].iter().chain(words).map(Into::into).collect();
        let Path { words: known, leaf, further } = self.path(&arguments, None);
        let root = self.root(&known, leaf.as_ref(), None);
        let command = known.iter().try_fold(&root, |command, word| command.find_subcommand(word))?.clone();
        (known == words).then_some(Found { leaf, further, command })
    }

    /// The command that `arguments` give, or clap's error, which may be the help that was asked for.
    pub(crate) fn parse(&self, arguments: &[OsString]) -> Result<Invocation, clap::Error> {
        let path = self.path(arguments, kind(arguments));
        let mut command = self.root(&path.words, path.leaf.as_ref(), kind(arguments));
        let mut matches = command.try_get_matches_from_mut(arguments)?;
        while let Some((word, inner)) = matches.remove_subcommand() {
            if let Some(found) = command.find_subcommand_mut(&word).map(std::mem::take) {
                command = found;
            }
            matches = inner;
        }
        match path.leaf {
            Some(action) => Ok(Invocation { action, matches, command }),
            None => Err(command.error(ErrorKind::MissingSubcommand, "the command is incomplete")),
        }
    }

    /// `osc`, with the command that `path` leads to, or what can follow it.
    pub(crate) fn root(&self, path: &[&str], leaf: Option<&Leaf>, kind: Option<&str>) -> Command {
        let root = Command::new("osc")
            .version(env!("CARGO_PKG_VERSION"))
            .about("OpenStack on the command line")
            .subcommand_required(true)
            .arg_required_else_help(true)
            .args(global::arguments(!path.is_empty()));
        let root = match leaf {
            Some(Leaf::Own(own)) => (own.printing)(root),
            _ => root,
        };
        if path.is_empty() {
            return self
                .fill(root, path, kind)
                // The overview tells more of them.
                .mut_subcommands(|command| command.hide(true))
                .override_usage("osc [OPTIONS] <NOUN>... <VERB> [ARGUMENTS]")
                .help_template("{about}\n\n{usage-heading} {usage}\n\n{before-help}{all-args}{after-help}")
                .before_help(self.overview())
                .after_help(global::NOTE);
        }
        self.fill(root, path, kind)
    }
}

/// What `--type` says, by which resources that share a noun are told apart.
pub(crate) fn kind(arguments: &[OsString]) -> Option<&str> {
    let mut arguments = arguments.iter().filter_map(|argument| argument.to_str());
    while let Some(argument) = arguments.next() {
        match argument.strip_prefix("--type") {
            Some("") => return arguments.next(),
            Some(rest) if rest.starts_with('=') => return rest.strip_prefix('='),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use osc_runtime::schema::Schema;
    use osc_runtime::{Resource as _, Value};

    use super::{Leaf, Tree};
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
            Leaf::Operate(schema, verb) => Ok((schema.command(), verb, invocation.matches)),
            Leaf::Vary(..) | Leaf::Own(_) => Err("no resource".into()),
        }
    }

    #[test]
    fn every_command_of_every_resource_can_be_built() {
        let resources = osc_services::resources();
        let tree = Tree::new(&resources);
        tree.root(&[], None, None).debug_assert();
        for schema in resources.iter().copied().chain([declared::Rule::SCHEMA]) {
            let tree = Tree::new(&[schema]);
            for verb in Verb::of(schema) {
                let verb = verb.name();
                let path: Vec<_> = schema.command().split(' ').chain(verb.split(' ')).collect();
                tree.root(&path, None, schema.variant()).debug_assert();
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
        assert_eq!(tree.words["policy"].words["rule"].schemas[0].name(), "Rule");
    }
}
