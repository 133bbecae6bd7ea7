//! An OpenStack cloud for a first look and for tests: a server on loopback that speaks Keystone v3 and serves any
//! resource from what is declared of it.
//!
//! It is there where there is no cloud, other crates' tests included:
//!
//! ```
//! use osc_fake::Cloud;
//! use osc_runtime::Resource;
//!
//! /// A gadget.
//! #[derive(Debug, Clone, Default, Resource)]
//! #[resource(base_path = "/gadgets", service = "gadgets")]
//! pub struct Gadget {
//!     pub id: String,
//!     pub name: String,
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let cloud = Cloud::start([Gadget::SCHEMA]).await?;
//! let conn = cloud.connect().await?;
//! let gadget = Gadget::create(&conn).name("lever").await?;
//! assert_eq!(Gadget::find(&conn, "lever").await?.id, gadget.id);
//! assert!(Gadget::get(&conn, "none").await.unwrap_err().is_not_found());
//! # Ok(()) }
//! ```
//!
//! What it does, it does as Keystone and Neutron do: the same statuses, words of errors, page links and times. It
//! knows no resource by name, so it has no rules of their own: a subnet may overlap another, and a network that
//! has ports can be deleted.
//!
//! Whoever can sign in to a Keystone can to this one: by password, token, application credential, passcode, several of
//! these, or by an [`IdentityProvider`]; for a project, a domain, the system, a trust, or nothing yet. What a client has to
//! bear with is up to the [`CloudBuilder`]: clocks that are wrong, catalogs that are odd, services that have no Keystone, and
//! [`Faults`] on the way.

mod answer;
mod cloud;
mod example;
mod fault;
mod identity;
mod provider;
mod resource;
mod route;
mod secret;
mod server;
mod store;

pub use answer::Answer;
pub use cloud::{Cloud, CloudBuilder, Error, Recorded};
pub use fault::{Fault, Faults, Injected};
pub use provider::IdentityProvider;
