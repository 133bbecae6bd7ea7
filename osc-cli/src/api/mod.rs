//! `osc api`: a request of any kind, for what no resource declares.
//!
//! What is answered is printed as it is, JSON in lines: no table, no names for ids. `address` is where a path leads, `json`
//! what is done to the answers.

mod address;
mod json;

use std::collections::HashSet;
use std::io::{self, IsTerminal as _, Write as _};

use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use clap::{Arg, ArgAction, ArgMatches, Command};
use osc_runtime::request::{Request, Response};
use osc_runtime::schema::{Microversion, Schema};
use osc_runtime::transport::url::Url;
use osc_runtime::{Body, Connection, Method, Value};

use crate::cloud::Lazy;
use crate::failure::Failure;
use crate::output::progress;
use crate::prose::harmless;

/// The command.
pub(crate) const NAME: &str = "api";

/// What `osc --help` says of it.
pub(crate) const ABOUT: &str = "Send any request to a service, signed in";

const METHODS: [Method; 6] = [Method::Get, Method::Head, Method::Post, Method::Put, Method::Patch, Method::Delete];

/// The command.
pub(crate) fn command() -> Command {
    let named = |name: String| METHODS.into_iter().find(|method| method.as_str().eq_ignore_ascii_case(&name));
    let method =
        PossibleValuesParser::new(METHODS.map(Method::as_str)).map(move |name| named(name).unwrap_or(Method::Get));
    let option = |name, placeholder| Arg::new(name).long(name).value_name(placeholder);
    let repeated = |name, placeholder| option(name, placeholder).action(ArgAction::Append);
    let switch = |name| Arg::new(name).long(name).action(ArgAction::SetTrue);
    Command::new(NAME)
        .about(ABOUT)
        .arg(
            Arg::new("method")
                .value_name("METHOD")
                .required(true)
                .ignore_case(true)
                .value_parser(method)
                .help("Its method"),
        )
        .arg(Arg::new("path").value_name("PATH").required(true).help(
            "Where it goes: a path below the service's endpoint, with the version or without, or an address there",
        ))
        .arg(option("service", "TYPE").required(true).help("The type of the service, such as network"))
        .args([
            repeated("query", "NAME=VALUE")
                .value_parser(|text: &str| pair(text, '='))
                .help("Add this to the query (can be repeated)"),
            repeated("header", "NAME:VALUE")
                .value_parser(|text: &str| pair(text, ':'))
                .help("Send this header (can be repeated)"),
            option("json", "JSON|@PATH|-").help("Send this JSON: as it is, from a file, or from the standard input"),
            option("file", "PATH").conflicts_with("json").help("Send this file"),
            option("microversion", "VERSION")
                .value_parser(|text: &str| text.parse::<Microversion>().map_err(|error| error.to_string()))
                .help("Ask for this microversion"),
            switch("all").help("Ask for all pages of a list, and print them as one"),
            switch("include").conflicts_with("all").help("Print the status and the headers too"),
            option("output", "PATH|-")
                .conflicts_with_all(["all", "include"])
                .help("Write what is answered to this file, as it is; - for the standard output"),
        ])
        .after_help("Options that choose the cloud: see `osc --help`.")
}

/// Sends it, and prints the answer.
pub(crate) async fn run(cloud: &Lazy, matches: &ArgMatches, resources: &[&'static Schema]) -> Result<(), Failure> {
    let method = matches.get_one("method").copied().unwrap_or(Method::Get);
    if matches.get_flag("all") && method != Method::Get {
        return Err(Failure::Usage("--all is for a list, which is asked for by GET".into()));
    }
    let body = body(matches).await?;
    let cloud = cloud.get(matches, resources).await?;
    let call = Call { connection: &cloud.connection, service: text(matches, "service").unwrap_or_default(), matches };
    let mut request = call.request(method, call.address().await?);
    for (name, value) in pairs(matches, "query") {
        request = request.query(name, value);
    }
    if let Some(body) = body {
        request = request.body(body);
    }
    match text(matches, "output") {
        Some("-") => download(request).await,
        Some(path) => {
            let download = request.download().await?;
            let bar = progress::bytes(download.length());
            Ok(download.on_progress(move |progress| bar.set_position(progress.done())).save(path).await?)
        }
        None if matches.get_flag("all") => print(format!("{:#}\n", call.all(request.await?).await?).as_bytes()),
        None => print(&shown(&request.await?, matches.get_flag("include"))),
    }
}

/// What is to be sent.
async fn body(matches: &ArgMatches) -> Result<Option<Body>, Failure> {
    if let Some(given) = text(matches, "json") {
        return Ok(Some(json::read(given)?.into()));
    }
    let Some(path) = text(matches, "file") else { return Ok(None) };
    let body = Body::from_file(path).await;
    body.map(Some).map_err(|error| Failure::Failed(format!("cannot read {path}: {error}")))
}

/// What all requests of the command have in common.
struct Call<'a> {
    connection: &'a Connection,
    service: &'a str,
    matches: &'a ArgMatches,
}

impl Call<'_> {
    /// Where the command line says to go.
    async fn address(&self) -> Result<Url, Failure> {
        let path = text(self.matches, "path").unwrap_or_default();
        let endpoint = self.connection.endpoint(self.service).await?;
        address::of(&endpoint, path).map_err(|error| Failure::Failed(format!("`{path}` is no address: {error}")))
    }

    fn request(&self, method: Method, url: Url) -> Request {
        let mut request = self.connection.request_to(method, self.service, url);
        if text(self.matches, "file").is_some() {
            request = request.header("content-type", "application/octet-stream");
        }
        for (name, value) in pairs(self.matches, "header") {
            request = request.header(name, value.trim());
        }
        match self.matches.get_one("microversion") {
            Some(version) => request.microversion(*version),
            None => request,
        }
    }

    /// The list that begins with this page.
    async fn all(&self, first: Response) -> Result<Value, Failure> {
        let mut list = first.value()?;
        let mut seen = HashSet::new();
        let mut next = first.next_page()?;
        while let Some(url) = next {
            if !seen.insert(url.clone()) {
                return Err(Failure::Failed(format!("the pages lead in a circle, to {}", url.path())));
            }
            let page = self.request(Method::Get, url).await?;
            // One that is linked to from an empty page is empty as well.
            next = if json::join(&mut list, page.value()?) { page.next_page()? } else { None };
        }
        json::unlink(&mut list);
        Ok(list)
    }
}

/// An answer as it is printed.
fn shown(response: &Response, with_headers: bool) -> Vec<u8> {
    let mut text = String::new();
    if with_headers {
        text = format!("HTTP {}\n", response.status());
        response.headers().for_each(|(name, value)| text.extend([name, ": ", value, "\n"]));
        text.push('\n');
    }
    let body = json::indented(response.bytes()).map(String::into_bytes);
    [text.into_bytes(), body.unwrap_or_else(|| response.bytes().to_vec())].concat()
}

/// Prints what is answered as it comes.
async fn download(request: Request) -> Result<(), Failure> {
    let mut download = request.download().await?;
    while let Some(chunk) = download.chunk().await? {
        io::stdout().write_all(&chunk)?;
    }
    Ok(io::stdout().flush()?)
}

fn print(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    // What is looked at must not move the cursor.
    match std::str::from_utf8(bytes) {
        Ok(text) if io::stdout().is_terminal() => out.write_all(harmless(text).as_bytes())?,
        _ => out.write_all(bytes)?,
    }
    Ok(out.flush()?)
}

fn text<'a>(matches: &'a ArgMatches, name: &str) -> Option<&'a str> {
    matches.get_one::<String>(name).map(String::as_str)
}

fn pairs<'a>(matches: &'a ArgMatches, name: &str) -> impl Iterator<Item = &'a (String, String)> {
    matches.get_many(name).into_iter().flatten()
}

/// A name and a value with `separator` between them.
fn pair(text: &str, separator: char) -> Result<(String, String), String> {
    let (name, value) = text
        .split_once(separator)
        .filter(|(name, _)| !name.is_empty())
        .ok_or_else(|| format!("expected a name, `{separator}` and a value"))?;
    Ok((name.to_owned(), value.to_owned()))
}
