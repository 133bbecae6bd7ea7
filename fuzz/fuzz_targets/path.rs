//! Whatever an id is: it fills one segment of a path, or is refused. `cargo +nightly fuzz run path`
#![no_main]

use libfuzzer_sys::fuzz_target;
use osc_runtime::fuzz::path;
use osc_runtime::rt::Schema;

static SCHEMA: Schema = Schema::new("Thing", "network", "/a/{b}/c/{d}/things?e=f");

fuzz_target!(|parts: (String, String, String)| {
    let values = [parts.0, parts.1, parts.2];
    let refused = values.iter().any(|value| matches!(value.as_str(), "" | "." | ".."));
    match path(&SCHEMA, &values) {
        Ok(path) => {
            assert!(!refused);
            let (path, query) = path.split_once('?').unwrap();
            assert_eq!((path.split('/').count(), query), (7, "e=f"));
            assert!(path.is_ascii() && !path.contains("//") && !path.contains(['#', ' ', '\\']));
        }
        Err(_) => assert!(refused),
    }
});
