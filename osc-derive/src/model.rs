//! A declaration with every default filled in.

use proc_macro2::{Ident, Span};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Attribute, Data, DeriveInput, Fields, LitStr, Path, Type, Visibility};

use crate::attribute::{self, Envelope, Items, Keys, doc, serde_rename};
use crate::case::{snake, words};
use crate::errors::{Errors, expected, nearest};
use crate::template::{self, Template};
use crate::types::{is_scalar, no_filter};

const UPDATE_METHODS: &[&str] = &["PUT", "PATCH"];

/// A struct whose fields have wire names.
pub(crate) struct Object {
    pub(crate) ident: Ident,
    pub(crate) visibility: Visibility,
    pub(crate) doc: String,
    /// The path of the runtime.
    pub(crate) runtime: Path,
    pub(crate) serde: bool,
    pub(crate) fields: Vec<Field>,
}

/// A resource.
pub(crate) struct Resource {
    pub(crate) object: Object,
    pub(crate) base_path: LitStr,
    /// The names of the path's parameters, from left to right.
    pub(crate) parameters: Vec<String>,
    pub(crate) service: LitStr,
    pub(crate) key: Option<String>,
    pub(crate) list_key: Option<String>,
    pub(crate) operations: Operations,
    pub(crate) update_method: &'static str,
    pub(crate) command: String,
    /// Keys that are for one operation only, where they stand.
    pub(crate) specific: Vec<(&'static str, Span, Operation)>,
}

/// Something that can be done with a resource.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operation {
    List,
    Get,
    Create,
    Update,
    Delete,
}

impl Operation {
    /// In the order of the runtime's flags.
    const ALL: [Self; 5] = [Self::List, Self::Get, Self::Create, Self::Update, Self::Delete];
    const NAMES: [&str; 5] = ["list", "get", "create", "update", "delete"];

    fn named(name: &str) -> Option<Self> {
        Self::NAMES.iter().zip(Self::ALL).find(|(known, _)| **known == name).map(|(_, operation)| operation)
    }

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Get => "get",
            Self::Create => "create",
            Self::Update => "update",
            Self::Delete => "delete",
        }
    }
}

/// Which operations there are, and where each is named; nowhere when it is there by default.
pub(crate) struct Operations(Vec<(Operation, Option<Span>)>);

impl Operations {
    pub(crate) fn has(&self, operation: Operation) -> bool {
        self.0.iter().any(|(known, _)| *known == operation)
    }

    /// The first of `operations` that there is, and its place.
    pub(crate) fn first(&self, operations: &[Operation]) -> Option<(Operation, Option<Span>)> {
        self.0.iter().find(|(known, _)| operations.contains(known)).copied()
    }

    /// Whether there is each of the runtime's flags.
    pub(crate) fn flags(&self) -> impl Iterator<Item = bool> {
        Operation::ALL.into_iter().map(|operation| self.has(operation))
    }
}

/// A field.
pub(crate) struct Field {
    pub(crate) ident: Ident,
    pub(crate) ty: Type,
    pub(crate) doc: String,
    /// `#[deprecated]`, which what sets the field is then too.
    pub(crate) deprecated: Option<Attribute>,
    /// The name without `r#`.
    pub(crate) name: String,
    pub(crate) wire_name: String,
    /// The place of the wire name, or of the field where it has none of its own.
    pub(crate) wire_span: Span,
    /// It identifies the resource.
    pub(crate) id: bool,
    /// It is a parameter of the path.
    pub(crate) parameter: bool,
    pub(crate) marks: Marks,
    /// The query parameter that filters on it.
    pub(crate) filter: Option<String>,
    /// The heading of its column; empty for the default one.
    pub(crate) heading: Option<String>,
}

/// The keys of a field that say who may set it, and where they stand.
#[derive(Default)]
pub(crate) struct Marks {
    pub(crate) id: Option<Span>,
    pub(crate) required: Option<Span>,
    pub(crate) create_only: Option<Span>,
    pub(crate) update_only: Option<Span>,
    pub(crate) read_only: Option<Span>,
    pub(crate) filter: Option<Span>,
}

impl Field {
    fn is_read_only(&self) -> bool {
        let read_only_by_name = matches!(self.name.as_str(), "created_at" | "updated_at");
        let settable = self.marks.required.or(self.marks.create_only).or(self.marks.update_only).is_some();
        self.parameter || self.marks.read_only.is_some() || (self.id || read_only_by_name) && !settable
    }

    /// Whether a creation may set it.
    pub(crate) fn create(&self) -> bool {
        !self.is_read_only() && self.marks.update_only.is_none()
    }

    /// Whether an update may set it.
    pub(crate) fn update(&self) -> bool {
        !self.is_read_only() && self.marks.create_only.is_none()
    }

    /// Whether a creation has to set it.
    pub(crate) fn required(&self) -> bool {
        self.marks.required.is_some() && self.create()
    }
}

impl Resource {
    pub(crate) fn has(&self, operation: Operation) -> bool {
        self.operations.has(operation)
    }

    pub(crate) fn id(&self) -> Option<&Field> {
        self.object.fields.iter().find(|field| field.id)
    }

    /// Whether people know it by a name.
    pub(crate) fn is_named(&self) -> bool {
        self.object.fields.iter().any(|field| field.name == "name" && !field.parameter)
    }
}

/// The model of a struct with `#[derive(Resource)]`; none where it is no struct with named fields.
pub(crate) fn resource(input: &DeriveInput, errors: &mut Errors) -> Option<Resource> {
    let items = Items::read(&input.attrs, &attribute::RESOURCE, errors);
    essentials(&items, &input.ident, errors);
    let base_path = items.text("base_path", "/lb/pools", errors).unwrap_or_else(|| unknown("/unknown"));
    let Template { parameters, collection } = path(&base_path, errors);
    let service = items.text("service", "network", errors).unwrap_or_else(|| unknown("unknown"));
    let key = items.envelope("key", "pool", errors);
    let list_key = items.envelope("list_key", "pools", errors);
    let operations = operations(&items, errors);
    let update_method = one_of(&items, "update_method", UPDATE_METHODS, errors);
    let command = items.text("cli", "lb pool", errors).map(|text| text.value());
    let mut object = body(input, &items, &attribute::RESOURCE_FIELD, errors)?;
    if operations.has(Operation::List) && collection.is_none() && list_key.is_none() {
        errors.push(
            base_path.span(),
            format!("the path `{}` does not tell the key of a list", base_path.value()),
            "write `list_key = \"…\"`, or `list_key = none` where the body is a bare list",
        );
    }
    // A field called `id` is the id unless another one is marked, or it stands for something else in the path.
    let marked = object.fields.iter().any(|field| field.marks.id.is_some());
    let filters = filters(&items, &object.fields, errors);
    for field in &mut object.fields {
        field.parameter = parameters.contains(&field.name);
        field.id = if marked { field.marks.id.is_some() } else { field.name == "id" && !field.parameter };
        let named = filters.as_ref().map_or_else(|| is_scalar(&field.ty), |filters| filters.contains(&field.name));
        if field.parameter || !(named || field.marks.filter.is_some()) || !operations.has(Operation::List) {
            field.filter = None;
        }
    }
    let specific = [("list_key", Operation::List), ("filters", Operation::List), ("update_method", Operation::Update)];
    let specific = specific.into_iter().filter_map(|(key, operation)| Some((key, items.place(key)?, operation)));
    let name = object.ident.unraw().to_string();
    Some(Resource {
        parameters,
        service,
        key: envelope(key, Some(snake(&name))),
        list_key: envelope(list_key, collection),
        operations,
        update_method: update_method.unwrap_or("PUT"),
        command: command.unwrap_or_else(|| words(&name).join(" ")),
        specific: specific.collect(),
        object,
        base_path,
    })
}

/// The model of a struct with `#[derive(Fields)]`; none where it is no struct with named fields.
pub(crate) fn object(input: &DeriveInput, errors: &mut Errors) -> Option<Object> {
    let items = Items::read(&input.attrs, &attribute::OBJECT, errors);
    let mut object = body(input, &items, &attribute::OBJECT_FIELD, errors)?;
    object.fields.iter_mut().for_each(|field| field.filter = None);
    Some(object)
}

/// The path of the runtime, where it can be read.
pub(crate) fn runtime(items: &Items, errors: &mut Errors) -> Option<Path> {
    let text = items.text("crate", "osc_runtime", errors)?;
    let path = text.parse_with(Path::parse_mod_style);
    if path.is_err() {
        errors.push(text.span(), format!("`{}` is no path", text.value()), "write `crate = \"osc_runtime\"`");
    }
    path.ok()
}

fn body(input: &DeriveInput, items: &Items, field_keys: &Keys, errors: &mut Errors) -> Option<Object> {
    let runtime = runtime(items, errors);
    let serde = items.flag("serde", errors).is_some();
    let named = match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(fields) => Some(&fields.named),
            _ => None,
        },
        Data::Enum(_) | Data::Union(_) => None,
    };
    let Some(named) = named else {
        errors.push(
            input.ident.span(),
            format!("`{}` is no struct with named fields", input.ident),
            format!("write `struct {} {{ … }}`", input.ident),
        );
        return None;
    };
    if !input.generics.params.is_empty() {
        errors.push(
            input.generics.params.span(),
            format!("`{}` has generic parameters, for which JSON has no place", input.ident),
            "write a struct without; a field can be a `Value`, which holds any JSON",
        );
    }
    Some(Object {
        ident: input.ident.clone(),
        visibility: input.vis.clone(),
        doc: doc(&input.attrs),
        runtime: runtime.unwrap_or_else(|| syn::parse_quote!(::osc_runtime)),
        serde,
        fields: named.iter().filter_map(|field| self::field(field, field_keys, errors)).collect(),
    })
}

fn field(field: &syn::Field, keys: &Keys, errors: &mut Errors) -> Option<Field> {
    let ident = field.ident.clone()?;
    let items = Items::read(&field.attrs, keys, errors);
    let name = ident.unraw().to_string();
    let wire = items.text("name", "router:external", errors).or_else(|| serde_rename(&field.attrs));
    let wire_name = wire.as_ref().map_or_else(|| name.clone(), LitStr::value);
    let filter = items.optional_text("filter", "name", errors);
    let heading = items.optional_text("column", "Name", errors);
    let text_or = |text: Option<LitStr>, default: &str| text.map_or_else(|| default.to_owned(), |text| text.value());
    Some(Field {
        ty: field.ty.clone(),
        doc: doc(&field.attrs),
        deprecated: field.attrs.iter().find(|attribute| attribute.path().is_ident("deprecated")).cloned(),
        wire_span: wire.as_ref().map_or_else(|| ident.span(), LitStr::span),
        id: false,
        parameter: false,
        marks: Marks {
            id: items.flag("id", errors),
            required: items.flag("required", errors),
            create_only: items.flag("create_only", errors),
            update_only: items.flag("update_only", errors),
            read_only: items.flag("read_only", errors),
            filter: filter.as_ref().map(|(at, _)| *at),
        },
        filter: Some(text_or(filter.and_then(|(_, text)| text), &wire_name)),
        heading: heading.map(|(_, text)| text_or(text, "")),
        ident,
        name,
        wire_name,
    })
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

fn path(path: &LitStr, errors: &mut Errors) -> Template {
    let (template, mistakes) = template::read(&path.value());
    for mistake in mistakes {
        errors.push(path.span(), mistake.problem, mistake.help);
    }
    template
}

fn operations(items: &Items, errors: &mut Errors) -> Operations {
    let Some((at, words)) = items.list("operations", "list, get, create", errors) else {
        return Operations([Operation::List, Operation::Get, Operation::Create].map(|one| (one, None)).into());
    };
    if words.is_empty() {
        errors.push(at, "`operations` names none", expected("", &Operation::NAMES));
    }
    let mut operations: Vec<(Operation, Option<Span>)> = Vec::new();
    for word in words {
        let name = word.to_string();
        let known = Operation::named(&name);
        if name == "find" {
            let help = "name `list`, with which it comes where there is a field `name`";
            errors.push(word.span(), "`find` is no operation of its own", help);
            continue;
        } else if known.is_none() {
            errors.push(word.span(), format!("unknown operation `{name}`"), expected(&name, &Operation::NAMES));
        } else if operations.iter().any(|(operation, _)| known == Some(*operation)) {
            errors.push(word.span(), format!("`{name}` is said twice"), "remove one of them");
        }
        let meant = known.or_else(|| Operation::named(nearest(&name, &Operation::NAMES)?));
        operations.extend(meant.map(|operation| (operation, Some(word.span()))));
    }
    Operations(operations)
}

/// The names of the only fields that are filters, where that is said.
fn filters(items: &Items, fields: &[Field], errors: &mut Errors) -> Option<Vec<String>> {
    let (_, words) = items.list("filters", "name, status", errors)?;
    let known: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
    let mut named: Vec<String> = Vec::new();
    for word in words {
        let name = word.unraw().to_string();
        match fields.iter().find(|field| field.name == name) {
            None => errors.push(word.span(), format!("no field `{name}` to filter on"), expected(&name, &known)),
            Some(_) if named.contains(&name) => {
                errors.push(word.span(), format!("`{name}` is said twice"), "remove one of them");
            }
            Some(field) => {
                if let Some(ty) = no_filter(&field.ty) {
                    let help = "remove it; what a query can carry beyond scalars is added by `.query(name, value)`";
                    errors.push(word.span(), format!("a list cannot be filtered on a `{ty}`"), help);
                }
                named.push(name);
            }
        }
    }
    Some(named)
}

fn one_of(items: &Items, key: &str, known: &[&'static str], errors: &mut Errors) -> Option<&'static str> {
    let text = items.text(key, known.first().copied().unwrap_or_default(), errors)?;
    let value = text.value();
    let found = known.iter().find(|known| **known == value);
    if found.is_none() {
        let help = expected(&value.to_uppercase(), known);
        errors.push(text.span(), format!("`{value}` is no value of `{key}`"), help);
    }
    found.copied()
}
