//! A field, and who may set it.

use std::rc::Rc;

use osc_runtime::schema::{Usage, Versions};
use toml::de::{DeTable, DeValue};

use super::Vocabulary;
use crate::declaration::file::{Item, Items, Keys, OBJECT_FIELD, States, kind, within};
use crate::declaration::mistake::{At, Mistakes};
use crate::declaration::name::{is_name, made_of};
use crate::declaration::types::{self, Known, Type};

/// A field of a resource or an object, an argument, or a parameter of a query.
pub(in crate::declaration) struct Field {
    pub(in crate::declaration) at: At,
    pub(in crate::declaration) name: String,
    pub(in crate::declaration) doc: String,
    pub(in crate::declaration) ty: Type,
    /// Where the type stands.
    pub(in crate::declaration) ty_at: At,
    pub(in crate::declaration) wire_name: String,
    /// It identifies the resource.
    pub(in crate::declaration) id: bool,
    /// It is a parameter of the resource's path.
    pub(in crate::declaration) parameter: bool,
    /// It is a parameter of the path that a creation goes to.
    pub(in crate::declaration) in_create_path: bool,
    /// The keys that speak of its use, and where.
    pub(in crate::declaration) marks: Vec<(&'static str, At)>,
    /// The query parameter that filters on it.
    pub(in crate::declaration) filter: Option<String>,
    /// What a list is asked to be sorted by, where that is not the wire name.
    pub(in crate::declaration) sort: Option<String>,
    pub(in crate::declaration) vocabulary: Vocabulary,
    pub(in crate::declaration) header: Option<(String, At)>,
    pub(in crate::declaration) alias: Option<(String, At)>,
    pub(in crate::declaration) versions: Versions,
    pub(in crate::declaration) versions_at: Option<At>,
    /// The resource whose id it holds.
    pub(in crate::declaration) reference: Option<(String, At)>,
    pub(in crate::declaration) states: Option<States>,
}

/// The keys that say `true`.
const FLAGS: &[&str] = &[
    "id",
    "required",
    "create_only",
    "update_only",
    "read_only",
    "write_only",
    "flatten",
    "coerce",
    "beside",
    "fault",
    "revision",
    "null",
    "query",
    "body",
];
/// The keys that have a value, or may have one.
const VALUES: &[&str] = &["filter", "sort", "header", "alias", "state", "references"];

/// The fields of a table, in the order of the file. `tables` are the other tables of the file, which can be types.
pub(in crate::declaration) fn fields<'a>(
    (table, at): (&'a DeTable<'a>, At),
    keys: &Keys,
    tables: &[&str],
    mistakes: &mut Mistakes<'_>,
) -> Vec<Field> {
    let items = Items::all(table, at);
    items.iter().filter_map(|item| field(&items.at, item, keys, tables, mistakes)).collect()
}

fn field(parent: &At, item: &Item<'_>, keys: &Keys, tables: &[&str], mistakes: &mut Mistakes<'_>) -> Option<Field> {
    let (name, at) = (item.key, within(parent, item.key, item.at.offset));
    if !is_name(name) {
        let help = format!("write `{} = {{ type = \"…\", name = \"{name}\" }}`", made_of(name));
        mistakes.push(&item.at, format!("`{name}` is no name of a field"), help);
        return None;
    }
    Some(match item.value.get_ref() {
        DeValue::String(ty) => {
            let ty_at = At { offset: item.value_at().offset, ..at.clone() };
            let ty = read_type(ty, &ty_at, &Known { tables, inline: None, body: false }, mistakes);
            Field::new(name, ty, at, ty_at)
        }
        DeValue::Table(table) => {
            let body = keys.known.contains(&"body");
            Field::read(name, &Items::of(table, at, keys, mistakes), body, tables, mistakes)
        }
        _ => {
            let problem = format!("`{name}` is {}, and not a type or a table", kind(item.value));
            mistakes.push(&item.value_at(), problem, format!("write `{name} = \"String\"`"));
            Field::new(name, Type::Unknown, at, item.value_at())
        }
    })
}

fn read_type(text: &str, at: &At, known: &Known<'_>, mistakes: &mut Mistakes<'_>) -> Type {
    types::parse(text, known).unwrap_or_else(|(problem, help)| {
        mistakes.push(at, problem, help);
        Type::Unknown
    })
}

impl Field {
    /// A field of which nothing but its type is said.
    fn new(name: &str, ty: Type, at: At, ty_at: At) -> Self {
        Self {
            at,
            name: name.to_owned(),
            doc: String::new(),
            ty,
            ty_at,
            wire_name: name.to_owned(),
            id: false,
            parameter: false,
            in_create_path: false,
            marks: Vec::new(),
            filter: Some(name.to_owned()),
            sort: None,
            vocabulary: Vocabulary::default(),
            header: None,
            alias: None,
            versions: Versions::ALL,
            versions_at: None,
            reference: None,
            states: None,
        }
    }

    fn read(name: &str, items: &Items<'_>, body: bool, tables: &[&str], mistakes: &mut Mistakes<'_>) -> Self {
        let (ty, ty_at) = ty(name, items, body, tables, mistakes);
        let mut field = Self::new(name, ty, items.at.clone(), ty_at);
        field.doc =
            items.text("doc", "What it is.", mistakes).map(|(text, _)| text.trim().to_owned()).unwrap_or_default();
        if let Some((wire_name, _)) = items.text("name", "router:external", mistakes) {
            field.wire_name = wire_name;
        }
        for key in FLAGS {
            if items.flag(key, mistakes) {
                field.marks.extend(items.place(key).map(|at| (*key, at)));
            }
        }
        let filter = items.optional_text("filter", "name", mistakes);
        let is_filter = filter.is_some();
        field.filter = match filter {
            Some(filter) if !filter.is_empty() => Some(filter),
            None if items.has("filter") => None,
            _ => Some(field.wire_name.clone()),
        };
        field.sort = items.text("sort", "display_name", mistakes).map(|(text, _)| text);
        field.vocabulary = Vocabulary::read(items, mistakes);
        field.header = items.text("header", "x-container-bytes-used", mistakes);
        field.alias = items.text("alias", "tenant_id", mistakes);
        (field.versions, field.versions_at) = items.versions(mistakes);
        field.reference = items.text("references", "Network", mistakes);
        field.states = items.states(mistakes);
        let said = VALUES.iter().filter(|key| **key != "filter" || is_filter);
        field.marks.extend(said.filter_map(|key| Some((*key, items.place(key)?))));
        field
    }

    /// Where a key of it stands.
    pub(in crate::declaration) fn place(&self, key: &str) -> Option<&At> {
        self.marks.iter().find(|(known, _)| *known == key).map(|(_, at)| at)
    }

    pub(in crate::declaration) fn is(&self, key: &str) -> bool {
        self.place(key).is_some()
    }

    fn is_read_only(&self) -> bool {
        let by_nature = self.id
            || matches!(self.name.as_str(), "created_at" | "updated_at")
            || self.is("state")
            || self.is("fault");
        let settable = ["required", "create_only", "update_only", "write_only"].iter().any(|key| self.is(key));
        self.parameter || self.is("read_only") || self.is("beside") || by_nature && !settable
    }

    /// Whether a creation may set it.
    pub(in crate::declaration) fn create(&self) -> bool {
        self.in_create_path && !self.parameter || !self.is_read_only() && !self.is("update_only")
    }

    /// Whether an update may set it.
    pub(in crate::declaration) fn update(&self) -> bool {
        !self.is_read_only() && !self.is("create_only") && !self.in_create_path
    }

    /// What it is for.
    pub(in crate::declaration) fn usage(&self) -> Usage {
        let required = (self.is("required") || self.in_create_path) && self.create();
        let flags = [
            (self.id, Usage::ID),
            (self.parameter, Usage::PATH),
            (self.create(), Usage::CREATE),
            (required, Usage::REQUIRED),
            (self.update(), Usage::UPDATE),
            (self.filter.is_some(), Usage::FILTER),
            (self.is("write_only"), Usage::WRITE_ONLY),
            (self.is("flatten"), Usage::FLATTEN),
            (self.is("coerce"), Usage::COERCE),
            (self.is("beside"), Usage::BESIDE),
            (self.is("state"), Usage::STATE),
            (self.is("fault"), Usage::FAULT),
            (self.is("revision"), Usage::REVISION),
            (self.is("null"), Usage::NULL),
        ];
        flags.into_iter().filter(|(set, _)| *set).fold(Usage::NONE, |usage, (_, flag)| usage.and(flag))
    }
}

/// The type that a table says, and where it does.
fn ty(name: &str, items: &Items<'_>, body: bool, tables: &[&str], mistakes: &mut Mistakes<'_>) -> (Type, At) {
    let declared = items.table("fields", "id = \"String\"", mistakes);
    let inline = declared.map(|declared| Rc::new(fields(declared, &OBJECT_FIELD, tables, mistakes)));
    let unknown = || (Type::Unknown, items.at.clone());
    if !items.has("type") {
        return inline.map_or_else(
            || {
                let help = format!("write `{name} = {{ type = \"String\", … }}`");
                mistakes.push(&items.at, format!("`{name}` has no type"), help);
                unknown()
            },
            |inline| (Type::Inline(inline), items.at.clone()),
        );
    }
    let Some((said, at)) = items.text("type", "String", mistakes) else { return unknown() };
    let ty = read_type(&said, &at, &Known { tables, inline: inline.clone(), body }, mistakes);
    if inline.is_some() && !ty.holds_inline() && !matches!(ty, Type::Unknown) {
        let problem = format!("`fields` are those of `Fields`, which is not in the type `{said}`");
        mistakes.push(&at, problem, "write `Fields`, `Option<Fields>`, `Vec<Fields>`, or no type at all");
    }
    (ty, at)
}
