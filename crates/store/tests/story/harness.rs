//! Stores to test on: a SQLite file, and a database of its own on the PostgreSQL that `KLOVER_TEST_POSTGRES` names.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use jiff::Timestamp;
use model::folder::{Folder, Known};
use store::Store;
use store::db::Engine;

static NUMBER: AtomicU32 = AtomicU32::new(0);

pub struct Home {
    pub folder: PathBuf,
}

impl Drop for Home {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

impl Home {
    pub fn new() -> Self {
        let name = format!("klover-store-{}-{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).unwrap();
        Self { folder }
    }

    /// An empty, migrated store on an engine; `None` when there is no PostgreSQL to test on.
    pub async fn store(&self, engine: Engine) -> Option<Store> {
        let store = Store::open(&self.address(engine).await?).await.unwrap();
        store.migrate().await.unwrap();
        Some(store)
    }

    /// The address of a new database on an engine.
    #[expect(clippy::disallowed_methods, reason = "tests are told by the environment where PostgreSQL is")]
    pub async fn address(&self, engine: Engine) -> Option<String> {
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        if engine == Engine::Sqlite {
            return Some(format!("sqlite:{}", self.folder.join(format!("{number}.sqlite")).display()));
        }
        let Ok(server) = std::env::var("KLOVER_TEST_POSTGRES") else {
            assert!(std::env::var("KLOVER_TEST_STRICT").is_err(), "no PostgreSQL to test on");
            println!("skipped on PostgreSQL: KLOVER_TEST_POSTGRES is not set");
            return None;
        };
        let name = format!("story_{}_{number}", std::process::id());
        let admin = sqlx::PgPool::connect(&server).await.unwrap();
        sqlx::raw_sql(sqlx::AssertSqlSafe(format!("create database {name}"))).execute(&admin).await.unwrap();
        admin.close().await;
        let (base, _) = server.rsplit_once('/').unwrap();
        Some(format!("{base}/{name}"))
    }
}

pub const ENGINES: [Engine; 2] = [Engine::Sqlite, Engine::Postgres];

pub fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub fn sample() -> Folder {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/network");
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let files: BTreeMap<_, _> =
        entries.map(|e| (e.file_name().into_string().unwrap(), std::fs::read(e.path()).unwrap())).collect();
    model::folder::read(&files, &Known::default()).unwrap()
}

pub async fn with_sample(store: &Store) {
    let mut writer = store.writer(at("2026-11-23T08:00:00Z"), "test").await.unwrap();
    writer.import(sample()).await.unwrap();
    writer.commit().await.unwrap();
}
