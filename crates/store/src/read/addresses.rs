//! Where every public record is, in parts: for those who want to know of all of them.

use jiff::Timestamp;
use model::{Id, Kind, Slug};

use crate::Result;
use crate::db::{Reader, sql};

/// Most parts of a whole: what one list of parts may name.
const MOST_PARTS: i64 = 50_000;

/// Enough of a record to link to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// Its id.
    pub id: Id,
    /// Its kind.
    pub kind: Kind,
    /// Its slug.
    pub slug: Slug,
    /// When it last changed here.
    pub changed: Timestamp,
}

/// Some records that follow on each other by id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The first of them.
    pub first: Id,
    /// When any of them last changed.
    pub changed: Timestamp,
}

impl Reader {
    /// All public records in parts of so many, the last of what is left.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn public_parts(&mut self, each: i64) -> Result<Vec<Part>> {
        let rows: Vec<(String, String)> = self
            .all(
                sql!(
                    "select min(id), max(changed) from
                     (select id, changed, row_number() over (order by id) as place from record
                      where visibility = 'public') as placed
                     group by (place - 1) / $1 order by 1 limit $2"
                ),
                &[each.into(), MOST_PARTS.into()],
            )
            .await?;
        let parts = rows
            .into_iter()
            .filter_map(|(first, changed)| Some(Part { first: first.parse().ok()?, changed: changed.parse().ok()? }));
        Ok(parts.collect())
    }

    /// So many public records by id, from one on.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn addresses_from(&mut self, first: &Id, limit: i64) -> Result<Vec<Address>> {
        let rows: Vec<(String, String, String, String)> = self
            .all(
                sql!(
                    "select id, kind, slug, changed from record where visibility = 'public' and id >= $1
                     order by id limit $2"
                ),
                &[first.as_str().into(), limit.into()],
            )
            .await?;
        let addresses = rows.into_iter().filter_map(|(id, kind, slug, changed)| {
            let (id, kind, slug) = (id.parse().ok()?, kind.parse().ok()?, slug.parse().ok()?);
            Some(Address { id, kind, slug, changed: changed.parse().ok()? })
        });
        Ok(addresses.collect())
    }
}
