//! Resources that share a noun, each a variant of it: the rules of a policy, of which each kind has a path of its own.
//!
//! `--type` says which. Without it, a list has all, and what is asked of one item is asked of the variant that has it.

use clap::builder::PossibleValuesParser;
use clap::{Arg, Command};
use osc_runtime::Value;
use osc_runtime::schema::Schema;

use super::{Call, Verb, list};
use crate::arguments;
use crate::failure::Failure;
use crate::output::{Column, Output};

/// `--type`.
pub(crate) fn argument(kinds: PossibleValuesParser) -> Arg {
    Arg::new("type").long("type").value_name("TYPE").value_parser(kinds).help("Which kind it is")
}

/// The command of a verb, with what all variants have.
pub(crate) fn command(schemas: &[&'static Schema], verb: Verb, word: &str) -> Command {
    let kinds: Vec<_> = schemas.iter().filter_map(|schema| schema.variant()).collect();
    let kind = argument(PossibleValuesParser::new(kinds)).required(matches!(verb, Verb::Create));
    let mut variants = schemas.iter().map(|schema| verb.command(schema, word.to_owned()));
    let Some(mut command) = variants.next() else { return Command::new(word.to_owned()) };
    for variant in variants {
        let further: Vec<Arg> = variant
            .get_arguments()
            .filter(|argument| {
                let same = |known: &Arg| {
                    known.get_id() == argument.get_id()
                        || known.get_long().is_some() && known.get_long() == argument.get_long()
                };
                !command.get_arguments().any(same)
            })
            // Whether it is needed depends on the kind.
            .map(|argument| argument.clone().required(false))
            .collect();
        command = command.args(further);
    }
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
        let (columns, cells) = list::rows(&call).await?;
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
    let value = |row: &[(String, Value)], heading: &str| {
        let known = row.iter().find(|(known, _)| known == heading).map(|(_, value)| value.clone());
        known.unwrap_or_else(|| Value::from(""))
    };
    let cells = rows.iter().flat_map(|row| headings.iter().map(|heading| value(row, heading))).collect();
    Ok(Output::list(headings.iter().map(|heading| Column::new(heading.clone())).collect(), cells))
}
