//! What derived data is made from: every public record in the order of its id, and what has changed since.

use std::collections::HashMap;

use jiff::Timestamp;
use model::{Id, Kind};

use crate::Result;
use crate::db::{Reader, Store, sql};
use crate::dialect;
use crate::read::Stored;

/// Most records that are read at once.
pub const MOST_AT_ONCE: i64 = 500;

/// How far a store has come, for those who derive from it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Progress {
    /// The last change number.
    pub change: i64,
    /// When the change with that number was made; empty in an empty log. Tells a log from another that was put in its
    /// place.
    pub at: String,
    /// Counts the times that someone asked for everything to be derived anew.
    pub anew: i64,
}

/// A part of the changes after a number.
#[derive(Debug, Default)]
pub struct Changed {
    /// The records, each once.
    pub records: Vec<(Kind, Id)>,
    /// The last number among them; the number that was asked for when there are none.
    pub last: i64,
}

impl Store {
    /// Asks everyone who derives something from this store to make it anew.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn ask_anew(&self) -> Result<()> {
        let text = sql!(
            "insert into counter (name, value) values ('anew', 1)
             on conflict (name) do update set value = counter.value + 1"
        );
        self.writing().await?.run(text, &[]).await?;
        self.announce();
        Ok(())
    }
}

impl Reader {
    /// How far the store has come.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn progress(&mut self) -> Result<Progress> {
        let row: Option<(i64, Option<String>, Option<i64>)> = self
            .first(
                sql!(
                    "select c.value, (select at from change where number = c.value),
                     (select value from counter where name = 'anew') from counter c where c.name = 'change'"
                ),
                &[],
            )
            .await?;
        let (change, at, anew) = row.unwrap_or_default();
        Ok(Progress { change, at: at.unwrap_or_default(), anew: anew.unwrap_or_default() })
    }

    /// When the change with a number was made; `None` when there is no such change.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn time_of_change(&mut self, number: i64) -> Result<Option<String>> {
        let row: Option<(String,)> =
            self.first(sql!("select at from change where number = $1"), &[number.into()]).await?;
        Ok(row.map(|row| row.0))
    }

    /// The records that changed after a number, from the next [`MOST_AT_ONCE`] changes.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn changed_after(&mut self, number: i64) -> Result<Changed> {
        let rows: Vec<(i64, String, String)> = self
            .all(
                sql!("select number, kind, record_id from change where number > $1 order by number limit $2"),
                &[number.into(), MOST_AT_ONCE.into()],
            )
            .await?;
        let mut changed = Changed { last: number, ..Changed::default() };
        for (number, kind, id) in rows {
            changed.last = number;
            // The network itself has a change row too, and is no record.
            let (Ok(kind), Ok(id)) = (kind.parse(), id.parse()) else { continue };
            changed.records.push((kind, id));
        }
        changed.records.sort_unstable_by(|a, b| a.1.cmp(&b.1));
        changed.records.dedup();
        Ok(changed)
    }

    /// The public records among some, in the order of their ids.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn public_by_ids(&mut self, ids: &[Id]) -> Result<Vec<Stored>> {
        let ids = serde_json::to_string(ids).unwrap_or_default();
        self.stored(dialect::PUBLIC_BY_IDS, &[(&ids).into()]).await
    }

    /// The public records among some that were changed last, at most `most`, newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn newest_by_ids(&mut self, ids: &[Id], most: usize) -> Result<Vec<Stored>> {
        let ids = serde_json::to_string(ids).unwrap_or_default();
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        self.stored(dialect::NEWEST_BY_IDS, &[(&ids).into(), most.into()]).await
    }

    /// When everyone could first see each of some public records here.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn published_of(&mut self, ids: &[Id]) -> Result<HashMap<Id, Timestamp>> {
        let ids = serde_json::to_string(ids).unwrap_or_default();
        let rows: Vec<(String, Option<String>)> = self.all(dialect::PUBLISHED_OF, &[(&ids).into()]).await?;
        Ok(rows.into_iter().filter_map(|(id, at)| Some((id.parse().ok()?, at?.parse().ok()?))).collect())
    }

    /// The public records that became public last, newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn last_published(&mut self, most: usize) -> Result<Vec<Stored>> {
        let text = sql!(
            "select id, kind, body, changed from record where visibility = 'public' and published is not null
             order by published desc, id desc limit $1"
        );
        self.stored(text, &[i64::try_from(most).unwrap_or(i64::MAX).into()]).await
    }

    /// The next [`MOST_AT_ONCE`] public records after an id, in the order of their ids.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn public_after(&mut self, id: Option<&Id>) -> Result<Vec<Stored>> {
        let text = sql!(
            "select id, kind, body, changed from record where visibility = 'public' and id > $1 order by id limit $2"
        );
        self.stored(text, &[id.map_or("", Id::as_str).into(), MOST_AT_ONCE.into()]).await
    }

    /// The next [`MOST_AT_ONCE`] ids after an id, of public records that refer to any of some.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn ids_referring_to(&mut self, ids: &[Id], after: Option<&Id>) -> Result<Vec<Id>> {
        let ids = serde_json::to_string(ids).unwrap_or_default();
        let args = [(&ids).into(), after.map_or("", Id::as_str).into(), MOST_AT_ONCE.into()];
        let rows: Vec<(String,)> = self.all(dialect::IDS_REFERRING_TO, &args).await?;
        Ok(rows.into_iter().filter_map(|row| row.0.parse().ok()).collect())
    }
}
