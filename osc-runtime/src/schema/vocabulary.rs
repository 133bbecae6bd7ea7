//! What the command line calls things: how a field is said on it, and how it is shown.
//!
//! All of it has a default that the field's name and kind give; what is here is where a declaration says otherwise.

use serde_json::Value;

use super::field::More;
use super::{Action, Field};

/// A value that a declaration says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Constant {
    /// `true` or `false`.
    Bool(bool),
    /// An integer.
    Int(i64),
    /// A text.
    Text(&'static str),
}

impl Constant {
    /// The same as JSON.
    #[must_use]
    pub fn to_value(self) -> Value {
        match self {
            Self::Bool(value) => value.into(),
            Self::Int(value) => value.into(),
            Self::Text(value) => value.into(),
        }
    }
}

/// An option without a value, which stands for one: `--ingress` for `"ingress"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Switch {
    option: &'static str,
    value: Constant,
}

impl Switch {
    /// Written by the derive.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(option: &'static str, value: Constant) -> Self {
        Self { option, value }
    }

    /// The option's name, without `--`.
    #[must_use]
    pub const fn option(&self) -> &'static str {
        self.option
    }

    /// What it stands for.
    #[must_use]
    pub const fn value(&self) -> Constant {
        self.value
    }
}

/// A verb of an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verb {
    words: &'static str,
    argument: Option<&'static str>,
}

impl Verb {
    /// Written by the derive.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(words: &'static str, argument: Option<&'static str>) -> Self {
        Self { words, argument }
    }

    /// Its words: `add subnet`; or, of an action that an option does, a verb and the option: `set --address`.
    #[must_use]
    pub const fn words(&self) -> &'static str {
        self.words
    }

    /// The argument, by name, that this verb has without an option, where the action has others in its place.
    #[must_use]
    pub const fn argument(&self) -> Option<&'static str> {
        self.argument
    }

    /// The verb and the option, of an action that an option of `set` or `unset` does.
    #[must_use]
    pub fn as_option(&self) -> Option<(&'static str, &'static str)> {
        self.words.split_once(" --")
    }
}

impl Field {
    /// The name of its option, without `--`, where it is another one than the field's.
    #[must_use]
    pub fn option(&self) -> Option<&'static str> {
        self.find(|more| match more {
            More::Option(name) => Some(*name),
            _ => None,
        })
    }

    /// The options without values that say it, where these are declared.
    #[must_use]
    pub fn switches(&self) -> &'static [Switch] {
        let switches = self.find(|more| match more {
            More::Switches(switches) => Some(*switches),
            _ => None,
        });
        switches.unwrap_or_default()
    }

    /// The heading of its column where lists show it; empty for the one that its wire name gives.
    #[must_use]
    pub fn heading(&self) -> Option<&'static str> {
        self.find(|more| match more {
            More::Heading(value) => Some(*value),
            _ => None,
        })
    }

    /// The heading of its column where long lists alone show it; empty for the one that its wire name gives.
    #[must_use]
    pub fn long_heading(&self) -> Option<&'static str> {
        self.find(|more| match more {
            More::Long(value) => Some(*value),
            _ => None,
        })
    }

    /// What tables call `true` and `false`.
    #[must_use]
    pub fn words(&self) -> Option<(&'static str, &'static str)> {
        self.find(|more| match more {
            More::Words(yes, no) => Some((*yes, *no)),
            _ => None,
        })
    }

    /// The option that says this number and a higher one together (`80:90`), and the name of the field of that.
    #[must_use]
    pub fn range(&self) -> Option<(&'static str, &'static str)> {
        self.find(|more| match more {
            More::Range(option, upper) => Some((*option, *upper)),
            _ => None,
        })
    }

    /// Whether a creation takes it as an argument without an option.
    #[must_use]
    pub fn is_positional(&self) -> bool {
        self.find(|more| matches!(more, More::Positional).then_some(())).is_some()
    }

    /// What a creation by the command line sends where it is not given.
    #[must_use]
    pub fn default(&self) -> Option<Constant> {
        self.find(|more| match more {
            More::Default(value) => Some(*value),
            _ => None,
        })
    }

    /// The key under which the command line shows it: its wire name, unless declared otherwise.
    #[must_use]
    pub fn shown_as(&self) -> &'static str {
        let other = self.find(|more| match more {
            More::Shown(name) => Some(*name),
            _ => None,
        });
        other.unwrap_or(self.wire_name())
    }
}

impl Action {
    /// Its verbs on the command line, where these are declared: none for an action that is no command. Without a
    /// declaration it is called as its method is, with `-`.
    #[must_use]
    pub const fn verbs(&self) -> Option<&'static [Verb]> {
        self.verbs
    }
}
