//! The header `Link`, by which some services lead to the next page (RFC 8288).

/// The target of the link with the relation `next`, where there is one.
pub(crate) fn next(header: &str) -> Option<String> {
    let mut rest = header;
    while let Some((_, behind)) = rest.split_once('<') {
        let (target, behind) = behind.split_once('>')?;
        let (parameters, others) = parameters(behind);
        if parameters.into_iter().any(|(name, value)| name == "rel" && has_next(&value)) {
            return Some(target.trim().to_owned());
        }
        rest = others;
    }
    None
}

/// A value may name several relations.
fn has_next(value: &str) -> bool {
    value.split_ascii_whitespace().any(|relation| relation.eq_ignore_ascii_case("next"))
}

/// The parameters up to the next link, and what is behind them.
fn parameters(mut rest: &str) -> (Vec<(String, String)>, &str) {
    let mut parameters = Vec::new();
    loop {
        rest = rest.trim_start();
        let Some(behind) = rest.strip_prefix(';') else { return (parameters, rest) };
        let end = behind.find(['=', ';', ',']).unwrap_or(behind.len());
        let (name, behind) = behind.split_at(end);
        let (value, behind) =
            behind.strip_prefix('=').map_or((String::new(), behind), |behind| value(behind.trim_start()));
        parameters.push((name.trim().to_ascii_lowercase(), value));
        rest = behind;
    }
}

/// A value, in quotes or without, and what is behind it.
fn value(text: &str) -> (String, &str) {
    let Some(quoted) = text.strip_prefix('"') else {
        let (value, behind) = text.split_at(text.find([';', ',']).unwrap_or(text.len()));
        return (value.trim().to_owned(), behind);
    };
    let mut value = String::new();
    let mut characters = quoted.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => return (value, quoted.get(at + 1..).unwrap_or_default()),
            '\\' => value.extend(characters.next().map(|(_, escaped)| escaped)),
            other => value.push(other),
        }
    }
    (value, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_page_is_found_among_other_links() {
        let cases = [
            (r#"<http://a/v1/things?marker=2>; rel="next""#, Some("http://a/v1/things?marker=2")),
            (
                r#"<http://a/1>; rel="prev", </v1/things?m=a,b;c>; title="x; y, z <\">"; rel=next"#,
                Some("/v1/things?m=a,b;c"),
            ),
            (r#"<a>;rel="last next";type=x"#, Some("a")),
            ("<a> ; REL = NEXT ", Some("a")),
            (r#"<a>; rel="nextish""#, None),
            (r#"<a>; rel="next"#, Some("a")),
            ("<a", None),
            ("", None),
            (";;;,,,", None),
            (r#"<a>; title="\"#, None),
        ];
        for (header, expected) in cases {
            assert_eq!(next(header).as_deref(), expected, "{header}");
        }
    }
}
