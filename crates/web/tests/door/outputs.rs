//! Every view in every format: what all formats have in common, and what calendars hold.

use model::folder::Folder;
use model::{Kind, Lang, Record};
use serde_json::{Value, json};
use web::Room;

use crate::harness::{Visit, at, read_sample, today, with};

const ENDINGS: [(&str, &str); 7] = [
    ("ics", "text/calendar; charset=utf-8"),
    ("atom", "application/atom+xml; charset=utf-8"),
    ("geojson", "application/geo+json; charset=utf-8"),
    ("csv", "text/csv; charset=utf-8; header=present"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("json", "application/json; charset=utf-8"),
    ("jsonld", "application/ld+json; charset=utf-8"),
];

/// A page of every sort that has its like in other formats, in both languages.
fn views() -> Vec<String> {
    let rooms = [
        (Room::Activities, None),
        (Room::Clusters, Some("agrovast")),
        (Room::Themes, Some("vatten")),
        (Room::Challenges, Some("vatten")),
        (Room::Calendar, Some("2025-10")),
        (Room::Map, None),
        (Room::Search, None),
        (Room::Initiatives, None),
        (Room::Results, None),
        (Room::Clippings, None),
        (Room::Organisations, None),
    ];
    let sample = read_sample();
    let first = sample.records.iter().find(|record| record.kind() == Kind::Activity).unwrap().head().slug.to_string();
    let mut views = Vec::new();
    for lang in Lang::ALL {
        for (room, below) in rooms {
            views.push(room.path(lang));
            let below = if room == Room::Activities { Some(first.as_str()) } else { below };
            views.extend(below.map(|below| format!("{}/{below}", room.path(lang))));
        }
    }
    views
}

#[tokio::test]
async fn every_view_is_there_in_every_format_and_says_when_it_is_the_same() {
    let visit = today().await;
    for view in views() {
        for (ending, kind) in ENDINGS {
            let path = format!("{view}.{ending}");
            let answer = visit.ask("HEAD", &path, &[]).await;
            assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, kind), "{path}");
            let etag = answer.header("etag").to_owned();
            let again = visit.ask("GET", &path, &[("if-none-match", &etag)]).await;
            assert_eq!((again.status.as_u16(), again.text.len()), (304, 0), "{path}");
            let canonical = format!("<https://kluster.example.org{view}>; rel=\"canonical\"");
            assert!(answer.header("link").contains(&canonical), "{path}: {}", answer.header("link"));
            assert!(!visit.bytes("GET", &path, &[]).await.is_empty(), "{path}");
        }
    }
    let packed = visit.ask("GET", "/aktiviteter.json", &[("accept-encoding", "gzip")]).await;
    assert_eq!(packed.header("content-encoding"), "gzip");
}

#[tokio::test]
async fn an_empty_a_huge_and_a_nonsense_filter_are_answered_in_every_format() {
    let visit = today().await;
    let huge = "theme=vatten&".repeat(70);
    for (ending, _) in ENDINGS {
        for (query, status) in [
            ("q=finnsinte%20xyzzy", 200),
            ("theme=finns-inte", 200),
            ("from=2100-01-01&until=2100-01-02", 200),
            ("county=99", 400),
            ("from=igår", 400),
            ("kind=%00", 400),
            ("near=57.7", 400),
            ("bbox=1,2,3", 400),
            ("after=finns-inte", if matches!(ending, "ics" | "atom") { 200 } else { 400 }),
            (huge.trim_end_matches('&'), 400),
        ] {
            let path = format!("/aktiviteter.{ending}?{query}");
            assert_eq!(visit.ask("HEAD", &path, &[]).await.status.as_u16(), status, "{path}");
        }
        for path in ["/aktiviteter/finns-inte", "/om", "/siffror", "/kalender/2026-13", ""] {
            let path = format!("{path}.{ending}");
            assert_eq!(visit.ask("HEAD", &path, &[]).await.status.as_u16(), 404, "{path}");
        }
    }
}

#[tokio::test]
async fn an_odd_spelling_and_a_former_name_lead_to_the_same_in_the_same_format() {
    let visit = today().await;
    let answer = visit.get("/Aktiviteter.ICS?theme=vatten").await;
    assert_eq!((answer.status.as_u16(), answer.header("location")), (308, "/aktiviteter.ics?theme=vatten"));
}

/// The sample's network with activities of one's own.
fn own(activities: &[Value]) -> Folder {
    let mut folder = read_sample();
    folder.records.retain(|record| record.kind() != Kind::Activity);
    let mine = activities.iter().map(|value| Record::from_value(Kind::Activity, value.clone()).unwrap());
    folder.records.extend(mine);
    folder
}

fn activity(id: &str, status: &str, occasions: &Value) -> Value {
    json!({ "id": id, "slug": id, "version": 3, "kind": "course", "status": status, "title": {"sv": format!("Kurs {id}")},
        "hosts": ["agrovast", "vreta-kluster"], "themes": ["vatten"], "occasions": occasions })
}

fn day(id: &str, day: &str) -> Value {
    json!([{ "id": id, "when": { "first_day": day } }])
}

async fn calendar(visit: &Visit, path: &str) -> String {
    let answer = visit.get(path).await;
    assert_eq!(answer.status.as_u16(), 200, "{path}");
    answer.text.replace("\r\n ", "")
}

#[tokio::test]
async fn a_calendar_goes_from_ninety_days_back_to_two_years_ahead_and_keeps_what_is_cancelled() {
    let visit = with(
        "2026-11-23T09:00:00+01:00",
        own(&[
            activity("for-lange-sedan", "published", &day("t-91", "2026-08-24")),
            activity("nyss", "published", &day("t-90", "2026-08-25")),
            activity("installd", "cancelled", &day("t-0", "2026-11-24")),
            activity("sist", "planned", &day("t-730", "2028-11-23")),
            activity("for-langt-fram", "published", &day("t-731", "2028-11-24")),
            activity("nagon-gang", "published", &json!([{ "id": "t-vag", "when": { "date": "2027-04" } }])),
            activity(
                "serie",
                "published",
                &json!([
                    { "id": "s-1", "when": { "start": "2027-03-27T18:00", "end": "2027-03-28T03:30", "zone": "Europe/Stockholm" } },
                    { "id": "s-2", "cancelled": true, "when": { "first_day": "2027-04-03", "last_day": "2027-04-04" } },
                ])
            ),
        ]),
    )
    .await;
    let text = calendar(&visit, "/aktiviteter.ics").await;
    let uids: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("UID:")).collect();
    let ids = ["t-90", "t-0", "s-1", "s-2", "t-730"].map(|id| format!("{id}@grona-kluster"));
    assert_eq!(uids, ids, "{text}");
    for line in [
        "DTSTART;TZID=Europe/Stockholm:20270327T180000",
        "DTEND;TZID=Europe/Stockholm:20270328T033000",
        "DTSTART;VALUE=DATE:20270403",
        "DTEND;VALUE=DATE:20270405",
        "SEQUENCE:3",
        "CATEGORIES:Kurs,Vatten",
        "STATUS:TENTATIVE",
        "NAME:Aktiviteter · Gröna kluster i Sverige",
    ] {
        assert!(text.lines().any(|found| found == line), "{line} in {text}");
    }
    assert_eq!(text.matches("STATUS:CANCELLED").count(), 2);
    assert_eq!(text.matches("BEGIN:VTIMEZONE").count(), 1);
    assert_eq!(text.matches("Arrangör: Agroväst\\, Vreta Kluster").count(), 5, "{text}");

    let may = calendar(&visit, "/en/activities.ics?from=2027-04-01&until=2027-04-30").await;
    assert_eq!(may.matches("BEGIN:VEVENT").count(), 1, "only the occasion within the days: {may}");
    assert!(may.contains("UID:s-2@") && may.contains("/en/activities/serie"), "{may}");
    let sheet = calendar(&visit, "/kalender/2027-04.ics").await;
    assert_eq!(sheet.matches("BEGIN:VEVENT").count(), 1, "{sheet}");
    let cluster = calendar(&visit, "/kluster/agrovast.ics").await;
    assert_eq!(cluster.matches("BEGIN:VEVENT").count(), 5, "what a cluster arranges: {cluster}");
    let record = calendar(&visit, "/aktiviteter/for-lange-sedan.ics").await;
    assert_eq!(record.matches("BEGIN:VEVENT").count(), 1, "one activity is given whole, however old");
}

#[tokio::test]
async fn a_calendar_without_events_is_one_all_the_same() {
    let visit = at("2026-11-23T09:00:00+01:00").await;
    let text = calendar(&visit, "/kluster.ics").await;
    assert!(text.contains("BEGIN:VTIMEZONE") && !text.contains("BEGIN:VEVENT"), "{text}");
}
