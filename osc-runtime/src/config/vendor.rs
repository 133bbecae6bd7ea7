//! Vendors' profiles: what is the same for all customers of a public cloud, so that a cloud says `profile: otc` and
//! who signs in.
//!
//! A profile is one of `clouds-public.yaml`, else of the table here, whose clouds are those that openstacksdk knows,
//! else it is an address under which the vendor publishes it
//! (<https://docs.openstack.org/openstacksdk/latest/user/config/vendor-support.html>).

use std::sync::Arc;

use serde_json::Value;
use url::Url;

use super::files::mapping;
use super::node::{Map, Node, Origin};
use crate::error::{Error, Problem, Result};
use crate::method::Method;
use crate::transport::{Client, Outgoing};

/// The table: of the clouds that are in business, what is needed to sign in; of the others, why it is in vain.
const VENDORS: &str = include_str!("vendors.json");
/// How often a profile may have moved.
const MOST_REDIRECTS: usize = 5;
/// Where a vendor publishes a profile.
const WELL_KNOWN: &str = "/.well-known/openstack/api";

/// A profile by its name.
pub(super) enum Profile {
    Known(Map),
    /// It has to be fetched from this address.
    Remote(Url),
    Unknown,
}

/// Finds a profile by what a cloud says that it is.
pub(super) fn find(said: &Node, public: &Map) -> Result<Profile> {
    let name = said.text()?;
    if let Some(profile) = public.get(name) {
        return mapping(profile.clone(), "expected what all its clouds have in common").map(Profile::Known);
    }
    let Some(profile) = vendor(name)? else { return remote(said, name) };
    if let Some(message) = profile.get("message").and_then(|message| message.text().ok()) {
        if profile.get("status").is_some_and(|status| matches!(status.text(), Ok("shutdown"))) {
            return Err(said.origin.problem(format_args!("is `{name}`, a cloud that is no more: {message}")));
        }
        tracing::warn!("{} is `{name}`, which is deprecated: {message}", said.origin);
    }
    match profile.get("profile") {
        Some(nested) => remote(said, nested.text()?),
        None => Ok(Profile::Known(profile)),
    }
}

fn remote(said: &Node, name: &str) -> Result<Profile> {
    if !name.contains("://") {
        let known = vendors()?;
        let hint = crate::nearest::nearest(name, known.keys()).map(|near| format!("; did you mean `{near}`?"));
        tracing::warn!("{} is `{name}`, which is no known profile{}", said.origin, hint.unwrap_or_default());
        return Ok(Profile::Unknown);
    }
    let url = Url::parse(name).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
    let url = url.and_then(|url| url.join(WELL_KNOWN).ok());
    url.map(Profile::Remote).ok_or_else(|| said.unexpected("the name of a profile, or an address of http or https"))
}

/// Fetches what a vendor has published.
pub(crate) async fn fetch(url: &Url, client: &Client) -> Result<Value> {
    let shown = crate::error::shown(url);
    let problem = |text: String| Error::from(Problem::Config(format!("the profile at {shown} {text}")));
    let mut url = url.clone();
    for _ in 0..MOST_REDIRECTS {
        let answer = client.send(Outgoing::new(Method::Get, url.clone())).await;
        let answer = answer.map_err(|failure| problem(format!("cannot be fetched: {failure}")))?;
        if answer.is_success() {
            return serde_json::from_slice(answer.bytes()).map_err(|error| problem(format!("is no JSON: {error}")));
        }
        // It is public, so that it may be elsewhere; but not where anybody on the way could change it.
        let moved = answer.header("location").filter(|_| (300..400).contains(&answer.status()));
        let target = moved.and_then(|location| url.join(location).ok());
        let target = target.filter(|target| target.scheme() == "https" || target.scheme() == url.scheme());
        let status = answer.status();
        url =
            target.ok_or_else(|| problem(format!("cannot be fetched: its server answers with the status {status}")))?;
    }
    Err(problem("cannot be fetched: it has moved too often".into()))
}

/// What was fetched from a vendor: its `profile`, under what the table has for its `name`.
pub(super) fn published(url: &Url, document: &Value) -> Result<Map> {
    let shown = crate::error::shown(url);
    let profile = document.get("profile").filter(|profile| profile.is_object());
    let profile =
        profile.ok_or_else(|| Problem::Config(format!("{shown} is no profile: it has no `profile` in it")))?;
    let origin = Origin::Profile { name: Arc::from(shown), key: String::new() };
    let mut profile = Node::from_value(origin, profile).map().cloned().unwrap_or_default();
    if let Some(name) = document.get("name").and_then(Value::as_str)
        && let Some(known) = vendor(name)?
    {
        profile.merge(known);
    }
    profile.remove("profile");
    Ok(profile)
}

fn vendor(name: &str) -> Result<Option<Map>> {
    Ok(vendors()?.get(name).and_then(Node::map).cloned())
}

fn vendors() -> Result<Map> {
    let vendors: serde_json::Map<String, Value> =
        serde_json::from_str(VENDORS).map_err(|error| Problem::Config(format!("the table of vendors: {error}")))?;
    let profile = |(name, profile): (String, Value)| {
        let origin = Origin::Profile { name: Arc::from(name.as_str()), key: String::new() };
        (name, Node::from_value(origin, &profile))
    };
    Ok(vendors.into_iter().map(profile).collect())
}
