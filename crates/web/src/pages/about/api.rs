//! The page for people about what programs can fetch.

use askama::Template;
use model::Kind;

use super::{Answer, ContactView, Part, contact, html, parts};
use crate::addresses::Room;
use crate::api::{MOST_LIMIT, ROOT, USUAL_LIMIT, collection};
use crate::page::{Layout, Page};
use crate::serve::fair::{MOST_ANSWERS, MOST_SECONDS, WINDOW_SECONDS};
use crate::view::Say;

/// The statuses that a problem explains itself by; their anchors stand in every problem.
const STATUSES: [u16; 8] = [400, 404, 405, 410, 414, 429, 500, 503];

/// An address and what is there.
#[derive(Debug)]
struct Address {
    path: String,
    what: String,
}

/// An answer that is none, and what it means.
#[derive(Debug)]
struct Status {
    anchor: String,
    code: u16,
    what: String,
    text: String,
}

#[derive(Debug, Template)]
#[template(path = "about/api.html")]
struct ApiPage {
    say: Say,
    layout: Layout,
    contents: Vec<Part>,
    contact: Option<ContactView>,
    /// Where the API is, with scheme and host.
    root: String,
    addresses: Vec<Address>,
    /// Where the keys of the filter are told.
    keys_href: String,
    keys_label: String,
    usual: String,
    most: String,
    limits: String,
    steps: Vec<String>,
    statuses: Vec<Status>,
    description: String,
}

/// What programs can fetch, and how.
pub async fn show(page: Page) -> Answer {
    let say = &page.say;
    let statuses = STATUSES.map(|code| Status {
        anchor: format!("problem-{code}"),
        code,
        what: say.t(&format!("problem-{code}")),
        text: say.t(&format!("problem-{code}-text")),
    });
    html(&ApiPage {
        layout: page.layout(&say.t("room-about-api"), &say.t("api-lead")),
        contents: parts(
            say,
            &[
                ("prova", "api-try"),
                ("adresser", "api-addresses"),
                ("valja", "api-choose"),
                ("spegla", "api-mirror"),
                ("lagom", "api-limits"),
                ("fel", "api-faults"),
                ("mer", "api-more"),
                ("kontakt", "contact-heading"),
            ],
        ),
        contact: contact(&page),
        root: format!("{}{ROOT}", page.site.public_url),
        addresses: addresses(&page),
        keys_href: format!("{}#adresser", page.room(Room::AboutData)),
        keys_label: say.t("room-about-data"),
        usual: USUAL_LIMIT.to_string(),
        most: MOST_LIMIT.to_string(),
        limits: limits(say),
        steps: ["start", "keep", "next", "last", "anew"].map(|step| say.t(&format!("api-mirror-{step}"))).into(),
        statuses: statuses.into(),
        description: format!("{ROOT}/openapi.json"),
        say: say.clone(),
    })
}

/// How often one may ask.
fn limits(say: &Say) -> String {
    let (answers, minutes, seconds) =
        (say.number(i64::from(MOST_ANSWERS)), (WINDOW_SECONDS / 60).to_string(), MOST_SECONDS.to_string());
    say.with_all("api-limits-2", &[("answers", &answers), ("minutes", &minutes), ("seconds", &seconds)])
}

fn addresses(page: &Page) -> Vec<Address> {
    let say = &page.say;
    let at = |rest: &str, what: String| Address { path: format!("{ROOT}/{rest}"), what };
    let mut all = vec![at("network", say.t("api-address-network")), at("records", say.t("api-address-records"))];
    all.extend(Kind::ALL.iter().map(|kind| at(collection(*kind), say.t(Room::of(*kind).key()))));
    if let Some(cluster) = page.landscape.clusters.first() {
        let one = format!("{}/{}", collection(Kind::Cluster), cluster.head.id);
        all.push(at(&one, say.t("api-address-one")));
    }
    all.push(at("changes", say.t("api-address-changes")));
    all.push(at("openapi.json", say.t("api-address-openapi")));
    all
}
