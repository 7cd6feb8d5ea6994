//! The search over everything, and what someone may be about to type.

use askama::Template;
use axum::Json;
use axum::http::header::CACHE_CONTROL;
use axum::response::{IntoResponse, Response};
use model::filter::Scope;
use search::Order;
use serde::Serialize;

use super::{Answer, PAGE_SIZE, html};
use crate::addresses::Room;
use crate::listing::{Listing, href};
use crate::page::{Layout, Page};
use crate::serve::error::Error;
use crate::view::{Row, Rows, Say};

/// Most suggestions at a time.
const SUGGESTIONS: usize = 8;
/// Themes that are offered to begin with.
const EXAMPLES: usize = 4;

#[derive(Debug, Template)]
#[template(path = "search/search.html")]
struct SearchPage {
    say: Say,
    layout: Layout,
    heading: String,
    listing: Listing,
    rows: Vec<Row>,
    /// The rest of the filter, which the words are searched for in.
    carried: Vec<(&'static str, String)>,
    examples: Vec<(String, String)>,
    suggest_href: String,
    suggest_script: String,
}

/// Everything that fits, best first; without words, in the order of time.
pub async fn show(page: Page) -> Answer {
    let listing = Listing::of(&page, Scope::Everything, Order::Relevance, PAGE_SIZE).await?;
    let rows = Rows::of(&page, &listing.records).await?;
    let row = |stored: &store::read::Stored| {
        let kind = stored.record.kind();
        let mut row = listing.marked(&page, rows.row(&stored.record), stored);
        row.kind = row.sort.is_none().then(|| page.say.t(kind.key()));
        row
    };
    let shown = listing.records.iter().map(row).collect();
    let heading = match &listing.filter.words {
        Some(words) => page.say.with("search-heading-words", "words", words),
        None => page.say.t("search-heading"),
    };
    let theme = |theme: &model::record::Theme| {
        let label = theme.label.read(page.lang).1.to_lowercase();
        (href(&page.room(Room::Search), &[("q", label.clone())]), label)
    };
    let examples = page.landscape.challenges().take(EXAMPLES).map(theme).collect();
    html(&SearchPage {
        layout: page.layout(&heading, &page.say.t("search-lead")),
        heading,
        rows: shown,
        carried: listing.filter.pairs(false).into_iter().filter(|(key, _)| *key != "q").collect(),
        examples,
        suggest_href: format!("{}/{}", page.room(Room::Search), SUGGEST[usize::from(page.lang != model::Lang::Sv)]),
        suggest_script: page.assets().href("js/suggest.js"),
        listing,
        say: page.say.clone(),
    })
}

/// The last segment of the address that gives suggestions, in Swedish and English.
pub const SUGGEST: [&str; 2] = ["forslag", "suggestions"];

/// One suggestion.
#[derive(Debug, Serialize)]
struct Suggested {
    title: String,
    kind: String,
    href: String,
}

/// Suggestions for what has been typed so far, as JSON.
pub async fn suggest(page: Page) -> Result<Response, Error> {
    let typed = page.query.first("q").unwrap_or_default();
    let found = page.site.index.suggest(typed, SUGGESTIONS)?;
    let ids: Vec<model::Id> = found.into_iter().map(|suggestion| suggestion.id).collect();
    let records = crate::listing::records(&page, &ids).await?;
    let suggested = |stored: &store::read::Stored| {
        let (record, kind) = (&stored.record, stored.record.kind());
        Suggested {
            title: record.title(page.lang).1.to_owned(),
            kind: page.say.t(kind.key()),
            href: page.href(kind, &record.head().slug),
        }
    };
    let suggestions: Vec<Suggested> = records.iter().map(suggested).collect();
    Ok(([(CACHE_CONTROL, "no-cache")], Json(suggestions)).into_response())
}
