//! A declaration with every default filled in.

mod action;
mod field;
pub(super) mod operation;
mod resource;
mod vocabulary;

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

pub(super) use action::{Action, Answer, Place};
pub(super) use field::Field;
pub(super) use operation::Operation;
pub(super) use resource::Resource;
pub(super) use vocabulary::{Constant, Vocabulary};

use super::file::{Items, Keys, OBJECT, OBJECT_FIELD, RESOURCE, Value, kind, text, within};
use super::mistake::{At, Mistakes};
use super::name::{is_name, made_of, words};

/// What a file declares.
#[derive(Default)]
pub(super) struct File {
    pub(super) resources: Vec<Resource>,
    pub(super) objects: Vec<Object>,
}

/// An object inside of resources.
pub(super) struct Object {
    pub(super) at: At,
    pub(super) name: String,
    pub(super) fields: Vec<Field>,
}

impl File {
    /// The model of a file's tables.
    pub(super) fn read(document: &DeTable<'_>, mistakes: &mut Mistakes<'_>) -> Self {
        let items = Items::all(document, At { table: "".into(), offset: 0 });
        let names: Vec<&str> = items.iter().map(|item| item.key).collect();
        let mut file = Self::default();
        for item in items.iter() {
            let name = item.key;
            let DeValue::Table(table) = item.value.get_ref() else {
                let problem = format!("`{name}` is {}, and not a resource", kind(item.value));
                mistakes.push(&item.at, problem, "write it below a heading, such as `[Pool]`");
                continue;
            };
            if !is_name(name) {
                let help = format!("write `[{}]`", made_of(name));
                mistakes.push(&item.at, format!("`{name}` is no name of a resource"), help);
                continue;
            }
            let at = within(&items.at, name, item.at.offset);
            // What has nothing but fields is an object; a resource has a path.
            if table.keys().all(|key| OBJECT.known.contains(&key.get_ref().as_ref())) {
                let items = Items::of(table, at.clone(), &OBJECT, mistakes);
                items.text("doc", "What it is.", mistakes);
                let mut fields = read_fields(&items, &OBJECT_FIELD, &names, mistakes);
                for field in &mut fields {
                    field.filter = None;
                }
                file.objects.push(Object { at, name: name.to_owned(), fields });
            } else {
                let items = Items::of(table, at, &RESOURCE, mistakes);
                file.resources.push(Resource::read(name, &items, &names, mistakes));
            }
        }
        file
    }
}

/// The nouns that the tables of a document have on the command line, as far as they tell.
pub(super) fn nouns(document: &DeTable<'_>) -> Vec<String> {
    let noun = |(name, value): (&Spanned<DeString<'_>>, &Value<'_>)| {
        let DeValue::Table(table) = value.get_ref() else { return None };
        let said = table.get("cli").and_then(text).filter(|noun| !noun.trim().is_empty());
        Some(said.map_or_else(|| words(name.get_ref()).join(" "), str::to_owned))
    };
    document.iter().filter_map(noun).collect()
}

/// The fields of a resource or an object.
fn read_fields(items: &Items<'_>, keys: &Keys, tables: &[&str], mistakes: &mut Mistakes<'_>) -> Vec<Field> {
    match items.table("fields", "id = \"String\"", mistakes) {
        Some(table) => field::fields(table, keys, tables, mistakes),
        None if items.has("fields") => Vec::new(),
        None => {
            let help = format!("write `[{}.fields]`, and below it `id = \"String\"` and so on", items.at.table);
            mistakes.push(&items.at, "it has no fields", help);
            Vec::new()
        }
    }
}
