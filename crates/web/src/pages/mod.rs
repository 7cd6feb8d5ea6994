//! The pages: each a folder with its handlers, their view structs and their templates.

pub mod about;
pub mod activities;
pub mod challenges;
pub mod clippings;
pub mod clusters;
pub mod home;
pub mod initiatives;
pub mod numbers;
pub mod organisations;
pub mod results;
pub mod themes;

use askama::Template;
use axum::response::Html;

use crate::serve::error::Error;

/// What every page handler answers with.
pub type Answer = Result<Html<String>, Error>;

/// How many records a list shows at a time.
pub const PAGE_SIZE: i64 = 60;

/// Renders a page.
fn html(page: &impl Template) -> Answer {
    Ok(Html(page.render()?))
}

/// The record after which a list of a kind goes on, from the address.
///
/// # Errors
/// When there is no such record.
async fn after(page: &crate::page::Page, kind: model::Kind) -> Result<Option<model::Id>, Error> {
    let Some(value) = page.query.first("after") else { return Ok(None) };
    let problem = || Error::Bad(crate::serve::error::Problem::UnknownAfter { value: value.to_owned() });
    let id: model::Id = value.parse().map_err(|_| problem())?;
    let known = page.site.store.reader().await?.is_public(kind, &id).await?;
    if known { Ok(Some(id)) } else { Err(problem()) }
}

/// The address of the next part of a list.
fn next_href(page: &crate::page::Page, next: Option<model::Id>) -> Option<String> {
    next.map(|id| format!("{}?after={id}", page.path))
}
