//! Every public record is named once, in parts of any size, on either engine.

use model::Visibility;

use crate::harness::{ENGINES, Home, at, sample, with_sample};

#[tokio::test]
async fn parts_of_any_size_have_every_public_record_once() {
    let home = Home::new();
    for engine in ENGINES {
        let Some(store) = home.store(engine).await else { continue };
        assert_eq!(
            store.reader().await.unwrap().public_parts(7).await.unwrap(),
            [],
            "{engine:?}: nothing has no parts"
        );
        with_sample(&store).await;
        // What is not public is in no part, also where a part would begin or end.
        let mut ids: Vec<String> = sample().records.iter().map(|record| record.head().id.to_string()).collect();
        ids.sort_unstable();
        let hidden = [ids[0].clone(), ids[8].clone(), ids[ids.len() - 1].clone()];
        for record in sample().records {
            if hidden.contains(&record.head().id.to_string()) {
                let mut record = record;
                let version = record.head().version;
                record.head_mut().visibility = Visibility::Network;
                let mut writer = store.writer(at("2026-12-01T08:00:00Z"), "test").await.unwrap();
                writer.change(&mut record, version).await.unwrap();
                writer.commit().await.unwrap();
            }
        }
        ids.retain(|id| !hidden.contains(id));
        let mut reader = store.reader().await.unwrap();
        for each in [1, 7, 100, 5_000] {
            let parts = reader.public_parts(each).await.unwrap();
            assert_eq!(parts.len(), ids.len().div_ceil(usize::try_from(each).unwrap()), "{engine:?} by {each}");
            let mut named = Vec::new();
            for part in &parts {
                let addresses = reader.addresses_from(&part.first, each).await.unwrap();
                assert_eq!(addresses[0].id, part.first);
                assert_eq!(addresses.iter().map(|address| address.changed).max(), Some(part.changed));
                named.extend(addresses.into_iter().map(|address| address.id.to_string()));
            }
            assert_eq!(named, ids, "{engine:?} by {each}");
        }
    }
}
