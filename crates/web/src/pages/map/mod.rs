//! The map room: everything that has a point, by kind, and the same as a list beside it.

pub(in crate::pages) mod groups;
pub(in crate::pages) mod list;
pub(in crate::pages) mod marks;
pub(in crate::pages) mod pins;
pub(in crate::pages) mod window;

use std::collections::HashSet;

use askama::Template;
use model::filter::{Filter, Near, Scope};
use model::{Id, Kind, Municipality};
use search::{Found, Order};

use self::groups::{atoms, counts, groups};
use self::list::{Section, sections};
use self::marks::{Mark, Ring, atoms_as_json, counted, mark, ring, words_as_json};
use self::pins::{KINDS, pins};
use self::window::Window;
use super::{Answer, html};
use crate::addresses::Room;
use crate::listing::{Panel, find, parse};
use crate::map::{VIEW_HEIGHT, VIEW_WIDTH};
use crate::page::{Layout, Page};
use crate::view::{Say, Switch, capitalised};

/// The distances that the form offers, in kilometres.
const DISTANCES_KM: [i64; 5] = [10, 25, 50, 100, 200];

/// Most records that the rest of the filter is asked for.
pub(in crate::pages) const MOST_FILTERED: usize = 20_000;

#[derive(Debug, Template)]
#[template(path = "map/map.html")]
struct MapRoom {
    say: Say,
    layout: Layout,
    switch: Switch,
    panel: Panel,
    path: String,
    script: String,
    near: Option<Asked>,
    distances: Vec<(i64, String, bool)>,
    kinds: Vec<KindLink>,
    all_kinds: Option<String>,
    /// What else is asked for, which the form for the place carries along.
    kept: Vec<(&'static str, String)>,
    frame: Frame,
    marks: Vec<Mark>,
    ring: Option<Ring>,
    has_county: bool,
    atoms: String,
    words: String,
    heading: String,
    summary: String,
    sections: Vec<Section>,
    cut: Option<String>,
    outside: Option<String>,
    wider: Vec<(String, String)>,
    clear: String,
}

/// The place that was asked for.
#[derive(Debug)]
struct Asked {
    /// What was written in the field.
    said: String,
    /// Others of the same name, each with its address.
    others: Vec<(String, String)>,
}

/// A line of the legend, which chooses its kind.
#[derive(Debug)]
struct KindLink {
    code: &'static str,
    label: String,
    count: String,
    href: String,
    chosen: bool,
}

/// What the map is drawn in.
#[derive(Debug)]
struct Frame {
    /// The part of the country that is shown, as a view box.
    land: String,
    size: (f64, f64),
    sprite: String,
    borders: String,
    shows_borders: bool,
    /// How wide lines are drawn, in map units.
    line: String,
    hairline: String,
    closer: Option<String>,
    farther: Option<String>,
    whole: String,
    is_whole: bool,
    /// The address to which a part of the map is added.
    base: String,
}

/// The room.
pub async fn show(page: Page) -> Answer {
    let filter = Filter { after: None, ..parse(&page, Scope::Everything)? };
    let window = match (&filter.bounds, &filter.near) {
        (Some(bounds), _) => Window::of(bounds),
        (None, Some(near)) => around(near),
        (None, None) => Window::WHOLE,
    };
    // The map shows a little more than the rectangle that was asked for, all that it shows stands in the list, and what
    // lies around it is in the page for the script: so the rectangle is left out of what is asked for here.
    let open = Filter { kinds: Vec::new(), bounds: None, ..filter.clone() };
    let mut all = pins(&page, &open).await?.all;
    // Place and kind are weighed pin by pin; all the rest of the filter is the index's.
    let rest = Filter { near: None, ..open };
    let found = find(&page, &rest, Order::Time, if rest.is_open() { 0 } else { MOST_FILTERED }, true)?;
    if !rest.is_open() {
        let kept: HashSet<&Id> = found.ids.iter().collect();
        all.retain(|pin| kept.contains(&pin.id));
    }
    let before = all.len();
    all.retain(|pin| Window::WHOLE.has(pin.spot.on_map()));
    let outside = before - all.len();
    let listed = |pin: &pins::Pin| (filter.bounds.is_none() && filter.near.is_some()) || window.has(pin.spot.on_map());
    let by_kind = counts(all.iter().filter(|pin| listed(pin)));
    all.retain(|pin| filter.kinds.is_empty() || filter.kinds.contains(&pin.kind));
    let rows: Vec<usize> = (0..all.len()).filter(|index| listed(&all[*index])).collect();
    let counts = counts(rows.iter().map(|index| &all[*index]));
    let atoms = atoms(&all);
    let groups = groups(&all, &atoms, window);
    let say = &page.say;
    let summary = capitalised(&counted(say, counts));
    let title = title(say, &filter);
    html(&MapRoom {
        layout: page.layout(&title, &say.t("map-lead")),
        switch: Switch::new(&page, Room::Map, &filter),
        panel: panel(&page, &filter, &found),
        path: page.room(Room::Map),
        script: page.assets().href("js/map.js"),
        near: filter.near.as_ref().map(|near| asked(&page, &filter, near)),
        distances: distances(say, filter.near.as_ref()),
        kinds: KINDS.iter().zip(by_kind).map(|(kind, count)| kind_link(&page, &filter, *kind, count)).collect(),
        all_kinds: (!filter.kinds.is_empty()).then(|| address(&page, &Filter { kinds: Vec::new(), ..filter.clone() })),
        kept: filter.pairs(false).into_iter().filter(|(key, _)| !["near", "within", "bbox"].contains(key)).collect(),
        frame: frame(&page, &filter, window),
        marks: groups.iter().map(|group| mark(&page, &filter, window, &all, &atoms, group)).collect(),
        ring: filter.near.as_ref().map(|near| ring(say, near, window)),
        has_county: groups.iter().any(|group| atoms[group.atoms[0]].county.is_some()),
        atoms: atoms_as_json(&all, &atoms, say),
        words: words_as_json(say),
        heading: list_heading(say, &filter),
        sections: sections(&page, &filter, &all, &rows, &atoms),
        cut: (filter.near.is_some() && rows.len() > list::MOST_ROWS).then(|| say.count("map-nearest-of", rows.len())),
        outside: (outside > 0).then(|| say.count("map-outside", outside)),
        wider: if rows.is_empty() { wider(&page, &filter) } else { Vec::new() },
        clear: page.room(Room::Map),
        summary,
        say: say.clone(),
    })
}

/// The form that changes the rest of the filter; the place has a form of its own.
fn panel(page: &Page, filter: &Filter, found: &Found) -> Panel {
    let mut panel = Panel::of(page, Scope::Everything, filter, &found.facets);
    panel.place = false;
    panel.asks_words = true;
    panel.sheet = true;
    panel.groups.retain(|group| group.key != "kind");
    panel.carry(filter, false);
    let carried = ["kind", "near", "within", "bbox"];
    panel.chosen.retain(|chosen| !carried.contains(&chosen.key));
    panel
}

/// The map at a filter.
fn address(page: &Page, filter: &Filter) -> String {
    address_in(page, Room::Map, filter)
}

/// A room at a filter; its kind of record goes without saying.
fn address_in(page: &Page, room: Room, filter: &Filter) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    for (key, value) in filter.pairs(room != Room::Map).into_iter().filter(|(key, _)| *key != "bbox") {
        query.append_pair(key, &value);
    }
    if let Some(bounds) = &filter.bounds {
        query.append_pair("bbox", &window::written(bounds));
    }
    let query = query.finish().replace("%2C", ",");
    let path = page.room(room);
    if query.is_empty() { path } else { format!("{path}?{query}") }
}

/// The map at a filter, showing a part of the country.
fn address_of(page: &Page, filter: &Filter, window: Window) -> String {
    address(page, &Filter { bounds: Some(window.bounds()), ..filter.clone() })
}

/// The window that shows all of the ring around a place.
pub(in crate::pages) fn around(near: &Near) -> Window {
    let middle = crate::map::to_map(near.position.lat, near.position.lon);
    let reach = near.km * crate::map::KILOMETRE * 1.12;
    Window::around(middle, reach, reach)
}

/// What a place that was asked for is called.
fn called(say: &Say, near: &Near) -> String {
    let nearest = near.municipality.map(Municipality::name).unwrap_or_default();
    near.name.clone().unwrap_or_else(|| say.with("near-here", "place", nearest))
}

fn title(say: &Say, filter: &Filter) -> String {
    match &filter.near {
        Some(near) => say.with("map-near", "place", &called(say, near)),
        None => say.t("room-map"),
    }
}

fn list_heading(say: &Say, filter: &Filter) -> String {
    match (&filter.near, &filter.bounds) {
        (Some(near), _) => say.with2("map-list-near", "km", &near.km.to_string(), "place", &called(say, near)),
        (None, Some(_)) => say.t("map-list-here"),
        (None, None) => say.t("map-list"),
    }
}

fn asked(page: &Page, filter: &Filter, near: &Near) -> Asked {
    let other = |name: &String| {
        let near = Near { said: name.clone(), ..near.clone() };
        (name.clone(), address(page, &Filter { near: Some(near), bounds: None, ..filter.clone() }))
    };
    let said = if near.name.is_some() { near.said.clone() } else { String::new() };
    Asked { said, others: near.others.iter().map(other).collect() }
}

fn distances(say: &Say, near: Option<&Near>) -> Vec<(i64, String, bool)> {
    let chosen = near.map_or(model::filter::WITHIN_KM, |near| near.km);
    #[expect(clippy::cast_possible_truncation, reason = "distances are bounded")]
    let chosen = chosen.round() as i64;
    let mut all = DISTANCES_KM.to_vec();
    if !all.contains(&chosen) {
        all.push(chosen);
        all.sort_unstable();
    }
    all.into_iter().map(|km| (km, say.count("map-km", km), km == chosen)).collect()
}

/// The same place with every wider distance, for when nothing lies within.
fn wider(page: &Page, filter: &Filter) -> Vec<(String, String)> {
    let Some(near) = &filter.near else { return Vec::new() };
    let farther = DISTANCES_KM.iter().filter(|km| **km as f64 > near.km);
    let link = |km: &i64| {
        let near = Near { km: *km as f64, ..near.clone() };
        let href = address(page, &Filter { near: Some(near), bounds: None, ..filter.clone() });
        (href, page.say.count("map-wider", km))
    };
    farther.map(link).collect()
}

fn kind_link(page: &Page, filter: &Filter, kind: Kind, count: usize) -> KindLink {
    let chosen = filter.kinds.contains(&kind);
    let mut kinds = filter.kinds.clone();
    if chosen {
        kinds.retain(|other| *other != kind);
    } else {
        kinds.push(kind);
    }
    KindLink {
        code: kind.code(),
        label: page.say.t(Room::of(kind).key()),
        count: page.say.number(count),
        href: address(page, &Filter { kinds, ..filter.clone() }),
        chosen,
    }
}

fn frame(page: &Page, filter: &Filter, window: Window) -> Frame {
    let (closer, farther) = (window.zoomed(2.0), window.zoomed(0.5));
    let whole = Filter { bounds: None, near: None, ..filter.clone() };
    let farther = if farther.is_whole() { address(page, &whole) } else { address_of(page, filter, farther) };
    Frame {
        land: format!("{:.2} {:.2} {:.2} {:.2}", window.x, window.y, window.width, window.height()),
        size: (VIEW_WIDTH, VIEW_HEIGHT),
        sprite: page.assets().href("map/sweden.svg"),
        borders: page.assets().href("map/municipalities.svg"),
        shows_borders: window.shows_municipalities(),
        line: format!("{:.3}", 1.0_f64.max(window.zoom().sqrt() * 0.8) / window.zoom()),
        hairline: format!("{:.2}", 8.0 / window.zoom()),
        closer: (closer.zoom() > window.zoom() * 1.05).then(|| address_of(page, filter, closer)),
        farther: (!window.is_whole()).then_some(farther),
        whole: address(page, &whole),
        is_whole: window.is_whole() && filter.near.is_none(),
        base: address(page, &Filter { bounds: None, ..filter.clone() }),
    }
}
