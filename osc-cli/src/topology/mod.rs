//! `network topology`: what is connected to what, drawn.
//!
//! Data flows one way: `command` asks the cloud, `build` makes a `graph` of its lists, and `tree`, `svg`, `mermaid` and
//! `json` make a text of that. The latter know of no cloud, and `graph` of no list, so that each can be tried alone.

mod build;
mod command;
mod graph;
mod json;
mod mermaid;
mod pick;
mod svg;
mod tree;

#[cfg(test)]
mod tests;

pub(crate) use command::{ABOUT, command, printing, run};
