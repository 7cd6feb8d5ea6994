//! What can be wrong with a filter: each fault is a page that says which key, what to write, and how to go on.

use crate::harness::{Answer, Visit, today, unescaped};

const LIST: [&str; 2] = ["/aktiviteter", "/en/activities"];

/// A query with a fault, the query without it, and what the page says in Swedish and English.
const FAULTS: [(&str, &str, [&str; 2]); 32] = [
    ("kind=kurs", "", ["Skriv något av", "Write one of"]),
    ("county=99", "", ["två siffror, till exempel 05", "two digits, such as 05"]),
    ("county=skane", "", ["två siffror", "two digits"]),
    ("municipality=0001", "", ["fyra siffror, till exempel 0580", "four digits, such as 0580"]),
    ("form=distans", "", ["on-site, online", "on-site, online"]),
    ("status=inst%C3%A4lld", "", ["cancelled", "cancelled"]),
    ("period=snart", "", ["upcoming, past", "upcoming, past"]),
    ("from=ig%C3%A5r", "", ["till exempel 2026-12-01", "like 2026-12-01"]),
    ("from=2026-13-01", "", ["2026-12-01", "2026-12-01"]),
    ("until=2026-02-30", "", ["2026-12-01", "2026-12-01"]),
    ("from=2026-02-02&until=2026-02-01", "from=2026-02-02", ["före den första", "before the first"]),
    ("from=2026-03&until=2026-02", "from=2026-03", ["före den första", "before the first"]),
    ("within=20", "", ["skriv den i near", "write it in near"]),
    ("near=Skara&within=0", "near=Skara", ["högst 300", "300 at most"]),
    ("near=Skara&within=301", "near=Skara", ["högst 300", "300 at most"]),
    ("near=Skara&within=n%C3%A4ra", "near=Skara", ["hela kilometer", "whole kilometres"]),
    ("bbox=1,2,3", "", ["väst, syd, öst och nord", "west, south, east and north"]),
    ("bbox=1,2,3,4,5", "", ["väst, syd, öst och nord", "west, south, east and north"]),
    ("bbox=20,50,10,60", "", ["väst, syd, öst och nord", "west, south, east and north"]),
    ("bbox=10,60,20,50", "", ["väst, syd, öst och nord", "west, south, east and north"]),
    ("bbox=10,50,20,nord", "", ["väst, syd, öst och nord", "west, south, east and north"]),
    ("bbox=10,50,200,60", "", ["väst, syd, öst och nord", "west, south, east and north"]),
    ("near=Gammleby", "", ["Ingen plats i Sverige", "No place in Sweden"]),
    ("near=Gammleby&within=20", "", ["Ingen plats i Sverige", "No place in Sweden"]),
    ("near=95,10", "", ["latitud och longitud", "Write latitude and longitude"]),
    ("theme=Tv%C3%A5+ord", "", ["små bokstäver a–z", "small letters a–z"]),
    ("cluster=%3F", "", ["små bokstäver a–z", "small letters a–z"]),
    ("after=a+b", "", ["små bokstäver a–z", "small letters a–z"]),
    ("lang=de", "", ["sv och en", "sv and en"]),
    ("county=05&county=99", "county=05", ["två siffror", "two digits"]),
    ("theme=skog&theme=!&theme=vatten", "theme=skog&theme=vatten", ["små bokstäver", "small letters"]),
    ("form=online&form=x&lang=sv", "form=online&lang=sv", ["on-site, online", "on-site, online"]),
];

fn key_of(query: &str, without: &str) -> String {
    let wrong = query.split('&').find(|pair| !without.split('&').any(|kept| kept == *pair)).unwrap();
    wrong.split('=').next().unwrap().to_owned()
}

/// The address that leads on without what was wrong.
fn way_on(answer: &Answer, path: &str, lang: usize) -> String {
    let words = ["Visa listan utan det", "Show the list without it"][lang];
    let before = answer.text.split(&format!(">{words}</a>")).next().unwrap();
    let href = unescaped(before.rsplit("href=\"").next().unwrap().trim_end_matches('"'));
    assert!(href.starts_with(path), "{path} leads on to {href}");
    href
}

fn pairs(query: &str) -> Vec<String> {
    let mut pairs: Vec<String> = query.split('&').filter(|pair| !pair.is_empty()).map(str::to_owned).collect();
    pairs.sort();
    pairs
}

async fn is_told(visit: &Visit, path: &str, lang: usize, query: &str, without: &str, said: &str) {
    let address = format!("{path}?{query}");
    let answer = visit.get(&address).await;
    assert_eq!(answer.status, 400, "{address}");
    assert_eq!(answer.header("cache-control"), "no-store", "{address}");
    assert!(answer.text.contains(&format!("<html lang=\"{}\"", ["sv", "en"][lang])), "{address}");
    let words = answer.words();
    assert!(words.contains(said), "{address} does not say “{said}”: {}", answer.between("class=\"lead\">", "</p>")[0]);
    let text = unescaped(answer.between("class=\"lead\">", "</p>")[0]);
    let key = key_of(query, without);
    assert!(
        text.split(|c: char| !c.is_ascii_alphabetic()).any(|word| word == key),
        "{address}: {key} is not in “{text}”"
    );
    let on = way_on(&answer, path, lang);
    let left = on.split_once('?').map_or("", |(_, query)| query);
    assert_eq!(pairs(left), pairs(without), "{address} leads on to {on}");
    let there = visit.get(&on).await;
    assert!(there.status == 200 || there.status == 308, "{on}: {}", there.status);
}

#[tokio::test]
async fn every_fault_of_a_filter_says_what_to_write_and_leads_on() {
    let visit = today().await;
    for (query, without, said) in FAULTS {
        for lang in 0..2 {
            is_told(&visit, LIST[lang], lang, query, without, said[lang]).await;
        }
    }
}

#[tokio::test]
async fn what_else_was_asked_for_is_kept() {
    let visit = today().await;
    for (query, without, said) in FAULTS {
        let and = |query: &str| if query.is_empty() { String::new() } else { format!("&{query}") };
        let (asked, left) =
            (format!("q=vall&theme=livsmedel{}", and(query)), format!("q=vall&theme=livsmedel{}", and(without)));
        is_told(&visit, "/aktiviteter", 0, &asked, &left, said[0]).await;
    }
}

#[tokio::test]
async fn the_other_rooms_say_the_same() {
    let visit = today().await;
    for (paths, lang) in [
        (["/kalender", "/kalender/2024-04", "/karta", "/sok", "/initiativ", "/notiser"], 0),
        (["/en/calendar", "/en/calendar/2024-04", "/en/map", "/en/search", "/en/initiatives", "/en/clippings"], 1),
    ] {
        for path in paths {
            for (query, without, said) in FAULTS {
                // What a kind or a status is differs from room to room; most lists have fewer.
                let own = query.starts_with("kind") || query.starts_with("status");
                let said = if own { ["Skriv", "inget kind"][0] } else { said[lang] };
                if own && (lang == 1 || !["/sok", "/karta", "/kalender"].contains(&path)) {
                    assert_eq!(visit.get(&format!("{path}?{query}")).await.status, 400, "{path}?{query}");
                    continue;
                }
                is_told(&visit, path, lang, query, without, said).await;
            }
        }
    }
}

#[tokio::test]
async fn words_may_be_long_but_not_without_end() {
    let visit = today().await;
    let (fits, long) = ("å".repeat(200), "å".repeat(201));
    let encoded = |text: &str| text.replace('å', "%C3%A5");
    for (path, words) in
        [("/sok", "Texten i q är för lång. Högst 200 tecken"), ("/en/search", "The text in q is too long")]
    {
        assert_eq!(visit.get(&format!("{path}?q={}", encoded(&fits))).await.status, 200, "{path}");
        let answer = visit.get(&format!("{path}?theme=skog&q={}", encoded(&long))).await;
        assert_eq!(answer.status, 400, "{path}");
        assert!(answer.words().contains(words), "{path}");
        assert!(answer.text.contains(&format!("href=\"{path}?theme=skog\"")), "{path}");
        let longer = visit.get(&format!("{path}?q={}", "x".repeat(501))).await;
        assert_eq!(longer.status, 400, "{path}");
    }
}

#[tokio::test]
async fn a_list_that_has_no_kinds_says_so() {
    let visit = today().await;
    for (path, words) in [
        ("/kluster?kind=course&theme=skog", "Den här listan har inget kind"),
        ("/resultat?kind=course&theme=skog", "Den här listan har inget kind"),
        ("/en/clippings?kind=course&theme=skog", "This list has no kind"),
    ] {
        let answer = visit.get(path).await;
        assert_eq!(answer.status, 400, "{path}");
        assert!(answer.words().contains(words), "{path}");
        let room = path.split('?').next().unwrap();
        assert!(answer.text.contains(&format!("href=\"{room}?theme=skog\"")), "{path}");
    }
}

#[tokio::test]
async fn an_unknown_place_is_answered_with_the_nearest_names() {
    let visit = today().await;
    for (path, near) in [
        (
            "/aktiviteter?theme=livsmedel&near=Gammleby&within=100",
            "/aktiviteter?theme=livsmedel&within=100&near=Gamleby",
        ),
        ("/karta?near=Gammleby", "/karta?near=Gamleby"),
        ("/en/search?q=skog&near=Link%C3%B6pnig", "/en/search?q=skog&near=Link%C3%B6ping"),
        ("/en/calendar?near=Gammleby&kind=course", "/en/calendar?kind=course&near=Gamleby"),
    ] {
        let answer = visit.get(path).await;
        assert_eq!(answer.status, 400, "{path}");
        let offered = answer.links().iter().any(|link| unescaped(link) == near);
        assert!(offered, "{path} does not offer {near}");
        let there = visit.get(near).await;
        assert!(there.status == 200 || there.status == 308, "{near}");
    }
}

#[tokio::test]
async fn of_two_places_of_one_name_the_larger_is_taken_and_the_other_offered() {
    let visit = today().await;
    for (path, question) in [("/sok", "Menade du ett annat ställe?"), ("/en/search", "Did you mean another place?")] {
        let answer = visit.get(&format!("{path}?near=J%C3%A4rna&lang=sv&within=80")).await;
        assert_eq!(answer.status, 200);
        let larger = visit.get(&format!("{path}?near=59.09165,17.56615&lang=sv&within=80")).await;
        let smaller = visit.get(&format!("{path}?near=60.53333,14.36667&lang=sv&within=80")).await;
        assert_eq!(answer.count(), larger.count(), "{path}");
        assert_ne!(larger.count(), smaller.count(), "{path}: the two places can be told apart");
        let note = answer.between(question, "</p>");
        let others: Vec<&str> =
            note.first().unwrap_or_else(|| panic!("{path} does not ask")).split("href=\"").skip(1).collect();
        assert!(!others.is_empty(), "{path}");
        for other in others {
            let href = unescaped(other.split('"').next().unwrap());
            assert!(href.contains("lang=sv") && href.contains("within=80"), "{href} forgets the rest");
            let there = visit.get(&href).await;
            assert_eq!(there.status, 200, "{href}");
            assert!(!there.text.contains(question), "{href} is one place");
        }
    }
}
