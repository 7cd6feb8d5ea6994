//! Tables and maps for other programs: every list and record as CSV, workbook and GeoJSON.

use std::collections::BTreeSet;

use model::record::Precision;
use model::{Kind, Lang, Record};
use serde_json::{Value, json};
use web::Room;

use crate::harness::{Visit, at, empty, read_sample, today, with};

/// The formats, each with its type.
const FORMATS: [(&str, &str); 3] = [
    ("csv", "text/csv; charset=utf-8; header=present"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("geojson", "application/geo+json; charset=utf-8"),
];
const FIRST_COLUMNS: &str = "\u{feff}id,kind,title,summary,url,status,form,start,end,zone,all_day,place,municipality,\
    county,lat,lon,online,organisers,themes,price,sign_up_url,sign_up_last_day,language,updated,";
/// The rooms that are lists of records.
const LISTS: [Room; 10] = [
    Room::Clusters,
    Room::Activities,
    Room::Calendar,
    Room::Map,
    Room::Initiatives,
    Room::Themes,
    Room::Challenges,
    Room::Results,
    Room::Clippings,
    Room::Organisations,
];

/// The paths of every list, of search, and of a record of each kind, in both languages.
fn paths() -> Vec<String> {
    let records = read_sample().records;
    let of = |kind: Kind| records.iter().find(|record| record.kind() == kind).unwrap();
    let mut paths = Vec::new();
    for lang in Lang::ALL {
        paths.extend(LISTS.iter().chain([&Room::Search]).map(|room| room.path(lang)));
        paths.push(format!("{}/2026-12", Room::Calendar.path(lang)));
        paths.extend(Kind::ALL.iter().map(|kind| Room::of(*kind).record_path(lang, &of(*kind).head().slug)));
    }
    paths
}

/// The features of a collection.
async fn features(visit: &Visit, path: &str) -> Vec<Value> {
    let answer = visit.get(path).await;
    assert_eq!(answer.status, 200, "{path}");
    let collection: Value = serde_json::from_str(&answer.text).unwrap();
    assert_eq!(collection["type"], "FeatureCollection");
    collection["features"].as_array().unwrap().clone()
}

fn ids(features: &[Value]) -> BTreeSet<String> {
    features.iter().map(|feature| feature["properties"]["id"].as_str().unwrap().to_owned()).collect()
}

/// The ids that the same address has as JSON.
async fn json_ids(visit: &Visit, path: &str) -> BTreeSet<String> {
    let list: Value = serde_json::from_str(&visit.get(path).await.text).unwrap();
    let records = list["records"].as_array().unwrap().iter();
    records.map(|item| item["record"]["id"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn every_list_and_record_is_a_table_and_a_map_in_both_languages() {
    let visit = today().await;
    for path in paths() {
        for (ending, media_type) in FORMATS {
            let address = format!("{path}.{ending}");
            let answer = visit.get(&address).await;
            assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, media_type), "{address}");
            let etag = answer.header("etag").to_owned();
            assert!(!etag.is_empty(), "{address}");
            let again = visit.ask("GET", &address, &[("if-none-match", &etag)]).await;
            assert_eq!((again.status.as_u16(), again.text.as_str()), (304, ""), "{address}");
            let bytes = visit.bytes("GET", &address, &[]).await;
            match ending {
                "csv" => assert!(answer.text.starts_with(FIRST_COLUMNS) && answer.text.ends_with("\r\n"), "{address}"),
                "xlsx" => assert!(bytes.starts_with(b"PK\x03\x04"), "{address}"),
                _ => assert!(serde_json::from_slice::<Value>(&bytes).unwrap()["features"].is_array(), "{address}"),
            }
            let packed = visit.ask("GET", &address, &[("accept-encoding", "gzip")]).await;
            // A workbook is packed already, and next to nothing gets no smaller.
            if ending != "xlsx" && bytes.len() > 500 {
                assert_eq!(packed.header("content-encoding"), "gzip", "{address}");
            }
        }
    }
}

#[tokio::test]
async fn a_table_has_what_the_filter_leaves_and_nothing_else() {
    let visit = today().await;
    for filter in ["", "?theme=vatten", "?county=05&county=14&period=past", "?kind=course", "?q=vall"] {
        for path in ["/aktiviteter", "/en/activities"] {
            let expected = json_ids(&visit, &format!("{path}.json{filter}")).await;
            assert_eq!(ids(&features(&visit, &format!("{path}.geojson{filter}")).await), expected, "{path}{filter}");
            let table = visit.get(&format!("{path}.csv{filter}")).await.text;
            let lines = table.split("\r\n").skip(1).filter_map(|line| line.split(",activity,").next());
            let told: BTreeSet<String> = lines.filter(|id| !id.is_empty()).map(str::to_owned).collect();
            assert_eq!(told, expected, "{path}{filter}");
        }
    }
    for (ending, media_type) in FORMATS {
        let none = visit.get(&format!("/aktiviteter.{ending}?theme=finns-inte")).await;
        assert_eq!((none.status.as_u16(), none.header("content-type")), (200, media_type));
        let fault = visit.get(&format!("/aktiviteter.{ending}?county=99")).await;
        assert_eq!(fault.status, 400, "{ending}");
    }
    assert_eq!(visit.get("/aktiviteter.csv?theme=finns-inte").await.text.lines().count(), 1);
    assert_eq!(features(&visit, "/aktiviteter.geojson?theme=finns-inte").await, Vec::<Value>::new());
}

#[tokio::test]
async fn an_empty_site_has_empty_tables() {
    let visit = empty().await;
    for (ending, media_type) in FORMATS {
        let answer = visit.get(&format!("/en/clusters.{ending}")).await;
        assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, media_type));
    }
}

#[tokio::test]
async fn the_map_has_what_has_a_point_and_a_list_has_the_rest_too() {
    let visit = today().await;
    let map = features(&visit, "/karta.geojson").await;
    assert!(!map.is_empty() && map.iter().all(|feature| feature["geometry"]["type"] == "Point"));
    let list = features(&visit, "/sok.geojson").await;
    assert!(list.iter().any(|feature| feature["geometry"].is_null()));
    assert_eq!(ids(&list), json_ids(&visit, "/sok.json").await);
    let names = |feature: &Value| feature["properties"].as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert!(list.iter().all(|feature| names(feature) == names(&list[0])));
}

/// A series of courses with very many days.
fn series(number: usize, days: usize) -> Record {
    let id = format!("serie-{number:03}");
    let occasions = (0..days).map(
        |day| json!({ "id": format!("{id}-{day}"), "when": { "first_day": format!("20{:02}-01-01", 27 + day % 60) } }),
    );
    let value = json!({
        "id": id, "slug": id, "version": 1, "title": { "sv": format!("Serie {number}") }, "kind": "course",
        "status": "published", "occasions": occasions.collect::<Vec<_>>(),
    });
    Record::from_value(Kind::Activity, value).unwrap()
}

#[tokio::test]
async fn a_table_of_too_many_rows_ends_with_a_whole_record_and_says_where_the_rest_is() {
    let mut folder = read_sample();
    folder.records.retain(|record| record.kind() != Kind::Activity);
    folder.records.extend((0..30).map(|number| series(number, 400)));
    let visit = with("2026-11-23T09:00:00+01:00", folder).await;
    for ending in ["csv", "geojson"] {
        let mut rows = Vec::new();
        let mut next = Some(format!("/aktiviteter.{ending}?kind=course"));
        let mut parts = Vec::new();
        while let Some(path) = next {
            let answer = visit.get(&path).await;
            assert_eq!(answer.status, 200, "{path}");
            let before = rows.len();
            match ending {
                "csv" => {
                    rows.extend(answer.text.lines().skip(1).map(|line| line.split(',').nth(24).unwrap().to_owned()))
                }
                _ => {
                    let part: Value = serde_json::from_str(&answer.text).unwrap();
                    let own = part["features"].as_array().unwrap().iter();
                    rows.extend(own.map(|one| one["properties"]["occasion_id"].as_str().unwrap().to_owned()));
                }
            }
            parts.push(rows.len() - before);
            let links = answer.headers.get_all("link").iter().map(|link| link.to_str().unwrap());
            let follow = links.filter_map(|link| link.strip_suffix(">; rel=\"next\"")?.strip_prefix('<')).next();
            next = follow.map(|link| link.strip_prefix("https://kluster.example.org").unwrap().to_owned());
        }
        assert_eq!(parts, [10_000, 2_000], "{ending}");
        assert_eq!(rows.iter().collect::<BTreeSet<_>>().len(), 12_000, "{ending}");
    }
    let book = visit.ask("HEAD", "/en/activities.xlsx", &[]).await;
    assert!(book.headers.get_all("link").iter().any(|link| link.to_str().unwrap().contains("rel=\"next\"")));
    let all_of_one = visit.get("/aktiviteter/serie-007.csv").await;
    assert_eq!(all_of_one.text.lines().count(), 401);
    assert_eq!(all_of_one.headers.get_all("link").iter().count(), 1);
}

#[tokio::test]
async fn no_exact_point_of_what_stands_for_a_region_is_told_anywhere() {
    const SECRET: [&str; 2] = [".4321", ".8765"];
    let mut folder = read_sample();
    let mut moved = Vec::new();
    for record in &mut folder.records {
        let mut value = record.to_value();
        if let Some(point) = value.pointer_mut("/place/point").filter(|point| point["precision"] == "region") {
            let own = |degrees: &Value, part| degrees.as_f64().unwrap().trunc() + part;
            *point =
                json!({ "lat": own(&point["lat"], 0.4321), "lon": own(&point["lon"], 0.8765), "precision": "region" });
            *record = Record::from_value(record.kind(), value).unwrap();
            moved.push((record.kind(), record.head().slug.clone()));
        }
    }
    let points = read_sample().records;
    let points = points.iter().flat_map(Record::places).filter_map(|(_, place)| place.point);
    assert_eq!(points.filter(|point| point.precision == Precision::Region).count(), moved.len());
    assert!(moved.len() > 2);
    let moment = "2026-11-23T09:00:00+01:00";
    let visit = with(moment, folder).await;
    let as_it_was = at(moment).await;
    let mut addresses: Vec<String> = Vec::new();
    for lang in Lang::ALL {
        addresses.push(web::home(lang).to_owned());
        addresses.extend(LISTS.iter().chain([&Room::Search]).map(|room| room.path(lang)));
        addresses.extend(moved.iter().map(|(kind, slug)| Room::of(*kind).record_path(lang, slug)));
    }
    for address in &addresses {
        let page = visit.get(address).await;
        assert!(page.status == 200 && !SECRET.iter().any(|part| page.text.contains(part)), "{address}");
        // Nothing on a page, such as a mark on a map, stands where it does for the point's sake.
        assert_eq!(page.text, as_it_was.get(address).await.text, "{address}");
        for ending in ["ics", "atom", "geojson", "csv", "json", "jsonld"] {
            let answer = visit.get(&format!("{address}.{ending}")).await;
            let told = SECRET.iter().any(|part| answer.text.contains(part));
            assert!(!told && matches!(answer.status.as_u16(), 200 | 404), "{address}.{ending}");
        }
    }
    let clusters = features(&visit, "/kluster.geojson").await;
    let regions = clusters.iter().filter(|one| one["properties"]["precision"] == "region");
    let middles: BTreeSet<String> = regions.map(|one| one["geometry"]["coordinates"].to_string()).collect();
    assert!(!middles.is_empty());
    let known: BTreeSet<String> =
        model::County::all().map(|county| json!([county.middle().lon, county.middle().lat]).to_string()).collect();
    assert!(middles.is_subset(&known), "{middles:?}");
}
