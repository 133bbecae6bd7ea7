//! "Did you mean": the known name that is nearest to a misspelt one.

/// The one of `known` that `name` is likely to mean.
pub(crate) fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    const LIKELY: f64 = 0.7;
    let similarity = |candidate: &str| strsim::jaro_winkler(&name.to_lowercase(), &candidate.to_lowercase());
    let scored = known.map(|candidate| (similarity(candidate), candidate));
    scored.filter(|(score, _)| *score > LIKELY).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, candidate)| candidate)
}
