//! The shells: their scripts, and how each reads what the next word can be.

use clap::ValueEnum;
use clap::builder::PossibleValue;

use super::line::{Line, Word};
use super::next::Candidate;

/// A shell.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Shell {
    Bash,
    Zsh,
    Fish,
}

impl ValueEnum for Shell {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Bash, Self::Zsh, Self::Fish]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(match self {
            Self::Bash => "bash",
            Self::Zsh => "zsh",
            Self::Fish => "fish",
        }))
    }
}

impl Shell {
    pub(super) fn named(name: &str) -> Option<Self> {
        Self::from_str(name, false).ok()
    }

    pub(super) fn script(self) -> &'static str {
        match self {
            Self::Bash => include_str!("scripts/osc.bash"),
            Self::Zsh => include_str!("scripts/osc.zsh"),
            Self::Fish => include_str!("scripts/osc.fish"),
        }
    }

    /// The line that its script tells.
    pub(super) fn line(self, told: &[String]) -> Option<Line> {
        match (self, told) {
            (Self::Bash, [breaks, line]) => Some(Line::written(line, breaks)),
            (Self::Bash, _) => None,
            (Self::Zsh, words) => Line::of(words),
            // The one that is being written is not taken apart by it.
            (Self::Fish, words) => {
                let line = Line::of(words)?;
                Some(Line { current: Word::unquoted(&line.current.text), ..line })
            }
        }
    }

    /// The words that can follow, a line each.
    pub(super) fn answer(self, line: &Line, candidates: &[Candidate]) -> String {
        let mut answer = String::new();
        for Candidate { word, about } in candidates {
            match self {
                Self::Bash => {
                    // It replaces the part that it takes for the word, and does not choose among them.
                    let Some(begun) = word.strip_prefix(line.current.text.as_str()) else { continue };
                    let kept = line.current.text.get(line.current.begins_at()..).unwrap_or_default();
                    answer.push_str(&quoted(&format!("{kept}{begun}"), line.current.quote()));
                }
                Self::Zsh | Self::Fish => {
                    answer.push_str(word);
                    if !about.is_empty() {
                        answer.extend(["\t", about]);
                    }
                }
            }
            answer.push('\n');
        }
        answer
    }
}

/// A word for bash, in the quotes that are open.
fn quoted(word: &str, quote: Option<char>) -> String {
    let has_meaning = |letter: char| match quote {
        Some('"') => matches!(letter, '"' | '\\' | '$' | '`'),
        Some(_) => false,
        // A `=` at the end goes on.
        None => letter.is_ascii() && !letter.is_ascii_alphanumeric() && !"-_.,:=/@%+".contains(letter),
    };
    let mut quoted = String::with_capacity(word.len());
    for letter in word.chars() {
        match letter {
            '\'' if quote == Some('\'') => quoted.push_str(r"'\''"),
            letter if has_meaning(letter) => quoted.extend(['\\', letter]),
            letter => quoted.push(letter),
        }
    }
    quoted
}

#[cfg(test)]
mod tests {
    use super::{Candidate, Line, Shell};

    fn bash(line: &str, words: &[&str]) -> String {
        let line = Line::written(line, " \t\n\"'><=;|&(:");
        let candidates: Vec<_> = words.iter().map(|word| Candidate::new(*word, "about")).collect();
        Shell::Bash.answer(&line, &candidates)
    }

    #[test]
    fn bash_gets_what_it_puts_in_the_place_of_its_word_quoted_as_it_is() {
        let names = ["my net's", "my $n", "other"];
        assert_eq!(bash("osc network show ", &names), "my\\ net\\'s\nmy\\ \\$n\nother\n");
        assert_eq!(bash(r"osc network show my\ n", &names), "my\\ net\\'s\n");
        assert_eq!(bash("osc network show \"my ", &names), "my net's\nmy \\$n\n");
        assert_eq!(bash("osc network show 'my n", &names), "my net'\\''s\n");
        assert_eq!(bash("osc x --type=b", &["--type=band"]), "band\n");
        assert_eq!(bash("osc x --name=\"my", &["--name=my net"]), "my net\n");
        assert_eq!(bash("osc x -c router:", &["router:external", "a;b"]), "external\n");
        assert_eq!(bash("osc x ", &["ü*"]), "ü\\*\n");
    }

    #[test]
    fn zsh_and_fish_get_words_as_they_are_with_what_they_are() {
        let line = Line::of(&["network".into(), "my".into()]).unwrap();
        let candidates = [Candidate::new("my net", "a network"), Candidate::new("x", "")];
        assert_eq!(Shell::Fish.answer(&line, &candidates), "my net\ta network\nx\n");
    }
}
