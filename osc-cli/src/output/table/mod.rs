//! For people: a table as python-openstackclient draws it.
//!
//! The rows are gone through twice, once to measure and once to write; nothing is kept of them. Where the table is wider
//! than it may be, [`fit`] makes columns narrower, for which the rows are gone through once more.

mod fit;

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, Write};
use std::iter;

use anstyle::Style;
use osc_runtime::Value;
use unicode_width::UnicodeWidthStr as _;

use super::color;
use super::column::Cell;
use super::words;

/// How a table is laid out.
#[derive(Clone, Default)]
pub(super) struct Layout {
    /// The columns of a terminal that it may take.
    pub(super) width: Option<usize>,
    /// Whether there is one without any row.
    pub(super) print_empty: bool,
    pub(super) has_color: bool,
}

/// What a table is of.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Subject {
    Items,
    Fields,
}

impl Subject {
    /// The least width of a column that is made narrower: fields have long names, and are two columns.
    fn least(self) -> usize {
        match self {
            Self::Items => 8,
            Self::Fields => 16,
        }
    }
}

/// What is known of a column.
#[derive(Clone, Default)]
struct Column {
    width: usize,
    has_numbers: bool,
    has_others: bool,
}

pub(super) fn write<'a, R: Iterator<Item = Cell<'a>>>(
    subject: Subject,
    headings: &[&'a str],
    rows: impl Iterator<Item = R> + Clone,
    layout: &Layout,
    out: &mut impl Write,
) -> io::Result<()> {
    if !layout.print_empty && rows.clone().next().is_none() {
        return writeln!(out);
    }
    let headings: Vec<_> = headings.iter().map(|heading| words::plain(heading)).collect();
    let mut columns = measured(&headings, rows.clone());
    if let Some(width) = layout.width {
        let widths: Vec<_> = columns.iter().map(|column| column.width).collect();
        // A bar before each column, a space on both of its sides, and a bar at the end.
        let available = width.saturating_sub(3 * widths.len() + 1);
        if widths.iter().sum::<usize>() > available {
            let texts = rows.clone().map(|row| row.map(Cell::human));
            let fitting = fit::widths(&widths, &fit::longest_words(&headings, texts), available, subject.least());
            columns.iter_mut().zip(fitting).for_each(|(column, width)| column.width = width);
        }
    }
    let mut writer = Writer { columns, numbers_right: subject == Subject::Items, line: String::new(), out };
    let frame = writer.frame();
    writer.out.write_all(frame.as_bytes())?;
    writer.row(&headings, &[])?;
    writer.out.write_all(frame.as_bytes())?;
    let (mut texts, mut styles) = (Vec::new(), Vec::new());
    for row in rows {
        texts.clear();
        styles.clear();
        for cell in row {
            texts.push(cell.human());
            styles.push(cell.health().filter(|_| layout.has_color).map(color::style));
        }
        writer.row(&texts, &styles)?;
    }
    writer.out.write_all(frame.as_bytes())
}

/// The columns as wide as their texts.
fn measured<'a, R: Iterator<Item = Cell<'a>>>(headings: &[Cow<'_, str>], rows: impl Iterator<Item = R>) -> Vec<Column> {
    let of_heading = |heading: &Cow<'_, str>| Column { width: width(heading), ..Column::default() };
    let mut columns: Vec<_> = headings.iter().map(of_heading).collect();
    for row in rows {
        for (column, cell) in columns.iter_mut().zip(row) {
            column.width = column.width.max(width(&cell.human()));
            match cell.value() {
                Some(Value::Number(_)) => column.has_numbers = true,
                Some(Value::Null) => {}
                _ => column.has_others = true,
            }
        }
    }
    columns
}

/// The columns of a terminal that the widest line of `text` takes.
fn width(text: &str) -> usize {
    text.split('\n').map(line_width).max().unwrap_or_default()
}

fn line_width(line: &str) -> usize {
    if line.is_ascii() { line.len() } else { line.width() }
}

struct Writer<'a, W> {
    columns: Vec<Column>,
    /// Whether columns of numbers are aligned on the right: fields are of all types.
    numbers_right: bool,
    /// The line that is being made, whose memory the next one uses again.
    line: String,
    out: &'a mut W,
}

impl<W: Write> Writer<'_, W> {
    fn frame(&self) -> String {
        let parts = self.columns.iter().flat_map(|column| iter::once('+').chain(iter::repeat_n('-', column.width + 2)));
        parts.chain(['+', '\n']).collect()
    }

    /// A row, of as many lines as its texts take.
    fn row(&mut self, texts: &[Cow<'_, str>], styles: &[Option<Style>]) -> io::Result<()> {
        let fits = |(column, text): (&Column, &Cow<'_, str>)| !text.contains('\n') && line_width(text) <= column.width;
        if self.columns.iter().zip(texts).all(fits) {
            return self.line(texts.iter().map(|text| &**text), styles);
        }
        let cells = self.columns.iter().zip(texts).map(|(column, text)| fit::lines(text, column.width));
        let cells: Vec<_> = cells.collect();
        let height = cells.iter().map(Vec::len).max().unwrap_or_default();
        (0..height)
            .try_for_each(|at| self.line(cells.iter().map(|lines| lines.get(at).map_or("", |line| line)), styles))
    }

    fn line<'t>(&mut self, texts: impl Iterator<Item = &'t str>, styles: &[Option<Style>]) -> io::Result<()> {
        let Self { columns, line, .. } = self;
        line.clear();
        let styles = styles.iter().copied().chain(iter::repeat(None));
        for ((column, text), style) in columns.iter().zip(texts).zip(styles) {
            let padding = iter::repeat_n(' ', column.width.saturating_sub(line_width(text)));
            line.push_str("| ");
            if self.numbers_right && column.has_numbers && !column.has_others {
                line.extend(padding.chain(text.chars()));
            } else {
                // Nothing fails to be written to a text.
                let _ = match style {
                    Some(style) => write!(line, "{style}{text}{style:#}"),
                    None => line.write_str(text),
                };
                line.extend(padding);
            }
            line.push(' ');
        }
        line.push_str("|\n");
        self.out.write_all(line.as_bytes())
    }
}
