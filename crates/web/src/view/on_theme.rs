//! Everything on a theme: who works with it, what goes on and what has been, the first few of each with the way to all.

use model::Kind;
use model::record::{InitiativeStatus, Theme};
use store::read::Stored;

use super::cluster_map::{ClusterMap, theme_map};
use super::county_cell::{CountyCell, Tally, clusters_on, county_cells};
use super::{Row, Rows, place_and_county};
use crate::addresses::Room;
use crate::page::Page;
use crate::serve::error::Error;
use crate::view::cluster_map::status_class;

/// How many records of each stage a page shows; the rest is a link away.
const MOST_OF_A_STAGE: i64 = 6;
/// How many clusters it names.
const MOST_CLUSTERS: usize = 24;

/// What there is on a theme.
#[derive(Debug)]
pub struct OnTheme {
    /// Those who work with it.
    pub clusters: Vec<Asked>,
    /// All of them.
    pub all_clusters: (String, String),
    /// Initiatives, activities, results, clippings, organisations.
    pub parts: Vec<Part>,
    /// What is known in each county, from south to north.
    pub counties: Vec<CountyCell>,
    /// In how many of them something is.
    pub places: usize,
    /// Where it is, when it is anywhere.
    pub map: Option<ClusterMap>,
    /// Whether one can tell the network what is missing.
    pub may_ask: bool,
}

/// A cluster to ask.
#[derive(Debug)]
pub struct Asked {
    /// Its page.
    pub href: String,
    /// Its name.
    pub name: String,
    /// Where it is.
    pub place: String,
    /// How its leaf is drawn.
    pub class: &'static str,
}

/// All of a kind.
#[derive(Debug)]
pub struct Part {
    /// The heading's anchor.
    pub anchor: &'static str,
    /// The heading.
    pub heading: String,
    /// The list of all of it, and what that is called.
    pub all: (String, String),
    /// What goes on first, then what has been.
    pub groups: Vec<Group>,
}

/// The first of a stage.
#[derive(Debug)]
pub struct Group {
    /// What the stage is called, where the part has stages.
    pub heading: Option<String>,
    /// The first of it.
    pub rows: Vec<Row>,
    /// Whether they have leaves with their dates.
    pub dated: bool,
    /// Whether their first words are shown as well.
    pub told: bool,
    /// The list of the stage and what that is called, when there is more.
    pub rest: Option<(String, String)>,
}

impl OnTheme {
    /// Whether there is nothing at all.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.clusters.is_empty() && self.parts.is_empty()
    }

    /// Reads what there is on a theme or below it, and how much. Three statements.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn of(page: &Page, theme: &Theme) -> Result<(Self, Tally), Error> {
        let (now, ids) = (page.site.clock.now(), page.landscape.with_narrower(&theme.head.id));
        let staged = page.site.store.reader().await?.on_themes_by_stage(&ids, now, MOST_OF_A_STAGE).await?;
        let (mut stages, mut records) = (Vec::new(), Vec::new());
        for stage in staged {
            let start = records.len();
            records.extend(stage.records);
            stages.push((stage.stage, stage.total, start..records.len()));
        }
        let read = Read { stages, rows: Rows::of(page, &records).await?, records: &records };
        let tally = Tally::of(page, [theme]).await?;
        let counties = county_cells(page, &tally, theme);
        let clusters = clusters_on(page, theme);
        let known: Vec<_> = counties.iter().filter(|cell| cell.total() > 0).map(|cell| cell.county).collect();
        let parts = KINDS.into_iter().filter_map(|kind| {
            let total = tally.count(theme, kind, None);
            (total > 0).then(|| part(page, theme, kind, total, &read))
        });
        let on = Self {
            all_clusters: all(page, theme, Kind::Cluster, clusters.len().try_into().unwrap_or_default()),
            parts: parts.collect(),
            places: known.len(),
            map: (!known.is_empty()).then(|| theme_map(page, &clusters, &known)),
            may_ask: counties.iter().any(|cell| cell.ask.is_some()),
            clusters: clusters.iter().take(MOST_CLUSTERS).map(|cluster| asked(page, cluster)).collect(),
            counties,
        };
        Ok((on, tally))
    }
}

/// The kinds that have a part, in reading order.
const KINDS: [Kind; 5] = [Kind::Initiative, Kind::Activity, Kind::Result, Kind::Clipping, Kind::Organisation];

/// The first records of each stage, and the rows they make.
struct Read<'a> {
    /// A stage, how many there are of it, and where its records stand among all.
    stages: Vec<(String, i64, std::ops::Range<usize>)>,
    records: &'a [Stored],
    rows: Rows<'a>,
}

/// A stage as it is shown: the store's name, the key of its heading, and what a list filters by.
struct Shown {
    name: &'static str,
    heading: Option<&'static str>,
    filter: Option<(&'static str, &'static str)>,
}

fn part(page: &Page, theme: &Theme, kind: Kind, total: i64, read: &Read<'_>) -> Part {
    let group = |shown: Shown| {
        let (_, count, range) = read.stages.iter().find(|stage| stage.0 == shown.name)?;
        let records = read.records.get(range.clone()).unwrap_or_default();
        let more = usize::try_from(*count).unwrap_or_default() > records.len();
        let rest = shown.filter.filter(|_| more).map(|filter| {
            let href = Room::of(kind).filtered_path(page.lang, &[("theme", theme.head.slug.as_str()), filter]);
            (href, page.say.count("show-all", *count))
        });
        Some(Group {
            heading: shown.heading.map(|key| page.say.t(key)),
            rows: read.rows.all(records),
            dated: kind == Kind::Activity,
            told: kind == Kind::Result,
            rest,
        })
    };
    Part {
        anchor: Room::of(kind).segment(model::Lang::Sv),
        heading: page.say.t(Room::of(kind).key()),
        all: all(page, theme, kind, total),
        groups: stages_of(kind).into_iter().filter_map(group).collect(),
    }
}

/// The stages of a kind, in reading order.
fn stages_of(kind: Kind) -> Vec<Shown> {
    let status = |status: InitiativeStatus, key| Shown {
        name: status.code(),
        heading: Some(key),
        filter: Some(("status", status.code())),
    };
    match kind {
        Kind::Initiative => vec![
            status(InitiativeStatus::Ongoing, "initiatives-ongoing"),
            status(InitiativeStatus::Idea, "initiatives-idea"),
            status(InitiativeStatus::Ended, "initiatives-ended"),
            status(InitiativeStatus::Unknown, "initiatives-unknown"),
        ],
        // What has no date stands among the earlier, which no filter of time shows: all of it is in the whole list.
        Kind::Activity => vec![
            Shown { name: "upcoming", heading: Some("upcoming"), filter: Some(("period", "upcoming")) },
            Shown { name: "earlier", heading: Some("activities-past"), filter: None },
        ],
        other => vec![Shown { name: other.code(), heading: None, filter: None }],
    }
}

/// The list of all of a kind on a theme, and what that is called.
fn all(page: &Page, theme: &Theme, kind: Kind, total: i64) -> (String, String) {
    let key = match kind {
        Kind::Cluster => "all-n-clusters",
        Kind::Initiative => "all-n-initiatives",
        Kind::Activity => "all-n-activities",
        Kind::Result => "all-n-results",
        Kind::Clipping => "all-n-clippings",
        Kind::Organisation | Kind::Theme => "all-n-organisations",
    };
    let href = Room::of(kind).filtered_path(page.lang, &[("theme", theme.head.slug.as_str())]);
    (href, page.say.count(key, total))
}

fn asked(page: &Page, cluster: &model::record::Cluster) -> Asked {
    Asked {
        href: page.href(Kind::Cluster, &cluster.head.slug),
        name: cluster.name.clone(),
        place: place_and_county(&cluster.place).unwrap_or_default(),
        class: status_class(cluster.status),
    }
}
