//! What is not for everyone is nowhere: not in pages, search, suggestions and facets, nor in any format or in the API.

use model::folder::Folder;
use model::{Kind, Record, Visibility};
use serde_json::json;

use crate::harness::{Visit, read_sample, with};

/// Words that stand nowhere else, and as no part of another.
const SECRETS: [&str; 2] = ["zyxhemlig", "qvutkastet"];

fn record(kind: Kind, value: serde_json::Value, visibility: Visibility) -> Record {
    let mut record = Record::from_value(kind, value).unwrap();
    record.head_mut().visibility = visibility;
    record
}

/// A record of every kind that is not public, full of the word.
fn hidden(word: &str, visibility: Visibility) -> Vec<Record> {
    let text = |what: &str| json!({ "sv": format!("{word} {what}"), "en": format!("{word} {what}") });
    let id = |kind: &str| format!("{word}-{kind}");
    let all = [
        (
            Kind::Cluster,
            json!({
                "id": id("kluster"), "slug": id("kluster"), "version": 1, "name": format!("{word} kluster"),
                "status": "active", "summary": text("kluster"),
                "place": { "municipality": "0580", "point": { "lat": 58.41, "lon": 15.62, "precision": "exact" } },
            }),
        ),
        (
            Kind::Organisation,
            json!({
                "id": id("org"), "slug": id("org"), "version": 1, "name": format!("{word} organisation"), "kind": "company",
            }),
        ),
        (Kind::Theme, json!({ "id": id("tema"), "slug": id("tema"), "version": 1, "label": text("tema") })),
        (
            Kind::Initiative,
            json!({
                "id": id("init"), "slug": id("init"), "version": 1, "title": text("initiativ"), "kind": "project",
                "status": "ongoing",
            }),
        ),
        (
            Kind::Activity,
            json!({
                "id": id("akt"), "slug": id("akt"), "version": 1, "title": text("aktivitet"), "kind": "course",
                "status": "published", "hosts": ["agrovast"],
                "occasions": [{ "id": id("akt-1"), "when": { "first_day": "2026-12-01" },
                    "place": { "name": format!("{word} lokal"), "municipality": "0580" } }],
            }),
        ),
        (Kind::Result, json!({ "id": id("res"), "slug": id("res"), "version": 1, "title": text("resultat") })),
        (
            Kind::Clipping,
            json!({
                "id": id("notis"), "slug": id("notis"), "version": 1, "title": text("notis"),
                "link": "https://www.example.org/notis", "date": "2026-11-01",
            }),
        ),
    ];
    all.into_iter().map(|(kind, value)| record(kind, value, visibility)).collect()
}

/// Public records that refer to what is not.
fn pointing(word: &str) -> Vec<Record> {
    let id = |kind: &str| format!("{word}-{kind}");
    let short = &word[..1];
    let own = |kind: &str| format!("oppen-{short}-{kind}");
    let refs = |kinds: &[&str]| kinds.iter().map(|kind| id(kind)).collect::<Vec<_>>();
    let all = [
        (
            Kind::Organisation,
            json!({
                "id": own("org"), "slug": own("org"), "version": 1, "name": "Öppen organisation", "kind": "company",
                "themes": refs(&["tema"]),
            }),
        ),
        (
            Kind::Theme,
            json!({
                "id": own("tema"), "slug": own("tema"), "version": 1, "label": { "sv": "Öppet tema" }, "broader": refs(&["tema"]),
            }),
        ),
        (
            Kind::Initiative,
            json!({
                "id": own("init"), "slug": own("init"), "version": 1, "title": { "sv": "Öppet initiativ" }, "kind": "project",
                "status": "ongoing", "themes": refs(&["tema"]), "funding": [{ "funder": id("org"), "programme": "Fonden" }],
                "partners": [{ "who": "agrovast", "role": "lead" }, { "who": id("kluster"), "role": "partner" },
                    { "who": id("org"), "role": "partner" }],
            }),
        ),
        (
            Kind::Activity,
            json!({
                "id": own("akt"), "slug": own("akt"), "version": 1, "title": { "sv": "Öppen aktivitet" }, "kind": "course",
                "status": "published", "hosts": ["agrovast", id("kluster"), id("org")], "funders": refs(&["org"]),
                "initiatives": refs(&["init"]), "themes": refs(&["tema"]),
                "occasions": [{ "id": own("akt-1"), "when": { "first_day": "2026-12-02" }, "place": { "municipality": "0580" } }],
            }),
        ),
        (
            Kind::Result,
            json!({
                "id": own("res"), "slug": own("res"), "version": 1, "title": { "sv": "Öppet resultat" },
                "initiatives": refs(&["init"]), "organisations": refs(&["org", "kluster"]), "themes": refs(&["tema"]),
            }),
        ),
        (
            Kind::Clipping,
            json!({
                "id": own("notis"), "slug": own("notis"), "version": 1, "title": { "sv": "Öppen notis" },
                "link": "https://www.example.org/oppen", "date": "2026-11-02", "about": refs(&["kluster", "org", "init"]),
                "themes": refs(&["tema"]),
            }),
        ),
    ];
    all.into_iter().map(|(kind, value)| record(kind, value, Visibility::Public)).collect()
}

fn network() -> Folder {
    let mut folder = read_sample();
    for (word, visibility) in SECRETS.into_iter().zip([Visibility::Network, Visibility::Draft]) {
        folder.records.extend(hidden(word, visibility));
        folder.records.extend(pointing(word));
    }
    folder
}

const ENDINGS: [&str; 7] = ["ics", "atom", "geojson", "csv", "xlsx", "json", "jsonld"];

/// Every list, and what is said about the public records that refer to what is hidden.
fn rooms() -> Vec<String> {
    let lists = [
        "kluster",
        "aktiviteter",
        "kalender",
        "kalender/2026-12",
        "kalender/2026-W49",
        "karta",
        "initiativ",
        "teman",
        "utmaningar",
        "resultat",
        "notiser",
        "organisationer",
        "sok",
        "sok?q=%C3%B6ppen",
    ];
    let english = [
        "clusters",
        "activities",
        "calendar",
        "calendar/2026-12",
        "map",
        "initiatives",
        "themes",
        "results",
        "clippings",
        "organisations",
        "search",
        "search?q=%C3%B6ppen",
    ];
    let own = [
        ("organisationer", "org"),
        ("teman", "tema"),
        ("initiativ", "init"),
        ("aktiviteter", "akt"),
        ("resultat", "res"),
        ("notiser", "notis"),
    ];
    let mut all: Vec<String> = lists.iter().map(|list| format!("/{list}")).collect();
    all.extend(english.iter().map(|list| format!("/en/{list}")));
    for short in SECRETS.map(|word| &word[..1]) {
        all.extend(own.iter().map(|(room, kind)| format!("/{room}/oppen-{short}-{kind}")));
    }
    all.extend(["/kluster/agrovast".to_owned(), "/en/clusters/agrovast".to_owned()]);
    all
}

/// Looks for what must not be there; in what is packed as well.
async fn is_clean(visit: &Visit, path: &str, may_be_missing: bool) {
    let bytes = visit.bytes("GET", path, &[]).await;
    let answer = visit.get(path).await;
    assert!(answer.status == 200 || may_be_missing, "{path}: {}", answer.status);
    let text = String::from_utf8_lossy(&bytes).to_lowercase();
    for word in SECRETS {
        assert!(!text.contains(word), "{path} tells of {word}");
    }
}

#[tokio::test]
async fn what_is_not_public_stands_in_no_page_and_no_format() {
    let visit = with("2026-11-23T09:00:00+01:00", network()).await;
    for path in ["/", "/en/", "/siffror", "/om", "/om/data", "/om/api"] {
        is_clean(&visit, path, false).await;
    }
    let results = SECRETS.map(|word| format!("/resultat/oppen-{}-res/sammanfattning.json", &word[..1]));
    let whole = ["/sitemap.xml", "/robots.txt", "/nytt.atom", "/en/new.atom", "/dcat.rdf", "/dcat.jsonld"];
    for path in whole.into_iter().map(str::to_owned).chain(results) {
        is_clean(&visit, &path, false).await;
    }
    for room in rooms() {
        is_clean(&visit, &room, false).await;
        let (path, query) =
            room.split_once('?').map_or((room.as_str(), String::new()), |(path, query)| (path, format!("?{query}")));
        for ending in ENDINGS {
            is_clean(&visit, &format!("{path}.{ending}{query}"), false).await;
        }
    }
}

#[tokio::test]
async fn what_is_not_public_is_not_found_suggested_or_counted() {
    let visit = with("2026-11-23T09:00:00+01:00", network()).await;
    let plain = with("2026-11-23T09:00:00+01:00", {
        let mut folder = network();
        folder.records.retain(|record| record.head().visibility == Visibility::Public);
        let public: Vec<_> = folder.records.iter().map(|record| record.head().id.clone()).collect();
        let is_public = |id: &model::Id| public.contains(id);
        let places = model::places::Places::built_in();
        folder.records = folder.records.into_iter().map(|record| record.for_everyone(&is_public, &places)).collect();
        folder
    })
    .await;
    for word in SECRETS {
        for path in ["/sok/forslag", "/en/search/suggest"] {
            for typed in [&word[..3], &word[..6]] {
                is_clean(&visit, &format!("{path}?q={typed}"), true).await;
            }
        }
        let found = crate::api::fetch(&visit, &format!("/api/v1/records?q={word}")).await;
        assert_eq!(found["records"], json!([]), "{word}");
        for key in ["theme", "cluster"] {
            let slug = if key == "theme" { format!("{word}-tema") } else { format!("{word}-kluster") };
            let found = crate::api::fetch(&visit, &format!("/api/v1/records?{key}={slug}")).await;
            assert_eq!(found["total"], 0, "{key}={slug} finds what refers to it");
        }
        for collection in ["clusters", "organisations", "themes", "initiatives", "activities", "results", "clippings"] {
            for kind in ["kluster", "org", "tema", "init", "akt", "res", "notis"] {
                let answer = visit.get(&format!("/api/v1/{collection}/{word}-{kind}")).await;
                assert_eq!(answer.status, 404, "{collection}/{word}-{kind}");
            }
        }
    }
    // Facets and counts are those of a network in which nothing else is.
    for path in [
        "/sok",
        "/teman",
        "/aktiviteter",
        "/initiativ",
        "/organisationer",
        "/resultat",
        "/notiser",
        "/kluster",
        "/siffror",
    ] {
        let (one, other) = (visit.get(path).await, plain.get(path).await);
        assert_eq!(one.words(), other.words(), "{path} differs by what is not public");
    }
}

#[tokio::test]
async fn what_is_not_public_stands_nowhere_in_the_api() {
    let visit = with("2026-11-23T09:00:00+01:00", network()).await;
    let document = crate::api::fetch(&visit, "/api/v1/openapi.json").await;
    for path in document["paths"].as_object().unwrap().keys() {
        let collection = path.trim_end_matches("/{key}");
        if collection == path {
            let mut next = Some(format!("{path}?limit=500"));
            while let Some(part) = next {
                is_clean(&visit, &part, false).await;
                let answer = crate::api::fetch(&visit, &part).await;
                next = answer["next"].as_str().map(|next| next.replace("https://kluster.example.org", ""));
            }
            continue;
        }
        let list = crate::api::fetch(&visit, &format!("{collection}?limit=500")).await;
        for item in list["records"].as_array().unwrap() {
            is_clean(&visit, &format!("{collection}/{}", item["record"]["id"].as_str().unwrap()), false).await;
        }
    }
}
