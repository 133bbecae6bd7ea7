//! Every shape of OpenStack's resources, declared and used: for each at least three resources of different services, their
//! requests as they come over TCP.
#![allow(
    missing_docs,
    unreachable_pub,
    clippy::struct_field_names,
    reason = "the resources are examples, as a library would have them"
)]

mod action;
mod bytes;
mod creation;
mod detail;
mod envelope;
mod header;
mod id;
mod irregular;
mod mixin;
mod name;
mod object;
mod open;
mod path;
mod projection;
mod reference;
mod retry;
mod revision;
mod rows;
mod singleton;
mod sorting;
mod update;
mod version;
mod wait;

use osc_fake::Cloud;
use osc_runtime::Connection;
use osc_runtime::schema::Schema;

/// A cloud with these resources, and a connection to it.
async fn cloud<const N: usize>(schemas: [&'static Schema; N]) -> (Cloud, Connection) {
    let cloud = Cloud::start(schemas).await.unwrap();
    let conn = cloud.connect().await.unwrap();
    (cloud, conn)
}

/// The last request, as it was sent: method, path and query, headers, body.
fn sent(cloud: &Cloud) -> String {
    let requests = cloud.requests();
    let request = requests.last().unwrap();
    let query = request.query.as_ref().map(|query| format!("?{query}")).unwrap_or_default();
    let headers: Vec<_> = request.headers.iter().map(|(name, value)| [name, ": ", value, "\n"].concat()).collect();
    let body = String::from_utf8_lossy(&request.body);
    let body = if body.is_empty() { String::new() } else { format!("\n{body}\n") };
    format!("{} {}{query}\n{}{body}", request.method, request.path, headers.concat())
}

/// What `sent` gives of a request with a JSON body.
fn json(line: &str, body: &str) -> String {
    format!("{line}\ncontent-type: application/json\n\n{body}\n")
}

/// What `sent` gives of a request without a body.
fn bare(line: &str) -> String {
    format!("{line}\n")
}
