//! The nearest activities outside a stretch of time.

use jiff::civil::{Date, date};
use model::Visibility;
use model::calendar::LONGEST_VAGUE_DAYS;
use model::time::{Span, days_span};

use crate::harness::{ENGINES, Home, at, sample, with_sample};

fn from_to(first: Date, last: Date) -> Span {
    days_span(first, Some(last))
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
