//! Finished pages: by address and language, change number and local date, and never past the next moment at which
//! something begins or ends. A body is compressed once; its ETag is its hash.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, VARY};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http_body_util::{BodyExt, Full};
use jiff::{Timestamp, civil};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

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
const MOST_LARGE_BYTES: usize = 256 * 1024 * 1024;
/// Most bytes of such large answers that are kept when nobody reads them any more.
const MOST_LARGE_KEPT_BYTES: usize = 32 * 1024 * 1024;
/// A browser may keep a page, but asks each time whether it is still the same.
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");

/// Finished pages of one network.
#[derive(Debug, Default)]
pub struct PageCache {
    kept: Mutex<Kept>,
    /// Held by the one who makes something for programs.
    making: tokio::sync::Mutex<()>,
}

#[derive(Debug, Default)]
struct Kept {
    age: Option<Age>,
    pages: HashMap<String, Arc<Finished>>,
    bytes: usize,
    /// What is too large to stand among the pages, for as long as somebody is reading it.
    large: HashMap<String, Weak<Finished>>,
    /// The last of those, which the next one is likely to ask for too.
    last_large: VecDeque<Arc<Finished>>,
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
    /// What a large one takes of the room for those; given back when its last reader is done.
    room: Option<OwnedSemaphorePermit>,
}

/// The room for large answers that are on their way to readers.
#[derive(Debug)]
pub struct LargeRoom(Arc<Semaphore>);

impl Default for LargeRoom {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(MOST_LARGE_BYTES)))
    }
}

impl LargeRoom {
    fn take(&self, bytes: usize) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.0).try_acquire_many_owned(u32::try_from(bytes).ok()?).ok()
    }

    /// Bytes that are on the way now.
    #[must_use]
    pub fn taken_bytes(&self) -> usize {
        MOST_LARGE_BYTES - self.0.available_permits()
    }
}

impl PageCache {
    /// Forgets every finished page.
    pub(crate) fn forget(&self) {
        *self.kept.lock().unwrap_or_else(PoisonError::into_inner) = Kept::default();
    }

    fn get(&self, age: Age, key: &str) -> Option<Arc<Finished>> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.turn(age);
        kept.pages.get(key).cloned().or_else(|| kept.large.get(key)?.upgrade())
    }

    fn put(&self, age: Age, key: String, page: &Arc<Finished>) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.turn(age);
        if page.room.is_some() {
            kept.large.retain(|_, page| page.strong_count() > 0);
            kept.large.insert(key, Arc::downgrade(page));
            kept.last_large.push_back(Arc::clone(page));
            while kept.last_large.iter().map(|page| page.size()).sum::<usize>() > MOST_LARGE_KEPT_BYTES {
                kept.last_large.pop_front();
            }
            return;
        }
        let size = page.size() + key.len();
        if kept.bytes + size > MOST_BYTES {
            *kept = Kept { age: Some(age), ..Kept::default() };
        }
        if kept.pages.insert(key, Arc::clone(page)).is_none() {
            kept.bytes += size;
        }
    }
}

impl Kept {
    /// Nothing of another age is good.
    fn turn(&mut self, age: Age) {
        if self.age != Some(age) {
            *self = Self { age: Some(age), ..Self::default() };
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
    let age = age(&site).await?;
    if let Some(page) = site.cache.get(age, &key) {
        app.metrics().cached();
        return Ok(answer(&page, &headers));
    }
    finish(&app, &site, age, key, next.run(request).await, &headers).await
}

/// Answers from what is finished under a key, or makes it and keeps it: for what programs fetch, one at a time. So many
/// who ask for the same wait for one, and many who ask for much never take more than one core.
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
    let _alone = site.cache.making.lock().await;
    if let Some(page) = site.cache.get(age, &key) {
        return Ok(answer(&page, headers));
    }
    finish(app, site, age, key, make.await?, headers).await
}

/// Keeps an answer and gives it. What is not found, or sends elsewhere, is passed on as it is.
async fn finish(
    app: &App,
    site: &Site,
    age: Age,
    key: String,
    response: Response,
    headers: &HeaderMap,
) -> Result<Response, Error> {
    if response.status() != StatusCode::OK || !response.headers().contains_key(CONTENT_TYPE) {
        return Ok(response);
    }
    let (parts, body) = response.into_parts();
    let bytes = body.collect().await.map_err(|_| Error::Internal)?.to_bytes();
    let page = if bytes.len() > LARGEST_KEPT_BYTES {
        // Twice: as it is, and packed. Packing takes long enough for others to notice.
        let Some(room) = app.large_room().take(2 * bytes.len()) else { return Ok(come_back()) };
        let packing = tokio::task::spawn_blocking(move || Finished::of(bytes, parts.headers, Some(room)));
        packing.await.map_err(|_| Error::Internal)??
    } else {
        Finished::of(bytes, parts.headers, None)?
    };
    let page = Arc::new(page);
    site.cache.put(age, key, &page);
    Ok(answer(&page, headers))
}

impl Finished {
    fn of(bytes: Bytes, said: HeaderMap, room: Option<OwnedSemaphorePermit>) -> Result<Self, Error> {
        let etag = format!("W/\"{}\"", &hash(&bytes)[..20]);
        let etag = HeaderValue::from_str(&etag).map_err(|_| Error::Internal)?;
        Ok(Self { gzip: gzipped(&bytes), plain: bytes, etag, said, room })
    }

    fn size(&self) -> usize {
        self.plain.len() + self.gzip.len()
    }

    /// A part of it as a body. A large one is held until it has been sent, so that others can have the same.
    fn body(self: &Arc<Self>, bytes: &Bytes) -> Body {
        if self.room.is_none() {
            return Body::from(bytes.clone());
        }
        let held = Arc::clone(self);
        Body::new(Full::new(bytes.clone()).map_frame(move |frame| {
            let _until_dropped = &held;
            frame
        }))
    }
}

async fn age(site: &Site) -> Result<Age, Error> {
    let landscape = site.landscape().await?;
    Ok(Age { change: landscape.change, date: site.clock.today(), fresh_until: landscape.fresh_until })
}

fn answer(page: &Arc<Finished>, headers: &HeaderMap) -> Response {
    let common =
        [(ETAG, page.etag.clone()), (CACHE_CONTROL, ASK_AGAIN), (VARY, HeaderValue::from_static("accept-encoding"))];
    if has_already(headers, &page.etag) {
        return (StatusCode::NOT_MODIFIED, common).into_response();
    }
    let said = page.said.clone();
    if takes_gzip(headers) && page.gzip.len() < page.plain.len() {
        (common, said, [(CONTENT_ENCODING, "gzip")], page.body(&page.gzip)).into_response()
    } else {
        (common, said, page.body(&page.plain)).into_response()
    }
}
