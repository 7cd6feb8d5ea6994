//! The numbers are those that the lists would show, and where nothing is known the page says no more than that.

use std::collections::BTreeMap;
use std::io::Write;

use model::filter::{Filter, Scope};
use model::folder::Known;
use model::places::Places;
use model::record::Record;
use model::time::days_span;
use model::{County, Id, Kind, Lang};
use serde_json::{Value, json};
use web::Room;

use crate::harness::{Answer, Visit, empty, read_sample, today, with};

const NOW: &str = "2026-11-23T09:00:00+01:00";
const HEAVIEST_PAGE_BYTES: usize = 60 * 1024;

fn folder(contact: bool, kinds: &[(&str, Value)]) -> model::folder::Folder {
    let mut network = r#"slug = "litet"
[name]
sv = "Litet nät"
[headline]
sv = "Ett litet nät"
[purpose]
sv = "Räknas för hand."
[about]
sv = "Ett nätverk."
"#
    .to_owned();
    if contact {
        network.push_str("[contact]\nemail = \"kansliet@example.org\"\n[contact.role]\nsv = \"Kansliet\"\n");
    }
    let mut files = BTreeMap::from([("network.toml".to_owned(), network.into_bytes())]);
    files.extend(kinds.iter().map(|(name, records)| (format!("{name}.json"), records.to_string().into_bytes())));
    model::folder::read(&files, &Known::default()).unwrap()
}

fn theme(id: &str, broader: &[&str]) -> Value {
    let mut theme = json!({"id": id, "slug": id, "version": 1, "label": {"sv": id, "en": format!("{id}-en")}});
    if !broader.is_empty() {
        theme["broader"] = json!(broader);
    }
    theme
}

fn cluster(id: &str, status: &str, served: &[&str], read: &str) -> Value {
    json!({"id": id, "slug": id, "version": 1, "name": id, "status": status, "summary": {"sv": id}, "themes": ["vatten"],
        "counties_served": served, "sources": [{"url": "https://example.org/", "read": read}]})
}

fn initiative(id: &str, [status, kind]: [&str; 2], themes: &[&str], counties: &[&str]) -> Value {
    json!({"id": id, "slug": id, "version": 1, "title": {"sv": id}, "status": status, "kind": kind, "themes": themes,
        "counties": counties, "partners": [{"who": "norr", "role": "lead"}, {"who": "soder", "role": "partner"}]})
}

fn activity(id: &str, whens: &[Value], themes: &[&str], municipality: Option<&str>) -> Value {
    let occasions = whens.iter().enumerate().map(|(n, when)| {
        let mut occasion = json!({"id": format!("{id}-{n}")});
        if !when.is_null() {
            occasion["when"] = when.clone();
        }
        if let Some(code) = municipality {
            occasion["place"] = json!({"municipality": code});
        }
        occasion
    });
    json!({"id": id, "slug": id, "version": 1, "title": {"sv": id}, "status": "published", "kind": "course",
        "hosts": ["norr", "soder"], "themes": themes, "occasions": occasions.collect::<Vec<_>>()})
}

/// Three themes in two levels, two clusters, three initiatives and five activities, counted by hand below.
fn small(contact: bool) -> model::folder::Folder {
    let themes = json!([theme("vatten", &[]), theme("damm", &["vatten"]), theme("skog", &[])]);
    let clusters = json!([
        cluster("norr", "active", &["24", "25"], "2026-11-01"),
        cluster("soder", "forming", &["12"], "2026-09-01"),
    ]);
    let initiatives = json!([
        initiative("ett", ["ongoing", "project"], &["damm"], &["12"]),
        initiative("tva", ["ongoing", "network"], &["skog"], &["12", "25"]),
        initiative("tre", ["ended", "project"], &["vatten", "damm"], &[]),
    ]);
    // Two days of one year; a winter that reaches into the next; a year; a New Year's night; undated.
    let two_days = [json!({"first_day": "2024-04-18"}), json!({"first_day": "2024-05-02"})];
    let night = json!({"start": "2025-12-31T22:00", "end": "2026-01-01T01:00", "zone": "Europe/Stockholm"});
    let activities = json!([
        activity("a", &two_days, &["damm"], Some("1280")),
        activity("b", &[json!({"date": "2024-24"})], &["skog"], None),
        activity("c", &[json!({"date": "2025"})], &["vatten", "skog"], Some("2480")),
        activity("d", &[night], &[], None),
        activity("e", &[Value::Null], &["vatten"], Some("1280")),
    ]);
    let kinds = [("themes", themes), ("clusters", clusters), ("initiatives", initiatives), ("activities", activities)];
    folder(contact, &kinds)
}

/// The links of a class with what stands in them, without tags.
fn linked(answer: &Answer, class: &str) -> Vec<(String, String)> {
    let tag = format!("<a class=\"{class}\" href=\"");
    let parts = answer.text.split(tag.as_str()).skip(1);
    let links = parts.map(|part| {
        let (href, rest) = part.split_once("\">").unwrap();
        let inside = rest.split_once("</a>").unwrap().0;
        let words: Vec<&str> =
            inside.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect();
        (
            href.replace("&amp;", "&").replace("&#38;", "&"),
            words.join(" ").split_whitespace().collect::<Vec<_>>().join(" "),
        )
    });
    links.collect()
}

fn count_of(links: &[(String, String)], href: &str) -> Option<String> {
    links.iter().find(|link| link.0 == href).map(|link| link.1.split(' ').next().unwrap().to_owned())
}

#[tokio::test]
async fn a_small_network_is_counted_as_by_hand() {
    let visit = with(NOW, small(false)).await;
    let page = visit.get("/siffror").await;
    assert_eq!(page.status, 200);
    let numbers = linked(&page, "figure-link");
    for (href, expected) in [
        ("/kluster", Some("2")),
        ("/aktiviteter", Some("5")),
        ("/kluster?status=active", Some("1")),
        ("/kluster?status=forming", Some("1")),
        ("/kluster?status=resting", None),
        ("/initiativ?status=ongoing", Some("2")),
        ("/initiativ?status=ended", Some("1")),
        ("/initiativ?kind=project", Some("2")),
        ("/initiativ?kind=network", Some("1")),
        ("/kluster?county=12", Some("1")),
        ("/kluster?county=24", Some("1")),
        ("/initiativ?county=12", Some("2")),
        ("/initiativ?county=25", Some("1")),
        ("/aktiviteter?county=12", Some("2")),
        ("/aktiviteter?county=24", Some("1")),
        ("/aktiviteter?county=25", None),
        ("/kluster?theme=vatten", Some("2")),
        ("/initiativ?theme=vatten", Some("2")),
        ("/aktiviteter?theme=vatten", Some("3")),
        ("/aktiviteter?theme=skog", Some("2")),
    ] {
        assert_eq!(count_of(&numbers, href).as_deref(), expected, "{href}");
    }
    let years = linked(&page, "year-number");
    let year = |year: &str| count_of(&years, &format!("/aktiviteter?from={year}-01-01&until={year}-12-31"));
    assert_eq!(["2024", "2025", "2026"].map(year), [Some("2".into()), Some("3".into()), Some("1".into())]);
    assert_eq!(years.len(), 3, "from the first year with an activity to this one");
    let words = page.words();
    for sentence in [
        "Gjord 23 november 2026",
        "En aktivitet är utan datum",
        "2 aktiviteter har inget känt län",
        "En aktivitet har inget tema",
        "norr och soder 8 saker ihop",
        "Den senaste uppgiften lästes 1 november 2026",
        "Inom 30 dagar 1 Inom 90 dagar 2 Inom 365 dagar 2 För mer än 365 dagar sedan 0 Utan källa 11",
        "Därför kan en summa bli större än antalet",
    ] {
        assert!(words.contains(sentence), "{sentence}\n{words}");
    }
    let english = visit.get("/en/numbers").await;
    assert!(english.words().contains("Made on 23 November 2026"));
    assert_eq!(linked(&english, "figure-link").len(), numbers.len());
}

/// Whether a list with a filter shows a record: slowly, from the record alone.
fn is_shown(record: &Record, filter: &Filter, records: &[Record]) -> bool {
    let narrower = |slug: &str| -> Vec<Id> {
        let mut found: Vec<Id> = records
            .iter()
            .filter(|r| r.kind() == Kind::Theme && r.head().slug.as_str() == slug)
            .map(|r| r.head().id.clone())
            .collect();
        for _ in 0..10 {
            let below = records.iter().filter(
                |record| matches!(record, Record::Theme(theme) if theme.broader.iter().any(|id| found.contains(id))),
            );
            let below: Vec<Id> = below.map(|record| record.head().id.clone()).collect();
            found.extend(below);
        }
        found
    };
    let (status, sort) = match record {
        Record::Cluster(cluster) => (Some(cluster.status.code()), None),
        Record::Initiative(initiative) => (Some(initiative.status.code()), Some(initiative.kind.code())),
        _ => (None, None),
    };
    let in_time = match record {
        _ if filter.from.is_none() && filter.until.is_none() => true,
        Record::Activity(activity) => {
            activity.occasions.iter().filter_map(|occasion| occasion.when.as_ref()).any(|when| {
                let (span, first) = (when.span(), filter.from.map(|day| days_span(day, None).from));
                let end = filter.until.map(|day| days_span(day.tomorrow().unwrap(), None).from);
                end.is_none_or(|end| span.from < end)
                    && first.is_none_or(|first| span.until.is_none_or(|until| until > first) || span.from >= first)
            })
        }
        _ => false,
    };
    (filter.kinds.is_empty() || filter.kinds.contains(&record.kind()))
        && (filter.statuses.is_empty() || status.is_some_and(|status| filter.statuses.contains(&status)))
        && (filter.sorts.is_empty() || sort.is_some_and(|sort| filter.sorts.contains(&sort)))
        && (filter.counties.is_empty() || record.counties().iter().any(|county| filter.counties.contains(county)))
        && (filter.themes.is_empty()
            || filter.themes.iter().any(|slug| narrower(slug.as_str()).iter().any(|id| record.themes().contains(id))))
        && in_time
}

/// The records that a link to a list would show.
fn shown<'a>(href: &str, records: &'a [Record]) -> Vec<&'a Record> {
    let (path, query) = href.split_once('?').unwrap_or((href, ""));
    let kind = Kind::ALL.iter().copied().find(|kind| Room::of(*kind).path(Lang::Sv) == path);
    let scope = kind.map_or(Scope::Everything, Scope::Of);
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let filter = Filter::parse(pairs, scope, &Places::built_in()).unwrap();
    records.iter().filter(|record| is_shown(record, &filter, records)).collect()
}

#[tokio::test]
async fn every_number_of_the_sample_is_what_its_list_shows() {
    let visit = today().await;
    let records = read_sample().records;
    let page = visit.get("/siffror").await;
    let mut numbers = linked(&page, "figure-link");
    numbers.extend(linked(&page, "year-number"));
    assert!(numbers.len() > 120, "{}", numbers.len());
    for path in ["/teman/livsmedel", "/teman/skog", "/utmaningar/beredskap", "/utmaningar/vatten"] {
        numbers.extend(linked(&visit.get(path).await, "figure-link"));
    }
    for (href, said) in numbers {
        let count: usize = said.split(' ').next().unwrap().parse().unwrap();
        assert_eq!(shown(&href, &records).len(), count, "{href}");
    }
    for (href, said) in linked(&visit.get("/teman/livsmedel").await, "more") {
        let count: Option<usize> = said.split(' ').find_map(|word| word.parse().ok());
        assert_eq!(shown(&href, &records).len(), count.unwrap_or(1), "{href}: {said}");
    }
}

#[tokio::test]
async fn every_cell_says_what_is_known_and_nothing_else() {
    let visit = today().await;
    let records = read_sample().records;
    let page = visit.get("/siffror").await;
    let cells = linked(&page, "cell-link");
    assert!(cells.len() > 60);
    for (href, said) in &cells {
        let there = shown(href, &records);
        let count = |kind| there.iter().filter(|record| record.kind() == kind).count();
        let said = said.replace('\u{a0}', " ");
        for (kind, words) in
            [(Kind::Initiative, "initiativ"), (Kind::Activity, "aktivitet"), (Kind::Result, "resultat")]
        {
            match count(kind) {
                0 => assert!(!said.contains(words), "{href}: {said}"),
                number => assert!(said.contains(&format!("{number} {words}")), "{href}: {said}"),
            }
        }
        for record in there.iter().filter(|_| count(Kind::Cluster) <= 2) {
            if let Record::Cluster(cluster) = record {
                assert!(said.contains(cluster.short_name.as_deref().unwrap_or(&cluster.name)), "{href}: {said}");
            }
        }
    }
    let empty = page.text.matches("class=\"cell-none\">inget vi känner till<").count();
    assert_eq!(empty + cells.len(), County::all().count() * 8, "every county and theme has its cell");
}

#[tokio::test]
async fn no_page_says_that_nobody_does_something() {
    let visit = today().await;
    for path in ["/siffror", "/teman/vatten", "/utmaningar/vatten"] {
        let words = visit.get(path).await.words().to_lowercase();
        assert!(words.contains("inget vi känner till"), "{path}");
        for word in ["ingen gör", "gör ingen", "inga kluster", "ingen verksamhet"] {
            assert!(!words.contains(word), "{path}: {word}");
        }
    }
    for path in ["/en/numbers", "/en/themes/vatten", "/en/challenges/vatten"] {
        let words = visit.get(path).await.words().to_lowercase();
        assert!(words.contains("nothing that we know of"), "{path}");
        assert!(!words.contains("nobody") && !words.contains("no one"), "{path}");
    }
}

#[tokio::test]
async fn one_is_asked_to_write_only_where_there_is_an_address() {
    let asks = |answer: &Answer| answer.text.matches("mailto:").count();
    let without = with(NOW, small(false)).await;
    let with_address = with(NOW, small(true)).await;
    for path in ["/siffror", "/teman/vatten", "/en/numbers"] {
        assert_eq!(asks(&without.get(path).await), 0, "{path}");
        let answer = with_address.get(path).await;
        assert_eq!(asks(&answer), answer.text.matches("cell-none").count() + answer.text.matches("is-none").count());
    }
    let page = with_address.get("/siffror").await.text;
    assert!(page.contains("href=\"mailto:kansliet@example.org?subject=skog%20i%20V%C3%A4rmland\""), "{page}");
    assert!(!without.get("/siffror").await.words().contains("Berätta"));
}

#[tokio::test]
async fn a_theme_gathers_all_there_is_with_the_way_to_the_rest() {
    let visit = today().await;
    for (path, theme) in [("/teman/beredskap", "beredskap"), ("/utmaningar/beredskap", "beredskap")] {
        let answer = visit.get(path).await;
        let words = answer.words();
        let places = ["Kluster att fråga", "Initiativ", "Aktiviteter", "Notiser", "Organisationer", "Vem gör vad, var"];
        let found: Vec<_> = places.iter().map(|heading| answer.text.find(&format!("\">{heading}</h2>"))).collect();
        assert!(found.iter().all(Option::is_some) && found.is_sorted(), "{path}: {found:?}");
        for room in [Room::Clusters, Room::Initiatives, Room::Activities] {
            let all = room.filtered_path(Lang::Sv, &[("theme", theme)]);
            assert!(answer.text.contains(&format!("class=\"more\" href=\"{all}\"")), "{path}: {all}");
        }
        assert!(words.contains("Självförsörjning"), "{path}: the narrower theme");
    }
    let challenge = visit.get("/utmaningar/beredskap").await;
    assert_eq!(challenge.text.matches("class=\"county-name\"").count(), 21);
    assert_eq!(challenge.text.matches("<tr id=\"lan-").count(), 21);
    assert!(challenge.words().contains("Mål "));
}

#[tokio::test]
async fn an_empty_network_has_numbers_too() {
    let visit = empty().await;
    for path in ["/siffror", "/en/numbers"] {
        let answer = visit.get(path).await;
        assert_eq!(answer.status, 200);
        assert!(linked(&answer, "figure-link").is_empty());
    }
    assert!(visit.get("/siffror").await.words().contains("Ingen aktivitet har något datum ännu"));
}

#[tokio::test]
async fn what_is_not_public_is_neither_counted_nor_named() {
    let visit = with(NOW, small(false)).await;
    let mut hidden = small(false).records;
    hidden.retain(|record| ["norr", "a", "ett"].contains(&record.head().id.as_str()));
    for mut record in hidden {
        record.head_mut().visibility = model::Visibility::Draft;
        visit.change(record).await;
    }
    for path in ["/siffror", "/teman/vatten", "/teman/damm"] {
        let answer = visit.get(path).await;
        for address in ["/kluster/norr", "/aktiviteter/a\"", "/initiativ/ett"] {
            assert!(!answer.text.contains(&format!("href=\"{address}")), "{path}: {address}");
        }
    }
    let page = visit.get("/siffror").await;
    let numbers = linked(&page, "figure-link");
    assert_eq!(count_of(&numbers, "/aktiviteter?theme=vatten").as_deref(), Some("2"));
    assert_eq!(count_of(&numbers, "/initiativ?status=ongoing").as_deref(), Some("1"));
    assert_eq!(count_of(&numbers, "/kluster?status=active"), None);
    assert!(page.words().contains("Ännu finns inget inlagt som två gör ihop"));
}

async fn statements(visit: &Visit, path: &str) -> u32 {
    let mut least = u32::MAX;
    for _ in 0..3 {
        visit.site.forget_pages();
        let before = visit.store.statements();
        visit.get(path).await;
        least = least.min(visit.store.statements() - before);
    }
    least
}

#[tokio::test]
async fn ten_thousand_activities_make_no_page_heavier() {
    let visit = with(NOW, small(false)).await;
    let mut writer = visit.store.writer(visit.site.clock.now(), "test").await.unwrap();
    let template = small(false).records.into_iter().find(|record| record.head().id.as_str() == "a").unwrap();
    for number in 0..10_000 {
        let municipality = ["0180", "1280", "2480", "1480"][number % 4];
        let mut value = template.to_value();
        value["id"] = json!(format!("stor-{number}"));
        value["slug"] = json!(format!("stor-{number}"));
        value["occasions"] = json!([{"id": format!("stor-{number}-0"), "when": {"first_day": format!("20{:02}-0{}-01", number % 27, 1 + number % 9)},
            "place": {"municipality": municipality}}]);
        writer.add(&Record::from_value(Kind::Activity, value).unwrap()).await.unwrap();
    }
    let last = writer.commit().await.unwrap();
    visit.sees(last).await;
    for path in ["/siffror", "/teman/vatten", "/en/themes/damm", "/utmaningar"] {
        let text = visit.get(path).await.text;
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        packed.write_all(text.as_bytes()).unwrap();
        let bytes = packed.finish().unwrap().len();
        assert!(bytes <= HEAVIEST_PAGE_BYTES, "{path}: {bytes} bytes");
    }
    let theme = visit.get("/teman/vatten").await;
    assert!(theme.text.contains("Alla 10\u{a0}003 aktiviteter"));
    assert!(theme.text.matches("class=\"row-title\"").count() < 40, "the first few, then the way to all");
    let link = "href=\"/aktiviteter?theme=vatten\">10\u{a0}003</a>";
    let text = visit.get("/siffror").await.text.replace("&#38;", "&");
    assert!(text.contains(link));
}

#[tokio::test]
async fn the_sample_asks_the_store_four_times_at_most() {
    let visit = today().await;
    for path in ["/siffror", "/teman/livsmedel", "/utmaningar/beredskap", "/utmaningar", "/"] {
        let asked = statements(&visit, path).await;
        assert!(asked <= 4, "{path} asks {asked} times");
    }
}

#[tokio::test]
async fn every_number_leads_to_a_list_that_counts_as_many() {
    let visit = today().await;
    for path in ["/siffror", "/en/numbers", "/teman/livsmedel", "/en/challenges/vatten"] {
        let page = visit.get(path).await;
        let mut numbers = linked(&page, "figure-link");
        numbers.extend(linked(&page, "year-number"));
        assert!(
            numbers.len() > if path.ends_with('s') || path.ends_with('r') { 120 } else { 2 },
            "{path}: {}",
            numbers.len()
        );
        for (href, said) in numbers {
            let list = visit.get(&href).await;
            assert_eq!(list.status, 200, "{path} → {href}");
            // The lists of themes and challenges have no filter, and say their number by what they show.
            if list.text.contains("<p class=\"count\"") {
                assert_eq!(list.counted(), crate::harness::number(said.split(' ').next().unwrap()), "{path} → {href}");
            }
        }
        for (href, said) in linked(&page, "cell-link") {
            let list = visit.get(&href).await;
            let boxes = list.between("name=\"kind\" value=\"", "</label>");
            let of = |kind: Kind| {
                let found = boxes.iter().find(|one| one.starts_with(&format!("{}\"", kind.code())));
                found.map_or(0, |one| crate::harness::number(one.split("pick-count\">").nth(1).unwrap()))
            };
            let words = [(Kind::Initiative, "initiativ"), (Kind::Activity, "aktivitet"), (Kind::Result, "resultat")];
            for (kind, word) in words.into_iter().filter(|_| !path.starts_with("/en/")) {
                let part = said.split(", ").flat_map(|part| part.split(" och ")).find(|part| part.contains(word));
                let digits =
                    part.map(|part| part.split(word).next().unwrap().trim().rsplit([' ', '\u{a0}']).next().unwrap());
                let count = digits.map_or(0, |digits| digits.parse().unwrap_or(1));
                assert!(of(kind) == count || boxes.is_empty(), "{path} → {href}: {said}, but {} {word}", of(kind));
            }
        }
    }
}
