//! What can be done with a resource: a verb each, with its options and its requests.
//!
//! A verb first reads all of its options, so that a mistake in them is told before anybody is asked.

mod act;
mod column;
mod create;
mod delete;
mod list;
mod set;
mod show;

use clap::{Arg, ArgMatches, Command};
use osc_runtime::Value;
use osc_runtime::request::{Find, Get};
use osc_runtime::schema::{Action, Operations, Schema};

use crate::arguments;
use crate::cloud::{self, Cloud};
use crate::failure::Failure;
use crate::output::{Output, watch};
use crate::prose::first_sentence;

/// What can be done with a resource.
#[derive(Clone, Copy)]
pub(crate) enum Verb {
    List,
    Show,
    Create,
    Set,
    Delete,
    /// What the resource alone has.
    Act(&'static Action),
}

impl Verb {
    const ALL: [Self; 5] = [Self::List, Self::Show, Self::Create, Self::Set, Self::Delete];

    /// The verbs of a resource.
    pub(crate) fn of(schema: &'static Schema) -> impl Iterator<Item = Self> + use<> {
        let operations = schema.operations();
        let finds = finds(schema);
        let common = Self::ALL.into_iter().filter(move |verb| match verb {
            Self::List => operations.contains(Operations::LIST),
            Self::Show => finds || operations.contains(Operations::GET) || operations.contains(Operations::HEAD),
            Self::Create => operations.contains(Operations::CREATE),
            Self::Set => operations.contains(Operations::UPDATE),
            Self::Delete => operations.contains(Operations::DELETE),
            Self::Act(_) => false,
        });
        common.chain(schema.actions().map(Self::Act))
    }

    pub(crate) fn name(self) -> String {
        let name = match self {
            Self::Act(action) => return action.name().replace('_', "-"),
            Self::List => "list",
            Self::Show => "show",
            Self::Create => "create",
            Self::Set => "set",
            Self::Delete => "delete",
        };
        name.to_owned()
    }

    pub(crate) fn about(self) -> String {
        let about = match self {
            Self::Act(action) => return first_sentence(action.doc()),
            Self::List => "List all, or those that match",
            Self::Show => "Show one",
            Self::Create => "Create one",
            Self::Set => "Change one",
            Self::Delete => "Delete one or several",
        };
        about.to_owned()
    }

    /// The command, with its options.
    pub(crate) fn command(self, schema: &'static Schema) -> Command {
        let arguments: Vec<Arg> = match self {
            Self::List => list::arguments(schema),
            Self::Act(action) => act::arguments(schema, action),
            Self::Show | Self::Delete if schema.is_singleton() => Vec::new(),
            Self::Show => vec![arguments::name_or_id(schema)],
            Self::Create => create::arguments(schema),
            Self::Set => set::arguments(schema),
            Self::Delete => vec![arguments::name_or_id(schema).num_args(1..)],
        };
        Command::new(self.name())
            .about(self.described(schema))
            .after_help("Options that choose the cloud: see `osc --help`.")
            .args(arguments::parameters(schema))
            .args(arguments)
            .args(matches!(self, Self::List | Self::Show).then(watch::argument))
    }

    /// What it does, and with what.
    fn described(self, schema: &Schema) -> String {
        match self {
            Self::Act(_) => self.about(),
            _ => format!("{}: {}", self.about(), first_sentence(schema.doc())),
        }
    }

    /// Does it.
    pub(crate) async fn run(self, call: &Call<'_>) -> Result<Output, Failure> {
        match self {
            Self::List => list::run(call).await,
            Self::Show => show::run(call).await,
            Self::Create => create::run(call).await,
            Self::Set => set::run(call).await,
            Self::Delete => delete::run(call).await,
            Self::Act(action) => act::run(call, action).await,
        }
    }
}

/// A command, as it was given.
pub(crate) struct Call<'a> {
    pub(crate) schema: &'static Schema,
    pub(crate) matches: &'a ArgMatches,
    /// All resources there are, for the demo cloud to serve.
    pub(crate) resources: &'a [&'static Schema],
}

impl Call<'_> {
    /// Connects to the cloud; to be done once all options have been read.
    async fn place(&self) -> Result<Place, Failure> {
        let parameters = arguments::parameter_values(self.schema, self.matches);
        Ok(Place { schema: self.schema, parameters, cloud: cloud::connect(self.matches, self.resources).await? })
    }
}

/// A collection of a cloud.
struct Place {
    cloud: Cloud,
    schema: &'static Schema,
    /// The values of the parameters of the path.
    parameters: Vec<String>,
}

impl Place {
    /// The item of a name or id.
    async fn item(&self, name_or_id: &str) -> Result<Value, Failure> {
        let (connection, schema) = (&self.cloud.connection, self.schema);
        let get = |parameters: Vec<String>| {
            if schema.operations().contains(Operations::GET) {
                Get::new(connection, schema, parameters)
            } else {
                Get::new(connection, schema, parameters).head()
            }
        };
        if schema.is_singleton() {
            return Ok(get(self.parameters.clone()).await?);
        }
        Ok(if finds(schema) {
            Find::new(connection, schema, self.parameters.clone(), name_or_id.to_owned()).await?
        } else {
            get(self.with(name_or_id.to_owned())).await?
        })
    }

    /// What leads to the item `id`.
    fn with(&self, id: String) -> Vec<String> {
        let id = Some(id).filter(|_| !self.schema.is_singleton());
        self.parameters.iter().cloned().chain(id).collect()
    }

    /// The id of the item of a name or id.
    async fn id(&self, name_or_id: &str) -> Result<String, Failure> {
        if !finds(self.schema) || self.schema.is_singleton() {
            return Ok(name_or_id.to_owned());
        }
        let item = self.item(name_or_id).await?;
        match self.schema.id().and_then(|field| item.get(field.wire_name())) {
            Some(Value::String(id)) => Ok(id.clone()),
            Some(Value::Number(id)) => Ok(id.to_string()),
            _ => Err(Failure::Failed(format!("the {} `{name_or_id}` has no id", self.schema.command()))),
        }
    }
}

/// Whether an item can be found by its name.
fn finds(schema: &Schema) -> bool {
    schema.operations().contains(Operations::LIST) && schema.name_field().is_some()
}
