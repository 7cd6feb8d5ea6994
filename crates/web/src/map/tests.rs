//! The sprite agrees with the constants, and whatever the points, nothing on the map lies on anything else.

use super::shapes::{Rect, distance};
use super::*;

const SPRITE: &str = include_str!("../../assets/map/sweden.svg");

#[test]
fn the_sprite_has_the_view_of_the_constants() {
    assert!(SPRITE.contains(&format!(r#"viewBox="0 0 {VIEW_WIDTH} {VIEW_HEIGHT}""#)));
    assert_eq!(SPRITE.matches("<path id=\"county-").count(), 21);
    assert!(!SPRITE.contains("fill") && !SPRITE.contains("stroke"), "colours come from the page");
}

#[test]
fn towns_lie_in_their_counties() {
    for (town, county, lat, lon) in [
        ("Kiruna", "25", 67.856, 20.225),
        ("Östersund", "23", 63.176, 14.636),
        ("Uppsala", "03", 59.858, 17.639),
        ("Skara", "14", 58.386, 13.438),
        ("Visby", "09", 57.629, 18.307),
        ("Borgholm", "08", 56.879, 16.656),
        ("Sjöbo", "12", 55.631, 13.706),
    ] {
        let (x, y) = to_map(lat, lon);
        for path in SPRITE.lines().filter(|line| line.starts_with("<path id=\"county-")) {
            let here = path.starts_with(&format!("<path id=\"county-{county}\""));
            assert_eq!(inside(&rings(path), (x, y)), here, "{town} at {x:.1} {y:.1}: {}", &path[..20]);
        }
    }
}

/// The corners of a path of the sprite: `m x y dx dy … z`, all relative.
fn rings(path: &str) -> Vec<Vec<Xy>> {
    let data = path.split(" d=\"").nth(1).unwrap().trim_end_matches("\"/>");
    let mut start = (0.0, 0.0);
    let mut rings = Vec::new();
    for part in data.split('m').skip(1) {
        let numbers = numbers(part.trim_end_matches('z'));
        let mut pen: Xy = start;
        let ring: Vec<Xy> = numbers
            .chunks(2)
            .map(|step| {
                pen = (pen.0 + step[0], pen.1 + step[1]);
                pen
            })
            .collect();
        start = ring[0];
        rings.push(ring);
    }
    rings
}

/// A number ends at a space, before a sign, and before a second decimal point.
fn numbers(data: &str) -> Vec<f64> {
    let mut words = vec![String::new()];
    for c in data.chars() {
        let word = words.last_mut().unwrap();
        match c {
            ' ' => words.push(String::new()),
            '-' if !word.is_empty() => words.push("-".to_owned()),
            '.' if word.contains('.') => words.push(".".to_owned()),
            _ => word.push(c),
        }
    }
    words.iter().map(|word| word.parse().unwrap()).collect()
}

/// Even–odd.
fn inside(rings: &[Vec<Xy>], (x, y): Xy) -> bool {
    let crossings = rings
        .iter()
        .flat_map(|ring| ring.iter().zip(ring.iter().cycle().skip(1)))
        .filter(|(a, b)| (a.1 > y) != (b.1 > y) && x < a.0 + (y - a.1) / (b.1 - a.1) * (b.0 - a.0));
    crossings.count() % 2 == 1
}

/// A small generator of maps: the same seed, the same map.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }

    /// Up to sixty points, some of them in a crowd, with names of one to four words.
    fn map(&mut self) -> (Vec<Xy>, Vec<(String, u32)>) {
        const WORDS: [&str; 8] = ["Grönt", "Kluster", "Å", "Västerbotten", "Agro", "för", "Kompetenscentrum", "Öjebyn"];
        let (mut points, mut names) = (Vec::new(), Vec::new());
        for i in 0..self.roll(61) {
            let crowd = i > 0 && self.roll(4) == 0;
            let near: Xy = if crowd { points[self.roll(i)] } else { (0.0, 0.0) };
            let spread = if crowd { (12, 12) } else { (390, 748) };
            points.push((near.0 + self.roll(spread.0) as f64, near.1 + self.roll(spread.1) as f64));
            let words: Vec<&str> = (0..=self.roll(4)).map(|_| WORDS[self.roll(WORDS.len())]).collect();
            names.push((words.join(" "), self.roll(5) as u32));
        }
        (points, names)
    }
}

fn random_maps() -> impl Iterator<Item = (Vec<Placed>, View)> {
    (1..=24).map(random_map)
}

fn random_map(seed: u64) -> (Vec<Placed>, View) {
    let (points, names) = Dice(seed).map();
    let names: Vec<(&str, u32)> = names.iter().map(|(name, priority)| (name.as_str(), *priority)).collect();
    let view = View { font_size: if seed.is_multiple_of(3) { 20.0 } else { 12.5 }, ..View::default() };
    (place_on_map(&points, &names, &view), view)
}

/// The box of a name, measured from what is given out, without halo.
fn text_box(label: &Label, size: f64) -> Rect {
    let width = label.lines.iter().map(|line| metrics::width(line)).fold(0.0, f64::max) * size;
    let left = match label.anchor {
        Anchor::Start => label.x,
        Anchor::Middle => label.x - width / 2.0,
        Anchor::End => label.x - width,
    };
    let bottom = label.y + label.line_height * (label.lines.len() - 1) as f64 + metrics::DESCENT * size;
    Rect { left, top: label.y - metrics::ascent(&label.lines[0]) * size, right: left + width, bottom }
}

fn boxes(placed: &[Placed], view: &View) -> Vec<(usize, Rect)> {
    let one = |(i, p): (usize, &Placed)| p.label.as_ref().map(|label| (i, text_box(label, view.font_size)));
    placed.iter().enumerate().filter_map(one).collect()
}

#[test]
fn names_lie_on_nothing() {
    for (placed, view) in random_maps() {
        let boxes = boxes(&placed, &view);
        for (k, &(i, area)) in boxes.iter().enumerate() {
            for &(j, other) in &boxes[k + 1..] {
                assert!(!area.overlaps(other), "the names {i} and {j} overlap");
            }
            for (j, other) in placed.iter().enumerate() {
                assert!(area.distance(other.marker) > view.marker_radius - 0.2, "the name {i} covers the marker {j}");
            }
        }
    }
}

#[test]
fn leaders_meet_neither_names_nor_each_other() {
    for (placed, view) in random_maps() {
        let leaders: Vec<(usize, Segment)> =
            (0..placed.len()).filter_map(|i| placed[i].leader.map(|[from, to]| (i, Segment { from, to }))).collect();
        for (k, &(i, line)) in leaders.iter().enumerate() {
            assert!(leaders[k + 1..].iter().all(|&(_, other)| !line.crosses(other)));
            for (j, area) in boxes(&placed, &view) {
                assert!(i == j || !area.meets(line), "the leader of {i} runs through the name {j}");
            }
        }
    }
}

#[test]
fn everything_stays_on_the_map() {
    for (placed, view) in random_maps() {
        let paper = Rect { left: 0.0, top: 0.0, right: view.width, bottom: view.height };
        assert!(boxes(&placed, &view).iter().all(|&(_, area)| paper.holds(area)));
        for (i, one) in placed.iter().enumerate() {
            let room = -paper.grown(-view.marker_radius).distance(one.marker);
            assert!(room > -0.1, "the marker {i} is off the map");
        }
    }
}

#[test]
fn markers_are_apart_and_those_with_room_stay() {
    for (placed, view) in random_maps() {
        for (i, one) in placed.iter().enumerate() {
            let gaps = placed[i + 1..].iter().map(|other| distance(one.marker, other.marker));
            assert!(gaps.into_iter().all(|gap| gap > 2.0 * view.marker_radius), "marker {i} lies on another");
            let aside = distance(one.marker, one.origin) / view.marker_radius;
            assert_eq!(one.moved, aside > FAR_ASIDE, "marker {i} moved by {aside} radii");
        }
    }
}

#[test]
fn the_same_points_give_the_same_map() {
    for seed in 1..=8 {
        assert_eq!(random_map(seed).0, random_map(seed).0);
    }
}

#[test]
fn most_names_find_room_and_the_important_ones_first() {
    let shown = |placed: &[Placed]| placed.iter().filter(|p| p.label.is_some()).count();
    let (mut all, mut kept) = (0, 0);
    for (placed, _) in random_maps().filter(|(_, view)| view.font_size < 20.0) {
        all += placed.len();
        kept += shown(&placed);
    }
    assert!(kept * 10 >= all * 8, "{kept} of {all}");

    let row: Vec<Xy> = (0..12).map(|i| (20.0 + 30.0 * f64::from(i), 30.0)).collect();
    let names: Vec<(&str, u32)> = (0..12).map(|i| ("Kompetenscentrum", i)).collect();
    let placed = place_on_map(&row, &names, &View { height: 60.0, font_size: 12.5, ..View::default() });
    assert!(shown(&placed[6..]) > shown(&placed[..6]) && placed[11].label.is_some());
}

#[test]
fn only_the_chosen_names_are_shown_but_every_marker() {
    let point = |lat, lon| MapPoint { position: (lat, lon), label: "Agroväst".into(), priority: 1 };
    let points = [point(58.39, 13.44), point(57.5, 18.45)];
    let placed = place(&points, &View { labels: Labels::Only(vec![1]), ..View::default() });
    assert!(placed[0].label.is_none() && placed[1].label.is_some());
}

#[test]
fn a_long_name_is_broken_at_a_space() {
    let point = MapPoint { position: (60.0, 15.0), label: "Gröna kluster Jönköping".into(), priority: 1 };
    let placed = place(&[point], &View::default());
    let label = placed[0].label.as_ref().unwrap();
    assert_eq!(label.lines, ["Gröna kluster", "Jönköping"]);
    assert_eq!((label.anchor.as_str(), placed[0].leader), ("start", None));
}
