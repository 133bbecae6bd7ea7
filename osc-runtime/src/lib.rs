//! Typed OpenStack resources over a Keystone-authenticated connection.
//!
//! A resource is declared once, as a struct, and has typed methods:
//!
//! ```no_run
//! use osc_runtime::{Connection, Resource};
//!
//! /// A pool of the LBaaS v1 extension.
//! #[derive(Debug, Clone, Default, Resource)]
//! #[resource(base_path = "/lb/pools", service = "network")]
//! pub struct Pool {
//!     pub id: String,
//!     pub name: String,
//!     #[resource(required)]
//!     pub subnet_id: String,
//!     #[resource(required)]
//!     pub protocol: String,
//!     #[resource(required)]
//!     pub lb_method: String,
//!     #[resource(read_only)]
//!     pub status: String,
//!     pub description: Option<String>,
//!     pub admin_state_up: Option<bool>,
//! }
//!
//! # async fn example() -> osc_runtime::Result<()> {
//! # let subnet = String::from("df68f190-8933-4064-98cf-2392cfc9f590");
//! let conn = Connection::from_cloud("mycloud").await?;
//! for pool in Pool::list(&conn).protocol("TCP").await? {
//!     println!("{}", pool.to_value());
//! }
//! let pool = Pool::get(&conn, "1b614f12").await?;
//! let pool = Pool::create(&conn, &subnet, "TCP", "ROUND_ROBIN").name("pool2").await?;
//! # Ok(()) }
//! ```
//!
//! - [`Resource`](macro@Resource) declares a resource, [`Fields`](macro@Fields) an object inside of one.
//! - [`Connection`] signs in and sends; [`Profile`] says which endpoints it uses.
//! - [`request`] has the requests, [`Error`] what can become of them.
//! - [`schema`] is a declaration as data, [`codec`] the way between JSON and structs.
//! - `blocking` (a feature) has the same requests for programs that wait for each.
//! - [`auth`] has the ways to sign in, [`transport`] the way to send, for who brings another.
//! - [`proxy!`] makes one value of a service's resources.

extern crate self as osc_runtime;

pub mod auth;
#[cfg(feature = "blocking")]
pub mod blocking;
mod body;
mod cache;
mod catalog;
mod checksum;
pub mod codec;
mod config;
mod connection;
mod discovery;
mod download;
mod error;
#[doc(hidden)]
pub mod fuzz;
mod identify;
mod listing;
mod method;
mod nearest;
mod profile;
mod proxy;
pub mod request;
mod resource;
pub mod schema;
pub mod transport;

pub use body::{Body, Progress};
pub use cache::TokenCache;
pub use checksum::{Algorithm, Checksum, Digest, UnknownAlgorithm};
pub use codec::{InvalidTimestamp, Secret, Timestamp};
pub use config::{CloudNetwork, Configuration};
pub use connection::{Connection, ConnectionBuilder, Limits, Observation, Retry};
pub use download::{Chunk, Chunks, Download};
pub use error::{Error, ErrorKind, Result};
pub use identify::Identifies;
pub use listing::{Projection, Sorting};
pub use method::Method;
pub use profile::{Interface, InvalidInterface, Profile, Retries, Service};
pub use resource::{Actions, DeclaresActions, Listed, Resource, Revised};
pub use serde_json::Value;

#[doc(inline)]
#[doc = include_str!("../docs/resource.md")]
pub use osc_derive::Resource;

#[doc(inline)]
#[doc = include_str!("../docs/actions.md")]
pub use osc_derive::actions;

#[doc(inline)]
#[doc = include_str!("../docs/fields.md")]
pub use osc_derive::Fields;

/// What generated code reaches for. No part of the public interface.
#[doc(hidden)]
pub mod rt {
    pub use crate::body::Body;
    pub use crate::codec::{Attribute, Fields, Input, Peek, Slot, deserialize, serialize, to_value};
    pub use crate::connection::Connection;
    pub use crate::download::Download;
    pub use crate::error::Result;
    pub use crate::identify::Identifies;
    pub use crate::method::Method;
    pub use crate::request::{
        Action, Create, CreateMany, Delete, Existence, Find, Get, Items, Lenient, List, Pending, Update, Wait,
    };
    pub use crate::resource::{Actions, DeclaresActions, Listed, Resource, Revised};
    pub use crate::schema::{
        self, Bulk, Field, Kind, ListShape, Microversion, Mixins, More, Operations, Pagination, Returns, Schema, State,
        UpdateMethod, Usage, Versions, mixin,
    };
    pub use serde;
    pub use serde_json::Value;
}
