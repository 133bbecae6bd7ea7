//! The reference, for people: a heading a service, one a resource, tables of calls and fields.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use osc_runtime::schema::{Field, Kind, Schema, Usage};

use super::call::{Call, calls};
use crate::operation::Verb;
use crate::prose::described;

/// The reference of these resources.
pub(super) fn reference(resources: &[&'static Schema]) -> String {
    let mut services: BTreeMap<&str, Vec<&'static Schema>> = BTreeMap::new();
    for schema in resources {
        services.entry(schema.service()).or_default().push(schema);
    }
    let mut text = "# Resources\n".to_owned();
    for (service, mut schemas) in services {
        schemas.sort_by_key(|schema| schema.command());
        // Writing to a string does not fail.
        let _ = write!(text, "\n## {service}\n");
        for schema in schemas {
            resource(schema, &mut text);
        }
    }
    text
}

fn resource(schema: &'static Schema, text: &mut String) {
    let _ = write!(
        text,
        "\n### {}\n\n`{}` below the endpoint of `{}`",
        schema.command(),
        schema.base_path(),
        schema.service()
    );
    let _ = writeln!(text, ", `{}` in Rust.", schema.name());
    paragraph(&described(schema.doc()), text);
    let commands: Vec<String> = Verb::of(schema).map(|verb| command(schema, verb)).collect();
    if !commands.is_empty() {
        let _ = write!(text, "\n```text\n{}\n```\n", commands.join("\n"));
    }
    table(&["Call", "Request", "Sends", "Answers"], calls(schema).iter().map(call), text);
    table(&["Field", "Type", "Use", "Description"], schema.fields().iter().map(field), text);
    if schema.queries().next().is_some() {
        let _ = write!(text, "\nFurther parameters of a list:\n");
        table(&["Parameter", "Type", "Use", "Description"], schema.queries().map(field), text);
    }
    for action in schema.actions().filter(|action| !action.arguments().is_empty()) {
        let _ = write!(text, "\nArguments of `{}`:\n", action.name());
        table(&["Argument", "Type", "Use", "Description"], action.arguments().iter().map(field), text);
    }
}

/// How a command is used, in a line.
fn command(schema: &'static Schema, verb: Verb) -> String {
    let name = format!("osc {} {}", schema.command(), verb.name());
    let usage = verb.command(schema, verb.name()).bin_name(name).render_usage().to_string();
    let usage = usage.strip_prefix("Usage: ").unwrap_or(&usage);
    usage.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn paragraph(doc: &str, text: &mut String) {
    if !doc.is_empty() {
        let _ = write!(text, "\n{doc}\n");
    }
}

fn table<const N: usize>(headings: &[&str; N], rows: impl Iterator<Item = [String; N]>, text: &mut String) {
    let mut rows = rows.peekable();
    if rows.peek().is_none() {
        return;
    }
    let _ = write!(text, "\n| {} |\n|{}\n", headings.join(" | "), " --- |".repeat(N));
    for row in rows {
        let _ = writeln!(text, "| {} |", row.map(|cell| cell.replace('|', "\\|").replace('\n', " ")).join(" | "));
    }
}

fn call(call: &Call) -> [String; 4] {
    let key = |body: Option<super::call::Body>| {
        body.map_or_else(String::new, |body| {
            body.key.map_or_else(|| "a bare body".to_owned(), |key| format!("`{key}`"))
        })
    };
    let request = format!("`{} {}`{}", call.method, call.path, versions(call.versions));
    [call.name.replace('_', " "), request, key(call.request()), key(call.response())]
}

fn field(field: &'static Field) -> [String; 4] {
    let name = match (field.header(), field.wire_name() == field.name()) {
        (Some(header), _) => format!("`{}` (header `{header}`)", field.name()),
        (None, true) => format!("`{}`", field.name()),
        (None, false) => format!("`{}` (`{}`)", field.name(), field.wire_name()),
    };
    let nullable = if field.nullable() { " or null" } else { "" };
    [name, format!("{}{nullable}", kind(field.kind())), usage(field), described(field.doc())]
}

fn usage(field: &'static Field) -> String {
    let mut uses: Vec<String> = Vec::new();
    let mut say = |holds: bool, text: &str| uses.extend(holds.then(|| text.to_owned()));
    say(field.has(Usage::ID), "id");
    say(field.has(Usage::PATH), "in the path");
    say(field.has(Usage::QUERY), "in the query");
    say(field.has(Usage::BODY), "the body");
    say(field.has(Usage::REQUIRED), "required");
    say(field.has(Usage::CREATE) && !field.has(Usage::UPDATE), "set by create");
    say(field.has(Usage::UPDATE) && !field.has(Usage::CREATE), "set by update");
    say(field.has(Usage::CREATE.and(Usage::UPDATE)), "set by create and update");
    say(field.has(Usage::WRITE_ONLY), "never shown");
    say(field.has(Usage::STATE), "state");
    say(field.has(Usage::REVISION), "revision");
    uses.extend(field.filter().map(|filter| match filter {
        filter if filter == field.wire_name() => "filter".to_owned(),
        other => format!("filter `{other}`"),
    }));
    uses.extend(field.reference().map(|schema| format!("a {}", schema.command())));
    format!("{}{}", uses.join(", "), versions(field.versions()))
}

fn versions(versions: osc_runtime::schema::Versions) -> String {
    match (versions.since(), versions.until()) {
        (None, None) => String::new(),
        (Some(since), None) => format!(" (since {since})"),
        (None, Some(until)) => format!(" (until {until})"),
        (Some(since), Some(until)) => format!(" (from {since} to {until})"),
    }
}

fn kind(kind: Kind) -> String {
    match kind {
        Kind::Bool => "boolean".to_owned(),
        Kind::Int => "integer".to_owned(),
        Kind::Float => "number".to_owned(),
        Kind::Text => "string".to_owned(),
        Kind::Time => "time".to_owned(),
        Kind::Secret => "secret".to_owned(),
        Kind::List(item) => format!("list of {}", self::kind(*item)),
        Kind::Map(value) => format!("map to {}", self::kind(*value)),
        Kind::Object(fields) => {
            let fields = fields.iter().map(|field| format!("`{}`: {}", field.wire_name(), self::kind(field.kind())));
            format!("object ({})", fields.collect::<Vec<_>>().join(", "))
        }
        Kind::Bytes => "bytes".to_owned(),
        _ => "any JSON".to_owned(),
    }
}
