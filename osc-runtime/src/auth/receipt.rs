//! What Keystone gives for a method that proves too little: the rest may follow
//! (<https://docs.openstack.org/keystone/latest/admin/auth-receipts.html>).

use std::fmt;

use serde_json::Value;

use crate::codec::Secret;
use crate::transport::Incoming;

/// What Keystone gives for methods that were right and are not enough: the others may follow with it, for some minutes.
///
/// It comes with the error of a sign-in ([`Error::receipt`](crate::Error::receipt)) and goes to
/// [`ConnectionBuilder::receipt`](crate::ConnectionBuilder::receipt).
#[derive(Clone)]
pub struct Receipt {
    secret: Secret,
    methods: Vec<String>,
    required: Vec<Vec<String>>,
}

impl Receipt {
    /// The one in a refusal, if there is one.
    pub(super) fn of(refusal: &Incoming) -> Option<Self> {
        let secret = refusal.header("openstack-auth-receipt")?.into();
        let document: Value = serde_json::from_slice(refusal.bytes()).unwrap_or_default();
        let names = |list: &Value| -> Vec<String> {
            let names = list.as_array().into_iter().flatten().filter_map(Value::as_str);
            names.map(str::to_owned).collect()
        };
        let methods = document.pointer("/receipt/methods").map(names).unwrap_or_default();
        let required = document.get("required_auth_methods").and_then(Value::as_array);
        Some(Self { secret, methods, required: required.into_iter().flatten().map(names).collect() })
    }

    /// The methods that were right: `password`.
    #[must_use]
    pub fn methods(&self) -> &[String] {
        &self.methods
    }

    /// The sets of methods of which one has to be complete, as Keystone's rules have them.
    #[must_use]
    pub fn required(&self) -> &[Vec<String>] {
        &self.required
    }

    /// The methods that are missing from the set that is nearest to complete.
    #[must_use]
    pub fn missing(&self) -> Vec<&str> {
        let missing = |set: &Vec<String>| set.iter().filter(|method| !self.methods.contains(method)).count();
        let nearest = self.required.iter().min_by_key(|set| missing(set));
        let names = nearest.into_iter().flatten().filter(|method| !self.methods.contains(method));
        names.map(String::as_str).collect()
    }

    pub(super) fn secret(&self) -> &Secret {
        &self.secret
    }
}

impl fmt::Debug for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receipt")
            .field("methods", &self.methods)
            .field("required", &self.required)
            .finish_non_exhaustive()
    }
}
