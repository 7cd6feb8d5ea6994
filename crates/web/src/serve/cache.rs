//! Finished pages: by address and language, change number and local date, and never past the next moment at which
//! something begins or ends. A body is compressed once; its ETag is its hash.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, VARY};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http_body_util::BodyExt;
use jiff::{Timestamp, civil};
use tokio::sync::Semaphore;

use crate::addresses::known_keys;
use crate::query::Query;
use crate::serve::assets::{gzipped, has_already, hash, takes_gzip};
use crate::serve::error::Error;
use crate::serve::guard::come_back;
use crate::site::{App, Site};

/// Most bytes of finished pages that are kept.
const MOST_BYTES: usize = 16 * 1024 * 1024;
/// Largest finished page that is kept, in bytes: one table must not drive out all pages.
const LARGEST_KEPT_BYTES: usize = 1024 * 1024;
/// Most bytes of such large answers that are on their way to readers at once.
const MOST_BYTES_ON_THE_WAY: usize = 256 * 1024 * 1024;
/// A browser may keep a page, but asks each time whether it is still the same.
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");

/// Finished pages of one network.
#[derive(Debug, Default)]
pub struct PageCache(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    age: Option<Age>,
    pages: HashMap<String, Arc<Finished>>,
    bytes: usize,
}

/// What must be the same for a finished page to be good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Age {
    change: i64,
    date: civil::Date,
    fresh_until: Option<Timestamp>,
}

#[derive(Debug)]
struct Finished {
    plain: Bytes,
    gzip: Bytes,
    etag: HeaderValue,
    /// What was said of it: its type, and what goes with that.
    said: HeaderMap,
}

impl PageCache {
    /// Forgets every finished page.
    pub(crate) fn forget(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Kept::default();
    }

    fn get(&self, age: Age, key: &str) -> Option<Arc<Finished>> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.age != Some(age) {
            *kept = Kept { age: Some(age), ..Kept::default() };
        }
        kept.pages.get(key).cloned()
    }

    fn put(&self, age: Age, key: String, page: Arc<Finished>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let size = page.plain.len() + page.gzip.len() + key.len();
        if kept.age != Some(age) || kept.bytes + size > MOST_BYTES {
            *kept = Kept { age: Some(age), ..Kept::default() };
        }
        if kept.pages.insert(key, page).is_none() {
            kept.bytes += size;
        }
    }
}

/// Answers from the finished pages, or finishes a page and keeps it.
pub async fn pages(State(app): State<App>, request: Request, next: Next) -> Result<Response, Error> {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Ok(next.run(request).await);
    }
    let site = app.site(request.headers());
    let query = Query::parse(request.uri().query().unwrap_or_default())?;
    let key = format!("{}{}", request.uri().path(), query.canonical(known_keys(request.uri().path())));
    let headers = request.headers().clone();
    kept_or_made(&app, &site, key, &headers, async { Ok(next.run(request).await) }).await
}

/// Answers from what is finished under a key, or makes it and keeps it. What is not found, or sends elsewhere, is passed
/// on as it is.
///
/// # Errors
/// When making it fails, or the store does not answer.
pub async fn kept_or_made(
    app: &App,
    site: &Site,
    key: String,
    headers: &HeaderMap,
    make: impl Future<Output = Result<Response, Error>>,
) -> Result<Response, Error> {
    let age = age(site).await?;
    if let Some(page) = site.cache.get(age, &key) {
        app.metrics().cached();
        return Ok(answer(&page, headers));
    }
    let response = make.await?;
    if response.status() != StatusCode::OK || !response.headers().contains_key(CONTENT_TYPE) {
        return Ok(response);
    }
    let (parts, body) = response.into_parts();
    let bytes = body.collect().await.map_err(|_| Error::Internal)?.to_bytes();
    let is_large = bytes.len() > LARGEST_KEPT_BYTES;
    let page = if is_large {
        // Compressing this takes long enough for others to notice.
        tokio::task::spawn_blocking(move || Finished::of(bytes, parts.headers)).await.map_err(|_| Error::Internal)??
    } else {
        Finished::of(bytes, parts.headers)?
    };
    if !is_large {
        let page = Arc::new(page);
        site.cache.put(age, key, Arc::clone(&page));
        return Ok(answer(&page, headers));
    }
    Ok(app.on_the_way().hold(answer(&page, headers)).unwrap_or_else(come_back))
}

impl Finished {
    fn of(bytes: Bytes, said: HeaderMap) -> Result<Self, Error> {
        let etag = format!("W/\"{}\"", &hash(&bytes)[..20]);
        let etag = HeaderValue::from_str(&etag).map_err(|_| Error::Internal)?;
        Ok(Self { gzip: gzipped(&bytes), plain: bytes, etag, said })
    }
}

/// Bytes of large answers that are on their way to slow readers. What is kept here is one body for all.
#[derive(Debug)]
pub struct OnTheWay(Arc<Semaphore>);

impl Default for OnTheWay {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(MOST_BYTES_ON_THE_WAY)))
    }
}

impl OnTheWay {
    /// The answer, whose bytes count until it has been sent or given up; `None` when too many are on the way already.
    fn hold(&self, response: Response) -> Option<Response> {
        let size = http_body::Body::size_hint(response.body()).exact().unwrap_or_default();
        let size = u32::try_from(size).ok()?;
        let held = Arc::clone(&self.0).try_acquire_many_owned(size).ok()?;
        Some(response.map(|body| {
            Body::new(body.map_frame(move |frame| {
                let _until_dropped = &held;
                frame
            }))
        }))
    }

    /// Bytes that are on the way now.
    #[must_use]
    pub fn bytes(&self) -> usize {
        MOST_BYTES_ON_THE_WAY - self.0.available_permits()
    }
}

async fn age(site: &Site) -> Result<Age, Error> {
    let landscape = site.landscape().await?;
    Ok(Age { change: landscape.change, date: site.clock.today(), fresh_until: landscape.fresh_until })
}

fn answer(page: &Finished, headers: &HeaderMap) -> Response {
    let common =
        [(ETAG, page.etag.clone()), (CACHE_CONTROL, ASK_AGAIN), (VARY, HeaderValue::from_static("accept-encoding"))];
    if has_already(headers, &page.etag) {
        return (StatusCode::NOT_MODIFIED, common).into_response();
    }
    let said = page.said.clone();
    if takes_gzip(headers) && page.gzip.len() < page.plain.len() {
        (common, said, [(CONTENT_ENCODING, "gzip")], Body::from(page.gzip.clone())).into_response()
    } else {
        (common, said, Body::from(page.plain.clone())).into_response()
    }
}
