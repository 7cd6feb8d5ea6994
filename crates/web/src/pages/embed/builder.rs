//! The page that makes an embed: what to show, how, in which colours; a preview, and the code to paste.

use askama::Template;
use model::Lang;
use model::filter::{Filter, Scope};
use search::Order;

use super::code::{Code, code};
use super::look::{Colour, Colours, Look, MOST, Shape, USUAL};
use super::view::Shown;
use crate::addresses::{Room, embed_path};
use crate::listing::{Panel, Pick, fault_words, find};
use crate::outputs::scope_of;
use crate::page::{Layout, Page};
use crate::pages::{Answer, html};
use crate::query::written;
use crate::view::{Say, told::told};

/// What can be chosen to show: the word in the address, and the room.
const CHOICES: [(&str, Room); 7] = [
    ("activity", Room::Activities),
    ("cluster", Room::Clusters),
    ("initiative", Room::Initiatives),
    ("result", Room::Results),
    ("clipping", Room::Clippings),
    ("organisation", Room::Organisations),
    ("all", Room::Search),
];
/// The colours of an embed when nobody chooses: accent, text, background. `assets/embed/tokens.css` says the same.
const OURS: [&str; 3] = ["20663c", "17231c", "ffffff"];
/// The least contrast of text (WCAG 2.2, 1.4.3).
const LEAST_CONTRAST: f64 = 4.5;
/// The numbers of things that can be chosen.
const NUMBERS: [usize; 7] = [3, 4, 6, 8, 12, 20, MOST];
/// The corners that can be chosen, in pixels.
const CORNERS: [u8; 4] = [0, 6, 12, 24];
/// The corner when nobody chooses.
const OUR_CORNER: u8 = 12;

#[derive(Debug, Template)]
#[template(path = "embed/builder.html")]
struct Builder {
    say: Say,
    layout: Layout,
    action: String,
    choices: Vec<Pick>,
    shapes: Vec<Pick>,
    panel: Panel,
    faults: Vec<String>,
    numbers: Vec<Pick>,
    langs: Vec<Pick>,
    colours: Vec<(&'static str, String, String)>,
    fonts: Vec<Pick>,
    corners: Vec<Pick>,
    /// What is said about colours that cannot be told apart.
    weak: Vec<String>,
    holds: String,
    preview: String,
    shape: &'static str,
    code: Code,
    script: String,
    copy_script: String,
}

/// The page.
pub async fn show(page: Page) -> Answer {
    let of = page.query.first("of").unwrap_or("activity");
    let (of, room) = CHOICES.into_iter().find(|(word, _)| *word == of).unwrap_or(CHOICES[0]);
    let scope = scope_of(room);
    let look = chosen_look(&page);
    let (filter, faults) = forgiving(&page, scope);
    let shape = look.shape.unwrap_or(Shape::List);
    let lang = page.query.first("in").and_then(|code| Lang::ALL.into_iter().find(|lang| lang.code() == code));
    let there = page.reading(lang.unwrap_or(page.lang));
    let shown = Shown { room, scope, filter, shape };
    let facets = find(&page, &shown.filter, Order::Time, 0, true)?.facets;
    let panel = Panel::of(&page, scope, &shown.filter, &facets);
    let say = &page.say;
    let named = if room == Room::Search { say.t("told-everything") } else { say.t(room.key()) };
    html(&Builder {
        layout: page.layout(&say.t("room-embed"), &say.t("builder-lead")),
        action: page.room(Room::Embed),
        choices: picks(CHOICES.map(|(word, room)| (word.to_owned(), choice_label(say, room))), of),
        shapes: picks(Shape::ALL.map(|shape| (shape.code().to_owned(), shape_label(say, shape))), shape.code()),
        numbers: numbers(&page, look.max.unwrap_or(USUAL)),
        langs: picks(
            [("sv", "lang-sv"), ("en", "lang-en")].map(|(code, key)| (code.to_owned(), say.t(key))),
            there.lang.code(),
        ),
        colours: colour_fields(say, &look.colours),
        fonts: picks(
            [("", "builder-font-own"), ("sans", "builder-font-sans"), ("serif", "builder-font-serif")]
                .map(|(word, key)| (word.to_owned(), say.t(key))),
            page.query.first("font").unwrap_or_default(),
        ),
        corners: picks(
            CORNERS.map(|px| (px.to_string(), say.t(corner_key(px)))),
            &look.colours.radius.unwrap_or(OUR_CORNER).to_string(),
        ),
        weak: weak(say, &look.colours),
        holds: crate::view::capitalised(&told(&page, &named.to_lowercase(), scope, &shown.filter)),
        preview: address(&there, &shown, &look),
        shape: shape.code(),
        code: code(&there, &shown, &look).await?,
        script: page.assets().href("js/builder.js"),
        copy_script: page.assets().href("js/copy.js"),
        faults,
        panel,
        say: say.clone(),
    })
}

/// The look that is asked for, without what is ours anyway.
fn chosen_look(page: &Page) -> Look {
    let look = Look::parse(&page.query);
    let own = |colour: Option<Colour>, ours: &str| colour.filter(|colour| colour.digits() != ours);
    let colours = Colours {
        accent: own(look.colours.accent, OURS[0]),
        text: own(look.colours.text, OURS[1]),
        background: own(look.colours.background, OURS[2]),
        radius: look.colours.radius.filter(|px| *px != OUR_CORNER),
        ..look.colours
    };
    Look { month: None, colours, ..look }
}

/// The filter without what makes no sense here: who goes from activities to clusters has chosen courses before. What
/// was written by hand is told.
fn forgiving(page: &Page, scope: Scope) -> (Filter, Vec<String>) {
    let parse = |pairs: Vec<(&str, &str)>| Filter::parse(pairs.into_iter(), scope, &page.site.places);
    let faults = match parse(page.query.pairs().collect()) {
        Ok(filter) => return (Filter { after: None, ..filter }, Vec::new()),
        Err(faults) => faults,
    };
    let placeless = faults.iter().any(|fault| fault.key == "near");
    let sound =
        |(key, _): &(&str, &str)| faults.iter().all(|fault| fault.key != *key) && !(placeless && *key == "within");
    let filter = parse(page.query.pairs().filter(sound).collect()).unwrap_or_default();
    let by_hand = faults.iter().filter(|fault| !["kind", "status", "form"].contains(&fault.key.as_str()));
    (Filter { after: None, ..filter }, by_hand.map(|fault| fault_words(&page.say, fault)).collect())
}

/// The address of the embed, without the site's own.
pub fn address(page: &Page, shown: &Shown, look: &Look) -> String {
    let mut pairs = shown.filter.pairs(shown.scope != Scope::Everything);
    if shown.shape != Shape::of(shown.room) {
        pairs.push(("view", shown.shape.code().to_owned()));
    }
    pairs.extend(look.max.filter(|max| *max != USUAL).map(|max| ("max", max.to_string())));
    pairs.extend(look.colours.pairs());
    format!("{}{}", embed_path(page.lang, shown.room), written(&pairs))
}

fn pick(value: String, label: String, picked: &str) -> Pick {
    Pick { picked: value == picked, count: None, value, label }
}

fn picks<const N: usize>(all: [(String, String); N], picked: &str) -> Vec<Pick> {
    all.into_iter().map(|(value, label)| pick(value, label, picked)).collect()
}

fn choice_label(say: &Say, room: Room) -> String {
    say.t(if room == Room::Search { "builder-everything" } else { room.key() })
}

fn shape_label(say: &Say, shape: Shape) -> String {
    say.t(match shape {
        Shape::List => "switch-list",
        Shape::Calendar => Room::Calendar.key(),
        Shape::Map => Room::Map.key(),
    })
}

fn numbers(page: &Page, chosen: usize) -> Vec<Pick> {
    let mut all = NUMBERS.to_vec();
    if !all.contains(&chosen) {
        all.push(chosen);
        all.sort_unstable();
    }
    all.into_iter().map(|number| pick(number.to_string(), page.say.number(number), &chosen.to_string())).collect()
}

const fn corner_key(px: u8) -> &'static str {
    match px {
        0 => "builder-corner-none",
        6 => "builder-corner-small",
        12 => "builder-corner-ours",
        _ => "builder-corner-round",
    }
}

/// The fields of colours: key, label, value.
fn colour_fields(say: &Say, colours: &Colours) -> Vec<(&'static str, String, String)> {
    let field = |key, label: &str, colour: Option<Colour>, ours: &str| {
        (key, say.t(label), format!("#{}", colour.map_or_else(|| ours.to_owned(), Colour::digits)))
    };
    vec![
        field("accent", "builder-accent", colours.accent, OURS[0]),
        field("text", "builder-text", colours.text, OURS[1]),
        field("background", "builder-background", colours.background, OURS[2]),
    ]
}

fn weak(say: &Say, colours: &Colours) -> Vec<String> {
    let or_ours = |colour: Option<Colour>, ours| colour.or_else(|| Colour::parse(ours));
    let ground = or_ours(colours.background, OURS[2]);
    let is_weak =
        |colour: Option<Colour>| colour.zip(ground).is_some_and(|(fore, back)| fore.contrast(back) < LEAST_CONTRAST);
    let pairs = [
        (or_ours(colours.text, OURS[1]), "builder-weak-text"),
        (or_ours(colours.accent, OURS[0]), "builder-weak-accent"),
    ];
    pairs.into_iter().filter(|(colour, _)| is_weak(*colour)).map(|(_, key)| say.t(key)).collect()
}
