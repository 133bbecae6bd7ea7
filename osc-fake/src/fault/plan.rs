//! What is to happen to a request, drawn from a seed.

use std::collections::HashMap;

use super::{Fault, Faults};

/// What has been drawn so far, by request.
pub(super) struct Plan {
    faults: Faults,
    requests: HashMap<u64, Seen>,
}

/// A request that has come before.
#[derive(Default)]
struct Seen {
    times: u32,
    /// Whether it is not to be refused now: it was the last time, or was redirected, which a client does not tell from that.
    spared: bool,
}

/// What a request can meet, besides what all can.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Meets {
    /// Whatever there is.
    All,
    /// Nothing that is about its token: it has none.
    NoRefusal,
    /// Nothing but a refusal: its token has ended.
    Refusal,
}

impl Plan {
    pub(super) fn new(faults: Faults) -> Self {
        Self { faults, requests: HashMap::new() }
    }

    pub(super) fn elsewhere(&self) -> &str {
        &self.faults.elsewhere
    }

    /// The fault that a request meets this time, how often it has come before, and the dice that tell how it looks.
    ///
    /// A request whose token has ended does not count: how many there are is a matter of chance. Where it was to be refused now,
    /// that is what happens to it.
    pub(super) fn draw(&mut self, request: u64, meets: Meets) -> Option<(Fault, u32, Dice)> {
        let seen = self.requests.entry(request).or_default();
        let dice = Dice(mix(mix(self.faults.seed ^ request) ^ u64::from(seen.times)));
        let drawn = (dice.share() < self.faults.rate).then(|| dice.among("kind", &self.faults.kinds)).flatten();
        let fault = drawn.copied().filter(|fault| match fault {
            Fault::Unauthorized => meets != Meets::NoRefusal && !seen.spared,
            Fault::RedirectElsewhere => meets != Meets::NoRefusal,
            _ => true,
        });
        let is_refused = fault == Some(Fault::Unauthorized);
        if meets == Meets::Refusal && !is_refused {
            return None;
        }
        let before = seen.times;
        seen.times += 1;
        seen.spared = matches!(fault, Some(Fault::Unauthorized | Fault::Redirect));
        Some((fault?, before, dice))
    }
}

/// What decides about one request. Each of its questions has an answer of its own.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Dice(u64);

impl Dice {
    /// A number from 0 to 1, without the latter.
    #[expect(clippy::cast_precision_loss, reason = "it keeps as many bits as it has")]
    fn share(self) -> f64 {
        (self.roll("share") >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A number below `end`; 0 where there is none.
    pub(super) fn below(self, question: &str, end: usize) -> usize {
        let end = u64::try_from(end).unwrap_or(u64::MAX);
        usize::try_from(self.roll(question).checked_rem(end).unwrap_or_default()).unwrap_or_default()
    }

    /// One of several.
    pub(super) fn among<'c, T>(self, question: &str, choices: &'c [T]) -> Option<&'c T> {
        choices.get(self.below(question, choices.len()))
    }

    fn roll(self, question: &str) -> u64 {
        mix(self.0 ^ hash([question.as_bytes()]))
    }
}

/// A hash that is the same in every build, as the standard library's need not be: FNV-1a, with a mark behind each part.
pub(super) fn hash<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> u64 {
    const PRIME: u64 = 0x0100_0000_01b3;
    let add = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(PRIME);
    parts.into_iter().fold(0xcbf2_9ce4_8422_2325, |hash, part| {
        let hash = part.iter().fold(hash, |hash, byte| add(hash, *byte));
        // No byte of UTF-8.
        add(hash, 0xff)
    })
}

/// Numbers that are close become numbers that are not: the last step of `SplitMix64`.
fn mix(number: u64) -> u64 {
    let number = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_requests_meet_a_fault_as_was_said_and_each_kind_is_among_them() {
        let mut plan = Plan::new(Faults::seeded(1).rate(0.2));
        let drawn: Vec<_> = (0..10_000).filter_map(|request| Some(plan.draw(request, Meets::All)?.0)).collect();
        assert!((1800..2200).contains(&drawn.len()), "{}", drawn.len());
        for kind in Fault::ALL {
            let count = drawn.iter().filter(|drawn| *drawn == kind).count();
            assert!((100..220).contains(&count), "{kind:?}: {count}");
        }
    }

    #[test]
    fn what_a_request_meets_does_not_depend_on_the_others() {
        let order = [1, 1, 2, 3, 2, 1, 3, 3, 2, 1];
        let draw = |order: &[u64]| {
            let mut plan = Plan::new(Faults::seeded(7).rate(0.7));
            let mut drawn: Vec<_> = order
                .iter()
                .map(|request| (*request, plan.draw(*request, Meets::All).map(|(fault, before, _)| (before, fault))))
                .collect();
            drawn.sort_unstable();
            drawn
        };
        let mut sorted = order;
        sorted.sort_unstable();
        assert_eq!(draw(&order), draw(&sorted));
    }

    #[test]
    fn a_request_is_not_refused_twice_in_a_row_and_an_ended_token_counts_as_a_refusal() {
        let faults = || Faults::seeded(3).rate(1.0).kinds([Fault::Unauthorized]);
        let mut plan = Plan::new(faults());
        let met: Vec<_> = (0..4).map(|_| plan.draw(9, Meets::All).is_some()).collect();
        assert_eq!(met, [true, false, true, false]);
        let mut plan = Plan::new(faults());
        assert!(plan.draw(9, Meets::Refusal).is_some());
        assert!(plan.draw(9, Meets::Refusal).is_none());
        assert!(plan.draw(9, Meets::All).is_none());
        assert!(plan.draw(9, Meets::NoRefusal).is_none());
    }
}
