//! How runs of several days lie in the rows of a calendar: each week by itself, side by side in lanes.

use jiff::civil::Date;

use super::Days;

/// The part of a run that lies in one week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// Which run, counted from nought.
    pub run: usize,
    /// Its first weekday here; nought is Monday.
    pub from: usize,
    /// How many days of the week it covers.
    pub days: usize,
    /// Whether it began in an earlier week.
    pub goes_back: bool,
    /// Whether it goes on in a later one.
    pub goes_on: bool,
}

impl Piece {
    /// The first weekday after it.
    #[must_use]
    pub const fn until(&self) -> usize {
        self.from + self.days
    }

    fn of(run: usize, days: &Days, week: &[Date; 7]) -> Option<Self> {
        let from = week.iter().position(|day| days.has(*day))?;
        let covered = week.iter().filter(|day| days.has(**day)).count();
        Some(Self { run, from, days: covered, goes_back: days.first < week[0], goes_on: days.last > week[6] })
    }
}

/// The lanes of one week, each with its pieces from Monday on. What begins first, and of those the longest, lies first,
/// each in the first lane that has room for it.
#[must_use]
pub fn lanes(week: &[Date; 7], runs: &[Days]) -> Vec<Vec<Piece>> {
    let mut pieces: Vec<Piece> = runs.iter().enumerate().filter_map(|(run, days)| Piece::of(run, days, week)).collect();
    pieces.sort_by_key(|piece| (piece.from, usize::MAX - piece.days, piece.run));
    let mut lanes: Vec<Vec<Piece>> = Vec::new();
    for piece in pieces {
        let free = |lane: &&mut Vec<Piece>| lane.last().is_none_or(|last| last.until() <= piece.from);
        match lanes.iter_mut().find(free) {
            Some(lane) => lane.push(piece),
            None => lanes.push(vec![piece]),
        }
    }
    lanes
}
