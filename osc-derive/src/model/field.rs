//! A field, and who may set it.

use proc_macro2::{Ident, Span};
use syn::ext::IdentExt;
use syn::{Attribute, LitStr, Path, Type};

use super::Vocabulary;
use crate::attribute::{Items, Keys, States, Versions, doc, serde_rename};
use crate::errors::Errors;

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
    /// It is a parameter of the resource's path.
    pub(crate) parameter: bool,
    /// It is a parameter of the path that a creation goes to.
    pub(crate) in_create_path: bool,
    pub(crate) marks: Marks,
    /// The query parameter that filters on it.
    pub(crate) filter: Option<String>,
    /// What a list is asked to be sorted by, where that is not the wire name.
    pub(crate) sort: Option<LitStr>,
    pub(crate) vocabulary: Vocabulary,
    pub(crate) header: Option<LitStr>,
    pub(crate) alias: Option<LitStr>,
    pub(crate) versions: Versions,
    /// The resource whose id it holds.
    pub(crate) reference: Option<Path>,
    pub(crate) states: Option<States>,
}

/// The keys of a field that stand alone, and where.
pub(crate) struct Marks(Vec<(&'static str, Span)>);

/// The keys that stand alone, or may do so.
const MARKS: &[&str] = &[
    "id",
    "required",
    "create_only",
    "update_only",
    "read_only",
    "write_only",
    "filter",
    "sort",
    "header",
    "alias",
    "flatten",
    "coerce",
    "beside",
    "state",
    "fault",
    "revision",
    "null",
    "references",
];

impl Marks {
    fn read(items: &Items) -> Self {
        Self(MARKS.iter().filter_map(|key| Some((*key, items.place(key)?))).collect())
    }

    /// Where the key stands.
    pub(crate) fn place(&self, key: &str) -> Option<Span> {
        self.0.iter().find(|(known, _)| *known == key).map(|(_, at)| *at)
    }

    /// The first of `keys` that is there.
    pub(crate) fn first<'a>(&self, keys: &[&'a str]) -> Option<(&'a str, Span)> {
        keys.iter().find_map(|key| Some((*key, self.place(key)?)))
    }

    /// All keys that are there.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&'static str, Span)> {
        self.0.iter().copied()
    }
}

impl Field {
    pub(super) fn read(field: &syn::Field, keys: &Keys, errors: &mut Errors) -> Option<Self> {
        let ident = field.ident.clone()?;
        let items = Items::read(&field.attrs, keys, errors);
        let name = ident.unraw().to_string();
        let wire = items.text("name", "router:external", errors).or_else(|| serde_rename(&field.attrs));
        let wire_name = wire.as_ref().map_or_else(|| name.clone(), LitStr::value);
        let filter = items.optional_text("filter", "name", errors);
        let text_or =
            |text: Option<LitStr>, default: &str| text.map_or_else(|| default.to_owned(), |text| text.value());
        for key in ["id", "required", "create_only", "update_only", "read_only", "write_only"] {
            items.flag(key, errors);
        }
        for key in ["flatten", "coerce", "beside", "fault", "revision", "null"] {
            items.flag(key, errors);
        }
        Some(Self {
            ty: field.ty.clone(),
            doc: doc(&field.attrs),
            deprecated: field.attrs.iter().find(|attribute| attribute.path().is_ident("deprecated")).cloned(),
            wire_span: wire.as_ref().map_or_else(|| ident.span(), LitStr::span),
            id: false,
            parameter: false,
            in_create_path: false,
            marks: Marks::read(&items),
            filter: Some(text_or(filter.and_then(|(_, text)| text), &wire_name)),
            sort: items.text("sort", "display_name", errors),
            vocabulary: Vocabulary::read(&items, errors),
            header: items.text("header", "x-container-bytes-used", errors),
            alias: items.text("alias", "tenant_id", errors),
            versions: items.versions(errors),
            reference: items.path("references", "Network", errors),
            states: items.states(errors).map(|(_, states)| states),
            ident,
            name,
            wire_name,
        })
    }

    pub(crate) fn is(&self, mark: &str) -> bool {
        self.marks.place(mark).is_some()
    }

    fn is_read_only(&self) -> bool {
        let read_only_by_nature = self.id
            || matches!(self.name.as_str(), "created_at" | "updated_at")
            || self.is("state")
            || self.is("fault")
            || self.is("revision");
        let settable = self.marks.first(&["required", "create_only", "update_only", "write_only"]).is_some();
        self.parameter || self.is("read_only") || self.is("beside") || read_only_by_nature && !settable
    }

    /// Whether a creation may set it.
    pub(crate) fn create(&self) -> bool {
        self.in_create_path && !self.parameter || !self.is_read_only() && !self.is("update_only")
    }

    /// Whether an update may set it.
    pub(crate) fn update(&self) -> bool {
        !self.is_read_only() && !self.is("create_only") && !self.in_create_path
    }

    /// Whether a creation has to set it.
    pub(crate) fn required(&self) -> bool {
        (self.is("required") || self.in_create_path) && self.create()
    }
}
