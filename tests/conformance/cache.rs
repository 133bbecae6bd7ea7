//! One sign-in and one discovery for all connections and processes that would do the same.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use futures_util::future::try_join_all;
use osc_fake::Cloud;
use osc_runtime::schema::Microversion;
use osc_runtime::{Connection, Method, Resource, TokenCache};
use tempfile::TempDir;

use crate::lines;

/// A resource of each of five services, each with a field that takes a discovery to be read.
macro_rules! services {
    ($($name:ident $path:literal $service:literal;)*) => {$(
        #[derive(Debug, Resource)]
        #[resource(base_path = $path, service = $service)]
        struct $name {
            id: String,
            #[resource(since = "2.5")]
            tag: Option<String>,
        }
    )*};
}

services! {
    Server "/servers" "compute";
    Volume "/volumes" "block-storage";
    Share "/shares" "shared-file-system";
    Node "/nodes" "baremetal";
    Cluster "/clusters" "container-infrastructure-management";
}

async fn cloud() -> Cloud {
    let schemas = [Server::SCHEMA, Volume::SCHEMA, Share::SCHEMA, Node::SCHEMA, Cluster::SCHEMA];
    let mut builder = Cloud::builder().resources(schemas);
    for schema in schemas {
        builder = builder.microversions(schema.service(), version("2.1"), version("2.10"));
    }
    builder.start().await.unwrap()
}

fn version(text: &str) -> Microversion {
    text.parse().unwrap()
}

async fn list_all(conn: &Connection) {
    Server::list(conn).await.unwrap();
    Volume::list(conn).await.unwrap();
    Share::list(conn).await.unwrap();
    Node::list(conn).await.unwrap();
    Cluster::list(conn).await.unwrap();
}

/// A folder for tokens, which is not there yet.
fn cache() -> (TempDir, TokenCache) {
    let home = TempDir::new().unwrap();
    let cache = TokenCache::in_folder(home.path().join("osc/tokens"));
    (home, cache)
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    files.filter(|path| path.extension().is_some_and(|found| found == extension)).collect()
}

#[tokio::test]
async fn a_second_connection_costs_no_sign_in_and_no_discovery_for_any_service() {
    let cloud = cloud().await;
    let first = cloud.connect().await.unwrap();
    list_all(&first).await;
    // A sign-in, and for each service a document and a list.
    assert_eq!(cloud.requests().len(), 1 + 5 * 2);
    let second = cloud.connect().await.unwrap();
    list_all(&second).await;
    assert_eq!(cloud.requests().len(), 1 + 5 * 2 + 5);
}

#[tokio::test]
async fn a_second_process_costs_no_sign_in_and_no_discovery_for_any_service() {
    let cloud = cloud().await;
    let (_home, cache) = cache();
    let first = cloud.connection().token_cache(cache.clone()).connect().await.unwrap();
    list_all(&first).await;
    // Without a connection that is in use, there is nothing left but the file.
    drop(first);
    let before = cloud.requests().len();
    let second = cloud.connection().token_cache(cache).connect().await.unwrap();
    list_all(&second).await;
    let lists = ["/compute/v2.1/servers", "/block-storage/v3/volumes", "/shared-file-system/v2/shares"];
    let lists = lists.into_iter().chain(["/baremetal/v1/nodes", "/container-infrastructure-management/v1/clusters"]);
    let lists: Vec<_> = lists.map(|path| format!("GET {path}")).collect();
    let requests = lines(&cloud.requests()[before..]);
    let paths: Vec<_> = requests.iter().map(|line| line.split('?').next().unwrap().to_owned()).collect();
    assert_eq!(paths, lists);
}

#[tokio::test]
async fn files_and_folder_are_for_their_owner_alone_and_hold_no_password() {
    let cloud = cloud().await;
    let (_home, cache) = cache();
    let conn = cloud.connection().password("demo").token_cache(cache.clone()).connect().await.unwrap();
    Server::list(&conn).await.unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(cache.folder()), 0o700);
    let files = files(cache.folder(), "json");
    assert_eq!(files.len(), 1);
    assert_eq!(mode(&files[0]), 0o600);
    let text = fs::read_to_string(&files[0]).unwrap();
    assert!(text.contains("\"x-auth-token\":\"gAAAAA"), "the token is kept");
    assert!(!text.contains("password"), "nothing tells of a password");
}

#[tokio::test]
async fn a_folder_that_others_can_read_is_not_used() {
    let cloud = cloud().await;
    let (_home, cache) = cache();
    fs::create_dir_all(cache.folder()).unwrap();
    fs::set_permissions(cache.folder(), fs::Permissions::from_mode(0o755)).unwrap();
    cloud.connection().token_cache(cache.clone()).connect().await.unwrap();
    assert_eq!(fs::read_dir(cache.folder()).unwrap().count(), 0);
}

#[tokio::test]
async fn another_password_scope_or_user_finds_no_token() {
    let cloud = cloud().await;
    let (_home, cache) = cache();
    let builder = cloud.connection().token_cache(cache.clone());
    builder.clone().connect().await.unwrap();
    let error = builder.clone().password("wr0ng").connect().await.unwrap_err();
    assert!(error.is_unauthorized());
    let before = cloud.requests().len();
    builder.clone().project_id("93236417c37d49b4b027f1811ec5af5e").connect().await.unwrap();
    assert_eq!(cloud.requests().len() - before, 1);
    assert_eq!(files(cache.folder(), "json").len(), 2);
}

#[tokio::test]
async fn a_token_that_was_revoked_is_replaced_in_the_file() {
    let cloud = cloud().await;
    let (_home, cache) = cache();
    let connect = || cloud.connection().token_cache(cache.clone()).connect();
    connect().await.unwrap();
    cloud.revoke_tokens().unwrap();
    let conn = connect().await.unwrap();
    Server::list(&conn).await.unwrap();
    drop(conn);
    let before = cloud.requests().len();
    Server::list(&connect().await.unwrap()).await.unwrap();
    assert_eq!(cloud.requests().len() - before, 1);
}

#[tokio::test]
async fn a_file_that_is_none_of_ours_is_replaced() {
    let cloud = cloud().await;
    let (_home, cache) = cache();
    let connect = || cloud.connection().token_cache(cache.clone()).connect();
    connect().await.unwrap();
    let file = files(cache.folder(), "json").remove(0);
    let good = fs::read_to_string(&file).unwrap();
    for broken in
        [&good[..good.len() / 2], "", "[]", r#"{"format": 1}"#, r#"{"format": 99, "token": {}, "discovery": {}}"#]
    {
        fs::write(&file, broken).unwrap();
        let before = cloud.requests().len();
        connect().await.unwrap();
        connect().await.unwrap();
        assert_eq!(cloud.requests().len() - before, 1, "{broken}");
    }
}

#[tokio::test]
async fn a_token_that_has_ended_is_not_taken_from_the_file() {
    let cloud = Cloud::builder().token_lifetime(Duration::from_secs(1)).start().await.unwrap();
    let (_home, cache) = cache();
    let connect = || cloud.connection().token_cache(cache.clone()).connect();
    connect().await.unwrap();
    tokio::time::sleep(Duration::from_millis(1100)).await;
    connect().await.unwrap();
    assert_eq!(cloud.requests().len(), 2);
}

#[tokio::test]
async fn a_cache_is_cleared() {
    let cloud = cloud().await;
    let (_home, cache) = cache();
    cache.clear().unwrap();
    cloud.connection().token_cache(cache.clone()).connect().await.unwrap();
    cache.clear().unwrap();
    assert!(!cache.folder().exists());
    cloud.connection().token_cache(cache).connect().await.unwrap();
    assert_eq!(cloud.requests().len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_connections_at_once_one_signs_in() {
    let cloud = cloud().await;
    let (_home, cache) = cache();
    // Separate sessions, as in separate processes: each has timeouts of its own.
    let connect = |number: u64| {
        let builder = cloud.connection().token_cache(cache.clone());
        builder.connect_timeout(Duration::from_secs(10 + number)).connect()
    };
    let conns = try_join_all((0..50).map(connect)).await.unwrap();
    assert_eq!(cloud.requests().len(), 1);
    for conn in conns {
        conn.request(Method::Get, "compute", "/servers").await.unwrap();
    }
    assert_eq!(cloud.requests().len(), 51);
}
