//! The search room, what it offers when nothing is found, and its suggestions.

use model::folder::Network;
use model::record::Contact;
use model::{Kind, Lang, Record, Visibility};
use serde_json::{Value, json};
use web::Room;

use crate::harness::{Answer, Visit, number, today, unescaped};

async fn add(visit: &Visit, records: &[Record]) {
    let mut writer = visit.store.writer(visit.site.clock.now(), "editor").await.unwrap();
    for record in records {
        writer.add(record).await.unwrap();
    }
    let number = writer.commit().await.unwrap();
    visit.sees(number).await;
}

async fn network(visit: &Visit) -> Network {
    visit.store.reader().await.unwrap().network().await.unwrap().unwrap()
}

fn field(answer: &Answer) -> String {
    let tag = answer.between("<input class=\"input\" id=\"q\"", ">")[0];
    unescaped(tag.split("value=\"").nth(1).unwrap().split('"').next().unwrap())
}

#[tokio::test]
async fn a_misspelt_word_says_what_it_was_taken_for_and_stays_in_the_field() {
    let visit = today().await;
    for (path, typed, taken, words) in [
        ("/sok", "livsmedle", "livsmedel", "Ingen skriver ”livsmedle” här. Du ser träffar för"),
        ("/sok", "berdskap", "beredskap", "Ingen skriver ”berdskap” här."),
        ("/en/search", "livsmedle", "livsmedel", "Nobody writes “livsmedle” here. You see hits for"),
    ] {
        let answer = visit.get(&format!("{path}?q={typed}&county=14")).await;
        assert_eq!(answer.status, 200);
        assert!(answer.words().contains(words), "{path}: {typed}");
        assert_eq!(field(&answer), typed);
        let note = answer.between("<p class=\"note-line\">", "</p>")[0];
        let href = unescaped(note.split("href=\"").nth(1).unwrap().split('"').next().unwrap());
        assert_eq!(href, format!("{path}?q={taken}&county=14"));
        let there = visit.get(&href).await;
        assert_eq!(there.count(), answer.count(), "{href} has what was shown");
        assert!(!there.words().contains("Du ser träffar för") && !there.words().contains("You see hits for"));
        assert_eq!(field(&there), taken);
    }
    let known = visit.get("/sok?q=livsmedel").await;
    assert!(!known.words().contains("Du ser träffar för"));
    assert!(known.counted() > 20);
}

#[tokio::test]
async fn the_words_that_were_found_are_marked() {
    let visit = today().await;
    for path in [
        "/sok?q=vatten",
        "/aktiviteter?q=livsmedel",
        "/initiativ?q=skog",
        "/en/search?q=water",
        "/en/activities?q=food",
    ] {
        let answer = visit.get(path).await;
        let marks = answer.between("<mark>", "</mark>");
        assert!(!marks.is_empty(), "{path} marks nothing");
        assert!(marks.iter().all(|mark| !mark.is_empty() && !mark.contains('<')), "{path}: {marks:?}");
        assert!(visit.get(path.split('?').next().unwrap()).await.between("<mark>", "<").is_empty());
    }
}

#[tokio::test]
async fn what_is_typed_is_never_more_than_text() {
    let visit = today().await;
    let bad = [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onmouseover='x",
        "{{7*7}}",
        "vatten<b>",
        "</title><script>",
        "\u{202e}vatten",
        "a&b=c#d",
        "title_sv:* OR id:[a TO z]",
        "\\\\\\",
        "\"",
        "+-~^",
    ];
    for text in bad {
        let query: String = url_encoded(text);
        for room in ["/sok", "/aktiviteter", "/kluster", "/karta", "/kalender", "/en/search", "/en/initiatives"] {
            let answer = visit.get(&format!("{room}?q={query}")).await;
            assert!(answer.status == 200, "{room}?q={text}: {}", answer.status);
            let low = answer.text.to_lowercase();
            for tag in ["<script>", "<img src=x", "vatten<b>", "onmouseover='x"] {
                assert!(!low.contains(tag), "{room}?q={text}: {tag}");
            }
            if room == "/sok" {
                assert_eq!(field(&answer), text);
            }
        }
        let suggested = visit.get(&format!("/sok/forslag?q={query}")).await;
        assert_eq!(suggested.status, 200, "{text}");
        assert!(suggested.header("content-type").starts_with("application/json"));
    }
}

fn url_encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// What a page without hits offers: addresses, what they say, and how many they give.
fn ways(answer: &Answer) -> Vec<(String, String, usize)> {
    let list = answer.between("<ul class=\"ways\">", "</ul>");
    let item = |item: &str| {
        let href = unescaped(item.split("href=\"").nth(1).unwrap().split('"').next().unwrap());
        let label = unescaped(item.split("\">").nth(1).unwrap().split("</a>").next().unwrap());
        let count = item.split("pick-count\">").nth(1).unwrap().split('<').next().unwrap();
        (href, label, number(count))
    };
    list.first().map_or(Vec::new(), |list| list.split("<li>").skip(1).map(item).collect())
}

#[tokio::test]
async fn nothing_found_offers_ways_whose_counts_are_true() {
    let visit = today().await;
    let mut offered = 0;
    for path in [
        "/aktiviteter?theme=skog&county=09",
        "/aktiviteter?theme=vatten&county=25&period=past&form=online",
        "/aktiviteter?q=biogas&county=09",
        "/en/activities?theme=skog&county=09&kind=fair",
        "/initiativ?status=ongoing&cluster=agrovast&county=23",
        "/en/initiatives?near=Kiruna&theme=vatten&within=20",
        "/organisationer?kind=park&municipality=2584",
        "/sok?q=zzxxyyww&kind=activity",
        "/sok?q=vatten&county=09&kind=result",
        "/en/search?q=forestry&kind=clipping&county=10",
        "/kluster?county=10&status=forming",
        "/notiser?theme=vilt&lang=en&from=2001&until=2001-12",
        "/resultat?theme=vilt&county=25",
    ] {
        let answer = visit.get(path).await;
        assert_eq!(answer.counted(), 0, "{path}");
        let title = if path.starts_with("/en/") { "Nothing was found" } else { "Inget hittades" };
        assert!(answer.words().contains(title), "{path}");
        for (href, label, count) in ways(&answer) {
            offered += 1;
            let there = visit.get(&href).await;
            assert_eq!(there.status, 200, "{path} → {href}");
            assert_eq!(there.counted(), count, "{path} → {href} ({label})");
            assert!(count > 0, "{path} → {href}");
        }
    }
    assert!(offered > 12, "only {offered} ways");
}

#[tokio::test]
async fn nothing_found_leads_to_the_counties_around_and_whom_to_ask() {
    let visit = today().await;
    let answer = visit.get("/aktiviteter?theme=skog&county=09&kind=fair").await;
    assert_eq!(answer.counted(), 0);
    assert!(answer.text.contains("<a href=\"/kluster/gotland-gront-centrum\">Gotland Grönt Centrum</a>"));
    assert!(answer.words().contains("Fråga gärna dem som arbetar där:"));
    let near = visit.get("/en/activities?near=Visby&within=10&theme=skog&kind=fair").await;
    assert!(near.text.contains("href=\"/en/clusters/gotland-gront-centrum\""));
    // Örebro's neighbours have activities about food.
    let mut around = 0;
    for county in model::County::all() {
        let path = format!("/aktiviteter?theme=livsmedel&kind=seminar&county={county}");
        let answer = visit.get(&path).await;
        for (href, label, _) in ways(&answer).iter().filter(|(_, label, _)| label.ends_with("länet intill")) {
            around += 1;
            let named = county.neighbours().into_iter().any(|next| label.starts_with(next.name()));
            assert!(named, "{path}: {label} is next to it");
            assert!(href.contains("theme=livsmedel") && href.contains("kind=seminar"), "{href}");
        }
    }
    assert!(around > 3, "only {around}");
}

#[tokio::test]
async fn one_is_asked_to_write_only_where_there_is_an_address() {
    let visit = today().await;
    let path = "/aktiviteter?theme=skog&county=09&kind=fair";
    assert!(!visit.get(path).await.text.contains("mailto:"));
    let contact: Contact =
        serde_json::from_value(json!({ "role": { "sv": "Kansliet" }, "email": "kansliet@example.org" })).unwrap();
    let mut described = network(&visit).await;
    described.contact = Some(contact);
    let mut writer = visit.store.writer(visit.site.clock.now(), "editor").await.unwrap();
    writer.set_network(&described).await.unwrap();
    let number = writer.commit().await.unwrap();
    visit.sees(number).await;
    assert!(visit.get(path).await.text.contains("<a href=\"mailto:kansliet@example.org\">Fråga nätverket</a>"));
    let english = visit.get("/en/search?q=zzxxyyww").await;
    assert!(english.text.contains("<a href=\"mailto:kansliet@example.org\">Ask the network</a>"));
    assert!(!visit.get("/aktiviteter").await.text.contains("mailto:"), "only where nothing is found");
}

#[tokio::test]
async fn suggestions_are_titles_with_kinds_and_addresses_in_both_languages() {
    let visit = today().await;
    for (path, typed, kinds, start) in [
        (
            "/sok/forslag",
            "vat",
            ["Tema", "Kluster", "Initiativ", "Aktivitet", "Resultat", "Organisation", "Notis"],
            "/",
        ),
        (
            "/en/search/suggestions",
            "wat",
            ["Theme", "Cluster", "Initiative", "Activity", "Result", "Organisation", "Clipping"],
            "/en/",
        ),
        ("/sok/forslag", "v", ["Tema", "Kluster", "Initiativ", "Aktivitet", "Resultat", "Organisation", "Notis"], "/"),
    ] {
        let answer = visit.get(&format!("{path}?q={typed}")).await;
        assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, "application/json"));
        assert_eq!(answer.header("cache-control"), "no-cache");
        let list: Vec<Value> = serde_json::from_str(&answer.text).unwrap();
        assert!(!list.is_empty() && list.len() <= 8, "{path}?q={typed}: {}", list.len());
        for one in &list {
            let keys: Vec<&String> = one.as_object().unwrap().keys().collect();
            assert_eq!(keys, ["href", "kind", "title"], "{one}");
            let said = |key: &str| one[key].as_str().unwrap();
            assert!(kinds.contains(&said("kind")), "{one}");
            assert!(said("href").starts_with(start), "{one}");
            assert_eq!(visit.get(said("href")).await.status, 200, "{one}");
        }
    }
    for path in [
        "/sok/forslag",
        "/sok/forslag?q=",
        "/sok/forslag?q=+",
        "/en/search/suggestions?q=%21%3F",
        "/sok/forslag?q=zzxxyyww",
    ] {
        assert_eq!(visit.get(path).await.text, "[]", "{path}");
    }
    let long = visit.get(&format!("/sok/forslag?q={}", "a".repeat(400))).await;
    assert_eq!(long.status, 200);
    assert_eq!(visit.get(&format!("/sok/forslag?q={}", "a".repeat(600))).await.status, 400);
}

/// One record of each kind, about something that nothing else is about.
fn hidden(visibility: Visibility) -> Vec<Record> {
    let word = visibility_word(visibility);
    let id = |kind: &str| format!("zebra-{kind}-{word}");
    let head = |kind: &str| json!({ "id": id(kind), "slug": id(kind), "version": 1, "visibility": word });
    let place = json!({ "name": "Zebraby", "municipality": "0580", "point": { "lat": 58.41, "lon": 15.62, "precision": "place" } });
    let (theme, cluster) = (id("theme"), id("cluster"));
    let with = |kind: &str, more: Value| {
        let mut value = head(kind);
        more.as_object().unwrap().iter().for_each(|(key, one)| value[key] = one.clone());
        value
    };
    let all = [
        (Kind::Theme, with("theme", json!({ "label": { "sv": "Zebror", "en": "Zebras" } }))),
        (
            Kind::Cluster,
            with(
                "cluster",
                json!({ "name": "Zebraklustret", "status": "active", "summary": { "sv": "Zebror." }, "place": place, "counties_served": ["05"], "themes": [theme] }),
            ),
        ),
        (
            Kind::Organisation,
            with("organisation", json!({ "name": "Zebrabolaget", "kind": "company", "place": place })),
        ),
        (
            Kind::Initiative,
            with(
                "initiative",
                json!({ "title": { "sv": "Zebraprojektet" }, "status": "ongoing", "kind": "project", "start": "2026", "counties": ["05"], "themes": [theme, "skog"], "places": [place], "partners": [{ "who": cluster, "role": "lead" }] }),
            ),
        ),
        (
            Kind::Activity,
            with(
                "activity",
                json!({ "title": { "sv": "Zebrafrukost", "en": "Zebra breakfast" }, "status": "cancelled", "kind": "course", "form": "hybrid", "hosts": ["agrovast", cluster], "themes": [theme, "skog"], "occasions": [{ "id": id("occasion"), "when": { "first_day": "2026-12-09" }, "place": place }] }),
            ),
        ),
        (
            Kind::Result,
            with(
                "result",
                json!({ "title": { "sv": "Zebraresultat" }, "summary": { "sv": "Zebror ränder." }, "themes": ["skog"], "published": "2026-01-01", "counties": ["05"] }),
            ),
        ),
        (
            Kind::Clipping,
            with(
                "clipping",
                json!({ "title": { "sv": "Zebranotis" }, "link": "https://example.org/zebra", "themes": ["skog"], "date": "2026-11-01", "counties": ["05"] }),
            ),
        ),
    ];
    all.into_iter()
        .map(|(kind, value)| Record::from_value(kind, value.clone()).unwrap_or_else(|e| panic!("{value}: {e:?}")))
        .collect()
}

fn visibility_word(visibility: Visibility) -> &'static str {
    match visibility {
        Visibility::Draft => "draft",
        Visibility::Network => "network",
        Visibility::Unlisted => "unlisted",
        Visibility::Public => "public",
    }
}

#[tokio::test]
async fn what_is_not_public_is_found_counted_drawn_and_suggested_nowhere() {
    let visit = today().await;
    let mut paths: Vec<String> = Vec::new();
    for lang in Lang::ALL {
        paths.push(web::home(lang).to_owned());
        paths.extend(Room::ALL.map(|room| room.path(lang)));
        for (room, query) in [
            (Room::Search, "q=zebra"),
            (Room::Search, "q=zebrafrukost&kind=activity"),
            (Room::Search, "county=05"),
            (Room::Activities, "county=05"),
            (Room::Activities, "status=cancelled"),
            (Room::Activities, "form=hybrid&cluster=agrovast"),
            (Room::Activities, "period=upcoming"),
            (Room::Initiatives, "theme=skog"),
            (Room::Map, "near=Link%C3%B6ping&within=20"),
            (Room::Map, "q=zebra"),
            (Room::Calendar, "theme=skog"),
        ] {
            paths.push(format!("{}?{query}", room.path(lang)));
        }
        paths.push(format!("{}/2026-12", Room::Calendar.path(lang)));
        paths.push(format!("{}/2026-W50", Room::Calendar.path(lang)));
        paths.push(format!("{}/skog", Room::Themes.path(lang)));
        paths.push(format!("{}/agrovast", Room::Clusters.path(lang)));
    }
    paths.extend(["/sok/forslag?q=zeb", "/sok/forslag?q=z", "/en/search/suggestions?q=zebra"].map(str::to_owned));
    let mut before = Vec::new();
    for path in &paths {
        let answer = visit.get(path).await;
        assert_eq!(answer.status, 200, "{path}");
        before.push(answer.text);
    }
    for visibility in [Visibility::Draft, Visibility::Network, Visibility::Unlisted] {
        add(&visit, &hidden(visibility)).await;
        // A draft moves no number: what has been written is looked for all the same.
        tokio::time::sleep(std::time::Duration::from_millis(1_200)).await;
        visit.site.forget_pages();
        for (path, before) in paths.iter().zip(&before) {
            assert_eq!(visit.get(path).await.text, *before, "{path} shows what is for {visibility:?}");
        }
    }
    // The same records can be found as soon as they are for everyone.
    for mut record in hidden(Visibility::Network) {
        record.head_mut().visibility = Visibility::Public;
        visit.change(record).await;
    }
    for (path, before) in
        paths.iter().zip(&before).filter(|(path, _)| path.contains("zeb") || path.ends_with("2026-12"))
    {
        assert_ne!(visit.get(path).await.text, *before, "{path}");
    }
}
