//! Activities: an event, and one below it for each occasion when there are several.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use model::date::{Certainty, DatePart, PartialDate, SaidDate};
use model::record::{Activity, ActivityKind, ActivityStatus, Form, Occasion};
use model::text::{WebAddress, Zone};
use model::time::When;
use serde_json::{Value, json};

use super::{Thing, offer, place};
use crate::write::{Edition, Entry, iri};

pub(super) fn activity(edition: &Edition<'_>, entry: &Entry, activity: &Activity) -> Thing {
    let mut event = Thing::new(&["Event", exact(activity.kind)], &entry.url);
    event.description(edition.lang, &[activity.summary.as_ref(), activity.body.as_ref()]);
    event.put("eventStatus", status(activity, activity.occasions.iter().all(|occasion| occasion.cancelled)));
    mode(&mut event, activity);
    event.linked("organizer", entry, "host");
    event.linked("funder", entry, "funder");
    event.linked("contributor", entry, "initiative");
    event.linked("about", entry, "theme");
    let languages = activity.languages.iter().map(|code| json!(code.as_str()));
    event.many("inLanguage", languages.collect());
    if let Some(audience) = &activity.audience {
        event.put("audience", json!({"@type": "Audience", "audienceType": audience.read(edition.lang).1}));
    }
    if let Some(offer) = offer(edition.lang, activity.price.as_ref(), activity.sign_up.as_ref()) {
        event.put("offers", offer);
    }
    if let [only] = &activity.occasions[..] {
        times(&mut event, only.when.as_ref());
        put_places(&mut event, places(only));
        event.many("subEvent", sessions(edition, only));
    } else {
        let (first, last) = (bound(activity, true), bound(activity, false));
        event.text("startDate", first.and_then(|when| stretch(when).0).as_deref());
        event.text("endDate", last.and_then(end_or_day).as_deref());
        let mut all: Vec<Value> = Vec::new();
        for place in activity.occasions.iter().flat_map(places) {
            if !all.contains(&place) {
                all.push(place);
            }
        }
        put_places(&mut event, all);
        let below = activity.occasions.iter().map(|one| occasion(edition, entry, activity, one));
        event.many("subEvent", below.collect());
    }
    event
}

/// An occasion of several: the same event, at its own time and place.
fn occasion(edition: &Edition<'_>, entry: &Entry, activity: &Activity, one: &Occasion) -> Value {
    let mut event = Thing::new(&["Event", exact(activity.kind)], &format!("{}#{}", entry.url, one.id));
    event.text("name", Some(activity.title.read(edition.lang).1));
    event.address("url", Some(&entry.url));
    event.put("eventStatus", status(activity, one.cancelled));
    mode(&mut event, activity);
    event.linked("organizer", entry, "host");
    times(&mut event, one.when.as_ref());
    put_places(&mut event, places(one));
    event.many("subEvent", sessions(edition, one));
    event.done()
}

fn sessions(edition: &Edition<'_>, occasion: &Occasion) -> Vec<Value> {
    let sessions = occasion.sessions.iter().map(|session| {
        let mut event = Thing::new(&["Event"], "");
        event.text("name", Some(session.title.read(edition.lang).1));
        event.description(edition.lang, &[session.summary.as_ref()]);
        times(&mut event, session.when.as_ref());
        event.done()
    });
    sessions.collect()
}

/// The narrower word of schema.org.
const fn exact(kind: ActivityKind) -> &'static str {
    match kind {
        ActivityKind::Course
        | ActivityKind::FieldDay
        | ActivityKind::Seminar
        | ActivityKind::Webinar
        | ActivityKind::StudyTrip => "EducationEvent",
        ActivityKind::Breakfast | ActivityKind::Conference | ActivityKind::Fair | ActivityKind::NetworkMeeting => {
            "BusinessEvent"
        }
    }
}

fn status(activity: &Activity, cancelled: bool) -> Value {
    let word = match activity.status {
        ActivityStatus::Cancelled => "EventCancelled",
        _ if cancelled && !activity.occasions.is_empty() => "EventCancelled",
        ActivityStatus::Postponed => "EventPostponed",
        ActivityStatus::Planned | ActivityStatus::Published => "EventScheduled",
    };
    json!(format!("https://schema.org/{word}"))
}

fn mode(event: &mut Thing, activity: &Activity) {
    let word = match activity.form {
        Some(Form::OnSite) => "OfflineEventAttendanceMode",
        Some(Form::Online) => "OnlineEventAttendanceMode",
        Some(Form::Hybrid) => "MixedEventAttendanceMode",
        None => return,
    };
    event.put("eventAttendanceMode", json!(format!("https://schema.org/{word}")));
}

/// Where an occasion is: on the ground, on the web, or both.
fn places(occasion: &Occasion) -> Vec<Value> {
    let online = occasion.online.as_ref().map(WebAddress::as_str);
    let online = online.map(|address| json!({"@type": "VirtualLocation", "url": iri(address)}));
    place(&occasion.place).into_iter().chain(online).collect()
}

fn put_places(event: &mut Thing, mut places: Vec<Value>) {
    match places.len() {
        0 => {}
        1 => event.put("location", places.remove(0)),
        _ => event.put("location", Value::Array(places)),
    }
}

fn times(event: &mut Thing, when: Option<&When>) {
    let (start, end) = when.map(stretch).unwrap_or_default();
    event.text("startDate", start.as_deref());
    event.text("endDate", end.as_deref());
}

/// The time of the occasion that begins first, or of the one that ends last.
fn bound(activity: &Activity, first: bool) -> Option<&When> {
    let known = activity.occasions.iter().filter_map(|occasion| occasion.when.as_ref());
    let known = known.filter(|when| stretch(when).0.is_some());
    if first {
        known.min_by_key(|when| when.span().from)
    } else {
        known.max_by_key(|when| when.span().until.unwrap_or(Timestamp::MAX))
    }
}

/// When it begins and ends (ISO 8601): a moment with its offset, or days, both inclusive, as schema.org has them. What
/// was not said, or is not sure, has no such form.
fn stretch(when: &When) -> (Option<String>, Option<String>) {
    match when {
        When::Clock { end, zone, .. } => {
            let span = when.span();
            let end = span.until.filter(|_| end.is_some());
            (Some(moment(span.from, zone)), end.map(|end| moment(end, zone)))
        }
        When::Days { first, last } => (Some(first.to_string()), Some(last.to_string())),
        When::Partial(PartialDate::One(date)) => (iso(*date), iso(*date)),
        When::Partial(PartialDate::Interval(first, last)) => {
            let start = iso(*first);
            let end = last.and_then(iso).filter(|_| start.is_some());
            (start, end)
        }
    }
}

/// When several occasions end, by the last of them: its end, else its day.
fn end_or_day(when: &When) -> Option<String> {
    match (when, stretch(when)) {
        (_, (_, Some(end))) => Some(end),
        (When::Clock { start, .. }, _) => Some(start.0.date().to_string()),
        _ => None,
    }
}

fn moment(moment: Timestamp, zone: &Zone) -> String {
    let zone = TimeZone::get(zone.as_str()).unwrap_or(TimeZone::UTC);
    moment.to_zoned_datetime(zone).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

/// A sure year, month or day.
pub(super) fn iso(date: SaidDate) -> Option<String> {
    let plain = matches!(date.part, DatePart::Year(_) | DatePart::Month(..) | DatePart::Day(_));
    (plain && date.certainty == Certainty::Sure).then(|| date.to_string())
}
