//! The change log, as followers read it.

use crate::Result;
use crate::db::{Reader, sql};

/// Most changes that are read at once.
pub const MOST_CHANGES: i64 = 1_000;

/// One numbered change.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Change {
    /// Its number; numbers become visible in order.
    pub number: i64,
    /// When (RFC 3339, UTC).
    pub at: String,
    /// Who.
    pub actor: String,
    /// `add` or `change`.
    pub action: String,
    /// Kind of record, or `network`.
    pub kind: String,
    /// Which record.
    pub record_id: String,
    /// Whether everyone can see the state after it: 1 or 0.
    pub public: i64,
    /// The state after it.
    pub state: String,
}

impl Reader {
    /// The changes after a number, in order; at most [`MOST_CHANGES`].
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn changes_after(&mut self, number: i64) -> Result<Vec<Change>> {
        self.all(
            sql!(
                "select number, at, actor, action, kind, record_id, public, state from change
                 where number > $1 order by number limit $2"
            ),
            &[number.into(), MOST_CHANGES.into()],
        )
        .await
    }

    /// The first gap or disorder in the log: the number that is missing. `None` when all is well.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn log_gap(&mut self) -> Result<Option<i64>> {
        let row: Option<(i64, i64, i64)> = self
            .first(
                sql!(
                    "select count(number), coalesce(max(number), 0), (select value from counter where name = 'change')
                     from change"
                ),
                &[],
            )
            .await?;
        let (count, highest, counter) = row.unwrap_or_default();
        if count == highest && highest == counter {
            return Ok(None);
        }
        let missing: Option<(i64,)> = self
            .first(
                sql!(
                    "select c.number + 1 from change c where c.number is not null
                     and not exists (select 1 from change d where d.number = c.number + 1) order by c.number limit 1"
                ),
                &[],
            )
            .await?;
        Ok(Some(missing.map_or(1, |row| row.0)))
    }
}
