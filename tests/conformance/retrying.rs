//! What is sent again, and what is not.

use std::task::Poll;
use std::time::Duration;

use osc_fake::{Answer, Cloud};
use osc_runtime::{Body, Connection, Error, ErrorKind, Method, Resource, Retry, Service, TokenCache};

use crate::lines;

/// A gadget.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/gadgets", service = "gadgets", operations(list, get, create, update, delete))]
struct Gadget {
    id: String,
    name: String,
}

/// A gadget whose service has microversions.
#[derive(Debug, Clone, Default, Resource)]
#[resource(base_path = "/lamps", service = "lamps")]
struct Lamp {
    id: String,
    #[resource(since = "1.5")]
    color: Option<String>,
}

/// Attempts that come soon, since nobody waits for anything here.
fn soon() -> Retry {
    Retry::new().pauses(Duration::from_millis(1), Duration::from_millis(2))
}

async fn cloud() -> Cloud {
    Cloud::start([Gadget::SCHEMA, Lamp::SCHEMA]).await.unwrap()
}

async fn connect(cloud: &Cloud) -> Connection {
    cloud.connection().retry(soon()).connect().await.unwrap()
}

const SIGN_IN: &str = "POST /identity/v3/auth/tokens";

#[tokio::test]
async fn a_sign_in_is_repeated_until_keystone_answers() {
    let cloud = cloud().await;
    for answer in [
        Answer::new(503),
        Answer::new(429).header("retry-after", "0"),
        Answer::new(502).body("<html>"),
        Answer::new(201).header("x-subject-token", "gAAAAA").body(r#"{"token": {"catalog": [{"#),
    ] {
        cloud.answer_next_sign_in(answer);
    }
    connect(&cloud).await;
    assert_eq!(lines(&cloud.requests()), [SIGN_IN; 5]);
}

#[tokio::test]
async fn a_sign_in_is_not_repeated_for_ever_and_not_at_all_when_it_is_refused() {
    let cloud = cloud().await;
    for _ in 0..3 {
        cloud.answer_next_sign_in(Answer::new(503).body("busy"));
    }
    let error = cloud.connection().retry(soon().attempts(3)).connect().await.unwrap_err();
    assert_eq!((error.status(), error.message()), (Some(503), Some("busy")));
    assert_eq!(cloud.requests().len(), 3);
    let error = cloud.connection().password("wr0ng").retry(soon()).connect().await.unwrap_err();
    assert!(error.is_unauthorized());
    assert_eq!(cloud.requests().len(), 4);
}

#[tokio::test]
async fn a_keystone_that_asks_for_more_patience_than_there_is_is_an_error_at_once() {
    let cloud = cloud().await;
    cloud.answer_next_sign_in(Answer::new(503).header("retry-after", "3600").body("under maintenance"));
    let error = cloud.connection().connect().await.unwrap_err();
    assert_eq!(error.message(), Some("under maintenance"));
    assert_eq!(cloud.requests().len(), 1);
}

#[tokio::test]
async fn a_sign_in_has_no_more_time_than_a_request() {
    let cloud = cloud().await;
    cloud.answer_next_sign_in(Answer::new(503).header("retry-after", "30"));
    let error = cloud.connection().timeout(Duration::from_millis(20)).connect().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
}

#[tokio::test]
async fn a_version_document_is_asked_for_until_it_comes() {
    let cloud = cloud().await;
    let conn = connect(&cloud).await;
    for answer in [Answer::new(503), Answer::new(200).body(r#"{"versions": [{"id": "v1""#), Answer::new(401)] {
        cloud.answer_next(answer);
    }
    Lamp::create(&conn).color("red".to_owned()).await.unwrap();
    let document = "GET /lamps/";
    let create = "POST /lamps/lamps";
    assert_eq!(lines(&cloud.requests()), [SIGN_IN, document, document, document, SIGN_IN, document, create]);
}

#[tokio::test]
async fn that_a_service_is_out_of_reach_is_not_taken_for_what_it_offers() {
    let cloud = cloud().await;
    let conn = cloud.connection().retry(Retry::never()).connect().await.unwrap();
    cloud.answer_next(Answer::new(503));
    let error = Lamp::create(&conn).color("red".to_owned()).await.unwrap_err();
    assert_eq!(error.status(), Some(503));
    Lamp::create(&conn).color("red".to_owned()).await.unwrap();
}

/// The error of a creation whose attempts are answered so.
async fn error_of_creation(answers: impl IntoIterator<Item = Answer>) -> Error {
    let cloud = cloud().await;
    let conn = connect(&cloud).await;
    for answer in answers {
        cloud.answer_next(answer);
    }
    Gadget::create(&conn).name("lever").await.unwrap_err()
}

#[tokio::test]
async fn an_error_tells_whether_a_creation_may_have_been_done() {
    for status in [500, 502, 503, 504] {
        let error = error_of_creation([Answer::new(status)]).await;
        assert!(error.may_have_been_done(), "{error}");
        assert!(error.to_string().ends_with("; it may have been done all the same"), "{error}");
    }
    for status in [400, 403, 404, 409, 413, 501] {
        assert!(!error_of_creation([Answer::new(status)]).await.may_have_been_done(), "{status}");
    }
    assert!(!error_of_creation([Answer::new(401), Answer::new(409)]).await.may_have_been_done());
    assert!(!error_of_creation((0..5).map(|_| Answer::new(429))).await.may_have_been_done());
    let error = error_of_creation([Answer::new(201).body(r#"{"gadget": {"id": 7}}"#)]).await;
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.may_have_been_done(), "{error}");
}

#[tokio::test]
async fn an_error_tells_whether_a_change_may_have_been_done_that_was_repeated() {
    let cloud = cloud().await;
    let conn = connect(&cloud).await;
    let gadget = Gadget::create(&conn).await.unwrap();
    for answer in [Answer::new(504), Answer::new(409)] {
        cloud.answer_next(answer);
    }
    let error = Gadget::update(&conn, &gadget).name("lever").await.unwrap_err();
    assert!(error.is_conflict() && error.may_have_been_done(), "{error}");
    for _ in 0..5 {
        cloud.answer_next(Answer::new(504));
    }
    let error = Gadget::get(&conn, &gadget).await.unwrap_err();
    assert!(!error.may_have_been_done(), "{error}");
}

#[tokio::test]
async fn what_fails_behind_a_change_does_not_deny_it() {
    let cloud = cloud().await;
    let conn = connect(&cloud).await;
    let gadget = Gadget::create(&conn).await.unwrap();
    let signs_in_in_vain = || {
        cloud.answer_next(Answer::new(504));
        cloud.answer_next(Answer::new(401));
        cloud.answer_next_sign_in(Answer::new(403).body("no longer"));
    };
    signs_in_in_vain();
    let error = Gadget::update(&conn, &gadget).name("lever").await.unwrap_err();
    assert!(error.may_have_been_done(), "{error}");
    assert_eq!((error.status(), error.message()), (Some(403), Some("no longer")));
    let address = format!("{}/gadgets/gadgets/{}", cloud.origin(), gadget.id);
    let said = "it may have been done, and what came of it cannot be told";
    let beginning = format!("PUT {address} (gadgets in RegionOne): {said}: cannot sign in at {}", cloud.auth_url());
    assert!(error.to_string().starts_with(&beginning), "{error}");
    signs_in_in_vain();
    let error = Gadget::get(&conn, &gadget).await.unwrap_err();
    assert!(!error.may_have_been_done(), "{error}");

    // It answers with nothing, so that what has become of it is to be looked at.
    cloud.answer_next(Answer::new(204));
    cloud.answer_next(Answer::new(403));
    let error = Gadget::update(&conn, &gadget).name("lever").await.unwrap_err();
    assert!(error.may_have_been_done(), "{error}");
    assert!(error.to_string().contains(&format!("{said}: GET {address}")), "{error}");
}

#[tokio::test]
async fn what_is_late_may_have_been_done_only_if_it_was_under_way() {
    let cloud = cloud().await;
    let builder = cloud.connection().retry(soon());
    let conn = builder.timeout(Duration::from_millis(50)).connect().await.unwrap();
    cloud.answer_next(Answer::new(429).header("retry-after", "30"));
    let error = Gadget::create(&conn).await.unwrap_err();
    assert_eq!((error.kind(), error.may_have_been_done()), (ErrorKind::Timeout, false), "{error}");
    let conn = cloud.connection().service(silent().await).timeout(Duration::from_millis(50)).connect().await.unwrap();
    let error = Gadget::create(&conn).await.unwrap_err();
    assert_eq!((error.kind(), error.may_have_been_done()), (ErrorKind::Timeout, true), "{error}");
}

/// The service at an address that accepts connections, and never answers.
async fn silent() -> Service {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        let mut open = Vec::new();
        while let Ok((stream, _)) = listener.accept().await {
            open.push(stream);
        }
    });
    Service::new("gadgets").endpoint_override(format!("http://{address}"))
}

#[tokio::test]
async fn json_that_ends_too_early_is_asked_for_again_where_the_request_may_be_repeated() {
    let cloud = cloud().await;
    let conn = connect(&cloud).await;
    let gadget = Gadget::create(&conn).name("{lever").await.unwrap();
    for cut_off in [r"{", r#"{"gadget": {"id": "1", "name": "lev"#, r#"{"gadget": {"id": "1", "name": "[}"}"#] {
        cloud.answer_next(Answer::new(200).body(cut_off));
        assert_eq!(Gadget::get(&conn, &gadget).await.unwrap().name, "{lever", "{cut_off}");
    }
    cloud.answer_next(Answer::new(200).body(r#"{"gadgets": [{"id": "1", "name": "lever"}"#));
    assert_eq!(Gadget::list(&conn).await.unwrap().len(), 1);
    cloud.answer_next(Answer::new(200).body(r#"{"gadget": {"id": "1""#));
    assert_eq!(Gadget::update(&conn, &gadget).name("axle").await.unwrap().name, "axle");
}

#[tokio::test]
async fn json_that_always_ends_too_early_is_quoted_in_the_end() {
    let cloud = cloud().await;
    let conn = connect(&cloud).await;
    for _ in 0..5 {
        cloud.answer_next(Answer::new(200).body(r#"{"gadgets": [{"id": "1""#));
    }
    let error = Gadget::list(&conn).await.unwrap_err();
    assert_eq!((error.kind(), error.may_have_been_done()), (ErrorKind::Decode, false), "{error}");
    assert_eq!(lines(&cloud.requests()).len(), 1 + 5);
}

#[tokio::test]
async fn a_creation_whose_answer_ends_too_early_is_not_sent_again() {
    let error = error_of_creation([Answer::new(201).body(r#"{"gadget": {"id": "1""#)]).await;
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.may_have_been_done(), "{error}");
}

#[tokio::test]
async fn what_is_whole_is_not_asked_for_again_whatever_its_texts_hold() {
    let cloud = cloud().await;
    let conn = connect(&cloud).await;
    let whole = [
        r#"{"gadgets": [{"id": "1", "name": "{[["}]}"#,
        r#"{"gadgets": [{"id": "1", "name": "\"]}}"}]}"#,
        "{\"gadgets\": []}\n",
    ];
    for body in whole {
        cloud.answer_next(Answer::new(200).body(body));
        Gadget::list(&conn).await.unwrap();
    }
    assert_eq!(cloud.counted(), 1 + whole.len());
}

#[tokio::test]
async fn a_token_that_ends_again_while_a_request_is_tried_again_is_renewed_again() {
    let cloud = cloud().await;
    let conn = connect(&cloud).await;
    for status in [401, 503, 401] {
        cloud.answer_next(Answer::new(status));
    }
    Gadget::list(&conn).await.unwrap();
    let list = "GET /gadgets/gadgets";
    assert_eq!(lines(&cloud.requests()), [SIGN_IN, list, SIGN_IN, list, list, SIGN_IN, list]);
}

#[tokio::test]
async fn a_request_is_replayed_as_it_was() {
    let cloud = cloud().await;
    let conn = connect(&cloud).await;
    cloud.answer_next(Answer::new(401));
    Gadget::create(&conn.for_request("req-1")).name("lever").await.unwrap();
    let mut requests = cloud.requests();
    requests.retain(|request| request.path.ends_with("gadgets"));
    assert_eq!(requests.len(), 2);
    assert_eq!(requests.first(), requests.last());
}

#[tokio::test]
async fn a_deletion_that_may_have_been_done_before_is_done_when_nothing_is_left() {
    let cloud = cloud().await;
    let conn = connect(&cloud).await;
    for answers in [[504, 404], [429, 404], [401, 404]] {
        for status in answers {
            cloud.answer_next(Answer::new(status));
        }
    }
    Gadget::delete(&conn, "gone").await.unwrap();
    assert!(Gadget::delete(&conn, "gone").await.unwrap_err().is_not_found());
    assert!(Gadget::delete(&conn, "gone").await.unwrap_err().is_not_found());
}

#[tokio::test]
async fn a_service_that_asks_for_more_patience_than_there_is_is_quoted_at_once() {
    let cloud = cloud().await;
    let conn = connect(&cloud).await;
    cloud.answer_next(Answer::new(429).header("retry-after", "61").body("come back in a minute or so"));
    let error = Gadget::list(&conn).await.unwrap_err();
    assert_eq!(error.message(), Some("come back in a minute or so"));
    assert_eq!(cloud.requests().len(), 2);
}

#[tokio::test]
async fn bytes_are_sent_again_and_a_reader_is_not() {
    let cloud = cloud().await;
    let conn = connect(&cloud).await;
    let put = |body: Body| conn.request(Method::Put, "gadgets", "/gadgets/a").body(body);
    cloud.answer_next(Answer::new(503));
    cloud.answer_next(Answer::new(204));
    put("lever".into()).await.unwrap();
    let bodies: Vec<_> = cloud.requests().into_iter().skip(1).map(|request| request.body).collect();
    assert_eq!(bodies, [b"lever", b"lever"]);
    for status in [401, 429, 503] {
        let before = cloud.requests().iter().filter(|request| request.method == "PUT").count();
        cloud.answer_next(Answer::new(status));
        put(Body::from_reader(&b"lever"[..], Some(5))).await.unwrap_err();
        let after = cloud.requests().iter().filter(|request| request.method == "PUT").count();
        assert_eq!(after - before, 1, "{status}");
    }
}

#[tokio::test]
async fn a_connection_repeats_at_most_every_second_request_in_the_long_run() {
    let cloud = cloud().await;
    let conn = connect(&cloud).await;
    for _ in 0..900 {
        cloud.answer_next(Answer::new(503));
    }
    for _ in 0..200 {
        Gadget::list(&conn).await.unwrap_err();
    }
    // What it had saved for a bad moment, and half of what the requests have earned.
    let repeated = cloud.requests().len() - 1 - 200;
    assert!((190..=200).contains(&repeated), "{repeated}");
}

#[tokio::test]
async fn who_drops_a_sign_in_keeps_nobody_from_signing_in() {
    let cloud = cloud().await;
    let conn = connect(&cloud).await;
    cloud.revoke_tokens().unwrap();
    cloud.answer_next_sign_in(Answer::new(503).header("retry-after", "50"));
    let dropped = tokio::spawn(Gadget::list(&conn).into_future());
    while lines(&cloud.requests()).iter().filter(|line| *line == SIGN_IN).count() < 2 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    let others: Vec<_> = (0..8).map(|_| tokio::spawn(Gadget::list(&conn).into_future())).collect();
    dropped.abort();
    for listed in others {
        listed.await.unwrap().unwrap();
    }
}

#[tokio::test]
async fn who_drops_a_request_at_any_moment_leaves_the_connection_as_usable_as_before() {
    let cloud = cloud().await;
    let builder = cloud.connection().retry(soon()).service(Service::new("lamps").concurrency(1));
    for moment in 1.. {
        let home = tempfile::tempdir().unwrap();
        // Discovery, a sign-in with the file of the cache, the one place of the service: whatever can be held.
        let cache = TokenCache::in_folder(home.path().join("tokens"));
        let conn = builder.clone().token_cache(cache).connect().await.unwrap();
        cloud.revoke_tokens().unwrap();
        let ended = until(moment, Lamp::create(&conn).color("red".to_owned()).into_future()).await;
        let next = Lamp::create(&conn).color("blue".to_owned()).into_future();
        let next = tokio::time::timeout(Duration::from_secs(20), next).await;
        next.unwrap_or_else(|_| panic!("stuck behind what was dropped at its moment {moment}")).unwrap();
        if let Some(ended) = ended {
            ended.unwrap();
            assert!(moment > 1);
            return;
        }
    }
}

/// What comes of a future, unless it is still pending after so many polls; then it is dropped.
async fn until<T>(mut polls: usize, future: impl Future<Output = T>) -> Option<T> {
    let mut future = std::pin::pin!(future);
    std::future::poll_fn(|context| {
        polls -= 1;
        match future.as_mut().poll(context) {
            Poll::Ready(output) => Poll::Ready(Some(output)),
            Poll::Pending if polls == 0 => Poll::Ready(None),
            Poll::Pending => Poll::Pending,
        }
    })
    .await
}

#[tokio::test]
async fn what_one_request_could_not_find_out_is_not_tried_as_long_by_each_of_the_others() {
    let cloud = cloud().await;
    let conn = connect(&cloud).await;
    for _ in 0..5 {
        cloud.answer_next(Answer::new(503));
    }
    let lists = futures_util::future::join_all((0..20).map(|_| Lamp::list(&conn).into_future())).await;
    assert!(lists.iter().all(|list| list.as_ref().is_err_and(|error| error.status() == Some(503))));
    assert_eq!(cloud.requests().len(), 1 + 5);
    Lamp::list(&conn).await.unwrap();
}
