//! What programs read: `/api/v1`, read-only, in the one record shape that export and import have.
//!
//! Everything goes through the same filter, the same editions and the same cache as the pages and their other formats.
//! `/api/v1/openapi.json` describes it; a test holds the description, these routes and real answers together.

use axum::Router;
use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use axum::http::header::{CONTENT_TYPE, LINK};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get};
use formats::write::json::MEDIA_TYPE;
use model::filter::{KEYS, Scope};
use model::{Kind, Lang};
use serde_json::{Value, json};

use crate::addresses::Room;
use crate::page::Page;
use crate::serve::error::{Error, Problem};
use crate::site::App;

mod changes;
mod lists;
mod openapi;

/// Where the first version lives. Answers may get new fields; what is here stays as it is.
pub const ROOT: &str = "/api/v1";
/// The language of what is said to programs, where nothing else says which.
pub const LANG: Lang = Lang::En;
/// Records of one part, when nothing else is asked for.
pub const USUAL_LIMIT: i64 = 100;
/// Most records of one part.
pub const MOST_LIMIT: i64 = 500;

/// The keys of a list: the filter's, and how many records a part has.
const LIST_KEYS: [&str; KEYS.len() + 1] = {
    let mut keys = ["limit"; KEYS.len() + 1];
    let mut at = 0;
    while at < KEYS.len() {
        keys[at] = KEYS[at];
        at += 1;
    }
    keys
};
/// The keys of the feed of changes.
const CHANGES_KEYS: [&str; 3] = ["since", "after", "limit"];

/// What every handler here answers with.
type Answer = Result<Response, Error>;

/// A collection's name in an address: `clusters`.
#[must_use]
pub const fn collection(kind: Kind) -> &'static str {
    Room::of(kind).segment(Lang::En)
}

/// The query keys that an address below `/api` knows.
#[must_use]
pub fn known_keys(path: &str) -> &'static [&'static str] {
    match path.strip_prefix(ROOT).and_then(|rest| rest.strip_prefix('/')) {
        Some("changes") => &CHANGES_KEYS,
        Some("records") => &LIST_KEYS,
        Some(rest) if Kind::ALL.iter().any(|kind| collection(*kind) == rest) => &LIST_KEYS,
        _ => &[],
    }
}

/// Every address, as the router writes it, with what answers.
fn addresses() -> Vec<(String, MethodRouter<App>)> {
    let at = |rest: &str| format!("{ROOT}/{rest}");
    let mut all = vec![
        (at("network"), get(network)),
        (at("records"), get(|page: Page| async move { lists::list(&page, Scope::Everything).await })),
        (at("changes"), get(|page: Page| async move { changes::since(&page).await })),
        (at("openapi.json"), get(description)),
    ];
    for kind in Kind::ALL.iter().copied() {
        let list = get(move |page: Page| async move { lists::list(&page, Scope::Of(kind)).await });
        let one = move |page: Page, key: Result<Path<String>, PathRejection>| async move {
            let Ok(Path(key)) = key else { return Err(Error::NotFound) };
            lists::record(&page, kind, &key).await
        };
        all.push((at(collection(kind)), list));
        all.push((at(&format!("{}/{{key}}", collection(kind))), get(one)));
    }
    all
}

/// Everything below `/api`.
pub fn routes() -> Router<App> {
    addresses().into_iter().fold(Router::new(), |router, (path, handler)| router.route(&path, handler))
}

/// The network itself, and how far its changes have come.
async fn network(page: Page) -> Answer {
    let url = page.site.public_url.as_str();
    let last = page.landscape.change;
    Ok(answer(&page, &json!({ "kind": "network", "url": url, "last": last, "record": page.landscape.network }), None))
}

/// What there is, in the words of OpenAPI.
async fn description(page: Page) -> Answer {
    Ok(answer(&page, &openapi::document(&page.site.public_url), None))
}

/// An answer with its type, and where it is described; with what comes after it, when it is a part.
fn answer(page: &Page, value: &Value, next: Option<&str>) -> Response {
    let mut bytes = serde_json::to_vec_pretty(value).unwrap_or_default();
    bytes.push(b'\n');
    let mut response = bytes.into_response();
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
    let home = &page.site.public_url;
    link(response.headers_mut(), &format!("{home}{ROOT}/openapi.json"), "service-desc");
    link(response.headers_mut(), &format!("{home}{}", Room::AboutApi.path(LANG)), "service-doc");
    if let Some(next) = next {
        link(response.headers_mut(), next, "next");
    }
    response
}

fn link(headers: &mut HeaderMap, address: &str, relation: &str) {
    let value = HeaderValue::from_str(&format!("<{address}>; rel=\"{relation}\""));
    value.into_iter().for_each(|value| _ = headers.append(LINK, value));
}

/// The whole number of a key, the last where there are several; `usual` where there is none.
fn number(page: &Page, key: &str, usual: i64, least: i64, most: i64) -> Result<i64, Error> {
    let Some(text) = page.query.all(key).last() else { return Ok(usual) };
    let fault = || Error::Bad(Problem::Number { key: key.to_owned(), value: text.to_owned(), least, most });
    text.parse().ok().filter(|number| (least..=most).contains(number)).ok_or_else(fault)
}

/// How many records were asked for.
fn limit(page: &Page) -> Result<i64, Error> {
    number(page, "limit", USUAL_LIMIT, 1, MOST_LIMIT)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_description_and_the_router_have_the_same_addresses() {
        let routed: BTreeSet<String> = addresses().into_iter().map(|(path, _)| path).collect();
        let document = openapi::document("https://example.org");
        let described: BTreeSet<String> = document["paths"].as_object().unwrap().keys().cloned().collect();
        assert_eq!(described, routed);
    }

    #[test]
    fn every_key_that_an_address_knows_is_described_and_no_other() {
        let document = openapi::document("https://example.org");
        for (path, operations) in document["paths"].as_object().unwrap() {
            let parameters = operations["get"]["parameters"].as_array().cloned().unwrap_or_default();
            let resolved = parameters.iter().map(|parameter| match parameter["$ref"].as_str() {
                Some(reference) => document.pointer(reference.trim_start_matches('#')).unwrap().clone(),
                None => parameter.clone(),
            });
            let queried = resolved.filter(|parameter| parameter["in"] == "query");
            let described: BTreeSet<String> =
                queried.map(|parameter| parameter["name"].as_str().unwrap().to_owned()).collect();
            let mut known: BTreeSet<String> = known_keys(path).iter().map(|key| (*key).to_owned()).collect();
            // Of most kinds there are no further kinds.
            if !described.contains("kind") {
                assert!(known.remove("kind") || known.is_empty() || path.ends_with("changes"), "{path}");
            }
            assert_eq!(described, known, "{path}");
        }
    }
}
