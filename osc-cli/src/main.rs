//! The binary `osc`: OpenStack's own resources on the command line.

use std::process::ExitCode;

fn main() -> ExitCode {
    osc_cli::Osc::new().run(std::env::args_os())
}
