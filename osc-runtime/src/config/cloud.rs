//! One cloud, merged of its layers and read: every value of the type that it has to be.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use super::keys::{CLOUD, retries, warn_of_unused};
use super::network::networks;
use super::node::{Map, Node};
use super::service::{service_type, services};
use crate::cache::TokenCache;
use crate::connection::{ConnectionBuilder, Source};
use crate::error::Result;
use crate::profile::{Profile, Service};
use crate::transport::{Timeouts, Tls};

/// A timeout that nobody lives to see.
pub(super) const FOREVER: Duration = Duration::from_secs(10 * 365 * 24 * 3600);

/// A cloud.
#[derive(Default)]
pub(crate) struct Cloud {
    /// How to sign in: `password`.
    pub(crate) auth_type: Option<String>,
    auth_type_place: Option<String>,
    /// What `auth` says, by today's names.
    pub(crate) auth: Vec<(String, Node)>,
    pub(crate) profile: Profile,
    pub(crate) timeout: Option<Duration>,
    pub(crate) insecure: bool,
    pub(crate) cacert: Option<PathBuf>,
    pub(crate) cert: Option<PathBuf>,
    pub(crate) key: Option<PathBuf>,
    pub(crate) force_ipv4: Option<bool>,
    /// Where tokens are kept between processes.
    pub(super) cache: Option<TokenCache>,
    /// Whose folder `~` is.
    home: Option<PathBuf>,
}

impl Cloud {
    /// Reads what the layers came to.
    pub(super) fn read(merged: &Map, home: Option<PathBuf>) -> Result<Self> {
        let mut cloud = Self { home, ..Self::default() };
        let networks = networks(merged)?;
        cloud.say(|profile| profile.networks(networks));
        for key in CLOUD {
            // An empty way to sign in is one: without.
            let is_said = |node: &&Node| !node.is_empty() || key.name == "auth_type";
            if let Some(node) = merged.get(key.name).filter(is_said) {
                (key.read)(&mut cloud, node)?;
            }
        }
        if let (true, Some(cacert)) = (cloud.insecure, merged.said("cacert")) {
            tracing::warn!("{} is not used, since servers need not prove who they are", cacert.origin);
        }
        for service in services(merged)? {
            cloud.say(|profile| profile.service(service));
        }
        if let Some(auth) = merged.get("auth").and_then(Node::map) {
            if let Some(auth_type) = &cloud.auth_type {
                warn_of_unused(auth, auth_type);
            }
            let said = auth.iter().filter(|(_, node)| !node.is_empty());
            cloud.auth = said.map(|(name, node)| (name.to_owned(), node.clone())).collect();
        }
        Ok(cloud)
    }

    /// The builder of a connection to it.
    pub(super) fn builder(mut self, source: Source) -> Result<ConnectionBuilder> {
        // Of a name and an id in one place the id counts, since the last one said does.
        self.auth.sort_by_key(|(name, _)| name.ends_with("_id"));
        let place = |(name, node): &(String, Node)| (name.clone(), node.origin.to_string());
        let mut places: BTreeMap<_, _> = self.auth.iter().map(place).collect();
        places.extend(self.auth_type_place.map(|place| ("auth_type".to_owned(), place)));
        let mut builder = ConnectionBuilder::from_source(source.with_places(places));
        for (name, node) in &self.auth {
            let text = if name == "auth_methods" { node.texts()?.join(",") } else { node.text()?.to_owned() };
            builder.auth.set(name, text);
        }
        builder.auth_type = self.auth_type;
        builder.profile = self.profile;
        builder.cache = self.cache;
        let network = &mut builder.network;
        network.tls = Tls { verify: !self.insecure, cacert: self.cacert, cert: self.cert, key: self.key };
        network.ipv4_only = self.force_ipv4.unwrap_or_default();
        if let Some(timeout) = self.timeout {
            // For openstacksdk's library it is both, and zero stands for none.
            let timeout = if timeout.is_zero() { FOREVER } else { timeout };
            network.timeouts = Timeouts { connect: timeout, read: timeout };
        }
        Ok(builder)
    }

    /// Says something of the profile.
    pub(super) fn say(&mut self, say: impl FnOnce(Profile) -> Profile) {
        self.profile = say(std::mem::take(&mut self.profile));
    }

    /// A path, in which `~` is the user's folder.
    pub(super) fn path(&self, node: &Node) -> Result<PathBuf> {
        let text = node.text()?;
        Ok(match (text.strip_prefix('~'), &self.home) {
            (Some(""), Some(home)) => home.clone(),
            (Some(rest), Some(home)) if rest.starts_with('/') => home.join(rest.trim_start_matches('/')),
            _ => text.into(),
        })
    }

    pub(super) fn set_auth_type(&mut self, node: &Node) -> Result<()> {
        let kind = if node.is_null() { "" } else { node.text()? };
        self.auth_type_place = Some(node.origin.to_string());
        self.auth_type = Some(match kind {
            "" | "None" => "none".to_owned(),
            "token_endpoint" => "admin_token".to_owned(),
            kind => kind.to_owned(),
        });
        Ok(())
    }

    /// Yes, no, or the certificates to verify with.
    pub(super) fn set_verify(&mut self, node: &Node) -> Result<()> {
        match node.flag() {
            Ok(verify) => self.insecure |= !verify,
            Err(error) => match node.text() {
                Ok(path) if path.contains(['/', '\\', '.']) => self.cacert = Some(self.path(node)?),
                _ => return Err(error),
            },
        }
        Ok(())
    }

    /// What a mapping from services to something says.
    pub(super) fn for_services(&mut self, node: &Node, read: impl Fn(Service, &Node) -> Result<Service>) -> Result<()> {
        let Some(map) = node.map() else { return Err(node.unexpected("services, each with a number behind it")) };
        for (name, node) in map.iter() {
            let service = read(Service::new(service_type(name).0), node)?;
            self.say(|profile| profile.service(service));
        }
        Ok(())
    }

    pub(super) fn retries(&mut self, name: &str, node: &Node) -> Result<()> {
        let retries = retries(name, node)?;
        self.say(|profile| profile.retries(retries));
        Ok(())
    }
}
