//! How much there is of what, where and since when. Every number leads to what was counted.

use askama::Template;
use model::record::{ClusterStatus, InitiativeKind, InitiativeStatus, Theme};
use model::{County, Kind};
use store::numbers::{ActivityCounts, FacetCount, Pair, Stretch};
use words::dates;

use super::{Answer, html};
use crate::addresses::Room;
use crate::page::{Layout, Page};
use crate::view::county_cell::{CountyCell, Tally, county_cells};
use crate::view::{Said, Say, capitalised};

mod together;
mod years;
use together::Together;
use years::Years;

/// How many themes the table of counties and themes has: the challenges first, then those with most on them.
const MAIN_THEMES: usize = 8;
/// How many pairs of bodies are shown.
const MOST_PAIRS: i64 = 10;
/// How much of what a pair does together is named.
const MOST_OF_A_PAIR: i64 = 5;
/// The ages of facts, in days: read within so many.
const AGES_DAYS: [i32; 3] = [30, 90, 365];

#[derive(Debug, Template)]
#[template(path = "numbers/numbers.html")]
struct NumbersPage {
    say: Say,
    layout: Layout,
    /// The day the page was made.
    made: String,
    figures: Vec<Figure>,
    years: Years,
    standings: Vec<Bars>,
    /// By county, then by theme.
    works: [WorkTable; 2],
    /// The themes of the table, then what is known about each in each county.
    columns: Vec<(Said, String)>,
    rows: Vec<CountyRow>,
    may_ask: bool,
    together: Vec<Together>,
    freshness: Bars,
    newest: Option<String>,
}

/// A number with the list of what was counted; without one where nothing was, or no list can be asked for it.
#[derive(Debug)]
struct Figure {
    label: String,
    number: String,
    href: Option<String>,
}

/// A table of numbers, each with a bar.
#[derive(Debug)]
struct Bars {
    caption: String,
    head: String,
    unit: String,
    rows: Vec<Bar>,
}

#[derive(Debug)]
struct Bar {
    figure: Figure,
    /// How long its bar is, in per cent of the longest.
    share: String,
}

/// What there is in each county or on each theme.
#[derive(Debug)]
struct WorkTable {
    anchor: &'static str,
    caption: String,
    head: String,
    rows: Vec<WorkRow>,
    /// What the table leaves out.
    note: Option<String>,
}

/// What there is in a county or on a theme.
#[derive(Debug)]
struct WorkRow {
    label: Said,
    href: String,
    /// Clusters, initiatives, activities.
    figures: [Figure; 3],
    /// How long the bar of activities is, in per cent of the longest.
    share: String,
}

/// A county, and what is known about each of the main themes there.
#[derive(Debug)]
struct CountyRow {
    name: &'static str,
    cells: Vec<CountyCell>,
}

/// The page.
pub async fn show(page: Page) -> Answer {
    let today = page.site.clock.today();
    let since = AGES_DAYS.map(|days| today.saturating_sub(jiff::Span::new().days(days)));
    let stretches: Vec<Stretch> = years::parts(today).into_iter().map(years::Part::stretch).collect();
    let land = &page.landscape;
    let tops: Vec<&Theme> = land.themes.iter().filter(|theme| theme.broader.is_empty()).collect();
    let asked = tops.iter().copied().chain(land.challenges().filter(|theme| !theme.broader.is_empty()));

    let mut reader = page.site.store.reader().await?;
    let facets = reader.facet_counts(since).await?;
    let counted = reader.activity_counts(&stretches).await?;
    let pairs = reader.pairs(MOST_PAIRS, MOST_OF_A_PAIR).await?;
    drop(reader);
    let tally = Tally::of(&page, asked).await?;
    answer(&page, &facets, &counted, &pairs, &tally, &by_use(&page, &tally, tops))
}

fn answer(
    page: &Page,
    facets: &[FacetCount],
    counted: &ActivityCounts,
    pairs: &[Pair],
    tally: &Tally,
    tops: &[&Theme],
) -> Answer {
    let say = &page.say;
    let main = main_themes(page, tops);
    let cells: Vec<Vec<CountyCell>> = main.iter().map(|theme| county_cells(page, tally, theme)).collect();
    let newest = facets.iter().filter(|row| row.name == "read").map(|row| row.greatest.as_str()).max();
    let newest = newest.and_then(|day| day.parse().ok()).map(|day| dates::day(page.lang, day));
    html(&NumbersPage {
        layout: page.layout(&say.t("room-numbers"), &say.t("numbers-lead")),
        made: dates::day(page.lang, page.site.clock.today()),
        figures: figures(page),
        years: years::years(page, counted),
        standings: standings(page, facets),
        works: [by_county(page, facets, counted), by_theme(page, tally, tops, counted)],
        columns: main.iter().map(|t| (say.said(&t.label), page.href(Kind::Theme, &t.head.slug))).collect(),
        rows: turned(cells),
        may_ask: page.landscape.network.contact.as_ref().is_some_and(|contact| contact.email.is_some()),
        together: together::together(page, pairs),
        freshness: freshness(page, facets),
        newest,
        say: say.clone(),
    })
}

/// Themes by how much work there is on them, then in the reader's order.
fn by_use<'a>(page: &Page, tally: &Tally, mut themes: Vec<&'a Theme>) -> Vec<&'a Theme> {
    themes.sort_by(|a, b| page.site.alphabet.compare(a.label.read(page.lang).1, b.label.read(page.lang).1));
    themes.sort_by_key(|theme| std::cmp::Reverse(tally.work(theme)));
    themes
}

/// The challenges, then the themes with most on them.
fn main_themes<'a>(page: &'a Page, by_use: &[&'a Theme]) -> Vec<&'a Theme> {
    let mut main: Vec<&Theme> = page.landscape.challenges().collect();
    main.extend(by_use.iter().filter(|theme| theme.challenge.is_none()));
    main.truncate(MAIN_THEMES);
    main
}

/// From a column for each theme to a row for each county.
fn turned(columns: Vec<Vec<CountyCell>>) -> Vec<CountyRow> {
    let mut rows: Vec<CountyRow> =
        County::all().map(|county| CountyRow { name: county.short_name(), cells: Vec::new() }).collect();
    for column in columns {
        for (row, cell) in rows.iter_mut().zip(column) {
            row.cells.push(cell);
        }
    }
    rows
}

fn figures(page: &Page) -> Vec<Figure> {
    let kinds = [Kind::Cluster, Kind::Initiative, Kind::Activity, Kind::Result, Kind::Clipping, Kind::Organisation];
    let figures = kinds.into_iter().map(|kind| {
        let (room, count) = (Room::of(kind), page.landscape.counts.of(kind));
        figure(&page.say, page.say.t(room.key()), count, page.room(room))
    });
    figures.collect()
}

fn figure(say: &Say, label: String, count: i64, href: String) -> Figure {
    Figure { label, number: say.number(count), href: (count > 0).then_some(href) }
}

/// How clusters and initiatives stand, and of what sort initiatives are.
fn standings(page: &Page, facets: &[FacetCount]) -> Vec<Bars> {
    let of = |kind, name: &str, value: &str| {
        let row = facets.iter().find(|row| row.kind == kind && row.name == name && row.value == value);
        row.map_or(0, |row| row.count)
    };
    let bars = |kind: Kind, [facet, key, caption, head]: [&str; 4], values: Vec<(&str, &str)>| {
        let rows = values.into_iter().map(|(code, word)| {
            let href = Room::of(kind).filtered_path(page.lang, &[(key, code)]);
            (capitalised(&page.say.t(word)), of(kind, facet, code), Some(href))
        });
        bars(&page.say, caption, head, Room::of(kind).key(), rows.collect())
    };
    let clusters = ClusterStatus::ALL.iter().map(|status| (status.code(), status.key())).collect();
    let statuses = InitiativeStatus::ALL.iter().map(|status| (status.code(), status.key())).collect();
    let sorts = InitiativeKind::ALL.iter().map(|sort| (sort.code(), sort.key())).collect();
    vec![
        bars(Kind::Cluster, ["status", "status", "numbers-clusters-by-status", "numbers-standing"], clusters),
        bars(Kind::Initiative, ["status", "status", "numbers-initiatives-by-status", "numbers-standing"], statuses),
        bars(Kind::Initiative, ["sort", "kind", "numbers-initiatives-by-kind", "fact-sort"], sorts),
    ]
}

/// Rows of a label, a count and the list of what was counted.
fn bars(say: &Say, caption: &str, head: &str, unit: &str, rows: Vec<(String, i64, Option<String>)>) -> Bars {
    let most = rows.iter().map(|row| row.1).max().unwrap_or_default();
    let bar = |(label, count, href): (String, i64, Option<String>)| Bar {
        figure: Figure { label, number: say.number(count), href: href.filter(|_| count > 0) },
        share: share(count, most),
    };
    Bars { caption: say.t(caption), head: say.t(head), unit: say.t(unit), rows: rows.into_iter().map(bar).collect() }
}

/// A part of the most there is, in per cent with one decimal.
fn share(count: i64, most: i64) -> String {
    let thousandths = (count * 1_000).checked_div(most).unwrap_or_default();
    format!("{}.{}", thousandths / 10, thousandths % 10)
}

fn by_county(page: &Page, facets: &[FacetCount], counted: &ActivityCounts) -> WorkTable {
    let count = |kind, code: &str| {
        let row = facets.iter().find(|row| row.kind == kind && row.name == "county" && row.value == code);
        row.map_or(0, |row| row.count)
    };
    let most = County::all().map(|county| count(Kind::Activity, &county.to_string())).max().unwrap_or_default();
    let rows = County::all().map(|county| {
        let code = county.to_string();
        let number = |kind: Kind| {
            let href = Room::of(kind).filtered_path(page.lang, &[("county", &code)]);
            figure(&page.say, String::new(), count(kind, &code), href)
        };
        WorkRow {
            label: Said::from(county.short_name().to_owned()),
            href: Room::Search.filtered_path(page.lang, &[("county", &code)]),
            figures: [Kind::Cluster, Kind::Initiative, Kind::Activity].map(number),
            share: share(count(Kind::Activity, &code), most),
        }
    });
    WorkTable {
        anchor: "lanen",
        caption: page.say.t("numbers-counties-caption"),
        head: page.say.t("county"),
        rows: rows.collect(),
        note: (counted.nowhere > 0).then(|| page.say.count("numbers-nowhere", counted.nowhere)),
    }
}

fn by_theme(page: &Page, tally: &Tally, themes: &[&Theme], counted: &ActivityCounts) -> WorkTable {
    let most = themes.iter().map(|theme| tally.count(theme, Kind::Activity, None)).max().unwrap_or_default();
    let rows = themes.iter().map(|theme| {
        let number = |kind: Kind| {
            let href = Room::of(kind).filtered_path(page.lang, &[("theme", theme.head.slug.as_str())]);
            figure(&page.say, String::new(), tally.count(theme, kind, None), href)
        };
        WorkRow {
            label: page.say.said(&theme.label),
            href: page.href(Kind::Theme, &theme.head.slug),
            figures: [Kind::Cluster, Kind::Initiative, Kind::Activity].map(number),
            share: share(tally.count(theme, Kind::Activity, None), most),
        }
    });
    WorkTable {
        anchor: "temana",
        caption: page.say.t("numbers-themes-caption"),
        head: page.say.t("theme"),
        rows: rows.collect(),
        note: (counted.themeless > 0).then(|| page.say.count("numbers-themeless", counted.themeless)),
    }
}

/// How lately the sources of all records were read: within each age, then longer ago, then those without a source.
fn freshness(page: &Page, facets: &[FacetCount]) -> Bars {
    let read = |value: &str| -> i64 {
        facets.iter().filter(|row| row.name == "read" && row.value == value).map(|row| row.count).sum()
    };
    let within = [read("0"), read("1"), read("2")];
    let older = read("older");
    let all: i64 = Kind::ALL.iter().map(|kind| page.landscape.counts.of(*kind)).sum();
    let mut rows = Vec::new();
    let mut so_far = 0;
    for (days, count) in AGES_DAYS.into_iter().zip(within) {
        so_far += count;
        rows.push((page.say.count("numbers-read-within", i64::from(days)), so_far, None));
    }
    rows.push((page.say.t("numbers-read-older"), older, None));
    rows.push((page.say.t("numbers-no-source"), all - so_far - older, None));
    bars(&page.say, "numbers-read-caption", "numbers-read-when", "numbers-records", rows)
}
