//! What the index knows of a record.

use model::geo::Position;
use model::places::Places;
use model::record::{Precision, Record};
use model::time::Span;
use model::{County, Id, Kind, Lang, Municipality, Text};
use store::read::LinkedName;

use crate::Labels;

/// A record as it goes into the index.
#[derive(Debug, Default)]
pub(crate) struct Entry {
    pub kind: Option<Kind>,
    pub id: String,
    pub titles: Said,
    /// Who, where and about what: names of clusters, places, themes, and the words of its vocabularies.
    pub around: Said,
    pub bodies: Said,
    pub sort: Option<&'static str>,
    pub status: Option<&'static str>,
    pub form: Option<&'static str>,
    pub themes: Vec<String>,
    pub clusters: Vec<String>,
    pub counties: Vec<County>,
    pub municipalities: Vec<Municipality>,
    pub langs: Vec<Lang>,
    pub spans: Vec<Span>,
    pub positions: Vec<Position>,
}

/// Texts in the two languages.
#[derive(Debug, Default)]
pub(crate) struct Said {
    pub sv: Vec<String>,
    pub en: Vec<String>,
}

impl Said {
    fn text(&mut self, text: &Text) {
        self.sv.extend(text.only(Lang::Sv).map(str::to_owned));
        self.en.extend(text.only(Lang::En).map(str::to_owned));
    }

    fn texts<'a>(&mut self, texts: impl IntoIterator<Item = Option<&'a Text>>) {
        texts.into_iter().flatten().for_each(|text| self.text(text));
    }

    /// A name, which is the same in both.
    fn name(&mut self, name: &str) {
        self.sv.push(name.to_owned());
        self.en.push(name.to_owned());
    }

    pub fn of(&self, lang: Lang) -> &[String] {
        match lang {
            Lang::Sv => &self.sv,
            Lang::En => &self.en,
        }
    }
}

impl Entry {
    /// What is to be known of a record, with the names of what it refers to.
    pub fn of(record: &Record, linked: &[LinkedName], labels: &Labels, places: &Places) -> Self {
        let mut entry = Self {
            kind: Some(record.kind()),
            id: record.head().id.to_string(),
            counties: record.counties(),
            ..Self::default()
        };
        if record.kind() == Kind::Cluster || record.kind() == Kind::Theme {
            let own = if record.kind() == Kind::Cluster { &mut entry.clusters } else { &mut entry.themes };
            own.push(entry.id.clone());
        }
        // Only what everyone may see is among the names: a theme that is not public is not counted by either.
        let is_public = |theme: &&Id| linked.iter().any(|name| name.name.id == **theme);
        entry.themes.extend(record.themes().iter().filter(is_public).map(Id::to_string));
        for name in linked {
            if name.name.kind == Kind::Cluster && !entry.clusters.contains(&name.name.id.to_string()) {
                entry.clusters.push(name.name.id.to_string());
            }
            if name.name.sv == name.name.en {
                entry.around.name(&name.name.sv);
            } else {
                entry.around.sv.push(name.name.sv.clone());
                entry.around.en.push(name.name.en.clone());
            }
        }
        entry.place(record, places);
        entry.words(record);
        let key = match record {
            Record::Activity(activity) => activity.kind.key(),
            Record::Initiative(initiative) => initiative.kind.key(),
            Record::Organisation(organisation) => organisation.kind.map_or("", |kind| kind.key()),
            _ => "",
        };
        for key in [key, entry.kind.map_or("", Kind::key), entry.form_key(record)] {
            if let Some((sv, en)) = labels.get(key) {
                entry.around.sv.push(sv.clone());
                entry.around.en.push(en.clone());
            }
        }
        entry.langs = Lang::ALL.into_iter().filter(|lang| has_text_in(record, *lang)).collect();
        entry
    }

    fn form_key(&mut self, record: &Record) -> &'static str {
        let Record::Activity(activity) = record else { return "" };
        self.form = activity.form.map(|form| form.code());
        activity.form.map_or("", |form| form.key())
    }

    fn place(&mut self, record: &Record, places: &Places) {
        for (_, place) in record.places() {
            place.name.iter().for_each(|name| self.around.name(name));
            if let Some(municipality) = place.municipality
                && !self.municipalities.contains(&municipality)
            {
                self.municipalities.push(municipality);
                self.around.name(municipality.name());
            }
            // A point that stands for a county is never a place; a municipality without a point is its seat.
            let point = place.point.filter(|point| point.precision != Precision::Region).map(Position::from);
            let near = point.or_else(|| {
                let sought = place.point.is_none().then_some(place.municipality).flatten();
                sought.and_then(|municipality| places.seat(municipality))
            });
            self.positions.extend(near);
        }
        for county in &self.counties {
            self.around.name(county.short_name());
        }
        if record.kind() == Kind::Activity {
            self.positions.dedup();
        }
    }

    fn words(&mut self, record: &Record) {
        match record {
            Record::Cluster(cluster) => {
                self.titles.name(&cluster.name);
                cluster.short_name.iter().chain(&cluster.also_known_as).for_each(|name| self.titles.name(name));
                self.bodies.texts([Some(&cluster.summary), cluster.body.as_ref(), cluster.area.as_ref()]);
                self.bodies.texts(cluster.facts.iter().map(Some));
                self.status = Some(cluster.status.code());
            }
            Record::Organisation(organisation) => {
                self.titles.name(&organisation.name);
                organisation.also_known_as.iter().for_each(|name| self.titles.name(name));
                self.bodies.texts([organisation.summary.as_ref()]);
                self.sort = organisation.kind.map(|kind| kind.code());
            }
            Record::Theme(theme) => {
                self.titles.text(&theme.label);
                self.bodies.texts([theme.definition.as_ref()]);
                self.around.sv.extend(theme.synonyms.sv.iter().cloned());
                self.around.en.extend(theme.synonyms.en.iter().cloned());
                if let Some(challenge) = &theme.challenge {
                    self.bodies.texts([Some(&challenge.summary), Some(&challenge.goal)]);
                }
            }
            Record::Initiative(initiative) => {
                self.titles.text(&initiative.title);
                self.bodies.texts([initiative.summary.as_ref(), initiative.body.as_ref()]);
                initiative.funding.iter().filter_map(|line| line.programme.as_ref()).for_each(|name| {
                    self.around.name(name);
                });
                self.sort = Some(initiative.kind.code());
                self.status = Some(initiative.status.code());
                self.spans.extend(record.span());
            }
            Record::Activity(activity) => {
                self.titles.text(&activity.title);
                self.bodies.texts([activity.summary.as_ref(), activity.body.as_ref(), activity.audience.as_ref()]);
                let sessions = activity.occasions.iter().flat_map(|occasion| &occasion.sessions);
                self.bodies.texts(sessions.flat_map(|session| [Some(&session.title), session.summary.as_ref()]));
                self.sort = Some(activity.kind.code());
                self.status = Some(activity.status.code());
                self.spans.extend(activity.occasions.iter().filter_map(|o| Some(o.when.as_ref()?.span())));
            }
            Record::Result(result) => {
                self.titles.text(&result.title);
                let texts = [&result.summary, &result.objective, &result.main_results, &result.recommendation];
                self.bodies.texts(texts.map(Option::as_ref));
                self.spans.extend(record.span());
            }
            Record::Clipping(clipping) => {
                self.titles.text(&clipping.title);
                self.bodies.texts([clipping.comment.as_ref()]);
                self.spans.extend(record.span());
            }
        }
    }
}

fn has_text_in(record: &Record, lang: Lang) -> bool {
    let text = match record {
        Record::Cluster(cluster) => Some(&cluster.summary),
        Record::Organisation(organisation) => organisation.summary.as_ref(),
        Record::Theme(theme) => Some(&theme.label),
        Record::Initiative(initiative) => Some(&initiative.title),
        Record::Activity(activity) => Some(&activity.title),
        Record::Result(result) => Some(&result.title),
        Record::Clipping(clipping) => Some(&clipping.title),
    };
    text.map_or(lang == Lang::Sv, |text| text.only(lang).is_some())
}

/// The texts of a record in which a reader is shown the words that were found, best first.
#[must_use]
pub fn shown_texts(record: &Record, lang: Lang) -> Vec<(Lang, String)> {
    let mut entry = Entry::default();
    entry.words(record);
    let mut shown = Vec::new();
    for lang in [lang, lang.other()] {
        shown.extend(entry.bodies.of(lang).iter().map(|text| (lang, text.clone())));
    }
    shown
}
