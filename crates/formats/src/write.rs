//! The formats that we publish. Each takes an [`Edition`] and gives bytes: the same edition always gives the same bytes.

use jiff::Timestamp;
use model::folder::Network;
use model::record::{Activity, Occasion};
use model::time::Span;
use model::{Id, Kind, Lang, Record};
use words::Words;

pub mod atom;
pub mod csv;
pub mod dcat;
pub mod geojson;
pub mod ical;
pub mod json;
pub mod jsonld;
pub mod practice;
pub mod table;
pub mod xlsx;
mod xml;

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
    /// When everyone could first see it here.
    pub published: Timestamp,
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

    /// A name for something of this network that holds for ever (a tag, RFC 4151): neither a new host nor a new name in
    /// addresses changes it, so nobody is shown the same thing twice.
    #[must_use]
    pub fn tag(&self, of: &str) -> String {
        format!("tag:{},2026:{of}", self.network.slug)
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

/// An address as it may stand where an IRI is asked for (RFC 3987): what no IRI may hold is percent-encoded.
fn iri(address: &str) -> String {
    let mut iri = String::with_capacity(address.len());
    for c in address.trim().chars() {
        match c {
            ' ' | '<' | '>' | '"' | '{' | '}' | '|' | '\\' | '^' | '`' | '\0'..='\x1f' | '\x7f' => {
                iri.push_str(&format!("%{:02X}", u32::from(c)));
            }
            c => iri.push(c),
        }
    }
    iri
}

/// Whether two stretches of time have a moment in common; one of no length has its own.
fn overlaps(one: Span, other: Span) -> bool {
    let ends_before =
        |a: Span, b: Span| a.until.is_some_and(|until| until < b.from || (until == b.from && a.from < until));
    !ends_before(one, other) && !ends_before(other, one)
}

#[cfg(test)]
mod tests {
    use super::*;

    pub fn network() -> Network {
        let text = |sv: &str, en: &str| serde_json::json!({"sv": sv, "en": en});
        serde_json::from_value(serde_json::json!({
            "slug": "natet", "name": text("Nätet", "The Net"), "headline": text("Hej", "Hello"),
            "purpose": text("Vi <är> några.", "We are some."), "about": text("Mer.", "More."),
            "contact": {"role": text("Kansliet", "The office"), "email": "kansli@example.org"},
        }))
        .unwrap()
    }

    pub fn edition<'a>(network: &'a Network, words: &'a Words, entries: Vec<Entry>) -> Edition<'a> {
        let home = "https://kluster.example.org";
        Edition {
            network,
            lang: Lang::Sv,
            words,
            title: "Aktiviteter".to_owned(),
            home,
            page: format!("{home}/aktiviteter?theme=vatten&county=05"),
            own: format!("{home}/aktiviteter.atom?theme=vatten&county=05"),
            next: None,
            total: entries.len(),
            entries,
            window: None,
            now: "2026-11-23T08:00:00Z".parse().unwrap(),
        }
    }

    pub fn entry(kind: Kind, value: serde_json::Value, linked: &[(&str, Kind, &str, &str)]) -> Entry {
        let record = Record::from_value(kind, value).unwrap();
        let linked = linked.iter().map(|(role, kind, id, title)| Linked {
            id: id.parse().unwrap(),
            kind: *kind,
            role: (*role).to_owned(),
            title: (*title).to_owned(),
            url: match kind {
                Kind::Theme => format!("https://kluster.example.org/teman/{id}"),
                _ => format!("https://kluster.example.org/om/{id}"),
            },
        });
        Entry {
            changed: "2026-11-01T08:00:00Z".parse().unwrap(),
            published: "2026-10-01T08:00:00Z".parse().unwrap(),
            url: format!("https://kluster.example.org/sida/{}", record.head().slug),
            linked: linked.collect(),
            record,
        }
    }

    /// An activity with a title and a body that would like to be markup.
    pub fn activity() -> Entry {
        entry(
            Kind::Activity,
            serde_json::json!({
                "id": "akt-1", "slug": "faltdag", "version": 3, "kind": "field-day", "form": "hybrid",
                "title": {"sv": "Fältdag <script>alert(1)</script> & å 🌱"}, "status": "published",
                "summary": {"sv": "Kort."}, "body": {"sv": "<b>Fet</b> text.\n\nAndra stycket.", "en": "Bold."},
                "price": {"sv": "200 kr"}, "sign_up": {"url": "https://anmal.example.org/?a=1&b=2", "last_day": "2026-11-25"},
                "hosts": ["vreta", "slu"], "themes": ["vatten"], "languages": ["sv"],
                "occasions": [
                    {"id": "o-1", "when": {"start": "2026-12-01T09:00", "end": "2026-12-01T12:00", "zone": "Europe/Stockholm"},
                     "place": {"name": "Linköping", "municipality": "0580", "county": "05",
                               "point": {"lat": 58.41, "lon": 15.62, "precision": "exact"}},
                     "online": "https://mote.example.org/1"},
                    {"id": "o-2", "when": {"first_day": "2026-12-05", "last_day": "2026-12-06"}, "cancelled": true,
                     "place": {"county": "05", "point": {"lat": 58.4, "lon": 15.68, "precision": "region"}}},
                    {"id": "o-3", "when": {"date": "2027-23~"}},
                ],
            }),
            &[
                ("host", Kind::Cluster, "vreta", "Vreta & Co"),
                ("host", Kind::Organisation, "slu", "SLU"),
                ("theme", Kind::Theme, "vatten", "Vatten"),
            ],
        )
    }

    #[test]
    fn an_address_holds_nothing_that_an_iri_may_not() {
        assert_eq!(iri("https://a.se/å b?<x>"), "https://a.se/å%20b?%3Cx%3E");
    }
}
