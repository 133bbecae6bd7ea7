//! Version documents, in every service's dialect.
//!
//! What they have in common is a list of versions with an id, most often a status, and a link; what differs is everything around that.
//! The guideline is <https://specs.openstack.org/openstack/api-sig/guidelines/consuming-catalog/version-discovery.html>.
//! A link's host and the folders before its version are not believed: behind a proxy they are often those of a server that nobody
//! else can reach.

use std::fmt;
use std::str::FromStr;

use serde_json::{Map, Value, json};

use crate::catalog::is_version;
use crate::schema::Microversion;
use crate::transport::Incoming;

/// The version of an API: 3, 2.1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ApiVersion {
    pub(crate) major: u16,
    pub(crate) minor: u16,
}

/// The microversions that an endpoint offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Range {
    pub(crate) min: Microversion,
    pub(crate) max: Microversion,
}

/// One version of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Offer {
    pub(crate) version: ApiVersion,
    /// Whether one may rely on it: it is neither deprecated nor an experiment.
    pub(crate) stable: bool,
    /// The segment of the path that leads to it: `v2.1`; none where the API has no version in its paths.
    pub(crate) segment: Option<String>,
    pub(crate) range: Option<Range>,
}

/// What is to be had at an address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Document {
    pub(crate) offers: Vec<Offer>,
    /// The microversions that the headers tell of, as Ironic's do.
    pub(crate) in_headers: Option<Range>,
}

impl FromStr for ApiVersion {
    type Err = ();

    /// Of an id (`v2.1`, `2`) or a segment of a path.
    fn from_str(text: &str) -> Result<Self, ()> {
        let digits = text.trim().trim_start_matches(['v', 'V']);
        let mut numbers = digits.split('.');
        let major = numbers.next().and_then(|number| number.parse().ok()).ok_or(())?;
        let minor = numbers.next().map_or(Ok(0), str::parse).map_err(|_| ())?;
        Ok(Self { major, minor })
    }
}

impl fmt::Display for ApiVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "v{}", self.major)?;
        if self.minor == 0 { Ok(()) } else { write!(f, ".{}", self.minor) }
    }
}

impl Document {
    /// The document of an answer; an empty one where it tells nothing.
    pub(super) fn read(incoming: &Incoming) -> Self {
        // Some answer with 300, as of RFC 9110, section 15.4.1, and Keystone's v2.0 with 410.
        let offers = if matches!(incoming.status(), 200 | 203 | 300) { offers(incoming.bytes()) } else { Vec::new() };
        Self { offers, in_headers: in_headers(incoming) }
    }

    /// The document with this body.
    pub(crate) fn of(body: &[u8]) -> Self {
        Self { offers: offers(body), in_headers: None }
    }

    /// The newest that there is of a major version, a stable one before another.
    pub(crate) fn newest(&self, major: u16) -> Option<&Offer> {
        let of_major = self.offers.iter().filter(|offer| offer.version.major == major);
        of_major.max_by_key(|offer| (offer.stable, offer.version))
    }

    /// The microversions of an API; of the only one that has any, where it is not said which.
    pub(crate) fn range(&self, major: Option<u16>) -> Option<Range> {
        let of_major = major.and_then(|major| {
            let offers = self.offers.iter().filter(|offer| offer.version.major == major && offer.range.is_some());
            offers.max_by_key(|offer| (offer.stable, offer.version))
        });
        let any = || self.offers.iter().find(|offer| offer.range.is_some());
        of_major.or_else(any).and_then(|offer| offer.range).or(self.in_headers)
    }

    /// As it is kept.
    pub(crate) fn to_value(&self) -> Value {
        let range = |range: Option<Range>| range.map(|range| json!([range.min.to_string(), range.max.to_string()]));
        let offer = |offer: &Offer| {
            json!({
                "id": offer.version.to_string(), "stable": offer.stable, "segment": offer.segment, "range": range(offer.range),
            })
        };
        json!({"offers": self.offers.iter().map(offer).collect::<Vec<_>>(), "headers": range(self.in_headers)})
    }

    /// From what was kept; nothing where that is something else.
    pub(crate) fn from_value(value: &Value) -> Option<Self> {
        let range = |value: &Value| {
            let number = |index: usize| value.get(index)?.as_str()?.parse().ok();
            Some(Range { min: number(0)?, max: number(1)? })
        };
        let offer = |offer: &Value| {
            Some(Offer {
                version: offer.get("id")?.as_str()?.parse().ok()?,
                stable: offer.get("stable")?.as_bool()?,
                segment: offer.get("segment")?.as_str().map(str::to_owned),
                range: offer.get("range").and_then(range),
            })
        };
        let offers = value.get("offers")?.as_array()?.iter().map(offer).collect::<Option<_>>()?;
        Some(Self { offers, in_headers: value.get("headers").and_then(range) })
    }
}

fn offers(body: &[u8]) -> Vec<Offer> {
    let document: Value = serde_json::from_slice(body).unwrap_or_default();
    let lists = [
        // Keystone, Designate, Barbican's older releases.
        document.pointer("/versions/values"),
        document.get("versions"),
        // A list alone: CloudKitty.
        Some(&document),
    ];
    let list = lists.into_iter().flatten().find_map(Value::as_array);
    // One alone: what is at a version's own address. Ironic puts it beside the version's id.
    let one = document.get("version").filter(|version| version.is_object());
    let all = list.into_iter().flatten().chain(one);
    let offers: Vec<_> = all.filter_map(|version| offer(version.as_object()?)).collect();
    if offers.is_empty() { document.as_object().and_then(offer).into_iter().collect() } else { offers }
}

fn offer(version: &Map<String, Value>) -> Option<Offer> {
    let text = |key: &str| version.get(key).and_then(Value::as_str).filter(|text| !text.is_empty());
    let number = |key: &str| text(key)?.parse().ok();
    let range =
        || Some(Range { min: number("min_version")?, max: number("max_version").or_else(|| number("version"))? });
    let status = text("status").unwrap_or("CURRENT").to_ascii_uppercase();
    Some(Offer {
        version: text("id")?.parse().ok()?,
        stable: matches!(status.as_str(), "CURRENT" | "SUPPORTED" | "STABLE"),
        segment: segment(version),
        range: range(),
    })
}

/// The version in the path of a link to itself.
fn segment(version: &Map<String, Value>) -> Option<String> {
    let links = version.get("links")?.as_array()?;
    let is_self = |link: &&Value| link.get("rel").is_none_or(|rel| rel == "self");
    let href = links.iter().find(is_self)?.get("href")?.as_str()?;
    let path = href.split(['?', '#']).next().unwrap_or_default();
    path.rsplit('/').find(|segment| is_version(segment)).map(str::to_owned)
}

/// As Ironic's `X-OpenStack-Ironic-API-Minimum-Version`, or Magnum's, which has a service before the number.
fn in_headers(incoming: &Incoming) -> Option<Range> {
    let number = |end: &str| {
        let mut headers = incoming.headers.iter().filter(|(name, _)| name.as_str().ends_with(end));
        headers.find_map(|(_, value)| value.to_str().ok()?.split_whitespace().last()?.parse().ok())
    };
    Some(Range { min: number("-api-minimum-version")?, max: number("-api-maximum-version")? })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is read of a document, a line for each version.
    fn read(body: &str) -> Vec<String> {
        offers(body.as_bytes())
            .iter()
            .map(|offer| {
                let segment = offer.segment.as_deref().unwrap_or("-");
                let range = offer.range.map_or("-".to_owned(), |range| format!("{}..{}", range.min, range.max));
                format!("{} {segment} {range}{}", offer.version, if offer.stable { "" } else { " unstable" })
            })
            .collect()
    }

    #[test]
    fn every_dialect_is_read() {
        let cases: &[(&str, &str, &[&str])] = &[
            (
                "Nova",
                r#"{"versions": [{"id": "v2.0", "status": "SUPPORTED", "version": "", "min_version": "",
                    "links": [{"rel": "self", "href": "http://10.0.0.1/v2/"}]},
                    {"id": "v2.1", "status": "CURRENT", "version": "2.96", "min_version": "2.1",
                    "links": [{"rel": "self", "href": "http://10.0.0.1/v2.1/"}]}]}"#,
                &["v2 v2 -", "v2.1 v2.1 2.1..2.96"],
            ),
            (
                "Nova's own version",
                r#"{"version": {"id": "v2.1", "status": "CURRENT", "version": "2.96", "min_version": "2.1",
                    "links": [{"rel": "describedby", "href": "http://docs/v9"},
                    {"rel": "self", "href": "http://10.0.0.1/v2.1/"}]}}"#,
                &["v2.1 v2.1 2.1..2.96"],
            ),
            (
                "Keystone",
                r#"{"versions": {"values": [{"id": "v3.14", "status": "stable", "updated": "2020-04-07T00:00:00Z",
                    "links": [{"rel": "self", "href": "http://keystone/v3/"}]}]}}"#,
                &["v3.14 v3 -"],
            ),
            (
                "Glance",
                r#"{"versions": [{"id": "v2.16", "status": "CURRENT", "links": [{"rel": "self", "href": "http://g/v2/"}]},
                    {"id": "v2.15", "status": "SUPPORTED", "links": [{"rel": "self", "href": "http://g/v2/"}]}]}"#,
                &["v2.16 v2 -", "v2.15 v2 -"],
            ),
            (
                "Placement",
                r#"{"versions": [{"id": "v1.0", "max_version": "1.39", "min_version": "1.0", "status": "CURRENT",
                    "links": [{"rel": "self", "href": ""}]}]}"#,
                &["v1 - 1.0..1.39"],
            ),
            (
                "Ironic",
                r#"{"name": "OpenStack Ironic API", "default_version": {"id": "v1"}, "versions": [{"id": "v1",
                    "links": [{"href": "http://i/v1/", "rel": "self"}], "status": "CURRENT", "min_version": "1.1",
                    "version": "1.95"}]}"#,
                &["v1 v1 1.1..1.95"],
            ),
            (
                "Ironic's own version",
                r#"{"id": "v1", "links": [{"href": "http://i/v1/", "rel": "self"}], "nodes": [],
                    "version": {"id": "v1", "min_version": "1.1", "version": "1.95", "status": "CURRENT"}}"#,
                &["v1 - 1.1..1.95"],
            ),
            (
                "Zaqar",
                r#"{"versions": [{"id": "1.1", "status": "DEPRECATED", "links": [{"href": "/v1.1/", "rel": "self"}]},
                    {"id": "2", "status": "CURRENT", "links": [{"href": "/v2/", "rel": "self"}]}]}"#,
                &["v1.1 v1.1 - unstable", "v2 v2 -"],
            ),
            (
                "Magnum",
                r#"{"name": "OpenStack Magnum API", "versions": [{"id": "v1", "status": "CURRENT", "max_version": "1.11",
                    "min_version": "1.1", "links": [{"href": "http://m/v1/", "rel": "self"}]}]}"#,
                &["v1 v1 1.1..1.11"],
            ),
            (
                "Mistral",
                r#"{"versions": [{"id": "v2.0", "status": "CURRENT",
                    "links": [{"href": "http://m/v2", "target": "v2", "rel": "self"}]}]}"#,
                &["v2 v2 -"],
            ),
            (
                "a list alone",
                r#"[{"id": "v1", "links": [{"href": "http://c/v1"}], "status": "CURRENT"}]"#,
                &["v1 v1 -"],
            ),
            ("a version alone", r#"{"id": "v1.0", "status": "CURRENT"}"#, &["v1 - -"]),
            ("no versions", r#"{"versions": {}}"#, &[]),
            ("something else", r#"{"swift": {"version": "2.38"}}"#, &[]),
            ("an item called version", r#"{"version": "1"}"#, &[]),
            ("no JSON", "<html>", &[]),
        ];
        for (dialect, body, expected) in cases {
            assert_eq!(read(body), *expected, "{dialect}");
        }
    }

    #[test]
    fn a_document_is_kept_as_it_was() {
        let document = Document {
            offers: offers(
                br#"{"versions": [{"id": "v1.0"}, {"id": "v2.0", "version": "2.85", "min_version": "2.0", "status": "CURRENT",
                    "links": [{"rel": "self", "href": "http://m/v2/"}]}]}"#,
            ),
            in_headers: None,
        };
        assert_eq!(document.range(Some(2)).map(|range| range.max.to_string()).as_deref(), Some("2.85"));
        assert_eq!(Document::from_value(&document.to_value()), Some(document));
        assert_eq!(Document::from_value(&json!({"offers": [{}]})), None);
    }
}
