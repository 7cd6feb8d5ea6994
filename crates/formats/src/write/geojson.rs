//! GeoJSON (RFC 7946): records as features, each at its point. Map programs read the properties as the columns of a
//! table, so every feature has all of them, in the same order and of the same types; what is not known is `null`.

use model::geo::Point;
use serde_json::{Value, json};

use super::Edition;
use super::table::{Cell, Column, Row, map_columns, spots};

/// A hundred thousand parts of a degree: about a metre (RFC 7946, section 11.2).
const PARTS_OF_A_DEGREE: f64 = 100_000.0;

/// Which features there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Features {
    /// Every record; one without a point has no geometry.
    All,
    /// What has a point, as on a map.
    Placed,
}

/// An edition as a collection of features, one for each occasion and each place.
#[must_use]
pub fn collection(edition: &Edition<'_>, which: Features) -> Vec<u8> {
    let columns: Vec<(String, &Column)> =
        map_columns().map(|column| (Value::from(column.name).to_string(), column)).collect();
    let mut bounds: Option<[f64; 4]> = None;
    let mut features = String::new();
    for row in spots(edition) {
        let point = row.place.and_then(|place| place.point).map(position);
        if point.is_none() && which == Features::Placed {
            continue;
        }
        if let Some([lon, lat]) = point {
            let [west, south, east, north] = bounds.unwrap_or([lon, lat, lon, lat]);
            bounds = Some([west.min(lon), south.min(lat), east.max(lon), north.max(lat)]);
        }
        features.push_str(if features.is_empty() { "\n" } else { ",\n" });
        features.push_str(&feature(point, &row, &columns));
    }
    let mut text = format!("{{\"type\":\"FeatureCollection\",\n\"title\":{}", Value::from(edition.title.as_str()));
    if let Some(next) = &edition.next {
        text.extend([",\n\"next\":", &Value::from(next.as_str()).to_string()]);
    }
    if let Some(bounds) = bounds {
        text.extend([",\n\"bbox\":", &json!(bounds).to_string()]);
    }
    text.extend([",\n\"features\":[", &features, "]}\n"]);
    text.into_bytes()
}

/// Written by hand, so that the properties stand in the order of the columns.
fn feature(point: Option<[f64; 2]>, row: &Row<'_>, columns: &[(String, &Column)]) -> String {
    let geometry = point.map_or(Value::Null, |point| json!({ "type": "Point", "coordinates": point }));
    let mut text = format!("{{\"type\":\"Feature\",\"geometry\":{geometry},\"properties\":{{");
    for (at, (name, column)) in columns.iter().enumerate() {
        let value = value(&column.of(row)).to_string();
        text.extend([if at == 0 { "" } else { "," }, name, ":", &value]);
    }
    text.push_str("}}");
    text
}

fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Empty => Value::Null,
        Cell::Whole(number) => json!(number),
        Cell::Number(number) => json!(number),
        Cell::Flag(flag) => json!(flag),
        Cell::Text(_) | Cell::Link(_) | Cell::Day(_) | Cell::Time(_) | Cell::Moment(_) => json!(cell.written()),
    }
}

/// Longitude and latitude, as exact as makes sense.
fn position(point: Point) -> [f64; 2] {
    [point.lon, point.lat].map(|degrees| (degrees * PARTS_OF_A_DEGREE).round() / PARTS_OF_A_DEGREE)
}
