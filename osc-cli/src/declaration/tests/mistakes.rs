//! What is wrong in a declaration, and how it is told.

use super::{files, problems};

/// What is told of a file with this text.
fn told(text: &str) -> Vec<String> {
    problems(&files(&[("lb.toml", text)]))
}

/// What is told of a resource with these lines in its table, in the one of its fields, and behind them.
fn of(head: &str, fields: &str, rest: &str) -> Vec<String> {
    let path = if head.contains("base_path") { "" } else { "base_path = \"/lb/pools\"\n" };
    told(&format!("[Pool]\n{path}{head}\nservice = \"network\"\n[Pool.fields]\n{fields}\n{rest}\n"))
}

/// Asserts that each text is told of as is said beside it, and nothing else.
fn each(cases: &[(Vec<String>, &str)]) {
    for (told, expected) in cases {
        assert!(told.len() == 1 && told[0].contains(expected), "{expected}\n{told:#?}");
    }
}

const ID: &str = "id = \"String\"";

#[test]
fn a_mistake_names_the_file_the_line_and_the_table() {
    let told = of("singleto = true", "id = \"String\"\nname = { type = \"String\", colum = true }", "");
    assert_eq!(
        told,
        [
            "lb.toml:3: [Pool]: no key `singleto`; did you mean `singleton`?",
            "lb.toml:7: [Pool.fields.name]: no key `colum`; did you mean `column`?",
        ]
    );
}

#[test]
fn tables_have_names_and_say_what_they_are() {
    each(&[
        (
            told("base_path = \"/x\""),
            ":1: `base_path` is a string, and not a resource; write it below a heading, such as `[Pool]`",
        ),
        (
            told("[\"load balancer\"]\nservice = \"x\""),
            "`load balancer` is no name of a resource; write `[load_balancer]`",
        ),
        (
            told("[Pool]\ndoc = \"x\"\n[Pool.fields]\nid = \"String\""),
            "`Pool` has only fields, and no field is of this type; a resource says `base_path` and `service` too",
        ),
        (
            told("[Pool]\ncli = \"x\"\nfields = { id = \"String\" }"),
            ":1: [Pool]: a resource needs a `base_path` and a `service`; write `base_path = \"/lb/pools\"`",
        ),
        (told("[Pool]\nbase_path = \"/x\"\nfields = { id = \"String\" }"), "a resource needs a `service`"),
        (told("[Pool]\nservice = \"x\"\nfields = { id = \"String\" }"), "a resource needs a `base_path`"),
        (
            told("[Pool]\nbase_path = \"/x\"\nservice = \"x\"\noperations = [\"list\"]"),
            "it has no fields; write `[Pool.fields]`, and below it `id = \"String\"` and so on",
        ),
    ]);
}

#[test]
fn a_value_has_the_form_of_its_key() {
    each(&[
        (of("singleton = \"yes\"", ID, ""), ":3: [Pool]: `singleton` is a string; write `singleton = true`"),
        (of("busy = 3", ID, ""), "`busy` is an integer; write `busy = \"is immutable\"`"),
        (of("busy = \"\"", ID, ""), "`busy` is empty; write"),
        (
            of("key = false", ID, ""),
            "`key` is true or false; write `key = \"pool\"`, or `key = \"none\"` where the body is bare",
        ),
        (of("operations = \"list\"", ID, ""), "`operations` is a string; write `operations = [\"list\""),
        (of("filters = [1]", ID, ""), "an item of `filters` is an integer; write `filters = [\"name\", \"status\"]`"),
        (of("bulk = \"always\"", ID, ""), "this is no value of `bulk`; write `bulk = true`, or `bulk = \"only\"`"),
        (of("list_shape = \"maps\"", ID, ""), "`maps` is no value of `list_shape`; did you mean `map`?"),
        (of("create_method = \"put\"", ID, ""), "`put` is no value of `create_method`; did you mean `PUT`?"),
        (of("", "id = 3", ""), "`id` is an integer, and not a type or a table; write `id = \"String\"`"),
        (
            of("", "id = \"String\"\nname = { column = true }", ""),
            "`name` has no type; write `name = { type = \"String\", … }`",
        ),
        (
            of("", "id = \"String\"\nmtu = { type = \"int\" }", ""),
            "[Pool.fields.mtu]: no type `int`; expected one of `bool`, `i64`",
        ),
        (
            of("", "id = \"String\"\nmtu = \"Strng\"", ""),
            ":7: [Pool.fields.mtu]: no type `Strng`; did you mean `String`?",
        ),
        (
            of("", "id = \"String\"\nmtu = { type = \"u16\", since = 2.1 }", ""),
            "`since` is a number; write `since = \"2.19\"`",
        ),
        (
            of("", "id = \"String\"\nmtu = { type = \"u16\", since = \"x\" }", ""),
            "`x` is no microversion; write two numbers",
        ),
        (
            of("", "id = \"String\"\nmtu = { type = \"u16\", since = \"2.9\", until = \"2.3\" }", ""),
            "`until` is before `since`: no version is from 2.9 to 2.3",
        ),
        (
            of("", "id = \"String\"\nmtu = { type = \"u16\", column = 1 }", ""),
            "`column` is an integer; write `column = true`, or",
        ),
        (
            of("", "id = \"String\"\nstatus = { type = \"String\", state = true }", ""),
            "`state` is true or false; write `state = {",
        ),
        (
            of("", "id = \"String\"\nstatus = { type = \"String\", state = { failed = [\"E\"] } }", ""),
            "`state` names no value that means ready",
        ),
        (
            of("", "id = \"String\"\n\"router:external\" = \"bool\"", ""),
            "is no name of a field; write `router_external = { type",
        ),
        (of("cli = \"LB pool\"", ID, ""), "`LB pool` is no noun of the command line; write words of small letters"),
        (of("cli = \"resources pool\"", ID, ""), "`osc resources` is another command; write another noun"),
    ]);
}

#[test]
fn a_key_of_another_table_is_told_as_such() {
    each(&[
        (of("required = true", ID, ""), "`required` is a key of a resource's field, not of a resource"),
        (
            of("", "id = { type = \"String\", response_key = \"x\" }", ""),
            "`response_key` is a key of an action, not of a resource's field",
        ),
        (
            of("", "id = \"String\"\nip = { fields = { a = { type = \"String\", required = true } } }", ""),
            "`required` is a key of a resource's field, not of a field of an object inside of a resource",
        ),
        (of("crate = \"x\"", ID, ""), "no key `crate`"),
    ]);
}

#[test]
fn operations_are_few_and_each_is_said_once() {
    each(&[
        (of("operations = []", ID, ""), "`operations` names none; expected one of `list`, `get`"),
        (of("operations = [\"list\", \"gett\"]", ID, ""), "no operation `gett`; did you mean `get`?"),
        (of("operations = [\"list\", \"list\"]", ID, ""), "`list` is said twice; remove one of them"),
        (of("operations = [\"list\", \"find\"]", ID, ""), "`find` is no operation of its own; name `list`"),
        (of("operations = [\"list\", { get = true }]", ID, ""), "`get` is true or false; write `operations"),
        (of("operations = [\"list\", { get = { sinc = \"2.1\" } }]", ID, ""), "no key `sinc`; did you mean `since`?"),
        (
            of("operations = [{ list = { idempotent = true } }]", ID, ""),
            "`list` has the same effect once and twice anyway",
        ),
        (
            of("update_method = \"PATCH\"", ID, ""),
            "`update_method` is for `update`, which the resource does not have; remove",
        ),
        (of("operations = [\"get\"]\nlist_path = \"/x\"", ID, ""), "`list_path` is for `list`"),
        (of("", "id = \"String\"\na = { type = \"String\", update_only = true }", ""), "`update_only` is for `update`"),
    ]);
}

#[test]
fn paths_and_ids_belong_together() {
    each(&[
        (of("base_path = \"lb/pools\"", ID, ""), "the path `lb/pools` does not begin with `/`; write `/lb/pools`"),
        (
            of("base_path = \"/a/{a_id}/b\"", ID, ""),
            ":2: [Pool]: no field for the path's parameter `{a_id}`; write `a_id = \"String\"` below `[Pool.fields]`",
        ),
        (
            of("base_path = \"/{account}\"", "account = \"String\"\nid = \"String\"", ""),
            "does not tell the key of a list",
        ),
        (
            of("base_path = \"/a/{a_id}/b\"", "id = \"String\"\na_id = \"u8\"", ""),
            "`a_id` is a parameter of the path, which is a text",
        ),
        (
            of("base_path = \"/a/{a_id}/b\"", "id = \"String\"\na_id = { type = \"String\", required = true }", ""),
            "`a_id` is a parameter of the path, an argument of every command; remove `required`",
        ),
        (of("", "name = \"String\"", ""), "`get` needs an id, and no field is one; a resource has `get` unless"),
        (
            of("operations = [\"delete\"]", "name = \"String\"", ""),
            ":3: [Pool]: `delete` needs an id, and no field is one",
        ),
        (
            of("", "a = { type = \"String\", id = true }\nb = { type = \"String\", id = true }", ""),
            ":7: [Pool.fields.b]: a resource has one id; remove `id` from all fields but one",
        ),
        (of("singleton = true", "a = { type = \"String\", id = true }", ""), "a `singleton` has no id: there is one"),
        (
            of("operations = [\"create\"]\ncreate_method = \"PUT\"", "a = \"String\"", ""),
            "is named in the path, and no field is the id",
        ),
        (of("operations = [\"list\"]\nlist_shape = \"ids\"", "a = \"String\"", ""), "a list of this shape gives ids"),
        (
            of("operations = [\"list\"]\npagination = \"marker\"", "a = \"String\"", ""),
            "the marker of the next page is an id",
        ),
        (
            of("operations = [\"list\"]\ntags = true", "a = \"String\"", ""),
            "`tags` are below an item's id, and no field is the id",
        ),
        (of("quota_set = true", ID, ""), "a quota set is a `singleton` of a project"),
        (
            of("key = \"none\"\nlist_shape = \"wrapped\"", ID, ""),
            "the items of a list are wrapped as one is, and one is not",
        ),
        (
            of("list_key = \"none\"\nbulk = true", ID, ""),
            "`bulk` sends a list under the key of lists, of which there is none",
        ),
        (of("operations = [\"head\"]", ID, ""), "`head` reads headers, and no field is in one"),
    ]);
}

#[test]
fn a_field_does_not_contradict_itself_or_another() {
    let field = |keys: &str| of("", &format!("id = \"String\"\na = {{ {keys} }}"), "");
    each(&[
        (
            field("type = \"String\", read_only = true, required = true"),
            "`read_only` contradicts `required`; remove one of them",
        ),
        (field("type = \"u8\", beside = true, read_only = true"), "`beside` contradicts `read_only`"),
        (field("type = \"Vec<String>\", filter = true"), "a list cannot be filtered on a list; remove `filter`"),
        (
            of("filters = [\"nam\"]", "id = \"String\"\nname = \"String\"", ""),
            "no field `nam` to filter on; did you mean `name`?",
        ),
        (of("filters = [\"id\", \"id\"]", ID, ""), "`id` is said twice"),
        (field("type = \"String\", header = \"x y\""), "`x y` is no header"),
        (field("type = \"String\", header = \"x-*\""), "all headers that begin so are the entries of a map"),
        (field("type = \"HashMap<String, String>\", header = \"x\""), "one header holds no map"),
        (field("type = \"u8\", state = { ready = [\"A\"] }"), "a state is a text, and `a` is none"),
        (
            field("type = \"String\", fault = true"),
            "`fault` says why a resource has failed, and no field is the `state`",
        ),
        (field("type = \"String\", read_only = true, write_only = true"), "`read_only` contradicts `write_only`"),
        (field("type = \"String\", write_only = true, sort = \"b\""), "`write_only` contradicts `sort`"),
        (
            of("operations = [\"get\", \"delete\"]", "id = \"String\"\na = { type = \"String\", revision = true }", ""),
            "a revision is a number, and `a` is none",
        ),
        (
            field("type = \"u64\", revision = true"),
            "`revision` is for `update` and `delete`, which the resource does not have",
        ),
        (
            of("", "id = \"String\"\na = { fields = { b = { type = \"u8\", null = true } } }", ""),
            "`null` is sent where there is nothing, and `b` always holds something",
        ),
        (field("type = \"u8\", references = \"Subnet\""), "`a` is to hold ids, which are texts"),
        (field("type = \"String\", flatten = true"), "`a` is to hold unknown keys, and is no map"),
        (
            field("type = \"String\", name = \"id\""),
            "`id` and `a` have the same wire name `id`; give each a wire name of its own",
        ),
        (field("type = \"String\", alias = \"id\""), "`id` is the wire name of the field `id`"),
        (
            field("type = \"String\", fields = { b = \"u8\" }"),
            "`fields` are those of `Fields`, which is not in the type `String`",
        ),
        (field("type = \"Vec<Pool>\""), "`Pool` cannot hold `Pool` itself; write `Value`"),
        (field("type = \"Body\""), "no type `Body`"),
        (
            of("query = { marker = \"Vec<String>\" }", ID, ""),
            "[Pool.query.marker]: a query cannot carry a list; write a scalar",
        ),
        (
            of(
                "",
                "id = \"String\"\na = { type = \"String\", state = { ready = [\"A\"] } }\nb = { type = \"String\", state = { ready = [\"A\"] } }",
                "",
            ),
            "a resource has one field with a state",
        ),
    ]);
}

#[test]
fn a_reference_is_to_a_resource_that_there_is() {
    each(&[(
        of("", "id = \"String\"\na = { type = \"String\", references = \"Subnt\" }", ""),
        ":7: [Pool.fields.a]: no resource `Subnt`; did you mean `Subnet`?",
    )]);
    let declared = told(
        "[Image]\nbase_path = \"/images\"\nservice = \"image\"\n[Image.fields]\nid = \"String\"\n\
         a = { type = \"String\", references = \"Flavor\" }",
    );
    assert_eq!(
        declared,
        [
            "lb.toml:6: [Image.fields.a]: 2 resources are called `Flavor`; write the noun of one: `flavor` or `network flavor`"
        ]
    );
}

#[test]
fn an_action_says_what_it_sends_and_no_more() {
    let action = |keys: &str| of("", ID, &format!("[Pool.actions.go]\n{keys}"));
    each(&[
        (action("key = \"go\""), "[Pool.actions.go]: `go` does not say what it sends; write `post = \"action\"`"),
        (action("get = \"a\"\npost = \"b\""), "an action has one of `get` and `post`; remove one of them"),
        (action("get = \"a\"\nkey = \"go\""), "`key` wraps the body, and a request that reads has no body"),
        (action("post = \"a\"\nresponse_key = \"x\""), "`response_key` wraps an answer, and nothing of it is read"),
        (action("get = \"a\"\nreturns = \"Vlue\""), "no type `Vlue`; did you mean `Value`?"),
        (action("post = \"{\""), "`{` is no parameter of a path"),
        (action("post = \"a\"\narguments = { id = \"u8\" }"), "`id` is a parameter of the path, which is a text"),
        (
            action("post = \"a\"\narguments = { a = { type = \"String\", body = true } }"),
            "`a` is the body as it is, which is bytes",
        ),
        (action("post = \"a\"\narguments = { a = { type = \"Body\" } }"), "`a` is bytes, which are the body as it is"),
        (
            action("post = \"a\"\narguments = { a = { type = \"String\", query = true, header = \"x\" } }"),
            "`a` has one place; remove `header`",
        ),
        (
            action("post = \"a\"\narguments = { a = { type = \"Body\", body = true }, b = \"String\" }"),
            "`b` has no place: the body is another argument",
        ),
        (
            action("get = \"a\"\narguments = { a = { type = \"Body\", body = true } }"),
            "would be in the body, which `get` does not have",
        ),
        (
            action("post = \"a\"\narguments = { a = { type = \"String\", required = true } }"),
            "`required` is a key of a resource's field",
        ),
        (of("actions = { go = true }", ID, ""), "`go` is true or false; write `go = { post"),
    ]);
}

#[test]
fn the_vocabulary_of_the_command_line_fits_its_fields() {
    let field = |keys: &str| of("", &format!("id = \"String\"\na = {{ {keys} }}\nb = \"String\""), "");
    let action = |keys: &str| of("", ID, &format!("[Pool.actions.go]\npost = \"go\"\n{keys}"));
    each(&[
        (
            field("type = \"u8\", option = \"--a\""),
            ":7: [Pool.fields.a]: `--a` is no name of an option; write small letters",
        ),
        (field("type = \"u8\", switch = \"on\""), "`--on` stands for a value of another type"),
        (field("type = \"u8\", switch = { on = 1.5 }"), "`on` is a number; write a text, an integer"),
        (field("type = \"u8\", switch = true"), "`switch` is true or false; write `switch = { enable"),
        (field("type = \"bool\", words = [\"UP\"]"), "`words` takes two texts; write `words = [\"UP\", \"DOWN\"]`"),
        (field("type = \"u8\", words = [\"UP\", \"DOWN\"]"), "`words` are for true and false, and `a` is no `bool`"),
        (field("type = \"u8\", range = [\"a-b\", \"c\"]"), "`c` is no field; write `range"),
        (field("type = \"u8\", range = [\"a-b\", \"b\"]"), "`b` is no integer"),
        (
            field("type = \"u8\", read_only = true, positional = true"),
            "a creation does not set `a`; remove `positional`",
        ),
        (field("type = \"u8\", default = 4"), "`default` is for what a creation requires, and `a` is not"),
        (field("type = \"u8\", required = true, default = \"4\""), "the default of `a` is of another type"),
        (field("type = \"u8\", required = true, default = 4.5"), "`default` is a number; write a text"),
        (field("type = \"Vec<String>\", positional = true"), "`a` is a list, behind which nothing could stand; remove"),
        (
            field("type = \"u8\", option = \"b\""),
            ":8: [Pool.fields.b]: `--b` is an option of `a` already; write another name",
        ),
        (field("type = \"bool\", switch = \"format\""), "`--format` is an option of `all commands` already"),
        (
            of("", "id = \"String\"\nshared = \"bool\"\nno_shared = \"bool\"", ""),
            "`--no-shared` is an option of `shared` already",
        ),
        (of("tags = true", "id = \"String\"\ntag = \"String\"", ""), "`--tag` is an option of `tags` already"),
        (action("arguments = { wait = \"Option<u8>\" }"), "`--wait` is an option of `the command` already"),
        (
            action("arguments = { all = \"Vec<String>\", host = \"String\" }"),
            "`all` is a list, behind which nothing could stand; move it behind the other arguments",
        ),
        (
            of(
                "operations = [\"get\", \"create\", \"update\"]",
                "id = \"String\"\nname = \"String\"",
                "[Pool.actions.go]\npost = \"go\"\ncli = \"set --name\"\narguments = { x = \"String\" }",
            ),
            "[Pool.fields.name]: `--name` is an option of `go` already",
        ),
        (of("variant = \"A B\"", ID, ""), "`A B` is no variant of a noun"),
        (action("cli = \"Go\""), "`Go` is no verb; write words of small letters"),
        (action("cli = \"go --address\""), "`go --address` is no verb"),
        (action("cli = { go = \"a\" }"), "`a` is no argument of `go`; write one of its arguments"),
        (action("cli = { go = 4 }"), "`go` is an integer; write the name of an argument"),
        (
            action("[Pool.actions.delete]\npost = \"x\""),
            "[Pool.actions.delete]: there is a `delete` already; give the action another name",
        ),
        (action("[Pool.actions.show]\npost = \"x\""), "`osc pool show` is another command; write another verb"),
        (of("tags = true", ID, "[Pool.actions.add_tag]\npost = \"x\""), "there is a `add_tag` already"),
        (
            of("", "id = \"String\"\nr = { fields = { hop = { type = \"u8\", references = \"Subnet\" } } }", ""),
            "[Pool.fields.r.fields.hop]: `hop` is to hold ids, which are texts",
        ),
    ]);
}

#[test]
fn a_noun_is_declared_once() {
    let one = "[A]\nbase_path = \"/a\"\nservice = \"network\"\ncli = \"same thing\"\n[A.fields]\nid = \"String\"\n";
    let declared = files(&[("a.toml", one), ("b.toml", &one.replace('A', "B"))]);
    assert_eq!(
        problems(&declared),
        ["b.toml:4: [B]: `osc same thing` is `A` of a.toml already; write another noun: `cli = \"…\"`"]
    );
    each(&[(told(&format!("{one}{}", one.replace('A', "B"))), ":10: [B]: `osc same thing` is `A` of lb.toml already")]);
}
