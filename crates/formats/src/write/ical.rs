//! iCalendar (RFC 5545, with the properties of RFC 7986): one event for each occasion that is known to the day.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use model::record::{Activity, ActivityStatus, Occasion, Place, Precision};
use model::time::{HOME_ZONE, LocalTime, When};

use self::lines::Lines;
use super::{Edition, Entry};

mod lines;
mod zones;

/// How often a calendar program should ask again (RFC 7986, section 5.7): four hours.
const ASK_AGAIN: &str = "PT4H";
/// Most events of one calendar.
pub const MOST_EVENTS: usize = 5_000;

/// A calendar with every occasion of an edition, the earliest first, and of more than [`MOST_EVENTS`] those that come
/// first. Cancelled ones are in it, marked so; what is known to no day is not.
#[must_use]
pub fn calendar(edition: &Edition<'_>) -> Vec<u8> {
    let mut events: Vec<Event<'_>> = edition.occasions().filter_map(Event::of).collect();
    events.sort_by(|a, b| (a.from, &a.occasion.id).cmp(&(b.from, &b.occasion.id)));
    events.truncate(MOST_EVENTS);
    let mut out = Lines::default();
    out.plain("BEGIN", "VCALENDAR");
    out.plain("VERSION", "2.0");
    let language = edition.lang.code().to_uppercase();
    out.text("PRODID", &format!("-//Klöver//{}//{language}", edition.network.slug));
    out.plain("CALSCALE", "GREGORIAN");
    out.text("NAME", &edition.title);
    out.text("X-WR-CALNAME", &edition.title);
    out.plain("URL", &edition.page);
    out.plain("SOURCE;VALUE=URI", &edition.own);
    out.plain("REFRESH-INTERVAL;VALUE=DURATION", ASK_AGAIN);
    out.plain("X-PUBLISHED-TTL", ASK_AGAIN);
    if let Some(changed) = edition.changed() {
        out.plain("LAST-MODIFIED", &utc(changed));
    }
    let mut needed = zones_of(&events);
    if events.is_empty() {
        // A calendar has at least one component (RFC 5545, section 3.6), and one without events is still one.
        needed.insert(HOME_ZONE, (edition.now, edition.now));
    }
    for (zone, (first, last)) in needed {
        zones::write(&mut out, zone, first, last);
    }
    for event in &events {
        event.write(edition, &mut out);
    }
    out.plain("END", "VCALENDAR");
    out.finish()
}

/// One occasion with what it belongs to.
struct Event<'a> {
    entry: &'a Entry,
    activity: &'a Activity,
    occasion: &'a Occasion,
    when: &'a When,
    from: Timestamp,
}

/// The zones that the events stand in, each with the first and the last moment that it is needed for.
fn zones_of<'a>(events: &[Event<'a>]) -> BTreeMap<&'a str, (Timestamp, Timestamp)> {
    let mut zones: BTreeMap<&str, (Timestamp, Timestamp)> = BTreeMap::new();
    for event in events {
        if let When::Clock { zone, .. } = event.when
            && !zones::is_utc(zone.as_str())
        {
            let until = event.when.span().until.unwrap_or(event.from);
            let stretch = zones.entry(zone.as_str()).or_insert((event.from, until));
            *stretch = (stretch.0.min(event.from), stretch.1.max(until));
        }
    }
    zones
}

impl<'a> Event<'a> {
    fn of((entry, activity, occasion): (&'a Entry, &'a Activity, &'a Occasion)) -> Option<Self> {
        let when = occasion.when.as_ref()?;
        Some(Self { entry, activity, occasion, when, from: when.span().from })
    }

    fn write(&self, edition: &Edition<'_>, out: &mut Lines) {
        let changed = utc(self.entry.changed);
        out.plain("BEGIN", "VEVENT");
        out.text("UID", &format!("{}@{}", self.occasion.id, edition.network.slug));
        // Without a METHOD this is when the event was last changed (RFC 5545, section 3.8.7.2).
        out.plain("DTSTAMP", &changed);
        out.plain("LAST-MODIFIED", &changed);
        out.plain("SEQUENCE", &self.activity.head.version.to_string());
        self.write_time(out);
        out.text("SUMMARY", self.activity.title.read(edition.lang).1);
        out.text("DESCRIPTION", &self.description(edition));
        if let Some(place) = location(&self.occasion.place) {
            out.text("LOCATION", &place);
        }
        if let Some(point) = self.occasion.place.point.filter(|point| point.precision != Precision::Region) {
            out.plain("GEO", &format!("{:.6};{:.6}", point.lat, point.lon));
        }
        out.plain("URL", &self.entry.url);
        if let Some(online) = &self.occasion.online {
            out.plain("CONFERENCE;VALUE=URI", online.as_str());
        }
        for host in self.entry.linked("host") {
            out.text(&format!("CONTACT;ALTREP=\"{}\"", host.url), &host.title);
        }
        let categories: Vec<String> = std::iter::once(edition.word(self.activity.kind.key()))
            .chain(self.entry.linked("theme").map(|theme| theme.title.clone()))
            .collect();
        out.texts("CATEGORIES", &categories);
        out.plain("STATUS", self.status());
        // What one may go to takes no time until one does.
        out.plain("TRANSP", "TRANSPARENT");
        out.plain("END", "VEVENT");
    }

    fn write_time(&self, out: &mut Lines) {
        match self.when {
            When::Clock { start, end, zone } => {
                let mut clock = |name: &str, time: LocalTime| {
                    let digits = time.0.strftime("%Y%m%dT%H%M%S").to_string();
                    if zones::is_utc(zone.as_str()) {
                        out.plain(name, &format!("{digits}Z"));
                    } else {
                        out.plain(&format!("{name};TZID={zone}"), &digits);
                    }
                };
                clock("DTSTART", *start);
                // An event without an end ends where it starts; one that says so must end later.
                if let Some(end) = end.filter(|end| end > start) {
                    clock("DTEND", end);
                }
            }
            When::Days { first, last } => days(out, first.0, last.0),
            When::Partial(date) => days(out, date.first_day(), date.last_day().unwrap_or(date.first_day())),
        }
    }

    const fn status(&self) -> &'static str {
        match self.activity.status {
            ActivityStatus::Cancelled => "CANCELLED",
            _ if self.occasion.cancelled => "CANCELLED",
            ActivityStatus::Planned | ActivityStatus::Postponed => "TENTATIVE",
            ActivityStatus::Published => "CONFIRMED",
        }
    }

    /// What the page says, as plain text, with the way back to it.
    fn description(&self, edition: &Edition<'_>) -> String {
        let (activity, lang) = (self.activity, edition.lang);
        let mut parts: Vec<String> = Vec::new();
        if activity.status == ActivityStatus::Postponed {
            parts.push(edition.word(activity.status.key()));
        }
        parts
            .extend([&activity.summary, &activity.body].into_iter().flatten().map(|text| text.read(lang).1.to_owned()));
        let mut facts = Vec::new();
        let mut fact = |key: &str, value: &str| facts.push(format!("{}: {value}", edition.word(key)));
        let hosts: Vec<&str> = self.entry.linked("host").map(|host| host.title.as_str()).collect();
        if !hosts.is_empty() {
            fact("fact-hosts", &hosts.join(", "));
        }
        if let Some(note) = &self.occasion.when_note {
            fact("fact-time", note.read(lang).1);
        }
        if let Some(audience) = &activity.audience {
            fact("fact-audience", audience.read(lang).1);
        }
        if let Some(price) = &activity.price {
            fact("fact-price", price.read(lang).1);
        }
        if let Some(online) = &self.occasion.online {
            fact("form-online", online.as_str());
        }
        if let Some(sign_up) = &activity.sign_up {
            if let Some(url) = &sign_up.url {
                fact("fact-sign-up", url.as_str());
            }
            if let Some(day) = sign_up.last_day {
                let day = words::dates::day(lang, day.0);
                facts.push(edition.words.say(lang, "sign-up-last", &[("day", words::Arg::Text(&day))]));
            }
        }
        if !facts.is_empty() {
            parts.push(facts.join("\n"));
        }
        parts.push(self.entry.url.clone());
        parts.join("\n\n")
    }
}

/// Whole days; the end is the day after the last (RFC 5545, section 3.6.1).
fn days(out: &mut Lines, first: Date, last: Date) {
    let digits = |day: Date| day.strftime("%Y%m%d").to_string();
    out.plain("DTSTART;VALUE=DATE", &digits(first));
    if let Ok(after) = last.tomorrow() {
        out.plain("DTEND;VALUE=DATE", &digits(after));
    }
}

/// What a place is called, with its municipality where that says more.
fn location(place: &Place) -> Option<String> {
    let municipality = place.municipality.map(|municipality| municipality.name().to_owned());
    let county = place.county.map(|county| county.name().to_owned());
    match (&place.name, municipality.or(county)) {
        (Some(name), Some(area)) if !name.contains(&area) => Some(format!("{name}, {area}")),
        (Some(name), _) => Some(name.clone()),
        (None, area) => area,
    }
}

fn utc(moment: Timestamp) -> String {
    moment.strftime("%Y%m%dT%H%M%SZ").to_string()
}
