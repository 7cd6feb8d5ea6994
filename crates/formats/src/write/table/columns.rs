//! The columns that were promised: a program may count on their names and their order.

use jiff::{Timestamp, civil};
use model::date::PartialDate;
use model::record::{Activity, Place};
use model::time::When;
use model::{County, Lang, Municipality, Record, Text};

use super::{Cell, Column, Row};

pub(super) const FIRST: &[Column] = &[
    Column::new("id", 20, |row| Cell::text(row.entry.record.head().id.as_str())),
    Column::new("kind", 12, |row| Cell::text(row.entry.record.kind().code())),
    Column::new("title", 50, |row| Cell::text(row.entry.record.title(row.lang).1)),
    Column::new("summary", 60, |row| Cell::maybe(row.summary().map(|text| text.read(row.lang).1))),
    Column::new("url", 40, |row| Cell::Link(row.entry.url.clone())),
    Column::new("status", 12, |row| Cell::maybe(row.status())),
    Column::new("form", 10, |row| Cell::maybe(row.activity().and_then(|one| one.form).map(|form| form.code()))),
    Column::new("start", 17, |row| row.times().start),
    Column::new("end", 17, |row| row.times().end),
    Column::new("zone", 17, |row| match row.when() {
        Some(When::Clock { zone, .. }) => Cell::text(zone.as_str()),
        _ => Cell::Empty,
    }),
    Column::new("all_day", 9, |row| row.times().all_day),
    Column::new("place", 30, |row| Cell::maybe(row.place.and_then(|place| place.name.as_ref()))),
    Column::new("municipality", 13, |row| Cell::code(row.municipality())),
    Column::new("county", 8, |row| Cell::code(row.county())),
    Column::new("lat", 11, |row| row.degrees(|point| point.lat)),
    Column::new("lon", 11, |row| row.degrees(|point| point.lon)),
    Column::new("online", 40, |row| Cell::link(row.occasion.and_then(|occasion| occasion.online.as_ref()))),
    Column::new("organisers", 40, |row| match &row.entry.record {
        Record::Activity(_) => Cell::list(row.names("host")),
        Record::Initiative(_) => Cell::list(row.names("lead")),
        Record::Result(_) => Cell::list(row.names("organisation")),
        _ => Cell::Empty,
    }),
    Column::new("themes", 40, |row| Cell::list(row.names("theme"))),
    Column::new("price", 20, |row| Cell::maybe(row.of_activity(|one| one.price.as_ref()))),
    Column::new("sign_up_url", 40, |row| Cell::link(row.activity().and_then(|one| one.sign_up.as_ref()?.url.as_ref()))),
    Column::new("sign_up_last_day", 17, |row| {
        let last = row.activity().and_then(|one| one.sign_up.as_ref()?.last_day);
        last.map_or(Cell::Empty, |day| Cell::Day(day.0))
    }),
    Column::new("language", 10, |row| Cell::text(row.language().code())),
    Column::new("updated", 20, |row| {
        Timestamp::from_second(row.entry.changed.as_second()).map_or(Cell::Empty, Cell::Moment)
    }),
];

/// When something is, as three cells.
struct Times {
    start: Cell,
    end: Cell,
    all_day: Cell,
}

impl<'a> Row<'a> {
    pub(super) const fn activity(&self) -> Option<&'a Activity> {
        match &self.entry.record {
            Record::Activity(activity) => Some(activity),
            _ => None,
        }
    }

    /// A text of an activity.
    pub(super) fn of_activity(&self, text: fn(&Activity) -> Option<&Text>) -> Option<&'a str> {
        self.activity().and_then(text).map(|text| text.read(self.lang).1)
    }

    /// A text as it is read.
    pub(super) fn read(&self, text: Option<&'a Text>) -> Cell {
        Cell::maybe(text.map(|text| text.read(self.lang).1))
    }

    pub(super) const fn when(&self) -> Option<&'a When> {
        match self.occasion {
            Some(occasion) => occasion.when.as_ref(),
            None => None,
        }
    }

    /// What others are called that it refers to in a role, in the record's own order.
    pub(super) fn names(&self, role: &'static str) -> impl Iterator<Item = &'a str> {
        let entry = self.entry;
        let links = entry.record.links().into_iter().filter(move |link| link.role == role);
        links.filter_map(move |link| entry.linked(role).find(|linked| linked.id == link.to).map(|l| l.title.as_str()))
    }

    fn summary(&self) -> Option<&'a Text> {
        match &self.entry.record {
            Record::Cluster(cluster) => Some(&cluster.summary),
            Record::Organisation(organisation) => organisation.summary.as_ref(),
            Record::Theme(theme) => theme.definition.as_ref(),
            Record::Initiative(initiative) => initiative.summary.as_ref(),
            Record::Activity(activity) => activity.summary.as_ref(),
            Record::Result(result) => result.summary.as_ref(),
            Record::Clipping(clipping) => clipping.comment.as_ref(),
        }
    }

    /// The language of its title; of what has a name, that of its summary.
    fn language(&self) -> Lang {
        let (title, _) = self.entry.record.title(self.lang);
        match &self.entry.record {
            Record::Cluster(_) | Record::Organisation(_) => {
                self.summary().map_or(title, |summary| summary.read(self.lang).0)
            }
            _ => title,
        }
    }

    const fn status(&self) -> Option<&'static str> {
        match &self.entry.record {
            Record::Cluster(cluster) => Some(cluster.status.code()),
            Record::Initiative(initiative) => Some(initiative.status.code()),
            Record::Activity(activity) => Some(activity.status.code()),
            Record::Organisation(_) | Record::Theme(_) | Record::Result(_) | Record::Clipping(_) => None,
        }
    }

    /// When it begins and ends, as far as that is known to the day. The last day is in it.
    fn times(&self) -> Times {
        let days = |first: Option<civil::Date>, last: Option<civil::Date>| Times {
            start: first.map_or(Cell::Empty, Cell::Day),
            end: last.map_or(Cell::Empty, Cell::Day),
            all_day: first.or(last).map_or(Cell::Empty, |_| Cell::Flag(true)),
        };
        let one = |date: Option<PartialDate>| days(day(date), day(date));
        match (&self.entry.record, self.when()) {
            (_, Some(When::Clock { start, end, .. })) => Times {
                start: Cell::Time(start.0),
                end: end.map_or(Cell::Empty, |end| Cell::Time(end.0)),
                all_day: Cell::Flag(false),
            },
            (_, Some(When::Days { first, last })) => days(Some(first.0), Some(last.0)),
            (_, Some(When::Partial(date))) => one(Some(*date)),
            (Record::Initiative(initiative), None) => days(day(initiative.start), day(initiative.end)),
            (Record::Result(result), None) => one(result.published),
            (Record::Clipping(clipping), None) => one(clipping.date),
            _ => one(None),
        }
    }

    pub(super) fn municipality(&self) -> Option<Municipality> {
        self.place.and_then(|place| place.municipality)
    }

    pub(super) fn county(&self) -> Option<County> {
        self.place.and_then(|place| place.county).or_else(|| self.municipality().map(Municipality::county))
    }

    fn degrees(&self, of: fn(&model::geo::Point) -> f64) -> Cell {
        self.place.and_then(|place: &Place| place.point.as_ref()).map_or(Cell::Empty, |point| Cell::Number(of(point)))
    }
}

/// The day that a date is, where it is one.
fn day(date: Option<PartialDate>) -> Option<civil::Date> {
    date.filter(PartialDate::is_day).map(|date| date.first_day())
}
