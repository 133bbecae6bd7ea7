//! A browser, as far as a sign-in needs one: it goes where it is sent, and submits the form that it finds there, as a script
//! of the page would.

use http_body_util::BodyExt;
use osc_runtime::auth::Visit;
use osc_runtime::transport::url::{Url, form_urlencoded};
use osc_runtime::transport::{Network, Outgoing, Transport};
use osc_runtime::{ConnectionBuilder, Method};

/// The builder, with a browser at hand.
pub(crate) fn with_browser(builder: ConnectionBuilder) -> ConnectionBuilder {
    builder.login_timeout("30").visit(|visit: &Visit<'_>| {
        tokio::spawn(browse(visit.url.parse().unwrap()));
    })
}

async fn browse(mut url: Url) {
    let mut request = Outgoing::new(Method::Get, url.clone());
    loop {
        let reply = Network::default().send(request).await.unwrap();
        let target = reply.headers.get("location").map(|target| url.join(target.to_str().unwrap()).unwrap());
        let page = reply.body.collect().await.unwrap().to_bytes();
        let page = std::str::from_utf8(&page).unwrap();
        request = if let Some(target) = target {
            url = target;
            Outgoing::new(Method::Get, url.clone())
        } else if let Some(action) = attribute(page, "<form", "action") {
            let token = attribute(page, "name=\"token\"", "value").unwrap();
            let form = form_urlencoded::Serializer::new(String::new()).append_pair("token", token).finish();
            let origin = url.origin().ascii_serialization();
            url = action.parse().unwrap();
            let mut request = Outgoing::new(Method::Post, url.clone()).body(form);
            for (name, value) in [
                ("content-type", "application/x-www-form-urlencoded"),
                ("origin", &origin),
                ("sec-fetch-dest", "document"),
                ("sec-fetch-mode", "navigate"),
                ("sec-fetch-site", "same-site"),
            ] {
                request = request.header(name, value).unwrap();
            }
            request
        } else {
            break;
        };
    }
}

/// The value of the first `name` behind `place` in a page.
fn attribute<'a>(page: &'a str, place: &str, name: &str) -> Option<&'a str> {
    let (_, rest) = page.split_once(place)?;
    let (_, rest) = rest.split_once(&format!(" {name}=\""))?;
    rest.split_once('"').map(|(value, _)| value)
}
