//! OpenStack's own resources, declared for [`osc_runtime`].
//!
//! Each resource is a struct with typed methods, in a module of its service: `network` (Neutron), `compute`
//! (Nova) and `identity` (Keystone). Each service is a feature, on by default. [`ConnectionExt`] gives a connection a method for each
//! service; [`resources`] gives all declarations as data. There is no logic here: what a request is, how it is sent
//! and read, is the runtime's.
//!
//! ```no_run
//! # #[cfg(feature = "network")]
//! # async fn example() -> osc_runtime::Result<()> {
//! use osc_runtime::Connection;
//! use osc_services::network::Network;
//!
//! let conn = Connection::from_cloud("mycloud").await?;
//! for network in Network::list(&conn).is_external(true).await? {
//!     println!("{} {}", network.id, network.name);
//! }
//! # Ok(()) }
//! ```

#[cfg(feature = "compute")]
pub mod compute;
#[cfg(feature = "identity")]
pub mod identity;
#[cfg(feature = "network")]
pub mod network;

use osc_runtime::Connection;
use osc_runtime::schema::Schema;

/// The services of a connection: a method for each.
///
/// ```no_run
/// # #[cfg(all(feature = "identity", feature = "network"))]
/// # async fn example(conn: osc_runtime::Connection) -> osc_runtime::Result<()> {
/// use osc_services::ConnectionExt;
///
/// for network in conn.network().networks().shared(true).await? {
///     println!("{}", network.name);
/// }
/// for project in conn.identity().projects().enabled(true).await? {
///     println!("{}", project.name);
/// }
/// # Ok(()) }
/// ```
pub trait ConnectionExt: sealed::Sealed {
    /// The network service, Neutron.
    #[cfg(feature = "network")]
    fn network(&self) -> network::NetworkService;

    /// The identity service, Keystone.
    #[cfg(feature = "identity")]
    fn identity(&self) -> identity::IdentityService;

    /// The compute service, Nova.
    #[cfg(feature = "compute")]
    fn compute(&self) -> compute::ComputeService;
}

impl ConnectionExt for Connection {
    #[cfg(feature = "network")]
    fn network(&self) -> network::NetworkService {
        network::NetworkService::new(self)
    }

    #[cfg(feature = "identity")]
    fn identity(&self) -> identity::IdentityService {
        identity::IdentityService::new(self)
    }

    #[cfg(feature = "compute")]
    fn compute(&self) -> compute::ComputeService {
        compute::ComputeService::new(self)
    }
}

/// For [`ConnectionExt`] alone, so that a further service breaks nobody's implementation of it.
mod sealed {
    pub trait Sealed {}
    impl Sealed for osc_runtime::Connection {}
}

/// What is declared of every resource of the enabled services.
#[must_use]
pub fn resources() -> Vec<&'static Schema> {
    let services: &[&[&'static Schema]] = &[
        #[cfg(feature = "identity")]
        identity::IdentityService::resources(),
        #[cfg(feature = "network")]
        network::NetworkService::resources(),
        #[cfg(feature = "compute")]
        compute::ComputeService::resources(),
    ];
    services.concat()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    #[test]
    fn each_resource_has_a_noun_of_its_own_or_a_variant_of_it() {
        let nouns: Vec<_> = super::resources().iter().map(|schema| (schema.command(), schema.variant())).collect();
        assert_eq!(nouns.iter().collect::<HashSet<_>>().len(), nouns.len(), "{nouns:?}");
    }

    #[test]
    fn each_field_is_described_in_a_first_sentence() {
        for schema in super::resources() {
            for field in schema.fields() {
                let first = field.doc().lines().next().unwrap_or_default();
                assert!(first.ends_with('.'), "{}.{}: {first}", schema.name(), field.name());
            }
        }
    }
}
