//! What is asked of lists: the item, by filters and queries, in order, in pages, by its name.

use osc_runtime::Value;
use osc_runtime::request::{Find, List};
use osc_runtime::schema::{Kind, Schema};
use serde_json::json;

use crate::compare::has;
use crate::exercise::{Exercise, Outcome};
use crate::recipe::Recipe;
use crate::scope::{Item, text};

impl Exercise<'_> {
    pub(crate) async fn lists(&mut self, item: &Item) {
        for cell in ["list", "filters", "queries", "sort", "pages", "find"] {
            if !self.is_due(cell) {
                continue;
            }
            let outcome = match cell {
                "list" => self.list(item).await,
                "filters" => self.filters(item).await,
                "queries" => self.queries(item).await,
                "sort" => self.sort(item).await,
                "pages" => self.pages(item).await,
                _ => self.find(item).await,
            };
            self.note(cell, outcome);
        }
    }

    pub(crate) fn is_same(&self, values: &Value, item: &Item) -> bool {
        match self.recipe.schema.id() {
            Some(id) => text(&values[id.wire_name()]) == item.id(),
            None => has(values, &item.values),
        }
    }

    /// Asks for a list, which has the item, or has not.
    pub(crate) async fn listed(&self, request: List<Value>, item: &Item, is_there: bool) -> Outcome {
        let all = request.await.map_err(|error| error.to_string())?;
        match (all.iter().any(|values| self.is_same(values, item)), is_there) {
            (false, true) => Err(format!("it is not among the {} that are listed", all.len())),
            (true, false) => Err("it is listed".to_owned()),
            _ => Ok(()),
        }
    }

    async fn list(&self, item: &Item) -> Outcome {
        self.listed(self.request(item), item, true).await?;
        let read = (self.recipe.typed.list)(self.scope.connection, self.parents(item)).await;
        let read = read.map_err(|error| error.to_string())?;
        if self.recipe.schema.id().is_none() {
            return if read.is_empty() { Err("nothing is read".to_owned()) } else { Ok(()) };
        }
        if read.iter().any(|values| self.is_same(values, item)) { Ok(()) } else { Err("it is not read".to_owned()) }
    }

    /// Filters on all that the item has at once; where that fails, one by one, to tell which it is.
    async fn filters(&self, item: &Item) -> Outcome {
        let Recipe { schema, .. } = self.recipe;
        let can_be = |value: &Value| !matches!(value, Value::Null | Value::Array(_) | Value::Object(_)) && value != "";
        let fields = schema.fields().iter().enumerate();
        let said = fields.filter_map(|(index, field)| {
            let value = item.values.get(field.wire_name()).filter(|value| can_be(value))?;
            let is_one = field.filter().is_some() && field.kind() != Kind::Time;
            is_one.then_some((index, field.wire_name(), value.clone()))
        });
        let said: Vec<_> = said.collect();
        if said.is_empty() {
            return Err("the item has nothing that can be filtered on".to_owned());
        }
        let filter = |request: List<Value>, index: usize, value: &Value| request.filter::<Value>(index, value.clone());
        let all = said.iter().fold(self.request(item), |request, (index, _, value)| filter(request, *index, value));
        let Err(first) = self.listed(all, item, true).await else { return Ok(()) };
        let mut wrong = Vec::new();
        for (index, name, value) in &said {
            if let Err(why) = self.listed(filter(self.request(item), *index, value), item, true).await {
                wrong.push(format!("by {name}={value}: {why}"));
            }
        }
        Err(if wrong.is_empty() { format!("all at once: {first}") } else { wrong.join("; ") })
    }

    async fn queries(&mut self, item: &Item) -> Outcome {
        for (name, value) in &self.recipe.queries {
            let value = self.scope.resolve(&Value::from(*value)).await?;
            let request = self.request(item).query_at::<Value>(query(self.recipe.schema, name), value.clone());
            self.listed(request, item, true).await.map_err(|why| format!("by {name}={value}: {why}"))?;
        }
        Ok(())
    }

    /// The item has the tags `blue`, `a b` and `web+1`.
    pub(crate) async fn tag_filters(&self, item: &Item) -> Outcome {
        let cases = [
            ("tags", json!(["blue", "web+1"]), true),
            ("tags", json!(["blue", "green"]), false),
            ("any_tags", json!(["green", "a b"]), true),
            ("any_tags", json!(["green"]), false),
            ("not_tags", json!(["blue", "green"]), true),
            ("not_tags", json!(["blue", "web+1"]), false),
            ("not_any_tags", json!(["green"]), true),
            ("not_any_tags", json!(["green", "blue"]), false),
        ];
        for (name, tags, is_there) in cases {
            let request = self.request(item).query_at::<Value>(query(self.recipe.schema, name), tags.clone());
            self.listed(request, item, is_there).await.map_err(|why| format!("{name} {tags}: {why}"))?;
        }
        Ok(())
    }

    /// Both ways, by the id unless the recipe says another field.
    async fn sort(&self, item: &Item) -> Outcome {
        let field = match self.recipe.sorted_by {
            Some(name) => self.recipe.field(name).1,
            None => self.recipe.schema.id().ok_or("there is no id to sort by")?,
        };
        let texts = |items: Vec<Value>| items.iter().map(|item| text(&item[field.wire_name()])).collect::<Vec<_>>();
        let up = self.request(item).sort_by(field.name()).await.map_err(|error| error.to_string())?;
        let down = self.request(item).sort_by_descending(field.name()).await.map_err(|error| error.to_string())?;
        let (up, mut down) = (texts(up), texts(down));
        down.reverse();
        if up == down && up.is_sorted() { Ok(()) } else { Err(format!("{up:?} upwards, and {down:?} backwards")) }
    }

    /// Two or three pages have what one list has.
    async fn pages(&self, item: &Item) -> Outcome {
        let whole = self.request(item).await.map_err(|error| error.to_string())?;
        let size = whole.len().div_ceil(2).max(1);
        let paged = self.request(item).page_size(size).await.map_err(|error| error.to_string())?;
        let is_missing = |values: &&Value| !paged.contains(values);
        match whole.iter().find(is_missing) {
            None if paged.len() == whole.len() => Ok(()),
            _ => Err(format!("pages of {size} have {} of {} items", paged.len(), whole.len())),
        }
    }

    async fn find(&self, item: &Item) -> Outcome {
        let Some(field) = self.recipe.schema.name_field() else { return Ok(()) };
        let name = text(&item.values[field.wire_name()]);
        let find =
            |what: String| Find::<Value>::new(self.scope.connection, self.recipe.schema, self.parents(item), what);
        let found = find(name.clone()).await.map_err(|error| format!("by the name {name}: {error}"))?;
        if !self.is_same(&found, item) {
            return Err(format!("by the name {name} comes {found}"));
        }
        match find("osc-there-is-none".to_owned()).await {
            Err(error) if error.is_not_found() => Ok(()),
            other => Err(format!("a name that nothing has finds {other:?}")),
        }
    }
}

/// The index of a query that is called so.
fn query(schema: &Schema, name: &str) -> usize {
    let at = schema.queries().position(|query| query.name() == name);
    at.unwrap_or_else(|| panic!("{}: there is no query `{name}`", schema.name()))
}
