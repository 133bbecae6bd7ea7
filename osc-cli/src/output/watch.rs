//! `--watch`: a result, again and again.

use std::io::{self, Write};
use std::time::Duration;

use clap::{Arg, ArgMatches};
use tokio::time::sleep;

use super::{Options, Output, terminal};
use crate::failure::Failure;

/// The least time between two results.
const SHORTEST: f64 = 0.1;

/// Codes of the terminal: to the top left of an empty screen, where long lines end at its right;
const CLEAR: &str = "\x1b[2J";
const BEGIN: &str = "\x1b[H\x1b[?7l";
/// nothing more in this line;
const REST_OF_LINE: &str = "\x1b[K\n";
/// nothing more below, and lines are broken again.
const END: &str = "\x1b[J\x1b[?7h";

/// The option, for commands that only look.
pub(crate) fn argument() -> Arg {
    Arg::new("watch")
        .long("watch")
        .value_name("SECONDS")
        .num_args(0..=1)
        .require_equals(true)
        .default_missing_value("2")
        .value_parser(seconds)
        .help_heading("Output")
        .help("Print the result again every 2 or that many seconds, until it is interrupted")
}

fn seconds(text: &str) -> Result<Duration, String> {
    let seconds = text.parse().ok().filter(|seconds| *seconds >= SHORTEST);
    let duration = seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    duration.ok_or_else(|| format!("expected a number of seconds, {SHORTEST} at least"))
}

/// How often to print the result again, where that is wanted.
pub(crate) fn interval(matches: &ArgMatches) -> Option<Duration> {
    matches.try_get_one("watch").ok().flatten().copied()
}

/// Prints what `ask` finds, every time anew, until that fails or nobody reads it any more.
pub(crate) async fn repeat(
    interval: Duration,
    options: &Options,
    ask: impl AsyncFn() -> Result<Output, Failure>,
) -> Result<(), Failure> {
    let mut screen = Screen::new(terminal::height());
    loop {
        let mut text = Vec::new();
        ask().await?.write(options, &mut text)?;
        screen.show(&String::from_utf8_lossy(&text), &mut io::stdout().lock())?;
        sleep(interval).await;
    }
}

/// Where one result takes the place of another; without a terminal, they stand one below the other.
pub(super) struct Screen {
    height: Option<usize>,
    is_used: bool,
}

impl Screen {
    pub(super) fn new(height: Option<usize>) -> Self {
        Self { height, is_used: false }
    }

    pub(super) fn show(&mut self, text: &str, out: &mut impl Write) -> io::Result<()> {
        let is_first = !std::mem::replace(&mut self.is_used, true);
        let Some(height) = self.height else {
            return write!(out, "{}{text}", if is_first { "" } else { "\n" }).and_then(|()| out.flush());
        };
        // In one piece, so that it does not flicker. What is beyond the screen would push it up.
        let lines: Vec<_> = text.lines().collect();
        let room = height.saturating_sub(1).max(1);
        let (seen, note) = match lines.len().checked_sub(room).filter(|beyond| *beyond > 0) {
            Some(beyond) => (room - 1, Some(format!("({} more lines)", beyond + 1))),
            None => (lines.len(), None),
        };
        let mut frame = String::from(if is_first { CLEAR } else { "" });
        frame.push_str(BEGIN);
        for line in lines.iter().copied().take(seen).chain(note.as_deref()) {
            frame.extend([line, REST_OF_LINE]);
        }
        frame.push_str(END);
        out.write_all(frame.as_bytes())?;
        out.flush()
    }
}
