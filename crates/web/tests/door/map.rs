//! The map room: where things are, and that what stands for an area is never shown at a point.

use std::collections::BTreeSet;
use std::io::Write;

use model::{Kind, Lang, Record};
use serde_json::{Value, json};

use crate::harness::{Answer, Visit, empty, today};

/// The most that any page may weigh beyond the shared fonts and style sheet, compressed.
const MOST_BYTES: usize = 60_000;

fn point(lat: f64, lon: f64, precision: &str) -> Value {
    json!({ "lat": lat, "lon": lon, "precision": precision })
}

fn cluster(id: &str, place: Value) -> Record {
    let value = json!({
        "id": id, "slug": id, "version": 1, "name": format!("Kluster {id}"), "status": "active",
        "summary": { "sv": "Ett kluster.", "en": "A cluster." }, "place": place,
    });
    Record::from_value(Kind::Cluster, value).unwrap()
}

fn activity(id: &str, places: &[Value]) -> Record {
    let occasions: Vec<Value> =
        (places.iter().enumerate()).map(|(n, place)| json!({ "id": format!("{id}-{n}"), "place": place })).collect();
    let value = json!({
        "id": id, "slug": id, "version": 1, "title": { "sv": format!("Aktivitet {id}") }, "kind": "course",
        "status": "published", "occasions": occasions,
    });
    Record::from_value(Kind::Activity, value).unwrap()
}

fn organisation(id: &str, place: Value) -> Record {
    let value = json!({ "id": id, "slug": id, "version": 1, "name": format!("Organisation {id}"), "place": place });
    Record::from_value(Kind::Organisation, value).unwrap()
}

fn place(name: &str, lat: f64, lon: f64) -> Value {
    json!({ "name": name, "point": point(lat, lon, "place") })
}

/// A site with these records and nothing else.
async fn with(records: &[Record]) -> Visit {
    let visit = empty().await;
    let mut writer = visit.store.writer(visit.site.clock.now(), "test").await.unwrap();
    for record in records {
        writer.add(record).await.unwrap();
    }
    let number = writer.commit().await.unwrap();
    while number.is_some_and(|number| visit.site.change() < number) {
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    visit
}

/// A small network: two clusters apart, three activities in one town, and one of each that stands for Gotland.
async fn small() -> Visit {
    let gotland = || json!({ "county": "09", "point": point(57.654_321, 18.765_432, "region") });
    with(&[
        cluster("skara", json!({ "name": "Skara", "county": "14", "point": point(58.39, 13.44, "place") })),
        cluster("gotland", gotland()),
        activity("ett", &[place("Umeå", 63.83, 20.26)]),
        activity("tva", &[place("Umeå", 63.83, 20.26), place("Skara", 58.39, 13.44)]),
        activity("tre", &[place("Umeå", 63.831, 20.261), place("Umeå", 63.831, 20.261)]),
        activity("fyra", &[gotland()]),
        organisation("visby", gotland()),
        organisation("nowhere", json!({ "name": "Okänt" })),
    ])
    .await
}

/// A mark: its address, what it says, and where in the frame it stands.
#[derive(Debug)]
struct Mark {
    href: String,
    title: String,
    count: usize,
    at: (f64, f64),
}

fn marks(answer: &Answer) -> Vec<Mark> {
    let parts = answer.text.split("<a class=\"pin ").skip(1).map(|part| part.split("</a>").next().unwrap());
    let attribute = |part: &str, name: &str| {
        let value = part.split(&format!(" {name}=\"")).nth(1).unwrap().split('"').next().unwrap();
        value.replace("&amp;", "&").replace("&#38;", "&")
    };
    let mark = |part: &str| {
        let at = attribute(part, "transform");
        let (x, y) = at.trim_start_matches("translate(").trim_end_matches(')').split_once(' ').unwrap();
        let count = part.split("class=\"bubble-count\" dy=\".35em\">").nth(1);
        Mark {
            href: attribute(part, "href"),
            title: attribute(part, "aria-label"),
            count: count
                .map_or(1, |count| count.split('<').next().unwrap().replace(['\u{a0}', ','], "").parse().unwrap()),
            at: (x.parse().unwrap(), y.parse().unwrap()),
        }
    };
    parts.map(mark).collect()
}

/// The addresses inside the site that the page links to, as a browser reads them.
fn links(answer: &Answer) -> BTreeSet<String> {
    answer.links().into_iter().map(|link| link.replace("&#38;", "&")).collect()
}

fn total(marks: &[Mark]) -> usize {
    marks.iter().map(|mark| mark.count).sum()
}

#[tokio::test]
async fn everything_with_a_point_is_where_it_is() {
    let visit = small().await;
    let answer = visit.get("/karta").await;
    assert_eq!(answer.status, 200);
    let marks = marks(&answer);
    // Skara: 58.39 N 13.44 E is some 90 units from the left edge and 580 from the upper one.
    let skara = marks.iter().find(|mark| mark.href == "/kluster/skara").unwrap();
    assert!((skara.at.0 - 89.0).abs() < 14.0 && (skara.at.1 - 579.0).abs() < 14.0, "{skara:?}");
    let umea = marks.iter().find(|mark| mark.count == 3).unwrap();
    assert!((umea.at.0 - 257.0).abs() < 14.0 && (umea.at.1 - 288.0).abs() < 14.0, "{umea:?}");
    assert_eq!(umea.title, "Umeå: 3 aktiviteter");
    // Two activities are in Skara and Umeå, one twice at one place: that counts once.
    assert_eq!(total(&marks), 2 + 5 + 1, "{marks:?}");
    assert!(answer.words().contains("2 kluster, 5 aktiviteter och en organisation"));
}

#[tokio::test]
async fn what_stands_for_an_area_is_never_shown_at_its_point() {
    let visit = small().await;
    for path in ["/karta", "/en/map", "/karta?near=Visby&within=200", "/karta?bbox=17,56,20,59", "/karta?kind=cluster"]
    {
        let answer = visit.get(path).await;
        assert_eq!(answer.status, 200, "{path}");
        // Neither in degrees nor in map units: 57.654321 18.765432 is at 240.5 616.3.
        for trace in ["57.65", "18.76", "240.5", "616.3"] {
            assert!(!answer.text.contains(trace), "{path}: {trace}");
        }
        assert!(answer.words().contains("Gotlands län"), "{path}");
    }
    let answer = visit.get("/karta").await;
    let island = marks(&answer).into_iter().find(|mark| mark.href == "/kluster/gotland").unwrap();
    assert!((island.at.0 - 232.0).abs() < 20.0 && (island.at.1 - 625.0).abs() < 20.0, "{island:?}");
    assert_eq!(island.title, "Kluster gotland, I Gotlands län");
    assert!(
        marks(&answer).iter().any(|mark| mark.title == "I Gotlands län: en aktivitet och en organisation – 2 i allt")
    );
    assert!(!visit.get("/karta?near=Visby").await.words().contains("km bort"), "an area has no distance");
}

#[tokio::test]
async fn the_marks_add_up_to_what_is_said_and_touch_nowhere() {
    let visit = today().await;
    for path in
        ["/karta", "/karta?kind=activity&kind=organisation", "/karta?bbox=11,55,17,60", "/karta?near=Skara&within=200"]
    {
        let answer = visit.get(path).await;
        let marks = marks(&answer);
        let said = answer.text.split("class=\"room-summary\">").nth(1).unwrap().split('<').next().unwrap();
        let numbers = said.to_lowercase().replace("ett ", "1 ").replace("en ", "1 ");
        let numbers: usize = numbers.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse::<usize>().ok()).sum();
        assert_eq!(total(&marks), numbers, "{path}: {said}");
        for (index, one) in marks.iter().enumerate() {
            for other in &marks[index + 1..] {
                let gap = (one.at.0 - other.at.0).hypot(one.at.1 - other.at.1);
                assert!(gap > 14.0, "{path}: {} and {} are {gap} apart", one.title, other.title);
            }
        }
        assert!(marks.iter().all(|mark| !mark.title.is_empty() && !mark.href.is_empty()), "every mark is a link");
    }
}

#[tokio::test]
async fn a_number_leads_to_the_part_of_the_map_where_it_falls_apart() {
    let visit = today().await;
    let whole = visit.get("/karta").await;
    assert!(!whole.text.contains("class=\"room-borders\""), "no hairlines over the whole country");
    let many = marks(&whole).into_iter().max_by_key(|mark| mark.count).unwrap();
    assert!(many.href.starts_with("/karta?bbox="), "{many:?}");
    let closer = visit.get(&many.href).await;
    assert_eq!(closer.status, 200);
    assert!(closer.text.contains("class=\"room-borders\""));
    assert!(total(&marks(&closer)) >= many.count, "what was counted is still there");
    assert!(closer.text.contains("I den här delen av kartan"));
    assert!(closer.text.contains("data-zoom=\"whole\" href=\"/karta\">Hela landet"), "a way back");
    // Closer and closer, until a number leads to the list.
    let mut href = many.href;
    for _ in 0..8 {
        let Some(next) = marks(&visit.get(&href).await).into_iter().find(|mark| mark.count > 1) else { break };
        href = next.href;
        if href == "#lista" {
            break;
        }
    }
    assert!(href == "#lista" || href.starts_with("/karta?bbox="), "{href}");
}

#[tokio::test]
async fn near_a_place_there_is_a_ring_and_the_list_is_by_distance() {
    let visit = today().await;
    let answer = visit.get("/karta?near=Gamleby&within=100").await;
    assert_eq!(answer.status, 200);
    assert!(answer.text.contains("class=\"room-ring\"") && answer.text.contains("r=\"48.00\""), "100 km is 48 units");
    let words = answer.words();
    assert!(words.contains("Nära Gamleby") && words.contains("Inom 100 km från Gamleby"));
    let kilometres: Vec<u32> =
        (words.split(" km bort").filter_map(|part| part.rsplit(' ').next()?.parse().ok())).collect();
    assert!(
        kilometres.is_sorted() && !kilometres.is_empty() && kilometres.iter().all(|km| *km <= 100),
        "{kilometres:?}"
    );
    assert!(answer.text.contains("<option value=\"100\" selected>"));
    // Of two places of one name the larger is taken, and the other is a link.
    let answer = visit.get("/karta?near=Uddetorp").await;
    assert_eq!(answer.status, 200);
    // Nothing near: wider distances, and everything.
    let answer = visit.get("/karta?near=Kiruna&within=10").await;
    assert!(answer.words().contains("Inget finns på kartan så nära"));
    assert!(links(&answer).contains("/karta?near=Kiruna&within=200"), "{:?}", links(&answer));
}

#[tokio::test]
async fn of_two_places_of_one_name_the_other_is_offered() {
    let visit = today().await;
    let places = model::places::Places::built_in();
    let name =
        ["Ås", "Berg", "Hagby", "Lund", "Ed"].into_iter().find(|name| !places.find(name).unwrap().others.is_empty());
    let value: String = url_encoded(name.unwrap());
    let answer = visit.get(&format!("/karta?near={value}&within=25")).await;
    assert_eq!(answer.status, 200);
    assert!(answer.words().contains("Menade du ett annat ställe?"));
    let other = links(&answer).into_iter().find(|link| link.contains("near=") && link.contains(",+"));
    let other = visit.get(&other.unwrap()).await;
    assert_eq!(other.status, 200);
}

fn url_encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

#[tokio::test]
async fn an_address_that_makes_no_sense_is_a_page_that_says_so() {
    let visit = today().await;
    let answer = visit.get("/karta?near=Gammleby").await;
    assert_eq!(answer.status, 400);
    assert!(answer.text.contains("href=\"/karta?near=Gamleby\""));
    for bad in ["bbox=1,2,3", "bbox=20,50,10,60", "bbox=x", "within=50", "near=Gamleby&within=0", "kind=kurs"] {
        let answer = visit.get(&format!("/karta?{bad}")).await;
        assert_eq!(answer.status, 400, "{bad}");
        assert!(answer.words().contains("Adressen går inte att förstå"), "{bad}");
    }
    for odd in ["bbox=-180,-90,180,90", "bbox=0,0,1,1", "bbox=18.999,59.999,19,60", "theme=vatten", "utm_source=brev"] {
        assert_eq!(visit.get(&format!("/karta?{odd}")).await.status, 200, "{odd}");
    }
}

#[tokio::test]
async fn the_legend_chooses_kinds_and_an_empty_map_offers_them_back() {
    let visit = today().await;
    let answer = visit.get("/karta").await;
    assert!(links(&answer).contains("/karta?kind=activity"));
    let only = visit.get("/karta?kind=activity").await;
    assert!(links(&only).contains("/karta?kind=activity&kind=initiative"));
    assert!(links(&only).contains("/karta") && only.text.contains("aria-current=\"true\""));
    assert!(marks(&only).iter().all(|mark| !mark.href.starts_with("/kluster/")));
    let none = visit.get("/karta?kind=theme").await;
    assert!(none.words().contains("Inget finns på kartan här"));
    let english = visit.get("/en/map?kind=activity").await;
    assert!(english.words().contains("On the map") && english.text.contains("hreflang=\"sv\""));
}

#[tokio::test]
async fn the_map_asks_the_store_at_most_four_times() {
    let visit = today().await;
    for path in ["/karta", "/karta?near=Skara&within=200", "/karta?bbox=11,55,17,60&kind=activity"] {
        let mut least = u32::MAX;
        for _ in 0..3 {
            visit.site.forget_pages();
            let before = visit.store.statements();
            visit.get(path).await;
            least = least.min(visit.store.statements() - before);
        }
        assert!(least <= 4, "{path} asks {least} times");
    }
}

#[tokio::test]
async fn the_page_does_not_grow_with_the_network() {
    const ACTIVITIES: usize = 10_000;
    const PLACES: usize = 200;
    let spot = |n: usize| {
        let n = n % PLACES;
        place(&format!("Ort {n}"), 55.6 + 0.055 * (n % 100) as f64, 12.8 + 0.03 * (n % 67) as f64)
    };
    let records: Vec<Record> = (0..ACTIVITIES).map(|n| activity(&format!("a-{n}"), &[spot(n)])).collect();
    let visit = with(&records).await;
    for lang in Lang::ALL {
        let answer = visit.get(&web::Room::Map.path(lang)).await;
        assert_eq!(answer.status, 200);
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        gzip.write_all(answer.text.as_bytes()).unwrap();
        let size = gzip.finish().unwrap().len();
        println!("{size} bytes compressed for {ACTIVITIES} activities at {PLACES} places");
        assert!(size < MOST_BYTES / 2, "{size} bytes: the sprites and the script come on top");
        let marks = marks(&answer);
        assert_eq!(total(&marks), ACTIVITIES);
        assert!(marks.len() < 150, "{} marks", marks.len());
        assert!(answer.text.matches("class=\"room-name\"").count() <= 60);
        assert!(links(&answer).contains(&web::Room::Activities.path(lang)), "the rest stands in the list");
    }
}
