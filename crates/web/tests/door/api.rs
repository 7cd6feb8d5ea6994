//! What programs fetch: lists by the one filter, records, faults, reading from other origins, and the description.

use serde_json::Value;

use crate::harness::{Answer, Visit, read_sample, today};

const ROOT: &str = "https://kluster.example.org";
const COLLECTIONS: [&str; 7] =
    ["clusters", "organisations", "themes", "initiatives", "activities", "results", "clippings"];

pub fn json(answer: &Answer) -> Value {
    serde_json::from_str(&answer.text).unwrap_or_else(|error| panic!("{error}: {}", answer.text))
}

/// The value at a path, which must be there.
pub async fn fetch(visit: &Visit, path: &str) -> Value {
    let answer = visit.get(path).await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.text);
    json(&answer)
}

fn ids(list: &Value) -> Vec<String> {
    let records = list["records"].as_array().unwrap();
    records.iter().map(|item| item["record"]["id"].as_str().unwrap().to_owned()).collect()
}

/// The answer's link to what comes next, as a path.
fn next(answer: &Answer) -> Option<String> {
    let links = answer.headers.get_all("link").iter().map(|link| link.to_str().unwrap());
    let next = links.filter(|link| link.ends_with("rel=\"next\"")).map(|link| link.split(['<', '>']).nth(1).unwrap());
    next.map(|next| next.strip_prefix(ROOT).unwrap().to_owned()).next()
}

#[tokio::test]
async fn every_record_of_a_kind_is_listed_part_by_part() {
    let visit = today().await;
    let sample = read_sample();
    let mut all = 0;
    for collection in COLLECTIONS {
        let whole = fetch(&visit, &format!("/api/v1/{collection}?limit=500")).await;
        let mut listed = ids(&whole);
        assert_eq!(whole["total"], listed.len(), "{collection}");
        all += listed.len();
        let (mut parts, mut path) = (Vec::new(), Some(format!("/api/v1/{collection}?limit=7")));
        while let Some(at) = path {
            let answer = visit.get(&at).await;
            let part = json(&answer);
            assert!(part["records"].as_array().unwrap().len() <= 7);
            parts.extend(ids(&part));
            path = next(&answer);
            assert_eq!(part["next"].as_str(), path.as_ref().map(|path| format!("{ROOT}{path}")).as_deref());
        }
        assert_eq!(parts, listed, "{collection}");
        listed.sort();
        let kind = whole["records"][0]["kind"].as_str().unwrap();
        let mut expected: Vec<_> = sample.records.iter().filter(|record| record.kind().code() == kind).collect();
        expected.sort_by(|a, b| a.head().id.cmp(&b.head().id));
        let expected: Vec<_> = expected.iter().map(|record| record.head().id.to_string()).collect();
        assert_eq!(listed, expected, "{collection}");
    }
    assert_eq!(all, sample.records.len());
    assert_eq!(fetch(&visit, "/api/v1/records?limit=1").await["total"], all);
}

#[tokio::test]
async fn a_list_takes_the_filter_of_the_site() {
    let visit = today().await;
    for (collection, room, filter) in [
        ("activities", "/aktiviteter", "theme=livsmedel&period=past"),
        ("activities", "/aktiviteter", "q=vatten&county=05"),
        ("initiatives", "/initiativ", "status=ended&county=14"),
        ("organisations", "/organisationer", "kind=university"),
        ("records", "/sok", "q=skog&kind=result&kind=initiative"),
        ("records", "/sok", "near=Skara&within=80"),
        ("clippings", "/notiser", "from=2020"),
    ] {
        let list = fetch(&visit, &format!("/api/v1/{collection}?{filter}&limit=500")).await;
        let page = visit.get(&format!("{room}?{filter}")).await;
        assert_eq!(list["total"], page.counted(), "{collection}?{filter}");
        let other = fetch(&visit, &format!("{room}.json?{filter}")).await;
        assert_eq!(ids(&list), ids(&other), "{collection}?{filter}: the same records as of the ending");
        let exact = |list: &Value| list["records"].clone();
        assert_eq!(exact(&list), exact(&other), "{collection}?{filter}: in the same shape");
    }
}

#[tokio::test]
async fn a_record_is_found_by_id_and_by_slug() {
    let visit = today().await;
    let by_slug = fetch(&visit, "/api/v1/activities/hostens-seminarieserie-2017").await;
    assert_eq!(by_slug["kind"], "activity");
    assert_eq!(by_slug["url"], format!("{ROOT}/aktiviteter/hostens-seminarieserie-2017"));
    let id = by_slug["record"]["id"].as_str().unwrap();
    assert_eq!(fetch(&visit, &format!("/api/v1/activities/{id}")).await, by_slug);
    let ending = fetch(&visit, "/aktiviteter/hostens-seminarieserie-2017.json").await;
    assert_eq!(ending, by_slug);
    for wrong in ["/api/v1/clusters/hostens-seminarieserie-2017", "/api/v1/activities/A", "/api/v1/activities/%20"] {
        assert_eq!(visit.get(wrong).await.status, 404, "{wrong}");
    }
    let network = fetch(&visit, "/api/v1/network").await;
    assert_eq!(network["record"]["slug"], read_sample().network.unwrap().slug.as_str());
    assert_eq!(network["last"], visit.site.change());
}

#[tokio::test]
async fn faults_are_problems_with_every_fault_told() {
    let visit = today().await;
    for (path, status, key, said) in [
        ("/api/v1/activities?county=99&form=x", 400, "county", "code of a county"),
        ("/api/v1/activities?limit=0", 400, "limit", "from 1 to 500"),
        ("/api/v1/activities?limit=501", 400, "limit", "from 1 to 500"),
        ("/api/v1/activities?limit=many", 400, "limit", "from 1 to 500"),
        ("/api/v1/activities?after=no-such", 400, "after", "cannot go on"),
        ("/api/v1/clusters?kind=x", 400, "kind", "This list has no kind"),
        ("/api/v1/changes?since=-1", 400, "since", "whole number from 0"),
        ("/api/v1/changes?since=999999999", 400, "since", "whole number from 0"),
        ("/api/v1/changes?after=A", 400, "after", "cannot go on"),
        ("/api/v1/records?near=Gammleby", 400, "near", "No place in Sweden"),
        ("/api/v1/records?q=%ff", 400, "", "not text"),
        ("/api/v1/records/%ff", 400, "", "not text"),
        ("/api/v1/nothing", 404, "", "no list"),
        ("/api", 404, "", "no list"),
        ("/api/v1/", 404, "", "no list"),
        ("/aktiviteter.csv?county=99", 400, "county", "länskod"),
        ("/en/activities.ics?county=99", 400, "county", "code of a county"),
        ("/kluster/finns-inte.json", 404, "", "ingen lista"),
        ("/en/nothing.json", 404, "", "no list"),
    ] {
        let answer = visit.get(path).await;
        assert_eq!(answer.status.as_u16(), status, "{path}");
        assert_eq!(answer.header("content-type"), "application/problem+json; charset=utf-8", "{path}");
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
        assert_eq!(answer.header("access-control-allow-origin"), "*", "{path}");
        let problem = json(&answer);
        assert_eq!(problem["status"], status, "{path}");
        assert!(problem["detail"].as_str().unwrap().contains(said), "{path}: {problem}");
        let swedish = problem["type"].as_str().unwrap().starts_with(&format!("{ROOT}/om/api#problem-"));
        assert_eq!(answer.header("content-language"), if swedish { "sv" } else { "en" }, "{path}");
        if !key.is_empty() {
            assert_eq!(problem["faults"][0]["key"], key, "{path}");
        }
        // The explanation is there.
        let (page, anchor) = problem["type"].as_str().unwrap().strip_prefix(ROOT).unwrap().split_once('#').unwrap();
        assert!(visit.get(page).await.text.contains(&format!("id=\"{anchor}\"")), "{path}");
    }
    let near = json(&visit.get("/api/v1/records?near=Gammleby").await);
    assert_eq!(near["faults"][0]["instead"][0], "Gamleby");
    for path in ["/api/v1/clusters", "/api/v1/clusters/agrovast", "/api/v1/changes", "/kluster.json"] {
        let answer = visit.ask("POST", path, &[]).await;
        assert_eq!(answer.status, 405, "{path}");
        assert!(answer.header("allow").contains("GET"), "{path}: {}", answer.header("allow"));
        assert_eq!(json(&answer)["status"], 405);
    }
    let long = visit.get(&format!("/api/v1/records?q={}", "x".repeat(9_000))).await;
    assert_eq!((long.status.as_u16(), json(&long)["status"].as_i64()), (414, Some(414)));
}

#[tokio::test]
async fn every_origin_may_read_and_nobody_asks_who() {
    let visit = today().await;
    let page = visit.ask("GET", "/aktiviteter", &[("origin", "https://egen.example")]).await;
    assert_eq!(page.header("access-control-allow-origin"), "", "pages are not for scripts of others");
    for path in ["/api/v1/activities", "/api/v1/changes", "/aktiviteter.json", "/en/activities.ics", "/api/v1/nothing"]
    {
        let asked = [("origin", "https://egen.example"), ("access-control-request-method", "GET")];
        let first = visit.ask("OPTIONS", path, &asked).await;
        assert_eq!(first.status, 204, "{path}");
        assert_eq!(first.header("access-control-allow-methods"), "GET, HEAD", "{path}");
        assert!(first.header("access-control-allow-headers").contains("If-None-Match"), "{path}");
        let answer = visit.ask("GET", path, &[("origin", "https://egen.example")]).await;
        for answer in [first, answer] {
            assert_eq!(answer.header("access-control-allow-origin"), "*", "{path}");
            assert_eq!(answer.header("access-control-allow-credentials"), "", "{path}");
            for header in ["ETag", "Link", "Retry-After", "RateLimit"] {
                assert!(answer.header("access-control-expose-headers").contains(header), "{path}");
            }
        }
    }
}

#[tokio::test]
async fn answers_are_kept_packed_and_said_to_be_the_same() {
    let visit = today().await;
    for path in ["/api/v1/records?limit=50", "/api/v1/changes", "/api/v1/openapi.json", "/api/v1/clusters/agrovast"] {
        let first = visit.get(path).await;
        assert!(first.header("content-type").starts_with("application/json"), "{path}");
        let etag = first.header("etag").to_owned();
        assert_eq!(visit.ask("GET", path, &[("if-none-match", &etag)]).await.status, 304, "{path}");
        let packed = visit.ask("GET", path, &[("accept-encoding", "gzip")]).await;
        assert_eq!(packed.header("content-encoding"), "gzip", "{path}");
        let head = visit.ask("HEAD", path, &[]).await;
        assert_eq!((head.status.as_u16(), head.text.as_str()), (200, ""), "{path}");
    }
    let (some, more) = (visit.get("/api/v1/clusters?limit=2").await, visit.get("/api/v1/clusters?limit=3").await);
    assert_ne!(some.header("etag"), more.header("etag"), "a limit is part of what is kept");
}

/// A validator for one of the shapes that the description names.
fn validator(document: &Value, reference: &str) -> jsonschema::Validator {
    let schema = serde_json::json!({ "$ref": reference, "components": document["components"] });
    jsonschema::draft202012::options().build(&schema).unwrap()
}

#[tokio::test]
async fn real_answers_are_as_the_description_says() {
    let visit = today().await;
    let document = fetch(&visit, "/api/v1/openapi.json").await;
    assert_eq!(document["openapi"], "3.1.0");
    let mut checked = 0;
    for (path, operations) in document["paths"].as_object().unwrap() {
        let responses = &operations["get"]["responses"];
        for status in ["400", "404", "410", "429"] {
            assert!(responses.get(status).is_some(), "{path} says nothing of {status}");
        }
        let Some(reference) = responses["200"]["content"]["application/json"]["schema"]["$ref"].as_str() else {
            assert_eq!(path, "/api/v1/openapi.json");
            continue;
        };
        let validator = validator(&document, reference);
        let collection = path.trim_end_matches("/{key}");
        let own = match path.contains("{key}") {
            true => ids(&fetch(&visit, &format!("{collection}?limit=500")).await)
                .into_iter()
                .map(|id| format!("{collection}/{id}"))
                .collect(),
            false if path.ends_with("network") => vec![path.clone()],
            false => vec![format!("{path}?limit=500"), format!("{path}?limit=3")],
        };
        for address in own {
            let answer = fetch(&visit, &address).await;
            let faults: Vec<String> = validator.iter_errors(&answer).take(3).map(|error| error.to_string()).collect();
            assert!(faults.is_empty(), "{address}: {faults:?}");
            checked += 1;
        }
        // A shape that takes anything would prove nothing.
        assert!(!validator.is_valid(&serde_json::json!({ "nothing": true })), "{path}");
    }
    assert!(checked > 250, "{checked}");
    let problem = validator(&document, "#/components/schemas/Problem");
    for path in ["/api/v1/records?near=Gammleby", "/api/v1/nothing", "/api/v1/changes?since=x"] {
        assert!(problem.is_valid(&json(&visit.get(path).await)), "{path}");
    }
}

#[tokio::test]
async fn the_page_for_people_leads_to_what_it_tells_of() {
    let visit = today().await;
    for path in ["/om/api", "/en/about/api"] {
        let answer = visit.get(path).await;
        let api: Vec<String> = answer.links().into_iter().filter(|link| link.starts_with("/api/")).collect();
        assert!(api.len() > 10, "{path}");
        for link in api {
            assert_eq!(visit.get(&link).await.status, 200, "{link}");
        }
        let lines = answer.between("<code>curl ", "</code>");
        assert!(lines.len() > 3, "{path}");
        for line in lines {
            let address = crate::harness::unescaped(line);
            let address = address.split('\'').nth(1).unwrap().strip_prefix(ROOT).unwrap().to_owned();
            assert_eq!(visit.get(&address).await.status, 200, "{address}");
        }
    }
}
