//! The activities of a sheet, day by day.

use jiff::civil::Date;
use model::calendar::Sheet;
use model::time::{Day, When};
use words::almanac::short_weekday;
use words::dates::{self, Leaf};

use super::entries::{Entry, Vague, anchor, day_is_past};
use crate::page::Page;
use crate::view::{Row, Rows};

/// A day with its activities, or one activity of several days.
#[derive(Debug)]
pub struct DayView {
    /// The day's anchor, where it stands first.
    pub anchor: Option<String>,
    /// Its leaf.
    pub leaf: Leaf,
    /// Whether all of it is over.
    pub past: bool,
    /// What happens.
    pub rows: Vec<DayRow>,
}

/// One activity on a day.
#[derive(Debug)]
pub struct DayRow {
    /// Its row.
    pub row: Row,
    /// Whether it does not take place.
    pub cancelled: bool,
}

/// The days of a sheet that have something, in order. What goes on for several days stands once, on its first day
/// there, with a leaf of its own; an evening that passes midnight stands on both days.
pub fn days(page: &Page, rows: &Rows<'_>, entries: &[Entry<'_>], sheet: Sheet) -> Vec<DayView> {
    let mut out: Vec<DayView> = Vec::new();
    let mut day = sheet.first();
    while day <= sheet.last() {
        let start = out.len();
        let runs = entries.iter().filter(|entry| entry.days.is_run && entry.days.meets(sheet));
        out.extend(runs.filter(|entry| entry.listed_on(sheet) == day).map(|entry| run(page, rows, entry, day)));
        let here = entries.iter().filter(|entry| !entry.days.is_run && entry.days.has(day));
        let here: Vec<DayRow> = here.map(|entry| row(page, rows, entry, day)).collect();
        if !here.is_empty() {
            let past = day_is_past(page, day) || here.iter().all(|row| row.row.past);
            out.push(DayView { anchor: None, leaf: leaf(page, day), past, rows: here });
        }
        if let Some(first) = out.get_mut(start) {
            first.anchor = Some(anchor(day));
        }
        let Ok(next) = day.tomorrow() else { break };
        day = next;
    }
    out
}

/// What may be on a sheet, on a day that nobody knows.
pub fn someday(rows: &Rows<'_>, vague: &[Vague<'_>]) -> Vec<Row> {
    vague.iter().map(|vague| rows.occasion(vague.record, vague.occasion, None)).collect()
}

fn run(page: &Page, rows: &Rows<'_>, entry: &Entry<'_>, day: Date) -> DayView {
    let whole = When::Days { first: Day(entry.days.first), last: Day(entry.days.last) };
    let leaf = Leaf { year: String::new(), ..dates::leaf(page.lang, Some(&whole), page.site.clock.today()) };
    DayView { anchor: None, leaf, past: entry.is_past(page), rows: vec![row(page, rows, entry, day)] }
}

fn row(page: &Page, rows: &Rows<'_>, entry: &Entry<'_>, day: Date) -> DayRow {
    let row = rows.occasion(entry.record, entry.occasion, entry.hours(&page.say, day));
    DayRow { row, cancelled: entry.is_cancelled() }
}

/// A day's leaf; its weekday stands where else a year would.
fn leaf(page: &Page, day: Date) -> Leaf {
    let whole = When::Days { first: Day(day), last: Day(day) };
    let leaf = dates::leaf(page.lang, Some(&whole), page.site.clock.today());
    Leaf { before: short_weekday(page.lang, day.weekday()).to_owned(), year: String::new(), ..leaf }
}
