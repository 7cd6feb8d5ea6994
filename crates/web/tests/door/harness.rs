//! A visitor to a site that has the sample in it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::Router;
use axum::body::Body;
use axum::http::response::Parts;
use axum::http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt;
use model::folder::Known;
use model::{Clock, Record};
use store::Store;
use tower::ServiceExt;
use web::{App, Site};

static NUMBER: AtomicU32 = AtomicU32::new(0);

pub struct Visit {
    pub router: Router,
    pub store: Store,
    pub site: Arc<Site>,
    /// Where the store is, for another process.
    pub address: String,
    folder: PathBuf,
}

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

impl Drop for Visit {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// A site with the sample, whose clock starts at the given moment.
pub async fn at(moment: &str) -> Visit {
    visit(moment, true).await
}

/// A site with nothing in it.
pub async fn empty() -> Visit {
    visit("2026-11-23T09:00:00+01:00", false).await
}

/// A site with the sample, on the day it was read.
pub async fn today() -> Visit {
    at("2026-11-23T09:00:00+01:00").await
}

/// A site with a folder of one's own.
pub async fn with(moment: &str, own: model::folder::Folder) -> Visit {
    let visit = visit(moment, false).await;
    let mut writer = visit.store.writer(visit.site.clock.now(), "test").await.unwrap();
    writer.import(own).await.unwrap();
    let number = writer.commit().await.unwrap();
    visit.sees(number).await;
    visit
}

async fn visit(moment: &str, sample: bool) -> Visit {
    let name = format!("klover-door-{}-{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
    let folder = std::env::temp_dir().join(name);
    std::fs::create_dir_all(&folder).unwrap();
    let address = address(&folder).await;
    let store = Store::open(&address).await.unwrap();
    store.migrate().await.unwrap();
    let clock = Clock::starting_at(moment.parse().unwrap());
    if sample {
        let mut writer = store.writer(clock.now(), "test").await.unwrap();
        writer.import(read_sample()).await.unwrap();
        writer.commit().await.unwrap();
    }
    let site =
        Arc::new(Site::open(store.clone(), clock, "https://kluster.example.org".to_owned(), None).await.unwrap());
    tokio::spawn(Arc::clone(&site).follow());
    let router = web::router(App::new(Arc::clone(&site), Vec::new()));
    Visit { router, store, site, address, folder }
}

/// Every other site stands on PostgreSQL, where there is one.
#[expect(clippy::disallowed_methods, reason = "tests are told by the environment where PostgreSQL is")]
async fn address(folder: &Path) -> String {
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let server = std::env::var("KLOVER_TEST_POSTGRES").ok().filter(|_| number % 4 == 1);
    let Some(server) = server else { return format!("sqlite:{}", folder.join("klover.sqlite").display()) };
    let name = format!("door_{}_{number}", std::process::id());
    let admin = Store::open(&server).await.unwrap();
    admin.create_database(&name).await.unwrap();
    admin.close().await;
    format!("{}/{name}", server.rsplit_once('/').unwrap().0)
}

pub fn read_sample() -> model::folder::Folder {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/network");
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let files: BTreeMap<_, _> =
        entries.map(|e| (e.file_name().into_string().unwrap(), std::fs::read(e.path()).unwrap())).collect();
    model::folder::read(&files, &Known::default()).unwrap()
}

/// The address of an activity's poster.
pub fn poster(lang: model::Lang, slug: &str) -> String {
    let last = if lang == model::Lang::Sv { "affisch" } else { "poster" };
    format!("{}/{last}", web::Room::Activities.record_path(lang, &slug.parse().unwrap()))
}

impl Visit {
    pub async fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[]).await
    }

    /// The body as it is sent.
    pub async fn bytes(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Vec<u8> {
        self.send(method, path, headers).await.1
    }

    pub async fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        let (parts, bytes) = self.send(method, path, headers).await;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Answer { status: parts.status, headers: parts.headers, text }
    }

    async fn send(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> (Parts, Vec<u8>) {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = self.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        (parts, body.collect().await.unwrap().to_bytes().to_vec())
    }

    /// Changes a record as an editor would, and waits until the site has seen it.
    pub async fn change(&self, mut record: Record) {
        let version = record.head().version;
        let mut writer = self.store.writer(self.site.clock.now(), "editor").await.unwrap();
        writer.change(&mut record, version).await.unwrap();
        let number = writer.commit().await.unwrap();
        self.sees(number).await;
    }

    /// Waits until the site has seen a change.
    pub async fn sees(&self, number: Option<i64>) {
        for _ in 0..1_000 {
            if number.is_none_or(|number| self.site.change() >= number) {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        panic!("the site did not see change {number:?} within twenty seconds");
    }
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The text as a reader gets it: tags taken out, spaces folded.
    pub fn words(&self) -> String {
        let mut out = String::new();
        for part in self.text.split('<') {
            out.push_str(part.split_once('>').map_or(part, |(_, text)| text));
            out.push(' ');
        }
        out.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// What stands between two marks of the source, each time the first of them is there.
    pub fn between<'a>(&'a self, from: &'a str, to: &'a str) -> Vec<&'a str> {
        self.text.split(from).skip(1).filter_map(|rest| rest.split(to).next()).collect()
    }

    /// How many there are, as a list says it first of all, with plain spaces.
    pub fn count(&self) -> String {
        let said = self.between("<p class=\"count\" role=\"status\">", "</p>");
        said.first().map(|count| count.replace('\u{a0}', " ")).unwrap_or_default()
    }

    /// The number in [`Self::count`].
    pub fn counted(&self) -> usize {
        number(&self.count())
    }

    /// The addresses inside the site that the page links to, but for those that say `nofollow`: the calendar goes on
    /// for three hundred years.
    pub fn links(&self) -> Vec<String> {
        let parts: Vec<&str> = self.text.split("href=\"").collect();
        let followed = parts.windows(2).filter(|pair| !pair[0].ends_with("nofollow\" "));
        let hrefs = followed.filter_map(|pair| pair[1].split('"').next());
        hrefs.filter(|href| href.starts_with('/')).map(|href| href.replace("&amp;", "&")).collect()
    }
}

/// The number that a count in words begins with: `57 aktiviteter`, `Ett kluster`, `1 000 hits`.
pub fn number(words: &str) -> usize {
    let digits: String = words.chars().filter(char::is_ascii_digit).collect();
    match words.split(' ').next() {
        Some("En" | "Ett" | "One") => 1,
        _ => digits.parse().unwrap_or_else(|_| panic!("no number in “{words}”")),
    }
}

/// An address as a browser reads it out of the source.
pub fn unescaped(text: &str) -> String {
    text.replace("&#38;", "&")
        .replace("&amp;", "&")
        .replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&#60;", "<")
        .replace("&#62;", ">")
}
