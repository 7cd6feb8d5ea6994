//! Records go in, come out, change, and keep their history.

use model::folder::{self, Known};
use model::{Kind, Lang, Record, Slug, Visibility};
use store::Error;
use store::read::BySlug;

use crate::harness::{ENGINES, Home, at, sample, with_sample};

fn slug(text: &str) -> Slug {
    text.parse().unwrap()
}

async fn cluster(store: &store::Store, name: &str) -> Record {
    let found = store.reader().await.unwrap().by_slug(Kind::Cluster, &slug(name)).await.unwrap();
    let BySlug::Here(stored) = found else { panic!("{name}: {found:?}") };
    stored.record
}

#[tokio::test]
async fn an_export_imported_elsewhere_exports_the_same_bytes() {
    let home = Home::new();
    let mut exports = Vec::new();
    for engine in ENGINES {
        let Some(store) = home.store(engine).await else { continue };
        with_sample(&store).await;
        let (network, records) = store.reader().await.unwrap().everything().await.unwrap();
        let files = folder::write(&network, &records);
        for other in ENGINES {
            let Some(store) = home.store(other).await else { continue };
            let bytes = files.iter().map(|(name, text)| (name.clone(), text.clone().into_bytes())).collect();
            let again = folder::read(&bytes, &Known::default()).unwrap();
            let mut writer = store.writer(at("2026-11-24T08:00:00Z"), "test").await.unwrap();
            writer.import(again).await.unwrap();
            writer.commit().await.unwrap();
            let (network, records) = store.reader().await.unwrap().everything().await.unwrap();
            assert!(folder::write(&network, &records) == files, "{engine:?} to {other:?}");
        }
        exports.push(files);
    }
    assert!(exports.windows(2).all(|pair| pair[0] == pair[1]));
}

#[tokio::test]
async fn importing_twice_changes_nothing() {
    let home = Home::new();
    for engine in ENGINES {
        let Some(store) = home.store(engine).await else { continue };
        with_sample(&store).await;
        let before = store.reader().await.unwrap().last_change().await.unwrap();
        let mut writer = store.writer(at("2026-11-24T08:00:00Z"), "test").await.unwrap();
        let report = writer.import(sample()).await.unwrap();
        writer.commit().await.unwrap();
        assert_eq!((report.added, report.changed, report.alike), (0, 0, sample().records.len()));
        assert_eq!(store.reader().await.unwrap().last_change().await.unwrap(), before);
        assert!(store.faults().await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn a_changed_record_gets_a_version_and_a_row_in_the_log() {
    let home = Home::new();
    for engine in ENGINES {
        let Some(store) = home.store(engine).await else { continue };
        with_sample(&store).await;
        let mut record = cluster(&store, "agrovast").await;
        let head = record.head_mut();
        head.former_slugs.push(head.slug.clone());
        head.slug = slug("agro-vast");
        let mut writer = store.writer(at("2026-11-24T08:00:00Z"), "anna").await.unwrap();
        writer.change(&mut record, 1).await.unwrap();
        let number = writer.commit().await.unwrap().unwrap();

        let mut reader = store.reader().await.unwrap();
        let change = reader.changes_after(number - 1).await.unwrap().remove(0);
        assert_eq!((change.number, change.actor.as_str(), change.record_id.as_str()), (number, "anna", "agrovast"));
        assert!(change.state.contains(r#""version":2"#));
        let moved = reader.by_slug(Kind::Cluster, &slug("agrovast")).await.unwrap();
        assert!(matches!(moved, BySlug::Moved(to) if to == slug("agro-vast")));
    }
}

#[tokio::test]
async fn the_second_of_two_writers_of_one_version_is_told() {
    let home = Home::new();
    for engine in ENGINES {
        let Some(store) = home.store(engine).await else { continue };
        with_sample(&store).await;
        let mut mine = cluster(&store, "agrovast").await;
        let mut theirs = mine.clone();
        let mut writer = store.writer(at("2026-11-24T08:00:00Z"), "anna").await.unwrap();
        writer.change(&mut theirs, 1).await.unwrap();
        writer.commit().await.unwrap();
        let before = store.reader().await.unwrap().last_change().await.unwrap();
        let mut writer = store.writer(at("2026-11-24T08:00:01Z"), "bo").await.unwrap();
        let refused = writer.change(&mut mine, 1).await.unwrap_err();
        assert!(matches!(refused, Error::Conflict { version: 1, .. }), "{refused}");
        drop(writer);
        assert_eq!(store.reader().await.unwrap().last_change().await.unwrap(), before);
    }
}

#[tokio::test]
async fn a_taken_slug_is_refused_by_its_constraint() {
    let home = Home::new();
    for engine in ENGINES {
        let Some(store) = home.store(engine).await else { continue };
        with_sample(&store).await;
        let mut double = cluster(&store, "agrovast").await;
        double.head_mut().id = "another".parse().unwrap();
        let mut writer = store.writer(at("2026-11-24T08:00:00Z"), "anna").await.unwrap();
        let refused = writer.add(&double).await.unwrap_err();
        assert!(matches!(&refused, Error::Refused(_)), "{refused:?}");
    }
}

#[tokio::test]
async fn drafts_are_shown_nowhere_and_do_not_move_the_number() {
    let home = Home::new();
    for engine in ENGINES {
        let Some(store) = home.store(engine).await else { continue };
        with_sample(&store).await;
        let before = store.reader().await.unwrap().last_change().await.unwrap();
        let mut draft = cluster(&store, "agrovast").await;
        let head = draft.head_mut();
        (head.id, head.slug, head.visibility) = ("hidden".parse().unwrap(), slug("hidden"), Visibility::Draft);
        let mut writer = store.writer(at("2026-11-24T08:00:00Z"), "anna").await.unwrap();
        writer.add(&draft).await.unwrap();
        assert_eq!(writer.commit().await.unwrap(), None);
        let mut reader = store.reader().await.unwrap();
        assert_eq!(reader.last_change().await.unwrap(), before);
        assert!(matches!(reader.by_slug(Kind::Cluster, &slug("hidden")).await.unwrap(), BySlug::Unknown));
        assert_eq!(reader.clusters().await.unwrap().len(), 15);
        assert_eq!(reader.counts().await.unwrap().of(Kind::Cluster), 15);
        // Published, it is seen and counted.
        draft.head_mut().visibility = Visibility::Public;
        let mut writer = store.writer(at("2026-11-24T09:00:00Z"), "anna").await.unwrap();
        writer.change(&mut draft, 1).await.unwrap();
        assert_eq!(writer.commit().await.unwrap(), Some(before + 1));
    }
}

#[tokio::test]
async fn lists_page_through_every_record_once() {
    let home = Home::new();
    for engine in ENGINES {
        let Some(store) = home.store(engine).await else { continue };
        with_sample(&store).await;
        let mut reader = store.reader().await.unwrap();
        let now = at("2024-04-10T08:00:00Z");
        for kind in [Kind::Organisation, Kind::Initiative, Kind::Activity] {
            let mut ids = Vec::new();
            let mut after = None;
            loop {
                let page = match kind {
                    Kind::Organisation => reader.by_name(kind, Lang::Sv, after.as_ref(), 7).await.unwrap(),
                    Kind::Initiative => reader.newest_first(kind, after.as_ref(), 7).await.unwrap(),
                    _ => reader.activities(now, after.as_ref(), 7).await.unwrap(),
                };
                ids.extend(page.records.iter().map(|stored| stored.record.head().id.clone()));
                after = page.next;
                if after.is_none() {
                    break;
                }
            }
            let total = reader.counts().await.unwrap().of(kind);
            let mut once = ids.clone();
            once.sort();
            once.dedup();
            assert_eq!((ids.len(), once.len()), (usize::try_from(total).unwrap(), ids.len()), "{kind}");
        }
    }
}

#[tokio::test]
async fn upcoming_activities_come_first_in_time_order() {
    let home = Home::new();
    for engine in ENGINES {
        let Some(store) = home.store(engine).await else { continue };
        with_sample(&store).await;
        let mut reader = store.reader().await.unwrap();
        let now = at("2024-04-10T08:00:00Z");
        let page = reader.activities(now, None, 100).await.unwrap();
        let stage = |record: &Record| match record.span() {
            Some(span) if span.until.is_none_or(|until| until > now) => 0,
            Some(_) => 1,
            None => 2,
        };
        let stages: Vec<i32> = page.records.iter().map(|stored| stage(&stored.record)).collect();
        assert!(stages.is_sorted(), "{stages:?}");
        assert!(stages.contains(&0) && stages.contains(&1) && stages.contains(&2));
        let boundary = reader.next_boundary(now).await.unwrap().unwrap();
        assert!(boundary > now && boundary < at("2024-05-01T00:00:00Z"), "{boundary}");
    }
}

#[tokio::test]
async fn relations_are_found_both_ways() {
    let home = Home::new();
    for engine in ENGINES {
        let Some(store) = home.store(engine).await else { continue };
        with_sample(&store).await;
        let mut reader = store.reader().await.unwrap();
        let cluster: model::Id = "agrovast".parse().unwrap();
        let related = reader.referring_to(&cluster).await.unwrap();
        assert!(related.iter().any(|r| r.record.kind() == Kind::Activity));
        assert!(related.iter().any(|r| r.record.kind() == Kind::Initiative));
        let ids: Vec<_> = related.iter().map(|r| r.record.head().id.clone()).collect();
        let names = reader.names_of_linked(&ids).await.unwrap();
        assert!(ids.iter().all(|id| names.iter().any(|n| n.from == *id && n.name.slug.as_str() == "agrovast")));
    }
}

#[tokio::test]
async fn a_record_keeps_the_moment_at_which_it_first_became_public() {
    let home = Home::new();
    for engine in ENGINES {
        let Some(store) = home.store(engine).await else { continue };
        with_sample(&store).await;
        let mut record = cluster(&store, "agrovast").await;
        let id = record.head().id.clone();
        let ids = [id.clone()];
        let published = async || store.reader().await.unwrap().published_of(&ids).await.unwrap().get(&id).copied();
        assert_eq!(published().await, Some(at("2026-11-23T08:00:00Z")));
        // Hidden and shown again, it is what it was: nobody takes it for new.
        for (moment, visibility) in [
            ("2026-11-24T08:00:00Z", Visibility::Draft),
            ("2026-11-25T08:00:00Z", Visibility::Public),
            ("2026-11-26T08:00:00Z", Visibility::Public),
        ] {
            record.head_mut().visibility = visibility;
            let (mut writer, version) = (store.writer(at(moment), "test").await.unwrap(), record.head().version);
            writer.change(&mut record, version).await.unwrap();
            writer.commit().await.unwrap();
        }
        assert_eq!(published().await, Some(at("2026-11-23T08:00:00Z")));
        // A draft becomes public when it is shown, not when it was written; then it is the newest of all.
        let mut draft = record.clone();
        *draft.head_mut() = serde_json::from_value(serde_json::json!({
            "id": "nytt", "slug": "nytt", "version": 1, "visibility": "draft",
        }))
        .unwrap();
        let mut writer = store.writer(at("2026-11-27T08:00:00Z"), "test").await.unwrap();
        writer.add(&draft).await.unwrap();
        writer.commit().await.unwrap();
        assert!(store.reader().await.unwrap().published_of(&[draft.head().id.clone()]).await.unwrap().is_empty());
        draft.head_mut().visibility = Visibility::Public;
        let mut writer = store.writer(at("2026-11-28T08:00:00Z"), "test").await.unwrap();
        writer.change(&mut draft, 1).await.unwrap();
        writer.commit().await.unwrap();
        let newest = store.reader().await.unwrap().last_published(50).await.unwrap();
        assert_eq!((newest.len(), newest[0].record.head().id.as_str()), (50, "nytt"));
        let of = store.reader().await.unwrap().published_of(&[draft.head().id.clone()]).await.unwrap();
        assert_eq!(of.values().next(), Some(&at("2026-11-28T08:00:00Z")));
        assert_eq!(store.faults().await.unwrap(), Vec::<String>::new(), "{engine:?}");
        // A store from before the column gets it from the change log.
        store.undo_to_first().await.unwrap();
        store.migrate().await.unwrap();
        assert_eq!(published().await, Some(at("2026-11-23T08:00:00Z")));
        assert_eq!(store.faults().await.unwrap(), Vec::<String>::new(), "{engine:?}");
    }
}
