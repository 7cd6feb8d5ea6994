//! The challenges: what the network has chosen to act on together, and who does what about it, county by county.

use askama::Template;
use axum::extract::Path;
use model::Kind;
use model::record::{Record, Theme};
use words::dates;

use super::{Answer, html};
use crate::addresses::Room;
use crate::outputs::{embedded, wider_names};
use crate::page::{Layout, Page};
use crate::serve::error::Error;
use crate::view::county_cell::{CountyCell, Tally, county_cells, theme_in_words};
use crate::view::on_theme::OnTheme;
use crate::view::{Chip, Said, Say, SourceLine, chip, source_lines};

/// A challenge in short, as the home page and the list show it.
#[derive(Debug)]
pub struct ChallengeCard {
    /// Its page.
    pub href: String,
    /// Its name.
    pub label: Said,
    /// What is at stake.
    pub summary: Said,
    /// What is to be reached.
    pub goal: Said,
    /// The counties from south to north.
    pub counties: Vec<CountyCell>,
    /// What the strip shows, in words.
    pub sum: String,
}

/// The challenges with how much there is on each.
#[must_use]
pub fn challenge_cards(page: &Page, tally: &Tally) -> Vec<ChallengeCard> {
    page.landscape.challenges().filter_map(|theme| card(page, tally, theme)).collect()
}

fn card(page: &Page, tally: &Tally, theme: &Theme) -> Option<ChallengeCard> {
    let (say, challenge) = (&page.say, theme.challenge.as_ref()?);
    let counties = county_cells(page, tally, theme);
    let active = counties.iter().filter(|cell| cell.total() > 0).count();
    Some(ChallengeCard {
        href: Room::Challenges.record_path(page.lang, &theme.head.slug),
        label: say.said(&theme.label),
        summary: say.said(&challenge.summary),
        goal: say.said(&challenge.goal),
        sum: say.with2(
            "challenge-sum",
            "works",
            &theme_in_words(say, tally, theme),
            "counties",
            &say.count("challenge-counties", active),
        ),
        counties,
    })
}

#[derive(Debug, Template)]
#[template(path = "challenges/list.html")]
struct ChallengeList {
    say: Say,
    layout: Layout,
    challenges: Vec<ChallengeCard>,
}

/// The challenges.
pub async fn list(page: Page) -> Answer {
    let tally = Tally::of(&page, page.landscape.challenges()).await?;
    html(&ChallengeList {
        layout: page.layout(&page.say.t("room-challenges"), &page.say.t("challenges-lead")),
        challenges: challenge_cards(&page, &tally),
        say: page.say.clone(),
    })
}

#[derive(Debug, Template)]
#[template(path = "challenges/challenge.html")]
struct ChallengePage {
    say: Say,
    layout: Layout,
    theme_href: String,
    card: ChallengeCard,
    definition: Option<Said>,
    since: Option<String>,
    broader: Vec<Chip>,
    narrower: Vec<Chip>,
    on: OnTheme,
    sources: Vec<SourceLine>,
}

/// The page of a challenge.
pub async fn show(page: Page, Path(slug): Path<String>) -> Answer {
    let own = page.record(Kind::Theme, &slug).await?;
    let Record::Theme(theme) = &own.record else { return Err(Error::NotFound) };
    let Some(challenge) = &theme.challenge else { return Err(Error::NotFound) };
    let (say, land) = (&page.say, &page.landscape);
    let (on, tally) = OnTheme::of(&page, theme).await?;
    let card = card(&page, &tally, theme).ok_or(Error::NotFound)?;
    let below = land.themes.iter().filter(|other| other.broader.contains(&theme.head.id));
    html(&ChallengePage {
        layout: page.layout(&card.label.text, &card.summary.text).with_data(embedded(
            &page,
            &own,
            &wider_names(&page, theme),
        )),
        theme_href: page.href(Kind::Theme, &theme.head.slug),
        definition: say.maybe(theme.definition.as_ref()),
        since: challenge.since.map(|date| dates::partial(page.lang, &date)),
        broader: theme.broader.iter().filter_map(|id| Some(chip(&page, land.theme(id)?))).collect(),
        narrower: below.map(|other| chip(&page, other)).collect(),
        on,
        sources: source_lines(say, &theme.head.sources),
        card,
        say: say.clone(),
    })
}
