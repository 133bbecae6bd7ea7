//! The actions of a resource: calls beyond its operations.

use osc_runtime::Method;
use osc_runtime::schema::{Kind, Returns, Versions};
use toml::de::{DeTable, DeValue};

use super::vocabulary::{Verb, verbs};
use super::{Field, field};
use crate::declaration::file::{ACTION, ARGUMENT, Envelope, Items, kind, text, within};
use crate::declaration::mistake::{At, Mistakes};
use crate::declaration::name::{is_name, made_of};
use crate::declaration::template::Path;
use crate::declaration::types::{self, Known, Type};

/// One action.
pub(in crate::declaration) struct Action {
    pub(in crate::declaration) at: At,
    pub(in crate::declaration) name: String,
    pub(in crate::declaration) doc: String,
    pub(in crate::declaration) method: Method,
    pub(in crate::declaration) path: Path,
    pub(in crate::declaration) key: Option<String>,
    pub(in crate::declaration) response_key: Option<String>,
    pub(in crate::declaration) content_type: Option<String>,
    pub(in crate::declaration) leads_to: Option<String>,
    /// Whether it is said to have the same effect once and twice, or not to.
    pub(in crate::declaration) idempotent: Option<bool>,
    pub(in crate::declaration) versions: Versions,
    /// Its verbs on the command line, where these are said.
    pub(in crate::declaration) verbs: Option<Vec<Verb>>,
    pub(in crate::declaration) arguments: Vec<(Field, Place)>,
    pub(in crate::declaration) returns: Answer,
}

/// What an action returns.
pub(in crate::declaration) enum Answer {
    Is(Returns),
    Value(Type),
}

/// Where a request carries an argument.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::declaration) enum Place {
    Path,
    Query,
    Header,
    /// A field of the body.
    Field,
    /// The body itself.
    Body,
}

/// HTTP's methods, each of which is a key.
const METHODS: [(&str, Method); 6] = [
    ("get", Method::Get),
    ("head", Method::Head),
    ("post", Method::Post),
    ("put", Method::Put),
    ("patch", Method::Patch),
    ("delete", Method::Delete),
];

/// The actions of a table, which are below the item at `below`.
pub(super) fn actions<'a>(
    (table, at): (&'a DeTable<'a>, At),
    below: &Path,
    tables: &[&str],
    mistakes: &mut Mistakes<'_>,
) -> Vec<Action> {
    let items = Items::all(table, at);
    let mut actions = Vec::new();
    for item in items.iter() {
        let name = item.key;
        if !is_name(name) {
            let help = format!("write `[{}.{}]`", items.at.table, made_of(name));
            mistakes.push(&item.at, format!("`{name}` is no name of an action"), help);
        } else if let DeValue::Table(table) = item.value.get_ref() {
            let items = Items::of(table, within(&items.at, name, item.at.offset), &ACTION, mistakes);
            actions.extend(Action::read(name, &items, below, tables, mistakes));
        } else {
            let help = format!("write `{name} = {{ post = \"action\", key = \"{name}\" }}`");
            mistakes.push(&item.value_at(), format!("`{name}` is {}", kind(item.value)), help);
        }
    }
    actions
}

impl Action {
    fn read(name: &str, items: &Items<'_>, below: &Path, tables: &[&str], mistakes: &mut Mistakes<'_>) -> Option<Self> {
        let (verb, method) = method(name, items, mistakes)?;
        let path = path(items, verb, below, mistakes)?;
        let reads = matches!(method, Method::Get | Method::Head);
        let mut said = |key: &str, example: &str| items.text(key, example, mistakes).map(|(text, _)| text);
        let doc = said("doc", "What it does.").map(|text| text.trim().to_owned()).unwrap_or_default();
        let response_key = said("response_key", "server");
        let content_type = said("content_type", "application/octet-stream");
        let leads_to = said("leads_to", "SHUTOFF");
        let key = match items.envelope("key", "reboot", mistakes) {
            Some(Envelope::Key(key)) => Some(key),
            _ => None,
        };
        let arguments = match items.table("arguments", "host = \"String\"", mistakes) {
            Some(table) => arguments(table, &path, reads, tables, mistakes),
            None => Vec::new(),
        };
        let action = Self {
            at: items.at.clone(),
            name: name.to_owned(),
            doc,
            method,
            path,
            key,
            response_key,
            content_type,
            leads_to,
            idempotent: items.switch("idempotent", mistakes),
            versions: items.versions(mistakes).0,
            verbs: verbs(items, mistakes),
            arguments,
            returns: returns(items, method, tables, mistakes),
        };
        action.check(items, verb, mistakes);
        Some(action)
    }

    /// The types that it has to do with.
    pub(in crate::declaration) fn types(&self) -> impl Iterator<Item = &Type> {
        let answer = match &self.returns {
            Answer::Value(ty) => Some(ty),
            Answer::Is(_) => None,
        };
        self.arguments.iter().map(|(argument, _)| &argument.ty).chain(answer)
    }

    /// What contradicts itself.
    fn check(&self, items: &Items<'_>, verb: &str, mistakes: &mut Mistakes<'_>) {
        let of =
            |wanted: Place| self.arguments.iter().filter(move |(_, place)| *place == wanted).map(|(field, _)| field);
        let reads = matches!(self.method, Method::Get | Method::Head);
        let body = of(Place::Body).next();
        for other in of(Place::Body).skip(1) {
            mistakes.push(&other.at, "a request has one body", "say `body = true` of one argument");
        }
        if let (Some(_), Some(field)) = (body, of(Place::Field).next()) {
            let problem = format!("`{}` has no place: the body is another argument", field.name);
            mistakes.push(&field.at, problem, "say `query = true` of it, or `header = \"…\"`");
        }
        if let Some(at) = items.place("key").filter(|_| reads || body.is_some()) {
            let problem = if reads { "a request that reads has no body" } else { "the body is an argument as it is" };
            mistakes.push(&at, format!("`key` wraps the body, and {problem}"), "remove `key`");
        }
        if let Some(field) = body.filter(|_| reads) {
            let problem = format!("`{}` would be in the body, which `{verb}` does not have", field.name);
            mistakes.push(&field.at, problem, "remove `body`: arguments are in the query then");
        }
        if let Some(at) = items.place("response_key")
            && matches!(self.returns, Answer::Is(Returns::Nothing | Returns::Existence | Returns::Bytes))
        {
            let help = "write what it returns: `returns = \"Self\"`, or a type such as `Value`";
            mistakes.push(&at, "`response_key` wraps an answer, and nothing of it is read", help);
        }
    }
}

fn method(name: &str, items: &Items<'_>, mistakes: &mut Mistakes<'_>) -> Option<(&'static str, Method)> {
    let mut said = METHODS.into_iter().filter(|(key, _)| items.has(key));
    let Some(first) = said.next() else {
        let help = format!("write `post = \"action\"` and `key = \"{name}\"`, or `get = \"{name}\"`");
        mistakes.push(&items.at, format!("`{name}` does not say what it sends"), help);
        return None;
    };
    for (other, at) in said.filter_map(|(key, _)| Some((key, items.place(key)?))) {
        let problem = format!("an action has one of `{}` and `{other}`", first.0);
        mistakes.push(&at, problem, "remove one of them");
    }
    Some(first)
}

/// The path of an action: what is below the item's may be nothing.
fn path(items: &Items<'_>, verb: &str, below: &Path, mistakes: &mut Mistakes<'_>) -> Option<Path> {
    let item = items.get(verb)?;
    if text(item.value) == Some("") {
        return Some(below.clone());
    }
    let (text, at) = items.text(verb, "action", mistakes)?;
    if text.starts_with('/') {
        return Some(Path::read((text, at), mistakes));
    }
    Some(below.below((text, at), mistakes))
}

fn arguments<'a>(
    (table, at): (&'a DeTable<'a>, At),
    path: &Path,
    reads: bool,
    tables: &[&str],
    mistakes: &mut Mistakes<'_>,
) -> Vec<(Field, Place)> {
    let fields = field::fields((table, at), &ARGUMENT, tables, mistakes);
    let place = |field: Field, mistakes: &mut Mistakes<'_>| {
        let in_path = path.parameters.contains(&field.name);
        let place = match in_path {
            true => Place::Path,
            _ if field.is("header") => Place::Header,
            _ if field.is("query") => Place::Query,
            _ if field.is("body") => Place::Body,
            _ if reads => Place::Query,
            _ => Place::Field,
        };
        let keys = ["query", "header", "body"].into_iter().filter_map(|key| Some((key, field.place(key)?)));
        for (key, at) in keys.skip(usize::from(!in_path)) {
            let problem = if in_path { "is in the path" } else { "has one place" };
            mistakes.push(at, format!("`{}` {problem}", field.name), format!("remove `{key}`"));
        }
        if matches!(field.ty, Type::Unknown) {
            return (field, place);
        }
        let is_bytes = matches!(field.ty, Type::Plain(Kind::Bytes));
        if place == Place::Body && !is_bytes {
            mistakes.push(
                &field.ty_at,
                format!("`{}` is the body as it is, which is bytes", field.name),
                "write `Body`",
            );
        } else if place != Place::Body && is_bytes {
            let problem = format!("`{}` is bytes, which are the body as it is", field.name);
            mistakes.push(&field.ty_at, problem, "write `{ type = \"Body\", body = true }`");
        }
        if in_path && !field.ty.is_string() {
            let problem = format!("`{}` is a parameter of the path, which is a text", field.name);
            mistakes.push(&field.ty_at, problem, "write `String`");
        }
        (field, place)
    };
    fields.into_iter().map(|field| place(field, mistakes)).collect()
}

fn returns(items: &Items<'_>, method: Method, tables: &[&str], mistakes: &mut Mistakes<'_>) -> Answer {
    let Some((text, at)) = items.text("returns", "Self", mistakes) else { return Answer::Is(Returns::Nothing) };
    match text.as_str() {
        "()" => Answer::Is(Returns::Nothing),
        "Self" => Answer::Is(Returns::Resource),
        "Download" => Answer::Is(Returns::Bytes),
        "bool" if method == Method::Head => Answer::Is(Returns::Existence),
        _ => match types::parse(&text, &Known { tables, inline: None, body: false }) {
            Ok(ty) => Answer::Value(ty),
            Err((problem, help)) => {
                mistakes.push(&at, problem, help);
                Answer::Is(Returns::Nothing)
            }
        },
    }
}
