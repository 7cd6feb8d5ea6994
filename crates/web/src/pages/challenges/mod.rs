//! The challenges: what the network has chosen to act on together, and who does what about it, county by county.

use askama::Template;
use axum::extract::Path;
use model::record::Record;
use model::{County, Id, Kind};
use store::read::Stored;
use words::dates;

use super::{Answer, html};
use crate::addresses::Room;
use crate::page::{Layout, Page};
use crate::serve::error::Error;
use crate::view::cluster_map::counties_of;
use crate::view::{Row, Rows, Said, Say, SourceLine, source_lines};

/// A challenge in short, as the home page and the list show it.
#[derive(Debug)]
pub struct ChallengeCard {
    /// Its page.
    pub href: String,
    /// Its name.
    pub label: Said,
    /// What is at stake.
    pub summary: Said,
    /// What is to be reached.
    pub goal: Said,
    /// The counties from south to north.
    pub counties: Vec<CountyCell>,
    /// What the strip shows, in words.
    pub sum: String,
}

/// A county in the strip.
#[derive(Debug, Clone)]
pub struct CountyCell {
    /// Its code.
    pub code: String,
    /// Its name without "län".
    pub name: String,
    /// How much is done there: initiatives, activities and results.
    pub count: usize,
    /// The same as a step from 0 to 4.
    pub level: usize,
}

/// The challenges with what is done about each, out of the records on any of them.
#[must_use]
pub fn challenge_cards(page: &Page, records: &[Stored]) -> Vec<ChallengeCard> {
    let land = &page.landscape;
    let cards = land.challenges().filter_map(|theme| {
        let challenge = theme.challenge.as_ref()?;
        let themes = land.with_narrower(&theme.head.id);
        let on: Vec<&Record> =
            records.iter().map(|stored| &stored.record).filter(|record| is_work(record, &themes)).collect();
        let counties = cells(page, &on);
        let active = counties.iter().filter(|cell| cell.count > 0).count();
        let (work, county) =
            (page.say.count("challenge-works", on.len()), page.say.count("challenge-counties", active));
        Some(ChallengeCard {
            href: Room::Challenges.record_path(page.lang, &theme.head.slug),
            label: page.say.said(&theme.label),
            summary: page.say.said(&challenge.summary),
            goal: page.say.said(&challenge.goal),
            sum: page.say.with2("challenge-sum", "works", &work, "counties", &county),
            counties,
        })
    });
    cards.collect()
}

/// Whether a record is work on one of some themes: something that is done, not a word about it.
fn is_work(record: &Record, themes: &[Id]) -> bool {
    let work = matches!(record.kind(), Kind::Initiative | Kind::Activity | Kind::Result);
    work && record.themes().iter().any(|theme| themes.contains(theme))
}

fn cells(page: &Page, records: &[&Record]) -> Vec<CountyCell> {
    let places: Vec<Vec<County>> = records.iter().map(|record| counties_where(page, record)).collect();
    let cells = County::all().map(|county| {
        let count = places.iter().filter(|counties| counties.contains(&county)).count();
        let level = match count {
            0..=2 => count,
            3..=5 => 3,
            _ => 4,
        };
        CountyCell { code: county.to_string(), name: county.short_name().to_owned(), count, level }
    });
    cells.collect()
}

/// The counties that a record is done in: those it names, else those of the clusters that do it.
fn counties_where(page: &Page, record: &Record) -> Vec<County> {
    let own = record.counties();
    if !own.is_empty() {
        return own;
    }
    let clusters = record.links().into_iter().filter_map(|link| page.landscape.cluster(&link.to));
    let mut counties: Vec<County> = clusters.flat_map(counties_of).collect();
    counties.sort_unstable();
    counties.dedup();
    counties
}

#[derive(Debug, Template)]
#[template(path = "challenges/list.html")]
struct ChallengeList {
    say: Say,
    layout: Layout,
    challenges: Vec<ChallengeCard>,
}

/// The challenges.
pub async fn list(page: Page) -> Answer {
    let land = &page.landscape;
    let themes: Vec<Id> = land.challenges().flat_map(|theme| land.with_narrower(&theme.head.id)).collect();
    let records = page.site.store.reader().await?.on_themes(&themes).await?;
    html(&ChallengeList {
        layout: page.layout(&page.say.t("room-challenges"), &page.say.t("challenges-lead")),
        challenges: challenge_cards(&page, &records),
        say: page.say.clone(),
    })
}

#[derive(Debug, Template)]
#[template(path = "challenges/challenge.html")]
struct ChallengePage {
    say: Say,
    layout: Layout,
    theme_href: String,
    label: Said,
    summary: Said,
    goal: Said,
    since: Option<String>,
    counties: Vec<CountyCell>,
    sum: String,
    /// What is done, by county from south to north, then in no county.
    groups: Vec<CountyGroup>,
    /// Clusters that have the theme among theirs.
    clusters: Vec<(String, String)>,
    sources: Vec<SourceLine>,
}

/// What is done in a county.
#[derive(Debug)]
struct CountyGroup {
    anchor: String,
    name: String,
    clusters: Vec<(String, String)>,
    rows: Vec<Row>,
}

/// The page of a challenge.
pub async fn show(page: Page, Path(slug): Path<String>) -> Answer {
    let Stored { record, .. } = page.record(Kind::Theme, &slug).await?;
    let Record::Theme(theme) = record else { return Err(Error::NotFound) };
    let Some(challenge) = &theme.challenge else { return Err(Error::NotFound) };
    let land = &page.landscape;
    let themes = land.with_narrower(&theme.head.id);
    let mut records = page.site.store.reader().await?.on_themes(&themes).await?;
    let card = challenge_cards(&page, &records).into_iter().find(|card| card.label == page.say.said(&theme.label));
    let card = card.ok_or(Error::NotFound)?;
    records.retain(|stored| is_work(&stored.record, &themes));
    let rows = Rows::of(&page, &records).await?;
    let say = &page.say;
    html(&ChallengePage {
        layout: page.layout(&card.label.text, &card.summary.text),
        theme_href: page.href(Kind::Theme, &theme.head.slug),
        since: challenge.since.map(|date| dates::partial(page.lang, &date)),
        groups: groups(&page, &rows, &records, &themes),
        clusters: clusters_on(&page, &themes, |_| true),
        sources: source_lines(say, &theme.head.sources),
        label: card.label,
        summary: card.summary,
        goal: card.goal,
        counties: card.counties,
        sum: card.sum,
        say: say.clone(),
    })
}

fn groups(page: &Page, rows: &Rows<'_>, records: &[Stored], themes: &[Id]) -> Vec<CountyGroup> {
    let placed: Vec<(Vec<County>, &Record)> =
        records.iter().map(|stored| (counties_where(page, &stored.record), &stored.record)).collect();
    let mut groups: Vec<CountyGroup> = County::all()
        .map(|county| CountyGroup {
            anchor: format!("lan-{county}"),
            name: county.name().to_owned(),
            clusters: clusters_on(page, themes, |counties| counties.contains(&county)),
            rows: placed.iter().filter(|(counties, _)| counties.contains(&county)).map(|(_, r)| rows.row(r)).collect(),
        })
        .filter(|group| !group.rows.is_empty() || !group.clusters.is_empty())
        .collect();
    let nowhere: Vec<Row> =
        placed.iter().filter(|(counties, _)| counties.is_empty()).map(|(_, record)| rows.row(record)).collect();
    if !nowhere.is_empty() {
        let name = page.say.t("challenge-nowhere");
        groups.push(CountyGroup { anchor: "lan-00".to_owned(), name, clusters: Vec::new(), rows: nowhere });
    }
    groups
}

/// The clusters that work with one of some themes, in counties that fit.
fn clusters_on(page: &Page, themes: &[Id], fits: impl Fn(&[County]) -> bool) -> Vec<(String, String)> {
    let clusters = page
        .landscape
        .clusters
        .iter()
        .filter(|cluster| cluster.themes.iter().any(|theme| themes.contains(theme)) && fits(&counties_of(cluster)));
    clusters.map(|cluster| (page.href(Kind::Cluster, &cluster.head.slug), cluster.name.clone())).collect()
}
