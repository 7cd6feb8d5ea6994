//! The home page: what this is, who is there, what happens next, what is acted on together.

use askama::Template;
use model::Kind;
use model::record::Record;

use super::clusters::{ClusterRow, row};
use super::{Answer, html};
use crate::addresses::Room;
use crate::map::Labels;
use crate::page::{Layout, Page};
use crate::pages::challenges::{ChallengeCard, challenge_cards};
use crate::view::cluster_map::{ClusterMap, cluster_map};
use crate::view::county_cell::Tally;
use crate::view::{Row, Rows, Say};

/// How many activities the home page shows.
const ACTIVITIES: i64 = 4;
/// How many results.
const RESULTS: i64 = 3;

#[derive(Debug, Template)]
#[template(path = "home/home.html")]
struct HomePage {
    say: Say,
    layout: Layout,
    /// The heading.
    headline: String,
    clusters: Vec<ClusterRow>,
    map: ClusterMap,
    /// How many there are of the main kinds, each with its list.
    figures: Vec<Figure>,
    /// Whether anything is yet to happen; else the latest are shown.
    upcoming: bool,
    activities: Vec<Row>,
    activities_href: String,
    results: Vec<Row>,
    results_href: String,
    challenges: Vec<ChallengeCard>,
    clusters_href: String,
}

#[derive(Debug)]
struct Figure {
    number: String,
    label: String,
    href: String,
}

/// The home page.
pub async fn show(page: Page) -> Answer {
    let land = &page.landscape;
    let now = page.site.clock.now();
    let mut reader = page.site.store.reader().await?;
    let activities = reader.activities(now, None, ACTIVITIES).await?.records;
    let is_ahead = |record: &Record| record.span().is_some_and(|span| span.until.is_none_or(|until| until > now));
    let upcoming = activities.iter().any(|stored| is_ahead(&stored.record));
    let activities: Vec<_> = activities.into_iter().filter(|stored| !upcoming || is_ahead(&stored.record)).collect();
    let mut shown = reader.newest_first(Kind::Result, None, RESULTS).await?.records;
    let results = shown.len();
    drop(reader);
    let tally = Tally::of(&page, land.challenges()).await?;
    shown.extend(activities);
    let rows = Rows::of(&page, &shown).await?;
    let activities = shown.split_off(results);
    let network = &land.network;
    let (_, purpose) = network.purpose.read(page.lang);
    let layout = page.layout("", purpose);
    html(&HomePage {
        headline: network.headline.read(page.lang).1.to_owned(),
        clusters: land.clusters.iter().map(|cluster| row(&page, cluster, None, None)).collect(),
        map: cluster_map(&page, &Labels::All, None),
        figures: figures(&page),
        upcoming,
        activities: rows.all(&activities),
        activities_href: page.room(Room::Activities),
        results: rows.all(&shown),
        results_href: page.room(Room::Results),
        challenges: challenge_cards(&page, &tally),
        clusters_href: page.room(Room::Clusters),
        say: page.say.clone(),
        layout,
    })
}

fn figures(page: &Page) -> Vec<Figure> {
    let kinds = [Kind::Cluster, Kind::Initiative, Kind::Activity, Kind::Organisation];
    let figures = kinds.into_iter().map(|kind| {
        let count = page.landscape.counts.of(kind);
        Figure {
            number: page.say.number(count),
            label: page.say.count(figure_key(kind), count),
            href: page.room(Room::of(kind)),
        }
    });
    figures.collect()
}

const fn figure_key(kind: Kind) -> &'static str {
    match kind {
        Kind::Cluster => "figure-clusters",
        Kind::Initiative => "figure-initiatives",
        Kind::Activity => "figure-activities",
        _ => "figure-organisations",
    }
}
