//! Where a path leads, of a service that is somewhere.

use osc_runtime::transport::url::{ParseError, Url};

/// The address that `path` means to a service at `endpoint`: it is one already, or begins as the endpoint's own path does, or
/// with a version where the endpoint has one; else it goes on behind the endpoint.
pub(super) fn of(endpoint: &Url, path: &str) -> Result<Url, ParseError> {
    if path.starts_with("http://") || path.starts_with("https://") {
        return Url::parse(path);
    }
    let (path, query) = path.split_once('?').map_or((path, None), |(path, query)| (path, Some(query)));
    let given: Vec<&str> = path.trim_start_matches('/').split('/').collect();
    let base: Vec<&str> = endpoint.path().split('/').filter(|segment| !segment.is_empty()).collect();
    let version = base.iter().position(|segment| is_version(segment));
    let kept = match version {
        _ if !base.is_empty() && given.starts_with(&base) => 0,
        Some(version) if given.first().is_some_and(|first| is_version(first)) => version,
        _ => base.len(),
    };
    let segments: Vec<&str> = base.into_iter().take(kept).chain(given).collect();
    let mut url = endpoint.clone();
    url.set_path(&segments.join("/"));
    if query.is_some() {
        url.set_query(query);
    }
    Ok(url)
}

/// Whether a segment is a version: `v3`, `v2.0`.
fn is_version(segment: &str) -> bool {
    segment.strip_prefix('v').is_some_and(|number| {
        number.starts_with(|c: char| c.is_ascii_digit()) && number.chars().all(|c| c.is_ascii_digit() || c == '.')
    })
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn a_path_is_below_the_endpoint_and_its_version_is_not_doubled() {
        for (endpoint, path, expected) in [
            ("http://c:9696/v2.0", "/networks", "http://c:9696/v2.0/networks"),
            ("http://c:9696/v2.0/", "networks", "http://c:9696/v2.0/networks"),
            ("http://c:9696/v2.0", "/v2.0/networks", "http://c:9696/v2.0/networks"),
            ("http://c:9696/v2.0", "/networks?name=a%20b", "http://c:9696/v2.0/networks?name=a%20b"),
            ("http://c/network/v2.0", "/v2.0/networks", "http://c/network/v2.0/networks"),
            ("http://c/network/v2.0", "/network/v2.0/networks", "http://c/network/v2.0/networks"),
            ("http://c/volume/v3/p1", "/volumes", "http://c/volume/v3/p1/volumes"),
            ("http://c/volume/v3/p1", "/v3/p2/volumes", "http://c/volume/v3/p2/volumes"),
            ("http://c/volume/v3/p1", "/volume/v3/p1/volumes", "http://c/volume/v3/p1/volumes"),
            ("http://c/image/v2", "/v1/images", "http://c/image/v1/images"),
            ("http://c/image/v2", "/", "http://c/image/v2/"),
            ("http://c:6385", "/v1/nodes", "http://c:6385/v1/nodes"),
            ("http://c:6385/", "/nodes", "http://c:6385/nodes"),
            ("http://c:9696/v2.0", "http://c:9696/v2.0/ports", "http://c:9696/v2.0/ports"),
        ] {
            assert_eq!(of(&endpoint.parse().unwrap(), path).unwrap().as_str(), expected, "{endpoint} {path}");
        }
    }
}
