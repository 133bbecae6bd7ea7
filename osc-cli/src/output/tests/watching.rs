//! `--watch`.

use super::super::watch::Screen;

/// What is written for these results, one after the other.
fn shown(height: Option<usize>, texts: &[&str]) -> Vec<String> {
    let mut screen = Screen::new(height);
    let show = |text: &&str| {
        let mut out = Vec::new();
        screen.show(text, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    };
    texts.iter().map(show).collect()
}

#[test]
fn without_a_terminal_results_stand_below_each_other() {
    assert_eq!(shown(None, &["a\nb\n", "c\n"]), ["a\nb\n", "\nc\n"]);
}

#[test]
fn a_terminal_is_cleared_once_and_written_over_then() {
    let frames = shown(Some(24), &["a\nb\n", "c\n"]);
    assert_eq!(frames[0], "\u{1b}[2J\u{1b}[H\u{1b}[?7la\u{1b}[K\nb\u{1b}[K\n\u{1b}[J\u{1b}[?7h");
    assert_eq!(frames[1], "\u{1b}[H\u{1b}[?7lc\u{1b}[K\n\u{1b}[J\u{1b}[?7h");
}

#[test]
fn what_is_beyond_the_screen_is_counted() {
    let frame = &shown(Some(4), &["1\n2\n3\n4\n5\n"])[0];
    assert!(frame.contains("2\u{1b}[K\n(3 more lines)\u{1b}[K\n\u{1b}[J"), "{frame}");
    assert!(!shown(Some(4), &["1\n2\n3\n"])[0].contains("more"));
}
