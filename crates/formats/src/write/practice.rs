//! A result in the fields of the EIP-AGRI practice abstract, in Swedish and English, as JSON.
//!
//! Every field of the form is there. What is not known is `null` or an empty list: nothing is guessed.

use model::record::{Funding, InitiativeStatus, OrganisationKind, PartnerRole, PracticeResult, Theme};
use model::{PartialDate, Record, Text};
use serde_json::{Value, json};

use super::{Edition, Entry, Linked};

/// How long the short summary is to be, in characters without spaces.
pub const ASKED_LENGTH: std::ops::RangeInclusive<usize> = 1_000..=1_500;

/// What stands around a result, as everyone may see it.
#[derive(Debug, Default)]
pub struct Around<'a> {
    /// The initiatives that it came from, in its order.
    pub initiatives: &'a [Entry],
    /// The clusters and organisations in those.
    pub bodies: &'a [Record],
    /// Its themes.
    pub themes: &'a [&'a Theme],
}

/// The practice abstract of the first entry; `None` when that is no result.
#[must_use]
pub fn document(edition: &Edition<'_>, around: &Around<'_>) -> Option<Vec<u8>> {
    let entry = edition.entries.first()?;
    let Record::Result(result) = &entry.record else { return None };
    let project = around.initiatives.first();
    let counties = match (result.counties.as_slice(), project) {
        ([], Some(project)) => project.record.counties(),
        (own, _) => own.to_vec(),
    };
    let addresses = result.link.iter().chain(project.and_then(website));
    let mut bytes = serde_json::to_vec_pretty(&json!({
        "format": "EIP-AGRI practice abstract",
        "id": edition.tag(entry.record.head().id.as_str()),
        "url": entry.url,
        "changed": entry.changed.to_string(),
        "native_language": "sv",
        "title": both(Some(&result.title)),
        "editor": null,
        "project": project.map(|project| self::project(project, around.bodies)),
        "keywords": around.themes.iter().map(|theme| both(Some(&theme.label))).collect::<Vec<_>>(),
        "keyword_category": null,
        "nuts3": counties.iter().map(|county| county.nuts3()).collect::<Vec<_>>(),
        "objective": both(result.objective.as_ref()),
        "description_of_activities": both(None),
        "short_summary_for_practitioners": both(result.summary.as_ref()),
        "short_summary_length": length(result),
        "main_results": both(result.main_results.as_ref()),
        "main_practical_recommendation": both(result.recommendation.as_ref()),
        "contributors": entry.linked("organisation").map(name).collect::<Vec<_>>(),
        "published": result.published.map(|date| date.to_string()),
        "final_report": null,
        "web_sites": addresses.map(ToString::to_string).collect::<Vec<_>>(),
        "audiovisual_material": [],
        "additional_comments": both(result.date_note.as_ref()),
    }))
    .unwrap_or_default();
    bytes.push(b'\n');
    Some(bytes)
}

/// The work that the result came from.
fn project(project: &Entry, bodies: &[Record]) -> Value {
    let Record::Initiative(initiative) = &project.record else { return Value::Null };
    let linked = |id: &model::Id| project.linked.iter().find(|linked| linked.id == *id);
    let partners = initiative.partners.iter().filter(|partner| partner.role != PartnerRole::Funder);
    let partners = partners.filter_map(|partner| {
        let mut line = name(linked(&partner.who)?);
        line["role"] = json!(partner.role.code());
        line["type"] = json!(bodies.iter().find(|body| body.head().id == partner.who).and_then(sort));
        Some(line)
    });
    let funding: Vec<Value> = initiative.funding.iter().map(|line| source(project, line)).collect();
    let (start, end) = match (initiative.start, initiative.end) {
        (Some(PartialDate::Interval(start, Some(end))), None) => (Some(start.to_string()), Some(end.to_string())),
        (start, end) => (start.map(|date| date.to_string()), end.map(|date| date.to_string())),
    };
    json!({
        "title": both(Some(&initiative.title)),
        "url": project.url,
        "summary": both(initiative.summary.as_ref()),
        "coordinator": project.linked("lead").next().map(name),
        "partners": partners.collect::<Vec<_>>(),
        "period": {"start": start, "end": end},
        "status": match initiative.status {
            InitiativeStatus::Idea => Some("planned"),
            InitiativeStatus::Ongoing => Some("ongoing"),
            InitiativeStatus::Ended => Some("completed"),
            InitiativeStatus::Unknown => None,
        },
        // Which of several is the main one is not known.
        "main_funding_source": if let [only] = &funding[..] { only.clone() } else { Value::Null },
        "funding": funding,
        "total_budget": initiative.budget.as_ref().map(|money| json!({
            "amount": money.amount, "currency": money.currency.as_str(),
        })),
    })
}

fn source(project: &Entry, line: &Funding) -> Value {
    let funder = line.funder.as_ref().and_then(|id| project.linked.iter().find(|linked| linked.id == *id));
    json!({
        "funder": funder.map(name),
        "programme": line.programme,
        "reference": line.reference,
        "amount": line.amount.as_ref().map(|money| json!({"amount": money.amount, "currency": money.currency.as_str()})),
    })
}

/// What sort of partner it is, in the words of the form, where ours say it. A company may be small or large, and an
/// association of farmers or of others: that is not known.
fn sort(body: &Record) -> Option<&'static str> {
    let Record::Organisation(organisation) = body else { return None };
    match organisation.kind? {
        OrganisationKind::University | OrganisationKind::Institute => Some("researcher"),
        OrganisationKind::Authority | OrganisationKind::Region | OrganisationKind::Municipality => Some("other"),
        OrganisationKind::School
        | OrganisationKind::Company
        | OrganisationKind::Association
        | OrganisationKind::Funder
        | OrganisationKind::Park
        | OrganisationKind::Network => None,
    }
}

fn website(project: &Entry) -> Option<&model::text::WebAddress> {
    match &project.record {
        Record::Initiative(initiative) => initiative.website.as_ref(),
        _ => None,
    }
}

/// How long the short summary is, without spaces, and whether that is as long as it is to be.
fn length(result: &PracticeResult) -> Value {
    let text = |lang| result.summary.as_ref().and_then(|summary: &Text| summary.only(lang));
    let count = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
    let [native, english] = [model::Lang::Sv, model::Lang::En].map(|lang| text(lang).map(count));
    json!({
        "counted_as": "characters without spaces",
        "asked_from": ASKED_LENGTH.start(),
        "asked_to": ASKED_LENGTH.end(),
        "native": native,
        "native_is_as_asked": native.map(|count| ASKED_LENGTH.contains(&count)),
        "english": english,
        "english_is_as_asked": english.map(|count| ASKED_LENGTH.contains(&count)),
    })
}

fn both(text: Option<&Text>) -> Value {
    json!({"native": text.and_then(|text| text.sv.as_deref()), "english": text.and_then(|text| text.en.as_deref())})
}

fn name(linked: &Linked) -> Value {
    json!({"name": linked.title, "url": linked.url})
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::tests::{edition, entry, network};
    use model::Kind;

    fn document(result: Value, initiatives: &[Entry], bodies: &[Record]) -> Value {
        let (network, words) = (network(), words::Words::built_in());
        let edition = edition(&network, &words, vec![entry(Kind::Result, result, &[])]);
        let around = Around { initiatives, bodies, themes: &[] };
        serde_json::from_slice(&super::document(&edition, &around).unwrap()).unwrap()
    }

    #[test]
    fn what_is_not_known_is_left_empty() {
        let form = document(json!({"id": "r", "slug": "r", "version": 1, "title": {"sv": "Kalk"}}), &[], &[]);
        assert_eq!(form["title"], json!({"native": "Kalk", "english": null}));
        for empty in ["editor", "project", "keyword_category", "final_report", "published"] {
            assert!(form[empty].is_null() && form.get(empty).is_some(), "{empty}");
        }
        assert_eq!((&form["nuts3"], &form["web_sites"]), (&json!([]), &json!([])));
        assert_eq!(form["short_summary_length"]["native_is_as_asked"], Value::Null);
    }

    #[test]
    fn the_length_is_counted_without_spaces() {
        for (letters, fits) in [(999, false), (1_000, true), (1_500, true), (1_501, false)] {
            let summary = "å \n".repeat(letters);
            let form = document(
                json!({"id": "r", "slug": "r", "version": 1, "title": {"sv": "K"}, "summary": {"sv": summary}}),
                &[],
                &[],
            );
            assert_eq!(form["short_summary_length"]["native"], json!(letters));
            assert_eq!(form["short_summary_length"]["native_is_as_asked"], json!(fits), "{letters}");
        }
    }

    #[test]
    fn period_status_money_and_counties_come_from_the_initiative() {
        let value = json!({
            "id": "i", "slug": "i", "version": 1, "title": {"sv": "Projektet"}, "kind": "project", "status": "ended",
            "start": "2021/2023", "partners": [{"who": "slu", "role": "lead"}, {"who": "bolaget", "role": "partner"}],
            "funding": [{"programme": "Fonden"}], "counties": ["05"], "website": "https://projektet.example.org/",
        });
        let linked =
            [("lead", Kind::Organisation, "slu", "SLU"), ("partner", Kind::Organisation, "bolaget", "Bolaget")];
        let body = |id: &str, kind: &str| {
            let value = json!({"id": id, "slug": id, "version": 1, "name": id, "kind": kind});
            Record::from_value(Kind::Organisation, value).unwrap()
        };
        let bodies = [body("slu", "university"), body("bolaget", "company")];
        let form = document(
            json!({"id": "r", "slug": "r", "version": 1, "title": {"sv": "K"}, "initiatives": ["i"]}),
            &[entry(Kind::Initiative, value, &linked)],
            &bodies,
        );
        let project = &form["project"];
        assert_eq!(project["coordinator"]["name"], "SLU");
        assert_eq!(project["partners"][0]["type"], "researcher");
        assert!(project["partners"][1]["type"].is_null(), "a company may be small or large");
        assert_eq!(project["period"], json!({"start": "2021", "end": "2023"}));
        assert_eq!((&project["status"], &form["nuts3"]), (&json!("completed"), &json!(["SE123"])));
        assert_eq!(project["main_funding_source"]["programme"], "Fonden");
        assert!(project["total_budget"].is_null());
    }
}
