//! What the command line calls a field, an action or an argument, and how it shows it.

use toml::de::DeValue;

use crate::declaration::file::{Items, Value, kind, text};
use crate::declaration::mistake::{At, Mistakes};

/// What a declaration says of a field for the command line.
#[derive(Default)]
pub(in crate::declaration) struct Vocabulary {
    pub(in crate::declaration) option: Option<(String, At)>,
    pub(in crate::declaration) switches: Vec<Switch>,
    /// The heading of its column in lists; empty for the default one.
    pub(in crate::declaration) heading: Option<String>,
    /// The same where long lists alone have it.
    pub(in crate::declaration) long: Option<String>,
    /// What tables call true and false.
    pub(in crate::declaration) words: Option<([String; 2], At)>,
    /// The option for it and a higher one, and the field of that.
    pub(in crate::declaration) range: Option<([String; 2], At)>,
    pub(in crate::declaration) positional: Option<At>,
    pub(in crate::declaration) default: Option<(Constant, At)>,
    pub(in crate::declaration) shown: Option<String>,
}

/// An option without a value, which stands for one.
pub(in crate::declaration) struct Switch {
    pub(in crate::declaration) option: String,
    pub(in crate::declaration) at: At,
    pub(in crate::declaration) value: Constant,
}

/// A value that a declaration says.
#[derive(Clone)]
pub(in crate::declaration) enum Constant {
    Bool(bool),
    Int(i64),
    Text(String),
}

/// A verb of an action, and the argument that it has without an option.
pub(in crate::declaration) struct Verb {
    pub(in crate::declaration) words: String,
    pub(in crate::declaration) at: At,
    pub(in crate::declaration) argument: Option<String>,
}

impl Constant {
    fn read(value: &Value<'_>) -> Option<Self> {
        match value.get_ref() {
            DeValue::Boolean(value) => Some(Self::Bool(*value)),
            DeValue::Integer(value) => i64::from_str_radix(value.as_str(), value.radix()).ok().map(Self::Int),
            DeValue::String(value) => Some(Self::Text(value.clone().into_owned())),
            _ => None,
        }
    }
}

impl Vocabulary {
    pub(super) fn read(items: &Items<'_>, mistakes: &mut Mistakes<'_>) -> Self {
        Self {
            option: items.text("option", "dst-port", mistakes),
            switches: switches(items, mistakes),
            heading: items.optional_text("column", "Name", mistakes),
            long: items.optional_text("long", "Name", mistakes),
            words: pair(items, "words", "\"UP\", \"DOWN\"", mistakes),
            range: pair(items, "range", "\"dst-port\", \"port_range_max\"", mistakes),
            positional: items.flag("positional", mistakes).then(|| items.place("positional")).flatten(),
            default: default(items, mistakes),
            shown: items.text("show", "is_vlan_transparent", mistakes).map(|(text, _)| text),
        }
    }
}

/// A key with two texts.
fn pair(items: &Items<'_>, key: &str, example: &str, mistakes: &mut Mistakes<'_>) -> Option<([String; 2], At)> {
    let at = items.get(key)?.value_at();
    let texts = items.texts(key, example, mistakes)?;
    let texts: Vec<String> = texts.into_iter().map(|(text, _)| text).collect();
    let pair = <[String; 2]>::try_from(texts).ok();
    if pair.is_none() {
        mistakes.push(&at, format!("`{key}` takes two texts"), format!("write `{key} = [{example}]`"));
    }
    pair.map(|pair| (pair, at))
}

fn default(items: &Items<'_>, mistakes: &mut Mistakes<'_>) -> Option<(Constant, At)> {
    let item = items.get("default")?;
    let constant = Constant::read(item.value);
    if constant.is_none() {
        let problem = format!("`default` is {}", kind(item.value));
        mistakes.push(&item.value_at(), problem, "write a text, an integer, `true` or `false`");
    }
    constant.map(|constant| (constant, item.value_at()))
}

/// A text is the name of a switch for a boolean, which is two: `--share` and `--no-share`.
fn switches(items: &Items<'_>, mistakes: &mut Mistakes<'_>) -> Vec<Switch> {
    let Some(item) = items.get("switch") else { return Vec::new() };
    if let Some(option) = text(item.value) {
        let at = item.value_at();
        return vec![
            Switch { option: option.to_owned(), at: at.clone(), value: Constant::Bool(true) },
            Switch { option: format!("no-{option}"), at, value: Constant::Bool(false) },
        ];
    }
    let Some((table, at)) = items.table("switch", "enable = true, disable = false", mistakes) else {
        return Vec::new();
    };
    let mut switches = Vec::new();
    for item in Items::all(table, at).iter() {
        if let Some(value) = Constant::read(item.value) {
            switches.push(Switch { option: item.key.replace('_', "-"), at: item.at.clone(), value });
        } else {
            let problem = format!("`{}` is {}", item.key, kind(item.value));
            mistakes.push(&item.value_at(), problem, "write a text, an integer, `true` or `false`");
        }
    }
    switches
}

/// The key `cli` of an action: none where it is not there, no verb where there is to be no command.
pub(super) fn verbs(items: &Items<'_>, mistakes: &mut Mistakes<'_>) -> Option<Vec<Verb>> {
    let item = items.get("cli")?;
    match text(item.value) {
        Some("hidden") => return Some(Vec::new()),
        Some(_) => {
            let (words, at) = items.text("cli", "add subnet", mistakes)?;
            return Some(vec![Verb { words, at, argument: None }]);
        }
        None => {}
    }
    let (table, at) = items.table("cli", "\"add subnet\" = \"subnet_id\"", mistakes)?;
    let mut verbs = Vec::new();
    for item in Items::all(table, at).iter() {
        if let Some(argument) = text(item.value) {
            let (words, argument) = (item.key.to_owned(), Some(argument.to_owned()));
            verbs.push(Verb { words, at: item.at.clone(), argument });
        } else {
            let problem = format!("`{}` is {}", item.key, kind(item.value));
            mistakes.push(&item.value_at(), problem, "write the name of an argument");
        }
    }
    Some(verbs)
}
