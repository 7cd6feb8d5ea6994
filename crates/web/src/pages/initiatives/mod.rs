//! Initiatives: what goes on, what has been, and the page of each.

use askama::Template;
use axum::extract::Path;
use model::Kind;
use model::filter::Scope;
use model::record::{Funding, Initiative, Money, PartnerRole, Record};
use search::Order;
use words::dates;

use super::{Answer, PAGE_SIZE, html};
use crate::listing::Listing;
use crate::outputs::embedded;
use crate::page::{Layout, Page};
use crate::serve::error::Error;
use crate::view::copy::{CopyText, initiative_text};
use crate::view::related::{Related, related};
use crate::view::{
    Chip, Fact, Facts, Grouped, Row, Rows, Said, Say, SourceLine, last_read, place_name, source_lines, theme_chips,
};

#[derive(Debug, Template)]
#[template(path = "initiatives/list.html")]
struct InitiativeList {
    say: Say,
    layout: Layout,
    listing: Listing,
    /// What goes on or is to come, what has ended, and what has no date.
    groups: Vec<Grouped>,
}

/// The list: what goes on or is to come by its beginning, then what has ended newest first, then undated.
pub async fn list(page: Page) -> Answer {
    let listing = Listing::of(&page, Scope::Of(Kind::Initiative), Order::Time, PAGE_SIZE).await?;
    let headings =
        [("initiatives-going-on", "pagar"), ("initiatives-over", "avslutade"), ("initiatives-undated", "odaterade")];
    let groups = listing.stages(&page, headings).await?;
    html(&InitiativeList {
        layout: page.layout(&page.say.t("room-initiatives"), &page.say.t("initiatives-lead")),
        groups: groups.into_iter().filter(|group| !group.rows.is_empty()).collect(),
        listing,
        say: page.say.clone(),
    })
}

#[derive(Debug, Template)]
#[template(path = "initiatives/initiative.html")]
struct InitiativePage {
    say: Say,
    layout: Layout,
    title: Said,
    summary: Option<Said>,
    body: Option<Said>,
    partners: Vec<PartnerLine>,
    funding: Vec<FundingLine>,
    facts: Vec<Fact>,
    themes: Vec<Chip>,
    upcoming: Vec<Row>,
    activities: Vec<Row>,
    results: Vec<Row>,
    last_read: Option<String>,
    sources: Vec<SourceLine>,
    poster: Option<String>,
    copy: CopyText,
}

/// A partner with its role.
#[derive(Debug)]
struct PartnerLine {
    href: String,
    name: String,
    role: String,
    is_cluster: bool,
}

/// One line of money.
#[derive(Debug)]
struct FundingLine {
    funder: Option<(String, String)>,
    programme: String,
    reference: String,
    amount: String,
}

/// The page of an initiative.
pub async fn show(page: Page, Path(slug): Path<String>) -> Answer {
    let stored = page.record(Kind::Initiative, &slug).await?;
    let page = page.about(&stored.record);
    let Record::Initiative(initiative) = stored.record.clone() else { return Err(Error::NotFound) };
    let mut records = page.site.store.reader().await?.referring_to(&initiative.head.id).await?;
    records.push(stored);
    let rows = Rows::of(&page, &records).await?;
    let data = records.pop().map(|own| embedded(&page, &own, rows.names(&initiative.head.id)));
    let (Related { upcoming, activities, results, .. }, _) = related(&page, &rows, &records, &initiative.head.id);
    let say = &page.say;
    let (title, summary) = (say.said(&initiative.title), say.maybe(initiative.summary.as_ref()));
    let partners = PartnerRole::ALL.iter().flat_map(|role| partners_with(&page, &rows, &initiative, *role)).collect();
    html(&InitiativePage {
        layout: page
            .layout(&title.text, summary.as_ref().map_or("", |summary| &summary.text))
            .with_data(data.unwrap_or_default()),
        body: say.maybe(initiative.body.as_ref()),
        partners,
        funding: initiative.funding.iter().map(|line| funding_line(&page, &rows, &initiative, line)).collect(),
        facts: facts(&page, &initiative),
        themes: theme_chips(&page, &initiative.themes),
        last_read: last_read(say, &initiative.head.sources),
        sources: source_lines(say, &initiative.head.sources),
        poster: None,
        copy: initiative_text(&page, &initiative, &rows),
        title,
        summary,
        upcoming,
        activities,
        results,
        say: say.clone(),
    })
}

/// The partners that have a role. One who both takes part and pays stands under each.
fn partners_with(page: &Page, rows: &Rows<'_>, initiative: &Initiative, role: PartnerRole) -> Vec<PartnerLine> {
    let with_role = initiative.partners.iter().filter(|partner| partner.role == role);
    let names = rows.names(&initiative.head.id);
    let lines = with_role.filter_map(|partner| {
        let name = &names.iter().find(|linked| linked.name.id == partner.who)?.name;
        Some(PartnerLine {
            href: page.href(name.kind, &name.slug),
            name: name.title(page.lang).to_owned(),
            role: page.say.t(role.key()),
            is_cluster: name.kind == Kind::Cluster,
        })
    });
    lines.collect()
}

fn funding_line(page: &Page, rows: &Rows<'_>, initiative: &Initiative, line: &Funding) -> FundingLine {
    let funder =
        line.funder.as_ref().and_then(|id| rows.names(&initiative.head.id).iter().find(|linked| linked.name.id == *id));
    FundingLine {
        funder: funder
            .map(|linked| (linked.name.title(page.lang).to_owned(), page.href(linked.name.kind, &linked.name.slug))),
        programme: line.programme.clone().unwrap_or_default(),
        reference: line.reference.clone().unwrap_or_default(),
        amount: line.amount.as_ref().map(|money| money_words(&page.say, money)).unwrap_or_default(),
    }
}

fn money_words(say: &Say, money: &Money) -> String {
    let currency = if money.currency.as_str() == "SEK" { say.t("currency-sek") } else { money.currency.to_string() };
    format!("{}\u{a0}{currency}", say.number(money.amount))
}

fn facts(page: &Page, initiative: &Initiative) -> Vec<Fact> {
    let say = &page.say;
    let mut facts = Facts::new(say);
    facts.text("fact-sort", say.t(initiative.kind.key()));
    facts.text("fact-status", say.t(initiative.status.key()));
    let time = Said::from(dates::stretch(page.lang, initiative.start.as_ref(), initiative.end.as_ref()));
    facts.texts("fact-time", [time].into_iter().chain(say.maybe(initiative.date_note.as_ref())));
    let mut places: Vec<String> = initiative.places.iter().filter_map(place_name).collect();
    for county in Record::Initiative(initiative.clone()).counties() {
        if !places.iter().any(|place| place == county.name()) {
            places.push(county.name().to_owned());
        }
    }
    facts.text("fact-where", places.join(", "));
    facts.text("fact-budget", initiative.budget.as_ref().map(|money| money_words(say, money)));
    facts.texts("fact-participants", say.maybe(initiative.participants_note.as_ref()));
    facts.website(initiative.website.as_ref());
    facts.done()
}
