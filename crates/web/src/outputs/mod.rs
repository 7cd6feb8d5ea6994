//! Every view in every format: the same address with an ending before the query gives the same records, chosen by the
//! same filter, in a format that other programs read.

use axum::extract::{Request, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, LINK};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use formats::write::geojson::{self, Features};
use formats::write::{self, Edition};
use tokio::runtime::{Handle, RuntimeFlavor};

use crate::addresses::{Room, known_keys};
use crate::page::Page;
use crate::query::Query;
use crate::serve::cache;
use crate::serve::error::Error;
use crate::site::App;

pub mod catalogue;
mod edition;
mod ending;
pub mod news;
pub mod practice;
mod view;

pub use edition::{embedded, wider_names};
pub use ending::{Ending, split};
pub use view::{Subject, View};

/// Whether an address is for programs and not for people: one with an ending, or of the API.
#[must_use]
pub fn is_for_programs(path: &str) -> bool {
    path.starts_with("/api/") || split(path).is_some() || OTHERS.iter().any(|ending| path.ends_with(ending))
}

/// Endings of what programs fetch that is no view.
const OTHERS: [&str; 2] = [".rdf", ".xml"];

/// Answers addresses with an ending; lets all others pass.
pub async fn endings(State(app): State<App>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let asked = split(path).and_then(|(stem, ending)| Some((View::of(stem)?, ending)));
    let (Some((view, ending)), true) = (asked, matches!(*request.method(), Method::GET | Method::HEAD)) else {
        return next.run(request).await;
    };
    let (parts, _) = request.into_parts();
    Box::pin(serve(&app, &parts, view, ending)).await.unwrap_or_else(IntoResponse::into_response)
}

async fn serve(app: &App, request: &Parts, view: View, ending: Ending) -> Result<Response, Error> {
    let site = app.site(&request.headers);
    let query = Query::parse(request.uri.query().unwrap_or_default())?;
    let key = format!("{}{}", request.uri.path(), query.canonical(known_keys(&view.path)));
    let page = Page::plain(&view.path, &request.headers, app).await?.asking(query);
    let make = Box::pin(make(&page, &view, ending));
    cache::kept_or_made(app, &site, key, &request.headers, make).await
}

/// Makes the edition that an address asks for, and writes it.
async fn make(page: &Page, view: &View, ending: Ending) -> Result<Response, Error> {
    let edition = edition::of(page, view, ending).await?;
    let bytes = beside_others(|| written(&edition, view, ending))?;
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(ending.media_type()));
    let name = format!("inline; filename=\"{}\"", file_name(page, view, ending));
    headers.extend(HeaderValue::from_str(&name).map(|name| (CONTENT_DISPOSITION, name)));
    let links = [Some((&edition.page, "canonical")), edition.next.as_ref().map(|next| (next, "next"))];
    for (address, relation) in links.into_iter().flatten() {
        let link = HeaderValue::from_str(&format!("<{address}>; rel=\"{relation}\""));
        link.into_iter().for_each(|link| _ = headers.append(LINK, link));
    }
    Ok(response)
}

/// Does what may take a second, as a large workbook does, so that other requests get on with theirs.
fn beside_others<T>(work: impl FnOnce() -> T) -> T {
    match Handle::current().runtime_flavor() {
        RuntimeFlavor::MultiThread => tokio::task::block_in_place(work),
        _ => work(),
    }
}

fn written(edition: &Edition<'_>, view: &View, ending: Ending) -> Result<Vec<u8>, Error> {
    Ok(match (ending, &view.subject, edition.entries.first()) {
        (Ending::Ics, ..) => write::ical::calendar(edition),
        (Ending::Json, Subject::Record(..), Some(entry)) => write::json::record(entry),
        (Ending::Atom, ..) => write::atom::feed(edition),
        (Ending::Jsonld, Subject::Record(..), Some(entry)) => write::jsonld::document(edition, entry),
        (Ending::Jsonld, ..) => write::jsonld::list(edition),
        (Ending::Geojson, ..) if view.room == Room::Map => geojson::collection(edition, Features::Placed),
        (Ending::Geojson, ..) => geojson::collection(edition, Features::All),
        (Ending::Csv, ..) => write::csv::table(edition),
        (Ending::Xlsx, ..) => write::xlsx::workbook(edition).map_err(|error| {
            tracing::error!(%error, "a workbook failed");
            Error::Internal
        })?,
        _ => write::json::list(edition),
    })
}

/// An answer in a format of its own, with the name that a browser gives the file.
fn sent(page: &Page, bytes: Vec<u8>, media_type: &'static str, name: &str) -> Response {
    let name = format!("inline; filename=\"{}-{name}\"", page.landscape.network.slug);
    let mut response = bytes.into_response();
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
    response.headers_mut().extend(HeaderValue::from_str(&name).map(|name| (CONTENT_DISPOSITION, name)));
    response
}

/// What a browser calls the file that it keeps: `gront-natverk-aktiviteter.csv`.
fn file_name(page: &Page, view: &View, ending: Ending) -> String {
    let place = view.path.trim_start_matches("/en/").trim_matches('/').replace('/', "-");
    format!("{}-{place}.{}", page.landscape.network.slug, ending.code())
}
