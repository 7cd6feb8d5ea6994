//! The pages: each a folder with its handlers, their view structs and their templates.

pub mod about;
pub mod activities;
pub mod calendar;
pub mod challenges;
pub mod clippings;
pub mod clusters;
pub mod embed;
pub mod home;
pub mod initiatives;
pub mod map;
pub mod numbers;
pub mod organisations;
pub mod results;
pub mod search;
pub mod themes;

use askama::Template;
use axum::response::Html;

use crate::serve::error::Error;

/// What every page handler answers with.
pub type Answer = Result<Html<String>, Error>;

/// How many records a list shows at a time.
pub const PAGE_SIZE: usize = 60;

/// Renders a page.
fn html(page: &impl Template) -> Answer {
    Ok(Html(page.render()?))
}
