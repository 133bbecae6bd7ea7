//! Actions that several services have in the same form.

use super::{Action, Field, Kind, Mixins, Returns, Usage};
use crate::Method;
use crate::codec::Attribute;

const TAG: &[Field] = &[Field::of("tag", String::SHAPE, Usage::PATH.and(Usage::REQUIRED).bits())];
const NEW_TAGS: &[Field] = &[Field::of("tags", <Vec<String>>::SHAPE, Usage::REQUIRED.bits())];

/// The tags of an item: sorted words that people put on it.
pub const TAGS: &[Action] = &[
    Action::new("tags", Method::Get, "tags")
        .with_doc("The tags of the one with this id.")
        .with_response_key("tags")
        .with_returns(Returns::Value(Kind::List(&Kind::Text))),
    Action::new("set_tags", Method::Put, "tags")
        .with_doc("Puts these tags in the place of all others.")
        .with_arguments(NEW_TAGS),
    Action::new("add_tag", Method::Put, "tags/{tag}").with_doc("Adds a tag.").with_arguments(TAG),
    Action::new("remove_tag", Method::Delete, "tags/{tag}").with_doc("Removes a tag.").with_arguments(TAG),
    Action::new("has_tag", Method::Get, "tags/{tag}")
        .with_doc("Whether there is this tag.")
        .with_arguments(TAG)
        .with_returns(Returns::Existence),
    Action::new("clear_tags", Method::Delete, "tags").with_doc("Removes all tags."),
];

const MAP: Kind = Kind::Map(&Kind::Text);
const ENTRIES: &[Field] =
    &[Field::of("metadata", <std::collections::BTreeMap<String, String>>::SHAPE, Usage::REQUIRED.bits())];
const METADATA_KEY: &[Field] = &[Field::of("key", String::SHAPE, Usage::PATH.and(Usage::REQUIRED).bits())];

/// The metadata of an item: keys and values that people give it.
pub const METADATA: &[Action] = &[
    Action::new("metadata", Method::Get, "metadata")
        .with_doc("The metadata of the one with this id.")
        .with_response_key("metadata")
        .with_returns(Returns::Value(MAP)),
    Action::new("set_metadata", Method::Post, "metadata")
        .with_doc("Sets these keys, and leaves the others.")
        .with_arguments(ENTRIES)
        .with_response_key("metadata")
        .with_returns(Returns::Value(MAP)),
    Action::new("replace_metadata", Method::Put, "metadata")
        .with_doc("Puts these keys in the place of all others.")
        .with_arguments(ENTRIES)
        .with_response_key("metadata")
        .with_returns(Returns::Value(MAP)),
    Action::new("remove_metadata", Method::Delete, "metadata/{key}")
        .with_doc("Removes a key.")
        .with_arguments(METADATA_KEY),
];

/// What a quota set is without changes, and how much of it is in use.
pub const QUOTA_SET: &[Action] = &[
    Action::new("defaults", Method::Get, "defaults")
        .with_doc("The quotas of a project for which nothing is set.")
        .with_returns(Returns::Resource),
    Action::new("usage", Method::Get, "detail")
        .with_doc("Limit, use and reservation of each quota.")
        .with_returns(Returns::Value(Kind::Any)),
];

/// The actions of these mixins.
pub(super) fn actions(mixins: Mixins) -> impl Iterator<Item = &'static Action> {
    let table = |mixin, actions| if mixins.contains(mixin) { actions } else { &[] as &[Action] };
    let tables = [table(Mixins::TAGS, TAGS), table(Mixins::METADATA, METADATA), table(Mixins::QUOTA_SET, QUOTA_SET)];
    tables.into_iter().flatten()
}
