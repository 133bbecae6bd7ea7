//! What the command line calls a field, and how it shows it.

use proc_macro2::{Ident, Span};
use syn::LitStr;

use crate::attribute::{Constant, Items, Switch};
use crate::errors::Errors;

/// What a declaration says of a field for the command line.
pub(crate) struct Vocabulary {
    pub(crate) option: Option<LitStr>,
    pub(crate) switches: Vec<Switch>,
    /// The heading of its column in lists; empty for the default one.
    pub(crate) heading: Option<String>,
    /// The same where long lists alone have it.
    pub(crate) long: Option<String>,
    pub(crate) words: Option<(LitStr, LitStr)>,
    pub(crate) range: Option<(LitStr, Ident)>,
    pub(crate) positional: Option<Span>,
    pub(crate) default: Option<(Span, Constant)>,
    pub(crate) shown: Option<LitStr>,
}

impl Vocabulary {
    pub(super) fn read(items: &Items, errors: &mut Errors) -> Self {
        let mut heading = |key: &str| {
            let (_, text) = items.optional_text(key, "Name", errors)?;
            Some(text.map_or_else(String::new, |text| text.value()))
        };
        let (heading, long) = (heading("column"), heading("long"));
        let default = items.constant("default", "\"ingress\"", errors);
        Self {
            option: items.text("option", "dst-port", errors),
            switches: items.switches(errors).into_iter().flat_map(both).collect(),
            heading,
            long,
            words: items.pair("words", "\"UP\", \"DOWN\"", errors),
            range: items.range(errors),
            positional: items.flag("positional", errors),
            default: items.place("default").zip(default),
            shown: items.text("show", "is_vlan_transparent", errors),
        }
    }
}

/// A switch of a boolean alone is two: `--share` and `--no-share`.
fn both(switch: Switch) -> Vec<Switch> {
    if switch.value.is_some() {
        return vec![switch];
    }
    let no = format!("no-{}", switch.option);
    vec![
        Switch { value: Some(Constant::Bool(true)), ..switch },
        Switch { option: no, at: switch.at, value: Some(Constant::Bool(false)) },
    ]
}
