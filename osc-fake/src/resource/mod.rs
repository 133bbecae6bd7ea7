//! Any resource, served from its schema.

mod body;
mod convention;
mod item;
mod list;
mod page;
mod value;
mod write;

use osc_runtime::Method;
use osc_runtime::schema::Operations;

use crate::answer::{Answer, Dialect};
use crate::route::{Parent, Route};
use crate::store::{State, Token};

/// A request of a resource, by somebody who may make it.
pub(crate) struct Asked<'a> {
    pub(crate) method: Method,
    pub(crate) route: Route,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) body: &'a [u8],
    pub(crate) token: Token,
    /// The address of the collection, for links to its pages.
    pub(crate) url: String,
}

impl Asked<'_> {
    fn dialect(&self) -> Dialect {
        Dialect::of(self.route.schema.service())
    }

    /// The first parameter of the query that is called so.
    fn parameter(&self, wanted: &str) -> Option<&str> {
        self.query.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str())
    }

    fn not_found(&self) -> Answer {
        self.dialect().not_found(self.route.schema.name(), self.route.id.as_deref().unwrap_or_default())
    }
}

/// Does what is asked.
pub(crate) fn serve(state: &mut State, asked: &Asked<'_>) -> Answer {
    let schema = asked.route.schema;
    if let Some(parent) = asked.route.parents.iter().find(|parent| !is_there(state, parent)) {
        return asked.dialect().not_found(parent.schema.name(), &parent.id);
    }
    let update: Method = schema.update_method().into();
    let (operation, act): (_, fn(&mut State, &Asked<'_>) -> Answer) = match (&asked.route.id, asked.method) {
        (None, Method::Get) => (Operations::LIST, list::list),
        (None, Method::Post) => (Operations::CREATE, write::create),
        (Some(_), Method::Get) => (Operations::GET, item::show),
        (Some(_), Method::Delete) => (Operations::DELETE, item::delete),
        (Some(_), method) if method == update => (Operations::UPDATE, write::update),
        _ => (Operations::NONE, refuse),
    };
    if schema.operations().contains(operation) { act(state, asked) } else { refuse(state, asked) }
}

/// Whether the item is there, or is of those that have no id to tell by.
fn is_there(state: &State, parent: &Parent) -> bool {
    let Some(id) = parent.schema.id() else { return true };
    state.collection(&parent.collection).iter().any(|item| item.text(id.wire_name()) == Some(&parent.id))
}

fn refuse(_: &mut State, asked: &Asked<'_>) -> Answer {
    asked.dialect().wrong_method(asked.method.as_str(), &asked.route.collection)
}
