//! The records of a network, in the one shape that export, import and the API share.
//!
//! The structs are the definition; `docs/records.schema.json` is generated from them and a test keeps the two alike.
//! What is absent is left out, never `null`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::date::PartialDate;
use crate::geo::{County, Municipality, Point};
use crate::text::{Id, LanguageCode, Slug, Text, WebAddress};
use crate::time::{Day, When};

mod any;
mod everyone;
mod kinds;
mod parts;
pub use any::{Link, Record};
pub use kinds::*;
pub use parts::*;

/// Who may see a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Visibility {
    /// Everyone. The only one that is shown anywhere until people have accounts.
    #[default]
    Public,
    /// The people of the network.
    Network,
    /// Those who have the address.
    Unlisted,
    /// Those who write it.
    Draft,
}

/// An address where a fact was found, and the day it was read there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Where.
    pub url: WebAddress,
    /// The day it was read.
    pub read: Day,
}

/// What every record carries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Head {
    /// The record's own id; never changes.
    pub id: Id,
    /// Its name in addresses; unique among records of its kind.
    pub slug: Slug,
    /// Names it had in addresses before; they redirect.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub former_slugs: Vec<Slug>,
    /// Counts its changes, from 1. A write must name the version that it changes.
    #[schemars(range(min = 1))]
    pub version: i64,
    /// Who may see it; public when left out.
    #[serde(default, skip_serializing_if = "is_public")]
    pub visibility: Visibility,
    /// What the record is called at the sources it came from, such as `akt-006`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(inner(length(min = 1, max = 500)))]
    pub source_keys: Vec<String>,
    /// Where its facts were found.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_public(visibility: &Visibility) -> bool {
    *visibility == Visibility::Public
}

/// Where something is, as far as is known.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// What people call the place: `Lövsta, Romakloster`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 200))]
    pub name: Option<String>,
    /// Municipality by its SCB code of four digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub municipality: Option<Municipality>,
    /// County by its SCB code of two digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub county: Option<County>,
    /// The point on the map, with how exact it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub point: Option<Point>,
}

/// A regional centre.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Cluster {
    /// What every record carries.
    #[serde(flatten)]
    pub head: Head,
    /// Its name.
    #[schemars(length(min = 1, max = 200))]
    pub name: String,
    /// A name short enough for a map, where the full one is long.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 40))]
    pub short_name: Option<String>,
    /// Other names it goes by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(inner(length(min = 1, max = 200)))]
    pub also_known_as: Vec<String>,
    /// How it stands.
    pub status: ClusterStatus,
    /// Member of the network since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member_from: Option<PartialDate>,
    /// Member of the network until.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member_to: Option<PartialDate>,
    /// The cluster that carries on its work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub successor: Option<Id>,
    /// The organisation it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host_organisation: Option<Id>,
    /// Its legal or practical form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation_form: Option<Text>,
    /// Where it has its seat.
    #[serde(default)]
    pub place: Place,
    /// The counties it works for, by SCB code.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub counties_served: Vec<County>,
    /// Its area as it describes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<Text>,
    /// Its web site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub website: Option<WebAddress>,
    /// When it began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub founded: Option<PartialDate>,
    /// What is known about the beginning.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub founded_note: Option<Text>,
    /// What it works with: ids of themes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub themes: Vec<Id>,
    /// The cluster in a few sentences.
    pub summary: Text,
    /// More about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<Text>,
    /// How to reach it: a role, never a person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<Contact>,
    /// Single facts, each as its source tells it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<Text>,
    /// The day the cluster itself last confirmed what stands here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed: Option<Day>,
}

/// Any other body: university, company, authority, school, funder.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Organisation {
    /// What every record carries.
    #[serde(flatten)]
    pub head: Head,
    /// Its name.
    #[schemars(length(min = 1, max = 200))]
    pub name: String,
    /// Other names it goes by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(inner(length(min = 1, max = 200)))]
    pub also_known_as: Vec<String>,
    /// What sort of body it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<OrganisationKind>,
    /// What it is and does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<Text>,
    /// Its web site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub website: Option<WebAddress>,
    /// Where it has its seat.
    #[serde(default, skip_serializing_if = "is_nowhere")]
    pub place: Place,
    /// What it works with: ids of themes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub themes: Vec<Id>,
}

fn is_nowhere(place: &Place) -> bool {
    *place == Place::default()
}

/// A controlled word (a SKOS concept), maybe lifted to a challenge.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Theme {
    /// What every record carries.
    #[serde(flatten)]
    pub head: Head,
    /// The word itself (`skos:prefLabel`); the Swedish one gives the slug.
    pub label: Text,
    /// What falls under it (`skos:definition`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub definition: Option<Text>,
    /// Wider themes (`skos:broader`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub broader: Vec<Id>,
    /// Other words for it (`skos:altLabel`).
    #[serde(default, skip_serializing_if = "Synonyms::is_empty")]
    pub synonyms: Synonyms,
    /// Set when the network has chosen to act on it together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub challenge: Option<Challenge>,
}

/// Work that goes on over time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Initiative {
    /// What every record carries.
    #[serde(flatten)]
    pub head: Head,
    /// Its title.
    pub title: Text,
    /// What it is, in a few sentences.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<Text>,
    /// More about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<Text>,
    /// What sort of work it is.
    pub kind: InitiativeKind,
    /// How it stands.
    pub status: InitiativeStatus,
    /// When it began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<PartialDate>,
    /// When it ends or ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<PartialDate>,
    /// What is known about the dates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_note: Option<Text>,
    /// Clusters and organisations in it, each with its role.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub partners: Vec<Partner>,
    /// Where the money comes from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub funding: Vec<Funding>,
    /// What it costs in all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub budget: Option<Money>,
    /// What it is about: ids of themes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub themes: Vec<Id>,
    /// Counties where it is carried out, by SCB code.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub counties: Vec<County>,
    /// Places where it is carried out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Place>,
    /// Its own web site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub website: Option<WebAddress>,
    /// How many took or take part, as it was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub participants_note: Option<Text>,
}

/// Something one can take part in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Activity {
    /// What every record carries.
    #[serde(flatten)]
    pub head: Head,
    /// Its title.
    pub title: Text,
    /// What it is, in a few sentences.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<Text>,
    /// More about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<Text>,
    /// What sort of activity it is.
    pub kind: ActivityKind,
    /// Where one takes part; left out when it is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<Form>,
    /// How it stands.
    pub status: ActivityStatus,
    /// Its times and places.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub occasions: Vec<Occasion>,
    /// Clusters and organisations that arrange it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hosts: Vec<Id>,
    /// Organisations that pay for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub funders: Vec<Id>,
    /// Initiatives it is a part of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub initiatives: Vec<Id>,
    /// What it costs to take part, as it was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<Text>,
    /// Whom it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audience: Option<Text>,
    /// How to sign up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sign_up: Option<SignUp>,
    /// Languages spoken there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<LanguageCode>,
    /// What it is about: ids of themes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub themes: Vec<Id>,
    /// How many came, counted afterwards.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0))]
    pub participants: Option<i64>,
    /// How many came, as it was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub participants_note: Option<Text>,
}

/// Knowledge in the short form of a practice abstract (EIP-AGRI common format), and where it came from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PracticeResult {
    /// What every record carries.
    #[serde(flatten)]
    pub head: Head,
    /// Its title.
    pub title: Text,
    /// Short summary for practitioners: 1,000–1,500 characters without spaces when complete.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<Text>,
    /// What the work set out to do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub objective: Option<Text>,
    /// The main results, expected or final.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub main_results: Option<Text>,
    /// The main practical recommendation: the added value, and how to use it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recommendation: Option<Text>,
    /// Initiatives it came from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub initiatives: Vec<Id>,
    /// Clusters and organisations behind it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub organisations: Vec<Id>,
    /// The report, film or page that tells it all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<WebAddress>,
    /// When it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<PartialDate>,
    /// What is known about the date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_note: Option<Text>,
    /// Counties it concerns, by SCB code.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub counties: Vec<County>,
    /// What it is about: ids of themes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub themes: Vec<Id>,
}

/// A link worth the others' attention, with a comment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Clipping {
    /// What every record carries.
    #[serde(flatten)]
    pub head: Head,
    /// Its title.
    pub title: Text,
    /// The link.
    pub link: WebAddress,
    /// Why it is worth reading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<Text>,
    /// When it was published, as far as is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<PartialDate>,
    /// What is known about the date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_note: Option<Text>,
    /// Clusters and organisations it tells about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<Id>,
    /// Counties it concerns, by SCB code.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub counties: Vec<County>,
    /// What it is about: ids of themes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub themes: Vec<Id>,
}

/// One time and place of an activity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Occasion {
    /// The occasion's own id; never changes.
    pub id: Id,
    /// When; left out when it is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<When>,
    /// What is known about the time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when_note: Option<Text>,
    /// Set when this occasion alone is cancelled.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub cancelled: bool,
    /// Where.
    #[serde(default, skip_serializing_if = "is_nowhere")]
    pub place: Place,
    /// Where to take part from afar.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub online: Option<WebAddress>,
    /// The programme.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sessions: Vec<Session>,
}

/// One item in an occasion's programme.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Session {
    /// What it is called.
    pub title: Text,
    /// When, if it has a time of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<When>,
    /// What it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<Text>,
}
