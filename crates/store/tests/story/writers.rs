//! Change numbers become visible in order, whoever writes; jobs are taken by one worker only.

use model::{Kind, Record};
use store::db::Engine;
use store::jobs::Work;
use store::read::BySlug;

use crate::harness::{ENGINES, Home, at, with_sample};

async fn some(store: &store::Store, slug: &str) -> Record {
    match store.reader().await.unwrap().by_slug(Kind::Cluster, &slug.parse().unwrap()).await.unwrap() {
        BySlug::Here(stored) => stored.record,
        other => panic!("{other:?}"),
    }
}

/// Two writers on PostgreSQL: the first to begin commits last. A follower that reads between the two commits must not
/// see the higher number first.
#[tokio::test]
async fn two_interleaved_writers_are_followed_without_loss() {
    let home = Home::new();
    let Some(store) = home.store(Engine::Postgres).await else { return };
    with_sample(&store).await;
    let start = store.reader().await.unwrap().last_change().await.unwrap();
    let (mut one, mut two) = (some(&store, "agrovast").await, some(&store, "vreta-kluster").await);

    let mut first = store.writer(at("2026-11-24T08:00:00Z"), "first").await.unwrap();
    first.change(&mut one, 1).await.unwrap();
    let mut second = store.writer(at("2026-11-24T08:00:01Z"), "second").await.unwrap();
    second.change(&mut two, 1).await.unwrap();

    let second_number = second.commit().await.unwrap().unwrap();
    let seen: Vec<i64> = numbers(&store, start).await;
    assert_eq!(seen, vec![second_number]);
    let first_number = first.commit().await.unwrap().unwrap();
    assert_eq!(numbers(&store, second_number).await, vec![first_number], "the later commit has the later number");
}

#[tokio::test]
async fn many_writers_leave_no_gap_for_a_follower() {
    let home = Home::new();
    for engine in ENGINES {
        let Some(store) = home.store(engine).await else { continue };
        with_sample(&store).await;
        let start = store.reader().await.unwrap().last_change().await.unwrap();
        let slugs = ["agrovast", "vreta-kluster", "agro-orebro", "agro-sormland"];
        let mut tasks = Vec::new();
        for slug in slugs {
            let store = store.clone();
            tasks.push(tokio::spawn(async move {
                let mut record = some(&store, slug).await;
                for version in 1..=10 {
                    let mut writer = store.writer(at("2026-11-24T08:00:00Z"), slug).await.unwrap();
                    writer.change(&mut record, version).await.unwrap();
                    writer.commit().await.unwrap();
                }
            }));
        }
        let mut last = start;
        let mut seen = Vec::new();
        while seen.len() < 40 {
            for number in numbers(&store, last).await {
                seen.push(number);
                last = number;
            }
            tokio::task::yield_now().await;
        }
        for task in tasks {
            task.await.unwrap();
        }
        assert_eq!(seen, (start + 1..=start + 40).collect::<Vec<_>>(), "{engine:?}");
    }
}

async fn numbers(store: &store::Store, after: i64) -> Vec<i64> {
    let changes = store.reader().await.unwrap().changes_after(after).await.unwrap();
    changes.into_iter().map(|change| change.number).collect()
}

#[tokio::test]
async fn a_job_is_taken_once_and_taken_over_when_its_worker_dies() {
    let home = Home::new();
    for engine in ENGINES {
        let Some(store) = home.store(engine).await else { continue };
        let now = at("2026-11-24T02:00:00Z");
        let mut writer = store.writer(now, "test").await.unwrap();
        writer.enqueue(&Work::NightlyBackup, Some("nightly-backup"), now).await.unwrap();
        writer.enqueue(&Work::NightlyBackup, Some("nightly-backup"), now).await.unwrap();
        writer.commit().await.unwrap();
        assert!(store.claim(at("2026-11-24T01:00:00Z"), "early").await.unwrap().is_none());
        let (a, b) = tokio::join!(store.claim(now, "a"), store.claim(now, "b"));
        let taken: Vec<_> = [a.unwrap(), b.unwrap()].into_iter().flatten().collect();
        assert_eq!(taken.len(), 1, "{engine:?}");
        // The lease runs out: another takes it over, fails it, and it waits again.
        let again = store.claim(at("2026-11-24T02:11:00Z"), "c").await.unwrap().unwrap();
        assert_eq!((again.work.clone(), again.attempts), (Work::NightlyBackup, 2));
        let mut writer = store.writer(now, "c").await.unwrap();
        writer.retry(&again, at("2026-11-24T03:00:00Z"), "disk full").await.unwrap();
        writer.commit().await.unwrap();
        assert!(store.claim(at("2026-11-24T02:30:00Z"), "d").await.unwrap().is_none());
        assert_eq!(store.reader().await.unwrap().waiting_jobs().await.unwrap(), (1, Some("disk full".to_owned())));
        let last = store.claim(at("2026-11-24T03:30:00Z"), "e").await.unwrap().unwrap();
        let mut writer = store.writer(now, "e").await.unwrap();
        writer.finish(&last).await.unwrap();
        writer.commit().await.unwrap();
        assert_eq!(store.reader().await.unwrap().waiting_jobs().await.unwrap().0, 0);
    }
}
