//! The one place that the mistakes of a file go to.

use std::fmt;
use std::rc::Rc;

use strsim::jaro_winkler;

/// A place in a file.
#[derive(Clone)]
pub(super) struct At {
    /// The table, as its heading says it: `Pool.fields.id`; empty at the top.
    pub(super) table: Rc<str>,
    pub(super) offset: usize,
}

/// What is wrong in a file, each at its place.
pub(super) struct Mistakes<'a> {
    text: &'a str,
    found: Vec<Mistake>,
}

/// What is wrong at one place, and what to write instead.
#[derive(Debug)]
pub(super) struct Mistake {
    line: usize,
    table: Rc<str>,
    text: String,
}

impl<'a> Mistakes<'a> {
    /// None yet, of a file with this text.
    pub(super) fn of(text: &'a str) -> Self {
        Self { text, found: Vec::new() }
    }

    /// Says what is wrong somewhere, and what to write instead.
    pub(super) fn push(&mut self, at: &At, problem: impl fmt::Display, help: impl fmt::Display) {
        self.add(at, format!("{problem}; {help}"));
    }

    /// Says what is wrong somewhere.
    pub(super) fn add(&mut self, at: &At, text: String) {
        let line = self.text.bytes().take(at.offset).filter(|byte| *byte == b'\n').count() + 1;
        self.found.push(Mistake { line, table: Rc::clone(&at.table), text });
    }

    pub(super) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// All of them, from the top of the file to its end.
    pub(super) fn finish(mut self) -> Vec<Mistake> {
        self.found.sort_by_key(|mistake| mistake.line);
        self.found
    }
}

/// As what follows the name of a file.
impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, ":{}: ", self.line)?;
        if !self.table.is_empty() {
            write!(f, "[{}]: ", self.table)?;
        }
        f.write_str(&self.text)
    }
}

/// The one of `known` that a misspelt word is likely to mean.
pub(super) fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    const LIKELY: f64 = 0.75;
    let scored = known.iter().map(|candidate| (jaro_winkler(word, candidate), *candidate));
    let likely = scored.filter(|(score, _)| *score > LIKELY);
    likely.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, candidate)| candidate)
}

/// Help for a word that is none of `known`.
pub(super) fn expected(word: &str, known: &[&str]) -> String {
    /// More words than this are no help to who has misspelt one.
    const FEW: usize = 8;
    let all = match known {
        [one] => format!("expected `{one}`"),
        _ => format!("expected one of `{}`", known.join("`, `")),
    };
    match nearest(word, known) {
        Some(nearest) if known.len() > FEW => format!("did you mean `{nearest}`?"),
        Some(nearest) => format!("did you mean `{nearest}`? {all}"),
        None => all,
    }
}
