//! The order of a list: `sort_key=name&sort_dir=asc`, for each field, or `sort=name:asc,id:desc`.

use std::cmp::Ordering;

use osc_runtime::Value;
use osc_runtime::schema::Field;

use super::Asked;
use crate::answer::{Answer, Dialect};
use crate::store::Item;

/// Sorts what was found as it is asked for, or refuses that. Keystone sorts nothing.
pub(super) fn sort(asked: &Asked<'_>, items: &mut [&Item]) -> Result<(), Answer> {
    if asked.dialect() == Dialect::Keystone {
        return Ok(());
    }
    let order = order(asked)?;
    items.sort_by(|a, b| {
        let by = |(key, descending): &(&str, bool)| {
            let order = compare(a.fields.get(*key), b.fields.get(*key));
            if *descending { order.reverse() } else { order }
        };
        order.iter().map(by).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
    });
    Ok(())
}

/// The fields, each with whether it is descending; refused in the words of Neutron.
fn order(asked: &Asked<'_>) -> Result<Vec<(&'static str, bool)>, Answer> {
    let all = |wanted: &'static str| {
        let parameters = asked.query.iter().filter(move |(name, value)| name == wanted && !value.is_empty());
        parameters.map(|(_, value)| value.as_str())
    };
    let joined = all("sort").flat_map(|order| order.split(',')).map(|one| one.split_once(':').unwrap_or((one, "asc")));
    let (mut keys, mut directions): (Vec<_>, Vec<_>) = joined.unzip();
    keys.extend(all("sort_key"));
    directions.extend(all("sort_dir"));
    let dialect = asked.dialect();
    if keys.len() != directions.len() {
        return Err(dialect.bad_request("The number of sort_keys and sort_dirs must be same"));
    }
    let fields = asked.route.schema.fields();
    let field = |key: &str| fields.iter().find(|field| field.sort_key() == Some(key)).map(Field::wire_name);
    let unknown: Vec<_> = keys.iter().copied().filter(|key| field(key).is_none()).collect();
    if !unknown.is_empty() {
        let message = format!("['{}'] is invalid attribute for sort_keys", unknown.join("', '"));
        return Err(dialect.bad_request(&message));
    }
    let bad: Vec<_> = directions.iter().copied().filter(|direction| !matches!(*direction, "asc" | "desc")).collect();
    if !bad.is_empty() {
        let bad = bad.join("', '");
        let message = format!("['{bad}'] is invalid value for sort_dirs, valid value is 'asc' and 'desc'");
        return Err(dialect.bad_request(&message));
    }
    let descending = directions.into_iter().map(|direction| direction == "desc");
    Ok(keys.into_iter().filter_map(field).zip(descending).collect())
}

/// Nothing is before anything.
fn compare(a: Option<&Value>, b: Option<&Value>) -> Ordering {
    match (a, b) {
        (Some(Value::Number(a)), Some(Value::Number(b))) => {
            a.as_f64().partial_cmp(&b.as_f64()).unwrap_or(Ordering::Equal)
        }
        (Some(Value::Bool(a)), Some(Value::Bool(b))) => a.cmp(b),
        (Some(Value::String(a)), Some(Value::String(b))) => a.cmp(b),
        (a, b) => a.is_some_and(|a| !a.is_null()).cmp(&b.is_some_and(|b| !b.is_null())),
    }
}
