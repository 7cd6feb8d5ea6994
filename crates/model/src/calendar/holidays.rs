//! Swedish public holidays by the law (lag 1989:253 om allmänna helgdagar, in force since 1990), and the eves that
//! everyone keeps.
//!
//! By the change of 2004 (lag 2004:1320) Sweden's national day is one of them since 2005, and Whit Monday is not.

use jiff::civil::{Date, Weekday, date};

use super::plus;

/// The first year of the law; of earlier years nothing is said.
const FIRST_YEAR: i16 = 1990;
/// The year in which Whit Monday became a working day and the national day a holiday.
const YEAR_OF_CHANGE: i16 = 2005;

/// A day with a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holiday {
    /// Nyårsdagen, 1 January.
    NewYearsDay,
    /// Trettondedag jul, 6 January.
    Epiphany,
    /// Långfredagen, the Friday before Easter Sunday.
    GoodFriday,
    /// Påskafton, the Saturday before Easter Sunday: an eve.
    EasterEve,
    /// Påskdagen.
    EasterSunday,
    /// Annandag påsk, the Monday after Easter Sunday.
    EasterMonday,
    /// Första maj.
    MayDay,
    /// Kristi himmelsfärdsdag, the sixth Thursday after Easter Sunday.
    AscensionDay,
    /// Pingstdagen, the seventh Sunday after Easter Sunday.
    WhitSunday,
    /// Annandag pingst, until 2004.
    WhitMonday,
    /// Sveriges nationaldag, 6 June, since 2005.
    NationalDay,
    /// Midsommarafton, the Friday before Midsummer Day: an eve.
    MidsummerEve,
    /// Midsommardagen, the Saturday in 20–26 June.
    MidsummerDay,
    /// Alla helgons dag, the Saturday in 31 October – 6 November.
    AllSaints,
    /// Julafton: an eve.
    ChristmasEve,
    /// Juldagen.
    ChristmasDay,
    /// Annandag jul.
    BoxingDay,
    /// Nyårsafton: an eve.
    NewYearsEve,
}

impl Holiday {
    /// Every day with a name, in the order of the year.
    pub const ALL: [Self; 18] = [
        Self::NewYearsDay,
        Self::Epiphany,
        Self::GoodFriday,
        Self::EasterEve,
        Self::EasterSunday,
        Self::EasterMonday,
        Self::MayDay,
        Self::AscensionDay,
        Self::WhitSunday,
        Self::WhitMonday,
        Self::NationalDay,
        Self::MidsummerEve,
        Self::MidsummerDay,
        Self::AllSaints,
        Self::ChristmasEve,
        Self::ChristmasDay,
        Self::BoxingDay,
        Self::NewYearsEve,
    ];

    /// Whether it is a public holiday, red in the almanac; an eve is not.
    #[must_use]
    pub const fn is_public(self) -> bool {
        !matches!(self, Self::EasterEve | Self::MidsummerEve | Self::ChristmasEve | Self::NewYearsEve)
    }

    /// The key of its name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::NewYearsDay => "holiday-new-years-day",
            Self::Epiphany => "holiday-epiphany",
            Self::GoodFriday => "holiday-good-friday",
            Self::EasterEve => "holiday-easter-eve",
            Self::EasterSunday => "holiday-easter-sunday",
            Self::EasterMonday => "holiday-easter-monday",
            Self::MayDay => "holiday-may-day",
            Self::AscensionDay => "holiday-ascension-day",
            Self::WhitSunday => "holiday-whit-sunday",
            Self::WhitMonday => "holiday-whit-monday",
            Self::NationalDay => "holiday-national-day",
            Self::MidsummerEve => "holiday-midsummer-eve",
            Self::MidsummerDay => "holiday-midsummer-day",
            Self::AllSaints => "holiday-all-saints",
            Self::ChristmasEve => "holiday-christmas-eve",
            Self::ChristmasDay => "holiday-christmas-day",
            Self::BoxingDay => "holiday-boxing-day",
            Self::NewYearsEve => "holiday-new-years-eve",
        }
    }

    /// Its day in a year; `None` in years when it was not kept by the law.
    #[must_use]
    pub fn day(self, year: i16) -> Option<Date> {
        if year < FIRST_YEAR {
            return None;
        }
        let from_easter = |days| plus(easter(year), days);
        let saturday_from = |first: Date| plus(first, i64::from(first.weekday().until(Weekday::Saturday)));
        let midsummer = saturday_from(date(year, 6, 20));
        let day = match self {
            Self::NewYearsDay => date(year, 1, 1),
            Self::Epiphany => date(year, 1, 6),
            Self::GoodFriday => from_easter(-2),
            Self::EasterEve => from_easter(-1),
            Self::EasterSunday => from_easter(0),
            Self::EasterMonday => from_easter(1),
            Self::MayDay => date(year, 5, 1),
            Self::AscensionDay => from_easter(39),
            Self::WhitSunday => from_easter(49),
            Self::WhitMonday => from_easter(50),
            Self::NationalDay => date(year, 6, 6),
            Self::MidsummerEve => plus(midsummer, -1),
            Self::MidsummerDay => midsummer,
            Self::AllSaints => saturday_from(date(year, 10, 31)),
            Self::ChristmasEve => date(year, 12, 24),
            Self::ChristmasDay => date(year, 12, 25),
            Self::BoxingDay => date(year, 12, 26),
            Self::NewYearsEve => date(year, 12, 31),
        };
        let kept = match self {
            Self::WhitMonday => year < YEAR_OF_CHANGE,
            Self::NationalDay => year >= YEAR_OF_CHANGE,
            _ => true,
        };
        kept.then_some(day)
    }
}

/// The names of a day; two when two holidays meet, as Ascension Day and the first of May did in 2008.
#[must_use]
pub fn holidays(day: Date) -> Vec<Holiday> {
    Holiday::ALL.into_iter().filter(|holiday| holiday.day(day.year()) == Some(day)).collect()
}

/// Whether a day is red in a Swedish almanac: a Sunday, or a public holiday.
#[must_use]
pub fn is_red(day: Date) -> bool {
    day.weekday() == Weekday::Sunday || holidays(day).into_iter().any(Holiday::is_public)
}

/// Easter Sunday by the Gregorian computus: the "anonymous" algorithm of 1876 as it stands in Jean Meeus,
/// *Astronomical Algorithms* (1991), chapter 8, also known by the names of Jones and Butcher.
#[must_use]
pub fn easter(year: i16) -> Date {
    let year = i32::from(year);
    let golden = year % 19;
    let (century, of_century) = (year / 100, year % 100);
    let (leap_centuries, rest_of_century) = (century / 4, century % 4);
    let proemptosis = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - leap_centuries - proemptosis + 15) % 30;
    let to_sunday = (32 + 2 * rest_of_century + 2 * (of_century / 4) - epact - of_century % 4) % 7;
    let correction = (golden + 11 * epact + 22 * to_sunday) / 451;
    let from_march = epact + to_sunday - 7 * correction + 114;
    let part = |number: i32| i8::try_from(number).unwrap_or(1);
    let year = i16::try_from(year).unwrap_or(i16::MAX);
    date(year, part(from_march / 31), part(from_march % 31 + 1))
}
