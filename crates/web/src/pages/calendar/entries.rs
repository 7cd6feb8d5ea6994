//! The occasions of activities, each on its days.

use jiff::civil::{Date, Time};
use model::Record;
use model::calendar::{Days, Sheet, may_be_on};
use model::record::{Activity, ActivityStatus, Occasion};
use model::time::{When, days_span};
use store::read::Stored;
use words::dates;

use crate::page::Page;
use crate::view::Say;

/// An activity at one of its occasions, with its days.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// The record.
    pub record: &'a Record,
    /// The same, as what it is.
    pub activity: &'a Activity,
    /// The occasion.
    pub occasion: &'a Occasion,
    /// When it is.
    pub when: &'a When,
    /// Its days.
    pub days: Days,
}

/// An activity at an occasion whose day is not known for sure.
#[derive(Debug, Clone, Copy)]
pub struct Vague<'a> {
    /// The record.
    pub record: &'a Record,
    /// The occasion.
    pub occasion: &'a Occasion,
}

/// Every occasion that may be shown with a sheet: those with days in its weeks, in the order of time, and those that
/// may be on it.
pub fn entries(records: &[Stored], sheet: Sheet) -> (Vec<Entry<'_>>, Vec<Vague<'_>>) {
    let weeks = sheet.weeks();
    let (first, last) = (weeks.first().map(|week| week[0]), weeks.last().map(|week| week[6]));
    let (mut dated, mut vague) = (Vec::new(), Vec::new());
    for stored in records {
        let Record::Activity(activity) = &stored.record else { continue };
        for occasion in &activity.occasions {
            let Some(when) = occasion.when.as_ref() else { continue };
            match Days::of(when) {
                Some(days) if Some(days.first) <= last && Some(days.last) >= first => {
                    dated.push(Entry { record: &stored.record, activity, occasion, when, days });
                }
                None if may_be_on(when, sheet) => vague.push(Vague { record: &stored.record, occasion }),
                _ => {}
            }
        }
    }
    dated.sort_by_key(|entry| (entry.days.first, entry.start(), entry.activity.head.slug.to_string()));
    // Four times "in the autumn" are said once; the row says that there are more.
    vague.dedup_by(|one, other| one.record == other.record && one.occasion.when == other.occasion.when);
    vague.sort_by_key(|vague: &Vague<'_>| vague.occasion.when.as_ref().map(|when| when.span().from));
    (dated, vague)
}

impl Entry<'_> {
    /// The clock time it begins; what fills whole days comes before everything.
    fn start(&self) -> Option<Time> {
        match self.when {
            When::Clock { start, .. } => Some(start.0.time()),
            When::Days { .. } | When::Partial(_) => None,
        }
    }

    /// The day on which it stands in the list of a sheet: its first there.
    pub fn listed_on(&self, sheet: Sheet) -> Date {
        self.days.first.max(sheet.first())
    }

    /// Its hours as they are said on one of its days: `kl. 9.30–12`; on the day after an evening `till kl. 0.30`; of
    /// several days when it begins and ends.
    pub fn hours(&self, say: &Say, day: Date) -> Option<String> {
        let When::Clock { start, end, .. } = self.when else { return None };
        let end = end.map(|end| end.0);
        if !self.days.is_run && day > self.days.first {
            return end.map(|end| say.with("calendar-until", "time", &dates::hours(say.lang, end, None)));
        }
        let hour = |time| dates::hours(say.lang, time, None);
        match end {
            Some(end) if self.days.is_run => {
                Some(say.with2("calendar-begins-ends", "start", &hour(start.0), "end", &hour(end)))
            }
            end => Some(dates::hours(say.lang, start.0, end)),
        }
    }

    /// The hour as it stands in a small cell.
    pub fn hour(&self, say: &Say, day: Date) -> Option<String> {
        match self.when {
            When::Clock { start, .. } if day == self.days.first => Some(dates::clock(say.lang, start.0)),
            When::Clock { .. } => self.hours(say, day),
            When::Days { .. } | When::Partial(_) => None,
        }
    }

    /// Whether it does not take place.
    pub fn is_cancelled(&self) -> bool {
        self.occasion.cancelled || self.activity.status == ActivityStatus::Cancelled
    }

    /// The word for what must be known about it: cancelled, postponed.
    pub fn alert(&self, say: &Say) -> Option<String> {
        match self.activity.status {
            _ if self.is_cancelled() => Some(say.t(ActivityStatus::Cancelled.key())),
            ActivityStatus::Postponed => Some(say.t(ActivityStatus::Postponed.key())),
            _ => None,
        }
    }

    /// Whether it is over.
    pub fn is_past(&self, page: &Page) -> bool {
        self.when.span().until.is_some_and(|until| until <= page.site.clock.now())
    }
}

/// Whether a whole day is over.
pub fn day_is_past(page: &Page, day: Date) -> bool {
    days_span(day, Some(day)).until.is_some_and(|until| until <= page.site.clock.now())
}

/// The anchor of a day in the list.
pub fn anchor(day: Date) -> String {
    format!("dag-{day}")
}
