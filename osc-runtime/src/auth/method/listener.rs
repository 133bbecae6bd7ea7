//! The address on this machine that a browser comes back to at the end of a sign-in (RFC 8252, section 7.3).
//!
//! It is there for one sign-in, on loopback alone, and for one request: it is gone before that is answered. Whatever else comes,
//! such as a browser's question for an icon, is turned away.

use std::future::poll_fn;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

use super::callback::{Callback, Came, Rules, receive, reply, turn_away};
use crate::error::{Problem, Result};

/// How many connections are open at once. Browsers open some that they may never use.
const MOST_CONNECTIONS: usize = 16;

/// The addresses of a host that is this machine; none for any other.
pub(super) fn loopback(host: &str) -> Vec<IpAddr> {
    if host.eq_ignore_ascii_case("localhost") {
        return vec![Ipv4Addr::LOCALHOST.into(), Ipv6Addr::LOCALHOST.into()];
    }
    let address = host.trim_start_matches('[').trim_end_matches(']').parse();
    address.ok().filter(IpAddr::is_loopback).into_iter().collect()
}

/// A port that is listened on.
pub(super) struct Listener {
    sockets: Vec<TcpListener>,
    port: u16,
    connections: JoinSet<Came>,
}

/// What happens next.
enum Event {
    Opened(TcpStream),
    Came(Came),
    /// The machine is out of something, which passes.
    Failed,
}

impl Listener {
    /// Listens on these addresses of this machine, on any free port where that is 0. `setting` is where another one is said.
    pub(super) async fn bind(addresses: &[IpAddr], port: u16, setting: &str) -> Result<Self> {
        let mut listener = Self { sockets: Vec::new(), port, connections: JoinSet::new() };
        for address in addresses {
            match TcpListener::bind((*address, listener.port)).await {
                Ok(socket) => {
                    listener.port = socket.local_addr().map_or(port, |address| address.port());
                    listener.sockets.push(socket);
                }
                // `localhost` is IPv6 too, where the machine has that.
                Err(error) if error.kind() != io::ErrorKind::AddrInUse && !listener.sockets.is_empty() => {}
                Err(error) => {
                    let text = format!(
                        "cannot listen on port {port} of {address}, where the browser is to come back to: {error}; end what \
                         listens there, or set `{setting}` to another port, if the other side allows that"
                    );
                    return Err(Problem::Config(text).into());
                }
            }
        }
        Ok(listener)
    }

    pub(super) fn port(&self) -> u16 {
        self.port
    }

    /// Waits for what keeps the rules and is taken by `take`, which says why if it does not.
    pub(super) async fn wait<T>(
        self,
        rules: Rules,
        limit: Duration,
        take: impl FnMut(&Callback) -> Result<T, &'static str>,
    ) -> Result<T> {
        let mut reason = None;
        if let Ok(taken) = tokio::time::timeout(limit, self.serve(rules, take, &mut reason)).await {
            return Ok(taken);
        }
        let reason = reason.map(|reason| format!("; something came back, and was turned away: {reason}"));
        let text = format!(
            "nobody has signed in within {} seconds, the time that a person has (`login_timeout`){}",
            limit.as_secs_f64(),
            reason.unwrap_or_default()
        );
        Err(Problem::Unattended(text).into())
    }

    async fn serve<T>(
        mut self,
        rules: Rules,
        mut take: impl FnMut(&Callback) -> Result<T, &'static str>,
        reason: &mut Option<&'static str>,
    ) -> T {
        let rules = Arc::new(rules);
        loop {
            match poll_fn(|context| self.poll(context)).await {
                Event::Opened(stream) => {
                    self.connections.spawn(receive(stream, Arc::clone(&rules)));
                }
                Event::Came(Came::Callback(callback, stream)) => match take(&callback) {
                    Ok(taken) => {
                        // Nothing more is taken, not even before this is answered.
                        drop(self);
                        reply(stream, 200).await;
                        return taken;
                    }
                    Err(why) => {
                        *reason = Some(why);
                        self.connections.spawn(turn_away(stream, 400));
                    }
                },
                Event::Came(Came::TurnedAway(why)) => *reason = why.or(*reason),
                Event::Failed => tokio::time::sleep(Duration::from_millis(100)).await,
            }
        }
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Event> {
        if let Poll::Ready(Some(came)) = self.connections.poll_join_next(context) {
            return Poll::Ready(came.map_or(Event::Failed, Event::Came));
        }
        if self.connections.len() < MOST_CONNECTIONS {
            for socket in &self.sockets {
                if let Poll::Ready(opened) = socket.poll_accept(context) {
                    return Poll::Ready(opened.map_or(Event::Failed, |(stream, _)| Event::Opened(stream)));
                }
            }
        }
        Poll::Pending
    }
}
