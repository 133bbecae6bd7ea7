//! An `osc` that knows gadgets, beside all that OpenStack has.

use std::process::ExitCode;

use openstack::Service;
use osc_cli::Osc;

fn main() -> ExitCode {
    let service = Service::new("gadgets").alias("gadget-factory").version_path("v1");
    let resources = gadgets::Factory::resources().iter().copied();
    Osc::new().resources(resources).service(service).run(std::env::args_os())
}
