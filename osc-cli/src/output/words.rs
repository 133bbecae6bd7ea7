//! Values as people read them in a table.

use std::borrow::Cow;
use std::fmt::Write as _;

use osc_runtime::Value;

use super::python;
use crate::prose::harmless;

/// Lists of texts are sorted and in one line, lists of objects have a line for each.
pub(super) fn of(value: &Value) -> Cow<'_, str> {
    match value {
        Value::String(text) => plain(text),
        Value::Array(items) => match items.as_slice() {
            [] => Cow::Borrowed(""),
            [item] => of(item),
            items if items.iter().any(Value::is_object) => {
                Cow::Owned(items.iter().map(of).collect::<Vec<_>>().join("\n"))
            }
            items => Cow::Owned(in_line(items)),
        },
        Value::Object(map) if !map.is_empty() && map.values().all(Value::is_array) => {
            let lists = map.iter().map(|(key, list)| format!("{}={}", plain(key), of(list)));
            Cow::Owned(lists.collect::<Vec<_>>().join("; "))
        }
        Value::Object(map) => {
            let mut text = String::new();
            pairs(map, "", &mut text);
            Cow::Owned(text)
        }
        scalar => python::str(scalar),
    }
}

fn in_line(items: &[Value]) -> String {
    let mut texts: Vec<_> = items.iter().map(of).collect();
    texts.sort_unstable();
    texts.join(", ")
}

/// `key='value'`, with a key of its own for each value of an inner object.
fn pairs(map: &serde_json::Map<String, Value>, before: &str, text: &mut String) {
    for (key, value) in map {
        let key = plain(key);
        if let Value::Object(inner) = value {
            pairs(inner, &format!("{before}{key}."), text);
            continue;
        }
        let comma = if text.is_empty() { "" } else { ", " };
        // Nothing fails to be written to a text.
        let _ = match value {
            Value::Null => write!(text, "{comma}{before}{key}="),
            value => write!(text, "{comma}{before}{key}='{}'", plain(&python::str(value))),
        };
    }
}

/// A text without what moves the cursor; ends of lines, however they are written, are `\n`.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    if text.contains("\r\n") { Cow::Owned(harmless(&text.replace("\r\n", "\n")).into_owned()) } else { harmless(text) }
}
