//! The commands that are no resource's: a row each.

use clap::Command;

use crate::{api, completion, demo, man, manifest, topology};

/// A command of `osc` itself.
pub(crate) struct Own {
    /// Its words: `demo serve`.
    pub(crate) words: &'static str,
    pub(crate) about: &'static str,
    /// With its options, under the last of its words.
    pub(crate) command: fn() -> Command,
    /// What it makes of the options of all commands that say how to print.
    pub(crate) printing: fn(Command) -> Command,
    pub(crate) does: Does,
}

/// What such a command does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Does {
    /// It runs the demo cloud.
    ServeDemo,
    /// It tells what is declared.
    Describe,
    /// It draws the networks.
    DrawTopology,
    /// It sends any request.
    Ask,
    /// It prints the script of a shell.
    Complete,
    /// It writes pages of the manual.
    Document,
}

/// All of them.
pub(crate) const ALL: &[Own] = &[
    Own { words: api::NAME, about: api::ABOUT, command: api::command, printing: silent, does: Does::Ask },
    Own {
        words: completion::NAME,
        about: completion::ABOUT,
        command: completion::command,
        printing: silent,
        does: Does::Complete,
    },
    Own {
        words: "demo serve",
        about: demo::ABOUT,
        command: demo::command,
        printing: std::convert::identity,
        does: Does::ServeDemo,
    },
    Own { words: man::NAME, about: man::ABOUT, command: man::command, printing: silent, does: Does::Document },
    Own {
        words: manifest::NAME,
        about: manifest::ABOUT,
        command: manifest::command,
        printing: manifest::printing,
        does: Does::Describe,
    },
    Own {
        words: "network topology",
        about: topology::ABOUT,
        command: topology::command,
        printing: topology::printing,
        does: Does::DrawTopology,
    },
];

/// For what prints no result: without the options that say how.
fn silent(root: Command) -> Command {
    root.mut_args(|argument| {
        let prints = argument.get_help_heading().is_some_and(|heading| heading.starts_with("Output"));
        if prints { argument.hide(true) } else { argument }
    })
}
