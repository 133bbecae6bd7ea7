//! Whatever leads to a next page, in a body or in the header `Link`: it is an address, or nothing.
//! `cargo +nightly fuzz run links`
#![no_main]

use libfuzzer_sys::fuzz_target;
use osc_runtime::fuzz::next;

fuzz_target!(|link: &str| {
    for here in ["http://a.example/v2.0/networks?limit=2", "https://b.example:9292/image/v2/images"] {
        let here = here.parse().unwrap();
        for page in next(&here, link).into_iter().flatten() {
            // What is followed is compared with where it came from, so it has to be an address again.
            assert_eq!(page.parse::<osc_runtime::transport::url::Url>().map(String::from), Ok(page));
        }
    }
});
