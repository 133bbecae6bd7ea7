//! Resources that share a noun, each a variant of it: the rules of a policy, of which each kind has a path of its own.
//!
//! `--type` says which. Without it, a list has all, and what is asked of one item is asked of the variant that has it.

use clap::builder::PossibleValuesParser;
use clap::{Arg, Command};
use osc_runtime::Value;
use osc_runtime::schema::Schema;

use super::{Call, Verb, column, list};
use crate::arguments;
use crate::failure::Failure;
use crate::output::{Column, Output, is_called};

/// `--type`.
pub(crate) fn argument(kinds: PossibleValuesParser) -> Arg {
    Arg::new("type").long("type").value_name("TYPE").value_parser(kinds).help("Which kind it is")
}

/// The command of a verb, with what all variants have.
pub(crate) fn command(schemas: &[&'static Schema], verb: Verb, word: &str) -> Command {
    let kinds: Vec<_> = schemas.iter().filter_map(|schema| schema.variant()).collect();
    let kind = argument(PossibleValuesParser::new(kinds)).required(matches!(verb, Verb::Create));
    let mut all: Vec<Arg> = Vec::new();
    let mut about = None;
    for command in schemas.iter().map(|schema| verb.command(schema, word.to_owned())) {
        about = about.or(command.get_about().cloned());
        for argument in command.get_arguments() {
            let same = |known: &Arg| {
                known.get_id() == argument.get_id()
                    || known.get_long().is_some() && known.get_long() == argument.get_long()
            };
            if !all.iter().any(same) {
                // Which options are needed depends on the kind.
                all.push(argument.clone().required(argument.is_positional() && argument.is_required_set()));
            }
        }
    }
    let command = Command::new(word.to_owned()).args(all);
    let command = about.map_or(command.clone(), |about| command.about(about));
    command.arg(kind)
}

/// Does it with the variant that the command line means, or with all.
pub(crate) async fn run(schemas: &[&'static Schema], verb: Verb, call: &Call<'_>) -> Result<Output, Failure> {
    if let Verb::List = verb {
        return all(schemas, call).await;
    }
    let item = arguments::text(call.matches, "item");
    for schema in schemas {
        let call = Call { schema, ..*call };
        if call.place().await?.has(&item).await? {
            call.knows_what_is_given()?;
            return verb.run(&call).await;
        }
    }
    let noun = schemas.first().map(|schema| schema.command()).unwrap_or_default();
    Err(Failure::Failed(format!("no {noun} has the name or id `{item}`")))
}

/// The lists of all variants, one below the other, with the columns of each.
async fn all(schemas: &[&'static Schema], call: &Call<'_>) -> Result<Output, Failure> {
    const TYPE: &str = "Type";
    let mut headings: Vec<String> = Vec::new();
    let mut rows: Vec<Vec<(String, Value)>> = Vec::new();
    for schema in schemas {
        let call = Call { schema, ..*call };
        let (columns, cells) = list::rows(&call, column::shown(schema, call.matches.get_flag("long"))).await?;
        let own: Vec<String> = columns.iter().map(|column| column.heading().to_owned()).collect();
        for row in cells.chunks(own.len().max(1)) {
            let kind = (TYPE.to_owned(), Value::from(schema.variant().unwrap_or_default().replace('-', "_")));
            rows.push(own.iter().cloned().zip(row.iter().cloned()).chain([kind]).collect());
        }
        for heading in own {
            if !headings.contains(&heading) {
                headings.push(heading);
            }
        }
    }
    headings.push(TYPE.to_owned());
    if let Some(chosen) = call.matches.get_many::<String>("column") {
        headings = chosen.map(|name| named(&headings, name)).collect::<Result<_, _>>()?;
    }
    let value = |row: &[(String, Value)], heading: &str| {
        let known = row.iter().find(|(known, _)| known == heading).map(|(_, value)| value.clone());
        known.unwrap_or_else(|| Value::from(""))
    };
    let cells = rows.iter().flat_map(|row| headings.iter().map(|heading| value(row, heading))).collect();
    Ok(Output::list(headings.iter().map(|heading| Column::new(heading.clone())).collect(), cells))
}

/// The heading that `name` means.
fn named(headings: &[String], name: &str) -> Result<String, Failure> {
    let heading = headings.iter().find(|heading| is_called(heading, name));
    let problem = || Failure::Usage(format!("no column '{name}'; expected one of {}", headings.join(", ")));
    heading.cloned().ok_or_else(problem)
}
