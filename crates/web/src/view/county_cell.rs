//! Who does what, where: what is known about a theme in a county, the clusters by name, the rest by number.

use std::collections::HashMap;

use model::record::{Cluster, Theme};
use model::{County, Id, Kind};
use store::numbers::ThemeCount;

use super::cluster_map::counties_of;
use super::{Say, capitalised};
use crate::addresses::Room;
use crate::page::Page;

/// Up to so many clusters are told by name.
const NAMED: usize = 2;
/// The kinds of record that are somebody's doing, in reading order.
pub const WORK: [Kind; 4] = [Kind::Cluster, Kind::Initiative, Kind::Activity, Kind::Result];

/// How much there is on themes, in all and by county.
#[derive(Debug, Default)]
pub struct Tally(HashMap<(Id, Kind, Option<County>), i64>);

/// What is known about a theme in a county.
#[derive(Debug)]
pub struct CountyCell {
    /// The county.
    pub county: County,
    /// The list of it; `None` where nothing is known.
    pub href: Option<String>,
    /// The theme and the county, as in `Vatten i Skåne`.
    pub about: String,
    /// The clusters: by name when they are few, else how many. Empty when there are none.
    pub clusters: String,
    /// The clusters' pages, when they are told by name.
    pub named: Vec<(String, String)>,
    /// How many of each kind of work there are, in the order of [`WORK`].
    pub counts: [i64; 4],
    /// The lists of those, where there are any.
    pub links: [Option<String>; 4],
    /// Initiatives, activities and results, in words.
    pub works: Vec<String>,
    /// Where one can tell what is missing, when the network has an address.
    pub ask: Option<String>,
}

impl CountyCell {
    /// All of it.
    #[must_use]
    pub fn total(&self) -> i64 {
        self.counts.iter().sum()
    }

    /// How tall it stands in a strip of counties.
    #[must_use]
    pub fn level(&self) -> i64 {
        const TALLEST: i64 = 6;
        self.total().min(TALLEST)
    }

    /// The county without "län".
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.county.short_name()
    }
}

impl Tally {
    /// Reads how much there is on some themes, each with those below it. One statement.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn of<'a>(page: &Page, themes: impl IntoIterator<Item = &'a Theme>) -> store::Result<Self> {
        let below = |theme: &Theme| {
            let own = theme.head.id.clone();
            let below = page.landscape.with_narrower(&own).into_iter();
            below.map(|below| (own.clone(), below)).collect::<Vec<_>>()
        };
        let pairs: Vec<(Id, Id)> = themes.into_iter().flat_map(below).collect();
        Ok(Self::from(page.site.store.reader().await?.theme_counties(&pairs).await?))
    }

    /// How many of a kind there are on a theme, in a county or in all.
    #[must_use]
    pub fn count(&self, theme: &Theme, kind: Kind, county: Option<County>) -> i64 {
        self.0.get(&(theme.head.id.clone(), kind, county)).copied().unwrap_or_default()
    }

    /// How much work of any kind there is on a theme.
    #[must_use]
    pub fn work(&self, theme: &Theme) -> i64 {
        WORK.into_iter().map(|kind| self.count(theme, kind, None)).sum()
    }
}

impl From<Vec<ThemeCount>> for Tally {
    fn from(counts: Vec<ThemeCount>) -> Self {
        Self(counts.into_iter().map(|row| ((row.theme, row.kind, row.county), row.count)).collect())
    }
}

/// What is known about a theme in each county, from south to north.
#[must_use]
pub fn county_cells(page: &Page, tally: &Tally, theme: &Theme) -> Vec<CountyCell> {
    let clusters = clusters_on(page, theme);
    County::all().map(|county| cell(page, tally, theme, county, &clusters)).collect()
}

/// The clusters that work with a theme or one below it, in Swedish order.
#[must_use]
pub fn clusters_on<'a>(page: &'a Page, theme: &Theme) -> Vec<&'a Cluster> {
    let themes = page.landscape.with_narrower(&theme.head.id);
    let works = |cluster: &&Cluster| cluster.themes.iter().any(|theme| themes.contains(theme));
    page.landscape.clusters.iter().filter(works).collect()
}

fn cell(page: &Page, tally: &Tally, theme: &Theme, county: County, clusters: &[&Cluster]) -> CountyCell {
    let say = &page.say;
    let counts = WORK.map(|kind| tally.count(theme, kind, Some(county)));
    let here: Vec<&Cluster> =
        clusters.iter().copied().filter(|cluster| counties_of(cluster).contains(&county)).collect();
    let named: Vec<(String, String)> = here
        .iter()
        .map(|cluster| (short_name(cluster).to_owned(), page.href(Kind::Cluster, &cluster.head.slug)))
        .take(if here.len() > NAMED { 0 } else { NAMED })
        .collect();
    let clusters = match (here.len(), named.len()) {
        (0, _) => String::new(),
        (count, 0) => in_figures(say, "figure-clusters", count.try_into().unwrap_or_default()),
        _ => say.list(&named.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>()),
    };
    let (_, label) = theme.label.read(page.lang);
    let about = say.with2("theme-in-county", "theme", label, "county", county.short_name());
    let known = counts.iter().any(|count| *count > 0);
    let code = county.to_string();
    let pairs = [("theme", theme.head.slug.as_str()), ("county", code.as_str())];
    CountyCell {
        county,
        links: std::array::from_fn(|at| (counts[at] > 0).then(|| Room::of(WORK[at]).filtered_path(page.lang, &pairs))),
        href: known.then(|| Room::Search.filtered_path(page.lang, &pairs)),
        clusters,
        named,
        works: figures(say, counts),
        ask: if known { None } else { ask(page, &about) },
        about,
        counts,
    }
}

/// The same in figures, for a table.
fn figures(say: &Say, counts: [i64; 4]) -> Vec<String> {
    let keyed =
        ["figure-clusters", "figure-initiatives", "figure-activities", "figure-results"].into_iter().zip(counts);
    keyed.skip(1).filter(|(_, count)| *count > 0).map(|(key, count)| in_figures(say, key, count)).collect()
}

fn in_figures(say: &Say, key: &str, count: i64) -> String {
    format!("{}\u{a0}{}", say.number(count), say.count(key, count))
}

/// Initiatives, activities and results in words.
fn works(say: &Say, counts: [i64; 4]) -> Vec<String> {
    let [_, initiatives, activities, results] = counts;
    let keyed =
        [("challenge-initiatives", initiatives), ("challenge-activities", activities), ("challenge-results", results)];
    keyed.into_iter().filter(|(_, count)| *count > 0).map(|(key, count)| say.count(key, count)).collect()
}

/// How many of each kind there are on a theme, as a sentence begins.
#[must_use]
pub fn theme_in_words(say: &Say, tally: &Tally, theme: &Theme) -> String {
    let counts = WORK.map(|kind| tally.count(theme, kind, None));
    let clusters = (counts[0] > 0).then(|| say.count("challenge-clusters", counts[0]));
    let parts: Vec<String> = clusters.into_iter().chain(works(say, counts)).collect();
    capitalised(&say.list(&parts))
}

/// What a cluster is called where there is little room.
#[must_use]
pub fn short_name(cluster: &Cluster) -> &str {
    cluster.short_name.as_deref().unwrap_or(&cluster.name)
}

/// A mail to the network about something; `None` when the network has no address.
#[must_use]
pub fn ask(page: &Page, about: &str) -> Option<String> {
    let email = page.landscape.network.contact.as_ref()?.email.as_ref()?;
    Some(format!("mailto:{email}?subject={}", percent_encoded(about)))
}

/// As RFC 6068 wants a header of a mail address: all but unreserved letters as bytes.
fn percent_encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
