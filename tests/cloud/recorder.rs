//! A transport that remembers: what a connection sent, and what Keystone said of the tokens that came back.
//!
//! A token's document says what no method of the connection does: by which methods it was bought, and what it is good for. The
//! transport also holds a request back, as a slow network does.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use http_body_util::BodyExt;
use osc_runtime::transport::{Network, Outgoing, Sending, Transport};
use osc_runtime::{Method, Secret, Value};

/// Remembers what passes. Clones remember together.
#[derive(Clone, Debug, Default)]
pub(crate) struct Recorder(Arc<Record>);

#[derive(Debug, Default)]
struct Record {
    network: Network,
    sent: Mutex<Vec<Sent>>,
    tokens: Mutex<Vec<(Value, Secret)>>,
    held: Mutex<Option<(&'static str, Duration)>>,
}

/// A request, whether it carried a bearer, and the status that it got.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Sent {
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) bears: bool,
    pub(crate) status: u16,
}

impl Recorder {
    /// What was sent to services, other than to sign in.
    pub(crate) fn calls(&self) -> Vec<Sent> {
        self.0.sent.lock().unwrap().iter().filter(|sent| !sent.signs_in()).cloned().collect()
    }

    /// The statuses of the sign-ins.
    pub(crate) fn sign_ins(&self) -> Vec<u16> {
        self.0.sent.lock().unwrap().iter().filter(|sent| sent.signs_in()).map(|sent| sent.status).collect()
    }

    /// What Keystone said of the last token.
    pub(crate) fn token(&self) -> Value {
        self.0.tokens.lock().unwrap().last().expect("a token").0.clone()
    }

    /// The last token itself.
    pub(crate) fn secret(&self) -> Secret {
        self.0.tokens.lock().unwrap().last().expect("a token").1.clone()
    }

    /// The methods that bought the last token, in order.
    pub(crate) fn methods(&self) -> Vec<String> {
        let mut methods: Vec<String> = serde_json::from_value(self.token()["methods"].clone()).unwrap();
        methods.sort();
        methods
    }

    /// Keeps the next request for a path that ends like this on its way for so long.
    pub(crate) fn hold_next(&self, end: &'static str, time: Duration) {
        *self.0.held.lock().unwrap() = Some((end, time));
    }
}

impl Sent {
    fn signs_in(&self) -> bool {
        self.method == Method::Post && self.path.ends_with("/auth/tokens")
    }
}

impl Transport for Recorder {
    fn send(&self, request: Outgoing) -> Sending<'_> {
        let bears = request.headers.get("authorization").is_some_and(|value| value.as_bytes().starts_with(b"Bearer "));
        let mut sent = Sent { method: request.method, path: request.url.path().to_owned(), bears, status: 0 };
        Box::pin(async move {
            let record = &*self.0;
            let held = record.held.lock().unwrap().take_if(|(end, _)| sent.path.ends_with(*end));
            if let Some((_, time)) = held {
                tokio::time::sleep(time).await;
            }
            let mut reply = record.network.send(request).await?;
            sent.status = reply.status;
            record.sent.lock().unwrap().push(sent);
            if let Some(secret) = reply.headers.get("x-subject-token") {
                let secret = Secret::from(secret.to_str().unwrap());
                let body = reply.body.collect().await?.to_bytes();
                let document: Value = serde_json::from_slice(&body).unwrap();
                record.tokens.lock().unwrap().push((document["token"].clone(), secret));
                reply.body = body.into();
            }
            Ok(reply)
        })
    }
}
