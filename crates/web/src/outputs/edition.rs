//! From a view to its edition: which records, in which order, how many, and as everyone may see them.

use std::collections::HashMap;

use formats::write::{Edition, Entry, Linked, table};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan};
use model::calendar::Sheet;
use model::filter::{Period, Scope};
use model::record::Theme;
use model::time::{Span, days_span};
use model::{Filter, Id, Kind, Lang, Record};
use search::{Found, Order};
use store::read::{LinkedName, Name, Stored};

use super::ending::Ending;
use super::view::{Subject, View};
use crate::addresses::{Room, known_keys};
use crate::listing::{chosen_words, find, href, parse, records};
use crate::page::Page;
use crate::serve::error::Error;

/// How far back a calendar goes, in days.
pub const DAYS_BACK: i64 = 90;
/// How far ahead a calendar goes, in years.
pub const YEARS_AHEAD: i64 = 2;
/// Records that are read at once; between two parts others get their turn.
const AT_ONCE: usize = 500;

/// What is chosen of a view.
struct Chosen {
    records: Vec<Stored>,
    total: usize,
    next: Option<String>,
    window: Option<Span>,
    title: String,
}

/// The edition of a view for a format.
///
/// # Errors
/// As the page of the view: a filter that makes no sense, a record that is not there.
pub async fn of<'a>(page: &'a Page, view: &View, ending: Ending) -> Result<Edition<'a>, Error> {
    let chosen = match &view.subject {
        Subject::Record(kind, slug) => of_record(page, *kind, slug.as_str(), ending).await?,
        Subject::List if matches!(view.room, Room::Themes | Room::Challenges) => of_themes(page, view.room).await?,
        Subject::List | Subject::Sheet(_) => of_list(page, view, ending).await?,
    };
    let home = page.site.public_url.as_str();
    let query = page.query.canonical(known_keys(&view.path));
    Ok(Edition {
        network: &page.landscape.network,
        lang: page.lang,
        words: &page.site.words,
        title: chosen.title,
        home,
        page: format!("{home}{}{query}", view.path),
        own: format!("{home}{}.{}{query}", view.path, ending.code()),
        next: chosen.next.map(|path| format!("{home}{path}")),
        total: chosen.total,
        entries: entries(page, chosen.records).await?,
        window: chosen.window,
        now: page.site.clock.now(),
    })
}

/// A record; in a calendar what can be taken part in there, in a feed what is new about it.
async fn of_record(page: &Page, kind: Kind, slug: &str, ending: Ending) -> Result<Chosen, Error> {
    let own = page.record(kind, slug).await.map_err(|error| match error {
        Error::Moved(to) => Error::Moved(format!("{to}.{}", ending.code())),
        error => error,
    })?;
    let title = format!("{} · {}", own.record.title(page.lang).1, network_name(page));
    let about = async |id: &Id| page.site.store.reader().await?.referring_to(id).await;
    let records = match ending {
        Ending::Ics if kind != Kind::Activity => {
            let mut records = about(&own.record.head().id).await?;
            records.retain(|stored| stored.record.kind() == Kind::Activity);
            records
        }
        Ending::Atom => {
            let mut records = about(&own.record.head().id).await?;
            records.push(own);
            newest_first(&mut records);
            records
        }
        _ => vec![own],
    };
    let window = (ending == Ending::Ics && kind != Kind::Activity).then(|| calendar_window(page));
    Ok(Chosen { total: records.len(), records, next: None, window, title })
}

async fn of_themes(page: &Page, room: Room) -> Result<Chosen, Error> {
    let mut records = page.site.store.reader().await?.themes(page.lang).await?;
    records.retain(|stored| match &stored.record {
        Record::Theme(theme) => room == Room::Themes || theme.challenge.is_some(),
        _ => false,
    });
    Ok(Chosen { total: records.len(), records, next: None, window: None, title: said(page, room, &[]) })
}

async fn of_list(page: &Page, view: &View, ending: Ending) -> Result<Chosen, Error> {
    let scope = scope_of(view.room);
    let asked = parse(page, scope)?;
    let sheet = match view.subject {
        Subject::Sheet(sheet) => Some(sheet),
        Subject::List | Subject::Record(..) => None,
    };
    let (filter, window) = bounded(page, &asked, sheet, ending);
    let order = match view.room {
        Room::Search => Order::Relevance,
        Room::Clusters if asked.near.is_some() => Order::Distance,
        _ => Order::Time,
    };
    let title = said(page, view.room, &chosen_words(page, scope, &asked));
    let Some(filter) = filter else {
        return Ok(Chosen { records: Vec::new(), total: 0, next: None, window, title });
    };
    // The newest of a feed are known when all are: a feed has few entries and their order is another.
    let most = if ending == Ending::Atom { super::ending::MOST_ROWS } else { ending.most() };
    let found = find(page, &filter, order, most, false)?;
    let mut records = match ending {
        Ending::Atom => page.site.store.reader().await?.newest_by_ids(&found.ids, Ending::Atom.most()).await?,
        _ => in_parts(page, &found).await?,
    };
    let last = match keep_rows(&mut records, ending) {
        true => records.last().map(|stored| stored.record.head().id.clone()),
        false if found.more && !matches!(ending, Ending::Ics | Ending::Atom) => found.ids.last().cloned(),
        false => None,
    };
    let next = last.map(|last| {
        let mut pairs = Filter { after: None, ..asked.clone() }.pairs(scope != Scope::Everything);
        pairs.push(("after", last.to_string()));
        href(&format!("{}.{}", view.path, ending.code()), &pairs)
    });
    Ok(Chosen { records, total: found.total, next, window, title })
}

/// What a list is called where nothing stands around it: `Aktiviteter: Vatten, Kalmar · Gröna kluster`.
fn said(page: &Page, room: Room, chosen: &[String]) -> String {
    let name = page.say.t(room.key());
    let chosen = if chosen.is_empty() { String::new() } else { format!(": {}", chosen.join(", ")) };
    format!("{name}{chosen} · {}", network_name(page))
}

fn network_name(page: &Page) -> &str {
    page.landscape.network.name.read(page.lang).1
}

/// Keeps the records whose rows stand in a table of bounded length, the first in any case; whether some were left out.
fn keep_rows(records: &mut Vec<Stored>, ending: Ending) -> bool {
    let rows_of = match ending {
        Ending::Csv | Ending::Xlsx => table::rows_of,
        Ending::Geojson => table::spots_of,
        Ending::Ics | Ending::Atom | Ending::Json | Ending::Jsonld => return false,
    };
    let mut rows = 0;
    let mut fits = |stored: &Stored| {
        rows += rows_of(&stored.record);
        rows <= ending.most()
    };
    let all = records.len();
    let kept = records.iter().take_while(|stored| fits(stored)).count();
    records.truncate(kept.max(1));
    records.len() < all
}

/// The records that were found, a part at a time.
async fn in_parts(page: &Page, found: &Found) -> Result<Vec<Stored>, Error> {
    let mut all = Vec::with_capacity(found.ids.len());
    for ids in found.ids.chunks(AT_ONCE) {
        all.extend(records(page, ids).await?);
    }
    Ok(all)
}

const fn scope_of(room: Room) -> Scope {
    match room {
        Room::Calendar => Scope::Of(Kind::Activity),
        room => match room.kind() {
            Some(kind) => Scope::Of(kind),
            None => Scope::Everything,
        },
    }
}

/// The filter within the bounds of a format, `None` when nothing can be left; and the stretch of time that a calendar
/// keeps to.
fn bounded(page: &Page, asked: &Filter, sheet: Option<Sheet>, ending: Ending) -> (Option<Filter>, Option<Span>) {
    let mut filter = asked.clone();
    let mut window = None;
    if let Some(sheet) = sheet {
        within(&mut filter, weeks_of(sheet));
    }
    if ending == Ending::Atom {
        filter.after = None;
    }
    if ending == Ending::Ics {
        filter.after = None;
        if !filter.kinds.is_empty() && !filter.kinds.contains(&Kind::Activity) {
            return (None, None);
        }
        filter.kinds = vec![Kind::Activity];
        within(&mut filter, calendar_window(page));
        window = Some(of_filter(page, &filter));
    }
    let empty = filter.from.zip(filter.until).is_some_and(|(from, until)| until < from);
    ((!empty).then_some(filter), window)
}

/// From 90 days back to two years ahead, in whole days.
fn calendar_window(page: &Page) -> Span {
    let today = page.site.clock.today();
    let first = today.checked_sub(DAYS_BACK.days()).unwrap_or(Date::MIN);
    let last = today.checked_add(YEARS_AHEAD.years()).unwrap_or(Date::MAX);
    days_span(first, Some(last))
}

/// The whole weeks that a sheet shows. Its span has a day more on each side, of which the page shows nothing.
fn weeks_of(sheet: Sheet) -> Span {
    let weeks = sheet.weeks();
    let first = weeks.first().map_or(sheet.first(), |week| week[0]);
    days_span(first, Some(weeks.last().map_or(sheet.last(), |week| week[6])))
}

/// Narrows a filter's days to a stretch of whole days.
fn within(filter: &mut Filter, span: Span) {
    let day = |moment: Timestamp| model::time::home_day(moment);
    let last = span.until.map(|until| day(until - SignedDuration::from_secs(1)));
    filter.from = Some(filter.from.map_or(day(span.from), |from| from.max(day(span.from))));
    filter.until = filter.until.into_iter().chain(last).min();
}

/// The stretch of time that a filter leaves for single occasions.
fn of_filter(page: &Page, filter: &Filter) -> Span {
    let now = page.site.clock.now();
    let days = days_span(filter.from.unwrap_or(Date::MIN), filter.until);
    match filter.period {
        Period::All => days,
        Period::Upcoming => Span { from: days.from.max(now), ..days },
        Period::Past => Span { until: Some(days.until.map_or(now, |until| until.min(now))), ..days },
    }
}

fn newest_first(records: &mut Vec<Stored>) {
    let key = |stored: &Stored| (std::cmp::Reverse(stored.changed), stored.record.head().id.clone());
    records.sort_by_cached_key(key);
    records.truncate(Ending::Atom.most());
}

/// An edition that is of no list: of a page, at an address of its own.
pub fn alone<'a>(page: &'a Page, title: String, of: &str, entries: Vec<Entry>) -> Edition<'a> {
    let home = page.site.public_url.as_str();
    Edition {
        network: &page.landscape.network,
        lang: page.lang,
        words: &page.site.words,
        title,
        home,
        page: format!("{home}{of}"),
        own: format!("{home}{}", page.path),
        next: None,
        total: entries.len(),
        entries,
        window: None,
        now: page.site.clock.now(),
    }
}

/// A record as linked data, ready to stand in its page; with the names of what it refers to.
#[must_use]
pub fn embedded(page: &Page, stored: &Stored, names: &[LinkedName]) -> String {
    let entry = entry(page, stored.clone(), names, None);
    let edition = alone(page, String::new(), &page.path, Vec::new());
    formats::write::jsonld::embedded(&edition, &entry)
}

/// The names of the themes that a theme is below, which every page has at hand.
#[must_use]
pub fn wider_names(page: &Page, theme: &Theme) -> Vec<LinkedName> {
    let wider = theme.broader.iter().filter_map(|id| page.landscape.theme(id));
    let names = wider.map(|wider| LinkedName {
        from: theme.head.id.clone(),
        role: "broader".to_owned(),
        name: Name {
            id: wider.head.id.clone(),
            kind: Kind::Theme,
            slug: wider.head.slug.clone(),
            sv: wider.label.read(Lang::Sv).1.to_owned(),
            en: wider.label.read(Lang::En).1.to_owned(),
        },
    });
    names.collect()
}

/// The records as everyone may see them, with the names of what they refer to.
pub async fn entries(page: &Page, records: Vec<Stored>) -> Result<Vec<Entry>, Error> {
    let mut entries = Vec::with_capacity(records.len());
    let mut records = records.into_iter().peekable();
    while records.peek().is_some() {
        let part: Vec<Stored> = records.by_ref().take(AT_ONCE).collect();
        let ids: Vec<Id> = part.iter().map(|stored| stored.record.head().id.clone()).collect();
        let mut names: HashMap<Id, Vec<LinkedName>> = HashMap::new();
        let mut reader = page.site.store.reader().await?;
        for linked in reader.names_of_linked(&ids).await? {
            names.entry(linked.from.clone()).or_default().push(linked);
        }
        let published = reader.published_of(&ids).await?;
        drop(reader);
        entries.extend(part.into_iter().map(|stored| {
            let id = &stored.record.head().id;
            let (linked, published) = (names.remove(id).unwrap_or_default(), published.get(id).copied());
            entry(page, stored, &linked, published)
        }));
        // Others get their turn, and a reader who has gone away is noticed.
        tokio::task::yield_now().await;
    }
    Ok(entries)
}

fn entry(page: &Page, stored: Stored, names: &[LinkedName], published: Option<Timestamp>) -> Entry {
    let home = &page.site.public_url;
    let is_public = |id: &Id| names.iter().any(|linked| linked.name.id == *id);
    let record = stored.record.for_everyone(&is_public, &page.site.places);
    let linked = names.iter().map(|LinkedName { role, name, .. }| Linked {
        id: name.id.clone(),
        kind: name.kind,
        role: role.clone(),
        title: name.title(page.lang).to_owned(),
        url: format!("{home}{}", page.href(name.kind, &name.slug)),
    });
    let url = format!("{home}{}", page.href(record.kind(), &record.head().slug));
    let published = published.unwrap_or(stored.changed);
    Entry { changed: stored.changed, published, url, linked: linked.collect(), record }
}
