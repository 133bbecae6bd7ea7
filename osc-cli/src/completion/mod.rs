//! What the next word of a command line can be, for shells.
//!
//! `osc completion` prints a script for a shell, which asks `osc complete-words` whenever somebody wants to know. `line` reads
//! the words so far, `next` finds what can follow them from the tree of commands, `names` asks the cloud for the names of
//! what is there, and `shell` writes the answer as the shell reads it.

mod line;
mod names;
mod next;
mod shell;

use std::ffi::OsString;
use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::builder::EnumValueParser;
use clap::{Arg, ArgMatches, Command};

use crate::cloud::Known;
use crate::command::Tree;
use crate::failure::Failure;
use next::{Asked, Offer};
use shell::Shell;

/// The command.
pub(crate) const NAME: &str = "completion";

/// What `osc --help` says of it.
pub(crate) const ABOUT: &str = "Print a script that completes the words of osc in a shell";

/// The word by which scripts ask, which is no command for people.
const QUESTION: &str = "complete-words";

/// The exit code that says: a file.
const A_FILE: u8 = 3;

/// The command.
pub(crate) fn command() -> Command {
    Command::new(NAME)
        .about(ABOUT)
        .arg(Arg::new("shell").value_name("SHELL").required(true).value_parser(EnumValueParser::<Shell>::new()))
        .after_help(
            "In bash and zsh: source <(osc completion bash). In fish: osc completion fish | source. \
             In the shell's own file for its start, each begins with it.",
        )
}

/// Prints the script.
pub(crate) fn print(matches: &ArgMatches) -> Result<(), Failure> {
    let script = matches.get_one::<Shell>("shell").map(|shell| shell.script()).unwrap_or_default();
    Ok(io::stdout().write_all(script.as_bytes())?)
}

/// What a script asks, where the command line is one's: the shell and the words so far.
pub(crate) fn question(arguments: &[OsString]) -> Option<&[OsString]> {
    let (first, rest) = arguments.get(1..)?.split_first()?;
    (first == QUESTION).then_some(rest)
}

/// Answers it. Whatever goes wrong, there is nothing to tell: somebody is writing a command.
pub(crate) fn answer(question: &[OsString], known: Known<'_>) -> ExitCode {
    let words: Vec<String> = question.iter().map(|word| word.to_string_lossy().into_owned()).collect();
    let Some((shell, line)) = words.split_first().and_then(|(shell, words)| {
        let shell = Shell::named(shell)?;
        Some((shell, shell.line(words)?))
    }) else {
        return ExitCode::FAILURE;
    };
    let tree = Tree::new(known.resources);
    match Asked::new(&tree, &line, known).offer() {
        Offer::Files => ExitCode::from(A_FILE),
        Offer::Words(words) => {
            let _ = io::stdout().write_all(shell.answer(&line, &words).as_bytes());
            ExitCode::SUCCESS
        }
    }
}
