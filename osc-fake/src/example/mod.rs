//! A small cloud to look at: two networks and three load balancer pools, as a service of 2013 gave them.

/// The service, the path below its endpoint, and the answer to a list of it.
pub(crate) const COLLECTIONS: &[(&str, &str, &str)] =
    &[("network", "/networks", include_str!("networks.json")), ("network", "/lb/pools", include_str!("pools.json"))];
