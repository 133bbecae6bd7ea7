//! Actions, and filters of lists, that several services have in the same form.

use std::collections::BTreeMap;

use super::{Action, Field, Kind, Mixins, More, Returns, Usage};
use crate::Method;
use crate::codec::Attribute;

const IN_PATH: u16 = Usage::PATH.and(Usage::REQUIRED).bits();
const TAG: &[Field] = &[Field::of("tag", String::SHAPE, IN_PATH)];
const KEY: &[Field] = &[Field::of("key", String::SHAPE, IN_PATH)];
const NEW_TAGS: &[Field] = &[Field::of("tags", <Vec<String>>::SHAPE, Usage::REQUIRED.bits())];
const ENTRIES: &[Field] = &[Field::of("metadata", <BTreeMap<String, String>>::SHAPE, Usage::REQUIRED.bits())];
const MAP: Returns = Returns::Value(Kind::Map(&Kind::Text));

/// The tags of an item.
pub static TAGS: Action = Action::new("tags", Method::Get, "tags")
    .with_doc("The tags of the one with this id.")
    .with_response_key("tags")
    .with_returns(Returns::Value(Kind::List(&Kind::Text)));
/// Other tags instead of all that an item has.
pub static SET_TAGS: Action = Action::new("set_tags", Method::Put, "tags")
    .with_doc("Puts these tags in the place of all others.")
    .with_arguments(NEW_TAGS);
/// One more tag of an item.
pub static ADD_TAG: Action =
    Action::new("add_tag", Method::Put, "tags/{tag}").with_doc("Adds a tag.").with_arguments(TAG);
/// One tag less.
pub static REMOVE_TAG: Action =
    Action::new("remove_tag", Method::Delete, "tags/{tag}").with_doc("Removes a tag.").with_arguments(TAG);
/// Whether an item has a tag.
pub static HAS_TAG: Action = Action::new("has_tag", Method::Get, "tags/{tag}")
    .with_doc("Whether there is this tag.")
    .with_arguments(TAG)
    .with_returns(Returns::Existence);
/// No tags any more.
pub static CLEAR_TAGS: Action = Action::new("clear_tags", Method::Delete, "tags").with_doc("Removes all tags.");

/// The metadata of an item.
pub static METADATA: Action = Action::new("metadata", Method::Get, "metadata")
    .with_doc("The metadata of the one with this id.")
    .with_response_key("metadata")
    .with_returns(MAP);
/// Further keys of an item's metadata.
pub static SET_METADATA: Action = Action::new("set_metadata", Method::Post, "metadata")
    .with_doc("Sets these keys of its metadata, and leaves the others.")
    .with_arguments(ENTRIES)
    .with_response_key("metadata")
    .with_returns(MAP);
/// Other metadata instead of all that an item has.
pub static REPLACE_METADATA: Action = Action::new("replace_metadata", Method::Put, "metadata")
    .with_doc("Puts these keys in the place of all its metadata.")
    .with_arguments(ENTRIES)
    .with_response_key("metadata")
    .with_returns(MAP);
/// One key of the metadata less.
pub static REMOVE_METADATA: Action = Action::new("remove_metadata", Method::Delete, "metadata/{key}")
    .with_doc("Removes a key of its metadata.")
    .with_arguments(KEY);

/// The quotas of a project for which nothing is set.
pub static DEFAULTS: Action = Action::new("defaults", Method::Get, "defaults")
    .with_doc("The quotas of a project for which nothing is set.")
    .with_returns(Returns::Resource);
/// How much of each quota is in use.
pub static USAGE: Action = Action::new("usage", Method::Get, "detail")
    .with_doc("Limit, use and reservation of each quota, as JSON.")
    .with_returns(Returns::Value(Kind::Any));

/// The tags that the items of a list have, or have not.
const TAG_FILTERS: &[Field] = &[
    filter("tags", "tags", &[More::Option("tags")], "Only with all of these tags."),
    filter("any_tags", "tags-any", &[More::Option("any-tags")], "Only with any of these tags."),
    filter(
        "not_tags",
        "not-tags",
        &[More::Option("not-tags")],
        "Only without all of these tags: one of them is missing.",
    ),
    filter("not_any_tags", "not-tags-any", &[More::Option("not-any-tags")], "Only without any of these tags."),
];

const fn filter(name: &'static str, wire_name: &'static str, option: &'static [More], doc: &'static str) -> Field {
    Field::of(name, <Vec<String>>::SHAPE, 0).with_wire_name(wire_name).with_doc(doc).with(option)
}

/// The parameters of a list's query of these mixins.
pub(super) fn queries(mixins: Mixins) -> &'static [Field] {
    if mixins.contains(Mixins::TAGS) { TAG_FILTERS } else { &[] }
}

/// The actions of these mixins.
pub(super) fn actions(mixins: Mixins) -> impl Iterator<Item = &'static Action> {
    static ALL: &[(Mixins, &[&Action])] = &[
        (Mixins::TAGS, &[&TAGS, &SET_TAGS, &ADD_TAG, &REMOVE_TAG, &HAS_TAG, &CLEAR_TAGS]),
        (Mixins::METADATA, &[&METADATA, &SET_METADATA, &REPLACE_METADATA, &REMOVE_METADATA]),
        (Mixins::QUOTA_SET, &[&DEFAULTS, &USAGE]),
    ];
    let tables = ALL.iter().filter(move |(mixin, _)| mixins.contains(*mixin));
    tables.flat_map(|(_, actions)| actions.iter().copied())
}
