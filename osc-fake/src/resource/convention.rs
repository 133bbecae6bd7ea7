//! What services put into fields that nobody has set. Only names that mean the same everywhere are here.

use osc_runtime::schema::{Field, Kind, Usage};
use osc_runtime::{Timestamp, Value};

use crate::store::Token;

/// What a new item has in `field`, where its creation does not say.
pub(super) fn default(field: &Field, token: &Token) -> Value {
    match (field.wire_name(), field.kind()) {
        ("status", Kind::Text) => "ACTIVE".into(),
        ("admin_state_up" | "enabled" | "port_security_enabled", Kind::Bool) => true.into(),
        ("tenant_id" | "project_id", Kind::Text) => token.project_id().into(),
        ("domain_id", Kind::Text) => "default".into(),
        ("created_at" | "updated_at", Kind::Time) => now(),
        (_, Kind::Int) if is_revision(field) => 1.into(),
        _ if field.nullable() => Value::Null,
        (_, kind) => match kind {
            Kind::Bool => false.into(),
            Kind::Int => 0.into(),
            Kind::Float => 0.0.into(),
            Kind::Text => "".into(),
            Kind::List(_) => Value::Array(Vec::new()),
            Kind::Map(_) | Kind::Object(_) => Value::Object(serde_json::Map::new()),
            _ => Value::Null,
        },
    }
}

/// What an update changes by itself.
pub(super) fn touched(field: &Field, before: &Value) -> Option<Value> {
    match (field.wire_name(), field.kind()) {
        ("updated_at", Kind::Time) => Some(now()),
        (_, Kind::Int) if is_revision(field) => Some(before.as_i64().unwrap_or_default().saturating_add(1).into()),
        _ => None,
    }
}

fn is_revision(field: &Field) -> bool {
    field.has(Usage::REVISION) || field.wire_name() == "revision_number"
}

/// The present as Neutron writes it: whole seconds.
fn now() -> Value {
    let seconds = jiff::Timestamp::from_second(Timestamp::now().as_second()).unwrap_or_default();
    seconds.to_string().into()
}
