#![deny(warnings, missing_docs, clippy::pedantic)]
//! Every key at least once.

use std::collections::HashMap;

use osc_runtime::{Body, Download, Resource, Value, actions};

/// A server.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/servers", service = "compute", key = "server", list_key = "servers", cli = "server")]
#[resource(create_key = "server", created_key = "server", create_path = "/servers", create_method = "POST")]
#[resource(list_path = "/servers/detail", list_shape = "objects", pagination = "links", update_method = "PUT")]
#[resource(operations(list, get, create, update(since = "2.3", until = "2.90", idempotent), delete, head), content_type = "a/b")]
#[resource(filters(name), query(all_tenants: bool, changes: Option<String> = "changes-since"))]
#[resource(busy = "is locked", bulk, tags, metadata, actions, serde, crate = "osc_runtime")]
pub struct Server {
    /// Its id.
    #[resource(id)]
    pub uuid: String,
    /// Its name.
    #[resource(column = "Name", required)]
    pub name: String,
    /// What it is made from.
    #[resource(references = Image, create_only, filter = "image", sort = "image_ref")]
    pub image_id: Option<String>,
    /// In what state it is.
    #[resource(state(ready("ACTIVE"), failed("ERROR"), pending("BUILD")), alias = "state")]
    pub status: String,
    /// What is wrong.
    #[resource(fault, read_only, since = "2.1", until = "2.60")]
    pub fault: Option<Value>,
    /// A guard.
    #[resource(header = "if-match", write_only, update_only)]
    pub guard: Option<String>,
    /// Whether it is locked.
    #[resource(coerce)]
    pub locked: bool,
    /// Of the list.
    #[resource(beside)]
    pub generation: u64,
    /// All else.
    #[resource(flatten)]
    pub others: HashMap<String, Value>,
}

#[actions("/servers/{id}")]
impl Server {
    /// Restarts it.
    #[action(post = "action", key = "reboot", since = "2.1", until = "2.9", leads_to = "ACTIVE", idempotent)]
    pub fn reboot(
        /// How.
        #[action(name = "type", since = "2.2")]
        kind: String,
        #[action(query)] force: Option<bool>,
        #[action(header = "x-reason")] reason: Option<String>,
    ) -> Self;

    /// Uploads.
    #[action(put = "file", content_type = "application/octet-stream", idempotent = false)]
    pub fn upload(#[action(body)] data: Body);

    /// Downloads.
    #[action(get = "file")]
    pub fn download() -> Download;

    /// Whether it has an image.
    #[action(head = "images/{image}")]
    pub fn has_image(#[action(references = Image)] image: String) -> bool;

    /// Its addresses.
    #[action(get = "ips", response_key = "addresses")]
    pub fn addresses() -> HashMap<String, Value>;
}

/// An image.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/images/{owner}", service = "image", singleton, quota_set, operations(get))]
pub struct Image {
    /// Whose it is.
    pub owner: String,
}

fn main() {}
