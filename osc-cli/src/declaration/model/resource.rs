//! A resource.

use osc_runtime::Method;
use osc_runtime::schema::{Bulk, ListShape, Mixins, Operations, Pagination, UpdateMethod};
use toml::de::DeValue;

use super::{Action, Field, Operation, action, field, operation, read_fields};
use crate::declaration::file::{Envelope, Items, QUERY, RESOURCE_FIELD};
use crate::declaration::mistake::{At, Mistakes, expected};
use crate::declaration::name::words;
use crate::declaration::template::Path;

/// A resource.
pub(in crate::declaration) struct Resource {
    pub(in crate::declaration) at: At,
    pub(in crate::declaration) name: String,
    pub(in crate::declaration) doc: String,
    pub(in crate::declaration) service: String,
    pub(in crate::declaration) base: Path,
    /// Where it is listed, where that is elsewhere.
    pub(in crate::declaration) list: Option<Path>,
    /// Where new ones are made, where that is elsewhere.
    pub(in crate::declaration) create: Option<Path>,
    pub(in crate::declaration) key: Option<String>,
    pub(in crate::declaration) list_key: Option<String>,
    /// What a creation's request and answer have instead of the key of one.
    pub(in crate::declaration) creation: [Option<Envelope>; 2],
    pub(in crate::declaration) operations: Vec<Operation>,
    pub(in crate::declaration) singleton: bool,
    pub(in crate::declaration) create_method: Method,
    pub(in crate::declaration) bulk: Bulk,
    pub(in crate::declaration) update_method: UpdateMethod,
    pub(in crate::declaration) content_type: Option<String>,
    pub(in crate::declaration) list_shape: ListShape,
    pub(in crate::declaration) pagination: Pagination,
    /// By which words a conflict tells that what it belongs to is busy.
    pub(in crate::declaration) busy: Option<String>,
    pub(in crate::declaration) mixins: Vec<(Mixins, At)>,
    pub(in crate::declaration) queries: Vec<Field>,
    pub(in crate::declaration) command: (String, At),
    /// Which it is of those that share its noun.
    pub(in crate::declaration) variant: Option<(String, At)>,
    pub(in crate::declaration) fields: Vec<Field>,
    pub(in crate::declaration) actions: Vec<Action>,
    /// Keys that are for one operation only, where they stand.
    pub(in crate::declaration) specific: Vec<(&'static str, At, Operations)>,
}

/// Keys that are for one operation only.
const SPECIFIC: &[(&str, Operations)] = &[
    ("list_key", Operations::LIST),
    ("filters", Operations::LIST),
    ("query", Operations::LIST),
    ("list_path", Operations::LIST),
    ("list_shape", Operations::LIST),
    ("pagination", Operations::LIST),
    ("create_key", Operations::CREATE),
    ("created_key", Operations::CREATE),
    ("create_path", Operations::CREATE),
    ("create_method", Operations::CREATE),
    ("bulk", Operations::CREATE),
    ("update_method", Operations::UPDATE),
    ("content_type", Operations::UPDATE),
];

impl Resource {
    pub(super) fn read(name: &str, items: &Items<'_>, tables: &[&str], mistakes: &mut Mistakes<'_>) -> Self {
        essentials(items, mistakes);
        let unknown = |text: &str| (text.to_owned(), items.at.clone());
        let base = items.text("base_path", "/lb/pools", mistakes).unwrap_or_else(|| unknown("/unknown"));
        let base = Path::read(base, mistakes);
        let mut path =
            |key: &str, example: &str| items.text(key, example, mistakes).map(|text| Path::read(text, mistakes));
        let (list, create) = (path("list_path", "/servers/detail"), path("create_path", "/zones/tasks/imports"));
        let (service, _) = items.text("service", "network", mistakes).unwrap_or_else(|| unknown("unknown"));
        let key = envelope(items.envelope("key", "pool", mistakes), Some(words(name).join("_")));
        let list_key = items.envelope("list_key", "pools", mistakes);
        let operations = operation::read(items, mistakes);
        if operations.iter().any(|operation| operation.flag == Operations::LIST)
            && base.collection.is_none()
            && !items.has("list_key")
        {
            mistakes.push(
                &base.at,
                format!("the path `{}` does not tell the key of a list", base.text),
                "write `list_key = \"…\"`, or `list_key = \"none\"` where the body is a bare list",
            );
        }
        let list_key = envelope(list_key, base.collection.clone());
        let creation = ["create_key", "created_key"].map(|key| items.envelope(key, "pool", mistakes));
        let mixins = [("tags", Mixins::TAGS), ("metadata", Mixins::METADATA), ("quota_set", Mixins::QUOTA_SET)];
        let mixins = mixins.into_iter().filter(|(key, _)| items.flag(key, mistakes));
        let mixins = mixins.filter_map(|(key, mixin)| Some((mixin, items.place(key)?))).collect();
        let singleton = items.flag("singleton", mistakes);
        let command = items.text("cli", "lb pool", mistakes).unwrap_or_else(|| unknown(&words(name).join(" ")));
        let mut resource = Self {
            at: items.at.clone(),
            name: name.to_owned(),
            doc: items.text("doc", "What it is.", mistakes).map(|(text, _)| text.trim().to_owned()).unwrap_or_default(),
            service,
            list,
            create,
            key,
            list_key,
            creation,
            operations,
            singleton,
            create_method: match items.one_of("create_method", &["POST", "PUT"], mistakes) {
                Some("PUT") => Method::Put,
                _ => Method::Post,
            },
            bulk: bulk(items, mistakes),
            update_method: match items.one_of("update_method", &["PUT", "PATCH", "POST", "JSON-PATCH"], mistakes) {
                Some("PATCH") => UpdateMethod::Patch,
                Some("POST") => UpdateMethod::Post,
                Some("JSON-PATCH") => UpdateMethod::JsonPatch,
                _ => UpdateMethod::Put,
            },
            content_type: text(items, "content_type", "application/json-patch+json", mistakes),
            list_shape: match items.one_of("list_shape", &["objects", "wrapped", "ids", "map"], mistakes) {
                Some("wrapped") => ListShape::Wrapped,
                Some("ids") => ListShape::Ids,
                Some("map") => ListShape::Map,
                _ => ListShape::Objects,
            },
            pagination: match items.one_of("pagination", &["links", "marker", "none"], mistakes) {
                Some("marker") => Pagination::Marker,
                Some("none") => Pagination::None,
                _ => Pagination::Links,
            },
            busy: text(items, "busy", "is immutable", mistakes),
            mixins,
            queries: Vec::new(),
            command,
            variant: items.text("variant", "bandwidth-limit", mistakes),
            fields: read_fields(items, &RESOURCE_FIELD, tables, mistakes),
            actions: Vec::new(),
            specific: SPECIFIC.iter().filter_map(|(key, of)| Some((*key, items.place(key)?, *of))).collect(),
            base,
        };
        if let Some(queries) = items.table("query", "all_tenants = \"bool\"", mistakes) {
            resource.queries = field::fields(queries, &QUERY, tables, mistakes);
        }
        resource.settle(filters(items, &resource.fields, mistakes).as_deref(), mistakes);
        if let Some(actions) = items.table("actions", "stats = { get = \"stats\" }", mistakes) {
            resource.actions = action::actions(actions, &resource.item_path(mistakes), tables, mistakes);
        }
        resource
    }

    /// Says of each field what follows from the paths, the filters and the operations.
    fn settle(&mut self, filters: Option<&[String]>, mistakes: &mut Mistakes<'_>) {
        // A field called `id` is the id unless another one is marked, or it stands for something else in the path.
        let marked = self.fields.iter().any(|field| field.is("id"));
        for field in &mut self.fields {
            field.parameter = self.base.parameters.contains(&field.name);
            field.id = if marked { field.is("id") } else { field.name == "id" && !field.parameter && !self.singleton };
        }
        // What is put is put somewhere: the path of a creation ends with the id.
        if self.create_method == Method::Put
            && !self.singleton
            && self.create.is_none()
            && let Some(id) = self.fields.iter().find(|field| field.id)
        {
            self.create = Some(self.base.below((format!("{{{}}}", id.name), self.base.at.clone()), mistakes));
        }
        let lists = self.has(Operations::LIST);
        let created = self.create.as_ref().unwrap_or(&self.base).parameters.clone();
        let listed = self.list.as_ref().unwrap_or(&self.base).parameters.clone();
        let is_made = self.has(Operations::CREATE);
        for field in &mut self.fields {
            field.in_create_path = is_made && created.contains(&field.name);
            let named = filters.map_or_else(
                || {
                    let elsewhere = ["header", "write_only", "beside"].iter().any(|key| field.is(key));
                    field.ty.is_scalar() && !elsewhere
                },
                |filters| filters.contains(&field.name),
            );
            let placed = field.parameter || listed.contains(&field.name);
            if placed || !(named || field.is("filter")) || !lists {
                field.filter = None;
            }
        }
    }

    pub(in crate::declaration) fn has(&self, operation: Operations) -> bool {
        self.operations.iter().any(|known| known.flag == operation)
    }

    pub(in crate::declaration) fn id(&self) -> Option<&Field> {
        self.fields.iter().find(|field| field.id)
    }

    /// The path of one.
    fn item_path(&self, mistakes: &mut Mistakes<'_>) -> Path {
        let rest = if self.singleton { "" } else { "{id}" };
        self.base.below((rest.to_owned(), self.base.at.clone()), mistakes)
    }
}

/// Says which of the keys without a default are not there.
fn essentials(items: &Items<'_>, mistakes: &mut Mistakes<'_>) {
    let problem = match (items.has("base_path"), items.has("service")) {
        (false, false) => "a resource needs a `base_path` and a `service`",
        (false, true) => "a resource needs a `base_path`",
        (true, false) => "a resource needs a `service`",
        (true, true) => return,
    };
    let help = format!("write `base_path = \"/lb/pools\"` and `service = \"network\"` below `[{}]`", items.at.table);
    mistakes.push(&items.at, problem, help);
}

/// The key of an envelope: the one that is said, or else the default.
fn envelope(said: Option<Envelope>, default: Option<String>) -> Option<String> {
    match said {
        None => default,
        Some(Envelope::None) => None,
        Some(Envelope::Key(key)) => Some(key),
    }
}

fn text(items: &Items<'_>, key: &str, example: &str, mistakes: &mut Mistakes<'_>) -> Option<String> {
    items.text(key, example, mistakes).map(|(text, _)| text)
}

fn bulk(items: &Items<'_>, mistakes: &mut Mistakes<'_>) -> Bulk {
    match items.get("bulk").map(|item| (item, item.value.get_ref())) {
        None | Some((_, DeValue::Boolean(false))) => Bulk::Never,
        Some((_, DeValue::Boolean(true))) => Bulk::Also,
        Some((_, DeValue::String(word))) if word == "only" => Bulk::Only,
        Some((item, _)) => {
            let problem = "this is no value of `bulk`";
            mistakes.push(&item.value_at(), problem, "write `bulk = true`, or `bulk = \"only\"`");
            Bulk::Never
        }
    }
}

/// The names of the only fields that are filters, where that is said.
fn filters(items: &Items<'_>, fields: &[Field], mistakes: &mut Mistakes<'_>) -> Option<Vec<String>> {
    let known: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
    let mut named: Vec<String> = Vec::new();
    for (name, at) in items.texts("filters", "\"name\", \"status\"", mistakes)? {
        match fields.iter().find(|field| field.name == name) {
            None => mistakes.push(&at, format!("no field `{name}` to filter on"), expected(&name, &known)),
            Some(_) if named.contains(&name) => {
                mistakes.push(&at, format!("`{name}` is said twice"), "remove one of them");
            }
            Some(field) => {
                if let Some(ty) = field.ty.no_filter() {
                    mistakes.push(&at, format!("a list cannot be filtered on a {ty}"), "remove it");
                }
                named.push(name);
            }
        }
    }
    Some(named)
}
