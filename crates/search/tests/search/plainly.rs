//! The filter evaluated slowly and plainly over records, as `docs/filter.md` tells it; and records to try it on.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::{ToSpan, civil::Date};
use model::alphabet::Alphabet;
use model::filter::Period;
use model::geo::Position;
use model::places::Places;
use model::record::{Precision, Visibility};
use model::time::{HOME_ZONE, Span};
use model::{Filter, Id, Kind, Lang, Record};
use serde_json::{Value, json};

use crate::corpus::now;
use crate::harness::Lot;

/// Words that no other text has, strewn over the generated records.
pub const STREWN: [&str; 4] = ["zorvax", "blimbi", "quxor", "vexwik"];

/// A record as the filter sees it.
#[derive(Debug)]
pub struct Row {
    pub id: Id,
    /// What it is counted under, by the name of the facet.
    pub codes: BTreeMap<&'static str, BTreeSet<String>>,
    spans: Vec<Span>,
    positions: Vec<Position>,
    names: [String; 2],
    text: String,
}

/// The parts of the filter that are counted by.
pub const FACETS: [&str; 10] =
    ["kind", "sort", "theme", "cluster", "county", "municipality", "form", "status", "lang", "period"];

/// The codes that a filter asks for, by the name of the facet.
type Asked = HashMap<&'static str, Vec<String>>;

/// Everything public, with the names behind slugs.
pub struct Plainly {
    pub rows: Vec<Row>,
    slugs: HashMap<(Kind, String), String>,
}

impl Plainly {
    pub fn new(records: &[Record]) -> Self {
        let public: Vec<&Record> = records.iter().filter(|r| r.head().visibility == Visibility::Public).collect();
        let alphabet = Alphabet::swedish();
        let places = Places::built_in();
        let rows = public.iter().map(|record| row(record, &public, &places, &alphabet)).collect();
        let slug = |r: &&Record| ((r.kind(), r.head().slug.to_string()), r.head().id.to_string());
        Self { rows, slugs: public.iter().map(slug).collect() }
    }

    /// Whether a filter keeps a row, one of its parts left out.
    fn keeps(filter: &Filter, asked: &Asked, row: &Row, left_out: &str) -> bool {
        let in_facets = FACETS.iter().filter(|name| **name != left_out).all(|name| {
            let wanted = &asked[name];
            wanted.is_empty() || wanted.iter().any(|code| row.codes[name].contains(code))
        });
        let words = filter.words.iter().flat_map(|words| words.split(' ')).all(|word| row.text.contains(word));
        let from = filter.from.unwrap_or(Date::MIN);
        let until = filter.until.unwrap_or(Date::MAX);
        let asks_for_days = filter.from.is_some() || filter.until.is_some();
        let in_days = !asks_for_days
            || row.spans.iter().map(days).any(|(first, last)| first <= until && last.is_none_or(|last| last >= from));
        let near = filter.near.as_ref();
        let is_near = near.is_none_or(|n| row.positions.iter().any(|p| n.position.km_to(*p) <= n.km));
        let inside = filter.bounds.is_none_or(|b| {
            row.positions.iter().any(|p| p.lat >= b.south && p.lat <= b.north && p.lon >= b.west && p.lon <= b.east)
        });
        in_facets && words && in_days && is_near && inside
    }

    fn asked(&self, filter: &Filter) -> Asked {
        fn texts<T: ToString>(values: &[T]) -> Vec<String> {
            values.iter().map(ToString::to_string).collect()
        }
        let id = |kind: Kind, slug: &model::Slug| {
            self.slugs.get(&(kind, slug.to_string())).cloned().unwrap_or_else(|| "nothing has this".to_owned())
        };
        let period = match filter.period {
            Period::All => vec![],
            Period::Upcoming => vec!["upcoming".to_owned()],
            Period::Past => vec!["past".to_owned()],
        };
        HashMap::from([
            ("kind", texts(&filter.kinds)),
            ("sort", texts(&filter.sorts)),
            ("theme", filter.themes.iter().map(|slug| id(Kind::Theme, slug)).collect()),
            ("cluster", filter.clusters.iter().map(|slug| id(Kind::Cluster, slug)).collect()),
            ("county", texts(&filter.counties)),
            ("municipality", texts(&filter.municipalities)),
            ("form", texts(&filter.forms)),
            ("status", texts(&filter.statuses)),
            ("lang", filter.langs.iter().map(|lang| lang.code().to_owned()).collect()),
            ("period", period),
        ])
    }

    /// The rows that a filter keeps, in the order of time.
    pub fn by_time(&self, filter: &Filter, lang: Lang) -> Vec<Id> {
        self.ordered(filter, |row| (row.place(), row.name(lang).to_owned()))
    }

    /// The rows that a filter keeps, nearest first: to the metre, then by name.
    pub fn by_distance(&self, filter: &Filter, lang: Lang) -> Vec<Id> {
        self.ordered(filter, |row| {
            let from = filter.near.as_ref().map(|near| near.position);
            let metres = |from: Position| row.positions.iter().map(move |p| (from.km_to(*p) * 1000.0).round());
            let nearest = from.and_then(|from| metres(from).min_by(f64::total_cmp));
            (nearest.map_or(u64::MAX, f64::to_bits), row.name(lang).to_owned())
        })
    }

    fn ordered<K: Ord>(&self, filter: &Filter, key: impl Fn(&Row) -> K) -> Vec<Id> {
        let asked = self.asked(filter);
        let mut rows: Vec<&Row> = self.rows.iter().filter(|row| Self::keeps(filter, &asked, row, "")).collect();
        rows.sort_by(|a, b| key(a).cmp(&key(b)).then_with(|| a.id.cmp(&b.id)));
        rows.into_iter().map(|row| row.id.clone()).collect()
    }

    /// How many there are of each in a facet, its own part of the filter left out.
    pub fn counts(&self, filter: &Filter, facet: &str) -> BTreeMap<String, usize> {
        let (mut counts, asked) = (BTreeMap::new(), self.asked(filter));
        for row in self.rows.iter().filter(|row| Self::keeps(filter, &asked, row, facet)) {
            for code in &row.codes[facet] {
                *counts.entry(code.clone()).or_default() += 1;
            }
        }
        counts
    }
}

impl Row {
    /// Upcoming by the next beginning, past by the newest, undated.
    fn place(&self) -> (u8, i64) {
        let begins = |span: &Span| span.from.as_second();
        let coming = self.spans.iter().filter(|span| span.until.is_none_or(|until| until > now()));
        match (coming.map(begins).min(), self.spans.iter().map(begins).max()) {
            (Some(next), _) => (0, next),
            (None, Some(last)) => (1, -last),
            (None, None) => (2, 0),
        }
    }

    fn name(&self, lang: Lang) -> &str {
        &self.names[usize::from(lang == Lang::En)]
    }
}

/// The days of a stretch in Sweden, the last one open when the stretch is.
fn days(span: &Span) -> (Date, Option<Date>) {
    let day = |at: jiff::Timestamp| at.in_tz(HOME_ZONE).unwrap().date();
    let last = |until: jiff::Timestamp| if until > span.from { day(until - 1.second()) } else { day(until) };
    (day(span.from), span.until.map(last))
}

fn row(record: &Record, public: &[&Record], places: &Places, alphabet: &Alphabet) -> Row {
    let of = |id: &Id| public.iter().find(|other| other.head().id == *id);
    let own = record.head().id.clone();
    let linked = |kind: Kind| {
        let links = record.links().into_iter().map(|link| link.to);
        let links = links.filter_map(|to| of(&to)).filter(move |other| other.kind() == kind);
        links.map(|other| other.head().id.clone()).collect::<BTreeSet<Id>>()
    };
    let mut clusters = linked(Kind::Cluster);
    let mut themes = if record.kind() == Kind::Theme { BTreeSet::new() } else { linked(Kind::Theme) };
    match record.kind() {
        Kind::Cluster => drop(clusters.insert(own.clone())),
        Kind::Theme => drop(themes.insert(own.clone())),
        _ => {}
    }
    let mut next: Vec<Id> = themes.iter().cloned().collect();
    while let Some(id) = next.pop() {
        if let Some(Record::Theme(theme)) = of(&id) {
            next.extend(theme.broader.iter().filter(|up| of(up).is_some() && themes.insert((*up).clone())).cloned());
        }
    }
    let value = record.to_value();
    let spans: Vec<Span> = match record {
        Record::Activity(activity) => activity.occasions.iter().filter_map(|o| Some(o.when.as_ref()?.span())).collect(),
        other => other.span().into_iter().collect(),
    };
    let municipalities = record.places().into_iter().filter_map(|(_, place)| place.municipality);
    let text_of = ["title", "label", "summary"].iter().find_map(|field| value.get(field));
    let langs =
        text_of.and_then(Value::as_object).map_or_else(|| vec!["sv".to_owned()], |t| t.keys().cloned().collect());
    let code = |field: &str| value.get(field).and_then(Value::as_str).map(str::to_owned).into_iter().collect();
    let mut row = Row {
        id: own,
        codes: BTreeMap::from([
            ("kind", BTreeSet::from([record.kind().to_string()])),
            ("sort", code("kind")),
            ("theme", themes.iter().map(Id::to_string).collect()),
            ("cluster", clusters.iter().map(Id::to_string).collect()),
            ("county", record.counties().iter().map(ToString::to_string).collect()),
            ("municipality", municipalities.map(|one| one.to_string()).collect()),
            ("form", code("form")),
            ("status", code("status")),
            ("lang", langs.into_iter().collect()),
        ]),
        spans,
        positions: positions(record, places),
        names: Lang::ALL.map(|lang| alphabet.sort_key(record.title(lang).1)),
        text: value.to_string(),
    };
    let period = ["upcoming", "past", "undated"][usize::from(row.place().0)];
    row.codes.insert("period", BTreeSet::from([period.to_owned()]));
    row
}

/// A point that stands for an area is no position; a municipality without a point is where its seat is.
fn positions(record: &Record, places: &Places) -> Vec<Position> {
    let position = |place: &model::record::Place| match (place.point, place.municipality) {
        (Some(point), _) => (point.precision != Precision::Region).then(|| Position::from(point)),
        (None, Some(municipality)) => places.seat(municipality),
        (None, None) => None,
    };
    record.places().into_iter().filter_map(|(_, place)| position(place)).collect()
}

/// Activities and initiatives of every sort and time, the same every time.
pub fn generated(lot: &mut Lot, count: usize, sample: &[Record]) -> Vec<Record> {
    let of = |kind: Kind| -> Vec<String> {
        sample.iter().filter(|r| r.kind() == kind).map(|r| r.head().id.to_string()).collect()
    };
    let (themes, clusters, bodies) = (of(Kind::Theme), of(Kind::Cluster), of(Kind::Organisation));
    let record = |number: usize| {
        let name = format!("made-{number:04}");
        let title = format!("{} {}", lot.one(&["Kurs", "Träff", "Ängsdag", "Öppet hus"]), lot.below(20));
        let strewn = lot.some(&STREWN).join(" ");
        let mut value = json!({
            "id": name, "slug": name, "version": 1, "title": { "sv": title }, "themes": lot.some(&themes),
            "summary": { "sv": format!("Om {strewn}.") },
        });
        match lot.below(4) {
            0 => value["title"]["en"] = json!(format!("Meeting {}", lot.below(20))),
            1 => value["title"] = json!({ "en": format!("Walk {}", lot.below(20)) }),
            _ => {}
        }
        if lot.once_in(3) {
            initiative(lot, &mut value, &clusters);
            return Record::from_value(Kind::Initiative, value).unwrap();
        }
        value["kind"] = json!(lot.one(&["course", "field-day", "webinar", "fair"]));
        value["status"] = json!(lot.one(&["planned", "published", "published", "cancelled", "postponed"]));
        value["hosts"] = json!([lot.some(&clusters), lot.some(&bodies)].concat());
        if !lot.once_in(4) {
            value["form"] = json!(lot.one(&["on-site", "online", "hybrid"]));
        }
        value["occasions"] = (0..lot.below(4)).map(|o| occasion(lot, &format!("{name}-{o}"))).collect();
        Record::from_value(Kind::Activity, value).unwrap()
    };
    (0..count).map(record).collect()
}

fn initiative(lot: &mut Lot, value: &mut Value, clusters: &[String]) {
    value["kind"] = json!(lot.one(&["project", "programme", "network"]));
    value["status"] = json!(lot.one(&["idea", "ongoing", "ended", "unknown"]));
    value["counties"] = json!(lot.some(&["05", "08", "14", "12", "25"]));
    value["partners"] = lot.some(clusters).into_iter().map(|who| json!({ "who": who, "role": "partner" })).collect();
    value["places"] = (0..lot.below(3)).map(|_| place(lot)).collect();
    let start = 2014 + lot.below(14);
    match lot.below(5) {
        0 => {}
        1 => value["start"] = json!(format!("{start}")),
        2 => value["start"] = json!(format!("{start}-0{}/..", 1 + lot.below(9))),
        3 => {
            value["start"] = json!(format!("{start}-21"));
            value["end"] = json!(format!("{}~", start + lot.below(4)));
        }
        _ => value["end"] = json!(format!("{start}-12-31")),
    }
}

fn occasion(lot: &mut Lot, name: &str) -> Value {
    let mut occasion = json!({ "id": name });
    // Much on the very days around today, where borders are.
    let day = match lot.below(3) {
        0 => format!("2026-11-{:02}", 20 + lot.below(7)),
        _ => format!("{}-{:02}-{:02}", 2024 + lot.below(5), 1 + lot.below(12), 1 + lot.below(28)),
    };
    let hour = lot.below(24);
    let when = match lot.below(7) {
        0 => None,
        1 => Some(json!({ "first_day": day })),
        2 => Some(json!({ "first_day": day, "last_day": format!("{}-12-31", &day[..4]) })),
        3 => Some(json!({ "date": &day[..7] })),
        4 => Some(json!({ "date": format!("{}/..", &day[..7]) })),
        5 => Some(json!({ "start": format!("{day}T{hour:02}:00"), "zone": HOME_ZONE })),
        _ => Some(json!({
            "start": format!("{day}T{hour:02}:00"), "end": format!("{day}T23:30"), "zone": "Europe/London",
        })),
    };
    if let Some(when) = when {
        occasion["when"] = when;
    }
    if !lot.once_in(4) {
        occasion["place"] = place(lot);
    }
    occasion
}

fn place(lot: &mut Lot) -> Value {
    let municipality = lot.one(&["0580", "1495", "0880", "1290", "2580", "0980"]);
    let degrees =
        |lot: &mut Lot, least: u32| f64::from(least) + f64::from(u32::try_from(lot.below(3000)).unwrap()) / 1000.0;
    let point = |lot: &mut Lot, precision: &str| json!({ "lat": degrees(lot, 56), "lon": degrees(lot, 13), "precision": precision });
    match lot.below(5) {
        0 => json!({ "municipality": municipality }),
        1 => json!({ "county": &municipality[..2], "point": point(lot, "region") }),
        2 => json!({ "municipality": municipality, "point": point(lot, "region") }),
        3 => json!({ "name": "Ladan", "municipality": municipality, "point": point(lot, "exact") }),
        _ => json!({ "county": &municipality[..2], "point": point(lot, "place") }),
    }
}
