//! The calendar's pure part: months and weeks as sheets of days, what days a time stands on, and how things that go on
//! for several days lie beside each other.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, DateTime, ISOWeekDate, Weekday};

use crate::date::{Certainty, DatePart, PartialDate, SaidDate};
use crate::text::Malformed;
use crate::time::{Span, When, days_span};

mod holidays;
mod lanes;

pub use holidays::{Holiday, easter, holidays, is_red};
pub use lanes::{Piece, lanes};

/// The first year that the calendar shows.
pub const FIRST_YEAR: i16 = 1900;
/// The last year that the calendar shows.
pub const LAST_YEAR: i16 = 2200;
/// Most days that a vague time may mean and still stand in a calendar: a season has at most 92.
pub const LONGEST_VAGUE_DAYS: i64 = 92;
/// Something by the clock that is shorter than this is no run of days, though it may pass midnight.
const SHORTEST_RUN_HOURS: i64 = 24;

const MALFORMED: Malformed = Malformed("month-or-week");

/// What one page of the calendar shows: a month, or a week of ISO 8601.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sheet {
    /// A month.
    Month(Month),
    /// A week.
    Week(Week),
}

/// A month that the calendar shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month {
    first: Date,
}

/// A week that the calendar shows, from Monday to Sunday.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Week {
    monday: Date,
}

impl Month {
    /// The month that a day is in; `None` outside the calendar's years.
    #[must_use]
    pub fn of(day: Date) -> Option<Self> {
        is_shown(day.year()).then(|| Self { first: day.first_of_month() })
    }
}

impl Week {
    /// The week that a day is in; `None` outside the calendar's years.
    #[must_use]
    pub fn of(day: Date) -> Option<Self> {
        let week = day.iso_week_date();
        is_shown(week.year()).then(|| week.first_of_week().ok()).flatten().map(|monday| Self { monday: monday.date() })
    }

    /// The year that the week is counted in: that of its Thursday.
    #[must_use]
    pub fn year(self) -> i16 {
        self.monday.iso_week_date().year()
    }

    /// Its number.
    #[must_use]
    pub fn number(self) -> i8 {
        self.monday.iso_week_date().week()
    }
}

impl Sheet {
    /// The month of a day, or its week if that is what this sheet is; `None` outside the calendar's years.
    #[must_use]
    pub fn same_kind(self, day: Date) -> Option<Self> {
        match self {
            Self::Month(_) => Month::of(day).map(Self::Month),
            Self::Week(_) => Week::of(day).map(Self::Week),
        }
    }

    /// Its first day.
    #[must_use]
    pub const fn first(self) -> Date {
        match self {
            Self::Month(month) => month.first,
            Self::Week(week) => week.monday,
        }
    }

    /// Its last day.
    #[must_use]
    pub fn last(self) -> Date {
        match self {
            Self::Month(month) => month.first.last_of_month(),
            Self::Week(week) => plus(week.monday, 6),
        }
    }

    /// Whether a day is on it.
    #[must_use]
    pub fn has(self, day: Date) -> bool {
        (self.first()..=self.last()).contains(&day)
    }

    /// The one before it, as far as the calendar goes.
    #[must_use]
    pub fn previous(self) -> Option<Self> {
        self.same_kind(self.first().yesterday().ok()?)
    }

    /// The one after it, as far as the calendar goes.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        self.same_kind(self.last().tomorrow().ok()?)
    }

    /// Its weeks from Monday to Sunday, with the days before and after that make the first and last of them whole.
    #[must_use]
    pub fn weeks(self) -> Vec<[Date; 7]> {
        let back = i64::from(self.first().weekday().to_monday_zero_offset());
        let mut monday = plus(self.first(), -back);
        let mut weeks = Vec::new();
        while monday <= self.last() {
            weeks.push([0, 1, 2, 3, 4, 5, 6].map(|days| plus(monday, days)));
            monday = plus(monday, 7);
        }
        weeks
    }

    /// The stretch of time of its whole weeks, with a day on each side: a day begins earlier in Helsinki than at home.
    #[must_use]
    pub fn span(self) -> Span {
        let weeks = self.weeks();
        let first = weeks.first().map_or(self.first(), |week| week[0]);
        let last = weeks.last().map_or(self.last(), |week| week[6]);
        days_span(plus(first, -1), Some(plus(last, 1)))
    }
}

fn is_shown(year: i16) -> bool {
    (FIRST_YEAR..=LAST_YEAR).contains(&year)
}

/// A day some days later, or earlier; the calendar's years are far from the ends of time.
fn plus(day: Date, days: i64) -> Date {
    day.saturating_add(jiff::Span::new().days(days))
}

impl FromStr for Sheet {
    type Err = Malformed;

    /// `2026-12` or `2026-W49`, in the years that the calendar shows.
    fn from_str(text: &str) -> Result<Self, Malformed> {
        let (year, rest) = text.split_once('-').ok_or(MALFORMED)?;
        let year: i16 = digits(year, 4).filter(|year| is_shown(*year)).ok_or(MALFORMED)?;
        let day = match rest.strip_prefix('W') {
            Some(week) => {
                let week = digits(week, 2).and_then(|week| ISOWeekDate::new(year, week, Weekday::Monday).ok());
                return week.and_then(|week| Week::of(week.date())).map(Self::Week).ok_or(MALFORMED);
            }
            None => digits(rest, 2).and_then(|month| Date::new(year, month, 1).ok()),
        };
        day.and_then(Month::of).map(Self::Month).ok_or(MALFORMED)
    }
}

fn digits<T: FromStr>(text: &str, count: usize) -> Option<T> {
    (text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

impl fmt::Display for Sheet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Month(month) => write!(f, "{:04}-{:02}", month.first.year(), month.first.month()),
            Self::Week(week) => write!(f, "{:04}-W{:02}", week.year(), week.number()),
        }
    }
}

/// The days that something stands on, both inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    /// The first.
    pub first: Date,
    /// The last.
    pub last: Date,
    /// Whether it goes on over several days; an evening that passes midnight stands on both days, but does not.
    pub is_run: bool,
}

impl Days {
    /// The days of a time, as they are where it is; `None` when no day is known for sure. What ends at midnight does
    /// not stand on the day that begins then.
    #[must_use]
    pub fn of(when: &When) -> Option<Self> {
        let sure = |date: &SaidDate| match date {
            SaidDate { part: DatePart::Day(day), certainty: Certainty::Sure } => Some(*day),
            _ => None,
        };
        match when {
            When::Clock { start, end, .. } => Some(Self::by_clock(start.0, end.map_or(start.0, |end| end.0))),
            When::Days { first, last } => Some(Self::whole(first.0, last.0)),
            When::Partial(PartialDate::One(date)) => sure(date).map(|day| Self::whole(day, day)),
            When::Partial(PartialDate::Interval(first, last)) => {
                Some(Self::whole(sure(first)?, last.as_ref().and_then(sure)?))
            }
        }
    }

    fn by_clock(start: DateTime, end: DateTime) -> Self {
        let at_midnight = end > start && end.hour() == 0 && end.minute() == 0;
        let last = if at_midnight { plus(end.date(), -1) } else { end.date() };
        let is_long = start.duration_until(end).as_hours() >= SHORTEST_RUN_HOURS;
        Self { first: start.date(), last, is_run: is_long && start.date() < last }
    }

    fn whole(first: Date, last: Date) -> Self {
        Self { first, last, is_run: first < last }
    }

    /// Whether any of the days is on a sheet.
    #[must_use]
    pub fn meets(self, sheet: Sheet) -> bool {
        self.first <= sheet.last() && self.last >= sheet.first()
    }

    /// Whether a day is one of them.
    #[must_use]
    pub fn has(self, day: Date) -> bool {
        (self.first..=self.last).contains(&day)
    }
}

/// Whether a time without a sure day may be on a sheet: a month, a season or a day that is not certain. What is only
/// known to the year says too little to stand in a month.
#[must_use]
pub fn may_be_on(when: &When, sheet: Sheet) -> bool {
    let When::Partial(date) = when else { return false };
    let (first, Some(last)) = (date.first_day(), date.last_day()) else { return false };
    let days = (last.duration_since(first).as_hours()) / 24 + 1;
    Days::of(when).is_none() && days <= LONGEST_VAGUE_DAYS && first <= sheet.last() && last >= sheet.first()
}

#[cfg(test)]
mod tests;
