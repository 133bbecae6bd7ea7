//! What values are, as JSON Schema.

use osc_runtime::Value;
use osc_runtime::schema::{Field, Kind, Schema, Usage};
use serde_json::{Map, json};

use crate::prose::described;

/// The schema of a value.
pub(super) fn value(kind: Kind) -> Value {
    match kind {
        Kind::Bool => json!({ "type": "boolean" }),
        Kind::Int => json!({ "type": "integer" }),
        Kind::Float => json!({ "type": "number" }),
        Kind::Text => json!({ "type": "string" }),
        Kind::Time => json!({ "type": "string", "format": "date-time" }),
        Kind::Secret => json!({ "type": "string", "format": "password" }),
        Kind::List(item) => json!({ "type": "array", "items": value(*item) }),
        Kind::Map(item) => json!({ "type": "object", "additionalProperties": value(*item) }),
        Kind::Object(fields) => object(fields.iter(), |_| false),
        _ => json!({}),
    }
}

/// The schema of a field, with what is said of it.
pub(super) fn field(field: &'static Field) -> Value {
    let mut schema = value(field.kind());
    let Value::Object(object) = &mut schema else { return schema };
    if field.nullable()
        && let Some(kind) = object.get_mut("type")
    {
        *kind = json!([kind.take(), "null"]);
    }
    let doc = described(field.doc());
    if !doc.is_empty() {
        object.insert("description".to_owned(), doc.into());
    }
    let since = field.versions().since().map(|since| since.to_string());
    let until = field.versions().until().map(|until| until.to_string());
    let references = field.reference().map(|schema| schema.command().to_owned());
    for (key, text) in [("x-since", since), ("x-until", until), ("x-references", references)] {
        object.extend(text.map(|text| (key.to_owned(), text.into())));
    }
    schema
}

/// The schema of an object that has these fields.
pub(super) fn object(
    fields: impl Iterator<Item = &'static Field>,
    is_required: impl Fn(&'static Field) -> bool,
) -> Value {
    let (mut properties, mut required, mut others) = (Map::new(), Vec::new(), None);
    for declared in fields {
        if declared.has(Usage::FLATTEN) {
            others = match declared.kind() {
                Kind::Map(item) => Some(value(*item)),
                _ => None,
            };
            continue;
        }
        if is_required(declared) {
            required.push(declared.wire_name());
        }
        properties.insert(declared.wire_name().to_owned(), field(declared));
    }
    let mut object = json!({ "type": "object", "properties": properties });
    if !required.is_empty() {
        required.dedup();
        set(&mut object, "required", json!(required));
    }
    if let Some(others) = others {
        set(&mut object, "additionalProperties", others);
    }
    object
}

/// The schema of a resource in an answer.
pub(super) fn resource(schema: &'static Schema) -> Value {
    let read = schema.fields().iter().filter(|field| !field.has(Usage::WRITE_ONLY));
    let mut object = object(read, |_| false);
    for field in schema.fields() {
        let is_set = field.has(Usage::CREATE) || field.has(Usage::UPDATE);
        let property = object.get_mut("properties").and_then(|properties| properties.get_mut(field.wire_name()));
        if let Some(property) = property.filter(|_| !is_set) {
            set(property, "readOnly", true.into());
        }
    }
    let doc = described(schema.doc());
    if !doc.is_empty() {
        set(&mut object, "description", doc.into());
    }
    object
}

/// Sets a key of an object.
pub(super) fn set(object: &mut Value, key: &str, value: Value) {
    if let Value::Object(object) = object {
        object.insert(key.to_owned(), value);
    }
}

#[cfg(test)]
mod tests {
    use osc_runtime::codec::Attribute as _;
    use osc_runtime::schema::Shape;

    use super::*;

    #[test]
    fn a_kind_is_a_type_of_json_schema() {
        for (kind, expected) in [
            (Kind::Time, json!({"type": "string", "format": "date-time"})),
            (Kind::List(&Kind::Int), json!({"type": "array", "items": {"type": "integer"}})),
            (Kind::Map(&Kind::Bool), json!({"type": "object", "additionalProperties": {"type": "boolean"}})),
            (Kind::Any, json!({})),
        ] {
            assert_eq!(value(kind), expected);
        }
    }

    #[test]
    fn what_may_be_null_says_so_and_what_no_field_has_is_other_properties() {
        const MAP: Shape = Shape::new(Kind::Map(&Kind::Text), false);
        static FIELDS: &[Field] = &[
            Field::of("name", <Option<String>>::SHAPE, 0).with_wire_name("display_name").with_doc("A name."),
            Field::of("rest", MAP, Usage::FLATTEN.bits()),
        ];
        assert_eq!(
            object(FIELDS.iter(), |field| field.name() == "name"),
            json!({
                "type": "object",
                "properties": {"display_name": {"type": ["string", "null"], "description": "A name."}},
                "required": ["display_name"],
                "additionalProperties": {"type": "string"},
            })
        );
    }
}
