//! The options of printing, on the demo cloud. What each does with a value is tested beside it.

use std::io::{BufRead as _, BufReader};
use std::process::Stdio;

use super::{Home, run};

#[test]
fn a_list_is_sorted_by_a_column_that_it_does_not_show() {
    let home = Home::new();
    let names = home.demo("network list -f value -c name --sort-column id");
    let sorted = |order: &str| {
        let both = home.demo(&format!("network list -f value -c id -c name --sort-column ID {order}"));
        both.lines().map(|line| line.split_once(' ').unwrap().1.to_owned() + "\n").collect::<String>()
    };
    assert_eq!(names, sorted("--sort-ascending"));
    assert_ne!(names, sorted("--sort-descending"));
    assert_eq!(home.demo("network list -f value -c name --sort-column id --sort-column color"), names);
}

#[test]
fn a_list_is_in_one_order_at_a_time() {
    let run = Home::new().run("network list --sort-ascending --sort-descending");
    assert_eq!(run.code, Some(2), "{run:?}");
}

#[test]
fn the_environment_says_how_wide_a_table_is_unless_an_option_does() {
    let home = Home::new();
    let width = |arguments: &str, variable: (&str, &str)| {
        let mut osc = home.command(&format!("--os-cloud demo network list {arguments}"));
        let run = run(osc.env(variable.0, variable.1), "");
        assert_eq!(run.code, Some(0), "{run:?}");
        run.out.lines().map(|line| line.chars().count()).max().unwrap_or_default()
    };
    let wide = width("", ("COLUMNS", "60"));
    assert!(wide > 80, "{wide}");
    assert_eq!(width("--max-width 70", ("CLIFF_MAX_TERM_WIDTH", "60")), 70);
    assert_eq!(width("", ("CLIFF_MAX_TERM_WIDTH", "60")), 60);
    assert_eq!(width("--max-width 0", ("CLIFF_MAX_TERM_WIDTH", "60")), wide);
    assert_eq!(width("", ("CLIFF_FIT_WIDTH", "0")), wide);
}

#[test]
fn a_width_that_is_no_number_is_told() {
    let home = Home::new();
    let run = run(home.command("--os-cloud demo network list").env("CLIFF_MAX_TERM_WIDTH", "wide"), "");
    assert_eq!((run.code, run.out.as_str()), (Some(1), ""));
    assert!(run.err.contains("CLIFF_MAX_TERM_WIDTH is `wide`; expected a whole number"), "{run:?}");
}

#[test]
fn a_shell_gets_variables_of_one_item() {
    let home = Home::new();
    let shown = home.demo("network show public -f shell --prefix net_ -c name -c router:external");
    assert_eq!(shown, "net_name=\"public\"\nnet_router_external=\"True\"\n");
    let list = home.run("--os-cloud demo network list -f shell");
    assert_eq!(list.code, Some(2), "{list:?}");
    assert!(list.err.contains("--format shell prints one item"), "{list:?}");
}

#[test]
fn json_and_csv_are_written_as_is_wanted() {
    let home = Home::new();
    assert_eq!(home.demo("network list --name public -f json --noindent -c name"), "[{\"Name\": \"public\"}]\n");
    assert_eq!(home.demo("network list --name public -f csv --quote minimal -c name"), "Name\npublic\n");
    assert_eq!(home.demo("network list --name none --print-empty -c name").lines().count(), 4);
}

#[test]
fn a_list_that_is_watched_is_printed_again_until_nobody_reads() {
    let home = Home::new();
    let mut osc = home.command("--os-cloud demo network list --name public -f value -c name --watch=0.1");
    let mut child = osc.stdout(Stdio::piped()).spawn().unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let seen: Vec<_> = lines.take(3).map(Result::unwrap).collect();
    assert_eq!(seen, ["public", "", "public"]);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn a_watch_is_not_for_what_changes_something_and_has_an_interval() {
    let home = Home::new();
    assert_eq!(home.run("--os-cloud demo network delete public --watch").code, Some(2));
    let run = home.run("--os-cloud demo network list --watch=0");
    assert_eq!(run.code, Some(2));
    assert!(run.err.contains("expected a number of seconds, 0.1 at least"), "{run:?}");
}
