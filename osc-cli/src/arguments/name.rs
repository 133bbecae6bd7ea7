//! What options are called.

use osc_runtime::schema::{Field, Kind, Schema};

use super::global;

/// The name of the option for a field, without `--`.
pub(crate) fn option(schema: &Schema, field: &Field) -> String {
    let name = field.option().map_or_else(|| by_kind(schema, field), str::to_owned);
    if global::RESERVED.contains(&name.as_str()) || name.starts_with("os-") {
        let noun = schema.command().split_whitespace().next_back().unwrap_or_default();
        return format!("{noun}-{name}");
    }
    name
}

/// The field's own name, as an option.
pub(super) fn full(field: &Field) -> String {
    field.name().replace('_', "-")
}

/// What a field is called by what it holds: `network` what holds a network's id, `dns-nameserver` what is given one by one; but
/// not as another field is.
fn by_kind(schema: &Schema, field: &Field) -> String {
    let name = full(field);
    let one = if matches!(field.kind(), Kind::List(_)) { singular(&name) } else { name.clone() };
    let short = match one.strip_suffix("-id").filter(|short| field.reference().is_some() && !short.is_empty()) {
        Some(short) => short.to_owned(),
        None => one,
    };
    let is_taken = schema.fields().iter().any(|other| !std::ptr::eq(other, field) && full(other) == short);
    if is_taken { name } else { short }
}

/// One of what is called so.
fn singular(name: &str) -> String {
    let stem = |ending: &str, instead: &str| name.strip_suffix(ending).map(|stem| format!("{stem}{instead}"));
    let is_one = name.ends_with("ss") || name.ends_with("us") || name.ends_with("is");
    if is_one {
        return name.to_owned();
    }
    let hissing = || stem("sses", "ss").or_else(|| stem("ches", "ch")).or_else(|| stem("xes", "x"));
    stem("ies", "y").or_else(hissing).or_else(|| stem("s", "")).unwrap_or_else(|| name.to_owned())
}

/// The field of an inner object that `key` means: by its wire name, with `-` or `_`, by its option, or, where it holds an id,
/// without saying so.
pub(crate) fn key<'a>(fields: &'a [Field], key: &str) -> Option<&'a Field> {
    let plain = key.replace('-', "_");
    let is = |field: &&Field| {
        let short = field.wire_name().strip_suffix("_id").filter(|_| field.reference().is_some());
        field.wire_name() == key
            || field.wire_name() == plain
            || field.name() == plain
            || field.option() == Some(key)
            || short == Some(plain.as_str())
    };
    fields.iter().find(is)
}

/// What a key of an inner object is called in help.
pub(crate) fn of_key(field: &Field) -> &str {
    let short = field.wire_name().strip_suffix("_id").filter(|_| field.reference().is_some());
    field.option().or(short).unwrap_or(field.wire_name())
}

#[cfg(test)]
mod tests {
    use super::singular;

    #[test]
    fn what_is_given_one_by_one_is_called_as_one() {
        let plurals = ["dns-nameservers", "policies", "addresses", "matches", "prefixes", "status", "dns-is", "peer"];
        let one = ["dns-nameserver", "policy", "address", "match", "prefix", "status", "dns-is", "peer"];
        assert_eq!(plurals.map(singular), one);
    }
}
