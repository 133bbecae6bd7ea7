//! The options of every command.

use clap::{Arg, ArgAction};

use crate::cloud;
use crate::output;
use crate::wire;

/// What the help of `osc` ends with.
pub(crate) const NOTE: &str = "\
The cloud is --os-cloud, else OS_CLOUD (both name one of clouds.yaml), else the one that OS_AUTH_URL, OS_USERNAME \
and so on describe; the other --os options change it. There is no option for a password, which everybody on the \
machine could read: it comes from clouds.yaml, secure.yaml or OS_PASSWORD.";

/// The options of every command. Those that choose the cloud are many, and shown by `osc --help` alone.
pub(crate) fn arguments(of_subcommand: bool) -> impl Iterator<Item = Arg> {
    let verbose =
        Arg::new("verbose").short('v').long("verbose").action(ArgAction::SetTrue).help("Tell what is asked of whom");
    let of_all = [verbose].into_iter().chain(wire::arguments());
    let of_all = of_all.map(|argument| argument.help_heading("Options of all commands"));
    let clouds = cloud::SETTINGS.iter().map(move |setting| setting.argument().hide(of_subcommand));
    output::arguments().chain(of_all).chain(clouds).map(|argument| argument.global(true))
}

/// The options above that a command's own must not be called.
pub(crate) const RESERVED: &[&str] = &[
    "color",
    "column",
    "debug",
    "dry-run",
    "fit-width",
    "format",
    "help",
    "long",
    "max-width",
    "noindent",
    "prefix",
    "print-empty",
    "quote",
    "sort-ascending",
    "sort-column",
    "sort-descending",
    "timing",
    "unset",
    "verbose",
    "watch",
];

/// Whether the argument after this one is its value.
pub(crate) fn takes_next(argument: &str) -> bool {
    match (argument.strip_prefix("--"), argument.strip_prefix('-')) {
        (Some(long), _) => {
            let is_here = |known: Arg| known.get_long() == Some(long) && known.get_action().takes_values();
            output::arguments().any(is_here) || cloud::SETTINGS.iter().any(|known| known.option == long)
        }
        // The first option of a cluster that takes a value takes what is left of it.
        (None, Some(cluster)) => cluster.find(['f', 'c']).is_some_and(|at| at + 1 == cluster.len()),
        (None, None) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{RESERVED, output, takes_next, wire};

    #[test]
    fn no_field_can_be_called_as_an_option_of_printing() {
        for argument in output::arguments().chain([output::watch::argument()]).chain(wire::arguments()) {
            assert!(RESERVED.contains(&argument.get_long().unwrap()), "{argument:?}");
        }
    }

    #[test]
    fn what_follows_an_option_with_a_value_is_no_word_of_the_command() {
        for argument in ["--max-width", "--sort-column", "--color", "--os-cloud", "-c", "-vf"] {
            assert!(takes_next(argument), "{argument}");
        }
        for argument in ["--max-width=80", "--noindent", "-v", "-fjson", "network"] {
            assert!(!takes_next(argument), "{argument}");
        }
    }
}
