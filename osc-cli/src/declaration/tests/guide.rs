//! What `docs/resources-in-toml.md` says.

use super::{files, problems};
use crate::declaration::file;

const GUIDE: &str = include_str!("../../../../docs/resources-in-toml.md");

#[test]
fn its_examples_are_files_without_mistakes() {
    let examples: Vec<_> = GUIDE.split("```toml\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
    assert!(examples.len() > 3);
    for example in examples {
        assert_eq!(problems(&files(&[("lb.toml", example)])), <[String; 0]>::default(), "{example}");
    }
}

#[test]
fn it_tells_of_every_key() {
    for keys in [
        file::RESOURCE,
        file::RESOURCE_FIELD,
        file::OBJECT,
        file::OBJECT_FIELD,
        file::QUERY,
        file::OPERATION,
        file::STATE,
        file::ACTION,
        file::ARGUMENT,
    ] {
        for key in keys.known {
            let is_told = ["`", "{ ", ", "].iter().any(|before| {
                GUIDE.contains(&format!("{before}{key}`")) || GUIDE.contains(&format!("{before}{key} ="))
            });
            assert!(is_told, "`{key}` of {}", keys.of);
        }
    }
}
