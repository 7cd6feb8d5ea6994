//! "Prenumerera och hämta": the page's like in every format, in plain words, with the filter kept.

use model::filter::{Filter, Scope};
use model::{Kind, Slug};

use super::capitalised;
use super::told::told;
use crate::addresses::{Room, known_keys};
use crate::outputs::{Ending, Subject, View, scope_of};
use crate::page::Page;
use crate::query::written;

/// The other formats of a page.
#[derive(Debug)]
pub struct Subscribe {
    /// Each format, for programs that read the head of a page.
    pub alternates: Vec<Alternate>,
    /// What the addresses hold, as a sentence; of a record its name is enough.
    pub holds: Option<String>,
    /// What can be taken part in.
    pub calendar: Option<Calendar>,
    /// What is new.
    pub feed: Way,
    /// A table for a spreadsheet, where there are rows enough for one.
    pub table: Option<Table>,
    /// A file for a map program, where anything has a place.
    pub map: Option<Way>,
    /// The records for programs.
    pub data: Vec<(String, String)>,
    /// The page that makes an embed of it.
    pub embed: Option<String>,
    /// The script that copies.
    pub script: String,
}

/// A format, as it stands in the head of a page.
#[derive(Debug)]
pub struct Alternate {
    /// Its media type, without parameters.
    pub media_type: &'static str,
    /// What it is.
    pub title: String,
    /// Where it is.
    pub href: String,
}

/// A calendar to subscribe to.
#[derive(Debug)]
pub struct Calendar {
    /// The address that opens the reader's own calendar.
    pub webcal: String,
    /// The address to paste.
    pub href: String,
    /// What it holds, as a sentence, when it is not what the page shows.
    pub holds: Option<String>,
    /// Whether it is one activity, which needs no bounds.
    pub single: bool,
}

/// An address and what it holds.
#[derive(Debug)]
pub struct Way {
    /// The address.
    pub href: String,
    /// What it holds, as a sentence.
    pub holds: String,
}

/// The addresses of a table.
#[derive(Debug)]
pub struct Table {
    /// As a workbook.
    pub xlsx: String,
    /// As plain text.
    pub csv: String,
}

impl Subscribe {
    /// The other formats of a page with a title; `None` where it has none, or its filter makes no sense.
    #[must_use]
    pub fn of(page: &Page, title: &str) -> Option<Self> {
        let view = View::of(&page.path)?;
        let scope = scope_of(view.room);
        let filter = match view.subject {
            Subject::List | Subject::Sheet(_) if !known_keys(&page.path).is_empty() => {
                let filter = Filter::parse(page.query.pairs(), scope, &page.site.places).ok()?;
                Filter { after: None, ..filter }
            }
            _ => Filter::default(),
        };
        let asked = Asked { page, view: &view, scope, filter: &filter, title };
        let holds = asked.holds();
        let row_by_row = matches!(view.subject, Subject::List | Subject::Sheet(_));
        Some(Self {
            alternates: Ending::ALL.iter().map(|ending| asked.alternate(*ending)).collect(),
            calendar: asked.calendar(),
            feed: Way { href: asked.href(Ending::Atom), holds: asked.news() },
            table: row_by_row.then(|| Table { xlsx: asked.href(Ending::Xlsx), csv: asked.href(Ending::Csv) }),
            map: has_places(view.room).then(|| Way { href: asked.href(Ending::Geojson), holds: holds.clone() }),
            data: [Ending::Json, Ending::Jsonld].map(|ending| (asked.href(ending), name(page, ending))).into(),
            embed: asked.embed(),
            script: page.assets().href("js/copy.js"),
            holds: row_by_row.then_some(holds),
        })
    }
}

/// What a page is asked for.
#[derive(Debug)]
struct Asked<'a> {
    page: &'a Page,
    view: &'a View,
    scope: Scope,
    filter: &'a Filter,
    title: &'a str,
}

impl Asked<'_> {
    /// The address of the page with an ending.
    fn href(&self, ending: Ending) -> String {
        let pairs = self.filter.pairs(self.scope != Scope::Everything);
        format!("{}{}.{}{}", self.page.site.public_url, self.view.path, ending.code(), written(&pairs))
    }

    fn alternate(&self, ending: Ending) -> Alternate {
        let whole = ending.media_type();
        Alternate {
            media_type: whole.split(';').next().unwrap_or(whole),
            title: format!("{}: {}", self.title, name(self.page, ending)),
            href: self.href(ending),
        }
    }

    /// What the page shows, as a sentence.
    fn holds(&self) -> String {
        let named = match self.view.room {
            Room::Search | Room::Map => self.page.say.t("told-everything"),
            room => self.page.say.with("told-all", "what", &self.page.say.t(room.key()).to_lowercase()),
        };
        let named = match self.view.room {
            Room::Calendar => self.all_activities(),
            _ => named,
        };
        let mut holds = told(self.page, &named, self.scope, self.filter);
        if let Subject::Sheet(_) = self.view.subject {
            holds = self.page.say.with2("told-during", "what", &holds, "time", &self.title.to_lowercase());
        }
        format!("{}.", capitalised(&holds))
    }

    fn all_activities(&self) -> String {
        self.page.say.with("told-all", "what", &self.page.say.t(Room::Activities.key()).to_lowercase())
    }

    fn news(&self) -> String {
        match self.view.subject {
            Subject::Record(..) => self.page.say.with("subscribe-feed-record", "name", self.title),
            Subject::List | Subject::Sheet(_) => self.page.say.t("subscribe-feed-list"),
        }
    }

    fn calendar(&self) -> Option<Calendar> {
        let page = self.page;
        let of_activities = |filter: &Filter| {
            let held = told(page, &self.all_activities(), Scope::Of(Kind::Activity), filter);
            let path = format!("{}.ics{}", page.room(Room::Activities), written(&filter.pairs(true)));
            (format!("{}{path}", page.site.public_url), format!("{}.", capitalised(&held)))
        };
        let (href, holds) = match (&self.view.subject, self.view.room) {
            (Subject::Record(kind, _), _) => {
                let name = if *kind == Kind::Theme { self.title.to_lowercase() } else { self.title.to_owned() };
                (self.href(Ending::Ics), page.say.with(held_of(*kind)?, "name", &name))
            }
            (_, Room::Activities) => (self.href(Ending::Ics), self.holds()),
            // Who subscribes wants more than the month that happens to be shown.
            (_, Room::Calendar) => of_activities(self.filter),
            (_, Room::Search | Room::Map) if wants_activities(self.filter) => {
                let kinds = vec![Kind::Activity];
                of_activities(&Filter { kinds, sorts: Vec::new(), statuses: Vec::new(), ..self.filter.clone() })
            }
            // What goes on where these clusters are: what else was asked for are words about clusters.
            (_, Room::Clusters) => of_activities(&Filter {
                kinds: vec![Kind::Activity],
                statuses: Vec::new(),
                words: None,
                ..self.filter.clone()
            }),
            _ => return None,
        };
        let single = matches!(self.view.subject, Subject::Record(Kind::Activity, _));
        let webcal = href.split_once("://").map(|(_, rest)| format!("webcal://{rest}")).unwrap_or_default();
        let holds =
            Some(holds).filter(|held| matches!(self.view.subject, Subject::Record(..)) || *held != self.holds());
        Some(Calendar { webcal, href, holds, single })
    }

    /// The page that makes an embed of what this one shows.
    fn embed(&self) -> Option<String> {
        let activities = |key, slug: &Slug| vec![("view", "calendar".to_owned()), (key, slug.to_string())];
        let (of, mut pairs) = match (&self.view.subject, self.view.room) {
            (Subject::Record(Kind::Cluster, slug), _) => ("activity", activities("cluster", slug)),
            (Subject::Record(Kind::Theme, slug), _) => ("activity", activities("theme", slug)),
            (Subject::Record(..), _) | (_, Room::Themes | Room::Challenges) => return None,
            (_, Room::Calendar) => ("activity", vec![("view", "calendar".to_owned())]),
            (_, Room::Map) => ("all", vec![("view", "map".to_owned())]),
            (_, Room::Search) => ("all", Vec::new()),
            (_, room) => (room.kind()?.code(), Vec::new()),
        };
        pairs.insert(0, ("of", of.to_owned()));
        if !matches!(self.view.subject, Subject::Record(..)) {
            pairs.extend(self.filter.pairs(self.scope != Scope::Everything));
        }
        Some(format!("{}{}", self.page.room(Room::Embed), written(&pairs)))
    }
}

/// The key of what the calendar of a record holds.
const fn held_of(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Activity => Some("subscribe-holds-activity"),
        Kind::Cluster | Kind::Organisation => Some("subscribe-holds-body"),
        Kind::Theme => Some("subscribe-holds-theme"),
        Kind::Initiative => Some("subscribe-holds-initiative"),
        Kind::Result | Kind::Clipping => None,
    }
}

const fn has_places(room: Room) -> bool {
    !matches!(room, Room::Themes | Room::Challenges | Room::Results | Room::Clippings)
}

fn wants_activities(filter: &Filter) -> bool {
    filter.kinds.is_empty() || filter.kinds.contains(&Kind::Activity)
}

/// What a format is called.
fn name(page: &Page, ending: Ending) -> String {
    page.say.t(match ending {
        Ending::Ics => "ending-ics",
        Ending::Atom => "ending-atom",
        Ending::Geojson => "ending-geojson",
        Ending::Csv => "ending-csv",
        Ending::Xlsx => "ending-xlsx",
        Ending::Json => "ending-json",
        Ending::Jsonld => "ending-jsonld",
    })
}
