//! The cloud itself: started, asked, scripted.

mod builder;
mod requests;
mod script;

use std::fmt;
use std::sync::Arc;

use osc_runtime::schema::Schema;
use osc_runtime::{Connection, ConnectionBuilder};
use tokio::task::AbortHandle;

use crate::answer::Answer;
use crate::fault::{Faults, Injected};
use crate::identity;
use crate::store::StoreError;

pub use builder::CloudBuilder;
pub use requests::Recorded;
pub(crate) use requests::{Inner, Received};
pub(crate) use script::Script;

/// The embedded cloud cannot be started.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Its port cannot be had.
    #[error("the embedded cloud cannot listen on 127.0.0.1:{port}: {source}")]
    #[non_exhaustive]
    Listen {
        /// The port; 0 is any.
        port: u16,
        /// Why.
        source: std::io::Error,
    },
    /// Its state cannot be read or written.
    #[error(transparent)]
    State(Box<dyn std::error::Error + Send + Sync>),
    /// An item that it is to begin with is no object.
    #[error("the embedded cloud cannot begin with {found} in `{collection}`: an item is an object")]
    #[non_exhaustive]
    Seed {
        /// The collection that it is for: `network/networks`.
        collection: String,
        /// What it is: `a string`.
        found: &'static str,
    },
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        Self::State(error.into())
    }
}

/// An OpenStack cloud on loopback. It runs, on the tokio runtime that it was started on, until it is dropped.
pub struct Cloud {
    inner: Arc<Inner>,
    server: AbortHandle,
}

impl Cloud {
    /// A cloud with Keystone and nothing else, to be added to.
    pub fn builder() -> CloudBuilder {
        CloudBuilder::new()
    }

    /// Starts a cloud that has these resources, and none of any yet.
    ///
    /// # Errors
    ///
    /// Where no port is to be had.
    pub async fn start(schemas: impl IntoIterator<Item = &'static Schema>) -> Result<Self, Error> {
        Self::builder().resources(schemas).start().await
    }

    /// The address of its Keystone: `http://127.0.0.1:40217/identity/v3`.
    #[must_use]
    pub fn auth_url(&self) -> String {
        identity::url(&self.inner.origin)
    }

    /// Where it is: `http://127.0.0.1:40217`.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.inner.origin
    }

    /// How to connect to it, as its one user; to be changed before it is used.
    pub fn connection(&self) -> ConnectionBuilder {
        Connection::builder()
            .auth_url(self.auth_url())
            .username(identity::USER)
            .password(identity::PASSWORD)
            .user_domain_name(identity::DOMAIN)
            .project_name(identity::USER)
            .project_domain_name(identity::DOMAIN)
            .region(identity::REGION)
    }

    /// The variables with which other OpenStack tools connect to it, as [`connection`](Self::connection) does.
    #[must_use]
    pub fn environment(&self) -> Vec<(&'static str, String)> {
        vec![
            ("OS_AUTH_URL", self.auth_url()),
            ("OS_USERNAME", identity::USER.into()),
            ("OS_PASSWORD", identity::PASSWORD.into()),
            ("OS_USER_DOMAIN_NAME", identity::DOMAIN.into()),
            ("OS_PROJECT_NAME", identity::USER.into()),
            ("OS_PROJECT_DOMAIN_NAME", identity::DOMAIN.into()),
            ("OS_REGION_NAME", identity::REGION.into()),
        ]
    }

    /// A connection to it.
    ///
    /// # Errors
    ///
    /// None that is known; those of [`ConnectionBuilder::connect`].
    pub async fn connect(&self) -> osc_runtime::Result<Connection> {
        self.connection().connect().await
    }

    /// The requests that it has had, the last thousand of them, in their order.
    #[must_use]
    pub fn requests(&self) -> Vec<Recorded> {
        self.inner.recorded()
    }

    /// How many requests it has had, all of them.
    #[must_use]
    pub fn counted(&self) -> usize {
        self.inner.counted().0
    }

    /// How many of them asked for a token, `POST /v3/auth/tokens`, whatever came of it.
    #[must_use]
    pub fn sign_ins(&self) -> usize {
        self.inner.counted().1
    }

    /// Answers the next request that is no sign-in with this, whatever it is; several are used in their order.
    pub fn answer_next(&self, answer: Answer) {
        self.inner.script(answer);
    }

    /// Answers the next sign-in with this, whoever it is; several are used in their order.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use osc_fake::{Answer, Cloud};
    ///
    /// let cloud = Cloud::builder().start().await?;
    /// cloud.answer_next_sign_in(Answer::new(500));
    /// assert_eq!(cloud.connect().await.unwrap_err().status(), Some(500));
    /// # Ok(()) }
    /// ```
    pub fn answer_next_sign_in(&self, answer: Answer) {
        self.inner.script_sign_in(answer);
    }

    /// Lets new items of a resource pass through these states, one further each time that one is looked at by its id; the
    /// last one stays.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use std::time::Duration;
    ///
    /// use osc_fake::Cloud;
    /// use osc_runtime::Resource;
    ///
    /// /// A volume.
    /// #[derive(Debug, Clone, Default, Resource)]
    /// #[resource(base_path = "/volumes", service = "block-storage")]
    /// pub struct Volume {
    ///     pub id: String,
    ///     #[resource(state(ready("available"), failed("error"), pending("creating")))]
    ///     pub status: String,
    /// }
    ///
    /// let cloud = Cloud::start([Volume::SCHEMA]).await?;
    /// cloud.passes_through(Volume::SCHEMA, ["creating", "creating", "available"]);
    /// let conn = cloud.connect().await?;
    /// let volume = Volume::create(&conn).await?;
    /// assert_eq!(volume.status, "creating");
    /// let volume = Volume::wait(&conn, &volume).interval(Duration::from_millis(1)).await?;
    /// assert_eq!(volume.status, "available");
    /// # Ok(()) }
    /// ```
    pub fn passes_through(&self, schema: &Schema, states: impl IntoIterator<Item = impl Into<String>>) {
        let states = states.into_iter().map(Into::into).collect();
        self.inner.with_script(|script| script.pass_through(schema, states));
    }

    /// Keeps deleted items of a resource, in this state, until they have been looked at so many times.
    pub fn lingers(&self, schema: &Schema, state: impl Into<String>, reads: usize) {
        self.inner.with_script(|script| script.linger(schema, state.into(), reads));
    }

    /// Has an action of a resource change the item, besides what is declared of it: `effect` is given the item's fields
    /// and the arguments in the body, both under their wire names.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use osc_fake::Cloud;
    /// use osc_runtime::{Resource, actions};
    ///
    /// /// A volume.
    /// #[derive(Debug, Clone, Default, Resource)]
    /// #[resource(base_path = "/volumes", service = "block-storage", actions)]
    /// pub struct Volume {
    ///     pub id: String,
    ///     pub size: u32,
    /// }
    ///
    /// #[actions("/volumes/{id}")]
    /// impl Volume {
    ///     /// Makes it larger.
    ///     #[action(post = "action", key = "os-extend")]
    ///     pub fn extend(new_size: u32);
    /// }
    ///
    /// let cloud = Cloud::start([Volume::SCHEMA]).await?;
    /// cloud.on_action(Volume::SCHEMA, "extend", |volume, arguments| {
    ///     volume.insert("size".into(), arguments["new_size"].clone());
    /// });
    /// let conn = cloud.connect().await?;
    /// let volume = Volume::create(&conn).size(1u32).await?;
    /// Volume::extend(&conn, &volume, 8u32).await?;
    /// assert_eq!(Volume::get(&conn, &volume).await?.size, 8);
    /// # Ok(()) }
    /// ```
    pub fn on_action(
        &self,
        schema: &Schema,
        action: &str,
        effect: impl Fn(&mut serde_json::Map<String, osc_runtime::Value>, &osc_runtime::Value) + Send + Sync + 'static,
    ) {
        self.inner.with_script(|script| script.on_action(schema, action, Box::new(effect)));
    }

    /// Lets requests go wrong from now on. What the last faults did is forgotten.
    pub fn inject(&self, faults: Faults) {
        self.inner.faults.inject(faults);
    }

    /// Lets all go well again.
    pub fn heal(&self) {
        self.inner.faults.heal();
    }

    /// The faults that requests have met, in the order in which they came.
    #[must_use]
    pub fn injected(&self) -> Vec<Injected> {
        self.inner.faults.injected()
    }

    /// The passcode of this moment, by the clock of its Keystone, for a secret in base 32 that is a credential of the type
    /// `totp`; nothing where it is not in base 32. Each passcode is good for one sign-in.
    #[must_use]
    pub fn passcode(&self, secret: &str) -> Option<String> {
        identity::passcode(secret, self.inner.keystone.now())
    }

    /// Declares all tokens and receipts void, as a restart of Keystone with new keys does.
    ///
    /// # Errors
    ///
    /// Where the state's file cannot be used.
    pub fn revoke_tokens(&self) -> Result<(), Error> {
        Ok(self.inner.store.with(|state| {
            state.tokens.clear();
            state.receipts.clear();
        })?)
    }

    /// Ends all tokens now, as if their time had passed. Unlike revoked ones, Keystone still tells of them to who asks with
    /// `allow_expired`.
    ///
    /// # Errors
    ///
    /// Where the state's file cannot be used.
    pub fn expire_tokens(&self) -> Result<(), Error> {
        let now = self.inner.keystone.now().into();
        Ok(self.inner.store.with(|state| {
            for token in state.tokens.values_mut() {
                token.expires_at = token.expires_at.min(now);
            }
        })?)
    }
}

impl Drop for Cloud {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl fmt::Debug for Cloud {
    /// Without tokens, and what items hold.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cloud")
            .field("origin", &self.inner.origin)
            .field("store", &self.inner.store)
            .finish_non_exhaustive()
    }
}
