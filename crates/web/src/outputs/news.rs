//! What is new in the network: what everyone could see last for the first time, of every kind.

use axum::response::Response;
use formats::write::atom;

use super::edition::{alone, entries};
use super::{Ending, sent};
use crate::addresses::home;
use crate::page::Page;
use crate::serve::error::Error;

/// The feed.
pub async fn show(page: Page) -> Result<Response, Error> {
    let records = page.site.store.reader().await?.last_published(Ending::Atom.most()).await?;
    let entries = entries(&page, records).await?;
    let edition = alone(&page, page.say.t("feed-news"), home(page.lang), entries);
    let name = page.path.rsplit('/').next().unwrap_or_default();
    Ok(sent(&page, atom::feed(&edition), Ending::Atom.media_type(), name))
}
