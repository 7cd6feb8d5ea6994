//! A result in the fields of the EIP-AGRI practice abstract.

use axum::extract::Path;
use axum::response::Response;
use formats::write::practice::{self, Around};
use model::record::{Record, Theme};
use model::{Id, Kind};

use super::edition::{alone, entries};
use super::{Ending, sent};
use crate::page::Page;
use crate::serve::error::Error;

/// The document of a result.
pub async fn show(page: Page, Path(slug): Path<String>) -> Result<Response, Error> {
    let stored = page.record(Kind::Result, &slug).await?;
    let Record::Result(result) = &stored.record else { return Err(Error::NotFound) };
    let (initiatives, themes) = (result.initiatives.clone(), result.themes.clone());
    let mut records = page.site.store.reader().await?.public_by_ids(&initiatives).await?;
    records.sort_by_key(|one| initiatives.iter().position(|id| *id == one.record.head().id));
    let bodies: Vec<Id> = records.iter().flat_map(|one| partners(&one.record)).collect();
    let bodies = page.site.store.reader().await?.public_by_ids(&bodies).await?;
    let bodies: Vec<Record> = bodies.into_iter().map(|one| one.record).collect();
    records.insert(0, stored);
    let mut all = entries(&page, records).await?;
    let initiatives = all.split_off(1);
    let themes: Vec<&Theme> = themes.iter().filter_map(|id| page.landscape.theme(id)).collect();
    let around = Around { initiatives: &initiatives, bodies: &bodies, themes: &themes };
    let edition = alone(&page, String::new(), &page.path, all);
    let bytes = practice::document(&edition, &around).ok_or(Error::NotFound)?;
    Ok(sent(&page, bytes, Ending::Json.media_type(), &format!("{slug}-eip-agri.json")))
}

fn partners(record: &Record) -> Vec<Id> {
    match record {
        Record::Initiative(initiative) => initiative.partners.iter().map(|partner| partner.who.clone()).collect(),
        _ => Vec::new(),
    }
}
