//! The template of a path: `/qos/policies/{policy_id}/rules`.

use proc_macro2::Ident;
use syn::ext::IdentExt;
use syn::parse::Parser;

const EXAMPLE: &str = "/qos/policies/{policy_id}/rules";

/// What a path says of its resource.
#[derive(Default)]
pub(crate) struct Template {
    /// The names of the parameters, from left to right.
    pub(crate) parameters: Vec<String>,
    /// The last segment that is no parameter, as a key in JSON: what the collection is called.
    pub(crate) collection: Option<String>,
}

/// What is wrong with a path, and what to write instead.
pub(crate) struct Mistake {
    pub(crate) problem: String,
    pub(crate) help: String,
}

/// Reads a path, as far as it is one. A query may follow it, which is taken as it is.
pub(crate) fn read(text: &str) -> (Template, Vec<Mistake>) {
    let mut template = Template::default();
    let mut mistakes = Vec::new();
    let mut mistake = |problem: String, help: String| mistakes.push(Mistake { problem, help });
    let (path, query) = text.split_at(text.find('?').unwrap_or(text.len()));
    let trimmed = path.trim_matches('/');
    let written = format!("write `/{trimmed}{query}`");
    if !path.starts_with('/') {
        mistake(format!("the path `{text}` does not begin with `/`"), written);
    } else if !trimmed.is_empty() && path.ends_with('/') {
        mistake(format!("the path `{path}` ends with `/`"), written);
    } else if trimmed.contains("//") {
        mistake(format!("the path `{text}` has an empty segment"), "write one `/` between segments".to_owned());
    }
    for segment in trimmed.split('/').filter(|segment| !segment.is_empty()) {
        if !segment.contains(['{', '}']) {
            template.collection = Some(segment.replace('-', "_"));
            continue;
        }
        match parameter(segment) {
            Some(name) if template.parameters.iter().any(|known| known == name) => mistake(
                format!("the path has two parameters `{{{name}}}`"),
                "give each parameter a name of its own".to_owned(),
            ),
            Some(name) => template.parameters.push(name.to_owned()),
            None => mistake(
                format!("`{segment}` is no parameter of a path"),
                format!("a parameter is a whole segment, the name of a field in braces: `{EXAMPLE}`"),
            ),
        }
    }
    (template, mistakes)
}

fn parameter(segment: &str) -> Option<&str> {
    let name = segment.strip_prefix('{')?.strip_suffix('}')?;
    // Other keywords can name a field, as `r#type`.
    let unusable = matches!(name, "self" | "Self" | "super" | "crate" | "_") || name.starts_with("r#");
    (!unusable && Ident::parse_any.parse_str(name).is_ok()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parameters(path: &str) -> Vec<String> {
        let (template, mistakes) = read(path);
        assert!(mistakes.is_empty(), "{}", mistakes[0].problem);
        template.parameters
    }

    fn mistakes(path: &str) -> Vec<String> {
        read(path).1.into_iter().map(|mistake| mistake.problem).collect()
    }

    fn help(path: &str) -> String {
        read(path).1.remove(0).help
    }

    #[test]
    fn parameters_are_read_from_left_to_right() {
        assert!(parameters("/lb/pools").is_empty());
        assert!(parameters("/").is_empty());
        assert_eq!(parameters("/a/{b}/c/{d}"), ["b", "d"]);
        assert_eq!(parameters("/tags/{type}"), ["type"]);
    }

    #[test]
    fn the_collection_is_the_last_segment_that_is_no_parameter() {
        let collection = |path| read(path).0.collection;
        assert_eq!(collection("/lb/health-monitors").as_deref(), Some("health_monitors"));
        assert_eq!(collection("/servers/{server_id}").as_deref(), Some("servers"));
        assert_eq!(collection("/groups?all=1/2").as_deref(), Some("groups"));
        assert_eq!(collection("/{account}"), None);
        assert_eq!(collection("/"), None);
    }

    #[test]
    fn a_path_begins_with_a_slash_and_does_not_end_with_one() {
        assert_eq!(mistakes("lb/pools"), ["the path `lb/pools` does not begin with `/`"]);
        assert_eq!(mistakes("/lb/pools/"), ["the path `/lb/pools/` ends with `/`"]);
        assert_eq!(mistakes("/lb//pools"), ["the path `/lb//pools` has an empty segment"]);
        assert_eq!(help("lb/pools/"), "write `/lb/pools`");
        assert_eq!(help("/groups/?a=b"), "write `/groups?a=b`");
    }

    #[test]
    fn a_parameter_is_a_whole_segment_and_a_name() {
        for segment in ["{", "}", "{}", "{a", "a}", "x{a}", "{a}x", "{a}{b}", "{{a}}", "{a-b}", "{1}", "{self}", "{_}"]
        {
            assert_eq!(mistakes(&format!("/a/{segment}/b")), [format!("`{segment}` is no parameter of a path")]);
        }
    }

    #[test]
    fn a_parameter_stands_once() {
        assert_eq!(mistakes("/a/{b}/c/{b}"), ["the path has two parameters `{b}`"]);
    }
}
