//! The rows of lists: each record in a line or two, with what refers to it by name.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::civil::Date;
use model::record::{Activity, ActivityStatus, Clipping, Initiative, Occasion, Organisation, PracticeResult, Record};
use model::time::When;
use model::{Id, Kind};
use store::read::{LinkedName, Stored};
use words::dates::{self, Leaf};

use super::Said;
use crate::page::Page;
use crate::serve::error::Error;

/// Most themes that a row shows.
const MOST_CHIPS: usize = 3;

/// One record in a list.
#[derive(Debug, Clone)]
pub struct Row {
    /// Its page.
    pub href: String,
    /// What it is called.
    pub title: Said,
    /// Its tear-off leaf; `None` for what has no time of its own.
    pub leaf: Option<Leaf>,
    /// Whether its time has passed.
    pub past: bool,
    /// Who and where, put together with dots.
    pub line: Vec<String>,
    /// A few sentences about it.
    pub summary: Option<Said>,
    /// Where in its texts the words that were looked for stand.
    pub snippet: Vec<search::Piece>,
    /// The language of that, when it is not the page's.
    pub snippet_lang: Option<&'static str>,
    /// What kind of record it is, where a list has several.
    pub kind: Option<String>,
    /// Its first themes.
    pub themes: Vec<Chip>,
    /// Its sort: course, project.
    pub sort: Option<String>,
    /// Where one takes part, when it is known.
    pub form: Option<String>,
    /// A state that must be seen: cancelled, postponed.
    pub alert: Option<String>,
}

/// A theme as a small link.
#[derive(Debug, Clone)]
pub struct Chip {
    /// The theme's page.
    pub href: String,
    /// Its label.
    pub label: Said,
}

/// Rows under a heading.
#[derive(Debug)]
pub struct Grouped {
    /// The heading.
    pub heading: String,
    /// The heading's anchor.
    pub anchor: String,
    /// The rows.
    pub rows: Vec<Row>,
}

/// Makes rows of records whose linked names have been read, all in one statement.
#[derive(Debug)]
pub struct Rows<'a> {
    page: &'a Page,
    names: HashMap<Id, Vec<LinkedName>>,
    today: Date,
    now: Timestamp,
}

impl<'a> Rows<'a> {
    /// Reads the names that some records refer to.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn of(page: &'a Page, records: &[Stored]) -> Result<Self, Error> {
        let ids: Vec<Id> = records.iter().map(|stored| stored.record.head().id.clone()).collect();
        let linked = page.site.store.reader().await?.names_of_linked(&ids).await?;
        let mut names: HashMap<Id, Vec<LinkedName>> = HashMap::new();
        for name in linked {
            names.entry(name.from.clone()).or_default().push(name);
        }
        Ok(Self { page, names, today: page.site.clock.today(), now: page.site.clock.now() })
    }

    /// The names that a record refers to.
    #[must_use]
    pub fn names(&self, id: &Id) -> &[LinkedName] {
        self.names.get(id).map_or(&[], Vec::as_slice)
    }

    /// The rows of some records.
    #[must_use]
    pub fn all(&self, records: &[Stored]) -> Vec<Row> {
        records.iter().map(|stored| self.row(&stored.record)).collect()
    }

    /// The row of a record.
    #[must_use]
    pub fn row(&self, record: &Record) -> Row {
        let say = &self.page.say;
        let head = record.head();
        let (lang, title) = record.title(say.lang);
        let body = matches!(record.kind(), Kind::Cluster | Kind::Organisation);
        let lang = (lang != say.lang && !body).then(|| lang.code());
        let row = Row {
            href: self.page.href(record.kind(), &head.slug),
            title: Said { text: title.to_owned(), lang },
            leaf: None,
            past: false,
            line: Vec::new(),
            summary: None,
            snippet: Vec::new(),
            snippet_lang: None,
            kind: None,
            themes: self.chips(record),
            sort: None,
            form: None,
            alert: None,
        };
        match record {
            Record::Activity(activity) => self.activity(activity, row),
            Record::Initiative(initiative) => self.initiative(initiative, row),
            Record::Result(result) => self.result(result, row),
            Record::Clipping(clipping) => self.clipping(clipping, row),
            Record::Organisation(organisation) => self.organisation(organisation, row),
            Record::Cluster(cluster) => Row { summary: Some(say.said(&cluster.summary)), ..row },
            Record::Theme(theme) => Row { summary: say.maybe(theme.definition.as_ref()), ..row },
        }
    }

    fn chips(&self, record: &Record) -> Vec<Chip> {
        let themes = record.themes().iter().filter_map(|id| self.page.landscape.theme(id));
        themes.take(MOST_CHIPS).map(|theme| chip(self.page, theme)).collect()
    }

    fn activity(&self, activity: &Activity, row: Row) -> Row {
        let shown = shown_occasion(activity, self.now);
        let when = shown.and_then(|occasion| occasion.when.as_ref());
        let hours = when.and_then(|when| hours_of(self.page.say.lang, when));
        let past = activity.occasions.iter().any(|o| o.when.is_some()) && self.is_over(activity);
        Row { past, ..self.activity_at(activity, shown, hours, row) }
    }

    /// The row of an activity at one of its occasions, with the hours as they are said there.
    #[must_use]
    pub fn occasion(&self, record: &Record, occasion: &Occasion, hours: Option<String>) -> Row {
        let row = self.row(record);
        let Record::Activity(activity) = record else { return row };
        let over = |span: model::time::Span| span.until.is_some_and(|until| until <= self.now);
        let past = occasion.when.as_ref().is_some_and(|when| over(when.span()));
        let cancelled = occasion.cancelled.then(|| self.page.say.t(ActivityStatus::Cancelled.key()));
        let row = self.activity_at(activity, Some(occasion), hours, row);
        Row { past, alert: row.alert.or(cancelled), ..row }
    }

    fn activity_at(&self, activity: &Activity, shown: Option<&Occasion>, hours: Option<String>, row: Row) -> Row {
        let say = &self.page.say;
        let when = shown.and_then(|occasion| occasion.when.as_ref());
        let more = activity.occasions.len().saturating_sub(1);
        let mut line = Vec::new();
        line.extend(self.bodies(&activity.head.id, &["host"]));
        line.extend(shown.and_then(|occasion| place_name(&occasion.place)));
        line.extend(hours);
        if more > 0 {
            line.push(say.count("occasions-more", more));
        }
        let alert = match activity.status {
            ActivityStatus::Cancelled | ActivityStatus::Postponed => Some(say.t(activity.status.key())),
            ActivityStatus::Planned | ActivityStatus::Published => None,
        };
        Row {
            leaf: Some(dates::leaf(say.lang, when, self.today)),
            line,
            summary: say.maybe(activity.summary.as_ref()),
            sort: Some(say.t(activity.kind.key())),
            form: activity.form.map(|form| say.t(form.key())),
            alert,
            ..row
        }
    }

    fn is_over(&self, activity: &Activity) -> bool {
        let spans = activity.occasions.iter().filter_map(|o| o.when.as_ref()).map(When::span);
        spans.into_iter().all(|span| span.until.is_some_and(|until| until <= self.now))
    }

    fn initiative(&self, initiative: &Initiative, row: Row) -> Row {
        let say = &self.page.say;
        let mut line = Vec::new();
        line.extend(self.bodies(&initiative.head.id, &["lead", "host", "partner"]));
        let time = dates::stretch(say.lang, initiative.start.as_ref(), initiative.end.as_ref());
        line.extend((!time.is_empty()).then_some(time));
        Row {
            line,
            summary: say.maybe(initiative.summary.as_ref()),
            sort: Some(say.t(initiative.kind.key())),
            past: initiative.status == model::record::InitiativeStatus::Ended,
            ..row
        }
    }

    fn result(&self, result: &PracticeResult, row: Row) -> Row {
        let say = &self.page.say;
        let mut line = Vec::new();
        line.extend(self.bodies(&result.head.id, &["organisation"]));
        line.extend(result.published.map(|date| dates::partial(say.lang, &date)));
        Row { line, summary: say.maybe(result.summary.as_ref()), ..row }
    }

    fn clipping(&self, clipping: &Clipping, row: Row) -> Row {
        let say = &self.page.say;
        let mut line = vec![clipping.link.publisher()];
        line.extend(clipping.date.map(|date| dates::partial(say.lang, &date)));
        Row { line, summary: say.maybe(clipping.comment.as_ref()), ..row }
    }

    fn organisation(&self, organisation: &Organisation, row: Row) -> Row {
        let say = &self.page.say;
        let mut line = Vec::new();
        line.extend(organisation.kind.map(|kind| say.t(kind.key())));
        line.extend(place_name(&organisation.place));
        Row { line, summary: say.maybe(organisation.summary.as_ref()), ..row }
    }

    /// The names of those who have a role in a record, as in a sentence; after three, how many more.
    fn bodies(&self, id: &Id, roles: &[&str]) -> Option<String> {
        const MOST: usize = 3;
        let lang = self.page.say.lang;
        let mut found: Vec<String> = Vec::new();
        for role in roles {
            for name in self.names(id).iter().filter(|name| name.role == **role) {
                let title = name.name.title(lang).to_owned();
                if !found.contains(&title) {
                    found.push(title);
                }
            }
        }
        if found.is_empty() {
            return None;
        }
        if found.len() > MOST + 1 {
            let more = found.len() - MOST;
            found.truncate(MOST);
            found.push(self.page.say.count("bodies-more", more));
        }
        Some(self.page.say.list(&found))
    }
}

impl Row {
    /// Its sort, who and where, in the order in which they are read.
    #[must_use]
    pub fn meta(&self) -> Vec<&str> {
        self.kind
            .as_deref()
            .into_iter()
            .chain(self.sort.as_deref())
            .chain(self.line.iter().map(String::as_str))
            .collect()
    }

    /// Whether there is anything of that.
    #[must_use]
    pub fn has_meta(&self) -> bool {
        self.kind.is_some() || self.sort.is_some() || !self.line.is_empty()
    }
}

impl From<String> for Said {
    fn from(text: String) -> Self {
        Self { text, lang: None }
    }
}

/// The occasion that a list shows: the next that has not ended, else the last that is known.
#[must_use]
pub fn shown_occasion(activity: &Activity, now: Timestamp) -> Option<&Occasion> {
    let timed = || activity.occasions.iter().filter_map(|o| Some((o.when.as_ref()?.span(), o)));
    let next = timed().filter(|(span, _)| span.until.is_none_or(|until| until > now)).min_by_key(|(span, _)| span.from);
    let last = || timed().max_by_key(|(span, _)| span.from);
    next.or_else(last).map(|(_, occasion)| occasion).or(activity.occasions.first())
}

/// What a place is called: its own name, else its municipality, else its county.
#[must_use]
pub fn place_name(place: &model::record::Place) -> Option<String> {
    place
        .name
        .clone()
        .or_else(|| place.municipality.map(|municipality| municipality.name().to_owned()))
        .or_else(|| place.county.map(|county| county.name().to_owned()))
}

/// What a place is called, with its county where that says more.
#[must_use]
pub fn place_and_county(place: &model::record::Place) -> Option<String> {
    place_name(place).map(|name| match place.county {
        Some(county) if county.name() != name => format!("{name}, {}", county.name()),
        _ => name,
    })
}

fn hours_of(lang: model::Lang, when: &When) -> Option<String> {
    match when {
        When::Clock { start, end, .. } => {
            let end = end.map(|end| end.0).filter(|end| end.date() == start.0.date());
            Some(dates::hours(lang, start.0, end))
        }
        When::Days { .. } | When::Partial(_) => None,
    }
}

/// A theme as a small link.
#[must_use]
pub fn chip(page: &Page, theme: &model::record::Theme) -> Chip {
    Chip { href: page.href(Kind::Theme, &theme.head.slug), label: page.say.said(&theme.label) }
}
