//! Resources that are declared in TOML files, for who has no Rust compiler at hand.
//!
//! The grammar is the derive's, `osc_runtime::Resource`, and so are the stages: `file` is what stands there, `model` has
//! every default filled in, `check` finds what contradicts itself, `build` makes schemas. What each stage finds wrong goes
//! to `mistake`; a misspelt key counts as the nearest, so that one mistake is one message. Names of other resources are
//! found by `link`, once all files have been read.
//!
//! A file is taken as a whole or not at all. What is wrong in one is no reason for a command of another to fail.

mod build;
mod check;
mod file;
mod folder;
mod link;
mod mistake;
mod model;
mod name;
mod template;
#[cfg(test)]
mod tests;
mod types;

use std::ffi::OsString;

use osc_runtime::schema::Schema;
use toml::de::DeTable;

use crate::arguments::global;
use crate::failure::{Failure, report};
use folder::Source;
use link::{Names, clash};
use mistake::{At, Mistakes};
use model::File;

/// All resources, those of files among them.
pub(crate) struct Declared {
    /// The program's own, but for those whose noun a file has; then those of the files.
    pub(crate) resources: Vec<&'static Schema>,
    faulty: Vec<Faulty>,
}

/// A file that is not taken.
struct Faulty {
    name: String,
    /// What is wrong, as it follows the name.
    problems: Vec<String>,
    /// The nouns that it would have, as far as they can be told.
    nouns: Vec<String>,
}

/// The resources of the user's files beside those that the program knows.
pub(crate) fn load(known: &[&'static Schema]) -> Declared {
    declared(&folder::sources(), known)
}

fn declared(sources: &[Source], known: &[&'static Schema]) -> Declared {
    let mut faulty = Vec::new();
    let mut names = Names::new(known);
    let mut read = Vec::new();
    for (number, Source { name, text }) in sources.iter().enumerate() {
        let text = match text {
            Ok(text) => text,
            Err(problem) => {
                faulty.push(Faulty { name: name.clone(), problems: vec![format!(": {problem}")], nouns: Vec::new() });
                continue;
            }
        };
        let mut mistakes = Mistakes::of(text);
        let (document, malformed) = DeTable::parse_recoverable(text);
        for error in &malformed {
            let at = At { table: "".into(), offset: error.span().map_or(0, |span| span.start) };
            mistakes.add(&at, error.message().lines().collect::<Vec<_>>().join(": "));
        }
        let nouns = model::nouns(document.get_ref());
        // What follows from text that cannot be read is not worth telling.
        let mut file = File::default();
        if malformed.is_empty() {
            file = File::read(document.get_ref(), &mut mistakes);
            check::file(&file, &mut mistakes);
        }
        for resource in &file.resources {
            names.declare(number, resource);
        }
        read.push((number, name, nouns, file, mistakes));
    }
    let mut declared = Vec::new();
    for (number, name, nouns, file, mut mistakes) in read {
        for resource in &file.resources {
            let (noun, at) = &resource.command;
            let (first, name) = names.first_with_noun_of(resource).unwrap_or((number, &resource.name));
            if (first, name) != (number, &resource.name) {
                let other = sources.get(first).map_or("", |source| &source.name);
                let problem = format!("`osc {noun}` is `{name}` of {other} already");
                mistakes.push(at, problem, "write another noun: `cli = \"…\"`");
            }
        }
        let mut schemas = Vec::new();
        if mistakes.is_empty() {
            schemas = build::schemas(&file, number, &names, &mut mistakes);
        }
        if mistakes.is_empty() {
            declared.extend(schemas);
        } else {
            let problems = mistakes.finish().iter().map(ToString::to_string).collect();
            faulty.push(Faulty { name: name.clone(), problems, nouns });
        }
    }
    // A file's noun is the file's, even while something is wrong there: another resource is not what is meant.
    let is_replaced = |known: &Schema| {
        let is_same = |schema: &Schema| schema.command() == known.command() && clash(schema.variant(), known.variant());
        let mut nouns = faulty.iter().flat_map(|file: &Faulty| &file.nouns);
        declared.iter().any(|schema| is_same(schema)) || nouns.any(|noun| noun == known.command())
    };
    let mut resources: Vec<_> = known.iter().copied().filter(|known| !is_replaced(known)).collect();
    resources.extend(declared);
    Declared { resources, faulty }
}

impl Declared {
    /// Tells what is wrong in files. The command that `arguments` give cannot be run where it is of one of them.
    pub(crate) fn tell(&self, arguments: &[OsString]) -> Result<(), Failure> {
        if self.faulty.is_empty() {
            return Ok(());
        }
        let (can_run, lines) = self.told(&words(arguments));
        for line in lines {
            report(&line);
        }
        if can_run { Ok(()) } else { Err(Failure::Reported) }
    }

    /// Whether a command of these words can be run, and what is wrong in files: all of it in the command's own, in another
    /// one that something is.
    fn told(&self, words: &[&str]) -> (bool, Vec<String>) {
        let length = |noun: &str| {
            let is_meant = noun.split_whitespace().enumerate().all(|(at, word)| words.get(at) == Some(&word));
            if is_meant { noun.split_whitespace().count() } else { 0 }
        };
        // `lb pool` is not meant by `lb pool health monitor list`.
        let longest = self.resources.iter().map(|schema| length(schema.command())).max().unwrap_or_default();
        let (mut can_run, mut lines) = (true, Vec::new());
        for Faulty { name, problems, nouns } in &self.faulty {
            if nouns.iter().any(|noun| length(noun) > longest) {
                lines.extend(problems.iter().map(|problem| format!("{name}{problem}")));
                can_run = false;
            } else if let Some(first) = problems.first() {
                let more = match problems.len() {
                    1 => String::new(),
                    all => format!(" (and {} more)", all - 1),
                };
                lines.push(format!("warning: {name}{first}{more}"));
            }
        }
        (can_run, lines)
    }
}

/// The words of a command line that are neither options nor their values.
fn words(arguments: &[OsString]) -> Vec<&str> {
    let mut words = Vec::new();
    let mut arguments = arguments.iter().skip(1).map(|argument| argument.to_str().unwrap_or_default());
    while let Some(argument) = arguments.next() {
        if global::takes_next(argument) {
            arguments.next();
        } else if !argument.starts_with('-') && argument != "help" {
            words.push(argument);
        }
    }
    words
}
