//! The index of one network on one node: derived from the store, following its change log, made anew whenever it is
//! missing, old, damaged or asked for.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use model::alphabet::Alphabet;
use model::places::Places;
use model::record::{Record, Theme};
use model::{Id, Kind, Lang};
use serde::{Deserialize, Serialize};
use store::Store;
use store::db::Reader;
use store::derive::Progress;
use store::read::{LinkedName, MOST_THEMES, Stored};
use tantivy::directory::error::LockError;
use tantivy::directory::{Directory, INDEX_WRITER_LOCK, MmapDirectory};
use tantivy::{IndexReader, IndexWriter, ReloadPolicy, Searcher, TantivyDocument, Term};

use crate::analyse::Switches;
use crate::entry::Entry;
use crate::fields::{Fields, MAKING};
use crate::find::{Ask, Found, find};
use crate::speech::{OwnWords, Speech};
use crate::suggest::{Suggestion, suggest};
use crate::{Error, Labels};

/// Memory that new documents may take before they are written out, in bytes; the least that is allowed.
const WRITER_BYTES: usize = 15_000_000;
/// The file of the network's own words, beside the index.
const OWN_WORDS: &str = "own-words.txt";

/// What an index says of itself with each commit.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
struct Stamp {
    making: u32,
    change: i64,
    at: String,
    anew: i64,
    /// Tells the network's own words from others: documents are split by them.
    own_words: u64,
}

/// The index. Cheap to ask from many threads; one at a time follows the store.
#[derive(Debug)]
pub struct Index {
    folder: Option<PathBuf>,
    fields: Fields,
    labels: Labels,
    alphabet: Alphabet,
    places: Arc<Places>,
    switches: Switches,
    open: RwLock<Arc<Open>>,
    speech: RwLock<Arc<Speech>>,
    stamp: Mutex<Stamp>,
}

/// An index that is open, and can be exchanged for another.
struct Open {
    reader: IndexReader,
    writer: Mutex<IndexWriter>,
}

impl std::fmt::Debug for Open {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Open").finish_non_exhaustive()
    }
}

impl Index {
    /// An index in a folder of its own, or in memory. What cannot be read, or was made by another version, is thrown
    /// away; nothing is in it until it has followed a store.
    ///
    /// # Errors
    /// When the folder cannot be written, or another program has the index open.
    pub fn open(folder: Option<&Path>, labels: Labels, places: Arc<Places>) -> Result<Self, Error> {
        Self::with_switches(folder, labels, places, Switches::default())
    }

    /// An index whose analysers leave some steps out; for measuring.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn with_switches(
        folder: Option<&Path>,
        labels: Labels,
        places: Arc<Places>,
        switches: Switches,
    ) -> Result<Self, Error> {
        let fields = Fields::new();
        let own_words = folder.and_then(|folder| std::fs::read_to_string(folder.join(OWN_WORDS)).ok());
        let mut own_words: Vec<String> = own_words.unwrap_or_default().lines().map(str::to_owned).collect();
        let (open, stamp) = match folder {
            None => (Open::in_memory(&fields)?, Stamp::default()),
            Some(folder) => match Open::existing(folder, &fields, &own_words) {
                Ok(found) => found,
                Err(error @ Error::InUse) => return Err(error),
                Err(error) => {
                    Open::is_free(folder)?;
                    if folder.join("meta.json").exists() {
                        tracing::warn!(%error, "the search index cannot be used and is made anew");
                    }
                    own_words.clear();
                    (Open::empty(folder, &fields)?, Stamp::default())
                }
            },
        };
        Ok(Self {
            folder: folder.map(Path::to_owned),
            speech: RwLock::new(Arc::new(Speech::new([], &own_words, switches))),
            fields,
            labels,
            alphabet: Alphabet::swedish(),
            places,
            switches,
            open: RwLock::new(Arc::new(open)),
            stamp: Mutex::new(stamp),
        })
    }

    /// Finds, counts and orders.
    ///
    /// # Errors
    /// [`Error::UnknownAfter`], or when the index is damaged.
    pub fn find(&self, ask: &Ask<'_>) -> Result<Found, Error> {
        find(ask, &self.fields, &self.speech(), &self.searcher())
    }

    /// What someone may be about to type: records whose titles have the words, the last of them maybe unfinished or with
    /// one letter wrong; at most `most`.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn suggest(&self, typed: &str, most: usize) -> Result<Vec<Suggestion>, Error> {
        suggest(typed, most, &self.fields, &self.speech(), &self.searcher())
    }

    /// The analysers as this network speaks.
    #[must_use]
    pub fn speech(&self) -> Arc<Speech> {
        Arc::clone(&self.speech.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The last change number that is in it.
    #[must_use]
    pub fn change(&self) -> i64 {
        self.stamp().change
    }

    /// How many records it has.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.searcher().num_docs()
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn searcher(&self) -> Searcher {
        self.now_open().reader.searcher()
    }

    fn now_open(&self) -> Arc<Open> {
        Arc::clone(&self.open.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn stamp(&self) -> Stamp {
        self.stamp.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Catches up with a store. Makes everything anew when the index is of another store or making, when it has been
    /// asked for, or when catching up fails.
    ///
    /// # Errors
    /// When the store does not answer, or the index cannot be written.
    pub async fn follow(&self, store: &Store) -> Result<i64, Error> {
        let mut reader = store.reader().await?;
        let progress = reader.progress().await?;
        let stamp = self.stamp();
        if stamp.change == progress.change && stamp.at == progress.at && self.is_of(&stamp, &progress) {
            if self.has_no_themes_yet() {
                self.learn_themes(&mut reader).await?;
            }
            return Ok(stamp.change);
        }
        let same_log = stamp.change <= progress.change
            && (stamp.change == 0 || reader.time_of_change(stamp.change).await?.as_deref() == Some(&stamp.at));
        if self.is_of(&stamp, &progress) && same_log {
            match self.catch_up(&mut reader, stamp.change).await {
                Ok(()) => return Ok(self.change()),
                Err(error @ Error::Store(_)) => return Err(error),
                Err(error) => tracing::warn!(%error, "the search index is damaged and is made anew"),
            }
            self.exchange()?;
        }
        self.make_anew(&mut reader, progress).await?;
        Ok(self.change())
    }

    fn is_of(&self, stamp: &Stamp, progress: &Progress) -> bool {
        stamp.making == MAKING && stamp.anew == progress.anew
    }

    fn has_no_themes_yet(&self) -> bool {
        self.speech().is_without_themes()
    }

    /// Throws the index away and begins an empty one.
    fn exchange(&self) -> Result<(), Error> {
        let mut open = self.open.write().unwrap_or_else(PoisonError::into_inner);
        // The old writer must let go of the folder first; what still searches keeps its files open.
        *open = Arc::new(Open::in_memory(&self.fields)?);
        *open = Arc::new(match &self.folder {
            Some(folder) => Open::empty(folder, &self.fields)?,
            None => Open::in_memory(&self.fields)?,
        });
        *self.stamp.lock().unwrap_or_else(PoisonError::into_inner) = Stamp::default();
        Ok(())
    }

    async fn learn_themes(&self, reader: &mut Reader) -> Result<(), Error> {
        let themes = reader.themes(Lang::Sv).await?;
        let own_words = self.speech().own_words().to_vec();
        self.speak(&themes, &own_words);
        Ok(())
    }

    fn speak(&self, themes: &[Stored], own_words: &[String]) {
        let themes = themes.iter().take(usize::try_from(MOST_THEMES).unwrap_or_default()).filter_map(as_theme);
        let speech = Arc::new(Speech::new(themes, own_words, self.switches));
        *self.speech.write().unwrap_or_else(PoisonError::into_inner) = speech;
    }

    /// Takes in what has changed: the changed records, and those that show their names.
    async fn catch_up(&self, reader: &mut Reader, from: i64) -> Result<(), Error> {
        let mut last = from;
        loop {
            let changed = reader.changed_after(last).await?;
            if changed.last == last {
                return Ok(());
            }
            last = changed.last;
            if changed.records.iter().any(|(kind, _)| *kind == Kind::Theme) || self.has_no_themes_yet() {
                self.learn_themes(reader).await?;
            }
            let ids: Vec<Id> = changed.records.iter().map(|(_, id)| id.clone()).collect();
            self.take(reader, &ids).await?;
            let named = |(kind, id): &(Kind, Id)| is_named_by_others(*kind).then(|| id.clone());
            let named: Vec<Id> = changed.records.iter().filter_map(named).collect();
            let mut after = None;
            while !named.is_empty() {
                let referring = reader.ids_referring_to(&named, after.as_ref()).await?;
                self.take(reader, &referring).await?;
                match referring.into_iter().next_back() {
                    Some(id) => after = Some(id),
                    None => break,
                }
            }
            let at = reader.time_of_change(last).await?.unwrap_or_default();
            let Stamp { anew, own_words, .. } = self.stamp();
            self.commit(Stamp { making: MAKING, change: last, at, anew, own_words })?;
        }
    }

    /// Replaces some records by what the store says of them now.
    async fn take(&self, reader: &mut Reader, ids: &[Id]) -> Result<(), Error> {
        let records = reader.public_by_ids(ids).await?;
        let entries = self.documents(reader, &records).await?;
        let open = self.now_open();
        let writer = open.writer.lock().unwrap_or_else(PoisonError::into_inner);
        for id in ids {
            writer.delete_term(Term::from_field_text(self.fields.id, id.as_str()));
        }
        for document in entries {
            writer.add_document(document)?;
        }
        Ok(())
    }

    async fn make_anew(&self, reader: &mut Reader, progress: Progress) -> Result<(), Error> {
        let own_words = self.own_words(reader).await?;
        if let Some(folder) = &self.folder {
            let file = folder.join(OWN_WORDS);
            std::fs::write(&file, own_words.join("\n")).map_err(|error| Error::Folder(file, error))?;
        }
        let themes = reader.themes(Lang::Sv).await?;
        self.speak(&themes, &own_words);
        let open = self.now_open();
        open.writer.lock().unwrap_or_else(PoisonError::into_inner).delete_all_documents()?;
        let mut after: Option<Id> = None;
        loop {
            let records = reader.public_after(after.as_ref()).await?;
            let Some(last) = records.last() else { break };
            after = Some(last.record.head().id.clone());
            let documents = self.documents(reader, &records).await?;
            let writer = open.writer.lock().unwrap_or_else(PoisonError::into_inner);
            for document in documents {
                writer.add_document(document)?;
            }
        }
        let Progress { change, at, anew } = progress;
        self.commit(Stamp { making: MAKING, change, at, anew, own_words: told(&own_words) })?;
        tracing::info!(records = self.len(), change, "the search index is made");
        Ok(())
    }

    async fn own_words(&self, reader: &mut Reader) -> Result<Vec<String>, Error> {
        let (mut words, mut after) = (OwnWords::default(), None::<Id>);
        let speech = self.speech();
        loop {
            let records = reader.public_after(after.as_ref()).await?;
            let Some(last) = records.last() else { return Ok(words.often()) };
            after = Some(last.record.head().id.clone());
            for stored in &records {
                let entry = Entry::of(&stored.record, &[], &self.labels, &self.places);
                for text in entry.titles.sv.iter().chain(&entry.bodies.sv) {
                    words.count(speech.analyser(Lang::Sv).whole_words(text));
                }
            }
        }
    }

    async fn documents(&self, reader: &mut Reader, records: &[Stored]) -> Result<Vec<TantivyDocument>, Error> {
        let ids: Vec<Id> = records.iter().map(|stored| stored.record.head().id.clone()).collect();
        let mut names: HashMap<Id, Vec<LinkedName>> = HashMap::new();
        for name in reader.names_of_linked(&ids).await? {
            names.entry(name.from.clone()).or_default().push(name);
        }
        let speech = self.speech();
        let document = |stored: &Stored| {
            let names = names.get(&stored.record.head().id).map_or(&[][..], Vec::as_slice);
            let entry = Entry::of(&stored.record, names, &self.labels, &self.places);
            let order = Lang::ALL.map(|lang| self.alphabet.sort_key(stored.record.title(lang).1));
            self.fields.document(&entry, order, &speech)
        };
        Ok(records.iter().map(document).collect())
    }

    fn commit(&self, stamp: Stamp) -> Result<(), Error> {
        let open = self.now_open();
        {
            let mut writer = open.writer.lock().unwrap_or_else(PoisonError::into_inner);
            let mut prepared = writer.prepare_commit()?;
            prepared.set_payload(&serde_json::to_string(&stamp).unwrap_or_default());
            prepared.commit()?;
        }
        open.reader.reload()?;
        *self.stamp.lock().unwrap_or_else(PoisonError::into_inner) = stamp;
        Ok(())
    }
}

/// A number that tells a list of words from another.
fn told(words: &[String]) -> u64 {
    let mut hasher = DefaultHasher::new();
    words.hash(&mut hasher);
    hasher.finish()
}

/// Whether records of a kind are named in others, which then change with them.
const fn is_named_by_others(kind: Kind) -> bool {
    !matches!(kind, Kind::Activity | Kind::Result | Kind::Clipping)
}

fn as_theme(stored: &Stored) -> Option<&Theme> {
    match &stored.record {
        Record::Theme(theme) => Some(theme),
        _ => None,
    }
}

impl Open {
    fn new(index: &tantivy::Index) -> Result<Self, Error> {
        let writer = index.writer_with_num_threads(1, WRITER_BYTES)?;
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Self { reader, writer: Mutex::new(writer) })
    }

    fn in_memory(fields: &Fields) -> Result<Self, Error> {
        Self::new(&tantivy::Index::create_in_ram(fields.schema.clone()))
    }

    /// Makes sure that no other program has a folder open, whatever state it seems to be in: that program may be of
    /// another version, or just about to make its index.
    fn is_free(folder: &Path) -> Result<(), Error> {
        let Ok(directory) = MmapDirectory::open(folder) else { return Ok(()) };
        match directory.acquire_lock(&INDEX_WRITER_LOCK) {
            Err(LockError::LockBusy) => Err(Error::InUse),
            _ => Ok(()),
        }
    }

    /// An empty index in a folder; whatever was there is thrown away.
    fn empty(folder: &Path, fields: &Fields) -> Result<Self, Error> {
        let fault = |error| Error::Folder(folder.to_owned(), error);
        match std::fs::remove_dir_all(folder) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(fault(error)),
            _ => std::fs::create_dir_all(folder).map_err(fault)?,
        }
        let directory = MmapDirectory::open(folder).map_err(tantivy::TantivyError::from)?;
        Self::new(&tantivy::Index::create(directory, fields.schema.clone(), tantivy::IndexSettings::default())?)
    }

    /// The index in a folder, whole and of this making, with what it says of itself.
    fn existing(folder: &Path, fields: &Fields, own_words: &[String]) -> Result<(Self, Stamp), Error> {
        let index = tantivy::Index::open_in_dir(folder)?;
        let stamp: Stamp =
            index.load_metas()?.payload.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
        if stamp.making != MAKING || index.schema() != fields.schema {
            return Err(Error::Damaged("made by another version".to_owned()));
        }
        if stamp.own_words != told(own_words) {
            return Err(Error::Damaged("its own words".to_owned()));
        }
        let open = Self::new(&index)?;
        let damaged = index.validate_checksum()?;
        if !damaged.is_empty() {
            return Err(Error::Damaged(format!("{} of its files", damaged.len())));
        }
        Ok((open, stamp))
    }
}
