//! How far a wait or a transfer is, on the standard error; nothing where that is no terminal.
//!
//! What is shown goes away with the bar, so that results and errors stand alone.

use std::borrow::Cow;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressFinish, ProgressStyle};

/// Something takes a while, nobody knows how long: `text` tells what. It can be told anew by `set_message`.
pub(crate) fn spinner(text: impl Into<Cow<'static, str>>) -> ProgressBar {
    let spinner = bar(None, "{spinner} {msg} ({elapsed})").with_message(text);
    spinner.enable_steady_tick(Duration::from_millis(100));
    spinner
}

/// Bytes are transferred, `total` of them where that is known; `set_position` tells how many have been.
pub(crate) fn bytes(total: Option<u64>) -> ProgressBar {
    bar(
        total,
        match total {
            Some(_) => "{wide_bar} {binary_bytes} of {binary_total_bytes}, {binary_bytes_per_sec}, {eta}",
            None => "{spinner} {binary_bytes}, {binary_bytes_per_sec}",
        },
    )
}

fn bar(total: Option<u64>, template: &str) -> ProgressBar {
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_spinner());
    let bar = total.map_or_else(ProgressBar::no_length, ProgressBar::new);
    bar.with_style(style).with_finish(ProgressFinish::AndClear)
}

#[cfg(test)]
mod tests {
    use std::io::IsTerminal as _;

    use super::{bytes, spinner};

    #[test]
    fn progress_is_shown_to_who_is_at_a_terminal_and_goes_away() {
        for bar in [spinner("waiting"), bytes(Some(1 << 20)), bytes(None)] {
            assert_eq!(bar.is_hidden(), !std::io::stderr().is_terminal());
            bar.set_position(1 << 10);
            assert_eq!(bar.position(), 1 << 10);
            bar.finish_using_style();
            assert!(bar.is_finished());
        }
    }
}
