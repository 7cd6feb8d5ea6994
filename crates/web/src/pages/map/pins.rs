//! What is pinned to the map: public records that have a point, each at each of its places.

use std::collections::HashMap;

use model::filter::Filter;
use model::geo::Position;
use model::record::{Cluster, Place, Precision};
use model::time::When;
use model::{County, Id, Kind};
use store::read::{Placed, Title};

use super::window::county_middle;
use crate::map::{Xy, to_map};
use crate::page::Page;
use crate::serve::error::Error;
use crate::view::cluster_map::status_class;
use crate::view::{Said, place_name};

/// The kinds that can be pinned, in the order of the legend.
pub const KINDS: [Kind; 4] = [Kind::Cluster, Kind::Activity, Kind::Initiative, Kind::Organisation];

/// Everything on the map.
#[derive(Debug, Default)]
pub struct Pins {
    /// In the order of [`KINDS`], and as its room has them within each kind; nearest first when a place was asked for.
    pub all: Vec<Pin>,
}

/// A record at one of its places.
#[derive(Debug)]
pub struct Pin {
    /// Which record.
    pub id: Id,
    /// Its kind.
    pub kind: Kind,
    /// Its page.
    pub href: String,
    /// What it is called.
    pub title: Said,
    /// A name short enough for the map; clusters only.
    pub short: Option<String>,
    /// What its place is called.
    pub place: Option<String>,
    /// Where it is.
    pub spot: Spot,
    /// How a cluster stands, as a class.
    pub class: &'static str,
    /// When it is, for an activity.
    pub when: Option<When>,
    /// Whole kilometres and parts from the place that was asked for; never for what stands for a county.
    pub km: Option<f64>,
}

/// Where something is, as far as may be shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Spot {
    /// At a place.
    At(Position),
    /// Somewhere in a county: its own point stands for an area and is never shown.
    In(County),
}

impl Spot {
    fn of(page: &Page, place: &Place) -> Option<Self> {
        let point = place.point?;
        if point.precision != Precision::Region {
            return Some(Self::At(point.into()));
        }
        let county = place.county.or_else(|| place.municipality.map(model::Municipality::county));
        let nearest = || page.site.places.municipality_of(point.into()).map(model::Municipality::county);
        county.or_else(nearest).map(Self::In)
    }

    /// Where it is pinned, in map units.
    pub fn on_map(self) -> Xy {
        match self {
            Self::At(position) => to_map(position.lat, position.lon),
            Self::In(county) => county_middle(county),
        }
    }

    /// The county that it stands for.
    pub const fn county(self) -> Option<County> {
        match self {
            Self::At(_) => None,
            Self::In(county) => Some(county),
        }
    }

    fn position(self) -> Position {
        match self {
            Self::At(position) => position,
            Self::In(county) => county.middle(),
        }
    }

    fn is_wanted(self, filter: &Filter) -> bool {
        let near = filter.near.as_ref().is_none_or(|near| {
            let own_county = near.municipality.map(model::Municipality::county);
            near.has(self.position()) || (self.county().is_some() && self.county() == own_county)
        });
        near && filter.bounds.is_none_or(|bounds| bounds.has(self.position()))
    }
}

/// What a filter leaves of everything that has a point. One statement; clusters stand in the landscape.
///
/// # Errors
/// When the store does not answer.
pub async fn pins(page: &Page, filter: &Filter) -> Result<Pins, Error> {
    let wanted = |kind: Kind| filter.kinds.is_empty() || filter.kinds.contains(&kind);
    let mut all: Vec<Pin> = Vec::new();
    if wanted(Kind::Cluster) {
        all.extend(page.landscape.clusters.iter().filter_map(|cluster| of_cluster(page, filter, cluster)));
    }
    if KINDS[1..].iter().any(|kind| wanted(*kind)) {
        let mut placed = page.site.store.reader().await?.placed().await?;
        placed.retain(|placed| wanted(placed.kind));
        all.extend(of_records(page, filter, placed));
    }
    all.sort_by_key(|pin| KINDS.iter().position(|kind| *kind == pin.kind));
    if filter.near.is_some() {
        all.sort_by(|a, b| a.km.unwrap_or(f64::MAX).total_cmp(&b.km.unwrap_or(f64::MAX)));
    }
    Ok(Pins { all })
}

fn of_cluster(page: &Page, filter: &Filter, cluster: &Cluster) -> Option<Pin> {
    let spot = Spot::of(page, &cluster.place).filter(|spot| spot.is_wanted(filter))?;
    Some(Pin {
        id: cluster.head.id.clone(),
        kind: Kind::Cluster,
        href: page.href(Kind::Cluster, &cluster.head.slug),
        title: Said::from(cluster.name.clone()),
        short: Some(cluster.short_name.clone().unwrap_or_else(|| cluster.name.clone())),
        place: place_name(&cluster.place),
        spot,
        class: status_class(cluster.status),
        when: None,
        km: km(filter, spot),
    })
}

/// Each record once at each place: of an activity the next time there, or else the last.
fn of_records(page: &Page, filter: &Filter, placed: Vec<Placed>) -> Vec<Pin> {
    let now = page.site.clock.now().as_second();
    // What is to come first, the next of it first; then what has been, the last of it first; then what has no time.
    let order = |placed: &Placed| match (placed.starts, placed.ends) {
        (Some(starts), ends) if ends.is_none_or(|ends| ends > now) => (0, starts),
        (Some(starts), _) => (1, -starts),
        (None, _) => (2, 0),
    };
    let mut seen: HashMap<(Id, Option<County>, i64, i64), usize> = HashMap::new();
    let mut found: Vec<((i64, i64), Spot, Placed)> = Vec::new();
    for one in placed {
        let Some(spot) = Spot::of(page, &one.place).filter(|spot| spot.is_wanted(filter)) else { continue };
        let Position { lat, lon } = spot.position();
        #[expect(clippy::cast_possible_truncation, reason = "degrees fit")]
        let key = (one.id.clone(), spot.county(), (lat * 1e4).round() as i64, (lon * 1e4).round() as i64);
        let next = order(&one);
        match seen.get(&key) {
            Some(index) if found[*index].0 <= next => {}
            Some(index) => found[*index] = (next, spot, one),
            None => {
                seen.insert(key, found.len());
                found.push((next, spot, one));
            }
        }
    }
    found.sort_by_key(|row| row.0);
    found.into_iter().map(|(_, spot, placed)| of_record(page, filter, spot, placed)).collect()
}

fn of_record(page: &Page, filter: &Filter, spot: Spot, placed: Placed) -> Pin {
    let title = match &placed.title {
        Title::Text(text) => page.say.said(text),
        Title::Name(name) => Said::from(name.clone()),
    };
    Pin {
        id: placed.id,
        kind: placed.kind,
        href: page.href(placed.kind, &placed.slug),
        title,
        short: None,
        place: place_name(&placed.place),
        spot,
        class: "",
        when: placed.when,
        km: km(filter, spot),
    }
}

/// A county has no distance: its point must not be found out from afar.
fn km(filter: &Filter, spot: Spot) -> Option<f64> {
    match spot {
        Spot::At(position) => filter.near.as_ref().map(|near| near.position.km_to(position)),
        Spot::In(_) => None,
    }
}
