//! A collection of a cloud, in which names become ids.

use clap::ArgMatches;
use osc_runtime::request::{Find, Get, looks_like_id};
use osc_runtime::schema::{Field, Kind, Operations, Schema};
use osc_runtime::{Connection, Value};

use super::Call;
use crate::arguments::{self, Given};
use crate::cloud::Cloud;
use crate::failure::Failure;

/// A collection of a cloud.
pub(super) struct Place<'a> {
    cloud: &'a Cloud,
    pub(super) schema: &'static Schema,
    pub(super) matches: &'a ArgMatches,
    /// The values of the parameters of the path.
    pub(super) parameters: Vec<String>,
}

impl<'a> Call<'a> {
    /// Connects to the cloud; to be done once all options have been read.
    pub(super) async fn place(&self) -> Result<Place<'a>, Failure> {
        let parameters = arguments::parameter_values(self.schema, self.matches);
        let cloud = self.cloud.get(self.matches, self.resources).await?;
        let mut place = Place { schema: self.schema, matches: self.matches, parameters: Vec::new(), cloud };
        for (name, value) in self.schema.path_parameters().zip(parameters) {
            let field = self.schema.fields().iter().find(|field| field.name() == name);
            let id = match field.and_then(|field| Some((field, field.reference()?))) {
                Some((field, reference)) => place.reference(field, reference, &value).await?,
                None => value,
            };
            place.parameters.push(id);
        }
        Ok(place)
    }
}

impl Place<'_> {
    pub(super) fn connection(&self) -> &Connection {
        &self.cloud.connection
    }

    /// Whether there is an item of this name or id.
    pub(super) async fn has(&self, name_or_id: &str) -> Result<bool, Failure> {
        match self.ask(name_or_id).await {
            Ok(_) => Ok(true),
            Err(error) if error.is_not_found() => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// Whether nothing is to be changed, so that nothing comes of what would.
    pub(super) fn is_rehearsal(&self) -> bool {
        self.cloud.is_rehearsal()
    }

    /// The item that the command is about.
    pub(super) async fn item(&self) -> Result<Value, Failure> {
        self.find(&arguments::text(self.matches, "item")).await
    }

    /// The id of the item that the command is about; nothing where there is but one.
    pub(super) async fn id(&self) -> Result<String, Failure> {
        self.id_of(&arguments::text(self.matches, "item")).await
    }

    /// The item of a name or id.
    async fn find(&self, name_or_id: &str) -> Result<Value, Failure> {
        match self.known_by(name_or_id).await? {
            Some(id) => Ok(self.ask(&id).await?),
            None => Ok(self.ask(name_or_id).await?),
        }
    }

    /// The id of something else, by which the item is known: that of a project, by which its quotas are.
    async fn known_by(&self, name_or_id: &str) -> Result<Option<String>, Failure> {
        match self.schema.id().and_then(|field| Some((field, field.reference()?))) {
            Some((field, reference)) => Ok(Some(self.reference(field, reference, name_or_id).await?)),
            None => Ok(None),
        }
    }

    async fn ask(&self, name_or_id: &str) -> osc_runtime::Result<Value> {
        let schema = self.schema;
        let get = |parameters: Vec<String>| {
            let get = Get::new(self.connection(), schema, parameters);
            if schema.operations().contains(Operations::GET) { get } else { get.head() }
        };
        if schema.is_singleton() {
            get(self.parameters.clone()).await
        } else if finds(schema) {
            let find = Find::new(self.connection(), schema, self.parameters.clone(), name_or_id.to_owned());
            match self.domain_of_item().await? {
                Some(domain) => find.query("domain_id", domain).await,
                None => find.await,
            }
        } else {
            get(self.with(name_or_id.to_owned())).await
        }
    }

    /// What leads to the item `id`.
    pub(super) fn with(&self, id: String) -> Vec<String> {
        let id = Some(id).filter(|_| !self.schema.is_singleton());
        self.parameters.iter().cloned().chain(id).collect()
    }

    /// The id of the item of a name or id. What looks like an id is taken for one, which saves a request.
    pub(super) async fn id_of(&self, name_or_id: &str) -> Result<String, Failure> {
        if let Some(id) = self.known_by(name_or_id).await? {
            return Ok(id);
        }
        if !finds(self.schema) || self.schema.is_singleton() || looks_like_id(name_or_id) {
            return Ok(name_or_id.to_owned());
        }
        self.id_in(&self.find(name_or_id).await?, name_or_id)
    }

    /// The id of an item.
    pub(super) fn id_in(&self, item: &Value, name: &str) -> Result<String, Failure> {
        if self.schema.is_singleton() {
            return Ok(String::new());
        }
        id_in(self.schema, item, name)
    }

    /// The id of an item that has just been created. One that was not has a word in its place.
    pub(super) fn new_id(&self, item: &Value) -> Result<String, Failure> {
        match self.id_in(item, "new one") {
            Err(_) if self.is_rehearsal() => Ok("NEW".to_owned()),
            id => id,
        }
    }

    /// Puts ids in the place of the names that the command line gives for what is referred to.
    pub(super) async fn resolve(
        &self,
        fields: impl Iterator<Item = &'static Field> + Clone,
        given: &mut Given,
    ) -> Result<(), Failure> {
        for (index, value) in &mut given.values {
            if let Some(field) = fields.clone().nth(*index) {
                self.resolve_value(field, value).await?;
            }
        }
        Ok(())
    }

    /// The id of the domain that the item is looked for in, where the command line says one.
    async fn domain_of_item(&self) -> osc_runtime::Result<Option<String>> {
        let Some(name) = arguments::possible_text(self.matches, arguments::DOMAIN) else { return Ok(None) };
        let field = self.schema.fields().iter().find(|field| field.name() == "domain_id");
        let Some(domains) = field.and_then(Field::reference).filter(|_| !looks_like_id(&name)) else {
            return Ok(Some(name));
        };
        let domain = Find::<Value>::new(self.connection(), domains, [], name.clone()).await?;
        Ok(Some(id_in(domains, &domain, &name).unwrap_or(name)))
    }

    /// The same for the value of one field.
    pub(super) async fn resolve_value(&self, field: &'static Field, value: &mut Value) -> Result<(), Failure> {
        let mut places = Vec::new();
        references(field, value, &mut places);
        for (field, reference, place) in places {
            if let Value::String(name) = place {
                let id = self.reference(field, reference, name).await?;
                *name = id;
            }
        }
        Ok(())
    }

    /// The id of what a field refers to by a name or an id.
    pub(super) async fn reference(
        &self,
        field: &Field,
        reference: &'static Schema,
        name_or_id: &str,
    ) -> Result<String, Failure> {
        // What a switch stands for is no name: `*`, which is all projects.
        if field.switches().iter().any(|switch| switch.value().to_value() == *name_or_id) {
            return Ok(name_or_id.to_owned());
        }
        let domain = match arguments::domain(field, self.matches) {
            Some(domain) => Some(self.domain(reference, &domain).await?),
            None => None,
        };
        self.referred(reference, name_or_id, domain).await
    }

    /// The id of the domain that a thing of this kind is in.
    async fn domain(&self, reference: &'static Schema, name_or_id: &str) -> Result<String, Failure> {
        let field = reference.fields().iter().find(|field| field.name() == "domain_id");
        match field.and_then(Field::reference) {
            Some(domains) => self.referred(domains, name_or_id, None).await,
            None => Ok(name_or_id.to_owned()),
        }
    }

    async fn referred(
        &self,
        schema: &'static Schema,
        name_or_id: &str,
        domain: Option<String>,
    ) -> Result<String, Failure> {
        if name_or_id.is_empty()
            || looks_like_id(name_or_id)
            || !finds(schema)
            || schema.path_parameters().next().is_some()
        {
            return Ok(name_or_id.to_owned());
        }
        let mut find = Find::<Value>::new(self.connection(), schema, [], name_or_id.to_owned());
        if let Some(domain) = domain {
            find = find.query("domain_id", domain);
        }
        match find.await {
            Ok(item) => id_in(schema, &item, name_or_id),
            // Who may not look projects up may know an id that does not look like one, as `default` is.
            Err(error) if error.status() == Some(403) => Ok(name_or_id.to_owned()),
            Err(error) => Err(error.into()),
        }
    }
}

/// The places in a value where there is the name or id of something, and of what.
fn references<'a>(
    field: &'static Field,
    value: &'a mut Value,
    places: &mut Vec<(&'static Field, &'static Schema, &'a mut Value)>,
) {
    match (field.reference(), field.kind(), value) {
        (Some(schema), _, Value::Array(items)) => places.extend(items.iter_mut().map(|item| (field, schema, item))),
        (Some(schema), _, value @ Value::String(_)) => places.push((field, schema, value)),
        (None, Kind::Object(fields), value) => within(fields, value, places),
        (None, Kind::List(Kind::Object(fields)), Value::Array(items)) => {
            for item in items {
                within(fields, item, places);
            }
        }
        _ => {}
    }
}

/// The same in an object of these fields.
fn within<'a>(
    fields: &'static [Field],
    object: &'a mut Value,
    places: &mut Vec<(&'static Field, &'static Schema, &'a mut Value)>,
) {
    for (key, value) in object.as_object_mut().into_iter().flatten() {
        if let Some(field) = fields.iter().find(|field| field.wire_name() == key) {
            references(field, value, places);
        }
    }
}

fn id_in(schema: &'static Schema, item: &Value, name: &str) -> Result<String, Failure> {
    match schema.id().and_then(|field| item.get(field.wire_name())) {
        Some(Value::String(id)) => Ok(id.clone()),
        Some(Value::Number(id)) => Ok(id.to_string()),
        _ => Err(Failure::Failed(format!("the {} `{name}` has no id", schema.command()))),
    }
}

/// Whether an item can be found by its name.
pub(super) fn finds(schema: &Schema) -> bool {
    schema.operations().contains(Operations::LIST) && schema.name_field().is_some()
}
