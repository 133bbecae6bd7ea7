//! The typed requests of a resource, for code that does not name its type.

use osc_runtime::codec::{Fields, to_value};
use osc_runtime::request::{Get, List, Pending};
use osc_runtime::{Connection, Resource, Value};

/// What is read into the struct of a resource, as its own JSON.
#[derive(Clone, Copy)]
pub(crate) struct Typed {
    pub(crate) get: fn(&Connection, Vec<String>) -> Pending<Value>,
    pub(crate) list: fn(&Connection, Vec<String>) -> Pending<Vec<Value>>,
}

impl Typed {
    pub(crate) fn of<T: Resource + Fields + Send + 'static>() -> Self {
        Self {
            get: |connection, parameters| {
                let request = Get::<T>::of(connection, parameters);
                Box::pin(async move { Ok(to_value(&request.await?)) })
            },
            list: |connection, parameters| {
                let request = List::<T>::of(connection, parameters);
                Box::pin(async move { Ok(request.await?.iter().map(|item| to_value(item)).collect()) })
            },
        }
    }
}
