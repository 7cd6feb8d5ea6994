//! Links that put an occasion into somebody's calendar.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use model::record::{Activity, ActivityStatus, Occasion};
use model::time::{When, home_day};
use url::form_urlencoded::Serializer;

use crate::addresses::Room;
use crate::page::Page;
use crate::view::place_and_county;

/// Longest text that goes along, in characters: a link is no letter.
const LONGEST_DETAILS: usize = 600;

/// The ways to put one occasion into a calendar.
#[derive(Debug)]
pub struct AddTo {
    /// Google Calendar.
    pub google: String,
    /// Outlook on the web.
    pub outlook: String,
}

/// When an occasion is, as other calendars take it.
#[derive(Debug)]
enum Time {
    Clock(Timestamp, Timestamp),
    /// The last day is not in it any more.
    Days(Date, Date),
}

/// The ways for an occasion that is known to the day, is yet to end and takes place.
pub fn add_to(page: &Page, activity: &Activity, occasion: &Occasion) -> Option<AddTo> {
    let off = matches!(activity.status, ActivityStatus::Cancelled | ActivityStatus::Postponed) || occasion.cancelled;
    let when = occasion.when.as_ref().filter(|when| when.is_known_to_the_day() && !off)?;
    when.span().until.filter(|until| *until > page.site.clock.now())?;
    let time = time(when)?;
    let title = page.say.said(&activity.title).text;
    let online = || occasion.online.as_ref().map(ToString::to_string);
    let place = place_and_county(&occasion.place).or_else(online).unwrap_or_default();
    let details = details(page, activity);
    let (from, until, days) = match &time {
        Time::Clock(from, until) => (from.strftime("%Y%m%dT%H%M%SZ"), until.strftime("%Y%m%dT%H%M%SZ"), false),
        Time::Days(first, after) => (first.strftime("%Y%m%d"), after.strftime("%Y%m%d"), true),
    };
    let dates = format!("{from}/{until}");
    let google = [("action", "TEMPLATE"), ("text", &title), ("dates", &dates), ("details", &details)];
    let google = google.into_iter().chain([("location", place.as_str())]);
    let (start, end) = match &time {
        Time::Clock(from, until) => (from.to_string(), until.to_string()),
        Time::Days(first, after) => (first.to_string(), after.to_string()),
    };
    let outlook = [
        ("path", "/calendar/action/compose"),
        ("rru", "addevent"),
        ("subject", &title),
        ("startdt", &start),
        ("enddt", &end),
        ("allday", if days { "true" } else { "false" }),
        ("body", &details),
        ("location", &place),
    ];
    Some(AddTo {
        google: address("https://calendar.google.com/calendar/render", google),
        outlook: address("https://outlook.office.com/calendar/0/deeplink/compose", outlook.into_iter()),
    })
}

fn time(when: &When) -> Option<Time> {
    let span = when.span();
    let until = span.until?;
    Some(match when {
        When::Clock { .. } => Time::Clock(span.from, until),
        When::Days { first, last } => Time::Days(first.0, last.0.checked_add(1.day()).ok()?),
        When::Partial(_) => Time::Days(home_day(span.from), home_day(until)),
    })
}

/// What it is about, and where to read the rest.
fn details(page: &Page, activity: &Activity) -> String {
    let own = format!("{}{}", page.site.public_url, Room::Activities.record_path(page.lang, &activity.head.slug));
    let Some(summary) = page.say.maybe(activity.summary.as_ref()) else { return own };
    let short: String = summary.text.chars().take(LONGEST_DETAILS).collect();
    let rest = if short.len() < summary.text.len() { "…" } else { "" };
    format!("{short}{rest}\n\n{own}")
}

/// Outlook reads a plus sign as a plus sign, so a blank is written out.
fn address<'a>(base: &str, pairs: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let pairs = pairs.filter(|(_, value)| !value.is_empty());
    let query = Serializer::new(String::new()).extend_pairs(pairs).finish().replace('+', "%20");
    format!("{base}?{query}")
}
