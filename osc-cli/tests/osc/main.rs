//! The binary `osc`, run as people run it, mostly on its demo cloud.

#![expect(clippy::unwrap_used, reason = "what cannot be prepared cannot be tested")]

mod api;
mod cache;
mod completion;
mod configuration;
mod declaration;
mod demo;
mod errors;
mod formats;
mod help;
mod man;
mod manifest;
mod printing;
#[cfg(unix)]
mod sign_in;
mod topology;
mod wire;

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A home folder without any configuration, and the demo cloud in it.
struct Home(TempDir);

/// What a run of `osc` came to.
#[derive(Debug)]
struct Run {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Home {
    fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    /// `osc` with these arguments, split at spaces, in an environment of its own.
    fn command(&self, arguments: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_osc"));
        command
            .args(arguments.split_whitespace())
            .env_clear()
            .env("HOME", self.path())
            .env("OS_CLIENT_CONFIG_FILE", self.path().join("clouds.yaml"))
            .current_dir(self.path());
        command
    }

    fn run(&self, arguments: &str) -> Run {
        run(&mut self.command(arguments), "")
    }

    /// The output of a run on the demo cloud that has to succeed.
    fn demo(&self, arguments: &str) -> String {
        let run = self.run(&format!("--os-cloud demo {arguments}"));
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{arguments}: {run:?}");
        run.out
    }
}

/// Runs a command with this on its standard input.
fn run(command: &mut Command, input: &str) -> Run {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    Run {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}
