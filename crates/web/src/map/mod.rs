//! The map room: where a place lies on the map of Sweden, and where its name can stand.
//!
//! The map itself is a sprite, `assets/map/sweden.svg`, made by `data/geo/make_sprite.py`. This module turns degrees
//! into the units of that sprite and sets out markers and names so that nothing lies on anything else:
//! [`to_map`] for one point, [`place`] for a map full of them.
//!
//! ```text
//! degrees ── projection ──► metres ── to_map ──► map units ── dodge ──► markers ── candidates, labels ──► names
//! ```

mod candidates;
mod dodge;
mod labels;
mod metrics;
mod projection;
mod shapes;
#[cfg(test)]
mod tests;

use candidates::Obstacles;
use shapes::Segment;

pub use projection::{degrees, sweref99tm};

/// The width of the map, in map units; the sprite's `viewBox` says the same.
pub const VIEW_WIDTH: f64 = 390.0;
/// The height of the map, in map units.
pub const VIEW_HEIGHT: f64 = 748.0;

/// Map units per metre: one unit is about two kilometres.
const SCALE: f64 = 0.000_48;
/// The easting of the map's left edge, in metres of SWEREF 99 TM.
const WEST: f64 = 223_000.0;
/// The northing of its upper edge.
const NORTH: f64 = 7_680_000.0;

/// A marker that stepped aside farther than this, in radii, shows its true place too: two at one place do not, their
/// true place is where they meet.
const FAR_ASIDE: f64 = 1.5;

/// A point on the map, in map units: x to the east, y to the south.
pub type Xy = (f64, f64);

/// What is to be shown on the map.
#[derive(Clone, Debug)]
pub struct MapPoint {
    /// Latitude and longitude in degrees.
    pub position: (f64, f64),
    /// Its name, as short as it can be.
    pub label: String,
    /// When there is not room for all names, those with the highest number are shown.
    pub priority: u32,
}

/// The map as it will be shown: everything in map units, so a small map has large letters.
#[derive(Clone, Debug)]
pub struct View {
    /// Names and markers stay left of this.
    pub width: f64,
    /// Names and markers stay above this.
    pub height: f64,
    /// The size of the names.
    pub font_size: f64,
    /// Half the width of a marker.
    pub marker_radius: f64,
    /// A name longer than this is broken in two at a space.
    pub line_length: f64,
    /// Whose names are shown.
    pub labels: Labels,
}

impl Default for View {
    fn default() -> Self {
        Self {
            width: VIEW_WIDTH,
            height: VIEW_HEIGHT,
            font_size: 13.5,
            marker_radius: 6.5,
            line_length: 105.0,
            labels: Labels::All,
        }
    }
}

/// Whose names are shown; every point has a marker all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Labels {
    /// As many as there is room for.
    All,
    /// Those of the points with these indexes.
    Only(Vec<usize>),
}

impl Labels {
    fn include(&self, index: usize) -> bool {
        match self {
            Self::All => true,
            Self::Only(indexes) => indexes.contains(&index),
        }
    }
}

/// A point set out on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// Where the middle of its marker goes.
    pub marker: Xy,
    /// Where it truly lies.
    pub origin: Xy,
    /// Whether the marker had to step aside so far that its true place should be shown, as a dot with a thin line.
    pub moved: bool,
    /// Its name, if there is room for it.
    pub label: Option<Label>,
    /// The two ends of the line from the marker to a name that stands farther off.
    pub leader: Option<[Xy; 2]>,
}

/// A name set out on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// One line or two.
    pub lines: Vec<String>,
    /// Which end of each line `x` is.
    pub anchor: Anchor,
    /// Where each line begins, has its middle or ends.
    pub x: f64,
    /// The baseline of the first line.
    pub y: f64,
    /// From one baseline to the next.
    pub line_height: f64,
}

/// How the lines of a name are set at their `x`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// They begin there.
    Start,
    /// They have their middle there.
    Middle,
    /// They end there.
    End,
}

impl Anchor {
    /// The value of SVG's `text-anchor`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }
}

/// Where a place, in degrees, lies on the map.
pub fn to_map(lat: f64, lon: f64) -> Xy {
    let (east, north) = sweref99tm(lat, lon);
    ((east - WEST) * SCALE, (NORTH - north) * SCALE)
}

/// The place, in degrees north and east, that lies somewhere on the map.
pub fn from_map((x, y): Xy) -> (f64, f64) {
    degrees(x / SCALE + WEST, NORTH - y / SCALE)
}

/// How many map units a kilometre is.
pub const KILOMETRE: f64 = 1_000.0 * SCALE;

/// Sets out markers and names, in the order of `points`. The same points always give the same map.
pub fn place(points: &[MapPoint], view: &View) -> Vec<Placed> {
    let origins: Vec<Xy> = points.iter().map(|point| to_map(point.position.0, point.position.1)).collect();
    let names: Vec<(&str, u32)> = points.iter().map(|point| (point.label.as_str(), point.priority)).collect();
    place_on_map(&origins, &names, view)
}

fn place_on_map(origins: &[Xy], names: &[(&str, u32)], view: &View) -> Vec<Placed> {
    set_out(origins, &vec![view.marker_radius; origins.len()], names, view)
}

/// The same for markers of different sizes, whose true places are given in map units, their radii and their names with
/// priorities beside. An empty name is not set out.
pub fn set_out(origins: &[Xy], radii: &[f64], names: &[(&str, u32)], view: &View) -> Vec<Placed> {
    let markers = dodge::dodge(origins, radii, (view.width, view.height));
    let stems: Vec<Option<Segment>> = origins
        .iter()
        .zip(&markers)
        .zip(radii)
        .map(|((&from, &to), radius)| (Segment { from, to }, radius))
        .map(|(stem, radius)| (stem.length() > FAR_ASIDE * radius).then_some(stem))
        .collect();

    let obstacles = Obstacles { markers: &markers, radii, stems: &stems };
    let wanted = |i: usize| view.labels.include(i) && !names[i].0.is_empty();
    let candidates: Vec<_> = (0..names.len())
        .map(|i| if wanted(i) { candidates::candidates(i, names[i].0, &obstacles, view) } else { Vec::new() })
        .collect();
    let priorities: Vec<u32> = names.iter().map(|&(_, priority)| priority).collect();
    let chosen = labels::settle(&candidates, &priorities);

    let place_one = |i: usize| {
        let candidate = chosen[i].map(|place| &candidates[i][place]);
        Placed {
            marker: tenths(markers[i]),
            origin: tenths(origins[i]),
            moved: stems[i].is_some(),
            label: candidate.map(|c| c.label(view).in_tenths()),
            leader: candidate.and_then(|c| c.leader).map(|line| [tenths(line.from), tenths(line.to)]),
        }
    };
    (0..origins.len()).map(place_one).collect()
}

impl Label {
    fn in_tenths(self) -> Self {
        let (x, y) = tenths((self.x, self.y));
        Self { x, y, line_height: tenth(self.line_height), ..self }
    }
}

/// Tenths of a unit are finer than the eye and short in the page.
fn tenths((x, y): Xy) -> Xy {
    (tenth(x), tenth(y))
}

fn tenth(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}
