//! Clippings: links worth the others' attention.

use askama::Template;
use axum::extract::Path;
use model::Kind;
use model::filter::Scope;
use model::record::Record;
use search::Order;
use store::read::Stored;
use words::dates;

use super::{Answer, PAGE_SIZE, html};
use crate::listing::Listing;
use crate::outputs::embedded;
use crate::page::{Layout, Page};
use crate::serve::error::Error;
use crate::view::{Chip, Fact, Facts, Row, Rows, Said, Say, SourceLine, linked_names, source_lines, theme_chips};

#[derive(Debug, Template)]
#[template(path = "clippings/list.html")]
struct ClippingList {
    say: Say,
    layout: Layout,
    listing: Listing,
    rows: Vec<Row>,
}

/// The list, newest first.
pub async fn list(page: Page) -> Answer {
    let listing = Listing::of(&page, Scope::Of(Kind::Clipping), Order::Time, PAGE_SIZE).await?;
    html(&ClippingList {
        layout: page.layout(&page.say.t("room-clippings"), &page.say.t("clippings-lead")),
        rows: listing.rows(&page).await?,
        listing,
        say: page.say.clone(),
    })
}

#[derive(Debug, Template)]
#[template(path = "clippings/clipping.html")]
struct ClippingPage {
    say: Say,
    layout: Layout,
    title: Said,
    comment: Option<Said>,
    link: (String, String),
    facts: Vec<Fact>,
    themes: Vec<Chip>,
    sources: Vec<SourceLine>,
}

/// The page of a clipping.
pub async fn show(page: Page, Path(slug): Path<String>) -> Answer {
    let records = [page.record(Kind::Clipping, &slug).await?];
    let page = page.about(&records[0].record);
    let rows = Rows::of(&page, &records).await?;
    let [Stored { record: Record::Clipping(clipping), .. }] = &records else { return Err(Error::NotFound) };
    let say = &page.say;
    let (title, comment) = (say.said(&clipping.title), say.maybe(clipping.comment.as_ref()));
    let mut facts = Facts::new(say);
    let date = clipping.date.map(|date| Said::from(dates::partial(page.lang, &date)));
    facts.texts("fact-published", date.into_iter().chain(say.maybe(clipping.date_note.as_ref())));
    facts.links("fact-about", linked_names(&page, &rows, &clipping.head.id, "about"));
    html(&ClippingPage {
        layout: page.layout(&title.text, comment.as_ref().map_or("", |comment| &comment.text)).with_data(embedded(
            &page,
            &records[0],
            rows.names(&clipping.head.id),
        )),
        link: (clipping.link.to_string(), clipping.link.publisher()),
        facts: facts.done(),
        themes: theme_chips(&page, &clipping.themes),
        sources: source_lines(say, &clipping.head.sources),
        title,
        comment,
        say: say.clone(),
    })
}
