//! Feeds, linked data, practice abstracts and the description of the open data.

use model::{Kind, Record, Visibility};
use serde_json::Value;

use crate::harness::{Visit, empty, today};

async fn stored(visit: &Visit, kind: Kind, slug: &str) -> Record {
    let found = visit.store.reader().await.unwrap().by_slug(kind, &slug.parse().unwrap()).await.unwrap();
    let store::read::BySlug::Here(stored) = found else { panic!("{slug}: {found:?}") };
    stored.record
}

async fn json(visit: &Visit, path: &str) -> Value {
    let answer = visit.get(path).await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.text);
    serde_json::from_str(&answer.text).unwrap()
}

/// The slug of the first activity in a list.
async fn first_activity(visit: &Visit) -> String {
    let list = json(visit, "/aktiviteter.json").await;
    list["records"][0]["record"]["slug"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn every_address_has_its_type_in_both_languages() {
    let visit = today().await;
    for (path, media_type, holds) in [
        ("/aktiviteter.atom", "application/atom+xml", "xml:lang=\"sv\""),
        ("/en/activities.atom", "application/atom+xml", "xml:lang=\"en\""),
        ("/nytt.atom", "application/atom+xml", "<title>Nytt i nätverket – Gröna kluster i Sverige</title>"),
        ("/en/new.atom", "application/atom+xml", "<title>New in the network – Green Clusters in Sweden</title>"),
        ("/kluster/agrovast.jsonld", "application/ld+json", "https://kluster.example.org/kluster/agrovast"),
        ("/en/clusters/agrovast.jsonld", "application/ld+json", "https://kluster.example.org/en/clusters/agrovast"),
        ("/teman.jsonld", "application/ld+json", "DefinedTermSet"),
        ("/sok.jsonld?q=vatten", "application/ld+json", "ItemList"),
        ("/kalender.jsonld", "application/ld+json", "ItemList"),
        ("/dcat.rdf", "application/rdf+xml", "dcat:Catalog"),
        ("/dcat.jsonld", "application/ld+json", "dcat:Catalog"),
    ] {
        let answer = visit.get(path).await;
        assert_eq!(answer.status, 200, "{path}");
        assert!(answer.header("content-type").starts_with(media_type), "{path}: {}", answer.header("content-type"));
        assert!(answer.text.contains(holds), "{path}: {}", &answer.text[..answer.text.len().min(2_000)]);
        let etag = answer.header("etag").to_owned();
        assert_eq!(visit.ask("GET", path, &[("if-none-match", &etag)]).await.status, 304, "{path}");
    }
}

#[tokio::test]
async fn nothing_found_is_a_whole_document_too() {
    let visit = today().await;
    let feed = visit.get("/aktiviteter.atom?from=2190-01-01").await;
    assert_eq!(feed.status, 200);
    assert!(feed.text.contains("</feed>") && !feed.text.contains("<entry>"), "{}", feed.text);
    let list = json(&visit, "/aktiviteter.jsonld?from=2190-01-01").await;
    assert_eq!((&list["@type"], &list["numberOfItems"]), (&"ItemList".into(), &0.into()));
    let visit = empty().await;
    for path in ["/nytt.atom", "/en/new.atom", "/dcat.rdf", "/dcat.jsonld", "/aktiviteter.atom", "/teman.jsonld"] {
        assert_eq!(visit.get(path).await.status, 200, "{path}");
    }
}

#[tokio::test]
async fn a_title_that_would_be_markup_is_text_everywhere() {
    let visit = today().await;
    let slug = first_activity(&visit).await;
    let mut record = stored(&visit, Kind::Activity, &slug).await;
    let Record::Activity(activity) = &mut record else { panic!() };
    let evil = "</script><script>alert('å')</script> & <!--";
    activity.title.sv = Some(evil.to_owned());
    activity.summary = Some(activity.title.clone());
    visit.change(record).await;
    for path in ["/aktiviteter.atom", &format!("/aktiviteter/{slug}.atom"), &format!("/aktiviteter/{slug}")] {
        let answer = visit.get(path).await;
        assert!(!answer.text.contains("<script>"), "{path}");
        assert!(answer.text.contains("&lt;script&gt;alert") || answer.text.contains("&#60;script&#62;alert"), "{path}");
    }
    let page = visit.get(&format!("/aktiviteter/{slug}")).await;
    let inside = page.between("<script type=\"application/ld+json\">", "</script>")[0].to_owned();
    let data: Value = serde_json::from_str(&inside).unwrap();
    assert_eq!(data["name"], evil);
    assert_eq!(data, json(&visit, &format!("/aktiviteter/{slug}.jsonld")).await, "the same alone and in the page");
}

#[tokio::test]
async fn every_kind_of_record_says_what_it_is_in_its_page() {
    let visit = today().await;
    for (room, word) in [
        ("kluster", "Organization"),
        ("organisationer", "Organization"),
        ("initiativ", "ResearchProject"),
        ("aktiviteter", "Event"),
        ("teman", "DefinedTerm"),
        ("utmaningar", "DefinedTerm"),
        ("resultat", "Article"),
        ("notiser", "CreativeWork"),
    ] {
        for lang in ["", "/en"] {
            let list = json(&visit, &format!("/{room}.json")).await;
            let slug = list["records"][0]["record"]["slug"].as_str().unwrap();
            let path = visit.get(&format!("/{room}/{slug}")).await;
            let path = match lang {
                "" => format!("/{room}/{slug}"),
                _ => path.between("hreflang=\"en\" href=\"https://kluster.example.org", "\"")[0].to_owned(),
            };
            let page = visit.get(&path).await;
            let data: Value =
                serde_json::from_str(page.between("<script type=\"application/ld+json\">", "</script>")[0]).unwrap();
            assert!(data["@type"] == word || data["@type"][0] == word, "{path}: {}", data["@type"]);
            assert_eq!(data, json(&visit, &format!("{path}.jsonld")).await, "{path}");
        }
    }
}

#[tokio::test]
async fn what_became_public_last_is_new_and_what_changed_is_not() {
    let visit = today().await;
    let mut theme = stored(&visit, Kind::Theme, "vatten").await;
    theme.head_mut().id = "alldeles-nytt".parse().unwrap();
    theme.head_mut().slug = "alldeles-nytt".parse().unwrap();
    let Record::Theme(new) = &mut theme else { panic!() };
    new.broader.clear();
    let mut writer = visit.store.writer("2026-11-24T08:00:00Z".parse().unwrap(), "editor").await.unwrap();
    writer.add(&theme).await.unwrap();
    let number = writer.commit().await.unwrap();
    visit.sees(number).await;
    let mut old = stored(&visit, Kind::Cluster, "agrovast").await;
    old.head_mut().former_slugs.push("agrovast".parse().unwrap());
    old.head_mut().slug = "agrovast-nya".parse().unwrap();
    let tag = "<id>tag:grona-kluster,2026:agrovast</id>";
    assert!(visit.get("/kluster.atom").await.text.contains(tag));
    visit.change(old).await;
    let news = visit.get("/nytt.atom").await;
    let ids = news.between("<entry>\n  <id>", "</id>");
    assert_eq!((ids.len(), ids[0]), (50, "tag:grona-kluster,2026:alldeles-nytt"));
    assert!(news.text.contains("<published>2026-11-24T08:00:00Z</published>"), "{}", &news.text[..2_000]);
    assert!(visit.get("/kluster.atom").await.text.contains(tag), "a new name in addresses makes nothing new");
    let moved = visit.get("/kluster/agrovast.jsonld").await;
    assert_eq!((moved.status.as_u16(), moved.header("location")), (308, "/kluster/agrovast-nya.jsonld"));
}

#[tokio::test]
async fn a_draft_is_in_none_of_them() {
    let visit = today().await;
    let slug = first_activity(&visit).await;
    let mut record = stored(&visit, Kind::Activity, &slug).await;
    let title = record.title(model::Lang::Sv).1.to_owned();
    let id = record.head().id.clone();
    for hidden in [Visibility::Draft, Visibility::Network, Visibility::Unlisted] {
        record = {
            let mut shown = stored_any(&visit, &id).await.unwrap_or(record);
            shown.head_mut().visibility = hidden;
            shown
        };
        visit.change(record.clone()).await;
        record.head_mut().version += 1;
        for path in ["/aktiviteter.atom", "/en/activities.atom", "/nytt.atom", "/aktiviteter.jsonld", "/dcat.rdf"] {
            let answer = visit.get(path).await;
            assert_eq!(answer.status, 200);
            assert!(!answer.text.contains(&slug) && !answer.text.contains(&title), "{path} at {hidden:?}");
        }
        for ending in ["atom", "jsonld"] {
            assert_eq!(visit.get(&format!("/aktiviteter/{slug}.{ending}")).await.status, 410);
        }
    }
}

/// A record that is public, by its id.
async fn stored_any(visit: &Visit, id: &model::Id) -> Option<Record> {
    let found = visit.store.reader().await.unwrap().public_by_ids(std::slice::from_ref(id)).await.unwrap();
    found.into_iter().next().map(|stored| stored.record)
}

#[tokio::test]
async fn a_result_has_its_practice_abstract() {
    let visit = today().await;
    let list = json(&visit, "/resultat.json").await;
    let result =
        list["records"].as_array().unwrap().iter().find(|one| one["record"]["initiatives"].is_array()).unwrap();
    let slug = result["record"]["slug"].as_str().unwrap();
    for (page, path) in [
        (format!("/resultat/{slug}"), format!("/resultat/{slug}/sammanfattning.json")),
        (format!("/en/results/{slug}"), format!("/en/results/{slug}/abstract.json")),
    ] {
        assert!(visit.get(&page).await.text.contains(&format!("href=\"{path}\"")), "{page} leads to it");
        let form = json(&visit, &path).await;
        assert_eq!(form["title"]["native"], result["record"]["title"]["sv"]);
        assert_eq!(form["url"], format!("https://kluster.example.org{page}"));
        assert!(form["project"]["title"]["native"].is_string(), "{form}");
        assert!(form["short_summary_length"]["asked_from"] == 1_000 && form["editor"].is_null());
        let codes = form["nuts3"].as_array().unwrap();
        assert!(codes.iter().all(|code| code.as_str().unwrap().starts_with("SE")), "{codes:?}");
    }
    assert_eq!(visit.get("/resultat/finns-inte/sammanfattning.json").await.status, 404);
}

#[tokio::test]
async fn the_description_of_the_data_leads_only_to_what_is_there() {
    let visit = today().await;
    let data = json(&visit, "/dcat.jsonld").await;
    let graph = data["@graph"].as_array().unwrap();
    let of = |kind: &str| graph.iter().filter(|node| node["@type"] == kind).count();
    assert_eq!((of("dcat:Catalog"), of("dcat:Dataset")), (1, 7));
    assert!(of("dcat:Distribution") > 35);
    assert_eq!(visit.get("/dcat.rdf").await.text.matches("rdf:about=").count(), graph.len());
    for node in graph {
        for word in ["dcat:downloadURL", "dcat:accessURL"] {
            let Some(address) = node[word][0]["@id"].as_str() else { continue };
            let path = address.strip_prefix("https://kluster.example.org").unwrap();
            assert_eq!(visit.ask("HEAD", path, &[]).await.status, 200, "{address}");
        }
    }
}
