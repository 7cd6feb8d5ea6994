//! What can be asked of a record of any kind.

use serde_json::Value;

use super::{Activity, Clipping, Cluster, Head, Initiative, Kind, Organisation, Place, PracticeResult, Theme};
use crate::date::PartialDate;
use crate::geo::County;
use crate::text::{Id, Lang};
use crate::time::{Span, days_span};

/// A record of any kind.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "each is named by its kind")]
pub enum Record {
    Cluster(Cluster),
    Organisation(Organisation),
    Theme(Theme),
    Initiative(Initiative),
    Activity(Activity),
    Result(PracticeResult),
    Clipping(Clipping),
}

/// A reference from one record to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// What the other is to this one: `theme`, `host`, `lead`, `funder`, …
    pub role: &'static str,
    /// The other's id.
    pub to: Id,
    /// Where the reference stands (JSON pointer).
    pub field: String,
    /// The kinds that the other may be of.
    pub kinds: &'static [Kind],
}

const BODIES: &[Kind] = &[Kind::Cluster, Kind::Organisation];

macro_rules! each {
    ($record:expr, $inner:ident => $answer:expr) => {
        match $record {
            Record::Cluster($inner) => $answer,
            Record::Organisation($inner) => $answer,
            Record::Theme($inner) => $answer,
            Record::Initiative($inner) => $answer,
            Record::Activity($inner) => $answer,
            Record::Result($inner) => $answer,
            Record::Clipping($inner) => $answer,
        }
    };
}

impl Record {
    /// Its kind.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Cluster(_) => Kind::Cluster,
            Self::Organisation(_) => Kind::Organisation,
            Self::Theme(_) => Kind::Theme,
            Self::Initiative(_) => Kind::Initiative,
            Self::Activity(_) => Kind::Activity,
            Self::Result(_) => Kind::Result,
            Self::Clipping(_) => Kind::Clipping,
        }
    }

    /// What every record carries.
    #[must_use]
    pub const fn head(&self) -> &Head {
        each!(self, record => &record.head)
    }

    /// What every record carries, to be changed.
    pub const fn head_mut(&mut self) -> &mut Head {
        each!(self, record => &mut record.head)
    }

    /// The record in its one documented shape, keys sorted.
    #[must_use]
    pub fn to_value(&self) -> Value {
        each!(self, record => serde_json::to_value(record)).unwrap_or_default()
    }

    /// A record from its one documented shape. For values that the schema has passed.
    ///
    /// # Errors
    /// What serde could not read.
    pub fn from_value(kind: Kind, value: Value) -> Result<Self, serde_json::Error> {
        Ok(match kind {
            Kind::Cluster => Self::Cluster(serde_json::from_value(value)?),
            Kind::Organisation => Self::Organisation(serde_json::from_value(value)?),
            Kind::Theme => Self::Theme(serde_json::from_value(value)?),
            Kind::Initiative => Self::Initiative(serde_json::from_value(value)?),
            Kind::Activity => Self::Activity(serde_json::from_value(value)?),
            Kind::Result => Self::Result(serde_json::from_value(value)?),
            Kind::Clipping => Self::Clipping(serde_json::from_value(value)?),
        })
    }

    /// What it is called, with the language that is in. Names of bodies are in Swedish.
    #[must_use]
    pub fn title(&self, reader: Lang) -> (Lang, &str) {
        match self {
            Self::Cluster(cluster) => (Lang::Sv, &cluster.name),
            Self::Organisation(organisation) => (Lang::Sv, &organisation.name),
            Self::Theme(theme) => theme.label.read(reader),
            Self::Initiative(initiative) => initiative.title.read(reader),
            Self::Activity(activity) => activity.title.read(reader),
            Self::Result(result) => result.title.read(reader),
            Self::Clipping(clipping) => clipping.title.read(reader),
        }
    }

    /// Every reference to another record, in reading order.
    #[must_use]
    pub fn links(&self) -> Vec<Link> {
        let mut links = Links(Vec::new());
        match self {
            Self::Cluster(cluster) => {
                links.one("successor", "successor", cluster.successor.as_ref(), &[Kind::Cluster]);
                links.one(
                    "host-organisation",
                    "host_organisation",
                    cluster.host_organisation.as_ref(),
                    &[Kind::Organisation],
                );
                links.many("theme", "themes", &cluster.themes, &[Kind::Theme]);
            }
            Self::Organisation(organisation) => links.many("theme", "themes", &organisation.themes, &[Kind::Theme]),
            Self::Theme(theme) => links.many("broader", "broader", &theme.broader, &[Kind::Theme]),
            Self::Initiative(initiative) => {
                for (index, partner) in initiative.partners.iter().enumerate() {
                    links.add(partner.role.code(), &partner.who, format!("/partners/{index}/who"), BODIES);
                }
                for (index, line) in initiative.funding.iter().enumerate() {
                    if let Some(funder) = &line.funder {
                        links.add("funder", funder, format!("/funding/{index}/funder"), &[Kind::Organisation]);
                    }
                }
                links.many("theme", "themes", &initiative.themes, &[Kind::Theme]);
            }
            Self::Activity(activity) => {
                links.many("host", "hosts", &activity.hosts, BODIES);
                links.many("funder", "funders", &activity.funders, &[Kind::Organisation]);
                links.many("initiative", "initiatives", &activity.initiatives, &[Kind::Initiative]);
                links.many("theme", "themes", &activity.themes, &[Kind::Theme]);
            }
            Self::Result(result) => {
                links.many("initiative", "initiatives", &result.initiatives, &[Kind::Initiative]);
                links.many("organisation", "organisations", &result.organisations, BODIES);
                links.many("theme", "themes", &result.themes, &[Kind::Theme]);
            }
            Self::Clipping(clipping) => {
                links.many("about", "about", &clipping.about, BODIES);
                links.many("theme", "themes", &clipping.themes, &[Kind::Theme]);
            }
        }
        links.0
    }

    /// The ids of its themes.
    #[must_use]
    pub fn themes(&self) -> &[Id] {
        match self {
            Self::Cluster(cluster) => &cluster.themes,
            Self::Organisation(organisation) => &organisation.themes,
            Self::Theme(_) => &[],
            Self::Initiative(initiative) => &initiative.themes,
            Self::Activity(activity) => &activity.themes,
            Self::Result(result) => &result.themes,
            Self::Clipping(clipping) => &clipping.themes,
        }
    }

    /// Every place in it, with where it stands.
    #[must_use]
    pub fn places(&self) -> Vec<(String, &Place)> {
        match self {
            Self::Cluster(cluster) => vec![("/place".into(), &cluster.place)],
            Self::Organisation(organisation) => vec![("/place".into(), &organisation.place)],
            Self::Initiative(initiative) => {
                initiative.places.iter().enumerate().map(|(i, place)| (format!("/places/{i}"), place)).collect()
            }
            Self::Activity(activity) => {
                let occasions = activity.occasions.iter().enumerate();
                occasions.map(|(i, occasion)| (format!("/occasions/{i}/place"), &occasion.place)).collect()
            }
            Self::Theme(_) | Self::Result(_) | Self::Clipping(_) => Vec::new(),
        }
    }

    /// The counties it is in or serves, each once.
    #[must_use]
    pub fn counties(&self) -> Vec<County> {
        let said: &[County] = match self {
            Self::Cluster(cluster) => &cluster.counties_served,
            Self::Initiative(initiative) => &initiative.counties,
            Self::Result(result) => &result.counties,
            Self::Clipping(clipping) => &clipping.counties,
            Self::Organisation(_) | Self::Theme(_) | Self::Activity(_) => &[],
        };
        let own = self
            .places()
            .into_iter()
            .filter_map(|(_, place)| place.county.or_else(|| place.municipality.map(crate::geo::Municipality::county)));
        let mut counties = Vec::new();
        for county in own.chain(said.iter().copied()) {
            if !counties.contains(&county) {
                counties.push(county);
            }
        }
        counties
    }

    /// Pairs of start and end that must not stand backwards, with the end's field.
    pub(crate) fn stretches(&self) -> Vec<(&'static str, PartialDate, PartialDate)> {
        let pair =
            |field, start: Option<PartialDate>, end: Option<PartialDate>| start.zip(end).map(|(s, e)| (field, s, e));
        let found = match self {
            Self::Cluster(cluster) => pair("/member_to", cluster.member_from, cluster.member_to),
            Self::Initiative(initiative) => pair("/end", initiative.start, initiative.end),
            _ => None,
        };
        found.into_iter().collect()
    }

    /// The time that it covers in all, for ordering by time; `None` when nothing is known, `until` open when it goes on.
    #[must_use]
    pub fn span(&self) -> Option<Span> {
        match self {
            Self::Activity(activity) => {
                let spans: Vec<Span> =
                    activity.occasions.iter().filter_map(|o| o.when.as_ref().map(crate::time::When::span)).collect();
                let from = spans.iter().map(|span| span.from).min()?;
                let open = spans.iter().any(|span| span.until.is_none());
                Some(Span { from, until: if open { None } else { spans.iter().filter_map(|span| span.until).max() } })
            }
            Self::Initiative(initiative) => {
                let first = initiative.start.or(initiative.end)?.first_day();
                let last = initiative.end.map_or_else(
                    || {
                        initiative.start.and_then(|start| match start {
                            PartialDate::Interval(..) => start.last_day(),
                            PartialDate::One(_) => None,
                        })
                    },
                    |end| end.last_day(),
                );
                Some(days_span(first, last))
            }
            Self::Result(result) => result.published.map(|date| days_span(date.first_day(), date.last_day())),
            Self::Clipping(clipping) => clipping.date.map(|date| days_span(date.first_day(), date.last_day())),
            Self::Cluster(_) | Self::Organisation(_) | Self::Theme(_) => None,
        }
    }
}

struct Links(Vec<Link>);

impl Links {
    fn add(&mut self, role: &'static str, to: &Id, field: String, kinds: &'static [Kind]) {
        self.0.push(Link { role, to: to.clone(), field, kinds });
    }

    fn one(&mut self, role: &'static str, field: &str, to: Option<&Id>, kinds: &'static [Kind]) {
        if let Some(to) = to {
            self.add(role, to, format!("/{field}"), kinds);
        }
    }

    fn many(&mut self, role: &'static str, field: &str, to: &[Id], kinds: &'static [Kind]) {
        for (index, to) in to.iter().enumerate() {
            self.add(role, to, format!("/{field}/{index}"), kinds);
        }
    }
}
