//! JSON patches (RFC 6902).

use osc_runtime::Value;
use serde_json::Map;

/// Applies a patch to an object; why it cannot be applied, in the words of the services.
pub(super) fn apply(fields: &mut Map<String, Value>, patch: &Value) -> Result<(), String> {
    let operations = patch.as_array().ok_or("Request body must be a JSON array of operation objects.")?;
    let mut target = Value::Object(std::mem::take(fields));
    let applied = operations.iter().try_for_each(|operation| one(&mut target, operation));
    if let Value::Object(changed) = target {
        *fields = changed;
    }
    applied
}

fn one(target: &mut Value, operation: &Value) -> Result<(), String> {
    let text = |key: &str| operation.get(key).and_then(Value::as_str).ok_or(format!("Operation lacks `{key}`."));
    let (op, path) = (text("op")?, text("path")?);
    let (parent, last) = path.rsplit_once('/').ok_or(format!("Invalid path: {path}"))?;
    let last = last.replace("~1", "/").replace("~0", "~");
    let parent = target.pointer_mut(parent).ok_or(format!("Could not find {path}."))?;
    let value = || operation.get("value").cloned().ok_or(format!("Operation at {path} lacks `value`."));
    match (op, parent) {
        ("add", Value::Array(items)) if last == "-" => items.push(value()?),
        ("add", Value::Object(object)) => drop(object.insert(last, value()?)),
        ("replace", Value::Object(object)) if object.contains_key(&last) => drop(object.insert(last, value()?)),
        ("remove", Value::Object(object)) => {
            object.remove(&last).ok_or(format!("Could not remove {path}: it is not there."))?;
        }
        ("test", Value::Object(object)) if object.get(&last) == operation.get("value") => {}
        ("test", _) => return Err(format!("The test of {path} has failed.")),
        ("replace", Value::Object(_)) => return Err(format!("Could not replace {path}: it is not there.")),
        (op, _) => return Err(format!("Operation `{op}` on {path} is not supported.")),
    }
    Ok(())
}
