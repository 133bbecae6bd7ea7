//! Names of one convention in another.

/// Whether a text can name a field, an argument or a resource: letters, digits and `_`.
pub(super) fn is_name(text: &str) -> bool {
    let begins = text.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_');
    begins && text != "_" && text.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
}

/// What a text would have to be to be a name.
pub(super) fn made_of(text: &str) -> String {
    let letters = text.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '_' });
    letters.collect::<String>().trim_matches('_').to_owned()
}

/// The words of a `PascalCase` name, in lower case.
pub(super) fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut previous_is_upper = false;
    let mut letters = name.chars().filter(|letter| *letter != '_').peekable();
    while let Some(letter) = letters.next() {
        let next_is_lower = letters.peek().is_some_and(|next| next.is_lowercase());
        let begins = letter.is_uppercase() && (!previous_is_upper || next_is_lower);
        previous_is_upper = letter.is_uppercase();
        match words.last_mut() {
            Some(word) if !begins => word.extend(letter.to_lowercase()),
            _ => words.push(letter.to_lowercase().collect()),
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::{is_name, made_of, words};

    #[test]
    fn a_capital_begins_a_word() {
        assert_eq!(words("Pool"), ["pool"]);
        assert_eq!(words("SecurityGroupRule"), ["security", "group", "rule"]);
        assert_eq!(words("LBPool"), ["lb", "pool"]);
        assert_eq!(words("PoolV2"), ["pool", "v2"]);
    }

    #[test]
    fn a_name_is_one_in_rust() {
        assert!(is_name("subnet_id") && is_name("_links") && is_name("ipv4"));
        assert!(!is_name("router:external") && !is_name("4th") && !is_name("") && !is_name("_") && !is_name("größe"));
        assert_eq!(made_of("router:external"), "router_external");
    }
}
