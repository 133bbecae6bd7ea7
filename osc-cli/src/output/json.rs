//! For programs: JSON, with the types that the service gave.

use std::io::{self, Write};

use serde::Serialize;

pub(super) fn write(value: &impl Serialize, out: &mut impl Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    writeln!(out)
}
