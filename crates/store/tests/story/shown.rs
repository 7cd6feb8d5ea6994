//! What another installation needs to follow this one: each thing once, at the last change that concerns what everyone
//! can see of it.

use model::{Id, Kind, Record, Visibility};
use store::Store;
use store::read::BySlug;
use store::shown::{Shown, What};

use crate::harness::{ENGINES, Home, at, sample, with_sample};

fn id(text: &str) -> Id {
    text.parse().unwrap()
}

async fn shown(store: &Store, number: i64, after: Option<&Id>, limit: i64) -> Vec<Shown> {
    store.reader().await.unwrap().shown_after(number, after, limit).await.unwrap()
}

/// What was shown after a number: ids, with a dash before those that are gone.
async fn names(store: &Store, number: i64) -> Vec<String> {
    let all = shown(store, number, None, 1_000).await;
    all.iter().map(|one| name(&one.what)).collect()
}

fn name(what: &What) -> String {
    match what {
        What::Network(_) => "network".to_owned(),
        What::Here(stored) => stored.record.head().id.to_string(),
        What::Gone(_, id) => format!("-{id}"),
    }
}

async fn last(store: &Store) -> i64 {
    store.reader().await.unwrap().last_change().await.unwrap()
}

async fn set(store: &Store, record: &mut Record, visibility: Visibility) {
    let from = record.head().version;
    record.head_mut().visibility = visibility;
    let mut writer = store.writer(at("2026-11-24T08:00:00Z"), "editor").await.unwrap();
    writer.change(record, from).await.unwrap();
    writer.commit().await.unwrap();
}

async fn added(store: &Store, record: &Record) {
    let mut writer = store.writer(at("2026-11-24T08:00:00Z"), "editor").await.unwrap();
    writer.add(record).await.unwrap();
    writer.commit().await.unwrap();
}

fn organisation(id: &str, visibility: Visibility) -> Record {
    let value = serde_json::json!({"id": id, "slug": id, "version": 1, "kind": "company", "name": id});
    let mut record = Record::from_value(Kind::Organisation, value).unwrap();
    record.head_mut().visibility = visibility;
    record
}

fn result(id: &str, of: &[&str]) -> Record {
    let value = serde_json::json!({
        "id": id, "slug": id, "version": 1, "title": {"sv": id}, "organisations": of,
    });
    Record::from_value(Kind::Result, value).unwrap()
}

#[tokio::test]
async fn everything_public_is_shown_once_in_the_order_of_its_number() {
    let home = Home::new();
    for engine in ENGINES {
        let Some(store) = home.store(engine).await else { continue };
        with_sample(&store).await;
        let all = shown(&store, 0, None, 1_000).await;
        assert!(all.is_sorted_by_key(|one| one.number), "{engine:?}");
        let mut ids: Vec<String> = all.iter().map(|one| name(&one.what)).collect();
        let mut expected: Vec<String> =
            sample().records.iter().map(|record| record.head().id.to_string()).chain(["network".to_owned()]).collect();
        ids.sort();
        expected.sort();
        assert_eq!(ids, expected, "{engine:?}");
        // In parts, it is the same.
        let (mut number, mut after, mut parts) = (0, None, Vec::new());
        loop {
            let part = shown(&store, number, after.as_ref(), 7).await;
            let Some(end) = part.last() else { break };
            number = end.number;
            after = match &end.what {
                What::Here(stored) => Some(stored.record.head().id.clone()),
                _ => None,
            };
            parts.extend(part.iter().map(|one| (one.number, name(&one.what))));
        }
        assert_eq!(parts, all.iter().map(|one| (one.number, name(&one.what))).collect::<Vec<_>>(), "{engine:?}");
    }
}

#[tokio::test]
async fn what_points_at_something_is_shown_again_when_that_is_published_or_withdrawn() {
    let home = Home::new();
    for engine in ENGINES {
        let Some(store) = home.store(engine).await else { continue };
        with_sample(&store).await;
        let mut hidden = organisation("dold", Visibility::Draft);
        added(&store, &hidden).await;
        let start = last(&store).await;
        added(&store, &result("om-dold", &["dold"])).await;
        assert_eq!(names(&store, start).await, ["om-dold"], "{engine:?}");

        let start = last(&store).await;
        set(&store, &mut hidden, Visibility::Network).await;
        assert_eq!(last(&store).await, start + 1, "the network's own people see it");
        assert!(names(&store, start).await.is_empty(), "{engine:?}: nothing of what never was public");

        set(&store, &mut hidden, Visibility::Public).await;
        let shown_now = shown(&store, start, None, 10).await;
        assert_eq!(shown_now.iter().map(|one| name(&one.what)).collect::<Vec<_>>(), ["dold", "om-dold"]);
        assert!(shown_now.iter().all(|one| one.number == start + 2), "at the one change that did it");
        let rest = shown(&store, start + 2, Some(&id("dold")), 10).await;
        assert_eq!(rest.iter().map(|one| name(&one.what)).collect::<Vec<_>>(), ["om-dold"], "{engine:?}");

        let start = last(&store).await;
        set(&store, &mut hidden, Visibility::Public).await;
        assert_eq!(names(&store, start).await, ["dold"], "{engine:?}: a change within is its own affair");

        let start = last(&store).await;
        set(&store, &mut hidden, Visibility::Draft).await;
        assert_eq!(names(&store, start).await, ["-dold", "om-dold"], "{engine:?}");
        let start = last(&store).await;
        set(&store, &mut hidden, Visibility::Network).await;
        set(&store, &mut hidden, Visibility::Network).await;
        assert!(names(&store, start).await.is_empty(), "{engine:?}: what is done to it out of sight is not told");
        assert!(store.faults().await.unwrap().is_empty(), "{engine:?}");
    }
}

#[tokio::test]
async fn what_was_shown_can_be_made_again_from_the_log() {
    let home = Home::new();
    for engine in ENGINES {
        let Some(store) = home.store(engine).await else { continue };
        with_sample(&store).await;
        let mut one = organisation("ett", Visibility::Public);
        added(&store, &one).await;
        added(&store, &result("om-ett", &["ett"])).await;
        added(&store, &organisation("osedd", Visibility::Draft)).await;
        set(&store, &mut one, Visibility::Draft).await;
        let listed = async || {
            let all = shown(&store, 0, None, 1_000).await;
            all.iter().map(|one| (one.number, name(&one.what))).collect::<Vec<_>>()
        };
        let before = listed().await;
        store.undo_to_first().await.unwrap();
        store.migrate().await.unwrap();
        assert_eq!(listed().await, before, "{engine:?}");
    }
}

#[tokio::test]
async fn a_program_finds_a_record_by_id_or_slug() {
    let home = Home::new();
    for engine in ENGINES {
        let Some(store) = home.store(engine).await else { continue };
        let mut record = organisation("ett-id", Visibility::Public);
        record.head_mut().slug = "ett-namn".parse().unwrap();
        added(&store, &record).await;
        // Its id is another's slug, and it never was public.
        added(&store, &organisation("ett-utkast", Visibility::Draft)).await;
        let mut namesake = organisation("namne", Visibility::Public);
        namesake.head_mut().slug = "ett-id".parse().unwrap();
        added(&store, &namesake).await;
        let find = async |key: &str| {
            let found = store.reader().await.unwrap().by_id_or_slug(Kind::Organisation, &key.parse().unwrap()).await;
            match found.unwrap() {
                BySlug::Here(stored) => stored.record.head().id.to_string(),
                BySlug::Moved(to) => format!("moved to {to}"),
                BySlug::Gone => "gone".to_owned(),
                BySlug::Unknown => "unknown".to_owned(),
            }
        };
        assert_eq!(find("ett-id").await, "ett-id", "an id comes before a slug");
        assert_eq!(find("ett-namn").await, "ett-id");
        assert_eq!(find("namne").await, "namne");
        assert_eq!(find("ett-utkast").await, "unknown");
        assert_eq!(find("ingen").await, "unknown");
        let from = record.head().version;
        record.head_mut().former_slugs = vec!["ett-namn".parse().unwrap()];
        record.head_mut().slug = "nytt-namn".parse().unwrap();
        let mut writer = store.writer(at("2026-11-24T08:00:00Z"), "editor").await.unwrap();
        writer.change(&mut record, from).await.unwrap();
        writer.commit().await.unwrap();
        assert_eq!(find("ett-namn").await, "moved to nytt-namn", "{engine:?}");
        set(&store, &mut namesake, Visibility::Draft).await;
        assert_eq!(find("namne").await, "gone", "{engine:?}");
    }
}
