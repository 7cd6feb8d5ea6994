//! The poster of an activity: one sheet of A4 with what one must know, and a code that leads to the rest.

use askama::Template;
use axum::extract::Path;
use model::Kind;
use model::record::{Activity, ActivityStatus, Occasion, Record};
use model::time::When;
use store::read::Stored;
use words::dates::{self, Leaf};

use super::qr::QrCode;
use super::{activity_is_ahead, sign_up};
use crate::addresses::Room;
use crate::page::{Layout, Page};
use crate::pages::{Answer, html};
use crate::serve::error::Error;
use crate::view::{Rows, Said, Say, capitalised, linked_names, place_and_county};

/// Most occasions that a poster shows.
const MOST_OCCASIONS: usize = 6;
/// Most parts of an occasion that it shows.
const MOST_SESSIONS: usize = 3;
/// Longest text about the activity, in characters; it ends with a sentence.
const LONGEST_TEXT: usize = 420;
/// How much shorter it is for every occasion after the first.
const SHORTER_FOR_EACH: usize = 80;
/// How much shorter it is under a line that says that all is off.
const SHORTER_FOR_ALERT: usize = 160;
/// Where there is room for less, there is none.
const SHORTEST_TEXT: usize = 120;

#[derive(Debug, Template)]
#[template(path = "activities/poster.html")]
struct PosterPage {
    say: Say,
    layout: Layout,
    script: String,
    back: String,
    alert: Option<String>,
    /// Whether it has been.
    over: bool,
    sort: String,
    title: Said,
    /// How large the title may be.
    size: &'static str,
    occasions: Vec<PosterOccasion>,
    /// How many occasions there was no room for.
    more: usize,
    text: Option<Said>,
    facts: Vec<(String, Said)>,
    hosts: String,
    lead_on: &'static str,
    /// The activity's address as one would type it.
    short: String,
    code: Option<QrCode>,
}

/// An occasion on the poster.
#[derive(Debug)]
struct PosterOccasion {
    leaf: Leaf,
    past: bool,
    day: String,
    hours: Option<String>,
    note: Option<Said>,
    /// What is on then, when the occasion has parts.
    sessions: Vec<Said>,
    place: Option<String>,
    cancelled: bool,
}

/// The poster of an activity.
pub async fn show(page: Page, Path(slug): Path<String>) -> Answer {
    let records = [page.record(Kind::Activity, &slug).await?];
    let page = page.about(&records[0].record);
    let rows = Rows::of(&page, &records).await?;
    let [Stored { record: Record::Activity(activity), .. }] = &records else { return Err(Error::NotFound) };
    let say = &page.say;
    let title = say.said(&activity.title);
    let back = Room::Activities.record_path(page.lang, &activity.head.slug);
    let address = format!("{}{back}", page.site.public_url);
    let alert = match activity.status {
        ActivityStatus::Cancelled => Some(say.t("poster-cancelled")),
        ActivityStatus::Postponed => Some(say.t("poster-postponed")),
        ActivityStatus::Planned | ActivityStatus::Published => None,
    };
    let (occasions, more) = shown(&page, activity);
    let taken = SHORTER_FOR_EACH * occasions.len().saturating_sub(1);
    let room = LONGEST_TEXT.saturating_sub(taken + if alert.is_some() { SHORTER_FOR_ALERT } else { 0 });
    let signs_up = alert.is_none() && activity.sign_up.is_some() && activity_is_ahead(&page, activity);
    let hosts = linked_names(&page, &rows, &activity.head.id, "host").into_iter().map(|(name, _)| name.text);
    html(&PosterPage {
        layout: page.layout(&say.with("poster-title", "title", &title.text), &title.text),
        script: page.assets().href("js/print.js"),
        over: activity.occasions.iter().any(|occasion| occasion.when.is_some()) && !activity_is_ahead(&page, activity),
        sort: say.t(activity.kind.key()),
        size: size(&title.text),
        occasions: occasions.into_iter().map(|occasion| poster_occasion(&page, occasion)).collect(),
        more,
        text: say.maybe(activity.summary.as_ref()).and_then(|summary| sentences(summary, room)),
        facts: if alert.is_none() { facts(&page, activity) } else { Vec::new() },
        hosts: say.list(&hosts.collect::<Vec<_>>()),
        lead_on: if signs_up { "poster-more" } else { "poster-all" },
        short: address.split_once("://").map_or(address.as_str(), |(_, rest)| rest).to_owned(),
        code: QrCode::of(&address),
        back,
        alert,
        title,
        say: say.clone(),
    })
}

/// The occasions that are yet to come, or all when there are none; and how many there is no room for.
fn shown<'a>(page: &Page, activity: &'a Activity) -> (Vec<&'a Occasion>, usize) {
    let now = page.site.clock.now();
    let is_ahead = |occasion: &&Occasion| {
        occasion.when.as_ref().is_none_or(|when| when.span().until.is_none_or(|until| until > now))
    };
    let ahead: Vec<&Occasion> = activity.occasions.iter().filter(is_ahead).collect();
    let mut all = if ahead.is_empty() { activity.occasions.iter().collect() } else { ahead };
    let more = all.len().saturating_sub(MOST_OCCASIONS);
    all.truncate(MOST_OCCASIONS);
    (all, more)
}

fn poster_occasion(page: &Page, occasion: &Occasion) -> PosterOccasion {
    let (say, now) = (&page.say, page.site.clock.now());
    let when = occasion.when.as_ref();
    let one_day = when.and_then(|when| dates::one_day(page.lang, when));
    let hours = match when {
        Some(When::Clock { start, end, .. }) if one_day.is_some() => {
            Some(capitalised(&dates::hours(page.lang, start.0, end.map(|end| end.0))))
        }
        _ => None,
    };
    let day = one_day.or_else(|| when.map(|when| dates::when(page.lang, when)));
    PosterOccasion {
        leaf: dates::leaf(page.lang, when, page.site.clock.today()),
        past: when.is_some_and(|when| when.span().until.is_some_and(|until| until <= now)),
        day: day.map_or_else(|| say.t("time-unknown"), |day| capitalised(&day)),
        hours,
        note: say.maybe(occasion.when_note.as_ref()),
        sessions: occasion.sessions.iter().take(MOST_SESSIONS).map(|session| say.said(&session.title)).collect(),
        place: place_and_county(&occasion.place).or_else(|| occasion.online.as_ref().map(|_| say.t("form-online"))),
        cancelled: occasion.cancelled,
    }
}

fn facts(page: &Page, activity: &Activity) -> Vec<(String, Said)> {
    let say = &page.say;
    let mut facts = Vec::new();
    let mut add = |key: &str, said: Option<Said>| facts.extend(said.map(|said| (say.t(key), said)));
    add("poster-audience", say.maybe(activity.audience.as_ref()));
    add("poster-price", say.maybe(activity.price.as_ref()));
    let open = sign_up(page, activity).filter(|sign_up| sign_up.open);
    let how = open.map(|sign_up| {
        let by = sign_up.last_day.map(|day| say.with("poster-sign-up-by", "day", &day));
        let parts = Some(sign_up.publisher).into_iter().chain(by).filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join(", ")
    });
    add("poster-sign-up", how.filter(|how| !how.is_empty()).map(Said::from));
    facts
}

/// As many sentences as there is room for; where there is some, the first in any case.
fn sentences(said: Said, room: usize) -> Option<Said> {
    if room < SHORTEST_TEXT {
        return None;
    }
    let rest = Said { text: said.rest().to_owned(), lang: said.lang };
    let mut text = said.lead().to_owned();
    let mut left = rest;
    while !left.text.is_empty() && text.chars().count() + left.lead().chars().count() < room {
        text = format!("{text} {}", left.lead());
        left = Said { text: left.rest().to_owned(), lang: left.lang };
    }
    Some(Said { text, lang: said.lang })
}

/// Long titles are set smaller, in steps; so is one with a word that would not fit.
fn size(title: &str) -> &'static str {
    let letters = title.chars().count();
    let longest_word = title.split([' ', '-', '–']).map(|word| word.chars().count()).max().unwrap_or_default();
    match (letters, longest_word) {
        (0..=24, 0..=11) => "is-huge",
        (0..=42, 0..=15) => "is-large",
        (0..=84, 0..=21) => "is-medium",
        _ => "is-small",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_titles_and_long_words_are_set_smaller() {
        for (title, step) in [
            ("Fältdag på Lövsta", "is-huge"),
            ("Livsmedelsberedskap", "is-medium"),
            ("Klusterträff i Gamleby om vatten", "is-large"),
            ("Livsmedelsberedskap – hur säkras matförsörjningen i kris?", "is-medium"),
            (&"Ett långt namn ".repeat(9), "is-small"),
        ] {
            assert_eq!(size(title), step, "{title}");
        }
    }

    #[test]
    fn the_text_ends_with_a_sentence() {
        let sentence = "En mening som är ganska lång och som säger något om dagen.";
        let text = sentences(Said::from([sentence; 20].join(" ")), LONGEST_TEXT).unwrap().text;
        assert!(text.ends_with('.') && text.chars().count() <= LONGEST_TEXT, "{text}");
        assert_eq!(sentences(Said::from(sentence.to_owned()), SHORTEST_TEXT).unwrap().text, sentence);
        assert_eq!(sentences(Said::from(sentence.to_owned()), 20), None);
    }
}
