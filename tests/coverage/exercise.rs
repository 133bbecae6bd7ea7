//! All that can be done with one resource, done: the same for each. What is asked of lists is in [`lists`](crate::lists).

use osc_runtime::request::{CreateMany, Delete, Get, List, Update};
use osc_runtime::schema::{Field, Kind, Mixins, Operations, Usage};
use osc_runtime::{Connection, Value};
use serde_json::json;

use crate::compare::{has, missing};
use crate::ledger::Ledger;
use crate::recipe::{Act, Extensions, Recipe};
use crate::scope::{Item, Scope, creation, item};

pub(crate) type Outcome<T = ()> = Result<T, String>;

/// A revision that nothing has.
const OLD: u64 = 999_999;

/// Exercises all that a cloud with these extensions has.
pub(crate) async fn all(recipes: &[Recipe], connection: &Connection, extensions: &Extensions, ledger: &mut Ledger) {
    let only = std::env::var("OSC_COVERAGE_ONLY").ok();
    for recipe in recipes {
        if recipe.extension.is_some_and(|alias| !extensions.contains(alias)) {
            continue;
        }
        if only.as_ref().is_some_and(|only| only.split(',').all(|key| key != recipe.key)) {
            continue;
        }
        let scope = Scope::new(recipes, connection).await;
        let mut exercise = Exercise { recipe, scope, extensions, ledger: &mut *ledger };
        let outcome = exercise.run().await;
        let ended = exercise.scope.end().await;
        for (what, outcome) in [("the whole", outcome), ("what it needs", ended)] {
            if let Err(why) = outcome {
                ledger.fail(recipe, what, &why);
            }
        }
    }
}

pub(crate) struct Exercise<'a> {
    pub(crate) recipe: &'a Recipe,
    pub(crate) scope: Scope<'a>,
    extensions: &'a Extensions,
    ledger: &'a mut Ledger,
}

impl Exercise<'_> {
    fn can(&self, operation: Operations) -> bool {
        self.recipe.schema.operations().contains(operation)
    }

    /// Whether this is to be exercised here.
    pub(crate) fn is_due(&self, cell: &str) -> bool {
        self.recipe.cells().contains(&cell) && (!self.ledger.is_real() || self.recipe.is_real(cell, self.extensions))
    }

    pub(crate) fn note(&mut self, cell: &'static str, outcome: Outcome) {
        self.ledger.note(self.recipe, cell, outcome);
    }

    async fn run(&mut self) -> Outcome {
        let (item, sent) = self.begin().await?;
        self.scope.itself = Some(item.clone());
        if self.is_due("get") {
            let outcome = self.get(&item, &sent).await;
            self.note("get", outcome);
        }
        self.lists(&item).await;
        if self.is_due("update") {
            let outcome = self.update(&item).await;
            self.note("update", outcome);
        }
        if self.recipe.schema.mixins().contains(Mixins::TAGS) {
            self.tags(&item).await;
        }
        for act in self.recipe.acts.iter().filter(|act| !act.ends && self.is_due(act.action)).collect::<Vec<_>>() {
            let outcome = self.act(&item, act).await;
            self.note(act.action, outcome);
        }
        if self.is_due("if_revision") {
            let outcome = self.revision(&item).await;
            self.note("if_revision", outcome);
        }
        if self.is_due("delete") {
            let outcome = self.delete(&item).await;
            self.note("delete", outcome);
        }
        if self.is_due("bulk") {
            let outcome = self.bulk().await;
            self.note("bulk", outcome);
        }
        for act in self.recipe.acts.iter().filter(|act| act.ends && self.is_due(act.action)).collect::<Vec<_>>() {
            let outcome = self.end(act).await;
            self.note(act.action, outcome);
        }
        Ok(())
    }

    /// The item that all is done with, and what was sent to have it.
    async fn begin(&mut self) -> Outcome<(Item, Value)> {
        if !self.is_due("create") {
            let item = self.scope.find(self.recipe, &self.recipe.found).await?;
            // What each has by itself is listed once something is set.
            if self.recipe.is_known && self.is_due("update") {
                self.update(&item).await?;
            }
            return Ok((item, json!({})));
        }
        let values = self.scope.values(self.recipe, &json!({}));
        let (item, sent) = self.scope.create(self.recipe, &values).await?;
        let outcome = missing(&item.values, &self.visible(&sent));
        self.note("create", outcome);
        Ok((item, sent))
    }

    /// What of this comes back as it was sent.
    fn visible(&self, sent: &Value) -> Value {
        let entries = sent.as_object().into_iter().flatten();
        let fields = entries.map(|(name, value)| (self.recipe.field(name).1, value.clone()));
        // The embedded cloud shows no secrets.
        let comes_back =
            |field: &Field| !field.has(Usage::WRITE_ONLY) && (self.ledger.is_real() || field.kind() != Kind::Secret);
        let mut shown = serde_json::Map::new();
        for (field, value) in fields.filter(|(field, _)| comes_back(field)) {
            match value {
                Value::Object(entries) if field.has(Usage::FLATTEN) => shown.extend(entries),
                value => drop(shown.insert(field.wire_name().to_owned(), value)),
            }
        }
        shown.into()
    }

    async fn get(&self, item: &Item, sent: &Value) -> Outcome {
        let Recipe { schema, typed, .. } = self.recipe;
        let got = self.fetch(item).await?;
        missing(&got, &self.visible(sent))?;
        let read = (typed.get)(self.scope.connection, item.parameters.clone()).await;
        let mut visible = self.visible(sent);
        let is_secret = |name: &str| self.recipe.field(name).1.kind() == Kind::Secret;
        visible.as_object_mut().into_iter().for_each(|shown| shown.retain(|name, _| !is_secret(name)));
        missing(&read.map_err(|error| error.to_string())?, &visible)?;
        if !self.ledger.is_real() {
            return Ok(());
        }
        let is_of = |field: &Field, name: &str| {
            field.wire_name() == name || field.alias() == Some(name) || field.has(Usage::FLATTEN)
        };
        // The two names of one thing.
        let is_declared = |name: &str| {
            ["tenant_id", "project_id"].contains(&name) || schema.fields().iter().any(|field| is_of(field, name))
        };
        let names = got.as_object().into_iter().flat_map(serde_json::Map::keys);
        let undeclared: Vec<_> = names.filter(|name| !is_declared(name)).collect();
        if undeclared.is_empty() {
            Ok(())
        } else {
            Err(format!("the service has what is not declared: {undeclared:?}"))
        }
    }

    async fn fetch(&self, item: &Item) -> Outcome<Value> {
        let request = Get::<Value>::new(self.scope.connection, self.recipe.schema, item.parameters.as_slice());
        request.await.map_err(|error| error.to_string())
    }

    /// The item as it is now, got or listed.
    async fn look(&self, item: &Item) -> Outcome<Value> {
        if self.can(Operations::GET) {
            return self.fetch(item).await;
        }
        let all = self.request(item).await.map_err(|error| error.to_string())?;
        all.into_iter().find(|other| self.is_same(other, item)).ok_or("it is not listed".to_owned())
    }

    fn change(&self, item: &Item, values: &Value) -> Update<Value> {
        let request = Update::<Value>::new(self.scope.connection, self.recipe.schema, item.parameters.as_slice());
        let entries = values.as_object().into_iter().flatten();
        entries.fold(request, |request, (name, value)| request.set::<Value>(self.recipe.field(name).0, value.clone()))
    }

    async fn update(&mut self, item: &Item) -> Outcome {
        if self.recipe.update.is_null() {
            return Err("the recipe says no `update`".to_owned());
        }
        let values = self.scope.resolve(&self.recipe.update).await?;
        let changed = self.change(item, &values).await.map_err(|error| format!("with {values}: {error}"))?;
        missing(&changed, &self.visible(&values))?;
        if !self.can(Operations::GET) {
            return Ok(());
        }
        missing(&self.fetch(item).await?, &self.visible(&values))
    }

    /// A change and a deletion of an old revision are refused; a change of the present one is not.
    async fn revision(&mut self, item: &Item) -> Outcome {
        let Some(field) = self.recipe.schema.field_with(Usage::REVISION) else { return Ok(()) };
        let is_refused = |outcome: osc_runtime::Result<()>, what: &str| match outcome {
            Err(error) if error.is_precondition_failed() => Ok(()),
            Err(error) => Err(format!("{what} of an old revision: {error}")),
            Ok(()) => Err(format!("{what} of an old revision is done")),
        };
        if self.can(Operations::UPDATE) {
            let values = self.scope.resolve(&self.recipe.update).await?;
            is_refused(self.change(item, &values).if_revision(OLD).await.map(drop), "a change")?;
            let present = self.look(item).await?[field.wire_name()].as_u64().ok_or("it comes without a revision")?;
            let changed = self.change(item, &values).if_revision(present).await;
            changed.map_err(|error| format!("a change of revision {present}: {error}"))?;
        }
        if self.can(Operations::DELETE) && !(self.recipe.is_unguarded && self.ledger.is_real()) {
            let request = Delete::new(self.scope.connection, self.recipe.schema, item.parameters.as_slice());
            is_refused(request.if_revision(OLD).await, "a deletion")?;
        }
        Ok(())
    }

    async fn tags(&mut self, item: &Item) {
        let steps = [
            ("set_tags", json!({"tags": ["blue", "a b"]}), Value::Null),
            ("add_tag", json!({"tag": "web+1"}), Value::Null),
            ("has_tag", json!({"tag": "web+1"}), true.into()),
            ("tags", json!({}), json!(["a b", "blue", "web+1"])),
        ];
        for (action, arguments, wanted) in steps {
            let outcome = self.tag(item, action, &arguments, &wanted).await;
            self.note(action, outcome);
        }
        if self.is_due("tag filters") {
            let outcome = self.tag_filters(item).await;
            self.note("tag filters", outcome);
        }
        let outcome = self.tag(item, "remove_tag", &json!({"tag": "blue"}), &Value::Null).await;
        let gone = self.tag(item, "has_tag", &json!({"tag": "blue"}), &false.into()).await;
        self.note("remove_tag", outcome.and(gone));
        let outcome = self.tag(item, "clear_tags", &json!({}), &Value::Null).await;
        let none = self.scope.act(self.recipe, item, "tags", &json!({})).await;
        let none = none.and_then(|tags| if tags == json!([]) { Ok(()) } else { Err(format!("{tags} are left")) });
        self.note("clear_tags", outcome.and(none));
    }

    async fn tag(&mut self, item: &Item, action: &str, arguments: &Value, wanted: &Value) -> Outcome {
        let answer = self.scope.act(self.recipe, item, action, arguments).await?;
        if wanted.is_null() { Ok(()) } else { missing(&answer, wanted) }
    }

    /// The answers, and what has come of it, are the real service's alone: the embedded cloud knows no action's meaning.
    async fn act(&mut self, item: &Item, act: &Act) -> Outcome {
        let item = &match act.of {
            Some(name) => self.scope.item(name.trim_start_matches('$')).await?,
            None => item.clone(),
        };
        let answer = self.scope.act(self.recipe, item, act.action, &act.arguments).await?;
        if !self.ledger.is_real() {
            return Ok(());
        }
        let wanted = self.scope.resolve(&act.answers).await?;
        if !wanted.is_null() {
            missing(&answer, &wanted).map_err(|why| format!("the answer: {why}"))?;
        }
        let left = self.scope.resolve(&act.leaves).await?;
        if left.is_null() {
            return Ok(());
        }
        missing(&self.look(item).await?, &left).map_err(|why| format!("what is left: {why}"))
    }

    async fn delete(&mut self, item: &Item) -> Outcome {
        let request = Delete::new(self.scope.connection, self.recipe.schema, item.parameters.as_slice());
        request.await.map_err(|error| error.to_string())?;
        self.is_gone(item).await
    }

    async fn is_gone(&self, item: &Item) -> Outcome {
        if self.recipe.stays {
            return Ok(());
        }
        if !self.can(Operations::GET) {
            return if self.can(Operations::LIST) {
                self.listed(self.request(item), item, false).await
            } else {
                Ok(())
            };
        }
        match Get::<Value>::new(self.scope.connection, self.recipe.schema, item.parameters.as_slice()).await {
            Err(error) if error.is_not_found() => Ok(()),
            Err(error) => Err(format!("once it is deleted: {error}")),
            Ok(values) => Err(format!("it is there once it is deleted: {values}")),
        }
    }

    /// Two at once, and away with them.
    async fn bulk(&mut self) -> Outcome {
        let parents = self.scope.parents(self.recipe).await?;
        let mut sent = Vec::new();
        for otherwise in [json!({}), self.recipe.also.clone()] {
            let values = self.scope.values(self.recipe, &otherwise);
            sent.push(self.scope.resolve(&values).await?);
        }
        let requests = sent.iter().map(|sent| creation(self.recipe, self.scope.connection, &parents, sent));
        let created = CreateMany::new(requests).await.map_err(|error| format!("{sent:?}: {error}"))?;
        let mut outcome = if created.len() == 2 { Ok(()) } else { Err(format!("{} came back", created.len())) };
        for sent in &sent {
            let visible = self.visible(sent);
            if !created.iter().any(|created| has(created, &visible)) {
                outcome = outcome.and(Err(format!("none that came back has {visible}: {created:?}")));
            }
        }
        for values in created {
            let item = item(self.recipe, parents.clone(), values)?;
            let request = Delete::new(self.scope.connection, self.recipe.schema, item.parameters);
            outcome = outcome.and(request.await.map_err(|error| error.to_string()));
        }
        outcome
    }

    /// An action after which the item is gone.
    async fn end(&mut self, act: &Act) -> Outcome {
        let values = self.scope.values(self.recipe, &json!({}));
        let (item, _) = self.scope.create(self.recipe, &values).await?;
        self.scope.act(self.recipe, &item, act.action, &act.arguments).await?;
        // The embedded cloud does not know what it means.
        if self.ledger.is_real() {
            return self.is_gone(&item).await;
        }
        let request = Delete::new(self.scope.connection, self.recipe.schema, item.parameters);
        request.await.map_err(|error| error.to_string())
    }

    pub(crate) fn request(&self, item: &Item) -> List<Value> {
        List::new(self.scope.connection, self.recipe.schema, self.parents(item))
    }

    /// The values of the parameters of the path.
    pub(crate) fn parents(&self, item: &Item) -> Vec<String> {
        let count = self.recipe.schema.path_parameters().count();
        item.parameters.iter().take(count).cloned().collect()
    }
}
