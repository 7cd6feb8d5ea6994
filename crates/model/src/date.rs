//! Partial dates as they were said: a subset of EDTF (ISO 8601-2:2019, level 1).

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use jiff::civil;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use crate::text::Malformed;
use crate::time::as_text;

/// A date known to some degree: `2014`, `2014-05`, `2014-05-03`, `2014-23` (autumn), `2014/2016`, `2014/..`, each end
/// with `~` (about) or `?` (uncertain) after it. Nothing else: no open start, no `%`, no unspecified digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum PartialDate {
    /// One date.
    One(SaidDate),
    /// From one up to and including another; open when the end is `..`.
    Interval(SaidDate, Option<SaidDate>),
}

/// One date with how sure it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SaidDate {
    /// How much of it is known.
    pub part: DatePart,
    /// How sure that is.
    pub certainty: Certainty,
}

/// How much of a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DatePart {
    /// The year.
    Year(i16),
    /// Year and month, 1–12.
    Month(i16, i8),
    /// The day.
    Day(civil::Date),
    /// A season of a year; winter begins in December of that year.
    Season(i16, Season),
}

/// The seasons, EDTF 21–24. Months are those of the Swedish almanac.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Season {
    /// March–May.
    Spring,
    /// June–August.
    Summer,
    /// September–November.
    Autumn,
    /// December–February.
    Winter,
}

/// How sure a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Certainty {
    /// As it stands.
    Sure,
    /// About then (`~`).
    About,
    /// Maybe then (`?`).
    Maybe,
}

const MALFORMED: Malformed = Malformed("edtf");

impl FromStr for PartialDate {
    type Err = Malformed;
    fn from_str(text: &str) -> Result<Self, Malformed> {
        match text.split_once('/') {
            None => Ok(Self::One(text.parse()?)),
            Some((start, "..")) => Ok(Self::Interval(start.parse()?, None)),
            Some((start, end)) => {
                let (start, end): (SaidDate, SaidDate) = (start.parse()?, end.parse()?);
                let forward = start.first_day() <= end.first_day() && start.last_day() <= end.last_day();
                if forward { Ok(Self::Interval(start, Some(end))) } else { Err(MALFORMED) }
            }
        }
    }
}

impl FromStr for SaidDate {
    type Err = Malformed;
    fn from_str(text: &str) -> Result<Self, Malformed> {
        let (text, certainty) = if let Some(rest) = text.strip_suffix('~') {
            (rest, Certainty::About)
        } else if let Some(rest) = text.strip_suffix('?') {
            (rest, Certainty::Maybe)
        } else {
            (text, Certainty::Sure)
        };
        Ok(Self { part: date_part(text).ok_or(MALFORMED)?, certainty })
    }
}

fn date_part(text: &str) -> Option<DatePart> {
    let mut numbers = text.split('-');
    let year: i16 = digits(numbers.next()?, 4)?;
    if year == 0 {
        return None;
    }
    let Some(month) = numbers.next() else { return Some(DatePart::Year(year)) };
    let month: i8 = digits(month, 2)?;
    let Some(day) = numbers.next() else {
        return match month {
            1..=12 => Some(DatePart::Month(year, month)),
            21 => Some(DatePart::Season(year, Season::Spring)),
            22 => Some(DatePart::Season(year, Season::Summer)),
            23 => Some(DatePart::Season(year, Season::Autumn)),
            24 => Some(DatePart::Season(year, Season::Winter)),
            _ => None,
        };
    };
    let day: i8 = digits(day, 2)?;
    if numbers.next().is_some() {
        return None;
    }
    civil::Date::new(year, month, day).ok().map(DatePart::Day)
}

fn digits<T: FromStr>(text: &str, count: usize) -> Option<T> {
    (text.len() == count && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

impl SaidDate {
    /// The first day it may mean.
    #[must_use]
    pub fn first_day(self) -> civil::Date {
        match self.part {
            DatePart::Year(year) => civil::date(year, 1, 1),
            DatePart::Month(year, month) => civil::date(year, month, 1),
            DatePart::Day(day) => day,
            DatePart::Season(year, season) => civil::date(year, season.first_month(), 1),
        }
    }

    /// The last day it may mean.
    #[must_use]
    pub fn last_day(self) -> civil::Date {
        match self.part {
            DatePart::Year(year) => civil::date(year, 12, 31),
            DatePart::Month(year, month) => civil::date(year, month, 1).last_of_month(),
            DatePart::Day(day) => day,
            DatePart::Season(9999, Season::Winter) => civil::Date::MAX,
            DatePart::Season(year, Season::Winter) => civil::date(year + 1, 2, 1).last_of_month(),
            DatePart::Season(year, season) => civil::date(year, season.first_month() + 2, 1).last_of_month(),
        }
    }
}

impl Season {
    /// The month in which it begins.
    #[must_use]
    pub const fn first_month(self) -> i8 {
        match self {
            Self::Spring => 3,
            Self::Summer => 6,
            Self::Autumn => 9,
            Self::Winter => 12,
        }
    }
}

impl PartialDate {
    /// The first day it may mean.
    #[must_use]
    pub fn first_day(&self) -> civil::Date {
        match self {
            Self::One(date) | Self::Interval(date, _) => date.first_day(),
        }
    }

    /// The last day it may mean; `None` when it is open.
    #[must_use]
    pub fn last_day(&self) -> Option<civil::Date> {
        match self {
            Self::One(date) => Some(date.last_day()),
            Self::Interval(_, end) => end.map(SaidDate::last_day),
        }
    }

    /// Whether it is one single sure day.
    #[must_use]
    pub fn is_day(&self) -> bool {
        matches!(self, Self::One(SaidDate { part: DatePart::Day(_), certainty: Certainty::Sure }))
    }

    /// The year in which it begins.
    #[must_use]
    pub fn year(&self) -> i16 {
        self.first_day().year()
    }
}

impl fmt::Display for SaidDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.part {
            DatePart::Year(year) => write!(f, "{year:04}")?,
            DatePart::Month(year, month) => write!(f, "{year:04}-{month:02}")?,
            DatePart::Day(day) => write!(f, "{day}")?,
            DatePart::Season(year, season) => {
                let number = match season {
                    Season::Spring => 21,
                    Season::Summer => 22,
                    Season::Autumn => 23,
                    Season::Winter => 24,
                };
                write!(f, "{year:04}-{number}")?;
            }
        }
        f.write_str(match self.certainty {
            Certainty::Sure => "",
            Certainty::About => "~",
            Certainty::Maybe => "?",
        })
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::One(date) => date.fmt(f),
            Self::Interval(start, Some(end)) => write!(f, "{start}/{end}"),
            Self::Interval(start, None) => write!(f, "{start}/.."),
        }
    }
}

as_text!(PartialDate, "edtf");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_said_comes_back_as_it_was_said() {
        for text in [
            "2014",
            "2014-05",
            "2014-02-28",
            "2014-21",
            "2014-24~",
            "2018~",
            "2018?",
            "2014/2016",
            "2014/..",
            "2014-05?/2016~",
            "2014-22/2014-23",
        ] {
            assert_eq!(text.parse::<PartialDate>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn anything_else_is_a_fault() {
        for text in [
            "",
            "14",
            "2014-13",
            "2014-25",
            "2014-20",
            "2014-02-30",
            "2014-5",
            "2014-05-03T09:00",
            "../2014",
            "2014/",
            "/2014",
            "2014%",
            "201X",
            "2016/2014",
            "2014~?",
            "2014-05-03-",
            "0000",
            "+2014",
            " 2014",
            "2014/../..",
            "..",
            "y12014",
            "2014-05/2014-04",
            "２０１４",
        ] {
            assert!(text.parse::<PartialDate>().is_err(), "{text} was taken");
        }
    }

    #[test]
    fn bounds_are_the_first_and_last_day_it_may_mean() {
        let bounds = |text: &str| {
            let date: PartialDate = text.parse().unwrap();
            (date.first_day().to_string(), date.last_day().map(|d| d.to_string()))
        };
        assert_eq!(bounds("2014"), ("2014-01-01".into(), Some("2014-12-31".into())));
        assert_eq!(bounds("2016-02"), ("2016-02-01".into(), Some("2016-02-29".into())));
        assert_eq!(bounds("2014-24"), ("2014-12-01".into(), Some("2015-02-28".into())));
        assert_eq!(bounds("2014-21/2016?"), ("2014-03-01".into(), Some("2016-12-31".into())));
        assert_eq!(bounds("2014/.."), ("2014-01-01".into(), None));
    }
}
