//! A room as it stands on another's page: the same filter, a light page of its own, no script. An `iframe` shows the
//! page; `embed.js` takes the part of it that is marked for it.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use model::filter::{Filter, Scope};
use model::{Kind, Lang};
use search::Order;

use super::country::Country;
use super::look::{Look, Shape, USUAL};
use super::month::Month;
use crate::addresses::{EMBEDDED, Room, embed_path, embedded, known_keys};
use crate::listing::{fault_words, find, parse, records};
use crate::outputs::scope_of;
use crate::page::Page;
use crate::query::written;
use crate::serve::error::{Error, Problem};
use crate::view::told::told;
use crate::view::{Row, Rows, Say, capitalised};

#[derive(Debug, Template)]
#[template(path = "embed/view.html")]
struct EmbedPage {
    say: Say,
    title: String,
    /// The site's own address, before every link.
    base: String,
    style: String,
    colours: Option<String>,
    network: String,
    sample: bool,
    /// All of it at the site.
    all: String,
    all_words: String,
    fault: Option<String>,
    list: Option<List>,
    month: Option<Month>,
    country: Option<Country>,
}

/// Records one below the other.
#[derive(Debug)]
pub struct List {
    /// What is to come, then what has been; all others are one group.
    pub groups: Vec<Group>,
}

/// Rows with a few words above them.
#[derive(Debug)]
pub struct Group {
    /// The words.
    pub heading: Option<String>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// What is shown: a room at a filter.
#[derive(Debug)]
pub struct Shown {
    /// The room.
    pub room: Room,
    /// What its list has in it.
    pub scope: Scope,
    /// What was asked for.
    pub filter: Filter,
    /// How it is shown.
    pub shape: Shape,
}

/// A room on another's page.
pub async fn show(page: Page) -> Result<Response, Error> {
    let room = embedded(&page.path).ok_or(Error::NotFound)?;
    let look = Look::parse(&page.query);
    let scope = scope_of(room);
    let shape = look.shape.unwrap_or(Shape::of(room));
    let filter = match parse(&page, scope) {
        Ok(filter) => Filter { after: None, ..filter },
        Err(Error::Bad(Problem::Filter { faults, .. })) => {
            let words: Vec<String> = faults.iter().map(|fault| fault_words(&page.say, fault)).collect();
            let shown = Shown { room, scope, filter: Filter::default(), shape };
            let html = Html(EmbedPage { fault: Some(words.join(" ")), ..empty(&page, &shown, &look) }.render()?);
            return Ok((StatusCode::BAD_REQUEST, html).into_response());
        }
        Err(error) => return Err(error),
    };
    let shown = Shown { room, scope, filter, shape };
    let most = look.max.unwrap_or(USUAL);
    let embed = empty(&page, &shown, &look);
    let embed = match shape {
        Shape::List => {
            let (list, total) = list(&page, &shown, most).await?;
            EmbedPage { all_words: page.say.count("embed-all", total), list: Some(list), ..embed }
        }
        Shape::Calendar => {
            EmbedPage { month: Some(Month::of(&page, shown.activities().as_ref(), &look, most).await?), ..embed }
        }
        Shape::Map => {
            EmbedPage { country: Some(Country::of(&page, &shown.on_map(), &embed.all, most).await?), ..embed }
        }
    };
    Ok(Html(embed.render()?).into_response())
}

/// A room under its name in the other language: led to its own address, where its language is asked for by the path.
pub async fn elsewhere(page: Page, Path(segment): Path<String>) -> Result<Response, Error> {
    let named = |room: &Room| Lang::ALL.iter().any(|lang| room.segment(*lang) == segment);
    let path = EMBEDDED.into_iter().find(named).map(|room| embed_path(page.lang, room)).ok_or(Error::NotFound)?;
    let query = page.query.canonical(known_keys(&path));
    Err(Error::Moved(format!("{path}{query}")))
}

impl Shown {
    /// The activities that are meant; `None` when none can be.
    pub fn activities(&self) -> Option<Filter> {
        if self.scope == Scope::Of(Kind::Activity) {
            return Some(self.filter.clone());
        }
        let wanted = self.scope != Scope::Everything
            || self.filter.kinds.is_empty()
            || self.filter.kinds.contains(&Kind::Activity);
        wanted.then(|| Filter {
            kinds: vec![Kind::Activity],
            sorts: Vec::new(),
            statuses: Vec::new(),
            ..self.filter.clone()
        })
    }

    /// The same as the map asks for it: it has every kind of record, and no word for kinds of activity.
    pub fn on_map(&self) -> Filter {
        self.filter.clone()
    }

    /// Where all of it is at the site.
    pub fn at_home(&self, page: &Page) -> String {
        let (room, query) = match self.shape {
            Shape::List if self.room == Room::Calendar => (Room::Activities, written(&self.filter.pairs(true))),
            Shape::List if self.room == Room::Map => (Room::Search, written(&self.filter.pairs(false))),
            Shape::List => (self.room, written(&self.filter.pairs(self.scope != Scope::Everything))),
            Shape::Calendar => (Room::Calendar, self.activities().map(|f| written(&f.pairs(true))).unwrap_or_default()),
            Shape::Map => (Room::Map, written(&Filter { sorts: Vec::new(), ..self.filter.clone() }.pairs(false))),
        };
        format!("{}{}{query}", page.site.public_url, page.room(room))
    }

    /// What it is called: `Aktiviteter om vatten`.
    pub fn title(&self, page: &Page) -> String {
        let (say, landscape) = (&page.say, &page.landscape);
        let named = match (self.shape, self.room) {
            (Shape::Calendar, _) | (_, Room::Calendar) => say.t(Room::Activities.key()),
            (_, Room::Search | Room::Map) => landscape.network.name.read(page.lang).1.to_owned(),
            (_, room) => say.t(room.key()),
        };
        capitalised(&told(page, &named, self.scope, &self.filter))
    }
}

fn empty(page: &Page, shown: &Shown, look: &Look) -> EmbedPage {
    EmbedPage {
        say: page.say.clone(),
        title: shown.title(page),
        base: page.site.public_url.clone(),
        style: format!("{}{}", page.site.public_url, page.assets().href("embed.css")),
        colours: look.colours.sheet(),
        network: page.landscape.network.name.read(page.lang).1.to_owned(),
        sample: page.landscape.network.sample,
        all: shown.at_home(page),
        all_words: page.say.t(match shown.shape {
            Shape::List => "embed-more",
            Shape::Calendar => "embed-all-calendar",
            Shape::Map => "embed-all-map",
        }),
        fault: None,
        list: None,
        month: None,
        country: None,
    }
}

/// The first records of a room, and how many there are.
pub async fn list(page: &Page, shown: &Shown, most: usize) -> Result<(List, usize), Error> {
    let order = if shown.room == Room::Search { Order::Relevance } else { Order::Time };
    let found = find(page, &shown.filter, order, most, false)?;
    let stored = records(page, &found.ids).await?;
    let rows = Rows::of(page, &stored).await?;
    let mut groups: Vec<Group> = Vec::new();
    for record in &stored {
        let row = rows.row(&record.record);
        let past = row.past && shown.scope == Scope::Of(Kind::Activity);
        let heading = past.then(|| page.say.t("activities-past"));
        match groups.last_mut().filter(|group| group.heading == heading) {
            Some(group) => group.rows.push(row),
            None => groups.push(Group { heading, rows: vec![row] }),
        }
    }
    Ok((List { groups }, found.total))
}
