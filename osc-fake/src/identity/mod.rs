//! Keystone: who signs in, by what, for what; and the catalog (<https://docs.openstack.org/api-ref/identity/v3/>).
//!
//! What is here is what a sign-in needs, and what makes what it needs: application credentials, trusts, secrets of
//! passcodes. Users and projects are resources like any other, served where they are registered.

mod access;
mod api;
mod application_credential;
mod catalog;
mod clock;
mod credential;
mod directory;
mod federation;
mod founding;
mod method;
mod oauth2;
mod receipt;
mod role;
mod scope;
mod sign_in;
mod token;
mod trust;

use std::time::{Duration, SystemTime};

use osc_runtime::Value;
use osc_runtime::schema::Schema;
use percent_encoding::percent_decode_str;
use serde_json::json;

use crate::answer::{Answer, Dialect};
use crate::cloud::Received;
use crate::store::{Item, State, Token};

pub(crate) use access::Access;
pub(crate) use catalog::{Catalog, Endpoint, Endpoints};
pub(crate) use clock::Clock;
pub(crate) use federation::Federation;
pub(crate) use founding::found;
pub(crate) use method::passcode;

/// The name of the user whom [`Cloud::connection`](crate::Cloud::connection) signs in, and of the user's project.
pub(crate) const USER: &str = "demo";
/// The password of [`USER`]. It opens nothing but a toy on loopback.
pub(crate) const PASSWORD: &str = "demo";
/// The name of the domain of [`USER`].
pub(crate) const DOMAIN: &str = "Default";
/// The region of all services.
pub(crate) const REGION: &str = "RegionOne";
/// The project that the example's networks and pools belong to.
const PROJECT_ID: &str = "93236417c37d49b4b027f1811ec5af5e";

const CREDENTIALS: &str = "identity/credentials";
const DOMAINS: &str = "identity/domains";
const PROJECTS: &str = "identity/projects";
const ROLES: &str = "identity/roles";
const TRUSTS: &str = "identity/OS-TRUST/trusts";
pub(crate) const USERS: &str = "identity/users";

/// An answer, or a refusal, which is one too.
type Outcome = Result<Answer, Answer>;

/// What a test can say of Keystone before it is there.
#[derive(Debug)]
pub(crate) struct Settings {
    pub(crate) token_lifetime: Duration,
    pub(crate) clock: Clock,
    pub(crate) access: Access,
    pub(crate) endpoints: Endpoints,
    pub(crate) federations: Vec<Federation>,
    /// How the addresses begin that a browser is sent back to with a token.
    pub(crate) trusted_dashboards: Vec<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            token_lifetime: Duration::from_secs(3600),
            clock: Clock::Right,
            access: Access::default(),
            endpoints: Endpoints::default(),
            federations: Vec::new(),
            trusted_dashboards: Vec::new(),
        }
    }
}

/// Keystone itself. What it remembers is in the state.
#[derive(Debug)]
pub(crate) struct Keystone {
    origin: String,
    catalog: Catalog,
    settings: Settings,
}

impl Keystone {
    pub(crate) fn new(origin: String, schemas: &[&'static Schema], mut settings: Settings) -> Self {
        let catalog = Catalog::new(&origin, schemas, std::mem::take(&mut settings.endpoints));
        Self { origin, catalog, settings }
    }

    pub(crate) fn catalog(&self) -> &Catalog {
        &self.catalog
    }

    /// Its address.
    pub(crate) fn url(&self) -> String {
        url(&self.origin)
    }

    /// The time by its clock.
    pub(crate) fn now(&self) -> SystemTime {
        self.settings.clock.now()
    }

    /// The same for the header `Date`, where the server's own would be another.
    pub(crate) fn date(&self) -> Option<String> {
        self.settings.clock.date()
    }

    /// The token that a request shows, if it is still good, in either of the two headers; or what it counts as that comes
    /// without one, and may.
    pub(crate) fn check(&self, state: &State, received: &Received) -> Option<Token> {
        let shown = received.token.as_deref().or_else(|| received.authorization("Bearer"));
        let token = shown.and_then(|id| token::check(self, state, id));
        token.or_else(|| self.settings.access.admits(received).then(|| access::implied(state)).flatten())
    }

    /// What Keystone answers where it serves the path itself; nothing where that is a resource's, or another service's.
    pub(crate) fn serve(&self, state: &mut State, received: &Received) -> Option<Answer> {
        let segments = segments(&received.path)?;
        let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
        let outcome = match (received.method.as_str(), segments.as_slice()) {
            ("POST", ["auth", "tokens"]) => sign_in::sign_in(self, state, received),
            (_, ["OS-OAUTH2", "token"]) => oauth2::serve(self, state, received),
            ("GET" | "POST", ["OS-FEDERATION", "identity_providers", provider, "protocols", protocol, "auth"]) => {
                federation::auth(self, state, received, provider, protocol)
            }
            (
                "GET" | "POST",
                ["auth", "OS-FEDERATION", "identity_providers", provider, "protocols", protocol, "websso"],
            ) => federation::websso(self, state, received, Some(provider), protocol),
            ("GET" | "POST", ["auth", "OS-FEDERATION", "websso", protocol]) => {
                federation::websso(self, state, received, None, protocol)
            }
            _ => match self.check(state, received) {
                Some(token) => {
                    let call = api::Call { keystone: self, received, token };
                    call.serve(state, &segments)?
                }
                None => Err(self.unauthorized()),
            },
        };
        Some(outcome.unwrap_or_else(|refusal| refusal))
    }

    /// What a service says to a request without a good token.
    pub(crate) fn unauthorized(&self) -> Answer {
        let message = "The request you have made requires authentication.";
        let refusal = self.challenge(Dialect::Keystone.refuse(401, "Unauthorized", message));
        match self.settings.access.basic {
            Some(_) => refusal.header("www-authenticate", "Basic realm=\"OpenStack\""),
            None => refusal,
        }
    }

    /// Says in a refusal where to sign in.
    fn challenge(&self, refusal: Answer) -> Answer {
        refusal.header("www-authenticate", format!("Keystone uri=\"{}\"", self.url()))
    }

    /// Whether a method of federation is called so.
    fn has_protocol(&self, name: &str) -> bool {
        self.settings.federations.iter().any(|federation| federation.protocol == name)
    }
}

impl api::Call<'_> {
    /// What is answered to who has a token; nothing where the path is none of Keystone's own.
    fn serve(&self, state: &mut State, segments: &[&str]) -> Option<Outcome> {
        let (keystone, received) = (self.keystone, self.received);
        Some(match (self.method(), segments) {
            ("GET" | "HEAD", ["auth", "tokens"]) => token::validate(keystone, state, received),
            ("DELETE", ["auth", "tokens"]) => token::revoke(keystone, state, received),
            (method, ["auth", "tokens"]) => Err(Dialect::Keystone.wrong_method(method, "tokens")),
            ("GET" | "HEAD", ["auth", "catalog"]) => self.catalog(),
            ("GET" | "HEAD", ["auth", "projects"]) => Ok(scope::possible(keystone, state, PROJECTS, "projects")),
            ("GET" | "HEAD", ["auth", "domains"]) => Ok(scope::possible(keystone, state, DOMAINS, "domains")),
            (_, ["users", user, "application_credentials"]) => application_credential::serve(self, state, user, None),
            (_, ["users", user, "application_credentials", id]) => {
                application_credential::serve(self, state, user, Some(id))
            }
            (_, ["OS-TRUST", "trusts"]) => trust::serve(self, state, None),
            (_, ["OS-TRUST", "trusts", id]) => trust::serve(self, state, Some(id)),
            (_, ["credentials"]) => credential::serve(self, state, None),
            (_, ["credentials", id]) => credential::serve(self, state, Some(id)),
            _ => return None,
        })
    }

    /// `GET /auth/catalog`.
    fn catalog(&self) -> Outcome {
        let Some(project_id) = self.token.project_id() else {
            return Err(forbidden("the catalog without a project"));
        };
        let catalog = self.keystone.catalog.document(Some(project_id));
        let url = format!("{}/auth/catalog", self.keystone.url());
        Ok(Answer::json(200, &json!({"catalog": catalog, "links": {"self": url}})))
    }
}

/// The address of the Keystone of a cloud.
pub(crate) fn url(origin: &str) -> String {
    format!("{origin}/identity/v3")
}

/// Whether this is where tokens are given out.
pub(crate) fn is_tokens(path: &str) -> bool {
    segments(path).is_some_and(|segments| segments == ["auth", "tokens"])
}

/// What Keystone answers to whoever asks for its versions, at its address or at that of the one that it has.
pub(crate) fn versions(path: &str, origin: &str) -> Option<Answer> {
    let href = format!("{}/", url(origin));
    let version = json!({
        "id": "v3.14",
        "status": "stable",
        "updated": "2020-04-07T00:00:00Z",
        "links": [{"rel": "self", "href": href}],
        "media-types": [{"base": "application/json", "type": "application/vnd.openstack.identity-v3+json"}],
    });
    match path.strip_suffix('/').unwrap_or(path) {
        "/identity" => {
            let versions = json!({"versions": {"values": [version]}});
            Some(Answer::json(300, &versions).header("location", href))
        }
        "/identity/v3" => Some(Answer::json(200, &json!({ "version": version }))),
        _ => None,
    }
}

/// The segments of a path of Keystone's, decoded, without the version.
fn segments(path: &str) -> Option<Vec<String>> {
    let path = path.strip_prefix("/identity/")?;
    let path = path.strip_prefix("v3/").unwrap_or(path);
    Some(path.split('/').map(|segment| percent_decode_str(segment).decode_utf8_lossy().into_owned()).collect())
}

/// What is said to who may not do something.
fn forbidden(action: &str) -> Answer {
    let message = format!("You are not authorized to perform the requested action: {action}.");
    Dialect::Keystone.refuse(403, "Forbidden", &message)
}

/// The ids of the roles that an application credential or a trust has.
fn role_ids(item: &Item) -> Vec<String> {
    let ids = item.fields.get("roles").and_then(Value::as_array).into_iter().flatten();
    ids.filter_map(Value::as_str).map(str::to_owned).collect()
}

/// An id as Keystone makes them.
fn new_id() -> String {
    uuid::Uuid::new_v4().simple().to_string()
}
