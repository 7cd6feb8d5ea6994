//! What every list shares: the filter of its address, what the index finds by it, the panel to change it, and help when
//! nothing is found.

use jiff::Timestamp;
use model::filter::{Fault, Filter, Near, Scope, Why};
use model::{Id, Kind};
use search::{Ask, Found, Order};
use store::read::Stored;

use crate::addresses::known_keys;
use crate::page::Page;
use crate::query::written;
use crate::serve::error::{Error, Problem};
use crate::view::{Grouped, Row, Rows, Say};

mod panel;
mod zero;

pub use panel::{Panel, chosen_words};
pub use zero::Zero;

/// The keys of the filter that may stand several times.
const REPEATED: [&str; 8] = ["kind", "theme", "cluster", "county", "municipality", "form", "status", "lang"];

/// A list as a page shows it.
#[derive(Debug)]
pub struct Listing {
    /// What was asked for.
    pub filter: Filter,
    /// What was found.
    pub found: Found,
    /// The records that are shown, in order.
    pub records: Vec<Stored>,
    /// The form that changes the filter.
    pub panel: Panel,
    /// How many there are, in words.
    pub count: String,
    /// What else is to be said about how they were found.
    pub notes: Vec<Note>,
    /// Help when nothing is found.
    pub zero: Option<Zero>,
    /// What to say when there is nothing to find.
    pub empty: Option<String>,
    /// The rest of the list.
    pub next: Option<String>,
}

/// A sentence about how something was found, maybe with other ways to go.
#[derive(Debug)]
pub struct Note {
    /// The sentence.
    pub text: String,
    /// Where else to go.
    pub links: Vec<(String, String)>,
}

impl Note {
    const fn plain(text: String) -> Self {
        Self { text, links: Vec::new() }
    }
}

impl Listing {
    /// The list that an address asks for.
    ///
    /// # Errors
    /// [`Problem::Filter`], [`Problem::UnknownAfter`], or when the store or the index does not answer.
    pub async fn of(page: &Page, scope: Scope, order: Order, most: usize) -> Result<Self, Error> {
        let filter = parse(page, scope)?;
        let found = find(page, &filter, order, most, true)?;
        let records = records(page, &found.ids).await?;
        let panel = Panel::of(page, scope, &filter, &found.facets);
        let next = found.ids.last().filter(|_| found.more).map(|last| {
            let mut pairs = filter.pairs(scope != Scope::Everything);
            pairs.push(("after", last.to_string()));
            href(&page.path, &pairs)
        });
        Ok(Self {
            count: page.say.count(count_key(scope), found.total),
            notes: notes(page, scope, &filter, &found),
            zero: (found.total == 0 && !filter.is_open()).then(|| Zero::of(page, scope, &filter, &found)),
            empty: (found.total == 0 && filter.is_open()).then(|| page.say.t(empty_key(scope))),
            next,
            panel,
            records,
            filter,
            found,
        })
    }

    /// Its records as rows, with the words that were looked for marked.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn rows(&self, page: &Page) -> Result<Vec<Row>, Error> {
        let rows = Rows::of(page, &self.records).await?;
        Ok(self.records.iter().map(|stored| self.marked(page, rows.row(&stored.record), stored)).collect())
    }

    /// Its rows in three groups, each with the key of its heading and its anchor: what goes on or is to come, what has
    /// been, and what has no date. Empty groups stand too.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn stages(&self, page: &Page, headings: [(&str, &str); 3]) -> Result<[Grouped; 3], Error> {
        let mut groups = headings.map(|(key, anchor)| Grouped {
            heading: page.say.t(key),
            anchor: anchor.to_owned(),
            rows: Vec::new(),
        });
        let now = now(page);
        for (stored, row) in self.records.iter().zip(self.rows(page).await?) {
            let stage = match stored.record.span() {
                Some(span) if span.until.is_none_or(|until| until > now) => 0,
                Some(_) => 1,
                None => 2,
            };
            groups[stage].rows.push(row);
        }
        Ok(groups)
    }

    /// A record's row, with the words that were looked for marked.
    #[must_use]
    pub fn marked(&self, page: &Page, mut row: Row, stored: &Stored) -> Row {
        if self.found.marks.is_empty() {
            return row;
        }
        let speech = page.site.index.speech();
        for (lang, text) in search::shown_texts(&stored.record, page.lang) {
            if let Some(pieces) = search::snippet(&text, lang, &self.found.marks, &speech) {
                row.snippet = pieces;
                row.snippet_lang = (lang != page.lang).then(|| lang.code());
                break;
            }
        }
        row
    }
}

/// The filter of a page's address.
///
/// # Errors
/// [`Problem::Filter`] with every fault.
pub fn parse(page: &Page, scope: Scope) -> Result<Filter, Error> {
    Filter::parse(page.query.pairs(), scope, &page.site.places).map_err(|faults| bad(page, faults))
}

fn bad(page: &Page, faults: Vec<Fault>) -> Error {
    // A key that may stand several times keeps its sound values; of the others only the last counts.
    let sound = |(key, value): &(&str, &str)| {
        faults.iter().all(|fault| fault.key != *key || (REPEATED.contains(key) && fault.value != *value))
    };
    let rest: Vec<(&str, String)> = asked(page).filter(sound).map(owned).collect();
    // Without its place a distance means nothing.
    let placeless = faults.iter().any(|fault| fault.key == "near");
    let without: Vec<(&str, String)> =
        rest.iter().filter(|(key, _)| !(placeless && *key == "within")).cloned().collect();
    let mut instead = Vec::new();
    for fault in &faults {
        if let Why::UnknownPlace { nearest } = &fault.why {
            for name in nearest {
                let mut pairs = rest.clone();
                pairs.push(("near", name.clone()));
                instead.push((href(&page.path, &pairs), name.clone()));
            }
        }
    }
    Error::Bad(Problem::Filter { without: href(&page.path, &without), instead, faults })
}

/// What the address asks for with keys that the page knows.
fn asked(page: &Page) -> impl Iterator<Item = (&str, &str)> {
    page.query.pairs().filter(|(key, _)| known_keys(&page.path).contains(key))
}

fn owned<'a>((key, value): (&'a str, &str)) -> (&'a str, String) {
    (key, value.to_owned())
}

/// Finds by a filter, as the page's reader sees it now.
///
/// # Errors
/// [`Problem::UnknownAfter`], or when the index does not answer.
pub fn find(page: &Page, filter: &Filter, order: Order, most: usize, facets: bool) -> Result<Found, Error> {
    let ask = Ask {
        filter,
        vocabulary: &page.landscape.vocabulary,
        order,
        lang: page.lang,
        now: now(page),
        most,
        facets,
        points: false,
    };
    page.site.index.find(&ask).map_err(|error| match (error, &filter.after) {
        (search::Error::UnknownAfter, Some(id)) => {
            let rest: Vec<(&str, String)> = asked(page).filter(|(key, _)| *key != "after").map(owned).collect();
            Error::Bad(Problem::UnknownAfter { value: id.to_string(), start: href(&page.path, &rest) })
        }
        (error, _) => error.into(),
    })
}

/// The moment that divides past and upcoming.
#[must_use]
pub fn now(page: &Page) -> Timestamp {
    page.site.clock.now()
}

/// The records behind ids, in their order; those that are no longer public are left out.
///
/// # Errors
/// When the store does not answer.
pub async fn records(page: &Page, ids: &[Id]) -> Result<Vec<Stored>, Error> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut records = page.site.store.reader().await?.public_by_ids(ids).await?;
    let place = |stored: &Stored| ids.iter().position(|id| *id == stored.record.head().id);
    records.sort_by_cached_key(place);
    Ok(records)
}

/// An address with keys and values.
#[must_use]
pub fn href(path: &str, pairs: &[(&str, String)]) -> String {
    format!("{path}{}", written(pairs))
}

/// The key that says how many there are.
const fn count_key(scope: Scope) -> &'static str {
    match scope {
        Scope::Everything => "count-hits",
        Scope::Of(Kind::Cluster) => "count-clusters",
        Scope::Of(Kind::Organisation) => "count-organisations",
        Scope::Of(Kind::Theme) => "count-themes",
        Scope::Of(Kind::Initiative) => "count-initiatives",
        Scope::Of(Kind::Activity) => "count-activities",
        Scope::Of(Kind::Result) => "count-results",
        Scope::Of(Kind::Clipping) => "count-clippings",
    }
}

/// The key that says that there is nothing yet.
const fn empty_key(scope: Scope) -> &'static str {
    match scope {
        Scope::Everything | Scope::Of(Kind::Theme) => "no-records",
        Scope::Of(Kind::Cluster) => "no-clusters",
        Scope::Of(Kind::Organisation) => "no-organisations",
        Scope::Of(Kind::Initiative) => "no-initiatives",
        Scope::Of(Kind::Activity) => "no-activities",
        Scope::Of(Kind::Result) => "no-results",
        Scope::Of(Kind::Clipping) => "no-clippings",
    }
}

fn notes(page: &Page, scope: Scope, filter: &Filter, found: &Found) -> Vec<Note> {
    let say = &page.say;
    let mut notes = Vec::new();
    if let (Some(corrected), Some(typed)) = (&found.corrected, &filter.words) {
        let text = say.with2("search-corrected", "typed", typed, "corrected", corrected);
        let kept = Filter { words: Some(corrected.clone()), ..filter.clone() };
        let link = (href(&page.path, &kept.pairs(scope != Scope::Everything)), corrected.clone());
        notes.push(Note { text, links: vec![link] });
    }
    if filter.words.is_some() && found.total > 0 && found.exact == 0 && found.corrected.is_none() {
        notes.push(Note::plain(say.t("search-none-exact")));
    } else if scope == Scope::Everything && found.exact > 0 && found.exact < found.total {
        // In lists by time those that have every word do not come first.
        notes.push(Note::plain(say.count("search-some-exact", found.exact)));
    }
    let landscape = &page.landscape;
    let no_theme = filter.themes.iter().filter(|slug| landscape.themes.iter().all(|theme| theme.head.slug != **slug));
    notes.extend(no_theme.map(|slug| Note::plain(say.with("filter-no-theme", "name", slug.as_str()))));
    let no_cluster = filter.clusters.iter().filter(|slug| landscape.clusters.iter().all(|one| one.head.slug != **slug));
    notes.extend(no_cluster.map(|slug| Note::plain(say.with("filter-no-cluster", "name", slug.as_str()))));
    if let Some(Near { others, .. }) = &filter.near
        && !others.is_empty()
    {
        let links = others.iter().map(|name| {
            let near = filter.near.clone().map(|near| Near { said: name.clone(), ..near });
            let other = Filter { near, ..filter.clone() };
            (href(&page.path, &other.pairs(scope != Scope::Everything)), name.clone())
        });
        notes.push(Note { text: say.t("near-others"), links: links.collect() });
    }
    notes
}

/// What is wrong with a part of a filter, and what to do about it.
#[must_use]
pub fn fault_words(say: &Say, fault: &Fault) -> String {
    let (key, value) = (fault.key.as_str(), fault.value.as_str());
    let plain = |message: &str| say.with2(message, "key", key, "value", value);
    match &fault.why {
        Why::NotOneOf(words) => {
            let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            format!("{} {}", plain("bad-not-one-of"), say.with("bad-one-of", "words", &say.list(&words)))
        }
        Why::NoSuchKey => plain("bad-no-such-key"),
        Why::NoSlug => plain("bad-slug"),
        Why::NoCounty => plain("bad-county"),
        Why::NoMunicipality => plain("bad-municipality"),
        Why::NoDate => plain("bad-date"),
        Why::Backwards => plain("bad-backwards"),
        Why::UnknownPlace { .. } => plain("bad-place"),
        Why::NoPosition => plain("bad-position"),
        Why::NoDistance => plain("bad-distance"),
        Why::WithinAlone => plain("bad-within-alone"),
        Why::NoBounds => plain("bad-bounds"),
        Why::TooLong { most } => say.with2("bad-too-long-words", "key", key, "most", &most.to_string()),
    }
}
