//! A declaration with every default filled in.

use proc_macro2::{Ident, Span};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Data, DeriveInput, LitStr, Path, Type, Visibility};

use crate::attribute::{Items, doc, serde_rename};
use crate::case::{snake, words};
use crate::errors::{Errors, spelling};

const STRUCT_KEYS: &[&str] =
    &["base_path", "service", "key", "list_key", "operations", "update_method", "cli", "crate", "serde"];
const FIELD_KEYS: &[&str] = &["name", "id", "required", "create_only", "update_only", "read_only", "filter", "column"];
const OBJECT_KEYS: &[&str] = &["crate", "serde"];
const OBJECT_FIELD_KEYS: &[&str] = &["name"];
const OPERATIONS: &[&str] = &["list", "get", "create", "update", "delete"];
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
    pub(crate) update_method: String,
    pub(crate) command: String,
}

/// Which operations there are, and where that is said.
pub(crate) struct Operations {
    pub(crate) list: bool,
    pub(crate) get: bool,
    pub(crate) create: bool,
    pub(crate) update: bool,
    pub(crate) delete: bool,
    /// `get`, `update` or `delete` where one is written down, since each needs an id.
    pub(crate) needs_id: Option<Span>,
}

/// A field.
pub(crate) struct Field {
    pub(crate) ident: Ident,
    pub(crate) ty: Type,
    pub(crate) doc: String,
    /// The name without `r#`.
    pub(crate) name: String,
    pub(crate) wire_name: String,
    /// The place of the wire name, or of the field where it has none of its own.
    pub(crate) wire_span: Span,
    /// It identifies the resource; the place of the key `id`, where it has one.
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
    pub(crate) fn id(&self) -> Option<&Field> {
        self.object.fields.iter().find(|field| field.id)
    }
}

/// The model of a struct with `#[derive(Resource)]`; none where it is no struct with named fields.
pub(crate) fn resource(input: &DeriveInput, errors: &mut Errors) -> Option<Resource> {
    let items = Items::read(&input.attrs, STRUCT_KEYS, errors);
    let (base_path, parameters) = base_path(&items, &input.ident, errors);
    let service = items.text("service", "network", errors).unwrap_or_else(|| {
        if !items.has("service") {
            errors.push(
                input.ident.span(),
                "a resource needs a `service`",
                "write `#[resource(base_path = \"/lb/pools\", service = \"network\")]` above the struct",
            );
        }
        LitStr::new("unknown", Span::call_site())
    });
    let key = items.text_or_none("key", "pool", errors);
    let list_key = items.text_or_none("list_key", "pools", errors);
    let operations = operations(&items, errors);
    let update_method = one_of(&items, "update_method", UPDATE_METHODS, errors);
    let command = items.text("cli", "lb pool", errors).map(|text| text.value());
    let mut object = body(input, &items, FIELD_KEYS, errors)?;
    let name = object.ident.unraw().to_string();
    let default_list_key = || {
        let path = base_path.value();
        let literal = path.split('/').rev().find(|segment| !segment.is_empty() && !segment.contains('{'));
        literal.unwrap_or_default().replace('-', "_")
    };
    let resource_key = key.map_or_else(|| Some(snake(&name)), |key| key.map(|key| key.value()));
    let resources_key = list_key.map_or_else(|| Some(default_list_key()), |key| key.map(|key| key.value()));
    for field in &mut object.fields {
        field.parameter = parameters.contains(&field.name);
        let scalar = is_scalar(&field.ty) || field.marks.filter.is_some();
        if field.parameter || !scalar || !operations.list {
            field.filter = None;
        }
    }
    // A field called `id` is the id unless another one is marked.
    let marked = object.fields.iter().any(|field| field.marks.id.is_some());
    for field in &mut object.fields {
        field.id = if marked { field.marks.id.is_some() } else { field.name == "id" };
    }
    Some(Resource {
        base_path,
        parameters,
        service,
        key: resource_key,
        list_key: resources_key,
        operations,
        update_method: update_method.unwrap_or_else(|| "PUT".to_owned()),
        command: command.unwrap_or_else(|| words(&name).join(" ")),
        object,
    })
}

/// The model of a struct with `#[derive(Fields)]`; none where it is no struct with named fields.
pub(crate) fn object(input: &DeriveInput, errors: &mut Errors) -> Option<Object> {
    let items = Items::read(&input.attrs, OBJECT_KEYS, errors);
    body(input, &items, OBJECT_FIELD_KEYS, errors)
}

fn body(input: &DeriveInput, items: &Items, field_keys: &[&str], errors: &mut Errors) -> Option<Object> {
    let runtime = items.text("crate", "osc_runtime", errors).and_then(|text| {
        text.parse::<Path>()
            .inspect_err(|_| {
                errors.push(text.span(), format!("`{}` is no path", text.value()), "write `crate = \"osc_runtime\"`");
            })
            .ok()
    });
    let named = match &input.data {
        Data::Struct(data) => match &data.fields {
            syn::Fields::Named(fields) => Some(&fields.named),
            _ => None,
        },
        Data::Enum(_) | Data::Union(_) => None,
    };
    let Some(named) = named else {
        errors.push(
            input.ident.span(),
            format!("`{}` is no struct with named fields", input.ident),
            format!("write `struct {} {{ id: String, … }}`", input.ident),
        );
        return None;
    };
    if !input.generics.params.is_empty() {
        errors.push(
            input.generics.params.span(),
            "a resource has no parameters",
            "write a struct without generics; `osc_runtime::Value` holds any JSON",
        );
        return None;
    }
    Some(Object {
        ident: input.ident.clone(),
        visibility: input.vis.clone(),
        doc: doc(&input.attrs),
        runtime: runtime.unwrap_or_else(|| syn::parse_quote!(::osc_runtime)),
        serde: items.flag("serde", errors).is_some(),
        fields: named.iter().filter_map(|field| self::field(field, field_keys, errors)).collect(),
    })
}

fn field(field: &syn::Field, keys: &[&str], errors: &mut Errors) -> Option<Field> {
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

/// The path and the names of its parameters.
fn base_path(items: &Items, ident: &Ident, errors: &mut Errors) -> (LitStr, Vec<String>) {
    const EXAMPLE: &str = "/qos/policies/{policy_id}/rules";
    let Some(path) = items.text("base_path", "/lb/pools", errors) else {
        if !items.has("base_path") {
            errors.push(
                ident.span(),
                "a resource needs a `base_path`",
                "write `#[resource(base_path = \"/lb/pools\", service = \"network\")]` above the struct",
            );
        }
        return (LitStr::new("/unknown", Span::call_site()), Vec::new());
    };
    let text = path.value();
    if !text.starts_with('/') {
        errors.push(path.span(), format!("the path `{text}` does not begin with `/`"), format!("write `/{text}`"));
    }
    if text.len() > 1 && text.ends_with('/') {
        let without = text.trim_end_matches('/');
        errors.push(path.span(), format!("the path `{text}` ends with `/`"), format!("write `{without}`"));
    }
    let mut parameters: Vec<String> = Vec::new();
    for segment in text.split('/').filter(|segment| segment.contains(['{', '}'])) {
        let name = segment.strip_prefix('{').and_then(|segment| segment.strip_suffix('}'));
        match name.filter(|name| syn::parse_str::<Ident>(name).is_ok()) {
            Some(name) if parameters.iter().any(|known| known == name) => errors.push(
                path.span(),
                format!("the path has two parameters `{{{name}}}`"),
                "give each parameter a name of its own",
            ),
            Some(name) => parameters.push(name.to_owned()),
            None => errors.push(
                path.span(),
                format!("`{segment}` is no parameter of a path"),
                format!("a parameter is a whole segment, the name of a field in braces: `{EXAMPLE}`"),
            ),
        }
    }
    (path, parameters)
}

fn operations(items: &Items, errors: &mut Errors) -> Operations {
    let mut operations =
        Operations { list: false, get: false, create: false, update: false, delete: false, needs_id: None };
    let Some((at, words)) = items.list("operations", "list, get, create", errors) else {
        return Operations { list: true, get: true, create: true, ..operations };
    };
    if words.is_empty() {
        errors.push(at, "a resource without operations", spelling("", OPERATIONS));
    }
    for word in words {
        let name = word.to_string();
        let (flag, needs_id) = match name.as_str() {
            "list" => (&mut operations.list, false),
            "get" => (&mut operations.get, true),
            "create" => (&mut operations.create, false),
            "update" => (&mut operations.update, true),
            "delete" => (&mut operations.delete, true),
            "find" => {
                errors.push(word.span(), "`find` is not named", "it comes with `list` where there is a field `name`");
                continue;
            }
            _ => {
                errors.push(word.span(), format!("unknown operation `{name}`"), spelling(&name, OPERATIONS));
                continue;
            }
        };
        if std::mem::replace(flag, true) {
            errors.push(word.span(), format!("`{name}` is said twice"), "remove one of them");
        }
        if needs_id {
            operations.needs_id.get_or_insert(word.span());
        }
    }
    operations
}

fn one_of(items: &Items, key: &str, known: &[&str], errors: &mut Errors) -> Option<String> {
    let text = items.text(key, known.first().copied().unwrap_or_default(), errors)?;
    let value = text.value();
    if known.contains(&value.as_str()) {
        return Some(value);
    }
    errors.push(text.span(), format!("`{value}` is no value of `{key}`"), spelling(&value.to_uppercase(), known));
    None
}

/// Whether a type is, by its name, one that a query can carry.
fn is_scalar(ty: &Type) -> bool {
    const SCALARS: &[&str] =
        &["String", "bool", "i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64", "f64", "Timestamp"];
    let Type::Path(path) = ty else { return false };
    let Some(last) = path.path.segments.last() else { return false };
    match &last.arguments {
        syn::PathArguments::AngleBracketed(arguments) if last.ident == "Option" => {
            matches!(arguments.args.first(), Some(syn::GenericArgument::Type(inner)) if is_scalar(inner))
        }
        syn::PathArguments::None => SCALARS.iter().any(|scalar| last.ident == scalar),
        _ => false,
    }
}
