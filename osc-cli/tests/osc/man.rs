//! Pages of the manual.

use std::fs;

use super::Home;

#[test]
fn the_page_of_a_command_is_printed_and_a_wrong_one_told() {
    let home = Home::new();
    let run = home.run("man network create");
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    assert!(run.out.contains("osc network create [OPTIONS] <name>"), "{run:?}");
    assert!(home.run("man").out.contains(".SH ENVIRONMENT"));
    let run = home.run("man network crate");
    assert!(run.code == Some(2) && run.err.contains("no command osc network crate"), "{run:?}");
}

#[test]
fn all_pages_are_written_to_a_folder() {
    let home = Home::new();
    let run = home.run("man --dir share/man1");
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (Some(0), "", ""));
    let folder = home.path().join("share/man1");
    for name in
        ["osc", "osc-network", "osc-network-create", "osc-router-add-subnet", "osc-completion", "osc-demo-serve"]
    {
        let page = fs::read_to_string(folder.join(format!("{name}.1"))).unwrap();
        assert!(page.starts_with(".TH "), "{page}");
    }
    fs::write(home.path().join("file"), "").unwrap();
    let run = home.run("man --dir file");
    assert!(run.code == Some(1) && run.err.starts_with("osc: cannot write file"), "{run:?}");
}
