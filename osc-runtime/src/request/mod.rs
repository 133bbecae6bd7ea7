//! Requests, as values that are awaited.
//!
//! What a derived method returns: [`List`], [`Get`], [`Find`], [`Create`], [`Update`], [`Delete`]; what
//! [`Connection::request`] returns: [`Request`]. A request is built without I/O and sent when it is awaited.
//! All of them are thin: they hand the resource's table to code that is compiled once.

mod action;
mod bulk;
mod create;
mod delete;
mod draft;
mod find;
mod get;
mod item;
mod lenient;
mod link;
mod list;
mod pages;
mod path;
mod raw;
mod response;
mod rows;
mod said;
mod sort;
mod table;
mod update;
mod wait;

use std::pin::Pin;

pub use action::{Action, Answer, Existence};
pub use bulk::CreateMany;
pub use create::Create;
pub use delete::Delete;
pub use find::{Find, looks_like_id};
pub use get::Get;
pub use lenient::{Lenient, Readable};
pub use list::{Items, List};
pub use raw::Request;
pub use response::Response;
pub use rows::Rows;
pub use table::Table;
pub use update::Update;
pub use wait::{States, Wait, WaitDeleted};

pub(crate) use item::id_of;
pub(crate) use link::next as next_link;
pub(crate) use pages::next_page;
pub(crate) use path::{item as item_path, segment};

pub(crate) use response::{message_of, quoted};

#[expect(unused_imports, reason = "documentation")]
use crate::Connection;
use crate::error::Result;

/// A request under way. Dropping it cancels it.
pub type Pending<T> = Pin<Box<dyn Future<Output = Result<T>> + Send>>;
