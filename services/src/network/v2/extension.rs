//! Extensions: what this network service can do beyond the core.

use osc_runtime::{Resource, Value};

/// Part of the API that a cloud has or lacks: most of what is declared here comes from one.
///
/// See <https://docs.openstack.org/api-ref/network/v2/#extensions>.
///
/// ```no_run
/// use osc_services::network::Extension;
///
/// # async fn example(conn: osc_runtime::Connection) -> osc_runtime::Result<()> {
/// let trunks = Extension::get(&conn, "trunk").await.is_ok();
/// # Ok(()) }
/// ```
#[derive(Debug, Clone, Default, PartialEq, Resource)]
#[resource(base_path = "/extensions", service = "network", operations(list, get), filters(), cli = "network extension")]
#[non_exhaustive]
pub struct Extension {
    /// Title for people.
    #[resource(read_only, column)]
    pub name: String,
    /// Short name, as `trunk`, by which it is known.
    #[resource(id, column)]
    pub alias: String,
    /// What it adds.
    #[resource(read_only, column)]
    pub description: String,
    /// Time at which it was defined; a text, since not each is a time.
    #[resource(read_only, long = "Updated At", show = "updated_at")]
    pub updated: String,
    /// Documents about it, of which there are none in practice.
    #[resource(read_only, long = "Links")]
    pub links: Vec<Value>,
}
