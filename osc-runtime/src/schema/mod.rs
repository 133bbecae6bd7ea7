//! What is declared of a resource, as data.
//!
//! The derive writes a [`Schema`] for each resource; the requests, the command line and the embedded cloud read
//! it. Nothing else is known of a resource anywhere.

mod action;
mod field;
mod flags;
mod microversion;
pub mod mixin;
mod vocabulary;

pub use action::{Action, Returns};
pub use field::{Field, Kind, More, Shape};
pub use flags::{Mixins, Operations, Usage};
pub use microversion::{InvalidMicroversion, Microversion, Versions};
pub use vocabulary::{Constant, Switch, Verb};

use crate::Method;

/// The declaration of one resource.
#[derive(Debug)]
pub struct Schema {
    name: &'static str,
    doc: &'static str,
    service: &'static str,
    base_path: &'static str,
    list_path: Option<&'static str>,
    create_path: Option<&'static str>,
    singleton: bool,
    key: Option<&'static str>,
    list_key: Option<&'static str>,
    create_key: Option<&'static str>,
    created_key: Option<&'static str>,
    operations: Operations,
    versions: &'static [(Operations, Versions)],
    create_method: Method,
    bulk: Bulk,
    update_method: UpdateMethod,
    content_type: &'static str,
    list_shape: ListShape,
    pagination: Pagination,
    idempotent: Operations,
    busy: Option<&'static str>,
    state: State,
    mixins: Mixins,
    actions: &'static [&'static Action],
    queries: &'static [Field],
    command: &'static str,
    variant: Option<&'static str>,
    fields: &'static [Field],
}

/// Setters, written by the derive: the rest are its defaults, so that a further property of a schema breaks no code.
macro_rules! setters {
    ($($setter:ident $field:ident: $type:ty $(=> $value:expr)?;)*) => {$(
        #[doc(hidden)]
        #[must_use]
        pub const fn $setter(mut self, $field: $type) -> Self {
            self.$field = setters!(@value $field $(=> $value)?);
            self
        }
    )*};
    (@value $field:ident) => { $field };
    (@value $field:ident => $value:expr) => { $value };
}

/// Written by the derive.
#[doc(hidden)]
impl Schema {
    #[must_use]
    pub const fn new(name: &'static str, service: &'static str, base_path: &'static str) -> Self {
        Self {
            name,
            doc: "",
            service,
            base_path,
            list_path: None,
            create_path: None,
            singleton: false,
            key: None,
            list_key: None,
            create_key: None,
            created_key: None,
            operations: Operations::NONE,
            versions: &[],
            create_method: Method::Post,
            bulk: Bulk::Never,
            update_method: UpdateMethod::Put,
            content_type: "application/json",
            list_shape: ListShape::Objects,
            pagination: Pagination::Links,
            idempotent: Operations::NONE,
            busy: None,
            state: State { ready: &[], failed: &[], pending: &[] },
            mixins: Mixins::NONE,
            actions: &[],
            queries: &[],
            command: "",
            variant: None,
            fields: &[],
        }
    }

    #[must_use]
    pub const fn with_key(mut self, key: &'static str) -> Self {
        self.key = Some(key);
        self.create_key = Some(key);
        self.created_key = Some(key);
        self
    }

    setters! {
        with_doc doc: &'static str;
        with_list_path list_path: &'static str => Some(list_path);
        with_create_path create_path: &'static str => Some(create_path);
        with_singleton singleton: bool;
        with_list_key list_key: &'static str => Some(list_key);
        with_create_key create_key: Option<&'static str>;
        with_created_key created_key: Option<&'static str>;
        with_operations operations: Operations;
        with_versions versions: &'static [(Operations, Versions)];
        with_create_method create_method: Method;
        with_bulk bulk: Bulk;
        with_update_method update_method: UpdateMethod;
        with_content_type content_type: &'static str;
        with_list_shape list_shape: ListShape;
        with_pagination pagination: Pagination;
        with_idempotent idempotent: Operations;
        with_busy busy: &'static str => Some(busy);
        with_state state: State;
        with_mixins mixins: Mixins;
        with_actions actions: &'static [&'static Action];
        with_queries queries: &'static [Field];
        with_command command: &'static str;
        with_variant variant: &'static str => Some(variant);
        with_fields fields: &'static [Field];
    }
}

impl Schema {
    /// The struct's name: `SecurityGroup`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The struct's documentation: Markdown, empty where there is none.
    #[must_use]
    pub const fn doc(&self) -> &'static str {
        self.doc
    }

    /// The type of the service that has the resource: `network`.
    #[must_use]
    pub const fn service(&self) -> &'static str {
        self.service
    }

    /// The path of the collection below the service's versioned endpoint, with parameters in braces; of the one item
    /// where the resource is a [singleton](Self::is_singleton).
    #[must_use]
    pub const fn base_path(&self) -> &'static str {
        self.base_path
    }

    /// The path that lists the collection.
    #[must_use]
    pub const fn list_path(&self) -> &'static str {
        match self.list_path {
            Some(path) => path,
            None => self.base_path,
        }
    }

    /// The path that a creation goes to. Where the caller chooses the id, the id's field is among its parameters.
    #[must_use]
    pub const fn create_path(&self) -> &'static str {
        match self.create_path {
            Some(path) => path,
            None => self.base_path,
        }
    }

    /// The names of the parameters of [`base_path`](Self::base_path), from left to right.
    pub fn path_parameters(&self) -> impl Iterator<Item = &'static str> + use<> {
        parameters(self.base_path)
    }

    /// Whether there is one without an id, at [`base_path`](Self::base_path) itself.
    #[must_use]
    pub const fn is_singleton(&self) -> bool {
        self.singleton
    }

    /// The key that wraps one resource in a body; none where it is bare.
    #[must_use]
    pub const fn key(&self) -> Option<&'static str> {
        self.key
    }

    /// The key that wraps a list of resources in a body; none where it is bare. Keys within keys are separated by `.`.
    #[must_use]
    pub const fn list_key(&self) -> Option<&'static str> {
        self.list_key
    }

    /// The key that wraps a new resource in the request; none where it is bare.
    #[must_use]
    pub const fn create_key(&self) -> Option<&'static str> {
        self.create_key
    }

    /// The key that wraps a new resource in the answer; none where it is bare.
    #[must_use]
    pub const fn created_key(&self) -> Option<&'static str> {
        self.created_key
    }

    /// What can be done with the resource.
    #[must_use]
    pub const fn operations(&self) -> Operations {
        self.operations
    }

    /// The microversions that have an operation.
    #[must_use]
    pub fn versions(&self, operation: Operations) -> Versions {
        let known = self.versions.iter().find(|(operations, _)| operations.contains(operation));
        known.map_or(Versions::ALL, |(_, versions)| *versions)
    }

    /// The method of a creation: `POST`, or `PUT` where the path names the new one.
    #[must_use]
    pub const fn create_method(&self) -> Method {
        self.create_method
    }

    /// Whether several can be created at once.
    #[must_use]
    pub const fn bulk(&self) -> Bulk {
        self.bulk
    }

    /// The method of an update.
    #[must_use]
    pub const fn update_method(&self) -> UpdateMethod {
        self.update_method
    }

    /// The type of an update's body, as media types are written.
    #[must_use]
    pub const fn content_type(&self) -> &'static str {
        self.content_type
    }

    /// What the items of a list are.
    #[must_use]
    pub const fn list_shape(&self) -> ListShape {
        self.list_shape
    }

    /// How a list tells where the next page is.
    #[must_use]
    pub const fn pagination(&self) -> Pagination {
        self.pagination
    }

    /// Whether an operation has the same effect once and twice, so that it may be sent again where it is not known whether it
    /// arrived: all that reads, deletions, what is done by `PUT`, and what is declared.
    #[must_use]
    pub fn is_idempotent(&self, operation: Operations) -> bool {
        let always = Operations::LIST.and(Operations::GET).and(Operations::HEAD).and(Operations::DELETE);
        let put = (operation == Operations::CREATE && self.create_method == Method::Put)
            || (operation == Operations::UPDATE && self.update_method == UpdateMethod::Put);
        put || always.and(self.idempotent).contains(operation)
    }

    /// The words by which a conflict tells that what the resource belongs to is busy, which passes.
    #[must_use]
    pub const fn busy(&self) -> Option<&'static str> {
        self.busy
    }

    /// The values of the field that says in what state the resource is.
    #[must_use]
    pub const fn state(&self) -> &State {
        &self.state
    }

    /// What it has in the form that several services share.
    #[must_use]
    pub const fn mixins(&self) -> Mixins {
        self.mixins
    }

    /// What can be done with it beyond its operations: its own actions, then those of its mixins.
    pub fn actions(&self) -> impl Iterator<Item = &'static Action> + use<> {
        self.actions.iter().copied().chain(mixin::actions(self.mixins))
    }

    /// The parameters of a list's query that are no fields: its own, then those of its mixins. Several values of one are
    /// separated by commas.
    pub fn queries(&self) -> impl Iterator<Item = &'static Field> + Clone + use<> {
        self.queries.iter().chain(mixin::queries(self.mixins))
    }

    /// The noun of the command line: `security group`.
    #[must_use]
    pub const fn command(&self) -> &'static str {
        self.command
    }

    /// Which of the resources that share its noun it is, where some do: `bandwidth-limit` of `network qos rule`.
    #[must_use]
    pub const fn variant(&self) -> Option<&'static str> {
        self.variant
    }

    /// The fields, in the order of their declaration.
    #[must_use]
    pub const fn fields(&self) -> &'static [Field] {
        self.fields
    }

    /// The field that identifies the resource in a path, where there is one.
    #[must_use]
    pub fn id(&self) -> Option<&'static Field> {
        self.field_with(Usage::ID)
    }

    /// The field called `name`, by which people know the resource, where there is one.
    #[must_use]
    pub fn name_field(&self) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name() == "name")
    }

    /// The field that says in what state the resource is, where there is one.
    #[must_use]
    pub fn state_field(&self) -> Option<&'static Field> {
        self.field_with(Usage::STATE)
    }

    /// The first field with this usage.
    #[must_use]
    pub fn field_with(&self, usage: Usage) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.has(usage))
    }
}

/// The names of the parameters of a path, from left to right.
pub fn parameters(path: &'static str) -> impl Iterator<Item = &'static str> {
    path.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0))
}

/// The method of an update, and with it what the body says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum UpdateMethod {
    /// `PUT` of what changes (Neutron, Cinder, …).
    Put,
    /// `PATCH` of what changes (Keystone, Designate, …).
    Patch,
    /// `POST` of what changes (Swift).
    Post,
    /// `PATCH` of a list of operations, as of RFC 6902 (Ironic, Glance, …).
    JsonPatch,
}

impl From<UpdateMethod> for Method {
    fn from(method: UpdateMethod) -> Self {
        match method {
            UpdateMethod::Put => Method::Put,
            UpdateMethod::Patch | UpdateMethod::JsonPatch => Method::Patch,
            UpdateMethod::Post => Method::Post,
        }
    }
}

/// Whether several resources can be created by one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Bulk {
    /// One by one.
    Never,
    /// One, or as a list under the key of lists.
    Also,
    /// Always as a list, even of one.
    Only,
}

/// What the items of a list are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ListShape {
    /// `[{…}, {…}]`.
    Objects,
    /// `[{"pool": {…}}, {"pool": {…}}]`, each wrapped as one is.
    Wrapped,
    /// `["…", "…"]`: ids.
    Ids,
    /// `{"…": {…}, "…": {…}}`: by id. What is no object goes to the first field that is neither the id nor a parameter
    /// of the path; of a list, each item is one of its own.
    Map,
}

/// How a list tells where the next page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Pagination {
    /// By a link in the body; without one, a page that is not full is the last.
    Links,
    /// Not at all: the next one is behind the id of the last item, until a page is empty (Swift).
    Marker,
    /// There is none: all comes at once, and the service is not asked for pages of a size that it likes elsewhere, since
    /// it fails of that here (Neutron, where what is listed is in no table of its database).
    None,
}

/// The values of the field that says in what state a resource is. Any other value is a state too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct State {
    ready: &'static [&'static str],
    failed: &'static [&'static str],
    pending: &'static [&'static str],
}

impl State {
    /// Written by the derive.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(
        ready: &'static [&'static str],
        failed: &'static [&'static str],
        pending: &'static [&'static str],
    ) -> Self {
        Self { ready, failed, pending }
    }

    /// It can be used.
    #[must_use]
    pub const fn ready(&self) -> &'static [&'static str] {
        self.ready
    }

    /// It cannot be used, and will not change by itself.
    #[must_use]
    pub const fn failed(&self) -> &'static [&'static str] {
        self.failed
    }

    /// It is on its way to another state.
    #[must_use]
    pub const fn pending(&self) -> &'static [&'static str] {
        self.pending
    }
}
