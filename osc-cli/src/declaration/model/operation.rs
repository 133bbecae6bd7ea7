//! What can be done with a resource.

use osc_runtime::schema::{Operations, Versions};
use toml::de::DeValue;

use crate::declaration::file::{Items, OPERATION, kind, within};
use crate::declaration::mistake::{At, Mistakes, expected, nearest};

/// An operation that there is.
pub(in crate::declaration) struct Operation {
    pub(in crate::declaration) flag: Operations,
    /// Where it is named; nowhere when it is there by default.
    pub(in crate::declaration) place: Option<At>,
    pub(in crate::declaration) versions: Versions,
    /// Whether not all versions have it.
    pub(in crate::declaration) versioned: bool,
    /// Whether it is said to have the same effect once and twice.
    pub(in crate::declaration) idempotent: bool,
}

/// All of them, by name.
const NAMED: [(&str, Operations); 6] = [
    ("list", Operations::LIST),
    ("get", Operations::GET),
    ("create", Operations::CREATE),
    ("update", Operations::UPDATE),
    ("delete", Operations::DELETE),
    ("head", Operations::HEAD),
];

/// What an operation is called.
pub(in crate::declaration) fn name(operation: Operations) -> &'static str {
    NAMED.iter().find(|(_, flag)| *flag == operation).map_or("", |(name, _)| name)
}

/// The operations of a resource: those that it names, else list, get and create.
pub(in crate::declaration) fn read(items: &Items<'_>, mistakes: &mut Mistakes<'_>) -> Vec<Operation> {
    const HELP: &str = "write `operations = [\"list\", \"get\", { create = { since = \"2.15\" } }]`";
    let Some(list) = items.list("operations", HELP, mistakes) else {
        let default = [Operations::LIST, Operations::GET, Operations::CREATE];
        return default
            .map(|flag| Operation { flag, place: None, versions: Versions::ALL, versioned: false, idempotent: false })
            .into();
    };
    let mut operations: Vec<Operation> = Vec::new();
    for value in list {
        let at = At { offset: value.span().start, ..items.at.clone() };
        match value.get_ref() {
            DeValue::String(name) => one(name, at, None, &mut operations, mistakes),
            DeValue::Table(table) => {
                for item in Items::all(table, at).iter() {
                    let DeValue::Table(table) = item.value.get_ref() else {
                        mistakes.push(&item.at, format!("`{}` is {}", item.key, kind(item.value)), HELP);
                        continue;
                    };
                    let more = Items::of(table, within(&items.at, item.key, item.at.offset), &OPERATION, mistakes);
                    one(item.key, item.at.clone(), Some(&more), &mut operations, mistakes);
                }
            }
            _ => mistakes.push(&at, format!("an operation is {}", kind(value)), HELP),
        }
    }
    if list.is_empty()
        && let Some(at) = items.place("operations")
    {
        mistakes.push(&at, "`operations` names none", expected("", &NAMED.map(|(name, _)| name)));
    }
    operations
}

fn one(name: &str, at: At, more: Option<&Items<'_>>, operations: &mut Vec<Operation>, mistakes: &mut Mistakes<'_>) {
    let names = NAMED.map(|(name, _)| name);
    let flag = |name: &str| NAMED.iter().find(|(known, _)| *known == name).map(|(_, flag)| *flag);
    let known = flag(name);
    if name == "find" {
        let help = "name `list`, with which it comes where there is a field `name`";
        mistakes.push(&at, "`find` is no operation of its own", help);
        return;
    } else if known.is_none() {
        mistakes.push(&at, format!("no operation `{name}`"), expected(name, &names));
    } else if operations.iter().any(|operation| Some(operation.flag) == known) {
        mistakes.push(&at, format!("`{name}` is said twice"), "remove one of them");
    }
    let (versions, place) = more.map(|items| items.versions(mistakes)).unwrap_or_default();
    let idempotent = more.is_some_and(|items| items.flag("idempotent", mistakes));
    let Some(flag) = known.or_else(|| flag(nearest(name, &names)?)) else { return };
    if idempotent && !matches!(flag, Operations::CREATE | Operations::UPDATE) {
        let problem = format!("`{name}` has the same effect once and twice anyway");
        mistakes.push(&at, problem, "remove `idempotent`: it is for `create` and `update`");
    }
    operations.push(Operation { flag, place: Some(at), versions, versioned: place.is_some(), idempotent });
}
