//! Whatever `clouds.yaml` holds: it is a cloud, or an error that tells a place. `cargo +nightly fuzz run clouds`
#![no_main]

use libfuzzer_sys::fuzz_target;
use osc_runtime::Configuration;

fuzz_target!(|text: &str| {
    let configuration = Configuration::new().text(text);
    let Ok(clouds) = configuration.clouds() else { return };
    for cloud in clouds.into_iter().take(8) {
        let configuration = configuration.clone().cloud(cloud);
        let _ = configuration.regions();
        if let Ok(builder) = configuration.load() {
            assert!(builder.to_value().is_object());
        }
    }
});
