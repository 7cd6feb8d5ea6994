//! Counties and municipalities by their official codes, and points on the map.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use crate::record::Precision;
use crate::text::Malformed;
use crate::time::as_text;

/// One of Sweden's 21 counties, by SCB code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct County(u8);

/// One of Sweden's 290 municipalities, by SCB code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Municipality(u16);

/// A point on the map in WGS 84 degrees, and how exactly it is known.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Point {
    /// Degrees north.
    #[schemars(range(min = -90.0, max = 90.0))]
    pub lat: f64,
    /// Degrees east.
    #[schemars(range(min = -180.0, max = 180.0))]
    pub lon: f64,
    /// How exactly it is known.
    pub precision: Precision,
}

/// A position in WGS 84 degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Position {
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
}

impl Position {
    /// The distance along the ground to another position, in kilometres, on a sphere of the Earth's mean radius
    /// (IUGG, 6371.0088 km).
    #[must_use]
    pub fn km_to(self, other: Self) -> f64 {
        const EARTH_RADIUS_KM: f64 = 6371.0088;
        let (lat1, lat2) = (self.lat.to_radians(), other.lat.to_radians());
        let (half_lat, half_lon) = ((lat2 - lat1) / 2.0, (other.lon - self.lon).to_radians() / 2.0);
        let h = half_lat.sin().powi(2) + lat1.cos() * lat2.cos() * half_lon.sin().powi(2);
        2.0 * EARTH_RADIUS_KM * h.sqrt().min(1.0).asin()
    }
}

impl From<Point> for Position {
    fn from(point: Point) -> Self {
        Self { lat: point.lat, lon: point.lon }
    }
}

/// SCB code, Swedish name with "län", short name, NUTS 3 code (Regulation (EU) 2023/674), from south to north.
const COUNTIES: [(u8, &str, &str, &str); 21] = [
    (12, "Skåne län", "Skåne", "SE224"),
    (10, "Blekinge län", "Blekinge", "SE221"),
    (13, "Hallands län", "Halland", "SE231"),
    (7, "Kronobergs län", "Kronoberg", "SE212"),
    (8, "Kalmar län", "Kalmar", "SE213"),
    (9, "Gotlands län", "Gotland", "SE214"),
    (6, "Jönköpings län", "Jönköping", "SE211"),
    (14, "Västra Götalands län", "Västra Götaland", "SE232"),
    (5, "Östergötlands län", "Östergötland", "SE123"),
    (4, "Södermanlands län", "Södermanland", "SE122"),
    (18, "Örebro län", "Örebro", "SE124"),
    (17, "Värmlands län", "Värmland", "SE311"),
    (1, "Stockholms län", "Stockholm", "SE110"),
    (19, "Västmanlands län", "Västmanland", "SE125"),
    (3, "Uppsala län", "Uppsala", "SE121"),
    (20, "Dalarnas län", "Dalarna", "SE312"),
    (21, "Gävleborgs län", "Gävleborg", "SE313"),
    (22, "Västernorrlands län", "Västernorrland", "SE321"),
    (23, "Jämtlands län", "Jämtland", "SE322"),
    (24, "Västerbottens län", "Västerbotten", "SE331"),
    (25, "Norrbottens län", "Norrbotten", "SE332"),
];

/// The middle of each county by its code, degrees north and east: the point of its mainland that is farthest from its
/// border, drawn towards the middle of its area. Made from the drawn borders; good for a mark, not for measuring.
const MIDDLES: [(u8, f64, f64); 21] = [
    (1, 59.60, 18.21),
    (3, 60.03, 17.58),
    (4, 59.05, 16.67),
    (5, 58.40, 15.68),
    (6, 57.49, 14.41),
    (7, 56.81, 14.69),
    (8, 57.28, 16.00),
    (9, 57.50, 18.44),
    (10, 56.29, 15.17),
    (12, 55.96, 13.60),
    (13, 57.00, 12.81),
    (14, 58.03, 12.88),
    (17, 59.83, 13.25),
    (18, 59.43, 14.93),
    (19, 59.77, 16.11),
    (20, 61.15, 13.96),
    (21, 61.56, 16.18),
    (22, 63.26, 17.53),
    (23, 62.98, 13.73),
    (24, 64.75, 17.85),
    (25, 67.00, 20.17),
];

fn digits(text: &str, count: usize) -> Option<u16> {
    (text.len() == count && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

/// Pairs of counties that meet.
const NEIGHBOURS: [(u8, u8); 39] = [
    (1, 3),
    (1, 4),
    (3, 19),
    (3, 21),
    (4, 5),
    (4, 18),
    (4, 19),
    (5, 6),
    (5, 8),
    (5, 14),
    (5, 18),
    (6, 7),
    (6, 8),
    (6, 13),
    (6, 14),
    (7, 8),
    (7, 10),
    (7, 12),
    (7, 13),
    (8, 9),
    (8, 10),
    (10, 12),
    (12, 13),
    (13, 14),
    (14, 17),
    (14, 18),
    (17, 18),
    (17, 20),
    (18, 19),
    (18, 20),
    (19, 20),
    (20, 21),
    (20, 23),
    (21, 22),
    (21, 23),
    (22, 23),
    (22, 24),
    (23, 24),
    (24, 25),
];

impl County {
    /// All counties from south to north, the order in which a Swede reads them on a map.
    pub fn all() -> impl Iterator<Item = Self> {
        COUNTIES.iter().map(|row| Self(row.0))
    }

    fn row(self) -> &'static (u8, &'static str, &'static str, &'static str) {
        COUNTIES.iter().find(|row| row.0 == self.0).unwrap_or(&COUNTIES[0])
    }

    /// Its name with "län": `Gotlands län`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().1
    }

    /// Its name without: `Gotland`.
    #[must_use]
    pub fn short_name(self) -> &'static str {
        self.row().2
    }

    /// The counties it meets on land; for Gotland the one that the ferry goes to.
    #[must_use]
    pub fn neighbours(self) -> Vec<Self> {
        let other = |(one, two): &(u8, u8)| match self.0 {
            own if own == *one => Some(Self(*two)),
            own if own == *two => Some(Self(*one)),
            _ => None,
        };
        NEIGHBOURS.iter().filter_map(other).collect()
    }

    /// Where a mark stands for all of it.
    #[must_use]
    pub fn middle(self) -> Position {
        let row = MIDDLES.iter().find(|row| row.0 == self.0).unwrap_or(&MIDDLES[0]);
        Position { lat: row.1, lon: row.2 }
    }

    /// Its NUTS 3 code: `SE214`.
    #[must_use]
    pub fn nuts3(self) -> &'static str {
        self.row().3
    }
}

impl FromStr for County {
    type Err = Malformed;
    fn from_str(text: &str) -> Result<Self, Malformed> {
        let code = digits(text, 2).and_then(|code| u8::try_from(code).ok());
        let known = code.filter(|code| COUNTIES.iter().any(|row| row.0 == *code));
        known.map(Self).ok_or(Malformed("county"))
    }
}

impl fmt::Display for County {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}", self.0)
    }
}

as_text!(County, "county");

/// Code and name of every municipality, one to a line, ordered by code.
const MUNICIPALITIES: &str = include_str!("../../../data/geo/municipalities.csv");

/// The rows of the municipality table: code, name, seat.
pub(crate) fn municipality_rows() -> impl Iterator<Item = (Municipality, &'static str, Position)> {
    MUNICIPALITIES.lines().skip(1).filter_map(|line| {
        let mut cells = line.split(',');
        let code = cells.next()?.parse().ok()?;
        let name = cells.next()?;
        let mut rest = cells.skip(2);
        let seat = Position { lat: rest.next()?.parse().ok()?, lon: rest.next()?.parse().ok()? };
        Some((Municipality(code), name, seat))
    })
}

impl Municipality {
    /// Its name: `Västervik`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.line().and_then(|line| line.split(',').nth(1)).unwrap_or_default()
    }

    /// Its line in the table.
    fn line(self) -> Option<&'static str> {
        let start = MUNICIPALITIES.find(&format!("\n{self},"))?;
        MUNICIPALITIES[start + 1..].lines().next()
    }

    /// The county it lies in.
    #[must_use]
    pub fn county(self) -> County {
        County(u8::try_from(self.0 / 100).unwrap_or_default())
    }
}

impl FromStr for Municipality {
    type Err = Malformed;
    fn from_str(text: &str) -> Result<Self, Malformed> {
        let code = digits(text, 4).map(Self).filter(|code| code.line().is_some());
        code.ok_or(Malformed("municipality"))
    }
}

impl fmt::Display for Municipality {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.0)
    }
}

as_text!(Municipality, "municipality");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_21_counties_and_290_municipalities() {
        assert_eq!(County::all().count(), 21);
        assert_eq!(municipality_rows().count(), 290);
        for (municipality, name, _) in municipality_rows() {
            assert!(COUNTIES.iter().any(|row| row.0 == municipality.county().0), "{name} lies in no county");
        }
    }

    #[test]
    fn codes_keep_their_leading_zero() {
        assert_eq!("09".parse::<County>().unwrap().to_string(), "09");
        assert_eq!("0980".parse::<Municipality>().unwrap().name(), "Gotland");
        for text in ["9", "00", "02", "099", "+9", "0x"] {
            assert!(text.parse::<County>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_degree_of_latitude_is_111_km() {
        let km = Position { lat: 58.0, lon: 15.0 }.km_to(Position { lat: 59.0, lon: 15.0 });
        assert!((km - 111.195).abs() < 0.01, "{km}");
    }
}
