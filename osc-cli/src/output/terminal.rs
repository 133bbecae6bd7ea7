//! The terminal, as far as its size matters.

use std::io::{self, IsTerminal as _};

use terminal_size::{Height, Width, terminal_size, terminal_size_of};

use crate::cloud::variable;

/// Whether the standard output is one.
pub(super) fn is_output() -> bool {
    io::stdout().is_terminal()
}

/// The width of the terminal, where the standard output is one.
pub(crate) fn width() -> Option<usize> {
    terminal_size_of(io::stdout()).map(|(Width(width), _)| width.into())
}

/// The lines of the terminal, where the standard output is one.
pub(super) fn height() -> Option<usize> {
    terminal_size_of(io::stdout()).map(|(_, Height(height))| height.into())
}

/// The width of where the output will be seen, though it goes through a pipe: a pager is at the same terminal.
pub(super) fn width_behind_pipe() -> Option<usize> {
    let width = terminal_size().map(|(Width(width), _)| width.into());
    width.or_else(|| variable("COLUMNS")?.parse().ok().filter(|width| *width > 0))
}
