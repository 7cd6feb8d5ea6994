//! Months, weekdays and days as they stand in a calendar.

use jiff::civil::{Date, Weekday};
use model::Lang;

use crate::dates::month;

const WEEKDAYS_SV: [&str; 7] = ["måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"];
const WEEKDAYS_EN: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const SHORT_SV: [&str; 7] = ["mån", "tis", "ons", "tors", "fre", "lör", "sön"];
const SHORT_EN: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// A weekday: `torsdag`.
#[must_use]
pub fn weekday(lang: Lang, day: Weekday) -> &'static str {
    let index = usize::try_from(day.to_monday_zero_offset()).unwrap_or_default();
    match lang {
        Lang::Sv => WEEKDAYS_SV[index],
        Lang::En => WEEKDAYS_EN[index],
    }
}

/// A weekday where there is little room: `tors`.
#[must_use]
pub fn short_weekday(lang: Lang, day: Weekday) -> &'static str {
    let index = usize::try_from(day.to_monday_zero_offset()).unwrap_or_default();
    match lang {
        Lang::Sv => SHORT_SV[index],
        Lang::En => SHORT_EN[index],
    }
}

/// A month by its number: `december`.
#[must_use]
pub fn month_name(lang: Lang, number: i8) -> &'static str {
    month(lang, number)
}

/// The month of a day: `december 2026`.
#[must_use]
pub fn month_of(lang: Lang, day: Date) -> String {
    format!("{} {}", month(lang, day.month()), day.year())
}

/// A day without its year: `torsdag 3 december`.
#[must_use]
pub fn weekday_and_day(lang: Lang, day: Date) -> String {
    format!("{} {} {}", weekday(lang, day.weekday()), day.day(), month(lang, day.month()))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_are_named_as_in_an_almanac() {
        let day = date(2026, 12, 3);
        assert_eq!(weekday_and_day(Lang::Sv, day), "torsdag 3 december");
        assert_eq!(weekday_and_day(Lang::En, day), "Thursday 3 December");
        assert_eq!(month_of(Lang::Sv, day), "december 2026");
        let short = |lang| [Weekday::Monday, Weekday::Thursday, Weekday::Sunday].map(|day| short_weekday(lang, day));
        assert_eq!(short(Lang::Sv), ["mån", "tors", "sön"]);
        assert_eq!(short(Lang::En), ["Mon", "Thu", "Sun"]);
    }
}
