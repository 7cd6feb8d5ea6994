//! Tables and maps, read back by other programs' rules: each format tells what stands in the records.
#![allow(clippy::unwrap_used, reason = "a test says what is wrong by failing")]

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use formats::write::geojson::{self, Features};
use formats::write::{Edition, Entry, Linked, csv, table, xlsx};
use model::folder::Network;
use model::{Kind, Lang, Record};
use serde_json::{Value, json};
use words::Words;

/// The first row, up to where more may follow.
const PROMISED: &str = "id,kind,title,summary,url,status,form,start,end,zone,all_day,place,municipality,county,lat,lon,\
    online,organisers,themes,price,sign_up_url,sign_up_last_day,language,updated";

fn entry(kind: Kind, value: Value, linked: &[(&str, Kind, &str, &str)]) -> Entry {
    let mut whole = json!({ "slug": value["id"], "version": 1 });
    whole.as_object_mut().unwrap().extend(value.as_object().unwrap().clone());
    let record = Record::from_value(kind, whole).unwrap();
    let linked = linked.iter().map(|(id, kind, role, title)| Linked {
        id: id.parse().unwrap(),
        kind: *kind,
        role: (*role).to_owned(),
        title: (*title).to_owned(),
        url: format!("https://kluster.example.org/{id}"),
    });
    Entry {
        changed: "2026-11-23T08:00:00.25Z".parse().unwrap(),
        url: format!("https://kluster.example.org/{}", record.head().id),
        linked: linked.collect(),
        record,
    }
}

fn course(value: Value) -> Entry {
    let mut whole = json!({ "id": "kurs", "title": { "sv": "Kurs" }, "kind": "course", "status": "published" });
    whole.as_object_mut().unwrap().extend(value.as_object().unwrap().clone());
    entry(Kind::Activity, whole, &[])
}

/// Everything that is asked of an activity.
fn full() -> Entry {
    let value = json!({
        "id": "faltdag", "title": { "sv": "Fältdag på Ås 🌾", "en": "Field day at Ås 🌾" }, "kind": "field-day",
        "summary": { "sv": "Vi ser på \"vall\",\noch äter, tillsammans." },
        "form": "hybrid", "status": "published",
        "occasions": [
            {
                "id": "faltdag-1",
                "when": { "start": "2026-12-01T09:00", "end": "2026-12-01T15:30", "zone": "Europe/Stockholm" },
                "place": { "name": "Ås", "municipality": "0980",
                           "point": { "lat": 57.123_456_7, "lon": 18.4, "precision": "exact" } },
                "online": "https://example.org/film",
            },
            { "id": "faltdag-2", "when": { "first_day": "2027-05-01", "last_day": "2027-05-02" }, "cancelled": true,
              "place": { "county": "09", "point": { "lat": 57.5, "lon": 18.44, "precision": "region" } } },
            { "id": "faltdag-3", "when": { "date": "2027-23" }, "when_note": { "sv": "Efter skörd." } },
        ],
        "hosts": ["agrovast", "slu"], "themes": ["vall"], "price": { "sv": "100 kr" },
        "sign_up": { "url": "https://example.org/anmal", "last_day": "2026-11-28" }, "participants": 40,
    });
    let slu = ("slu", Kind::Organisation, "host", "SLU");
    entry(
        Kind::Activity,
        value,
        &[slu, ("agrovast", Kind::Cluster, "host", "Agroväst"), ("vall", Kind::Theme, "theme", "Vall")],
    )
}

struct Made {
    network: Network,
    words: Words,
    entries: Vec<Entry>,
}

fn made(entries: Vec<Entry>) -> Made {
    Made { network: Network::undescribed(), words: Words::built_in(), entries }
}

impl Made {
    fn edition(self, lang: Lang, asked: impl FnOnce(&Edition<'_>)) {
        let edition = Edition {
            network: &self.network,
            lang,
            words: &self.words,
            title: "Aktiviteter: \"vatten\" / och en hel del annat · Gröna kluster".to_owned(),
            home: "https://kluster.example.org",
            page: "https://kluster.example.org/aktiviteter".to_owned(),
            own: "https://kluster.example.org/aktiviteter.csv?theme=vatten".to_owned(),
            next: Some("https://kluster.example.org/aktiviteter.csv?after=x".to_owned()),
            total: self.entries.len(),
            entries: self.entries,
            window: None,
            now: "2026-11-23T08:00:00Z".parse().unwrap(),
        };
        asked(&edition);
    }
}

/// The rows of CSV by the names of their columns, as a reader of RFC 4180 has them.
fn read_csv(bytes: &[u8]) -> Vec<BTreeMap<String, String>> {
    let text = std::str::from_utf8(bytes).unwrap().strip_prefix('\u{feff}').unwrap();
    assert!(text.ends_with("\r\n"));
    let mut reader = ::csv::Reader::from_reader(text.as_bytes());
    let names: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows = reader.records().map(|row| names.iter().cloned().zip(row.unwrap().iter().map(str::to_owned)).collect());
    rows.collect()
}

/// The rows of a workbook by the names of their columns.
fn read_xlsx(bytes: Vec<u8>) -> Vec<BTreeMap<String, Data>> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let sheet = workbook.worksheet_range_at(0).unwrap().unwrap();
    let mut rows = sheet.rows();
    let names: Vec<String> = rows.next().unwrap().iter().map(ToString::to_string).collect();
    rows.map(|row| names.iter().cloned().zip(row.iter().cloned()).collect()).collect()
}

fn csv_of(entries: Vec<Entry>) -> Vec<BTreeMap<String, String>> {
    let mut rows = Vec::new();
    made(entries).edition(Lang::Sv, |edition| rows = read_csv(&csv::table(edition)));
    rows
}

fn xlsx_of(entries: Vec<Entry>) -> Vec<BTreeMap<String, Data>> {
    let mut rows = Vec::new();
    made(entries).edition(Lang::Sv, |edition| rows = read_xlsx(xlsx::workbook(edition).unwrap()));
    rows
}

fn geojson_of(entries: Vec<Entry>, which: Features) -> Value {
    let mut value = Value::Null;
    made(entries).edition(Lang::Sv, |edition| {
        value = serde_json::from_slice(&geojson::collection(edition, which)).unwrap();
    });
    value
}

#[test]
fn an_empty_edition_is_a_table_with_its_first_row_and_a_collection_without_features() {
    made(Vec::new()).edition(Lang::Sv, |edition| {
        let text = String::from_utf8(csv::table(edition)).unwrap();
        let first = text.strip_prefix('\u{feff}').unwrap().strip_suffix("\r\n").unwrap();
        assert!(first.starts_with(&format!("{PROMISED},")) && !first.contains('\n'), "{first}");
        assert_eq!(read_xlsx(xlsx::workbook(edition).unwrap()).len(), 0);
    });
    let collection = geojson_of(Vec::new(), Features::All);
    assert_eq!((&collection["type"], &collection["features"]), (&json!("FeatureCollection"), &json!([])));
    assert_eq!(collection.get("bbox"), None);
}

#[test]
fn every_occasion_has_a_row_with_all_that_is_known() {
    let rows = csv_of(vec![full()]);
    assert_eq!(rows.len(), 3);
    let cells = |row: usize, names: &[&str]| names.iter().map(|name| rows[row][*name].as_str()).collect::<Vec<_>>();
    let times = ["id", "occasion_id", "start", "end", "zone", "all_day", "cancelled", "date", "date_note"];
    assert_eq!(
        cells(0, &times),
        ["faltdag", "faltdag-1", "2026-12-01T09:00", "2026-12-01T15:30", "Europe/Stockholm", "false", "false", "", ""]
    );
    assert_eq!(cells(1, &times), ["faltdag", "faltdag-2", "2027-05-01", "2027-05-02", "", "true", "true", "", ""]);
    assert_eq!(cells(2, &times), ["faltdag", "faltdag-3", "", "", "", "", "false", "2027-23", "Efter skörd."]);
    let places = ["place", "municipality", "municipality_name", "county", "county_name", "lat", "lon", "precision"];
    assert_eq!(cells(0, &places), ["Ås", "0980", "Gotland", "09", "Gotlands län", "57.1234567", "18.4", "exact"]);
    assert_eq!(cells(1, &places), ["", "", "", "09", "Gotlands län", "57.5", "18.44", "region"]);
    let rest = ["kind", "sort", "title", "summary", "status", "form", "organisers", "themes", "price", "participants"];
    assert_eq!(
        cells(0, &rest),
        [
            "activity",
            "field-day",
            "Fältdag på Ås 🌾",
            "Vi ser på \"vall\",\noch äter, tillsammans.",
            "published",
            "hybrid",
            "Agroväst; SLU",
            "Vall",
            "100 kr",
            "40"
        ]
    );
    let last = ["url", "online", "sign_up_url", "sign_up_last_day", "language", "updated"];
    assert_eq!(
        cells(0, &last),
        [
            "https://kluster.example.org/faltdag",
            "https://example.org/film",
            "https://example.org/anmal",
            "2026-11-28",
            "sv",
            "2026-11-23T08:00:00Z"
        ]
    );
}

#[test]
fn a_text_is_in_the_language_of_the_edition_or_else_in_the_other() {
    made(vec![full()]).edition(Lang::En, |edition| {
        let rows = read_csv(&csv::table(edition));
        assert_eq!((rows[0]["title"].as_str(), rows[0]["language"].as_str()), ("Field day at Ås 🌾", "en"));
        assert!(rows[0]["summary"].starts_with("Vi ser"));
    });
    made(vec![course(json!({}))]).edition(Lang::En, |edition| {
        let rows = read_csv(&csv::table(edition));
        assert_eq!((rows[0]["title"].as_str(), rows[0]["language"].as_str()), ("Kurs", "sv"));
    });
}

#[test]
fn what_a_table_program_would_run_is_kept_from_it() {
    for (title, expected) in [
        ("=1+1", "'=1+1"),
        ("+46 70 123", "'+46 70 123"),
        ("-cmd", "'-cmd"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("-12.5", "-12.5"),
        ("+4", "+4"),
        ("-1.2.3", "'-1.2.3"),
        ("-", "'-"),
        ("a=1", "a=1"),
        ("\u{0}=1", "'=1"),
    ] {
        let entry = course(json!({ "title": { "sv": title } }));
        assert_eq!(csv_of(vec![entry])[0]["title"], expected, "{title:?}");
        let entry = course(json!({ "title": { "sv": title } }));
        let own = title.replace('\r', "\n").replace('\u{0}', "");
        assert_eq!(xlsx_of(vec![entry])[0]["title"], Data::String(own), "{title:?}");
    }
    let west = json!({ "occasions": [{ "id": "x", "place": { "point": { "lat": -3.5, "lon": -0.01, "precision": "place" } } }] });
    let rows = csv_of(vec![course(west)]);
    assert_eq!((rows[0]["lat"].as_str(), rows[0]["lon"].as_str()), ("-3.5", "-0.01"));
}

#[test]
fn a_workbook_has_days_times_numbers_and_codes_as_what_they_are() {
    let rows = xlsx_of(vec![full()]);
    assert_eq!(rows.len(), 3);
    let date = |row: usize, name: &str| match &rows[row][name] {
        Data::DateTime(date) => date.to_ymd_hms_milli(),
        other => panic!("{name}: {other:?}"),
    };
    assert_eq!(date(0, "start"), (2026, 12, 1, 9, 0, 0, 0));
    assert_eq!(date(0, "end"), (2026, 12, 1, 15, 30, 0, 0));
    assert_eq!(date(1, "end"), (2027, 5, 2, 0, 0, 0, 0));
    assert_eq!(date(0, "sign_up_last_day"), (2026, 11, 28, 0, 0, 0, 0));
    assert_eq!(date(0, "updated"), (2026, 11, 23, 8, 0, 0, 0));
    assert_eq!(rows[0]["lon"], Data::Float(18.4));
    assert_eq!(rows[0]["participants"], Data::Float(40.0));
    assert_eq!(rows[0]["all_day"], Data::Bool(false));
    assert_eq!(rows[0]["municipality"], Data::String("0980".to_owned()));
    assert_eq!(rows[0]["title"], Data::String("Fältdag på Ås 🌾".to_owned()));
    assert_eq!(rows[0]["url"], Data::String("https://kluster.example.org/faltdag".to_owned()));
    assert_eq!(rows[2]["start"], Data::Empty);
}

#[test]
fn a_workbook_takes_what_is_too_long_too_old_or_no_link() {
    let long = format!("{}🌾🌾🌾 slut", "å".repeat(32_764));
    let value = json!({
        "title": { "sv": "Lång _x0041_ \u{b}\u{ffff}rad" }, "body": { "sv": long },
        "occasions": [{ "id": "x", "when": { "first_day": "1899-04-01" }, "online": "https:example.org" }],
        "sign_up": { "url": format!("https://example.org/{}", "a".repeat(1_980)) },
    });
    let rows = xlsx_of(vec![course(value)]);
    let text = |name: &str| rows[0][name].to_string();
    assert_eq!(text("title"), "Lång _x0041_ rad");
    assert_eq!(text("body"), format!("{}🌾…", "å".repeat(32_764)));
    assert_eq!(text("body").encode_utf16().count(), 32_767);
    assert_eq!((text("start"), text("online")), ("1899-04-01".to_owned(), "https:example.org".to_owned()));
    assert_eq!(text("sign_up_url").len(), 2_000);
}

#[test]
fn the_same_edition_has_the_same_bytes() {
    for entries in [|| Vec::new(), || vec![full(), course(json!({}))]] {
        let mut made_twice: [Vec<Vec<u8>>; 2] = Default::default();
        for all in &mut made_twice {
            made(entries()).edition(Lang::Sv, |edition| {
                *all = vec![
                    csv::table(edition),
                    xlsx::workbook(edition).unwrap(),
                    geojson::collection(edition, Features::All),
                ];
            });
            std::thread::sleep(std::time::Duration::from_millis(1_100));
        }
        assert_eq!(made_twice[0], made_twice[1]);
    }
}

#[test]
fn a_feature_stands_for_each_occasion_and_place_and_all_have_the_same_properties() {
    let project = json!({
        "id": "projekt", "title": { "sv": "Projekt" }, "kind": "project", "status": "ongoing",
        "start": "2025-03-01", "end": "2027", "counties": ["09", "08"],
        "places": [
            { "name": "Ett", "point": { "lat": 56.0, "lon": 13.0, "precision": "place" } },
            { "name": "Två", "point": { "lat": 66.0, "lon": 20.0, "precision": "place" } },
        ],
    });
    let entries = || vec![full(), entry(Kind::Initiative, project.clone(), &[]), course(json!({}))];
    let collection = geojson_of(entries(), Features::All);
    let features = collection["features"].as_array().unwrap();
    let shown: Vec<_> =
        features.iter().map(|one| (&one["properties"]["id"], &one["geometry"]["coordinates"])).collect();
    assert_eq!(
        shown,
        [
            (&json!("faltdag"), &json!([18.4, 57.12346])),
            (&json!("faltdag"), &json!([18.44, 57.5])),
            (&json!("faltdag"), &Value::Null),
            (&json!("projekt"), &json!([13.0, 56.0])),
            (&json!("projekt"), &json!([20.0, 66.0])),
            (&json!("kurs"), &Value::Null),
        ]
    );
    assert_eq!(collection["bbox"], json!([13.0, 56.0, 20.0, 66.0]));
    assert_eq!(collection["next"], "https://kluster.example.org/aktiviteter.csv?after=x");
    assert_eq!(features[5]["geometry"], Value::Null);
    let own = &features[3]["properties"];
    assert_eq!((&own["start"], &own["end"], &own["all_day"]), (&json!("2025-03-01"), &Value::Null, &json!(true)));
    assert_eq!((&own["date_end"], &own["counties"], &own["place"]), (&json!("2027"), &json!("09; 08"), &json!("Ett")));
    let mut kinds: BTreeMap<&str, &str> = BTreeMap::new();
    for feature in features {
        let properties = feature["properties"].as_object().unwrap();
        assert_eq!(properties.len(), table::map_columns().count());
        for (name, value) in properties {
            let kind = match value {
                Value::Null => continue,
                Value::String(_) => "text",
                Value::Bool(_) => "flag",
                Value::Number(_) => "number",
                _ => "nested",
            };
            assert_eq!(*kinds.entry(name).or_insert(kind), kind, "{name}");
        }
    }
    assert!(!kinds.values().any(|kind| *kind == "nested"));
    let placed = geojson_of(entries(), Features::Placed);
    assert_eq!(placed["features"].as_array().unwrap().len(), 4);
}

#[test]
fn no_fact_of_any_kind_of_record_is_lost() {
    let cluster = json!({
        "id": "kluster", "name": "Klustret", "short_name": "Kort", "also_known_as": ["Förr"], "status": "active",
        "member_from": "2018~", "host_organisation": "slu", "organisation_form": { "sv": "Förening" },
        "place": { "municipality": "0580" }, "counties_served": ["05", "08"], "area": { "sv": "Östra" },
        "website": "https://kluster.example.org/", "founded": "2014-05", "themes": ["vall"],
        "summary": { "sv": "Kort sagt." }, "body": { "sv": "Längre." },
        "contact": { "role": { "sv": "Kansliet" }, "email": "kansli@example.org" },
        "facts": [{ "sv": "Ett." }, { "sv": "Två." }], "confirmed": "2026-10-01",
        "sources": [{ "url": "https://example.org/k", "read": "2026-11-20" }], "source_keys": ["kl-1"],
    });
    let project = json!({
        "id": "projekt", "title": { "sv": "Projekt" }, "kind": "project", "status": "ongoing", "start": "2025-21",
        "partners": [{ "who": "kluster", "role": "lead" }, { "who": "slu", "role": "funder" }],
        "funding": [{ "funder": "fond" }, { "funder": "fond", "programme": "LEADER", "reference": "7", "amount": { "amount": 500, "currency": "SEK" } }],
        "budget": { "amount": 1_000_000, "currency": "SEK" },
    });
    let theme = json!({
        "id": "vall", "label": { "sv": "Vall" }, "definition": { "sv": "Gräs." }, "synonyms": { "sv": ["gräsmark"], "en": ["ley"] },
        "challenge": { "summary": { "sv": "Torkan." }, "goal": { "sv": "Mer." }, "since": "2025" },
    });
    let result = json!({
        "id": "svar", "title": { "sv": "Svar" }, "objective": { "sv": "Syfte." }, "main_results": { "sv": "Utfall." },
        "recommendation": { "sv": "Gör så." }, "link": "https://example.org/r", "published": "2026-01-02", "organisations": ["slu"],
    });
    let clipping = json!({
        "id": "notis", "title": { "sv": "Notis" }, "link": "https://example.org/n", "comment": { "sv": "Läs." },
        "date": "2026-09", "about": ["kluster"],
    });
    let slu = |role| ("slu", Kind::Organisation, role, "SLU");
    let own = |role| ("kluster", Kind::Cluster, role, "Klustret");
    let rows = csv_of(vec![
        entry(Kind::Cluster, cluster, &[slu("host-organisation")]),
        entry(
            Kind::Initiative,
            project,
            &[own("lead"), slu("funder"), ("fond", Kind::Organisation, "funder", "Fonden")],
        ),
        entry(Kind::Theme, theme, &[]),
        entry(Kind::Result, result, &[slu("organisation")]),
        entry(Kind::Clipping, clipping, &[own("about")]),
    ]);
    let told: Vec<(usize, &str, &str)> = vec![
        (0, "county", "05"),
        (0, "counties", "05; 08"),
        (0, "host_organisation", "SLU"),
        (0, "founded", "2014-05"),
        (0, "member_from", "2018~"),
        (0, "contact_email", "kansli@example.org"),
        (0, "facts", "Ett.\nTvå."),
        (0, "confirmed", "2026-10-01"),
        (0, "sources", "https://example.org/k (2026-11-20)"),
        (0, "body", "Längre."),
        (0, "language", "sv"),
        (1, "organisers", "Klustret"),
        (1, "partners", "Klustret (lead); SLU (funder)"),
        (1, "funders", "Fonden"),
        (1, "funding", "LEADER, 7, 500 SEK"),
        (1, "budget", "1000000"),
        (1, "date", "2025-21"),
        (1, "start", ""),
        (2, "summary", "Gräs."),
        (2, "also_known_as", "gräsmark; ley"),
        (2, "challenge_goal", "Mer."),
        (3, "start", "2026-01-02"),
        (3, "end", "2026-01-02"),
        (3, "organisers", "SLU"),
        (3, "recommendation", "Gör så."),
        (4, "website", "https://example.org/n"),
        (4, "date", "2026-09"),
        (4, "about", "Klustret"),
    ];
    for (row, name, expected) in told {
        assert_eq!(rows[row][name], expected, "{name} of {}", rows[row]["id"]);
    }
}

#[test]
fn every_column_is_told_in_the_documentation_once() {
    let told = include_str!("../../../docs/tables.md");
    let told: Vec<&str> = told.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()).collect();
    let own: Vec<&str> = table::columns().map(|column| column.name).collect();
    assert_eq!(told, own);
}
