//! Networks to search in: on either engine, with the sample and with generated records beside it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use jiff::Timestamp;
use model::places::Places;
use model::{Filter, Id, Kind, Lang, Record, Slug};
use search::{Ask, Found, Index, Order, Vocabulary};
use serde_json::{Value, json};
use store::Store;
use store::db::Engine;

use crate::corpus::{labels, now, sample};

static NUMBER: AtomicU32 = AtomicU32::new(0);

pub const ENGINES: [Engine; 2] = [Engine::Sqlite, Engine::Postgres];

/// A folder for stores and indexes, gone with it.
pub struct Room {
    pub folder: PathBuf,
}

impl Drop for Room {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

impl Room {
    pub fn new() -> Self {
        let name = format!("klover-search-room-{}-{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).unwrap();
        Self { folder }
    }

    /// An empty, migrated store on an engine; `None` when there is no PostgreSQL to test on.
    pub async fn store(&self, engine: Engine) -> Option<Store> {
        let store = self.unmade(engine).await?;
        store.migrate().await.unwrap();
        Some(store)
    }

    /// A store that a backup can be restored into.
    #[expect(clippy::disallowed_methods, reason = "tests are told by the environment where PostgreSQL is")]
    pub async fn unmade(&self, engine: Engine) -> Option<Store> {
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        if engine == Engine::Sqlite {
            let file = self.folder.join(format!("{number}.sqlite"));
            return Some(Store::open(&format!("sqlite:{}", file.display())).await.unwrap());
        }
        let Ok(server) = std::env::var("KLOVER_TEST_POSTGRES") else {
            assert!(std::env::var("KLOVER_TEST_STRICT").is_err(), "no PostgreSQL to test on");
            println!("skipped on PostgreSQL: KLOVER_TEST_POSTGRES is not set");
            return None;
        };
        let name = format!("search_{}_{number}", std::process::id());
        let admin = Store::open(&server).await.unwrap();
        admin.create_database(&name).await.unwrap();
        admin.close().await;
        let (base, _) = server.rsplit_once('/').unwrap();
        Some(Store::open(&format!("{base}/{name}")).await.unwrap())
    }

    /// The sample in a store.
    pub async fn sample(&self, engine: Engine) -> Option<Store> {
        let store = self.store(engine).await?;
        let mut writer = store.writer(now(), "test").await.unwrap();
        writer.import(sample()).await.unwrap();
        writer.commit().await.unwrap();
        Some(store)
    }

    /// The folder of an index.
    pub fn index_folder(&self) -> PathBuf {
        self.folder.join(format!("index-{}", NUMBER.fetch_add(1, Ordering::Relaxed)))
    }
}

/// An index in a folder, as it is opened.
pub fn opened(folder: &Path) -> Index {
    Index::open(Some(folder), labels(), Arc::new(Places::built_in())).unwrap()
}

pub fn in_memory() -> Index {
    Index::open(None, labels(), Arc::new(Places::built_in())).unwrap()
}

pub fn id(text: &str) -> Id {
    text.parse().unwrap()
}

pub fn slug(text: &str) -> Slug {
    text.parse().unwrap()
}

/// Adds records, each lot in a transaction of its own moment.
pub async fn add(store: &Store, at: Timestamp, records: &[Record]) {
    let mut writer = store.writer(at, "test").await.unwrap();
    for record in records {
        writer.add(record).await.unwrap();
    }
    writer.commit().await.unwrap();
}

/// Changes a record.
pub async fn change(store: &Store, which: &str, edit: impl FnOnce(&mut Value)) {
    let mut reader = store.reader().await.unwrap();
    let (_, records) = reader.everything().await.unwrap();
    let before = records.into_iter().find(|record| record.head().id.as_str() == which).unwrap();
    let mut value = before.to_value();
    edit(&mut value);
    let mut after = Record::from_value(before.kind(), value).unwrap();
    let mut writer = store.writer(now(), "test").await.unwrap();
    writer.change(&mut after, before.head().version).await.unwrap();
    writer.commit().await.unwrap();
}

/// A clipping with a title and a comment.
pub fn clipping(name: &str, title: &str, comment: &str) -> Record {
    let value = json!({
        "id": name, "slug": name, "version": 1, "title": { "sv": title }, "comment": { "sv": comment },
        "link": "https://example.org/",
    });
    Record::from_value(Kind::Clipping, value).unwrap()
}

/// What everyone may see.
pub async fn public(store: &Store) -> Vec<Record> {
    let (mut reader, mut records) = (store.reader().await.unwrap(), Vec::<Record>::new());
    loop {
        let after = records.last().map(|last| last.head().id.clone());
        let next = reader.public_after(after.as_ref()).await.unwrap();
        if next.is_empty() {
            return records;
        }
        records.extend(next.into_iter().map(|stored| stored.record));
    }
}

/// The names behind slugs, as pages read them.
pub fn vocabulary(public: &[Record]) -> Vocabulary {
    let (mut clusters, mut themes) = (Vec::new(), Vec::new());
    for record in public {
        match record {
            Record::Cluster(cluster) => clusters.push(cluster.clone()),
            Record::Theme(theme) => themes.push(theme.clone()),
            _ => {}
        }
    }
    Vocabulary::of(&clusters, &themes)
}

/// The question that pages ask, with everything in the answer.
pub fn ask<'a>(filter: &'a Filter, vocabulary: &'a Vocabulary, order: Order) -> Ask<'a> {
    Ask { filter, vocabulary, order, lang: Lang::Sv, now: now(), most: 10_000, facets: true, points: true }
}

/// Everything that words find.
pub fn found(index: &Index, words: &str) -> Found {
    let filter = Filter { words: Some(words.to_owned()), ..Filter::default() };
    index.find(&ask(&filter, &Vocabulary::default(), Order::Relevance)).unwrap()
}

/// The ids that words find; only those that have every word.
pub fn exact(index: &Index, words: &str) -> Vec<String> {
    let found = found(index, words);
    found.ids.iter().take(found.exact).map(Id::to_string).collect()
}

/// Every id that is in an index, in order.
pub fn everything(index: &Index) -> Vec<Id> {
    let filter = Filter::default();
    let mut ids = index.find(&ask(&filter, &Vocabulary::default(), Order::Time)).unwrap().ids;
    ids.sort_unstable();
    ids
}

/// Numbers that look as if drawn by lot, the same every time.
pub struct Lot(u64);

impl Lot {
    pub const fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(2).wrapping_add(0x9e37_79b9_7f4a_7c15))
    }

    /// A number below another (xorshift64*).
    pub fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        usize::try_from(self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33).unwrap() % most
    }

    /// Once in so many times.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// One of some.
    pub fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }

    /// One to three of some, each once.
    pub fn some<T: Clone + PartialEq>(&mut self, of: &[T]) -> Vec<T> {
        let mut some = Vec::new();
        for _ in 0..=self.below(3) {
            let one = self.one(of).clone();
            if !some.contains(&one) {
                some.push(one);
            }
        }
        some
    }
}
