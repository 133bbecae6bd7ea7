//! The template of a path: `/qos/policies/{policy_id}/rules`.

use super::mistake::{At, Mistakes};
use super::name::is_name;

/// A path and its parameters.
#[derive(Clone)]
pub(super) struct Path {
    pub(super) text: String,
    pub(super) at: At,
    /// The names of the parameters, from left to right.
    pub(super) parameters: Vec<String>,
    /// The last segment that is no parameter, as a key in JSON: what the collection is called.
    pub(super) collection: Option<String>,
}

impl Path {
    /// Reads a path, as far as it is one. A query may follow it, which is taken as it is.
    pub(super) fn read((text, at): (String, At), mistakes: &mut Mistakes<'_>) -> Self {
        let mut mistake = |problem: String, help: String| mistakes.push(&at, problem, help);
        let (mut parameters, mut collection) = (Vec::<String>::new(), None);
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
                collection = Some(segment.replace('-', "_"));
                continue;
            }
            let name = segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
            match name.filter(|name| is_name(name)) {
                Some(name) if parameters.iter().any(|known| known == name) => mistake(
                    format!("the path has two parameters `{{{name}}}`"),
                    "give each parameter a name of its own".to_owned(),
                ),
                Some(name) => parameters.push(name.to_owned()),
                None => mistake(
                    format!("`{segment}` is no parameter of a path"),
                    "a parameter is a whole segment, the name of a field in braces: \
                     `/qos/policies/{policy_id}/rules`"
                        .to_owned(),
                ),
            }
        }
        Self { text, at, parameters, collection }
    }

    /// The path of what is below this one; `at` is where that is said.
    pub(super) fn below(&self, (rest, at): (String, At), mistakes: &mut Mistakes<'_>) -> Self {
        let (path, query) = self.text.split_at(self.text.find('?').unwrap_or(self.text.len()));
        let separator = if path.ends_with('/') || rest.is_empty() { "" } else { "/" };
        Self::read((format!("{path}{separator}{rest}{query}"), at), mistakes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Path, Vec<String>) {
        let (at, mut mistakes) = (At { table: "".into(), offset: 0 }, Mistakes::of(""));
        let path = Path::read((text.to_owned(), at), &mut mistakes);
        (path, mistakes.finish().iter().map(ToString::to_string).collect())
    }

    fn mistakes(text: &str) -> String {
        read(text).1.join("\n")
    }

    #[test]
    fn parameters_are_read_from_left_to_right() {
        assert_eq!(read("/a/{b}/c/{d}").0.parameters, ["b", "d"]);
        assert!(read("/").0.parameters.is_empty() && mistakes("/").is_empty());
    }

    #[test]
    fn the_collection_is_the_last_segment_that_is_no_parameter() {
        let collection = |path| read(path).0.collection;
        assert_eq!(collection("/lb/health-monitors").as_deref(), Some("health_monitors"));
        assert_eq!(collection("/servers/{server_id}?all=1/2").as_deref(), Some("servers"));
        assert_eq!(collection("/{account}"), None);
    }

    #[test]
    fn what_is_below_comes_before_the_query() {
        let (path, _) = read("/groups?all=yes");
        let mut none = Mistakes::of("");
        assert_eq!(path.below(("{id}".to_owned(), path.at.clone()), &mut none).text, "/groups/{id}?all=yes");
        let (root, _) = read("/");
        assert_eq!(root.below(("{id}".to_owned(), root.at.clone()), &mut none).text, "/{id}");
    }

    #[test]
    fn a_path_is_absolute_and_its_parameters_are_whole_segments() {
        assert!(mistakes("lb/pools").contains("does not begin with `/`; write `/lb/pools`"));
        assert!(mistakes("/lb/pools/").contains("ends with `/`; write `/lb/pools`"));
        assert!(mistakes("/lb//pools").contains("has an empty segment"));
        assert!(mistakes("/a/{b}/c/{b}").contains("two parameters `{b}`"));
        for segment in ["{", "}", "{}", "{a", "a}", "x{a}", "{a}{b}", "{{a}}", "{a-b}", "{1}"] {
            assert!(mistakes(&format!("/a/{segment}/b")).contains(&format!("`{segment}` is no parameter")));
        }
    }
}
