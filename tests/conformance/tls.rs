//! Who is trusted, who is shown a certificate, and how many connections that takes.
//!
//! The embedded cloud speaks plain HTTP, so these tests have a server of their own: behind a certificate that no machine trusts,
//! and of the versions of HTTP that it is told to offer.

use std::convert::Infallible;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use hyper::body::{Bytes, Incoming};
use hyper::service::service_fn;
use hyper::{Request, Response, Version};
use hyper_util::rt::{TokioExecutor, TokioIo};
use osc_runtime::{Connection, ConnectionBuilder, Error, ErrorKind, Method, Retry};
use rcgen::{BasicConstraints, Certificate, CertificateParams, DnType, IsCa, Issuer, KeyPair};
use tempfile::TempDir;
use tokio::io::AsyncReadExt as _;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Barrier;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;
use tokio_rustls::rustls::server::WebPkiClientVerifier;
use tokio_rustls::rustls::{RootCertStore, ServerConfig};
use tokio_rustls::{TlsAcceptor, server::TlsStream};

type Body = http_body_util::Full<Bytes>;

/// An authority that has signed the certificates of a server and of a client.
struct Authority {
    certificate: Certificate,
    issuer: Issuer<'static, KeyPair>,
    folder: TempDir,
}

impl Authority {
    /// Authorities of one name would be taken for one another, and told apart by their signatures alone.
    fn new(name: &str) -> Self {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let certificate = params.self_signed(&key).unwrap();
        Self { certificate, issuer: Issuer::new(params, key), folder: tempfile::tempdir().unwrap() }
    }

    fn sign(&self, name: &str) -> (Certificate, KeyPair) {
        let key = KeyPair::generate().unwrap();
        let params = CertificateParams::new([name.to_owned()]).unwrap();
        (params.signed_by(&key, &self.issuer).unwrap(), key)
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    fn cacert(&self) -> PathBuf {
        self.file("ca.pem", &self.certificate.pem())
    }

    /// The files of a client's certificate and of its key.
    fn client(&self) -> (PathBuf, PathBuf) {
        let (certificate, key) = self.sign("client");
        (self.file("client.pem", &certificate.pem()), self.file("client.key", &key.serialize_pem()))
    }
}

/// What a server has seen.
#[derive(Default)]
struct Seen {
    connections: usize,
    versions: Vec<Version>,
}

/// A server for `localhost`, whose certificate its authority has signed.
struct Server {
    authority: Authority,
    port: u16,
    seen: Arc<Mutex<Seen>>,
    /// Requests are answered when all that are waited for are there.
    together: Arc<Mutex<Arc<Barrier>>>,
}

impl Server {
    /// A server that offers these protocols, as ALPN names them.
    async fn start(protocols: &[&str]) -> Self {
        Self::serve(protocols, false).await
    }

    /// A server that talks to nobody without a certificate of the same authority.
    async fn for_known_clients() -> Self {
        Self::serve(&["h2", "http/1.1"], true).await
    }

    async fn serve(protocols: &[&str], asks: bool) -> Self {
        let authority = Authority::new("Known");
        let (certificate, key) = authority.sign("localhost");
        let provider = Arc::new(ring::default_provider());
        let config =
            ServerConfig::builder_with_provider(Arc::clone(&provider)).with_safe_default_protocol_versions().unwrap();
        let config = if asks {
            let mut trusted = RootCertStore::empty();
            trusted.add(authority.certificate.der().clone()).unwrap();
            let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(trusted), provider).build().unwrap();
            config.with_client_cert_verifier(verifier)
        } else {
            config.with_no_client_auth()
        };
        let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
        let mut config = config.with_single_cert(vec![certificate.der().clone()], key).unwrap();
        config.alpn_protocols = protocols.iter().map(|name| name.as_bytes().to_vec()).collect();

        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let seen = Arc::<Mutex<Seen>>::default();
        let together = Arc::new(Mutex::new(Arc::new(Barrier::new(1))));
        let server = Self { authority, port, seen: Arc::clone(&seen), together: Arc::clone(&together) };
        let acceptor = TlsAcceptor::from(Arc::new(config));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                seen.lock().unwrap().connections += 1;
                tokio::spawn(converse(acceptor.clone(), stream, Arc::clone(&seen), Arc::clone(&together)));
            }
        });
        server
    }

    fn connection(&self) -> ConnectionBuilder {
        let endpoint = format!("https://localhost:{}/v2.0", self.port);
        Connection::builder().auth_type("none").endpoint(endpoint).retry(Retry::never())
    }

    /// A connection that trusts the server.
    fn trusting(&self) -> ConnectionBuilder {
        self.connection().cacert(self.authority.cacert())
    }

    fn connections(&self) -> usize {
        self.seen.lock().unwrap().connections
    }

    fn versions(&self) -> Vec<Version> {
        self.seen.lock().unwrap().versions.clone()
    }
}

async fn converse(
    acceptor: TlsAcceptor,
    stream: TcpStream,
    seen: Arc<Mutex<Seen>>,
    together: Arc<Mutex<Arc<Barrier>>>,
) {
    let stream = match acceptor.accept(stream).into_fallible().await {
        Ok(stream) => stream,
        Err((_, mut refused)) => {
            // To close while there is something to read would reset the connection, and why would be lost on the way.
            let _ = refused.read_to_end(&mut Vec::new()).await;
            return;
        }
    };
    let is_http2 = is_http2(&stream);
    let service = service_fn(move |request: Request<Incoming>| {
        seen.lock().unwrap().versions.push(request.version());
        let barrier = Arc::clone(&together.lock().unwrap());
        async move {
            barrier.wait().await;
            Ok::<_, Infallible>(Response::new(Body::from(r#"{"networks": []}"#)))
        }
    });
    // A client that goes away is none of our business.
    let _ = if is_http2 {
        hyper::server::conn::http2::Builder::new(TokioExecutor::new())
            .serve_connection(TokioIo::new(stream), service)
            .await
    } else {
        hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service).await
    };
}

fn is_http2(stream: &TlsStream<TcpStream>) -> bool {
    stream.get_ref().1.alpn_protocol() == Some(b"h2")
}

/// The body of an answer, or why there is none.
async fn ask(conn: &Connection) -> Result<String, Error> {
    let response = conn.request(Method::Get, "network", "/networks").await?;
    Ok(String::from_utf8(response.bytes().to_vec()).unwrap())
}

/// Why there is no answer, without what was asked; and the kind of that.
async fn refusal(builder: ConnectionBuilder) -> (ErrorKind, String) {
    let conn = builder.connect().await.unwrap();
    let error = ask(&conn).await.unwrap_err();
    let text = error.to_string();
    let (_, why) = text.split_once("/v2.0/networks").unwrap();
    let (_, why) = why.split_once(": ").unwrap();
    (error.kind(), why.to_owned())
}

#[tokio::test]
async fn a_certificate_of_an_unknown_authority_is_refused_with_what_to_do() {
    let server = Server::start(&["http/1.1"]).await;
    let (kind, why) = refusal(server.connection().cacert(Authority::new("Stranger").cacert())).await;
    let expected = "cannot connect: invalid peer certificate: UnknownIssuer; is it signed by an authority of `cacert`?";
    assert_eq!((kind, why.as_str()), (ErrorKind::Connection, expected));
    assert_eq!(server.versions(), []);
}

#[tokio::test]
async fn a_certificate_that_no_authority_of_the_machine_has_signed_is_refused_with_what_to_do() {
    let server = Server::start(&["http/1.1"]).await;
    let (kind, why) = refusal(server.connection()).await;
    let expected = "cannot connect: invalid peer certificate: UnknownIssuer; is it signed by an authority of `cacert`?";
    assert_eq!((kind, why.as_str()), (ErrorKind::Connection, expected));
    assert_eq!(server.versions(), []);
}

#[tokio::test]
async fn a_certificate_of_an_authority_that_is_named_is_trusted() {
    let server = Server::start(&["http/1.1"]).await;
    let conn = server.trusting().connect().await.unwrap();
    assert_eq!(ask(&conn).await.unwrap(), r#"{"networks": []}"#);
}

#[tokio::test]
async fn a_certificate_for_another_name_is_refused_though_its_authority_is_trusted() {
    let server = Server::start(&["http/1.1"]).await;
    let endpoint = format!("https://127.0.0.1:{}/v2.0", server.port);
    let (kind, why) = refusal(server.trusting().endpoint(endpoint)).await;
    let expected = "cannot connect: invalid peer certificate: certificate not valid for name \"127.0.0.1\"; certificate is only \
                    valid for DnsName(\"localhost\"); is the address the one that it was made for?";
    assert_eq!((kind, why.as_str()), (ErrorKind::Connection, expected));
    assert_eq!(server.versions(), []);
}

#[tokio::test]
async fn any_certificate_is_trusted_where_servers_need_not_prove_who_they_are() {
    let server = Server::start(&["http/1.1"]).await;
    let conn = server.connection().verify(false).connect().await.unwrap();
    assert_eq!(ask(&conn).await.unwrap(), r#"{"networks": []}"#);
}

#[tokio::test]
async fn a_server_that_asks_for_a_certificate_is_shown_the_one_that_is_named() {
    let server = Server::for_known_clients().await;
    let (cert, key) = server.authority.client();
    let conn = server.trusting().cert(cert).key(key).connect().await.unwrap();
    assert_eq!(ask(&conn).await.unwrap(), r#"{"networks": []}"#);
}

#[tokio::test]
async fn a_certificate_and_its_key_may_be_one_file() {
    let server = Server::for_known_clients().await;
    let (certificate, key) = server.authority.sign("client");
    let both = server.authority.file("both.pem", &format!("{}{}", key.serialize_pem(), certificate.pem()));
    let conn = server.trusting().cert(both).connect().await.unwrap();
    assert_eq!(ask(&conn).await.unwrap(), r#"{"networks": []}"#);
}

#[tokio::test]
async fn a_server_that_asks_for_a_certificate_and_gets_none_is_said_to_ask() {
    let server = Server::for_known_clients().await;
    let (kind, why) = refusal(server.trusting()).await;
    let expected = "the server asks for a certificate of this client; say which with `cert` and `key`";
    assert_eq!((kind, why.as_str()), (ErrorKind::Connection, expected));
    assert_eq!(server.versions(), []);
}

#[tokio::test]
async fn a_certificate_that_the_server_does_not_know_is_said_to_be_refused() {
    let server = Server::for_known_clients().await;
    let stranger = Authority::new("Stranger");
    let (cert, key) = stranger.client();
    let (kind, why) = refusal(server.trusting().cert(cert).key(key)).await;
    let expected =
        "the server refuses the certificate of this client; is `cert` signed by an authority that it trusts?";
    assert_eq!((kind, why.as_str()), (ErrorKind::Connection, expected));
    assert_eq!(server.versions(), []);
}

#[tokio::test]
async fn a_file_that_is_not_there_is_named() {
    let server = Server::start(&["http/1.1"]).await;
    let path = server.authority.folder.path().join("lost.pem");
    let (cert, _) = server.authority.client();
    for (setting, builder) in [
        ("cacert", server.connection().cacert(&path)),
        ("cert", server.trusting().cert(&path)),
        ("key", server.trusting().cert(cert).key(&path)),
    ] {
        let (kind, why) = refusal(builder).await;
        let expected = format!("`{setting}` {} cannot be read: ", path.display());
        assert_eq!(kind, ErrorKind::Connection);
        assert!(why.starts_with(&expected), "{why}");
    }
    assert_eq!(server.connections(), 0);
}

#[tokio::test]
async fn a_file_that_is_no_certificate_is_named() {
    let server = Server::start(&["http/1.1"]).await;
    let notes = server.authority.file("notes.txt", "Buy bread.\n");
    let torn = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    let torn = server.authority.file("torn.pem", torn);
    let (cert, key) = server.authority.client();
    let (_, other) = server.authority.sign("client");
    let other = server.authority.file("other.key", &other.serialize_pem());
    let ca = server.authority.cacert();
    let [notes_name, torn_name, cert_name, key_name, other_name, ca_name] =
        [&notes, &torn, &cert, &key, &other, &ca].map(|path| path.display().to_string());
    let both = "expected a certificate and its private key, both in PEM";
    let usable = "expected certificates, and the key of `cert`";
    for (builder, expected) in [
        (server.connection().cacert(&notes), format!("`cacert` {notes_name} has no certificate in PEM")),
        (
            server.connection().cacert(&torn),
            format!("`cacert` {torn_name} cannot be used: invalid peer certificate: BadEncoding; {usable}"),
        ),
        (server.trusting().cert(&notes).key(&key), format!("`cert` {notes_name} and `key` {key_name}: {both}")),
        (server.trusting().cert(&cert).key(&notes), format!("`cert` {cert_name} and `key` {notes_name}: {both}")),
        (server.trusting().cert(&cert), format!("`cert` {cert_name}: {both}")),
        (
            server.trusting().cert(&cert).key(&other),
            format!(
                "`cacert` {ca_name}, `cert` {cert_name}, `key` {other_name} cannot be used: keys may not be consistent: \
                 KeyMismatch; {usable}"
            ),
        ),
    ] {
        assert_eq!(refusal(builder).await, (ErrorKind::Connection, expected));
    }
    assert_eq!(server.connections(), 0);
}

#[tokio::test]
async fn http_2_is_spoken_where_it_is_offered_and_requests_at_once_share_one_connection() {
    let server = Server::start(&["h2", "http/1.1"]).await;
    let conn = server.trusting().connect().await.unwrap();
    ask(&conn).await.unwrap();
    // None is answered before all are there.
    *server.together.lock().unwrap() = Arc::new(Barrier::new(32));
    let answers = futures_util::future::join_all((0..32).map(|_| ask(&conn))).await;
    assert!(answers.iter().all(Result::is_ok), "{answers:?}");
    assert_eq!(server.versions(), [Version::HTTP_2; 33]);
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn http_1_1_is_spoken_where_nothing_else_is_offered() {
    for protocols in [&["http/1.1"][..], &[]] {
        let server = Server::start(protocols).await;
        let conn = server.trusting().connect().await.unwrap();
        ask(&conn).await.unwrap();
        ask(&conn).await.unwrap();
        assert_eq!(server.versions(), [Version::HTTP_11; 2]);
        assert_eq!(server.connections(), 1);
    }
}
