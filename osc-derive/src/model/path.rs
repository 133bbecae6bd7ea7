//! The paths of a resource, and what stands in them.

use proc_macro2::Span;
use syn::LitStr;

use super::Field;
use crate::attribute::Items;
use crate::errors::Errors;
use crate::template::{self, Template};

/// A path and its parameters.
pub(crate) struct Path {
    pub(crate) text: String,
    pub(crate) place: Span,
    /// The names of the parameters, from left to right.
    pub(crate) parameters: Vec<String>,
    pub(crate) collection: Option<String>,
}

/// Where a resource is.
pub(crate) struct Paths {
    pub(crate) base: Path,
    /// Where it is listed, where that is elsewhere.
    pub(crate) list: Option<Path>,
    /// Where new ones are made, where that is elsewhere.
    pub(crate) create: Option<Path>,
}

impl Path {
    pub(crate) fn read(text: &LitStr, errors: &mut Errors) -> Self {
        let value = text.value();
        let (Template { parameters, collection }, mistakes) = template::read(&value);
        for mistake in mistakes {
            errors.push(text.span(), mistake.problem, mistake.help);
        }
        Self { text: value, place: text.span(), parameters, collection }
    }

    /// The path of what is below this one.
    pub(crate) fn below(&self, rest: &str) -> Self {
        let (path, query) =
            self.text.split_once('?').map_or((self.text.as_str(), None), |(path, query)| (path, Some(query)));
        let separator = if path.ends_with('/') || rest.is_empty() { "" } else { "/" };
        let query = query.map(|query| format!("?{query}")).unwrap_or_default();
        let text = format!("{path}{separator}{rest}{query}");
        let (Template { parameters, collection }, _) = template::read(&text);
        Self { text, place: self.place, parameters, collection }
    }
}

impl Paths {
    pub(super) fn read(base: &LitStr, items: &Items, errors: &mut Errors) -> Self {
        let base = Path::read(base, errors);
        let list = items.text("list_path", "/servers/detail", errors).map(|text| Path::read(&text, errors));
        let create = items.text("create_path", "/zones/tasks/imports", errors).map(|text| Path::read(&text, errors));
        Self { base, list, create }
    }

    /// The parameters of a list's path.
    pub(crate) fn of_list(&self) -> &Path {
        self.list.as_ref().unwrap_or(&self.base)
    }

    /// The parameters of a creation's path.
    pub(crate) fn of_create(&self) -> &Path {
        self.create.as_ref().unwrap_or(&self.base)
    }

    /// Says which parameters have no field.
    pub(super) fn check(&self, fields: &[Field], errors: &mut Errors) {
        let paths = [Some(&self.base), self.list.as_ref(), self.create.as_ref()].into_iter().flatten();
        let mut said: Vec<&str> = Vec::new();
        for (path, name) in paths.flat_map(|path| path.parameters.iter().map(move |name| (path, name))) {
            if fields.iter().any(|field| field.name == *name) || said.contains(&name.as_str()) {
                continue;
            }
            let raw = if syn::parse_str::<syn::Ident>(name).is_ok() { "" } else { "r#" };
            errors.push(
                path.place,
                format!("no field for the path's parameter `{{{name}}}`"),
                format!("add `pub {raw}{name}: String`"),
            );
            said.push(name);
        }
    }
}
