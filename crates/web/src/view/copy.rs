//! A record as plain text, ready to be pasted into a newsletter.

use model::record::{Activity, ActivityStatus, Initiative, Occasion, PracticeResult};
use model::{Id, Lang, Text};
use words::dates;

use super::{Rows, capitalised, place_and_county};
use crate::addresses::Room;
use crate::page::Page;

/// Letters on a line of the field, as good as it can be guessed.
const LINE_LENGTH: usize = 64;
/// Fewest and most lines of the field.
const LINES: std::ops::RangeInclusive<usize> = 6..=24;

/// A text to copy.
#[derive(Debug)]
pub struct CopyText {
    /// The text.
    pub text: String,
    /// Lines that show it whole.
    pub rows: usize,
    /// The script that copies it.
    pub script: String,
}

/// A text as it grows: lines, with an empty one between parts.
#[derive(Debug)]
struct Writing<'a> {
    page: &'a Page,
    lines: Vec<String>,
}

impl<'a> Writing<'a> {
    fn new(page: &'a Page, title: String) -> Self {
        Self { page, lines: vec![title] }
    }

    fn line(&mut self, line: impl Into<Option<String>>) {
        self.lines.extend(line.into().filter(|line| !line.is_empty()));
    }

    fn with(&mut self, key: &str, name: &'static str, value: Option<&str>) {
        self.line(value.map(|value| self.page.say.with(key, name, value)));
    }

    fn part(&mut self, text: Option<&Text>) {
        if let Some(said) = self.page.say.maybe(text) {
            self.lines.extend([String::new(), said.text]);
        }
    }

    fn gap(&mut self) {
        self.lines.push(String::new());
    }

    /// Ends with the record's own address.
    fn done(mut self, path: &str) -> CopyText {
        let address = format!("{}{path}", self.page.site.public_url);
        self.with("copy-link", "address", Some(&address));
        let lines = self.lines.iter().map(|line| line.chars().count().div_ceil(LINE_LENGTH).max(1)).sum::<usize>();
        CopyText {
            text: self.lines.join("\n"),
            rows: lines.clamp(*LINES.start(), *LINES.end()),
            script: self.page.assets().href("js/copy.js"),
        }
    }
}

/// An activity: what, when, where, by whom, for how much, and how to sign up.
#[must_use]
pub fn activity_text(page: &Page, activity: &Activity, rows: &Rows<'_>) -> CopyText {
    let say = &page.say;
    let title = say.said(&activity.title).text;
    let mut text = Writing::new(
        page,
        match activity.status {
            ActivityStatus::Cancelled => say.with("copy-cancelled", "title", &title),
            ActivityStatus::Postponed => say.with("copy-postponed", "title", &title),
            ActivityStatus::Planned | ActivityStatus::Published => title,
        },
    );
    for occasion in &activity.occasions {
        text.line(occasion_line(page, occasion));
        text.with("copy-online", "address", occasion.online.as_ref().map(ToString::to_string).as_deref());
    }
    text.with("copy-hosts", "names", names(page, rows, &activity.head.id, &["host"]).as_deref());
    text.part(activity.summary.as_ref());
    text.gap();
    let price = say.maybe(activity.price.as_ref());
    text.with("copy-price", "price", price.map(|price| price.text).as_deref());
    let sign_up = activity.sign_up.as_ref().map(|sign_up| {
        let by = sign_up.last_day.map(|day| say.with("copy-sign-up-by", "day", &dates::day(page.lang, day.0)));
        let how: Vec<String> = sign_up.url.as_ref().map(ToString::to_string).into_iter().chain(by).collect();
        how.join(", ")
    });
    text.with("copy-sign-up", "how", sign_up.as_deref().filter(|how| !how.is_empty()));
    text.done(&Room::Activities.record_path(page.lang, &activity.head.slug))
}

/// An initiative: what, how it stands, with whom.
#[must_use]
pub fn initiative_text(page: &Page, initiative: &Initiative, rows: &Rows<'_>) -> CopyText {
    let say = &page.say;
    let mut text = Writing::new(page, say.said(&initiative.title).text);
    let time = dates::stretch(page.lang, initiative.start.as_ref(), initiative.end.as_ref());
    let standing = [say.t(initiative.kind.key()), say.t(initiative.status.key()).to_lowercase(), time];
    text.line(standing.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "));
    text.with("copy-with", "names", names(page, rows, &initiative.head.id, &["lead", "host", "partner"]).as_deref());
    text.part(initiative.summary.as_ref());
    text.gap();
    text.with("copy-website", "address", initiative.website.as_ref().map(ToString::to_string).as_deref());
    text.done(&Room::Initiatives.record_path(page.lang, &initiative.head.slug))
}

/// A result: what was found, by whom, what to do with it.
#[must_use]
pub fn result_text(page: &Page, result: &PracticeResult, rows: &Rows<'_>) -> CopyText {
    let say = &page.say;
    let mut text = Writing::new(page, say.said(&result.title).text);
    text.line(result.published.map(|date| capitalised(&dates::partial(page.lang, &date))));
    text.with("copy-by", "names", names(page, rows, &result.head.id, &["organisation"]).as_deref());
    text.part(result.summary.as_ref());
    if let Some(advice) = say.maybe(result.recommendation.as_ref()) {
        text.gap();
        text.with("copy-advice", "text", Some(&advice.text));
    }
    text.gap();
    text.with("copy-read", "address", result.link.as_ref().map(ToString::to_string).as_deref());
    text.done(&Room::Results.record_path(page.lang, &result.head.slug))
}

/// When something is, with its weekday where the day is known: `Torsdag 18 april 2024, kl. 9–12`.
#[must_use]
pub fn when_line(lang: Lang, when: &model::time::When) -> String {
    let whole = dates::when(lang, when);
    match dates::one_day(lang, when).as_deref().and_then(|day| day.split_once(' ')) {
        Some((weekday, _)) => capitalised(&format!("{weekday} {whole}")),
        None => capitalised(&whole),
    }
}

fn occasion_line(page: &Page, occasion: &Occasion) -> String {
    let say = &page.say;
    let when = occasion.when.as_ref().map_or_else(|| say.t("time-unknown"), |when| when_line(page.lang, when));
    let note = say.maybe(occasion.when_note.as_ref()).map(|note| note.text);
    let state = occasion.cancelled.then(|| say.t("activity-status-cancelled"));
    let parts = [Some(when), note, place_and_county(&occasion.place), state];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The names of those who have one of these roles in a record, each once, as in a sentence.
fn names(page: &Page, rows: &Rows<'_>, id: &Id, roles: &[&str]) -> Option<String> {
    let mut found: Vec<String> = Vec::new();
    for role in roles {
        for linked in rows.names(id).iter().filter(|linked| linked.role == **role) {
            let name = linked.name.title(page.lang).to_owned();
            if !found.contains(&name) {
                found.push(name);
            }
        }
    }
    (!found.is_empty()).then(|| page.say.list(&found))
}
