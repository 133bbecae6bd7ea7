//! A cloud of paper: every answer is made before the first request comes, so that what is measured is the client.
//!
//! It speaks as much HTTP/1.1 as both clients do, keeps every connection, and counts. One thread serves all of them; each
//! request costs it a search for the end of the head, a look at the first line, and a write.

use std::collections::HashMap;
use std::io::{BufRead, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use osc_benches::{id, network};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::Failure;

/// How many items are in a page.
pub(crate) const PAGE: usize = 1_000;

static CONNECTIONS: AtomicUsize = AtomicUsize::new(0);
static REQUESTS: AtomicUsize = AtomicUsize::new(0);

/// Serves `networks` networks and `items` small items until standard input ends; tells the address it has on standard
/// output, and for each line that it reads, how many connections and requests have come since the line before.
pub(crate) fn serve(networks: usize, items: usize) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let origin = format!("http://{}", listener.local_addr()?);
        let answers = Arc::new(Answers::new(&origin, networks, items));
        println!("{origin}");
        std::thread::spawn(tell);
        loop {
            let (stream, _) = listener.accept().await?;
            stream.set_nodelay(true)?;
            CONNECTIONS.fetch_add(1, Ordering::Relaxed);
            tokio::spawn(converse(stream, Arc::clone(&answers)));
        }
    })
}

/// Tells the counts when asked for them.
fn tell() {
    for _ in std::io::stdin().lock().lines() {
        let (connections, requests) = (CONNECTIONS.swap(0, Ordering::Relaxed), REQUESTS.swap(0, Ordering::Relaxed));
        println!("{connections} {requests}");
        let _ = std::io::stdout().flush();
    }
    std::process::exit(0);
}

/// Answers what comes over a connection, until the client closes it.
async fn converse(mut stream: TcpStream, answers: Arc<Answers>) -> std::io::Result<()> {
    let mut request = Vec::with_capacity(8 * 1024);
    loop {
        let Some(length) = length(&request) else {
            if stream.read_buf(&mut request).await? == 0 {
                return Ok(());
            }
            continue;
        };
        REQUESTS.fetch_add(1, Ordering::Relaxed);
        let answer = answers.to(&request);
        request.drain(..length);
        stream.write_all(answer).await?;
    }
}

/// How long the request is that begins here, with its body, if it has come as a whole.
fn length(request: &[u8]) -> Option<usize> {
    const END: &[u8] = b"\r\n\r\n";
    const LENGTH: &[u8] = b"\r\ncontent-length: ";
    let head = request.windows(END.len()).position(|window| window == END)? + END.len();
    // What is sent without a body has few headers, or a list's many fields: not worth a look.
    let body = if request.starts_with(b"POST") {
        let lengths = request.get(..head)?.windows(LENGTH.len());
        let at = lengths.enumerate().find(|(_, window)| window.eq_ignore_ascii_case(LENGTH))?.0 + LENGTH.len();
        let digits = request.get(at..head)?.iter().take_while(|byte| byte.is_ascii_digit());
        digits.fold(0, |number, digit| number * 10 + usize::from(digit - b'0'))
    } else {
        0
    };
    (request.len() >= head + body).then_some(head + body)
}

/// Every answer there is, with its head.
struct Answers {
    token: Vec<u8>,
    all: Vec<u8>,
    one: Vec<u8>,
    missing: Vec<u8>,
    /// The pages of each collection, by the id behind which they begin.
    networks: HashMap<String, Vec<u8>>,
    items: HashMap<String, Vec<u8>>,
}

impl Answers {
    fn new(origin: &str, networks: usize, items: usize) -> Self {
        Self {
            token: answer("201 Created", &format!("X-Subject-Token: {}\r\n", "gAAAA".repeat(37)), &token(origin)),
            all: ok(&osc_benches::answer(networks)),
            one: ok(&format!(r#"{{"network":{}}}"#, network(0))),
            missing: answer("404 Not Found", "", "{}"),
            networks: pages(origin, "networks", networks, network),
            items: pages(origin, "items", items, item),
        }
    }

    fn to(&self, request: &[u8]) -> &[u8] {
        let line = request.split(|byte| *byte == b'\r').next().and_then(|line| std::str::from_utf8(line).ok());
        let target = line.and_then(|line| line.split(' ').nth(1)).unwrap_or_default();
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let said = |name: &str| query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
        let found = match path {
            "/v3/auth/tokens" => Some(&self.token),
            "/v2.0/networks" if said("limit").is_none() => Some(&self.all),
            "/v2.0/networks" => self.networks.get(said("marker").unwrap_or_default()),
            "/v2.0/items" => self.items.get(said("marker").unwrap_or_default()),
            _ => path.strip_prefix("/v2.0/networks/").map(|_| &self.one),
        };
        found.unwrap_or(&self.missing)
    }
}

fn ok(body: &str) -> Vec<u8> {
    answer("200 OK", "", body)
}

fn answer(status: &str, headers: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!(
        "HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\
         X-Openstack-Request-Id: req-3b6f2a0e-0d6c-4f0c-9d0a-6f6b3f0f7a55\r\n\
         Date: Tue, 24 Nov 2026 08:00:00 GMT\r\n{headers}\r\n{body}"
    )
    .into_bytes()
}

/// The pages of a collection, by the id behind which they begin; each links to those around it, as Neutron's do.
fn pages(origin: &str, name: &str, count: usize, item: impl Fn(usize) -> String) -> HashMap<String, Vec<u8>> {
    let collection = format!("{origin}/v2.0/{name}?limit={PAGE}");
    let pages = (0..count).step_by(PAGE).map(|start| {
        let end = (start + PAGE).min(count);
        let items: Vec<_> = (start..end).map(&item).collect();
        let next = || format!(r#"{{"href": "{collection}&marker={}", "rel": "next"}}"#, id(end - 1));
        let previous =
            || format!(r#"{{"href": "{collection}&page_reverse=True&marker={}", "rel": "previous"}}"#, id(start));
        let links = [(end < count).then(next), (start > 0).then(previous)];
        let links = links.into_iter().flatten().collect::<Vec<_>>().join(", ");
        let body = format!(r#"{{"{name}": [{}], "{name}_links": [{links}]}}"#, items.join(", "));
        (start.checked_sub(1).map(id).unwrap_or_default(), ok(&body))
    });
    pages.collect()
}

fn item(index: usize) -> String {
    format!(r#"{{"id": "{}", "name": "item-{index}", "status": "ACTIVE", "size": 1}}"#, id(index))
}

/// Keystone's document, with as many services as a cloud has.
fn token(origin: &str) -> String {
    const SERVICES: [&str; 12] = [
        "compute",
        "image",
        "identity",
        "placement",
        "volumev3",
        "object-store",
        "orchestration",
        "dns",
        "key-manager",
        "load-balancer",
        "shared-file-system",
        "network",
    ];
    let endpoint = |service: &str, interface: &str| {
        // The others are elsewhere, for nobody asks them.
        let url = if service == "network" { origin.to_owned() } else { format!("http://127.0.0.1:9/{service}") };
        serde_json::json!({
            "id": "b0d1e8b7c7f94bb7a4f4b0e1c7c8a0a1", "interface": interface, "region": "RegionOne",
            "region_id": "RegionOne", "url": url,
        })
    };
    let service = |service: &&str| {
        let endpoints = ["admin", "internal", "public"].map(|interface| endpoint(service, interface));
        serde_json::json!({
            "id": "6f2a0e0d6c4f0c9d0a6f6b3f0f7a5511", "type": service, "name": service, "endpoints": endpoints,
        })
    };
    let domain = serde_json::json!({"id": "default", "name": "Default"});
    let token = serde_json::json!({"token": {
        "methods": ["password"],
        "user": {"id": "0ca8f6a0b5d64d4fb0ed1b4b1b8e4d6a", "name": "ada", "domain": domain},
        "project": {"id": "4fd44f30292945e481c7b8a0c8908869", "name": "engine", "domain": domain},
        "roles": [{"id": "7d9c5f6b8f1d4d5c9f3e8c7b6a5d4e3f", "name": "member"}],
        "is_domain": false,
        "audit_ids": ["3T2dc1CGQxyJsHdDu1xkcw"],
        "issued_at": "2026-11-24T08:00:00.000000Z",
        "expires_at": "2036-11-24T08:00:00.000000Z",
        "catalog": SERVICES.iter().map(service).collect::<Vec<_>>(),
    }});
    token.to_string()
}
