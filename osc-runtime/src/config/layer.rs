//! The layers of a cloud: vendor's profile, file, region, arguments. Each is put into today's words by itself, so
//! that what a higher one says in an older word still counts more; then they are laid upon each other.

use super::keys::{CLOUD, OLDER_AUTH, OUTRANKING, auth_keys, split_service_key};
use super::node::{Data, Map, Node, Origin};
use crate::error::Result;

/// Pairs of which the one said last counts.
const RIVALS: &[(&str, &str)] = &[
    ("username", "user_id"),
    ("user_domain_name", "user_domain_id"),
    ("project_name", "project_id"),
    ("project_domain_name", "project_domain_id"),
    ("domain_name", "domain_id"),
    ("application_credential_name", "application_credential_id"),
];

/// A layer, with `_` in its keys, today's names, and all that signs in below `auth`.
pub(super) fn in_todays_words(layer: Map) -> Result<Map> {
    let mut layer = underscored(layer);
    let mut auth = match layer.remove("auth") {
        None => Map::default(),
        Some(auth) if auth.is_null() => Map::default(),
        Some(Node { data: Data::Map(auth), .. }) => auth,
        Some(other) => return Err(other.unexpected("a mapping, with `auth_url` and so on")),
    };
    for (older, today) in OLDER_AUTH {
        rename(&mut auth, older, today, false);
        rename(&mut layer, older, today, false);
    }
    for key in auth_keys() {
        if let Some(beside) = layer.remove(key)
            && (auth.said(key).is_none() || OUTRANKING.contains(&key))
        {
            auth.insert(key, beside);
        }
    }
    for key in CLOUD {
        for older in key.older {
            rename(&mut layer, older, key.name, *older == "endpoint_type");
        }
    }
    let keys: Vec<_> = layer.keys().map(str::to_owned).collect();
    for key in keys {
        if let Some((service, today)) = split_service_key(&key) {
            rename(&mut layer, &key, &format!("{service}_{}", today.name), key.ends_with("_endpoint_type"));
        } else if key.ends_with("_timeout") && key != "api_timeout" {
            rename(&mut layer, &key, "api_timeout", true);
        }
    }
    if !auth.is_empty() {
        let origin = auth.iter().map(|(_, node)| node.origin.clone()).next();
        layer.insert("auth", Node::new(origin.unwrap_or(Origin::Default), Data::Map(auth)));
    }
    Ok(layer)
}

/// Moves what is said under an older name, which counts more than today's only where it `outranks` it.
fn rename(layer: &mut Map, older: &str, name: &str, outranks: bool) {
    if older == name {
        return;
    }
    if let Some(node) = layer.remove(older)
        && (outranks || layer.get(name).is_none())
    {
        layer.insert(name, node);
    }
}

fn underscored(map: Map) -> Map {
    let entry = |(key, node): (String, Node)| {
        let Node { origin, data } = node;
        let data = match data {
            Data::Map(map) => Data::Map(underscored(map)),
            data => data,
        };
        (key.replace('-', "_"), Node { origin, data })
    };
    map.into_iter().map(entry).collect()
}

/// Lays `over` on `base`. What says nothing takes away what was said below, or is passed over.
pub(super) fn lay(base: &mut Map, over: Map, nothing_takes_away: bool) {
    for (key, node) in over {
        match (key.as_str(), node.data) {
            ("auth", Data::Map(over)) => {
                let mut auth = base.get("auth").and_then(Node::map).cloned().unwrap_or_default();
                for (one, other) in RIVALS {
                    let says = |key| over.said(key).is_some();
                    match (says(one), says(other)) {
                        (true, false) => drop(auth.remove(other)),
                        (false, true) => drop(auth.remove(one)),
                        _ => {}
                    }
                }
                over.into_iter().for_each(|(key, node)| auth.insert(key, node));
                base.insert("auth", Node::new(node.origin, Data::Map(auth)));
            }
            (_, Data::Null) if !nothing_takes_away => {}
            (_, data) => base.insert(key, Node::new(node.origin, data)),
        }
    }
}

/// A domain said once stands for the user's and the project's, where a project is worked in.
pub(super) fn spread_domain(auth: &mut Map) {
    if auth.said("project_id").is_none() && auth.said("project_name").is_none() {
        return;
    }
    for (domain, parts) in [
        ("domain_id", ["user_domain_id", "project_domain_id"]),
        ("domain_name", ["user_domain_name", "project_domain_name"]),
    ] {
        let Some(node) = auth.remove(domain).filter(|node| !node.is_empty()) else { continue };
        for part in parts {
            if auth.said(part).is_none() {
                auth.insert(part, node.clone());
            }
        }
    }
}
