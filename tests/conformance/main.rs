//! What the runtime promises, shown over the embedded cloud: every request goes over TCP to a server that counts it.

mod blocking;
mod cache;
mod cloud;
mod codec;
mod discovery;
mod failures;
mod finding;
mod gzip;
mod listing;
mod retrying;
mod routing;
mod secrets;
mod session;
mod streams;
mod tls;
mod writing;

use osc_fake::{Cloud, Recorded};
use osc_runtime::Connection;

/// A cloud with all of OpenStack's resources that are declared, and the example in it.
async fn example_cloud() -> (Cloud, Connection) {
    let cloud = Cloud::builder().resources(osc_services::resources()).example().start().await.unwrap();
    let conn = cloud.connect().await.unwrap();
    (cloud, conn)
}

/// Requests as `GET /network/v2.0/networks?name=public`, without the names of the fields that are asked for and the usual size
/// of a page.
fn lines(requests: &[Recorded]) -> Vec<String> {
    let line = |request: &Recorded| {
        let query = request.query.iter().flat_map(|query| query.split('&'));
        let query: Vec<_> =
            query.filter(|parameter| !parameter.starts_with("fields=") && *parameter != "limit=1000").collect();
        let query = if query.is_empty() { String::new() } else { format!("?{}", query.join("&")) };
        format!("{} {}{query}", request.method, request.path)
    };
    requests.iter().map(line).collect()
}
