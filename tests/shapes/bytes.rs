//! Raw bodies, up and down.

use std::sync::{Arc, Mutex};

use futures_util::StreamExt;
use osc_fake::Answer;
use osc_runtime::{Body, Download, Resource, actions};

use crate::{bare, cloud, sent};

/// An image.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/images", service = "image", key = none, operations(get, create), actions)]
pub struct Image {
    pub id: String,
    pub status: String,
}

#[actions("/images/{id}")]
impl Image {
    /// Uploads its data.
    #[action(put = "file", content_type = "application/octet-stream")]
    pub fn upload(#[action(body)] data: Body);

    /// Downloads its data.
    #[action(get = "file")]
    pub fn download() -> Download;
}

/// An object.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/{container}", service = "object-store", key = none, list_key = none, actions)]
#[resource(operations(list))]
pub struct Object {
    pub container: String,
    #[resource(id)]
    pub name: String,
}

#[actions("/{container}/{name}")]
impl Object {
    /// Uploads it.
    #[action(put = "")]
    pub fn upload(
        #[action(body)] data: Body,
        /// What it is.
        #[action(header = "content-type")]
        content_type: Option<String>,
    );

    /// Downloads it.
    #[action(get = "")]
    pub fn download() -> Download;
}

/// A secret.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/secrets", service = "key-manager", key = none, operations(get, create), actions)]
pub struct Secret {
    #[resource(id)]
    pub secret_ref: String,
    pub name: Option<String>,
}

#[actions("/secrets/{id}")]
impl Secret {
    /// What is secret.
    #[action(get = "payload")]
    pub fn payload(
        /// The type to have it in.
        #[action(header = "accept")]
        content_type: String,
    ) -> Download;
}

#[tokio::test]
async fn data_goes_up_and_down_as_it_is() {
    let (cloud, conn) = cloud([Image::SCHEMA, Object::SCHEMA, Secret::SCHEMA]).await;
    let image = Image::create(&conn).await.unwrap();
    Image::upload(&conn, &image, "not quite an image").await.unwrap();
    let line = format!("PUT /image/v2/images/{}/file", image.id);
    assert_eq!(sent(&cloud), format!("{line}\ncontent-type: application/octet-stream\n\nnot quite an image\n"));
    let download = Image::download(&conn, &image).await.unwrap();
    assert_eq!(sent(&cloud), bare(&format!("GET /image/v2/images/{}/file", image.id)));
    assert_eq!((download.status(), download.length()), (200, Some(18)));
    assert_eq!(download.bytes().await.unwrap(), b"not quite an image");

    Object::upload(&conn, "backup", "a b.txt", "text").content_type("text/plain").await.unwrap();
    assert_eq!(sent(&cloud), "PUT /object-store/v1/backup/a%20b.txt\ncontent-type: text/plain\n\ntext\n");
    assert_eq!(Object::download(&conn, "backup", "a b.txt").await.unwrap().bytes().await.unwrap(), b"text");

    cloud.answer_next(Answer::new(200).body("s3cret"));
    assert_eq!(Secret::payload(&conn, "s1", "text/plain").await.unwrap().bytes().await.unwrap(), b"s3cret");
    assert_eq!(sent(&cloud), bare("GET /key-manager/v1/secrets/s1/payload"));
}

#[tokio::test]
async fn a_file_is_sent_and_saved_with_progress() {
    let (_cloud, conn) = cloud([Image::SCHEMA]).await;
    let image = Image::create(&conn).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let data: Vec<u8> = (0..5_000_000_u32).map(|byte| byte.to_le_bytes()[0]).collect();
    let source = folder.path().join("image");
    std::fs::write(&source, &data).unwrap();
    let seen = Arc::new(Mutex::new(Vec::new()));
    let observer = Arc::clone(&seen);
    let body = Body::from_file(&source).await.unwrap();
    assert_eq!(body.length(), Some(5_000_000));
    let body = body.on_progress(move |progress| observer.lock().unwrap().push((progress.done(), progress.total())));
    Image::upload(&conn, &image, body).await.unwrap();
    let seen = seen.lock().unwrap().clone();
    assert!(seen.len() > 10 && seen.is_sorted());
    assert_eq!(seen.last(), Some(&(5_000_000, Some(5_000_000))));

    let target = folder.path().join("copy");
    Image::download(&conn, &image).await.unwrap().save(&target).await.unwrap();
    assert_eq!(std::fs::read(&target).unwrap(), data);
    let mut chunks = Image::download(&conn, &image).await.unwrap().stream();
    let mut length = 0;
    while let Some(chunk) = chunks.next().await {
        length += chunk.unwrap().len();
    }
    assert_eq!(length, 5_000_000);
}

#[tokio::test]
async fn a_reader_of_unknown_length_is_sent_once() {
    let (cloud, conn) = cloud([Image::SCHEMA]).await;
    let image = Image::create(&conn).await.unwrap();
    Image::upload(&conn, &image, Body::from_reader(&b"streamed"[..], None)).await.unwrap();
    assert_eq!(Image::download(&conn, &image).await.unwrap().bytes().await.unwrap(), b"streamed");
    // A body that is there can be repeated with a new token, one that was read cannot.
    cloud.revoke_tokens().unwrap();
    Image::upload(&conn, &image, b"again".to_vec()).await.unwrap();
    cloud.revoke_tokens().unwrap();
    let error = Image::upload(&conn, &image, Body::from_reader(&b"lost"[..], Some(4))).await.unwrap_err().to_string();
    assert!(
        error.ends_with("the body was read from a reader and cannot be sent again; try again with a new one"),
        "{error}"
    );
    let short = Image::upload(&conn, &image, Body::from_reader(&b"ab"[..], Some(4))).await.unwrap_err().to_string();
    assert!(short.contains("the body was to have 4 bytes and has 2"), "{short}");
}

#[tokio::test]
async fn a_download_that_breaks_off_leaves_nothing() {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    let (cloud, _) = cloud([Image::SCHEMA]).await;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut request = [0; 4096];
        assert!(stream.read(&mut request).await.unwrap() > 0);
        stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf").await.unwrap();
    });
    let service = osc_runtime::Service::new("image").endpoint_override(format!("http://{address}/v2"));
    let conn = cloud.connection().service(service).connect().await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let download = Image::download(&conn, "i1").await.unwrap();
    let error = download.save(folder.path().join("image")).await.unwrap_err();
    assert_eq!(error.kind(), osc_runtime::ErrorKind::Connection);
    assert!(error.to_string().contains("the answer broke off after 4 of 100 bytes"), "{error}");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}
