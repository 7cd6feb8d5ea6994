//! About the network, where its facts come from, and whose map and letters these are.

use askama::Template;

use super::{Answer, html};
use crate::addresses::Room;
use crate::page::{Layout, Page};
use crate::view::{Said, Say};

#[derive(Debug, Template)]
#[template(path = "about/about.html")]
struct AboutPage {
    say: Say,
    layout: Layout,
    name: String,
    about: Said,
    rooms: Vec<(String, String, String)>,
}

/// About the network.
pub async fn show(page: Page) -> Answer {
    let network = &page.landscape.network;
    let say = &page.say;
    let rooms =
        Room::ALL[..8].iter().map(|room| (page.room(*room), say.t(room.key()), say.t(&format!("{}-what", room.key()))));
    html(&AboutPage {
        layout: page.layout(&say.t("room-about"), network.purpose.read(page.lang).1),
        name: network.name.read(page.lang).1.to_owned(),
        about: say.said(&network.about),
        rooms: rooms.collect(),
        say: say.clone(),
    })
}
