//! Whatever Keystone answers to a sign-in: an endpoint is an address of HTTP, or an error. `cargo +nightly fuzz run catalog`
#![no_main]

use libfuzzer_sys::fuzz_target;
use osc_runtime::fuzz::endpoints;

fuzz_target!(|answer: &[u8]| {
    let services = ["network", "block-storage", "identity", "placement", "a", ""];
    for endpoint in endpoints(answer, &services).into_iter().flatten() {
        assert!(endpoint.starts_with("http://") || endpoint.starts_with("https://"), "{endpoint}");
    }
});
