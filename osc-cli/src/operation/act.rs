//! An action: what can be done with an item beyond its operations.

use std::io::Write;

use clap::{Arg, ArgAction, ArgMatches};
use osc_runtime::request::{Action as Request, Existence};
use osc_runtime::schema::{Action, Kind, Returns, Schema, Usage, parameters};
use osc_runtime::{Body, Download, Value};

use super::{Call, Place, column, show};
use crate::arguments;
use crate::failure::Failure;
use crate::output::{Output, progress};

/// The options of an action, one for each of its arguments.
pub(super) fn arguments(schema: &'static Schema, action: &'static Action) -> Vec<Arg> {
    let item = is_on_item(schema, action).then(|| arguments::name_or_id(schema));
    let in_path = further(schema, action).map(|name| {
        let field = action.arguments().iter().find(|argument| argument.name() == name);
        let help = field.map(|field| field.doc().to_owned()).unwrap_or_default();
        Arg::new(path_id(name)).long(name.replace('_', "-")).value_name(name.to_uppercase()).required(true).help(help)
    });
    let others = action.arguments().iter().filter(|argument| !argument.has(Usage::PATH)).map(|argument| {
        if argument.kind() == Kind::Bytes {
            return Arg::new("bytes").long(argument.name().replace('_', "-")).value_name("PATH").required(true);
        }
        // A switch need not be said to be off.
        arguments::setting(schema, argument).required(argument.has(Usage::REQUIRED) && argument.kind() != Kind::Bool)
    });
    let file = Arg::new("output").long("output").value_name("PATH|-").action(ArgAction::Set).required(true);
    let file = (action.returns() == Returns::Bytes).then(|| file.help("Where to write it, - for the standard output"));
    item.into_iter().chain(in_path).chain(others).chain(file).collect()
}

pub(super) async fn run(call: &Call<'_>, action: &'static Action) -> Result<Output, Failure> {
    let schema = call.schema;
    let mut values = arguments::values_of(schema, action.arguments().iter().enumerate(), call.matches)?;
    for (index, argument) in action.arguments().iter().enumerate() {
        let is_said = values.iter().any(|(said, _)| *said == index);
        if argument.kind() == Kind::Bool && argument.has(Usage::REQUIRED) && !is_said {
            values.push((index, false.into()));
        }
    }
    let place = call.place().await?;
    let parameters = place.parameters_of(action, call.matches).await?;
    let connection = &place.cloud.connection;
    match action.returns() {
        Returns::Nothing => {
            let mut request = said(Request::<()>::new(connection, schema, action, parameters), values);
            if let Some(path) = call.matches.try_get_one::<String>("bytes").ok().flatten() {
                let body = Body::from_file(path).await;
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
            Ok(show::output(&place, &column::by_name(schema), &item))
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

impl Place {
    /// What leads to the action, in the order of its path.
    async fn parameters_of(&self, action: &'static Action, matches: &ArgMatches) -> Result<Vec<String>, Failure> {
        let id = if is_on_item(self.schema, action) {
            self.id(&arguments::text(matches, "item")).await?
        } else {
            String::new()
        };
        let own: Vec<(&str, &String)> = self.schema.path_parameters().zip(&self.parameters).collect();
        let value = |name: &str| match own.iter().find(|(known, _)| *known == name) {
            Some((_, value)) => (*value).clone(),
            None if name == "id" => id.clone(),
            None => arguments::text(matches, &path_id(name)),
        };
        let before: Vec<String> = if action.path().starts_with('/') {
            Vec::new()
        } else if self.schema.is_singleton() {
            self.parameters.clone()
        } else {
            self.with(id.clone())
        };
        Ok(before.into_iter().chain(parameters(action.path()).map(value)).collect())
    }
}
