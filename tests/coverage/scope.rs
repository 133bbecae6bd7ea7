//! The items that a recipe needs: made when they are first spoken of, and removed when all is done.

use std::pin::Pin;

use osc_runtime::request::{Action, Create, Delete, Existence, List};
use osc_runtime::schema::{self, Operations, Returns, Usage, parameters};
use osc_runtime::{Connection, Value};
use serde_json::{Map, json};

use crate::compare::has;
use crate::recipe::Recipe;

type Boxed<'a, T> = Pin<Box<dyn Future<Output = Result<T, String>> + 'a>>;

/// One item, and where it is.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    /// Those of the path and the id behind them.
    pub(crate) parameters: Vec<String>,
    pub(crate) values: Value,
}

impl Item {
    pub(crate) fn id(&self) -> &str {
        self.parameters.last().map_or("", String::as_str)
    }
}

/// Something that is done, and is to be undone.
enum Made {
    Item { key: &'static str, label: String, item: Item },
    Call { key: &'static str, item: Item, undo: &'static str, arguments: Value },
}

pub(crate) struct Scope<'a> {
    recipes: &'a [Recipe],
    pub(crate) connection: &'a Connection,
    project: String,
    made: Vec<Made>,
    /// What `$self` is.
    pub(crate) itself: Option<Item>,
    count: u32,
}

impl<'a> Scope<'a> {
    pub(crate) async fn new(recipes: &'a [Recipe], connection: &'a Connection) -> Self {
        let project = connection.project_id().await.unwrap().unwrap_or_default();
        Self { recipes, connection, project, made: Vec::new(), itself: None, count: 0 }
    }

    fn recipe(&self, key: &str) -> &'a Recipe {
        self.recipes.iter().find(|recipe| recipe.key == key).unwrap_or_else(|| panic!("there is no recipe `{key}`"))
    }

    /// The values, with the references in them resolved.
    pub(crate) fn resolve<'s>(&'s mut self, values: &'s Value) -> Boxed<'s, Value> {
        Box::pin(async move {
            Ok(match values {
                Value::String(text) => match text.strip_prefix('$') {
                    Some(reference) => self.refer(reference).await?,
                    None => values.clone(),
                },
                Value::Array(items) => {
                    let mut resolved = Vec::new();
                    for item in items {
                        resolved.push(self.resolve(item).await?);
                    }
                    resolved.into()
                }
                Value::Object(entries) => {
                    let mut resolved = Map::new();
                    for (name, value) in entries {
                        let name = self.resolve(&Value::from(name.as_str())).await?;
                        resolved.insert(name.as_str().unwrap_or_default().to_owned(), self.resolve(value).await?);
                    }
                    resolved.into()
                }
                _ => values.clone(),
            })
        })
    }

    async fn refer(&mut self, reference: &str) -> Result<Value, String> {
        let (name, field) = reference.split_once('.').unwrap_or((reference, ""));
        if name == "project" {
            return Ok(self.project.as_str().into());
        }
        let item = match name {
            "self" => self.itself.clone().ok_or("`$self` is not there yet")?,
            _ => self.item(name).await?,
        };
        Ok(match field {
            "" => item.id().into(),
            path => {
                let place = format!("/{}", path.replace('.', "/"));
                item.values.pointer(&place).cloned().ok_or(format!("${reference} is not there: {}", item.values))?
            }
        })
    }

    /// The ids of the items that a path leads through.
    pub(crate) async fn parents(&mut self, recipe: &Recipe) -> Result<Vec<String>, String> {
        let mut parents = Vec::new();
        for parent in recipe.parents {
            let id = self.resolve(&Value::from(*parent)).await?;
            parents.push(id.as_str().unwrap_or_default().to_owned());
        }
        for other in recipe.after {
            self.resolve(&Value::from(*other)).await?;
        }
        Ok(parents)
    }

    /// The item of this name, which is made where it is not there.
    pub(crate) fn item<'s>(&'s mut self, name: &'s str) -> Boxed<'s, Item> {
        Box::pin(async move {
            let (key, label) = name.split_once(':').unwrap_or((name, ""));
            let made = self.made.iter().find_map(|made| match made {
                Made::Item { key: made, label: of, item } => (*made == key && of == label).then(|| item.clone()),
                Made::Call { .. } => None,
            });
            if let Some(made) = made {
                return Ok(made);
            }
            let recipe = self.recipe(key);
            let variant = recipe.variants.iter().find(|variant| variant.name == label);
            let wanted = variant.map_or(json!({}), |variant| variant.create.clone());
            if !recipe.schema.operations().contains(Operations::CREATE) {
                return self.find(recipe, if variant.is_some() { &wanted } else { &recipe.found }).await;
            }
            let values = self.values(recipe, &wanted);
            let (item, _) = self.create(recipe, &values).await?;
            self.made.push(Made::Item { key: recipe.key, label: label.to_owned(), item: item.clone() });
            for (action, undo, arguments) in variant.iter().flat_map(|variant| &variant.then) {
                self.act(recipe, &item, action, arguments).await?;
                let arguments = arguments.clone();
                self.made.push(Made::Call { key: recipe.key, item: item.clone(), undo, arguments });
            }
            Ok(item)
        })
    }

    /// What the recipe says of a new item, but for what is wanted otherwise, and with a name of its own.
    pub(crate) fn values(&mut self, recipe: &Recipe, otherwise: &Value) -> Value {
        let mut values = recipe.create.as_object().cloned().unwrap_or_default();
        for (name, value) in otherwise.as_object().into_iter().flatten() {
            match value {
                Value::Null => drop(values.remove(name)),
                value => drop(values.insert(name.clone(), value.clone())),
            }
        }
        let name = recipe.schema.name_field().filter(|field| field.has(Usage::CREATE));
        if let Some(field) = name.filter(|field| !values.contains_key(field.wire_name())) {
            self.count += 1;
            values.insert(field.wire_name().to_owned(), format!("osc-{}-{}", recipe.key, self.count).into());
        }
        values.into()
    }

    /// Creates an item; gives what was sent, too.
    pub(crate) async fn create(&mut self, recipe: &Recipe, values: &Value) -> Result<(Item, Value), String> {
        let parents = self.parents(recipe).await?;
        let sent = self.resolve(values).await?;
        let created = creation(recipe, self.connection, &parents, &sent).await;
        let created = created.map_err(|error| format!("creation of {} with {sent}: {error}", recipe.key))?;
        Ok((item(recipe, parents, created)?, sent))
    }

    /// The first item that has these values.
    pub(crate) async fn find(&mut self, recipe: &Recipe, by: &Value) -> Result<Item, String> {
        let parents = self.parents(recipe).await?;
        let by = self.resolve(by).await?;
        if recipe.is_known {
            return item(recipe, parents, by);
        }
        let all = List::<Value>::new(self.connection, recipe.schema, parents.clone()).all_fields().await;
        let all = all.map_err(|error| error.to_string())?;
        let found = all.into_iter().find(|item| has(item, &by));
        item(recipe, parents, found.ok_or(format!("there is none with {by}"))?)
    }

    /// Calls an action of an item.
    pub(crate) async fn act(
        &mut self,
        recipe: &Recipe,
        item: &Item,
        action: &str,
        arguments: &Value,
    ) -> Result<Value, String> {
        let found = recipe.schema.actions().find(|known| known.name() == action);
        let action = found.unwrap_or_else(|| panic!("{}: there is no action `{action}`", recipe.key));
        let arguments = self.resolve(arguments).await?;
        let is_known = |name: &&String| action.arguments().iter().any(|argument| argument.name() == *name);
        if let Some(name) = arguments.as_object().into_iter().flat_map(Map::keys).find(|name| !is_known(name)) {
            return Err(format!("`{}` of {} has no argument `{name}`", action.name(), recipe.key));
        }
        let answer = call(self.connection, recipe, action, item, &arguments).await;
        answer.map_err(|error| format!("{} of {} with {arguments}: {error}", action.name(), recipe.key))
    }

    /// Removes all that was made, the last one first.
    pub(crate) async fn end(mut self) -> Result<(), String> {
        let mut wrong = Vec::new();
        while let Some(made) = self.made.pop() {
            match made {
                Made::Call { key, item, undo, arguments } => {
                    let recipe = self.recipe(key);
                    wrong.extend(self.act(recipe, &item, undo, &arguments).await.err());
                }
                Made::Item { key, item, .. } => {
                    let request = Delete::new(self.connection, self.recipe(key).schema, item.parameters);
                    let error = request.await.err().filter(|error| !error.is_not_found());
                    wrong.extend(error.map(|error| format!("removal of {key}: {error}")));
                }
            }
        }
        if wrong.is_empty() { Ok(()) } else { Err(wrong.join("; ")) }
    }
}

/// The request that creates an item.
pub(crate) fn creation(recipe: &Recipe, connection: &Connection, parents: &[String], sent: &Value) -> Create<Value> {
    let request = Create::<Value>::new(connection, recipe.schema, parents);
    let entries = sent.as_object().into_iter().flatten();
    entries.fold(request, |request, (name, value)| request.set::<Value>(recipe.field(name).0, value.clone()))
}

/// What has come back, with its place.
pub(crate) fn item(recipe: &Recipe, parents: Vec<String>, values: Value) -> Result<Item, String> {
    let id = recipe.schema.id().map(|id| text(&values[id.wire_name()]));
    let mut parameters = parents;
    parameters.extend(id.clone());
    if id.is_some_and(|id| id.is_empty()) {
        return Err(format!("{} came without an id: {values}", recipe.key));
    }
    Ok(Item { parameters, values })
}

/// A value as it stands in a path.
pub(crate) fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        value => value.to_string(),
    }
}

async fn call(
    connection: &Connection,
    recipe: &Recipe,
    action: &'static schema::Action,
    item: &Item,
    arguments: &Value,
) -> osc_runtime::Result<Value> {
    let schema = recipe.schema;
    let parents: Vec<_> = schema.path_parameters().zip(&item.parameters).collect();
    let value = |name: &str| {
        let parent = parents.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).clone());
        parent.unwrap_or_else(|| if name == "id" { item.id().to_owned() } else { text(&arguments[name]) })
    };
    let in_path: Vec<String> = if action.path().starts_with('/') {
        parameters(action.path()).map(value).collect()
    } else {
        item.parameters.iter().cloned().chain(parameters(action.path()).map(value)).collect()
    };
    let said: Vec<_> = action
        .arguments()
        .iter()
        .enumerate()
        .filter(|(_, argument)| !argument.has(Usage::PATH))
        .filter_map(|(index, argument)| Some((index, arguments.get(argument.name())?.clone())))
        .collect();
    match action.returns() {
        Returns::Nothing => {
            let request = Action::<()>::new(connection, schema, action, in_path);
            let request = said.into_iter().fold(request, |request, (at, value)| request.set::<Value>(at, value));
            request.await.map(|()| Value::Null)
        }
        Returns::Existence => Action::<Existence>::new(connection, schema, action, in_path).await.map(Value::from),
        _ => {
            let request = Action::<Value>::new(connection, schema, action, in_path);
            said.into_iter().fold(request, |request, (at, value)| request.set::<Value>(at, value)).await
        }
    }
}
