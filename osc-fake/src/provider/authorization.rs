//! The authorization code: a browser is sent here, signs in, and is sent back with a code that buys a token
//! (RFC 6749 section 4.1), once, for who can prove that they asked for it (RFC 7636).

use data_encoding::BASE64URL_NOPAD;
use ring::digest;
use url::{Host, Url};

use super::client::{Client, refuse};
use super::grant::{Grant, code};
use super::inner::Given;
use crate::answer::Answer;
use crate::cloud::Received;

/// What a code is good for.
#[derive(Debug)]
pub(super) struct Code {
    grant: Grant,
    redirect_uri: String,
    challenge: Option<String>,
}

/// `/authorize`: the user is signed in at once, and lets the client do what it asks for.
pub(super) fn authorize(given: &mut Given, received: &Received) -> Answer {
    let asked = |name: &str| received.parameter(name).or_else(|| received.form(name));
    let client = asked("client_id").and_then(|id| Client::named(&id));
    let uri = asked("redirect_uri").unwrap_or_default();
    // A browser is sent back to nobody but a program on this machine.
    let target = Url::parse(&uri).ok().filter(is_loopback);
    let (Some(client), Some(mut target)) = (client, target) else {
        return refuse("invalid_request", "A client_id that is known, and a redirect_uri on loopback, are needed.");
    };
    let challenge = asked("code_challenge");
    let refusal = if asked("response_type").as_deref() != Some("code") {
        Some("unsupported_response_type")
    } else if (challenge.is_some() && asked("code_challenge_method").as_deref() != Some("S256"))
        || (challenge.is_none() && client == Client::Public)
    {
        Some("invalid_request")
    } else {
        None
    };
    if let Some(error) = refusal {
        target.query_pairs_mut().append_pair("error", error);
    } else {
        let code = code();
        target.query_pairs_mut().append_pair("code", &code);
        let grant = Grant::of_user(client, asked("scope"));
        given.codes.insert(code, Code { grant, redirect_uri: uri, challenge });
    }
    if let Some(state) = asked("state") {
        target.query_pairs_mut().append_pair("state", &state);
    }
    Answer::new(302).header("location", target)
}

/// What a code was given for.
pub(super) fn redeem(given: &mut Given, client: Client, received: &Received) -> Result<Grant, Answer> {
    let refused = |why: &str| refuse("invalid_grant", why);
    // Also one that is refused is spent.
    let code = given.codes.remove(&received.form("code").unwrap_or_default());
    let code = code.ok_or_else(|| refused("There is no such code, or it has been used."))?;
    if code.grant.client != client || received.form("redirect_uri").as_ref() != Some(&code.redirect_uri) {
        return Err(refused("The code is another client's, or was sent to another redirect_uri."));
    }
    let proof = received.form("code_verifier").map(|verifier| {
        let digest = digest::digest(&digest::SHA256, verifier.as_bytes());
        BASE64URL_NOPAD.encode(digest.as_ref())
    });
    if proof != code.challenge {
        return Err(refused("The code_verifier is not that of the code_challenge."));
    }
    Ok(code.grant)
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}
