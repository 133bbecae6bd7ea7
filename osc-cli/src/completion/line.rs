//! A command line that is being written: its words, without what a shell has around them.

/// A command line as far as the cursor.
#[derive(Debug, PartialEq)]
pub(super) struct Line {
    /// The words after the program's name.
    pub(super) words: Vec<String>,
    /// The one that is being written.
    pub(super) current: Word,
}

/// A word that is being written.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Word {
    pub(super) text: String,
    /// The quote that is open at its end, and where.
    quote: Option<(char, usize)>,
    /// Where what is behind the last character begins that bash breaks words at.
    broken_at: usize,
}

impl Line {
    /// A line as bash has it, with the characters that it breaks words at.
    pub(super) fn written(text: &str, breaks: &str) -> Self {
        let mut words = Words { breaks, ..Words::default() };
        text.chars().for_each(|letter| words.read(letter));
        let current = words.current.unwrap_or_default();
        // What is set for the command stands before it.
        let is_setting = |word: &String| {
            word.split_once('=').is_some_and(|(name, _)| name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'))
        };
        let words = words.whole.into_iter().skip_while(is_setting).skip(1).collect();
        Self { words, current }
    }

    /// Words that a shell has taken apart, of which the last is being written.
    pub(super) fn of(words: &[String]) -> Option<Self> {
        let (current, words) = words.split_last()?;
        let current = Word { text: current.clone(), ..Word::default() };
        Some(Self { words: words.to_vec(), current })
    }
}

impl Word {
    /// The quote that is open at its end.
    pub(super) fn quote(&self) -> Option<char> {
        self.quote.map(|(quote, _)| quote)
    }

    /// Where the part of it begins that bash takes for the word.
    pub(super) fn begins_at(&self) -> usize {
        self.quote.map_or(self.broken_at, |(_, at)| at)
    }

    /// One that has its quotes and backslashes yet.
    pub(super) fn unquoted(text: &str) -> Self {
        let mut words = Words::default();
        text.chars().for_each(|letter| words.read(letter));
        words.current.unwrap_or_default()
    }
}

/// What reads words letter by letter.
#[derive(Default)]
struct Words<'a> {
    breaks: &'a str,
    whole: Vec<String>,
    current: Option<Word>,
    is_escaped: bool,
}

impl Words<'_> {
    fn read(&mut self, letter: char) {
        let is_escaped = std::mem::take(&mut self.is_escaped);
        let quote = self.current.as_ref().and_then(Word::quote);
        if !is_escaped && quote.is_none() && letter.is_ascii_whitespace() {
            self.whole.extend(self.current.take().map(|word| word.text));
            return;
        }
        let word = self.current.get_or_insert_default();
        match (quote, letter) {
            (Some('"'), letter) if is_escaped => {
                // A backslash stands for itself before whatever has no meaning there.
                if !matches!(letter, '"' | '\\' | '$' | '`') {
                    word.text.push('\\');
                }
                word.text.push(letter);
            }
            (None, letter) if is_escaped => word.text.push(letter),
            (None | Some('"'), '\\') => self.is_escaped = true,
            (None, '"' | '\'') => word.quote = Some((letter, word.text.len())),
            (Some(quote), letter) if quote == letter => word.quote = None,
            (None, letter) => {
                word.text.push(letter);
                if self.breaks.contains(letter) {
                    word.broken_at = word.text.len();
                }
            }
            (Some(_), letter) => word.text.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Line, Word};

    /// The words before the current one, that one, the quote that is open in it, and what of it bash takes for the word.
    fn read(text: &str) -> (String, String, Option<char>, String) {
        let Line { words, current } = Line::written(text, " \t\n\"'><=;|&(:");
        let begun = current.text[current.begins_at()..].to_owned();
        (words.join("|"), current.text.clone(), current.quote(), begun)
    }

    #[test]
    fn a_line_is_taken_apart_as_a_shell_does() {
        let cases = [
            ("osc network sh", "network", "sh", None, "sh"),
            ("osc network ", "network", "", None, ""),
            ("OS_CLOUD=x osc network  l", "network", "l", None, "l"),
            (r"osc show my\ net\'s\ n", "show", "my net's n", None, "my net's n"),
            ("osc show \"my net's $", "show", "my net's $", Some('"'), "my net's $"),
            (r#"osc show "a\"b\n"#, "show", r#"a"b\n"#, Some('"'), r#"a"b\n"#),
            (r"osc show 'a\", "show", r"a\", Some('\''), r"a\"),
            ("osc list --type=ba", "list", "--type=ba", None, "ba"),
            ("osc list -c router:ex", "list|-c", "router:ex", None, "ex"),
            (r"osc list -c router\:ex", "list|-c", "router:ex", None, "router:ex"),
            ("osc list --name=\"my n", "list", "--name=my n", Some('"'), "my n"),
            ("osc show 'a b'", "show", "a b", None, "a b"),
            ("osc 'a b' \"\" x", "a b|", "x", None, "x"),
        ];
        for (line, words, current, quote, begun) in cases {
            assert_eq!(read(line), (words.to_owned(), current.to_owned(), quote, begun.to_owned()), "{line}");
        }
    }

    #[test]
    fn words_that_are_apart_are_taken_as_they_are() {
        let words = ["network", "a\"b "].map(str::to_owned);
        let line = Line::of(&words).unwrap();
        assert_eq!((line.words, line.current.text), (vec!["network".to_owned()], "a\"b ".to_owned()));
        assert_eq!(Line::of(&[]), None);
        assert_eq!(Word::unquoted("\"a b").text, "a b");
    }
}
