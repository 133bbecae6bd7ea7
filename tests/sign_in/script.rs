//! Servers that answer what they are told, and remember what they were asked.

use std::collections::VecDeque;
use std::fmt::{self, Write as _};
use std::sync::{Arc, Mutex};

use http_body_util::BodyExt as _;
use osc_runtime::transport::{Failure, Outgoing, Phase, Reply, Sending, Transport};
use serde_json::{Value, json};

/// A transport that goes nowhere.
#[derive(Clone, Default)]
pub(crate) struct Script(Arc<Mutex<State>>);

impl fmt::Debug for Script {
    /// Without what was sent, which is secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Script")
    }
}

#[derive(Default)]
struct State {
    answers: VecDeque<Option<Reply>>,
    requests: Vec<String>,
}

/// What the identity provider says of itself.
pub(crate) fn discovery() -> Value {
    json!({
        "issuer": "https://idp.example",
        "authorization_endpoint": "https://idp.example/authorize?tenant=t1",
        "device_authorization_endpoint": "https://idp.example/device",
        "token_endpoint": "https://idp.example/token",
    })
}

/// Where that is.
pub(crate) const DISCOVERY: &str = "GET https://idp.example/.well-known/openid-configuration";

/// Where Keystone takes an access token.
pub(crate) fn exchange(token: &str) -> String {
    format!(
        "POST https://keystone.example/v3/OS-FEDERATION/identity_providers/campus/protocols/openid/auth\n\
         authorization: Bearer {token}"
    )
}

/// Where Keystone takes its own unscoped token.
pub(crate) const RESCOPE: &str = "POST https://keystone.example/v3/auth/tokens\n\
    {\"auth\":{\"identity\":{\"methods\":[\"token\"],\"token\":{\"id\":\"unscoped\"}},\"scope\":{\"project\":{\"id\":\"p1\"}}}}";

impl Script {
    /// Answers, in this order.
    pub(crate) fn answer(self, status: u16, body: &Value) -> Self {
        self.push(Some(reply(status, body)));
        self
    }

    /// No answer at all.
    pub(crate) fn break_off(self) -> Self {
        self.push(None);
        self
    }

    /// The discovery document.
    pub(crate) fn discovered(self) -> Self {
        self.answer(200, &discovery())
    }

    /// An access token for a grant.
    pub(crate) fn granted(self) -> Self {
        self.answer(200, &json!({"access_token": "granted", "token_type": "Bearer", "expires_in": 300}))
    }

    /// An unscoped token, and one for the project.
    pub(crate) fn exchanged(self) -> Self {
        self.token("unscoped").token("scoped")
    }

    /// A token of Keystone's, good for an hour.
    pub(crate) fn token(self, token: &str) -> Self {
        let document = json!({"token": {
            "issued_at": "2099-01-01T00:00:00.000000Z",
            "expires_at": "2099-01-01T01:00:00.000000Z",
            "catalog": [{"type": "network", "endpoints": [
                {"interface": "public", "region": "One", "url": "https://network.example"},
            ]}],
        }});
        let mut reply = reply(201, &document);
        reply.headers.insert("x-subject-token", token.parse().unwrap());
        self.push(Some(reply));
        self
    }

    fn push(&self, answer: Option<Reply>) {
        self.0.lock().unwrap().answers.push_back(answer);
    }

    /// What was asked since this was asked last: method and address, what the headers say of who asks, and the body.
    pub(crate) fn requests(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().unwrap().requests)
    }
}

fn reply(status: u16, body: &Value) -> Reply {
    let mut reply = Reply::new(status);
    reply.headers.insert("content-type", "application/json".parse().unwrap());
    reply.body = body.to_string().into();
    reply
}

impl Transport for Script {
    fn send(&self, request: Outgoing) -> Sending<'_> {
        Box::pin(async move {
            let mut text = format!("{} {}", request.method, request.url);
            for name in ["authorization", "openstack-auth-receipt", "x-auth-token", "x-subject-token"] {
                if let Some(value) = request.headers.get(name) {
                    write!(text, "\n{name}: {}", value.to_str().unwrap()).unwrap();
                }
            }
            let body = request.body.collect().await?.to_bytes();
            if !body.is_empty() {
                write!(text, "\n{}", String::from_utf8_lossy(&body)).unwrap();
            }
            let mut state = self.0.lock().unwrap();
            state.requests.push(text.clone());
            match state.answers.pop_front() {
                Some(Some(reply)) => Ok(reply),
                Some(None) => Err(Failure::new(Phase::Sent, "the connection broke")),
                None => panic!("nobody expects {text}"),
            }
        })
    }
}
