//! A code that a person enters on whatever device has a browser (RFC 8628), while this program asks again and again whether
//! they have.

use std::time::Duration;

use serde_json::Value;
use tokio::time::Instant;
use url::Url;

use super::super::federation::no_answer;
use super::super::{Keystone, Said};
use super::pkce;
use super::provider::{DEVICE, Provider, Tokens, refused};
use crate::auth::Visit;
use crate::codec::Secret;
use crate::error::{Error, ErrorKind, Problem, Result};
use crate::method::Method;

const GRANT_TYPE: &str = "urn:ietf:params:oauth:grant-type:device_code";
/// How many seconds a code is good where that is not said, and the most that are believed.
const LIFETIME: u64 = 600;
const LONGEST_LIFETIME: u64 = 24 * 60 * 60;
/// How many seconds pass between two questions where that is not said, how many more where they come too fast (RFC 8628, section
/// 3.5), and the most.
const INTERVAL: u64 = 5;
const LONGEST_INTERVAL: u64 = 60;

#[derive(Debug)]
pub(super) struct Device {
    /// How the code is bound to who asked for it, where it is (RFC 7636).
    challenge_method: Option<&'static str>,
}

/// What is shown to the person, and what gets the tokens.
struct Granted {
    device_code: Secret,
    user_code: String,
    url: Url,
    lifetime: Duration,
    interval: Duration,
}

impl Device {
    pub(super) fn of(said: &Said<'_>) -> Result<Self> {
        let challenge_method = match said.settings.get("code_challenge_method") {
            None => None,
            Some("S256") => Some("S256"),
            Some("plain") => Some("plain"),
            Some(_) => return Err(said.wrong("code_challenge_method", "`S256`, or `plain`")),
        };
        Ok(Self { challenge_method })
    }

    pub(super) async fn tokens(&self, provider: &Provider, keystone: &Keystone<'_>) -> Result<Tokens> {
        let person = keystone.person()?;
        let verifier = self.challenge_method.map(|_| pkce::random()).transpose()?;
        let granted = self.ask(provider, keystone, verifier.as_ref()).await?;
        let deadline = Instant::now() + granted.lifetime;
        person.tell(&Visit::new(granted.url.as_str(), granted.lifetime).user_code(&granted.user_code));
        let mut form = vec![
            ("grant_type", GRANT_TYPE),
            ("device_code", granted.device_code.expose()),
            ("client_id", provider.client_id.as_str()),
        ];
        form.extend(verifier.as_ref().map(|verifier| ("code_verifier", verifier.expose())));
        let mut interval = granted.interval;
        let mut unreachable = None;
        loop {
            tokio::time::sleep(interval).await;
            if Instant::now() >= deadline {
                return Err(unreachable.unwrap_or_else(|| late(granted.lifetime)));
            }
            match provider.grant(keystone, &form).await {
                Ok(Ok(tokens)) => return Ok(tokens),
                Ok(Err(refusal)) => match refusal.code.as_str() {
                    "authorization_pending" => {}
                    "slow_down" => interval += Duration::from_secs(INTERVAL),
                    "expired_token" => return Err(late(granted.lifetime)),
                    _ => return Err(refused(refusal, "start again, for another code")),
                },
                // The person may be at it: a question that gets lost is no reason to give up.
                Err(error) if error.kind() == ErrorKind::Connection => {
                    interval = (interval * 2).min(Duration::from_secs(LONGEST_INTERVAL)).max(interval);
                    unreachable = Some(error);
                    continue;
                }
                Err(error) => return Err(error),
            }
            unreachable = None;
        }
    }

    async fn ask(&self, provider: &Provider, keystone: &Keystone<'_>, verifier: Option<&Secret>) -> Result<Granted> {
        let mut form = vec![("client_id", provider.client_id.as_str()), ("scope", provider.scope.as_str())];
        let challenge = verifier.zip(self.challenge_method).map(|(verifier, method)| match method {
            "plain" => (method, verifier.expose().to_owned()),
            _ => (method, pkce::challenge(verifier)),
        });
        if let Some((method, challenge)) = &challenge {
            form.extend([("code_challenge_method", *method), ("code_challenge", challenge.as_str())]);
        }
        let document = provider.ask(keystone, &DEVICE, &form).await?;
        let document = document.map_err(|refusal| {
            refused(refusal, "does the identity provider let this client sign in by a device's code?")
        })?;
        let text = |name: &str| document.get(name).and_then(Value::as_str);
        let url = |name: &str| {
            let url = text(name).and_then(|url| Url::parse(url).ok());
            url.filter(|url| matches!(url.scheme(), "http" | "https"))
        };
        let url = url("verification_uri_complete").or_else(|| url("verification_uri"));
        let Some(((device_code, user_code), url)) = text("device_code").zip(text("user_code")).zip(url) else {
            let endpoint = provider.endpoint(keystone, &DEVICE).await?;
            let problem = "the answer has no `device_code`, no `user_code` or no `verification_uri` of http or https";
            return Err(no_answer(Method::Post, &endpoint, None, problem));
        };
        let seconds = |name: &str, default: u64, most: u64| {
            let value = document.get(name);
            let value = value.and_then(|value| value.as_u64().or_else(|| value.as_str()?.parse().ok()));
            Duration::from_secs(value.unwrap_or(default).clamp(1, most))
        };
        Ok(Granted {
            device_code: device_code.into(),
            user_code: user_code.to_owned(),
            url,
            lifetime: seconds("expires_in", LIFETIME, LONGEST_LIFETIME),
            interval: seconds("interval", INTERVAL, LONGEST_INTERVAL),
        })
    }
}

fn late(lifetime: Duration) -> Error {
    let seconds = lifetime.as_secs();
    let text = format!(
        "nobody has entered the code within the {seconds} seconds that it was good; start again, for another one"
    );
    Problem::Unattended(text).into()
}
