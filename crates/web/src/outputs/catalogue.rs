//! The open data described for data portals (DCAT-AP-SE).

use axum::response::Response;
use formats::write::dcat::{self, Catalogue, Form, Set};
use model::{Kind, Lang};

use super::{Ending, sent};
use crate::addresses::Room;
use crate::page::Page;
use crate::serve::error::Error;

/// The two forms of one description.
pub const PATHS: [&str; 2] = ["/dcat.rdf", "/dcat.jsonld"];

/// The description, in the form that the address says.
pub async fn show(page: Page) -> Result<Response, Error> {
    let progress = page.site.store.reader().await?.progress().await?;
    let catalogue = Catalogue {
        network: &page.landscape.network,
        words: &page.site.words,
        home: &page.site.public_url,
        changed: progress.at.parse().ok(),
        sets: Kind::ALL.iter().map(|kind| set(&page.site.public_url, *kind)).collect(),
    };
    let [rdf, _] = PATHS;
    Ok(if page.path == rdf {
        sent(&page, dcat::rdf_xml(&catalogue), "application/rdf+xml; charset=utf-8", "dcat.rdf")
    } else {
        sent(&page, dcat::json_ld(&catalogue), Ending::Jsonld.media_type(), "dcat.jsonld")
    })
}

fn set(home: &str, kind: Kind) -> Set {
    let room = Room::of(kind);
    let page = format!("{home}{}", room.path(Lang::Sv));
    let forms = Ending::ALL.into_iter().filter(|ending| makes_sense(kind, *ending)).map(|ending| Form {
        code: ending.code(),
        media_type: ending.media_type().split(';').next().unwrap_or_default(),
        standard: standard(ending),
        address: format!("{page}.{}", ending.code()),
    });
    Set { code: room.segment(Lang::En), title: room.key(), description: described(kind), forms: forms.collect(), page }
}

/// Only activities have times that a calendar can show, and themes, results and clippings have no places.
const fn makes_sense(kind: Kind, ending: Ending) -> bool {
    match ending {
        Ending::Ics => matches!(kind, Kind::Activity),
        Ending::Geojson => !matches!(kind, Kind::Theme | Kind::Result | Kind::Clipping),
        Ending::Atom | Ending::Csv | Ending::Xlsx | Ending::Json | Ending::Jsonld => true,
    }
}

const fn standard(ending: Ending) -> Option<&'static str> {
    match ending {
        Ending::Ics => Some("https://www.rfc-editor.org/rfc/rfc5545"),
        Ending::Atom => Some("https://www.rfc-editor.org/rfc/rfc4287"),
        Ending::Geojson => Some("https://www.rfc-editor.org/rfc/rfc7946"),
        Ending::Csv => Some("https://www.rfc-editor.org/rfc/rfc4180"),
        Ending::Jsonld => Some("https://www.w3.org/TR/json-ld11/"),
        Ending::Xlsx | Ending::Json => None,
    }
}

/// The sentence that the list begins with.
const fn described(kind: Kind) -> &'static str {
    match kind {
        Kind::Cluster => "clusters-lead",
        Kind::Organisation => "organisations-lead",
        Kind::Theme => "themes-lead",
        Kind::Initiative => "initiatives-lead",
        Kind::Activity => "activities-lead",
        Kind::Result => "results-lead",
        Kind::Clipping => "clippings-lead",
    }
}
