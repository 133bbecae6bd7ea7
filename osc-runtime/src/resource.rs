//! The trait that the derive implements.

use crate::codec::{Attribute, Fields};
use crate::schema::{Action, Schema};

/// A resource of OpenStack: a struct with its declaration.
///
/// Derived; see [`Resource`](macro@crate::Resource), which is also what generates the methods.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no resource",
    note = "write `#[derive(Resource)]` and `#[resource(base_path = \"…\", service = \"…\")]` on the struct"
)]
pub trait Resource: Attribute + Fields + Send + 'static {
    /// What is declared of it.
    const SCHEMA: &'static Schema;
}

/// A resource whose declaration says that it has actions.
///
/// Derived, from `actions` in `#[resource(…)]`.
#[diagnostic::on_unimplemented(
    message = "the declaration of `{Self}` does not say that it has actions",
    label = "its actions are declared here",
    note = "add `actions` to `#[resource(…)]` of `{Self}`, so that the command line and the embedded cloud know them"
)]
pub trait DeclaresActions {}

/// A resource with actions beyond its operations.
///
/// Implemented by [`actions`](macro@crate::actions).
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no actions",
    note = "its declaration says `actions`: write `#[actions(\"/servers/{{id}}\")] impl {Self} {{ … }}`, or remove `actions`"
)]
pub trait Actions: DeclaresActions {
    /// What is declared of them.
    const ACTIONS: &'static [&'static Action];
}

/// A resource whose revision is told by a field, so that a change can be of that revision alone. Any JSON is one, as far as its
/// schema has such a field.
///
/// Derived, from `revision` on a field.
#[diagnostic::on_unimplemented(
    message = "nothing tells the revision of `{Self}`",
    note = "mark the field that has its number: `#[resource(revision)]`"
)]
pub trait Revised {
    /// The type of that field.
    type Number: Attribute;
}

impl Revised for crate::Value {
    type Number = u64;
}

/// A resource that can be listed without further arguments, so that a [proxy](crate::proxy) can do it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be listed by a proxy",
    note = "its `operations` do not name `list`, or its `base_path` has parameters"
)]
pub trait Listed: Resource {
    /// What [`list`](Self::list) returns: the struct's own builder, with its filters.
    type List;

    /// All of them.
    fn list(connection: &crate::Connection) -> Self::List;
}
