//! Activities in a stretch of time, and the nearest outside it.

use jiff::civil::{Date, date};
use model::Visibility;
use model::calendar::LONGEST_VAGUE_DAYS;
use model::time::{Span, days_span};

use crate::harness::{ENGINES, Home, at, sample, with_sample};

fn from_to(first: Date, last: Date) -> Span {
    days_span(first, Some(last))
}

#[tokio::test]
async fn activities_of_a_stretch_are_those_with_an_occasion_in_it() {
    let home = Home::new();
    for engine in ENGINES {
        let Some(store) = home.store(engine).await else { continue };
        with_sample(&store).await;
        let mut reader = store.reader().await.unwrap();
        let ids = |page: store::read::Page| -> Vec<String> {
            page.records.iter().map(|stored| stored.record.head().id.to_string()).collect()
        };
        let week = reader.activities_between(from_to(date(2025, 5, 11), date(2025, 5, 12)), 500).await.unwrap();
        assert!(ids(week).contains(&"akt-012".to_owned()), "its last day is the first of the stretch");
        let after = reader.activities_between(from_to(date(2025, 5, 12), date(2025, 5, 13)), 500).await.unwrap();
        assert!(!ids(after).contains(&"akt-012".to_owned()));
        let autumn = reader.activities_between(from_to(date(2017, 10, 1), date(2017, 10, 31)), 500).await.unwrap();
        assert!(ids(autumn).contains(&"akt-037".to_owned()), "four times in autumn 2017, once in the list");
        let few = reader.activities_between(from_to(date(2015, 1, 1), date(2026, 1, 1)), 3).await.unwrap();
        assert_eq!((few.records.len(), few.next.is_some()), (3, true));
        assert!(
            reader
                .activities_between(from_to(date(1999, 1, 1), date(1999, 12, 31)), 500)
                .await
                .unwrap()
                .records
                .is_empty()
        );
    }
}

#[tokio::test]
async fn the_nearest_are_public_and_shorter_than_a_year() {
    let home = Home::new();
    for engine in ENGINES {
        let Some(store) = home.store(engine).await else { continue };
        with_sample(&store).await;
        let near = |first, last| {
            let store = store.clone();
            async move {
                let mut reader = store.reader().await.unwrap();
                reader.nearest_activities(from_to(first, last), LONGEST_VAGUE_DAYS).await.unwrap()
            }
        };
        let found = near(date(2025, 8, 1), date(2025, 8, 31)).await;
        assert_eq!(found.before, Some(at("2025-05-11T21:59:59Z")));
        assert_eq!(found.after, Some(at("2025-11-17T23:00:00Z")));
        let mut record = sample().records.into_iter().find(|record| record.head().id.as_str() == "akt-012").unwrap();
        record.head_mut().visibility = Visibility::Draft;
        let version = record.head().version;
        let mut writer = store.writer(at("2026-11-23T09:00:00Z"), "test").await.unwrap();
        writer.change(&mut record, version).await.unwrap();
        writer.commit().await.unwrap();
        let found = near(date(2025, 8, 1), date(2025, 8, 31)).await;
        assert_eq!(found.before, Some(at("2025-03-13T22:59:59Z")));
        let found = near(date(2026, 12, 1), date(2026, 12, 31)).await;
        assert_eq!((found.before, found.after), (Some(at("2025-11-26T22:59:59Z")), None));
    }
}
