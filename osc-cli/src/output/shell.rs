//! For `eval`: an assignment a field.

use std::io::{self, Write};

use super::column::Cell;

pub(super) fn write<'a>(
    mut cells: impl Iterator<Item = Cell<'a>>,
    prefix: &str,
    out: &mut impl Write,
) -> io::Result<()> {
    cells.try_for_each(|cell| writeln!(out, "{}=\"{}\"", variable(prefix, cell.heading()), in_quotes(&cell.machine())))
}

/// A name that a shell takes: `router:external` is `router_external`.
fn variable(prefix: &str, name: &str) -> String {
    let letter = |letter: char| if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { '_' };
    let name: String = name.chars().map(letter).collect();
    let is_number = prefix.is_empty() && name.starts_with(|first: char| first.is_ascii_digit());
    format!("{prefix}{}{name}", if is_number { "_" } else { "" })
}

/// What a shell reads as `text` between double quotes. Anybody may have given an item its name, `$(reboot)` for one.
fn in_quotes(text: &str) -> String {
    let escaped = |letter| matches!(letter, '"' | '\\' | '$' | '`').then_some('\\').into_iter().chain([letter]);
    text.chars().flat_map(escaped).collect()
}
