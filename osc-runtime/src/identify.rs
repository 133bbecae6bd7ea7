//! What tells which resource is meant.

use crate::Resource;
use crate::codec::Attribute;
use crate::request::id_of;

/// What identifies a resource of type `R`: its id as `&str`, `String` or a number, or the resource itself, `&R`.
///
/// `Identifies<Option<R>>` and `Identifies<Vec<R>>` are the same for a field that may hold no id, or several.
///
/// ```no_run
/// # use osc_runtime::{Connection, Resource};
/// # #[derive(Default, Resource)]
/// # #[resource(base_path = "/subnets", service = "network")]
/// # pub struct Subnet { pub id: String }
/// /// A pool.
/// #[derive(Debug, Clone, Default, Resource)]
/// #[resource(base_path = "/lb/pools", service = "network")]
/// pub struct Pool {
///     pub id: String,
///     #[resource(required, references = Subnet)]
///     pub subnet_id: String,
/// }
///
/// # async fn example(conn: Connection) -> osc_runtime::Result<()> {
/// let subnet = Subnet::get(&conn, "df68f190").await?;
/// let pool = Pool::create(&conn, &subnet).await?;
/// let same = Pool::create(&conn, "df68f190").await?;
/// let again = Pool::get(&conn, &pool).await?;
/// # Ok(()) }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not tell which `{R}` is meant",
    label = "expected a `&{R}`, or its id",
    note = "an id is a `&str`, a `String` or a number"
)]
pub trait Identifies<R> {
    /// `String` for one id; an `Option` or a `Vec` of it.
    type As: Attribute;
    /// The id.
    fn into_id(self) -> Self::As;
}

macro_rules! texts {
    ($($type:ty),*) => {$(
        impl<R: Resource> Identifies<R> for $type {
            type As = String;
            fn into_id(self) -> String {
                self.to_string()
            }
        }

        impl<R: Resource> Identifies<Option<R>> for $type {
            type As = Option<String>;
            fn into_id(self) -> Option<String> {
                Some(self.to_string())
            }
        }
    )*};
}

texts!(&str, &&str, &String, i32, i64, u32, u64);

impl<R: Resource> Identifies<R> for String {
    type As = Self;
    fn into_id(self) -> Self {
        self
    }
}

impl<R: Resource> Identifies<Option<R>> for String {
    type As = Option<Self>;
    fn into_id(self) -> Option<Self> {
        Some(self)
    }
}

impl<R: Resource> Identifies<R> for &R {
    type As = String;
    fn into_id(self) -> String {
        id_of(self)
    }
}

impl<R: Resource> Identifies<Option<R>> for &R {
    type As = Option<String>;
    fn into_id(self) -> Option<String> {
        Some(id_of(self))
    }
}

impl<R: Resource> Identifies<Option<R>> for Option<String> {
    type As = Self;
    fn into_id(self) -> Self {
        self
    }
}

impl<R: Resource> Identifies<Vec<R>> for Vec<String> {
    type As = Self;
    fn into_id(self) -> Self {
        self
    }
}

impl<R: Resource> Identifies<Option<Vec<R>>> for Vec<String> {
    type As = Option<Self>;
    fn into_id(self) -> Option<Self> {
        Some(self)
    }
}

impl<R: Resource> Identifies<Option<Vec<R>>> for Option<Vec<String>> {
    type As = Self;
    fn into_id(self) -> Self {
        self
    }
}

impl<R: Resource> Identifies<Vec<R>> for &[String] {
    type As = Vec<String>;
    fn into_id(self) -> Vec<String> {
        self.to_vec()
    }
}

impl<R: Resource, T: Identifies<R, As = String>, const N: usize> Identifies<Vec<R>> for [T; N] {
    type As = Vec<String>;
    fn into_id(self) -> Vec<String> {
        self.into_iter().map(T::into_id).collect()
    }
}

impl<R: Resource, T: Identifies<R, As = String>, const N: usize> Identifies<Option<Vec<R>>> for [T; N] {
    type As = Option<Vec<String>>;
    fn into_id(self) -> Option<Vec<String>> {
        Some(self.into_iter().map(T::into_id).collect())
    }
}
