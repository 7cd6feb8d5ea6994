//! A month on another's page: its days, and what happens on them.

use jiff::SignedDuration;
use jiff::civil::Date;
use model::Filter;
use model::calendar::{LONGEST_VAGUE_DAYS, Month as MonthSheet, Sheet};
use model::record::Record;
use model::time::{Span, When, home_day};
use search::Order;
use words::almanac::month_of;

use super::look::Look;
use crate::addresses::known_keys;
use crate::listing::{find, records};
use crate::page::Page;
use crate::pages::calendar::entries::entries;
use crate::pages::calendar::list::{DayView, days, someday};
use crate::pages::calendar::records::between;
use crate::pages::calendar::sheet::{Table, WeekView, WeekdayView, href};
use crate::query::written;
use crate::serve::error::Error;
use crate::view::{Row, Rows, capitalised};

/// Most activities that are looked through for the next day with something: what has only a year comes among the first.
const MOST_LOOKED_AT: usize = 40;

/// A month and what happens in it.
#[derive(Debug)]
pub struct Month {
    /// What it is called, in a sentence and at the beginning of one.
    pub name: String,
    /// The same with a capital.
    pub heading: String,
    /// The month before and the month after, in the same place.
    pub before: Option<(String, String)>,
    /// The month after.
    pub after: Option<(String, String)>,
    /// Its calendar at the site, for links to its days.
    pub sheet: String,
    /// The headings of its columns.
    pub weekdays: Vec<WeekdayView>,
    /// Its weeks.
    pub weeks: Vec<WeekView>,
    /// The first days with something.
    pub days: Vec<DayView>,
    /// What may be in it, on a day that nobody knows.
    pub someday: Vec<Row>,
}

impl Month {
    /// The month that is asked for, or the first that has something to come. Three statements.
    ///
    /// # Errors
    /// When the index or the store does not answer.
    pub async fn of(page: &Page, filter: Option<&Filter>, look: &Look, most: usize) -> Result<Self, Error> {
        let today = page.site.clock.today();
        let first = match (look.month, filter) {
            (None, Some(filter)) => next_day(page, filter, today).await?.unwrap_or(today),
            _ => today,
        };
        let shown = look.month.or_else(|| MonthSheet::of(first).map(Sheet::Month)).ok_or(Error::NotFound)?;
        let found = match filter {
            Some(filter) => between(page, filter, shown.span()).await?,
            None => Vec::new(),
        };
        let rows = Rows::of(page, &found).await?;
        let (entries, vague) = entries(&found, shown);
        let pairs = filter.map(|filter| filter.pairs(true)).unwrap_or_default();
        let table = Table::new(page, shown, &entries, &pairs);
        // Of the month that goes on only the rest is listed; a month that was turned to is listed whole.
        let ahead = entries.iter().filter(|entry| !shown.has(today) || !entry.is_past(page));
        let ahead: Vec<_> = ahead.copied().collect();
        let mut days = days(page, &rows, &ahead, shown);
        let mut left = most;
        for day in &mut days {
            day.rows.truncate(left);
            left -= day.rows.len();
        }
        days.retain(|day| !day.rows.is_empty());
        let mut someday = someday(&rows, &vague);
        someday.truncate(left);
        let way = |to: Option<Sheet>| to.map(|to| (turned(page, to), month_of(page.lang, to.first())));
        Ok(Self {
            heading: capitalised(&month_of(page.lang, shown.first())),
            name: month_of(page.lang, shown.first()),
            before: way(shown.previous()),
            after: way(shown.next()),
            sheet: href(page, shown, &written(&pairs)),
            weekdays: table.weekdays(),
            weeks: table.weeks(),
            days,
            someday,
        })
    }

    /// Where a day leads: its place in the calendar at the site.
    #[must_use]
    pub fn day_href(&self, href: &str) -> String {
        if href.starts_with('#') { format!("{}{href}", self.sheet) } else { href.to_owned() }
    }

    /// Whether nothing is listed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.days.is_empty() && self.someday.is_empty()
    }
}

/// The next day on which something goes on. One statement.
async fn next_day(page: &Page, filter: &Filter, today: Date) -> Result<Option<Date>, Error> {
    let from = filter.from.map_or(today, |from| from.max(today));
    if filter.until.is_some_and(|until| until < from) {
        return Ok(None);
    }
    let ahead = Filter { from: Some(from), ..filter.clone() };
    let found = records(page, &find(page, &ahead, Order::Time, MOST_LOOKED_AT, false)?.ids).await?;
    let activities = found.iter().filter_map(|stored| match &stored.record {
        Record::Activity(activity) => Some(activity),
        _ => None,
    });
    let whens = activities.flat_map(|activity| &activity.occasions).filter_map(|occasion| occasion.when.as_ref());
    Ok(whens.filter_map(|when| first_day(when, from)).min())
}

/// The first day of something from a day on; `None` when it is over, or so vague that it stands in no month.
fn first_day(when: &When, from: Date) -> Option<Date> {
    let Span { from: begins, until } = when.span();
    let until = until?;
    let longest = SignedDuration::from_hours(24 * LONGEST_VAGUE_DAYS + 1);
    let is_vague = !when.is_known_to_the_day() && until.duration_since(begins) > longest;
    let last = home_day(until.max(begins + SignedDuration::from_secs(1)) - SignedDuration::from_secs(1));
    (!is_vague && last >= from).then(|| home_day(begins).max(from))
}

/// The same embed at another month.
fn turned(page: &Page, to: Sheet) -> String {
    let known = known_keys(&page.path);
    let kept = page.query.pairs().filter(|(key, _)| *key != "month" && known.contains(key));
    let mut pairs: Vec<(&str, String)> = kept.map(|(key, value)| (key, value.to_owned())).collect();
    pairs.push(("month", to.to_string()));
    format!("{}{}{}", page.site.public_url, page.path, written(&pairs))
}
