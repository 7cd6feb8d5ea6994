//! Every template keeps the promises that all pages make.

use model::Lang;
use web::{Room, home};

use crate::harness::{Answer, today};

fn paths(lang: Lang) -> Vec<String> {
    let mut paths = vec![home(lang).to_owned(), "/finns-inte".to_owned()];
    let samples = [
        (Room::Clusters, "agrovast"),
        (Room::Clusters, "gront-kluster-vasterbotten"),
        (Room::Activities, "hostens-seminarieserie-2017"),
        (Room::Initiatives, "agtech-2030"),
        (Room::Themes, "vatten"),
        (Room::Challenges, "vatten"),
        (Room::Results, "lokalproducerat-pa-bordet"),
        (Room::Clippings, "karta-over-landets-grona-kluster"),
        (Room::Organisations, "lantbrukarnas-riksforbund"),
    ];
    paths.extend(Room::ALL.map(|room| room.path(lang)));
    paths.extend(["2025-11", "2025-W19", "2026-03"].map(|sheet| format!("{}/{sheet}", Room::Calendar.path(lang))));
    paths.extend(samples.map(|(room, slug)| room.record_path(lang, &slug.parse().unwrap())));
    paths.push(crate::harness::poster(lang, "hostens-seminarieserie-2017"));
    paths
}

fn headings(answer: &Answer) -> Vec<u8> {
    let levels = answer.text.split("<h").skip(1).filter_map(|part| part.bytes().next());
    levels.filter(u8::is_ascii_digit).map(|digit| digit - b'0').collect()
}

#[tokio::test]
async fn every_page_is_whole() {
    let visit = today().await;
    for lang in Lang::ALL {
        for path in paths(lang) {
            let answer = visit.get(&path).await;
            let text = &answer.text;
            let levels = headings(&answer);
            assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1, "{path}: one h1");
            let first_two = levels.iter().skip_while(|level| **level != 1);
            let first_two: Vec<u8> = first_two.copied().collect();
            assert!(first_two.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{path}: headings {levels:?}");
            assert!(!text.contains("style=\""), "{path}: an inline style");
            assert!(!text.contains(" onclick"), "{path}: an inline handler");
            assert!(!text.contains("http://localhost"), "{path}");
            assert!(text.contains("provsajt") || text.contains("sample site"), "{path}: says that it is a sample");
            assert!(text.contains("<meta name=\"robots\" content=\"noindex\">"), "{path}");
            assert!(text.contains("href=\"#innehall\""), "{path}: a way past the menu");
            for src in text.split("src=\"").skip(1) {
                assert!(src.starts_with('/'), "{path}: loads from elsewhere");
            }
            let ids: Vec<&str> = text.split(" id=\"").skip(1).filter_map(|part| part.split('"').next()).collect();
            let mut once = ids.clone();
            once.sort_unstable();
            once.dedup();
            assert_eq!(once.len(), ids.len(), "{path}: an id stands twice");
            for word in ["{{", "{%", "{ $", "None", "Some("] {
                // A header of HTTP is not a value that was forgotten.
                assert!(!text.replace("If-None-Match", "").contains(word), "{path}: {word} is shown");
            }
        }
    }
}

#[tokio::test]
async fn each_language_points_to_the_other() {
    let visit = today().await;
    let swedish = visit.get("/kluster/agrovast").await.text;
    assert!(swedish.contains(r#"hreflang="en" href="https://kluster.example.org/en/clusters/agrovast""#));
    assert!(swedish.contains(r#"hreflang="sv" href="https://kluster.example.org/kluster/agrovast""#));
    let english = visit.get("/en/challenges/beredskap").await.text;
    assert!(english.contains(r#"hreflang="sv" href="https://kluster.example.org/utmaningar/beredskap""#));
}

#[tokio::test]
async fn the_map_and_the_list_beside_it_are_the_same_set() {
    let visit = today().await;
    let text = visit.get("/").await.text;
    let on_map: std::collections::BTreeSet<&str> = text
        .split("class=\"map-point")
        .skip(1)
        .filter_map(|part| part.split("href=\"").nth(1)?.split('"').next())
        .collect();
    let in_list: std::collections::BTreeSet<&str> =
        text.split("class=\"place\" href=\"").skip(1).filter_map(|part| part.split('"').next()).collect();
    assert_eq!(on_map, in_list);
    assert_eq!(on_map.len(), 15);
    assert_eq!(text.matches("class=\"map-label\"").count(), 15, "every name has found its place");
    assert!(text.contains("Punkterna visar orten"));
}
