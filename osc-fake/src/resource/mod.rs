//! Any resource, served from its schema.

mod convention;
mod item;
mod list;
mod write;

use osc_runtime::Method;
use osc_runtime::schema::Operations;

use crate::answer::{Answer, Dialect};
use crate::route::Route;
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

    fn not_found(&self) -> Answer {
        self.dialect().not_found(self.route.schema.name(), self.route.id.as_deref().unwrap_or_default())
    }
}

/// Does what is asked.
pub(crate) fn serve(state: &mut State, asked: &Asked<'_>) -> Answer {
    let schema = asked.route.schema;
    if let Some((collection, id)) = &asked.route.parent
        && !state.collection(collection).iter().any(|item| item.text("id") == Some(id))
    {
        return asked.dialect().not_found(schema.name(), id);
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

fn refuse(_: &mut State, asked: &Asked<'_>) -> Answer {
    let message = format!("The method {} is not allowed for {}.", asked.method, asked.route.collection);
    asked.dialect().refuse(405, "Method Not Allowed", &message)
}
