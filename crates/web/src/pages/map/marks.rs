//! The marks as they are drawn, what they say, and the same for the script that draws them anew.

use model::filter::{Filter, Near};
use serde_json::{Value, json};

use super::address_of;
use super::groups::{Atom, Group, counts};
use super::list::where_words;
use super::pins::{KINDS, Pin};
use super::window::{MOST_ZOOM, Window};
use crate::map::{self, Placed};
use crate::page::Page;
use crate::view::Say;

/// The key of how many there are of each of [`KINDS`].
const COUNTED: [&str; 4] = ["challenge-clusters", "challenge-activities", "challenge-initiatives", "map-organisations"];
/// The part of its ring that is left open between two kinds, in hundredths.
const GAP: f64 = 3.0;

/// A mark on the map.
#[derive(Debug)]
pub struct Mark {
    /// The record's page, a closer part of the map, or the list.
    pub href: String,
    /// What it says to those who hear the map or hover over it.
    pub title: String,
    /// Its kind, or `many`.
    pub code: &'static str,
    /// How a cluster stands.
    pub class: &'static str,
    /// Whether it stands for a county.
    pub county: bool,
    /// How many, when it is more than one.
    pub count: Option<String>,
    /// The ring of the kinds in it: the kind, how long its part is and where it begins, in hundredths.
    pub parts: Vec<(&'static str, String, String)>,
    /// Half its width.
    pub radius: f64,
    /// The atoms in it, apart by spaces.
    pub atoms: String,
    /// Where everything goes.
    pub placed: Placed,
}

impl Mark {
    /// How far right of the mark something is: axis 0; how far below: axis 1.
    #[must_use]
    pub fn beside(&self, value: &f64, axis: u8) -> String {
        let middle = if axis == 0 { self.placed.marker.0 } else { self.placed.marker.1 };
        format!("{:.1}", value - middle)
    }
}

/// The circle around a place that was asked for.
#[derive(Debug)]
pub struct Ring {
    /// Its middle, in map units.
    pub x: String,
    /// Its middle, downwards.
    pub y: String,
    /// Its radius.
    pub radius: String,
    /// Its middle, in units of the frame.
    pub middle: (String, String),
    /// The place of its words, above it: in map units, then in units of the frame.
    pub top: (String, String, String),
    /// How far it is, in words.
    pub words: String,
}

/// The ring in a window.
pub fn ring(say: &Say, near: &Near, window: Window) -> Ring {
    let (x, y) = map::to_map(near.position.lat, near.position.lon);
    let radius = near.km * map::KILOMETRE;
    let (frame_x, frame_y) = window.frame((x, y));
    let top = window.frame((x, y - radius));
    #[expect(clippy::cast_possible_truncation, reason = "distances are bounded")]
    let km = near.km.round() as i64;
    Ring {
        x: format!("{x:.2}"),
        y: format!("{y:.2}"),
        radius: format!("{radius:.2}"),
        middle: (format!("{frame_x:.1}"), format!("{frame_y:.1}")),
        top: (format!("{:.2}", y - radius), format!("{:.1}", top.0), format!("{:.1}", top.1)),
        words: say.count("map-km", km),
    }
}

/// How many there are of each kind, as in a sentence: `3 aktiviteter och ett initiativ`.
pub fn counted(say: &Say, counts: [usize; 4]) -> String {
    let there = COUNTED.iter().zip(counts).filter(|(_, count)| *count > 0);
    say.list(&there.map(|(key, count)| say.count(key, count)).collect::<Vec<_>>())
}

/// A group as it is drawn.
pub fn mark(page: &Page, filter: &Filter, window: Window, pins: &[Pin], atoms: &[Atom], group: &Group) -> Mark {
    let seed = &atoms[group.atoms[0]];
    let first = &pins[seed.pins[0]];
    let single = group.total() == 1;
    let title = if single { single_title(page, first, &group.placed) } else { many_title(page, group, seed, first) };
    Mark {
        href: if single { first.href.clone() } else { closer(page, filter, window, atoms, group) },
        title,
        code: if single { first.kind.code() } else { "many" },
        class: if single { first.class } else { "" },
        county: seed.county.is_some(),
        count: (!single).then(|| page.say.number(group.total())),
        parts: if single { Vec::new() } else { parts(group.counts) },
        radius: group.radius,
        atoms: group.atoms.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
        placed: group.placed.clone(),
    }
}

/// Begins with what is drawn, so that it can be spoken as it is read (WCAG 2.5.3).
fn single_title(page: &Page, pin: &Pin, placed: &Placed) -> String {
    let drawn = placed.label.as_ref().map(|label| label.lines.join(" ")).unwrap_or_default();
    let place = where_words(page, pin).unwrap_or_default();
    let parts = [drawn.as_str(), pin.title.text.as_str(), place.as_str()];
    let parts = parts.into_iter().skip(usize::from(pin.title.text.contains(&drawn)));
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

fn many_title(page: &Page, group: &Group, seed: &Atom, first: &Pin) -> String {
    let say = &page.say;
    let mut what = counted(say, group.counts);
    // What is drawn is said, so that it can be spoken as it is read.
    if !group.counts.contains(&group.total()) {
        what = say.with2("map-in-all", "what", &what, "count", &say.number(group.total()));
    }
    match (seed.county, &first.place) {
        (Some(county), _) => say.with2("map-many-county", "county", county.name(), "what", &what),
        (None, None) => what,
        (None, Some(place)) if group.atoms.len() == 1 => say.with2("map-many-at", "place", place, "what", &what),
        (None, Some(place)) => say.with2("map-many-around", "place", place, "what", &what),
    }
}

/// The part of the map where a group falls apart; the list when it never does.
fn closer(page: &Page, filter: &Filter, window: Window, atoms: &[Atom], group: &Group) -> String {
    if window.zoom() > MOST_ZOOM * 0.9 {
        return "#lista".to_owned();
    }
    let all = || group.atoms.iter().map(|atom| atoms[*atom].at);
    let (left, right) = all().fold((f64::MAX, f64::MIN), |(low, high), at| (low.min(at.0), high.max(at.0)));
    let (top, bottom) = all().fold((f64::MAX, f64::MIN), |(low, high), at| (low.min(at.1), high.max(at.1)));
    let least = window.width / 3.0 / 2.0;
    let half_width = ((right - left) * 0.8).max(if group.atoms.len() == 1 { least.min(30.0) } else { 0.0 });
    let middle = (f64::midpoint(left, right), f64::midpoint(top, bottom));
    let to = Window::around(middle, half_width, (bottom - top) * 0.8);
    // Never so close at once that one loses one's way.
    let to = if to.width < window.width / 5.0 { Window::around(middle, window.width / 10.0, 0.0) } else { to };
    address_of(page, filter, to)
}

fn parts(counts: [usize; 4]) -> Vec<(&'static str, String, String)> {
    let total: f64 = counts.iter().map(|count| *count as f64).sum();
    let kinds = counts.iter().filter(|count| **count > 0).count();
    let gap = if kinds > 1 { GAP } else { 0.0 };
    let mut begin = 0.0;
    let mut parts = Vec::new();
    for (kind, count) in KINDS.iter().zip(counts).filter(|(_, count)| *count > 0) {
        let share = 100.0 * count as f64 / total;
        parts.push((kind.code(), format!("{:.1}", (share - gap).max(1.0)), format!("{:.1}", -begin)));
        begin += share;
    }
    parts
}

/// The atoms for the script: of one record `[x, y, kind, class, title, place, address, county, short]`; of more
/// `[x, y, counts, place, county]`.
pub fn atoms_as_json(pins: &[Pin], atoms: &[Atom], say: &Say) -> String {
    let atom = |atom: &Atom| {
        let first = &pins[atom.pins[0]];
        let (x, y) = (hundredths(atom.at.0), hundredths(atom.at.1));
        let county = atom.county.map(|county| county.name()).unwrap_or_default();
        let place = first.place.as_deref().unwrap_or_default();
        if atom.pins.len() > 1 {
            let counts = counts(atom.pins.iter().map(|pin| &pins[*pin]));
            return json!([x, y, counts, place, county]);
        }
        let kind = KINDS.iter().position(|kind| *kind == first.kind).unwrap_or_default();
        let within = atom.county.map(|county| say.with("map-in", "county", county.name()));
        let place = match &within {
            Some(within) if place.is_empty() || place == county => within.clone(),
            Some(within) => format!("{place}, {within}"),
            None => place.to_owned(),
        };
        let short = first.short.as_deref().filter(|_| atom.leaf).map(in_lines).unwrap_or_default();
        json!([x, y, kind, first.class, first.title.text, place, first.href, county, short])
    };
    Value::from(atoms.iter().map(atom).collect::<Vec<_>>()).to_string()
}

/// A name in two lines, as even as can be, when it is long.
fn in_lines(name: &str) -> String {
    const LONGEST_LINE: usize = 15;
    let length = |text: &str| text.chars().count();
    let longest = |at: usize| length(&name[..at]).max(length(&name[at + 1..]));
    let space = name.match_indices(' ').map(|(at, _)| at).min_by_key(|at| longest(*at));
    match space.filter(|_| length(name) > LONGEST_LINE) {
        Some(at) => format!("{}\n{}", &name[..at], &name[at + 1..]),
        None => name.to_owned(),
    }
}

/// The words that the script puts together: `#` stands for a count, `%p` for a place, `%w` for what is there.
pub fn words_as_json(say: &Say) -> String {
    let counted = COUNTED.map(|key| [say.count(key, 1_i64), say.count(key, 2_i64).replace('2', "#")]);
    json!({
        "kinds": KINDS.map(|kind| kind.code()),
        "counted": counted,
        "all": say.with2("map-in-all", "what", "%w", "count", "#"),
        "at": say.with2("map-many-at", "place", "%p", "what", "%w"),
        "around": say.with2("map-many-around", "place", "%p", "what", "%w"),
        "county": say.with2("map-many-county", "county", "%p", "what", "%w"),
    })
    .to_string()
}

fn hundredths(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}
