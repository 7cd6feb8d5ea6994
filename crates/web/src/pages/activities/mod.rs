//! Activities: what is to come, what has been, and the page of each.

pub mod poster;
mod qr;

use askama::Template;
use axum::extract::Path;
use jiff::Timestamp;
use model::Kind;
use model::filter::{Period, Scope};
use model::record::{Activity, ActivityStatus, Form, Occasion, Record};
use search::Order;
use store::read::Stored;
use words::dates::{self, Leaf};

use super::{Answer, PAGE_SIZE, html};
use crate::addresses::{Room, poster_path};
use crate::listing::Listing;
use crate::outputs::embedded;
use crate::page::{Layout, Page};
use crate::serve::error::Error;
use crate::view::copy::{CopyText, activity_text};
use crate::view::{
    Chip, Fact, Facts, Grouped, Rows, Said, Say, SourceLine, Switch, capitalised, last_read, linked_names,
    place_and_county, source_lines, theme_chips,
};

#[derive(Debug, Template)]
#[template(path = "activities/list.html")]
struct ActivityList {
    say: Say,
    layout: Layout,
    switch: Switch,
    listing: Listing,
    /// What is to come, what has been, and what has no date.
    groups: Vec<Grouped>,
    /// Set when nothing is to come and that is worth saying; whether something has been.
    nothing_upcoming: Option<bool>,
}

/// The list: upcoming in time order, then past newest first, then undated.
pub async fn list(page: Page) -> Answer {
    let listing = Listing::of(&page, Scope::Of(Kind::Activity), Order::Time, PAGE_SIZE).await?;
    let headings = [("upcoming", "kommande"), ("activities-past", "tidigare"), ("activities-undated", "odaterade")];
    let groups = listing.stages(&page, headings).await?;
    let first =
        listing.filter.after.is_none() && listing.filter.period != Period::Past && !listing.filter.asks_for_days();
    let nothing_upcoming = first && listing.found.total > 0 && groups[0].rows.is_empty();
    let any_past = !groups[1].rows.is_empty();
    html(&ActivityList {
        layout: page.layout(&page.say.t("room-activities"), &page.say.t("activities-lead")),
        switch: Switch::new(&page, Room::Activities, &listing.filter),
        nothing_upcoming: nothing_upcoming.then_some(any_past),
        groups: groups.into_iter().filter(|group| !group.rows.is_empty()).collect(),
        listing,
        say: page.say.clone(),
    })
}

#[derive(Debug, Template)]
#[template(path = "activities/activity.html")]
struct ActivityPage {
    say: Say,
    layout: Layout,
    title: Said,
    alert: Option<String>,
    over: bool,
    online_only: bool,
    summary: Option<Said>,
    body: Option<Said>,
    occasions: Vec<OccasionView>,
    facts: Vec<Fact>,
    themes: Vec<Chip>,
    sign_up: Option<SignUpView>,
    last_read: Option<String>,
    sources: Vec<SourceLine>,
    poster: Option<String>,
    copy: CopyText,
}

/// An occasion as it is shown.
#[derive(Debug)]
struct OccasionView {
    leaf: Leaf,
    past: bool,
    when: Option<String>,
    note: Option<Said>,
    place: Option<String>,
    online: Option<(String, String)>,
    cancelled: bool,
    sessions: Vec<SessionView>,
}

#[derive(Debug)]
struct SessionView {
    when: Option<String>,
    title: Said,
    summary: Option<Said>,
}

#[derive(Debug)]
struct SignUpView {
    href: Option<String>,
    publisher: String,
    last_day: Option<String>,
    open: bool,
}

/// The page of an activity.
pub async fn show(page: Page, Path(slug): Path<String>) -> Answer {
    let stored = page.record(Kind::Activity, &slug).await?;
    let page = page.about(&stored.record);
    let records = [stored];
    let rows = Rows::of(&page, &records).await?;
    let [Stored { record: Record::Activity(activity), .. }] = &records else { return Err(Error::NotFound) };
    let say = &page.say;
    let (title, summary) = (say.said(&activity.title), say.maybe(activity.summary.as_ref()));
    let alert =
        matches!(activity.status, ActivityStatus::Cancelled | ActivityStatus::Postponed | ActivityStatus::Planned);
    html(&ActivityPage {
        layout: page.layout(&title.text, summary.as_ref().map_or("", |summary| &summary.text)).with_data(embedded(
            &page,
            &records[0],
            rows.names(&activity.head.id),
        )),
        alert: alert.then(|| say.t(activity.status.key())),
        over: activity.occasions.iter().any(|occasion| occasion.when.is_some()) && !activity_is_ahead(&page, activity),
        online_only: activity.form == Some(Form::Online),
        body: say.maybe(activity.body.as_ref()),
        occasions: activity.occasions.iter().map(|occasion| occasion_view(&page, occasion)).collect(),
        facts: facts(&page, activity, &rows),
        themes: theme_chips(&page, &activity.themes),
        sign_up: sign_up(&page, activity),
        last_read: last_read(say, &activity.head.sources),
        sources: source_lines(say, &activity.head.sources),
        poster: Some(poster_path(page.lang, &activity.head.slug)),
        copy: activity_text(&page, activity, &rows),
        title,
        summary,
        say: say.clone(),
    })
}

fn occasion_view(page: &Page, occasion: &Occasion) -> OccasionView {
    let (say, now) = (&page.say, page.site.clock.now());
    let when = occasion.when.as_ref();
    let over = |until: Option<Timestamp>| until.is_some_and(|until| until <= now);
    OccasionView {
        leaf: dates::leaf(say.lang, when, page.site.clock.today()),
        past: when.is_some_and(|when| over(when.span().until)),
        when: when.map(|when| capitalised(&dates::when(say.lang, when))),
        note: say.maybe(occasion.when_note.as_ref()),
        place: place_and_county(&occasion.place),
        online: occasion.online.as_ref().map(|link| (link.to_string(), link.publisher())),
        cancelled: occasion.cancelled,
        sessions: occasion
            .sessions
            .iter()
            .map(|session| SessionView {
                when: session.when.as_ref().map(|when| dates::when(say.lang, when)),
                title: say.said(&session.title),
                summary: say.maybe(session.summary.as_ref()),
            })
            .collect(),
    }
}

fn sign_up(page: &Page, activity: &Activity) -> Option<SignUpView> {
    let sign_up = activity.sign_up.as_ref()?;
    let today = page.site.clock.today();
    let ahead = activity_is_ahead(page, activity);
    Some(SignUpView {
        href: sign_up.url.as_ref().map(ToString::to_string),
        publisher: sign_up.url.as_ref().map(model::text::WebAddress::publisher).unwrap_or_default(),
        last_day: sign_up.last_day.map(|day| dates::day(page.lang, day.0)),
        open: ahead && sign_up.last_day.is_none_or(|day| day.0 >= today),
    })
}

fn activity_is_ahead(page: &Page, activity: &Activity) -> bool {
    let spans = activity.occasions.iter().filter_map(|occasion| occasion.when.as_ref()).map(model::time::When::span);
    spans.into_iter().any(|span| span.until.is_none_or(|until| until > page.site.clock.now()))
}

fn facts(page: &Page, activity: &Activity, rows: &Rows<'_>) -> Vec<Fact> {
    let say = &page.say;
    let linked = |role: &str| linked_names(page, rows, &activity.head.id, role);
    let mut facts = Facts::new(say);
    facts.text("fact-sort", say.t(activity.kind.key()));
    facts.links("fact-hosts", linked("host"));
    facts.text("fact-form-of", activity.form.map(|form| say.t(form.key())));
    facts.links("fact-part-of", linked("initiative"));
    facts.links("fact-funders", linked("funder"));
    facts.texts("fact-audience", say.maybe(activity.audience.as_ref()));
    facts.texts("fact-price", say.maybe(activity.price.as_ref()));
    let languages = activity.languages.iter().map(|code| match code.as_str() {
        "sv" | "en" => say.t(&format!("language-{code}")),
        other => other.to_owned(),
    });
    facts.text("fact-language", say.list(&languages.collect::<Vec<_>>()));
    let count = activity.participants.map(|count| Said::from(say.count("participants", count)));
    facts.texts("fact-participants", count.into_iter().chain(say.maybe(activity.participants_note.as_ref())));
    facts.done()
}
