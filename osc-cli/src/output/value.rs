//! For shell scripts: bare values with spaces between them, one row a line.

use std::io::{self, Write};

use osc_runtime::Value;

use super::scalar;

pub(super) fn write(row: &[Value], out: &mut impl Write) -> io::Result<()> {
    let text = |value: &Value| scalar(value).unwrap_or_else(|| value.to_string()).replace('\n', " ");
    writeln!(out, "{}", row.iter().map(text).collect::<Vec<_>>().join(" "))
}
