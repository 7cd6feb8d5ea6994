//! Finished pages are kept, and no way for one to be old is left open.

use std::time::{Duration, Instant};

use jiff::Timestamp;
use model::folder::Folder;
use model::record::Record;
use model::{Clock, Kind, Visibility};
use serde_json::json;
use store::Store;
use store::read::BySlug;

use crate::harness::{Visit, read_sample, today, with};

/// How long a change by another process may take until it is seen.
const WITHIN: Duration = Duration::from_millis(2_500);
const NOW: &str = "2026-11-23T09:00:00+01:00";

fn activity(slug: &str, when: serde_json::Value) -> Record {
    let value = json!({
        "id": slug, "slug": slug, "version": 1, "status": "published", "kind": "course",
        "title": { "sv": format!("Möte {slug}"), "en": format!("Meeting {slug}") },
        "summary": { "sv": "Om kolonilotter." },
        "occasions": [{ "id": format!("{slug}-1"), "when": when, "place": { "name": "Skara", "municipality": "1495" } }],
    });
    Record::from_value(Kind::Activity, value).unwrap()
}

/// A network with a name and some activities, and nothing else.
fn small(records: Vec<Record>) -> Folder {
    Folder { network: read_sample().network, records }
}

async fn stored(store: &Store, kind: Kind, slug: &str) -> Record {
    let found = store.reader().await.unwrap().by_slug(kind, &slug.parse().unwrap()).await.unwrap();
    let BySlug::Here(stored) = found else { panic!("{slug}: {found:?}") };
    stored.record
}

/// Waits until a page has a text, and tells how long it took.
async fn shows(visit: &Visit, path: &str, text: &str) -> Duration {
    let begun = Instant::now();
    while !visit.get(path).await.text.contains(text) {
        assert!(begun.elapsed() < WITHIN, "{path} does not show {text}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    begun.elapsed()
}

/// A site whose clock shows this many seconds before a moment, once it stands.
async fn before(moment: &str, seconds: i64, folder: impl Fn() -> Folder) -> (Visit, Timestamp) {
    let moment: Timestamp = moment.parse().unwrap();
    for slow in [0, 10, 30] {
        let start = moment - jiff::SignedDuration::from_secs(seconds + slow);
        let visit = with(&start.to_string(), folder()).await;
        let left = moment.duration_since(visit.site.clock.now());
        if left > jiff::SignedDuration::from_secs(1) {
            return (visit, moment);
        }
    }
    panic!("this machine is too slow to stand before {moment}");
}

async fn until_after(clock: Clock, moment: Timestamp) {
    while clock.now() <= moment {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn a_record_that_changes_comes_or_goes_is_so_on_every_page() {
    let visit = today().await;
    let paths = [
        "/initiativ",
        "/initiativ?q=smart",
        "/sok?q=smart+agri",
        "/initiativ/smart-agri",
        "/en/initiatives",
        "/sok/forslag?q=smart",
    ];
    for path in paths {
        assert!(visit.get(path).await.text.contains("smart-agri"), "{path}");
    }
    let Record::Initiative(mut initiative) = stored(&visit.store, Kind::Initiative, "smart-agri").await else {
        panic!()
    };
    initiative.title =
        serde_json::from_value(json!({ "sv": "Smart Agri kolonilott", "en": "Smart Agri allotment" })).unwrap();
    visit.change(Record::Initiative(initiative)).await;
    for path in paths {
        let text = visit.get(path).await.text;
        assert!(text.contains("kolonilott") || text.contains("allotment"), "{path} is old");
    }
    assert_eq!(visit.get("/sok?q=kolonilott").await.counted(), 1);
    let mut record = stored(&visit.store, Kind::Initiative, "smart-agri").await;
    record.head_mut().visibility = Visibility::Network;
    let before = visit.get("/initiativ").await.counted();
    visit.change(record).await;
    for path in paths {
        let answer = visit.get(path).await;
        let named = answer.status == 200 && answer.text.contains("/smart-agri\"");
        assert!(!named, "{path} still names it");
    }
    assert_eq!(visit.get("/initiativ/smart-agri").await.status, 410);
    assert_eq!(visit.get("/initiativ").await.counted(), before - 1);
}

#[tokio::test]
async fn a_writer_sees_its_own_write_in_list_and_search_within_a_second() {
    let visit = today().await;
    for path in ["/aktiviteter", "/sok?q=kolonilotter", "/kalender/2026-12", "/karta", "/siffror", "/"] {
        assert!(!visit.get(path).await.text.contains("ny-traff"));
    }
    let mut writer = visit.store.writer(visit.site.clock.now(), "editor").await.unwrap();
    writer.add(&activity("ny-traff", json!({ "first_day": "2026-12-09" }))).await.unwrap();
    writer.commit().await.unwrap();
    let begun = Instant::now();
    for path in [
        "/aktiviteter",
        "/sok?q=kolonilotter",
        "/en/search?q=meeting",
        "/kalender/2026-12",
        "/",
        "/aktiviteter?county=14&period=upcoming",
    ] {
        shows(&visit, path, "ny-traff").await;
    }
    assert!(begun.elapsed() < Duration::from_secs(1), "took {:?}", begun.elapsed());
}

#[tokio::test]
async fn the_networks_own_text_changes_every_page() {
    let visit = today().await;
    let paths =
        ["/", "/en/", "/om", "/kluster", "/aktiviteter", "/sok?q=vatten", "/kalender/2024-04", "/karta", "/siffror"];
    for path in paths {
        assert!(!visit.get(path).await.text.contains("Kolonisterna"));
    }
    let mut network = visit.store.reader().await.unwrap().network().await.unwrap().unwrap();
    network.name = serde_json::from_value(json!({ "sv": "Kolonisterna", "en": "Kolonisterna" })).unwrap();
    let mut writer = visit.store.writer(visit.site.clock.now(), "editor").await.unwrap();
    writer.set_network(&network).await.unwrap();
    let number = writer.commit().await.unwrap();
    visit.sees(number).await;
    for path in paths {
        assert!(visit.get(path).await.text.contains("Kolonisterna"), "{path} is old");
    }
}

#[tokio::test]
async fn another_process_is_followed_within_about_a_second() {
    let visit = today().await;
    let paths = ["/aktiviteter", "/sok?q=kolonilotter", "/kalender/2026-12"];
    for path in paths {
        assert!(!visit.get(path).await.text.contains("annan-dator"));
    }
    // A store of its own: its writes wake nobody here.
    let other = Store::open(&visit.address).await.unwrap();
    let mut writer = other.writer(visit.site.clock.now(), "import").await.unwrap();
    writer.add(&activity("annan-dator", json!({ "first_day": "2026-12-09" }))).await.unwrap();
    writer.commit().await.unwrap();
    for path in paths {
        shows(&visit, path, "annan-dator").await;
    }
    let mut record = stored(&other, Kind::Activity, "annan-dator").await;
    record.head_mut().visibility = Visibility::Draft;
    let version = record.head().version;
    let mut writer = other.writer(visit.site.clock.now(), "editor").await.unwrap();
    writer.change(&mut record, version).await.unwrap();
    writer.commit().await.unwrap();
    let begun = Instant::now();
    while visit.get("/aktiviteter").await.text.contains("annan-dator") {
        assert!(begun.elapsed() < WITHIN, "what is no longer public is still shown");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    other.close().await;
}

#[tokio::test]
async fn at_midnight_in_stockholm_every_page_is_of_the_new_day() {
    let folder = || {
        small(vec![
            activity("igar", json!({ "first_day": "2026-11-23" })),
            activity("idag", json!({ "first_day": "2026-11-24" })),
            activity("senare", json!({ "first_day": "2026-12-24" })),
        ])
    };
    let (visit, midnight) = before("2026-11-24T00:00:00+01:00", 4, folder).await;
    let paths = [
        "/",
        "/aktiviteter",
        "/aktiviteter?period=upcoming",
        "/sok?period=upcoming&kind=activity",
        "/siffror",
        "/kalender",
        "/aktiviteter/igar",
    ];
    let mut first = Vec::new();
    for path in paths {
        first.push(visit.get(path).await);
    }
    assert!(visit.site.clock.now() < midnight, "asked too late");
    assert_eq!(first[2].counted(), 3);
    assert!(first[4].words().contains("Gjord 23 november 2026"));
    until_after(visit.site.clock, midnight).await;
    assert_eq!(visit.get("/aktiviteter?period=upcoming").await.counted(), 2);
    assert_eq!(visit.get("/sok?period=upcoming&kind=activity").await.counted(), 2);
    assert!(visit.get("/siffror").await.words().contains("Gjord 24 november 2026"));
    for (path, first) in paths.iter().zip(&first) {
        let now = visit.get(path).await;
        assert_ne!(now.header("etag"), first.header("etag"), "{path} is yesterday's");
    }
    let list = visit.get("/aktiviteter").await.text;
    assert!(list.find("Tidigare</h2>").unwrap() < list.find("href=\"/aktiviteter/igar\"").unwrap());
}

#[tokio::test]
async fn what_ends_at_an_hour_is_past_from_then_on_and_what_begins_goes_on() {
    let zone = "Europe/Stockholm";
    let folder = || {
        small(vec![
            activity("slutar", json!({ "start": "2026-11-23T08:00", "end": "2026-11-23T10:00", "zone": zone })),
            activity("borjar", json!({ "start": "2026-11-23T10:00", "end": "2026-11-23T12:00", "zone": zone })),
        ])
    };
    let (visit, ten) = before("2026-11-23T10:00:00+01:00", 4, folder).await;
    let paths =
        ["/aktiviteter?period=past", "/aktiviteter?period=upcoming", "/sok?period=past", "/en/activities?period=past"];
    let mut first = Vec::new();
    for path in paths {
        first.push(visit.get(path).await.counted());
    }
    let (home, list) = (visit.get("/").await.text, visit.get("/aktiviteter").await.text);
    assert!(visit.site.clock.now() < ten, "asked too late");
    assert_eq!(first, [0, 2, 0, 0]);
    assert!(home.contains("/aktiviteter/slutar\""));
    assert!(!list.contains("Tidigare</h2>"));
    until_after(visit.site.clock, ten).await;
    for (path, count) in paths.iter().zip([1, 1, 1, 1]) {
        assert_eq!(visit.get(path).await.counted(), count, "{path}");
    }
    assert!(visit.get("/aktiviteter").await.text.contains("Tidigare</h2>"));
    assert!(visit.get("/").await.text != home, "the home page is the old one");
}

#[tokio::test]
async fn language_and_filter_are_part_of_what_is_kept_and_nothing_else() {
    let visit = today().await;
    let etag = async |path: &str| visit.get(path).await.header("etag").to_owned();
    // Asked for twice, so that the second is a kept one.
    for _ in 0..2 {
        let different = [
            "/aktiviteter",
            "/en/activities",
            "/aktiviteter?theme=skog",
            "/aktiviteter?theme=vatten",
            "/aktiviteter?after=akt-006",
            "/aktiviteter?theme=skog&county=14",
            "/aktiviteter?q=skog",
            "/kluster",
            "/sok?q=skog",
            "/en/search?q=skog",
        ];
        let mut tags = Vec::new();
        for path in different {
            tags.push(etag(path).await);
        }
        let count = tags.len();
        tags.sort();
        tags.dedup();
        assert_eq!(tags.len(), count);
        for (one, other) in [
            ("/aktiviteter?theme=skog", "/aktiviteter?utm_source=brev&theme=skog&page=2"),
            ("/aktiviteter?county=14&theme=skog", "/aktiviteter?theme=skog&county=14"),
            ("/siffror", "/siffror?theme=skog&after=akt-006"),
            ("/teman", "/teman?q=skog"),
        ] {
            assert_eq!(etag(one).await, etag(other).await, "{one} and {other}");
        }
    }
    // What a page does not know is not kept as another page either: a fault is never answered from the kept ones.
    assert_eq!(visit.get("/aktiviteter?county=99").await.status, 400);
    assert_eq!(visit.get("/aktiviteter").await.status, 200);
}

#[tokio::test]
async fn a_question_for_the_head_spoils_nothing_and_a_new_page_has_a_new_tag() {
    let visit = today().await;
    for path in ["/aktiviteter?theme=livsmedel", "/sok?q=vatten", "/karta", "/kalender/2024-04", "/siffror"] {
        let head = visit.ask("HEAD", path, &[]).await;
        assert_eq!((head.status.as_u16(), head.text.as_str()), (200, ""), "{path}");
        let page = visit.get(path).await;
        assert!(page.text.contains("</html>"), "{path}: the kept page has its text");
        assert_eq!(page.header("etag"), head.header("etag"), "{path}");
        let same = [("if-none-match", head.header("etag"))];
        for method in ["GET", "HEAD"] {
            let again = visit.ask(method, path, &same).await;
            assert_eq!((again.status.as_u16(), again.text.as_str()), (304, ""), "{method} {path}");
            assert_eq!(again.header("etag"), head.header("etag"));
        }
        assert_eq!(visit.ask("HEAD", path, &[]).await.header("etag"), head.header("etag"));
    }
    let old = visit.get("/aktiviteter").await.header("etag").to_owned();
    let mut writer = visit.store.writer(NOW.parse().unwrap(), "editor").await.unwrap();
    writer.add(&activity("tagg", json!({ "first_day": "2026-12-09" }))).await.unwrap();
    let number = writer.commit().await.unwrap();
    visit.sees(number).await;
    let answer = visit.ask("GET", "/aktiviteter", &[("if-none-match", &old)]).await;
    assert_eq!(answer.status, 200);
    assert_ne!(answer.header("etag"), old);
}
