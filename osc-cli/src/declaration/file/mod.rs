//! What stands in a file, as it stands there.
//!
//! A table is a list of items, each a key with a value behind it, in the order of the file. Keys are looked up by what uses
//! them; those that are unknown are reported here, and a misspelt key counts as the one that it is likely to mean, so
//! that it is not reported again as missing.

mod keys;
mod lookup;

use std::rc::Rc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

pub(super) use keys::{
    ACTION, ARGUMENT, Keys, OBJECT, OBJECT_FIELD, OPERATION, PLACES, QUERY, RESOURCE, RESOURCE_FIELD, STATE,
};
pub(super) use lookup::{Envelope, States, kind, text};

use super::mistake::{At, Mistakes, expected, nearest};

/// What stands behind a key.
pub(super) type Value<'a> = Spanned<DeValue<'a>>;

/// One item: `base_path = "/lb/pools"`, `required = true`, `[Pool.fields]`.
pub(super) struct Item<'a> {
    pub(super) key: &'a str,
    /// Where the key stands.
    pub(super) at: At,
    pub(super) value: &'a Value<'a>,
}

impl Item<'_> {
    /// Where the value stands; of a table, the key.
    pub(super) fn value_at(&self) -> At {
        match self.value.get_ref() {
            DeValue::Table(_) => self.at.clone(),
            _ => At { table: Rc::clone(&self.at.table), offset: self.value.span().start },
        }
    }
}

/// The items of a table.
pub(super) struct Items<'a> {
    /// Where the table begins.
    pub(super) at: At,
    items: Vec<Item<'a>>,
}

impl<'a> Items<'a> {
    /// All that is in a table, in the order of the file.
    pub(super) fn all(table: &'a DeTable<'a>, at: At) -> Self {
        let item = |(key, value): (&'a Spanned<_>, &'a Value<'a>)| {
            let key_at = At { table: Rc::clone(&at.table), offset: key.span().start };
            Item { key: AsRef::<str>::as_ref(key.get_ref()), at: key_at, value }
        };
        let mut items: Vec<_> = table.iter().map(item).collect();
        items.sort_by_key(|item| item.at.offset);
        Self { at, items }
    }

    /// What is in a table that has only these keys.
    pub(super) fn of(table: &'a DeTable<'a>, at: At, keys: &Keys, mistakes: &mut Mistakes<'_>) -> Self {
        let Self { at, items } = Self::all(table, at);
        let mut read = Self { at, items: Vec::new() };
        for mut item in items {
            if !keys.known.contains(&item.key) {
                let (key, help) = (item.key, expected(item.key, keys.known));
                if let Some(other) = PLACES.into_iter().find(|other| other.known.contains(&key)) {
                    mistakes.push(&item.at, format!("`{key}` is a key of {}, not of {}", other.of, keys.of), help);
                    continue;
                }
                mistakes.push(&item.at, format!("no key `{key}`"), help);
                let meant = nearest(key, keys.known).filter(|meant| table.get(*meant).is_none());
                let Some(meant) = meant else { continue };
                item.key = meant;
            }
            read.items.push(item);
        }
        read
    }

    /// The items, in the order of the file.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Item<'a>> {
        self.items.iter()
    }

    pub(super) fn get(&self, key: &str) -> Option<&Item<'a>> {
        self.items.iter().find(|item| item.key == key)
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// Where a key stands, whatever stands behind it.
    pub(super) fn place(&self, key: &str) -> Option<At> {
        self.get(key).map(|item| item.at.clone())
    }
}

/// The place of the table `name` within the one at `at`.
pub(super) fn within(at: &At, name: &str, offset: usize) -> At {
    let table = if at.table.is_empty() { name.into() } else { format!("{}.{name}", at.table).into() };
    At { table, offset }
}
