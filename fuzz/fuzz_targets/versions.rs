//! Whatever a service says of its versions: what is read is kept as it is. `cargo +nightly fuzz run versions`
#![no_main]

use libfuzzer_sys::fuzz_target;
use osc_runtime::fuzz::versions;

fuzz_target!(|document: &[u8]| {
    let (kept, again) = versions(document);
    assert_eq!(Some(kept), again);
});
