//! A declaration with every default filled in.

mod action;
mod field;
mod object;
mod operation;
mod path;
mod query;
mod vocabulary;

use proc_macro2::{Ident, Span};
use syn::ext::IdentExt;
use syn::{DeriveInput, LitStr};

pub(crate) use action::{Action, Actions, Argument, Block, Options, Place, Returns};
pub(crate) use field::Field;
pub(crate) use object::{Object, runtime};
pub(crate) use operation::{Operation, Operations};
pub(crate) use path::{Path, Paths};
pub(crate) use query::Query;
pub(crate) use vocabulary::Vocabulary;

use crate::attribute::{self, Envelope, Items};
use crate::case::{snake, words};
use crate::errors::Errors;
use crate::types::is_scalar;

/// A resource.
pub(crate) struct Resource {
    pub(crate) object: Object,
    pub(crate) paths: Paths,
    pub(crate) service: LitStr,
    pub(crate) key: Option<String>,
    pub(crate) list_key: Option<String>,
    pub(crate) creation: Creation,
    pub(crate) operations: Operations,
    pub(crate) singleton: bool,
    pub(crate) create_method: &'static str,
    pub(crate) bulk: Bulk,
    pub(crate) update_method: &'static str,
    pub(crate) content_type: Option<LitStr>,
    pub(crate) list_shape: &'static str,
    pub(crate) pagination: &'static str,
    /// By which words a conflict tells that what it belongs to is busy.
    pub(crate) busy: Option<LitStr>,
    pub(crate) mixins: Vec<(Mixin, Span)>,
    /// There is an `impl` with actions.
    pub(crate) actions: bool,
    pub(crate) queries: Vec<Query>,
    pub(crate) command: String,
    /// Which it is of those that share its noun.
    pub(crate) variant: Option<LitStr>,
    /// Keys that are for one operation only, where they stand.
    pub(crate) specific: Vec<(&'static str, Span, Operation)>,
}

/// What a creation has instead of the key of one.
pub(crate) struct Creation {
    pub(crate) key: Option<Envelope>,
    pub(crate) answer_key: Option<Envelope>,
}

/// Whether several can be created at once.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bulk {
    Never,
    Also,
    Only,
}

/// What several services have in the same form.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mixin {
    Tags,
    Metadata,
    QuotaSet,
}

impl Mixin {
    /// In the order of the runtime's flags.
    pub(crate) const ALL: [(Self, &'static str); 3] =
        [(Self::Tags, "tags"), (Self::Metadata, "metadata"), (Self::QuotaSet, "quota_set")];
}

/// Keys that are for one operation only.
const SPECIFIC: &[(&str, Operation)] = &[
    ("list_key", Operation::List),
    ("filters", Operation::List),
    ("query", Operation::List),
    ("list_path", Operation::List),
    ("list_shape", Operation::List),
    ("pagination", Operation::List),
    ("create_key", Operation::Create),
    ("created_key", Operation::Create),
    ("create_path", Operation::Create),
    ("create_method", Operation::Create),
    ("bulk", Operation::Create),
    ("update_method", Operation::Update),
    ("content_type", Operation::Update),
];

impl Resource {
    pub(crate) fn has(&self, operation: Operation) -> bool {
        self.operations.has(operation)
    }

    pub(crate) fn id(&self) -> Option<&Field> {
        self.object.fields.iter().find(|field| field.id)
    }

    /// The field that has the number of its revision.
    pub(crate) fn revision(&self) -> Option<&Field> {
        self.object.fields.iter().find(|field| field.is("revision"))
    }

    /// Whether people know it by a name.
    pub(crate) fn is_named(&self) -> bool {
        self.object.fields.iter().any(|field| field.name == "name" && !field.parameter)
    }

    /// The path of one.
    pub(crate) fn item_path(&self) -> Path {
        let base = &self.paths.base;
        if self.singleton { base.below("") } else { base.below("{id}") }
    }
}

/// The model of a struct with `#[derive(Resource)]`; none where it is no struct with named fields.
pub(crate) fn resource(input: &DeriveInput, errors: &mut Errors) -> Option<Resource> {
    let items = Items::read(&input.attrs, &attribute::RESOURCE, errors);
    essentials(&items, &input.ident, errors);
    let base_path = items.text("base_path", "/lb/pools", errors).unwrap_or_else(|| unknown("/unknown"));
    let mut paths = Paths::read(&base_path, &items, errors);
    let service = items.text("service", "network", errors).unwrap_or_else(|| unknown("unknown"));
    let key = items.envelope("key", "pool", errors);
    let list_key = items.envelope("list_key", "pools", errors);
    let creation = Creation {
        key: items.envelope("create_key", "pool", errors),
        answer_key: items.envelope("created_key", "pool", errors),
    };
    let operations = Operations::read(&items, errors);
    let singleton = items.flag("singleton", errors).is_some();
    let create_method = items.one_of("create_method", &["POST", "PUT"], errors).unwrap_or("POST");
    let bulk = match items.only("bulk", errors) {
        None => Bulk::Never,
        Some((_, false)) => Bulk::Also,
        Some((_, true)) => Bulk::Only,
    };
    let update_methods = ["PUT", "PATCH", "POST", "JSON-PATCH"];
    let update_method = items.one_of("update_method", &update_methods, errors).unwrap_or("PUT");
    let content_type = items.text("content_type", "application/json-patch+json", errors);
    let list_shapes = ["objects", "wrapped", "ids", "map"];
    let list_shape = items.one_of("list_shape", &list_shapes, errors).unwrap_or("objects");
    let pagination = items.one_of("pagination", &["links", "marker", "none"], errors).unwrap_or("links");
    let busy = items.text("busy", "is immutable", errors);
    let mixins = Mixin::ALL.into_iter().filter_map(|(mixin, key)| Some((mixin, items.flag(key, errors)?))).collect();
    let actions = items.flag("actions", errors).is_some();
    let queries = query::read(&items, errors);
    let command = items.text("cli", "lb pool", errors).map(|text| text.value());
    let variant = items.text("variant", "bandwidth-limit", errors);
    let mut object = Object::read(input, &items, &attribute::RESOURCE_FIELD, errors)?;
    let collection = paths.base.collection.clone();
    if operations.has(Operation::List) && collection.is_none() && list_key.is_none() {
        errors.push(
            base_path.span(),
            format!("the path `{}` does not tell the key of a list", base_path.value()),
            "write `list_key = \"…\"`, or `list_key = none` where the body is a bare list",
        );
    }
    paths.check(&object.fields, errors);
    let filters = query::filters(&items, &object.fields, errors);
    // A field called `id` is the id unless another one is marked, or it stands for something else in the path.
    let marked = object.fields.iter().any(|field| field.is("id"));
    for field in &mut object.fields {
        field.parameter = paths.base.parameters.contains(&field.name);
        field.id = if marked { field.is("id") } else { field.name == "id" && !field.parameter && !singleton };
    }
    // What is put is put somewhere: the path of a creation ends with the id.
    if create_method == "PUT"
        && !singleton
        && paths.create.is_none()
        && let Some(id) = object.fields.iter().find(|field| field.id)
    {
        paths.create = Some(paths.base.below(&format!("{{{}}}", id.name)));
    }
    for field in &mut object.fields {
        field.in_create_path = operations.has(Operation::Create) && paths.of_create().parameters.contains(&field.name);
        let named = filters.as_ref().map_or_else(
            || is_scalar(&field.ty) && !field.is("header") && !field.is("write_only") && !field.is("beside"),
            |filters| filters.contains(&field.name),
        );
        let placed = field.parameter || paths.of_list().parameters.contains(&field.name);
        if placed || !(named || field.is("filter")) || !operations.has(Operation::List) {
            field.filter = None;
        }
    }
    let specific = SPECIFIC.iter().filter_map(|(key, operation)| Some((*key, items.place(key)?, *operation)));
    let name = object.ident.unraw().to_string();
    let key = envelope(key, Some(snake(&name)));
    let list_key = envelope(list_key, collection);
    Some(Resource {
        creation,
        paths,
        service,
        key,
        list_key,
        operations,
        singleton,
        create_method,
        bulk,
        update_method,
        content_type,
        list_shape,
        pagination,
        busy,
        mixins,
        actions,
        queries,
        variant,
        command: command.unwrap_or_else(|| words(&name).join(" ")),
        specific: specific.collect(),
        object,
    })
}

/// The model of a struct with `#[derive(Fields)]`; none where it is no struct with named fields.
pub(crate) fn object(input: &DeriveInput, errors: &mut Errors) -> Option<Object> {
    let items = Items::read(&input.attrs, &attribute::OBJECT, errors);
    let mut object = Object::read(input, &items, &attribute::OBJECT_FIELD, errors)?;
    object.fields.iter_mut().for_each(|field| field.filter = None);
    Some(object)
}

/// The key of an envelope: the one that is said, or else the default.
fn envelope(said: Option<Envelope>, default: Option<String>) -> Option<String> {
    match said {
        None => default,
        Some(Envelope::None) => None,
        Some(Envelope::Key(key)) => Some(key),
    }
}

/// Says which of the keys without a default are not there.
fn essentials(items: &Items, ident: &Ident, errors: &mut Errors) {
    let problem = match (items.lacks("base_path"), items.lacks("service")) {
        (true, true) => "a resource needs a `base_path` and a `service`",
        (true, false) => "a resource needs a `base_path`",
        (false, true) => "a resource needs a `service`",
        (false, false) => return,
    };
    let help = "write `#[resource(base_path = \"/lb/pools\", service = \"network\")]` above the struct";
    errors.push(ident.span(), problem, help);
}

/// Stands in for a text that is not there, or wrong, which has been said.
fn unknown(text: &str) -> LitStr {
    LitStr::new(text, Span::call_site())
}
