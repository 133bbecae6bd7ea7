//! Signing in with somebody at the terminal: asked for what is not to be in a file, and sent to the browser where an identity
//! provider wants to see them.

use std::io::{self, IsTerminal as _, Write as _};
use std::thread;

use osc_runtime::auth::{Receipt, Visit};
use osc_runtime::{Connection, ConnectionBuilder, Error};

use crate::cloud::variable;
use crate::prose::harmless;

/// How often somebody is asked for one command.
const MOST_QUESTIONS: usize = 4;

/// What a person can be asked for: the setting, the question, and where the answer goes.
type Question = (&'static str, &'static str, fn(ConnectionBuilder, String) -> ConnectionBuilder);

const QUESTIONS: &[Question] = &[
    ("password", "Password", |builder, answer| builder.password(answer)),
    ("passcode", "Passcode", |builder, answer| builder.passcode(answer)),
    ("application_credential_secret", "Secret of the application credential", |builder, answer| {
        builder.application_credential_secret(answer)
    }),
    ("client_secret", "Secret of the client", |builder, answer| builder.client_secret(answer)),
    ("oauth2_client_secret", "Secret of the OAuth 2.0 client", |builder, answer| builder.oauth2_client_secret(answer)),
];

/// Signs in. Where a secret is missing and somebody is at the terminal, they are asked for it.
pub(crate) async fn sign_in(builder: ConnectionBuilder) -> Result<Connection, Error> {
    let mut builder = builder.visit(visit);
    for _ in 0..MOST_QUESTIONS {
        let error = match builder.clone().connect().await {
            Ok(connection) => return Ok(connection),
            Err(error) => error,
        };
        let missing = error.receipt().and_then(further).or(error.missing_setting());
        let question = QUESTIONS.iter().find(|(setting, ..)| Some(*setting) == missing);
        let Some((setting, text, set)) = question.filter(|_| is_attended()) else { return Err(error) };
        // Nobody is there any more, or they want no more of it.
        let Some(answer) = ask(text) else { return Err(error) };
        if let Some(receipt) = error.receipt() {
            let auth_type = if *setting == "passcode" { "v3totp" } else { "v3password" };
            builder = builder.receipt(receipt.clone()).auth_type(auth_type);
        }
        builder = set(builder, answer);
    }
    builder.connect().await
}

/// The setting for the one method that is asked for too.
fn further(receipt: &Receipt) -> Option<&'static str> {
    match receipt.missing().as_slice() {
        ["totp"] => Some("passcode"),
        ["password"] => Some("password"),
        _ => None,
    }
}

/// Whether somebody is at the terminal, and reads what is written there.
fn is_attended() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// What they answer, which is not shown.
fn ask(text: &str) -> Option<String> {
    rpassword::prompt_password(format!("{text}: ")).ok().filter(|answer| !answer.is_empty())
}

/// Tells where to go, and goes there.
fn visit(visit: &Visit<'_>) {
    let code = visit.user_code.map(|code| format!("\nThe code is {code}; enter it there, unless it is shown already."));
    let text = format!("To sign in, open {}{}", visit.url, code.unwrap_or_default());
    // Nobody is left to be told where the terminal is gone.
    let _ = writeln!(io::stderr(), "{}", harmless(&text));
    if io::stderr().is_terminal() && has_browser() {
        let url = visit.url.to_owned();
        // Some browsers return when they are closed, and some write to the terminal; whatever becomes of it, the address is there.
        thread::spawn(move || webbrowser::open(&url));
    }
}

/// Whether a browser that opens is one that is seen.
fn has_browser() -> bool {
    let elsewhere = cfg!(any(target_os = "macos", windows));
    elsewhere
        || ["BROWSER", "DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"].into_iter().any(|name| variable(name).is_some())
}
