//! Elements and texts of SVG, and how much room a text takes.

use std::fmt::Write as _;

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// A document in the making. Writing to a string does not fail.
#[derive(Default)]
pub(super) struct Markup(String);

impl Markup {
    pub(super) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.start(name, attributes);
        self.0.push_str(">\n");
    }

    pub(super) fn close(&mut self, name: &str) {
        let _ = writeln!(self.0, "</{name}>");
    }

    /// An element that holds a text.
    pub(super) fn text(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.start(name, attributes);
        let _ = writeln!(self.0, ">{}</{name}>", escaped(text));
    }

    /// What is markup already.
    pub(super) fn raw(&mut self, markup: &str) {
        self.0.push_str(markup);
    }

    pub(super) fn rectangle(&mut self, class: &str, (x, y): (u32, u32), (width, height): (u32, u32), round: u32) {
        let [x, y, width, height, round] = [x, y, width, height, round].map(|number| number.to_string());
        self.empty(
            "rect",
            &[("class", class), ("x", &x), ("y", &y), ("width", &width), ("height", &height), ("rx", &round)],
        );
    }

    pub(super) fn circle(&mut self, class: &str, (x, y): (u32, u32), radius: u32) {
        let [x, y, radius] = [x, y, radius].map(|number| number.to_string());
        self.empty("circle", &[("class", class), ("cx", &x), ("cy", &y), ("r", &radius)]);
    }

    pub(super) fn path(&mut self, class: &str, path: &str) {
        self.empty("path", &[("class", class), ("d", path)]);
    }

    pub(super) fn icon(&mut self, symbol: &str, class: &str, (x, y): (u32, u32), size: u32) {
        let [x, y, size] = [x, y, size].map(|number| number.to_string());
        let target = format!("#topology-{symbol}");
        self.empty(
            "use",
            &[("href", &target), ("class", class), ("x", &x), ("y", &y), ("width", &size), ("height", &size)],
        );
    }

    /// A text that begins at a place.
    pub(super) fn label(&mut self, class: &str, (x, y): (u32, u32), text: &str) {
        if !text.is_empty() {
            self.text("text", &[("class", class), ("x", &x.to_string()), ("y", &y.to_string())], text);
        }
    }

    /// A text that begins at a place, and another one behind it.
    pub(super) fn labels(&mut self, first: (&str, &str), second: (&str, &str), (x, y): (u32, u32)) {
        self.start("text", &[("x", &x.to_string()), ("y", &y.to_string())]);
        self.0.push('>');
        for ((class, text), distance) in [(first, "0"), (second, "10")] {
            if !text.is_empty() {
                self.start("tspan", &[("class", class), ("dx", distance)]);
                let _ = write!(self.0, ">{}</tspan>", escaped(text));
            }
        }
        self.0.push_str("</text>\n");
    }

    /// A text that ends at a place.
    pub(super) fn label_to(&mut self, class: &str, (x, y): (u32, u32), text: &str) {
        if !text.is_empty() {
            let (x, y) = (x.to_string(), y.to_string());
            self.text("text", &[("class", class), ("x", &x), ("y", &y), ("text-anchor", "end")], text);
        }
    }

    /// A text that may be cut short, with all of it for who points at it.
    pub(super) fn titled(&mut self, class: &str, place: (u32, u32), text: &str, title: &str) {
        if text == title {
            return self.label(class, place, text);
        }
        self.open("g", &[]);
        self.text("title", &[], title);
        self.label(class, place, text);
        self.close("g");
    }

    pub(super) fn finish(self) -> String {
        self.0
    }

    fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.start(name, attributes);
        self.0.push_str("/>\n");
    }

    fn start(&mut self, name: &str, attributes: &[(&str, &str)]) {
        let _ = write!(self.0, "<{name}");
        for (attribute, value) in attributes {
            let _ = write!(self.0, " {attribute}=\"{}\"", escaped(value));
        }
    }
}

/// How many pixels a text takes at most, of characters so many tenths of a pixel wide.
pub(super) fn width(text: &str, tenths: u32) -> u32 {
    u32::try_from(text.width()).unwrap_or(u32::MAX).saturating_mul(tenths).div_ceil(10)
}

/// As much of a text as there is room for.
pub(super) fn fitted(text: &str, tenths: u32, room: u32) -> String {
    if width(text, tenths) <= room {
        return text.to_owned();
    }
    let columns = (room * 10 / tenths).saturating_sub(1);
    let mut taken = 0;
    let fits = |c: &char| {
        taken += u32::try_from(c.width().unwrap_or_default()).unwrap_or_default();
        taken <= columns
    };
    let kept: String = text.chars().take_while(fits).collect();
    format!("{}…", kept.trim_end())
}

/// A text as XML can hold it: what is markup as a reference, what it has no place for as U+FFFD.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' | '\t' => escaped.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => escaped.push('\u{fffd}'),
            c => escaped.push(c),
        }
    }
    escaped
}
