//! What pages ask for. Only public records are given, and every list has a bound.

use jiff::Timestamp;
use model::folder::Network;
use model::{Id, Kind, Lang, Record, Slug};

use crate::db::{Reader, Sql, sql};
use crate::dialect;
use crate::write::record_from;
use crate::{Error, Result};

mod addresses;
mod keyed;
mod placed;
pub use addresses::{Address, Part};
pub use placed::{MOST_PLACED, Placed, Title};

/// Most clusters of one network: the map shows all of them.
pub const MOST_CLUSTERS: i64 = 300;
/// Most themes of one network: the vocabulary is read whole.
pub const MOST_THEMES: i64 = 2_000;
/// Most records that one page shows as related to another.
pub const MOST_RELATED: i64 = 400;

/// A record as it is stored, with when it last changed.
#[derive(Debug, Clone)]
pub struct Stored {
    /// The record.
    pub record: Record,
    /// When it last changed here.
    pub changed: Timestamp,
}

/// What a slug led to.
#[derive(Debug)]
pub enum BySlug {
    /// The record.
    Here(Box<Stored>),
    /// The record has another slug now.
    Moved(Slug),
    /// There was a record with this slug that is not public any longer.
    Gone,
    /// There never was one.
    Unknown,
}

/// Enough of a record to name it and link to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// Its id.
    pub id: Id,
    /// Its kind.
    pub kind: Kind,
    /// Its slug.
    pub slug: Slug,
    /// What it is called in Swedish.
    pub sv: String,
    /// What it is called in English.
    pub en: String,
}

/// A name and what it is to the record that refers to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkedName {
    /// The record that refers.
    pub from: Id,
    /// What the other is to it.
    pub role: String,
    /// The other.
    pub name: Name,
}

/// How many public records of each kind there are.
#[derive(Debug, Clone, Default)]
pub struct Counts(Vec<(Kind, i64)>);

impl Counts {
    /// How many of a kind.
    #[must_use]
    pub fn of(&self, kind: Kind) -> i64 {
        self.0.iter().find(|row| row.0 == kind).map_or(0, |row| row.1)
    }
}

/// A part of a list, and where the next part begins.
#[derive(Debug)]
pub struct Page {
    /// The records.
    pub records: Vec<Stored>,
    /// The id to go on after, when there is more.
    pub next: Option<Id>,
}

type BodyRow = (String, String, String, String);
type NameRow = (String, String, String, String, String, String, String);

impl Reader {
    /// The network itself; `None` in an empty store.
    ///
    /// # Errors
    /// When the database or the stored text is broken.
    pub async fn network(&mut self) -> Result<Option<Network>> {
        let row: Option<(String,)> = self.first(sql!("select body from network"), &[]).await?;
        let parsed = row.map(|(body,)| serde_json::from_str(&body)).transpose();
        parsed.map_err(|error| Error::Unreadable { what: "network", id: String::new(), why: error.to_string() })
    }

    /// The last change number.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn last_change(&mut self) -> Result<i64> {
        let row: Option<(i64,)> = self.first(sql!("select value from counter where name = 'change'"), &[]).await?;
        Ok(row.map_or(0, |row| row.0))
    }

    /// The public record with a slug, or where it went. One or two statements.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn by_slug(&mut self, kind: Kind, slug: &Slug) -> Result<BySlug> {
        let args = [kind.code().into(), slug.as_str().into()];
        let row: Option<(String, String, String, String, String, i64)> = self
            .first(
                sql!(
                    "select id, kind, body, changed, visibility, (select count(*) from change c where c.record_id = r.id
                     and c.public = 1) from record r where kind = $1 and slug = $2"
                ),
                &args,
            )
            .await?;
        match row {
            Some((id, kind, body, changed, visibility, _)) if visibility == "public" => {
                return Ok(BySlug::Here(Box::new(stored((id, kind, body, changed))?)));
            }
            // What everyone could see once may be said to be gone; of what was never public nothing is said.
            Some((.., times_public)) => return Ok(if times_public > 0 { BySlug::Gone } else { BySlug::Unknown }),
            None => {}
        }
        let moved: Option<(String, String)> = self
            .first(
                sql!(
                    "select r.slug, r.visibility from former_slug f join record r on r.id = f.record_id
                     where f.kind = $1 and f.slug = $2 order by r.changed desc, r.id limit 1"
                ),
                &args,
            )
            .await?;
        Ok(match moved {
            Some((slug, visibility)) if visibility == "public" => slug.parse().map_or(BySlug::Gone, BySlug::Moved),
            Some(_) => BySlug::Gone,
            None => BySlug::Unknown,
        })
    }

    /// Public records of a kind in the reader's alphabetical order.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn by_name(&mut self, kind: Kind, lang: Lang, after: Option<&Id>, limit: i64) -> Result<Page> {
        let text: Sql = match lang {
            Lang::Sv => sql!(
                "select id, kind, body, changed from record where kind = $1 and visibility = 'public'
                 and (sort_sv, id) > (coalesce((select sort_sv from record where id = $2), ''), coalesce(cast($2 as text), ''))
                 order by sort_sv, id limit $3"
            ),
            Lang::En => sql!(
                "select id, kind, body, changed from record where kind = $1 and visibility = 'public'
                 and (sort_en, id) > (coalesce((select sort_en from record where id = $2), ''), coalesce(cast($2 as text), ''))
                 order by sort_en, id limit $3"
            ),
        };
        self.page(text, &[kind.code().into(), after.map(Id::as_str).into(), (limit + 1).into()], limit).await
    }

    /// Public records of a kind by time, newest first, those without a time last.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn newest_first(&mut self, kind: Kind, after: Option<&Id>, limit: i64) -> Result<Page> {
        let text = sql!(
            "with timed as (select id, kind, body, changed, sort_sv, case when starts is null then 1 else 0 end as undated,
                 case when starts is null then 0 else -starts end as place
                 from record where kind = $1 and visibility = 'public')
             select id, kind, body, changed from timed
             where cast($2 as text) is null
                or (undated, place, sort_sv, id) > (select undated, place, sort_sv, id from timed where id = $2)
             order by undated, place, sort_sv, id limit $3"
        );
        self.page(text, &[kind.code().into(), after.map(Id::as_str).into(), (limit + 1).into()], limit).await
    }

    /// Public activities: upcoming in time order, then past newest first, then undated. An activity is upcoming while
    /// one of its occasions has not ended.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn activities(&mut self, now: Timestamp, after: Option<&Id>, limit: i64) -> Result<Page> {
        let text = sql!(
            "with next as (select record_id, min(starts) as starts from occasion where ends > $1 group by record_id),
             timed as (select r.id, r.kind, r.body, r.changed, r.sort_sv,
                 case when n.starts is not null then 0 when r.starts is not null then 1 else 2 end as stage,
                 coalesce(n.starts, -r.starts, 0) as place
                 from record r left join next n on n.record_id = r.id
                 where r.kind = 'activity' and r.visibility = 'public')
             select id, kind, body, changed from timed
             where cast($2 as text) is null
                or (stage, place, sort_sv, id) > (select stage, place, sort_sv, id from timed where id = $2)
             order by stage, place, sort_sv, id limit $3"
        );
        let args = [now.as_second().into(), after.map(Id::as_str).into(), (limit + 1).into()];
        self.page(text, &args, limit).await
    }

    /// The next moment after `now` at which an occasion begins or ends, in seconds since 1970.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn next_boundary(&mut self, now: Timestamp) -> Result<Option<Timestamp>> {
        let row: Option<(Option<i64>,)> = self
            .first(
                sql!(
                    "select min(t) from (select min(starts) as t from occasion where starts > $1
                     union all select min(ends) as t from occasion where ends > $1) as boundary"
                ),
                &[now.as_second().into()],
            )
            .await?;
        Ok(row.and_then(|row| row.0).and_then(|second| Timestamp::from_second(second).ok()))
    }

    /// Every public cluster, in Swedish order.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn clusters(&mut self) -> Result<Vec<Stored>> {
        Ok(self.by_name(Kind::Cluster, Lang::Sv, None, MOST_CLUSTERS).await?.records)
    }

    /// Every public theme, in the reader's alphabetical order.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn themes(&mut self, lang: Lang) -> Result<Vec<Stored>> {
        Ok(self.by_name(Kind::Theme, lang, None, MOST_THEMES).await?.records)
    }

    /// How many public records of each kind there are.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn counts(&mut self) -> Result<Counts> {
        let rows: Vec<(String, i64)> =
            self.all(sql!("select kind, count(*) from record where visibility = 'public' group by kind"), &[]).await?;
        Ok(Counts(rows.into_iter().filter_map(|(kind, count)| Some((kind.parse().ok()?, count))).collect()))
    }

    /// How many public records are on each theme or one below it, by pairs of a theme and it or one below it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn theme_counts(&mut self, below: &[(Id, Id)]) -> Result<Vec<(Id, i64)>> {
        let pairs = serde_json::to_string(below).unwrap_or_default();
        let rows: Vec<(String, i64)> = self.all(dialect::THEME_COUNTS, &[(&pairs).into()]).await?;
        Ok(rows.into_iter().filter_map(|(id, count)| Some((id.parse().ok()?, count))).collect())
    }

    /// The public records that refer to a record, newest first, those without a time last; at most [`MOST_RELATED`].
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn referring_to(&mut self, id: &Id) -> Result<Vec<Stored>> {
        let text = sql!(
            "select r.id, r.kind, r.body, r.changed from record r
             where r.visibility = 'public' and r.id in (select from_id from link where to_id = $1)
             order by r.starts desc nulls last, r.sort_sv, r.id limit $2"
        );
        Ok(self.page(text, &[id.as_str().into(), MOST_RELATED.into()], MOST_RELATED).await?.records)
    }

    /// The names of everything public that some records refer to, in the order in which they do. One statement for all.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn names_of_linked(&mut self, ids: &[Id]) -> Result<Vec<LinkedName>> {
        let ids = id_list(ids);
        let rows: Vec<NameRow> = self.all(dialect::NAMES_OF_LINKED, &[(&ids).into()]).await?;
        let names = rows.into_iter().filter_map(|(from, role, id, kind, slug, sv, en)| {
            let name = Name { id: id.parse().ok()?, kind: kind.parse().ok()?, slug: slug.parse().ok()?, sv, en };
            Some(LinkedName { from: from.parse().ok()?, role, name })
        });
        Ok(names.collect())
    }

    /// The records that a query gives.
    pub(crate) async fn stored(&mut self, text: Sql, args: &[crate::db::Arg<'_>]) -> Result<Vec<Stored>> {
        let rows: Vec<BodyRow> = self.all(text, args).await?;
        rows.into_iter().map(stored).collect()
    }
    async fn page(&mut self, text: Sql, args: &[crate::db::Arg<'_>], limit: i64) -> Result<Page> {
        let rows: Vec<BodyRow> = self.all(text, args).await?;
        let limit = usize::try_from(limit).unwrap_or_default();
        let more = rows.len() > limit;
        let mut records = rows.into_iter().map(stored).collect::<Result<Vec<_>>>()?;
        records.truncate(limit);
        let next = records.last().filter(|_| more).map(|last| last.record.head().id.clone());
        Ok(Page { records, next })
    }
}

impl Name {
    /// What it is called in the reader's language.
    #[must_use]
    pub fn title(&self, lang: Lang) -> &str {
        match lang {
            Lang::Sv => &self.sv,
            Lang::En => &self.en,
        }
    }
}

pub(crate) fn stored((id, kind, body, changed): BodyRow) -> Result<Stored> {
    let record = record_from(&kind, &id, &body)?;
    Ok(Stored { record, changed: changed.parse().unwrap_or(Timestamp::UNIX_EPOCH) })
}

fn id_list(ids: &[Id]) -> String {
    serde_json::to_string(ids).unwrap_or_default()
}
