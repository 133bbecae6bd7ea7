//! Whether what comes back has what was sent.

use osc_runtime::Value;

/// Whether `got` has all of `wanted`: of objects the entries, of lists each item in any order, and numbers as texts, too.
pub(crate) fn has(got: &Value, wanted: &Value) -> bool {
    match (got, wanted) {
        (Value::Object(got), Value::Object(wanted)) => {
            wanted.iter().all(|(name, wanted)| has(got.get(name).unwrap_or(&Value::Null), wanted))
        }
        (Value::Array(got), Value::Array(wanted)) => {
            got.len() >= wanted.len() && wanted.iter().all(|wanted| got.iter().any(|got| has(got, wanted)))
        }
        (Value::String(text), Value::Number(number)) | (Value::Number(number), Value::String(text)) => {
            *text == number.to_string()
        }
        _ => got == wanted,
    }
}

/// What of `wanted` is not in `got`, in words.
pub(crate) fn missing(got: &Value, wanted: &Value) -> Result<(), String> {
    if has(got, wanted) {
        return Ok(());
    }
    let (Value::Object(had), Value::Object(entries)) = (got, wanted) else {
        return Err(format!("expected {wanted}, found {got}"));
    };
    let other = |(name, wanted): (&String, &Value)| {
        let got = had.get(name).unwrap_or(&Value::Null);
        (!has(got, wanted)).then(|| format!("`{name}` is {got} where {wanted} was expected"))
    };
    Err(entries.iter().filter_map(other).collect::<Vec<_>>().join("; "))
}
