//! A template's path, filled with parameters and an id.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, PercentEncode, utf8_percent_encode};

use crate::error::{Error, Problem};
use crate::schema::{Action, Schema};

/// All but the characters that RFC 3986, section 2.3, never gives a meaning.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The path of what is listed.
pub(super) fn list(schema: &Schema, values: &[String]) -> Result<String, Error> {
    fill(schema, schema.list_path(), &mut values.iter())
}

/// The path of what is created.
pub(super) fn create(schema: &Schema, values: &[String]) -> Result<String, Error> {
    fill(schema, schema.create_path(), &mut values.iter())
}

/// The path of one item of the collection.
///
/// # Errors
///
/// Where a value is no segment of a path.
pub(crate) fn item(schema: &Schema, values: &[String]) -> Result<String, Error> {
    below_item(schema, &mut values.iter(), "")
}

/// The path of an action.
pub(super) fn action(schema: &Schema, action: &Action, values: &[String]) -> Result<String, Error> {
    let mut values = values.iter();
    if action.path().starts_with('/') {
        fill(schema, action.path(), &mut values)
    } else {
        below_item(schema, &mut values, action.path())
    }
}

type Values<'a> = std::slice::Iter<'a, String>;

fn below_item(schema: &Schema, values: &mut Values<'_>, rest: &'static str) -> Result<String, Error> {
    let collection = fill(schema, schema.base_path(), values)?;
    let (mut path, query) = match collection.split_once('?') {
        Some((path, query)) => (path.to_owned(), Some(query)),
        None => (collection, None),
    };
    if !schema.is_singleton() {
        let id = values.next().map_or("", String::as_str);
        push_slash(&mut path);
        push_segment(&mut path, schema, "id", id)?;
    }
    if !rest.is_empty() {
        push_slash(&mut path);
        path.push_str(&fill(schema, rest, values)?);
    }
    if let Some(query) = query {
        path.extend(["?", query]);
    }
    Ok(path)
}

fn push_slash(path: &mut String) {
    if !path.ends_with('/') {
        path.push('/');
    }
}

fn fill(schema: &Schema, template: &str, values: &mut Values<'_>) -> Result<String, Error> {
    let mut path = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, (name, after))) =
        rest.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
    {
        path.push_str(before);
        push_segment(&mut path, schema, name, values.next().map_or("", String::as_str))?;
        rest = after;
    }
    path.push_str(rest);
    Ok(path)
}

/// Adds `value` as exactly one segment, whatever it holds.
fn push_segment(path: &mut String, schema: &Schema, name: &str, value: &str) -> Result<(), Error> {
    let Some(segment) = segment(value) else {
        let text = format!("{}: the {name} is `{value}`, which is no segment of a path; expected an id", schema.name());
        return Err(Problem::Invalid(text).into());
    };
    path.extend(segment);
    Ok(())
}

/// `value` as one segment, whatever it holds; nothing where there is no way to write it as one.
pub(crate) fn segment(value: &str) -> Option<PercentEncode<'_>> {
    // These mean the folder and the one above it even encoded.
    (!matches!(value, "" | "." | "..")).then(|| utf8_percent_encode(value, SEGMENT))
}
