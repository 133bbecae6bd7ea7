//! What all requests of a resource share, without the resource's type.

use std::fmt;

use serde_json::{Map, Value};

use super::said::Said;
use super::{Response, path};
use crate::Connection;
use crate::codec::{self, Peek, Slot, query_text, sent_value};
use crate::connection::{Call, Target, Wanted};
use crate::error::{Problem, Result};
use crate::method::Method;
use crate::schema::{Bulk, Operations, Schema, UpdateMethod, Usage, Versions, parameters};

/// A request of a resource, as far as it has been said.
#[derive(Clone)]
pub(super) struct Draft {
    pub(super) connection: Connection,
    pub(super) schema: &'static Schema,
    /// The values of the path's parameters, from left to right; the id behind them.
    pub(super) parameters: Vec<String>,
    pub(super) query: Vec<(String, String)>,
    pub(super) said: Said,
    /// What a change of the item is conditional on, as the header `If-Match` has it.
    guard: Option<String>,
    /// What is wrong with what has been said, which is told when it is sent.
    pub(super) mistake: Option<String>,
}

impl Draft {
    pub(super) fn new(connection: &Connection, schema: &'static Schema, parameters: Vec<String>) -> Self {
        let said = Said::of(schema.fields());
        Self { connection: connection.clone(), schema, parameters, query: Vec::new(), said, guard: None, mistake: None }
    }

    /// Sets a field.
    pub(super) fn set(&mut self, index: usize, peek: Peek<'_>) {
        self.said.set(index, sent_value(peek));
    }

    /// Filters on a field; an empty value leaves the list as it is.
    pub(super) fn filter(&mut self, index: usize, peek: Peek<'_>) {
        let name = self.schema.fields().get(index).and_then(crate::schema::Field::filter);
        self.ask(name, peek);
    }

    /// Sets a parameter of the query that is no field, whose values are separated by commas; an empty value leaves the list as
    /// it is.
    pub(super) fn query_at(&mut self, index: usize, peek: Peek<'_>) {
        let Some(query) = self.schema.queries().nth(index) else { return };
        let values: Vec<String> = match peek {
            Peek::List(list) => (0..list.len()).filter_map(|item| query_text(list.item(item))).collect(),
            Peek::Value(Value::Array(items)) => items.iter().filter_map(|item| query_text(Peek::Value(item))).collect(),
            one => return self.ask(Some(query.wire_name()), one),
        };
        // What is any JSON may hold several in one text.
        let divided = values.iter().find(|value| value.contains(',')).filter(|_| matches!(peek, Peek::List(_)));
        if let Some(value) = divided {
            let name = query.name();
            self.mistake(|| format!("`{name}` has the value `{value}`, and a comma separates values in a query"));
        }
        if !values.is_empty() {
            self.query.push((query.wire_name().to_owned(), values.join(",")));
        }
    }

    fn ask(&mut self, name: Option<&str>, peek: Peek<'_>) {
        if let (Some(name), Some(text)) = (name, query_text(peek)) {
            self.query.push((name.to_owned(), text));
        }
    }

    /// Lets the item be changed only if it has this revision; no number is any.
    pub(super) fn if_revision(&mut self, number: Peek<'_>) {
        let field = self.schema.field_with(Usage::REVISION);
        match (field, query_text(number)) {
            (Some(field), number) => self.guard = number.map(|number| format!("{}={number}", field.wire_name())),
            (None, Some(_)) => {
                self.mistake(|| "there is no revision to ask for: no field is declared to be its number".to_owned());
            }
            (None, None) => {}
        }
    }

    /// Notes what is wrong, unless something else is.
    pub(super) fn mistake(&mut self, text: impl FnOnce() -> String) {
        self.mistake.get_or_insert_with(|| format!("{}: {}", self.schema.command(), text()));
    }

    /// Tells what is wrong with what has been said.
    pub(super) fn check(&self) -> Result<()> {
        self.mistake.clone().map_or(Ok(()), |text| Err(Problem::Invalid(text).into()))
    }

    /// Sends it without a body to one item.
    pub(super) async fn ask_item(&self, method: Method) -> Result<Response> {
        let operation = match method {
            Method::Head => Operations::HEAD,
            Method::Delete => Operations::DELETE,
            _ => Operations::GET,
        };
        self.send(operation, method, path::item(self.schema, &self.parameters)?, None, &self.operation(operation)).await
    }

    /// Sends a creation.
    pub(super) async fn create(&self) -> Result<Response> {
        let path = path::create(self.schema, &self.parameters)?;
        let method = self.schema.create_method();
        // What is put may be nothing but its name.
        let body = (method == Method::Post || self.said.has_body()).then(|| {
            let item = Value::Object(self.said.object());
            let content = if self.schema.bulk() == Bulk::Only { Value::Array(vec![item]) } else { item };
            enveloped(self.schema.create_key(), content)
        });
        self.send(Operations::CREATE, method, path, body, &self.operation(Operations::CREATE)).await
    }

    /// What an operation wants of its microversion.
    pub(super) fn operation(&self, operation: Operations) -> Wanted {
        self.wanted(operation.names().next().unwrap_or_default(), self.schema.versions(operation))
    }

    /// Sends an update.
    pub(super) async fn update(&self) -> Result<Response> {
        let path = path::item(self.schema, &self.parameters)?;
        let body = match self.schema.update_method() {
            UpdateMethod::JsonPatch => Some(self.said.patch()),
            UpdateMethod::Post if !self.said.has_body() => None,
            _ => Some(enveloped(self.schema.key(), Value::Object(self.said.object()))),
        };
        let versions = self.operation(Operations::UPDATE);
        self.send(Operations::UPDATE, self.schema.update_method().into(), path, body, &versions).await
    }

    /// What the request wants of its microversion: an `operation`, what has been said, and what is read of an answer.
    pub(super) fn wanted(&self, what: &str, versions: Versions) -> Wanted {
        let mut wanted = Wanted::default();
        let resource = self.schema.command();
        wanted.need(|| format!("`{what}` of {resource}"), versions);
        for (field, _) in self.said.iter() {
            wanted.need(|| format!("`{}` of {resource}", field.name()), field.versions());
        }
        for field in self.schema.fields().iter().filter(|field| field.is_read()) {
            wanted.read(field.versions());
        }
        wanted
    }

    /// Sends it with what has been said in headers and queries.
    pub(super) async fn send(
        &self,
        operation: Operations,
        method: Method,
        path: String,
        body: Option<Value>,
        versions: &Wanted,
    ) -> Result<Response> {
        self.check()?;
        let mut headers = self.said.headers();
        let guard = self.guard.clone().filter(|_| matches!(operation, Operations::UPDATE | Operations::DELETE));
        headers.extend(guard.map(|guard| ("if-match".to_owned(), guard)));
        if method == Method::Patch && self.schema.content_type() != JSON {
            headers.push(("content-type".to_owned(), self.schema.content_type().to_owned()));
        }
        let call = Call {
            method,
            service: self.schema.service(),
            resource: self.schema.name(),
            operation: operation.names().next().unwrap_or_default(),
            target: Target::Path(path),
            query: &self.query,
            headers: &headers,
            body: body.map(|body| body.to_string().into()),
            secrets: self.said.secrets(),
            versions,
            idempotent: self.schema.is_idempotent(operation),
            busy: self.schema.busy(),
        };
        self.connection.send(call).await
    }

    /// The same request without what has been said.
    pub(super) fn without_body(&self) -> Self {
        Self { said: Said::of(self.schema.fields()), ..self.clone() }
    }

    /// Puts what has been said into the item, where the service does not answer with it.
    pub(super) fn echo(&self, item: Slot<'_>) -> Result<()> {
        let said = Value::Object(self.said.object());
        codec::fill(&said, item).map_err(|error| Problem::Invalid(format!("{}: {error}", self.schema.name())).into())
    }

    /// Puts what is known of the item into fields that the answer has left empty: the parameters of the path at
    /// `template`, which not every service repeats, and an id that was chosen.
    pub(super) fn complete(&self, template: &'static str, item: Slot<'_>) {
        let Slot::Object(object) = item else { return };
        let fields = self.schema.fields();
        let index = |name: &str| fields.iter().position(|field| field.name() == name);
        let id = self.schema.id().and_then(|id| index(id.name()));
        // Behind those of the path is the id.
        let place = |name| index(name).or(id.filter(|_| name == "id"));
        let places = parameters(template).map(place).chain([id]);
        let parameters = places.zip(&self.parameters).filter_map(|(index, value)| Some((index?, value.as_str())));
        let said = self.said.iter().filter(|(field, _)| id.is_some() && index(field.name()) == id);
        let chosen = said.filter_map(|(_, value)| Some((id?, value.as_str()?)));
        for (index, value) in parameters.chain(chosen) {
            match object.slot(index) {
                Some(Slot::String(text)) if text.is_empty() => value.clone_into(text),
                Some(Slot::Value(any)) if any.is_null() => *any = value.into(),
                _ => {}
            }
        }
    }
}

/// The content type that is sent without being said.
pub(super) const JSON: &str = "application/json";

/// `content` under its key, if it has one.
pub(super) fn enveloped(key: Option<&str>, content: Value) -> Value {
    match key {
        Some(key) => Value::Object(Map::from_iter([(key.to_owned(), content)])),
        None => content,
    }
}

impl fmt::Debug for Draft {
    /// Names the fields of the body without their values, of which some are secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fields: Vec<_> = self.said.iter().map(|(field, _)| field.wire_name()).collect();
        f.debug_struct(self.schema.name())
            .field("base_path", &self.schema.base_path())
            .field("parameters", &self.parameters)
            .field("query", &self.query)
            .field("sets", &fields)
            .finish_non_exhaustive()
    }
}

/// Declares a request that is a draft and a type.
macro_rules! request {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$doc])*
        #[must_use = "a request is sent when it is awaited"]
        pub struct $name<T> {
            pub(super) draft: $crate::request::draft::Draft,
            $($(#[$field_doc])* $field: $type,)*
            pub(super) item: std::marker::PhantomData<fn() -> T>,
        }

        impl<T> std::fmt::Debug for $name<T> {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(stringify!($name))$(.field(stringify!($field), &self.$field))*
                    .field("of", &self.draft).finish()
            }
        }

        impl<T> Clone for $name<T> {
            fn clone(&self) -> Self {
                Self { draft: self.draft.clone(), $($field: self.$field.clone(),)* item: self.item }
            }
        }
    };
}

pub(super) use request;
