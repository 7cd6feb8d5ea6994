//! Pins put together until nothing lies on anything else: first what is at one place, then what is too near to be told
//! apart at the size at which the map is shown. `assets/js/map.js` does the same as the reader zooms.

use std::collections::BTreeMap;

use model::{County, Kind};

use super::pins::{KINDS, Pin};
use super::window::Window;
use crate::map::{self, Labels, Placed, View, Xy};

/// Most atoms of one page: beyond, those nearest to each other are one.
const MOST_ATOMS: usize = 500;
/// Most clusters that each have a leaf of their own; beyond, they are counted like everything else.
const MOST_LEAVES: usize = 60;
/// Closer than this, in units of the frame, two marks are one.
const APART: f64 = 30.0;
/// Half the width of the mark of one record, in units of the frame.
const MARK_RADIUS: f64 = 7.5;
/// Half the width of a leaf that stands for a county, with its dashed ring.
const COUNTY_RADIUS: f64 = 14.0;

/// What cannot be told apart at any size: one record, or all that is at one place.
#[derive(Debug)]
pub struct Atom {
    /// Where, in map units.
    pub at: Xy,
    /// Its pins.
    pub pins: Vec<usize>,
    /// The county that it stands for.
    pub county: Option<County>,
    /// Whether it is a cluster with a leaf of its own.
    pub leaf: bool,
}

/// A mark on the map.
#[derive(Debug)]
pub struct Group {
    /// Its atoms, the one that it stands at first.
    pub atoms: Vec<usize>,
    /// How many pins of each of [`KINDS`].
    pub counts: [usize; 4],
    /// Half its width, in units of the frame.
    pub radius: f64,
    /// Where its mark, its line and its name go, in units of the frame.
    pub placed: Placed,
}

impl Group {
    /// How many pins.
    pub fn total(&self) -> usize {
        self.counts.iter().sum()
    }
}

/// How many pins of each of [`KINDS`].
pub fn counts<'a>(pins: impl Iterator<Item = &'a Pin>) -> [usize; 4] {
    let mut counts = [0; 4];
    for pin in pins {
        if let Some(index) = KINDS.iter().position(|kind| *kind == pin.kind) {
            counts[index] += 1;
        }
    }
    counts
}

/// The atoms of some pins, the largest first, at most [`MOST_ATOMS`].
pub fn atoms(pins: &[Pin]) -> Vec<Atom> {
    let leaves = pins.iter().filter(|pin| pin.kind == Kind::Cluster).count() <= MOST_LEAVES;
    let mut places: BTreeMap<(Option<usize>, Option<County>, i64, i64), Atom> = BTreeMap::new();
    for (index, pin) in pins.iter().enumerate() {
        let at = pin.spot.on_map();
        let leaf = leaves && pin.kind == Kind::Cluster;
        let key = (leaf.then_some(index), pin.spot.county(), tenths(at.0), tenths(at.1));
        let new = || Atom { at, pins: Vec::new(), county: pin.spot.county(), leaf };
        places.entry(key).or_insert_with(new).pins.push(index);
    }
    let mut atoms: Vec<Atom> = places.into_values().collect();
    largest_first(&mut atoms);
    let mut reach = 0.5;
    while atoms.len() > MOST_ATOMS {
        let mut fewer: Vec<Atom> = Vec::new();
        for atom in atoms {
            match fewer.iter_mut().find(|other| join(other, &atom, reach)) {
                Some(other) => other.pins.extend(atom.pins),
                None => fewer.push(atom),
            }
        }
        atoms = fewer;
        largest_first(&mut atoms);
        reach *= 2.0;
    }
    atoms
}

fn largest_first(atoms: &mut [Atom]) {
    atoms.sort_by_key(|atom| std::cmp::Reverse((atom.leaf, atom.pins.len())));
}

fn join(one: &Atom, other: &Atom, reach: f64) -> bool {
    let (free, near) = (!one.leaf && !other.leaf, (one.at.0 - other.at.0).hypot(one.at.1 - other.at.1) < reach);
    free && near && one.county.is_none() && other.county.is_none()
}

/// The marks of the atoms in a window, set out with the names of the leaves.
pub fn groups(pins: &[Pin], atoms: &[Atom], window: Window) -> Vec<Group> {
    let mut gathered: Vec<Vec<usize>> = Vec::new();
    for (index, atom) in atoms.iter().enumerate().filter(|(_, atom)| window.has(atom.at)) {
        let reach = APART / window.zoom();
        match gathered.iter_mut().find(|group| join(&atoms[group[0]], atom, reach)) {
            Some(group) => group.push(index),
            None => gathered.push(vec![index]),
        }
    }
    let origins: Vec<Xy> = gathered.iter().map(|group| window.frame(atoms[group[0]].at)).collect();
    let pins_of = |group: &Vec<usize>| -> Vec<usize> {
        group.iter().flat_map(|atom| atoms[*atom].pins.iter().copied()).collect()
    };
    let counts: Vec<[usize; 4]> =
        gathered.iter().map(|group| counts(pins_of(group).iter().map(|pin| &pins[*pin]))).collect();
    let radii: Vec<f64> = (gathered.iter().zip(&counts))
        .map(|(group, counts)| radius(counts.iter().sum(), atoms[group[0]].county.is_some()))
        .collect();
    let names: Vec<(&str, u32)> = gathered.iter().map(|group| name(pins, &atoms[group[0]])).collect();
    let view = View { marker_radius: MARK_RADIUS, labels: Labels::All, ..View::default() };
    let placed = map::set_out(&origins, &radii, &names, &view);
    (gathered.into_iter().zip(counts).zip(radii).zip(placed))
        .map(|(((atoms, counts), radius), placed)| Group { atoms, counts, radius, placed })
        .collect()
}

fn name<'a>(pins: &'a [Pin], atom: &Atom) -> (&'a str, u32) {
    let pin = &pins[atom.pins[0]];
    let short = pin.short.as_deref().filter(|_| atom.leaf).unwrap_or_default();
    (short, u32::from(pin.class.is_empty()) + u32::from(atom.county.is_none()))
}

/// Half the width of a mark of so many pins.
fn radius(total: usize, county: bool) -> f64 {
    match total {
        1 if county => COUNTY_RADIUS,
        1 => MARK_RADIUS,
        2..=9 => 11.5,
        10..=99 => 13.5,
        100..=999 => 16.0,
        _ => 19.0,
    }
}

#[expect(clippy::cast_possible_truncation, reason = "map units fit")]
fn tenths(value: f64) -> i64 {
    (value * 10.0).round() as i64
}
