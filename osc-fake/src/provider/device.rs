//! Devices without a browser: they show a code, and ask again and again until the user has approved it elsewhere
//! (RFC 8628).

use serde_json::json;

use super::client::{self, Client, refuse};
use super::grant::{Grant, code};
use super::inner::Given;
use crate::answer::Answer;
use crate::cloud::Received;

/// The grant's name.
pub(super) const GRANT: &str = "urn:ietf:params:oauth:grant-type:device_code";
/// How long a device may ask, in seconds.
const LIFETIME: u32 = 600;

/// A device that waits.
#[derive(Debug)]
pub(super) struct Device {
    grant: Grant,
    user_code: String,
    approved: bool,
}

/// What the user does about devices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Approval {
    /// Nothing yet.
    Pending,
    /// Approves them, when they have asked so many times more.
    After(usize),
    /// Denies them.
    Denied,
}

/// `POST /device_authorization`: a code for the device, and one for its user.
pub(super) fn begin(given: &mut Given, received: &Received, issuer: &str) -> Answer {
    let client = match client::of(received) {
        Ok(client) => client,
        Err(refusal) => return refusal,
    };
    let device_code = code();
    let user_code: String = code().to_uppercase().chars().take(8).collect();
    let url = format!("{issuer}/device");
    let document = json!({
        "device_code": device_code, "user_code": user_code, "expires_in": LIFETIME,
        "interval": given.interval.as_secs(), "verification_uri": url,
        "verification_uri_complete": format!("{url}?user_code={user_code}"),
    });
    let grant = Grant::of_user(client, received.form("scope"));
    given.devices.insert(device_code, Device { grant, user_code, approved: false });
    Answer::json(200, &document).header("cache-control", "no-store")
}

/// `GET /device`: the user's browser, which approves at once.
pub(super) fn approve(given: &mut Given, received: &Received) -> Answer {
    let user_code = received.parameter("user_code");
    let device = given.devices.values_mut().find(|device| Some(&device.user_code) == user_code.as_ref());
    let Some(device) = device else { return Answer::new(404).body("There is no such code.\n") };
    device.approved = true;
    Answer::new(200).header("content-type", "text/plain").body("The device may go on.\n")
}

/// A device that asks whether it has been approved by now.
pub(super) fn poll(given: &mut Given, client: Client, received: &Received) -> Result<Grant, Answer> {
    let code = received.form("device_code").unwrap_or_default();
    let device = given.devices.get(&code).filter(|device| device.grant.client == client);
    let Some(device) = device else { return Err(refuse("invalid_grant", "There is no such device.")) };
    if given.slow_downs > 0 {
        given.slow_downs -= 1;
        return Err(refuse("slow_down", "The device asks too often."));
    }
    let approval = if device.approved { Approval::After(0) } else { given.approval };
    match approval {
        Approval::After(0) => {
            let device = given.devices.remove(&code);
            device.map(|device| device.grant).ok_or_else(|| refuse("invalid_grant", "There is no such device."))
        }
        Approval::After(polls) => {
            given.approval = Approval::After(polls - 1);
            Err(refuse("authorization_pending", "The user has not approved it yet."))
        }
        Approval::Pending => Err(refuse("authorization_pending", "The user has not approved it yet.")),
        Approval::Denied => Err(refuse("access_denied", "The user has denied it.")),
    }
}
