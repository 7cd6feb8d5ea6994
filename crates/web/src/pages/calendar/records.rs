//! Where the calendar's activities come from: what a filter leaves of a stretch of time.

use model::calendar::LONGEST_VAGUE_DAYS;
use model::filter::{Scope, Why};
use model::time::Span;
use model::{Filter, Kind};
use store::calendar::Nearest;
use store::read::Stored;

use crate::page::Page;
use crate::serve::error::{Error, Problem};

/// Most activities that one sheet shows.
pub const MOST_ACTIVITIES: usize = 500;

/// What the reader has asked for.
///
/// # Errors
/// When the query makes no sense.
pub fn filter(page: &Page) -> Result<Filter, Error> {
    let parsed = Filter::parse(page.query.pairs(), Scope::Of(Kind::Activity), &page.site.places);
    parsed.map_err(|faults| {
        let unknown_place = faults.into_iter().find_map(|fault| match fault.why {
            Why::UnknownPlace { nearest } => Some((fault.value, nearest)),
            _ => None,
        });
        let Some((value, nearest)) = unknown_place else { return Error::NotFound };
        let href = |name: &str| format!("{}{}", page.path, crate::query::written(&[("near", name.to_owned())]));
        let nearest = nearest.into_iter().map(|name| (href(&name), name)).collect();
        Error::Bad(Problem::UnknownPlace { value, nearest })
    })
}

/// The public activities with an occasion in a stretch of time; one more than [`MOST_ACTIVITIES`] when there are more.
/// So far the filter chooses nothing: the store knows only the time.
///
/// # Errors
/// When the store does not answer.
pub async fn between(page: &Page, filter: &Filter, span: Span) -> Result<Vec<Stored>, Error> {
    let _ = filter;
    let limit = i64::try_from(MOST_ACTIVITIES + 1).unwrap_or(i64::MAX);
    Ok(page.site.store.reader().await?.activities_between(span, limit).await?.records)
}

/// The nearest moments with an activity before and after a stretch of time that has none.
///
/// # Errors
/// When the store does not answer.
pub async fn nearest(page: &Page, filter: &Filter, span: Span) -> Result<Nearest, Error> {
    let _ = filter;
    Ok(page.site.store.reader().await?.nearest_activities(span, LONGEST_VAGUE_DAYS).await?)
}
