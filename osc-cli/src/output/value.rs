//! For shell scripts: bare values.

use std::io::{self, Write};

use super::column::Cell;

/// A row a line, with spaces between the values. So that it stays one, a text of several lines is printed in one.
pub(super) fn list<'a>(
    rows: impl Iterator<Item = impl Iterator<Item = Cell<'a>>>,
    out: &mut impl Write,
) -> io::Result<()> {
    for row in rows {
        for (index, cell) in row.enumerate() {
            if index > 0 {
                out.write_all(b" ")?;
            }
            let text = cell.machine();
            let text = if text.contains('\n') { text.replace('\n', " ").into() } else { text };
            out.write_all(text.as_bytes())?;
        }
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// One value below the other, just as they are: a key can go into a file.
pub(super) fn item<'a>(mut cells: impl Iterator<Item = Cell<'a>>, out: &mut impl Write) -> io::Result<()> {
    cells.try_for_each(|cell| writeln!(out, "{}", cell.machine()))
}
