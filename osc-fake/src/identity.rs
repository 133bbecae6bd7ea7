//! Keystone: tokens for passwords and for tokens, and the catalog
//! (<https://docs.openstack.org/api-ref/identity/v3/#authentication-and-token-management>).

use std::collections::BTreeSet;
use std::time::{Duration, SystemTime};

use osc_runtime::schema::Schema;
use osc_runtime::{Timestamp, Value};
use serde_json::{Map, json};

use crate::answer::{Answer, Dialect};
use crate::secret;
use crate::store::{Item, State, Token};

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

const DOMAINS: &str = "identity/domains";
const PROJECTS: &str = "identity/projects";
pub(crate) const USERS: &str = "identity/users";

/// The longest that a token is good for: a century, after which clocks run out of digits.
const LONGEST_LIFETIME: Duration = Duration::from_secs(100 * 365 * 24 * 60 * 60);

/// The address of Keystone.
pub(crate) fn url(origin: &str) -> String {
    format!("{origin}/identity/v3")
}

/// Whether this is where tokens are given out.
pub(crate) fn is_tokens(path: &str) -> bool {
    let version = path.strip_prefix("/identity").and_then(|rest| rest.strip_suffix("/auth/tokens"));
    matches!(version, Some("" | "/v3"))
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

/// Puts the user, the project and their domain into a new state.
pub(crate) fn found(state: &mut State) {
    let mut add = |collection: &str, fields: Value| {
        let mut item = Item::default();
        for (name, value) in fields.as_object().into_iter().flatten() {
            secret::put(&mut item, collection, None, name, value.clone());
        }
        state.collection_mut(collection).push(item);
    };
    let domain = json!({"id": "default", "name": DOMAIN, "description": "The default domain", "enabled": true});
    add(DOMAINS, domain);
    let project = json!({
        "id": PROJECT_ID, "name": USER, "domain_id": "default", "parent_id": "default",
        "description": "", "enabled": true, "is_domain": false, "tags": [],
    });
    add(PROJECTS, project);
    let user = json!({
        "id": uuid::Uuid::new_v4().simple().to_string(), "name": USER, "domain_id": "default",
        "enabled": true, "default_project_id": PROJECT_ID, "password": PASSWORD,
    });
    add(USERS, user);
}

/// The token, if it is one and still good; it ends with its user, too.
pub(crate) fn check(state: &State, token: Option<&str>) -> Option<Token> {
    let token = state.tokens.get(token?).filter(|token| token.expires_at > Timestamp::now())?;
    find(state, USERS, &json!({"id": token.user_id})).filter(|item| is_enabled(item))?;
    Some(token.clone())
}

fn is_enabled(item: &Item) -> bool {
    item.fields.get("enabled") != Some(&Value::Bool(false))
}

/// Who asks for a token is given one, or told no.
pub(crate) fn sign_in(
    state: &mut State,
    body: &[u8],
    lifetime: Duration,
    origin: &str,
    schemas: &[&'static Schema],
) -> Answer {
    let refused = || Answer::unauthorized(&url(origin));
    let Ok(body) = serde_json::from_slice::<Value>(body) else { return Dialect::Keystone.bad_body() };
    if body.get("auth").is_none() {
        return Dialect::Keystone.not_in_body("auth");
    }
    let Some((method, user)) = user(state, &body) else { return refused() };
    let project = match body.pointer("/auth/scope/project") {
        None => None,
        Some(wanted) => match find(state, PROJECTS, wanted).filter(|item| is_enabled(item)) {
            Some(project) => Some(project.fields.clone()),
            None => return refused(),
        },
    };
    let expires_at = Timestamp::from(SystemTime::now() + lifetime.min(LONGEST_LIFETIME));
    let id = format!("gAAAAA{}{}", uuid::Uuid::new_v4().simple(), uuid::Uuid::new_v4().simple());
    let text = |fields: &Map<String, Value>, name: &str| fields.get(name).and_then(Value::as_str).map(str::to_owned);
    let token = Token {
        expires_at,
        user_id: text(&user, "id").unwrap_or_default(),
        project_id: project.as_ref().and_then(|project| text(project, "id")),
    };
    state.tokens.retain(|_, token| token.expires_at > Timestamp::now());
    state.tokens.insert(id.clone(), token);
    let mut document = Map::new();
    document.insert("methods".into(), json!([method]));
    document.insert("user".into(), owned(state, &user));
    document.insert("audit_ids".into(), json!([uuid::Uuid::new_v4().simple().to_string()]));
    document.insert("expires_at".into(), micros(expires_at).into());
    document.insert("issued_at".into(), micros(Timestamp::now()).into());
    if let Some(project) = &project {
        document.insert("project".into(), owned(state, project));
        document.insert("is_domain".into(), false.into());
        document.insert("roles".into(), json!([{"id": "admin", "name": "admin"}]));
        document.insert("catalog".into(), catalog(origin, schemas));
    }
    Answer::json(201, &json!({ "token": document })).header("x-subject-token", id)
}

/// The user that an identity proves, and how.
fn user(state: &State, body: &Value) -> Option<(&'static str, Map<String, Value>)> {
    let methods = body.pointer("/auth/identity/methods")?.as_array()?;
    let has = |wanted: &str| methods.iter().any(|method| method == wanted);
    if has("password") {
        let claimed = body.pointer("/auth/identity/password/user")?;
        let user = find(state, USERS, claimed).filter(|item| is_enabled(item))?;
        let password = user.secrets.get("password").filter(|password| password.is_string())?;
        return (Some(password) == claimed.get("password")).then(|| ("password", user.fields.clone()));
    }
    if has("token") {
        let token = check(state, body.pointer("/auth/identity/token/id")?.as_str())?;
        let user = find(state, USERS, &json!({"id": token.user_id}))?;
        return Some(("token", user.fields.clone()));
    }
    None
}

/// A thing by its id, or by its name within a domain.
fn find<'a>(state: &'a State, collection: &str, wanted: &Value) -> Option<&'a Item> {
    let domain_id = || {
        let domain = wanted.get("domain")?;
        Some(find(state, DOMAINS, domain)?.text("id")?.to_owned())
    };
    let items = state.collection(collection).iter();
    if let Some(id) = wanted.get("id").and_then(Value::as_str) {
        return items.into_iter().find(|item| item.text("id") == Some(id));
    }
    let name = wanted.get("name")?.as_str()?;
    let domain_id = if collection == DOMAINS { None } else { Some(domain_id()?) };
    items.into_iter().find(|item| {
        item.text("name") == Some(name)
            && domain_id.as_deref().is_none_or(|domain| item.text("domain_id") == Some(domain))
    })
}

/// A user or project as a token tells of it: with its domain.
fn owned(state: &State, fields: &Map<String, Value>) -> Value {
    let domain = find(state, DOMAINS, &json!({"id": fields.get("domain_id")}));
    let name = domain.and_then(|domain| domain.text("name"));
    json!({"id": fields.get("id"), "name": fields.get("name"), "domain": {"id": fields.get("domain_id"), "name": name}})
}

/// Every service of the registered resources, at one endpoint each.
fn catalog(origin: &str, schemas: &[&'static Schema]) -> Value {
    let services: BTreeSet<&str> = schemas.iter().map(|schema| schema.service()).chain(["identity"]).collect();
    let entry = |service: &str| {
        let version = if service == "identity" { "/v3" } else { "" };
        let endpoint = |interface: &str| {
            json!({
                "id": format!("{service}-{interface}"), "interface": interface, "region": REGION, "region_id": REGION,
                "url": format!("{origin}/{service}{version}"),
            })
        };
        let endpoints: Vec<_> = ["public", "internal", "admin"].map(endpoint).into();
        json!({"id": service, "type": service, "name": service, "endpoints": endpoints})
    };
    services.into_iter().map(entry).collect()
}

/// A time as Keystone writes it: with microseconds.
fn micros(time: Timestamp) -> String {
    let seconds = jiff::Timestamp::from_second(time.as_second()).unwrap_or_default();
    seconds.strftime("%Y-%m-%dT%H:%M:%S.000000Z").to_string()
}
