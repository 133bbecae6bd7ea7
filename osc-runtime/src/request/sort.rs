//! The order of a list, in the way in which its service is asked for one.

use super::draft::Draft;
use crate::listing::Sorting;
use crate::nearest::nearest;
use crate::schema::{Field, Schema};

/// Which way.
#[derive(Clone, Copy)]
pub(super) enum Direction {
    Ascending,
    Descending,
}

impl Direction {
    fn as_str(self) -> &'static str {
        match self {
            Direction::Ascending => "asc",
            Direction::Descending => "desc",
        }
    }
}

/// Asks for the order of the field that is called `name`, among those that are equal in what has been asked for before.
pub(super) fn by(draft: &mut Draft, name: &str, direction: Direction) {
    let (schema, direction) = (draft.schema, direction.as_str());
    let Some(field) = sortable(schema).find(|field| field.name() == name || field.wire_name() == name) else {
        return draft.mistake(|| unknown(schema, name));
    };
    let (service, key) = (schema.service(), field.sort_key().unwrap_or_default());
    let dialect = draft.connection.listing(service).sorting;
    let before =
        draft.query.iter_mut().find(|(name, _)| name == if dialect == Sorting::Joined { "sort" } else { "sort_key" });
    match (dialect, before) {
        (Sorting::None, _) => {
            draft.mistake(|| format!("the service `{service}` sorts no lists; sort the items by `{name}` yourself"));
        }
        (Sorting::Pair, Some((_, before))) => {
            let text = format!(
                "the service `{service}` sorts by one field alone; remove `sort_by` of `{before}` or of `{key}`"
            );
            draft.mistake(|| text);
        }
        (Sorting::Pair | Sorting::Pairs, _) => {
            draft.query.push(("sort_key".to_owned(), key.to_owned()));
            draft.query.push(("sort_dir".to_owned(), direction.to_owned()));
        }
        (Sorting::Joined, Some((_, order))) => order.extend([",", key, ":", direction]),
        (Sorting::Joined, None) => draft.query.push(("sort".to_owned(), format!("{key}:{direction}"))),
    }
}

/// What a list may be sorted by: what is in its items.
fn sortable(schema: &Schema) -> impl Iterator<Item = &'static Field> + Clone {
    schema.fields().iter().filter(|field| field.sort_key().is_some())
}

fn unknown(schema: &Schema, name: &str) -> String {
    let known: Vec<_> = sortable(schema).map(Field::name).collect();
    let both = sortable(schema).flat_map(|field| [field.name(), field.wire_name()]);
    let expected = format!("xpected one of `{}`", known.join("`, `"));
    match nearest(name, both) {
        Some(nearest) => format!("a list cannot be sorted by `{name}`; did you mean `{nearest}`? E{expected}"),
        None => format!("a list cannot be sorted by `{name}`; e{expected}"),
    }
}
