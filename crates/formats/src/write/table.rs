//! Tables: the columns that CSV and the workbook share, and the rows of an edition. `docs/tables.md` tells them to those
//! who use them.

use jiff::{Timestamp, civil};
use model::record::{Occasion, Place};
use model::{Lang, Record};

use super::{Edition, Entry};

mod columns;
mod details;
mod facts;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Text, and codes, which keep their leading zeros.
    Text(String),
    /// A web address.
    Link(String),
    /// A whole number.
    Whole(i64),
    /// A number with decimals.
    Number(f64),
    /// Yes or no.
    Flag(bool),
    /// A day.
    Day(civil::Date),
    /// A clock time on a day, to the minute; whose clock it is stands elsewhere.
    Time(civil::DateTime),
    /// A moment, to the second.
    Moment(Timestamp),
}

/// A column: its name in the first row, how many characters wide it is shown, and what stands in it.
#[derive(Debug)]
pub struct Column {
    /// Its name, the same in both languages.
    pub name: &'static str,
    /// How wide it is shown, in characters.
    pub width: u16,
    of: fn(&Row<'_>) -> Cell,
}

/// A record at one of its times, at one of its places.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// The language that texts are wanted in.
    pub lang: Lang,
    /// The record.
    pub entry: &'a Entry,
    /// Which of an activity's occasions.
    pub occasion: Option<&'a Occasion>,
    /// Where.
    pub place: Option<&'a Place>,
}

/// Every column, in order: first those that were promised, then what is shown on maps too, then the details.
pub fn columns() -> impl Iterator<Item = &'static Column> {
    columns::FIRST.iter().chain(facts::FURTHER).chain(details::DETAILS)
}

/// The columns that go with a point on the map. The details are left to tables.
pub fn map_columns() -> impl Iterator<Item = &'static Column> {
    columns::FIRST.iter().chain(facts::FURTHER).filter(|column| !matches!(column.name, "lat" | "lon"))
}

/// The rows of an edition: one for each occasion, and one for a record that has none.
pub fn rows<'a>(edition: &'a Edition<'_>) -> impl Iterator<Item = Row<'a>> {
    edition.entries.iter().flat_map(|entry| of_record(edition.lang, entry))
}

/// How many rows a record takes.
#[must_use]
pub fn rows_of(record: &Record) -> usize {
    match record {
        Record::Activity(activity) => activity.occasions.len().max(1),
        _ => 1,
    }
}

/// The rows of an edition for a map: one for each occasion and each place, and one for a record that has none.
pub fn spots<'a>(edition: &'a Edition<'_>) -> impl Iterator<Item = Row<'a>> {
    edition.entries.iter().flat_map(|entry| match &entry.record {
        Record::Initiative(initiative) if initiative.places.len() > 1 => {
            let own = Row { lang: edition.lang, entry, occasion: None, place: None };
            initiative.places.iter().map(|place| Row { place: Some(place), ..own }).collect()
        }
        _ => of_record(edition.lang, entry),
    })
}

/// How many rows a record takes on a map.
#[must_use]
pub fn spots_of(record: &Record) -> usize {
    record.places().len().max(1)
}

fn of_record(lang: Lang, entry: &Entry) -> Vec<Row<'_>> {
    let own = Row { lang, entry, occasion: None, place: None };
    match &entry.record {
        Record::Activity(activity) if !activity.occasions.is_empty() => {
            let at = |occasion| Row { occasion: Some(occasion), place: Some(&occasion.place), ..own };
            activity.occasions.iter().map(at).collect()
        }
        Record::Cluster(cluster) => vec![Row { place: Some(&cluster.place), ..own }],
        Record::Organisation(organisation) => vec![Row { place: Some(&organisation.place), ..own }],
        Record::Initiative(initiative) => vec![Row { place: initiative.places.first(), ..own }],
        Record::Activity(_) | Record::Theme(_) | Record::Result(_) | Record::Clipping(_) => vec![own],
    }
}

impl Column {
    const fn new(name: &'static str, width: u16, of: fn(&Row<'_>) -> Cell) -> Self {
        Self { name, width, of }
    }

    /// What stands in it in a row.
    #[must_use]
    pub fn of(&self, row: &Row<'_>) -> Cell {
        (self.of)(row)
    }
}

impl Cell {
    /// A text without signs that no program shows; nothing where nothing is left.
    fn text(text: impl AsRef<str>) -> Self {
        let shown = |c: &char| !c.is_control() || matches!(c, '\t' | '\n' | '\r');
        let text: String = text.as_ref().chars().filter(shown).collect();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    /// A text, if there is one.
    fn maybe<T: AsRef<str>>(text: Option<T>) -> Self {
        text.map_or(Self::Empty, Self::text)
    }

    /// A code, if there is one.
    fn code(code: Option<impl ToString>) -> Self {
        Self::maybe(code.map(|code| code.to_string()))
    }

    fn link(address: Option<&model::text::WebAddress>) -> Self {
        address.map_or(Self::Empty, |address| Self::Link(address.to_string()))
    }

    /// Several in one cell.
    fn list<T: AsRef<str>>(items: impl IntoIterator<Item = T>) -> Self {
        Self::joined(items, "; ")
    }

    /// Several texts in one cell, each on a line of its own.
    fn lines<T: AsRef<str>>(items: impl IntoIterator<Item = T>) -> Self {
        Self::joined(items, "\n")
    }

    fn joined<T: AsRef<str>>(items: impl IntoIterator<Item = T>, between: &str) -> Self {
        let mut all = String::new();
        for item in items {
            let item = item.as_ref();
            if !(all.is_empty() || item.is_empty()) {
                all.push_str(between);
            }
            all.push_str(item);
        }
        Self::text(all)
    }

    /// The cell as plain text: times as in ISO 8601, `true` and `false`, a decimal point.
    #[must_use]
    pub fn written(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) | Self::Link(text) => text.clone(),
            Self::Whole(number) => number.to_string(),
            Self::Number(number) => number.to_string(),
            Self::Flag(flag) => flag.to_string(),
            Self::Day(day) => day.to_string(),
            Self::Time(time) => time.strftime("%Y-%m-%dT%H:%M").to_string(),
            Self::Moment(moment) => moment.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        }
    }
}
