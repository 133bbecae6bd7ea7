//! What contradicts itself, or lacks what it needs: rules that more than one key has a part in.

mod field;
mod object;
mod option;
mod vocabulary;

use osc_runtime::Method;
use osc_runtime::schema::{self, Bulk, ListShape, Mixins, Operations, Pagination, Schema};

use super::mistake::{At, Mistakes};
use super::model::operation::name;
use super::model::{File, Resource};
use super::template::Path;
use super::types::Type;
use crate::command::is_taken;

/// The rules of a file.
pub(super) fn file(file: &File, mistakes: &mut Mistakes<'_>) {
    object::tables(file, mistakes);
    for object in &file.objects {
        object::inner(&object.fields, mistakes);
    }
    for resource in &file.resources {
        self::resource(resource, mistakes);
    }
}

fn resource(resource: &Resource, mistakes: &mut Mistakes<'_>) {
    object::fields(&resource.fields, mistakes);
    noun(resource, mistakes);
    paths(resource, mistakes);
    ids(resource, mistakes);
    creation(resource, mistakes);
    shapes(resource, mistakes);
    for (mark, what) in
        [("state", "a state"), ("fault", "a text that says what is wrong"), ("revision", "the number of its revision")]
    {
        for at in resource.fields.iter().filter_map(|field| field.place(mark)).skip(1) {
            let help = format!("remove `{mark}` from all fields but one");
            mistakes.push(at, format!("a resource has one field with {what}"), help);
        }
    }
    for (key, at, operation) in &resource.specific {
        if !resource.has(*operation) {
            mistakes.push(at, for_operation(key, *operation), without(key, *operation));
        }
    }
    for query in &resource.queries {
        if let Some(ty) = query.ty.no_filter() {
            let problem = format!("a query cannot carry a {ty}");
            mistakes.push(&query.ty_at, problem, "write a scalar, such as `String`");
        }
    }
    for field in resource.fields.iter().filter(|field| !matches!(field.ty, Type::Unknown)) {
        field::field(resource, field, mistakes);
        vocabulary::field(resource, field, mistakes);
    }
    option::fields(resource, mistakes);
    actions(resource, mistakes);
    let arguments = resource.actions.iter().flat_map(|action| &action.arguments);
    for (argument, _) in arguments.filter(|(argument, _)| !matches!(argument.ty, Type::Unknown)) {
        field::reference(argument, mistakes);
    }
}

/// Names that a call of a resource has already, and verbs that are not its actions'.
fn actions(resource: &Resource, mistakes: &mut Mistakes<'_>) {
    const OPERATIONS: &[&str] = &["list", "get", "head", "find", "create", "update", "delete", "wait"];
    const VERBS: &[&str] = &["show", "set", "unset"];
    let mixins = resource.mixins.iter().fold(Mixins::NONE, |all, (mixin, _)| all.and(*mixin));
    let shared = Schema::new("", "", "").with_mixins(mixins);
    let shared: Vec<&str> = shared.actions().map(schema::Action::name).collect();
    for action in &resource.actions {
        let name = action.name.as_str();
        if OPERATIONS.contains(&name) || shared.contains(&name) {
            mistakes.push(&action.at, format!("there is a `{name}` already"), "give the action another name");
        } else if VERBS.contains(&name) && action.verbs.is_none() {
            let problem = format!("`osc {} {name}` is another command", resource.command.0);
            mistakes.push(&action.at, problem, "write another verb: `cli = \"…\"`");
        }
        vocabulary::action(action, mistakes);
        option::arguments(action, mistakes);
    }
}

fn noun(resource: &Resource, mistakes: &mut Mistakes<'_>) {
    let (noun, at) = &resource.command;
    if let Some((variant, at)) = resource.variant.as_ref().filter(|(variant, _)| !vocabulary::is_kebab(variant)) {
        let help = "write words of small letters, digits and `-`: `variant = \"bandwidth-limit\"`";
        mistakes.push(at, format!("`{variant}` is no variant of a noun"), help);
    }
    match noun.split_whitespace().next() {
        Some(first) if is_taken(first) => {
            mistakes.push(at, format!("`osc {first}` is another command"), "write another noun: `cli = \"…\"`");
        }
        Some(_) if noun.split(' ').all(vocabulary::is_kebab) => {}
        _ => mistakes.push(
            at,
            format!("`{noun}` is no noun of the command line"),
            "write words of small letters, digits and `-`: `cli = \"lb pool\"`",
        ),
    }
}

/// Says which parameters have no field.
fn paths(resource: &Resource, mistakes: &mut Mistakes<'_>) {
    let paths = [Some(&resource.base), resource.list.as_ref(), resource.create.as_ref()].into_iter().flatten();
    let mut said: Vec<&str> = Vec::new();
    for (path, name) in paths.flat_map(|path: &Path| path.parameters.iter().map(move |name| (path, name))) {
        if resource.fields.iter().any(|field| field.name == *name) || said.contains(&name.as_str()) {
            continue;
        }
        let help = format!("write `{name} = \"String\"` below `[{}.fields]`", resource.name);
        mistakes.push(&path.at, format!("no field for the path's parameter `{{{name}}}`"), help);
        said.push(name);
    }
}

fn ids(resource: &Resource, mistakes: &mut Mistakes<'_>) {
    let marked = resource.fields.iter().filter_map(|field| field.place("id"));
    if resource.singleton {
        for at in marked {
            mistakes.push(at, "a `singleton` has no id: there is one", "remove `id`, or `singleton` from the resource");
        }
        return;
    }
    for at in marked.skip(1) {
        mistakes.push(at, "a resource has one id", "remove `id` from all fields but one");
    }
    let needing = [Operations::GET, Operations::UPDATE, Operations::DELETE, Operations::HEAD];
    let needing = resource.operations.iter().find(|operation| needing.contains(&operation.flag));
    if let Some(operation) = needing.filter(|_| resource.id().is_none()) {
        let problem = format!("`{}` needs an id, and no field is one", name(operation.flag));
        let help = "call a field `id`, say `id = true` of one, or `singleton = true` where there is but one";
        match &operation.place {
            Some(at) => mistakes.push(at, problem, help),
            None => mistakes.push(
                &resource.at,
                format!("{problem}; a resource has `get` unless its operations are named"),
                format!("{help}, or write `operations = [\"list\", \"create\"]`"),
            ),
        }
    }
}

/// Where a key stands that is for one operation only.
fn place<'a>(resource: &'a Resource, key: &str) -> Option<&'a At> {
    resource.specific.iter().find(|(known, ..)| *known == key).map(|(_, at, _)| at)
}

fn creation(resource: &Resource, mistakes: &mut Mistakes<'_>) {
    let puts = resource.create_method == Method::Put && resource.create.is_none() && !resource.singleton;
    if let Some(at) = place(resource, "create_method").filter(|_| puts && resource.has(Operations::CREATE)) {
        let help = "call a field `id`, or say `id = true` of one: it becomes an argument of `create`";
        mistakes.push(at, "what is created by `PUT` is named in the path, and no field is the id", help);
    }
    if let Some(at) = place(resource, "bulk").filter(|_| resource.bulk == Bulk::Also && resource.list_key.is_none()) {
        let problem = "`bulk` sends a list under the key of lists, of which there is none";
        mistakes.push(at, problem, "write `list_key = \"…\"`, or `bulk = \"only\"` where the body is a bare list");
    }
}

/// What lists, mixins and `head` need.
fn shapes(resource: &Resource, mistakes: &mut Mistakes<'_>) {
    let id = "call a field `id`, or say `id = true` of one";
    let has_no_id = resource.id().is_none();
    if let Some(at) = place(resource, "list_shape") {
        match resource.list_shape {
            ListShape::Ids | ListShape::Map if has_no_id => {
                mistakes.push(at, "a list of this shape gives ids, and no field is the id", id);
            }
            ListShape::Wrapped if resource.key.is_none() => {
                let help = "write `key = \"…\"`, the key that wraps each item";
                mistakes.push(at, "the items of a list are wrapped as one is, and one is not", help);
            }
            _ => {}
        }
    }
    if let Some(at) = place(resource, "pagination").filter(|_| resource.pagination == Pagination::Marker && has_no_id) {
        mistakes.push(at, "the marker of the next page is an id, and no field is the id", id);
    }
    for (mixin, at) in &resource.mixins {
        match *mixin {
            Mixins::TAGS | Mixins::METADATA if has_no_id => {
                let name = mixin.names().next().unwrap_or_default();
                mistakes.push(at, format!("`{name}` are below an item's id, and no field is the id"), id);
            }
            Mixins::QUOTA_SET if !resource.singleton => {
                let help = "write `base_path = \"/os-quota-sets/{project_id}\"` and `singleton = true`";
                mistakes.push(at, "a quota set is a `singleton` of a project", help);
            }
            _ => {}
        }
    }
    let head = resource.operations.iter().find(|operation| operation.flag == Operations::HEAD);
    if let Some(at) = head.and_then(|head| head.place.as_ref())
        && !resource.fields.iter().any(|field| field.is("header"))
    {
        let help = "say of a field which header has it: `header = \"x-container-bytes-used\"`";
        mistakes.push(at, "`head` reads headers, and no field is in one", help);
    }
}

fn for_operation(key: &str, operation: Operations) -> String {
    format!("`{key}` is for `{}`, which the resource does not have", name(operation))
}

fn without(key: &str, operation: Operations) -> String {
    format!("remove `{key}`, or add `{}` to `operations`", name(operation))
}
