//! When tables have colours, and which.

use anstyle::{AnsiColor, Style};
use clap::ValueEnum;
use clap::builder::PossibleValue;

use super::column::Health;
use super::terminal;
use crate::cloud::variable;

/// When states are coloured.
#[derive(Clone, Copy, Default, PartialEq, Debug)]
pub(super) enum Color {
    /// At a terminal, as far as the environment says nothing else.
    #[default]
    Auto,
    Always,
    Never,
}

impl ValueEnum for Color {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Auto, Self::Always, Self::Never]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(match self {
            Self::Auto => "auto",
            Self::Always => "always",
            Self::Never => "never",
        }))
    }
}

impl Color {
    pub(super) fn is_on(self) -> bool {
        let is_on = match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto if anstyle_query::no_color() => false,
            Self::Auto => {
                variable("CLICOLOR_FORCE").is_some_and(|value| value != "0")
                    || terminal::is_output()
                        && anstyle_query::term_supports_color()
                        && anstyle_query::clicolor().unwrap_or(true)
            }
        };
        if is_on {
            // Elsewhere there is nothing to enable.
            let _ = anstyle_query::windows::enable_ansi_colors();
        }
        is_on
    }
}

pub(super) fn style(health: Health) -> Style {
    let color = match health {
        Health::Ready => AnsiColor::Green,
        Health::Pending => AnsiColor::Yellow,
        Health::Failed => AnsiColor::Red,
    };
    color.on_default()
}
