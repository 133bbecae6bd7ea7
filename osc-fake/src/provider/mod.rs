//! An OpenID provider on loopback, for federation: one user, one client that keeps a secret and one that cannot.

mod authorization;
mod client;
mod device;
mod grant;
mod inner;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::task::AbortHandle;

use crate::answer::Answer;
use crate::cloud::Error;
use crate::server;

pub(crate) use inner::Inner;

/// The one user.
pub(crate) const USERNAME: &str = "ada";

/// An OpenID provider on loopback. It runs, on the tokio runtime that it was started on, until it is dropped; a cloud that
/// [trusts it](crate::CloudBuilder::federated) still knows what it gave out.
///
/// It gives access tokens for the grants `password`, `client_credentials`, `authorization_code` (with PKCE, RFC 7636),
/// `refresh_token`, and of devices (RFC 8628); tells about them (RFC 7662); and says in
/// `/.well-known/openid-configuration` where. It gives no ID tokens.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use osc_fake::IdentityProvider;
///
/// let provider = IdentityProvider::start().await?;
/// assert!(provider.issuer().starts_with("http://127.0.0.1:"));
/// # Ok(()) }
/// ```
pub struct IdentityProvider {
    inner: Arc<Inner>,
    server: AbortHandle,
}

impl IdentityProvider {
    /// The name of its one user.
    pub const USERNAME: &'static str = USERNAME;
    /// The password of its one user. It opens nothing but a toy on loopback.
    pub const PASSWORD: &'static str = "lovelace";
    /// The id of the client that has a secret.
    pub const CLIENT_ID: &'static str = "osc";
    /// The secret of that client.
    pub const CLIENT_SECRET: &'static str = "engine";
    /// The id of the client that has none, as programs on people's machines: it has to prove with PKCE that it is who asked.
    pub const PUBLIC_CLIENT_ID: &'static str = "osc-public";

    /// Starts one.
    ///
    /// # Errors
    ///
    /// Where no port is to be had.
    pub async fn start() -> Result<Self, Error> {
        let listen = |source| Error::Listen { port: 0, source };
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.map_err(listen)?;
        let address = listener.local_addr().map_err(listen)?;
        let inner = Arc::new(Inner::new(format!("http://{address}")));
        let server = tokio::spawn(server::serve(listener, Arc::clone(&inner))).abort_handle();
        Ok(Self { inner, server })
    }

    /// Its name, which is its address: `http://127.0.0.1:40218`.
    #[must_use]
    pub fn issuer(&self) -> &str {
        self.inner.issuer()
    }

    /// Where it tells about itself: `http://127.0.0.1:40218/.well-known/openid-configuration`.
    #[must_use]
    pub fn discovery_url(&self) -> String {
        format!("{}/.well-known/openid-configuration", self.issuer())
    }

    /// Lets the user approve every device that waits, or will wait; before, they are told `authorization_pending`.
    pub fn approve(&self) {
        self.approve_after(0);
    }

    /// The same, but for so many times more that a device asks.
    pub fn approve_after(&self, polls: usize) {
        self.inner.with(|given| given.approval = device::Approval::After(polls));
    }

    /// Lets the user deny every device: `access_denied`.
    pub fn deny(&self) {
        self.inner.with(|given| given.approval = device::Approval::Denied);
    }

    /// Tells devices, so many times, to ask less often: `slow_down`.
    pub fn slow_down(&self, times: usize) {
        self.inner.with(|given| given.slow_downs = times);
    }

    /// How long a device is told to wait between two questions, in whole seconds: one, unless this is said.
    pub fn set_interval(&self, interval: Duration) {
        self.inner.with(|given| given.interval = interval);
    }

    /// How long an access token is good for from now on, in whole seconds: five minutes, unless this is said.
    pub fn set_token_lifetime(&self, lifetime: Duration) {
        self.inner.with(|given| given.token_lifetime = lifetime);
    }

    /// Answers the next request for a token with this; several are used in their order.
    pub fn answer_next(&self, answer: Answer) {
        self.inner.with(|given| given.scripted.push_back(answer));
    }

    /// Declares all tokens, codes and devices void.
    pub fn revoke_tokens(&self) {
        self.inner.with(inner::Given::revoke);
    }

    /// How many requests it has had.
    #[must_use]
    pub fn counted(&self) -> usize {
        self.inner.counted()
    }

    pub(crate) fn inner(&self) -> Arc<Inner> {
        Arc::clone(&self.inner)
    }
}

impl Drop for IdentityProvider {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl fmt::Debug for IdentityProvider {
    /// Without what it has given out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IdentityProvider").field("issuer", &self.issuer()).finish_non_exhaustive()
    }
}
