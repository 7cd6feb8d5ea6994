//! The table: a row for each week, a cell for each day, and below the days of a week what goes on for several.

use jiff::civil::Date;
use model::calendar::{Days, Month, Piece, Sheet, Week, holidays, is_red, lanes};
use words::almanac::{month_name, short_weekday, weekday, weekday_and_day};
use words::dates;

use super::entries::{Entry, anchor};
use crate::page::Page;
use crate::query::written;
use crate::view::{Said, capitalised, place_name};

/// Most activities that one cell of a month names; the rest is a number that leads to the list.
const MOST_IN_CELL: usize = 3;
/// Most lanes of things of several days below one week of a month; the rest is counted with its days.
const MOST_LANES: usize = 4;
/// Most dots that tell how much there is on a day, where there is no room for more.
const MOST_DOTS: usize = 3;
/// Longest title in a cell of a month, in characters; the list has it whole.
const LONGEST_TITLE: usize = 60;

/// The heading of a column.
#[derive(Debug)]
pub struct WeekdayView {
    /// `Torsdag`.
    pub long: String,
    /// `tors`.
    pub short: &'static str,
    /// Whether it is red.
    pub red: bool,
}

/// A week of the table.
#[derive(Debug)]
pub struct WeekView {
    /// Its number.
    pub number: String,
    /// Its page, where the calendar has one and this is not it.
    pub href: Option<String>,
    /// How many rows of the table it takes.
    pub rows: usize,
    /// Its days.
    pub days: Vec<DayCell>,
    /// What goes on for several days, side by side.
    pub lanes: Vec<Vec<LaneCell>>,
}

/// A day of the table.
#[derive(Debug)]
pub struct DayCell {
    /// The day as machines read it.
    pub iso: String,
    /// Its number.
    pub number: i8,
    /// Its month.
    pub month: &'static str,
    /// Whether it is today.
    pub today: bool,
    /// Whether it belongs to another month.
    pub outside: bool,
    /// Whether it is red: a Sunday or a public holiday.
    pub red: bool,
    /// Its names, and whether each is that of a public holiday.
    pub names: Vec<(String, bool)>,
    /// Its place in the list, when it has something.
    pub href: Option<String>,
    /// How much it has.
    pub count: usize,
    /// The same in dots.
    pub dots: String,
    /// The first of what it has.
    pub items: Vec<Item>,
    /// How much is left.
    pub more: usize,
    /// The day in words.
    pub words: String,
}

/// An activity in a cell.
#[derive(Debug)]
pub struct Item {
    /// Its page.
    pub href: String,
    /// When on the day.
    pub hour: Option<String>,
    /// What it is called.
    pub title: Said,
    /// Where it is, where there is room for it.
    pub place: Option<String>,
    /// A word that must be seen.
    pub alert: Option<String>,
    /// Whether it does not take place.
    pub cancelled: bool,
    /// Whether it is over.
    pub past: bool,
}

/// A cell below the days: empty, or something that goes on over them.
#[derive(Debug)]
pub struct LaneCell {
    /// How many days it covers.
    pub days: usize,
    /// Whether an empty one belongs to another month.
    pub outside: bool,
    /// What goes on.
    pub run: Option<Run>,
}

/// The part of something of several days that lies in one week.
#[derive(Debug)]
pub struct Run {
    /// The activity.
    pub item: Item,
    /// All its days, in words.
    pub dates: String,
    /// Whether it began in an earlier week.
    pub goes_back: bool,
    /// Whether it goes on in a later one.
    pub goes_on: bool,
}

/// What the table of a sheet is made of.
#[derive(Debug)]
pub struct Table<'a> {
    page: &'a Page,
    sheet: Sheet,
    entries: &'a [Entry<'a>],
    runs: Vec<&'a Entry<'a>>,
    query: String,
}

impl<'a> Table<'a> {
    /// The table of a sheet with some entries; the pairs of the filter go along with its links.
    pub fn new(page: &'a Page, sheet: Sheet, entries: &'a [Entry<'a>], pairs: &[(&str, String)]) -> Self {
        let runs = entries.iter().filter(|entry| entry.days.is_run).collect();
        Self { page, sheet, entries, runs, query: written(pairs) }
    }

    /// The address of another sheet.
    pub fn href(&self, sheet: Sheet) -> String {
        href(self.page, sheet, &self.query)
    }

    /// The headings of the columns.
    pub fn weekdays(&self) -> Vec<WeekdayView> {
        let week = self.sheet.weeks().into_iter().next().into_iter().flatten();
        let view = |day: Date| WeekdayView {
            long: capitalised(weekday(self.page.lang, day.weekday())),
            short: short_weekday(self.page.lang, day.weekday()),
            red: day.weekday() == jiff::civil::Weekday::Sunday,
        };
        week.map(view).collect()
    }

    /// The rows.
    pub fn weeks(&self) -> Vec<WeekView> {
        self.sheet.weeks().iter().map(|week| self.week(week)).collect()
    }

    fn week(&self, week: &[Date; 7]) -> WeekView {
        let days: Vec<Days> = self.runs.iter().map(|entry| entry.days).collect();
        let mut lanes = lanes(week, &days);
        let most = if self.is_week() { lanes.len() } else { MOST_LANES };
        let left_out: Vec<Piece> = lanes.drain(most.min(lanes.len())..).flatten().collect();
        let below =
            |weekday: usize| left_out.iter().filter(|piece| (piece.from..piece.until()).contains(&weekday)).count();
        let of = Week::of(week[0]);
        WeekView {
            number: of.map(|week| week.number().to_string()).unwrap_or_default(),
            href: of.map(Sheet::Week).filter(|week| *week != self.sheet).map(|week| self.href(week)),
            rows: lanes.len() + 1,
            days: week.iter().enumerate().map(|(weekday, day)| self.day(*day, below(weekday))).collect(),
            lanes: lanes.iter().map(|lane| self.lane(week, lane)).collect(),
        }
    }

    fn day(&self, day: Date, below: usize) -> DayCell {
        let lang = self.page.lang;
        let here: Vec<&Entry<'_>> = self.entries.iter().filter(|entry| entry.days.has(day)).collect();
        let single: Vec<&&Entry<'_>> = here.iter().filter(|entry| !entry.days.is_run).collect();
        let most = if self.is_week() { single.len() } else { MOST_IN_CELL };
        let plus = if here.len() > MOST_DOTS { "+" } else { "" };
        DayCell {
            iso: day.to_string(),
            number: day.day(),
            month: month_name(lang, day.month()),
            today: day == self.page.site.clock.today(),
            outside: !self.sheet.has(day),
            red: is_red(day),
            names: holidays(day).iter().map(|name| (self.page.say.t(name.key()), name.is_public())).collect(),
            href: self.day_href(day, &here),
            count: here.len(),
            dots: format!("{}{plus}", "•".repeat(here.len().min(MOST_DOTS))),
            items: single.iter().take(most).map(|entry| self.item(entry, day)).collect(),
            more: single.len().saturating_sub(most) + below,
            words: weekday_and_day(lang, day),
        }
    }

    /// Where a day with something stands in the list: under itself, or under the first day of what still goes on. Days
    /// of other months stand in the lists of those.
    fn day_href(&self, day: Date, here: &[&Entry<'_>]) -> Option<String> {
        let sheet = if self.sheet.has(day) { self.sheet } else { Sheet::Month(Month::of(day)?) };
        let listed = |entry: &&Entry<'_>| if entry.days.is_run { entry.listed_on(sheet) } else { day };
        let nearest = here.iter().map(listed).max()?;
        let page = if sheet == self.sheet { String::new() } else { self.href(sheet) };
        Some(format!("{page}#{}", anchor(nearest)))
    }

    fn lane(&self, week: &[Date; 7], pieces: &[Piece]) -> Vec<LaneCell> {
        let mut cells = Vec::new();
        let mut at = 0;
        for piece in pieces {
            cells.extend((at..piece.from).map(|weekday| self.empty(week[weekday])));
            let run = self.runs.get(piece.run).map(|entry| self.run(entry, piece, week));
            cells.push(LaneCell { days: piece.days, outside: false, run });
            at = piece.until();
        }
        cells.extend((at..week.len()).map(|weekday| self.empty(week[weekday])));
        cells
    }

    fn empty(&self, day: Date) -> LaneCell {
        LaneCell { days: 1, outside: !self.sheet.has(day), run: None }
    }

    fn run(&self, entry: &Entry<'_>, piece: &Piece, week: &[Date; 7]) -> Run {
        let first = week.get(piece.from).copied().unwrap_or(entry.days.first);
        Run {
            item: self.item(entry, first),
            dates: dates::days(self.page.lang, entry.days.first, entry.days.last),
            goes_back: piece.goes_back,
            goes_on: piece.goes_on,
        }
    }

    fn item(&self, entry: &Entry<'_>, day: Date) -> Item {
        let (page, say) = (self.page, &self.page.say);
        let hour = if self.is_week() { entry.hours(say, day) } else { entry.hour(say, day) };
        let title = say.said(&entry.activity.title);
        let short = if self.is_week() { title } else { Said { text: shortened(&title.text), ..title } };
        Item {
            href: page.href(model::Kind::Activity, &entry.activity.head.slug),
            hour: hour.filter(|_| !entry.days.is_run),
            title: short,
            place: place_name(&entry.occasion.place).filter(|_| self.is_week()),
            alert: entry.alert(say),
            cancelled: entry.is_cancelled(),
            past: entry.is_past(page),
        }
    }

    const fn is_week(&self) -> bool {
        matches!(self.sheet, Sheet::Week(_))
    }
}

/// The address of a sheet.
pub fn href(page: &Page, sheet: Sheet, query: &str) -> String {
    format!("{}/{sheet}{query}", page.room(crate::Room::Calendar))
}

/// A title that fits in a cell: whole words.
fn shortened(title: &str) -> String {
    if title.chars().count() <= LONGEST_TITLE {
        return title.to_owned();
    }
    let cut: String = title.chars().take(LONGEST_TITLE).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole);
    format!("{}…", whole.trim_end_matches([' ', '–', '-', ',', ':']))
}
