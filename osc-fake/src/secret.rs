//! What is never shown: by the kind of its field, and of Keystone's users, known without a schema, the password.

use osc_runtime::Value;
use osc_runtime::schema::{Field, Kind, Schema, Usage};

use crate::identity;
use crate::store::Item;

/// Sets a field of an item of `collection`, where its kind has it kept.
pub(crate) fn put(item: &mut Item, collection: &str, schema: Option<&Schema>, name: &str, mut value: Value) {
    let fields = schema.iter().flat_map(|schema| schema.fields());
    // Of two fields with one wire name, the one that is only sent is what was sent.
    let field = fields.filter(|field| field.wire_name() == name).max_by_key(|field| field.has(Usage::WRITE_ONLY));
    let kind = field.map(Field::kind);
    if kind == Some(Kind::Secret)
        || field.is_some_and(|field| field.has(Usage::WRITE_ONLY))
        || (collection == identity::USERS && name == "password")
    {
        item.secrets.insert(name.to_owned(), value);
        return;
    }
    if let Some(kind) = kind {
        strip(kind, &mut value);
    }
    item.fields.insert(name.to_owned(), value);
}

/// Whether a value of this kind is a secret or has one in it.
pub(crate) fn holds_secret(kind: Kind) -> bool {
    match kind {
        Kind::Secret => true,
        Kind::List(kind) | Kind::Map(kind) => holds_secret(*kind),
        Kind::Object(fields) => fields.iter().any(|field| holds_secret(field.kind())),
        _ => false,
    }
}

/// Empties the secrets that are further inside.
fn strip(kind: Kind, value: &mut Value) {
    match (kind, value) {
        (Kind::Secret, value) => *value = Value::Null,
        (Kind::List(kind), Value::Array(items)) => items.iter_mut().for_each(|item| strip(*kind, item)),
        (Kind::Map(kind), Value::Object(entries)) => entries.values_mut().for_each(|value| strip(*kind, value)),
        (Kind::Object(fields), Value::Object(object)) => {
            for field in fields {
                if let Some(value) = object.get_mut(field.wire_name()) {
                    strip(field.kind(), value);
                }
            }
        }
        _ => {}
    }
}
