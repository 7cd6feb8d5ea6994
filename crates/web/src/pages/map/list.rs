//! The list beside the map: the same things, by kind or by distance.

use model::Kind;
use model::filter::Filter;
use words::dates;

use super::groups::Atom;
use super::pins::{KINDS, Pin, Spot};
use super::{address_in, window};
use crate::addresses::Room;
use crate::page::Page;
use crate::pages::clusters::distance_words;
use crate::view::{Said, capitalised};

/// Most rows of the list.
pub const MOST_ROWS: usize = 60;

/// Rows of one kind, or all of them by distance.
#[derive(Debug)]
pub struct Section {
    /// What they are; nothing when they are all there is.
    pub heading: Option<String>,
    /// The heading's anchor.
    pub anchor: &'static str,
    /// The rows.
    pub rows: Vec<PinRow>,
    /// The room that has the rest, and what the link says.
    pub rest: Option<(String, String)>,
}

/// A pin in the list.
#[derive(Debug)]
pub struct PinRow {
    /// Its page.
    pub href: String,
    /// What it is called.
    pub title: Said,
    /// Its kind, for its mark.
    pub code: &'static str,
    /// How a cluster stands, as a class.
    pub class: &'static str,
    /// How far it is, when a place was asked for.
    pub km: Option<String>,
    /// Its kind in words, when and where.
    pub line: Vec<String>,
    /// Its atom on the map.
    pub atom: Option<usize>,
}

/// The list of those pins that are shown.
pub fn sections(page: &Page, filter: &Filter, pins: &[Pin], shown: &[usize], atoms: &[Atom]) -> Vec<Section> {
    let mut atom_of = vec![None; pins.len()];
    for (index, atom) in atoms.iter().enumerate() {
        atom.pins.iter().for_each(|pin| atom_of[*pin] = Some(index));
    }
    let row = |index: &usize, with_kind: bool| row(page, &pins[*index], atom_of[*index], with_kind);
    if filter.near.is_some() {
        let rows: Vec<PinRow> = shown.iter().take(MOST_ROWS).map(|index| row(index, true)).collect();
        return if rows.is_empty() {
            Vec::new()
        } else {
            vec![Section { heading: None, anchor: "nara", rows, rest: None }]
        };
    }
    let of = |kind: Kind| shown.iter().filter(move |index| pins[**index].kind == kind);
    let there: Vec<Kind> = KINDS.into_iter().filter(|kind| of(*kind).next().is_some()).collect();
    let most = MOST_ROWS / there.len().max(1);
    let section = |kind: Kind| {
        let total = of(kind).count();
        let rows = of(kind).take(most).map(|index| row(index, false)).collect();
        Section {
            heading: Some(page.say.t(Room::of(kind).key())),
            anchor: kind.code(),
            rows,
            rest: (total > most).then(|| rest(page, filter, kind, total)),
        }
    };
    there.into_iter().map(section).collect()
}

/// The room of a kind at the same filter.
fn rest(page: &Page, filter: &Filter, kind: Kind, total: usize) -> (String, String) {
    let bounds = filter.bounds.map(|bounds| window::Window::of(&bounds).bounds());
    let href = address_in(page, Room::of(kind), &Filter { bounds, ..filter.clone() });
    let key = match kind {
        Kind::Activity => "map-all-activities",
        Kind::Initiative => "map-all-initiatives",
        Kind::Organisation => "map-all-organisations",
        _ => "map-all-clusters",
    };
    (href, page.say.count(key, total))
}

fn row(page: &Page, pin: &Pin, atom: Option<usize>, with_kind: bool) -> PinRow {
    let say = &page.say;
    let mut line = Vec::new();
    if with_kind {
        line.push(say.t(pin.kind.key()));
    }
    line.extend(pin.when.as_ref().map(|when| capitalised(&dates::when(say.lang, when))));
    line.extend(where_words(page, pin));
    PinRow {
        href: pin.href.clone(),
        title: pin.title.clone(),
        code: pin.kind.code(),
        class: pin.class,
        km: pin.km.map(|km| distance_words(say, km)),
        line,
        atom,
    }
}

/// Where a pin is, in words: its place, and its county when that is all that may be shown.
pub fn where_words(page: &Page, pin: &Pin) -> Option<String> {
    let county = match pin.spot {
        Spot::At(_) => return pin.place.clone(),
        Spot::In(county) => county.name(),
    };
    let within = page.say.with("map-in", "county", county);
    let place = pin.place.as_ref().filter(|place| *place != county);
    Some(place.map_or_else(|| capitalised(&within), |place| format!("{place}, {within}")))
}
