//! The map on another's page: the same marks as in the map room, on land that is part of the page.

use std::collections::HashSet;

use model::Id;
use model::filter::Filter;
use search::Order;

use crate::listing::find;
use crate::map::{KILOMETRE, VIEW_HEIGHT, VIEW_WIDTH};
use crate::page::Page;
use crate::pages::map::groups::{atoms, groups};
use crate::pages::map::list::{PinRow, sections};
use crate::pages::map::marks::{Mark, mark};
use crate::pages::map::pins::{Pin, pins};
use crate::pages::map::window::Window;
use crate::pages::map::{MOST_FILTERED, around};
use crate::serve::error::Error;

/// The least part of the country that is shown when nobody asks for a part, as a share of its width.
const LEAST_SHARE: f64 = 0.3;

/// The country with its marks.
#[derive(Debug)]
pub struct Country {
    /// The part that is shown, as a view box.
    pub view_box: String,
    /// The size of the frame.
    pub size: (f64, f64),
    /// How wide the lines between counties are drawn.
    pub line: String,
    /// The land, as it is drawn.
    pub land: String,
    /// The marks.
    pub marks: Vec<Mark>,
    /// The first of what is shown, in words.
    pub rows: Vec<PinRow>,
}

impl Country {
    /// The map of a filter, whose whole is at an address. One statement.
    ///
    /// # Errors
    /// When the index or the store does not answer.
    pub async fn of(page: &Page, filter: &Filter, all: &str, most: usize) -> Result<Self, Error> {
        let open = Filter { bounds: None, ..filter.clone() };
        let mut pinned = pins(page, &open).await?.all;
        let rest = Filter { near: None, ..open };
        if !rest.is_open() {
            let kept = find(page, &rest, Order::Time, MOST_FILTERED, false)?;
            let kept: HashSet<&Id> = kept.ids.iter().collect();
            pinned.retain(|pin| kept.contains(&pin.id));
        }
        pinned.retain(|pin| Window::WHOLE.has(pin.spot.on_map()));
        let window = window(filter, &rest, &pinned);
        let shown: Vec<usize> = (0..pinned.len()).filter(|index| window.has(pinned[*index].spot.on_map())).collect();
        let atoms = atoms(&pinned);
        let groups = groups(&pinned, &atoms, window);
        // In the address of the map there is no word for kinds of activity.
        let linked = Filter { sorts: Vec::new(), ..filter.clone() };
        let home = |href: String| match href.strip_prefix('#') {
            Some(_) => format!("{all}{href}"),
            None => format!("{}{href}", page.site.public_url),
        };
        let marks = groups.iter().map(|group| {
            let mark = mark(page, &linked, window, &pinned, &atoms, group);
            Mark { href: home(mark.href), ..mark }
        });
        let rows = sections(page, filter, &pinned, &shown, &atoms).into_iter().flat_map(|section| section.rows);
        Ok(Self {
            view_box: format!("{:.2} {:.2} {:.2} {:.2}", window.x, window.y, window.width, window.height()),
            size: (VIEW_WIDTH, VIEW_HEIGHT),
            line: format!("{:.3}", 1.0_f64.max(window.zoom().sqrt() * 0.8) / window.zoom()),
            land: page.assets().land().to_owned(),
            marks: marks.collect(),
            rows: rows.take(most).collect(),
        })
    }
}

/// The part that was asked for; else all that is left of the filter, with some land around it.
fn window(filter: &Filter, rest: &Filter, pinned: &[Pin]) -> Window {
    if let Some(bounds) = &filter.bounds {
        return Window::of(bounds);
    }
    if let Some(near) = &filter.near {
        return around(near);
    }
    let mut points = pinned.iter().map(|pin| pin.spot.on_map());
    let Some(first) = points.next().filter(|_| !rest.is_open()) else { return Window::WHOLE };
    let (mut low, mut high) = (first, first);
    for (x, y) in points {
        low = (low.0.min(x), low.1.min(y));
        high = (high.0.max(x), high.1.max(y));
    }
    let middle = (f64::midpoint(low.0, high.0), f64::midpoint(low.1, high.1));
    let margin = 20.0 * KILOMETRE;
    let half = ((high.0 - low.0) / 2.0 + margin).max(VIEW_WIDTH * LEAST_SHARE / 2.0);
    Window::around(middle, half * 1.15, ((high.1 - low.1) / 2.0 + margin) * 1.15)
}
