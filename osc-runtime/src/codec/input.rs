//! What may be handed to a setter.

use super::Attribute;

/// A value that a setter, a filter or a required argument takes for a field of type `T`.
///
/// `T` itself; for an `Option<T>` also `T` alone, or `None` to clear it; for text also `&str`; for a list also
/// an array. So `.name("web")`, `.description(None)`, `.dns_nameservers(["192.0.2.53"])` read as they should.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be used for a field of type `{T}`",
    label = "expected a `{T}`, or what stands for one",
    note = "text takes `&str` and `String`, a list takes a `Vec` or an array, an `Option` takes its value or `None`"
)]
pub trait Input<T> {
    /// `T`: named here, since it is known to be an [`Attribute`] here, whatever a declaration says.
    type As: Attribute + Into<T>;
    /// The field's value.
    fn into_attribute(self) -> Self::As;
}

impl<T: Attribute> Input<T> for T {
    type As = T;
    fn into_attribute(self) -> T {
        self
    }
}

impl<T: Attribute> Input<Option<T>> for T {
    type As = Option<T>;
    fn into_attribute(self) -> Option<T> {
        Some(self)
    }
}

macro_rules! text {
    ($($type:ty),*) => {$(
        impl Input<String> for $type {
            type As = String;
            fn into_attribute(self) -> String {
                (*self).to_string()
            }
        }

        impl Input<Option<String>> for $type {
            type As = Option<String>;
            fn into_attribute(self) -> Option<String> {
                Some((*self).to_string())
            }
        }
    )*};
}

text!(&str, &&str, &String);

impl<T: Attribute, U: Input<T>, const N: usize> Input<Vec<T>> for [U; N] {
    type As = Vec<T>;
    fn into_attribute(self) -> Vec<T> {
        self.into_iter().map(|item| item.into_attribute().into()).collect()
    }
}

impl<T: Attribute, U: Input<T>, const N: usize> Input<Option<Vec<T>>> for [U; N] {
    type As = Option<Vec<T>>;
    fn into_attribute(self) -> Option<Vec<T>> {
        Some(Input::<Vec<T>>::into_attribute(self))
    }
}

impl<T: Attribute + Clone> Input<Vec<T>> for &[T] {
    type As = Vec<T>;
    fn into_attribute(self) -> Vec<T> {
        self.to_vec()
    }
}

impl<T: Attribute + Clone> Input<Option<Vec<T>>> for &[T] {
    type As = Option<Vec<T>>;
    fn into_attribute(self) -> Option<Vec<T>> {
        Some(self.to_vec())
    }
}
