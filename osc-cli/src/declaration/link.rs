//! Which resource a name means.

use std::sync::OnceLock;

use osc_runtime::schema::Schema;

use super::build::keep;
use super::mistake::{At, Mistakes, expected};
use super::model::Resource;

/// Where a schema is going to be. Two resources may reference each other, so that neither can be made first.
pub(super) type Link = &'static OnceLock<&'static Schema>;

/// A resource that a file declares.
struct Declared {
    /// The file's number.
    file: usize,
    name: String,
    noun: String,
    variant: Option<String>,
    link: Link,
}

/// All resources that there are.
pub(super) struct Names<'a> {
    declared: Vec<Declared>,
    known: &'a [&'static Schema],
}

impl<'a> Names<'a> {
    /// Those of the program alone.
    pub(super) fn new(known: &'a [&'static Schema]) -> Self {
        Self { declared: Vec::new(), known }
    }

    /// One more, of a file.
    pub(super) fn declare(&mut self, file: usize, resource: &Resource) {
        let link = keep(OnceLock::new());
        let variant = resource.variant.as_ref().map(|(variant, _)| variant.clone());
        self.declared.push(Declared {
            file,
            name: resource.name.clone(),
            noun: resource.command.0.clone(),
            variant,
            link,
        });
    }

    /// Where the schema of a resource of a file is going to be.
    pub(super) fn of(&self, file: usize, name: &str) -> Option<Link> {
        self.declared.iter().find(|known| known.file == file && known.name == name).map(|known| known.link)
    }

    /// The first resource that has the noun of this one, and not another variant of it: the number of its file, and its
    /// name.
    pub(super) fn first_with_noun_of(&self, resource: &Resource) -> Option<(usize, &str)> {
        let variant = resource.variant.as_ref().map(|(variant, _)| variant.as_str());
        let same = |known: &&Declared| known.noun == resource.command.0 && clash(known.variant.as_deref(), variant);
        self.declared.iter().find(same).map(|known| (known.file, known.name.as_str()))
    }

    /// The resource that a file means by the name of a struct, or by a noun: its own, another file's, the program's, of the
    /// same service first.
    pub(super) fn find(
        &self,
        file: usize,
        service: &str,
        (text, at): &(String, At),
        mistakes: &mut Mistakes<'_>,
    ) -> Option<Link> {
        // As it may be written in Rust: `crate::identity::Project`.
        let name = text.rsplit("::").next().unwrap_or_default();
        let is = |known: &&Declared| known.name == name || known.noun == *text;
        let own = self.declared.iter().find(|known| known.file == file && is(known));
        if let Some(found) = own.or_else(|| self.declared.iter().find(is)) {
            return Some(found.link);
        }
        let found: Vec<&'static Schema> =
            self.known.iter().copied().filter(|schema| schema.name() == name || schema.command() == text).collect();
        let here: Vec<_> = found.iter().filter(|schema| schema.service() == service).collect();
        let chosen = match (here.as_slice(), found.as_slice()) {
            ([one], _) => Some(**one),
            (_, [one]) => Some(*one),
            _ => found.iter().copied().find(|schema| schema.command() == text),
        };
        if chosen.is_none() {
            let names = self.known.iter().map(|schema| schema.name());
            let names: Vec<&str> = names.chain(self.declared.iter().map(|known| known.name.as_str())).collect();
            if found.is_empty() {
                mistakes.push(at, format!("no resource `{text}`"), expected(name, &names));
            } else {
                let nouns: Vec<_> = found.iter().map(|schema| format!("`{}`", schema.command())).collect();
                let problem = format!("{} resources are called `{text}`", nouns.len());
                mistakes.push(at, problem, format!("write the noun of one: {}", nouns.join(" or ")));
            }
        }
        let link = keep(OnceLock::new());
        // It is new, and empty.
        let _ = link.set(chosen?);
        Some(link)
    }
}

/// Whether two resources of one noun stand for each other.
pub(super) fn clash(one: Option<&str>, other: Option<&str>) -> bool {
    one.is_none() || other.is_none() || one == other
}
