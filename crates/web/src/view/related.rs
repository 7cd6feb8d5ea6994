//! What a body does, and whom it does it with.

use model::record::{InitiativeStatus, Record};
use model::{Id, Kind};
use store::read::Stored;

use crate::page::Page;
use crate::view::{Row, Rows};

/// What refers to a cluster or organisation, sorted by kind.
#[derive(Debug, Default)]
pub struct Related {
    /// Activities that are yet to end.
    pub upcoming: Vec<Row>,
    /// Initiatives that go on.
    pub ongoing: Vec<Row>,
    /// Other initiatives.
    pub initiatives: Vec<Row>,
    /// Activities that are over, or of unknown time.
    pub activities: Vec<Row>,
    /// Results.
    pub results: Vec<Row>,
    /// Clippings.
    pub clippings: Vec<Row>,
    /// Clusters that an organisation is host of.
    pub clusters: Vec<Row>,
}

impl Related {
    /// Whether there is nothing at all.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.upcoming.is_empty()
            && self.ongoing.is_empty()
            && self.initiatives.is_empty()
            && self.activities.is_empty()
            && self.results.is_empty()
            && self.clippings.is_empty()
            && self.clusters.is_empty()
    }
}

/// A cluster or organisation that one works with.
#[derive(Debug)]
pub struct Colleague {
    /// Its page.
    pub href: String,
    /// Its name.
    pub name: String,
    /// Its id.
    pub id: Id,
    /// Whether it is a cluster.
    pub is_cluster: bool,
    /// In how many initiatives and activities both take part.
    pub times: usize,
}

/// Most colleagues that a page shows.
const MOST_COLLEAGUES: usize = 24;

/// Sorts what refers to a body, and counts whom it meets there: most often first, clusters before others.
#[must_use]
pub fn related(page: &Page, rows: &Rows<'_>, records: &[Stored], own: &Id) -> (Related, Vec<Colleague>) {
    let now = page.site.clock.now();
    let mut related = Related::default();
    let mut colleagues: Vec<Colleague> = Vec::new();
    for stored in records {
        let row = rows.row(&stored.record);
        if matches!(stored.record.kind(), Kind::Activity | Kind::Initiative | Kind::Result) {
            meet(page, rows, &stored.record, own, &mut colleagues);
        }
        let ahead = stored.record.span().is_some_and(|span| span.until.is_none_or(|until| until > now));
        match &stored.record {
            Record::Activity(_) if ahead => related.upcoming.push(row),
            Record::Activity(_) => related.activities.push(row),
            Record::Initiative(initiative) if initiative.status == InitiativeStatus::Ongoing => {
                related.ongoing.push(row)
            }
            Record::Initiative(_) => related.initiatives.push(row),
            Record::Result(_) => related.results.push(row),
            Record::Clipping(_) => related.clippings.push(row),
            Record::Cluster(_) => related.clusters.push(row),
            Record::Organisation(_) | Record::Theme(_) => {}
        }
    }
    // The records come newest first; what is to come is read in time order.
    related.upcoming.reverse();
    colleagues.sort_by_key(|colleague| (std::cmp::Reverse(colleague.times), !colleague.is_cluster));
    colleagues.truncate(MOST_COLLEAGUES);
    (related, colleagues)
}

fn meet(page: &Page, rows: &Rows<'_>, record: &Record, own: &Id, colleagues: &mut Vec<Colleague>) {
    let mut met: Vec<&Id> = Vec::new();
    let names = rows.names(&record.head().id).iter().map(|linked| &linked.name);
    for name in names.filter(|name| matches!(name.kind, Kind::Cluster | Kind::Organisation) && name.id != *own) {
        if met.contains(&&name.id) {
            continue;
        }
        met.push(&name.id);
        match colleagues.iter_mut().find(|colleague| colleague.id == name.id) {
            Some(colleague) => colleague.times += 1,
            None => colleagues.push(Colleague {
                href: page.href(name.kind, &name.slug),
                name: name.title(page.lang).to_owned(),
                id: name.id.clone(),
                is_cluster: name.kind == Kind::Cluster,
                times: 1,
            }),
        }
    }
}
