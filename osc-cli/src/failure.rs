//! What can become of a command that was understood so far.

use std::io;

use crate::prose::harmless;

/// Why a command ends early, as far as [`run`](crate::run) treats it differently.
pub(crate) enum Failure {
    /// The command line is wrong in a way that its parser cannot see.
    Usage(String),
    /// Anything else: what to tell.
    Failed(String),
    /// What was to be told has been told.
    Reported,
    /// Who reads the output has seen enough.
    Closed,
}

impl From<osc_runtime::Error> for Failure {
    fn from(error: osc_runtime::Error) -> Self {
        Self::Failed(error.to_string())
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::Closed,
            _ => Self::Failed(error.to_string()),
        }
    }
}

/// Tells what went wrong, on the standard error.
pub(crate) fn report(text: &str) {
    use io::Write as _;

    // Nobody is left to be told where the terminal is gone.
    let _ = writeln!(io::stderr(), "osc: {}", harmless(text));
}
