//! What an item of a resource is made of, what it needs, and what is done with it.
//!
//! In the values of a recipe, `"$subnet"` is the id of an item that the recipe `subnet` makes, `"$subnet.cidr"` a field of it,
//! `"$port:b"` another port than `"$port"`, or the [variant](Recipe::variant) of that name, `"$self"` the item itself and
//! `"$project"` the project that all is done in.

use std::collections::BTreeSet;

use osc_runtime::schema::{Action, Bulk, Field, Mixins, Operations, Pagination, Schema, Usage};
use osc_runtime::{Resource, Value};
use serde_json::json;

use crate::typed::Typed;

/// The aliases of extensions.
pub(crate) type Extensions = BTreeSet<String>;

pub(crate) struct Recipe {
    /// By which other recipes refer to its items.
    pub(crate) key: &'static str,
    pub(crate) schema: &'static Schema,
    pub(crate) typed: Typed,
    /// The alias of the extension that the resource is of; none for what Neutron always has.
    pub(crate) extension: Option<&'static str>,
    /// Why no Neutron of `tests/cloud` has that.
    pub(crate) absent: &'static str,
    /// The items that the path leads through.
    pub(crate) parents: &'static [&'static str],
    /// Items that have to be there before, and are not said in the values.
    pub(crate) after: &'static [&'static str],
    /// What is said of a new item.
    pub(crate) create: Value,
    /// What is different in a second one.
    pub(crate) also: Value,
    pub(crate) update: Value,
    /// By what the item is known that is there already, where none can be made.
    pub(crate) found: Value,
    /// Whether that is all that has to be known of it: each has one, which no list need have.
    pub(crate) is_known: bool,
    /// The items that the embedded cloud begins with.
    pub(crate) seeds: Vec<Value>,
    pub(crate) variants: Vec<Variant>,
    pub(crate) acts: Vec<Act>,
    /// Of what else an operation or action is.
    pub(crate) further: Vec<(&'static str, &'static str)>,
    /// What is exercised over the embedded cloud alone, and why.
    pub(crate) embedded: Vec<(&'static str, &'static str)>,
    /// Whether it can be got all the same once it is deleted: it returns to its defaults, or is made anew.
    pub(crate) stays: bool,
    /// Whether Neutron deletes it whatever revision is asked for.
    pub(crate) is_unguarded: bool,
    /// The field that lists are sorted by, where it is not the id.
    pub(crate) sorted_by: Option<&'static str>,
    /// Queries of lists that find the item.
    pub(crate) queries: Vec<(&'static str, &'static str)>,
}

/// Items that are made otherwise than the recipe says.
pub(crate) struct Variant {
    pub(crate) name: &'static str,
    pub(crate) create: Value,
    /// The actions that are called once it is there, and those that undo them.
    pub(crate) then: Vec<(&'static str, &'static str, Value)>,
}

/// One call of an action.
pub(crate) struct Act {
    /// Of which item, where not of the one that all is done with.
    pub(crate) of: Option<&'static str>,
    pub(crate) action: &'static str,
    pub(crate) arguments: Value,
    /// What is in the answer of the real service.
    pub(crate) answers: Value,
    /// What the item then has there.
    pub(crate) leaves: Value,
    /// Whether the item is gone afterwards.
    pub(crate) ends: bool,
}

impl Recipe {
    pub(crate) fn of<T: Resource + Send + 'static>(key: &'static str) -> Self {
        Self {
            key,
            schema: T::SCHEMA,
            typed: Typed::of::<T>(),
            extension: None,
            absent: "",
            parents: &[],
            after: &[],
            create: json!({}),
            also: json!({}),
            update: Value::Null,
            found: Value::Null,
            is_known: false,
            seeds: Vec::new(),
            variants: Vec::new(),
            acts: Vec::new(),
            further: Vec::new(),
            embedded: Vec::new(),
            stays: false,
            is_unguarded: false,
            sorted_by: None,
            queries: Vec::new(),
        }
    }

    pub(crate) fn extension(self, alias: &'static str) -> Self {
        Self { extension: Some(alias), ..self }
    }

    pub(crate) fn absent(self, why: &'static str) -> Self {
        Self { absent: why, ..self }
    }

    pub(crate) fn parents(self, parents: &'static [&'static str]) -> Self {
        Self { parents, ..self }
    }

    pub(crate) fn after(self, after: &'static [&'static str]) -> Self {
        Self { after, ..self }
    }

    pub(crate) fn create(self, create: Value) -> Self {
        Self { create, ..self }
    }

    pub(crate) fn also(self, also: Value) -> Self {
        Self { also, ..self }
    }

    pub(crate) fn update(self, update: Value) -> Self {
        Self { update, ..self }
    }

    /// The item is there already: the first with these values.
    pub(crate) fn found(self, by: Value) -> Self {
        Self { found: by, ..self }
    }

    /// The item is there whether it is listed or not.
    pub(crate) fn known(self, by: Value) -> Self {
        Self { found: by, is_known: true, ..self }
    }

    pub(crate) fn seed(mut self, item: Value) -> Self {
        self.seeds.push(item);
        self
    }

    pub(crate) fn variant(mut self, name: &'static str, create: Value) -> Self {
        self.variants.push(Variant { name, create, then: Vec::new() });
        self
    }

    /// Calls an action of the last variant's new item, and another one before it goes.
    pub(crate) fn then(mut self, action: &'static str, undo: &'static str, arguments: Value) -> Self {
        let variant = self.variants.last_mut().expect("`then` follows `variant`");
        variant.then.push((action, undo, arguments));
        self
    }

    pub(crate) fn act(mut self, action: &'static str, arguments: Value) -> Self {
        self.acts.push(Act { of: None, action, arguments, answers: Value::Null, leaves: Value::Null, ends: false });
        self
    }

    /// Calls an action of another item: `"$agent:l3"`.
    pub(crate) fn act_of(self, of: &'static str, action: &'static str, arguments: Value) -> Self {
        let mut recipe = self.act(action, arguments);
        recipe.last_act().of = Some(of);
        recipe
    }

    /// What the last action answers.
    pub(crate) fn answers(mut self, answers: Value) -> Self {
        self.last_act().answers = answers;
        self
    }

    /// What the item has after the last action.
    pub(crate) fn leaves(mut self, leaves: Value) -> Self {
        self.last_act().leaves = leaves;
        self
    }

    /// The item is gone after the last action.
    pub(crate) fn ends(mut self) -> Self {
        self.last_act().ends = true;
        self
    }

    fn last_act(&mut self) -> &mut Act {
        self.acts.last_mut().expect("it follows `act`")
    }

    /// An operation or action is of this extension besides.
    pub(crate) fn further(mut self, cell: &'static str, alias: &'static str) -> Self {
        self.further.push((cell, alias));
        self
    }

    pub(crate) fn embedded(mut self, cell: &'static str, why: &'static str) -> Self {
        self.embedded.push((cell, why));
        self
    }

    pub(crate) fn stays(self) -> Self {
        Self { stays: true, ..self }
    }

    /// Neutron minds the revision of changes, and not of deletions.
    pub(crate) fn unguarded(self) -> Self {
        Self { is_unguarded: true, ..self }
    }

    pub(crate) fn sorted_by(self, field: &'static str) -> Self {
        Self { sorted_by: Some(field), ..self }
    }

    pub(crate) fn query(mut self, name: &'static str, value: &'static str) -> Self {
        self.queries.push((name, value));
        self
    }

    /// All that can be done with the resource, by name: its operations, its actions, and what comes with them.
    pub(crate) fn cells(&self) -> Vec<&'static str> {
        let mut cells: Vec<_> = self.schema.operations().names().collect();
        cells.extend(self.schema.actions().map(Action::name));
        cells.extend(self.besides());
        cells
    }

    /// What comes with the operations.
    pub(crate) fn besides(&self) -> Vec<&'static str> {
        let schema = self.schema;
        let has = |operation| schema.operations().contains(operation);
        let lists = has(Operations::LIST);
        let revised =
            schema.field_with(Usage::REVISION).is_some() && (has(Operations::UPDATE) || has(Operations::DELETE));
        let filters = schema.fields().iter().any(|field| field.filter().is_some());
        let table = [
            ("find", lists && schema.name_field().is_some()),
            ("filters", lists && filters),
            ("queries", lists && !self.queries.is_empty()),
            ("tag filters", lists && schema.mixins().contains(Mixins::TAGS)),
            ("sort", lists && schema.id().is_some()),
            ("pages", lists && schema.pagination() != Pagination::None),
            ("bulk", schema.bulk() != Bulk::Never),
            ("if_revision", revised),
        ];
        table.into_iter().filter(|(_, has)| *has).map(|(name, _)| name).collect()
    }

    /// Whether an operation or action is exercised on a Neutron that has these extensions.
    pub(crate) fn is_real(&self, cell: &str, extensions: &Extensions) -> bool {
        self.why_embedded(cell, extensions).is_none()
    }

    /// Why an operation or action is not exercised on a Neutron that has these extensions.
    pub(crate) fn why_embedded(&self, cell: &str, extensions: &Extensions) -> Option<String> {
        if let Some(alias) = self.extension.filter(|alias| !extensions.contains(*alias)) {
            return Some(format!("`{alias}`: {}", self.absent));
        }
        let missing = self.further.iter().find(|(name, alias)| *name == cell && !extensions.contains(*alias));
        if let Some((_, alias)) = missing {
            return Some(format!("`{alias}` is of OVN alone"));
        }
        let declared = self.embedded.iter().find(|(name, _)| *name == cell).map(|(_, why)| (*why).to_owned());
        declared.or_else(|| self.is_pending(cell).then(|| "its recipe does not pass there yet".to_owned()))
    }

    /// Whether no embedded cloud serves it: a call that is not below the path of its resource.
    pub(crate) fn is_real_alone(&self, cell: &str) -> bool {
        let is_beside =
            |action: &Action| action.path().starts_with('/') && !action.path().starts_with(self.schema.base_path());
        self.schema.path_parameters().next().is_some()
            && self.schema.actions().any(|action| action.name() == cell && is_beside(action))
    }

    /// Whether `pending.txt` has it: what the real service has, and the recipe does not pass there.
    pub(crate) fn is_pending(&self, cell: &str) -> bool {
        let line = format!("{} ({}), {cell}", self.schema.name(), self.schema.base_path());
        include_str!("pending.txt").lines().any(|pending| pending == line)
    }

    /// The field of this name, on the wire or in Rust, with its index.
    pub(crate) fn field(&self, name: &str) -> (usize, &'static Field) {
        let mut fields = self.schema.fields().iter().enumerate();
        let found = fields.find(|(_, field)| field.wire_name() == name || field.name() == name);
        found.unwrap_or_else(|| panic!("{}: there is no field `{name}`", self.key))
    }
}

/// All extensions that the recipes ask for.
pub(crate) fn every_extension(recipes: &[Recipe]) -> Extensions {
    let of = recipes.iter().filter_map(|recipe| recipe.extension);
    let further = recipes.iter().flat_map(|recipe| &recipe.further).map(|(_, alias)| *alias);
    of.chain(further).map(str::to_owned).collect()
}
