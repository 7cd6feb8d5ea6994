//! What is asked for next: what sort it is, when as it was said, with whom, whose place.

use model::date::PartialDate;
use model::geo::{County, Municipality};
use model::record::{Precision, Record};
use model::text::WebAddress;
use model::time::When;

use super::{Cell, Column, Row};

pub(super) const FURTHER: &[Column] = &[
    Column::new("occasion_id", 22, |row| Cell::maybe(row.occasion.map(|occasion| occasion.id.as_str()))),
    Column::new("cancelled", 11, |row| row.occasion.map_or(Cell::Empty, |occasion| Cell::Flag(occasion.cancelled))),
    Column::new("sort", 16, |row| Cell::maybe(sort(row))),
    Column::new("date", 14, |row| Cell::code(vague(dates(row).0))),
    Column::new("date_end", 14, |row| Cell::code(vague(dates(row).1))),
    Column::new("date_note", 30, |row| match &row.entry.record {
        Record::Initiative(initiative) => row.read(initiative.date_note.as_ref()),
        Record::Result(result) => row.read(result.date_note.as_ref()),
        Record::Clipping(clipping) => row.read(clipping.date_note.as_ref()),
        _ => row.read(row.occasion.and_then(|occasion| occasion.when_note.as_ref())),
    }),
    Column::new("municipality_name", 18, |row| Cell::maybe(row.municipality().map(Municipality::name))),
    Column::new("county_name", 20, |row| Cell::maybe(row.county().map(County::name))),
    Column::new("precision", 10, |row| {
        Cell::maybe(row.place.and_then(|place| place.point).map(|point| Precision::code(point.precision)))
    }),
    Column::new("counties", 20, |row| Cell::list(counties(row).iter().map(ToString::to_string))),
    Column::new("partners", 40, |row| match &row.entry.record {
        Record::Initiative(initiative) => Cell::list(initiative.partners.iter().filter_map(|partner| {
            let role = partner.role.code();
            let who = row.entry.linked(role).find(|linked| linked.id == partner.who)?;
            Some(format!("{} ({role})", who.title))
        })),
        _ => Cell::Empty,
    }),
    Column::new("funders", 30, |row| match &row.entry.record {
        // A partner may pay too, and stands among the partners.
        Record::Initiative(initiative) => {
            let funders = initiative.funding.iter().filter_map(|line| line.funder.as_ref());
            let mut names: Vec<&str> = Vec::new();
            for name in funders.filter_map(|id| row.entry.linked("funder").find(|linked| linked.id == *id)) {
                if !names.contains(&name.title.as_str()) {
                    names.push(&name.title);
                }
            }
            Cell::list(names)
        }
        _ => Cell::list(row.names("funder")),
    }),
    Column::new("initiatives", 30, |row| Cell::list(row.names("initiative"))),
    Column::new("website", 40, |row| Cell::link(website(row))),
    Column::new("audience", 30, |row| Cell::maybe(row.of_activity(|one| one.audience.as_ref()))),
    Column::new("participants", 12, |row| {
        row.activity().and_then(|one| one.participants).map_or(Cell::Empty, Cell::Whole)
    }),
];

const fn sort(row: &Row<'_>) -> Option<&'static str> {
    match &row.entry.record {
        Record::Activity(activity) => Some(activity.kind.code()),
        Record::Initiative(initiative) => Some(initiative.kind.code()),
        Record::Organisation(organisation) => match organisation.kind {
            Some(kind) => Some(kind.code()),
            None => None,
        },
        _ => None,
    }
}

/// The dates of a record that may be vague: when it is or begins, and when it ends.
fn dates(row: &Row<'_>) -> (Option<PartialDate>, Option<PartialDate>) {
    match (&row.entry.record, row.when()) {
        (_, Some(When::Partial(date))) => (Some(*date), None),
        (Record::Initiative(initiative), None) => (initiative.start, initiative.end),
        (Record::Result(result), None) => (result.published, None),
        (Record::Clipping(clipping), None) => (clipping.date, None),
        _ => (None, None),
    }
}

/// A date that is more or less than one sure day: that stands in `start` and `end`.
fn vague(date: Option<PartialDate>) -> Option<PartialDate> {
    date.filter(|date| !date.is_day())
}

/// The counties it is said to serve or concern.
fn counties<'a>(row: &Row<'a>) -> &'a [County] {
    match &row.entry.record {
        Record::Cluster(cluster) => &cluster.counties_served,
        Record::Initiative(initiative) => &initiative.counties,
        Record::Result(result) => &result.counties,
        Record::Clipping(clipping) => &clipping.counties,
        Record::Organisation(_) | Record::Theme(_) | Record::Activity(_) => &[],
    }
}

/// Its own site, or the page that it is about.
const fn website<'a>(row: &Row<'a>) -> Option<&'a WebAddress> {
    match &row.entry.record {
        Record::Cluster(cluster) => cluster.website.as_ref(),
        Record::Organisation(organisation) => organisation.website.as_ref(),
        Record::Initiative(initiative) => initiative.website.as_ref(),
        Record::Result(result) => result.link.as_ref(),
        Record::Clipping(clipping) => Some(&clipping.link),
        Record::Activity(_) | Record::Theme(_) => None,
    }
}
