//! Any resource, served from its schema.

mod action;
mod body;
mod convention;
mod item;
mod list;
mod page;
mod patch;
mod sort;
mod value;
mod version;
mod write;

use osc_runtime::Method;
use osc_runtime::schema::{Microversion, Operations, Usage};

use crate::answer::{Answer, Dialect};
use crate::cloud::Script;
use crate::route::{Parent, Route, What};
use crate::store::{Item, State, Token};

pub(crate) use version::{Range, asked, document, range, told};

/// A request of a resource, by somebody who may make it.
pub(crate) struct Asked<'a> {
    pub(crate) method: Method,
    pub(crate) route: Route,
    pub(crate) query: Vec<(String, String)>,
    /// Names in lower case.
    pub(crate) headers: &'a [(String, String)],
    pub(crate) body: &'a [u8],
    pub(crate) token: Token,
    /// The address of the collection, for links to its pages.
    pub(crate) url: String,
    /// The microversion that is asked for, where the service has any.
    pub(crate) version: Option<Microversion>,
    /// What the test wants to happen.
    pub(crate) script: &'a Script,
}

impl Asked<'_> {
    fn dialect(&self) -> Dialect {
        Dialect::of(self.route.schema.service())
    }

    /// The first parameter of the query that is called so.
    fn parameter(&self, wanted: &str) -> Option<&str> {
        self.query.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str())
    }

    fn header(&self, wanted: &str) -> Option<&str> {
        self.headers.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str())
    }

    fn not_found(&self) -> Answer {
        self.dialect().not_found(self.route.schema.name(), self.route.id.as_deref().unwrap_or_default())
    }

    fn wrong_method(&self) -> Answer {
        self.dialect().wrong_method(self.method.as_str(), &self.route.collection)
    }
}

/// Does what is asked.
pub(crate) fn serve(state: &mut State, asked: &Asked<'_>) -> Answer {
    let schema = asked.route.schema;
    if let Some(parent) = asked.route.parents.iter().find(|parent| !is_there(state, parent)) {
        return asked.dialect().not_found(parent.schema.name(), &parent.id);
    }
    let operation = match &asked.route.what {
        What::Action(actions) => return action::act(state, asked, actions),
        What::Operation(operation) => *operation,
    };
    if !version::has(asked.version, schema.versions(operation)) {
        return asked.dialect().refuse(404, "HTTPNotFound", "The resource could not be found.");
    }
    if operation == Operations::LIST {
        list::list(state, asked)
    } else if operation == Operations::CREATE {
        write::create(state, asked)
    } else if operation == Operations::GET || operation == Operations::HEAD {
        item::show(state, asked)
    } else if operation == Operations::UPDATE {
        write::update(state, asked)
    } else if operation == Operations::DELETE {
        item::delete(state, asked)
    } else {
        asked.wrong_method()
    }
}

/// Whether the item is there, or is of those that have no id to tell by.
fn is_there(state: &State, parent: &Parent) -> bool {
    let Some(id) = parent.schema.id() else { return true };
    state.collection(&parent.collection).iter().any(|item| is_called(item, id.wire_name(), &parent.id))
}

/// Whether an item's id is this, as a text or a number.
fn is_called(item: &Item, id_name: &str, id: &str) -> bool {
    match item.fields.get(id_name) {
        Some(osc_runtime::Value::String(text)) => text == id,
        Some(osc_runtime::Value::Number(number)) => number.to_string() == id,
        _ => false,
    }
}

/// The state field of a resource, by its wire name.
fn state_name(asked: &Asked<'_>) -> Option<&'static str> {
    asked.route.schema.field_with(Usage::STATE).map(osc_runtime::schema::Field::wire_name)
}
