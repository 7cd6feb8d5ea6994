use super::*;
use crate::write::tests::{activity, edition, entry, network};

fn described(entry: Entry) -> Value {
    let (network, words) = (network(), words::Words::built_in());
    let edition = edition(&network, &words, vec![entry]);
    record(&edition, &edition.entries[0])
}

#[test]
fn an_activity_is_an_event_with_one_below_it_for_each_occasion() {
    let event = described(activity());
    assert_eq!(event["@type"], json!(["Event", "EducationEvent"]));
    assert_eq!(event["@context"]["@vocab"], "https://schema.org/");
    assert_eq!(event["identifier"], "tag:natet,2026:akt-1");
    assert_eq!(event["eventStatus"], "https://schema.org/EventScheduled");
    assert_eq!(event["eventAttendanceMode"], "https://schema.org/MixedEventAttendanceMode");
    let hosts: Vec<&str> =
        event["organizer"].as_array().unwrap().iter().filter_map(|host| host["name"].as_str()).collect();
    assert_eq!(hosts, ["Vreta & Co", "SLU"]);
    let below = event["subEvent"].as_array().unwrap();
    let times: Vec<_> = below.iter().map(|one| (one["startDate"].as_str(), one["endDate"].as_str())).collect();
    assert_eq!(
        times,
        [
            (Some("2026-12-01T09:00:00+01:00"), Some("2026-12-01T12:00:00+01:00")),
            // Both inclusive.
            (Some("2026-12-05"), Some("2026-12-06")),
            // About a season: nothing that a machine could take for a day.
            (None, None),
        ]
    );
    assert_eq!((&event["startDate"], &event["endDate"]), (&json!("2026-12-01T09:00:00+01:00"), &json!("2026-12-06")));
    assert_eq!(below[1]["eventStatus"], "https://schema.org/EventCancelled");
    assert_eq!(below[0]["@id"], "https://kluster.example.org/sida/faltdag#o-1");
    assert_eq!(below[0]["location"][0]["geo"]["latitude"], 58.41);
    assert_eq!(below[0]["location"][0]["address"]["addressLocality"], "Linköping");
    assert_eq!(below[0]["location"][1]["url"], "https://mote.example.org/1");
    assert!(below[1]["location"]["geo"].is_null(), "a point that stands for a region is no point");
    assert_eq!(event["offers"]["description"], "200 kr");
    assert_eq!(event["offers"]["availabilityEnds"], "2026-11-25");
}

#[test]
fn one_occasion_is_the_event_itself() {
    let event = described(entry(
        Kind::Activity,
        serde_json::json!({
            "id": "a", "slug": "a", "version": 1, "kind": "network-meeting", "title": {"en": "Meeting"}, "status": "published",
            "occasions": [{"id": "o", "cancelled": true,
                "when": {"start": "2026-07-01T09:00", "zone": "Europe/Stockholm"}}],
        }),
        &[],
    ));
    assert_eq!(event["startDate"], "2026-07-01T09:00:00+02:00");
    assert_eq!(event["eventStatus"], "https://schema.org/EventCancelled");
    for absent in ["endDate", "subEvent", "location", "eventAttendanceMode", "offers", "organizer"] {
        assert!(event.get(absent).is_none(), "{absent} was not said");
    }
}

#[test]
fn nothing_in_a_page_can_end_the_script() {
    let (network, words) = (network(), words::Words::built_in());
    let edition = edition(&network, &words, vec![activity()]);
    let text = embedded(&edition, &edition.entries[0]);
    assert!(!text.contains('<') && text.contains("\\u003cscript>"), "{text}");
    assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), record(&edition, &edition.entries[0]));
}

#[test]
fn projects_terms_and_results_have_their_own_words() {
    let project = described(entry(
        Kind::Initiative,
        serde_json::json!({
            "id": "i", "slug": "i", "version": 1, "title": {"sv": "Projektet"}, "kind": "project", "status": "ended",
            "start": "2021-03", "end": "2023~", "partners": [{"who": "vreta", "role": "lead"}],
            "funding": [{"programme": "Fonden", "amount": {"amount": 1000, "currency": "SEK"}}], "counties": ["05"],
        }),
        &[("lead", Kind::Cluster, "vreta", "Vreta")],
    ));
    assert_eq!(project["@type"], "ResearchProject");
    assert_eq!(project["foundingDate"], "2021-03");
    assert!(project.get("dissolutionDate").is_none(), "about 2023 is no date");
    assert_eq!(project["member"][0]["name"], "Vreta");
    assert_eq!(project["funding"][0]["amount"]["value"], 1000);
    let term = described(entry(
        Kind::Theme,
        serde_json::json!({"id": "dike", "slug": "dike", "version": 1, "label": {"sv": "Dike"}}),
        &[("broader", Kind::Theme, "vatten", "Vatten")],
    ));
    assert_eq!(term["@type"], "DefinedTerm");
    assert_eq!(term["skos:broader"][0]["@id"], "https://kluster.example.org/teman/vatten");
    let result = described(entry(
        Kind::Result,
        serde_json::json!({"id": "r", "slug": "r", "version": 1, "title": {"en": "Lime"}, "published": "2024",
            "link": "https://example.org/a b"}),
        &[],
    ));
    assert_eq!((&result["inLanguage"], &result["datePublished"]), (&json!("en"), &json!("2024")));
    assert_eq!(result["sameAs"], "https://example.org/a%20b");
}

#[test]
fn an_empty_list_is_a_list() {
    let (network, words) = (network(), words::Words::built_in());
    let list: Value = serde_json::from_slice(&list(&edition(&network, &words, Vec::new()))).unwrap();
    assert_eq!((&list["@type"], &list["numberOfItems"]), (&json!("ItemList"), &json!(0)));
    assert_eq!(list["itemListElement"], json!([]));
}
