//! The formats that we publish. Each takes an [`Edition`] and gives bytes: the same edition always gives the same bytes.

use jiff::Timestamp;
use model::folder::Network;
use model::record::{Activity, Occasion};
use model::time::Span;
use model::{Id, Kind, Lang, Record};
use words::Words;

pub mod csv;
pub mod geojson;
pub mod ical;
pub mod json;
pub mod table;
pub mod xlsx;

/// Records as they go out in one language from one address. They are as everyone may see them
/// (`Record::for_everyone`), in the order of the list.
#[derive(Debug)]
pub struct Edition<'a> {
    /// Whose they are.
    pub network: &'a Network,
    /// The language of what is written around them.
    pub lang: Lang,
    /// Every visible word.
    pub words: &'a Words,
    /// What the edition is called: the heading of the page it is of, with the network's name where a reader of feeds
    /// sees nothing else.
    pub title: String,
    /// Where the network is found: scheme, host and port, without a slash at the end.
    pub home: &'a str,
    /// The full address of the page it is of, with its filter.
    pub page: String,
    /// Its own full address.
    pub own: String,
    /// The full address of what comes after it, when it is a part.
    pub next: Option<String>,
    /// How many records there are in all.
    pub total: usize,
    /// The records.
    pub entries: Vec<Entry>,
    /// Occasions outside this stretch of time are left out of calendars.
    pub window: Option<Span>,
    /// The moment it is made for. Nothing but what must be so is made of it, or no two editions would be alike.
    pub now: Timestamp,
}

/// A record in an edition.
#[derive(Debug)]
pub struct Entry {
    /// The record.
    pub record: Record,
    /// When it last changed here.
    pub changed: Timestamp,
    /// The full address of its page, in the edition's language.
    pub url: String,
    /// The public records that it refers to.
    pub linked: Vec<Linked>,
}

/// Something public that a record refers to.
#[derive(Debug, Clone)]
pub struct Linked {
    /// Its id.
    pub id: Id,
    /// Its kind.
    pub kind: Kind,
    /// What it is to the record: `host`, `funder`, `theme`, `initiative`, `lead` … (`Record::links`).
    pub role: String,
    /// What it is called, in the edition's language.
    pub title: String,
    /// The full address of its page, in the edition's language.
    pub url: String,
}

impl Edition<'_> {
    /// A visible word by its key.
    #[must_use]
    pub fn word(&self, key: &str) -> String {
        self.words.say(self.lang, key, &[])
    }

    /// When anything in it last changed; its own moment when it is empty.
    #[must_use]
    pub fn changed(&self) -> Option<Timestamp> {
        self.entries.iter().map(|entry| entry.changed).max()
    }

    /// Every occasion that is known to the day and lies in the window, in the order of the records.
    pub fn occasions(&self) -> impl Iterator<Item = (&Entry, &Activity, &Occasion)> {
        let all = self.entries.iter().filter_map(|entry| match &entry.record {
            Record::Activity(activity) => Some((entry, activity)),
            _ => None,
        });
        let all = all.flat_map(|(entry, activity)| activity.occasions.iter().map(move |one| (entry, activity, one)));
        all.filter(|(.., occasion)| {
            let when = occasion.when.as_ref().filter(|when| when.is_known_to_the_day());
            when.is_some_and(|when| self.window.is_none_or(|window| overlaps(when.span(), window)))
        })
    }
}

impl Entry {
    /// What it refers to in a role.
    pub fn linked<'a>(&'a self, role: &'a str) -> impl Iterator<Item = &'a Linked> {
        self.linked.iter().filter(move |linked| linked.role == role)
    }
}

/// Whether two stretches of time have a moment in common; one of no length has its own.
fn overlaps(one: Span, other: Span) -> bool {
    let ends_before =
        |a: Span, b: Span| a.until.is_some_and(|until| until < b.from || (until == b.from && a.from < until));
    !ends_before(one, other) && !ends_before(other, one)
}
