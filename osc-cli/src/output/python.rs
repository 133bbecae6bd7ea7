//! Values as Python prints them: scripts have read lists and objects so from python-openstackclient ever since.

use std::borrow::Cow;
use std::fmt::Write as _;

use osc_runtime::Value;

/// As `str()` gives it: texts bare, what has parts as source code.
pub(super) fn str(value: &Value) -> Cow<'_, str> {
    match value {
        Value::Null => Cow::Borrowed("None"),
        Value::Bool(true) => Cow::Borrowed("True"),
        Value::Bool(false) => Cow::Borrowed("False"),
        Value::Number(number) => Cow::Owned(number.to_string()),
        Value::String(text) => Cow::Borrowed(text),
        Value::Array(_) | Value::Object(_) => {
            let mut code = String::new();
            repr(value, &mut code);
            Cow::Owned(code)
        }
    }
}

/// As `repr()` gives it.
fn repr(value: &Value, code: &mut String) {
    match value {
        Value::Array(items) => {
            code.push('[');
            for (index, item) in items.iter().enumerate() {
                code.push_str(if index > 0 { ", " } else { "" });
                repr(item, code);
            }
            code.push(']');
        }
        Value::Object(map) => {
            code.push('{');
            for (index, (key, item)) in map.iter().enumerate() {
                code.push_str(if index > 0 { ", " } else { "" });
                quoted(key, code);
                code.push_str(": ");
                repr(item, code);
            }
            code.push('}');
        }
        Value::String(text) => quoted(text, code),
        scalar => code.push_str(&str(scalar)),
    }
}

fn quoted(text: &str, code: &mut String) {
    let quote = if text.contains('\'') && !text.contains('"') { '"' } else { '\'' };
    code.push(quote);
    for letter in text.chars() {
        match letter {
            '\n' => code.push_str("\\n"),
            '\r' => code.push_str("\\r"),
            '\t' => code.push_str("\\t"),
            letter if letter == quote || letter == '\\' => code.extend(['\\', letter]),
            letter if letter.is_control() => {
                // Nothing fails to be written to a text.
                let _ = write!(code, "\\x{:02x}", u32::from(letter));
            }
            letter => code.push(letter),
        }
    }
    code.push(quote);
}
