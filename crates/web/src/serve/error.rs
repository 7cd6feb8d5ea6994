//! Every error is a page with a way back, in the reader's language.

use std::any::Any;

use askama::Template;
use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, LOCATION};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};

use crate::addresses::Room;
use crate::page::{Layout, Page};
use crate::site::App;
use crate::view::Say;

/// Why a request is not answered with what it asked for.
#[derive(Debug)]
pub enum Error {
    /// There is nothing at this address.
    NotFound,
    /// There was.
    Gone,
    /// It is at another address now.
    Moved(String),
    /// The address makes no sense.
    Bad(Problem),
    /// The method does not fit.
    WrongMethod,
    /// Too many at once, or it took too long.
    Busy,
    /// Asked for more than a fair share.
    TooOften,
    /// Too long an address or too large a body.
    TooLarge,
    /// Something of ours is broken; it has been logged.
    Internal,
}

/// What is wrong with an address.
#[derive(Debug, Clone)]
pub enum Problem {
    /// Bytes that are no text.
    NotText,
    /// Too many parameters.
    TooManyParameters {
        /// The most that are taken.
        most: usize,
    },
    /// A parameter is too long.
    TooLong {
        /// Which.
        key: String,
        /// The most bytes that are taken.
        most: usize,
    },
    /// Parts of the filter make no sense.
    Filter {
        /// What is wrong, in the order of the address.
        faults: Vec<model::filter::Fault>,
        /// The address without them.
        without: String,
        /// Addresses with what may have been meant in their place, and what that is.
        instead: Vec<(String, String)>,
    },
    /// The record after which the list was to go on is not in it.
    UnknownAfter {
        /// What was asked for.
        value: String,
        /// The start of the list.
        start: String,
    },
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        tracing::error!(%error, "the store failed");
        Self::Internal
    }
}

impl From<search::Error> for Error {
    fn from(error: search::Error) -> Self {
        tracing::error!(%error, "the search failed");
        Self::Internal
    }
}

impl From<askama::Error> for Error {
    fn from(error: askama::Error) -> Self {
        tracing::error!(%error, "a template failed");
        Self::Internal
    }
}

impl Error {
    const fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Gone => StatusCode::GONE,
            Self::Moved(_) => StatusCode::PERMANENT_REDIRECT,
            Self::Bad(_) => StatusCode::BAD_REQUEST,
            Self::WrongMethod => StatusCode::METHOD_NOT_ALLOWED,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::TooOften => StatusCode::TOO_MANY_REQUESTS,
            Self::TooLarge => StatusCode::URI_TOO_LONG,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        match self {
            Self::Moved(to) => {
                if let Ok(to) = HeaderValue::from_str(&to) {
                    response.headers_mut().insert(LOCATION, to);
                }
            }
            Self::Bad(problem) => {
                response.extensions_mut().insert(problem);
            }
            _ => {}
        }
        response
    }
}

/// An address that no room has.
pub async fn not_found() -> Error {
    Error::NotFound
}

/// A method that no page takes.
pub async fn wrong_method() -> Error {
    Error::WrongMethod
}

/// A handler that panicked; the request goes on to its error page.
pub fn panicked(cause: Box<dyn Any + Send + 'static>) -> Response {
    let text = cause.downcast_ref::<&str>().map(|text| (*text).to_owned());
    let text = text.or_else(|| cause.downcast_ref::<String>().cloned()).unwrap_or_default();
    tracing::error!(panic = text, "a handler panicked");
    Error::Internal.into_response()
}

#[derive(Debug, Template)]
#[template(path = "error/error.html")]
struct ErrorPage {
    say: Say,
    layout: Layout,
    status: i64,
    heading: String,
    said: Explained,
    clusters_href: String,
    activities_href: String,
}

#[derive(Debug, Template)]
#[template(path = "error/bare.html")]
struct BareError {
    status: u16,
}

/// Turns every failed answer into a page.
pub async fn pages(State(app): State<App>, request: Request, next: Next) -> Response {
    let (path, headers) = (request.uri().path().to_owned(), request.headers().clone());
    let response = next.run(request).await;
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error()) || response.headers().contains_key(CONTENT_TYPE) {
        return response;
    }
    let problem = response.extensions().get::<Problem>().cloned();
    let html = page(&app, &path, &headers, status, problem).await;
    let (mut parts, _) = response.into_parts();
    parts.headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    parts.headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    parts.headers.remove("content-length");
    Response::from_parts(parts, Html(html).into_response().into_body())
}

async fn page(app: &App, path: &str, headers: &HeaderMap, status: StatusCode, problem: Option<Problem>) -> String {
    let bare = || BareError { status: status.as_u16() }.render().unwrap_or_default();
    let Ok(page) = Page::plain(path, headers, app).await else { return bare() };
    let key = match status {
        StatusCode::BAD_REQUEST => "error-400",
        StatusCode::NOT_FOUND => "error-404",
        StatusCode::METHOD_NOT_ALLOWED => "error-405",
        StatusCode::GONE => "error-410",
        StatusCode::URI_TOO_LONG | StatusCode::PAYLOAD_TOO_LARGE => "error-414",
        StatusCode::TOO_MANY_REQUESTS => "error-429",
        StatusCode::SERVICE_UNAVAILABLE => "error-503",
        _ => "error-500",
    };
    let heading = page.say.t(key);
    let said = explain(&page, key, problem);
    let layout = page.layout(&heading, &said.text);
    let whole = ErrorPage {
        say: page.say.clone(),
        layout,
        status: i64::from(status.as_u16()),
        heading,
        said,
        clusters_href: page.room(Room::Clusters),
        activities_href: page.room(Room::Activities),
    };
    whole.render().unwrap_or_else(|_| bare())
}

/// What an error page says, and where it leads.
#[derive(Debug, Default)]
struct Explained {
    text: String,
    /// What may have been meant.
    meant: Vec<(String, String)>,
    /// The same page without what cannot be understood.
    without: Option<(String, String)>,
    /// What to leave in the place form, if it is shown.
    place_form: Option<String>,
}

fn explain(page: &Page, key: &str, problem: Option<Problem>) -> Explained {
    let say = &page.say;
    let only = |text: String| Explained { text, ..Explained::default() };
    match problem {
        None => only(say.t(&format!("{key}-text"))),
        Some(Problem::NotText) => only(say.t("bad-not-text")),
        Some(Problem::TooManyParameters { most }) => only(say.count("bad-too-many", most)),
        Some(Problem::TooLong { key, most }) => only(say.with2("bad-too-long", "key", &key, "most", &most.to_string())),
        Some(Problem::Filter { faults, without, instead }) => {
            let text: Vec<String> = faults.iter().map(|fault| crate::listing::fault_words(say, fault)).collect();
            let near = faults.iter().find(|fault| fault.key == "near").map(|fault| fault.value.clone());
            Explained {
                text: text.join(" "),
                meant: instead,
                without: Some((without, say.t("bad-filter-without"))),
                place_form: near.filter(|_| page.path == page.room(Room::Clusters)),
            }
        }
        Some(Problem::UnknownAfter { value, start }) => Explained {
            text: say.with2("bad-after", "key", "after", "value", &value),
            without: Some((start, say.t("bad-after-start"))),
            ..Explained::default()
        },
    }
}
