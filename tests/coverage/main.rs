//! Every resource of the network service, and all that can be done with it: over the embedded cloud, and, where the real
//! Neutron of `tests/cloud` has the extension, on that.
//!
//! A [`recipe`] says what an item of a resource is made of; the [`exercise`] is the same for all. A resource without a recipe, and
//! an operation or action that none has exercised, fail the test by name. What was exercised where is the page
//! `docs/coverage.md`, which the test compares with what it has found.

mod compare;
mod exercise;
mod ledger;
mod lists;
mod page;
mod recipe;
mod recipes;
mod scope;
mod typed;

use ledger::{Ledger, Place};
use osc_fake::Cloud;
use osc_services::network::NetworkService;
use recipe::Recipe;

#[test]
fn each_resource_has_a_recipe() {
    let recipes = recipes::all();
    let resources = NetworkService::resources();
    let has_one = |path: &str| recipes.iter().any(|recipe| recipe.schema.base_path() == path);
    let missing: Vec<_> = resources.iter().map(|schema| schema.base_path()).filter(|path| !has_one(path)).collect();
    assert!(missing.is_empty(), "resources without a recipe in tests/coverage/recipes: {missing:#?}");
    assert_eq!(recipes.len(), resources.len(), "a recipe is of no resource of the service, or two are of one");
}

#[tokio::test]
async fn everything_is_exercised_over_the_embedded_cloud_and_the_page_says_so() {
    let recipes = recipes::all();
    let ledger = embedded(&recipes).await;
    ledger.check(&recipes, |recipe, cell| !recipe.is_real_alone(cell));
    page::check(&recipes, &page::extensions_that_it_tells());
}

#[cfg(feature = "real-cloud")]
#[tokio::test]
async fn what_the_real_service_has_is_exercised_there_and_the_page_says_so() {
    let cloud = std::env::var("OSC_TEST_CLOUD").expect("run tests/cloud/run, which starts the services");
    let conn = osc_runtime::Connection::from_cloud(&cloud).await.unwrap();
    let recipes = recipes::all();
    let extensions = osc_services::network::Extension::list(&conn).await.unwrap();
    let extensions = extensions.into_iter().map(|extension| extension.alias).collect();
    let mut ledger = Ledger::new(Place::Real);
    exercise::all(&recipes, &conn, &extensions, &mut ledger).await;
    ledger.check(&recipes, |recipe, cell| recipe.is_real(cell, &extensions));
    page::check(&recipes, &extensions);
}

/// Exercises all over an embedded cloud that begins with what its API cannot create.
async fn embedded(recipes: &[Recipe]) -> Ledger {
    let mut builder = Cloud::builder().resources(osc_services::resources());
    for recipe in recipes {
        let (path, _) = recipe.schema.base_path().split_once('?').unwrap_or((recipe.schema.base_path(), ""));
        for item in &recipe.seeds {
            builder = builder.seed("network", path, item.clone());
        }
    }
    let cloud = builder.start().await.unwrap();
    let conn = cloud.connect().await.unwrap();
    let mut ledger = Ledger::new(Place::Embedded);
    exercise::all(recipes, &conn, &recipe::every_extension(recipes), &mut ledger).await;
    ledger
}
