//! The options of every command.

use clap::builder::EnumValueParser;
use clap::{Arg, ArgAction};

use crate::cloud;
use crate::output::Format;

/// What the help of `osc` ends with.
pub(crate) const NOTE: &str = "\
The cloud is --os-cloud, else OS_CLOUD (both name one of clouds.yaml), else the one that OS_AUTH_URL, OS_USERNAME \
and so on describe; the other --os options change it. There is no option for a password, which everybody on the \
machine could read: it comes from clouds.yaml, secure.yaml or OS_PASSWORD.";

/// The options of every command. Those that choose the cloud are many, and shown by `osc --help` alone.
pub(crate) fn arguments(of_subcommand: bool) -> impl Iterator<Item = Arg> {
    let format = Arg::new("format")
        .short('f')
        .long("format")
        .value_name("FORMAT")
        .value_parser(EnumValueParser::<Format>::new())
        .help("How to print the result; a table unless said");
    let column = Arg::new("column")
        .short('c')
        .long("column")
        .value_name("COLUMN")
        .action(ArgAction::Append)
        .help("Print this column or field; can be repeated");
    let verbose =
        Arg::new("verbose").short('v').long("verbose").action(ArgAction::SetTrue).help("Tell what is asked of whom");
    let common = [format, column, verbose].into_iter().map(|argument| argument.help_heading("Options of all commands"));
    let clouds = cloud::SETTINGS.iter().map(move |setting| setting.argument().hide(of_subcommand));
    common.chain(clouds).map(|argument| argument.global(true))
}

/// The options above that a command's own must not be called.
pub(super) const RESERVED: &[&str] = &["column", "format", "help", "long", "unset", "verbose"];

/// Whether the argument after this one is its value.
pub(crate) fn takes_next(argument: &str) -> bool {
    match (argument.strip_prefix("--"), argument.strip_prefix('-')) {
        (Some(long), _) => {
            matches!(long, "format" | "column") || cloud::SETTINGS.iter().any(|known| known.option == long)
        }
        // The first option of a cluster that takes a value takes what is left of it.
        (None, Some(cluster)) => cluster.find(['f', 'c']).is_some_and(|at| at + 1 == cluster.len()),
        (None, None) => false,
    }
}
