//! Counts by facet, year, theme and county are those of the records, on either engine and after a migration.

use std::collections::BTreeMap;

use model::{Id, Kind, Record};
use store::Store;
use store::numbers::Stretch;

use crate::harness::{ENGINES, Home, at, sample, with_sample};

fn id(text: &str) -> Id {
    text.parse().unwrap()
}

#[tokio::test]
async fn facets_are_counted_as_the_records_have_them() {
    let home = Home::new();
    let days = ["2026-11-23", "2026-10-01", "2026-01-01"].map(|day| day.parse().unwrap());
    for engine in ENGINES {
        let Some(store) = home.store(engine).await else { continue };
        with_sample(&store).await;
        let counts = store.reader().await.unwrap().facet_counts(days).await.unwrap();
        let mut expected: BTreeMap<(Kind, String), i64> = BTreeMap::new();
        let mut read = 0;
        for record in sample().records {
            for county in record.counties() {
                *expected.entry((record.kind(), county.to_string())).or_default() += 1;
            }
            read += i64::from(!record.head().sources.is_empty());
        }
        let found = counts.iter().filter(|row| row.name == "county");
        let found: BTreeMap<_, _> = found.map(|row| ((row.kind, row.value.clone()), row.count)).collect();
        assert_eq!(found, expected, "{engine:?}");
        let newest: Vec<_> = counts.iter().filter(|row| row.name == "read").collect();
        assert!(newest.iter().all(|row| row.value == "0" && row.greatest == "2026-11-23"), "{newest:?}");
        assert_eq!(newest.iter().map(|row| row.count).sum::<i64>(), read);
    }
}

#[tokio::test]
async fn years_themes_and_pairs_are_counted() {
    let home = Home::new();
    for engine in ENGINES {
        let Some(store) = home.store(engine).await else { continue };
        with_sample(&store).await;
        let mut reader = store.reader().await.unwrap();
        let year = |year: i32| at(&format!("{}-12-31T23:00:00Z", year - 1)).as_second();
        let stretches = [2017, 2018, 2030].map(|n| Stretch { from: year(n), until: year(n + 1) });
        let counts = reader.activity_counts(&stretches).await.unwrap();
        for (stretch, found) in stretches.iter().zip(&counts.stretches) {
            let overlaps = |record: &Record| match record {
                Record::Activity(activity) => activity.occasions.iter().filter_map(|o| o.when.as_ref()).any(|when| {
                    let span = when.span();
                    let until = span.until.map_or(i64::MAX, |until| until.as_second());
                    let from = span.from.as_second();
                    from < stretch.until && (until > stretch.from || from >= stretch.from)
                }),
                _ => false,
            };
            assert_eq!(found.count, sample().records.iter().filter(|r| overlaps(r)).count() as i64, "{engine:?}");
        }
        assert_eq!((counts.undated, counts.nowhere), (6, 6), "{engine:?}");

        let below = [(id("skog"), id("skog")), (id("skog"), id("vilt"))];
        let on = reader.theme_counties(&below).await.unwrap();
        let forest = |record: &Record| record.themes().iter().any(|theme| ["skog", "vilt"].contains(&theme.as_str()));
        for row in &on {
            let records = sample().records;
            let fits = records.iter().filter(|record| record.kind() == row.kind && forest(record));
            let fits = fits.filter(|record| row.county.is_none_or(|county| record.counties().contains(&county)));
            assert_eq!(row.count, fits.count() as i64, "{engine:?}: {row:?}");
        }
        assert!(on.iter().any(|row| row.county.is_none()) && on.iter().any(|row| row.county.is_some()));

        let pairs = reader.pairs(5, 2).await.unwrap();
        assert_eq!(pairs.len(), 5);
        assert!(pairs.windows(2).all(|two| two[0].times >= two[1].times));
        for pair in pairs {
            assert!(pair.latest.len() <= 2 && pair.latest.len() as i64 <= pair.times);
            assert!(pair.one.id < pair.other.id, "each pair once");
        }
    }
}

#[tokio::test]
async fn a_theme_is_read_by_stage_and_each_stage_has_an_end() {
    let home = Home::new();
    for engine in ENGINES {
        let Some(store) = home.store(engine).await else { continue };
        with_sample(&store).await;
        let mut reader = store.reader().await.unwrap();
        let (now, themes) = (at("2019-01-01T08:00:00Z"), [id("lantbruk"), id("livsmedel"), id("teknik")]);
        let stages = reader.on_themes_by_stage(&themes, now, 3).await.unwrap();
        assert!(stages.iter().all(|stage| stage.records.len() <= 3 && stage.total >= stage.records.len() as i64));
        for stage in &stages {
            let kinds = |kind| stage.records.iter().all(|stored| stored.record.kind() == kind);
            match stage.stage.as_str() {
                "upcoming" | "earlier" => assert!(kinds(Kind::Activity)),
                "idea" | "ongoing" | "ended" | "unknown" => assert!(kinds(Kind::Initiative)),
                other => assert!(kinds(other.parse().unwrap())),
            }
        }
        let earlier = stages.iter().find(|stage| stage.stage == "earlier").unwrap();
        // Newest first, and what has no date last.
        let from = earlier.records.iter().map(|stored| stored.record.span().map(|span| span.from));
        let from: Vec<_> = from.collect();
        assert!(from.is_sorted_by(|a, b| a >= b), "{from:?}");
        let upcoming = stages.iter().find(|stage| stage.stage == "upcoming").unwrap();
        let next = upcoming.records.iter().map(|stored| match &stored.record {
            Record::Activity(activity) => {
                let spans = activity.occasions.iter().filter_map(|occasion| Some(occasion.when.as_ref()?.span()));
                spans.filter(|span| span.until.is_none_or(|until| until > now)).map(|span| span.from).min().unwrap()
            }
            other => panic!("{} is no activity", other.kind()),
        });
        assert!(next.is_sorted(), "what is to come is read in time order");
    }
}

#[tokio::test]
async fn a_store_from_before_facets_gets_them_when_it_is_migrated() {
    let home = Home::new();
    for engine in ENGINES {
        let Some(address) = home.address(engine).await else { continue };
        let store = Store::open(&address).await.unwrap();
        store.migrate().await.unwrap();
        with_sample(&store).await;
        store.undo_to_first().await.unwrap();
        assert!(!store.faults().await.unwrap().is_empty());
        store.migrate().await.unwrap();
        assert_eq!(store.faults().await.unwrap(), Vec::<String>::new(), "{engine:?}");
    }
}
