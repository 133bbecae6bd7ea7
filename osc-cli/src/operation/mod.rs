//! What can be done with a resource: a verb each, with its options and its requests.
//!
//! A verb first reads all of its options, so that a mistake in them is told before anybody is asked.

mod act;
pub(crate) mod column;
mod create;
mod delete;
mod list;
mod place;
mod revision;
mod set;
mod show;
mod tag;
pub(crate) mod variant;
mod wait;

use clap::{ArgMatches, Command};
use osc_runtime::schema::{self, Action, Operations, Schema};

use crate::arguments;
use crate::cloud::Lazy;
use crate::failure::Failure;
use crate::output::{Output, watch};
use crate::prose::first_sentence;
use place::finds;
use set::Direction;

/// What can be done with a resource.
#[derive(Clone, Copy)]
pub(crate) enum Verb {
    List,
    Show,
    Create,
    Set,
    Unset,
    Delete,
    /// What the resource alone has, under the verb that it declares.
    Act(&'static Action, Option<&'static schema::Verb>),
}

impl Verb {
    const ALL: [Self; 6] = [Self::List, Self::Show, Self::Create, Self::Set, Self::Unset, Self::Delete];

    /// The verbs of a resource.
    pub(crate) fn of(schema: &'static Schema) -> impl Iterator<Item = Self> + use<> {
        let operations = schema.operations();
        let common = Self::ALL.into_iter().filter(move |verb| match verb {
            Self::List => operations.contains(Operations::LIST),
            Self::Show => {
                finds(schema) || operations.contains(Operations::GET) || operations.contains(Operations::HEAD)
            }
            Self::Create => operations.contains(Operations::CREATE),
            Self::Set => Direction::Set.is_there(schema),
            Self::Unset => Direction::Unset.is_there(schema),
            Self::Delete => operations.contains(Operations::DELETE),
            Self::Act(..) => false,
        });
        common.chain(schema.actions().flat_map(Self::of_action))
    }

    /// The verbs of an action: its method's name, unless it declares others, or is an option of another verb.
    fn of_action(action: &'static Action) -> Vec<Self> {
        match action.verbs() {
            None => vec![Self::Act(action, None)],
            Some(verbs) => {
                let words = verbs.iter().filter(|verb| verb.as_option().is_none());
                words.map(|verb| Self::Act(action, Some(verb))).collect()
            }
        }
    }

    /// Its words: `set`, `add subnet`.
    pub(crate) fn name(self) -> String {
        let name = match self {
            Self::Act(_, Some(verb)) => verb.words(),
            Self::Act(action, None) => return action.name().replace('_', "-"),
            Self::List => "list",
            Self::Show => "show",
            Self::Create => "create",
            Self::Set => "set",
            Self::Unset => "unset",
            Self::Delete => "delete",
        };
        name.to_owned()
    }

    pub(crate) fn about(self) -> String {
        let about = match self {
            Self::Act(action, _) => return first_sentence(action.doc()),
            Self::List => "List all, or those that match",
            Self::Show => "Show one",
            Self::Create => "Create one",
            Self::Set => "Change one",
            Self::Unset => "Take something away from one",
            Self::Delete => "Delete one or several",
        };
        about.to_owned()
    }

    /// The command, with its options; `name` is the last of its words.
    pub(crate) fn command(self, schema: &'static Schema, name: String) -> Command {
        let command = Command::new(name)
            .about(self.described(schema))
            .after_help("Options that choose the cloud: see `osc --help`.")
            .args(arguments::parameters(schema));
        let command = match self {
            Self::List => list::arguments(schema, command),
            Self::Act(action, verb) => act::arguments(schema, action, verb, command),
            Self::Show => show::arguments(schema, command),
            Self::Create => create::arguments(schema, command),
            Self::Set => set::arguments(schema, Direction::Set, command),
            Self::Unset => set::arguments(schema, Direction::Unset, command),
            Self::Delete => delete::arguments(schema, command),
        };
        match self {
            Self::List | Self::Show => command.arg(watch::argument()),
            _ => command,
        }
    }

    /// What it does, and with what.
    fn described(self, schema: &Schema) -> String {
        match self {
            Self::Act(..) => self.about(),
            _ => format!("{}: {}", self.about(), first_sentence(schema.doc())),
        }
    }

    /// Does it.
    pub(crate) async fn run(self, call: &Call<'_>) -> Result<Output, Failure> {
        match self {
            Self::List => list::run(call).await,
            Self::Show => show::run(call).await,
            Self::Create => create::run(call).await,
            Self::Set => set::run(call, Direction::Set).await,
            Self::Unset => set::run(call, Direction::Unset).await,
            Self::Delete => delete::run(call).await,
            Self::Act(action, verb) => act::run(call, action, verb).await,
        }
    }
}

/// A command, as it was given.
#[derive(Clone, Copy)]
pub(crate) struct Call<'a> {
    pub(crate) schema: &'static Schema,
    pub(crate) matches: &'a ArgMatches,
    pub(crate) cloud: &'a Lazy,
    /// All resources there are, for the demo cloud to serve.
    pub(crate) resources: &'a [&'static Schema],
}

impl Call<'_> {
    /// Whether the resource has all that the command line gives values to.
    fn knows_what_is_given(&self) -> Result<(), Failure> {
        let Some(name) = arguments::foreign(self.schema, self.matches) else { return Ok(()) };
        let kind = self.schema.variant().unwrap_or_default();
        let noun = self.schema.command();
        Err(Failure::Usage(format!("a {noun} of the type {kind} has no `{name}`")))
    }
}
