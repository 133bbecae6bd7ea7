//! Keystone's part of the embedded cloud, over HTTP itself: what it answers is what Keystone answers.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod access;
mod catalog;
mod federation;
mod method;
mod provider;
mod scope;
mod token;

use data_encoding::BASE64;
use osc_fake::Cloud;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// What HTTP itself gives.
struct Answered {
    status: u16,
    head: String,
    text: String,
    body: Value,
}

impl Answered {
    fn header(&self, wanted: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(name, _)| *name == wanted).map(|(_, value)| value)
    }

    fn token(&self) -> String {
        assert!(self.status < 300, "{} {}", self.status, self.text);
        self.header("x-subject-token").unwrap().to_owned()
    }
}

/// Sends a request: `POST /auth/tokens` is below Keystone's address, `GET http://127.0.0.1:…` is anywhere.
async fn ask(cloud: &Cloud, line: &str, headers: &[(&str, &str)], body: &str) -> Answered {
    let (method, path) = line.split_once(' ').unwrap();
    let url = if path.starts_with("http://") { path.to_owned() } else { format!("{}{path}", cloud.auth_url()) };
    send(method, &url, headers, body).await
}

/// Sends a request to an address.
async fn send(method: &str, url: &str, headers: &[(&str, &str)], body: &str) -> Answered {
    let (address, path) = url.strip_prefix("http://").unwrap().split_once('/').unwrap();
    let headers: String = headers.iter().map(|(name, value)| [name, ": ", value, "\r\n"].concat()).collect();
    let length = body.len();
    let request = format!(
        "{method} /{path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n{headers}content-length: {length}\r\n\r\n{body}"
    );
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    let (head, text) = answer.split_once("\r\n\r\n").unwrap();
    let body = serde_json::from_str(text).unwrap_or_default();
    Answered { status: head[9..12].parse().unwrap(), head: head.to_owned(), text: text.to_owned(), body }
}

/// The same with a token.
async fn call(cloud: &Cloud, token: &str, line: &str, body: &Value) -> Answered {
    ask(cloud, line, &[("x-auth-token", token)], &body.to_string()).await
}

/// A user, by a name of the default domain.
fn user(name: &str) -> Value {
    json!({"name": name, "domain": {"id": "default"}})
}

/// A sign-in by these methods, each with what it takes.
async fn sign_in(cloud: &Cloud, methods: &[(&str, Value)], scope: Option<Value>) -> Answered {
    ask(cloud, "POST /auth/tokens", &[], &identity(methods, scope).to_string()).await
}

fn identity(methods: &[(&str, Value)], scope: Option<Value>) -> Value {
    let names: Vec<_> = methods.iter().map(|(name, _)| *name).collect();
    let mut auth = json!({"identity": {"methods": names}});
    for (name, content) in methods {
        auth["identity"][*name] = content.clone();
    }
    if let Some(scope) = scope {
        auth["scope"] = scope;
    }
    json!({ "auth": auth })
}

/// What the method `password` takes.
fn password(name: &str, password: &str) -> (&'static str, Value) {
    let mut user = user(name);
    user["password"] = password.into();
    ("password", json!({ "user": user }))
}

/// What the method `token` takes.
fn token(id: &str) -> (&'static str, Value) {
    ("token", json!({ "id": id }))
}

/// The sign-in of the cloud's one user.
async fn demo(cloud: &Cloud, scope: Option<Value>) -> Answered {
    sign_in(cloud, &[password("demo", "demo")], scope).await
}

/// A sign-in that Keystone offers programs that know OAuth 2.0.
async fn client_credentials(cloud: &Cloud, id: &str, secret: &str) -> Answered {
    let basic = format!("Basic {}", BASE64.encode(format!("{id}:{secret}").as_bytes()));
    ask(cloud, "POST /OS-OAUTH2/token", &[("authorization", &basic)], "grant_type=client_credentials").await
}

fn project() -> Value {
    json!({"project": {"name": "demo", "domain": {"name": "Default"}}})
}

/// The names of a token's roles.
fn roles(token: &Value) -> Vec<&str> {
    token["roles"].as_array().unwrap().iter().map(|role| role["name"].as_str().unwrap()).collect()
}
