//! Records: lists by the one filter, and one at a time.

use formats::write::json;
use model::filter::Scope;
use model::{Filter, Kind};
use search::Order;
use serde_json::{Value, json as value};
use store::read::BySlug;

use super::{Answer, ROOT, answer, collection, limit};
use crate::listing::{find, href, parse, records};
use crate::outputs::entries;
use crate::page::Page;
use crate::serve::error::Error;

/// A part of a list: what the filter leaves of a kind, or of everything.
///
/// # Errors
/// A filter or a number that makes no sense.
pub async fn list(page: &Page, scope: Scope) -> Answer {
    let limit = limit(page)?;
    let filter = parse(page, scope)?;
    let order = match scope {
        Scope::Everything => Order::Relevance,
        Scope::Of(Kind::Cluster) if filter.near.is_some() => Order::Distance,
        Scope::Of(_) => Order::Time,
    };
    let found = find(page, &filter, order, usize::try_from(limit).unwrap_or_default(), false)?;
    let next = found.ids.last().filter(|_| found.more).map(|last| {
        let mut pairs = Filter { after: None, ..filter.clone() }.pairs(scope != Scope::Everything);
        pairs.push(("after", last.to_string()));
        pairs.push(("limit", limit.to_string()));
        format!("{}{}", page.site.public_url, href(&page.path, &pairs))
    });
    let entries = entries(page, records(page, &found.ids).await?).await?;
    let items: Vec<Value> = entries.iter().map(json::item).collect();
    let mut list = value!({ "total": found.total, "records": items });
    if let Some(next) = &next {
        list["next"] = value!(next);
    }
    Ok(answer(page, &list, next.as_deref()))
}

/// One record, by its id or its slug.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Gone`], or [`Error::Moved`] for a former slug.
pub async fn record(page: &Page, kind: Kind, key: &str) -> Answer {
    let key = key.parse().map_err(|_| Error::NotFound)?;
    let found = page.site.store.reader().await?.by_id_or_slug(kind, &key).await?;
    let stored = match found {
        BySlug::Here(stored) => *stored,
        BySlug::Moved(to) => return Err(Error::Moved(format!("{ROOT}/{}/{to}", collection(kind)))),
        BySlug::Gone => return Err(Error::Gone),
        BySlug::Unknown => return Err(Error::NotFound),
    };
    let entries = entries(page, vec![stored]).await?;
    let entry = entries.first().ok_or(Error::NotFound)?;
    Ok(answer(page, &json::item(entry), None))
}
