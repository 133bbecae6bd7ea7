//! What has been exercised, and what has gone wrong.

use std::collections::BTreeSet;

use crate::recipe::Recipe;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// The real Neutron of `tests/cloud`.
    Real,
    /// `osc-fake`.
    Embedded,
}

pub(crate) struct Ledger {
    pub(crate) place: Place,
    done: BTreeSet<(&'static str, &'static str)>,
    failed: Vec<String>,
}

impl Ledger {
    pub(crate) fn new(place: Place) -> Self {
        Self { place, done: BTreeSet::new(), failed: Vec::new() }
    }

    pub(crate) fn is_real(&self) -> bool {
        self.place == Place::Real
    }

    /// Notes what has come of one operation or action.
    pub(crate) fn note(&mut self, recipe: &Recipe, cell: &'static str, outcome: Result<(), String>) {
        match outcome {
            Ok(()) => drop(self.done.insert((recipe.key, cell))),
            Err(why) => self.fail(recipe, cell, &why),
        }
    }

    pub(crate) fn fail(&mut self, recipe: &Recipe, what: &str, why: &str) {
        // What is pending fails there, and with it whatever was to be done with the same item.
        let is_pending = self.is_real() && (recipe.is_pending(what) || what == "the whole");
        if is_pending || !self.is_real() && recipe.is_real_alone(what) {
            return;
        }
        self.failed.push(format!("{} ({}), {what}: {why}", recipe.schema.name(), recipe.schema.base_path()));
    }

    /// Fails where something has gone wrong, and where something that `is_wanted` has not been exercised.
    pub(crate) fn check(&self, recipes: &[Recipe], is_wanted: impl Fn(&Recipe, &str) -> bool) {
        let mut wrong = self.failed.clone();
        for recipe in recipes {
            for cell in recipe.cells() {
                let is_known = self.done.contains(&(recipe.key, cell));
                if is_wanted(recipe, cell) && !is_known {
                    let name = recipe.schema.name();
                    wrong.push(format!("{name} ({}), {cell}: not exercised", recipe.schema.base_path()));
                }
            }
        }
        assert!(wrong.is_empty(), "{:?}: {} things are wrong:\n{}", self.place, wrong.len(), wrong.join("\n"));
    }
}
