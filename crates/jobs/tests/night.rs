//! The night's work: a verified backup, fourteen kept, tried again when it fails.
#![allow(clippy::unwrap_used, reason = "a test says what is wrong by failing")]

use std::path::PathBuf;

use jobs::{BACKUPS_KEPT, Worker};
use model::Clock;
use store::Store;

async fn worker(name: &str, moment: &str) -> (Worker, PathBuf) {
    let folder = std::env::temp_dir().join(format!("klover-jobs-{}-{name}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let store = Store::open(&format!("sqlite:{}", folder.join("klover.sqlite").display())).await.unwrap();
    store.migrate().await.unwrap();
    let clock = Clock::starting_at(moment.parse().unwrap());
    (Worker { store, clock, backups: folder.join("backups"), name: name.to_owned() }, folder)
}

fn backups(folder: &std::path::Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder.join("backups")).map(|entries| entries.map(|e| e.unwrap())).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[tokio::test]
async fn a_backup_is_made_each_night_and_fourteen_are_kept() {
    let (mut worker, folder) = worker("nights", "2026-11-01T12:00:00+01:00").await;
    assert!(!worker.once().await.unwrap(), "nothing is due at noon");
    for night in 2..=20 {
        worker.clock = Clock::starting_at(format!("2026-11-{night:02}T03:00:30+01:00").parse().unwrap());
        assert!(worker.once().await.unwrap(), "a backup is due in the night to {night}");
        assert!(!worker.once().await.unwrap(), "and only one");
    }
    let kept = backups(&folder);
    assert_eq!(kept.len(), BACKUPS_KEPT);
    assert_eq!((kept[0].as_str(), kept[13].as_str()), ("klover-2026-11-07.backup", "klover-2026-11-20.backup"));
    store::backup::verify(&folder.join("backups").join(&kept[13])).await.unwrap();
    std::fs::remove_dir_all(folder).unwrap();
}

#[tokio::test]
async fn a_backup_that_fails_is_tried_again_and_says_why() {
    let (mut worker, folder) = worker("failing", "2026-11-01T12:00:00+01:00").await;
    assert!(!worker.once().await.unwrap());
    // A file stands where the folder should be.
    std::fs::write(folder.join("backups"), "").unwrap();
    worker.clock = Clock::starting_at("2026-11-02T03:00:30+01:00".parse().unwrap());
    assert!(worker.once().await.unwrap());
    let (waiting, error) = worker.store.reader().await.unwrap().waiting_jobs().await.unwrap();
    assert_eq!(waiting, 1);
    assert!(error.unwrap().contains("backups"));
    std::fs::remove_file(folder.join("backups")).unwrap();
    worker.clock = Clock::starting_at("2026-11-02T03:30:00+01:00".parse().unwrap());
    assert!(worker.once().await.unwrap());
    assert_eq!(backups(&folder), ["klover-2026-11-02.backup"]);
    std::fs::remove_dir_all(folder).unwrap();
}
