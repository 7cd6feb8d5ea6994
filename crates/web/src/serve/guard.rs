//! Limits and headers around every request.

use std::net::{IpAddr, SocketAddr};
use std::time::Instant;

use axum::extract::{ConnectInfo, MatchedPath, Request, State};
use axum::http::header::{CONTENT_LENGTH, HeaderName};
use axum::http::{HeaderMap, HeaderValue};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tracing::Instrument;

use crate::addresses::{NotText, canonical};
use crate::serve::error::{Error, Problem};
use crate::serve::{LARGEST_BODY_BYTES, LONGEST_ADDRESS_BYTES, REQUEST_PATIENCE};
use crate::site::App;

/// Everything comes from here; nothing is framed, nothing is inline.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; \
    connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const HEADERS: [(&str, &str); 6] = [
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "strict-origin-when-cross-origin"),
    ("permissions-policy", "geolocation=(self), camera=(), microphone=(), interest-cohort=()"),
    ("cross-origin-opener-policy", "same-origin"),
    ("x-frame-options", "DENY"),
];

/// Adds the headers that every answer carries.
pub async fn headers(State(app): State<App>, request: Request, next: Next) -> Response {
    let site = app.site(request.headers());
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    if site.public_url.starts_with("https://") {
        headers.insert("strict-transport-security", HeaderValue::from_static("max-age=31536000"));
    }
    if site.landscape().await.is_ok_and(|landscape| landscape.network.sample) {
        headers.insert("x-robots-tag", HeaderValue::from_static("noindex"));
    }
    response
}

/// Refuses addresses and bodies that are too long before anything looks at them.
pub async fn limits(request: Request, next: Next) -> Response {
    let length = request.uri().path_and_query().map_or(0, |address| address.as_str().len());
    let body = request.headers().get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if length > LONGEST_ADDRESS_BYTES || body.is_some_and(|body| body > LARGEST_BODY_BYTES) {
        return Error::TooLarge.into_response();
    }
    next.run(request).await
}

/// Gives up on what takes too long, and asks to come back when too many are at work.
pub async fn patience(State(app): State<App>, request: Request, next: Next) -> Response {
    let Ok(_place) = app.metrics().places().try_acquire() else { return come_back() };
    match tokio::time::timeout(REQUEST_PATIENCE, next.run(request)).await {
        Ok(response) => response,
        Err(_) => {
            tracing::warn!("a request took too long");
            come_back()
        }
    }
}

/// Asks to come back in a moment.
pub fn come_back() -> Response {
    let mut response = Error::Busy.into_response();
    response.headers_mut().insert("retry-after", HeaderValue::from_static("5"));
    response
}

/// Leads every other spelling of an address to the canonical one.
pub async fn canonical_path(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if path.starts_with("/assets/") {
        return next.run(request).await;
    }
    match canonical(path) {
        Err(NotText) => Error::Bad(Problem::NotText).into_response(),
        Ok(None) => next.run(request).await,
        Ok(Some(canonical)) => {
            let query = request.uri().query().map(|query| format!("?{query}")).unwrap_or_default();
            Error::Moved(format!("{canonical}{query}")).into_response()
        }
    }
}

/// Counts, times and logs every request, under an id that the answer carries too.
pub async fn observe(State(app): State<App>, request: Request, next: Next) -> Response {
    let id = uuid::Uuid::now_v7().to_string();
    let started = Instant::now();
    let route = request.extensions().get::<MatchedPath>().map_or("none", MatchedPath::as_str).to_owned();
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    let client = peer.map(|peer| client(&app, peer, request.headers()));
    let span = tracing::info_span!("request", id, method = %request.method(), path = request.uri().path());
    let mut response = next.run(request).instrument(span.clone()).await;
    let status = response.status().as_u16();
    app.metrics().answered(&route, status, started.elapsed());
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert("x-request-id", value);
    }
    let took_ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
    span.in_scope(|| tracing::info!(status, took_ms, client = client.map(tracing::field::display), "answered"));
    response
}

/// The address that a request comes from: the peer's, or what a trusted proxy says, read from the right.
pub fn client(app: &App, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
    let mut client = peer;
    let forwarded = headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
    let hops: Vec<&str> = forwarded.flat_map(|value| value.split(',')).map(str::trim).collect();
    for hop in hops.into_iter().rev() {
        match hop.parse() {
            Ok(address) if app.trusts(client) => client = address,
            _ => break,
        }
    }
    client
}
