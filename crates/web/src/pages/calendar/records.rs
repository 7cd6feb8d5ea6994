//! Where the calendar's activities come from: what a filter leaves of a stretch of time.

use jiff::Timestamp;
use jiff::civil::Date;
use model::calendar::LONGEST_VAGUE_DAYS;
use model::filter::{Period, Scope};
use model::record::Record;
use model::time::{Span, When, home_day};
use model::{Filter, Kind};
use search::{Ask, Order};
use store::calendar::Nearest;
use store::read::Stored;

use crate::listing::{parse, records};
use crate::page::Page;
use crate::serve::error::Error;

/// Most activities that one sheet shows.
pub const MOST_ACTIVITIES: usize = 500;
/// Most activities that are looked through for the nearest one.
const MOST_LOOKED_AT: usize = 40;

/// What the reader has asked for.
///
/// # Errors
/// When the query makes no sense.
pub fn filter(page: &Page) -> Result<Filter, Error> {
    Ok(Filter { after: None, ..parse(page, Scope::Of(Kind::Activity))? })
}

/// The public activities with an occasion in a stretch of whole days; one more than [`MOST_ACTIVITIES`] when there are
/// more.
///
/// # Errors
/// When the index or the store does not answer.
pub async fn between(page: &Page, filter: &Filter, span: Span) -> Result<Vec<Stored>, Error> {
    let (first, last) = (home_day(span.from), span.until.map(|until| home_day(until).yesterday().unwrap_or(Date::MIN)));
    let from = filter.from.map_or(first, |from| from.max(first));
    let until = filter.until.into_iter().chain(last).min();
    if until.is_some_and(|until| until < from) {
        return Ok(Vec::new());
    }
    let here = Filter { from: Some(from), until, ..filter.clone() };
    found(page, &here, page.site.clock.now(), MOST_ACTIVITIES + 1).await
}

/// The nearest moments with an activity before and after a stretch of time that has none.
///
/// # Errors
/// When the index or the store does not answer.
pub async fn nearest(page: &Page, filter: &Filter, span: Span) -> Result<Nearest, Error> {
    if filter.is_open() {
        return Ok(page.site.store.reader().await?.nearest_activities(span, LONGEST_VAGUE_DAYS).await?);
    }
    let until = span.until.unwrap_or(Timestamp::MAX);
    let vague = |span: &Span| {
        let days = |until: Timestamp| (until.as_second() - span.from.as_second()) / (24 * 60 * 60);
        span.until.is_none_or(|until| days(until) > LONGEST_VAGUE_DAYS)
    };
    let spans = |records: &[Stored]| -> Vec<Span> {
        let activities = records.iter().filter_map(|stored| match &stored.record {
            Record::Activity(activity) => Some(activity),
            _ => None,
        });
        let whens = activities.flat_map(|activity| &activity.occasions).filter_map(|occasion| occasion.when.as_ref());
        whens.map(When::span).filter(|span| !vague(span)).collect()
    };
    // Seen from the end of time everything is past, the newest first; seen from the end of the stretch the next is first.
    let earlier = Filter { until: home_day(span.from).yesterday().ok(), period: Period::All, ..filter.clone() };
    let before = spans(&found(page, &earlier, Timestamp::MAX, MOST_LOOKED_AT).await?);
    let later = Filter { from: Some(home_day(until)), period: Period::All, ..filter.clone() };
    let after = spans(&found(page, &later, until, MOST_LOOKED_AT).await?);
    let ended = before.into_iter().filter_map(|before| before.until).filter(|ended| *ended <= span.from);
    Ok(Nearest {
        before: ended.max().map(|ended| ended - jiff::SignedDuration::from_secs(1)),
        after: after.into_iter().map(|after| after.from).filter(|from| *from >= until).min(),
    })
}

async fn found(page: &Page, filter: &Filter, now: Timestamp, most: usize) -> Result<Vec<Stored>, Error> {
    let ask = Ask {
        filter,
        vocabulary: &page.landscape.vocabulary,
        order: Order::Time,
        lang: page.lang,
        now,
        most,
        facets: false,
        points: false,
    };
    records(page, &page.site.index.find(&ask)?.ids).await
}
