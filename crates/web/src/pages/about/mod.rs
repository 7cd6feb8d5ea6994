//! About the network and about the site: where its facts come from, how accessible it is, what it keeps about people.

use askama::Template;
use jiff::civil::{Date, date};
use model::filter::KEYS;
use model::record::Contact;
use words::dates;

use super::{Answer, html};
use crate::addresses::{Room, known_keys};
use crate::page::{Layout, Page};
use crate::view::{Said, Say, capitalised};

pub mod api;
mod vocabulary;
use vocabulary::{Vocabulary, vocabularies};

/// The day on which the accessibility statement was made.
const STATEMENT_MADE: Date = date(2026, 11, 23);
/// Where faults of accessibility are reported to the Swedish supervisor.
const SUPERVISOR: &str = "https://www.digg.se/tdosanmalan";
/// Where complaints about personal data go.
const PRIVACY_AUTHORITY: &str = "https://www.imy.se";

/// A part of a page and where on the page it is.
#[derive(Debug)]
struct Part {
    anchor: &'static str,
    heading: String,
}

/// How to reach those who keep the site.
#[derive(Debug)]
struct ContactView {
    role: Said,
    mail: Option<String>,
    page: Option<(String, String)>,
}

/// A line of the table of what others have made.
#[derive(Debug)]
struct Credit {
    what: String,
    who: String,
    /// Where it is fetched; none when that is more than one place.
    source: Option<&'static str>,
    licence: String,
    /// Where the licence is read.
    terms: Option<&'static str>,
}

/// A key of addresses.
#[derive(Debug)]
struct KeyLine {
    key: &'static str,
    what: String,
    example: &'static str,
}

#[derive(Debug, Template)]
#[template(path = "about/about.html")]
struct AboutPage {
    say: Say,
    layout: Layout,
    name: String,
    about: Said,
    rooms: Vec<(String, String, String)>,
    more: Vec<(String, String, String)>,
    contact: Option<ContactView>,
}

#[derive(Debug, Template)]
#[template(path = "about/data.html")]
struct DataPage {
    say: Say,
    layout: Layout,
    contents: Vec<Part>,
    contact: Option<ContactView>,
    unsure: Vec<(String, String)>,
    credits: Vec<Credit>,
    example: String,
    filtered: Vec<(String, String)>,
    keys: Vec<KeyLine>,
    vocabularies: Vec<Vocabulary>,
}

#[derive(Debug, Template)]
#[template(path = "about/accessibility.html")]
struct AccessibilityPage {
    say: Say,
    layout: Layout,
    contents: Vec<Part>,
    contact: Option<ContactView>,
    tested: Vec<String>,
    faults: Vec<String>,
    supervisor: &'static str,
    made: String,
}

#[derive(Debug, Template)]
#[template(path = "about/privacy.html")]
struct PrivacyPage {
    say: Say,
    layout: Layout,
    contents: Vec<Part>,
    contact: Option<ContactView>,
    short: Vec<String>,
    authority: &'static str,
}

/// About the network.
pub async fn show(page: Page) -> Answer {
    let (network, say) = (&page.landscape.network, &page.say);
    let described = |room: &Room| (page.room(*room), say.t(room.key()), say.t(&format!("{}-what", room.key())));
    let about = [Room::AboutData, Room::AboutApi, Room::Embed, Room::AboutAccessibility, Room::AboutPrivacy];
    let others = Room::ALL.iter().filter(|room| **room != Room::About && !about.contains(room));
    html(&AboutPage {
        layout: page.layout(&say.t("room-about"), network.purpose.read(page.lang).1),
        name: network.name.read(page.lang).1.to_owned(),
        about: say.said(&network.about),
        rooms: others.map(described).collect(),
        more: about.iter().map(described).map(|(href, name, what)| (href, name, capitalised(&what))).collect(),
        contact: contact(&page),
        say: say.clone(),
    })
}

/// The data: where they come from, what they mean, what may be done with them, which addresses there are.
pub async fn data(page: Page) -> Answer {
    let say = &page.say;
    let unsure = ["season", "about", "maybe", "unknown", "nothing"];
    let unsure = unsure.map(|what| (say.t(&format!("data-unsure-{what}-term")), say.t(&format!("data-unsure-{what}"))));
    let filtered = Room::ALL.iter().filter(|room| **room != Room::Embed && !known_keys(&page.room(**room)).is_empty());
    let activities = page.room(Room::Activities);
    html(&DataPage {
        layout: page.layout(&say.t("room-about-data"), &say.t("data-lead")),
        contents: parts(
            say,
            &[
                ("varifran", "data-from"),
                ("osakert", "data-unsure"),
                ("platser", "data-places"),
                ("fel", "data-wrong"),
                ("anvanda", "data-use"),
                ("byggd-av", "data-built"),
                ("adresser", "data-addresses"),
            ],
        ),
        contact: contact(&page),
        unsure: unsure.into(),
        credits: credits(say),
        example: format!(
            "{}{activities}?kind=course&kind=field-day&theme=vatten&county=05&county=08",
            page.site.public_url
        ),
        filtered: filtered.map(|room| (page.room(*room), say.t(room.key()))).collect(),
        keys: KEYS.map(|key| KeyLine { key, what: say.t(&format!("data-key-{key}")), example: example(key) }).into(),
        vocabularies: vocabularies(say),
        say: say.clone(),
    })
}

/// How accessible the site is.
pub async fn accessibility(page: Page) -> Answer {
    let say = &page.say;
    let tested = ["axe", "keyboard", "zoom", "contrast", "print", "script", "forced"];
    let faults = ["reader", "browsers", "map", "language", "easy", "others"];
    html(&AccessibilityPage {
        layout: page.layout(&say.t("room-about-accessibility"), &say.t("access-lead")),
        contents: parts(
            say,
            &[
                ("lage", "access-standing"),
                ("provat", "access-tested"),
                ("brister", "access-faults"),
                ("saga-till", "access-report"),
                ("tillsyn", "access-law"),
                ("nar", "access-made"),
            ],
        ),
        contact: contact(&page),
        tested: tested.map(|what| say.t(&format!("access-tested-{what}"))).into(),
        faults: faults.map(|what| say.t(&format!("access-faults-{what}"))).into(),
        supervisor: SUPERVISOR,
        made: dates::day(page.lang, STATEMENT_MADE),
        say: say.clone(),
    })
}

/// What is kept about people.
pub async fn privacy(page: Page) -> Answer {
    let say = &page.say;
    let short = ["accounts", "cookies", "analytics", "others"];
    html(&PrivacyPage {
        layout: page.layout(&say.t("room-about-privacy"), &say.t("privacy-lead")),
        contents: parts(
            say,
            &[
                ("logg", "privacy-log"),
                ("nara-mig", "privacy-near"),
                ("lankar", "privacy-away"),
                ("manniskor", "privacy-records"),
                ("senare", "privacy-later"),
                ("rattigheter", "privacy-rights"),
                ("kontakt", "contact-heading"),
            ],
        ),
        contact: contact(&page),
        short: short.map(|what| say.t(&format!("privacy-short-{what}"))).into(),
        authority: PRIVACY_AUTHORITY,
        say: say.clone(),
    })
}

fn parts(say: &Say, parts: &[(&'static str, &str)]) -> Vec<Part> {
    parts.iter().map(|(anchor, key)| Part { anchor, heading: say.t(key) }).collect()
}

/// The network's own contact; `None` as long as it has no address.
fn contact(page: &Page) -> Option<ContactView> {
    let Contact { role, email, url } = page.landscape.network.contact.as_ref()?;
    let reachable = email.is_some() || url.is_some();
    reachable.then(|| ContactView {
        role: page.say.said(role),
        mail: email.as_ref().map(ToString::to_string),
        page: url.as_ref().map(|url| (url.to_string(), url.publisher())),
    })
}

fn credits(say: &Say) -> Vec<Credit> {
    let all = [
        ("borders", Some("https://www.scb.se"), None),
        ("neighbours", Some("https://www.naturalearthdata.com"), None),
        ("places", Some("https://www.geonames.org"), Some("https://creativecommons.org/licenses/by/4.0/")),
        ("fonts", None, Some("https://openfontlicense.org")),
    ];
    let credit = |(what, source, terms): (&str, Option<&'static str>, Option<&'static str>)| Credit {
        what: say.t(&format!("data-built-{what}")),
        who: say.t(&format!("data-built-{what}-who")),
        source,
        licence: say.t(&format!("data-built-{what}-licence")),
        terms,
    };
    all.map(credit).into()
}

/// A value that shows how a key is written.
const fn example(key: &str) -> &'static str {
    match key.as_bytes() {
        b"q" => "q=vatten",
        b"kind" => "kind=course",
        b"theme" => "theme=vatten",
        b"cluster" => "cluster=agrovast",
        b"county" => "county=05",
        b"municipality" => "municipality=0580",
        b"form" => "form=online",
        b"status" => "status=ongoing",
        b"period" => "period=upcoming",
        b"from" => "from=2026-12",
        b"until" => "until=2027-02-28",
        b"near" => "near=Gamleby",
        b"within" => "within=80",
        b"bbox" => "bbox=11,55,16.5,60",
        b"lang" => "lang=en",
        _ => "after=akt-006",
    }
}
