//! A person with a browser, at the other end of the hook.

use std::time::Duration;

use osc_runtime::ConnectionBuilder;
use osc_runtime::auth::Visit;
use osc_runtime::transport::url::Url;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::mpsc;

/// A person, and where they were asked to go.
pub(crate) struct Person(mpsc::UnboundedReceiver<Asked>);

/// What they were asked.
pub(crate) struct Asked {
    pub(crate) url: Url,
    pub(crate) user_code: Option<String>,
    pub(crate) timeout: Duration,
}

impl Person {
    /// The builder, with a way to this person.
    pub(crate) fn of(builder: ConnectionBuilder) -> (ConnectionBuilder, Self) {
        let (asked, receiver) = mpsc::unbounded_channel();
        let builder = builder.visit(move |visit: &Visit<'_>| {
            let user_code = visit.user_code.map(str::to_owned);
            let visit = Asked { url: visit.url.parse().unwrap(), user_code, timeout: visit.timeout };
            // A person who is gone hears nothing.
            let _ = asked.send(visit);
        });
        (builder, Self(receiver))
    }

    /// What they are asked next.
    pub(crate) async fn asked(&mut self) -> Asked {
        self.0.recv().await.unwrap()
    }

    /// Nobody has asked them anything else.
    pub(crate) fn was_not_asked(&mut self) -> bool {
        self.0.try_recv().is_err()
    }
}

impl Asked {
    /// A parameter of the address.
    pub(crate) fn parameter(&self, name: &str) -> String {
        self.url.query_pairs().find(|(key, _)| key == name).unwrap().1.into_owned()
    }
}

/// A request to a port of this machine, and what is answered.
pub(crate) async fn exchange(host: &str, request: &str) -> String {
    let mut stream = TcpStream::connect(host).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer
}

/// The first line of an answer.
pub(crate) fn status(answer: &str) -> &str {
    answer.lines().next().unwrap().trim_start_matches("HTTP/1.1 ")
}

/// A port of 127.0.0.1 that nobody listens on.
pub(crate) async fn free_port() -> u16 {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    listener.local_addr().unwrap().port()
}

/// Nobody listens there.
pub(crate) async fn is_gone(host: &str) -> bool {
    TcpStream::connect(host).await.is_err()
}
