//! The panel: what can be chosen, how many each choice would give, and what is chosen already.

use model::filter::{Filter, Period, Scope, WITHIN_KM};
use model::record::{ActivityKind, ActivityStatus, ClusterStatus, InitiativeKind, InitiativeStatus, OrganisationKind};
use model::{Kind, Lang};
use search::Facets;

use super::href;
use crate::page::Page;
use crate::view::Say;

/// How many choices of a group are shown at once; the others are a click away.
const SHOWN: usize = 7;
/// The distances around a place that can be chosen, in kilometres.
const DISTANCES_KM: [f64; 5] = [10.0, 25.0, WITHIN_KM, 100.0, 200.0];
/// Most choices of a group.
const MOST_PICKS: usize = 60;

/// The form that changes a filter.
#[derive(Debug)]
pub struct Panel {
    /// Where it leads.
    pub action: String,
    /// The words that are searched for.
    pub words: String,
    /// Whether they can be changed here; where the page has a field of its own they are carried along.
    pub asks_words: bool,
    /// Groups of boxes to tick.
    pub groups: Vec<Group>,
    /// Parts of time, when there is more than one.
    pub periods: Vec<Pick>,
    /// Whether days can be given.
    pub days: bool,
    /// The first day.
    pub from: String,
    /// The last day.
    pub until: String,
    /// Whether a place can be given.
    pub place: bool,
    /// The place.
    pub near: String,
    /// Distances around it.
    pub within: Vec<Pick>,
    /// What is carried along unseen.
    pub hidden: Vec<(&'static str, String)>,
    /// Whether it is a sheet at every width, where the page has no room for it beside.
    pub sheet: bool,
    /// What is chosen, each with the address without it.
    pub chosen: Vec<Chosen>,
    /// The address with nothing chosen.
    pub clear: String,
}

/// A group of choices.
#[derive(Debug)]
pub struct Group {
    /// The filter's key.
    pub key: &'static str,
    /// Its heading.
    pub heading: String,
    /// The choices.
    pub picks: Vec<Pick>,
    /// More of them.
    pub more: Vec<Pick>,
}

/// One choice.
#[derive(Debug, Clone)]
pub struct Pick {
    /// The filter's value.
    pub value: String,
    /// What it is called.
    pub label: String,
    /// How many it would give.
    pub count: Option<usize>,
    /// Whether it is chosen.
    pub picked: bool,
}

/// Something that is chosen.
#[derive(Debug, Clone)]
pub struct Chosen {
    /// The filter's key.
    pub key: &'static str,
    /// What.
    pub label: String,
    /// The address without it.
    pub href: String,
}

impl Panel {
    /// The panel of a list.
    #[must_use]
    pub fn of(page: &Page, scope: Scope, filter: &Filter, facets: &Facets) -> Self {
        let say = &page.say;
        let scoped = scope != Scope::Everything;
        let timed = matches!(
            scope,
            Scope::Everything | Scope::Of(Kind::Activity | Kind::Initiative | Kind::Result | Kind::Clipping)
        );
        let stage = |period, at: usize, key: &str, value: &str| Pick {
            value: value.to_owned(),
            label: say.t(key),
            count: Some(if at == 3 { facets.stages.iter().sum() } else { facets.stages[at] }),
            picked: filter.period == period,
        };
        let periods = [
            stage(Period::All, 3, "period-all", ""),
            stage(
                Period::Upcoming,
                0,
                if scope == Scope::Of(Kind::Initiative) { "period-going-on" } else { "period-upcoming" },
                "upcoming",
            ),
            stage(Period::Past, 1, "period-past", "past"),
        ];
        let mut panel = Self {
            action: page.path.clone(),
            words: filter.words.clone().unwrap_or_default(),
            asks_words: scoped,
            groups: groups(page, scope, filter, facets),
            periods: if timed { periods.to_vec() } else { Vec::new() },
            days: timed,
            from: filter.from.map(|day| day.to_string()).unwrap_or_default(),
            until: filter.until.map(|day| day.to_string()).unwrap_or_default(),
            place: !matches!(scope, Scope::Of(Kind::Cluster | Kind::Result | Kind::Clipping | Kind::Theme)),
            near: filter.near.as_ref().map(|near| near.said.clone()).unwrap_or_default(),
            within: within(say, filter),
            hidden: Vec::new(),
            sheet: false,
            chosen: chosen(page, scope, filter),
            clear: page.path.clone(),
        };
        panel.carry(filter, scoped);
        panel
    }

    /// Carries along unseen what is asked for and has no field here, so that no choice forgets it.
    pub fn carry(&mut self, filter: &Filter, scoped: bool) {
        let seen = |key: &str| match key {
            "q" => true,
            "period" => !self.periods.is_empty(),
            "from" | "until" => self.days,
            "near" | "within" => self.place,
            key => self.groups.iter().any(|group| group.key == key),
        };
        self.hidden = filter.pairs(scoped).into_iter().filter(|(key, _)| !seen(key)).collect();
    }

    /// How many choices are made, the words left aside.
    #[must_use]
    pub fn count(&self) -> usize {
        self.chosen.iter().filter(|chosen| chosen.key != "q").count()
    }
}

/// The distances that can be chosen, and the one that is.
fn within(say: &Say, filter: &Filter) -> Vec<Pick> {
    let chosen = filter.near.as_ref().map_or(WITHIN_KM, |near| near.km);
    let mut all = DISTANCES_KM.to_vec();
    if !all.contains(&chosen) {
        all.push(chosen);
        all.sort_by(f64::total_cmp);
    }
    let pick = |km: f64| Pick {
        // A distance without a place is a fault, so the usual one is not said.
        value: if km == WITHIN_KM { String::new() } else { km.to_string() },
        label: say.count("within-km", km.round() as i64),
        count: None,
        picked: km == chosen,
    };
    all.into_iter().map(pick).collect()
}

fn groups(page: &Page, scope: Scope, filter: &Filter, facets: &Facets) -> Vec<Group> {
    let mut groups = Vec::new();
    let mut add = |key, heading: &str, values: Vec<(String, usize)>, picked: &[String]| {
        groups.extend(group(page, scope, key, heading, values, picked));
    };
    match scope {
        Scope::Everything => add("kind", "filter-kind", coded(&facets.kind), &codes(&filter.kinds)),
        Scope::Of(_) => add("kind", "filter-sort", facets.sort.clone(), &codes(&filter.sorts)),
    }
    let slug = |id: &model::Id| page.landscape.theme(id).map(|theme| theme.head.slug.to_string());
    let themes = facets.theme.iter().filter_map(|(id, count)| Some((slug(id)?, *count)));
    add("theme", "filter-theme", themes.collect(), &codes(&filter.themes));
    add("county", "filter-county", coded(&facets.county), &codes(&filter.counties));
    if !filter.counties.is_empty() || !filter.municipalities.is_empty() {
        let inside =
            |code: &model::Municipality| filter.counties.is_empty() || filter.counties.contains(&code.county());
        let all: Vec<_> = facets.municipality.iter().copied().filter(|(code, _)| inside(code)).collect();
        add("municipality", "filter-municipality", coded(&all), &codes(&filter.municipalities));
    }
    if !matches!(scope, Scope::Of(Kind::Cluster | Kind::Theme | Kind::Organisation)) {
        let slug = |id: &model::Id| page.landscape.cluster(id).map(|cluster| cluster.head.slug.to_string());
        let clusters = facets.cluster.iter().filter_map(|(id, count)| Some((slug(id)?, *count)));
        add("cluster", "filter-cluster", clusters.collect(), &codes(&filter.clusters));
    }
    if scope == Scope::Of(Kind::Activity) {
        add("form", "filter-form", coded(&facets.form), &codes(&filter.forms));
    }
    if scope != Scope::Everything || !filter.statuses.is_empty() {
        add("status", "filter-status", facets.status.clone(), &codes(&filter.statuses));
    }
    let all: usize = facets.stages.iter().sum();
    if facets.lang.iter().any(|(_, count)| *count < all) || !filter.langs.is_empty() {
        let langs = facets.lang.iter().map(|(lang, count)| (lang.code().to_owned(), *count)).collect();
        add("lang", "filter-lang", langs, &filter.langs.iter().map(|lang| lang.code().to_owned()).collect::<Vec<_>>());
    }
    groups
}

fn coded<T: ToString>(counts: &[(T, usize)]) -> Vec<(String, usize)> {
    counts.iter().map(|(value, count)| (value.to_string(), *count)).collect()
}

fn codes<T: ToString>(values: &[T]) -> Vec<String> {
    values.iter().map(ToString::to_string).collect()
}

/// A group, if there is anything to choose in it: what is chosen first, then the most.
fn group(
    page: &Page,
    scope: Scope,
    key: &'static str,
    heading: &str,
    mut values: Vec<(String, usize)>,
    picked: &[String],
) -> Option<Group> {
    for value in picked {
        if !values.iter().any(|(known, _)| known == value) {
            values.push((value.clone(), 0));
        }
    }
    if values.is_empty() || (values.len() == 1 && picked.is_empty()) {
        return None;
    }
    let pick = |(value, count): (String, usize)| Pick {
        label: label(page, scope, key, &value),
        picked: picked.contains(&value),
        count: Some(count),
        value,
    };
    let mut picks: Vec<Pick> = values.into_iter().map(pick).collect();
    picks.sort_by(|a, b| {
        let by_count = b.picked.cmp(&a.picked).then(b.count.cmp(&a.count));
        by_count.then_with(|| page.site.alphabet.compare(&a.label, &b.label))
    });
    picks.truncate(MOST_PICKS);
    let shown = if picks.len() <= SHOWN + 2 { picks.len() } else { SHOWN.max(picked.len()).min(picks.len()) };
    let more = picks.split_off(shown);
    Some(Group { key, heading: page.say.t(heading), picks, more })
}

/// What a value of the filter is called.
#[must_use]
pub fn label(page: &Page, scope: Scope, key: &str, value: &str) -> String {
    let say = &page.say;
    let known = match key {
        "kind" => match scope {
            Scope::Everything => value.parse().ok().map(|kind: Kind| say.t(kind.key())),
            Scope::Of(Kind::Activity) => value.parse().ok().map(|kind: ActivityKind| say.t(kind.key())),
            Scope::Of(Kind::Initiative) => value.parse().ok().map(|kind: InitiativeKind| say.t(kind.key())),
            Scope::Of(_) => value.parse().ok().map(|kind: OrganisationKind| say.t(kind.key())),
        },
        "theme" => {
            let theme = page.landscape.themes.iter().find(|theme| theme.head.slug.as_str() == value);
            theme.map(|theme| theme.label.read(page.lang).1.to_owned())
        }
        "cluster" => {
            let cluster = page.landscape.clusters.iter().find(|cluster| cluster.head.slug.as_str() == value);
            cluster.map(|cluster| cluster.short_name.clone().unwrap_or_else(|| cluster.name.clone()))
        }
        "county" => value.parse().ok().map(|county: model::County| county.short_name().to_owned()),
        "municipality" => value.parse().ok().map(|one: model::Municipality| one.name().to_owned()),
        "form" => value.parse().ok().map(|form: model::record::Form| say.t(form.key())),
        "status" => status_label(page, scope, value),
        "lang" => Some(say.t(if value == Lang::Sv.code() { "lang-sv" } else { "lang-en" })),
        "period" => Some(say.t(if value == "past" { "period-past" } else { "period-upcoming" })),
        "from" => Some(say.with("chosen-from", "day", value)),
        "until" => Some(say.with("chosen-until", "day", value)),
        "near" => Some(say.with("chosen-near", "place", value)),
        "within" => Some(say.with("chosen-within", "km", value)),
        "bbox" => Some(say.t("chosen-bbox")),
        "q" => Some(say.with("chosen-words", "words", value)),
        _ => None,
    };
    known.unwrap_or_else(|| value.to_owned())
}

fn status_label(page: &Page, scope: Scope, value: &str) -> Option<String> {
    let activity = || value.parse().ok().map(|status: ActivityStatus| status.key());
    let initiative = || value.parse().ok().map(|status: InitiativeStatus| status.key());
    let cluster = || value.parse().ok().map(|status: ClusterStatus| status.key());
    let key = match scope {
        Scope::Of(Kind::Activity) => activity(),
        Scope::Of(Kind::Initiative) => initiative(),
        Scope::Of(Kind::Cluster) => cluster(),
        _ => activity().or_else(initiative).or_else(cluster),
    };
    key.map(|key| page.say.t(key))
}

/// What is chosen, in words.
#[must_use]
pub fn chosen_words(page: &Page, scope: Scope, filter: &Filter) -> Vec<String> {
    let pairs = filter.pairs(scope != Scope::Everything).into_iter().filter(|(key, _)| *key != "after");
    pairs.map(|(key, value)| label(page, scope, key, &value)).collect()
}

/// What is chosen, each with the address without it. Without its place a distance means nothing.
fn chosen(page: &Page, scope: Scope, filter: &Filter) -> Vec<Chosen> {
    let pairs = filter.pairs(scope != Scope::Everything);
    let mut chosen = Vec::new();
    for (at, (key, value)) in pairs.iter().enumerate() {
        let goes =
            |(other, pair): (usize, &(&'static str, String))| other == at || (*key == "near" && pair.0 == "within");
        let rest: Vec<(&str, String)> = (pairs.iter().enumerate())
            .filter(|(other, pair)| !goes((*other, *pair)))
            .map(|(_, (key, value))| (*key, value.clone()))
            .collect();
        chosen.push(Chosen { key, label: label(page, scope, key, value), href: href(&page.path, &rest) });
    }
    chosen
}
