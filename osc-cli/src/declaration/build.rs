//! A schema from a model.
//!
//! Schemas are `&'static`, since the derive writes constants and everything that reads schemas relies on it. Those of
//! files are therefore kept for the rest of the process. A file is read once in a process, so that what is kept is no more
//! than what is declared.

use std::collections::HashMap;

use osc_runtime::schema::{
    self, Bulk, Constant, Field, Kind, Mixins, More, Operations, Returns, Schema, Shape, State, Switch, Usage, Verb,
    Versions,
};

use super::file::Envelope;
use super::link::Names;
use super::mistake::Mistakes;
use super::model::{self, Action, Answer, File, Place, Resource, Vocabulary};
use super::types::Type;

/// Keeps a value for the rest of the process.
pub(super) fn keep<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

fn keep_text(text: &str) -> &'static str {
    text.to_owned().leak()
}

fn keep_texts(texts: &[String]) -> &'static [&'static str] {
    texts.iter().map(|text| keep_text(text)).collect::<Vec<_>>().leak()
}

/// What makes the schemas of one file.
struct Builder<'a> {
    file: &'a File,
    number: usize,
    names: &'a Names<'a>,
    /// The service of the resource that is being made.
    service: &'a str,
    /// The fields of tables that have been types already.
    tables: HashMap<&'a str, &'static [Field]>,
}

/// The schemas of a file without mistakes, in its order. What it references may be another one.
pub(super) fn schemas(
    file: &File,
    number: usize,
    names: &Names<'_>,
    mistakes: &mut Mistakes<'_>,
) -> Vec<&'static Schema> {
    let mut builder = Builder { file, number, names, service: "", tables: HashMap::new() };
    file.resources.iter().map(|resource| builder.schema(resource, mistakes)).collect()
}

impl<'a> Builder<'a> {
    fn schema(&mut self, resource: &'a Resource, mistakes: &mut Mistakes<'_>) -> &'static Schema {
        self.service = &resource.service;
        let flags = |wanted: fn(&model::Operation) -> bool| {
            let flags = resource.operations.iter().filter(|operation| wanted(operation));
            flags.fold(Operations::NONE, |all, operation| all.and(operation.flag))
        };
        let versioned = resource.operations.iter().filter(|operation| operation.versioned);
        let versions = versioned.map(|operation| (operation.flag, operation.versions)).collect::<Vec<_>>();
        let base_path = keep_text(&resource.base.text);
        let mut schema = Schema::new(keep_text(&resource.name), keep_text(&resource.service), base_path)
            .with_doc(keep_text(&resource.doc))
            .with_operations(flags(|_| true))
            .with_idempotent(flags(|operation| operation.idempotent))
            .with_versions(versions.leak())
            .with_singleton(resource.singleton)
            .with_create_method(resource.create_method)
            .with_bulk(resource.bulk)
            .with_update_method(resource.update_method)
            .with_list_shape(resource.list_shape)
            .with_pagination(resource.pagination)
            .with_mixins(resource.mixins.iter().fold(Mixins::NONE, |all, (mixin, _)| all.and(*mixin)))
            .with_command(keep_text(&resource.command.0))
            .with_fields(self.fields(&resource.fields, mistakes))
            .with_queries(self.queries(&resource.queries, mistakes))
            .with_actions(self.actions(&resource.actions, mistakes));
        let text = |text: &Option<String>| text.as_deref().map(keep_text);
        let path = |path: &Option<super::template::Path>| path.as_ref().map(|path| keep_text(&path.text));
        let set = [
            (path(&resource.list), Schema::with_list_path as fn(Schema, &'static str) -> Schema),
            (path(&resource.create), Schema::with_create_path),
            (text(&resource.key), Schema::with_key),
            (text(&resource.list_key), Schema::with_list_key),
            (text(&resource.content_type), Schema::with_content_type),
            (text(&resource.busy), Schema::with_busy),
            (resource.variant.as_ref().map(|(variant, _)| keep_text(variant)), Schema::with_variant),
        ];
        for (value, set) in set {
            if let Some(value) = value {
                schema = set(schema, value);
            }
        }
        let [request, answer] = &resource.creation;
        let setters = [Schema::with_create_key as fn(Schema, Option<&'static str>) -> Schema, Schema::with_created_key];
        for (said, set) in [request, answer].into_iter().zip(setters) {
            schema = match said {
                Some(Envelope::Key(key)) => set(schema, Some(keep_text(key))),
                Some(Envelope::None) => set(schema, None),
                None if resource.bulk == Bulk::Only => set(schema, text(&resource.list_key)),
                None => schema,
            };
        }
        if let Some(states) = resource.fields.iter().find_map(|field| field.states.as_ref()) {
            let [ready, failed, pending] =
                [&states.ready, &states.failed, &states.pending].map(|texts| keep_texts(texts));
            schema = schema.with_state(State::new(ready, failed, pending));
        }
        let schema = keep(schema);
        if let Some(link) = self.names.of(self.number, &resource.name) {
            // Names are each declared once in a file.
            let _ = link.set(schema);
        }
        schema
    }

    fn fields(&mut self, fields: &'a [model::Field], mistakes: &mut Mistakes<'_>) -> &'static [Field] {
        fields.iter().map(|field| self.field(field, field.usage(), mistakes)).collect::<Vec<_>>().leak()
    }

    fn queries(&mut self, queries: &'a [model::Field], mistakes: &mut Mistakes<'_>) -> &'static [Field] {
        queries.iter().map(|query| self.field(query, Usage::NONE, mistakes)).collect::<Vec<_>>().leak()
    }

    fn field(&mut self, field: &'a model::Field, usage: Usage, mistakes: &mut Mistakes<'_>) -> Field {
        let shape = Shape::new(self.kind(&field.ty, mistakes), field.ty.is_optional());
        let mut more = Vec::new();
        more.extend(field.header.as_ref().map(|(header, _)| More::Header(keep_text(&header.to_lowercase()))));
        if field.versions != Versions::ALL {
            more.push(More::Versions(field.versions));
        }
        let reference = field.reference.as_ref();
        let link = reference.and_then(|name| self.names.find(self.number, self.service, name, mistakes));
        more.extend(link.map(More::Link));
        let filter = field.filter.as_ref().filter(|filter| **filter != field.wire_name);
        more.extend(filter.map(|filter| More::Filter(keep_text(filter))));
        more.extend(field.sort.as_deref().map(|sort| More::Sort(keep_text(sort))));
        more.extend(vocabulary(&field.vocabulary));
        more.extend(field.alias.as_ref().map(|(alias, _)| More::Alias(keep_text(alias))));
        Field::of(keep_text(&field.name), shape, usage.bits())
            .with_wire_name(keep_text(&field.wire_name))
            .with_doc(keep_text(&field.doc))
            .with(more.leak())
    }

    fn kind(&mut self, ty: &'a Type, mistakes: &mut Mistakes<'_>) -> Kind {
        match ty {
            Type::Plain(kind) => *kind,
            Type::Unknown => Kind::Any,
            Type::Optional(inner) => self.kind(inner, mistakes),
            Type::List(inner) => Kind::List(keep(self.kind(inner, mistakes))),
            Type::Map(inner) => Kind::Map(keep(self.kind(inner, mistakes))),
            Type::Inline(fields) => Kind::Object(self.fields(fields, mistakes)),
            Type::Named(name) => Kind::Object(self.table(name, mistakes)),
        }
    }

    /// The fields of another table of the file. None holds itself, which is checked before.
    fn table(&mut self, name: &'a str, mistakes: &mut Mistakes<'_>) -> &'static [Field] {
        if let Some(fields) = self.tables.get(name) {
            return fields;
        }
        let object = self.file.objects.iter().find(|object| object.name == name).map(|object| &object.fields);
        let resource = self.file.resources.iter().find(|resource| resource.name == name);
        let declared = object.or(resource.map(|resource| &resource.fields));
        let fields = declared.map_or(&[][..], |fields| self.fields(fields, mistakes));
        self.tables.insert(name, fields);
        fields
    }

    fn actions(&mut self, actions: &'a [Action], mistakes: &mut Mistakes<'_>) -> &'static [&'static schema::Action] {
        actions.iter().map(|action| keep(self.action(action, mistakes))).collect::<Vec<_>>().leak()
    }

    fn action(&mut self, action: &'a Action, mistakes: &mut Mistakes<'_>) -> schema::Action {
        let arguments = action.arguments.iter().map(|(argument, place)| {
            let flags = [
                (*place == Place::Path, Usage::PATH),
                (*place == Place::Path || !argument.ty.is_optional(), Usage::REQUIRED),
                (*place == Place::Query, Usage::QUERY),
                (*place == Place::Body, Usage::BODY),
            ];
            let usage = flags.into_iter().filter(|(set, _)| *set).fold(Usage::NONE, |all, (_, flag)| all.and(flag));
            self.field(argument, usage, mistakes)
        });
        let arguments = arguments.collect::<Vec<_>>().leak();
        let returns = match &action.returns {
            Answer::Is(returns) => *returns,
            Answer::Value(ty) => Returns::Value(self.kind(ty, mistakes)),
        };
        let mut built = schema::Action::new(keep_text(&action.name), action.method, keep_text(&action.path.text))
            .with_doc(keep_text(&action.doc))
            .with_arguments(arguments)
            .with_returns(returns);
        let set = [
            (&action.key, schema::Action::with_key as fn(schema::Action, &'static str) -> schema::Action),
            (&action.response_key, schema::Action::with_response_key),
            (&action.content_type, schema::Action::with_content_type),
            (&action.leads_to, schema::Action::with_leads_to),
        ];
        for (value, set) in set {
            if let Some(value) = value {
                built = set(built, keep_text(value));
            }
        }
        if let Some(idempotent) = action.idempotent {
            built = built.with_idempotent(idempotent);
        }
        if let Some(verbs) = &action.verbs {
            let verbs =
                verbs.iter().map(|verb| Verb::new(keep_text(&verb.words), verb.argument.as_deref().map(keep_text)));
            built = built.with_verbs(verbs.collect::<Vec<_>>().leak());
        }
        if let Some(since) = action.versions.since() {
            built = built.with_since(since);
        }
        if let Some(until) = action.versions.until() {
            built = built.with_until(until);
        }
        built
    }
}

/// What few fields have, of a field's vocabulary.
fn vocabulary(said: &Vocabulary) -> Vec<More> {
    let mut more = Vec::new();
    more.extend(said.heading.as_deref().map(|heading| More::Heading(keep_text(heading))));
    more.extend(said.long.as_deref().map(|heading| More::Long(keep_text(heading))));
    more.extend(said.option.as_ref().map(|(option, _)| More::Option(keep_text(option))));
    if !said.switches.is_empty() {
        let switches =
            said.switches.iter().map(|switch| Switch::new(keep_text(&switch.option), constant(&switch.value)));
        more.push(More::Switches(switches.collect::<Vec<_>>().leak()));
    }
    more.extend(said.words.as_ref().map(|([yes, no], _)| More::Words(keep_text(yes), keep_text(no))));
    more.extend(said.range.as_ref().map(|([option, upper], _)| More::Range(keep_text(option), keep_text(upper))));
    more.extend(said.positional.as_ref().map(|_| More::Positional));
    more.extend(said.default.as_ref().map(|(value, _)| More::Default(constant(value))));
    more.extend(said.shown.as_deref().map(|name| More::Shown(keep_text(name))));
    more
}

fn constant(value: &model::Constant) -> Constant {
    match value {
        model::Constant::Bool(value) => Constant::Bool(*value),
        model::Constant::Int(value) => Constant::Int(*value),
        model::Constant::Text(value) => Constant::Text(keep_text(value)),
    }
}
