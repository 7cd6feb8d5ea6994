//! The sitemap names every page that others may know of, and no other.

use std::collections::{BTreeMap, BTreeSet};

use model::{Kind, Lang, Visibility};
use quick_xml::events::Event;
use web::{Room, home};

use crate::harness::{Visit, empty, read_sample, today};

const HOST: &str = "https://kluster.example.org";

/// One `<url>` or `<sitemap>`: its address, when it last changed, and its likes by language.
#[derive(Debug, Default)]
struct Named {
    loc: String,
    lastmod: Option<String>,
    links: BTreeMap<String, String>,
}

/// What a file names, read as XML; and the name of its root.
fn read(text: &str) -> (String, Vec<Named>) {
    let mut reader = quick_xml::Reader::from_str(text);
    reader.config_mut().trim_text(true);
    let (mut root, mut inside, mut named) = (String::new(), Vec::new(), Vec::<Named>::new());
    loop {
        let event = reader.read_event().unwrap();
        match &event {
            Event::Start(tag) | Event::Empty(tag) => {
                let name = tag.name().as_ref().to_owned();
                let attribute = |name: &str| {
                    let found = tag.attributes().map(Result::unwrap).find(|one| one.key.as_ref() == name);
                    found.map(|one| one.value.to_string()).unwrap_or_default()
                };
                match name.as_str() {
                    "urlset" | "sitemapindex" => {
                        assert_eq!(attribute("xmlns"), "http://www.sitemaps.org/schemas/sitemap/0.9");
                        root.clone_from(&name);
                    }
                    "url" | "sitemap" => named.push(Named::default()),
                    "xhtml:link" => {
                        assert_eq!(attribute("rel"), "alternate");
                        let links = &mut named.last_mut().unwrap().links;
                        assert_eq!(links.insert(attribute("hreflang"), attribute("href")), None);
                    }
                    _ => {}
                }
                if matches!(event, Event::Start(_)) {
                    inside.push(name);
                }
            }
            Event::Text(text) => {
                let text = str::to_owned(text);
                let last = named.last_mut().unwrap();
                match inside.last().unwrap().as_str() {
                    "loc" => last.loc = text,
                    "lastmod" => last.lastmod = Some(text),
                    other => panic!("{text} in {other}"),
                }
            }
            Event::End(_) => _ = inside.pop(),
            Event::Eof => return (root, named),
            _ => {}
        }
    }
}

fn path(address: &str) -> &str {
    address.strip_prefix(HOST).unwrap_or_else(|| panic!("{address} is elsewhere"))
}

async fn paths(visit: &Visit) -> BTreeSet<String> {
    let (root, named) = read(&visit.get("/sitemap.xml").await.text);
    assert_eq!(root, "urlset");
    named.iter().map(|one| path(&one.loc).to_owned()).collect()
}

#[tokio::test]
async fn every_room_and_record_is_named_in_both_languages_and_is_there() {
    let visit = today().await;
    assert!(visit.get("/robots.txt").await.text.contains(&format!("\nSitemap: {HOST}/sitemap.xml\n")));
    let answer = visit.get("/sitemap.xml").await;
    assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, "application/xml; charset=utf-8"));
    assert_eq!(answer.header("x-robots-tag"), "noindex", "a sample");
    let (_, named) = read(&answer.text);

    let mut expected: BTreeSet<String> = Lang::ALL.map(|lang| home(lang).to_owned()).into();
    for lang in Lang::ALL {
        expected.extend(Room::ALL.map(|room| room.path(lang)));
        for record in &read_sample().records {
            expected.insert(Room::of(record.kind()).record_path(lang, &record.head().slug));
            if matches!(record, model::Record::Theme(theme) if theme.challenge.is_some()) {
                expected.insert(Room::Challenges.record_path(lang, &record.head().slug));
            }
        }
    }
    let found: BTreeSet<String> = named.iter().map(|one| path(&one.loc).to_owned()).collect();
    assert_eq!(found, expected);
    assert_eq!(found.len(), named.len(), "each once");

    for one in &named {
        let path = path(&one.loc);
        assert_eq!(visit.get(path).await.status, 200, "{path}");
        let is_record = path.trim_start_matches("/en").trim_start_matches("/om/").matches('/').count() > 1;
        let changed = one.lastmod.as_deref().map(|moment| moment.parse::<jiff::Timestamp>().unwrap());
        if is_record && !path.starts_with("/en/about/") {
            let ago = visit.site.clock.now().duration_since(changed.expect(path)).as_secs();
            assert!((0..300).contains(&ago), "{path}: {ago}");
        }
        let languages: Vec<&str> = one.links.keys().map(String::as_str).collect();
        assert_eq!(languages, ["en", "sv", "x-default"], "{path}");
        assert_eq!(one.links["x-default"], one.links["sv"]);
        let own = if path.starts_with("/en/") { "en" } else { "sv" };
        assert_eq!(one.links[own], one.loc);
        for link in one.links.values() {
            let other = named.iter().find(|other| other.loc == *link).unwrap_or_else(|| panic!("{link} is not named"));
            assert_eq!(other.links, one.links, "{path}: both name each other");
        }
    }
}

#[tokio::test]
async fn what_is_not_public_is_not_named() {
    let visit = today().await;
    let own = "/kluster/agrovast".to_owned();
    assert!(paths(&visit).await.contains(&own));
    let found = visit.store.reader().await.unwrap().by_slug(Kind::Cluster, &"agrovast".parse().unwrap()).await.unwrap();
    let store::read::BySlug::Here(stored) = found else { panic!("{found:?}") };
    let mut record = stored.record;
    for hidden in [Visibility::Network, Visibility::Unlisted, Visibility::Draft] {
        record.head_mut().visibility = hidden;
        visit.change(record.clone()).await;
        record.head_mut().version += 1;
        let text = visit.get("/sitemap.xml").await.text;
        assert!(!text.contains("/agrovast<") && !text.contains("/agrovast\""), "{hidden:?}");
        assert!(text.contains("/kluster/vreta-kluster"));
    }
}

#[tokio::test]
async fn an_empty_network_names_its_rooms_and_few_statements_are_asked() {
    let visit = empty().await;
    assert_eq!(paths(&visit).await.len(), 2 * (Room::ALL.len() + 1));
    assert_eq!(visit.get("/sitemap-1.xml").await.status, 404);
    assert_eq!(visit.get("/sitemap-2.xml").await.status, 404);

    let visit = today().await;
    let mut least = u32::MAX;
    for _ in 0..3 {
        visit.site.forget_pages();
        let before = visit.store.statements();
        visit.get("/sitemap.xml").await;
        least = least.min(visit.store.statements() - before);
    }
    assert!(least <= 2, "{least}");
    let first = visit.get("/sitemap.xml").await;
    let again = visit.ask("GET", "/sitemap.xml?from=somewhere", &[("if-none-match", first.header("etag"))]).await;
    assert_eq!(again.status, 304);
}

/// On a network with more records than one file holds: the list of files, which name each page once.
pub async fn has_parts(visit: &Visit, records: usize) {
    let (root, files) = read(&visit.get("/sitemap.xml").await.text);
    assert_eq!(root, "sitemapindex");
    assert!(files.len() > 1);
    let mut seen = BTreeSet::new();
    for (at, file) in files.iter().enumerate() {
        assert_eq!(path(&file.loc), format!("/sitemap-{}.xml", at + 1));
        let answer = visit.get(path(&file.loc)).await;
        let (root, named) = read(&answer.text);
        assert_eq!((answer.status.as_u16(), root.as_str()), (200, "urlset"));
        assert!(named.len() <= 50_000 && answer.text.len() < 50 * 1024 * 1024);
        let last = named.iter().filter_map(|one| one.lastmod.as_deref()).max();
        assert_eq!(last, file.lastmod.as_deref());
        for one in named {
            assert!(seen.insert(one.loc), "named twice");
        }
    }
    let rooms = 2 * (Room::ALL.len() + 1);
    assert!((rooms + 2 * records..rooms + 2 * records + 20).contains(&seen.len()), "{}", seen.len());
    assert_eq!(visit.get(&format!("/sitemap-{}.xml", files.len() + 1)).await.status, 404);
}
