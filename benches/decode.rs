//! Ten thousand networks, read by this project's decoder and by serde's derive: `cargo bench -p osc-benches`.

use std::sync::LazyLock;

use divan::{Bencher, black_box};
use osc_benches::{Network, Networks, answer};
use osc_runtime::codec::{self, DecodeError};

/// Made once: making it leaves the allocator's pools in disorder.
static ANSWER: LazyLock<String> = LazyLock::new(|| answer(10_000));

fn main() {
    // The allocator settles with the first few; without these, what comes first is measured with its page faults.
    for _ in 0..20 {
        drop(black_box(read()));
        drop(black_box(serde_json::from_slice::<Networks>(ANSWER.as_bytes())));
    }
    divan::main();
}

fn read() -> Result<Vec<Network>, DecodeError> {
    codec::from_slice(black_box(ANSWER.as_bytes()), Some("networks"))
}

#[divan::bench]
fn osc(bencher: Bencher<'_, '_>) {
    bencher.bench(read);
}

#[divan::bench]
fn serde(bencher: Bencher<'_, '_>) {
    bencher.bench(|| serde_json::from_slice::<Networks>(black_box(ANSWER.as_bytes())));
}

/// With the trick that `osc` uses: the bytes are checked to be UTF-8 once, before they are read.
#[divan::bench]
fn serde_from_checked_text(bencher: Bencher<'_, '_>) {
    bencher.bench(|| std::str::from_utf8(black_box(ANSWER.as_bytes())).map(serde_json::from_str::<Networks>));
}
