//! Import and export of a whole network.

use std::collections::HashMap;

use model::folder::{Folder, Known, Network};
use model::{Kind, Record};

use crate::db::{Reader, sql};
use crate::write::{Writer, record_from};
use crate::{Error, Result};

/// Most records of one network.
pub const MOST_RECORDS: i64 = 2_000_000;
/// How many records are read at a time while exporting.
const BATCH: i64 = 1_000;

/// What an import did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Imported {
    /// Records that were not there.
    pub added: usize,
    /// Records that were there and became different.
    pub changed: usize,
    /// Records that were already as the folder says.
    pub alike: usize,
}

impl Reader {
    /// What the store already has, for checking a folder against it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn known(&mut self) -> Result<Known> {
        let rows: Vec<(String, String, String)> =
            self.all(sql!("select id, kind, slug from record limit $1"), &[MOST_RECORDS.into()]).await?;
        let parsed = rows
            .into_iter()
            .filter_map(|(id, kind, slug)| Some((id.parse().ok()?, (kind.parse().ok()?, slug.parse().ok()?))));
        Ok(Known { records: parsed.collect(), network: self.network().await?.is_some() })
    }

    /// Everything that an export writes: the network and all its records, of whatever visibility.
    ///
    /// # Errors
    /// When the database or a stored text is broken, or there is no network.
    pub async fn everything(&mut self) -> Result<(Network, Vec<Record>)> {
        let nothing = || Error::Unreadable { what: "network", id: String::new(), why: "the store is empty".to_owned() };
        let network = self.network().await?.ok_or_else(nothing)?;
        let mut records = Vec::new();
        let mut after = String::new();
        loop {
            let rows: Vec<(String, String, String)> = self
                .all(
                    sql!("select id, kind, body from record where id > $1 order by id limit $2"),
                    &[(&after).into(), BATCH.into()],
                )
                .await?;
            let Some(last) = rows.last() else { return Ok((network, records)) };
            after.clone_from(&last.0);
            for (id, kind, body) in &rows {
                records.push(record_from(kind, id, body)?);
            }
        }
    }

    /// Whether the store has neither a network nor a record.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn is_empty(&mut self) -> Result<bool> {
        let record: Option<(String,)> = self.first(sql!("select id from record limit 1"), &[]).await?;
        Ok(record.is_none() && self.network().await?.is_none())
    }
}

impl Writer {
    /// Writes a folder that has been checked: new records are added with their versions, different ones changed,
    /// like ones left alone, and nothing is removed.
    ///
    /// # Errors
    /// When the database says no; then the caller drops the transaction and nothing is kept.
    pub async fn import(&mut self, folder: Folder) -> Result<Imported> {
        let mut report = Imported::default();
        let mut stored: HashMap<String, Record> = HashMap::new();
        let rows: Vec<(String, String, String)> =
            self.conn().all(sql!("select id, kind, body from record limit $1"), &[MOST_RECORDS.into()]).await?;
        for (id, kind, body) in rows {
            stored.insert(id.clone(), record_from(&kind, &id, &body)?);
        }
        if let Some(network) = folder.network {
            let row: Option<(String,)> = self.conn().first(sql!("select body from network"), &[]).await?;
            if row.and_then(|row| serde_json::from_str::<Network>(&row.0).ok()).as_ref() != Some(&network) {
                self.set_network(&network).await?;
            }
        }
        self.free_slugs(&folder.records, &stored).await?;
        let mut written = Vec::new();
        for mut record in folder.records {
            match stored.get(record.head().id.as_str()) {
                None => {
                    self.add(&record).await?;
                    report.added += 1;
                }
                Some(before) => {
                    let from = before.head().version;
                    let mut like = record.clone();
                    like.head_mut().version = from;
                    if like == *before {
                        report.alike += 1;
                        continue;
                    }
                    self.change(&mut record, from).await?;
                    report.changed += 1;
                }
            }
            written.push(record);
        }
        for record in &written {
            self.link(record).await?;
        }
        Ok(report)
    }

    /// Gives records that change their slug a passing one first, so that two may trade places.
    async fn free_slugs(&mut self, records: &[Record], stored: &HashMap<String, Record>) -> Result<()> {
        for record in records {
            let head = record.head();
            if stored.get(head.id.as_str()).is_some_and(|before| before.head().slug != head.slug) {
                self.conn()
                    .run(sql!("update record set slug = '~' || id where id = $1"), &[head.id.as_str().into()])
                    .await?;
            }
        }
        Ok(())
    }
}

/// The kinds of record, for those who count what an import brought.
#[must_use]
pub fn count_by_kind(records: &[Record]) -> Vec<(Kind, usize)> {
    Kind::ALL.iter().map(|kind| (*kind, records.iter().filter(|record| record.kind() == *kind).count())).collect()
}
