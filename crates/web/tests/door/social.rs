//! How a link to a page looks where it is shared.

use std::collections::BTreeSet;

use model::{County, Lang};
use web::{Room, home};

use crate::harness::{Answer, Visit, empty, read_sample, today, unescaped};

const HOST: &str = "https://kluster.example.org";
const LARGEST_BYTES: usize = 40_000;

/// What a page says of itself under a name, which stands once.
fn said(answer: &Answer, name: &str) -> String {
    let found = answer
        .between(&format!("<meta property=\"{name}\" content=\""), "\">")
        .into_iter()
        .map(unescaped)
        .collect::<Vec<_>>();
    assert_eq!(found.len(), 1, "{name}");
    found[0].clone()
}

/// The county of a page's picture, `None` for the network's.
async fn county(visit: &Visit, path: &str) -> Option<String> {
    let picture = said(&visit.get(path).await, "og:image");
    let name = picture.strip_prefix(&format!("{HOST}/assets/card/")).unwrap().split('.').next().unwrap().to_owned();
    let code = name.strip_prefix("county-").map(str::to_owned);
    assert!(code.is_some() || name == "sweden", "{name}");
    code
}

#[tokio::test]
async fn every_page_says_how_a_link_to_it_looks() {
    let visit = today().await;
    for lang in Lang::ALL {
        let mut paths = vec![(home(lang).to_owned(), "website")];
        paths.extend(Room::ALL.map(|room| (room.path(lang), "website")));
        paths.push((format!("{}?theme=vatten", Room::Activities.path(lang)), "website"));
        paths.push((format!("{}/2025-11", Room::Calendar.path(lang)), "website"));
        for (room, slug) in [
            (Room::Clusters, "agrovast"),
            (Room::Activities, "hostens-seminarieserie-2017"),
            (Room::Initiatives, "agtech-2030"),
            (Room::Themes, "vatten"),
            (Room::Challenges, "vatten"),
            (Room::Results, "lokalproducerat-pa-bordet"),
            (Room::Clippings, "karta-over-landets-grona-kluster"),
            (Room::Organisations, "lantbrukarnas-riksforbund"),
        ] {
            paths.push((room.record_path(lang, &slug.parse().unwrap()), "article"));
        }
        for (path, kind) in paths {
            let answer = visit.get(&path).await;
            assert_eq!(answer.status, 200, "{path}");
            assert_eq!(said(&answer, "og:url"), format!("{HOST}{path}"));
            assert_eq!(said(&answer, "og:type"), kind, "{path}");
            let (own, other) = if lang == Lang::Sv { ("sv_SE", "en_GB") } else { ("en_GB", "sv_SE") };
            assert_eq!(said(&answer, "og:locale"), own);
            assert_eq!(said(&answer, "og:locale:alternate"), other);
            assert!(!said(&answer, "og:title").is_empty() && !said(&answer, "og:site_name").is_empty());
            assert!(said(&answer, "og:image").starts_with(&format!("{HOST}/assets/card/")), "{path}");
            let size = (said(&answer, "og:image:width"), said(&answer, "og:image:height"));
            assert_eq!(size, ("1200".to_owned(), "630".to_owned()));
            assert!(said(&answer, "og:image:alt").len() > 20);
            assert!(answer.text.contains("<meta name=\"twitter:card\" content=\"summary_large_image\">"));
        }
    }
    let missing = visit.get("/finns-inte").await;
    assert!(!missing.text.contains("og:"), "an error is not shared");
    assert_eq!(county(&empty().await, "/").await, None);
}

#[tokio::test]
async fn a_record_has_the_picture_of_its_first_county() {
    let visit = today().await;
    let mut with_one = BTreeSet::new();
    for record in &read_sample().records {
        let path = Room::of(record.kind()).record_path(Lang::En, &record.head().slug);
        let expected = record.counties().first().map(County::to_string);
        assert_eq!(county(&visit, &path).await, expected, "{path}");
        with_one.extend(expected);
    }
    assert!(with_one.len() > 10, "{with_one:?}");
    let cluster = visit.get("/kluster/gotland-gront-centrum").await;
    assert_eq!(said(&cluster, "og:image:alt"), "Gotland ifyllt i grönt på en karta, bredvid ett klöverblad");
    let poster = crate::harness::poster(Lang::Sv, "hostens-seminarieserie-2017");
    assert_eq!(county(&visit, &poster).await.as_deref(), Some("04"));
}

#[tokio::test]
async fn every_picture_is_there_has_its_size_and_is_light() {
    let visit = today().await;
    let app = web::App::new(std::sync::Arc::clone(&visit.site), Vec::new());
    let counties = County::all().map(|county| format!("card/county-{county}.png"));
    let names: Vec<String> = counties.chain(["card/sweden.png".to_owned()]).collect();
    assert_eq!(names.len(), 22);
    for name in names {
        let path = app.assets().href(&name);
        let answer = visit.ask("GET", &path, &[]).await;
        assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, "image/png"), "{path}");
        assert_eq!(answer.header("cache-control"), "public, max-age=31536000, immutable");
        let bytes = visit.bytes("GET", &path, &[]).await;
        assert!(bytes.len() <= LARGEST_BYTES, "{name}: {} bytes", bytes.len());
        // Width and height stand first in a PNG file, and say 1200 × 630 (PNG, section 11.2.2).
        assert_eq!((&bytes[1..4], &bytes[16..24]), (&b"PNG"[..], &[0, 0, 4, 176, 0, 0, 2, 118][..]), "{name}");
    }
}
