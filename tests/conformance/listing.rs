//! Lists: filters, pages, streams.

use futures_util::{StreamExt, TryStreamExt};
use osc_fake::Answer;
use osc_runtime::{Method, Resource};
use osc_services::ConnectionExt;
use osc_services::network::Network;
use osc_services::network::lb::Pool;
use serde_json::json;

use crate::{example_cloud, lines};

#[tokio::test]
async fn the_example_is_listed_by_the_proxy() {
    let (_cloud, conn) = example_cloud().await;
    let networks = conn.network().networks().await.unwrap();
    let names: Vec<_> = networks.iter().map(|network| network.name.as_str()).collect();
    assert_eq!(names, ["admin_pri", "public"]);
    let pools = conn.network().pools().await.unwrap();
    let names: Vec<_> = pools.iter().map(|pool| pool.name.as_str()).collect();
    assert_eq!(names, ["pool2", "pool3", "pool3"]);
    assert_eq!(pools[0].to_value()["vip_id"], json!("e7845623-7bba-4331-b24a-b64f01723892"));
}

#[tokio::test]
async fn a_list_costs_a_sign_in_and_a_request() {
    let (cloud, conn) = example_cloud().await;
    Network::list(&conn).await.unwrap();
    assert_eq!(lines(&cloud.requests()), ["POST /identity/v3/auth/tokens", "GET /network/v2.0/networks"]);
}

#[tokio::test]
async fn a_filter_is_sent_under_its_wire_name() {
    let (cloud, conn) = example_cloud().await;
    let networks = Network::list(&conn).is_external(true).name("public").await.unwrap();
    assert_eq!(networks.len(), 1);
    let requests = lines(&cloud.requests());
    assert!(requests[1].contains("router%3Aexternal=true") && requests[1].contains("name=public"), "{requests:?}");
}

#[tokio::test]
async fn a_filter_of_nothing_leaves_all() {
    let (_cloud, conn) = example_cloud().await;
    assert_eq!(Pool::list(&conn).vip_id(None).await.unwrap().len(), 3);
}

#[tokio::test]
async fn each_further_page_costs_one_request() {
    let (cloud, conn) = example_cloud().await;
    let pools = Pool::list(&conn).page_size(2).await.unwrap();
    assert_eq!(pools.len(), 3);
    let requests = lines(&cloud.requests());
    assert_eq!(requests.len(), 3, "{requests:?}");
    assert!(requests[2].contains("marker=d242dc52-5eb1-4bc6-8125-147b915c2ef2"), "{requests:?}");
}

#[tokio::test]
async fn a_stream_gives_all_pages_in_order() {
    let (_cloud, conn) = example_cloud().await;
    for n in 0..25 {
        Network::create(&conn).name(format!("net-{n:02}")).await.unwrap();
    }
    let streamed: Vec<Network> = Network::list(&conn).page_size(4).stream().try_collect().await.unwrap();
    let listed = Network::list(&conn).await.unwrap();
    assert_eq!(streamed, listed);
    assert_eq!(streamed.len(), 27);
}

#[tokio::test]
async fn the_first_item_of_a_stream_costs_one_page() {
    let (cloud, conn) = example_cloud().await;
    for n in 0..10 {
        Network::create(&conn).name(format!("net-{n}")).await.unwrap();
    }
    let before = cloud.requests().len();
    let first = Network::list(&conn).page_size(5).stream().next().await.unwrap().unwrap();
    assert_eq!(first.name, "admin_pri");
    assert_eq!(cloud.requests().len() - before, 1);
}

#[tokio::test]
async fn a_parameter_that_is_no_filter_can_be_added() {
    let (cloud, conn) = example_cloud().await;
    let pools = Pool::list(&conn).query("sort_key", "name").query("sort_dir", "desc").await.unwrap();
    assert_eq!(pools[2].name, "pool2");
    assert!(lines(&cloud.requests())[1].ends_with("?sort_key=name&sort_dir=desc"));
}

#[tokio::test]
async fn any_answer_tells_the_page_behind_it_however_the_service_links_pages() {
    let (cloud, conn) = example_cloud().await;
    let linked = [
        json!({"networks": [], "networks_links": [{"rel": "previous", "href": "/x"}, {"rel": "next", "href": "?marker=a"}]}),
        json!({"users": [], "links": {"self": "/x", "next": "/network/v2.0/networks?marker=a"}}),
        json!({"images": [], "first": "/v2.0/networks", "next": "/v2.0/networks?marker=a"}),
    ];
    let mut answers: Vec<_> = linked.map(|page| Answer::new(200).body(page.to_string())).into();
    answers.push(Answer::new(200).header("link", "<?marker=a>; rel=\"next\"").body("[]"));
    let ask = || conn.request(Method::Get, "network", "/networks");
    for answer in answers {
        cloud.answer_next(answer);
        let next = ask().await.unwrap().next_page().unwrap().unwrap();
        assert_eq!(next.as_str(), format!("{}/network/v2.0/networks?marker=a", cloud.origin()));
    }
    for last in [json!({"networks": [], "links": {"self": "/x", "next": null}}), json!([{"next": "/x"}])] {
        cloud.answer_next(Answer::new(200).body(last.to_string()));
        assert_eq!(ask().await.unwrap().next_page().unwrap(), None);
    }
}

#[tokio::test]
async fn servers_are_sorted_by_what_nova_calls_their_fields() {
    use osc_services::compute::Server;

    let (cloud, conn) = example_cloud().await;
    Server::list(&conn).sort_by("name").sort_by_descending("created_at").await.unwrap();
    let order = "?sort_key=display_name&sort_dir=asc&sort_key=created_at&sort_dir=desc";
    let requests = lines(&cloud.requests());
    assert!(requests.last().unwrap().ends_with(order), "{requests:?}");
    let error = Server::list(&conn).sort_by("nam").await.unwrap_err().to_string();
    assert!(error.contains("server: a list cannot be sorted by `nam`; did you mean `name`?"), "{error}");
}

#[tokio::test]
async fn a_next_link_to_another_origin_is_refused_without_sending_the_token() {
    let (cloud, conn) = example_cloud().await;
    let other = osc_fake::Cloud::start([Network::SCHEMA]).await.unwrap();
    let link = other.auth_url().replace("/identity/v3", "/network/v2.0/networks?marker=x");
    let page = json!({"networks": [{}], "networks_links": [{"rel": "next", "href": link}]});
    cloud.answer_next(Answer::new(200).body(page.to_string()));
    let error = Network::list(&conn).await.unwrap_err();
    assert!(error.to_string().contains("the token is not sent there"), "{error}");
    assert!(error.to_string().contains(link.split_once('?').unwrap().0), "{error}");
    assert!(other.requests().is_empty());
}

#[tokio::test]
async fn pages_that_lead_in_a_circle_are_an_error() {
    let (cloud, conn) = example_cloud().await;
    let link = json!([{"rel": "next", "href": "?marker=a"}]);
    for _ in 0..2 {
        let page = json!({"networks": [{"id": "a"}], "networks_links": link});
        cloud.answer_next(Answer::new(200).body(page.to_string()));
    }
    let error = Network::list(&conn).await.unwrap_err();
    assert!(error.to_string().contains("the pages lead in a circle"), "{error}");
}

#[tokio::test]
async fn a_service_without_links_is_paged_by_the_last_id() {
    let (cloud, conn) = example_cloud().await;
    for ids in [["a", "b"].as_slice(), &["c"]] {
        let items: Vec<_> = ids.iter().map(|id| json!({"id": id})).collect();
        cloud.answer_next(Answer::new(200).body(json!({ "networks": items }).to_string()));
    }
    let networks = Network::list(&conn).page_size(2).await.unwrap();
    assert_eq!(networks.len(), 3);
    assert!(lines(&cloud.requests())[2].ends_with("?limit=2&marker=b"));
}

#[tokio::test]
async fn a_service_that_ignores_the_marker_is_an_error_and_no_loop() {
    let (cloud, conn) = example_cloud().await;
    for id in ["a", "b", "a", "b"] {
        let page = json!({"networks": [{ "id": id }]});
        cloud.answer_next(Answer::new(200).body(page.to_string()));
    }
    let error = Network::list(&conn).page_size(1).await.unwrap_err();
    assert!(error.to_string().contains("the same page came twice: the service knows no `marker`"), "{error}");
}

#[tokio::test]
async fn a_link_that_begins_with_the_version_is_below_the_endpoint() {
    let (cloud, conn) = example_cloud().await;
    let page = json!({"networks": [{"id": "a"}], "next": "/v2.0/networks?marker=2209c875-d84e-4d6a-afaa-d2a6036e56fb"});
    cloud.answer_next(Answer::new(200).body(page.to_string()));
    let networks = Network::list(&conn).await.unwrap();
    assert_eq!(networks.iter().map(|network| network.name.as_str()).collect::<Vec<_>>(), ["", "public"]);
}

#[tokio::test]
async fn keystones_links_are_followed_too() {
    use osc_services::identity::Project;

    let (cloud, conn) = example_cloud().await;
    for name in ["a", "b", "c"] {
        Project::create(&conn, name).await.unwrap();
    }
    let before = cloud.requests().len();
    assert_eq!(Project::list(&conn).page_size(3).await.unwrap().len(), 4);
    assert_eq!(cloud.requests().len() - before, 2);
}
