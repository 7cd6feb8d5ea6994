//! Time zones as a calendar describes them (RFC 5545, section 3.6.5), from the tz database.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::{Dst, TimeZone};

use super::lines::Lines;

/// Most changes of the clock that are described: two a year for more than two hundred years.
const MOST_CHANGES: usize = 500;

/// Whether a zone is UTC itself, whose times are written with a Z.
pub fn is_utc(name: &str) -> bool {
    matches!(name, "UTC" | "Etc/UTC" | "Etc/UCT" | "Zulu" | "Etc/Zulu")
}

/// One way that the clock stands: what it is moved from, to what, and whether that is summer time.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Way {
    from: i32,
    to: i32,
    name: String,
    is_summer: bool,
}

/// Describes a zone as it is from the first to the last moment that it is needed for: each change of the clock in
/// between, and the one before. Rules are not guessed from the changes, so every zone there is comes out right.
pub fn write(out: &mut Lines, name: &str, first: Timestamp, last: Timestamp) {
    let Ok(zone) = TimeZone::get(name) else { return };
    out.plain("BEGIN", "VTIMEZONE");
    out.plain("TZID", name);
    let mut ways: BTreeMap<Way, Vec<DateTime>> = BTreeMap::new();
    let before = zone.preceding(first + jiff::SignedDuration::from_secs(1)).next();
    let start = before.as_ref().map_or(first, jiff::tz::TimeZoneTransition::timestamp);
    let changes = before.into_iter().chain(zone.following(start).take_while(|change| change.timestamp() <= last));
    for change in changes.take(MOST_CHANGES) {
        let was = zone.to_offset(change.timestamp() - jiff::SignedDuration::from_secs(1));
        let way = Way {
            from: was.seconds(),
            to: change.offset().seconds(),
            name: change.abbreviation().to_owned(),
            is_summer: change.dst() == Dst::Yes,
        };
        ways.entry(way).or_default().push(was.to_datetime(change.timestamp()));
    }
    if ways.is_empty() {
        let info = zone.to_offset_info(first);
        let seconds = info.offset().seconds();
        let way = Way { from: seconds, to: seconds, name: info.abbreviation().to_owned(), is_summer: false };
        ways.insert(way, vec![jiff::civil::date(1970, 1, 1).at(0, 0, 0, 0)]);
    }
    let mut ways: Vec<(Way, Vec<DateTime>)> = ways.into_iter().collect();
    ways.sort_by(|a, b| a.1.cmp(&b.1));
    for (way, times) in &ways {
        observance(out, way, times);
    }
    out.plain("END", "VTIMEZONE");
}

fn observance(out: &mut Lines, way: &Way, times: &[DateTime]) {
    let kind = if way.is_summer { "DAYLIGHT" } else { "STANDARD" };
    out.plain("BEGIN", kind);
    let mut times = times.iter().map(|time| time.strftime("%Y%m%dT%H%M%S").to_string());
    if let Some(first) = times.next() {
        out.plain("DTSTART", &first);
    }
    out.plain("TZOFFSETFROM", &offset(way.from));
    out.plain("TZOFFSETTO", &offset(way.to));
    out.text("TZNAME", &way.name);
    let rest: Vec<String> = times.collect();
    if !rest.is_empty() {
        out.plain("RDATE", &rest.join(","));
    }
    out.plain("END", kind);
}

/// `+0100`, with seconds only where there are some (RFC 5545, section 3.3.14).
fn offset(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let all = seconds.abs();
    let (hours, minutes, rest) = (all / 3600, all / 60 % 60, all % 60);
    let tail = if rest == 0 { String::new() } else { format!("{rest:02}") };
    format!("{sign}{hours:02}{minutes:02}{tail}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone(name: &str, first: &str, last: &str) -> String {
        let mut out = Lines::default();
        write(&mut out, name, first.parse().unwrap(), last.parse().unwrap());
        String::from_utf8(out.finish()).unwrap().replace("\r\n", "\n")
    }

    #[test]
    fn stockholm_from_spring_to_winter_has_the_change_before_and_those_between() {
        assert_eq!(
            zone("Europe/Stockholm", "2026-04-14T07:00:00Z", "2026-12-01T08:00:00Z"),
            "BEGIN:VTIMEZONE\nTZID:Europe/Stockholm\nBEGIN:DAYLIGHT\nDTSTART:20260329T020000\nTZOFFSETFROM:+0100\n\
             TZOFFSETTO:+0200\nTZNAME:CEST\nEND:DAYLIGHT\nBEGIN:STANDARD\nDTSTART:20261025T030000\n\
             TZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nTZNAME:CET\nEND:STANDARD\nEND:VTIMEZONE\n"
        );
    }

    #[test]
    fn several_years_are_told_by_dates_and_a_zone_without_changes_by_its_offset() {
        let years = zone("Europe/Stockholm", "2026-01-10T08:00:00Z", "2028-12-01T08:00:00Z");
        assert!(years.contains("RDATE:20270328T020000,20280326T020000"), "{years}");
        let kolkata = zone("Etc/GMT-5", "2026-01-10T08:00:00Z", "2026-12-01T08:00:00Z");
        assert!(kolkata.contains("TZOFFSETTO:+0500") && kolkata.contains("DTSTART:19700101T000000"), "{kolkata}");
    }
}
