//! Every page, in both languages, says what it should.

use std::collections::BTreeSet;

use model::{Kind, Lang, Record, Visibility};
use web::{Room, home};

use crate::harness::{at, empty, read_sample, today};

#[tokio::test]
async fn every_record_has_a_page_in_both_languages() {
    let visit = today().await;
    let records = read_sample().records;
    assert!(records.len() > 240);
    for record in &records {
        for lang in Lang::ALL {
            let path = Room::of(record.kind()).record_path(lang, &record.head().slug);
            let answer = visit.get(&path).await;
            assert_eq!(answer.status, 200, "{path}");
            assert!(answer.text.contains("<h1"), "{path}");
            assert!(answer.text.contains(&format!("<html lang=\"{}\"", lang.code())), "{path}");
        }
    }
}

#[tokio::test]
async fn every_link_on_the_site_leads_somewhere() {
    let visit = today().await;
    let mut seen: BTreeSet<String> = Lang::ALL.map(|lang| home(lang).to_owned()).into();
    let mut next: Vec<String> = seen.iter().cloned().collect();
    while let Some(path) = next.pop() {
        let answer = visit.get(&path).await;
        assert_eq!(answer.status, 200, "{path}");
        assert!(seen.len() < 3_000);
        for link in answer.links() {
            let link = link.split('#').next().unwrap().to_owned();
            // Parts of the map lead to other parts without end, and each choice of kinds has its own.
            let endless = link.contains("bbox=") && (link.contains('&') || path.contains('?'));
            if !link.is_empty() && !endless && seen.insert(link.clone()) {
                next.push(link);
            }
        }
    }
    assert!(seen.len() > 500, "only {} addresses", seen.len());
}

#[tokio::test]
async fn an_empty_site_says_so_on_every_list() {
    let visit = empty().await;
    for lang in Lang::ALL {
        assert_eq!(visit.get(home(lang)).await.status, 200);
        for room in Room::ALL {
            let answer = visit.get(&room.path(lang)).await;
            assert_eq!(answer.status, 200, "{room:?}");
            assert!(!answer.text.contains("noindex"), "an empty network is no sample");
        }
    }
    assert!(visit.get("/aktiviteter").await.words().contains("Inga aktiviteter är inlagda än."));
    assert!(visit.get("/en/results").await.words().contains("There are no results here yet"));
}

#[tokio::test]
async fn the_nearest_cluster_to_gamleby_is_first() {
    let visit = today().await;
    let words = visit.get("/kluster?near=Gamleby").await.words();
    let (nearest, next) = (words.find("Gamlebygymnasiet").unwrap(), words.find("Vreta Kluster").unwrap());
    assert!(nearest < next);
    assert!(words.contains("Närmast Gamleby Gamlebygymnasiet"));
    assert!(words.contains("arbetar i ditt län"));
    // A position does as well, and two places of one name are told apart.
    assert!(visit.get("/kluster?near=57.90,16.41").await.words().contains("i trakten av Västervik"));
    assert!(visit.get("/kluster?near=Uddetorp+Skara").await.words().contains("Närmast Uddetorp Agroväst"));
}

#[tokio::test]
async fn an_unknown_place_is_a_page_that_names_it_and_its_neighbour() {
    let visit = today().await;
    let answer = visit.get("/kluster?near=Gammleby").await;
    assert_eq!(answer.status, 400);
    assert!(answer.words().contains("Ingen plats i Sverige som heter ”Gammleby” är känd här (near)"));
    assert!(answer.text.contains("href=\"/kluster?near=Gamleby\""));
    assert!(answer.text.contains("value=\"Gammleby\""), "what was typed is still there");
    let answer = visit.get("/kluster?near=%3Cscript%3E").await;
    assert_eq!(answer.status, 400);
    assert!(!answer.text.contains("<script>"));
}

#[tokio::test]
async fn what_is_to_come_stands_first_on_the_day_it_was_to_come() {
    let visit = at("2024-04-10T09:00:00+02:00").await;
    let words = visit.get("/").await.words();
    assert!(words.contains("Livsmedelsberedskap – hur säkras matförsörjningen i kris?"));
    assert!(!words.contains("Inget är inlagt framåt"));
    let later = at("2024-04-19T09:00:00+02:00").await;
    let list = later.get("/aktiviteter").await.words();
    let past = list.find("Tidigare").unwrap();
    assert!(list.find("Livsmedelsberedskap – hur säkras").unwrap() > past);
}

#[tokio::test]
async fn lists_go_on_where_they_stopped() {
    let visit = today().await;
    let first = visit.get("/aktiviteter").await;
    assert!(!first.text.contains("rel=\"next\""), "57 fit on one page of 60");
    let answer = visit.get("/aktiviteter?after=akt-006").await;
    assert_eq!(answer.status, 200);
    assert!(answer.text.matches("<li>").count() < first.text.matches("<li>").count());
    assert_eq!(visit.get("/aktiviteter?after=finns-inte").await.status, 400);
    assert_eq!(visit.get("/aktiviteter?after=agrovast").await.status, 400, "a cluster is no activity");
    let answer = visit.get("/aktiviteter?after=%21").await;
    assert_eq!(answer.status, 400);
    assert!(answer.words().contains("”!” i after är inget namn i en adress"));
}

#[tokio::test]
async fn only_what_is_public_is_shown_anywhere() {
    for hidden in [Visibility::Network, Visibility::Unlisted, Visibility::Draft] {
        let visit = today().await;
        for (kind, slug, word) in [
            (Kind::Cluster, "agrovast", "Agroväst"),
            (Kind::Initiative, "smart-agri", "Smart Agri"),
            (Kind::Theme, "vilt", "Vilt"),
        ] {
            let found = visit.store.reader().await.unwrap().by_slug(kind, &slug.parse().unwrap()).await.unwrap();
            let store::read::BySlug::Here(stored) = found else { panic!("{slug}: {found:?}") };
            let mut record = stored.record;
            record.head_mut().visibility = hidden;
            visit.change(record).await;
            let path = Room::of(kind).record_path(Lang::Sv, &slug.parse().unwrap());
            assert_eq!(visit.get(&path).await.status, 410, "{path}: it was there for everyone to see");
            for room in Room::ALL {
                let answer = visit.get(&room.path(Lang::Sv)).await;
                assert_eq!(answer.status, 200);
                assert!(!answer.text.contains(&format!("href=\"{path}\"")), "{word} is linked from {room:?}");
            }
            assert!(!visit.get("/").await.text.contains(&format!("href=\"{path}\"")), "{word} is on the home page");
        }
    }
}

#[tokio::test]
async fn a_change_is_seen_and_a_former_name_leads_on() {
    let visit = today().await;
    assert!(!visit.get("/kluster/agrovast").await.words().contains("Ny text om Agroväst"));
    let before = visit.get("/kluster/agrovast").await;
    let found = visit.store.reader().await.unwrap().by_slug(Kind::Cluster, &"agrovast".parse().unwrap()).await.unwrap();
    let store::read::BySlug::Here(stored) = found else { panic!("{found:?}") };
    let Record::Cluster(mut cluster) = stored.record else { panic!("no cluster") };
    cluster.summary = model::Text { sv: Some("Ny text om Agroväst.".into()), en: None };
    cluster.head.former_slugs.push(cluster.head.slug.clone());
    cluster.head.slug = "agro-vast".parse().unwrap();
    visit.change(Record::Cluster(cluster)).await;

    let moved = visit.get("/kluster/agrovast").await;
    assert_eq!((moved.status.as_u16(), moved.header("location")), (308, "/kluster/agro-vast"));
    let moved = visit.get("/en/clusters/agrovast").await;
    assert_eq!((moved.status.as_u16(), moved.header("location")), (308, "/en/clusters/agro-vast"));
    let after = visit.get("/kluster/agro-vast").await;
    assert!(after.words().contains("Ny text om Agroväst."));
    assert_ne!(after.header("etag"), before.header("etag"));
    let english = visit.get("/en/clusters/agro-vast").await;
    assert!(english.text.contains("<p class=\"lead\" lang=\"sv\">Ny text om Agroväst.</p>"));
    assert!(english.words().contains("This text exists only in Swedish"));
}

/// A page of every sort, with and without what can be asked for.
const ASKING: [&str; 64] = [
    "/",
    "/kluster",
    "/kluster/agrovast",
    "/aktiviteter",
    "/aktiviteter/hostens-seminarieserie-2017",
    "/kalender",
    "/kalender/2025-05",
    "/kalender/2025-W19",
    "/initiativ",
    "/initiativ/agtech-2030",
    "/teman",
    "/teman/livsmedel",
    "/utmaningar",
    "/utmaningar/beredskap",
    "/resultat",
    "/resultat/lokalproducerat-pa-bordet",
    "/notiser",
    "/organisationer",
    "/organisationer/rise",
    "/siffror",
    "/om",
    "/om/data",
    "/om/tillganglighet",
    "/om/personuppgifter",
    "/om/api",
    "/api/v1/network",
    "/api/v1/records?q=vatten",
    "/api/v1/activities?limit=500",
    "/api/v1/clusters/agrovast",
    "/api/v1/changes?limit=500",
    "/api/v1/openapi.json",
    "/aktiviteter/hostens-seminarieserie-2017/affisch",
    "/karta",
    "/karta?near=Skara&within=100",
    "/karta?q=vatten&theme=livsmedel&period=past",
    "/aktiviteter?theme=livsmedel&county=14&period=past",
    "/aktiviteter?q=vatten",
    "/aktiviteter?theme=skog&county=09&kind=fair",
    "/en/activities?near=Skara&lang=sv",
    "/initiativ",
    "/initiativ?cluster=agrovast&status=ended",
    "/kluster?near=Gamleby&theme=livsmedel",
    "/kluster?county=10&status=forming",
    "/organisationer",
    "/organisationer?kind=region",
    "/resultat?theme=livsmedel",
    "/notiser?from=2020",
    "/sok",
    "/sok?q=vatten&kind=activity",
    "/sok?q=livsmedle",
    "/sok?q=zzxxyyww&county=09",
    "/en/search?q=water",
    "/sok/forslag?q=vat",
    "/kalender",
    "/kalender/2024-04",
    "/kalender/2024-W16?theme=livsmedel",
    "/kalender/2030-01?theme=vilt",
    "/siffror",
    "/en/numbers",
    "/teman",
    "/teman/livsmedel",
    "/utmaningar/vatten",
    "/initiativ/smart-agri",
    "/om/data",
];

#[tokio::test]
async fn a_page_asks_the_store_at_most_four_times() {
    // The parts that most pages share are read once for each change; what is left is bounded page by page.
    let visit = today().await;
    for path in ASKING {
        let mut least = u32::MAX;
        // Made anew each time. The follower may ask in between: take the least.
        for _ in 0..3 {
            visit.site.forget_pages();
            let before = visit.store.statements();
            visit.get(path).await;
            least = least.min(visit.store.statements() - before);
        }
        assert!(least <= 4, "{path} asks {least} times");
    }
}
