//! Results: knowledge in the short form of a practice abstract.

use askama::Template;
use axum::extract::Path;
use model::Kind;
use model::filter::Scope;
use model::record::Record;
use search::Order;
use store::read::Stored;
use words::dates;

use super::{Answer, PAGE_SIZE, html};
use crate::addresses::practice_path;
use crate::listing::Listing;
use crate::outputs::embedded;
use crate::page::{Layout, Page};
use crate::serve::error::Error;
use crate::view::copy::{CopyText, result_text};
use crate::view::{
    Chip, Fact, Facts, Row, Rows, Said, Say, SourceLine, last_read, linked_names, source_lines, theme_chips,
};

#[derive(Debug, Template)]
#[template(path = "results/list.html")]
struct ResultList {
    say: Say,
    layout: Layout,
    listing: Listing,
    rows: Vec<Row>,
}

/// The list, newest first.
pub async fn list(page: Page) -> Answer {
    let listing = Listing::of(&page, Scope::Of(Kind::Result), Order::Time, PAGE_SIZE).await?;
    html(&ResultList {
        layout: page.layout(&page.say.t("room-results"), &page.say.t("results-lead")),
        rows: listing.rows(&page).await?,
        listing,
        say: page.say.clone(),
    })
}

#[derive(Debug, Template)]
#[template(path = "results/result.html")]
struct ResultPage {
    say: Say,
    layout: Layout,
    title: Said,
    /// The parts of the abstract that there are, each with its heading.
    parts: Vec<(String, Said)>,
    summary: Option<Said>,
    link: Option<(String, String)>,
    /// The same in the fields of the practice abstract.
    practice: String,
    facts: Vec<Fact>,
    themes: Vec<Chip>,
    last_read: Option<String>,
    sources: Vec<SourceLine>,
    poster: Option<String>,
    copy: CopyText,
}

/// The page of a result.
pub async fn show(page: Page, Path(slug): Path<String>) -> Answer {
    let records = [page.record(Kind::Result, &slug).await?];
    let page = page.about(&records[0].record);
    let rows = Rows::of(&page, &records).await?;
    let [Stored { record: Record::Result(result), .. }] = &records else { return Err(Error::NotFound) };
    let say = &page.say;
    let title = say.said(&result.title);
    let summary = say.maybe(result.summary.as_ref());
    let parts = [
        ("result-objective", &result.objective),
        ("result-main", &result.main_results),
        ("result-recommendation", &result.recommendation),
    ];
    let parts = parts.into_iter().filter_map(|(key, text)| Some((say.t(key), say.maybe(text.as_ref())?)));
    let mut facts = Facts::new(say);
    let published = result.published.map(|date| Said::from(dates::partial(page.lang, &date)));
    facts.texts("fact-published", published.into_iter().chain(say.maybe(result.date_note.as_ref())));
    facts.links("fact-from", linked_names(&page, &rows, &result.head.id, "initiative"));
    facts.links("fact-by", linked_names(&page, &rows, &result.head.id, "organisation"));
    let counties: Vec<String> = result.counties.iter().map(|county| county.name().to_owned()).collect();
    facts.text("fact-where", say.list(&counties));
    html(&ResultPage {
        layout: page.layout(&title.text, summary.as_ref().map_or("", |summary| &summary.text)).with_data(embedded(
            &page,
            &records[0],
            rows.names(&result.head.id),
        )),
        practice: practice_path(page.lang, &result.head.slug),
        parts: parts.collect(),
        link: result.link.as_ref().map(|link| (link.to_string(), link.publisher())),
        facts: facts.done(),
        themes: theme_chips(&page, &result.themes),
        last_read: last_read(say, &result.head.sources),
        sources: source_lines(say, &result.head.sources),
        poster: None,
        copy: result_text(&page, result, &rows),
        title,
        summary,
        say: say.clone(),
    })
}
