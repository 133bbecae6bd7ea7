//! An `impl` of `#[actions]`: calls beyond a resource's operations.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::spanned::Spanned;
use syn::{Attribute, FnArg, LitStr, Pat, Path as TypePath, ReturnType, Signature, Token, Type, Visibility, braced};

use super::{Path, Vocabulary};
use crate::attribute::{self, Envelope, Items, Verb, Versions, doc};
use crate::errors::Errors;
use crate::types::{is_named, optional};

/// All actions of an `impl`.
pub(crate) struct Actions {
    pub(crate) ident: Ident,
    pub(crate) runtime: TypePath,
    pub(crate) all: Vec<Action>,
}

/// One action.
pub(crate) struct Action {
    pub(crate) ident: Ident,
    pub(crate) visibility: Visibility,
    pub(crate) name: String,
    pub(crate) doc: String,
    pub(crate) deprecated: Option<Attribute>,
    /// HTTP's method, in lower case.
    pub(crate) method: &'static str,
    pub(crate) path: Path,
    pub(crate) key: Option<String>,
    pub(crate) response_key: Option<LitStr>,
    pub(crate) content_type: Option<LitStr>,
    pub(crate) leads_to: Option<LitStr>,
    /// Whether it is said to have the same effect once and twice, or not to.
    pub(crate) idempotent: Option<bool>,
    pub(crate) versions: Versions,
    /// Its verbs on the command line, where these are said.
    pub(crate) verbs: Option<Vec<Verb>>,
    pub(crate) arguments: Vec<Argument>,
    pub(crate) returns: Returns,
}

/// What an action returns.
pub(crate) enum Returns {
    Nothing,
    Resource,
    Existence,
    Bytes(Box<Type>),
    Value(Box<Type>),
}

/// An argument of an action.
pub(crate) struct Argument {
    pub(crate) ident: Ident,
    pub(crate) name: String,
    pub(crate) wire_name: String,
    pub(crate) ty: Type,
    pub(crate) doc: String,
    pub(crate) place: Place,
    pub(crate) versions: Versions,
    pub(crate) reference: Option<TypePath>,
    pub(crate) vocabulary: Vocabulary,
}

/// Where a request carries an argument.
#[derive(PartialEq, Eq)]
pub(crate) enum Place {
    Path,
    Query,
    Header(String),
    /// A field of the body.
    Field,
    /// The body itself.
    Body,
}

impl Argument {
    /// Whether it is said by a setter, and need not be said.
    pub(crate) fn optional(&self) -> bool {
        self.place != Place::Path && optional(&self.ty).is_some()
    }
}

/// An `impl` whose methods have no bodies.
pub(crate) struct Block {
    pub(crate) self_type: Type,
    pub(crate) methods: Vec<Method>,
    /// What could be passed over.
    mistakes: Vec<syn::Error>,
}

impl Block {
    /// The resource; nothing where it is none.
    pub(crate) fn resource(&self) -> Option<&Ident> {
        let Type::Path(path) = &self.self_type else { return None };
        path.path.segments.last().filter(|last| last.arguments.is_none()).map(|last| &last.ident)
    }
}

pub(crate) struct Method {
    attributes: Vec<Attribute>,
    pub(crate) visibility: Visibility,
    pub(crate) signature: Signature,
}

impl Parse for Block {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        input.call(Attribute::parse_outer)?;
        input
            .parse::<Token![impl]>()
            .map_err(|error| syn::Error::new(error.span(), "expected `impl Server { … }`, the resource's actions"))?;
        let self_type = input.parse()?;
        let content;
        braced!(content in input);
        let (mut methods, mut mistakes) = (Vec::new(), Vec::new());
        while !content.is_empty() {
            let attributes = content.call(Attribute::parse_outer)?;
            let visibility = content.parse()?;
            let signature: Signature = content.parse().map_err(|error| {
                syn::Error::new(
                    error.span(),
                    "expected an action, such as `pub fn start();`; other items need another `impl`",
                )
            })?;
            if let Err(error) = content.parse::<Token![;]>() {
                let name = &signature.ident;
                let problem = format!("expected `;` behind `{name}`: an action has no body, it is declared");
                mistakes.push(syn::Error::new(error.span(), problem));
                content.parse::<TokenTree>()?;
            }
            methods.push(Method { attributes, visibility, signature });
        }
        Ok(Self { self_type, methods, mistakes })
    }
}

impl Actions {
    /// The model of an `impl`; `below` is what stands in `#[actions(…)]`.
    pub(crate) fn read(block: &Block, below: TokenStream, errors: &mut Errors) -> Option<Self> {
        let options = Options::read(below, errors);
        for mistake in &block.mistakes {
            errors.add(mistake.clone());
        }
        let ident = block.resource().cloned();
        let Some(ident) = ident else {
            let help = "write `impl Server { … }`, a resource without generic parameters";
            errors.push(block.self_type.span(), "`#[actions]` are those of a resource", help);
            return None;
        };
        let actions =
            block.methods.iter().filter_map(|method| Action::read(method, &ident, options.below.as_ref(), errors));
        Some(Self { all: actions.collect(), runtime: options.runtime, ident })
    }
}

/// What stands in `#[actions(…)]`: a path, and the runtime's.
pub(crate) struct Options {
    below: Option<LitStr>,
    pub(crate) runtime: TypePath,
}

impl Options {
    pub(crate) fn read(tokens: TokenStream, errors: &mut Errors) -> Self {
        let parse = |input: ParseStream<'_>| {
            let below: Option<LitStr> = if input.peek(LitStr) { Some(input.parse()?) } else { None };
            input.parse::<Option<Token![,]>>()?;
            let runtime = if input.is_empty() {
                None
            } else {
                input.parse::<Token![crate]>()?;
                input.parse::<Token![=]>()?;
                Some(input.parse::<LitStr>()?.parse_with(TypePath::parse_mod_style)?)
            };
            Ok((below, runtime))
        };
        let help =
            "expected `#[actions(\"/servers/{id}\")]`, the path that others are below, and perhaps `crate = \"…\"`";
        let (below, runtime) = parse.parse2(tokens).unwrap_or_else(|error| {
            errors.add(syn::Error::new(error.span(), help));
            (None, None)
        });
        Self { below, runtime: runtime.unwrap_or_else(|| syn::parse_quote!(::osc_runtime)) }
    }
}

const METHODS: &[&str] = &["get", "head", "post", "put", "patch", "delete"];

impl Action {
    fn read(method: &Method, resource: &Ident, below: Option<&LitStr>, errors: &mut Errors) -> Option<Self> {
        let Method { attributes, visibility, signature } = method;
        let items = Items::read(attributes, &attribute::ACTION, errors);
        let ident = signature.ident.clone();
        let verb = items.first_of(&attribute::ACTION, METHODS, errors);
        if verb.is_none() && METHODS.iter().all(|method| items.lacks(method)) {
            let help = format!("write `#[action(post = \"action\", key = \"{}\")]` above it", ident.unraw());
            errors.push(ident.span(), format!("`{ident}` does not say what it sends"), help);
        }
        let verb = verb?;
        let path = path(&items, verb, below, errors)?;
        let key = match items.envelope("key", "reboot", errors) {
            Some(Envelope::Key(key)) => Some(key),
            _ => None,
        };
        shape(signature, errors);
        let reads = matches!(verb, "get" | "head");
        let arguments: Vec<_> =
            signature.inputs.iter().filter_map(|input| argument(input, &path, reads, errors)).collect();
        let action = Self {
            name: ident.unraw().to_string(),
            doc: doc(attributes),
            deprecated: attributes.iter().find(|attribute| attribute.path().is_ident("deprecated")).cloned(),
            returns: returns(&signature.output, resource, verb),
            response_key: items.text("response_key", "server", errors),
            content_type: items.text("content_type", "application/octet-stream", errors),
            leads_to: items.text("leads_to", "SHUTOFF", errors),
            idempotent: items.switch("idempotent", errors),
            verbs: items.verbs(errors),
            versions: items.versions(errors),
            visibility: visibility.clone(),
            method: verb,
            ident,
            path,
            key,
            arguments,
        };
        action.check(&items, errors);
        Some(action)
    }

    /// What contradicts itself.
    fn check(&self, items: &Items, errors: &mut Errors) {
        let mut bodies = self.arguments.iter().filter(|argument| argument.place == Place::Body);
        let body = bodies.next();
        for other in bodies {
            errors.push(other.ident.span(), "a request has one body", "mark one argument with `#[action(body)]`");
        }
        let fields = self.arguments.iter().find(|argument| argument.place == Place::Field);
        if let (Some(_), Some(field)) = (body, fields) {
            let problem = format!("`{}` has no place: the body is another argument", field.name);
            errors.push(field.ident.span(), problem, "mark it with `#[action(query)]` or `#[action(header = \"…\")]`");
        }
        let reads = matches!(self.method, "get" | "head");
        if let Some(at) = items.place("key").filter(|_| reads || body.is_some()) {
            let problem = if reads { "a request that reads has no body" } else { "the body is an argument as it is" };
            errors.push(at, format!("`key` wraps the body, and {problem}"), "remove `key`");
        }
        for field in
            self.arguments.iter().filter(|argument| reads && matches!(argument.place, Place::Field | Place::Body))
        {
            let problem = format!("`{}` would be in the body, which `{}` does not have", field.name, self.method);
            errors.push(field.ident.span(), problem, "remove `body`: arguments are in the query then");
        }
        if let Some(at) = items.place("response_key")
            && matches!(self.returns, Returns::Nothing | Returns::Existence | Returns::Bytes(_))
        {
            let help = "write what it returns: `-> Self`, `-> Value`, a struct with `#[derive(Fields)]`";
            errors.push(at, "`response_key` wraps an answer, and nothing of it is read", help);
        }
    }
}

fn path(items: &Items, verb: &str, below: Option<&LitStr>, errors: &mut Errors) -> Option<Path> {
    // What is below the path of the `impl` may be nothing.
    let (at, text) = items.possible_text(verb, "action", errors)?;
    if text.starts_with('/') {
        return Some(Path::read(&LitStr::new(&text, at), errors));
    }
    let Some(below) = below else {
        let problem = format!("`{text}` is below a path that `#[actions]` does not say");
        errors.push(
            at,
            problem,
            "write `#[actions(\"/servers/{id}\")]` above the `impl`, or the path from its first `/` on",
        );
        return None;
    };
    Some(Path::read(&LitStr::new(below.value().trim_end_matches('/'), below.span()), errors).below(&text))
}

/// Says what a signature has that an action has not.
fn shape(signature: &Signature, errors: &mut Errors) {
    let tokens = [
        signature.asyncness.as_ref().map(|token| (token.span(), "`async`: it returns a request that is awaited")),
        signature.constness.as_ref().map(|token| (token.span(), "`const`")),
        signature.generics.params.first().map(|first| (first.span(), "generic parameters")),
    ];
    for (at, what) in tokens.into_iter().flatten() {
        errors.push(at, format!("an action has no {what}"), "write `pub fn name(argument: Type) -> Type;`");
    }
}

fn argument(input: &FnArg, path: &Path, reads: bool, errors: &mut Errors) -> Option<Argument> {
    let typed = match input {
        FnArg::Typed(typed) => typed,
        FnArg::Receiver(receiver) => {
            let help = "remove it: the resource is told by its id, `{id}` in the path";
            errors.push(receiver.span(), "an action has no `self`", help);
            return None;
        }
    };
    let Pat::Ident(name) = &*typed.pat else {
        errors.push(typed.pat.span(), "an argument of an action is a name", "write `name: Type`");
        return None;
    };
    let ident = name.ident.clone();
    let items = Items::read(&typed.attrs, &attribute::ARGUMENT, errors);
    let name = ident.unraw().to_string();
    let wire_name = items.text("name", "type", errors).map_or_else(|| name.clone(), |text| text.value());
    let header = items.text("header", "if-match", errors);
    let (query, body) = (items.flag("query", errors), items.flag("body", errors));
    let in_path = path.parameters.contains(&name);
    let place = match (in_path, header) {
        (true, _) => Place::Path,
        (_, Some(header)) => Place::Header(header.value().to_lowercase()),
        _ if query.is_some() => Place::Query,
        _ if body.is_some() => Place::Body,
        _ if reads => Place::Query,
        _ => Place::Field,
    };
    let keys = ["query", "header", "body"].into_iter().filter_map(|key| Some((key, items.place(key)?)));
    for (key, at) in keys.skip(usize::from(!in_path)) {
        let problem = if in_path { format!("`{name}` is in the path") } else { format!("`{name}` has one place") };
        errors.push(at, problem, format!("remove `{key}`"));
    }
    if place == Place::Body && !is_named(&typed.ty, "Body") {
        let help = "write `Body`, which bytes, files and readers become";
        errors.push(typed.ty.span(), format!("`{name}` is the body as it is, which is bytes"), help);
    }
    if in_path && !is_named(&typed.ty, "String") {
        errors.push(typed.ty.span(), format!("`{name}` is a parameter of the path, which is a text"), "write `String`");
    }
    Some(Argument {
        ty: (*typed.ty).clone(),
        doc: doc(&typed.attrs),
        versions: items.versions(errors),
        reference: items.path("references", "Network", errors),
        vocabulary: Vocabulary::read(&items, errors),
        ident,
        name,
        wire_name,
        place,
    })
}

fn returns(output: &ReturnType, resource: &Ident, verb: &str) -> Returns {
    let ty = match output {
        ReturnType::Default => return Returns::Nothing,
        ReturnType::Type(_, ty) => ty,
    };
    match &**ty {
        Type::Tuple(tuple) if tuple.elems.is_empty() => Returns::Nothing,
        ty if is_named(ty, "Self") || is_named(ty, &resource.to_string()) => Returns::Resource,
        ty if is_named(ty, "Download") => Returns::Bytes(Box::new(ty.clone())),
        ty if is_named(ty, "bool") && verb == "head" => Returns::Existence,
        ty => Returns::Value(Box::new(ty.clone())),
    }
}

impl Items {
    /// A key with a text, which may be empty.
    fn possible_text(&self, key: &str, example: &str, errors: &mut Errors) -> Option<(Span, String)> {
        match self.empty_text(key) {
            Some(at) => Some((at, String::new())),
            None => self.text(key, example, errors).map(|text| (text.span(), text.value())),
        }
    }
}
