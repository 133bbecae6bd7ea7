//! Requests that are waited for, on whichever thread.

use osc_fake::Cloud;
use osc_runtime::blocking::{Call as _, iter};
use osc_runtime::{Connection, ErrorKind};
use osc_services::network::Network;

/// A cloud on a runtime of its own.
struct Served {
    cloud: Cloud,
    _runtime: tokio::runtime::Runtime,
}

fn served() -> Served {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let start = Cloud::builder().resources(osc_services::resources()).example().start();
    Served { cloud: runtime.block_on(start).unwrap(), _runtime: runtime }
}

/// All that is usual, without a word of async.
fn use_it(conn: &Connection) {
    assert_eq!(Network::find(conn, "public").call().unwrap().name, "public");
    let network = Network::create(conn).name("web").call().unwrap();
    Network::update(conn, &network.id).description("front").call().unwrap();
    let names: Vec<_> = iter(Network::list(conn).stream()).map(|network| network.unwrap().name).collect();
    assert!(names.contains(&"web".to_owned()), "{names:?}");
    Network::delete(conn, &network.id).call().unwrap();
    assert!(Network::get(conn, &network.id).call().unwrap_err().is_not_found());
}

#[test]
fn requests_are_waited_for_outside_of_a_runtime() {
    let served = served();
    let conn = served.cloud.connection().connect().call().unwrap();
    use_it(&conn);
}

#[test]
fn and_inside_of_a_runtime_of_one_thread_also_with_a_connection_that_was_made_there() {
    let served = served();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let conn = served.cloud.connect().await.unwrap();
        // A connection to the server is open, and its task runs on the thread that is about to wait.
        assert_eq!(Network::list(&conn).await.unwrap().len(), 2);
        use_it(&conn);
        assert_eq!(Network::list(&conn).await.unwrap().len(), 2);
    });
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn and_inside_of_one_of_several_and_on_its_threads_for_blocking_work() {
    let served = tokio::task::spawn_blocking(served).await.unwrap();
    let conn = served.cloud.connection().connect().call().unwrap();
    use_it(&conn);
    let blocking = conn.clone();
    tokio::task::spawn_blocking(move || use_it(&blocking)).await.unwrap();
    assert_eq!(Network::list(&conn).await.unwrap().len(), 2);
    tokio::task::spawn_blocking(move || drop(served)).await.unwrap();
}

#[test]
fn many_threads_call_at_once() {
    let served = served();
    let conn = served.cloud.connection().connect().call().unwrap();
    std::thread::scope(|scope| {
        for _ in 0..20 {
            scope.spawn(|| assert_eq!(Network::list(&conn).call().unwrap().len(), 2));
        }
    });
    assert_eq!(served.cloud.sign_ins(), 1);
}

#[test]
fn a_call_within_a_call_ends_too() {
    let served = served();
    let conn = served.cloud.connection().connect().call().unwrap();
    let inner = async move { osc_runtime::Result::Ok(Network::list(&conn).call()?.len()) };
    assert_eq!(inner.call().unwrap(), 2);
}

#[test]
fn a_panic_is_the_callers() {
    let texts: Vec<&str> = Vec::new();
    let panics = async move { osc_runtime::Result::Ok(texts.first().copied().expect("as it was").len()) };
    let panic = std::panic::catch_unwind(|| panics.call()).unwrap_err();
    let message = panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref().copied());
    assert!(message.is_some_and(|message| message.contains("as it was")), "{message:?}");
}

#[test]
fn an_error_is_one_and_a_stream_ends_after_it() {
    let served = served();
    let builder = served.cloud.connection();
    let conn = builder.connect().call().unwrap();
    let gone = osc_runtime::Service::new("network").endpoint_override("http://127.0.0.1:1/v2.0");
    let conn = conn.connect_as().retry(osc_runtime::Retry::never()).service(gone).connect().call().unwrap();
    let mut networks = iter(Network::list(&conn).stream());
    assert_eq!(networks.next().unwrap().unwrap_err().kind(), ErrorKind::Connection);
    assert!(networks.next().is_none());
}
