//! The index gives what the filter says: the same records, in the same order, with the same counts, as a slow and plain
//! evaluation gives.

use std::collections::BTreeMap;

use jiff::civil::date;
use model::filter::{Bounds, Near, Period};
use model::geo::Position;
use model::record::Form;
use model::{Filter, Id, Kind, Lang, Record, Slug};
use search::{Ask, Found, Index, Order, Vocabulary};
use store::db::Engine;

use crate::corpus::now;
use crate::harness::{Lot, Room, add, ask, in_memory, public, slug, vocabulary};
use crate::plainly::{FACETS, Plainly, STREWN, generated};

/// Below how many records that have every word those that nearly have them come too.
const FEW: usize = 10;

/// A network of several hundred records, in an index of several segments.
pub struct Network {
    pub records: Vec<Record>,
    pub vocabulary: Vocabulary,
    pub index: Index,
    _room: Room,
}

impl Network {
    pub async fn made(count: usize) -> Self {
        let room = Room::new();
        let store = room.sample(Engine::Sqlite).await.unwrap();
        let index = in_memory();
        index.follow(&store).await.unwrap();
        let made = generated(&mut Lot::new(7), count, &public(&store).await);
        for lot in made.chunks(count.div_ceil(4)) {
            add(&store, now(), lot).await;
            index.follow(&store).await.unwrap();
        }
        let records = public(&store).await;
        Self { vocabulary: vocabulary(&records), records, index, _room: room }
    }
}

fn drawn(lot: &mut Lot, records: &[Record]) -> Filter {
    let slugs = |kind: Kind| -> Vec<Slug> {
        records.iter().filter(|record| record.kind() == kind).map(|record| record.head().slug.clone()).collect()
    };
    let mut filter = Filter::default();
    // One to three parts: with more, nothing is left.
    for _ in 0..=lot.below(3) {
        match lot.below(13) {
            0 => filter.themes = [lot.some(&slugs(Kind::Theme)), vec![slug("vatten")]].concat(),
            1 => filter.themes = vec![lot.one(&["vatten", "affarsutveckling", "finns-inte"]).parse().unwrap()],
            2 => filter.clusters = lot.some(&slugs(Kind::Cluster)),
            3 => {
                filter.counties = lot.some(&["05", "08", "14", "12", "09"]).iter().map(|c| c.parse().unwrap()).collect()
            }
            4 => {
                filter.municipalities = lot.some(&["0580", "1495", "0980"]).iter().map(|m| m.parse().unwrap()).collect()
            }
            5 => filter.kinds = lot.some(&[Kind::Activity, Kind::Initiative, Kind::Cluster, Kind::Theme, Kind::Result]),
            6 => filter.sorts = lot.some(&["course", "field-day", "project", "network", "university"]),
            7 => filter.forms = lot.some(&[Form::OnSite, Form::Online, Form::Hybrid]),
            8 => filter.statuses = lot.some(&["published", "planned", "ongoing", "ended", "active", "unknown"]),
            9 => filter.period = *lot.one(&[Period::Upcoming, Period::Past]),
            10 => {
                let first = *lot.one(&[date(2026, 11, 21), date(2026, 11, 23), date(2024, 5, 1), date(2027, 1, 1)]);
                let last = first.saturating_add(jiff::Span::new().days(i64::try_from(lot.below(60)).unwrap()));
                filter.from = (!lot.once_in(4)).then_some(first);
                filter.until = (filter.from.is_none() || !lot.once_in(4)).then_some(last);
            }
            11 if lot.once_in(2) => {
                let position = Position { lat: 58.41, lon: 15.62 };
                let km = *lot.one(&[20.0, 50.0, 150.0]);
                let near = Near { said: String::new(), name: None, position, municipality: None, others: vec![], km };
                filter.near = Some(near);
            }
            11 => filter.bounds = Some(Bounds { west: 13.5, south: 56.5, east: 15.5, north: 58.2 }),
            _ => filter.langs = vec![*lot.one(&[Lang::Sv, Lang::En])],
        }
    }
    filter
}

/// A facet of what was found, by name.
fn facet(found: &Found, name: &str) -> BTreeMap<String, usize> {
    fn texts<T: ToString>(counts: &[(T, usize)]) -> BTreeMap<String, usize> {
        counts.iter().map(|(value, count)| (value.to_string(), *count)).collect()
    }
    let facets = &found.facets;
    match name {
        "kind" => texts(&facets.kind),
        "sort" => texts(&facets.sort),
        "theme" => texts(&facets.theme),
        "cluster" => texts(&facets.cluster),
        "county" => texts(&facets.county),
        "municipality" => texts(&facets.municipality),
        "form" => texts(&facets.form),
        "status" => texts(&facets.status),
        "lang" => facets.lang.iter().map(|(lang, count)| (lang.code().to_owned(), *count)).collect(),
        _ => {
            let stages = ["upcoming", "past", "undated"].iter().map(ToString::to_string).zip(facets.stages);
            stages.filter(|(_, count)| *count > 0).collect()
        }
    }
}

fn compare(network: &Network, plainly: &Plainly, filter: &Filter, lang: Lang) {
    let all = |order: Order| {
        let asked = Ask { lang, ..ask(filter, &network.vocabulary, order) };
        network.index.find(&asked).unwrap()
    };
    let found = all(Order::Time);
    let expected = plainly.by_time(filter, lang);
    assert_eq!(found.exact, expected.len(), "{filter:?}");
    if filter.words.is_some() && found.exact < FEW {
        // The rest is what nearly has the words, and which that is the ranking says.
        let mut first: Vec<Id> = all(Order::Relevance).ids[..found.exact].to_vec();
        let mut expected = expected;
        first.sort_unstable();
        expected.sort_unstable();
        assert_eq!(first, expected, "{filter:?}");
        return;
    }
    assert_eq!(found.ids, expected, "{filter:?}");
    let by_distance = all(Order::Distance);
    assert_eq!(by_distance.ids, plainly.by_distance(filter, lang), "{filter:?}");
    for name in FACETS {
        assert_eq!(facet(&found, name), plainly.counts(filter, name), "{name} of {filter:?}");
        assert_eq!(facet(&by_distance, name), facet(&found, name), "{name} of {filter:?}");
    }
    let falling = |counts: Vec<usize>| counts.windows(2).all(|two| two[0] >= two[1]);
    let counts = |facets: &search::Facets| -> Vec<usize> { facets.theme.iter().map(|theme| theme.1).collect() };
    assert!(falling(counts(&found.facets)), "{filter:?}");
    for pin in &found.points {
        assert!(found.ids.contains(&pin.id), "{pin:?} of {filter:?}");
    }
}

#[tokio::test]
async fn every_filter_finds_orders_and_counts_as_it_says() {
    let network = Network::made(300).await;
    let plainly = Plainly::new(&network.records);
    let mut lot = Lot::new(11);
    let (mut empty, mut whole) = (0, 0);
    compare(&network, &plainly, &Filter::default(), Lang::Sv);
    for number in 0..75 {
        let mut filter = drawn(&mut lot, &network.records);
        if number % 3 == 0 {
            filter.words = Some(lot.some(&STREWN).join(" "));
        }
        let lang = if number % 2 == 0 { Lang::Sv } else { Lang::En };
        compare(&network, &plainly, &filter, lang);
        match plainly.by_time(&filter, lang).len() {
            0 => empty += 1,
            found if found == plainly.rows.len() => whole += 1,
            _ => {}
        }
    }
    assert!(empty < 25 && whole < 10, "the filters say too little: {empty} find nothing, {whole} everything");
}

#[tokio::test]
async fn a_day_has_its_first_and_its_last_moment() {
    let network = Network::made(120).await;
    let plainly = Plainly::new(&network.records);
    for day in 20..28 {
        let day = Some(date(2026, 11, day));
        for (from, until) in [(day, day), (day, None), (None, day)] {
            compare(&network, &plainly, &Filter { from, until, ..Filter::default() }, Lang::Sv);
        }
    }
}

#[tokio::test]
async fn points_are_every_place_of_what_was_found_and_no_area() {
    let network = Network::made(120).await;
    let filter = Filter { kinds: vec![Kind::Initiative], ..Filter::default() };
    let found = network.index.find(&ask(&filter, &network.vocabulary, Order::Time)).unwrap();
    let exact = |record: &Record| {
        let places = record.places().into_iter().map(|(_, place)| place.clone());
        places
            .filter(|p| p.point.map_or(p.municipality.is_some(), |p| p.precision != model::record::Precision::Region))
            .count()
    };
    let expected: usize = network.records.iter().filter(|r| r.kind() == Kind::Initiative).map(exact).sum();
    assert!(expected > 20, "{expected}");
    assert_eq!(found.points.len(), expected);
    assert!(found.points.iter().all(|pin| pin.kind == Kind::Initiative));
}
