//! Texts of others, as a terminal can show them: documentation in a few words, names without control codes.

use std::borrow::Cow;

/// The first sentence of `doc`, without Markdown and without its full stop.
pub(crate) fn first_sentence(doc: &str) -> String {
    let paragraph = doc.split("\n\n").next().unwrap_or_default();
    let text = plain(&paragraph.split_whitespace().collect::<Vec<_>>().join(" "));
    let ends = text.match_indices(". ").find(|(at, _)| {
        // `e.g. this` goes on.
        text.get(at + 2..).is_some_and(|rest| rest.starts_with(|c: char| !c.is_lowercase()))
    });
    let sentence = ends.map_or(text.as_str(), |(at, _)| text.get(..at).unwrap_or_default());
    sentence.strip_suffix('.').unwrap_or(sentence).to_owned()
}

/// The documentation up to its first example, as Markdown whose links lead somewhere.
pub(crate) fn described(doc: &str) -> String {
    let before = doc.split("```").next().unwrap_or_default();
    let mut described = String::with_capacity(before.len());
    let mut rest = before;
    while let Some((text, label, after)) = link(rest) {
        described.push_str(text);
        let target = rest.get(text.len()..rest.len() - after.len()).unwrap_or_default();
        described.push_str(if target.contains("](http") { target } else { label });
        rest = after;
    }
    (described + rest).trim().to_owned()
}

/// The documentation up to its first example as paragraphs, without Markdown; the items of a list are one each.
pub(crate) fn paragraphs(doc: &str) -> Vec<String> {
    let mut paragraphs = Vec::new();
    let mut goes_on = false;
    for line in described(doc).lines().map(str::trim) {
        let is_new = line.starts_with("- ") || line.starts_with("* ");
        match paragraphs.last_mut() {
            Some(last) if goes_on && !is_new => *last = format!("{last} {line}"),
            _ if line.is_empty() => {}
            _ => paragraphs.push(line.to_owned()),
        }
        goes_on = !line.is_empty();
    }
    paragraphs.iter().map(|paragraph| plain(paragraph.trim())).collect()
}

/// `text` without what would move the cursor or change its colour: names and messages are anybody's.
pub(crate) fn harmless(text: &str) -> Cow<'_, str> {
    let is_harmful = |c: char| c.is_control() && c != '\n';
    if text.contains(is_harmful) { text.replace(is_harmful, " ").into() } else { text.into() }
}

/// `text` in at most `width` columns.
pub(crate) fn shortened(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_owned();
    }
    let kept = text.chars().take(width.saturating_sub(1)).collect::<String>();
    format!("{}\u{2026}", kept.trim_end())
}

/// `text` without the ticks of code, and with links as their texts alone.
fn plain(text: &str) -> String {
    let text = text.replace('`', "");
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some((before, label, after)) = link(rest) {
        plain.push_str(before);
        plain.push_str(label);
        rest = after;
    }
    plain + rest
}

/// The first link: what is before it, its text, and what follows it.
fn link(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('[')?;
    let (label, after) = rest.split_once(']')?;
    let after = match after.strip_prefix('(') {
        Some(target) => target.split_once(')')?.1,
        None => after,
    };
    Some((before, label, after))
}

#[cfg(test)]
mod tests {
    use super::paragraphs;
    use super::{described, first_sentence, shortened};

    #[test]
    fn the_first_sentence_ends_at_a_full_stop_before_a_capital_or_at_a_paragraph() {
        assert_eq!(first_sentence("A network. It is isolated."), "A network");
        assert_eq!(first_sentence("A network, e.g. this one,\nor that."), "A network, e.g. this one, or that");
        assert_eq!(first_sentence("A network\n\nMore of it."), "A network");
        assert_eq!(first_sentence(""), "");
    }

    #[test]
    fn what_is_too_long_ends_in_an_ellipsis() {
        assert_eq!(shortened("Netzübergang", 12), "Netzübergang");
        assert_eq!(shortened("A networks", 9), "A networ\u{2026}");
    }

    #[test]
    fn a_description_ends_at_an_example_and_has_no_links_of_rust() {
        let doc = "Of [`Net`](crate::Net).\n\nSee [it](https://x.y) and `id`.\n\n```no_run\nfn main() {}\n```\n";
        assert_eq!(described(doc), "Of `Net`.\n\nSee [it](https://x.y) and `id`.");
    }

    #[test]
    fn markdown_is_left_out() {
        assert_eq!(first_sentence("Of [`Net`](crate::Net), with `id`s and [`Port`]."), "Of Net, with ids and Port");
        assert_eq!(first_sentence("An open [ bracket."), "An open [ bracket");
    }

    #[test]
    fn paragraphs_are_joined_and_items_of_lists_apart() {
        let doc = "A `network`,\nor [two](crate::Two).\n\nOf these:\n- one\n  more\n- two\n\n```\ncode\n```\nbehind";
        assert_eq!(paragraphs(doc), ["A network, or two.", "Of these:", "- one more", "- two"]);
    }
}
