//! Names of one convention in another.

/// `SecurityGroup` as `security_group`, `QoSPolicy` as `qo_s_policy`.
pub(crate) fn snake(name: &str) -> String {
    words(name).join("_")
}

/// The words of a `PascalCase` name, in lower case.
pub(crate) fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for c in name.chars() {
        match words.last_mut() {
            Some(word) if !c.is_uppercase() => word.push(c),
            _ => words.push(c.to_lowercase().collect()),
        }
    }
    words
}
