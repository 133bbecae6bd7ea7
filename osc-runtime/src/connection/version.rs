//! Microversions, negotiated: what a request needs against what a service's endpoint offers.
//!
//! <https://specs.openstack.org/openstack/api-sig/guidelines/microversion_specification.html>

use crate::discovery::Range;
use crate::error::{Place, Problem, Result};
use crate::schema::{Microversion, Versions};

/// What a request wants of its microversion.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wanted {
    needs: Vec<Need>,
    /// The newest version that something needs which is read where it is there.
    reads: Option<Microversion>,
}

/// Something that not every version has, and without which the request is none.
#[derive(Clone, Debug)]
struct Need {
    what: String,
    versions: Versions,
}

impl Wanted {
    /// Adds something that the request uses.
    pub(crate) fn need(&mut self, what: impl FnOnce() -> String, versions: Versions) {
        if versions != Versions::ALL {
            self.needs.push(Need { what: what(), versions });
        }
    }

    /// Adds something that the answer may hold.
    pub(crate) fn read(&mut self, versions: Versions) {
        self.reads = self.reads.max(versions.since());
    }

    /// Adds all that another request wants.
    pub(crate) fn add(&mut self, other: Self) {
        self.needs.extend(other.needs);
        self.reads = self.reads.max(other.reads);
    }

    /// Whether any version will do.
    pub(crate) fn is_any(&self) -> bool {
        self.needs.is_empty() && self.reads.is_none()
    }

    /// The lowest version that has all that is needed, and of what is read as much as can be had; not below the `usual` one.
    pub(crate) fn choose(
        &self,
        offered: Option<Range>,
        usual: Option<Microversion>,
        place: &Place,
    ) -> Result<Option<Microversion>> {
        let Some(Range { min, max }) = offered else {
            let Some(need) = self.needs.first() else { return Ok(None) };
            return Err(refuse(need, "offers no microversions", place));
        };
        for need in &self.needs {
            let missed = need.versions.since().is_some_and(|since| since > max)
                || need.versions.until().is_some_and(|until| until < min);
            if missed {
                return Err(refuse(need, &format!("offers {min} to {max}"), place));
            }
        }
        let lowest = self.needs.iter().filter_map(|need| need.versions.since()).max();
        let last = self.needs.iter().filter(|need| need.versions.until().is_some());
        let last = last.min_by_key(|need| need.versions.until());
        let until = last.and_then(|need| need.versions.until());
        if let (Some(lowest), Some(until), Some(last)) = (lowest, until, last)
            && lowest > until
        {
            let other = self.needs.iter().find(|need| need.versions.since() == Some(lowest));
            let other = other.map_or("", |need| need.what.as_str());
            let text =
                format!("{} is gone after {until}, and {other} comes with {lowest}: no version has both", last.what);
            return Err(Problem::Invalid(text).into());
        }
        let highest = until.map_or(max, |until| until.min(max));
        Ok(Some(lowest.max(self.reads).max(usual).unwrap_or(min).clamp(min, highest.max(min))))
    }
}

fn refuse(need: &Need, offer: &str, place: &Place) -> crate::Error {
    let wanted = match (need.versions.since(), need.versions.until()) {
        (Some(since), Some(until)) => format!("{since} to {until}"),
        (Some(since), None) => format!("{since} or newer"),
        (None, Some(until)) => format!("{until} or older"),
        (None, None) => "any version".to_owned(),
    };
    let service = &place.service;
    Problem::Version(format!("{} needs {service} {wanted}; this cloud's {service} {offer}{place}", need.what)).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(text: &str) -> Microversion {
        text.parse().unwrap()
    }

    fn choose(needs: &[(&str, &str, &str)], reads: &str, offered: &str) -> Result<String, String> {
        let optional = |text: &str| text.parse().ok();
        let mut wanted = Wanted::default();
        for (what, since, until) in needs {
            wanted.need(|| (*what).to_owned(), Versions::new(optional(since), optional(until)));
        }
        wanted.read(Versions::new(optional(reads), None));
        let range = offered.split_once('-').map(|(min, max)| Range { min: version(min), max: version(max) });
        let place = Place { service: "compute".into(), region: None };
        let chosen = wanted.choose(range, None, &place).map_err(|error| error.to_string())?;
        Ok(chosen.map_or_else(|| "none".to_owned(), |version| version.to_string()))
    }

    #[test]
    fn the_lowest_version_is_asked_for_that_has_all() {
        assert_eq!(choose(&[("`tags`", "2.26", "")], "", "2.1-2.90").unwrap(), "2.26");
        assert_eq!(choose(&[("`tags`", "2.26", ""), ("`locked`", "2.73", "")], "2.9", "2.1-2.90").unwrap(), "2.73");
        assert_eq!(choose(&[("`tags`", "2.9", "")], "2.10", "2.1-2.90").unwrap(), "2.10");
    }

    #[test]
    fn what_is_only_read_is_had_as_far_as_it_goes() {
        assert_eq!(choose(&[], "2.96", "2.1-2.90").unwrap(), "2.90");
        assert_eq!(choose(&[("`old`", "", "2.35")], "2.96", "2.1-2.90").unwrap(), "2.35");
        assert_eq!(choose(&[], "2.96", "").unwrap(), "none");
    }

    #[test]
    fn what_is_not_offered_is_told_before_it_is_sent() {
        let problem = |needs: &[(&str, &str, &str)], offered: &str| choose(needs, "", offered).unwrap_err();
        let field = "the field `tags` of server";
        let told =
            "the field `tags` of server needs compute 2.26 or newer; this cloud's compute offers 2.1 to 2.15 (compute)";
        assert_eq!(problem(&[(field, "2.26", "")], "2.1-2.15"), told);
        let told = "the field `tags` of server needs compute 2.26 or newer; this cloud's compute offers no microversions (compute)";
        assert_eq!(problem(&[(field, "2.26", "")], ""), told);
        let told = "`old` needs compute 2.35 or older; this cloud's compute offers 2.40 to 2.90 (compute)";
        assert_eq!(problem(&[("`old`", "", "2.35")], "2.40-2.90"), told);
        let told = "`old` is gone after 2.35, and `new` comes with 2.60: no version has both";
        assert_eq!(problem(&[("`old`", "", "2.35"), ("`new`", "2.60", "")], "2.1-2.90"), told);
    }
}
