//! The commands that are no resource's: a row each.

use clap::Command;

use crate::{api, demo, manifest, topology};

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
}

/// All of them.
pub(crate) const ALL: &[Own] = &[
    Own { words: api::NAME, about: api::ABOUT, command: api::command, printing: api::printing, does: Does::Ask },
    Own {
        words: "demo serve",
        about: demo::ABOUT,
        command: demo::command,
        printing: std::convert::identity,
        does: Does::ServeDemo,
    },
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
