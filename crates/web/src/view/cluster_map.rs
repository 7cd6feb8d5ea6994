//! The map with the clusters on it, and the list beside it: the same set.

use model::County;
use model::record::{Cluster, ClusterStatus, Precision};
use model::{Id, Kind};

use crate::map::{self, Labels, MapPoint, Placed, VIEW_HEIGHT, VIEW_WIDTH, View};
use crate::page::Page;
use crate::view::place_name;

/// A map of clusters, ready to be drawn.
#[derive(Debug)]
pub struct ClusterMap {
    /// The view box.
    pub view_box: String,
    /// The sprite's hashed address.
    pub sprite: String,
    /// Counties to mark, by code.
    pub counties: Vec<String>,
    /// Its points, drawn in order.
    pub points: Vec<MapMark>,
    /// Whether there is a cluster that is being formed, so that the legend says what an outlined leaf is.
    pub has_forming: bool,
    /// Whether there is one of which it is not known how it stands.
    pub has_quiet: bool,
    /// Whether the map is the small one beside a page.
    pub small: bool,
}

/// A cluster on the map.
#[derive(Debug)]
pub struct MapMark {
    /// Its page.
    pub href: String,
    /// Its name with its place, for those who hear the map or hover over it. Begins with what is drawn, so that it can
    /// be spoken as it is read (WCAG 2.5.3).
    pub title: String,
    /// How it stands: `is-forming`, `is-quiet` or nothing.
    pub class: &'static str,
    /// Whether the page is about it.
    pub here: bool,
    /// Where its marker, label and lines go.
    pub placed: Placed,
}

impl MapMark {
    /// How wide its leaf is drawn, in map units: larger for the one that the page is about.
    #[must_use]
    pub const fn size(&self) -> f64 {
        if self.here { 22.0 } else { 17.0 }
    }

    /// The upper left corner of its leaf: axis 0 is x, 1 is y.
    #[must_use]
    pub fn corner(&self, axis: u8) -> String {
        let middle = if axis == 0 { self.placed.marker.0 } else { self.placed.marker.1 };
        format!("{:.1}", middle - self.size() / 2.0)
    }
}

/// How a marker shows how a cluster stands.
#[must_use]
pub const fn status_class(status: ClusterStatus) -> &'static str {
    match status {
        ClusterStatus::Active => "",
        ClusterStatus::Forming => "is-forming",
        ClusterStatus::Resting | ClusterStatus::Ended | ClusterStatus::Unknown => "is-quiet",
    }
}

/// The map of all clusters with a point. With `here`, the small map of one cluster, its counties marked.
#[must_use]
pub fn cluster_map(page: &Page, labels: &Labels, here: Option<&Cluster>) -> ClusterMap {
    let located: Vec<&Cluster> =
        page.landscape.clusters.iter().filter(|cluster| cluster.place.point.is_some()).collect();
    let labels = match here {
        Some(here) => Labels::Only(index_of(&located, &here.head.id)),
        None => labels.clone(),
    };
    let counties = here.map(counties_of).unwrap_or_default();
    map_of(page, &located, labels, here, &counties)
}

/// The small map of a theme: the clusters that work with it, and the counties where something is known.
#[must_use]
pub fn theme_map(page: &Page, clusters: &[&Cluster], counties: &[County]) -> ClusterMap {
    let located: Vec<&Cluster> = clusters.iter().copied().filter(|cluster| cluster.place.point.is_some()).collect();
    ClusterMap { small: true, ..map_of(page, &located, Labels::Only(Vec::new()), None, counties) }
}

fn map_of(
    page: &Page,
    located: &[&Cluster],
    labels: Labels,
    here: Option<&Cluster>,
    counties: &[County],
) -> ClusterMap {
    let points: Vec<MapPoint> = located.iter().map(|cluster| map_point(cluster)).collect();
    let font_size = if here.is_some() { 20.0 } else { View::default().font_size };
    let view = View { labels, font_size, ..View::default() };
    let marks =
        located.iter().zip(map::place(&points, &view)).map(|(cluster, placed)| mark(page, cluster, placed, here));
    let mut marks: Vec<MapMark> = marks.collect();
    // The one that the page is about is drawn last, on top.
    marks.sort_by_key(|mark| mark.here);
    ClusterMap {
        view_box: format!("0 0 {VIEW_WIDTH} {VIEW_HEIGHT}"),
        sprite: page.assets().href("map/sweden.svg"),
        counties: counties.iter().map(County::to_string).collect(),
        has_forming: marks.iter().any(|mark| mark.class == "is-forming"),
        has_quiet: marks.iter().any(|mark| mark.class == "is-quiet"),
        points: marks,
        small: here.is_some(),
    }
}

/// The counties a cluster is in or serves.
#[must_use]
pub fn counties_of(cluster: &Cluster) -> Vec<County> {
    model::Record::Cluster(cluster.clone()).counties()
}

fn index_of(clusters: &[&Cluster], id: &Id) -> Vec<usize> {
    clusters.iter().position(|cluster| cluster.head.id == *id).into_iter().collect()
}

fn map_point(cluster: &Cluster) -> MapPoint {
    let position = cluster.place.point.map_or((0.0, 0.0), |point| (point.lat, point.lon));
    let label = cluster.short_name.clone().unwrap_or_else(|| cluster.name.clone());
    let exact = cluster.place.point.is_some_and(|point| point.precision != Precision::Region);
    MapPoint { position, label, priority: u32::from(exact) + u32::from(cluster.status == ClusterStatus::Active) }
}

fn mark(page: &Page, cluster: &Cluster, placed: Placed, here: Option<&Cluster>) -> MapMark {
    let place = place_name(&cluster.place).unwrap_or_default();
    let drawn = placed.label.as_ref().map(|label| label.lines.join(" ")).unwrap_or_default();
    let parts = [drawn.as_str(), cluster.name.as_str(), place.as_str()];
    let named = parts.into_iter().skip(usize::from(cluster.name.contains(&drawn)));
    let title = named.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    MapMark {
        href: page.href(Kind::Cluster, &cluster.head.slug),
        title,
        class: status_class(cluster.status),
        here: here.is_some_and(|here| here.head.id == cluster.head.id),
        placed,
    }
}
