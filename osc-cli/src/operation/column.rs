//! Which fields are printed, and under which heading.

use osc_runtime::Value;
use osc_runtime::request::List;
use osc_runtime::schema::{Field, Kind, Schema, Usage};

use super::place::Place;
use crate::arguments;
use crate::failure::Failure;
use crate::output::{Column, is_called};

/// The fields to print, in order.
pub(super) type Columns = Vec<&'static Field>;

/// What a heading has in capitals, or in a spelling of its own.
const ACRONYMS: &[&str] =
    &["ID", "IP", "IPv4", "IPv6", "MAC", "CIDR", "MTU", "DHCP", "DNS", "LB", "VIP", "VLAN", "QoS"];

/// The columns of a list: those that the resource declares, else id, name and status. With `long`, those that it declares for
/// that, else all scalars after them.
pub(super) fn shown(schema: &'static Schema, long: bool) -> Columns {
    let fields = schema.fields();
    let is_declared = |field: &&Field| field.heading().is_some() || long && field.long_heading().is_some();
    let mut shown: Columns = fields.iter().filter(is_declared).collect();
    let long_is_declared = fields.iter().any(|field| field.long_heading().is_some());
    if shown.is_empty() {
        let named = |name| fields.iter().find(|field| field.name() == name);
        shown = [schema.id(), named("name"), named("status")].into_iter().flatten().collect();
        shown.dedup_by_key(|field| field.wire_name());
    }
    if long && !long_is_declared || shown.is_empty() {
        let scalar =
            |field: &&Field| matches!(field.kind(), Kind::Bool | Kind::Int | Kind::Float | Kind::Text | Kind::Time);
        let rest = fields.iter().filter(scalar).filter(|field| !shown.contains(field)).collect::<Columns>();
        shown.extend(rest);
    }
    shown
}

/// The fields of one item: all that answers have, by the names that the command line has for them.
pub(super) fn of_item(schema: &'static Schema) -> Columns {
    let mut fields: Columns = schema.fields().iter().filter(|field| !field.has(Usage::WRITE_ONLY)).collect();
    fields.sort_unstable_by_key(|field| field.shown_as());
    fields
}

/// The headings that a list can have.
pub(crate) fn headings(schema: &'static Schema) -> Vec<String> {
    shown(schema, true).into_iter().map(heading).collect()
}

/// What the fields of one item are called.
pub(crate) fn field_names(schema: &'static Schema) -> Vec<String> {
    of_item(schema).into_iter().map(|field| field.shown_as().to_owned()).collect()
}

/// The fields that `names`, headings or wire names, choose.
pub(super) fn chosen<'a>(schema: &'static Schema, names: impl Iterator<Item = &'a String>) -> Result<Columns, Failure> {
    names
        .map(|name| {
            named(schema, name).ok_or_else(|| {
                let known = of_item(schema).into_iter().map(Field::shown_as).collect::<Vec<_>>();
                Failure::Usage(format!("no column '{name}'; expected one of {}", known.join(", ")))
            })
        })
        .collect()
}

/// The field of this heading or wire name.
pub(super) fn named(schema: &'static Schema, name: &str) -> Option<&'static Field> {
    let is_named = |field: &&Field| {
        [field.wire_name(), field.shown_as()].iter().any(|known| is_called(known, name))
            || is_called(&heading(field), name)
    };
    schema.fields().iter().find(is_named)
}

/// The column of a field, under this heading.
pub(super) fn column(schema: &'static Schema, field: &Field, heading: impl Into<Column>) -> Column {
    heading.into().state(field.has(Usage::STATE).then(|| schema.state())).words(field.words())
}

/// The heading of a field's column.
pub(super) fn heading(field: &Field) -> String {
    match field.heading().or(field.long_heading()) {
        Some(heading) if !heading.is_empty() => heading.to_owned(),
        _ => headline(field.wire_name()),
    }
}

/// `router:external` as `Router External`.
fn headline(wire_name: &str) -> String {
    let words = wire_name.split(['_', '-', ':']).filter(|word| !word.is_empty()).map(|word| {
        let acronym = ACRONYMS.iter().find(|acronym| acronym.eq_ignore_ascii_case(word));
        acronym.map_or_else(|| capitalized(word), |acronym| (*acronym).to_owned())
    });
    words.collect::<Vec<_>>().join(" ")
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// The value of a field of `item`, as it may be shown. Parameters of the path are not repeated in an item.
pub(super) fn value(place: &Place<'_>, field: &Field, item: &Value) -> Value {
    if let Some(value) = field.alias().and_then(|alias| item.get(alias)).or(item.get(field.wire_name())) {
        return arguments::hide(field.kind(), value.clone());
    }
    let parameter = place.schema.path_parameters().zip(&place.parameters).find(|(name, _)| *name == field.name());
    parameter.map(|(_, value)| Value::String(value.clone())).unwrap_or_default()
}

/// The cells of a list, row by row: of each item these fields, as they may be shown.
pub(super) async fn cells(
    place: &Place<'_>,
    fields: &[&'static Field],
    list: List<Value>,
) -> Result<Vec<Value>, Failure> {
    let index = |field: &&'static Field| place.schema.fields().iter().position(|known| std::ptr::eq(known, *field));
    // Both ends of a range are in one cell.
    let upper = |field: &&'static Field| {
        let (_, upper) = field.range()?;
        place.schema.fields().iter().position(|known| known.name() == upper)
    };
    let wanted: Vec<usize> = fields.iter().filter_map(index).chain(fields.iter().filter_map(upper)).collect();
    let table = list.rows(&wanted).await?;
    let is_plain = fields.iter().all(|field| field.range().is_none() && !arguments::is_secret(field.kind()));
    if is_plain {
        return Ok(table.into_cells());
    }
    let mut cells = Vec::with_capacity(table.len() * fields.len());
    for row in table.iter() {
        let (row, mut uppers) = (row.iter().take(fields.len()), row.iter().skip(fields.len()));
        for (field, value) in fields.iter().zip(row) {
            cells.push(match field.range() {
                Some(_) => range(value, uppers.next().unwrap_or(&Value::Null)),
                None => arguments::hide(field.kind(), value.clone()),
            });
        }
    }
    Ok(cells)
}

/// `80:90`, or nothing where neither end is there.
fn range(lower: &Value, upper: &Value) -> Value {
    match (lower, upper) {
        (Value::Null, Value::Null) => Value::String(String::new()),
        (lower, upper) => {
            let end = |value: &Value| if value.is_null() { String::new() } else { value.to_string() };
            Value::String(format!("{}:{}", end(lower), end(upper)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::headline;

    #[test]
    fn a_heading_is_the_wire_name_in_words() {
        assert_eq!(headline("id"), "ID");
        assert_eq!(headline("router:external"), "Router External");
        assert_eq!(headline("qos_policy_id"), "QoS Policy ID");
        assert_eq!(headline("OS-EXT-STS:vm_state"), "OS EXT STS Vm State");
    }
}
