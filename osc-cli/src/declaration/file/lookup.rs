//! Values by their keys, each in the form that its key has.

use osc_runtime::schema::{Microversion, Versions};
use toml::de::{DeTable, DeValue};

use super::{Item, Items, Keys, STATE, Value, within};
use crate::declaration::mistake::{At, Mistakes, expected};

/// What a body is wrapped in.
pub(in crate::declaration) enum Envelope {
    None,
    Key(String),
}

/// The values of a field that says in what state the resource is.
#[derive(Default)]
pub(in crate::declaration) struct States {
    pub(in crate::declaration) ready: Vec<String>,
    pub(in crate::declaration) failed: Vec<String>,
    pub(in crate::declaration) pending: Vec<String>,
}

/// What a value is, as a message calls it.
pub(in crate::declaration) fn kind(value: &Value<'_>) -> &'static str {
    match value.get_ref() {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) => "an integer",
        DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// The text that a value is.
pub(in crate::declaration) fn text<'a>(value: &'a Value<'_>) -> Option<&'a str> {
    match value.get_ref() {
        DeValue::String(text) => Some(text.as_ref()),
        _ => None,
    }
}

impl<'a> Items<'a> {
    /// Whether a key says `true`.
    pub(in crate::declaration) fn flag(&self, key: &str, mistakes: &mut Mistakes<'_>) -> bool {
        self.switch(key, mistakes).unwrap_or_default()
    }

    /// A key that says `true` or `false`.
    pub(in crate::declaration) fn switch(&self, key: &str, mistakes: &mut Mistakes<'_>) -> Option<bool> {
        let item = self.get(key)?;
        if let DeValue::Boolean(said) = item.value.get_ref() {
            return Some(*said);
        }
        wrong(item, format!("write `{key} = true`"), mistakes);
        None
    }

    /// A key with a text.
    pub(in crate::declaration) fn text(
        &self,
        key: &str,
        example: &str,
        mistakes: &mut Mistakes<'_>,
    ) -> Option<(String, At)> {
        let item = self.get(key)?;
        let help = format!("write `{key} = \"{example}\"`");
        match text(item.value) {
            Some("") => mistakes.push(&item.value_at(), format!("`{key}` is empty"), help),
            Some(text) => return Some((text.to_owned(), item.value_at())),
            None => wrong(item, help, mistakes),
        }
        None
    }

    /// A key with a text, which is empty where it says `true`; nothing where it says `false`.
    pub(in crate::declaration) fn optional_text(
        &self,
        key: &str,
        example: &str,
        mistakes: &mut Mistakes<'_>,
    ) -> Option<String> {
        let item = self.get(key)?;
        match item.value.get_ref() {
            DeValue::Boolean(said) => said.then(String::new),
            DeValue::String(_) => self.text(key, example, mistakes).map(|(text, _)| text),
            _ => {
                wrong(item, format!("write `{key} = true`, or `{key} = \"{example}\"`"), mistakes);
                None
            }
        }
    }

    /// A key with the key of an envelope, or with the word `none`.
    pub(in crate::declaration) fn envelope(
        &self,
        key: &str,
        example: &str,
        mistakes: &mut Mistakes<'_>,
    ) -> Option<Envelope> {
        let item = self.get(key)?;
        if matches!(item.value.get_ref(), DeValue::String(text) if !text.is_empty()) {
            let (text, _) = self.text(key, example, mistakes)?;
            return Some(if text == "none" { Envelope::None } else { Envelope::Key(text) });
        }
        let help = format!("write `{key} = \"{example}\"`, or `{key} = \"none\"` where the body is bare");
        match text(item.value) {
            Some(_) => mistakes.push(&item.value_at(), format!("`{key}` is empty"), help),
            None => wrong(item, help, mistakes),
        }
        None
    }

    /// A key with one of a few texts.
    pub(in crate::declaration) fn one_of(
        &self,
        key: &str,
        known: &[&'static str],
        mistakes: &mut Mistakes<'_>,
    ) -> Option<&'static str> {
        let (value, at) = self.text(key, known.first().copied().unwrap_or_default(), mistakes)?;
        let found = known.iter().find(|known| **known == value);
        if found.is_none() {
            let capital = known.iter().all(|known| known.to_uppercase() == **known);
            let meant = if capital { value.to_uppercase() } else { value.to_lowercase() };
            mistakes.push(&at, format!("`{value}` is no value of `{key}`"), expected(&meant, known));
        }
        found.copied()
    }

    /// A key with a list of texts.
    pub(in crate::declaration) fn texts(
        &self,
        key: &str,
        example: &str,
        mistakes: &mut Mistakes<'_>,
    ) -> Option<Vec<(String, At)>> {
        let help = format!("write `{key} = [{example}]`");
        let mut texts = Vec::new();
        for value in self.list(key, &help, mistakes)? {
            let at = At { offset: value.span().start, ..self.at.clone() };
            match text(value) {
                Some(text) => texts.push((text.to_owned(), at)),
                None => mistakes.push(&at, format!("an item of `{key}` is {}", kind(value)), &help),
            }
        }
        Some(texts)
    }

    /// The items of a list.
    pub(in crate::declaration) fn list(
        &self,
        key: &str,
        help: &str,
        mistakes: &mut Mistakes<'_>,
    ) -> Option<&'a [Value<'a>]> {
        let item = self.get(key)?;
        if let DeValue::Array(items) = item.value.get_ref() {
            return Some(items);
        }
        wrong(item, help, mistakes);
        None
    }

    /// A key with a table, and where that is.
    pub(in crate::declaration) fn table(
        &self,
        key: &str,
        example: &str,
        mistakes: &mut Mistakes<'_>,
    ) -> Option<(&'a DeTable<'a>, At)> {
        let item = self.get(key)?;
        if let DeValue::Table(table) = item.value.get_ref() {
            return Some((table, within(&self.at, key, item.at.offset)));
        }
        wrong(item, format!("write `{key} = {{ {example} }}`"), mistakes);
        None
    }

    /// A key with a table that has only these keys.
    pub(in crate::declaration) fn items(
        &self,
        key: &str,
        keys: &Keys,
        example: &str,
        mistakes: &mut Mistakes<'_>,
    ) -> Option<Items<'a>> {
        let (table, at) = self.table(key, example, mistakes)?;
        Some(Items::of(table, at, keys, mistakes))
    }

    /// The keys `since` and `until`, and where the first of them stands.
    pub(in crate::declaration) fn versions(&self, mistakes: &mut Mistakes<'_>) -> (Versions, Option<At>) {
        let mut version = |key: &str| {
            let (value, at) = self.text(key, "2.19", mistakes)?;
            let parsed = value.parse::<Microversion>();
            if parsed.is_err() {
                let help = format!("write two numbers: `{key} = \"2.19\"`");
                mistakes.push(&at, format!("`{value}` is no microversion"), help);
            }
            parsed.ok()
        };
        let (since, until) = (version("since"), version("until"));
        if let (Some(since), Some(until), Some(at)) = (since, until, self.place("until"))
            && until < since
        {
            let problem = format!("`until` is before `since`: no version is from {since} to {until}");
            mistakes.push(&at, problem, "write the first version that has it in `since`, the last one in `until`");
        }
        (Versions::new(since, until), self.place("since").or(self.place("until")))
    }

    /// The key `state` with its lists of values.
    pub(in crate::declaration) fn states(&self, mistakes: &mut Mistakes<'_>) -> Option<States> {
        const EXAMPLE: &str = "ready = [\"ACTIVE\"], failed = [\"ERROR\"]";
        let items = self.items("state", &STATE, EXAMPLE, mistakes)?;
        let mut values = |key: &str| {
            let texts = items.texts(key, "\"ACTIVE\"", mistakes).unwrap_or_default();
            texts.into_iter().map(|(text, _)| text).collect()
        };
        let states = States { ready: values("ready"), failed: values("failed"), pending: values("pending") };
        if states.ready.is_empty() {
            let help = format!("write `state = {{ {EXAMPLE} }}`");
            mistakes.push(&items.at, "`state` names no value that means ready", help);
        }
        Some(states)
    }
}

/// Says that the value of a key is of another type than it has.
fn wrong(item: &Item<'_>, help: impl std::fmt::Display, mistakes: &mut Mistakes<'_>) {
    mistakes.push(&item.value_at(), format!("`{}` is {}", item.key, kind(item.value)), help);
}
