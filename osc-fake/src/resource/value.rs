//! A value of a body or of a filter, as the service keeps it.

use osc_runtime::Value;
use osc_runtime::schema::{Field, Kind};

use crate::answer::{Answer, Dialect};
use crate::secret;

/// A value as the service keeps it, or its refusal.
pub(super) fn convert(dialect: Dialect, field: &Field, value: &Value) -> Result<Value, Answer> {
    let fits = match (field.kind(), value) {
        (_, Value::Null) if field.nullable() => Some(Value::Null),
        (Kind::Any, _)
        | (Kind::Bool, Value::Bool(_))
        | (Kind::Text | Kind::Time | Kind::Secret, Value::String(_))
        | (Kind::List(_), Value::Array(_))
        | (Kind::Map(_) | Kind::Object(_), Value::Object(_)) => Some(value.clone()),
        (Kind::Int, Value::Number(number)) if number.is_i64() || number.is_u64() => Some(value.clone()),
        (Kind::Bool, _) => boolean(&text(value)).map(Value::from),
        (Kind::Int, _) => text(value).parse::<i64>().ok().map(Value::from),
        (Kind::Float, _) => text(value).parse::<f64>().ok().map(Value::from),
        _ => None,
    };
    fits.ok_or_else(|| misfit(dialect, field, value))
}

/// A boolean, in any of the ways in which services take one.
pub(super) fn boolean(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "1" | "yes" | "on" | "t" | "y" => Some(true),
        "false" | "0" | "no" | "off" | "f" | "n" => Some(false),
        _ => None,
    }
}

/// What the service says to a value that does not fit. It quotes the value, unless there may be a secret in it.
pub(super) fn misfit(dialect: Dialect, field: &Field, value: &Value) -> Answer {
    let name = field.wire_name();
    let is_secret = secret::holds_secret(field.kind());
    let shown = if is_secret { "***".to_owned() } else { text(value) };
    let (json_type, problem) = match field.kind() {
        Kind::Bool => ("boolean", "cannot be converted to boolean"),
        Kind::Int => ("integer", "is not an integer"),
        Kind::Float => ("number", "is not a number"),
        Kind::List(_) => ("array", "is not a list"),
        Kind::Map(_) | Kind::Object(_) => ("object", "is not a dictionary"),
        _ => ("string", "is not a valid string"),
    };
    match (dialect, field.kind()) {
        (Dialect::Keystone, _) => {
            let quoted = if is_secret || value.is_string() { format!("'{shown}'") } else { shown.clone() };
            dialect.bad_request(&format!(
                "Invalid input for field/attribute {name}. Value: {shown}. {quoted} is not of type '{json_type}'"
            ))
        }
        (Dialect::Neutron, Kind::Bool | Kind::Int | Kind::Float) => {
            dialect.refuse(400, "InvalidInput", &format!("Invalid input for operation: '{shown}' {problem}."))
        }
        (Dialect::Neutron, _) => {
            dialect.bad_request(&format!("Invalid input for {name}. Reason: '{shown}' {problem}."))
        }
    }
}

/// A value as the services' language writes it.
fn text(value: &Value) -> String {
    match value {
        Value::Null => "None".into(),
        Value::Bool(true) => "True".into(),
        Value::Bool(false) => "False".into(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
