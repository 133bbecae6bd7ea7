//! Whatever stands in a file, it is a resource whose commands can be built, or a mistake that is told.

use osc_runtime::schema::Schema;

use super::{Declared, POOL, files};
use crate::operation::Verb;

/// Everything that can be said at once.
const RICH: &str = r#"
[Rule]
base_path = "/policies/{policy_id}/rules"
service = "rating"
cli = "rating rule"
operations = ["list", "get", { create = { since = "2.3", idempotent = true } }, "update", "delete"]
query = { all = "bool", since = { type = "Timestamp", name = "changes-since" } }
filters = ["name", "shared"]
update_method = "PATCH"
tags = true
[Rule.fields]
id = { type = "String", column = "ID" }
policy_id = { type = "String", references = "Subnet" }
name = "Option<String>"
direction = { type = "String", required = true, switch = { ingress = "in", egress = "out" }, default = "in" }
group = { type = "String", required = true, positional = true }
shared = { type = "Option<bool>", switch = "share", words = ["Yes", "No"], long = "Shared" }
port_min = { type = "Option<u16>", range = ["port", "port_max"] }
port_max = "Option<u16>"
secret = { type = "Secret", write_only = true }
parts = { type = "Vec<Fields>", name = "x:parts", fields = { price = "f64", of = { type = "String", option = "for" } } }
other = { type = "HashMap<String, Part>", create_only = true }
status = { type = "String", state = { ready = ["A"], failed = ["B"], pending = ["C"] } }
[Part.fields]
price = { type = "i64", alias = "cost", coerce = true }
[Rule.actions]
start = { post = "action", key = "start", arguments = { host = "String", ports = "Vec<u16>" }, leads_to = "A" }
swap = { put = "swap", cli = { "add a" = "a", "add b" = "b" }, arguments = { a = "Option<String>", b = "Option<String>" } }
add = { put = "add", cli = "set --entry", arguments = { entries = "Vec<String>" } }
remove = { put = "remove", cli = "unset --entry", arguments = { entries = "Vec<String>" } }
upload = { put = "/file/{id}", content_type = "text/plain", arguments = { data = { type = "Body", body = true } } }
"#;

/// Builds all commands of what is taken, as clap checks them.
fn build(declared: &Declared) {
    if !declared.faulty.is_empty() {
        return;
    }
    let own = |schema: &&&Schema| matches!(schema.name(), "Pool" | "Rule");
    for schema in declared.resources.iter().filter(own) {
        for verb in Verb::of(schema) {
            verb.command(schema, verb.name()).debug_assert();
        }
    }
}

#[test]
fn a_file_that_is_cut_off_or_lacks_a_line_or_a_letter_is_told_of_or_taken() {
    // Every place of the short one, and some of the long one.
    for (text, step) in [(POOL, 1), (RICH, 7)] {
        let lines: Vec<&str> = text.lines().collect();
        let cut = (0..text.len()).step_by(step).map(|end| text[..end].to_owned());
        let without_line = (0..lines.len()).map(|line| [&lines[..line], &lines[line + 1..]].concat().join("\n"));
        let without_letter = (0..text.len()).step_by(step).map(|at| [&text[..at], &text[at + 1..]].concat());
        let whole = std::iter::once(text.to_owned());
        for text in whole.chain(cut).chain(without_line).chain(without_letter) {
            build(&files(&[("a.toml", &text)]));
        }
    }
}

#[test]
fn a_value_of_any_type_behind_any_key_is_told_of_or_taken() {
    for value in ["true", "false", "4", "-4.5", "\"x\"", "\"\"", "[]", "[\"x\", 4]", "{}", "{ x = 4 }", "1979-05-27"] {
        for line in RICH.lines().filter(|line| line.contains(" = ")) {
            let (key, _) = line.split_once(" = ").unwrap();
            build(&files(&[("a.toml", &RICH.replace(line, &format!("{key} = {value}")))]));
        }
    }
}

#[test]
fn an_action_that_an_option_of_set_does_is_called_as_it_likes() {
    for (option, argument) in [("name", "x"), ("x", "name"), ("name", "name"), ("shared", "port-min"), ("tag", "id")] {
        let action = format!(
            "more = {{ put = \"more\", cli = \"set --{option}\", arguments = {{ {} = \"Vec<String>\" }} }}",
            argument.replace('-', "_")
        );
        build(&files(&[("a.toml", &format!("{RICH}{action}\n"))]));
    }
}
