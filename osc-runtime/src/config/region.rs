//! The regions of a cloud, and what each says of its own.

use super::files::mapping;
use super::keys::{REGION, warn_of_unknown};
use super::layer::in_todays_words;
use super::node::{Data, Map, Node};
use crate::error::{Problem, Result};

/// A region.
pub(super) struct Region {
    pub(super) name: Node,
    pub(super) values: Map,
}

/// The regions that are known of a cloud: its own, else its vendor's.
pub(super) fn regions(cloud: &Map, vendor: &Map) -> Result<Vec<Region>> {
    for layer in [cloud, vendor] {
        if let Some(node) = layer.get("regions").filter(|node| !node.is_null()) {
            return node.items()?.iter().map(region).collect();
        }
        if let Some(node) = layer.said("region_name") {
            let named = |text: &str| Region { name: Node::text_at(node.origin.clone(), text), values: Map::default() };
            return Ok(node.texts()?.into_iter().map(named).collect());
        }
    }
    Ok(Vec::new())
}

/// The region that is wanted, else the first.
pub(super) fn choose(regions: Vec<Region>, wanted: Option<&Node>) -> Result<Option<Region>> {
    let Some(node) = wanted else { return Ok(regions.into_iter().next()) };
    let wanted = node.text()?;
    if regions.is_empty() {
        return Ok(Some(Region { name: node.clone(), values: Map::default() }));
    }
    let names: Vec<String> = regions.iter().filter_map(|region| Some(region.name.text().ok()?.to_owned())).collect();
    let found = regions.into_iter().find(|region| region.name.text().is_ok_and(|name| name == wanted));
    let unknown = || {
        let place = &node.origin;
        Problem::Config(format!("{place} is `{wanted}`, and the cloud has the regions `{}`", names.join("`, `")))
    };
    Ok(Some(found.ok_or_else(unknown)?))
}

fn region(node: &Node) -> Result<Region> {
    match &node.data {
        Data::Text(_) => Ok(Region { name: node.clone(), values: Map::default() }),
        Data::Map(map) => {
            warn_of_unknown(map, REGION);
            let Some(name) = map.said("name") else {
                return Err(node.origin.problem("has no `name`; expected the region's name, and its `values`"));
            };
            let values = match map.get("values") {
                Some(values) => mapping(values.clone(), "expected what is different in this region")?,
                None => Map::default(),
            };
            name.text()?;
            Ok(Region { name: name.clone(), values: in_todays_words(values)? })
        }
        _ => Err(node.unexpected("a region's name, or its `name` and `values`")),
    }
}
