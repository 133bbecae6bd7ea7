//! All there is, on a page: what `osc --help` shows.

use std::collections::BTreeMap;

use osc_runtime::schema::Schema;

use super::{Tree, own};
use crate::output::terminal_width;
use crate::prose::{first_sentence, shortened};

/// How wide help is where no terminal says it, as clap has it.
const PIPE_WIDTH: usize = 100;

impl Tree {
    /// The resources of each service, one for each noun.
    pub(crate) fn services(&self) -> BTreeMap<&'static str, Vec<&'static Schema>> {
        let mut services: BTreeMap<&str, Vec<&Schema>> = BTreeMap::new();
        self.visit(&mut |schema| {
            let known = services.entry(schema.service()).or_default();
            // Variants are one noun.
            if known.last().is_none_or(|last| last.command() != schema.command()) {
                known.push(schema);
            }
        });
        services
    }

    /// All nouns, by service, each with a line of what it is.
    pub(super) fn overview(&self) -> String {
        let services = self.services();
        let nouns = services.values().flatten().map(|schema| schema.command());
        let width = nouns.chain(own::ALL.iter().map(|own| own.words)).map(str::len).max().unwrap_or_default();
        let line = |noun: &str, about: &str| format!("  {noun:width$}  {about}");
        let mut lines = Vec::new();
        for (service, schemas) in &services {
            lines.push(format!("Nouns of {service}:"));
            lines.extend(schemas.iter().map(|schema| line(schema.command(), &first_sentence(schema.doc()))));
            lines.push(String::new());
        }
        lines.push("Besides:".to_owned());
        lines.extend(own::ALL.iter().map(|own| line(own.words, own.about)));
        let columns = terminal_width().unwrap_or(PIPE_WIDTH);
        lines.iter().map(|line| shortened(line, columns)).collect::<Vec<_>>().join("\n")
    }
}
