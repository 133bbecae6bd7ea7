//! Which resources are meant.

use osc_runtime::schema::Schema;
use strsim::jaro_winkler;

use crate::failure::Failure;

/// The resources of these services, of all unless one is named, that have these nouns, or are below them; all unless one
/// is named.
///
/// Nouns are words, of which each is given as an argument, or several as one: `lb pool network` are two nouns.
pub(super) fn select(
    resources: &[&'static Schema],
    services: &[&str],
    words: &[&str],
) -> Result<Vec<&'static Schema>, Failure> {
    let known: Vec<&str> = resources.iter().map(|schema| schema.service()).collect();
    if let Some(service) = services.iter().find(|service| !known.contains(service)) {
        return Err(unknown("service", service, &known));
    }
    let mut selected: Vec<&'static Schema> = resources
        .iter()
        .copied()
        .filter(|schema| services.is_empty() || services.contains(&schema.service()))
        .collect();
    let words: Vec<&str> = words.iter().flat_map(|argument| argument.split_whitespace()).collect();
    let mut rest = words.as_slice();
    let mut nouns: Vec<&[&str]> = Vec::new();
    while !rest.is_empty() {
        let longest = (1..=rest.len()).rev().filter_map(|length| rest.split_at_checked(length));
        let mut longest = longest.filter(|(noun, _)| selected.iter().any(|schema| is_below(schema, noun)));
        let Some((noun, behind)) = longest.next() else {
            let known: Vec<&str> = selected.iter().map(|schema| schema.command()).collect();
            return Err(unknown("resource", &rest.join(" "), &known));
        };
        nouns.push(noun);
        rest = behind;
    }
    if !nouns.is_empty() {
        let exact = |noun: &[&str]| selected.iter().any(|schema| is(schema, noun));
        let exact: Vec<(&[&str], bool)> = nouns.into_iter().map(|noun| (noun, exact(noun))).collect();
        selected.retain(|schema| {
            exact.iter().any(|(noun, exact)| if *exact { is(schema, noun) } else { is_below(schema, noun) })
        });
    }
    Ok(selected)
}

fn is(schema: &Schema, noun: &[&str]) -> bool {
    schema.command().split_whitespace().eq(noun.iter().copied())
}

fn is_below(schema: &Schema, noun: &[&str]) -> bool {
    let mut words = schema.command().split_whitespace();
    noun.iter().all(|word| words.next() == Some(*word))
}

fn unknown(what: &str, given: &str, known: &[&str]) -> Failure {
    const LIKELY: f64 = 0.7;
    let scored = known.iter().map(|name| (jaro_winkler(given, name), *name)).filter(|(score, _)| *score > LIKELY);
    let nearest = scored.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, name)| name);
    let mut all = known.to_vec();
    all.sort_unstable();
    all.dedup();
    let help = match nearest {
        Some(nearest) => format!("did you mean '{nearest}'?"),
        None if what == "service" => format!("expected one of {}", all.join(", ")),
        None => "`osc resources` lists them".to_owned(),
    };
    Failure::Usage(format!("no {what} '{given}'; {help}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    static POOL: Schema = Schema::new("Pool", "network", "/lb/pools").with_command("lb pool");
    static VIP: Schema = Schema::new("Vip", "network", "/lb/vips").with_command("lb vip");
    static NETWORK: Schema = Schema::new("Network", "network", "/networks").with_command("network");
    static RBAC: Schema = Schema::new("Rbac", "network", "/rbac").with_command("network rbac");
    static USER: Schema = Schema::new("User", "identity", "/users").with_command("user");

    fn selected(services: &[&str], words: &[&str]) -> Result<Vec<&'static str>, String> {
        match select(&[&POOL, &VIP, &NETWORK, &RBAC, &USER], services, words) {
            Ok(selected) => Ok(selected.iter().map(|schema| schema.name()).collect()),
            Err(Failure::Usage(text)) => Err(text),
            Err(_) => Err(String::new()),
        }
    }

    #[test]
    fn a_noun_is_itself_or_all_that_is_below_it() {
        assert_eq!(selected(&[], &[]).unwrap().len(), 5);
        assert_eq!(selected(&[], &["network"]).unwrap(), ["Network"]);
        assert_eq!(selected(&[], &["lb"]).unwrap(), ["Pool", "Vip"]);
        assert_eq!(selected(&[], &["lb", "vip", "user"]).unwrap(), ["Vip", "User"]);
        assert_eq!(selected(&[], &["user", "lb vip"]).unwrap(), ["Vip", "User"]);
        assert_eq!(selected(&["identity"], &[]).unwrap(), ["User"]);
    }

    #[test]
    fn what_there_is_not_is_told_with_the_nearest() {
        assert_eq!(selected(&[], &["netwrk"]).unwrap_err(), "no resource 'netwrk'; did you mean 'network'?");
        assert_eq!(selected(&[], &["qqq"]).unwrap_err(), "no resource 'qqq'; `osc resources` lists them");
        assert_eq!(selected(&["identiy"], &[]).unwrap_err(), "no service 'identiy'; did you mean 'identity'?");
        assert_eq!(selected(&["q"], &[]).unwrap_err(), "no service 'q'; expected one of identity, network");
        assert_eq!(selected(&["identity"], &["lb"]).unwrap_err(), "no resource 'lb'; `osc resources` lists them");
    }
}
