//! The same activities as a list, in the calendar, on the map.

use model::{Filter, Kind};

use crate::addresses::Room;
use crate::page::Page;
use crate::query::written;

/// The ways to see the same activities.
#[derive(Debug)]
pub struct Switch {
    /// List, calendar, map.
    pub ways: Vec<Way>,
}

/// One way to see them.
#[derive(Debug)]
pub struct Way {
    /// Where it is.
    pub href: String,
    /// What it is called.
    pub label: String,
    /// Its icon: the class that draws it.
    pub icon: &'static str,
    /// Whether it is the one on the page.
    pub current: bool,
}

impl Switch {
    /// The ways from a room to the others, with the filter carried along. The map has every kind of record, so there
    /// the filter says that it is about activities, and has no word for the kind of activity.
    #[must_use]
    pub fn new(page: &Page, current: Room, filter: &Filter) -> Self {
        let query = written(&filter.pairs(true));
        let on_map = Filter { kinds: vec![Kind::Activity], sorts: Vec::new(), ..filter.clone() };
        let map_query = written(&on_map.pairs(false));
        let way = |room: Room, key: &str, icon, query: &str| Way {
            href: format!("{}{query}", page.room(room)),
            label: page.say.t(key),
            icon,
            current: room == current,
        };
        let ways = vec![
            way(Room::Activities, "switch-list", "is-list", &query),
            way(Room::Calendar, Room::Calendar.key(), "is-calendar", &query),
            way(Room::Map, Room::Map.key(), "is-map", &map_query),
        ];
        Self { ways }
    }
}
