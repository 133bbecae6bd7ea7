//! `{region_name}` in a value, and whatever else a cloud's own keys can fill in.

use super::keys::{CLOUD, split_service_key};
use super::node::{Data, Map, Node};
use crate::error::Result;

/// Fills in the address of Keystone and all that is read beside `auth`.
pub(super) fn expand(cloud: &mut Map) -> Result<()> {
    let before = cloud.clone();
    for (name, node) in before.iter() {
        if name == "auth" {
            let mut auth = node.map().cloned().unwrap_or_default();
            if let Some(url) = auth.get("auth_url") {
                let url = filled(url, &before)?;
                auth.insert("auth_url", url);
            }
            cloud.insert("auth", Node::new(node.origin.clone(), Data::Map(auth)));
        } else if CLOUD.iter().any(|key| key.name == name) || split_service_key(name).is_some() {
            cloud.insert(name, filled(node, &before)?);
        }
    }
    Ok(())
}

/// Fills in a text. A brace that is meant is doubled.
fn filled(node: &Node, cloud: &Map) -> Result<Node> {
    let Data::Text(text) = &node.data else { return Ok(node.clone()) };
    let mut filled = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find(['{', '}']) {
        let (before, behind) = rest.split_at(at);
        filled.push_str(before);
        if let Some(behind) = behind.strip_prefix("{{") {
            filled.push('{');
            rest = behind;
        } else if let Some(behind) = behind.strip_prefix("}}") {
            filled.push('}');
            rest = behind;
        } else if let Some((name, behind)) = behind.strip_prefix('{').and_then(|behind| behind.split_once('}')) {
            let value = cloud.get(name).and_then(|node| node.text().ok());
            let unknown =
                || format!("has `{{{name}}}` in it, and the cloud says no `{name}`; a brace is written twice");
            filled.push_str(value.ok_or_else(|| node.origin.problem(unknown()))?);
            rest = behind;
        } else {
            return Err(node
                .origin
                .problem("has a single brace in it; expected a key in braces, such as `{region_name}`"));
        }
    }
    filled.push_str(rest);
    Ok(Node::text_at(node.origin.clone(), filled))
}
