//! The directory of clusters, nearest first when a place is given, and the page of each.

use askama::Template;
use axum::extract::Path;
use model::geo::Position;
use model::record::{Cluster, ClusterStatus, Record};
use model::{County, Kind};
use store::read::Stored;
use words::dates;

use super::{Answer, html};
use crate::addresses::Room;
use crate::map::Labels;
use crate::page::{Layout, Page};
use crate::serve::error::{Error, Problem};
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
    near: Option<Near>,
    find_value: String,
    clusters: Vec<ClusterRow>,
    map: ClusterMap,
}

/// The place that clusters are sorted by their distance to.
#[derive(Debug)]
struct Near {
    /// What the place is called, with its municipality.
    name: String,
    /// Others of the same name, each with its address.
    others: Vec<(String, String)>,
    /// Its county.
    county: Option<County>,
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

/// The directory.
pub async fn list(page: Page) -> Answer {
    let asked = page.query.first("near");
    let found = asked.map(|asked| find(&page, asked)).transpose()?;
    let mut clusters: Vec<(Option<f64>, &Cluster)> = (page.landscape.clusters.iter())
        .map(|cluster| (found.as_ref().and_then(|(position, _)| distance(cluster, *position)), cluster))
        .collect();
    if found.is_some() {
        clusters.sort_by(|a, b| a.0.unwrap_or(f64::MAX).total_cmp(&b.0.unwrap_or(f64::MAX)));
    }
    let county = found.as_ref().and_then(|(_, near)| near.county);
    let rows = clusters.iter().map(|(km, cluster)| row(&page, cluster, *km, county)).collect();
    let title = match &found {
        Some((_, near)) => page.say.with("clusters-near", "place", &near.name),
        None => page.say.t("room-clusters"),
    };
    let layout = page.layout(&title, &page.say.t("clusters-lead"));
    html(&ClusterList {
        path: page.room(Room::Clusters),
        find_value: asked.filter(|asked| coordinates(asked).is_none()).unwrap_or_default().to_owned(),
        near: found.map(|(_, near)| near),
        clusters: rows,
        map: cluster_map(&page, &Labels::All, None),
        say: page.say.clone(),
        layout,
    })
}

/// The place that a text names: a name, or a latitude and a longitude with a comma between.
fn find(page: &Page, asked: &str) -> Result<(Position, Near), Error> {
    let places = &page.site.places;
    if let Some(position) = coordinates(asked) {
        let municipality = places.municipality_of(position).ok_or_else(|| unknown(page, asked))?;
        let name = page.say.with("near-here", "place", municipality.name());
        let near = Near { name, others: Vec::new(), county: Some(municipality.county()) };
        return Ok((position, near));
    }
    let found = places.find(asked).ok_or_else(|| unknown(page, asked))?;
    let full = |place: &model::places::NamedPlace| match place.municipality.name() {
        name if name == place.name => format!("{}, {}", place.name, place.county().name()),
        name => format!("{}, {name}", place.name),
    };
    let near = Near {
        name: found.place.name.clone(),
        others: found.others.iter().map(|other| (full(other), near_href(page, &full(other)))).collect(),
        county: Some(found.place.county()),
    };
    Ok((found.place.position, near))
}

fn unknown(page: &Page, asked: &str) -> Error {
    let nearest = page.site.places.nearest_names(asked);
    let nearest = nearest.into_iter().map(|name| (near_href(page, name), name.to_owned())).collect();
    Error::Bad(Problem::UnknownPlace { value: asked.to_owned(), nearest })
}

fn near_href(page: &Page, name: &str) -> String {
    let value: String = url::form_urlencoded::byte_serialize(name.as_bytes()).collect();
    format!("{}?near={value}", page.room(Room::Clusters))
}

/// Degrees north and east with a comma between, inside the north of Europe.
fn coordinates(text: &str) -> Option<Position> {
    let (lat, lon) = text.split_once(',')?;
    let position = Position { lat: lat.trim().parse().ok()?, lon: lon.trim().parse().ok()? };
    let inside = (50.0..=75.0).contains(&position.lat) && (0.0..=40.0).contains(&position.lon);
    inside.then_some(position)
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
    let Stored { record, .. } = page.record(Kind::Cluster, &slug).await?;
    let Record::Cluster(cluster) = &record else { return Err(Error::NotFound) };
    let mut reader = page.site.store.reader().await?;
    let mut records = reader.referring_to(&cluster.head.id).await?;
    drop(reader);
    records.push(Stored { record: record.clone(), changed: jiff::Timestamp::UNIX_EPOCH });
    let rows = Rows::of(&page, &records).await?;
    records.pop();
    let say = &page.say;
    let summary = say.said(&cluster.summary);
    let status = (cluster.status != ClusterStatus::Active).then(|| say.t(cluster.status.key()));
    let (related, colleagues) = related(&page, &rows, &records, &cluster.head.id);
    html(&ClusterPage {
        layout: page.layout(&cluster.name, &summary.text),
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
