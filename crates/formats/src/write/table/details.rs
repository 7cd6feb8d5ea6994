//! All the rest that a cell can hold, so that no fact of a record is lost in a table.

use model::date::PartialDate;
use model::record::{Cluster, Initiative, Money, Place, PracticeResult, Record, Theme};
use model::text::Text;
use model::time::When;

use super::{Cell, Column, Row};

pub(super) const DETAILS: &[Column] = &[
    Column::new("slug", 20, |row| Cell::text(row.entry.record.head().slug.as_str())),
    Column::new("version", 8, |row| Cell::Whole(row.entry.record.head().version)),
    Column::new("body", 60, |row| row.read(body(row))),
    Column::new("programme", 40, |row| {
        let sessions = row.occasion.map_or(&[][..], |occasion| &occasion.sessions);
        Cell::lines(sessions.iter().map(|session| {
            let when = session.when.as_ref().map(said);
            let title = Some(session.title.read(row.lang).1.to_owned());
            let summary = session.summary.as_ref().map(|text| format!("– {}", text.read(row.lang).1));
            [when, title, summary].into_iter().flatten().collect::<Vec<_>>().join(" ")
        }))
    }),
    Column::new("languages", 10, |row| {
        Cell::list(row.activity().map_or(&[][..], |one| &one.languages).iter().map(|language| language.as_str()))
    }),
    Column::new("participants_note", 30, |row| match &row.entry.record {
        Record::Initiative(initiative) => row.read(initiative.participants_note.as_ref()),
        _ => Cell::maybe(row.of_activity(|one| one.participants_note.as_ref())),
    }),
    Column::new("about", 30, |row| Cell::list(row.names("about"))),
    Column::new("funding", 40, |row| Cell::list(initiative(row).map_or(&[][..], |one| &one.funding).iter().map(funds))),
    Column::new("budget", 12, |row| {
        let budget = initiative(row).and_then(|one| one.budget.as_ref());
        budget.map_or(Cell::Empty, |money| Cell::Whole(money.amount))
    }),
    Column::new("budget_currency", 10, |row| {
        Cell::maybe(initiative(row).and_then(|one| one.budget.as_ref()).map(|money| money.currency.as_str()))
    }),
    Column::new("places", 40, |row| Cell::list(initiative(row).map_or(&[][..], |one| &one.places).iter().map(named))),
    Column::new("short_name", 20, |row| Cell::maybe(cluster(row).and_then(|one| one.short_name.as_ref()))),
    Column::new("also_known_as", 30, |row| match &row.entry.record {
        Record::Cluster(cluster) => Cell::list(&cluster.also_known_as),
        Record::Organisation(organisation) => Cell::list(&organisation.also_known_as),
        Record::Theme(theme) => Cell::list(theme.synonyms.sv.iter().chain(&theme.synonyms.en)),
        _ => Cell::Empty,
    }),
    Column::new("host_organisation", 30, |row| Cell::list(row.names("host-organisation"))),
    Column::new("organisation_form", 30, |row| of_cluster(row, |one| one.organisation_form.as_ref())),
    Column::new("successor", 30, |row| Cell::list(row.names("successor"))),
    Column::new("area", 30, |row| of_cluster(row, |one| one.area.as_ref())),
    Column::new("founded", 12, |row| date_of_cluster(row, |one| one.founded)),
    Column::new("founded_note", 30, |row| of_cluster(row, |one| one.founded_note.as_ref())),
    Column::new("member_from", 12, |row| date_of_cluster(row, |one| one.member_from)),
    Column::new("member_to", 12, |row| date_of_cluster(row, |one| one.member_to)),
    Column::new("contact", 25, |row| of_cluster(row, |one| one.contact.as_ref().map(|contact| &contact.role))),
    Column::new("contact_email", 30, |row| {
        Cell::maybe(cluster(row).and_then(|one| one.contact.as_ref()?.email.as_ref()).map(|email| email.as_str()))
    }),
    Column::new("contact_url", 40, |row| Cell::link(cluster(row).and_then(|one| one.contact.as_ref()?.url.as_ref()))),
    Column::new("facts", 40, |row| {
        Cell::lines(cluster(row).map_or(&[][..], |one| &one.facts).iter().map(|fact| fact.read(row.lang).1))
    }),
    Column::new("confirmed", 12, |row| {
        cluster(row).and_then(|one| one.confirmed).map_or(Cell::Empty, |day| Cell::Day(day.0))
    }),
    Column::new("broader", 30, |row| Cell::list(row.names("broader"))),
    Column::new("challenge", 40, |row| row.read(theme(row).and_then(|one| one.challenge.as_ref()).map(|c| &c.summary))),
    Column::new("challenge_goal", 40, |row| {
        row.read(theme(row).and_then(|one| one.challenge.as_ref()).map(|challenge| &challenge.goal))
    }),
    Column::new("challenge_since", 12, |row| Cell::code(theme(row).and_then(|one| one.challenge.as_ref()?.since))),
    Column::new("objective", 40, |row| row.read(result(row).and_then(|one| one.objective.as_ref()))),
    Column::new("main_results", 40, |row| row.read(result(row).and_then(|one| one.main_results.as_ref()))),
    Column::new("recommendation", 40, |row| row.read(result(row).and_then(|one| one.recommendation.as_ref()))),
    Column::new("sources", 40, |row| {
        let sources = row.entry.record.head().sources.iter();
        Cell::list(sources.map(|source| format!("{} ({})", source.url, source.read)))
    }),
    Column::new("source_keys", 14, |row| Cell::list(&row.entry.record.head().source_keys)),
];

const fn cluster<'a>(row: &Row<'a>) -> Option<&'a Cluster> {
    match &row.entry.record {
        Record::Cluster(cluster) => Some(cluster),
        _ => None,
    }
}

const fn initiative<'a>(row: &Row<'a>) -> Option<&'a Initiative> {
    match &row.entry.record {
        Record::Initiative(initiative) => Some(initiative),
        _ => None,
    }
}

const fn theme<'a>(row: &Row<'a>) -> Option<&'a Theme> {
    match &row.entry.record {
        Record::Theme(theme) => Some(theme),
        _ => None,
    }
}

const fn result<'a>(row: &Row<'a>) -> Option<&'a PracticeResult> {
    match &row.entry.record {
        Record::Result(result) => Some(result),
        _ => None,
    }
}

fn of_cluster(row: &Row<'_>, text: fn(&Cluster) -> Option<&Text>) -> Cell {
    row.read(cluster(row).and_then(text))
}

fn date_of_cluster(row: &Row<'_>, date: fn(&Cluster) -> Option<PartialDate>) -> Cell {
    Cell::code(cluster(row).and_then(date))
}

const fn body<'a>(row: &Row<'a>) -> Option<&'a Text> {
    match &row.entry.record {
        Record::Cluster(cluster) => cluster.body.as_ref(),
        Record::Initiative(initiative) => initiative.body.as_ref(),
        Record::Activity(activity) => activity.body.as_ref(),
        _ => None,
    }
}

/// A time as an interval of ISO 8601.
fn said(when: &When) -> String {
    match when {
        When::Clock { start, end: None, .. } => start.to_string(),
        When::Clock { start, end: Some(end), .. } => format!("{start}/{end}"),
        When::Days { first, last } if first == last => first.to_string(),
        When::Days { first, last } => format!("{first}/{last}"),
        When::Partial(date) => date.to_string(),
    }
}

/// A line of money: programme, reference and sum. Whose it is stands among the funders.
fn funds(line: &model::record::Funding) -> String {
    let sum = |money: &Money| format!("{} {}", money.amount, money.currency);
    let parts = [line.programme.clone(), line.reference.clone(), line.amount.as_ref().map(sum)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// A place by its name and the municipality or county it is in.
fn named(place: &Place) -> String {
    let municipality = place.municipality.map(model::Municipality::name);
    let region = municipality.or_else(|| place.county.map(model::County::name));
    match (&place.name, region) {
        (Some(name), Some(region)) if name != region => format!("{name} ({region})"),
        (Some(name), _) => name.clone(),
        (None, region) => region.unwrap_or_default().to_owned(),
    }
}
