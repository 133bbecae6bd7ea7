//! Between JSON and structs, by tables.
//!
//! A struct says *where* its fields are ([`Fields`]), a field's type says *what* can be put there
//! ([`Attribute`], through [`Slot`]) and what is there now (through [`Peek`]). The decoder and the encoder
//! are compiled once, here, and know no struct: a further resource costs its table and two small matches.
//!
//! Nothing of this needs to be called by hand. It is public for those who give a type of their own a place in
//! a resource; they implement [`Attribute`].

mod attribute;
mod decode;
mod encode;
mod input;
mod secret;
mod slot;
mod timestamp;

pub use attribute::Attribute;
pub use decode::{DecodeError, from_slice, from_value};
pub use encode::{deserialize, serialize, to_value};
pub use input::Input;
pub use secret::Secret;
pub use slot::{Fields, IntSlot, ListPeek, ListSlot, MapPeek, MapSlot, OptionSlot, Peek, Slot, TextSlot};
pub use timestamp::{InvalidTimestamp, Timestamp};

pub(crate) use decode::{
    Next, Unread, decode, decode_created, decode_page, decode_page_leniently, fill, next_of_any, read_headers,
};
pub(crate) use encode::{query_text, sent_value};
