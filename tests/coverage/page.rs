//! The page `docs/coverage.md`: what is exercised where.
//!
//! What a Neutron has is told by its extensions alone, so the page names those of the one that it was written for. With these, a
//! run without services says the same of the page as one with them.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::PathBuf;

use osc_runtime::schema::{Action, Mixins, mixin};

use crate::recipe::{Extensions, Recipe};

const REWRITE: &str = "OSC_COVERAGE_REWRITE=1 tests/cloud/coverage";
const EXTENSIONS: &str = "## The extensions of the real service";
const OPERATIONS: [&str; 5] = ["list", "get", "create", "update", "delete"];

/// Fails where the committed page is another one than that of these recipes and extensions; writes it, where that is asked for.
pub(crate) fn check(recipes: &[Recipe], extensions: &Extensions) {
    let page = page(recipes, extensions);
    if std::env::var_os("OSC_COVERAGE_REWRITE").is_some() {
        std::fs::write(path(), page).unwrap();
        return;
    }
    let committed = std::fs::read_to_string(path()).unwrap_or_default();
    let other = page.lines().find(|line| !committed.contains(line));
    assert!(
        page == committed,
        "docs/coverage.md is stale; to write it anew: {REWRITE}\nThe first other line: {other:?}"
    );
}

/// The extensions that the committed page was written for.
pub(crate) fn extensions_that_it_tells() -> Extensions {
    let committed = std::fs::read_to_string(path()).unwrap_or_default();
    let (_, told) = committed.split_once(EXTENSIONS).unwrap_or_default();
    told.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../docs/coverage.md")
}

fn page(recipes: &[Recipe], extensions: &Extensions) -> String {
    let mut page = String::from(
        "# What is exercised, and where\n\n\
         Every resource of the network service has a recipe in `tests/coverage/recipes`, by which each of its operations and\n\
         actions is exercised: **real** on the Neutron that `tests/cloud` runs, and all but calls beside the resource's path over the embedded cloud, too;\n\
         **embedded** over the embedded cloud alone, with the reason beside it. An operation, an action or a resource that is\n\
         not exercised fails the test `coverage`, and so does this page where it says something else than the test has found.\n\
         The test writes it: `OSC_COVERAGE_REWRITE=1 tests/cloud/coverage`. What the real service has, and a recipe does not pass\n\
         there yet, is in `tests/coverage/pending.txt`.\n\n\
         Beside the operations: *find* by name; *filters*, each that the item has a value for; *queries* and *tag filters* of\n\
         lists; *sort*, both ways; *pages*; *bulk* creation; *if_revision*, of changes and deletions.\n\n",
    );
    count(&mut page, recipes, extensions);
    page.push_str("\n| resource | extension | list | get | create | update | delete | actions | beside | embedded alone, because |\n");
    page.push_str("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n");
    for recipe in recipes {
        row(&mut page, recipe, extensions);
    }
    let aliases: Vec<_> = extensions.iter().map(|alias| format!("`{alias}`")).collect();
    writeln!(page, "\n{EXTENSIONS}\n\n{}: {}.", aliases.len(), aliases.join(", ")).unwrap();
    page
}

fn count(page: &mut String, recipes: &[Recipe], extensions: &Extensions) {
    let table = [
        ("resources", recipes.iter().map(|recipe| (recipe, Vec::new())).collect()),
        ("operations", of_all(recipes, |recipe| recipe.schema.operations().names().collect())),
        ("actions", of_all(recipes, |recipe| recipe.schema.actions().map(Action::name).collect())),
        ("beside", of_all(recipes, Recipe::besides)),
    ];
    page.push_str("| | real | embedded alone |\n| --- | --- | --- |\n");
    for (what, all) in table {
        let all: Vec<(&Recipe, Vec<&str>)> = all;
        let places = all.iter().flat_map(|(recipe, cells)| {
            let cells = if what == "resources" { vec![""] } else { cells.clone() };
            cells.into_iter().map(|cell| recipe.is_real(cell, extensions))
        });
        let (real, embedded): (Vec<bool>, Vec<bool>) = places.partition(|is_real| *is_real);
        writeln!(page, "| {what} | {} | {} |", real.len(), embedded.len()).unwrap();
    }
}

fn of_all(recipes: &[Recipe], cells: impl Fn(&Recipe) -> Vec<&'static str>) -> Vec<(&Recipe, Vec<&'static str>)> {
    recipes.iter().map(|recipe| (recipe, cells(recipe))).collect()
}

fn row(page: &mut String, recipe: &Recipe, extensions: &Extensions) {
    let schema = recipe.schema;
    let place = |cell: &str| if recipe.is_real(cell, extensions) { "real" } else { "embedded" };
    let has: Vec<_> = schema.operations().names().collect();
    let operations = OPERATIONS.map(|name| if has.contains(&name) { place(name) } else { "–" });
    let tags: Vec<_> = mixin_tags().iter().map(|action| action.name()).collect();
    let is_mixin = |name: &&str| schema.mixins().contains(Mixins::TAGS) && tags.contains(name);
    let mut actions: Vec<_> = schema.actions().map(Action::name).filter(|name| !is_mixin(name)).collect();
    if schema.mixins().contains(Mixins::TAGS) {
        actions.push("the six of tags");
    }
    let actions = by_place(&actions, &place);
    let besides = by_place(&recipe.besides(), &place);
    let extension = recipe.extension.map_or("–".to_owned(), |alias| format!("`{alias}`"));
    let reasons = reasons(recipe, extensions);
    let name = schema.name();
    let path = schema.base_path();
    let operations = operations.join(" | ");
    writeln!(page, "| {name}<br>`{path}` | {extension} | {operations} | {actions} | {besides} | {reasons} |").unwrap();
}

fn mixin_tags() -> [&'static Action; 6] {
    [&mixin::TAGS, &mixin::SET_TAGS, &mixin::ADD_TAG, &mixin::REMOVE_TAG, &mixin::HAS_TAG, &mixin::CLEAR_TAGS]
}

/// `real: tags; embedded: stats`.
fn by_place(cells: &[&'static str], place: &impl Fn(&str) -> &'static str) -> String {
    let parts = ["real", "embedded"].map(|wanted| {
        let there: Vec<_> = cells.iter().copied().filter(|cell| place(cell) == wanted).collect();
        (!there.is_empty()).then(|| format!("{wanted}: {}", there.join(", ")))
    });
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    if parts.is_empty() { "–".to_owned() } else { parts.join("; ") }
}

fn reasons(recipe: &Recipe, extensions: &Extensions) -> String {
    let mut cells: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for cell in recipe.cells() {
        if let Some(why) = recipe.why_embedded(cell, extensions) {
            cells.entry(why).or_default().push(cell);
        }
    }
    let all = recipe.cells().len();
    let reason =
        |(why, of): (String, Vec<&str>)| if of.len() == all { why } else { format!("{}: {why}", of.join(", ")) };
    cells.into_iter().map(reason).collect::<Vec<_>>().join("; ")
}
