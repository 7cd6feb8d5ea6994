//! The one extractor: everything that a handler needs to know about a request.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use model::{County, Kind, Lang, Record, Slug};
use store::read::{BySlug, Stored};

use crate::addresses::{Room, home, known_keys, language_of, news, translated};
use crate::query::Query;
use crate::serve::assets::Assets;
use crate::serve::error::Error;
use crate::site::{App, Landscape, Site};
use crate::view::{Say, Social, Subscribe};

/// A request for a page.
#[derive(Debug, Clone)]
pub struct Page {
    /// The network it is for.
    pub site: Arc<Site>,
    /// What most pages need.
    pub landscape: Arc<Landscape>,
    /// The reader's language.
    pub lang: Lang,
    /// The words in it.
    pub say: Say,
    /// The part after the question mark.
    pub query: Query,
    /// The path.
    pub path: String,
    /// The county that the page is about, if any.
    pub county: Option<County>,
    app: App,
}

/// Where a page stands among the others, for its head, header and footer.
#[derive(Debug)]
pub struct Layout {
    /// Text of the title bar, without the network's name.
    pub title: String,
    /// The network's name.
    pub network: String,
    /// A sentence for those who link to the page.
    pub description: String,
    /// The page's full address.
    pub canonical: String,
    /// Its full address in each language.
    pub alternates: Vec<(&'static str, String)>,
    /// The page in the other language.
    pub other_path: String,
    /// The rooms for the header, then those for the footer.
    pub nav: Vec<NavItem>,
    /// The rooms with records, for the footer.
    pub footer: Vec<NavItem>,
    /// The rooms about the site itself, for the footer.
    pub about_rooms: Vec<NavItem>,
    /// The search.
    pub search: NavItem,
    /// Home.
    pub home: &'static str,
    /// Whether this is a sample.
    pub sample: bool,
    /// Hashed addresses of what the page loads.
    pub style: String,
    /// The script of the page's islands.
    pub script: String,
    /// The tab's icon.
    pub icon: String,
    /// What the network is, in a sentence.
    pub purpose: String,
    /// The page about the network.
    pub about: String,
    /// Whether this is the home page.
    pub is_home: bool,
    /// The rooms above this page, with their names.
    pub trail: Vec<(String, String)>,
    /// What is said of it where a link to it is shared.
    pub social: Social,
    /// The heading font, which the first lines need.
    pub font: String,
    /// What the page is of, as linked data.
    pub linked_data: Option<String>,
    /// The same in other formats, where the page has its like in them.
    pub subscribe: Option<Subscribe>,
    /// What is new in the network, as a feed.
    pub news: String,
}

impl Layout {
    /// The same with what the page is of, as linked data that may stand in a script element.
    #[must_use]
    pub fn with_data(self, linked_data: String) -> Self {
        Self { linked_data: Some(linked_data), ..self }
    }
}

/// The rooms in the header; the footer has them all.
const NAV: [Room; 7] =
    [Room::Clusters, Room::Activities, Room::Calendar, Room::Map, Room::Initiatives, Room::Themes, Room::Challenges];

/// The rooms about the site itself: a group of their own in the footer.
const ABOUT: [Room; 6] =
    [Room::About, Room::AboutData, Room::AboutApi, Room::Embed, Room::AboutAccessibility, Room::AboutPrivacy];

/// A link in the navigation.
#[derive(Debug)]
pub struct NavItem {
    /// Where to.
    pub href: String,
    /// What it is called.
    pub label: String,
    /// `page` on the page itself, `true` below it.
    pub current: Option<&'static str>,
}

impl FromRequestParts<App> for Page {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let query = Query::parse(parts.uri.query().unwrap_or_default())?;
        Ok(Self::plain(parts.uri.path(), &parts.headers, app).await?.asking(query))
    }
}

impl Page {
    /// A page without its query, for errors.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn plain(path: &str, headers: &axum::http::HeaderMap, app: &App) -> Result<Self, Error> {
        let site = app.site(headers);
        let landscape = site.landscape().await?;
        let lang = language_of(path);
        let say = Say::new(Arc::clone(&site.words), lang);
        Ok(Self {
            site,
            landscape,
            lang,
            say,
            query: Query::default(),
            path: path.to_owned(),
            county: None,
            app: app.clone(),
        })
    }

    /// The page with a query.
    #[must_use]
    pub fn asking(self, query: Query) -> Self {
        Self { query, ..self }
    }

    /// The page with the record that it is about.
    #[must_use]
    pub fn about(self, record: &Record) -> Self {
        Self { county: record.counties().first().copied(), ..self }
    }

    /// The same request, as a reader of a language sees it.
    #[must_use]
    pub fn reading(&self, lang: Lang) -> Self {
        Self { lang, say: Say::new(Arc::clone(&self.site.words), lang), ..self.clone() }
    }

    /// The built-in files.
    #[must_use]
    pub fn assets(&self) -> &Assets {
        self.app.assets()
    }

    /// The address of a room's list.
    #[must_use]
    pub fn room(&self, room: Room) -> String {
        room.path(self.lang)
    }

    /// The address of a record.
    #[must_use]
    pub fn href(&self, kind: Kind, slug: &Slug) -> String {
        Room::of(kind).record_path(self.lang, slug)
    }

    /// The record that the address names; a former name redirects, one that is gone says so.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Gone`], [`Error::Moved`].
    pub async fn record(&self, kind: Kind, slug: &str) -> Result<Stored, Error> {
        let slug: Slug = slug.parse().map_err(|_| Error::NotFound)?;
        match self.site.store.reader().await?.by_slug(kind, &slug).await? {
            BySlug::Here(stored) => Ok(*stored),
            BySlug::Moved(to) => {
                // Only the name changes: the challenge page of a theme keeps its room, a poster stays a poster.
                let mut segments: Vec<&str> = self.path.split('/').collect();
                let name = home(self.lang).split('/').count();
                segments.get_mut(name).into_iter().for_each(|segment| *segment = to.as_str());
                Err(Error::Moved(segments.join("/")))
            }
            BySlug::Gone => Err(Error::Gone),
            BySlug::Unknown => Err(Error::NotFound),
        }
    }

    /// What surrounds a page.
    #[must_use]
    pub fn layout(&self, title: &str, description: &str) -> Layout {
        let network = &self.landscape.network;
        let query = self.query.canonical(known_keys(&self.path));
        let full = |lang| format!("{}{}{query}", self.site.public_url, translated(&self.path, lang));
        let asset = |name| self.assets().href(name);
        Layout {
            title: title.to_owned(),
            network: network.name.read(self.lang).1.to_owned(),
            description: shortened(description),
            canonical: full(self.lang),
            alternates: Lang::ALL.map(|lang| (lang.code(), full(lang))).to_vec(),
            other_path: format!("{}{query}", translated(&self.path, self.lang.other())),
            nav: NAV.iter().map(|room| self.nav_item(*room)).collect(),
            footer: Room::ALL.iter().filter(|room| !ABOUT.contains(room)).map(|room| self.nav_item(*room)).collect(),
            about_rooms: ABOUT.iter().map(|room| self.nav_item(*room)).collect(),
            search: self.nav_item(Room::Search),
            home: home(self.lang),
            sample: network.sample,
            style: asset("style.css"),
            script: asset("js/near.js"),
            icon: asset("mark/favicon.svg"),
            purpose: network.purpose.read(self.lang).1.to_owned(),
            about: self.room(Room::About),
            is_home: self.path == home(self.lang),
            trail: self.trail(),
            social: Social::of(self),
            font: asset("fonts/fraunces-5/fraunces.woff2"),
            linked_data: None,
            subscribe: Subscribe::of(self, title),
            news: format!("{}{}", self.site.public_url, news(self.lang)),
        }
    }

    /// The room above a record's page.
    fn trail(&self) -> Vec<(String, String)> {
        let above = Room::ALL.iter().map(|room| (self.room(*room), room.key()));
        let above =
            above.filter(|(href, _)| self.path.strip_prefix(href.as_str()).is_some_and(|rest| rest.starts_with('/')));
        above.map(|(href, key)| (href, self.say.t(key))).collect()
    }

    fn nav_item(&self, room: Room) -> NavItem {
        let href = self.room(room);
        let below = self.path.strip_prefix(&href);
        let current = match below {
            Some("") => Some("page"),
            Some(rest) if rest.starts_with('/') => Some("true"),
            _ => None,
        };
        NavItem { label: self.say.t(room.key()), href, current }
    }
}

/// A description for search engines and previews: whole words, at most about two lines.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 200;
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    let cut: String = text.chars().take(LONGEST).collect();
    format!("{}…", cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole))
}
