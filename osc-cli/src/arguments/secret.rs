//! Fields that hold secrets: never an argument, which every process on the machine can read, and never shown.

use std::io::{self, Read as _};

use osc_runtime::Value;
use osc_runtime::schema::{Field, Kind};

/// Whether a field of this kind is a secret, or has one inside.
pub(crate) fn is_in(kind: Kind) -> bool {
    match kind {
        Kind::Secret => true,
        Kind::List(inner) | Kind::Map(inner) => is_in(*inner),
        Kind::Object(fields) => fields.iter().any(|field| is_in(field.kind())),
        _ => false,
    }
}

/// The value in a file: the secret itself, or JSON around it. No error shows any of it.
pub(super) fn read(kind: Kind, path: &str) -> Result<Value, String> {
    let mut text = String::new();
    let read = if path == "-" {
        io::stdin().read_to_string(&mut text)
    } else {
        std::fs::File::open(path).and_then(|mut file| file.read_to_string(&mut text))
    };
    read.map_err(|error| error.to_string())?;
    match kind {
        Kind::Secret => Ok(Value::String(text.strip_suffix('\n').unwrap_or(&text).to_owned())),
        _ => serde_json::from_str(&text)
            .map_err(|error| format!("no JSON at line {}, column {}", error.line(), error.column())),
    }
}

/// `value` with `<secret>` wherever a field of `kind` has a secret.
pub(crate) fn hide(kind: Kind, value: Value) -> Value {
    match (kind, value) {
        (Kind::Secret, value) if !value.is_null() => Value::String("<secret>".into()),
        (Kind::List(inner), Value::Array(items)) => items.into_iter().map(|item| hide(*inner, item)).collect(),
        (Kind::Map(inner), Value::Object(map)) => {
            map.into_iter().map(|(key, value)| (key, hide(*inner, value))).collect()
        }
        (Kind::Object(fields), Value::Object(map)) => {
            let kind = |key: &str| fields.iter().find(|field| field.wire_name() == key).map_or(Kind::Any, Field::kind);
            let hidden = |(key, value): (String, Value)| {
                let value = hide(kind(&key), value);
                (key, value)
            };
            map.into_iter().map(hidden).collect()
        }
        (_, value) => value,
    }
}

#[cfg(test)]
mod tests {
    use osc_runtime::Secret;
    use osc_runtime::codec::Attribute as _;
    use osc_runtime::schema::{Field, Kind};
    use serde_json::json;

    use super::{hide, is_in};

    const ACCOUNT: &[Field] = &[Field::of("user", String::SHAPE, 0), Field::of("password", Secret::SHAPE, 0)];

    #[test]
    fn a_secret_is_hidden_wherever_it_is() {
        let kind = Kind::List(&Kind::Object(ACCOUNT));
        let shown = hide(kind, json!([{"user": "ada", "password": "s3cret", "more": 1}]));
        assert_eq!(shown, json!([{"user": "ada", "password": "<secret>", "more": 1}]));
        assert_eq!(hide(Kind::Secret, json!(null)), json!(null));
        assert!(is_in(kind) && !is_in(Kind::List(&Kind::Text)));
    }
}
