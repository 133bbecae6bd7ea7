//! For programs: JSON, with the types that the service gave.

use std::io::{self, Write};

use osc_runtime::Value;
use serde::ser::{Serialize, Serializer};
use serde_json::ser::Formatter;

/// An object whose keys stay in order.
pub(super) struct Record<I>(pub(super) I);

impl<'a, I: Iterator<Item = (&'a str, &'a Value)> + Clone> Serialize for Record<I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.clone())
    }
}

/// An array of them.
pub(super) struct Records<I>(pub(super) I);

impl<'a, I, R> Serialize for Records<I>
where
    I: Iterator<Item = R> + Clone,
    R: Iterator<Item = (&'a str, &'a Value)> + Clone,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.clone().map(Record))
    }
}

pub(super) fn write(value: &impl Serialize, indent: bool, out: &mut impl Write) -> io::Result<()> {
    if indent {
        serde_json::to_writer_pretty(&mut *out, value)?;
    } else {
        value.serialize(&mut serde_json::Serializer::with_formatter(&mut *out, InLine))?;
    }
    writeln!(out)
}

/// One line, with spaces as Python has them.
struct InLine;

impl Formatter for InLine {
    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, is_first: bool) -> io::Result<()> {
        out.write_all(if is_first { b"" } else { b", " })
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, is_first: bool) -> io::Result<()> {
        out.write_all(if is_first { b"" } else { b", " })
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b": ")
    }
}
