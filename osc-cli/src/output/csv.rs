//! For spreadsheets: comma-separated values, in quotes as Python's writer puts them.
//!
//! What is a number is known from its type. A library's writer sees texts alone, and would leave the name `42` bare.

use std::io::{self, Write};

use osc_runtime::Value;

use super::column::Cell;
use super::format::Quote;

pub(super) fn write<'a>(
    headings: &[&str],
    rows: impl Iterator<Item = impl Iterator<Item = Cell<'a>>>,
    quote: Quote,
    out: &mut impl Write,
) -> io::Result<()> {
    line(headings.iter().map(|heading| Cell::Name(heading)), quote, out)?;
    for row in rows {
        line(row, quote, out)?;
    }
    Ok(())
}

fn line<'a>(cells: impl Iterator<Item = Cell<'a>>, quote: Quote, out: &mut impl Write) -> io::Result<()> {
    for (index, cell) in cells.enumerate() {
        if index > 0 {
            out.write_all(b",")?;
        }
        let text = match cell.value() {
            Some(Value::Null) => "".into(),
            _ => cell.machine(),
        };
        let in_quotes = match quote {
            Quote::All => true,
            Quote::Nonnumeric => !cell.is_numeric(),
            Quote::Minimal => text.contains(has_meaning),
            Quote::None => false,
        };
        if in_quotes {
            write!(out, "\"{}\"", text.replace('"', "\"\""))?;
        } else if quote == Quote::None && text.contains(|letter| has_meaning(letter) || letter == '\\') {
            for letter in text.chars() {
                let before = if has_meaning(letter) || letter == '\\' { "\\" } else { "" };
                write!(out, "{before}{letter}")?;
            }
        } else {
            out.write_all(text.as_bytes())?;
        }
    }
    out.write_all(b"\n")
}

fn has_meaning(letter: char) -> bool {
    matches!(letter, ',' | '"' | '\n' | '\r')
}
