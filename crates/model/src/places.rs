//! From the name of a place to a point, without asking anyone.

use std::collections::HashMap;

use crate::geo::{County, Municipality, Position, municipality_rows};

/// Places of the network itself: where its clusters are, with source.
const OWN: &str = include_str!("../../../data/geo/own-places.csv");
/// Localities with population (GeoNames, CC BY 4.0), largest first.
const LOCALITIES: &str = include_str!("../../../data/geo/places-se.csv");
/// Longest text that is looked up, in characters.
const LONGEST_NAME: usize = 80;
/// How many other places of the same name are offered.
const MOST_OTHERS: usize = 5;

/// A named place.
#[derive(Debug, Clone, PartialEq)]
pub struct NamedPlace {
    /// Its name.
    pub name: String,
    /// The word that tells it from others of the same name.
    qualifier: String,
    /// Its municipality.
    pub municipality: Municipality,
    /// Where it is.
    pub position: Position,
    rank: Rank,
}

/// Which place wins when names collide: the network's own, then localities by size, then municipalities.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Municipality,
    Locality(u32),
    Own,
}

impl NamedPlace {
    /// Its name with the municipality it is in, or with the county where those two are alike; leads to it alone.
    #[must_use]
    pub fn full_name(&self) -> String {
        match self.municipality.name() {
            name if name == self.name => format!("{}, {}", self.name, self.county().name()),
            name => format!("{}, {name}", self.name),
        }
    }

    /// Its county.
    #[must_use]
    pub fn county(&self) -> County {
        self.municipality.county()
    }
}

/// What a name led to.
#[derive(Debug, Clone, PartialEq)]
pub struct Found<'a> {
    /// The place that is most likely meant.
    pub place: &'a NamedPlace,
    /// Others of the same name, in order of size.
    pub others: Vec<&'a NamedPlace>,
}

/// All named places.
#[derive(Debug)]
pub struct Places {
    all: Vec<NamedPlace>,
    by_name: HashMap<String, Vec<usize>>,
    by_plain_name: HashMap<String, Vec<usize>>,
}

impl Places {
    /// The places that are built into the program.
    #[must_use]
    pub fn built_in() -> Self {
        let mut all: Vec<NamedPlace> = own().chain(localities()).chain(municipalities()).collect();
        all.sort_by_key(|place| std::cmp::Reverse(place.rank));
        let mut by_name: HashMap<_, Vec<usize>> = HashMap::new();
        let mut by_plain_name: HashMap<_, Vec<usize>> = HashMap::new();
        for (index, place) in all.iter().enumerate() {
            by_name.entry(folded(&place.name)).or_default().push(index);
            by_plain_name.entry(plain(&place.name)).or_default().push(index);
        }
        Self { all, by_name, by_plain_name }
    }

    /// Finds a place by its name, maybe with a second word that tells which: `Gamleby`, `Ås, Krokom`,
    /// `Uddetorp Skara`. Letters without their dots and rings are forgiven.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<Found<'_>> {
        let text = text.split([',', ' ', '\t', '(', ')']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        if text.is_empty() || text.chars().count() > LONGEST_NAME {
            return None;
        }
        self.named(&text).or_else(|| {
            let (first, second) = text.rsplit_once(' ')?;
            let candidates = self.named(first)?;
            let wanted = plain(second);
            let mut all = std::iter::once(candidates.place).chain(candidates.others);
            let place = all.find(|place| place.is_in(&wanted))?;
            Some(Found { place, others: Vec::new() })
        })
    }

    /// The names that are nearest in spelling, best first; for "did you mean".
    #[must_use]
    pub fn nearest_names(&self, text: &str) -> Vec<&str> {
        let wanted = plain(text);
        let mut close: Vec<(f64, Rank, &str)> = (self.all.iter())
            .map(|place| (strsim::jaro_winkler(&plain(&place.name), &wanted), place.rank, place.name.as_str()))
            .filter(|(likeness, ..)| *likeness > 0.86)
            .collect();
        close.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)));
        close.dedup_by_key(|row| row.2);
        close.into_iter().map(|row| row.2).take(3).collect()
    }

    /// The municipality of a point: that of the nearest locality, since the drawn borders are off by kilometres.
    /// `None` when no locality lies within 100 km.
    #[must_use]
    pub fn municipality_of(&self, position: Position) -> Option<Municipality> {
        let localities = self.all.iter().filter(|place| matches!(place.rank, Rank::Locality(_)));
        let nearest = localities.map(|place| (position.km_to(place.position), place.municipality));
        nearest.min_by(|a, b| a.0.total_cmp(&b.0)).filter(|(km, _)| *km <= 100.0).map(|(_, municipality)| municipality)
    }

    /// Where the seat of a municipality is.
    #[must_use]
    pub fn seat(&self, municipality: Municipality) -> Option<Position> {
        let seat = |place: &&NamedPlace| place.rank == Rank::Municipality && place.municipality == municipality;
        self.all.iter().find(seat).map(|place| place.position)
    }

    fn named(&self, name: &str) -> Option<Found<'_>> {
        let hits = self.by_name.get(&folded(name)).or_else(|| self.by_plain_name.get(&plain(name)))?;
        let (first, rest) = hits.split_first()?;
        let place = &self.all[*first];
        let mut others: Vec<&NamedPlace> = Vec::new();
        for other in rest.iter().map(|index| &self.all[*index]) {
            let new = other.municipality != place.municipality;
            if new && others.iter().all(|seen| seen.municipality != other.municipality) && others.len() < MOST_OTHERS {
                others.push(other);
            }
        }
        Some(Found { place, others })
    }
}

impl NamedPlace {
    fn is_in(&self, wanted: &str) -> bool {
        plain(&self.qualifier) == wanted
            || plain(self.municipality.name()) == wanted
            || plain(self.county().short_name()) == wanted
    }
}

fn folded(name: &str) -> String {
    name.to_lowercase()
}

fn plain(name: &str) -> String {
    crate::text::Slug::nearest(name).map(|slug| slug.to_string()).unwrap_or_default()
}

fn own() -> impl Iterator<Item = NamedPlace> {
    OWN.lines().skip(1).filter_map(|line| {
        let cells: Vec<&str> = line.split(',').collect();
        let [name, qualifier, municipality, lat, lon, ..] = cells[..] else { return None };
        Some(NamedPlace {
            name: name.to_owned(),
            qualifier: qualifier.to_owned(),
            municipality: municipality.parse().ok()?,
            position: Position { lat: lat.parse().ok()?, lon: lon.parse().ok()? },
            rank: Rank::Own,
        })
    })
}

fn localities() -> impl Iterator<Item = NamedPlace> {
    LOCALITIES.lines().skip(1).filter_map(|line| {
        let cells: Vec<&str> = line.split(',').collect();
        let [name, lat, lon, municipality, _, population, ..] = cells[..] else { return None };
        Some(NamedPlace {
            name: name.to_owned(),
            qualifier: String::new(),
            municipality: municipality.parse().ok()?,
            position: Position { lat: lat.parse().ok()?, lon: lon.parse().ok()? },
            rank: Rank::Locality(population.parse().unwrap_or(0)),
        })
    })
}

fn municipalities() -> impl Iterator<Item = NamedPlace> {
    municipality_rows().map(|(municipality, name, seat)| NamedPlace {
        name: name.to_owned(),
        qualifier: String::new(),
        municipality,
        position: seat,
        rank: Rank::Municipality,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn municipality_of(text: &str) -> String {
        let places = Places::built_in();
        places.find(text).map_or_else(|| "none".to_owned(), |found| found.place.municipality.to_string())
    }

    #[test]
    fn every_line_of_the_tables_is_read() {
        assert_eq!(own().count(), OWN.lines().count() - 1);
        assert_eq!(localities().count(), LOCALITIES.lines().count() - 1);
    }

    #[test]
    fn a_place_is_found_by_name() {
        for (text, code) in [
            ("Gamleby", "0883"),
            ("gamleby", "0883"),
            ("Öjebyn", "2581"),
            ("Nuntorp", "1487"),
            ("Romakloster", "0980"),
            ("Kvinnersta", "1880"),
            ("Vreta Kloster", "0580"),
            ("Goteborg", "1480"),
            ("Krokom", "2309"),
            ("Atlantis", "none"),
            ("", "none"),
        ] {
            assert_eq!(municipality_of(text), code, "{text}");
        }
    }

    #[test]
    fn a_known_second_word_wins() {
        assert_eq!(municipality_of("Uddetorp Skara"), "1495");
        assert_eq!(municipality_of("Ås, Krokom"), "2309");
        assert_eq!(municipality_of("Lövsta, Romakloster"), "none");
    }

    #[test]
    fn a_misspelt_name_finds_its_neighbours() {
        assert!(Places::built_in().nearest_names("Gammleby").contains(&"Gamleby"));
    }

    #[test]
    fn ystad_is_not_in_the_sea() {
        let ystad = Position { lat: 55.4297, lon: 13.8204 };
        assert_eq!(Places::built_in().municipality_of(ystad).unwrap().name(), "Ystad");
    }
}
