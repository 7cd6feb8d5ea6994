//! Lists with the one filter: what they show is what a slow look at every record gives, in both languages.

use std::collections::BTreeSet;

use jiff::Timestamp;
use model::filter::{Filter, Period, Scope};
use model::places::Places;
use model::record::{Precision, Record};
use model::time::{When, days_span};
use model::{Id, Kind, Lang};
use serde_json::Value;
use web::Room;

use crate::harness::{Answer, Visit, number, read_sample, today, unescaped, with};
use crate::heavy;

const NOW: &str = "2026-11-23T09:00:00+01:00";
/// The kinds of record that have a list with a filter, and what their counts are called.
const LISTS: [(Kind, &str, &str); 6] = [
    (Kind::Cluster, "kluster", "clusters"),
    (Kind::Activity, "aktiviteter", "activities"),
    (Kind::Initiative, "initiativ", "initiatives"),
    (Kind::Result, "resultat", "results"),
    (Kind::Clipping, "notiser", "clippings"),
    (Kind::Organisation, "organisationer", "organisations"),
];

/// What is asked for of every list that knows the key.
const FILTERS: [&str; 27] = [
    "theme=livsmedel",
    "theme=vatten&theme=skog",
    "theme=samverkan&county=05",
    "cluster=agrovast",
    "cluster=agrovast&cluster=vreta-kluster",
    "cluster=agrovast&theme=livsmedel&theme=skog",
    "county=14",
    "county=14&county=05",
    "municipality=1495",
    "municipality=0580&municipality=0581",
    "period=upcoming",
    "period=past",
    "from=2025-01-01",
    "until=2019-12-31",
    "from=2024&until=2024",
    "from=2020-01&until=2024-06&theme=samverkan",
    "near=Linköping",
    "near=Skara&within=100",
    "near=58.4,15.6&within=12,5",
    "bbox=11,55,16.5,60",
    "bbox=11,55,16.5,60&period=past&theme=livsmedel",
    "lang=en",
    "lang=sv&lang=en",
    "theme=finns-inte",
    "cluster=finns-inte",
    "form=online&form=hybrid",
    "form=on-site&county=14",
];

/// What is asked for of one kind's list.
const OWN: [(Kind, &str); 12] = [
    (Kind::Cluster, "status=forming"),
    (Kind::Cluster, "status=forming&status=unknown"),
    (Kind::Activity, "kind=course"),
    (Kind::Activity, "kind=course&kind=fair&form=on-site"),
    (Kind::Activity, "status=published"),
    (Kind::Activity, "status=cancelled"),
    (Kind::Initiative, "kind=project&status=ended"),
    (Kind::Initiative, "status=ongoing&status=ended"),
    (Kind::Initiative, "kind=network&period=upcoming"),
    (Kind::Organisation, "kind=region"),
    (Kind::Organisation, "kind=park&kind=company"),
    (Kind::Organisation, "kind=region&theme=samverkan"),
];

/// Whether any text in a document is this one, names in addresses left aside.
fn refers(value: &Value, id: &str) -> bool {
    match value {
        Value::String(text) => text == id,
        Value::Array(all) => all.iter().any(|one| refers(one, id)),
        Value::Object(all) => all.iter().any(|(key, one)| !key.contains("slug") && refers(one, id)),
        _ => false,
    }
}

fn with_narrower(slug: &str, records: &[Record]) -> Vec<Id> {
    let named = |record: &&Record| record.kind() == Kind::Theme && record.head().slug.as_str() == slug;
    let mut found: Vec<Id> = records.iter().filter(named).map(|record| record.head().id.clone()).collect();
    for _ in 0..10 {
        let below =
            |record: &&Record| matches!(record, Record::Theme(t) if t.broader.iter().any(|id| found.contains(id)));
        let below: Vec<Id> = records.iter().filter(below).map(|record| record.head().id.clone()).collect();
        found.extend(below);
    }
    found
}

fn spans(record: &Record) -> Vec<model::time::Span> {
    match record {
        Record::Activity(activity) => {
            activity.occasions.iter().filter_map(|occasion| occasion.when.as_ref()).map(When::span).collect()
        }
        record => record.span().into_iter().collect(),
    }
}

/// Whether a list with a filter shows a record: slowly, from the record alone.
fn fits(record: &Record, filter: &Filter, records: &[Record], places: &Places, now: Timestamp) -> bool {
    let value = record.to_value();
    let word = |key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let title = value.get("title").or(value.get("label")).or(value.get("summary"));
    let has_text = |lang: Lang| match title {
        Some(title) if title.is_object() => title.get(lang.code()).is_some(),
        _ => lang == Lang::Sv,
    };
    let any_span = |test: &dyn Fn(&model::time::Span) -> bool| spans(record).iter().any(test);
    let ahead = any_span(&|span| span.until.is_none_or(|until| until > now));
    let in_days = |span: &model::time::Span| {
        let first = filter.from.map(|day| days_span(day, Some(day)).from);
        let end = filter.until.and_then(|day| days_span(day, Some(day)).until);
        end.is_none_or(|end| span.from < end)
            && first.is_none_or(|first| span.until.is_none_or(|until| until > first) || span.from >= first)
    };
    let positions = record.places().into_iter().filter_map(|(_, place)| match place.point {
        Some(point) if point.precision == Precision::Region => None,
        Some(point) => Some(point.into()),
        None => place.municipality.and_then(|municipality| places.seat(municipality)),
    });
    let positions: Vec<model::geo::Position> = positions.collect();
    let or = |empty: bool, test: bool| empty || test;
    or(filter.kinds.is_empty(), filter.kinds.contains(&record.kind()))
        && or(filter.sorts.is_empty(), filter.sorts.contains(&word("kind").as_str()))
        && or(filter.statuses.is_empty(), filter.statuses.contains(&word("status").as_str()))
        && or(filter.forms.is_empty(), filter.forms.iter().any(|form| form.code() == word("form")))
        && or(filter.langs.is_empty(), filter.langs.iter().any(|lang| has_text(*lang)))
        && or(filter.counties.is_empty(), record.counties().iter().any(|county| filter.counties.contains(county)))
        && or(
            filter.municipalities.is_empty(),
            record.places().iter().any(|(_, p)| p.municipality.is_some_and(|m| filter.municipalities.contains(&m))),
        )
        && or(filter.clusters.is_empty(), filter.clusters.iter().any(|slug| refers(&value, slug.as_str())))
        && or(
            filter.themes.is_empty(),
            filter
                .themes
                .iter()
                .flat_map(|slug| with_narrower(slug.as_str(), records))
                .any(|id| record.themes().contains(&id) || record.head().id == id),
        )
        && match filter.period {
            Period::All => true,
            Period::Upcoming => ahead,
            Period::Past => !ahead && !spans(record).is_empty(),
        }
        && or(!filter.asks_for_days(), any_span(&in_days))
        && filter.near.as_ref().is_none_or(|near| positions.iter().any(|at| near.has(*at)))
        && filter.bounds.is_none_or(|bounds| positions.iter().any(|at| bounds.has(*at)))
}

fn parsed(query: &str, kind: Kind, places: &Places) -> Filter {
    let pairs: Vec<(String, String)> = url(query);
    Filter::parse(pairs.iter().map(|(k, v)| (k.as_str(), v.as_str())), Scope::Of(kind), places).unwrap()
}

fn url(query: &str) -> Vec<(String, String)> {
    let pair = |pair: &str| pair.split_once('=').map(|(key, value)| (key.to_owned(), value.to_owned()));
    query.split('&').filter_map(pair).collect()
}

/// A query as it is sent: letters that are no ASCII encoded.
fn sent(query: &str) -> String {
    query.replace('ö', "%C3%B6").replace(' ', "+")
}

/// The records that a list names, in order, on all its pages.
async fn rows(visit: &Visit, path: &str, room: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut next = Some(path.to_owned());
    while let Some(path) = next {
        let answer = visit.get(&path).await;
        assert_eq!(answer.status, 200, "{path}");
        found.extend(listed(&answer, room));
        next = answer.between("rel=\"next\" href=\"", "\"").first().map(|href| unescaped(href));
    }
    found
}

/// The records that one page of a list names.
fn listed(answer: &Answer, room: &str) -> Vec<String> {
    let body = answer.between("<div class=\"listing-body\">", "</main>")[0];
    let start = format!("<a href=\"{room}/");
    // Whom to ask when nothing is found is no row of the list.
    let body = body.split("class=\"empty zero\"").next().unwrap();
    let titles = body.split("<figure").next().unwrap().split(start.as_str()).skip(1);
    titles.map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn every_list_with_every_key_shows_what_a_slow_look_gives() {
    let visit = today().await;
    let (records, places, now) = (read_sample().records, Places::built_in(), NOW.parse().unwrap());
    let mut told = 0;
    for (kind, sv, en) in LISTS {
        let own = OWN.iter().filter(|(of, _)| *of == kind).map(|(_, query)| *query);
        for query in [""].into_iter().chain(FILTERS).chain(own) {
            let filter = parsed(query, kind, &places);
            let shown = |record: &&Record| fits(record, &filter, &records, &places, now);
            let expected: BTreeSet<String> =
                records.iter().filter(shown).map(|record| record.head().slug.to_string()).collect();
            told += usize::from(!expected.is_empty() && !query.is_empty());
            for (lang, word) in [(Lang::Sv, sv), (Lang::En, en)] {
                let room = Room::of(kind).path(lang);
                let path = format!("{room}?{}", sent(query));
                let answer = visit.get(&path).await;
                assert_eq!(answer.status, 200, "{path}");
                if expected.len() != 1 {
                    assert_eq!(answer.count(), format!("{} {word}", expected.len()), "{path}");
                } else {
                    assert_eq!(answer.counted(), 1, "{path}");
                }
                // Around a place the directory of clusters goes on with those that are further away.
                if kind == Kind::Cluster && filter.near.is_some() {
                    continue;
                }
                let found = rows(&visit, &path, &room).await;
                let unique: BTreeSet<String> = found.iter().cloned().collect();
                assert_eq!(found.len(), unique.len(), "{path}: each record once");
                assert_eq!(unique, expected, "{path}");
            }
        }
    }
    assert!(told > 80, "only {told} filters found anything");
}

#[tokio::test]
async fn every_choice_can_be_taken_back_and_leaves_the_others() {
    let visit = today().await;
    for (path, pairs) in [
        ("/aktiviteter", "theme=livsmedel&theme=skog&county=14&period=past&lang=sv"),
        ("/en/activities", "kind=fair&form=on-site&from=2020-01-01&until=2026-01-01"),
        ("/initiativ", "cluster=agrovast&status=ended&kind=project"),
        ("/organisationer", "municipality=0580&county=05&kind=region"),
        ("/sok", "q=vatten&kind=activity&theme=skog"),
        ("/en/results", "theme=samverkan&lang=sv"),
    ] {
        let answer = visit.get(&format!("{path}?{pairs}")).await;
        let list = answer.between("<ul class=\"chosen\"", "</ul>")[0];
        let chips: Vec<String> = list
            .split("<a class=\"chip is-chosen\" href=\"")
            .skip(1)
            .map(|rest| unescaped(rest.split('"').next().unwrap()))
            .collect();
        let all = url(pairs);
        assert_eq!(chips.len(), all.len(), "{path}?{pairs}");
        for gone in &all {
            let mut rest = all.clone();
            rest.retain(|pair| pair != gone);
            rest.sort();
            let leads = |chip: &&String| {
                let mut there = url(chip.split_once('?').map_or("", |(_, query)| query));
                there.sort();
                there == rest
            };
            let chip = chips.iter().find(leads).unwrap_or_else(|| panic!("{path}: nothing takes back {gone:?}"));
            assert_eq!(visit.get(chip).await.status, 200, "{chip}");
        }
        assert!(list.contains(&format!("<a class=\"clear\" href=\"{path}\"")), "{path}");
    }
    // A distance goes with its place.
    let near = visit.get("/aktiviteter?near=Skara&within=100&theme=livsmedel").await;
    assert!(near.text.contains("<a class=\"chip is-chosen\" href=\"/aktiviteter?theme=livsmedel\">"));
}

/// A control of a form that is sent along: its name, value and what is written beside it.
#[derive(Debug, Clone)]
pub struct Control {
    name: String,
    value: String,
    kind: String,
    on: bool,
    count: Option<usize>,
}

fn attribute(tag: &str, name: &str) -> String {
    let value = tag.split(&format!(" {name}=\"")).nth(1).and_then(|rest| rest.split('"').next());
    unescaped(value.unwrap_or_default())
}

/// The controls of the panel.
pub fn controls(answer: &Answer) -> Vec<Control> {
    let form = answer.between("id=\"filter\" popover", "</form>")[0];
    let mut controls = Vec::new();
    for part in form.split("<input").skip(1) {
        let (tag, rest) = part.split_once('>').unwrap();
        let kind = attribute(tag, "type");
        let count = rest.split("</label>").next().and_then(|rest| rest.split("pick-count\">").nth(1));
        let on = !["checkbox", "radio"].contains(&kind.as_str()) || tag.contains(" checked");
        controls.push(Control {
            name: attribute(tag, "name"),
            value: attribute(tag, "value"),
            count: count.filter(|_| !on || kind == "checkbox").map(|rest| number(rest.split('<').next().unwrap())),
            kind,
            on,
        });
    }
    for part in form.split("<select").skip(1) {
        let name = attribute(part, "name");
        let options: Vec<&str> = part.split("</select>").next().unwrap().split("<option").skip(1).collect();
        let chosen = options.iter().find(|option| option.contains(" selected")).or(options.first()).unwrap();
        let value = attribute(chosen, "value");
        controls.push(Control { name, value, kind: "select".to_owned(), on: true, count: None });
    }
    controls
}

fn submitted(controls: &[Control]) -> String {
    let pair = |control: &Control| format!("{}={}", control.name, sent(&control.value).replace(',', "%2C"));
    controls.iter().filter(|control| control.on).map(pair).collect::<Vec<_>>().join("&")
}

#[tokio::test]
async fn the_panel_sent_as_it_stands_changes_nothing() {
    let visit = today().await;
    let mut paths: Vec<String> = Vec::new();
    for (kind, ..) in LISTS {
        let own = OWN.iter().filter(|(of, _)| *of == kind).map(|(_, query)| *query);
        paths.extend(
            FILTERS.into_iter().chain(own).map(|query| format!("{}?{}", Room::of(kind).path(Lang::Sv), sent(query))),
        );
    }
    for query in [
        "q=vatten&theme=livsmedel",
        "kind=cluster&kind=theme",
        "q=skog&near=Skara&within=80",
        "form=online",
        "status=ended",
        "bbox=11,55,16.5,60",
    ] {
        paths.push(format!("/sok?{query}"));
    }
    for path in paths {
        let answer = visit.get(&path).await;
        let room = path.split('?').next().unwrap();
        let again = visit.get(&format!("{room}?{}", submitted(&controls(&answer)))).await;
        let canonical = |answer: &Answer| {
            let canonical = unescaped(answer.between("rel=\"canonical\" href=\"", "\"")[0]);
            let mut pairs = url(canonical.split_once('?').map_or("", |(_, query)| query));
            pairs.iter_mut().filter(|(key, _)| key == "within").for_each(|pair| pair.1 = pair.1.replace("%2C", "."));
            pairs.sort();
            // A month as a first day is that month's first day.
            pairs.retain(|(key, _)| !["from", "until"].contains(&key.as_str()));
            pairs
        };
        assert_eq!(canonical(&again), canonical(&answer), "{path}");
        assert_eq!(again.count(), answer.count(), "{path}");
    }
}

#[tokio::test]
async fn boxes_are_ticked_and_say_what_they_would_give() {
    let visit = today().await;
    for path in [
        "/aktiviteter?theme=livsmedel&county=14",
        "/aktiviteter?form=on-site&form=online&period=past",
        "/en/activities?kind=fair&cluster=agrovast",
        "/initiativ?status=ended&theme=samverkan",
        "/kluster?county=05&status=active",
        "/organisationer?kind=region",
        "/sok?kind=activity&kind=cluster&q=livsmedel",
    ] {
        let answer = visit.get(path).await;
        let (room, query) = path.split_once('?').unwrap();
        let asked: BTreeSet<(String, String)> = url(query).into_iter().collect();
        let boxes: Vec<Control> = controls(&answer)
            .into_iter()
            .filter(|control| control.kind == "checkbox" || control.kind == "radio")
            .collect();
        let ticked = boxes.iter().filter(|control| control.on && !control.value.is_empty());
        let ticked: BTreeSet<(String, String)> = ticked.map(|c| (c.name.clone(), c.value.clone())).collect();
        let boxed: BTreeSet<_> = asked.iter().filter(|(key, _)| key != "q").cloned().collect();
        assert_eq!(ticked, boxed, "{path}");
        for control in boxes.iter().filter(|control| control.count.is_some()) {
            // In place of its own group, everything else as it is.
            let mut pairs: Vec<String> = asked
                .iter()
                .filter(|(key, _)| *key != control.name)
                .map(|(key, value)| format!("{key}={value}"))
                .collect();
            pairs.push(format!("{}={}", control.name, control.value));
            let there = visit.get(&format!("{room}?{}", pairs.join("&"))).await;
            let (given, said) = (there.counted(), control.count.unwrap());
            // Where few have every word, a list takes in those that have nearly as much.
            let nearly = query.contains("q=") && given > said;
            assert!(given == said || nearly, "{path}: {}={} gives {given}, not {said}", control.name, control.value);
        }
    }
}

#[tokio::test]
async fn a_long_list_goes_on_with_its_filter_and_names_each_record_once() {
    let visit = with(NOW, heavy::network(150)).await;
    for (path, room) in [
        ("/aktiviteter", "/aktiviteter"),
        ("/aktiviteter?theme=vatten", "/aktiviteter"),
        ("/aktiviteter?period=past&lang=sv", "/aktiviteter"),
        ("/en/activities?period=upcoming&lang=sv", "/en/activities"),
        ("/aktiviteter?q=vall", "/aktiviteter"),
        ("/sok?kind=activity", "/aktiviteter"),
        ("/sok?kind=activity&q=vall", "/aktiviteter"),
        ("/en/search?q=vall&kind=activity", "/en/activities"),
    ] {
        let first = visit.get(path).await;
        let total = first.counted();
        assert!(total > 60, "{path} has only {total}");
        let next = unescaped(first.between("rel=\"next\" href=\"", "\"")[0]);
        let (_, query) = path.split_once('?').unwrap_or((path, ""));
        for pair in query.split('&') {
            assert!(next.contains(pair), "{next} forgets {pair}");
        }
        let found = rows(&visit, path, room).await;
        assert_eq!(found.len(), total, "{path}");
        assert_eq!(found.iter().collect::<BTreeSet<_>>().len(), total, "{path}: each once");
        assert_eq!(visit.get(&next).await.counted(), total, "{next} is part of the same list");
    }
}

#[tokio::test]
async fn what_is_blank_or_unknown_changes_nothing() {
    let visit = today().await;
    for (kind, ..) in LISTS {
        for lang in Lang::ALL {
            let room = Room::of(kind).path(lang);
            let plain = visit.get(&room).await;
            let blank = visit
                .get(&format!("{room}?q=&theme=&county=+&period=&from=&near=&within=&bbox=&after=&page=7&sort=x"))
                .await;
            assert_eq!(plain.text, blank.text, "{room}");
        }
    }
    for path in ["/sok", "/karta", "/kalender", "/en/search", "/en/map", "/en/calendar"] {
        let blank = visit.get(&format!("{path}?q=+&county=&utm_source=brev&colour=blue")).await;
        assert_eq!(visit.get(path).await.text, blank.text, "{path}");
    }
}

#[tokio::test]
async fn an_address_has_the_filter_and_nothing_else_in_both_languages() {
    let visit = today().await;
    for (path, other) in [
        ("/aktiviteter", "/en/activities"),
        ("/initiativ", "/en/initiatives"),
        ("/kluster", "/en/clusters"),
        ("/organisationer", "/en/organisations"),
        ("/resultat", "/en/results"),
        ("/notiser", "/en/clippings"),
        ("/sok", "/en/search"),
        ("/karta", "/en/map"),
        ("/kalender/2024-04", "/en/calendar/2024-04"),
    ] {
        for (from, to) in [(path, other), (other, path)] {
            let query = "?theme=livsmedel&theme=skog&county=14&period=past&near=Sk%C3%B6vde&within=80&lang=sv";
            let tagged = format!("{from}{}&utm_source=brev&gclid=1&sort=x", query.replace("county", "x=1&county"));
            let answer = visit.get(&tagged).await;
            assert_eq!(answer.status, 200, "{tagged}");
            let head = |rel: &str| unescaped(answer.between(rel, "\"")[0]);
            let canonical = head("rel=\"canonical\" href=\"");
            assert_eq!(canonical, format!("https://kluster.example.org{from}{query}"));
            let switched = answer.links().into_iter().find(|link| unescaped(link) == format!("{to}{query}"));
            let switched = switched.unwrap_or_else(|| panic!("{tagged} has no way to {to} with its filter"));
            let there = visit.get(&unescaped(&switched)).await;
            assert_eq!(there.status, 200, "{switched}");
            if there.text.contains("<p class=\"count\" role=\"status\">") {
                assert_eq!(there.counted(), answer.counted(), "{from}");
            }
        }
    }
}
