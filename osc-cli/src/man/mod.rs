//! `osc man`: pages of the manual, one for each command, from the same tree as `--help`.
//!
//! `page` writes one as troff reads it; here is which there are, and what each is about.

mod page;

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use clap::{Arg, ArgMatches, Command};
use osc_runtime::schema::Schema;

use crate::command::{Found, Leaf, Tree, own};
use crate::failure::Failure;
use crate::operation::Verb;
use crate::prose::first_sentence;
use page::{Entry, Next, Page};

/// The command.
pub(crate) const NAME: &str = "man";

/// What `osc --help` says of it.
pub(crate) const ABOUT: &str = "Print the page of a command for the manual, or write all of them";

/// The command.
pub(crate) fn command() -> Command {
    let folder = Arg::new("dir").long("dir").value_name("DIR").conflicts_with("word");
    Command::new(NAME)
        .about(ABOUT)
        .arg(
            Arg::new("word")
                .value_name("WORD")
                .num_args(0..)
                .help("The words of the command; of osc itself unless said"),
        )
        .arg(folder.help("Write all pages to this folder, such as ~/.local/share/man/man1"))
        .after_help("To read one: osc man network create | man -l -")
}

/// Prints the page that is asked for, or writes all.
pub(crate) fn run(resources: &[&'static Schema], matches: &ArgMatches) -> Result<(), Failure> {
    let tree = Tree::new(resources);
    if let Some(folder) = matches.get_one::<String>("dir") {
        return write(&tree, Path::new(folder));
    }
    let words: Vec<&str> = matches.get_many::<String>("word").into_iter().flatten().map(String::as_str).collect();
    let Some(page) = page(&tree, &words) else {
        return Err(Failure::Usage(format!("there is no command osc {}; see osc --help", words.join(" "))));
    };
    Ok(io::stdout().write_all(page.text().as_bytes())?)
}

/// Writes the page of each command, and of each word on the way to one.
fn write(tree: &Tree, folder: &Path) -> Result<(), Failure> {
    let failed = |path: &Path, error: io::Error| Failure::Failed(format!("cannot write {}: {error}", path.display()));
    fs::create_dir_all(folder).map_err(|error| failed(folder, error))?;
    for page in all(tree) {
        let path = folder.join(format!("{}.1", page.name()));
        fs::write(&path, page.text()).map_err(|error| failed(&path, error))?;
    }
    Ok(())
}

fn all(tree: &Tree) -> impl Iterator<Item = Page> {
    let mut left: Vec<Vec<String>> = vec![Vec::new()];
    std::iter::from_fn(move || {
        loop {
            let words = left.pop()?;
            let Some(page) = page(tree, &words.iter().map(String::as_str).collect::<Vec<_>>()) else { continue };
            left.extend(page.next.iter().map(|next| [words.as_slice(), std::slice::from_ref(&next.word)].concat()));
            return Some(page);
        }
    })
}

/// The page of the command, or of the noun, of these words.
fn page(tree: &Tree, words: &[&str]) -> Option<Page> {
    let Found { leaf, further, command } = tree.find(words)?;
    let next: Vec<Next> = if leaf.is_none() {
        command.get_subcommands().map(Next::of).collect()
    } else {
        // A command may be the beginning of another one.
        let longer = further.iter().map(|next| [words, &[next.as_str()]].concat());
        longer.filter_map(|words| tree.find(&words)).map(|found| Next::of(&found.command)).collect()
    };
    let doc = match &leaf {
        Some(Leaf::Operate(_, Verb::Act(action, _)) | Leaf::Vary(_, Verb::Act(action, _))) => Some(action.doc()),
        Some(Leaf::Operate(schema, _)) => Some(schema.doc()),
        Some(Leaf::Vary(schemas, _)) => schemas.first().map(|schema| schema.doc()),
        Some(Leaf::Own(_)) => None,
        None => tree.schema_of(words).map(Schema::doc),
    };
    let page = Page::new(words, command, doc.unwrap_or_default(), next);
    Some(if words.is_empty() { page.nouns(nouns(tree)) } else { page })
}

/// All nouns, by service, and the commands that are no resource's.
fn nouns(tree: &Tree) -> Vec<(String, Vec<Entry>)> {
    let of_service = |(service, schemas): (&str, Vec<&'static Schema>)| {
        let noun = |schema: &&Schema| Entry::of_command(schema.command(), &first_sentence(schema.doc()));
        (format!("Nouns of {service}"), schemas.iter().map(noun).collect())
    };
    let own = own::ALL.iter().map(|own| Entry::of_command(own.words, own.about)).collect();
    tree.services().into_iter().map(of_service).chain([("Besides".to_owned(), own)]).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{all, page};
    use crate::command::Tree;
    use crate::operation::Verb;

    #[test]
    fn every_verb_of_every_resource_has_a_page_and_every_word_on_the_way_to_it() {
        let resources = osc_services::resources();
        let tree = Tree::new(&resources);
        let pages: BTreeSet<_> = all(&tree).map(|page| page.name()).collect();
        for schema in resources {
            for verb in Verb::of(schema) {
                let words = format!("osc {} {}", schema.command(), verb.name());
                let words: Vec<_> = words.split(' ').collect();
                for length in 1..=words.len() {
                    let name = words[..length].join("-");
                    assert!(pages.contains(&name), "{name}");
                }
            }
        }
    }

    #[test]
    fn a_page_is_written_as_troff_reads_it() {
        let resources = osc_services::resources();
        let tree = Tree::new(&resources);
        let text = page(&tree, &["router", "add", "subnet"]).unwrap().text();
        for line in [
            ".TH OSC-ROUTER-ADD-SUBNET 1 ",
            ".SH NAME",
            ".SH SYNOPSIS",
            "osc router add subnet",
            ".SH ARGUMENTS",
            "\\fIrouter\\fR",
            "\\fBosc\\fR(1), \\fBosc\\-router\\fR(1), \\fBosc\\-router\\-add\\fR(1)",
        ] {
            assert!(text.lines().any(|it| it.starts_with(line)), "{line}: {text}");
        }
        let text = page(&tree, &["network", "create"]).unwrap().text();
        assert_eq!(text.matches("on which subnets give out addresses").count(), 2, "{text}");
        assert!(text.contains("\\fB\\-\\-project\\fR \\fIPROJECT\\fR"), "{text}");
        assert!(!text.contains("\\-\\-os\\-cloud"), "{text}");
    }

    #[test]
    fn the_page_of_osc_has_all_nouns_and_the_options_of_all_commands() {
        let resources = osc_services::resources();
        let text = page(&Tree::new(&resources), &[]).unwrap().text();
        for part in
            [".SS \"Nouns of network\"", "osc\\-security\\-group\\-rule", "\\-\\-os\\-cloud", ".SH \"EXIT STATUS\""]
        {
            assert!(text.contains(part), "{part}: {text}");
        }
    }
}
