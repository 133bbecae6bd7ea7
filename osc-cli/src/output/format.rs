//! The names of the formats, and of their variants.

use clap::ValueEnum;
use clap::builder::PossibleValue;

/// How to print a result.
#[derive(Clone, Copy, Default, PartialEq, Debug)]
pub(crate) enum Format {
    #[default]
    Table,
    Json,
    Yaml,
    Value,
    Csv,
    Shell,
}

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Table, Self::Json, Self::Yaml, Self::Value, Self::Csv, Self::Shell]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(match self {
            Self::Table => "table",
            Self::Json => "json",
            Self::Yaml => "yaml",
            Self::Value => "value",
            Self::Csv => "csv",
            Self::Shell => "shell",
        }))
    }
}

/// What CSV puts into quotes.
#[derive(Clone, Copy, Default, PartialEq, Debug)]
pub(super) enum Quote {
    All,
    /// What could not be read without.
    Minimal,
    /// Nothing: a backslash stands before what has a meaning.
    None,
    #[default]
    Nonnumeric,
}

impl ValueEnum for Quote {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::All, Self::Minimal, Self::None, Self::Nonnumeric]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(match self {
            Self::All => "all",
            Self::Minimal => "minimal",
            Self::None => "none",
            Self::Nonnumeric => "nonnumeric",
        }))
    }
}
