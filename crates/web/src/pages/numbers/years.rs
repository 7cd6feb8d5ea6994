//! Activities year by year, as a chart and as a table.

use jiff::civil::{Date, date};
use model::time::days_span;
use store::numbers::{ActivityCounts, InStretch, Stretch};

use super::share;
use crate::addresses::Room;
use crate::page::Page;
use crate::view::Say;

/// How many years before this one are told one by one.
const YEARS_BACK: i16 = 19;
/// How many years after it.
const YEARS_AHEAD: i16 = 5;

/// Activities by year.
#[derive(Debug)]
pub(super) struct Years {
    /// From the first year with an activity to this year, or the last with one.
    pub years: Vec<Year>,
    /// How many are left out since they have no date, as a sentence.
    pub undated: Option<String>,
}

/// A year, or all the years before or after.
#[derive(Debug)]
pub(super) struct Year {
    /// `2024`, or `–2006` and `2032–` for all before and after.
    pub label: String,
    /// How many activities, as it is written.
    pub number: String,
    /// The list of them.
    pub href: Option<String>,
    /// How tall it stands, in per cent of the tallest.
    pub share: String,
}

/// A year from its first to its last day; open where everything before or after is meant.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part {
    from: Option<Date>,
    until: Option<Date>,
}

/// Everything earlier, each year, everything later.
pub(super) fn parts(today: Date) -> Vec<Part> {
    let (first, last) = (today.year() - YEARS_BACK, today.year() + YEARS_AHEAD);
    let begins = |year: i16| Some(date(year, 1, 1));
    let ends = |year: i16| Some(date(year, 12, 31));
    let each = (first..=last).map(|year| Part { from: begins(year), until: ends(year) });
    let earlier = Part { from: None, until: ends(first - 1) };
    let later = Part { from: begins(last + 1), until: None };
    [earlier].into_iter().chain(each).chain([later]).collect()
}

impl Part {
    /// The same in seconds.
    pub(super) fn stretch(self) -> Stretch {
        let first_second = |day: Date| days_span(day, None).from.as_second();
        Stretch {
            from: self.from.map_or(i64::MIN / 2, first_second),
            until: self.until.and_then(|day| day.tomorrow().ok()).map_or(i64::MAX / 2, first_second),
        }
    }

    fn label(self, say: &Say) -> String {
        match (self.from, self.until) {
            (None, Some(until)) => say.with("numbers-until", "year", &until.year().to_string()),
            (Some(from), None) => say.with("numbers-from", "year", &from.year().to_string()),
            (from, _) => from.map(|from| from.year().to_string()).unwrap_or_default(),
        }
    }

    fn href(self, page: &Page) -> String {
        let (from, until) = (self.from.map(|day| day.to_string()), self.until.map(|day| day.to_string()));
        let pairs = [("from", from.as_deref()), ("until", until.as_deref())];
        let pairs: Vec<(&str, &str)> = pairs.into_iter().filter_map(|(key, day)| Some((key, day?))).collect();
        Room::Activities.filtered_path(page.lang, &pairs)
    }
}

/// The years with activities. What goes on without an end is not carried into years to come.
pub(super) fn years(page: &Page, counted: &ActivityCounts) -> Years {
    let today = page.site.clock.today();
    let parts = parts(today);
    let all: Vec<(Part, InStretch)> = parts.into_iter().zip(counted.stretches.iter().copied()).collect();
    let is_over_or_begun = |part: &Part| part.from.is_none_or(|from| from <= today);
    let begin = all.iter().position(|(_, found)| found.count > 0).unwrap_or(all.len());
    let last = all.iter().rposition(|(part, found)| is_over_or_begun(part) || found.ending > 0);
    let shown = last.and_then(|last| all.get(begin..=last)).unwrap_or_default();
    let most = shown.iter().map(|(_, found)| found.count).max().unwrap_or_default();
    let year = |(part, found): &(Part, InStretch)| Year {
        label: part.label(&page.say),
        number: page.say.number(found.count),
        href: (found.count > 0).then(|| part.href(page)),
        share: share(found.count, most),
    };
    Years {
        years: shown.iter().map(year).collect(),
        undated: (counted.undated > 0).then(|| page.say.count("numbers-undated", counted.undated)),
    }
}
