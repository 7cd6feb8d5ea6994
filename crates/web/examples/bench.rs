//! What pages cost, as ratios to the cheapest answer in the same run: `cargo xtask bench`.
//!
//! Seconds differ from machine to machine; how many times dearer a page is than a word does not, much.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a measuring program that talks to a person")]

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::http::Request;
use http_body_util::BodyExt;
use model::Clock;
use model::folder::Known;
use store::Store;
use tower::ServiceExt;
use web::{App, Site};

/// How long each thing is measured.
const SPELL: Duration = Duration::from_millis(1_500);

const PAGES: [&str; 9] = [
    "/",
    "/kluster",
    "/kluster/agrovast",
    "/aktiviteter",
    "/kalender/2025-11",
    "/initiativ",
    "/teman",
    "/utmaningar/beredskap",
    "/organisationer",
];

#[tokio::main]
async fn main() {
    let folder = std::env::temp_dir().join(format!("klover-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let store = Store::open(&format!("sqlite:{}", folder.join("klover.sqlite").display())).await.unwrap();
    store.migrate().await.unwrap();
    let clock = Clock::default();
    let mut writer = store.writer(clock.now(), "bench").await.unwrap();
    writer.import(sample()).await.unwrap();
    writer.commit().await.unwrap();
    let site = Arc::new(Site::open(store, clock, "http://localhost".to_owned(), None).await.unwrap());
    let router = web::router(App::new(Arc::clone(&site), Vec::new()));

    let floor = measure("/health/live", &router, || {}).await;
    println!("{:<28} {:>9} {:>9}   (1 = /health/live, {floor:?} here)", "page", "kept", "made anew");
    for page in PAGES {
        let kept = measure(page, &router, || {}).await;
        let anew = measure(page, &router, || site.forget_pages()).await;
        println!("{page:<28} {:>9.1} {:>9.1}", ratio(kept, floor), ratio(anew, floor));
    }
    std::fs::remove_dir_all(folder).unwrap();
}

fn ratio(one: Duration, other: Duration) -> f64 {
    one.as_secs_f64() / other.as_secs_f64()
}

/// The mean time of one answer.
async fn measure(path: &str, router: &axum::Router, before: impl Fn()) -> Duration {
    let started = Instant::now();
    let mut rounds = 0;
    while started.elapsed() < SPELL {
        rounds += 1;
        before();
        let request = Request::get(path).header("accept-encoding", "gzip").body(Body::empty()).unwrap();
        let response = router.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status(), 200);
        response.into_body().collect().await.unwrap();
    }
    started.elapsed() / rounds
}

fn sample() -> model::folder::Folder {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/network");
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let files: BTreeMap<_, _> =
        entries.map(|e| (e.file_name().into_string().unwrap(), std::fs::read(e.path()).unwrap())).collect();
    model::folder::read(&files, &Known::default()).unwrap()
}
