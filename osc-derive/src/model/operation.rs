//! What can be done with a resource.

use proc_macro2::Span;

use crate::attribute::{Items, Versions, Word};
use crate::errors::{Errors, expected, nearest};

/// Something that can be done with a resource.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operation {
    List,
    Get,
    Create,
    Update,
    Delete,
    Head,
}

impl Operation {
    /// In the order of the runtime's flags.
    const ALL: [Self; 6] = [Self::List, Self::Get, Self::Create, Self::Update, Self::Delete, Self::Head];
    const NAMES: [&str; 6] = ["list", "get", "create", "update", "delete", "head"];

    fn named(name: &str) -> Option<Self> {
        Self::NAMES.iter().zip(Self::ALL).find(|(known, _)| **known == name).map(|(_, operation)| operation)
    }

    const fn is_always_idempotent(self) -> bool {
        !matches!(self, Self::Create | Self::Update)
    }

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Get => "get",
            Self::Create => "create",
            Self::Update => "update",
            Self::Delete => "delete",
            Self::Head => "head",
        }
    }
}

/// An operation that there is.
pub(crate) struct Named {
    pub(crate) operation: Operation,
    /// Where it is named; nowhere when it is there by default.
    pub(crate) place: Option<Span>,
    pub(crate) versions: Versions,
    /// Whether it is said to have the same effect once and twice.
    idempotent: bool,
}

/// Which operations there are.
pub(crate) struct Operations(Vec<Named>);

impl Operations {
    pub(super) fn read(items: &Items, errors: &mut Errors) -> Self {
        let Some((at, words)) = items.versioned("operations", "list, get, create", errors) else {
            let default =
                |operation| Named { operation, place: None, versions: Versions::default(), idempotent: false };
            return Self([Operation::List, Operation::Get, Operation::Create].map(default).into());
        };
        if words.is_empty() {
            errors.push(at, "`operations` names none", expected("", &Operation::NAMES));
        }
        let mut operations = Self(Vec::new());
        for Word { ident, versions, idempotent } in words {
            let name = ident.to_string();
            let known = Operation::named(&name);
            if name == "find" {
                let help = "name `list`, with which it comes where there is a field `name`";
                errors.push(ident.span(), "`find` is no operation of its own", help);
                continue;
            } else if known.is_none() {
                errors.push(ident.span(), format!("unknown operation `{name}`"), expected(&name, &Operation::NAMES));
            } else if known.is_some_and(|known| operations.has(known)) {
                errors.push(ident.span(), format!("`{name}` is said twice"), "remove one of them");
            }
            let meant = known.or_else(|| Operation::named(nearest(&name, &Operation::NAMES)?));
            if let (Some(at), Some(true)) = (idempotent, meant.map(Operation::is_always_idempotent)) {
                let problem = format!("`{name}` has the same effect once and twice anyway");
                errors.push(at, problem, "remove `idempotent`: it is for `create` and `update`");
            }
            let idempotent = idempotent.is_some();
            let named = meant.map(|operation| Named { operation, place: Some(ident.span()), versions, idempotent });
            operations.0.extend(named);
        }
        operations
    }

    pub(crate) fn has(&self, operation: Operation) -> bool {
        self.0.iter().any(|known| known.operation == operation)
    }

    /// The first of `operations` that there is.
    pub(crate) fn first(&self, operations: &[Operation]) -> Option<&Named> {
        self.0.iter().find(|known| operations.contains(&known.operation))
    }

    /// Those that not all microversions have, each by its number among the runtime's flags.
    pub(crate) fn versioned(&self) -> impl Iterator<Item = (usize, Versions)> {
        let number = |named: &Named| Operation::ALL.iter().position(|operation| *operation == named.operation);
        let versioned = self.0.iter().filter(|named| named.versions.place.is_some());
        versioned.filter_map(move |named| Some((number(named)?, named.versions)))
    }

    /// Which of the runtime's flags are said to have the same effect once and twice.
    pub(crate) fn idempotent(&self) -> impl Iterator<Item = bool> {
        let said = |operation| self.0.iter().any(|known| known.operation == operation && known.idempotent);
        Operation::ALL.into_iter().map(said)
    }

    /// Whether there is each of the runtime's flags.
    pub(crate) fn flags(&self) -> impl Iterator<Item = bool> {
        Operation::ALL.into_iter().map(|operation| self.has(operation))
    }
}
