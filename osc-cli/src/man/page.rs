//! A page of the manual, as troff reads it (man(7)).

use clap::builder::PossibleValue;
use clap::{Arg, Command};
use roff::{Inline, Roff, bold, italic, roman};

use crate::prose;

/// What the pages are of.
const MANUAL: &str = "OpenStack on the command line";

/// A page.
pub(super) struct Page {
    words: Vec<String>,
    command: Command,
    doc: String,
    /// The words that can follow.
    pub(super) next: Vec<Next>,
    nouns: Vec<(String, Vec<Entry>)>,
}

/// A word that can follow, and what it leads to.
pub(super) struct Next {
    pub(super) word: String,
    about: String,
}

impl Next {
    /// The last word of this command.
    pub(super) fn of(command: &Command) -> Self {
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        Self { word: command.get_name().to_owned(), about }
    }
}

/// A name and what it means.
pub(super) struct Entry {
    name: Vec<Inline>,
    text: String,
}

impl Entry {
    /// A command, with the page that it has.
    pub(super) fn of_command(words: &str, about: &str) -> Self {
        Self { name: reference(&format!("osc {words}")), text: about.to_owned() }
    }
}

/// The name of the page of a command: `osc-network-create(1)`.
fn reference(words: &str) -> Vec<Inline> {
    vec![bold(words.replace(' ', "-")), roman("(1)")]
}

impl Page {
    /// The page of a command, or of what can become one. `doc` is of what it is about.
    pub(super) fn new(words: &[&str], command: Command, doc: &str, next: Vec<Next>) -> Self {
        let words: Vec<String> = ["osc"].iter().chain(words).map(|word| (*word).to_owned()).collect();
        let command = command.bin_name(words.join(" ")).disable_help_subcommand(true);
        Self { words, command, doc: doc.to_owned(), next, nouns: Vec::new() }
    }

    /// The page of `osc` itself has all nouns, in sections, and tells what is the same for all commands.
    pub(super) fn nouns(mut self, nouns: Vec<(String, Vec<Entry>)>) -> Self {
        self.nouns = nouns;
        self
    }

    /// Its name: `osc-network-create`.
    pub(super) fn name(&self) -> String {
        self.words.join("-")
    }

    /// What to write to its file.
    pub(super) fn text(&self) -> String {
        let mut roff = Roff::new();
        let version = concat!("osc ", env!("CARGO_PKG_VERSION"));
        roff.control("TH", [self.name().to_uppercase().as_str(), "1", "", version, MANUAL]);
        let about = match self.command.get_about() {
            Some(about) => about.to_string(),
            None => self.next.iter().map(|next| next.word.as_str()).collect::<Vec<_>>().join(", "),
        };
        section(&mut roff, "NAME");
        roff.text([roman(format!("{} - {about}", self.name()))]);
        section(&mut roff, "SYNOPSIS");
        let usage = self.command.clone().render_usage().to_string();
        roff.text([roman(usage.trim_start_matches("Usage: "))]);
        self.description(&mut roff, &about);
        self.arguments(&mut roff);
        if !self.nouns.is_empty() {
            section(&mut roff, "COMMANDS");
            for (heading, entries) in &self.nouns {
                roff.control("SS", [heading.as_str()]);
                for entry in entries {
                    write(&mut roff, entry);
                }
            }
            common(&mut roff);
        } else if !self.next.is_empty() {
            section(&mut roff, "COMMANDS");
            for next in &self.next {
                let words = self.words.iter().skip(1).chain([&next.word]).cloned().collect::<Vec<_>>().join(" ");
                write(&mut roff, &Entry::of_command(&words, &next.about));
            }
        }
        if let Some((_, before)) = self.words.split_last().filter(|(_, before)| !before.is_empty()) {
            section(&mut roff, "SEE ALSO");
            let mut pages = Vec::new();
            for length in 1..=before.len() {
                let separator = if length == 1 { "" } else { ", " };
                pages.push(roman(separator));
                pages.extend(reference(&before.iter().take(length).cloned().collect::<Vec<_>>().join(" ")));
            }
            roff.text(pages);
        }
        roff.to_roff()
    }

    fn description(&self, roff: &mut Roff, about: &str) {
        section(roff, "DESCRIPTION");
        roff.text([roman(format!("{about}."))]);
        let mut paragraphs = prose::paragraphs(&self.doc);
        // Its first sentence has been said.
        let said = prose::first_sentence(&self.doc);
        if let Some(first) = paragraphs.first_mut().filter(|_| about.ends_with(&said)) {
            *first =
                first.strip_prefix(&said).map_or(first.as_str(), |rest| rest.trim_start_matches('.').trim()).to_owned();
        }
        let after = self.command.get_after_help().map(ToString::to_string).unwrap_or_default();
        paragraphs.push(after.replace("`osc --help`", "osc(1)"));
        for paragraph in paragraphs.iter().filter(|paragraph| !paragraph.is_empty()) {
            roff.control("PP", []);
            roff.text([roman(paragraph.as_str())]);
        }
    }

    /// What the command takes, under the headings of its help.
    fn arguments(&self, roff: &mut Roff) {
        let shown = self.command.get_arguments().filter(|argument| !argument.is_hide_set());
        let (positional, options): (Vec<&Arg>, Vec<&Arg>) = shown.partition(|argument| argument.is_positional());
        let mut headings: Vec<&str> = Vec::new();
        for heading in options.iter().map(|option| heading(option)) {
            if !headings.contains(&heading) {
                headings.push(heading);
            }
        }
        if !positional.is_empty() {
            section(roff, "ARGUMENTS");
            for argument in positional {
                write(roff, &of_argument(argument));
            }
        }
        for name in headings {
            section(roff, &name.to_uppercase());
            let options = options.iter().filter(|option| heading(option) == name);
            options.for_each(|option| write(roff, &of_argument(option)));
        }
    }
}

/// What is the same for all commands.
fn common(roff: &mut Roff) {
    let entry = |name: &str, text: &str| Entry { name: vec![bold(name)], text: text.to_owned() };
    section(roff, "ENVIRONMENT");
    for (name, text) in [
        ("OS_CLOUD", "The cloud of clouds.yaml to use."),
        (
            "OS_AUTH_URL, OS_USERNAME, OS_PASSWORD, OS_PROJECT_NAME and so on",
            "A cloud by itself, as openrc files describe it.",
        ),
        ("OS_CLIENT_CONFIG_FILE, OS_CLIENT_SECURE_FILE", "Where clouds.yaml and secure.yaml are."),
        ("CLIFF_MAX_TERM_WIDTH, CLIFF_FIT_WIDTH, NO_COLOR, CLICOLOR_FORCE", "How tables are drawn."),
    ] {
        write(roff, &entry(name, text));
    }
    section(roff, "FILES");
    for (name, text) in [
        (
            "clouds.yaml, secure.yaml",
            "In the current folder, ~/.config/openstack or /etc/openstack: the clouds, and their secrets.",
        ),
        ("~/.config/osc/resources.d/*.toml", "Declarations of further resources."),
        ("~/.cache/osc/tokens", "Tokens, for the next command."),
    ] {
        write(roff, &entry(name, text));
    }
    section(roff, "EXIT STATUS");
    for (code, text) in [
        ("0", "All was done."),
        ("1", "The cloud or the connection failed; of several items, at least one did."),
        ("2", "The command line is wrong, and nothing was sent."),
    ] {
        write(roff, &entry(code, text));
    }
}

fn section(roff: &mut Roff, heading: &str) {
    roff.control("SH", [heading]);
}

fn write(roff: &mut Roff, entry: &Entry) {
    roff.control("TP", []);
    roff.text(entry.name.clone());
    roff.text([roman(entry.text.as_str())]);
}

fn heading(option: &Arg) -> &str {
    option.get_help_heading().unwrap_or("Options")
}

/// An argument: `-f, --format FORMAT`, and what it is for.
fn of_argument(argument: &Arg) -> Entry {
    let names =
        [argument.get_short().map(|short| format!("-{short}")), argument.get_long().map(|long| format!("--{long}"))];
    let mut name = Vec::new();
    for spelled in names.into_iter().flatten() {
        if !name.is_empty() {
            name.push(roman(", "));
        }
        name.push(bold(spelled));
    }
    let takes_value = argument.get_action().takes_values();
    let values = argument.get_value_names().unwrap_or_default().iter().map(ToString::to_string);
    let values = values.collect::<Vec<_>>().join(" ");
    match (takes_value, argument.is_positional(), argument.is_require_equals_set()) {
        (false, ..) => {}
        (true, true, _) => name.push(italic(values)),
        (true, false, true) => name.extend([roman("[="), italic(values), roman("]")]),
        (true, false, false) => name.extend([roman(" "), italic(values)]),
    }
    let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
    let possible = argument.get_possible_values();
    let possible: Vec<_> = possible.iter().filter(|value| !value.is_hide_set()).map(PossibleValue::get_name).collect();
    let possible =
        if takes_value && !possible.is_empty() { format!("One of {}.", possible.join(", ")) } else { String::new() };
    let stop = if help.is_empty() || help.ends_with(['.', ')']) { "" } else { "." };
    Entry { name, text: format!("{help}{stop} {possible}").trim().to_owned() }
}
