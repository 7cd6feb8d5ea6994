//! Every view in every format: the same address with an ending before the query gives the same records, chosen by the
//! same filter, in a format that other programs read.

use axum::extract::{Request, State};
use axum::http::header::{ALLOW, CONTENT_DISPOSITION, CONTENT_TYPE, LINK};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use formats::write::{self, Edition};

use crate::addresses::known_keys;
use crate::page::Page;
use crate::query::Query;
use crate::serve::cache;
use crate::serve::error::Error;
use crate::site::App;

mod edition;
mod ending;
mod view;

pub use edition::entries;
pub use ending::{Ending, split};
pub use view::{Subject, View};

/// Answers addresses with an ending; lets all others pass.
pub async fn endings(State(app): State<App>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let asked = split(path).and_then(|(stem, ending)| Some((View::of(stem)?, ending)));
    let Some((view, ending)) = asked else { return next.run(request).await };
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return ([(ALLOW, "GET, HEAD, OPTIONS")], Error::WrongMethod).into_response();
    }
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
    let bytes = written(&edition, view, ending);
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

fn written(edition: &Edition<'_>, view: &View, ending: Ending) -> Vec<u8> {
    match (ending, &view.subject, edition.entries.first()) {
        (Ending::Json, Subject::Record(..), Some(entry)) => write::json::record(entry),
        _ => write::json::list(edition),
    }
}

/// What a browser calls the file that it keeps: `gront-natverk-aktiviteter.csv`.
fn file_name(page: &Page, view: &View, ending: Ending) -> String {
    let place = view.path.trim_start_matches("/en/").trim_matches('/').replace('/', "-");
    format!("{}-{place}.{}", page.landscape.network.slug, ending.code())
}
