//! The one filter: parsed once from an address, and the same for lists, calendar, map, facets, formats and alerts.
//!
//! Repeated keys mean *or*, different keys *and*. `docs/filter.md` tells it to those who make addresses.

use jiff::civil::Date;

use crate::date::{Certainty, PartialDate};
use crate::geo::Position;
use crate::places::Places;
use crate::record::{
    ActivityKind, ActivityStatus, ClusterStatus, Form, InitiativeKind, InitiativeStatus, OrganisationKind,
};
use crate::{County, Id, Kind, Lang, Municipality, Slug};

mod words;
pub use words::{Fault, Why};

/// Every key that the filter knows, in the order in which a canonical address has them.
pub const KEYS: [&str; 16] = [
    "q",
    "kind",
    "theme",
    "cluster",
    "county",
    "municipality",
    "form",
    "status",
    "period",
    "from",
    "until",
    "near",
    "within",
    "bbox",
    "lang",
    "after",
];
/// Kilometres around a place when an address does not say.
pub const WITHIN_KM: f64 = 50.0;
/// Most kilometres around a place.
pub const MOST_WITHIN_KM: f64 = 300.0;
/// Longest text that is searched for, in characters.
pub const LONGEST_WORDS: usize = 200;

/// What a list has in it, which decides what `kind` means there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Every kind of record: `kind` is the kind of record.
    Everything,
    /// One kind of record: `kind` is the kind of activity, initiative or organisation; of others there are none.
    Of(Kind),
}

/// Which part of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Period {
    /// All of it: upcoming in time order, then past newest first, then undated.
    #[default]
    All,
    /// What has not ended.
    Upcoming,
    /// What has.
    Past,
}

/// A place and a distance around it.
#[derive(Debug, Clone, PartialEq)]
pub struct Near {
    /// The words or numbers that were given.
    pub said: String,
    /// What the place is called; `None` when a position was given.
    pub name: Option<String>,
    /// Where it is.
    pub position: Position,
    /// The municipality it is in.
    pub municipality: Option<Municipality>,
    /// Other places of the same name, by the names that lead to them.
    pub others: Vec<String>,
    /// Kilometres around it.
    pub km: f64,
}

/// A rectangle on the map, in WGS 84 degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// Its western edge.
    pub west: f64,
    /// Its southern edge.
    pub south: f64,
    /// Its eastern edge.
    pub east: f64,
    /// Its northern edge.
    pub north: f64,
}

/// What a reader has asked for. The default is everything.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Filter {
    /// Words to search for.
    pub words: Option<String>,
    /// Kinds of record.
    pub kinds: Vec<Kind>,
    /// Kinds of activity, initiative or organisation, by their words.
    pub sorts: Vec<&'static str>,
    /// Themes, by slug; those below them are meant as well.
    pub themes: Vec<Slug>,
    /// Clusters, by slug.
    pub clusters: Vec<Slug>,
    /// Counties: own place or served.
    pub counties: Vec<County>,
    /// Municipalities.
    pub municipalities: Vec<Municipality>,
    /// Where one takes part.
    pub forms: Vec<Form>,
    /// How things stand, by the words of the records' statuses.
    pub statuses: Vec<&'static str>,
    /// Which part of time.
    pub period: Period,
    /// The first day, in the home zone.
    pub from: Option<Date>,
    /// The last day, in the home zone.
    pub until: Option<Date>,
    /// Around a place.
    pub near: Option<Near>,
    /// Inside a rectangle.
    pub bounds: Option<Bounds>,
    /// Languages that the text is in.
    pub langs: Vec<Lang>,
    /// The record after which to go on.
    pub after: Option<Id>,
}

impl Filter {
    /// Everything of one kind.
    #[must_use]
    pub fn of(kind: Kind) -> Self {
        Self { kinds: vec![kind], ..Self::default() }
    }

    /// Parses keys and values. Keys it does not know are passed over, and blank values are as if not there.
    ///
    /// # Errors
    /// Every fault, in the order of the address; never an empty list.
    pub fn parse<'a>(
        pairs: impl Iterator<Item = (&'a str, &'a str)>,
        scope: Scope,
        places: &Places,
    ) -> Result<Self, Vec<Fault>> {
        let mut reading = Reading { scope, ..Reading::default() };
        for (key, value) in pairs.filter(|(_, value)| !value.trim().is_empty()) {
            if let Err(why) = reading.take(key, value.trim(), places) {
                reading.faults.push(Fault { key: key.to_owned(), value: value.to_owned(), why });
            }
        }
        reading.finish()
    }

    /// Whether nothing has been asked for but a kind of record and a part of the list.
    #[must_use]
    pub fn is_open(&self) -> bool {
        let all = Self { kinds: self.kinds.clone(), after: self.after.clone(), ..Self::default() };
        *self == all
    }

    /// Whether it leaves out what has no date.
    #[must_use]
    pub const fn asks_for_time(&self) -> bool {
        !matches!(self.period, Period::All) || self.from.is_some() || self.until.is_some()
    }
}

/// A filter being read.
#[derive(Debug)]
struct Reading {
    scope: Scope,
    filter: Filter,
    within: Option<f64>,
    faults: Vec<Fault>,
}

impl Default for Reading {
    fn default() -> Self {
        Self { scope: Scope::Everything, filter: Filter::default(), within: None, faults: Vec::new() }
    }
}

impl Reading {
    fn take(&mut self, key: &str, value: &str, places: &Places) -> Result<(), Why> {
        let filter = &mut self.filter;
        match key {
            "q" => {
                if value.chars().count() > LONGEST_WORDS {
                    return Err(Why::TooLong { most: LONGEST_WORDS });
                }
                filter.words.get_or_insert_with(|| value.to_owned());
            }
            "kind" => match self.scope {
                Scope::Everything => add(&mut filter.kinds, one_of(value, Kind::ALL, Kind::code)?),
                Scope::Of(Kind::Activity) => {
                    add(&mut filter.sorts, word(value, ActivityKind::ALL, ActivityKind::code)?)
                }
                Scope::Of(Kind::Initiative) => {
                    add(&mut filter.sorts, word(value, InitiativeKind::ALL, InitiativeKind::code)?);
                }
                Scope::Of(Kind::Organisation) => {
                    add(&mut filter.sorts, word(value, OrganisationKind::ALL, OrganisationKind::code)?);
                }
                Scope::Of(_) => return Err(Why::NoSuchKey),
            },
            "theme" => add(&mut filter.themes, value.parse().map_err(|_| Why::NoSlug)?),
            "cluster" => add(&mut filter.clusters, value.parse().map_err(|_| Why::NoSlug)?),
            "county" => add(&mut filter.counties, value.parse().map_err(|_| Why::NoCounty)?),
            "municipality" => add(&mut filter.municipalities, value.parse().map_err(|_| Why::NoMunicipality)?),
            "form" => add(&mut filter.forms, one_of(value, Form::ALL, Form::code)?),
            "status" => add(&mut filter.statuses, status(value, self.scope)?),
            "period" => {
                filter.period = match value {
                    "all" => Period::All,
                    "upcoming" => Period::Upcoming,
                    "past" => Period::Past,
                    _ => return Err(Why::NotOneOf(vec!["upcoming", "past", "all"])),
                }
            }
            "from" => filter.from = Some(day(value)?.first_day()),
            "until" => filter.until = day(value)?.last_day(),
            "near" => filter.near = Some(near(value, places)?),
            "within" => {
                let km: f64 = value.trim_end_matches("km").trim_end().replace(',', ".").parse().unwrap_or(f64::NAN);
                if !(km > 0.0 && km <= MOST_WITHIN_KM) {
                    return Err(Why::NoDistance);
                }
                self.within = Some(km);
            }
            "bbox" => filter.bounds = Some(bounds(value)?),
            "lang" => {
                let lang = Lang::ALL.into_iter().find(|lang| lang.code() == value);
                add(&mut filter.langs, lang.ok_or_else(|| Why::NotOneOf(vec!["sv", "en"]))?);
            }
            "after" => filter.after = Some(value.parse().map_err(|_| Why::NoSlug)?),
            _ => {}
        }
        Ok(())
    }

    fn finish(mut self) -> Result<Filter, Vec<Fault>> {
        let mut fault = |key: &str, value: String, why| self.faults.push(Fault { key: key.to_owned(), value, why });
        match (&mut self.filter.near, self.within) {
            (Some(near), Some(km)) => near.km = km,
            (None, Some(km)) => fault("within", km.to_string(), Why::WithinAlone),
            (_, None) => {}
        }
        if let (Some(from), Some(until)) = (self.filter.from, self.filter.until)
            && until < from
        {
            fault("until", until.to_string(), Why::Backwards);
        }
        if let Scope::Of(kind) = self.scope {
            self.filter.kinds = vec![kind];
        }
        // A place that was not found makes `within` stand alone; the one fault says it all.
        if self.faults.iter().any(|fault| fault.key == "near") {
            self.faults.retain(|fault| fault.key != "within" || fault.why != Why::WithinAlone);
        }
        if self.faults.is_empty() { Ok(self.filter) } else { Err(self.faults) }
    }
}

fn add<T: PartialEq>(list: &mut Vec<T>, value: T) {
    if !list.contains(&value) {
        list.push(value);
    }
}

fn one_of<T: Copy>(value: &str, all: &[T], code: impl Fn(T) -> &'static str) -> Result<T, Why> {
    let found = all.iter().copied().find(|known| code(*known) == value);
    found.ok_or_else(|| Why::NotOneOf(all.iter().map(|known| code(*known)).collect()))
}

fn word<T: Copy>(value: &str, all: &[T], code: impl Fn(T) -> &'static str) -> Result<&'static str, Why> {
    one_of(value, all, &code).map(code)
}

fn status(value: &str, scope: Scope) -> Result<&'static str, Why> {
    let known = statuses(scope);
    known.iter().copied().find(|known| *known == value).ok_or(Why::NotOneOf(known))
}

/// The words of every status that the records of a list can have.
#[must_use]
pub fn statuses(scope: Scope) -> Vec<&'static str> {
    let mut all = Vec::new();
    let of = |kind| scope == Scope::Everything || scope == Scope::Of(kind);
    if of(Kind::Activity) {
        ActivityStatus::ALL.iter().for_each(|status| add(&mut all, status.code()));
    }
    if of(Kind::Initiative) {
        InitiativeStatus::ALL.iter().for_each(|status| add(&mut all, status.code()));
    }
    if of(Kind::Cluster) {
        ClusterStatus::ALL.iter().for_each(|status| add(&mut all, status.code()));
    }
    all
}

/// A day, or a month, season or year as a whole.
fn day(value: &str) -> Result<PartialDate, Why> {
    match value.parse() {
        Ok(PartialDate::One(date)) if date.certainty == Certainty::Sure => Ok(PartialDate::One(date)),
        _ => Err(Why::NoDate),
    }
}

fn near(value: &str, places: &Places) -> Result<Near, Why> {
    if let Some((lat, lon)) = value.split_once(',')
        && let (Ok(lat), Ok(lon)) = (lat.trim().parse::<f64>(), lon.trim().parse::<f64>())
    {
        let inside = (-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon);
        let position = Position { lat, lon };
        let municipality = places.municipality_of(position);
        let near =
            Near { said: value.to_owned(), name: None, position, municipality, others: Vec::new(), km: WITHIN_KM };
        return if inside { Ok(near) } else { Err(Why::NoPosition) };
    }
    let found = places.find(value).ok_or_else(|| Why::UnknownPlace {
        nearest: places.nearest_names(value).into_iter().map(str::to_owned).collect(),
    })?;
    Ok(Near {
        said: value.to_owned(),
        name: Some(found.place.name.clone()),
        position: found.place.position,
        municipality: Some(found.place.municipality),
        others: found.others.iter().map(|other| other.full_name()).collect(),
        km: WITHIN_KM,
    })
}

fn bounds(value: &str) -> Result<Bounds, Why> {
    let numbers: Vec<f64> = value.split(',').map(|n| n.trim().parse().unwrap_or(f64::NAN)).collect();
    let &[west, south, east, north] = numbers.as_slice() else { return Err(Why::NoBounds) };
    let sound = (-180.0..=180.0).contains(&west)
        && (-180.0..=180.0).contains(&east)
        && (-90.0..=90.0).contains(&south)
        && (-90.0..=90.0).contains(&north)
        && west < east
        && south < north;
    if sound { Ok(Bounds { west, south, east, north }) } else { Err(Why::NoBounds) }
}

impl Bounds {
    /// Whether a position lies in it.
    #[must_use]
    pub fn has(&self, position: Position) -> bool {
        (self.south..=self.north).contains(&position.lat) && (self.west..=self.east).contains(&position.lon)
    }
}

impl Near {
    /// Whether a position lies near enough.
    #[must_use]
    pub fn has(&self, position: Position) -> bool {
        self.position.km_to(position) <= self.km
    }
}

#[cfg(test)]
mod tests;
