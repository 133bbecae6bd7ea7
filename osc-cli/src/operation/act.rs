//! An action: what can be done with an item beyond its operations.

use std::io::Write;

use clap::{Arg, ArgAction, Command};
use osc_runtime::request::{Action as Request, Existence};
use osc_runtime::schema::{Action, Field, Kind, Returns, Schema, Usage, Verb, parameters};
use osc_runtime::{Body, Download, Method, Value};

use super::place::Place;
use super::{Call, column, show, wait};
use crate::arguments::{self, Options, Role};
use crate::failure::Failure;
use crate::output::{Output, progress};

/// What an action takes: what has to be said without options, the rest with.
pub(super) fn arguments(
    schema: &'static Schema,
    action: &'static Action,
    verb: Option<&'static Verb>,
    command: Command,
) -> Command {
    let mut options = Options::new(schema);
    if is_on_item(schema, action) {
        options.push(arguments::name_or_id(schema));
    }
    for name in further(schema, action) {
        let field = action.arguments().iter().find(|argument| argument.name() == name);
        options.push(match field {
            Some(field) => arguments::positional(field),
            None => Arg::new(path_id(name)).value_name(name.replace('_', "-")).required(true),
        });
    }
    for (_, argument) in offered(action, verb) {
        if argument.kind() == Kind::Bytes {
            let bytes = Arg::new("bytes").long(argument.name().replace('_', "-")).value_name("PATH").required(true);
            options.push(bytes);
        } else if is_positional(argument, verb) {
            options.push(arguments::positional(argument));
        } else {
            options.field(argument, Role::Argument);
        }
    }
    if action.returns() == Returns::Bytes {
        let file = Arg::new("output").long("output").value_name("PATH|-").action(ArgAction::Set).required(true);
        options.push(file.help("Where to write it, - for the standard output"));
    }
    if action.leads_to().is_some() {
        let wait = Arg::new("wait").long("wait").action(ArgAction::SetTrue);
        options.push(wait.help("Wait until it has had its effect"));
    }
    options.add_to(command)
}

/// The arguments that are not in the path, with their indices; of those that stand for one another, the verb's alone.
fn offered(action: &'static Action, verb: Option<&'static Verb>) -> impl Iterator<Item = (usize, &'static Field)> {
    let alternatives: Vec<&str> = action.verbs().unwrap_or_default().iter().filter_map(Verb::argument).collect();
    let mine = verb.and_then(Verb::argument);
    let arguments = action.arguments().iter().enumerate().filter(|(_, argument)| !argument.has(Usage::PATH));
    arguments.filter(move |(_, argument)| Some(argument.name()) == mine || !alternatives.contains(&argument.name()))
}

/// Whether an argument needs no option: it has to be said, and is one word.
fn is_positional(argument: &Field, verb: Option<&Verb>) -> bool {
    if verb.and_then(Verb::argument) == Some(argument.name()) {
        return true;
    }
    let is_word =
        |kind: Kind| matches!(kind, Kind::Int | Kind::Float | Kind::Text | Kind::Time) && !arguments::is_secret(kind);
    let kind = match argument.kind() {
        Kind::List(item) => *item,
        kind => kind,
    };
    argument.has(Usage::REQUIRED) && argument.switches().is_empty() && argument.option().is_none() && is_word(kind)
}

pub(super) async fn run(
    call: &Call<'_>,
    action: &'static Action,
    verb: Option<&'static Verb>,
) -> Result<Output, Failure> {
    let schema = call.schema;
    let mut given = arguments::given(schema, offered(action, verb), call.matches)?;
    for (index, argument) in offered(action, verb) {
        let is_said = given.values.iter().any(|(said, _)| *said == index);
        if argument.kind() == Kind::Bool && argument.has(Usage::REQUIRED) && !is_said {
            given.values.push((index, false.into()));
        }
    }
    let place = call.place().await?;
    place.resolve(action.arguments().iter(), &mut given).await?;
    let values = given.values;
    let id = if is_on_item(schema, action) { place.id().await? } else { String::new() };
    let parameters = place.parameters_of(action, &id).await?;
    let output = ask(call, &place, action, parameters, values).await?;
    if let Some(state) = action.leads_to().filter(|_| wait::is_asked_for(call.matches)) {
        wait::until(&place, id, state).await?;
    }
    Ok(output)
}

async fn ask(
    call: &Call<'_>,
    place: &Place<'_>,
    action: &'static Action,
    parameters: Vec<String>,
    values: Vec<(usize, Value)>,
) -> Result<Output, Failure> {
    let schema = call.schema;
    let connection = place.connection();
    // Nothing comes of what is not sent.
    let is_sent = !place.is_rehearsal() || matches!(action.method(), Method::Get | Method::Head);
    match if is_sent { action.returns() } else { Returns::Nothing } {
        Returns::Nothing => {
            let mut request = said(Request::<()>::new(connection, schema, action, parameters), values);
            if let Some(path) = arguments::possible_text(call.matches, "bytes") {
                let body = Body::from_file(&path).await;
                let body = body.map_err(|error| Failure::Failed(format!("cannot read {path}: {error}")))?;
                let bar = progress::bytes(body.length());
                request = request.body(body.on_progress(move |progress| bar.set_position(progress.done())));
            }
            request.await?;
            Ok(Output::Nothing)
        }
        Returns::Existence => {
            let exists = said(Request::<Existence>::new(connection, schema, action, parameters), values).await?;
            Ok(Output::item([(action.name(), exists.into())]))
        }
        Returns::Bytes => {
            let download = said(Request::<Download>::new(connection, schema, action, parameters), values).await?;
            save(download, &arguments::text(call.matches, "output")).await
        }
        Returns::Resource => {
            let item = said(Request::<Value>::new(connection, schema, action, parameters), values).await?;
            Ok(show::output(place, &column::of_item(schema), &item))
        }
        _ => {
            let value = said(Request::<Value>::new(connection, schema, action, parameters), values).await?;
            Ok(match value {
                Value::Object(entries) => Output::item(entries),
                value => Output::item([(action.name(), value)]),
            })
        }
    }
}

fn said<R>(request: Request<R>, values: Vec<(usize, Value)>) -> Request<R> {
    values.into_iter().fold(request, |request, (index, value)| request.set::<Value>(index, value))
}

async fn save(mut download: Download, path: &str) -> Result<Output, Failure> {
    if path != "-" {
        let bar = progress::bytes(download.length());
        download.on_progress(move |progress| bar.set_position(progress.done())).save(path).await?;
        return Ok(Output::Nothing);
    }
    let mut out = std::io::stdout().lock();
    while let Some(chunk) = download.chunk().await? {
        out.write_all(&chunk).map_err(|error| Failure::Failed(format!("cannot write: {error}")))?;
    }
    Ok(Output::Nothing)
}

/// Whether an action is on one item, which it names.
fn is_on_item(schema: &Schema, action: &'static Action) -> bool {
    if action.path().starts_with('/') {
        parameters(action.path()).any(|name| name == "id")
    } else {
        !schema.is_singleton()
    }
}

/// The parameters of an action's path that are neither the resource's own nor the item's id.
fn further(schema: &'static Schema, action: &'static Action) -> impl Iterator<Item = &'static str> {
    let own: Vec<_> = schema.path_parameters().collect();
    parameters(action.path()).filter(move |name| *name != "id" && !own.contains(name))
}

fn path_id(name: &str) -> String {
    format!("path {name}")
}

impl Place<'_> {
    /// What leads to the action, in the order of its path.
    async fn parameters_of(&self, action: &'static Action, id: &str) -> Result<Vec<String>, Failure> {
        let own: Vec<(&str, &String)> = self.schema.path_parameters().zip(&self.parameters).collect();
        let mut values = if action.path().starts_with('/') { Vec::new() } else { self.with(id.to_owned()) };
        for name in parameters(action.path()) {
            let known = own.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).clone());
            values.push(match known {
                Some(value) => value,
                None if name == "id" => id.to_owned(),
                None => self.parameter(action, name).await?,
            });
        }
        Ok(values)
    }

    /// A parameter of an action's path that the command line gives.
    async fn parameter(&self, action: &'static Action, name: &str) -> Result<String, Failure> {
        let Some(field) = action.arguments().iter().find(|argument| argument.name() == name) else {
            return Ok(arguments::text(self.matches, &path_id(name)));
        };
        let given = arguments::given(self.schema, std::iter::once((0, field)), self.matches)?;
        let mut value = given.values.into_iter().next().map(|(_, value)| value).unwrap_or_default();
        self.resolve_value(field, &mut value).await?;
        Ok(value.as_str().map_or_else(|| value.to_string(), str::to_owned))
    }
}
