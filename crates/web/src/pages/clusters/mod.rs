//! The directory of clusters, nearest first when a place is given, and the page of each.

use askama::Template;
use axum::extract::Path;
use model::filter::{Filter, Near, Scope};
use model::geo::Position;
use model::record::{Cluster, ClusterStatus, Record};
use model::{County, Kind, Municipality};
use search::Order;
use words::dates;

use super::{Answer, html};
use crate::addresses::Room;
use crate::listing::{Listing, find, parse};
use crate::map::Labels;
use crate::outputs::embedded;
use crate::page::{Layout, Page};
use crate::serve::error::Error;
use crate::view::cluster_map::{ClusterMap, cluster_map, counties_of, status_class};
use crate::view::related::{Colleague, Related, related};
use crate::view::{
    Chip, Fact, Facts, Rows, Said, Say, SourceLine, chip, last_read, linked_names, place_and_county, source_lines,
    theme_chips,
};

#[derive(Debug, Template)]
#[template(path = "clusters/list.html")]
struct ClusterList {
    say: Say,
    layout: Layout,
    path: String,
    find_value: String,
    listing: Listing,
    /// The clusters, those that are near enough when a place was asked for.
    clusters: Vec<ClusterRow>,
    /// Those that are further away.
    further: Vec<ClusterRow>,
    /// The place that they are sorted by their distance to.
    near: Option<String>,
    map: ClusterMap,
}

#[derive(Debug)]
pub struct ClusterRow {
    pub href: String,
    pub name: String,
    pub place: String,
    summary: Said,
    pub class: &'static str,
    pub status: Option<String>,
    /// Whole kilometres, when a place was asked for.
    km: Option<String>,
    /// Whether it works for the county of the place that was asked for.
    serves: bool,
    themes: Vec<Chip>,
}

/// Most clusters of the directory.
const DIRECTORY: usize = 300;

/// The directory. Around a place those that are near enough come first, nearest first, and then all the others.
pub async fn list(page: Page) -> Answer {
    let scope = Scope::Of(Kind::Cluster);
    let asked = parse(&page, scope)?;
    let everywhere = Filter { near: None, after: None, ..asked.clone() };
    let kept = find(&page, &everywhere, Order::Time, DIRECTORY, false)?.ids;
    let mut clusters: Vec<(Option<f64>, &Cluster)> = (kept.iter())
        .filter_map(|id| page.landscape.cluster(id))
        .map(|cluster| (asked.near.as_ref().and_then(|near| distance(cluster, near.position)), cluster))
        .collect();
    let county = asked.near.as_ref().and_then(|near| near.municipality).map(Municipality::county);
    let rows = |clusters: &[(Option<f64>, &Cluster)]| {
        clusters.iter().map(|(km, cluster)| row(&page, cluster, *km, county)).collect()
    };
    let mut enough = clusters.len();
    if let Some(near) = &asked.near {
        clusters.sort_by(|a, b| a.0.unwrap_or(f64::MAX).total_cmp(&b.0.unwrap_or(f64::MAX)));
        enough = clusters.iter().filter(|(km, _)| km.is_some_and(|km| km <= near.km)).count();
    }
    let near = asked.near.as_ref().map(|near| near_words(&page, near));
    let title = match &near {
        Some(place) => page.say.with("clusters-near", "place", place),
        None => page.say.t("room-clusters"),
    };
    let listing = Listing::of(&page, scope, Order::Time, DIRECTORY).await?;
    html(&ClusterList {
        path: page.room(Room::Clusters),
        find_value: asked
            .near
            .as_ref()
            .filter(|near| near.name.is_some())
            .map(|near| near.said.clone())
            .unwrap_or_default(),
        clusters: rows(&clusters[..enough]),
        further: rows(&clusters[enough..]),
        near,
        map: cluster_map(&page, &Labels::All, None),
        layout: page.layout(&title, &page.say.t("clusters-lead")),
        listing,
        say: page.say.clone(),
    })
}

/// What a place that was asked for is called.
fn near_words(page: &Page, near: &Near) -> String {
    match (&near.name, near.municipality) {
        (Some(name), _) => name.clone(),
        (None, Some(municipality)) => page.say.with("near-here", "place", municipality.name()),
        (None, None) => near.said.clone(),
    }
}

fn distance(cluster: &Cluster, position: Position) -> Option<f64> {
    cluster.place.point.map(|point| position.km_to(point.into()))
}

/// A cluster in a list.
#[must_use]
pub fn row(page: &Page, cluster: &Cluster, km: Option<f64>, county: Option<County>) -> ClusterRow {
    let say = &page.say;
    ClusterRow {
        href: page.href(Kind::Cluster, &cluster.head.slug),
        name: cluster.name.clone(),
        place: place_and_county(&cluster.place).unwrap_or_default(),
        summary: say.said(&cluster.summary),
        class: status_class(cluster.status),
        status: (cluster.status != ClusterStatus::Active).then(|| say.t(cluster.status.key())),
        km: km.map(|km| distance_words(say, km)),
        serves: county.is_some_and(|county| counties_of(cluster).contains(&county)),
        themes: cluster.themes.iter().take(4).filter_map(|id| Some(chip(page, page.landscape.theme(id)?))).collect(),
    }
}

/// A distance as one says it: points are places, not doors, so never closer than whole kilometres.
#[must_use]
pub fn distance_words(say: &Say, km: f64) -> String {
    if km < 5.0 {
        return say.t("distance-here");
    }
    #[expect(clippy::cast_possible_truncation, reason = "distances on Earth fit")]
    let whole = if km < 20.0 { km.round() as i64 } else { (km / 5.0).round() as i64 * 5 };
    say.count("distance-km", whole)
}

#[derive(Debug, Template)]
#[template(path = "clusters/cluster.html")]
struct ClusterPage {
    say: Say,
    layout: Layout,
    name: String,
    summary: Said,
    body: Option<Said>,
    status: Option<String>,
    facts: Vec<Fact>,
    confirmed: Option<String>,
    notes: Vec<Said>,
    themes: Vec<Chip>,
    related: Related,
    colleagues: Vec<Colleague>,
    successor: Option<(String, String)>,
    last_read: Option<String>,
    sources: Vec<SourceLine>,
    map: ClusterMap,
}

/// The page of a cluster.
pub async fn show(page: Page, Path(slug): Path<String>) -> Answer {
    let own = page.record(Kind::Cluster, &slug).await?;
    let page = page.about(&own.record);
    let Record::Cluster(cluster) = &own.record else { return Err(Error::NotFound) };
    let mut reader = page.site.store.reader().await?;
    let mut records = reader.referring_to(&cluster.head.id).await?;
    drop(reader);
    records.push(own.clone());
    let rows = Rows::of(&page, &records).await?;
    records.pop();
    let say = &page.say;
    let summary = say.said(&cluster.summary);
    let status = (cluster.status != ClusterStatus::Active).then(|| say.t(cluster.status.key()));
    let (related, colleagues) = related(&page, &rows, &records, &cluster.head.id);
    html(&ClusterPage {
        layout: page.layout(&cluster.name, &summary.text).with_data(embedded(
            &page,
            &own,
            rows.names(&cluster.head.id),
        )),
        name: cluster.name.clone(),
        body: say.maybe(cluster.body.as_ref()),
        status,
        facts: facts(&page, cluster, &rows),
        confirmed: cluster.confirmed.map(|day| dates::day(page.lang, day.0)),
        notes: cluster.facts.iter().map(|fact| say.said(fact)).collect(),
        themes: theme_chips(&page, &cluster.themes),
        successor: (cluster.successor.as_ref().and_then(|id| page.landscape.cluster(id)))
            .map(|next| (page.href(Kind::Cluster, &next.head.slug), next.name.clone())),
        last_read: last_read(say, &cluster.head.sources),
        sources: source_lines(say, &cluster.head.sources),
        map: cluster_map(&page, &Labels::All, Some(cluster)),
        summary,
        related,
        colleagues,
        say: say.clone(),
    })
}

fn facts(page: &Page, cluster: &Cluster, rows: &Rows<'_>) -> Vec<Fact> {
    let say = &page.say;
    let mut facts = Facts::new(say);
    facts.text("fact-place", place_and_county(&cluster.place).unwrap_or_default());
    let counties = || counties_of(cluster).iter().map(|county| county.name().to_owned()).collect::<Vec<_>>();
    facts.texts("fact-area", say.maybe(cluster.area.as_ref()).or_else(|| Some(Said::from(say.list(&counties())))));
    facts.links("fact-host", linked_names(page, rows, &cluster.head.id, "host-organisation"));
    facts.texts("fact-form", say.maybe(cluster.organisation_form.as_ref()));
    let founded = cluster.founded.map(|date| Said::from(dates::partial(page.lang, &date)));
    facts.texts("fact-founded", founded.into_iter().chain(say.maybe(cluster.founded_note.as_ref())));
    facts.text("fact-member", dates::stretch(page.lang, cluster.member_from.as_ref(), cluster.member_to.as_ref()));
    if let Some(contact) = &cluster.contact {
        let address = contact.email.as_ref().map(|mail| format!("mailto:{mail}"));
        let address = address.or_else(|| contact.url.as_ref().map(ToString::to_string));
        facts.links("fact-contact", [(say.said(&contact.role), address)]);
    }
    facts.text("fact-also", say.list(&cluster.also_known_as));
    facts.website(cluster.website.as_ref());
    facts.done()
}
