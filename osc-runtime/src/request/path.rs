//! A template's path, filled with parameters and an id.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::error::{Error, Problem};
use crate::schema::Schema;

/// All but the characters that RFC 3986, section 2.3, never gives a meaning.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The path of the collection.
pub(super) fn collection(schema: &Schema, parameters: &[String]) -> Result<String, Error> {
    let mut path = String::with_capacity(schema.base_path().len());
    let mut rest = schema.base_path();
    let mut parameters = parameters.iter();
    while let Some((before, (name, after))) =
        rest.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
    {
        path.push_str(before);
        push_segment(&mut path, schema, name, parameters.next().map_or("", String::as_str))?;
        rest = after;
    }
    path.push_str(rest);
    Ok(path)
}

/// The path of one item of the collection.
pub(super) fn item(schema: &Schema, parameters: &[String], id: &str) -> Result<String, Error> {
    let collection = collection(schema, parameters)?;
    let (before, query) =
        collection.split_once('?').map_or((collection.as_str(), None), |(path, query)| (path, Some(query)));
    let mut path = format!("{before}/");
    push_segment(&mut path, schema, "id", id)?;
    if let Some(query) = query {
        path.extend(["?", query]);
    }
    Ok(path)
}

/// Adds `value` as exactly one segment, whatever it holds.
fn push_segment(path: &mut String, schema: &Schema, name: &str, value: &str) -> Result<(), Error> {
    // Addresses have no way to write these as a segment: they mean the folder and the one above it even encoded.
    if matches!(value, "" | "." | "..") {
        let text = format!("{}: the {name} is `{value}`, which is no segment of a path; expected an id", schema.name());
        return Err(Problem::Invalid(text).into());
    }
    path.extend(utf8_percent_encode(value, SEGMENT));
    Ok(())
}
