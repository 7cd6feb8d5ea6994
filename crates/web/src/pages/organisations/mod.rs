//! Organisations: those beside the clusters, in alphabetical order, and the page of each.

use askama::Template;
use axum::extract::Path;
use model::Kind;
use model::filter::Scope;
use model::record::{Organisation, Record};
use search::Order;

use super::{Answer, html};
use crate::listing::Listing;
use crate::outputs::embedded;
use crate::page::{Layout, Page};
use crate::serve::error::Error;
use crate::view::related::{Colleague, Related, related};
use crate::view::{
    Chip, Fact, Facts, Grouped, Rows, Said, Say, SourceLine, last_read, place_and_county, source_lines, theme_chips,
};

/// How many organisations the list shows at a time: it is an index, so more than other lists.
const ORGANISATIONS: usize = 200;

#[derive(Debug, Template)]
#[template(path = "organisations/list.html")]
struct OrganisationList {
    say: Say,
    layout: Layout,
    listing: Listing,
    letters: Vec<Grouped>,
}

/// The index, by first letter.
pub async fn list(page: Page) -> Answer {
    let listing = Listing::of(&page, Scope::Of(Kind::Organisation), Order::Time, ORGANISATIONS).await?;
    let mut letters: Vec<Grouped> = Vec::new();
    for row in listing.rows(&page).await? {
        let letter = first_letter(&row.title.text);
        match letters.last_mut().filter(|group| group.heading == letter) {
            Some(group) => group.rows.push(row),
            None => {
                let anchor = format!("bokstav-{}", letters.len() + 1);
                letters.push(Grouped { heading: letter, anchor, rows: vec![row] });
            }
        }
    }
    html(&OrganisationList {
        layout: page.layout(&page.say.t("room-organisations"), &page.say.t("organisations-lead")),
        letters,
        listing,
        say: page.say.clone(),
    })
}

/// The letter that a name stands under; `#` for a figure or a sign.
fn first_letter(name: &str) -> String {
    let first = name.chars().find(|c| c.is_alphanumeric()).unwrap_or('#');
    if first.is_alphabetic() { first.to_uppercase().collect() } else { "#".to_owned() }
}

#[derive(Debug, Template)]
#[template(path = "organisations/organisation.html")]
struct OrganisationPage {
    say: Say,
    layout: Layout,
    name: String,
    summary: Option<Said>,
    facts: Vec<Fact>,
    themes: Vec<Chip>,
    related: Related,
    colleagues: Vec<Colleague>,
    last_read: Option<String>,
    sources: Vec<SourceLine>,
}

/// The page of an organisation.
pub async fn show(page: Page, Path(slug): Path<String>) -> Answer {
    let own = page.record(Kind::Organisation, &slug).await?;
    let page = page.about(&own.record);
    let Record::Organisation(organisation) = &own.record else { return Err(Error::NotFound) };
    let mut records = page.site.store.reader().await?.referring_to(&organisation.head.id).await?;
    records.push(own.clone());
    let rows = Rows::of(&page, &records).await?;
    records.pop();
    let (related, colleagues) = related(&page, &rows, &records, &organisation.head.id);
    let say = &page.say;
    let summary = say.maybe(organisation.summary.as_ref());
    html(&OrganisationPage {
        layout: page
            .layout(&organisation.name, summary.as_ref().map_or("", |summary| &summary.text))
            .with_data(embedded(&page, &own, rows.names(&organisation.head.id))),
        name: organisation.name.clone(),
        facts: facts(say, organisation),
        themes: theme_chips(&page, &organisation.themes),
        last_read: last_read(say, &organisation.head.sources),
        sources: source_lines(say, &organisation.head.sources),
        summary,
        related,
        colleagues,
        say: say.clone(),
    })
}

fn facts(say: &Say, organisation: &Organisation) -> Vec<Fact> {
    let mut facts = Facts::new(say);
    facts.text("fact-sort", organisation.kind.map(|kind| say.t(kind.key())));
    facts.text("fact-place", place_and_county(&organisation.place));
    facts.text("fact-also", say.list(&organisation.also_known_as));
    facts.website(organisation.website.as_ref());
    facts.done()
}
