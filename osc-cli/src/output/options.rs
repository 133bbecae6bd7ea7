//! The options of printing: of all commands, as python-openstackclient names them.

use std::str::FromStr as _;

use clap::builder::EnumValueParser;
use clap::{Arg, ArgAction, ArgMatches, ValueEnum};

use super::color::Color;
use super::format::{Format, Quote};
use super::sort::Sort;
use super::table::Layout;
use super::terminal;
use crate::cloud::variable;
use crate::failure::Failure;

/// The width that tables have at most, where `--max-width` does not say it.
const MAX_WIDTH: &str = "CLIFF_MAX_TERM_WIDTH";

/// Set to another number than 0, it is `--fit-width`.
const FIT_WIDTH: &str = "CLIFF_FIT_WIDTH";

/// How a result is to be printed.
#[derive(Default)]
pub(crate) struct Options {
    pub(super) format: Format,
    /// Whether somebody looks at it, at a terminal.
    pub(super) is_seen: bool,
    pub(super) sort: Sort,
    pub(super) table: Layout,
    /// Whether JSON has lines.
    pub(super) indent: bool,
    pub(super) quote: Quote,
    pub(super) prefix: String,
}

/// The options, as arguments.
pub(crate) fn arguments() -> impl Iterator<Item = Arg> {
    let value = |name, placeholder| Arg::new(name).long(name).value_name(placeholder);
    let switch = |name| Arg::new(name).long(name).action(ArgAction::SetTrue);
    let all = [
        value("format", "FORMAT")
            .short('f')
            .value_parser(EnumValueParser::<Format>::new())
            .help("How to print the result; a table unless said"),
        value("column", "COLUMN")
            .short('c')
            .action(ArgAction::Append)
            .help("Print this column or field; can be repeated"),
        value("sort-column", "COLUMN")
            .action(ArgAction::Append)
            .help("Sort a list by this column; can be repeated, the first counts most"),
        switch("sort-ascending").help("Sort from the least to the greatest, which is the default"),
        switch("sort-descending").conflicts_with("sort-ascending").help("Sort from the greatest to the least"),
    ];
    let tables = [
        value("max-width", "COLUMNS").allow_negative_numbers(true).value_parser(clap::value_parser!(i64)).help(
            "The width of a table at most, 0 for any; the terminal's unless this or CLIFF_MAX_TERM_WIDTH says it",
        ),
        switch("fit-width").help("Fit the terminal behind a pipe too, as CLIFF_FIT_WIDTH=1 does"),
        switch("print-empty").help("Print the headings of a table without rows"),
        value("color", "WHEN")
            .value_parser(EnumValueParser::<Color>::new())
            .help("Color states; auto is at a terminal, unless NO_COLOR or CLICOLOR_FORCE is set"),
    ];
    let others = [
        switch("noindent").help("Print JSON in one line"),
        value("quote", "WHAT")
            .value_parser(EnumValueParser::<Quote>::new())
            .help("What CSV has in quotes; nonnumeric unless said"),
        value("prefix", "PREFIX").help("What the names of shell variables begin with"),
    ];
    let all = all.into_iter().map(|argument| argument.help_heading("Output"));
    let tables = tables.into_iter().map(|argument| argument.help_heading("Output as a table"));
    let others = others.into_iter().map(|argument| argument.help_heading("Output as JSON, CSV, shell variables"));
    all.chain(tables).chain(others)
}

/// The columns to sort by. A list needs them though it does not show them ([`Column::hidden`](super::Column::hidden)).
pub(crate) fn sort_columns(matches: &ArgMatches) -> impl Iterator<Item = &str> {
    matches.get_many::<String>("sort-column").into_iter().flatten().map(String::as_str)
}

impl Options {
    /// What the command line and the environment say.
    pub(crate) fn read(matches: &ArgMatches) -> Result<Self, Failure> {
        Self::with(chosen(matches, "format"), matches)
    }

    /// The same, of a command that has further formats.
    pub(crate) fn with(format: Format, matches: &ArgMatches) -> Result<Self, Failure> {
        Ok(Self {
            format,
            is_seen: terminal::is_output(),
            sort: Sort::new(sort_columns(matches).map(str::to_owned).collect(), matches.get_flag("sort-descending")),
            table: Layout {
                width: width(matches)?,
                print_empty: matches.get_flag("print-empty"),
                has_color: has_color(matches),
            },
            indent: !matches.get_flag("noindent"),
            quote: chosen(matches, "quote"),
            prefix: matches.get_one::<String>("prefix").cloned().unwrap_or_default(),
        })
    }
}

/// Whether states are coloured.
pub(crate) fn has_color(matches: &ArgMatches) -> bool {
    chosen::<Color>(matches, "color").is_on()
}

impl Options {
    /// The same for a table below the result: one of text below a table, else CSV, as python-openstackclient prints it.
    pub(crate) fn below(&self) -> Self {
        let format = if self.format == Format::Table { Format::Table } else { Format::Csv };
        Self { format, is_seen: self.is_seen, table: self.table.clone(), ..Self::default() }
    }

    /// CSV, for a table below what is no result.
    pub(crate) fn csv() -> Self {
        Self { format: Format::Csv, is_seen: terminal::is_output(), ..Self::default() }
    }
}

fn chosen<T: ValueEnum + Default + Copy + Send + Sync + 'static>(matches: &ArgMatches, name: &str) -> T {
    matches.get_one::<T>(name).copied().unwrap_or_default()
}

fn width(matches: &ArgMatches) -> Result<Option<usize>, Failure> {
    let given = match matches.get_one::<i64>("max-width") {
        Some(width) => Some(*width),
        None => number(MAX_WIDTH)?,
    };
    if let Some(width) = given {
        return Ok(usize::try_from(width).ok().filter(|width| *width > 0));
    }
    let width = terminal::width();
    Ok(if width.is_none() && (matches.get_flag("fit-width") || number(FIT_WIDTH)?.is_some_and(|number| number != 0)) {
        terminal::width_behind_pipe()
    } else {
        width
    })
}

/// A number in the environment.
fn number(name: &str) -> Result<Option<i64>, Failure> {
    let Some(text) = variable(name) else { return Ok(None) };
    let number = i64::from_str(text.trim());
    number.map(Some).map_err(|_| Failure::Failed(format!("{name} is `{text}`; expected a whole number, or no {name}")))
}
