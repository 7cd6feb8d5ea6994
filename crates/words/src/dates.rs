//! Dates and times as people write them.

use jiff::civil::{Date, DateTime};
use model::Lang;
use model::date::{Certainty, DatePart, PartialDate, SaidDate, Season};
use model::time::{HOME_ZONE, When};

const MONTHS_SV: [&str; 12] = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const SHORT_SV: [&str; 12] = ["jan", "feb", "mars", "april", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec"];
const SHORT_EN: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const WEEKDAYS_SV: [&str; 7] = ["måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"];
const WEEKDAYS_EN: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// The small tear-off leaf beside a title: a day with its month and year, or a word for what is less exact.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Leaf {
    /// What stands above: `omkring`, `troligen`, a season or a month.
    pub before: String,
    /// The day, or the days.
    pub day: String,
    /// Whether it is more than one day.
    pub is_range: bool,
    /// The month of the day.
    pub month: String,
    /// The year of the day.
    pub year: String,
    /// Instead of a day: a year, or years.
    pub word: String,
    /// The machine's form (HTML `datetime`): a day, a month or a year; empty for what has none.
    pub datetime: String,
    /// Whether it is less than a sure day.
    pub is_vague: bool,
}

impl Leaf {
    /// Whether nothing is known.
    #[must_use]
    pub const fn is_undated(&self) -> bool {
        self.day.is_empty() && self.word.is_empty()
    }
}

pub(crate) fn month(lang: Lang, month: i8) -> &'static str {
    let index = usize::try_from(month - 1).unwrap_or_default().min(11);
    match lang {
        Lang::Sv => MONTHS_SV[index],
        Lang::En => MONTHS_EN[index],
    }
}

fn short_month(lang: Lang, month: i8) -> &'static str {
    let index = usize::try_from(month - 1).unwrap_or_default().min(11);
    match lang {
        Lang::Sv => SHORT_SV[index],
        Lang::En => SHORT_EN[index],
    }
}

/// A day: `18 april 2024`.
#[must_use]
pub fn day(lang: Lang, date: Date) -> String {
    format!("{} {} {}", date.day(), month(lang, date.month()), date.year())
}

/// The day of the week, as it stands before a date: `torsdag`.
#[must_use]
pub fn weekday(lang: Lang, date: Date) -> &'static str {
    let index = usize::try_from(date.weekday().to_monday_zero_offset()).unwrap_or_default().min(6);
    match lang {
        Lang::Sv => WEEKDAYS_SV[index],
        Lang::En => WEEKDAYS_EN[index],
    }
}

/// The day on which something begins, when it is known: `torsdag 18 april 2024`. `None` for several days and for what
/// is less exact.
#[must_use]
pub fn one_day(lang: Lang, when: &When) -> Option<String> {
    let date = match when {
        When::Clock { start, end, .. } => {
            Some(start.0.date()).filter(|date| end.is_none_or(|end| end.0.date() == *date))
        }
        When::Days { first, last } => Some(first.0).filter(|_| first == last),
        When::Partial(date) => date.is_day().then(|| date.first_day()),
    };
    date.map(|date| format!("{} {}", weekday(lang, date), day(lang, date)))
}

/// A stretch of whole days, saying no more than it must: `12–14 mars 2025`.
#[must_use]
pub fn days(lang: Lang, first: Date, last: Date) -> String {
    if first == last {
        day(lang, first)
    } else if first.first_of_month() == last.first_of_month() {
        format!("{}–{}", first.day(), day(lang, last))
    } else if first.year() == last.year() {
        format!("{} {} – {}", first.day(), month(lang, first.month()), day(lang, last))
    } else {
        format!("{} – {}", day(lang, first), day(lang, last))
    }
}

/// When something is, in full: `18 april 2024, kl. 9–12`.
#[must_use]
pub fn when(lang: Lang, when: &When) -> String {
    match when {
        When::Days { first, last } => days(lang, first.0, last.0),
        When::Partial(date) => partial(lang, date),
        When::Clock { start, end, zone } => {
            let elsewhere = if zone.as_str() == HOME_ZONE { String::new() } else { format!(" ({zone})") };
            match end {
                Some(end) if end.0.date() != start.0.date() => {
                    let (from, until) = (clock(lang, start.0), clock(lang, end.0));
                    let (first, last) = (day(lang, start.0.date()), day(lang, end.0.date()));
                    format!("{first}, {}{from} – {last}, {}{until}{elsewhere}", at(lang), at(lang))
                }
                _ => {
                    format!("{}, {}{elsewhere}", day(lang, start.0.date()), hours(lang, start.0, end.map(|end| end.0)))
                }
            }
        }
    }
}

const fn at(lang: Lang) -> &'static str {
    match lang {
        Lang::Sv => "kl. ",
        Lang::En => "",
    }
}

/// Hours on one day: `kl. 9–12`, `9.30–12`, in English `9:30–12:00`.
#[must_use]
pub fn hours(lang: Lang, start: DateTime, end: Option<DateTime>) -> String {
    let until = end.map(|end| format!("–{}", clock(lang, end))).unwrap_or_default();
    format!("{}{}{until}", at(lang), clock(lang, start))
}

/// A clock time alone: `9.30`, in English `9:30`; whole hours are `9` and `9:00`.
#[must_use]
pub fn clock(lang: Lang, time: DateTime) -> String {
    match (lang, time.minute()) {
        (Lang::Sv, 0) => format!("{}", time.hour()),
        (Lang::Sv, minute) => format!("{}.{minute:02}", time.hour()),
        (Lang::En, minute) => format!("{}:{minute:02}", time.hour()),
    }
}

/// A partial date as people say it: `hösten 2014`, `omkring 2018`, `2021–2024`, `sedan 2019`.
#[must_use]
pub fn partial(lang: Lang, date: &PartialDate) -> String {
    match date {
        PartialDate::One(one) => said(lang, *one),
        PartialDate::Interval(start, None) => match lang {
            Lang::Sv => format!("från {}", said(lang, *start)),
            Lang::En => format!("from {}", said(lang, *start)),
        },
        PartialDate::Interval(start, Some(end)) => {
            let years = matches!((start.part, end.part), (DatePart::Year(_), DatePart::Year(_)));
            if let (DatePart::Day(first), DatePart::Day(last), Certainty::Sure, Certainty::Sure) =
                (start.part, end.part, start.certainty, end.certainty)
            {
                days(lang, first, last)
            } else if years && start.certainty == Certainty::Sure && end.certainty == Certainty::Sure {
                format!("{}–{}", said(lang, *start), said(lang, *end))
            } else {
                let to = match lang {
                    Lang::Sv => "till",
                    Lang::En => "to",
                };
                format!("{} {to} {}", said(lang, *start), said(lang, *end))
            }
        }
    }
}

fn said(lang: Lang, date: SaidDate) -> String {
    let sure = part(lang, date.part);
    match (lang, date.certainty) {
        (_, Certainty::Sure) => sure,
        (Lang::Sv, Certainty::About) => format!("omkring {sure}"),
        (Lang::En, Certainty::About) => format!("around {sure}"),
        (Lang::Sv, Certainty::Maybe) => format!("troligen {sure}"),
        (Lang::En, Certainty::Maybe) => format!("probably {sure}"),
    }
}

fn part(lang: Lang, part: DatePart) -> String {
    match part {
        DatePart::Year(year) => year.to_string(),
        DatePart::Month(year, number) => format!("{} {year}", month(lang, number)),
        DatePart::Day(date) => day(lang, date),
        DatePart::Season(year, season) => format!("{} {}", season_word(lang, season), season_year(year, season)),
    }
}

fn season_year(year: i16, season: Season) -> String {
    // A winter is that of two years: it begins in December of the year that names it.
    if season == Season::Winter { format!("{year}–{:02}", (year + 1) % 100) } else { year.to_string() }
}

const fn season_word(lang: Lang, season: Season) -> &'static str {
    match (lang, season) {
        (Lang::Sv, Season::Spring) => "våren",
        (Lang::Sv, Season::Summer) => "sommaren",
        (Lang::Sv, Season::Autumn) => "hösten",
        (Lang::Sv, Season::Winter) => "vintern",
        (Lang::En, Season::Spring) => "spring",
        (Lang::En, Season::Summer) => "summer",
        (Lang::En, Season::Autumn) => "autumn",
        (Lang::En, Season::Winter) => "winter",
    }
}

/// A stretch between two partial dates: `2021–2024`, `sedan 2019`, `till 2024`.
#[must_use]
pub fn stretch(lang: Lang, start: Option<&PartialDate>, end: Option<&PartialDate>) -> String {
    match (start, end, lang) {
        (None, None, _) => String::new(),
        (Some(start), None, Lang::Sv) => format!("sedan {}", partial(lang, start)),
        (Some(start), None, Lang::En) => format!("since {}", partial(lang, start)),
        (None, Some(end), Lang::Sv) => format!("till {}", partial(lang, end)),
        (None, Some(end), Lang::En) => format!("until {}", partial(lang, end)),
        (Some(start), Some(end), _) if start == end => partial(lang, start),
        (Some(PartialDate::One(start)), Some(PartialDate::One(end)), _) => {
            partial(lang, &PartialDate::Interval(*start, Some(*end)))
        }
        (Some(start), Some(end), Lang::Sv) => format!("{} till {}", partial(lang, start), partial(lang, end)),
        (Some(start), Some(end), Lang::En) => format!("{} to {}", partial(lang, start), partial(lang, end)),
    }
}

/// The tear-off leaf of a time. The year is left out for what is yet to come this year.
#[must_use]
pub fn leaf(lang: Lang, when: Option<&When>, today: Date) -> Leaf {
    match when {
        None => Leaf::default(),
        Some(When::Clock { start, end, .. }) => {
            let first = start.0.date();
            day_leaf(lang, first, end.map_or(first, |end| end.0.date()), today)
        }
        Some(When::Days { first, last }) => day_leaf(lang, first.0, last.0, today),
        Some(When::Partial(date)) => partial_leaf(lang, date, today),
    }
}

/// The tear-off leaf of a partial date.
#[must_use]
pub fn partial_leaf(lang: Lang, date: &PartialDate, today: Date) -> Leaf {
    let (start, end) = match date {
        PartialDate::One(one) => return said_leaf(lang, *one, today),
        PartialDate::Interval(start, end) => (*start, *end),
    };
    let (from, until) = (start.first_day().year(), end.map(|end| end.last_day().year()));
    let before = certainty_word(lang, start.certainty).to_owned();
    let (word, datetime) = match until {
        Some(until) if until == from => (from.to_string(), from.to_string()),
        Some(until) => (format!("{from}–{:02}", until % 100), String::new()),
        None => (format!("{from}–"), String::new()),
    };
    Leaf { before, word, datetime, is_vague: true, ..Leaf::default() }
}

fn day_leaf(lang: Lang, first: Date, last: Date, today: Date) -> Leaf {
    let is_coming = first.year() == today.year() && last >= today;
    let year = if is_coming { String::new() } else { last.year().to_string() };
    let (day, month) = if first == last {
        (first.day().to_string(), short_month(lang, first.month()).to_owned())
    } else if first.first_of_month() == last.first_of_month() {
        (format!("{}–{}", first.day(), last.day()), short_month(lang, first.month()).to_owned())
    } else {
        (
            first.day().to_string(),
            format!("{}–{} {}", short_month(lang, first.month()), last.day(), short_month(lang, last.month())),
        )
    };
    Leaf { is_range: day.contains('–'), day, month, year, datetime: first.to_string(), ..Leaf::default() }
}

fn said_leaf(lang: Lang, date: SaidDate, today: Date) -> Leaf {
    let sure = date.certainty == Certainty::Sure;
    let certainty = certainty_word(lang, date.certainty);
    let with = |word: &str| if sure { word.to_owned() } else { format!("{certainty} {word}") };
    match date.part {
        DatePart::Day(day) if sure => day_leaf(lang, day, day, today),
        DatePart::Day(day) => Leaf {
            before: certainty.to_owned(),
            year: day.year().to_string(),
            is_vague: true,
            ..day_leaf(lang, day, day, today)
        },
        DatePart::Year(year) => Leaf {
            before: certainty.to_owned(),
            word: year.to_string(),
            datetime: year.to_string(),
            is_vague: true,
            ..Leaf::default()
        },
        DatePart::Month(year, number) => Leaf {
            before: with(short_month(lang, number)),
            word: year.to_string(),
            datetime: format!("{year:04}-{number:02}"),
            is_vague: true,
            ..Leaf::default()
        },
        DatePart::Season(year, season) => Leaf {
            before: with(season_word(lang, season)),
            word: season_year(year, season),
            datetime: year.to_string(),
            is_vague: true,
            ..Leaf::default()
        },
    }
}

const fn certainty_word(lang: Lang, certainty: Certainty) -> &'static str {
    match (lang, certainty) {
        (_, Certainty::Sure) => "",
        (Lang::Sv, Certainty::About) => "omkring",
        (Lang::En, Certainty::About) => "around",
        (Lang::Sv, Certainty::Maybe) => "troligen",
        (Lang::En, Certainty::Maybe) => "probably",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn partial_dates_are_written_as_people_say_them() {
        let both = |text: &str| {
            let date = text.parse().unwrap();
            format!("{} | {}", partial(Lang::Sv, &date), partial(Lang::En, &date))
        };
        for (text, expect) in [
            ("2014", "2014 | 2014"),
            ("2014-05", "maj 2014 | May 2014"),
            ("2014-05-03", "3 maj 2014 | 3 May 2014"),
            ("2014-23", "hösten 2014 | autumn 2014"),
            ("2014-24", "vintern 2014–15 | winter 2014–15"),
            ("2018~", "omkring 2018 | around 2018"),
            ("2018?", "troligen 2018 | probably 2018"),
            ("2021/2024", "2021–2024 | 2021–2024"),
            ("2021/..", "från 2021 | from 2021"),
            ("2014-21/2016~", "våren 2014 till omkring 2016 | spring 2014 to around 2016"),
            ("2025-03-12/2025-03-14", "12–14 mars 2025 | 12–14 March 2025"),
        ] {
            assert_eq!(both(text), expect, "{text}");
        }
    }

    #[test]
    fn times_say_no_more_than_they_must() {
        let said = |json: &str, lang| when(lang, &serde_json::from_str(json).unwrap());
        let half_day = r#"{"start":"2024-04-18T09:30","end":"2024-04-18T12:00","zone":"Europe/Stockholm"}"#;
        assert_eq!(said(half_day, Lang::Sv), "18 april 2024, kl. 9.30–12");
        assert_eq!(said(half_day, Lang::En), "18 April 2024, 9:30–12:00");
        let abroad = r#"{"start":"2024-04-18T09:00","zone":"Europe/Helsinki"}"#;
        assert_eq!(said(abroad, Lang::Sv), "18 april 2024, kl. 9 (Europe/Helsinki)");
        assert_eq!(
            said(r#"{"first_day":"2024-02-28","last_day":"2024-03-01"}"#, Lang::Sv),
            "28 februari – 1 mars 2024"
        );
    }

    #[test]
    fn one_known_day_has_its_weekday() {
        let said = |json: &str, lang| one_day(lang, &serde_json::from_str(json).unwrap());
        let clock = r#"{"start":"2024-04-18T09:30","end":"2024-04-18T12:00","zone":"Europe/Stockholm"}"#;
        assert_eq!(said(clock, Lang::Sv).unwrap(), "torsdag 18 april 2024");
        assert_eq!(said(r#"{"first_day":"2026-11-22"}"#, Lang::En).unwrap(), "Sunday 22 November 2026");
        assert_eq!(said(r#"{"date":"2026-11-23"}"#, Lang::Sv).unwrap(), "måndag 23 november 2026");
        for several in [r#"{"first_day":"2026-11-22","last_day":"2026-11-23"}"#, r#"{"date":"2026-11-23?"}"#] {
            assert_eq!(said(several, Lang::Sv), None);
        }
    }

    #[test]
    fn a_leaf_leaves_out_the_year_only_for_what_is_to_come() {
        let leaf_of =
            |json: &str| leaf(Lang::Sv, Some(&serde_json::from_str(json).unwrap()), jiff::civil::date(2024, 4, 1));
        let lines = |leaf: Leaf| [leaf.before, leaf.day, leaf.month, leaf.year, leaf.word].join("|");
        assert_eq!(lines(leaf_of(r#"{"first_day":"2024-04-18"}"#)), "|18|april||");
        assert_eq!(lines(leaf_of(r#"{"first_day":"2024-03-18"}"#)), "|18|mars|2024|");
        assert_eq!(lines(leaf_of(r#"{"first_day":"2025-03-12","last_day":"2025-03-14"}"#)), "|12–14|mars|2025|");
        assert_eq!(lines(leaf_of(r#"{"date":"2024-23"}"#)), "hösten||||2024");
        assert_eq!(lines(leaf_of(r#"{"date":"2018~"}"#)), "omkring||||2018");
        assert_eq!(lines(leaf_of(r#"{"date":"2025-11-26?"}"#)), "troligen|26|nov|2025|");
        assert_eq!(lines(leaf_of(r#"{"date":"2021/2024"}"#)), "||||2021–24");
        assert_eq!(leaf(Lang::Sv, None, jiff::civil::date(2024, 4, 1)), Leaf::default());
    }
}
