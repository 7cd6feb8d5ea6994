//! Help when nothing is found: what to leave out, where else to look, and whom to ask.

use model::filter::{Filter, Scope};
use model::{County, Kind};
use search::{Found, Order};

use super::{find, href};
use crate::addresses::Room;
use crate::listing::panel::label;
use crate::page::Page;

/// Most parts of a filter that are tried left out.
const MOST_TRIED: usize = 6;
/// Most clusters to ask.
const MOST_ASKED: usize = 3;

/// Help when nothing is found.
#[derive(Debug, Default)]
pub struct Zero {
    /// What is found with one part of the filter left out.
    pub without: Vec<Help>,
    /// What is found in the counties around.
    pub around: Vec<Help>,
    /// The same words in all that there is.
    pub everywhere: Option<Help>,
    /// Clusters to ask.
    pub ask: Vec<(String, String)>,
    /// The network's own address, if it has one.
    pub contact: Option<String>,
}

/// A way to go on.
#[derive(Debug)]
pub struct Help {
    /// Where to.
    pub href: String,
    /// What it is.
    pub label: String,
    /// How many there are.
    pub count: usize,
}

impl Zero {
    /// Help for a filter that finds nothing.
    #[must_use]
    pub fn of(page: &Page, scope: Scope, filter: &Filter, found: &Found) -> Self {
        let scoped = scope != Scope::Everything;
        let mut zero = Self::default();
        let pairs = filter.pairs(scoped);
        let mut keys: Vec<&str> = pairs.iter().map(|(key, _)| *key).filter(|key| *key != "within").collect();
        keys.dedup();
        for key in keys.into_iter().take(MOST_TRIED) {
            let left = without(filter, key, scope);
            let count = find(page, &left, Order::Time, 0, false).map_or(0, |found| found.total);
            // Without its only words a search is no search: other words help more.
            let says_nothing = key == "q" && left.is_open();
            if count > 0 && !says_nothing {
                let values: Vec<String> = pairs
                    .iter()
                    .filter(|(known, _)| *known == key)
                    .map(|(_, value)| label(page, scope, key, value))
                    .collect();
                let (href, label) = (href(&page.path, &left.pairs(scoped)), page.say.list(&values));
                zero.without.push(Help { href, label, count });
            }
        }
        zero.without.sort_by_key(|help| std::cmp::Reverse(help.count));
        zero.around = around(page, scope, filter, found);
        if scoped && filter.words.is_some() {
            let words = Filter { words: filter.words.clone(), ..Filter::default() };
            let count = find(page, &words, Order::Relevance, 0, false).map_or(0, |found| found.total);
            let href = href(&page.room(Room::Search), &words.pairs(false));
            zero.everywhere = (count > 0).then(|| Help { href, label: page.say.t("zero-everywhere"), count });
        }
        zero.ask = ask(page, filter);
        zero.contact =
            page.landscape.network.contact.as_ref().and_then(|contact| contact.email.as_ref()).map(ToString::to_string);
        zero
    }

    /// Whether there is anything else to try.
    #[must_use]
    pub fn has_ways(&self) -> bool {
        !self.without.is_empty() || !self.around.is_empty() || self.everywhere.is_some()
    }
}

/// The filter with one of its parts left out.
fn without(filter: &Filter, key: &str, scope: Scope) -> Filter {
    let mut left = Filter { after: None, ..filter.clone() };
    match key {
        "q" => left.words = None,
        "kind" => {
            left.sorts.clear();
            if scope == Scope::Everything {
                left.kinds.clear();
            }
        }
        "theme" => left.themes.clear(),
        "cluster" => left.clusters.clear(),
        "county" => left.counties.clear(),
        "municipality" => left.municipalities.clear(),
        "form" => left.forms.clear(),
        "status" => left.statuses.clear(),
        "period" => left.period = model::filter::Period::All,
        "from" => left.from = None,
        "until" => left.until = None,
        "near" => left.near = None,
        "bbox" => left.bounds = None,
        _ => left.langs.clear(),
    }
    left
}

/// What there is in the counties next to those that were asked for: the county's facet counts just that.
fn around(page: &Page, scope: Scope, filter: &Filter, found: &Found) -> Vec<Help> {
    let mut around: Vec<Help> = Vec::new();
    let next: Vec<County> = filter.counties.iter().flat_map(|county| county.neighbours()).collect();
    for (county, count) in found.facets.county.iter().filter(|(county, _)| next.contains(county)) {
        let there = Filter { counties: vec![*county], after: None, ..filter.clone() };
        around.push(Help {
            href: href(&page.path, &there.pairs(scope != Scope::Everything)),
            label: county.name().to_owned(),
            count: *count,
        });
    }
    around
}

/// The clusters that serve what was asked for.
fn ask(page: &Page, filter: &Filter) -> Vec<(String, String)> {
    let counties: Vec<County> =
        filter.counties.iter().copied().chain(filter.municipalities.iter().map(|one| one.county())).collect();
    let near = filter.near.as_ref().and_then(|near| near.municipality).map(model::Municipality::county);
    let counties: Vec<County> = counties.into_iter().chain(near).collect();
    let serves = |cluster: &&model::record::Cluster| {
        let own = cluster.place.county.or_else(|| cluster.place.municipality.map(model::Municipality::county));
        own.into_iter().chain(cluster.counties_served.iter().copied()).any(|county| counties.contains(&county))
    };
    let clusters = page.landscape.clusters.iter().filter(serves).take(MOST_ASKED);
    clusters.map(|cluster| (page.href(Kind::Cluster, &cluster.head.slug), cluster.name.clone())).collect()
}
