//! For programs and people: YAML, with the types that the service gave.

use std::io::{self, Write};

use serde::Serialize;

pub(super) fn write(value: &impl Serialize, out: &mut impl Write) -> io::Result<()> {
    serde_saphyr::to_io_writer(out, value).map_err(io::Error::other)
}
