//! Where a service is, and which versions it has there.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock, Weak};

use url::Url;

use super::call::{Call, Target};
use super::{Connection, Inner, is_passing};
use crate::auth::Token;
use crate::catalog::{self, Endpoint};
use crate::discovery::{ApiVersion, Document, Range, Versioned};
use crate::error::{Answer, Asked, Place, Problem, Result, shown};
use crate::method::Method;
use crate::schema::Microversion;
use crate::transport::{Incoming, Outgoing};

use super::Wanted;

/// The endpoints that have been found, as one token has them.
#[derive(Debug, Default)]
pub(super) struct Found(RwLock<OfToken>);

#[derive(Debug, Default)]
struct OfToken {
    token: Weak<Token>,
    endpoints: HashMap<String, Arc<Endpoint>>,
}

impl Found {
    fn get(&self, service: &str, token: &Arc<Token>) -> Option<Arc<Endpoint>> {
        let found = self.0.read().unwrap_or_else(PoisonError::into_inner);
        found.endpoints.get(service).filter(|_| std::ptr::eq(found.token.as_ptr(), Arc::as_ptr(token))).cloned()
    }

    fn add(&self, service: &str, token: &Arc<Token>, endpoint: Endpoint) -> Arc<Endpoint> {
        let mut found = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if !std::ptr::eq(found.token.as_ptr(), Arc::as_ptr(token)) {
            *found = OfToken { token: Arc::downgrade(token), ..OfToken::default() };
        }
        let endpoint = Arc::new(endpoint);
        found.endpoints.insert(service.to_owned(), Arc::clone(&endpoint));
        endpoint
    }
}

impl Connection {
    /// Where `service` is, as far as that is known without asking.
    pub(crate) fn place(&self, service: &str) -> Place {
        let token = self.inner.session.current();
        let found = token.and_then(|token| self.inner.known(service, &token).ok());
        Place { service: service.to_owned(), region: found.and_then(|found| found.region) }
    }

    /// The microversion for what is `wanted` of `service`; none where any will do.
    pub(crate) async fn microversion(&self, service: &str, wanted: &Wanted) -> Result<Option<Microversion>> {
        let inner = &*self.inner;
        let usual = catalog::usual_microversion(service, &inner.builder.profile);
        if wanted.is_any() {
            return Ok(usual);
        }
        let token = inner.session.token().await?;
        let offered = Box::pin(inner.range(service, &token)).await?;
        wanted.choose(offered, usual, &self.place(service))
    }
}

impl Inner {
    /// The endpoint of `service`, as far as catalog and profile tell.
    fn known(&self, service: &str, token: &Token) -> Result<Endpoint> {
        catalog::endpoint(&token.told(self.builder.auth.get("endpoint")), service, &self.builder.profile)
    }

    /// The endpoint of `service`, of the version that is wanted; found once for each token.
    pub(super) async fn endpoint(&self, service: &str, token: &Arc<Token>) -> Result<Arc<Endpoint>> {
        if let Some(found) = self.found.get(service, token) {
            return Ok(found);
        }
        // What is rarely done is boxed, so that every request is not as large as it.
        let found = Box::pin(async {
            let found = self.known(service, token)?;
            match found.ask {
                Some(version) => self.ask(service, found, version, token).await,
                None => Ok(found),
            }
        });
        Ok(self.found.add(service, token, found.await?))
    }

    /// Asks where a version is that the catalog does not tell.
    async fn ask(&self, service: &str, found: Endpoint, version: ApiVersion, token: &Arc<Token>) -> Result<Endpoint> {
        let versioned = Versioned::of(&found.url);
        let document = self.document(&versioned.root, service, &found, token).await?;
        let url = match document.newest(version.major) {
            Some(offer) => versioned.at(offer.segment.as_deref().or(Some(offer.version.to_string().as_str()))),
            // It keeps its versions to itself.
            None if document.offers.is_empty() => match versioned.segment.as_deref() {
                Some(segment) => versioned.at(Some(segment)),
                None => versioned.at(Some(&version.to_string())),
            },
            None => {
                let offered: Vec<_> = document.offers.iter().map(|offer| offer.version.to_string()).collect();
                let place = Place { service: service.to_owned(), region: found.region };
                let text = format!(
                    "no {version} of `{service}` at {}; it has `{}`{place}; say which with `{}_api_version`",
                    shown(&versioned.root),
                    offered.join("`, `"),
                    service.replace('-', "_")
                );
                return Err(Problem::Catalog(text).into());
            }
        };
        Ok(Endpoint { url, ask: None, ..found })
    }

    /// The microversions that the endpoint of `service` offers.
    async fn range(&self, service: &str, token: &Arc<Token>) -> Result<Option<Range>> {
        let endpoint = self.endpoint(service, token).await?;
        let versioned = Versioned::of(&endpoint.url);
        let major = versioned.version().map(|version| version.major);
        let mut found = None;
        for url in versioned.documents() {
            found = self.document(&url, service, &endpoint, token).await?.range(major);
            if found.is_some() {
                break;
            }
        }
        let newest = self.builder.profile.newest(service);
        Ok(found.map(|range| Range { max: newest.map_or(range.max, |newest| newest.min(range.max)), ..range }))
    }

    async fn document(&self, url: &Url, service: &str, endpoint: &Endpoint, token: &Arc<Token>) -> Result<Document> {
        let place = Place { service: service.to_owned(), region: endpoint.region.clone() };
        // Rare, and large: it has no room in the future of every request.
        let fetch = Box::pin(self.fetch(url, place, token));
        let (document, new) = self.session.discovery.document(url, fetch).await?;
        if new {
            self.session.keep_discovery().await;
        }
        Ok(document)
    }

    /// What is answered for a document's address. That a service is out of reach for the moment is no answer: it would be
    /// remembered.
    async fn fetch(&self, url: &Url, place: Place, token: &Arc<Token>) -> Result<Incoming> {
        let get = async |token: &Token| {
            let attempt = || {
                let outgoing = Outgoing::new(Method::Get, url.clone()).header("accept", "application/json");
                let signature = token.signature.clone();
                async {
                    let mut outgoing = outgoing?;
                    outgoing.headers.extend(signature);
                    self.client.send(outgoing).await
                }
            };
            self.builder.retry.persist(attempt).await
        };
        let (mut sent, mut attempts) = get(token).await;
        if sent.as_ref().is_ok_and(|incoming| incoming.status() == 401) {
            (sent, attempts) = get(&*self.session.renew(Some(token)).await?).await;
        }
        let asked = Asked { attempts, ..Asked::new(Method::Get, shown(url), place) };
        match sent {
            Ok(incoming) if is_passing(incoming.status()) => {
                Err(Problem::Refused { asked, answer: Answer::of(&incoming, &[]) }.into())
            }
            Ok(incoming) => Ok(incoming),
            Err(failure) => Err(Problem::Unreachable { asked, failure }.into()),
        }
    }

    /// Where a call goes.
    pub(super) async fn locate(&self, call: &Call<'_>, token: &Arc<Token>) -> Result<(Url, Asked)> {
        let endpoint = self.endpoint(call.service, token).await?;
        let base = &endpoint.url;
        let asked = |url: &Url| {
            let place = Place { service: call.service.to_owned(), region: endpoint.region.clone() };
            Asked::new(call.method, shown(url), place)
        };
        match &call.target {
            Target::Path(path) => {
                let (path, fixed_query) = path.split_once('?').map_or((path.as_str(), None), |(p, q)| (p, Some(q)));
                let separator = if path.starts_with('/') || path.is_empty() { "" } else { "/" };
                let path = [base.path().trim_end_matches('/'), separator, path].concat();
                let mut url = base.clone();
                url.set_path(&path);
                if fixed_query.is_some() || url.query().is_some() {
                    url.set_query(fixed_query);
                }
                if !call.query.is_empty() {
                    url.query_pairs_mut().extend_pairs(call.query);
                }
                let asked = asked(&url);
                Ok((url, asked))
            }
            Target::Link(link) if link.origin() == base.origin() => Ok((link.clone(), asked(link))),
            Target::Link(link) => {
                let origin = base.origin().ascii_serialization();
                Err(Problem::ForeignLink { asked: asked(base), link: shown(link), origin }.into())
            }
        }
    }
}
