//! The sample network, three hundred written texts beside it, and a hundred queries with judged answers.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use jiff::Timestamp;
use model::folder::{Folder, Known};
use model::places::Places;
use model::{Filter, Id, Lang, Record};
use search::analyse::Switches;
use search::{Ask, Index, Labels, Order, Vocabulary};
use serde::Deserialize;
use store::Store;

static NUMBER: AtomicU32 = AtomicU32::new(0);

/// A text of the corpus.
#[derive(Debug, Deserialize)]
struct Written {
    id: String,
    title: String,
    text: String,
}

/// A query, and what someone who asks it is glad of.
#[derive(Debug, Deserialize)]
pub struct Judged {
    pub id: String,
    pub q: String,
    #[serde(rename = "type")]
    pub sort: String,
    pub relevant: Vec<String>,
}

/// A store in a folder of its own, gone with it.
pub struct Home {
    pub store: Store,
    pub folder: PathBuf,
}

impl Drop for Home {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

pub fn now() -> Timestamp {
    "2026-11-23T08:00:00Z".parse().unwrap()
}

pub fn sample() -> Folder {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/network");
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let files: BTreeMap<_, _> =
        entries.map(|e| (e.file_name().into_string().unwrap(), std::fs::read(e.path()).unwrap())).collect();
    model::folder::read(&files, &Known::default()).unwrap()
}

impl Home {
    /// An empty store on SQLite.
    pub async fn empty() -> Self {
        let name = format!("klover-search-{}-{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).unwrap();
        let store = Store::open(&format!("sqlite:{}", folder.join("klover.sqlite").display())).await.unwrap();
        store.migrate().await.unwrap();
        Self { store, folder }
    }

    /// The sample.
    pub async fn sample() -> Self {
        let home = Self::empty().await;
        let mut writer = home.store.writer(now(), "test").await.unwrap();
        writer.import(sample()).await.unwrap();
        writer.commit().await.unwrap();
        home
    }

    /// The sample and the texts, each as a clipping.
    pub async fn with_texts() -> Self {
        let home = Self::sample().await;
        let mut writer = home.store.writer(now(), "test").await.unwrap();
        for text in lines::<Written>("texts-1").into_iter().chain(lines("texts-2")) {
            let clipping = serde_json::json!({
                "id": text.id, "slug": text.id, "version": 1, "title": { "sv": text.title },
                "link": "https://example.org/", "comment": { "sv": text.text },
            });
            writer.add(&Record::from_value(model::Kind::Clipping, clipping).unwrap()).await.unwrap();
        }
        writer.commit().await.unwrap();
        home
    }

    /// An index of it.
    pub async fn index(&self, switches: Switches) -> Index {
        let index = Index::with_switches(None, labels(), Arc::new(Places::built_in()), switches).unwrap();
        index.follow(&self.store).await.unwrap();
        index
    }
}

/// The words of the vocabularies, from the catalogues.
pub fn labels() -> Labels {
    use model::record::{ActivityKind, Form, InitiativeKind, Kind, OrganisationKind};
    let catalogue = |lang: &str| {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../words/ftl/{lang}.ftl"));
        std::fs::read_to_string(file).unwrap()
    };
    let (sv, en) = (catalogue("sv"), catalogue("en"));
    let word = |text: &str, key: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = "));
        line.unwrap_or_default().to_owned()
    };
    let kinds = Kind::ALL.iter().map(|kind| kind.key()).chain(ActivityKind::ALL.iter().map(|kind| kind.key()));
    let keys = kinds.chain(InitiativeKind::ALL.iter().map(|kind| kind.key()));
    let keys = keys.chain(OrganisationKind::ALL.iter().map(|kind| kind.key())).chain(Form::ALL.iter().map(|f| f.key()));
    keys.map(|key| (key, (word(&sv, key), word(&en, key)))).collect()
}

fn lines<T: for<'a> Deserialize<'a>>(name: &str) -> Vec<T> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("quality/{name}.jsonl"));
    std::fs::read_to_string(file).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

pub fn queries() -> Vec<Judged> {
    lines::<Judged>("queries-1").into_iter().chain(lines("queries-2")).collect()
}

/// Mean recall among the first ten (of at most ten that could be there) and mean reciprocal rank.
#[derive(Debug, Clone, Copy, Default)]
pub struct Score {
    pub recall: f64,
    pub rank: f64,
}

/// The score of each query.
pub async fn scores(home: &Home, index: &Index, queries: &[Judged]) -> Vec<Score> {
    let mut reader = home.store.reader().await.unwrap();
    let (_, records) = reader.everything().await.unwrap();
    let names: BTreeMap<Id, String> = (records.iter())
        .map(|record| {
            let head = record.head();
            let written = head.id.as_str().len() == 4 && head.id.as_str().starts_with('t');
            let name = if written { head.id.to_string() } else { format!("{}:{}", record.kind(), head.slug) };
            (head.id.clone(), name)
        })
        .collect();
    let vocabulary = Vocabulary::default();
    let mut scores = Vec::new();
    for query in queries {
        let filter = Filter { words: Some(query.q.clone()), ..Filter::default() };
        let ask = Ask {
            filter: &filter,
            vocabulary: &vocabulary,
            order: Order::Relevance,
            lang: if query.sort == "english" { Lang::En } else { Lang::Sv },
            now: now(),
            most: 10,
            facets: false,
            points: false,
        };
        let found = index.find(&ask).unwrap();
        let relevant: HashSet<&str> = query.relevant.iter().map(String::as_str).collect();
        let hits: Vec<bool> = found.ids.iter().map(|id| relevant.contains(names[id].as_str())).collect();
        let count = |n: usize| f64::from(u32::try_from(n).unwrap());
        scores.push(Score {
            recall: count(hits.iter().filter(|hit| **hit).count()) / count(relevant.len().min(10)),
            rank: hits.iter().position(|hit| *hit).map_or(0.0, |at| 1.0 / count(at + 1)),
        });
    }
    scores
}

/// The mean of scores.
pub fn mean<'a>(scores: impl IntoIterator<Item = &'a Score>) -> Score {
    let mut sum = Score::default();
    let mut count = 0.0;
    for score in scores {
        sum.recall += score.recall;
        sum.rank += score.rank;
        count += 1.0;
    }
    Score { recall: sum.recall / count, rank: sum.rank / count }
}
