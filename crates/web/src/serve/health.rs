//! For those who watch over the program.

use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;

use crate::outputs::sitemap;
use crate::site::App;

/// The program runs.
pub async fn live() -> impl IntoResponse {
    ([(CONTENT_TYPE, "text/plain; charset=utf-8"), (CACHE_CONTROL, "no-store")], "ok\n")
}

/// The program can answer: its store does.
pub async fn ready(State(app): State<App>, headers: HeaderMap) -> impl IntoResponse {
    let site = app.site(&headers);
    let answer = async { site.store.reader().await?.last_change().await };
    let (status, text) = match answer.await {
        Ok(number) => (StatusCode::OK, format!("ok change {number}\n")),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the store does not answer\n".to_owned()),
    };
    (status, [(CONTENT_TYPE, "text/plain; charset=utf-8"), (CACHE_CONTROL, "no-store")], text)
}

/// Robots may read everything, and are told where it stands; a sample asks them, in a header and on each page, not to
/// keep it.
pub async fn robots(State(app): State<App>, headers: HeaderMap) -> impl IntoResponse {
    let home = &app.site(&headers).public_url;
    let text = format!("User-agent: *\nAllow: /\n\nSitemap: {home}{}\n", sitemap::PATH);
    ([(CONTENT_TYPE, "text/plain; charset=utf-8")], text)
}
