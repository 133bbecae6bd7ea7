//! Names of one convention in another.

/// `SecurityGroup` as `security_group`, `LBPool` as `lb_pool`.
pub(crate) fn snake(name: &str) -> String {
    words(name).join("_")
}

/// The words of a `PascalCase` name, in lower case.
pub(crate) fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut previous_is_upper = false;
    let mut chars = name.chars().peekable();
    while let Some(c) = chars.next() {
        let next_is_lower = chars.peek().is_some_and(|next| next.is_lowercase());
        let begins = c.is_uppercase() && (!previous_is_upper || next_is_lower);
        previous_is_upper = c.is_uppercase();
        match words.last_mut() {
            Some(word) if !begins => word.extend(c.to_lowercase()),
            _ => words.push(c.to_lowercase().collect()),
        }
    }
    words
}

/// `live_migrate` or `LIVE-MIGRATE` as `LiveMigrate`.
pub(crate) fn pascal(name: &str) -> String {
    let words = name.split(['_', '-']).map(|word| {
        let mut chars = word.chars();
        let first = chars.next().into_iter().flat_map(char::to_uppercase);
        first.chain(chars.flat_map(char::to_lowercase)).collect::<String>()
    });
    words.collect()
}

#[cfg(test)]
mod tests {
    use super::snake;

    #[test]
    fn a_capital_begins_a_word() {
        assert_eq!(snake("Pool"), "pool");
        assert_eq!(snake("SecurityGroupRule"), "security_group_rule");
    }

    #[test]
    fn capitals_in_a_row_are_one_word() {
        assert_eq!(snake("LBPool"), "lb_pool");
        assert_eq!(snake("PoolV2"), "pool_v2");
        assert_eq!(snake("Router2Port"), "router2_port");
        assert_eq!(snake("ImageACL"), "image_acl");
    }
}
