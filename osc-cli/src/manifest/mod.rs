//! `osc resources`: what is declared, for people and for other programs.
//!
//! A table of the resources, the manifest (`document`), a document of OpenAPI, a reference in Markdown: each is a function of
//! the schemas alone, and says nothing of any cloud. `call` is what they share.

mod call;
mod document;
mod markdown;
mod openapi;
mod select;
#[cfg(test)]
mod tests;

use std::io::{self, Write as _};

use clap::builder::{EnumValueParser, PossibleValue};
use clap::{Arg, ArgAction, ArgMatches, Command, ValueEnum};
use osc_runtime::Value;
use osc_runtime::schema::Schema;

use crate::failure::Failure;
use crate::output::{self, Column, Options, Output};
use crate::prose::first_sentence;

/// The command.
pub(crate) const NAME: &str = "resources";

/// What `osc --help` says of it.
pub(crate) const ABOUT: &str = "List the resources that osc knows, or describe them for other programs";

/// How to tell of the resources: as results are printed, or in two forms that are for these alone.
#[derive(Clone, Copy)]
pub(crate) enum Format {
    Output(output::Format),
    OpenApi,
    Markdown,
}

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        &[
            Self::Output(output::Format::Table),
            Self::Output(output::Format::Json),
            Self::Output(output::Format::Yaml),
            Self::Output(output::Format::Value),
            Self::Output(output::Format::Csv),
            Self::OpenApi,
            Self::Markdown,
        ]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        match self {
            Self::Output(format) => format.to_possible_value(),
            Self::OpenApi => Some(PossibleValue::new("openapi")),
            Self::Markdown => Some(PossibleValue::new("markdown")),
        }
    }
}

/// The options of all commands, as this one has them.
pub(crate) fn printing(root: Command) -> Command {
    root.mut_arg("format", |argument| argument.value_parser(EnumValueParser::<Format>::new()))
}

/// `osc resources`.
pub(crate) fn command() -> Command {
    let service = Arg::new("service")
        .long("service")
        .value_name("SERVICE")
        .action(ArgAction::Append)
        .help("Of this service alone; can be repeated");
    let noun = Arg::new("noun").value_name("NOUN").num_args(0..).help("These alone, or what is below them");
    Command::new(NAME).about(ABOUT).arg(service).arg(noun).after_help(
        "With -f json or -f yaml, the manifest of all that is declared; with -f openapi, a document of OpenAPI 3.1; \
         with -f markdown, a reference to read.",
    )
}

/// Prints the resources that are asked for.
pub(crate) fn print(resources: &[&'static Schema], matches: &ArgMatches) -> Result<(), Failure> {
    let given =
        |id: &str| -> Vec<&str> { matches.get_many::<String>(id).into_iter().flatten().map(String::as_str).collect() };
    let selected = select::select(resources, &given("service"), &given("noun"))?;
    let columns = given("column");
    let format = matches.get_one::<Format>("format").copied().unwrap_or(Format::Output(output::Format::Table));
    let is_table =
        matches!(format, Format::Output(format) if format != output::Format::Json && format != output::Format::Yaml);
    if !is_table && !columns.is_empty() {
        return Err(Failure::Usage("a column is one of a table; remove --column, or print a table".to_owned()));
    }
    match format {
        Format::Output(output::Format::Json) => json(&document::manifest(&selected)),
        Format::Output(output::Format::Yaml) => yaml(&document::manifest(&selected)),
        Format::Output(format) => overview(&selected, &columns)?.print(&Options::with(format, matches)?),
        Format::OpenApi => json(&openapi::document(&selected)),
        Format::Markdown => text(&markdown::reference(&selected)),
    }
}

fn json(value: &Value) -> Result<(), Failure> {
    let json = serde_json::to_string_pretty(value).map_err(|error| Failure::Failed(error.to_string()))?;
    text(&format!("{json}\n"))
}

fn yaml(value: &Value) -> Result<(), Failure> {
    text(&serde_saphyr::to_string(value).map_err(|error| Failure::Failed(error.to_string()))?)
}

fn text(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}

/// A row a resource.
fn overview(resources: &[&'static Schema], columns: &[&str]) -> Result<Output, Failure> {
    const HEADINGS: [&str; 6] = ["Noun", "Service", "Path", "Operations", "Actions", "Description"];
    let shown: Vec<usize> = if columns.is_empty() {
        (0..4).collect()
    } else {
        let index = |column: &&str| {
            let found = HEADINGS.iter().position(|heading| output::is_called(heading, column));
            let problem = || Failure::Usage(format!("no column '{column}'; expected one of {}", HEADINGS.join(", ")));
            found.ok_or_else(problem)
        };
        columns.iter().map(index).collect::<Result<_, _>>()?
    };
    let row = |schema: &&'static Schema| {
        let actions = schema.actions().map(osc_runtime::schema::Action::name);
        let all = [
            schema.command().to_owned(),
            schema.service().to_owned(),
            schema.base_path().to_owned(),
            schema.operations().names().collect::<Vec<_>>().join(", "),
            actions.collect::<Vec<_>>().join(", "),
            first_sentence(schema.doc()),
        ];
        shown.iter().filter_map(|index| all.get(*index).cloned().map(Value::String)).collect::<Vec<_>>()
    };
    let mut resources = resources.to_vec();
    resources.sort_by_key(|schema| (schema.service(), schema.command()));
    let headings = shown.iter().filter_map(|index| HEADINGS.get(*index)).map(|heading| Column::new(*heading));
    Ok(Output::list(headings.collect(), resources.iter().flat_map(row).collect()))
}
