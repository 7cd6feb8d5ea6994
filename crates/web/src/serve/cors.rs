//! Reading from other sites' pages: what programs read may be read by scripts of any origin. Nothing here knows who
//! asks, so there is nothing that an origin could be kept from.

use axum::extract::Request;
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, ALLOW,
};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::outputs::is_for_programs;

/// The headers that a script may read beside those that it always may.
const READABLE: &str = "ETag, Link, Content-Disposition, Retry-After, RateLimit, RateLimit-Policy, X-Request-Id";
/// The headers that a script may send beside those that it always may.
const SENDABLE: &str = "If-None-Match";
/// How long a browser may remember that, in seconds.
const REMEMBERED_SECONDS: &str = "86400";

/// Lets every origin read what programs read, and answers those who ask first.
pub async fn for_everyone(request: Request, next: Next) -> Response {
    if !is_for_programs(request.uri().path()) {
        return next.run(request).await;
    }
    let mut response = if request.method() == Method::OPTIONS {
        let headers = [
            (ALLOW, "GET, HEAD, OPTIONS"),
            (ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD"),
            (ACCESS_CONTROL_ALLOW_HEADERS, SENDABLE),
            (ACCESS_CONTROL_MAX_AGE, REMEMBERED_SECONDS),
        ];
        (StatusCode::NO_CONTENT, headers).into_response()
    } else {
        next.run(request).await
    };
    let headers = response.headers_mut();
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static(READABLE));
    response
}
