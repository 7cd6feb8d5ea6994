//! The filter as keys and values again, and what can be wrong with them.

use super::{Filter, Period, WITHIN_KM};

/// A key and value that make no sense.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Which key.
    pub key: String,
    /// What was given.
    pub value: String,
    /// What is wrong with it.
    pub why: Why,
}

/// What is wrong with a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// It is not one of the words that are known.
    NotOneOf(Vec<&'static str>),
    /// The list has no such key.
    NoSuchKey,
    /// It cannot be the name of a record in an address.
    NoSlug,
    /// It is not the code of a county.
    NoCounty,
    /// It is not the code of a municipality.
    NoMunicipality,
    /// It is not a day.
    NoDate,
    /// The last day comes before the first.
    Backwards,
    /// It is not the name of a known place.
    UnknownPlace {
        /// The nearest names in spelling, best first.
        nearest: Vec<String>,
    },
    /// The numbers are no position on Earth.
    NoPosition,
    /// It is not a distance in kilometres that can be used.
    NoDistance,
    /// A distance with no place to measure it from.
    WithinAlone,
    /// It is not west, south, east and north.
    NoBounds,
    /// It is too long.
    TooLong {
        /// The most characters that are taken.
        most: usize,
    },
}

impl Filter {
    /// The filter as keys and values, in the order of [`super::KEYS`], without its kinds of record when `scoped`, and
    /// without its place in the list. Parsed again it is the same filter.
    #[must_use]
    pub fn pairs(&self, scoped: bool) -> Vec<(&'static str, String)> {
        let mut out: Vec<(&'static str, String)> = Vec::new();
        let mut add = |key: &'static str, value: String| out.push((key, value));
        self.words.iter().for_each(|q| add("q", q.clone()));
        if !scoped {
            self.kinds.iter().for_each(|kind| add("kind", kind.code().to_owned()));
        }
        self.sorts.iter().for_each(|sort| add("kind", (*sort).to_owned()));
        self.themes.iter().for_each(|slug| add("theme", slug.to_string()));
        self.clusters.iter().for_each(|slug| add("cluster", slug.to_string()));
        self.counties.iter().for_each(|county| add("county", county.to_string()));
        self.municipalities.iter().for_each(|municipality| add("municipality", municipality.to_string()));
        self.forms.iter().for_each(|form| add("form", form.code().to_owned()));
        self.statuses.iter().for_each(|status| add("status", (*status).to_owned()));
        match self.period {
            Period::All => {}
            Period::Upcoming => add("period", "upcoming".to_owned()),
            Period::Past => add("period", "past".to_owned()),
        }
        self.from.iter().for_each(|day| add("from", day.to_string()));
        self.until.iter().for_each(|day| add("until", day.to_string()));
        if let Some(near) = &self.near {
            add("near", near.said.clone());
            if (near.km - WITHIN_KM).abs() > f64::EPSILON {
                add("within", near.km.to_string());
            }
        }
        if let Some(b) = self.bounds {
            add("bbox", format!("{},{},{},{}", b.west, b.south, b.east, b.north));
        }
        self.langs.iter().for_each(|lang| add("lang", lang.code().to_owned()));
        out
    }
}
