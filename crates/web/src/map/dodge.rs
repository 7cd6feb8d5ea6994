//! Markers that would lie on each other step aside, just enough to be seen and touched apart.

use super::Xy;
use super::shapes::distance;

/// The least distance between two markers, in their mean radius: two would let them touch.
const APART: f64 = 2.1;

/// How often every pair is looked at, at most; a pair needs one turn, a crowd a few dozen.
const TURNS: usize = 400;

/// The golden angle (cosine, sine): turning by it again and again never gives the same direction twice.
const GOLDEN_TURN: Xy = (-0.737_368_878_078_32, 0.675_490_294_261_52);

/// Where the markers of `points`, each with its radius, go in a view of `size`. Those that have room stay where they
/// are.
pub(super) fn dodge(points: &[Xy], radii: &[f64], size: Xy) -> Vec<Xy> {
    let smallest = radii.iter().copied().fold(f64::INFINITY, f64::min);
    let mut markers = told_apart(points, smallest / 100.0);
    markers.iter_mut().zip(radii).for_each(|(marker, radius)| *marker = inside(*marker, *radius, size));
    for _ in 0..TURNS {
        if !push_apart(&mut markers, radii, size) {
            break;
        }
    }
    markers
}

/// Points at the very same place get a tiny push each, in as many directions, so that pushing apart has a direction.
fn told_apart(points: &[Xy], push: f64) -> Vec<Xy> {
    let mut result: Vec<Xy> = Vec::with_capacity(points.len());
    let (mut x, mut y) = (push, 0.0);
    for &point in points {
        if result.iter().any(|&other| distance(point, other) < push) {
            result.push((point.0 + x, point.1 + y));
            (x, y) = (x * GOLDEN_TURN.0 - y * GOLDEN_TURN.1, x * GOLDEN_TURN.1 + y * GOLDEN_TURN.0);
            (x, y) = (x * 1.05, y * 1.05);
        } else {
            result.push(point);
        }
    }
    result
}

/// One look at every pair; whether any had to move.
fn push_apart(markers: &mut [Xy], radii: &[f64], size: Xy) -> bool {
    let mut moved = false;
    for i in 0..markers.len() {
        for j in i + 1..markers.len() {
            let (a, b) = (markers[i], markers[j]);
            let gap = distance(a, b);
            let apart = APART * (radii[i] + radii[j]) / 2.0;
            if gap >= apart {
                continue;
            }
            let way = if gap > 0.0 { ((b.0 - a.0) / gap, (b.1 - a.1) / gap) } else { (1.0, 0.0) };
            // A hair more than needed, so that the turns come to an end.
            let step = (apart - gap) / 2.0 + apart / 1000.0;
            markers[i] = inside((a.0 - way.0 * step, a.1 - way.1 * step), radii[i], size);
            markers[j] = inside((b.0 + way.0 * step, b.1 + way.1 * step), radii[j], size);
            moved = true;
        }
    }
    moved
}

/// The whole marker inside the view.
fn inside((x, y): Xy, radius: f64, (width, height): Xy) -> Xy {
    (x.min(width - radius).max(radius), y.min(height - radius).max(radius))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: Xy = (390.0, 748.0);

    #[test]
    fn who_has_room_stays() {
        let points = [(100.0, 100.0), (120.0, 100.0)];
        assert_eq!(dodge(&points, &[6.5; 2], SIZE), points);
    }

    #[test]
    fn neighbours_step_aside_just_enough() {
        let markers = dodge(&[(100.0, 100.0), (102.0, 100.0)], &[6.5; 2], SIZE);
        let gap = distance(markers[0], markers[1]);
        assert!((13.65..13.75).contains(&gap), "{gap}");
        assert_eq!(markers[0].1, 100.0, "along the line between them");
    }

    #[test]
    fn a_crowd_at_one_place_spreads_out() {
        let markers = dodge(&[(100.0, 100.0); 30], &[6.5; 30], SIZE);
        for (i, &a) in markers.iter().enumerate() {
            assert!(markers[i + 1..].iter().all(|&b| distance(a, b) >= 13.6), "{markers:?}");
        }
    }
}
