//! What grows with the network, and what must not.

use std::time::Instant;

use model::folder::Folder;
use model::{Kind, Record};
use serde_json::json;

use crate::harness::{Visit, read_sample, with};

/// Words that generated titles are made of.
const WHAT: [&str; 8] = ["Vallodling", "Bete", "Bevattning", "Torka", "Robotar", "Kompost", "Honung", "Potatis"];
const HOW: [&str; 5] = ["en kurs", "fältdag", "samtal vid lunch", "studiebesök", "digital träff"];
const SORTS: [&str; 5] = ["course", "field-day", "seminar", "study-trip", "webinar"];

/// One of many activities, each unlike the one before it.
pub fn activity(number: usize) -> Record {
    let (what, how) = (WHAT[number % WHAT.len()], HOW[number % HOW.len()]);
    let id = format!("stor-{number}");
    let day = format!("20{:02}-{:02}-{:02}", 20 + number % 12, 1 + number / 7 % 12, 1 + number % 28);
    let municipality = ["0580", "1495", "0980", "2480", "1280", "0180", "1883"][number % 7];
    let host = ["agrovast", "vreta-kluster", "gotland-gront-centrum"][number % 3];
    let theme = ["vatten", "skog", "vatten", "teknik"][number % 4];
    let mut value = json!({
        "id": id, "slug": id, "version": 1, "status": "published", "kind": SORTS[number % SORTS.len()],
        "title": { "sv": format!("{what} – {how} nummer {number}") },
        "summary": { "sv": format!("Vi ses om {} och om vall, för omgång {number}.", what.to_lowercase()) },
        "hosts": [host],
        "form": if number % 5 == 4 { "online" } else { "on-site" },
        "themes": [theme],
        "occasions": [{ "id": format!("{id}-1"), "when": { "first_day": day }, "place": { "municipality": municipality } }],
    });
    if number.is_multiple_of(3) {
        value["title"]["en"] = json!(format!("Ley and {how}, number {number}"));
    }
    if (number + 1).is_multiple_of(50) {
        value["occasions"] = json!([]);
    }
    Record::from_value(Kind::Activity, value).unwrap()
}

/// The sample, with this many activities more.
pub fn network(more: usize) -> Folder {
    let mut folder = read_sample();
    folder.records.extend((0..more).map(activity));
    folder
}

/// The heaviest page that may be sent, packed.
const HEAVIEST_PAGE_BYTES: usize = 60 * 1024;

async fn packed(visit: &Visit, path: &str) -> usize {
    let answer = visit.ask("GET", path, &[("accept-encoding", "gzip")]).await;
    assert_eq!((answer.status.as_u16(), answer.header("content-encoding")), (200, "gzip"), "{path}");
    visit.bytes("GET", path, &[("accept-encoding", "gzip")]).await.len()
}

#[tokio::test]
async fn ten_thousand_activities_make_no_page_much_heavier_than_a_thousand() {
    let begun = Instant::now();
    let visit = with("2026-11-23T09:00:00+01:00", network(1_000)).await;
    let paths = [
        "/",
        "/aktiviteter",
        "/en/activities?theme=vatten&county=05",
        "/sok?q=vall",
        "/en/search",
        "/kalender/2026-12",
        "/kalender/2026-W50",
        "/karta",
        "/karta?near=Link%C3%B6ping&within=50",
        "/siffror",
        "/teman/vatten",
        "/utmaningar/vatten",
        "/kluster/agrovast",
        "/kluster",
    ];
    let mut thousand = Vec::new();
    for path in paths {
        thousand.push(packed(&visit, path).await);
    }
    let filled = begun.elapsed();
    let mut writer = visit.store.writer(visit.site.clock.now(), "test").await.unwrap();
    for number in 1_000..10_000 {
        writer.add(&activity(number)).await.unwrap();
    }
    let last = writer.commit().await.unwrap();
    let written = begun.elapsed();
    while visit.site.change() < last.unwrap() {
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    println!("1 000 asked {filled:?}, 9 000 more written {written:?}, indexed {:?}", begun.elapsed());
    let mut wrong = Vec::new();
    println!("{:<45} {:>8} {:>8} {:>6} {:>6}", "gzip bytes", "1 000", "10 000", "times", "ms");
    for (path, few) in paths.iter().zip(thousand) {
        let asked = Instant::now();
        let many = packed(&visit, path).await;
        let times = many as f64 / few as f64;
        println!("{path:<45} {few:>8} {many:>8} {times:>6.2} {:>6}", asked.elapsed().as_millis());
        if many > HEAVIEST_PAGE_BYTES || times > 1.5 {
            wrong.push(*path);
        }
    }
    println!("all in {:?}", begun.elapsed());
    assert!(wrong.is_empty(), "too heavy: {wrong:?}");
    assert_eq!(visit.get("/aktiviteter").await.counted(), 10_057);
    crate::sitemap::has_parts(&visit, 10_000 + read_sample().records.len()).await;
}
