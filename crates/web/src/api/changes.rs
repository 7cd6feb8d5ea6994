//! What everyone can see, in the order in which it changed: another installation mirrors the public network by it.

use model::{Id, Record};
use serde_json::{Value, json};
use store::shown::{Shown, What};

use super::{Answer, ROOT, answer, limit, number};
use crate::listing::href;
use crate::outputs::entries;
use crate::page::Page;
use crate::serve::error::{Error, Problem};

/// The changes after a number. Each thing stands once, as it is now, at the last change that concerns what everyone can
/// see of it; what stopped being public stands as gone.
///
/// # Errors
/// A number that this network has not come to, or one that is none.
pub async fn since(page: &Page) -> Answer {
    let limit = limit(page)?;
    let mut reader = page.site.store.reader().await?;
    // Read before the changes: what comes in between stands in the next part.
    let last = reader.last_change().await?;
    let since = number(page, "since", 0, 0, last)?;
    let mut shown = reader.shown_after(since, after(page)?.as_ref(), limit + 1).await?;
    drop(reader);
    let beyond = usize::try_from(limit).ok().and_then(|limit| shown.get(limit)).map(|next| next.number);
    shown.truncate(usize::try_from(limit).unwrap_or_default());
    let next = beyond.and(shown.last()).map(|end| next(page, end, limit));
    // Everything up to this number has been given: part of what has the next one may be left.
    let given = beyond.map_or(last, |beyond| beyond - 1);
    let mut feed = json!({ "changes": lines(page, shown).await?, "last": given, "more": next.is_some() });
    if let Some(next) = &next {
        feed["next"] = json!(next);
    }
    Ok(answer(page, &feed, next.as_deref()))
}

/// The id after which to go on among the changes of one number.
fn after(page: &Page) -> Result<Option<Id>, Error> {
    let text = page.query.all("after").last();
    let fault = |text: &str| Problem::UnknownAfter { value: text.to_owned(), start: format!("{ROOT}/changes") };
    text.map(|text| text.parse().map_err(|_| Error::Bad(fault(text)))).transpose()
}

fn next(page: &Page, end: &Shown, limit: i64) -> String {
    let mut pairs = vec![("since", end.number.to_string())];
    match &end.what {
        What::Here(stored) => pairs.push(("after", stored.record.head().id.to_string())),
        What::Gone(_, id) => pairs.push(("after", id.to_string())),
        What::Network(_) => {}
    }
    pairs.push(("limit", limit.to_string()));
    format!("{}{}", page.site.public_url, href(&page.path, &pairs))
}

/// The changes as they go out, records as everyone may have them.
async fn lines(page: &Page, shown: Vec<Shown>) -> Result<Vec<Value>, Error> {
    let (mut lines, mut stored, mut places) = (Vec::with_capacity(shown.len()), Vec::new(), Vec::new());
    for one in shown {
        let line =
            |kind: &str, id: &str| json!({ "number": one.number, "at": one.at.to_string(), "kind": kind, "id": id });
        match one.what {
            What::Here(here) => {
                lines.push(line(here.record.kind().code(), here.record.head().id.as_str()));
                places.push(lines.len() - 1);
                stored.push(*here);
            }
            What::Gone(kind, id) => {
                let mut gone = line(kind.code(), id.as_str());
                gone["gone"] = json!(true);
                lines.push(gone);
            }
            What::Network(network) => {
                let mut itself = line("network", network.slug.as_str());
                itself["record"] = json!(network);
                lines.push(itself);
            }
        }
    }
    let records = entries(page, stored).await?.into_iter().map(|entry| entry.record);
    for (place, record) in places.into_iter().zip(records) {
        lines[place]["record"] = Record::to_value(&record);
    }
    Ok(lines)
}
