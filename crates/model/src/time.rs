//! Time as it was said: civil times with their zone, whole days, or a partial date.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use jiff::{Timestamp, civil, tz::TimeZone};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use crate::date::PartialDate;
use crate::text::{Malformed, Zone};

/// The zone of what has a day but no zone of its own.
pub const HOME_ZONE: &str = "Europe/Stockholm";

/// A calendar day, `2024-04-18`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day(pub civil::Date);

/// A clock time on a day without its zone, to the minute: `2024-04-18T09:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct LocalTime(pub civil::DateTime);

/// When something is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "SaidWhen", into = "SaidWhen")]
pub enum When {
    /// By the clock: from, until if it was said, and the zone the clock stands in.
    Clock {
        /// Begins.
        start: LocalTime,
        /// Ends, where it was said; never before it begins.
        end: Option<LocalTime>,
        /// Whose clock.
        zone: Zone,
    },
    /// Whole days, both inclusive.
    Days {
        /// The first day.
        first: Day,
        /// The last day; the first where there is one.
        last: Day,
    },
    /// As far as it is known: a year, a season, "around 2018".
    Partial(PartialDate),
}

/// `When` as it stands in JSON: `{start, end?, zone}`, `{first_day, last_day?}` or `{date}`.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "When")]
struct SaidWhen {
    /// Local time it begins; goes with `zone`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    start: Option<LocalTime>,
    /// Local time it ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    end: Option<LocalTime>,
    /// IANA zone of `start` and `end`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    zone: Option<Zone>,
    /// First of one or several whole days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    first_day: Option<Day>,
    /// Last of them, inclusive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    last_day: Option<Day>,
    /// A partial date (EDTF), where neither clock nor days are known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    date: Option<PartialDate>,
}

/// Why a `When` does not hold together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WhenFault {
    /// Not exactly one of the three forms.
    #[error("expected start and zone, or first_day, or date")]
    Form,
    /// The end stands before the start.
    #[error("ends before it begins")]
    Backwards,
}

impl TryFrom<SaidWhen> for When {
    type Error = WhenFault;
    fn try_from(said: SaidWhen) -> Result<Self, WhenFault> {
        match said {
            SaidWhen { start: Some(start), end, zone: Some(zone), first_day: None, last_day: None, date: None } => {
                if end.is_some_and(|end| end < start) {
                    return Err(WhenFault::Backwards);
                }
                Ok(Self::Clock { start, end, zone })
            }
            SaidWhen { start: None, end: None, zone: None, first_day: Some(first), last_day, date: None } => {
                let last = last_day.unwrap_or(first);
                if last < first { Err(WhenFault::Backwards) } else { Ok(Self::Days { first, last }) }
            }
            SaidWhen { start: None, end: None, zone: None, first_day: None, last_day: None, date: Some(date) } => {
                Ok(Self::Partial(date))
            }
            _ => Err(WhenFault::Form),
        }
    }
}

impl From<When> for SaidWhen {
    fn from(when: When) -> Self {
        let none = Self { start: None, end: None, zone: None, first_day: None, last_day: None, date: None };
        match when {
            When::Clock { start, end, zone } => Self { start: Some(start), end, zone: Some(zone), ..none },
            When::Days { first, last } => {
                Self { first_day: Some(first), last_day: (last != first).then_some(last), ..none }
            }
            When::Partial(date) => Self { date: Some(date), ..none },
        }
    }
}

/// A stretch of time: from an instant up to, not including, another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The first instant in it.
    pub from: Timestamp,
    /// The first instant after it; `None` when it is open.
    pub until: Option<Timestamp>,
}

impl When {
    /// The stretch of time it covers. A clock time without an end covers its own minute and no more; a partial date
    /// covers all that it may mean. A local time inside a skipped hour is moved forward, one in a repeated hour is the
    /// first (RFC 5545, section 3.3.5).
    #[must_use]
    pub fn span(&self) -> Span {
        match self {
            Self::Clock { start, end, zone } => {
                let zone = TimeZone::get(zone.as_str()).unwrap_or(TimeZone::UTC);
                let from = instant(start.0, &zone);
                let until = end.map_or(from, |end| instant(end.0, &zone));
                Span { from, until: Some(until.max(from)) }
            }
            Self::Days { first, last } => days_span(first.0, Some(last.0)),
            Self::Partial(date) => days_span(date.first_day(), date.last_day()),
        }
    }

    /// Whether the day is known, so that a calendar may show it.
    #[must_use]
    pub fn is_known_to_the_day(&self) -> bool {
        match self {
            Self::Clock { .. } | Self::Days { .. } => true,
            Self::Partial(date) => date.is_day(),
        }
    }
}

/// The stretch from the start of one day to the end of another, in the home zone.
#[must_use]
pub fn days_span(first: civil::Date, last: Option<civil::Date>) -> Span {
    let zone = TimeZone::get(HOME_ZONE).unwrap_or(TimeZone::UTC);
    let midnight = |day: civil::Date| instant(day.at(0, 0, 0, 0), &zone);
    Span { from: midnight(first), until: last.map(|day| day.tomorrow().map_or(Timestamp::MAX, midnight)) }
}

/// The day on which a moment lies, in the home zone.
#[must_use]
pub fn home_day(moment: Timestamp) -> civil::Date {
    moment.to_zoned_datetime(TimeZone::get(HOME_ZONE).unwrap_or(TimeZone::UTC)).date()
}

fn instant(local: civil::DateTime, zone: &TimeZone) -> Timestamp {
    zone.to_ambiguous_timestamp(local).compatible().unwrap_or(Timestamp::MAX)
}

impl FromStr for Day {
    type Err = Malformed;
    fn from_str(text: &str) -> Result<Self, Malformed> {
        let plain = text.len() == 10 && text.is_ascii();
        let day = text.parse::<civil::Date>().ok().filter(|day| plain && (1..=9999).contains(&day.year()));
        day.map(Self).ok_or(Malformed("day"))
    }
}

impl FromStr for LocalTime {
    type Err = Malformed;
    fn from_str(text: &str) -> Result<Self, Malformed> {
        let time = text.parse::<civil::DateTime>().ok();
        let plain =
            time.filter(|time| matches!(text.len(), 16 | 19) && time.second() == 0 && text.as_bytes()[10] == b'T');
        plain.map(Self).ok_or(Malformed("local-time"))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for LocalTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}T{:02}:{:02}", self.0.date(), self.0.hour(), self.0.minute())
    }
}

macro_rules! as_text {
    ($name:ident, $format:literal) => {
        impl TryFrom<String> for $name {
            type Error = Malformed;
            fn try_from(text: String) -> Result<Self, Malformed> {
                text.parse()
            }
        }
        impl From<$name> for String {
            fn from(value: $name) -> String {
                value.to_string()
            }
        }
        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "format": $format })
            }
        }
    };
}
pub(crate) use as_text;

as_text!(Day, "day");
as_text!(LocalTime, "local-time");

impl JsonSchema for When {
    fn schema_name() -> Cow<'static, str> {
        "When".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut schema = SaidWhen::json_schema(generator);
        schema.insert(
            "oneOf".to_owned(),
            serde_json::json!([
                { "required": ["start", "zone"] },
                { "required": ["first_day"] },
                { "required": ["date"] },
            ]),
        );
        schema
    }
}
