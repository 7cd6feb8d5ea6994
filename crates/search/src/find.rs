//! The one question that pages ask, and its answer.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp;
use model::filter::Filter;
use model::geo::Position;
use model::record::{Cluster, Form, Theme};
use model::{County, Id, Kind, Lang, Municipality, Slug};
use tantivy::query::{AllQuery, Query};
use tantivy::{DocAddress, Searcher};

use crate::Error;
use crate::ask::{FAR, Sought, both, one, sought};
use crate::collect::{Gathered, Place, Plan};
use crate::columns::Columns;
use crate::fields::{Fields, kind_of};
use crate::speech::Speech;

/// Below how many records that have every word those that have nearly as much are taken in too.
const FEW: usize = 10;
/// How much of the best score among those it takes to be near enough.
const NEARLY: f32 = 0.3;

/// In which order the records come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Upcoming in time order, then past newest first, then undated by name.
    Time,
    /// What fits the words best first; for a filter without words it is [`Order::Time`].
    Relevance,
    /// Nearest first; for a filter without a place it is by name.
    Distance,
}

/// What is asked for.
#[derive(Debug)]
pub struct Ask<'a> {
    /// Which records.
    pub filter: &'a Filter,
    /// The names behind the filter's slugs.
    pub vocabulary: &'a Vocabulary,
    /// In which order.
    pub order: Order,
    /// The reader's language, for the order of names.
    pub lang: Lang,
    /// The moment that divides past and upcoming.
    pub now: Timestamp,
    /// Most records to give.
    pub most: usize,
    /// Whether to count by facets.
    pub facets: bool,
    /// Whether to give the positions of everything that is found.
    pub points: bool,
}

/// The answer.
#[derive(Debug, Default)]
pub struct Found {
    /// How many records there are in all.
    pub total: usize,
    /// The first of them, or those after the one that was named.
    pub ids: Vec<Id>,
    /// Whether there are more after these.
    pub more: bool,
    /// How many there would be of each, if that part of the filter were chosen instead.
    pub facets: Facets,
    /// Where they all are.
    pub points: Vec<Pin>,
    /// What was looked for in place of the words, where nothing has them as they were typed.
    pub corrected: Option<String>,
    /// How many of them have every word; the others, which come after, have nearly as much.
    pub exact: usize,
    /// The stems to mark in what is shown.
    pub marks: Vec<String>,
}

/// Counts by each part of the filter, most first.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as the keys of the filter")]
pub struct Facets {
    pub kind: Vec<(Kind, usize)>,
    pub sort: Vec<(String, usize)>,
    pub theme: Vec<(Id, usize)>,
    pub cluster: Vec<(Id, usize)>,
    pub county: Vec<(County, usize)>,
    pub municipality: Vec<(Municipality, usize)>,
    pub form: Vec<(Form, usize)>,
    pub status: Vec<(String, usize)>,
    pub lang: Vec<(Lang, usize)>,
    /// Upcoming, past and undated.
    pub stages: [usize; 3],
}

/// One place of one record.
#[derive(Debug, Clone, PartialEq)]
pub struct Pin {
    /// Its kind.
    pub kind: Kind,
    /// Where it is.
    pub position: Position,
    /// Which record.
    pub id: Id,
}

/// The names behind slugs, and which themes are wider than which.
#[derive(Debug, Default)]
pub struct Vocabulary {
    themes: HashMap<Slug, Id>,
    clusters: HashMap<Slug, Id>,
    pub(crate) wider: Arc<HashMap<String, Vec<String>>>,
}

/// A code that no record has.
const NOTHING: &str = "";

impl Vocabulary {
    /// The names of a network's clusters and themes.
    #[must_use]
    pub fn of(clusters: &[Cluster], themes: &[Theme]) -> Self {
        let by_id: HashMap<&Id, &Theme> = themes.iter().map(|theme| (&theme.head.id, theme)).collect();
        let mut wider = HashMap::new();
        for theme in themes {
            let mut up: Vec<&Id> = Vec::new();
            let mut next = vec![theme];
            while let Some(theme) = next.pop() {
                for id in &theme.broader {
                    // A wider theme that is not public is not counted either.
                    if by_id.contains_key(id) && *id != theme.head.id && !up.contains(&id) {
                        up.push(id);
                        next.extend(by_id.get(id));
                    }
                }
            }
            if !up.is_empty() {
                wider.insert(theme.head.id.to_string(), up.into_iter().map(Id::to_string).collect());
            }
        }
        Self {
            themes: themes.iter().map(|theme| (theme.head.slug.clone(), theme.head.id.clone())).collect(),
            clusters: clusters.iter().map(|cluster| (cluster.head.slug.clone(), cluster.head.id.clone())).collect(),
            wider: Arc::new(wider),
        }
    }

    /// The id behind a theme's slug; one that no record has when there is no such theme.
    pub(crate) fn theme_id(&self, slug: &Slug) -> String {
        self.themes.get(slug).map_or_else(|| NOTHING.to_owned(), Id::to_string)
    }

    /// The id behind a cluster's slug; one that no record has when there is no such cluster.
    pub(crate) fn cluster_id(&self, slug: &Slug) -> String {
        self.clusters.get(slug).map_or_else(|| NOTHING.to_owned(), Id::to_string)
    }
}

/// Finds, counts and orders.
pub(crate) fn find(ask: &Ask<'_>, fields: &Fields, speech: &Speech, searcher: &Searcher) -> Result<Found, Error> {
    let words = match &ask.filter.words {
        Some(words) => match sought(words, fields, speech, searcher)? {
            Some(sought) => Some(sought),
            None => return Ok(Found::default()),
        },
        None => None,
    };
    let order = match ask.order {
        Order::Relevance if words.is_none() => Order::Time,
        order => order,
    };
    let ask = Ask { order, ..*ask };
    let Some(words) = words else {
        let gathered = pass(&ask, Box::new(AllQuery), 0.0, fields, searcher)?;
        return Ok(answer(gathered, ask.most));
    };
    let (query, least) = reach(&ask, &words, searcher)?;
    let gathered = pass(&ask, query, least, fields, searcher)?;
    let exact = if least > 0.0 { gathered.exact } else { gathered.total };
    Ok(Found { exact, corrected: words.corrected, marks: words.marks, ..answer(gathered, ask.most) })
}

/// How far the words reach, and the least score that is kept: with few that have every word, those that have nearly as
/// much are better than none. That is weighed over everything, and not over what the rest of the filter keeps: a facet
/// could not say what another choice would give if the choice changed what the words mean.
fn reach(ask: &Ask<'_>, words: &Sought, searcher: &Searcher) -> Result<(Box<dyn Query>, f32), Error> {
    let everything = Filter::default();
    let ask = Ask { filter: &everything, order: Order::Relevance, most: FEW, facets: false, points: false, ..*ask };
    let all = searcher.search(&words.every(), &Plan::new(&ask, None, 0.0))?.total;
    if all >= FEW {
        return Ok((words.every(), 0.0));
    }
    let first = searcher.search(&words.any(), &Plan::new(&ask, None, 0.0))?.first;
    let best = first.iter().map(Place::score).find(|score| *score < FAR).unwrap_or_default();
    // Even where there is no rest, what has every word is above this.
    Ok((words.any(), (best * NEARLY).max(f32::MIN_POSITIVE)))
}

fn pass(
    ask: &Ask<'_>,
    query: Box<dyn Query>,
    least: f32,
    fields: &Fields,
    searcher: &Searcher,
) -> Result<Gathered, Error> {
    let after = match &ask.filter.after {
        Some(id) => Some(place_of(id, ask, query.box_clone(), fields, searcher)?),
        None => None,
    };
    Ok(searcher.search(&query, &Plan::new(ask, after, least))?)
}

/// Where a record stands in the order that is asked for.
fn place_of(
    id: &Id,
    ask: &Ask<'_>,
    query: Box<dyn Query>,
    fields: &Fields,
    searcher: &Searcher,
) -> Result<Place, Error> {
    let top = tantivy::collector::TopDocs::with_limit(1).order_by_score();
    let query = both(one(fields, id.as_str()), query);
    let hits: Vec<(f32, DocAddress)> = searcher.search(&query, &top)?;
    let (score, address) = hits.into_iter().next().ok_or(Error::UnknownAfter)?;
    let columns = Columns::open(searcher.segment_reader(address.segment_ord), ask.lang)?;
    let kind = columns.kind.first(address.doc_id).and_then(kind_of);
    if kind.is_some_and(|kind| !ask.filter.kinds.is_empty() && !ask.filter.kinds.contains(&kind)) {
        return Err(Error::UnknownAfter);
    }
    Ok(Plan::new(ask, None, 0.0).place(&columns, address.doc_id, score))
}

fn answer(gathered: Gathered, most: usize) -> Found {
    let mut codes = gathered.codes.into_iter();
    let mut next = || codes.next().unwrap_or_default();
    let sort = most_first(next(), Some);
    let facets = Facets {
        sort,
        theme: most_first(next(), |code| code.parse().ok()),
        cluster: most_first(next(), |code| code.parse().ok()),
        county: most_first(next(), |code| code.parse().ok()),
        municipality: most_first(next(), |code| code.parse().ok()),
        form: most_first(next(), |code| code.parse().ok()),
        status: most_first(next(), Some),
        lang: most_first(next(), |code| Lang::ALL.into_iter().find(|lang| lang.code() == code)),
        kind: {
            let mut kinds: Vec<(Kind, usize)> =
                gathered.kinds.into_iter().filter_map(|(number, count)| Some((kind_of(number)?, count))).collect();
            kinds.sort_unstable_by_key(|(kind, _)| *kind);
            kinds
        },
        stages: gathered.stages,
    };
    let more = gathered.first.len() > most;
    Found {
        total: gathered.total,
        ids: gathered.first.into_iter().take(most).filter_map(|place| place.id.parse().ok()).collect(),
        more,
        facets,
        points: (gathered.points.into_iter())
            .filter_map(|point| {
                Some(Pin { kind: kind_of(point.kind)?, position: point.position, id: point.id.parse().ok()? })
            })
            .collect(),
        exact: gathered.total,
        ..Found::default()
    }
}

fn most_first<T>(counts: HashMap<String, usize>, value: impl Fn(String) -> Option<T>) -> Vec<(T, usize)> {
    let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
    counts.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    counts.into_iter().filter_map(|(code, count)| Some((value(code)?, count))).collect()
}
