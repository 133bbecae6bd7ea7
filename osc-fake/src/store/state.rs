//! The state: collections of items, and the tokens that have been given out.

use std::collections::{BTreeMap, VecDeque};
use std::fmt;

use osc_runtime::Value;
use serde_json::{Map, json};

use super::{Receipt, Token};

/// All that the cloud remembers.
#[derive(Clone, Default, PartialEq)]
pub(crate) struct State {
    /// By service and concrete path: `network/lb/pools`.
    collections: BTreeMap<String, Vec<Item>>,
    pub(crate) tokens: BTreeMap<String, Token>,
    pub(crate) receipts: BTreeMap<String, Receipt>,
    /// What was uploaded, by its address. It is not kept in a file.
    pub(crate) bytes: BTreeMap<String, Vec<u8>>,
}

/// A thing of a collection. Without `Debug`, which would show its secrets.
#[derive(Clone, Default, PartialEq)]
pub(crate) struct Item {
    /// What is shown of it.
    pub(crate) fields: Map<String, Value>,
    /// What was set and is never shown.
    pub(crate) secrets: Map<String, Value>,
    /// The states that it is yet to pass through, the next one first.
    coming: VecDeque<Value>,
    /// How often it is still seen, once it has been deleted.
    left: Option<usize>,
}

impl Item {
    /// What these fields and secrets are.
    fn of(fields: Map<String, Value>, secrets: Map<String, Value>) -> Self {
        Self { fields, secrets, ..Self::default() }
    }

    /// Lets it pass through these states; the first one is there at once.
    pub(crate) fn pass_through(&mut self, field: &str, states: &[String]) {
        self.coming = states.iter().map(|state| state.as_str().into()).collect();
        self.advance(field);
    }

    /// Goes on to the next state, if there is one.
    pub(crate) fn advance(&mut self, field: &str) {
        if let Some(state) = self.coming.pop_front() {
            self.fields.insert(field.to_owned(), state);
        }
    }

    /// Keeps it for so many looks at it, in this state, before it is gone.
    pub(crate) fn linger(&mut self, field: &str, state: &str, reads: usize) {
        self.fields.insert(field.to_owned(), state.into());
        self.coming.clear();
        self.left = Some(reads);
    }

    /// Whether it is gone by now; each question counts as a look at it.
    pub(crate) fn is_spent(&mut self) -> bool {
        match &mut self.left {
            Some(0) => true,
            Some(left) => {
                *left -= 1;
                false
            }
            None => false,
        }
    }

    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.fields.get(name)?.as_str()
    }
}

impl fmt::Debug for State {
    /// Tells how many items and tokens there are, of which the ones hold secrets and the others are some.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let collections: BTreeMap<_, _> = self.collections.iter().map(|(key, items)| (key, items.len())).collect();
        f.debug_struct("State")
            .field("collections", &collections)
            .field("tokens", &self.tokens.len())
            .finish_non_exhaustive()
    }
}

impl State {
    pub(crate) fn collection(&self, key: &str) -> &[Item] {
        self.collections.get(key).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn collection_mut(&mut self, key: &str) -> &mut Vec<Item> {
        self.collections.entry(key.to_owned()).or_default()
    }

    /// Forgets all collections below `key`.
    pub(crate) fn remove_below(&mut self, key: &str) {
        let prefix = format!("{key}/");
        self.collections.retain(|key, _| !key.starts_with(&prefix));
    }

    pub(crate) fn to_json(&self) -> Value {
        let items = |items: &Vec<Item>| {
            let item = |item: &Item| json!({"fields": item.fields, "secrets": item.secrets});
            items.iter().map(item).collect::<Value>()
        };
        let collections: Map<_, _> = self.collections.iter().map(|(key, list)| (key.clone(), items(list))).collect();
        let tokens: Map<_, _> = self.tokens.iter().map(|(id, token)| (id.clone(), token.to_json())).collect();
        let receipts: Map<_, _> = self.receipts.iter().map(|(id, receipt)| (id.clone(), receipt.to_json())).collect();
        json!({"collections": collections, "tokens": tokens, "receipts": receipts})
    }

    /// The state of a file; nothing where it is no such file.
    pub(crate) fn from_json(document: &Value) -> Option<Self> {
        let object = |value: &Value| value.as_object().cloned();
        let mut state = Self::default();
        for (key, items) in document.get("collections")?.as_object()? {
            for item in items.as_array()? {
                let item = Item::of(object(item.get("fields")?)?, object(item.get("secrets")?)?);
                state.collection_mut(key).push(item);
            }
        }
        // What an older version gave out, and cannot be read, is no longer good: its owner signs in anew.
        let tokens = document.get("tokens")?.as_object()?.iter();
        state.tokens = tokens.filter_map(|(id, token)| Some((id.clone(), Token::from_json(token)?))).collect();
        let receipts = document.get("receipts").and_then(Value::as_object).into_iter().flatten();
        state.receipts = receipts.filter_map(|(id, one)| Some((id.clone(), Receipt::from_json(one)?))).collect();
        Some(state)
    }
}
