//! The calendar: the activities of a month or a week, as a list and as a table.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::Path;
use model::calendar::{Month, Sheet, Week};
use model::filter::Filter;
use model::time::{HOME_ZONE, days_span};
use words::almanac::{month_name, month_of};
use words::dates;

use super::{Answer, html};
use crate::addresses::Room;
use crate::page::{Layout, Page};
use crate::query::written;
use crate::serve::error::Error;
use crate::view::{Row, Rows, Say, Switch, capitalised};

mod entries;
mod list;
mod records;
mod sheet;

use entries::{Entry, Vague};
use list::DayView;
use sheet::{Table, WeekView, WeekdayView, href};

#[derive(Debug, Template)]
#[template(path = "calendar/calendar.html")]
struct CalendarPage {
    say: Say,
    layout: Layout,
    switch: Switch,
    ways: Ways,
    is_week: bool,
    title: String,
    /// The name of the month or the week, in a sentence and at the beginning of one.
    name: String,
    first_name: String,
    /// The days of a week in words, and how many activities there are.
    facts: Vec<String>,
    too_many: Option<usize>,
    days: Vec<DayView>,
    someday: Vec<Row>,
    empty: Option<Vec<Way>>,
    /// Whether search engines may pass it over: an empty page among hundreds like it.
    hidden: bool,
    weekdays: Vec<WeekdayView>,
    weeks: Vec<WeekView>,
    /// The named days of the sheet: number, names, whether it is a public holiday.
    named: Vec<(i8, String, bool)>,
}

/// Where one can go from a sheet.
#[derive(Debug)]
struct Ways {
    before: Option<Way>,
    after: Option<Way>,
    today: Way,
    /// From a week to its month.
    month: Option<Way>,
    action: String,
    /// The filter, as fields of the form.
    fields: Vec<(&'static str, String)>,
    /// The number and name of each month, and whether it is this one.
    months: Vec<(i8, &'static str, bool)>,
    year: i16,
    first_year: i16,
    last_year: i16,
}

/// A link to another sheet.
#[derive(Debug)]
struct Way {
    href: String,
    label: String,
    /// Whether it comes after this one.
    later: bool,
}

/// This month; or, from the form, the way to another.
pub async fn now(page: Page) -> Answer {
    let filter = records::filter(&page)?;
    if page.query.first("month").is_some() || page.query.first("year").is_some() {
        let to = asked_for(&page).ok_or(Error::NotFound)?;
        return Err(Error::Moved(href(&page, to, &written(&filter.pairs(true)))));
    }
    let month = Month::of(page.site.clock.today()).ok_or(Error::NotFound)?;
    calendar(page, Sheet::Month(month), &filter, true).await
}

/// A month or a week.
pub async fn show(page: Page, Path(sheet): Path<String>) -> Answer {
    let sheet: Sheet = sheet.parse().map_err(|_| Error::NotFound)?;
    let filter = records::filter(&page)?;
    calendar(page, sheet, &filter, false).await
}

/// The month that the form asks for: `month=2026-12`, or `month=12` and `year=2026`.
fn asked_for(page: &Page) -> Option<Sheet> {
    let month = page.query.first("month")?;
    let text = match page.query.first("year") {
        Some(year) => format!("{year}-{month:0>2}"),
        None => month.to_owned(),
    };
    text.parse().ok().filter(|sheet| matches!(sheet, Sheet::Month(_)))
}

async fn calendar(page: Page, sheet: Sheet, filter: &Filter, is_now: bool) -> Answer {
    let mut found = records::between(&page, filter, sheet.span()).await?;
    let too_many = (found.len() > records::MOST_ACTIVITIES).then_some(records::MOST_ACTIVITIES);
    found.truncate(records::MOST_ACTIVITIES);
    let rows = Rows::of(&page, &found).await?;
    let (entries, vague) = entries::entries(&found, sheet);
    let (days, someday) = (list::days(&page, &rows, &entries, sheet), list::someday(&rows, &vague));
    let is_empty = days.is_empty() && someday.is_empty();
    let empty = if is_empty { Some(nearest(&page, sheet, filter).await?) } else { None };
    let table = Table::new(&page, sheet, &entries, &filter.pairs(true));
    let (weekdays, weeks) = (table.weekdays(), table.weeks());
    let name = name(&page.say, sheet);
    let title = match sheet {
        Sheet::Month(_) if is_now => page.say.with("calendar-now", "month", &name),
        Sheet::Month(_) | Sheet::Week(_) => capitalised(&name),
    };
    html(&CalendarPage {
        layout: page.layout(&title, &page.say.with("calendar-description", "period", &name)),
        switch: Switch::new(&page, Room::Calendar, filter),
        ways: ways(&page, sheet, filter),
        is_week: matches!(sheet, Sheet::Week(_)),
        facts: facts(&page, &entries, &vague, sheet),
        hidden: is_empty && !is_now && !page.landscape.network.sample,
        named: named(&weeks),
        say: page.say.clone(),
        title,
        first_name: capitalised(&name),
        name,
        too_many,
        days,
        someday,
        empty,
        weekdays,
        weeks,
    })
}

/// What stands below the heading: the days of a week, and how many activities there are, each counted once.
fn facts(page: &Page, entries: &[Entry<'_>], vague: &[Vague<'_>], sheet: Sheet) -> Vec<String> {
    let is_week = matches!(sheet, Sheet::Week(_));
    let days = is_week.then(|| dates::days(page.lang, sheet.first(), sheet.last()));
    let dated = entries.iter().filter(|entry| entry.days.meets(sheet)).map(|entry| entry.record);
    let records = dated.chain(vague.iter().map(|vague| vague.record));
    let ids: BTreeSet<&str> = records.map(|record| record.head().id.as_str()).collect();
    let count = (!ids.is_empty()).then(|| page.say.count("count-activities", ids.len()));
    days.into_iter().chain(count).collect()
}

/// What a sheet is called: `december 2026`, `vecka 49, 2026`.
/// What a sheet is called in a sentence.
pub fn name(say: &Say, sheet: Sheet) -> String {
    match sheet {
        Sheet::Month(_) => month_of(say.lang, sheet.first()),
        Sheet::Week(week) => {
            say.with2("calendar-week", "week", &week.number().to_string(), "year", &week.year().to_string())
        }
    }
}

fn ways(page: &Page, sheet: Sheet, filter: &Filter) -> Ways {
    let fields = filter.pairs(true);
    let query = written(&fields);
    let way = |to: Sheet, later| Way { href: href(page, to, &query), label: name(&page.say, to), later };
    let today = page.site.clock.today();
    let room = page.room(Room::Calendar);
    let this = match sheet {
        Sheet::Month(_) => format!("{room}{query}"),
        Sheet::Week(_) => Week::of(today).map(|week| href(page, Sheet::Week(week), &query)).unwrap_or(room.clone()),
    };
    let around = match sheet {
        Sheet::Month(_) => None,
        // A week belongs to the month of its Thursday, as it does to that day's year.
        Sheet::Week(_) => sheet.weeks().first().and_then(|week| Month::of(week[3])).map(Sheet::Month),
    };
    let shown = around.unwrap_or(sheet).first();
    Ways {
        before: sheet.previous().map(|to| way(to, false)),
        after: sheet.next().map(|to| way(to, true)),
        today: Way { href: this, label: page.say.t("calendar-today"), later: false },
        month: around.map(|to| way(to, false)),
        action: room,
        months: (1..=12).map(|number| (number, month_name(page.lang, number), number == shown.month())).collect(),
        year: shown.year(),
        first_year: model::calendar::FIRST_YEAR,
        last_year: model::calendar::LAST_YEAR,
        fields,
    }
}

/// The nearest sheets of the same kind that have something, before and after one that has nothing.
async fn nearest(page: &Page, sheet: Sheet, filter: &Filter) -> Result<Vec<Way>, Error> {
    let found = records::nearest(page, filter, days_span(sheet.first(), Some(sheet.last()))).await?;
    let zone = jiff::tz::TimeZone::get(HOME_ZONE).unwrap_or(jiff::tz::TimeZone::UTC);
    let query = written(&filter.pairs(true));
    let way = |moment: Option<jiff::Timestamp>, later| {
        let to = sheet.same_kind(moment?.to_zoned_datetime(zone.clone()).date())?;
        Some(Way { href: href(page, to, &query), label: name(&page.say, to), later })
    };
    Ok([way(found.before, false), way(found.after, true)].into_iter().flatten().collect())
}

/// The days with names, for where the table has no room for them.
fn named(weeks: &[WeekView]) -> Vec<(i8, String, bool)> {
    let days = weeks.iter().flat_map(|week| &week.days).filter(|day| !day.outside && !day.names.is_empty());
    let name = |day: &sheet::DayCell| day.names.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(", ");
    days.map(|day| (day.number, name(day), day.names.iter().any(|(_, public)| *public))).collect()
}
