//! The names of what is there, asked of the cloud.
//!
//! Somebody waits for it in the middle of a line: one request, with the token that is kept, and no patience.

use std::collections::HashMap;
use std::time::Duration;

use clap::{ArgMatches, Command};
use osc_runtime::Value;
use osc_runtime::request::List;
use osc_runtime::schema::{Field, Operations, Schema};
use tokio::runtime::Builder;
use tokio::time::timeout;

use super::next::Candidate;
use crate::arguments::global;
use crate::cloud::{self, Known};
use crate::failure::Failure;

/// How many names are told.
const MOST: usize = 200;

/// How long somebody waits for them.
const PATIENCE: Duration = Duration::from_secs(2);

/// The names of the items that begin so; ids where there are none. `words` may choose the cloud.
pub(super) fn of(
    schema: &'static Schema,
    parameters: Vec<String>,
    begun: &str,
    words: &[String],
    known: Known<'_>,
) -> Vec<Candidate> {
    if !schema.operations().contains(Operations::LIST) {
        return Vec::new();
    }
    let (Some(matches), Ok(runtime)) = (options(words), Builder::new_current_thread().enable_all().build()) else {
        return Vec::new();
    };
    let listed = runtime.block_on(async { timeout(PATIENCE, list(schema, parameters, &matches, known)).await });
    // What waits for a name server is not waited for.
    runtime.shutdown_background();
    let Ok(Ok(items)) = listed else { return Vec::new() };
    candidates(&items, begun)
}

/// The options among the words that choose the cloud.
fn options(words: &[String]) -> Option<ArgMatches> {
    let mut chosen = vec!["osc".to_owned()];
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let (name, value) = word.split_once('=').map_or((word.as_str(), None), |(name, value)| (name, Some(value)));
        let is_known = |setting: &cloud::Setting| name.strip_prefix("--") == Some(setting.option);
        if cloud::SETTINGS.iter().any(is_known)
            && let Some(value) = value.or_else(|| words.next().map(String::as_str))
        {
            chosen.push(format!("{name}={value}"));
        }
    }
    Command::new("osc").args(global::arguments(true)).try_get_matches_from(chosen).ok()
}

/// An item: its name and its id.
type Item = (String, String);

async fn list(
    schema: &'static Schema,
    parameters: Vec<String>,
    matches: &ArgMatches,
    known: Known<'_>,
) -> Result<Vec<Item>, Failure> {
    let cloud = cloud::glance(matches, known).await?;
    let place = |wanted: Option<&Field>| schema.fields().iter().position(|field| wanted == Some(field));
    let columns = [place(schema.name_field()), place(schema.id())];
    let known: Vec<usize> = columns.iter().flatten().copied().collect();
    let mut rows = List::<Value>::new(&cloud.connection, schema, parameters).rows(&known);
    // The first page is enough to choose from.
    let Some(page) = rows.next_page().await? else { return Ok(Vec::new()) };
    Ok(page
        .iter()
        .map(|row| {
            let mut cells = row.iter().map(text);
            let [name, id] = columns.map(|column| column.and_then(|_| cells.next()).unwrap_or_default());
            (name, id)
        })
        .collect())
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

/// What can be written for these items: the name where it means one of them, else the id, which whoever has begun to write it can
/// have too.
fn candidates(items: &[Item], begun: &str) -> Vec<Candidate> {
    let mut count: HashMap<&str, usize> = HashMap::new();
    for (name, _) in items {
        *count.entry(name).or_default() += 1;
    }
    let is_unique = |name: &str| !name.is_empty() && count.get(name) == Some(&1);
    let by_name = items.iter().filter(|(name, _)| is_unique(name)).map(|(name, id)| Candidate::new(name, id));
    let by_id = items.iter().filter(|(name, _)| !is_unique(name) || !begun.is_empty());
    let by_id = by_id.map(|(name, id)| Candidate::new(id, name));
    let is_word = |candidate: &Candidate| !candidate.word.is_empty() && !candidate.word.contains(char::is_control);
    let fits = |candidate: &Candidate| candidate.word.starts_with(begun) && is_word(candidate);
    by_name.chain(by_id).filter(fits).take(MOST).collect()
}

#[cfg(test)]
mod tests {
    use super::candidates;

    #[test]
    fn an_item_is_told_by_its_name_where_that_means_one_and_else_by_its_id() {
        let items = [("web", "1"), ("db", "2"), ("db", "3"), ("", "4"), ("a\nb", "5"), ("1", "6")];
        let items = items.map(|(name, id)| (name.to_owned(), id.to_owned()));
        let words = |begun| candidates(&items, begun).into_iter().map(|it| it.word).collect::<Vec<_>>().join(" ");
        assert_eq!(words(""), "web 1 2 3 4");
        assert_eq!(words("w"), "web");
        assert_eq!(words("1"), "1 1");
        assert_eq!(words("x"), "");
    }

    #[test]
    fn no_more_are_told_than_somebody_reads() {
        let items: Vec<_> = (0..1000).map(|number| (format!("n{number}"), number.to_string())).collect();
        assert_eq!(candidates(&items, "").len(), super::MOST);
        assert_eq!(candidates(&items, "n99").len(), 11);
    }
}
