//! `delete`: the end of items.

use osc_runtime::request::Delete;

use super::{Call, Place};
use crate::failure::{self, Failure};
use crate::output::Output;

/// Goes on behind a failure: what can be deleted is.
pub(super) async fn run(call: &Call<'_>) -> Result<Output, Failure> {
    let place = call.place().await?;
    if call.schema.is_singleton() {
        delete(&place, "").await?;
        return Ok(Output::Nothing);
    }
    let mut result = Ok(Output::Nothing);
    for item in call.matches.get_many::<String>("item").into_iter().flatten() {
        match delete(&place, item).await {
            Err(Failure::Failed(text)) => {
                failure::report(&text);
                result = Err(Failure::Reported);
            }
            other => other?,
        }
    }
    result
}

async fn delete(place: &Place, item: &str) -> Result<(), Failure> {
    let id = place.id(item).await?;
    Ok(Delete::new(&place.cloud.connection, place.schema, place.with(id)).await?)
}
