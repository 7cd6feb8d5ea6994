//! The part of the map that is shown: a rectangle in map units, always of the map's own proportions.

use model::County;
use model::filter::Bounds;

use crate::map::{VIEW_HEIGHT, VIEW_WIDTH, Xy, from_map, to_map};

/// How many times larger than the whole country a part of it can be shown: the drawn borders bear no more.
pub const MOST_ZOOM: f64 = 10.0;
/// Narrower than this share of the country, the borders of municipalities are shown.
const MUNICIPALITIES_BELOW: f64 = 0.36;

/// The middle of a county, in map units.
pub fn county_middle(county: County) -> Xy {
    let middle = county.middle();
    to_map(middle.lat, middle.lon)
}

/// A part of the map.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Window {
    /// Its left edge, in map units.
    pub x: f64,
    /// Its upper edge.
    pub y: f64,
    /// Its width; its height follows from it.
    pub width: f64,
}

impl Window {
    /// The whole country.
    pub const WHOLE: Self = Self { x: 0.0, y: 0.0, width: VIEW_WIDTH };

    /// The smallest window around a middle that shows so much to both sides and above and below, inside the map.
    pub fn around((x, y): Xy, half_width: f64, half_height: f64) -> Self {
        let width = (2.0 * half_width).max(2.0 * half_height * VIEW_WIDTH / VIEW_HEIGHT);
        let width = width.clamp(VIEW_WIDTH / MOST_ZOOM, VIEW_WIDTH);
        let height = width * VIEW_HEIGHT / VIEW_WIDTH;
        let inside = |middle: f64, size: f64, most: f64| (middle - size / 2.0).min(most - size).max(0.0);
        Self { x: inside(x, width, VIEW_WIDTH), y: inside(y, height, VIEW_HEIGHT), width }
    }

    /// The window that shows a rectangle of degrees: its size is measured through its middle.
    pub fn of(bounds: &Bounds) -> Self {
        let lat = f64::midpoint(bounds.south, bounds.north).clamp(50.0, 75.0);
        let lon = f64::midpoint(bounds.west, bounds.east).clamp(0.0, 40.0);
        let across = apart(to_map(lat, bounds.west.max(lon - 25.0)), to_map(lat, bounds.east.min(lon + 25.0)));
        let down = apart(to_map(bounds.south.max(lat - 20.0), lon), to_map(bounds.north.min(lat + 20.0), lon));
        Self::around(to_map(lat, lon), across / 2.0, down / 2.0)
    }

    /// Its height, in map units.
    pub fn height(self) -> f64 {
        self.width * VIEW_HEIGHT / VIEW_WIDTH
    }

    /// Its middle.
    pub fn middle(self) -> Xy {
        (self.x + self.width / 2.0, self.y + self.height() / 2.0)
    }

    /// How many times larger it is shown than the whole country.
    pub fn zoom(self) -> f64 {
        VIEW_WIDTH / self.width
    }

    /// Whether it is the whole country.
    pub fn is_whole(self) -> bool {
        self.width >= VIEW_WIDTH
    }

    /// Whether the borders of municipalities are shown.
    pub fn shows_municipalities(self) -> bool {
        self.width < VIEW_WIDTH * MUNICIPALITIES_BELOW
    }

    /// The window so many times larger or smaller around the same middle.
    pub fn zoomed(self, times: f64) -> Self {
        Self::around(self.middle(), self.width / times / 2.0, 0.0)
    }

    /// Whether a point lies in it.
    pub fn has(self, (x, y): Xy) -> bool {
        (self.x..=self.x + self.width).contains(&x) && (self.y..=self.y + self.height()).contains(&y)
    }

    /// Where a point is drawn: in units of the frame, which has the size of the whole map.
    pub fn frame(self, (x, y): Xy) -> Xy {
        ((x - self.x) * self.zoom(), (y - self.y) * self.zoom())
    }

    /// It as a rectangle of degrees, so that [`Window::of`] gives it back.
    pub fn bounds(self) -> Bounds {
        let (x, y) = self.middle();
        let (half_width, half_height) = (self.width / 2.0, self.height() / 2.0);
        let (lat, lon) = from_map((x, y));
        let half_lon = (from_map((x + half_width, y)).1 - from_map((x - half_width, y)).1) / 2.0;
        let half_lat = (from_map((x, y - half_height)).0 - from_map((x, y + half_height)).0) / 2.0;
        Bounds { west: lon - half_lon, south: lat - half_lat, east: lon + half_lon, north: lat + half_lat }
    }
}

/// A rectangle of degrees as it stands in an address: a hundred metres are fine enough.
pub fn written(bounds: &Bounds) -> String {
    let Bounds { west, south, east, north } = bounds;
    format!("{west:.3},{south:.3},{east:.3},{north:.3}")
}

fn apart(a: Xy, b: Xy) -> f64 {
    (a.0 - b.0).hypot(a.1 - b.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_is_the_same_when_written_and_read_again() {
        for (middle, half) in [((107.0, 600.0), 30.0), ((240.0, 115.0), 60.0), ((230.0, 625.0), 25.0)] {
            let window = Window::around(middle, half, 0.0);
            let again = Window::of(&window.bounds());
            let off = apart(again.middle(), window.middle());
            assert!(off < 0.6 && (again.width / window.width - 1.0).abs() < 0.03, "{window:?} {again:?}");
        }
        assert!(Window::of(&Bounds { west: -180.0, south: -90.0, east: 180.0, north: 90.0 }).is_whole());
        let far = Window::of(&Bounds { west: -100.0, south: -50.0, east: -99.0, north: -49.0 });
        assert!(far.x >= 0.0 && far.y + far.height() <= VIEW_HEIGHT + 0.001, "{far:?}");
    }

    #[test]
    fn every_county_has_its_middle_inside_it() {
        let places = model::places::Places::built_in();
        for county in County::all() {
            let found = places.municipality_of(county.middle());
            assert_eq!(found.map(|municipality| municipality.county()), Some(county), "{county}");
        }
    }
}
