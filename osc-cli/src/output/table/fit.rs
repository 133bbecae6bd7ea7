//! A table that is wider than it may be: which of its columns become narrower, and where their texts break.

use std::borrow::Cow;

use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};

use super::line_width;

/// How long a word may be to stay whole where that is possible: an id, which people copy, and the comma of a list.
const ID: usize = 36 + 1;

/// The width that each column should not go below: of its longest word, or enough to read one that is longer than an id.
pub(super) fn longest_words<'a, R: Iterator<Item = Cow<'a, str>>>(
    headings: &[Cow<'a, str>],
    rows: impl Iterator<Item = R>,
) -> Vec<usize> {
    let mut longest = vec![0; headings.len()];
    note(&mut longest, headings.iter().cloned());
    rows.for_each(|row| note(&mut longest, row));
    longest.into_iter().map(|word| if word > ID { ID / 2 } else { word }).collect()
}

fn note<'a>(longest: &mut [usize], texts: impl Iterator<Item = Cow<'a, str>>) {
    for (longest, text) in longest.iter_mut().zip(texts) {
        *longest = text.split_whitespace().map(line_width).fold(*longest, usize::max);
    }
}

/// Widths that together are `available`, for columns that want `widths`.
///
/// Narrow columns stay as they are, wide ones share what is left. First no column gets narrower than its longest word;
/// where that is too much, words break too, but no column gets narrower than `least`. Where that is still too much, the
/// table is too wide anyway: then ids stay whole, since the terminal breaks its lines or a pager scrolls them.
pub(super) fn widths(widths: &[usize], words: &[usize], available: usize, least: usize) -> Vec<usize> {
    let at_most = |most: usize| widths.iter().map(|width| *width.min(&most)).collect::<Vec<_>>();
    let whole = widths.iter().zip(words).map(|(width, word)| *width.min(word.max(&least))).collect();
    let fits = |widths: &Vec<usize>| widths.iter().sum::<usize>() <= available;
    let least = [whole, at_most(least)].into_iter().find(fits).unwrap_or_else(|| at_most(ID));
    let at = |level: usize| widths.iter().zip(&least).map(move |(width, least)| *width.min(least.max(&level)));
    let level = (0..=available).take_while(|level| at(*level).sum::<usize>() <= available).last().unwrap_or_default();
    let mut fitting: Vec<_> = at(level).collect();
    // What does not suffice for all goes to the first.
    let mut left = available.saturating_sub(fitting.iter().sum());
    for (fitting, width) in fitting.iter_mut().zip(widths) {
        if left > 0 && *fitting < *width && *fitting == level {
            *fitting += 1;
            left -= 1;
        }
    }
    fitting
}

/// The lines of a text that are no wider than `width`: broken at spaces, else at hyphens, else anywhere.
pub(super) fn lines(text: &str, width: usize) -> Vec<Cow<'_, str>> {
    let options = Options::new(width.max(1))
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::HyphenSplitter)
        .wrap_algorithm(WrapAlgorithm::FirstFit);
    textwrap::wrap(text, options)
}
