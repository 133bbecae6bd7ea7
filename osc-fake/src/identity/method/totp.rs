//! By a passcode that is good for half a minute (RFC 6238), and for one sign-in.

use std::time::{Duration, SystemTime};

use osc_runtime::Value;
use ring::hmac;
use serde_json::json;

use super::{Proof, named};
use crate::answer::{Answer, Dialect};
use crate::identity::{CREDENTIALS, Keystone};
use crate::store::State;

/// How long a passcode is good for, in seconds.
const PERIOD: u64 = 30;

pub(super) fn prove(keystone: &Keystone, state: &mut State, content: &Value) -> Result<Proof, Answer> {
    let Some(claimed) = content.get("user") else { return Err(Dialect::Keystone.not_in("user", "totp")) };
    let proof = Proof::of(named(state, keystone, claimed)?, "totp");
    let claimed = claimed.get("passcode").and_then(Value::as_str).unwrap_or_default();
    let now = period(keystone.now());
    let credentials = state.collection_mut(CREDENTIALS).iter_mut();
    let mut own =
        credentials.filter(|item| item.text("user_id") == Some(&proof.user_id) && item.text("type") == Some("totp"));
    // Keystone takes the passcode before the present one too, for who types slowly.
    let is_good = own.any(|credential| {
        let secret = credential.secrets.get("blob").and_then(Value::as_str).unwrap_or_default();
        let is_it = |at: &u64| passcode_at(secret, *at).is_some_and(|passcode| passcode == claimed);
        let Some(at) = [now, now.saturating_sub(1)].into_iter().find(is_it) else { return false };
        let mut used = credential.secrets.get("used").and_then(Value::as_array).cloned().unwrap_or_default();
        let is_new = !used.contains(&json!(at));
        used.retain(|before| before.as_u64().is_some_and(|before| before + 1 >= now));
        used.push(at.into());
        credential.secrets.insert("used".into(), used.into());
        is_new
    });
    if is_good { Ok(proof) } else { Err(keystone.unauthorized()) }
}

/// The passcode of a moment for a secret in base 32; nothing where that is none.
pub(crate) fn passcode(secret: &str, at: SystemTime) -> Option<String> {
    passcode_at(secret, period(at))
}

/// How many periods have passed since 1970.
fn period(at: SystemTime) -> u64 {
    at.duration_since(SystemTime::UNIX_EPOCH).unwrap_or(Duration::ZERO).as_secs() / PERIOD
}

/// HOTP (RFC 4226) of the number of the period: six digits.
fn passcode_at(secret: &str, period: u64) -> Option<String> {
    let secret = secret.trim_end_matches('=').to_ascii_uppercase();
    let key = data_encoding::BASE32_NOPAD.decode(secret.as_bytes()).ok()?;
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, &key);
    let tag = hmac::sign(&key, &period.to_be_bytes());
    let offset = usize::from(tag.as_ref().last()? & 0xf);
    let word: [u8; 4] = tag.as_ref().get(offset..offset + 4)?.try_into().ok()?;
    Some(format!("{:06}", (u32::from_be_bytes(word) & 0x7fff_ffff) % 1_000_000))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passcode_is_that_of_rfc_6238() {
        let secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
        for (seconds, passcode) in
            [(59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (20_000_000_000, "353130")]
        {
            let at = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
            assert_eq!(super::passcode(secret, at).as_deref(), Some(passcode));
        }
        assert_eq!(super::passcode("not base 32!", SystemTime::UNIX_EPOCH), None);
    }
}
