//! SWEREF 99 TM, Sweden's own map projection: latitude and longitude in degrees to metres on a plane.
//!
//! Gauss–Krüger on the ellipsoid GRS 80, by the series that Lantmäteriet publishes; right to a millimetre in Sweden
//! and to far less than a map unit in the neighbouring countries.

/// Half the long axis of GRS 80, in metres.
const SEMI_MAJOR_AXIS: f64 = 6_378_137.0;
const FLATTENING: f64 = 1.0 / 298.257_222_101;
const CENTRAL_MERIDIAN: f64 = 15.0;
const SCALE: f64 = 0.9996;
const FALSE_EASTING: f64 = 500_000.0;

/// Easting and northing in metres of a place given in degrees (WGS 84 or SWEREF 99, which differ by less than a metre).
pub fn sweref99tm(lat: f64, lon: f64) -> (f64, f64) {
    let n = FLATTENING / (2.0 - FLATTENING);
    let radius = SEMI_MAJOR_AXIS / (1.0 + n) * (1.0 + n.powi(2) / 4.0 + n.powi(4) / 64.0);
    let conformal = conformal_latitude(lat.to_radians());
    let from_meridian = (lon - CENTRAL_MERIDIAN).to_radians();

    let xi = conformal.tan().atan2(from_meridian.cos());
    let eta = (conformal.cos() * from_meridian.sin()).atanh();
    let (mut north, mut east) = (xi, eta);
    for (order, beta) in (1..).zip(series(n)) {
        let k = 2.0 * f64::from(order);
        north += beta * (k * xi).sin() * (k * eta).cosh();
        east += beta * (k * xi).cos() * (k * eta).sinh();
    }
    (SCALE * radius * east + FALSE_EASTING, SCALE * radius * north)
}

/// Latitude and longitude in degrees of a place given by its easting and northing in metres: the same way backwards.
pub fn degrees(east: f64, north: f64) -> (f64, f64) {
    let n = FLATTENING / (2.0 - FLATTENING);
    let radius = SEMI_MAJOR_AXIS / (1.0 + n) * (1.0 + n.powi(2) / 4.0 + n.powi(4) / 64.0);
    let (xi, eta) = (north / (SCALE * radius), (east - FALSE_EASTING) / (SCALE * radius));
    let (mut north, mut east) = (xi, eta);
    for (order, delta) in (1..).zip(backwards(n)) {
        let k = 2.0 * f64::from(order);
        north -= delta * (k * xi).sin() * (k * eta).cosh();
        east -= delta * (k * xi).cos() * (k * eta).sinh();
    }
    let conformal = (north.sin() / east.cosh()).asin();
    let lon = CENTRAL_MERIDIAN + east.sinh().atan2(north.cos()).to_degrees();
    (geographic_latitude(conformal).to_degrees(), lon)
}

/// The latitude on the ellipsoid of a conformal one.
fn geographic_latitude(conformal: f64) -> f64 {
    let e2 = FLATTENING * (2.0 - FLATTENING);
    let a = e2 + e2.powi(2) + e2.powi(3) + e2.powi(4);
    let b = -(7.0 * e2.powi(2) + 17.0 * e2.powi(3) + 30.0 * e2.powi(4)) / 6.0;
    let c = (224.0 * e2.powi(3) + 889.0 * e2.powi(4)) / 120.0;
    let d = -4279.0 * e2.powi(4) / 1260.0;
    let sin2 = conformal.sin().powi(2);
    conformal + conformal.sin() * conformal.cos() * (a + sin2 * (b + sin2 * (c + sin2 * d)))
}

/// The coefficients δ₁ to δ₄ of the series backwards, in the third flattening `n`.
fn backwards(n: f64) -> [f64; 4] {
    let (n2, n3, n4) = (n.powi(2), n.powi(3), n.powi(4));
    [
        n / 2.0 - 2.0 / 3.0 * n2 + 37.0 / 96.0 * n3 - n4 / 360.0,
        n2 / 48.0 + n3 / 15.0 - 437.0 / 1440.0 * n4,
        17.0 / 480.0 * n3 - 37.0 / 840.0 * n4,
        4397.0 / 161_280.0 * n4,
    ]
}

/// The latitude on a sphere that keeps the ellipsoid's angles.
fn conformal_latitude(lat: f64) -> f64 {
    let e2 = FLATTENING * (2.0 - FLATTENING);
    let a = e2;
    let b = (5.0 * e2.powi(2) - e2.powi(3)) / 6.0;
    let c = (104.0 * e2.powi(3) - 45.0 * e2.powi(4)) / 120.0;
    let d = 1237.0 * e2.powi(4) / 1260.0;
    let sin2 = lat.sin().powi(2);
    lat - lat.sin() * lat.cos() * (a + sin2 * (b + sin2 * (c + sin2 * d)))
}

/// The coefficients β₁ to β₄ of the series, in the third flattening `n`.
fn series(n: f64) -> [f64; 4] {
    let (n2, n3, n4) = (n.powi(2), n.powi(3), n.powi(4));
    [
        n / 2.0 - 2.0 / 3.0 * n2 + 5.0 / 16.0 * n3 + 41.0 / 180.0 * n4,
        13.0 / 48.0 * n2 - 3.0 / 5.0 * n3 + 557.0 / 1440.0 * n4,
        61.0 / 240.0 * n3 - 103.0 / 140.0 * n4,
        49_561.0 / 161_280.0 * n4,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lantmäteriet's control points, checked with PROJ (EPSG 4326 → 3006): latitude, longitude, northing, easting.
    const CONTROL_POINTS: [(f64, f64, f64, f64); 8] = [
        (55.0, 12.75, 6_097_106.672, 356_083.438),
        (55.0, 14.25, 6_095_048.642, 452_024.069),
        (57.0, 12.75, 6_319_636.937, 363_331.554),
        (57.0, 19.50, 6_326_392.707, 773_251.054),
        (59.0, 11.25, 6_546_096.724, 284_626.066),
        (61.0, 12.75, 6_764_877.311, 378_323.440),
        (66.0, 24.00, 7_349_217.668, 907_351.981),
        (69.0, 21.00, 7_666_089.698, 739_639.195),
    ];

    #[test]
    fn control_points_agree_to_a_centimetre() {
        for (lat, lon, northing, easting) in CONTROL_POINTS {
            let (east, north) = sweref99tm(lat, lon);
            let off = (east - easting).hypot(north - northing);
            assert!(off < 0.01, "{lat} {lon}: {off} m off");
        }
    }

    #[test]
    fn and_back_again() {
        for (lat, lon, northing, easting) in CONTROL_POINTS {
            let (found_lat, found_lon) = degrees(easting, northing);
            assert!((found_lat - lat).abs() < 1e-6 && (found_lon - lon).abs() < 1e-6, "{found_lat} {found_lon}");
        }
    }
}
