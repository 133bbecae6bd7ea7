//! `--if-revision`: a change of what has not been changed by somebody else.

use clap::{Arg, ArgMatches, value_parser};
use osc_runtime::schema::{Schema, Usage};

use crate::arguments::Options;

/// The option, where the resource tells its revision.
pub(super) fn add_option(schema: &'static Schema, options: &mut Options) {
    if schema.field_with(Usage::REVISION).is_some() {
        let revision =
            Arg::new("if revision").long("if-revision").value_name("NUMBER").value_parser(value_parser!(u64));
        options.push(revision.help("Only if this is its revision number still"));
    }
}

/// The revision that the command line says.
pub(super) fn given(matches: &ArgMatches) -> Option<u64> {
    matches.try_get_one::<u64>("if revision").ok().flatten().copied()
}
