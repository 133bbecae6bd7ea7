//! The crate's resources as commands of an `osc` of its own.

use std::path::{Path, PathBuf};
use std::process::Command;

/// What the example `osc` prints, on a demo cloud whose state is in this home.
fn osc(home: &Path, arguments: &str) -> String {
    let test = std::env::current_exe().unwrap();
    let folder: PathBuf = test.ancestors().nth(2).unwrap().join("examples");
    let output = Command::new(folder.join("osc"))
        .args(arguments.split(' '))
        .env_clear()
        .env("HOME", home)
        .env("OS_CLOUD", "demo")
        .output()
        .unwrap();
    assert!(output.status.success(), "{arguments}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn its_resources_are_commands_beside_openstacks_own() {
    let home = std::env::temp_dir().join(format!("gadgets-{}", std::process::id()));
    std::fs::create_dir_all(&home).unwrap();
    osc(&home, "gadget create lever --maker name=Ada,city=London --stock 5 --label iron");
    assert_eq!(osc(&home, "gadget list -f value"), "lever 5\n");
    osc(&home, "gadget set lever --stock 4 --label long");
    assert_eq!(osc(&home, "gadget show lever -f value -c stock -c labels"), "4\n['iron', 'long']\n");
    osc(&home, "gadget delete lever");
    assert_eq!(osc(&home, "network list -f value -c Name"), "admin_pri\npublic\n");
    std::fs::remove_dir_all(&home).unwrap();
}
