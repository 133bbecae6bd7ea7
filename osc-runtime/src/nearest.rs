//! "Did you mean": the known name that is nearest to a misspelt one.

/// The one of `known` that `name` is two slips of a finger away from at the most. Where names of all kinds are right, to
/// be like a known one is no sign of a mistake, to be almost one is.
pub(crate) fn misspelt<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    const SLIPS: usize = 2;
    const SHORTEST: usize = 5;
    if name.len() < SHORTEST {
        return None;
    }
    let slips = |candidate: &str| strsim::osa_distance(name, candidate);
    let counted = known.map(|candidate| (slips(candidate), candidate));
    counted.filter(|(slips, _)| *slips <= SLIPS).min_by_key(|(slips, _)| *slips).map(|(_, candidate)| candidate)
}

/// The one of `known` that `name` is likely to mean.
pub(crate) fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    const LIKELY: f64 = 0.7;
    let similarity = |candidate: &str| strsim::jaro_winkler(&name.to_lowercase(), &candidate.to_lowercase());
    let scored = known.map(|candidate| (similarity(candidate), candidate));
    scored.filter(|(score, _)| *score > LIKELY).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, candidate)| candidate)
}
