//! What a test wants to happen.

use std::collections::HashMap;

use osc_runtime::Value;
use osc_runtime::schema::Schema;
use serde_json::Map;

/// What becomes of an item: its fields, and the arguments of the action.
pub(super) type Effect = Box<dyn Fn(&mut Map<String, Value>, &Value) + Send + Sync>;

/// What a test wants to happen, by the name of the resource.
#[derive(Default)]
pub(crate) struct Script {
    states: HashMap<&'static str, Vec<String>>,
    lingering: HashMap<&'static str, (String, usize)>,
    effects: Vec<(&'static str, String, Effect)>,
}

impl Script {
    pub(super) fn pass_through(&mut self, schema: &Schema, states: Vec<String>) {
        self.states.insert(schema.name(), states);
    }

    pub(super) fn linger(&mut self, schema: &Schema, state: String, reads: usize) {
        self.lingering.insert(schema.name(), (state, reads));
    }

    pub(super) fn on_action(&mut self, schema: &Schema, action: &str, effect: Effect) {
        self.effects.push((schema.name(), action.to_owned(), effect));
    }

    /// The states that a new item passes through.
    pub(crate) fn states(&self, schema: &Schema) -> &[String] {
        self.states.get(schema.name()).map_or(&[], Vec::as_slice)
    }

    /// The state of an item that has been deleted, and how often it is seen in it.
    pub(crate) fn lingering(&self, schema: &Schema) -> Option<(&str, usize)> {
        self.lingering.get(schema.name()).map(|(state, reads)| (state.as_str(), *reads))
    }

    pub(crate) fn take_effect(&self, schema: &Schema, action: &str, item: &mut Map<String, Value>, arguments: &Value) {
        for (_, _, effect) in self.effects.iter().filter(|(of, name, _)| *of == schema.name() && name == action) {
            effect(item, arguments);
        }
    }
}
