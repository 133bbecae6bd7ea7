//! Values from texts, by their kind.

use osc_runtime::Value;
use osc_runtime::schema::{Field, Kind};
use serde_json::{Map, Number};

use super::name;

/// What stands for the value in help.
pub(super) fn placeholder(field: &Field) -> String {
    match field.kind() {
        Kind::Bool => "true|false".to_owned(),
        Kind::Map(_) | Kind::Object(_) | Kind::List(Kind::Map(_) | Kind::Object(_)) => "KEY=VALUE,...".to_owned(),
        _ => match field.reference() {
            Some(schema) => schema.command().replace(' ', "-").to_uppercase(),
            None => field.name().to_uppercase(),
        },
    }
}

/// What a person needs to know to write the value, beyond its placeholder.
pub(super) fn hint(kind: Kind) -> Option<String> {
    match kind {
        Kind::Object(fields) => Some(format!("(or JSON; keys: {})", keys(fields))),
        Kind::List(Kind::Object(fields)) => Some(format!("(or JSON; keys: {}; can be repeated)", keys(fields))),
        Kind::List(_) => Some("(can be repeated)".to_owned()),
        Kind::Map(_) | Kind::Any => Some("(or JSON)".to_owned()),
        _ => None,
    }
}

/// The value that `text` stands for, or what was expected instead. A list's is a list, of which several
/// [`join`].
pub(super) fn parse(kind: Kind, text: &str) -> Result<Value, String> {
    match kind {
        Kind::Bool => boolean(text),
        Kind::Int => {
            let number = text.parse::<i64>().map(Number::from).or_else(|_| text.parse::<u64>().map(Number::from));
            number.map(Value::Number).map_err(|_| "expected an integer".to_owned())
        }
        Kind::Float => {
            let number = text.parse::<f64>().ok().and_then(Number::from_f64);
            number.map(Value::Number).ok_or_else(|| "expected a number".to_owned())
        }
        Kind::List(item) => match serde_json::from_str(text) {
            Ok(value @ Value::Array(_)) => Ok(value),
            _ => parse(*item, text).map(|value| Value::Array(vec![value])),
        },
        Kind::Map(inner) => object(text, |key| Ok((key.to_owned(), *inner))),
        Kind::Object([first, ..]) if is_word(text) => {
            let value = parse(first.kind(), text)?;
            Ok(Value::Object(Map::from_iter([(first.wire_name().to_owned(), value)])))
        }
        Kind::Object(fields) => object(text, |key| meant(fields, key)),
        Kind::Any => Ok(any(text)),
        _ => Ok(Value::String(text.to_owned())),
    }
}

/// The value of an option that was given once, or, where it is a list, any number of times.
pub(super) fn join(kind: Kind, given: impl Iterator<Item = Value>) -> Value {
    match kind {
        Kind::List(_) => Value::Array(
            given
                .flat_map(|value| match value {
                    Value::Array(items) => items,
                    item => vec![item],
                })
                .collect(),
        ),
        Kind::Map(_) => {
            let maps = given.filter_map(|value| if let Value::Object(map) = value { Some(map) } else { None });
            Value::Object(maps.flatten().collect())
        }
        _ => given.last().unwrap_or_default(),
    }
}

fn boolean(text: &str) -> Result<Value, String> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "yes" => Ok(Value::Bool(true)),
        "false" | "no" => Ok(Value::Bool(false)),
        _ => Err("expected `true` or `false`, or `yes` or `no`".to_owned()),
    }
}

/// Whether a text is no pairs and no JSON: what an object has first, and mostly alone, can be given so.
fn is_word(text: &str) -> bool {
    !text.contains(['=', '{', ','])
}

/// Both ends of `80:90`, or `80` for both.
pub(super) fn range(text: &str) -> Result<(Value, Value), String> {
    let (lower, upper) = text.split_once(':').unwrap_or((text, text));
    let end = |text| parse(Kind::Int, text).map_err(|_| "expected a number, or two as 80:90".to_owned());
    Ok((end(lower)?, end(upper)?))
}

/// `key=value,key=value`, or an object in JSON. `meant` says which key is meant, and what its value is.
fn object(text: &str, meant: impl Fn(&str) -> Result<(String, Kind), String>) -> Result<Value, String> {
    const EXPECTED: &str = "expected `key=value,key=value` or an object in JSON";
    if text.starts_with('{') {
        return match serde_json::from_str(text) {
            Ok(value @ Value::Object(_)) => Ok(value),
            Ok(_) => Err(EXPECTED.to_owned()),
            Err(error) => Err(format!("{EXPECTED}: {error}")),
        };
    }
    let mut object = Map::new();
    for (key, value) in pairs(text).ok_or(EXPECTED)? {
        let (name, kind) = meant(key)?;
        let value = parse(kind, value).map_err(|problem| format!("`{key}`: {problem}"))?;
        match (object.get_mut(&name), value) {
            // A list has its items one by one.
            (Some(Value::Array(items)), Value::Array(more)) => items.extend(more),
            (_, value) => {
                object.insert(name, value);
            }
        }
    }
    Ok(Value::Object(object))
}

fn pairs(text: &str) -> Option<Vec<(&str, &str)>> {
    text.split(',').map(|pair| pair.split_once('=').filter(|(key, _)| !key.is_empty())).collect()
}

/// The wire name of the field that a key means, and its kind.
fn meant(fields: &[Field], key: &str) -> Result<(String, Kind), String> {
    let field = name::key(fields, key);
    field
        .map(|field| (field.wire_name().to_owned(), field.kind()))
        .ok_or_else(|| format!("no key `{key}`; expected one of {}", keys(fields)))
}

fn keys(fields: &[Field]) -> String {
    fields.iter().map(name::of_key).collect::<Vec<_>>().join(", ")
}

/// What `text` stands for where nothing is declared: JSON, else pairs, else itself.
fn any(text: &str) -> Value {
    if let Ok(value) = serde_json::from_str(text) {
        return value;
    }
    match pairs(text) {
        Some(pairs) => pairs.into_iter().map(|(key, value)| (key.to_owned(), any_scalar(value))).collect(),
        None => Value::String(text.to_owned()),
    }
}

fn any_scalar(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|_| Value::String(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use osc_runtime::codec::Attribute as _;
    use osc_runtime::schema::{Field, Kind};
    use serde_json::json;

    use super::{join, parse};

    const ROUTE: &[Field] = &[Field::of("nexthop", String::SHAPE, 0), Field::of("metric", i64::SHAPE, 0)];

    #[test]
    fn booleans_are_said_in_two_ways() {
        assert_eq!(parse(Kind::Bool, "Yes"), Ok(json!(true)));
        assert_eq!(parse(Kind::Bool, "false"), Ok(json!(false)));
        let problem = parse(Kind::Bool, "maybe").unwrap_err();
        assert!(problem.contains("`true` or `false`") && problem.contains("`yes` or `no`"), "{problem}");
    }

    #[test]
    fn numbers_are_numbers() {
        assert_eq!(parse(Kind::Int, "-7"), Ok(json!(-7)));
        assert_eq!(parse(Kind::Int, "18446744073709551615"), Ok(json!(u64::MAX)));
        assert_eq!(parse(Kind::Float, "1.5"), Ok(json!(1.5)));
        assert!(parse(Kind::Int, "1.5").is_err());
        assert!(parse(Kind::Float, "NaN").is_err());
    }

    #[test]
    fn text_is_left_as_it_is() {
        assert_eq!(parse(Kind::Text, "42"), Ok(json!("42")));
        assert_eq!(parse(Kind::Text, "a=b,c"), Ok(json!("a=b,c")));
    }

    #[test]
    fn a_list_is_given_item_by_item_or_as_json() {
        let kind = Kind::List(&Kind::Text);
        let given = ["a", "b,c", r#"["d", "e"]"#].map(|text| parse(kind, text).unwrap());
        assert_eq!(join(kind, given.into_iter()), json!(["a", "b,c", "d", "e"]));
        assert_eq!(join(kind, [parse(kind, "[]").unwrap()].into_iter()), json!([]));
        assert_eq!(parse(kind, "[::1]"), Ok(json!(["[::1]"])));
    }

    #[test]
    fn an_object_is_pairs_or_json_and_its_values_have_their_kinds() {
        let kind = Kind::Object(ROUTE);
        assert_eq!(parse(kind, "nexthop=42,metric=42"), Ok(json!({"nexthop": "42", "metric": 42})));
        assert_eq!(parse(kind, r#"{"nexthop": "a,b"}"#), Ok(json!({"nexthop": "a,b"})));
        assert_eq!(parse(kind, "next=1").unwrap_err(), "no key `next`; expected one of nexthop, metric");
        assert_eq!(parse(kind, "metric=low").unwrap_err(), "`metric`: expected an integer");
        assert!(parse(kind, "nexthop,metric=1").unwrap_err().contains("key=value"));
        assert!(parse(kind, "{nexthop}").unwrap_err().contains("JSON"));
    }

    #[test]
    fn what_an_object_has_first_can_be_given_alone() {
        assert_eq!(parse(Kind::Object(ROUTE), "192.0.2.1"), Ok(json!({"nexthop": "192.0.2.1"})));
    }

    #[test]
    fn what_is_not_declared_is_json_or_pairs_or_text() {
        assert_eq!(parse(Kind::Any, "[1]"), Ok(json!([1])));
        assert_eq!(parse(Kind::Any, "a=1,b=x"), Ok(json!({"a": 1, "b": "x"})));
        assert_eq!(parse(Kind::Any, "plain, text"), Ok(json!("plain, text")));
        assert_eq!(parse(Kind::Map(&Kind::Text), "a=1"), Ok(json!({"a": "1"})));
    }
}
