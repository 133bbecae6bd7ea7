//! HTTP on loopback: requests in, answers out, until the site is dropped.

use std::sync::Arc;
use std::time::Duration;

use http_body_util::{BodyExt, Limited};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

use crate::answer::{Answer, Dialect};
use crate::cloud::Received;
use crate::fault::{self, Body, Broken, Damage};

/// The largest body that is read.
const LARGEST_BODY: usize = 64 << 20;
/// How long nothing is accepted after that has failed, so that a failure that lasts does not take a whole core.
const AFTER_FAILURE: Duration = Duration::from_millis(10);

/// What answers: the cloud, or the identity provider.
pub(crate) trait Site: Send + Sync + 'static {
    /// Answers a request.
    fn handle(&self, received: &Received) -> Answer;

    /// The same, with what happens to the answer on its way.
    fn answer(&self, received: &Received) -> (Answer, Option<Damage>) {
        (self.handle(received), None)
    }

    /// Whether that takes so long that it should not be done on a thread that serves connections.
    fn blocks(&self) -> bool {
        false
    }
}

/// Serves connections. Dropping the future ends them all.
pub(crate) async fn serve(listener: TcpListener, site: Arc<impl Site>) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    connections.spawn(converse(stream, Arc::clone(&site)));
                }
                // The client has gone, or the process has too many files open, which passes.
                Err(_) => tokio::time::sleep(AFTER_FAILURE).await,
            },
            Some(_) = connections.join_next() => {}
        }
    }
}

async fn converse(stream: TcpStream, site: Arc<impl Site>) {
    let service = service_fn(|request| respond(Arc::clone(&site), request));
    let mut connection = hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service);
    // A client that goes away is none of our business.
    if let Err(error) = (&mut connection).await {
        fault::reset(&error, connection.into_parts().io.into_inner());
    }
}

async fn respond(site: Arc<impl Site>, request: Request<Incoming>) -> Result<Response<Body>, Broken> {
    let (parts, body) = request.into_parts();
    let (answer, damage) = match Limited::new(body, LARGEST_BODY).collect().await {
        Ok(body) => {
            let text = |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
            let received = Received {
                method: parts.method.as_str().to_owned(),
                path: parts.uri.path().to_owned(),
                query: parts.uri.query().map(str::to_owned),
                token: text("x-auth-token"),
                headers: parts
                    .headers
                    .iter()
                    .map(|(name, value)| (name.as_str().to_owned(), value.to_str().unwrap_or_default().to_owned()))
                    .collect(),
                body: body.to_bytes().to_vec(),
            };
            if site.blocks() {
                let answered = tokio::task::spawn_blocking(move || site.answer(&received)).await;
                answered.unwrap_or_else(|_| (Answer::new(500), None))
            } else {
                site.answer(&received)
            }
        }
        Err(error) => {
            let problem = format!("The body cannot be read: {error}");
            (Dialect::Keystone.refuse(400, "Bad Request", &problem), None)
        }
    };
    let mut response = Response::builder().status(answer.status);
    for (name, value) in &answer.headers {
        response = response.header(name, value);
    }
    response = response.header("x-openstack-request-id", format!("req-{}", uuid::Uuid::new_v4()));
    let response = response.body(answer.body).unwrap_or_default();
    match damage {
        Some(damage) => damage.deal(response).await,
        None => Ok(response.map(Body::whole)),
    }
}
