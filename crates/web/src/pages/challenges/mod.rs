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
use crate::view::{Said, Say, SourceLine, capitalised, shown_occasion, source_lines};

/// The tallest plant: so many things, or more.
const TALLEST: usize = 6;

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

/// A county in the strip: how much there is on the challenge there.
#[derive(Debug, Clone, Default)]
pub struct CountyCell {
    /// Its code.
    pub code: String,
    /// Its name without "län".
    pub name: String,
    /// Clusters that have the theme.
    pub clusters: usize,
    /// Initiatives on it.
    pub initiatives: usize,
    /// Activities and results on it.
    pub activities: usize,
}

impl CountyCell {
    /// All of it.
    #[must_use]
    pub const fn count(&self) -> usize {
        self.clusters + self.initiatives + self.activities
    }

    /// How tall it stands in the strip.
    #[must_use]
    pub fn level(&self) -> usize {
        self.count().min(TALLEST)
    }
}

/// The challenges with what there is on each, out of the records on any of them.
#[must_use]
pub fn challenge_cards(page: &Page, records: &[Stored]) -> Vec<ChallengeCard> {
    let land = &page.landscape;
    let cards = land.challenges().filter_map(|theme| {
        let challenge = theme.challenge.as_ref()?;
        let on = on_challenge(page, records, &land.with_narrower(&theme.head.id));
        let counties = cells(&on);
        let active = counties.iter().filter(|cell| cell.count() > 0).count();
        Some(ChallengeCard {
            href: Room::Challenges.record_path(page.lang, &theme.head.slug),
            label: page.say.said(&theme.label),
            summary: page.say.said(&challenge.summary),
            goal: page.say.said(&challenge.goal),
            sum: page.say.with2(
                "challenge-sum",
                "works",
                &capitalised(&kinds_in_words(&page.say, &on)),
                "counties",
                &page.say.count("challenge-counties", active),
            ),
            counties,
        })
    });
    cards.collect()
}

/// Something on a challenge, and the counties it is in.
struct Work<'a> {
    record: &'a Record,
    counties: Vec<County>,
}

/// The clusters, initiatives, activities and results on some themes.
fn on_challenge<'a>(page: &Page, records: &'a [Stored], themes: &[Id]) -> Vec<Work<'a>> {
    let fits = |record: &&Record| {
        let work = matches!(record.kind(), Kind::Cluster | Kind::Initiative | Kind::Activity | Kind::Result);
        work && record.themes().iter().any(|theme| themes.contains(theme))
    };
    let records = records.iter().map(|stored| &stored.record).filter(fits);
    let mut all: Vec<Work<'_>> =
        records.map(|record| Work { record, counties: counties_where(page, record) }).collect();
    all.sort_by_key(|work| work.record.kind());
    all
}

/// How many there are of each kind, as in a sentence.
fn kinds_in_words(say: &Say, on: &[Work<'_>]) -> String {
    let kinds = [Kind::Cluster, Kind::Initiative, Kind::Activity, Kind::Result];
    let parts = kinds.into_iter().filter_map(|kind| {
        let count = on.iter().filter(|work| work.record.kind() == kind).count();
        let key = match kind {
            Kind::Cluster => "challenge-clusters",
            Kind::Initiative => "challenge-initiatives",
            Kind::Activity => "challenge-activities",
            _ => "challenge-results",
        };
        (count > 0).then(|| say.count(key, count))
    });
    say.list(&parts.collect::<Vec<_>>())
}

fn cells(on: &[Work<'_>]) -> Vec<CountyCell> {
    let cells = County::all().map(|county| {
        let mut cell =
            CountyCell { code: county.to_string(), name: county.short_name().to_owned(), ..CountyCell::default() };
        for work in on.iter().filter(|work| work.counties.contains(&county)) {
            match work.record.kind() {
                Kind::Cluster => cell.clusters += 1,
                Kind::Initiative => cell.initiatives += 1,
                _ => cell.activities += 1,
            }
        }
        cell
    });
    cells.collect()
}

/// The counties that a record is in: those it names, else those of the clusters that do it.
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
    card: ChallengeCard,
    since: Option<String>,
    /// What there is, by county from south to north, then in no county.
    groups: Vec<CountyGroup>,
    /// The counties where nothing is known, as in a sentence.
    empty: String,
    sources: Vec<SourceLine>,
}

/// What there is in a county.
#[derive(Debug)]
struct CountyGroup {
    anchor: String,
    name: String,
    items: Vec<Item>,
}

/// One cluster, initiative, activity or result.
#[derive(Debug)]
struct Item {
    href: String,
    title: Said,
    /// Its sort, and how it stands or when it is.
    role: String,
}

/// The page of a challenge.
pub async fn show(page: Page, Path(slug): Path<String>) -> Answer {
    let Stored { record, .. } = page.record(Kind::Theme, &slug).await?;
    let Record::Theme(theme) = record else { return Err(Error::NotFound) };
    let Some(challenge) = &theme.challenge else { return Err(Error::NotFound) };
    let themes = page.landscape.with_narrower(&theme.head.id);
    let records = page.site.store.reader().await?.on_themes(&themes).await?;
    let say = &page.say;
    let href = Room::Challenges.record_path(page.lang, &theme.head.slug);
    let card = challenge_cards(&page, &records).into_iter().find(|card| card.href == href).ok_or(Error::NotFound)?;
    let empty: Vec<String> =
        card.counties.iter().filter(|cell| cell.count() == 0).map(|cell| cell.name.clone()).collect();
    html(&ChallengePage {
        layout: page.layout(&card.label.text, &card.summary.text),
        theme_href: page.href(Kind::Theme, &theme.head.slug),
        since: challenge.since.map(|date| dates::partial(page.lang, &date)),
        groups: groups(&page, &on_challenge(&page, &records, &themes)),
        empty: say.list(&empty),
        sources: source_lines(say, &theme.head.sources),
        card,
        say: say.clone(),
    })
}

fn groups(page: &Page, on: &[Work<'_>]) -> Vec<CountyGroup> {
    let items = |fits: &dyn Fn(&Work<'_>) -> bool| {
        on.iter().filter(|work| fits(work)).map(|work| item(page, work.record)).collect()
    };
    let counties = County::all().map(|county| CountyGroup {
        anchor: format!("lan-{county}"),
        name: county.short_name().to_owned(),
        items: items(&|work| work.counties.contains(&county)),
    });
    let nowhere = CountyGroup {
        anchor: "lan-00".to_owned(),
        name: page.say.t("challenge-nowhere"),
        items: items(&|work| work.counties.is_empty()),
    };
    counties.chain([nowhere]).filter(|group| !group.items.is_empty()).collect()
}

fn item(page: &Page, record: &Record) -> Item {
    let say = &page.say;
    let (lang, title) = record.title(page.lang);
    let role = match record {
        Record::Initiative(initiative) => {
            format!("{} · {}", say.t(initiative.kind.key()), say.t(initiative.status.key()))
        }
        Record::Activity(activity) => {
            let when = shown_occasion(activity, page.site.clock.now()).and_then(|occasion| occasion.when.as_ref());
            let when = when.map_or_else(|| say.t("undated"), |when| dates::when(page.lang, when));
            format!("{} · {when}", say.t(activity.kind.key()))
        }
        other => say.t(other.kind().key()),
    };
    let is_body = record.kind() == Kind::Cluster;
    Item {
        href: page.href(record.kind(), &record.head().slug),
        title: Said { text: title.to_owned(), lang: (lang != page.lang && !is_body).then(|| lang.code()) },
        role,
    }
}
