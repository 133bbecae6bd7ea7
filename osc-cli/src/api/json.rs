//! JSON as it goes out and comes in.

use std::io::{self, Read as _};

use osc_runtime::Value;
use serde::de::IgnoredAny;

use crate::failure::Failure;

/// What `--json` gives: the text itself, or that of a file after `@`, or for `-` of the standard input.
pub(super) fn read(given: &str) -> Result<Vec<u8>, Failure> {
    let unreadable = |error: io::Error| Failure::Failed(format!("--json {given}: {error}"));
    let (name, text) = match given.strip_prefix('@') {
        Some(path) => (path, std::fs::read(path).map_err(unreadable)?),
        None if given == "-" => {
            let mut text = Vec::new();
            io::stdin().read_to_end(&mut text).map_err(unreadable)?;
            ("the standard input", text)
        }
        None => ("what it says", given.as_bytes().to_vec()),
    };
    match serde_json::from_slice::<IgnoredAny>(&text) {
        Ok(_) => Ok(text),
        // The text may be a secret.
        Err(error) => Err(Failure::Usage(format!(
            "--json: {name} is no JSON, as line {}, column {} shows",
            error.line(),
            error.column()
        ))),
    }
}

/// JSON in lines, otherwise as it was written: numbers have all their digits, keys their order. Nothing where it is no JSON.
pub(super) fn indented(json: &[u8]) -> Option<String> {
    let json = std::str::from_utf8(json).ok()?;
    serde_json::from_str::<IgnoredAny>(json).ok()?;
    let mut out = String::with_capacity(json.len() * 2);
    let mut depth = 0_usize;
    // Within a text; behind a backslash; behind a bracket that opens.
    let (mut in_text, mut is_escaped, mut is_opened) = (false, false, false);
    for letter in json.chars() {
        if in_text {
            in_text = is_escaped || letter != '"';
            is_escaped = !is_escaped && letter == '\\';
            out.push(letter);
            continue;
        }
        if letter.is_ascii_whitespace() {
            continue;
        }
        let closes = matches!(letter, '}' | ']');
        depth = depth.saturating_sub(usize::from(closes));
        // What is empty stays in its line.
        if is_opened != closes {
            new_line(&mut out, depth);
        }
        out.push(letter);
        is_opened = matches!(letter, '{' | '[');
        depth += usize::from(is_opened);
        in_text = letter == '"';
        match letter {
            ',' => new_line(&mut out, depth),
            ':' => out.push(' '),
            _ => {}
        }
    }
    out.push('\n');
    Some(out)
}

fn new_line(out: &mut String, depth: usize) {
    out.push('\n');
    out.extend(std::iter::repeat_n("  ", depth));
}

/// Adds the items of a page to those of the pages before; whether there are any.
pub(super) fn join(list: &mut Value, page: Value) -> bool {
    match (list, page) {
        (Value::Array(list), Value::Array(mut items)) => {
            let has_some = !items.is_empty();
            list.append(&mut items);
            has_some
        }
        (Value::Object(list), Value::Object(page)) => {
            let lists = page.into_iter().filter(|(key, _)| !is_linking(key));
            lists.fold(false, |has_some, (key, items)| match list.get_mut(&key) {
                Some(list @ Value::Array(_)) => join(list, items) || has_some,
                _ => has_some,
            })
        }
        _ => false,
    }
}

/// Takes the links to pages out of a list that is whole.
pub(super) fn unlink(list: &mut Value) {
    if let Value::Object(entries) = list {
        entries.retain(|key, _| !is_linking(key));
    }
}

/// Whether what is called so leads to other pages.
fn is_linking(key: &str) -> bool {
    key == "links" || key == "next" || key.ends_with("_links")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{indented, join, unlink};

    #[test]
    fn json_is_put_into_lines_and_nothing_else_changes() {
        let json = br#" {"b":[1.50,340282366920938463463374607431768211456,{}],"a":"x:, {\"\\\\","c" : [ ],"d":null} "#;
        let lines = [
            "{",
            "  \"b\": [",
            "    1.50,",
            "    340282366920938463463374607431768211456,",
            "    {}",
            "  ],",
            r#"  "a": "x:, {\"\\\\","#,
            "  \"c\": [],",
            "  \"d\": null",
            "}\n",
        ];
        assert_eq!(indented(json).unwrap(), lines.join("\n"));
        assert_eq!(indented(b"[]").unwrap(), "[]\n");
        assert_eq!(indented(b"{} {}"), None);
        assert_eq!(indented(b""), None);
    }

    #[test]
    fn pages_of_any_shape_are_joined_without_their_links() {
        let mut list = json!({"ports": [1], "ports_links": [{"rel": "next", "href": "x"}], "count": 3});
        assert!(join(&mut list, json!({"ports": [2, 3], "ports_links": [{"rel": "previous", "href": "y"}]})));
        unlink(&mut list);
        assert_eq!(list, json!({"ports": [1, 2, 3], "count": 3}));
        assert!(!join(&mut list, json!({"ports": []})));
        let mut list = json!([1]);
        assert!(join(&mut list, json!([2])));
        assert_eq!(list, json!([1, 2]));
    }
}
