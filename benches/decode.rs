//! Ten thousand networks, read by this project's decoder and by serde's derive: `cargo bench -p osc-benches`.

use divan::{Bencher, black_box};
use osc_benches::{Network, Networks, answer};
use osc_runtime::codec;

const COUNT: usize = 10_000;

fn main() {
    // The allocator settles with the first few; without these, what comes first is measured with its page faults.
    let json = answer(COUNT);
    for _ in 0..20 {
        drop(black_box(serde_json::from_slice::<Networks>(json.as_bytes())));
    }
    divan::main();
}

#[divan::bench]
fn osc(bencher: Bencher<'_, '_>) {
    let json = answer(COUNT);
    bencher.bench(|| codec::from_slice::<Vec<Network>>(black_box(json.as_bytes()), Some("networks")));
}

#[divan::bench]
fn serde(bencher: Bencher<'_, '_>) {
    let json = answer(COUNT);
    bencher.bench(|| serde_json::from_slice::<Networks>(black_box(json.as_bytes())));
}

/// With the trick that `osc` uses: the bytes are checked to be UTF-8 once, before they are read.
#[divan::bench]
fn serde_from_checked_text(bencher: Bencher<'_, '_>) {
    let json = answer(COUNT);
    bencher.bench(|| std::str::from_utf8(black_box(json.as_bytes())).map(serde_json::from_str::<Networks>));
}
