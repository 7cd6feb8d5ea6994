//! What is counted: by facet, by year, by theme and county, and who works with whom. Only public records count.

use jiff::Timestamp;
use jiff::civil::Date;
use model::{County, Id, Kind};

use crate::Result;
use crate::db::{Reader, sql};
use crate::dialect;
use crate::read::{Name, Stored, stored};

/// Most rows of counts by facet: a handful of statuses and sorts, 21 counties and four ages for each kind.
const MOST_FACET_ROWS: i64 = 2_000;

/// How many records of a kind have a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetCount {
    /// `status`, `sort`, `county` or `read`.
    pub name: String,
    /// The value; for `read` the number of the first limit that it reaches, from 0, else `older`.
    pub value: String,
    /// The kind of record.
    pub kind: Kind,
    /// How many.
    pub count: i64,
    /// The greatest value that was counted; for `read` the newest day.
    pub greatest: String,
}

/// A stretch of time to count activities in: from the first second up to, not including, the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// In seconds since 1970.
    pub from: i64,
    /// In seconds since 1970.
    pub until: i64,
}

/// How many activities there are in one of some stretches of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct InStretch {
    /// Those with an occasion that overlaps it.
    pub count: i64,
    /// Those of them with such an occasion that has an end.
    pub ending: i64,
}

/// How many activities there are in each of some stretches of time, and of how many something is not known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ActivityCounts {
    /// By stretch, in the order that was asked for.
    pub stretches: Vec<InStretch>,
    /// Activities of which no occasion has a time.
    pub undated: i64,
    /// Activities in no county.
    pub nowhere: i64,
    /// Activities on no theme.
    pub themeless: i64,
}

/// How many records of a kind are on a theme or one below it, in all or in a county.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThemeCount {
    /// The theme.
    pub theme: Id,
    /// The kind of record.
    pub kind: Kind,
    /// The county; `None` for all records, whether they have a county or not.
    pub county: Option<County>,
    /// How many.
    pub count: i64,
}

/// Two bodies that arrange activities or take part in initiatives together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// One of them.
    pub one: Name,
    /// The other.
    pub other: Name,
    /// In how many activities and initiatives both are.
    pub times: i64,
    /// The latest of those.
    pub latest: Vec<Name>,
}

/// The first records of one stage on a theme.
#[derive(Debug)]
pub struct Staged {
    /// `upcoming` or `earlier` for activities, the status for initiatives, else the kind.
    pub stage: String,
    /// How many there are of it in all.
    pub total: i64,
    /// The first of them.
    pub records: Vec<Stored>,
}

/// Two bodies by id, kind, slug and title, how often, and something they do by id, kind, slug and both titles.
type PairRow =
    (String, String, String, String, String, String, String, String, i64, String, String, String, String, String);

impl Reader {
    /// How many public records there are by status, sort and county, and by how lately their sources were read: on or
    /// after the first, the second or the third of three days, or before.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn facet_counts(&mut self, read_since: [Date; 3]) -> Result<Vec<FacetCount>> {
        let [first, second, third] = read_since.map(|day| day.to_string());
        let rows: Vec<(String, String, String, i64, String)> = self
            .all(
                sql!(
                    "with counted as (select f.name, f.value as greatest, r.kind, case when f.name <> 'read' then f.value
                         when f.value >= $1 then '0' when f.value >= $2 then '1' when f.value >= $3 then '2'
                         else 'older' end as value
                         from facet f join record r on r.id = f.record_id where r.visibility = 'public')
                     select name, value, kind, count(*), max(greatest) from counted
                     group by name, value, kind order by name, value, kind limit $4"
                ),
                &[(&first).into(), (&second).into(), (&third).into(), MOST_FACET_ROWS.into()],
            )
            .await?;
        let counts = rows.into_iter().filter_map(|(name, value, kind, count, greatest)| {
            Some(FacetCount { name, value, kind: kind.parse().ok()?, count, greatest })
        });
        Ok(counts.collect())
    }

    /// How many public activities overlap each of some stretches of time, and of how many the time, county or theme is
    /// not known.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn activity_counts(&mut self, stretches: &[Stretch]) -> Result<ActivityCounts> {
        let asked: Vec<(String, i64, i64)> =
            stretches.iter().enumerate().map(|(n, stretch)| (n.to_string(), stretch.from, stretch.until)).collect();
        let asked = serde_json::to_string(&asked).unwrap_or_default();
        let open = Timestamp::MAX.as_second();
        let rows: Vec<(String, i64, i64)> = self.all(dialect::ACTIVITY_COUNTS, &[(&asked).into(), open.into()]).await?;
        let of = |label: &str| rows.iter().find(|row| row.0 == label);
        let alone = |label: &str| of(label).map_or(0, |row| row.1);
        let in_stretch = |n: usize| {
            of(&n.to_string()).map_or_else(InStretch::default, |row| InStretch { count: row.1, ending: row.2 })
        };
        Ok(ActivityCounts {
            stretches: (0..stretches.len()).map(in_stretch).collect(),
            undated: alone("undated"),
            nowhere: alone("nowhere"),
            themeless: alone("themeless"),
        })
    }

    /// How many public records of each kind are on some themes, in all and by county; the themes as pairs of a theme
    /// and it or one below it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn theme_counties(&mut self, below: &[(Id, Id)]) -> Result<Vec<ThemeCount>> {
        let pairs = serde_json::to_string(below).unwrap_or_default();
        let rows: Vec<(String, String, String, i64)> = self.all(dialect::THEME_COUNTIES, &[(&pairs).into()]).await?;
        let counts = rows.into_iter().filter_map(|(theme, kind, county, count)| {
            let county = if county.is_empty() { None } else { Some(county.parse().ok()?) };
            Some(ThemeCount { theme: theme.parse().ok()?, kind: kind.parse().ok()?, county, count })
        });
        Ok(counts.collect())
    }

    /// The pairs of bodies that most often arrange an activity or take part in an initiative together, at most `most`
    /// of them, each with at most `latest` of what they do. Those who only pay are not counted.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn pairs(&mut self, most: i64, latest: i64) -> Result<Vec<Pair>> {
        let text = sql!(
            "with together as (
                 select distinct a.from_id as record_id, a.to_id as one, b.to_id as other
                 from link a join link b on b.from_id = a.from_id and b.to_id > a.to_id
                 join record r on r.id = a.from_id
                 where r.visibility = 'public' and r.kind in ('activity', 'initiative')
                     and a.role in ('host', 'lead', 'partner') and b.role in ('host', 'lead', 'partner')),
             most as (
                 select t.one, t.other, count(*) as times from together t
                 join record x on x.id = t.one and x.visibility = 'public'
                 join record y on y.id = t.other and y.visibility = 'public'
                 group by t.one, t.other order by times desc, t.one, t.other limit $1),
             placed as (
                 select m.one, m.other, m.times, r.id, row_number() over (
                     partition by m.one, m.other order by r.starts desc nulls last, r.id) as place
                 from most m join together t on t.one = m.one and t.other = m.other
                 join record r on r.id = t.record_id)
             select x.id, x.kind, x.slug, x.title_sv, y.id, y.kind, y.slug, y.title_sv, p.times,
                 r.id, r.kind, r.slug, r.title_sv, r.title_en
             from placed p join record x on x.id = p.one join record y on y.id = p.other join record r on r.id = p.id
             where p.place <= $2 order by p.times desc, p.one, p.other, p.place"
        );
        let rows: Vec<PairRow> = self.all(text, &[most.into(), latest.into()]).await?;
        let mut pairs: Vec<Pair> = Vec::new();
        for row in rows {
            // Names of bodies are the same in both languages.
            let one = name(row.0, &row.1, &row.2, row.3.clone(), row.3);
            let other = name(row.4, &row.5, &row.6, row.7.clone(), row.7);
            let what = name(row.9, &row.10, &row.11, row.12, row.13);
            let (Some(one), Some(other), Some(what)) = (one, other, what) else { continue };
            match pairs.last_mut().filter(|last| last.one.id == one.id && last.other.id == other.id) {
                Some(last) => last.latest.push(what),
                None => pairs.push(Pair { one, other, times: row.8, latest: vec![what] }),
            }
        }
        Ok(pairs)
    }

    /// The first public records of each stage on some themes: activities to come in time order, then the others newest
    /// first, initiatives by status. At most `most` of each stage.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn on_themes_by_stage(&mut self, themes: &[Id], now: Timestamp, most: i64) -> Result<Vec<Staged>> {
        let ids = serde_json::to_string(themes).unwrap_or_default();
        let args = [(&ids).into(), now.as_second().into(), most.into()];
        let rows: Vec<(String, String, String, String, String, i64)> = self.all(dialect::ON_THEMES, &args).await?;
        let mut stages: Vec<Staged> = Vec::new();
        for (id, kind, body, changed, stage, total) in rows {
            let record = stored((id, kind, body, changed))?;
            match stages.last_mut().filter(|last| last.stage == stage) {
                Some(last) => last.records.push(record),
                None => stages.push(Staged { stage, total, records: vec![record] }),
            }
        }
        Ok(stages)
    }
}

fn name(id: String, kind: &str, slug: &str, sv: String, en: String) -> Option<Name> {
    Some(Name { id: id.parse().ok()?, kind: kind.parse().ok()?, slug: slug.parse().ok()?, sv, en })
}
