//! Clusters, organisations and initiatives. A project is an organisation to schema.org.

use model::PartialDate;
use model::record::{Cluster, Funding, Initiative, Organisation, OrganisationKind, Place};
use model::text::WebAddress;
use serde_json::{Value, json};

use super::{Thing, day, place};
use crate::write::{Edition, Entry, Linked, iri};

/// What something refers to: its kind, its name and its address here.
pub(super) fn reference(linked: &Linked) -> Value {
    let types = match linked.kind {
        model::Kind::Cluster | model::Kind::Organisation => "Organization",
        model::Kind::Theme => "DefinedTerm",
        model::Kind::Initiative => "ResearchProject",
        model::Kind::Activity => "Event",
        model::Kind::Result => "Article",
        model::Kind::Clipping => "CreativeWork",
    };
    json!({"@type": types, "@id": iri(&linked.url), "name": linked.title, "url": iri(&linked.url)})
}

pub(super) fn cluster(edition: &Edition<'_>, entry: &Entry, cluster: &Cluster) -> Thing {
    let mut body = Thing::new(&["Organization"], &entry.url);
    let names = cluster.short_name.iter().chain(&cluster.also_known_as);
    body.many("alternateName", names.map(|name| json!(name)).collect());
    body.description(edition.lang, &[Some(&cluster.summary), cluster.body.as_ref()]);
    body.address("sameAs", cluster.website.as_ref().map(WebAddress::as_str));
    body.text("foundingDate", cluster.founded.as_ref().and_then(day).as_deref());
    seat(&mut body, &cluster.place);
    body.counties("areaServed", &cluster.counties_served);
    if let [host] = entry.linked("host-organisation").collect::<Vec<_>>()[..] {
        body.put("parentOrganization", reference(host));
    }
    let home = format!("{}/", edition.home);
    let network = edition.network.name.read(edition.lang).1;
    // One who has left is no member, and of others it must have been said.
    if cluster.member_from.is_some() && cluster.member_to.is_none() {
        body.put("memberOf", json!({"@type": "Organization", "@id": home, "name": network, "url": home}));
    }
    body.linked("knowsAbout", entry, "theme");
    if let Some(contact) = &cluster.contact {
        let mut point = Thing::new(&["ContactPoint"], "");
        point.text("contactType", Some(contact.role.read(edition.lang).1));
        point.text("email", contact.email.as_ref().map(model::text::MailAddress::as_str));
        point.address("url", contact.url.as_ref().map(WebAddress::as_str));
        body.put("contactPoint", point.done());
    }
    body
}

pub(super) fn organisation(edition: &Edition<'_>, entry: &Entry, organisation: &Organisation) -> Thing {
    let exact = match organisation.kind {
        Some(OrganisationKind::University) => Some("CollegeOrUniversity"),
        Some(OrganisationKind::Institute) => Some("ResearchOrganization"),
        Some(OrganisationKind::School) => Some("EducationalOrganization"),
        Some(OrganisationKind::Authority | OrganisationKind::Region | OrganisationKind::Municipality) => {
            Some("GovernmentOrganization")
        }
        Some(OrganisationKind::Funder) => Some("FundingAgency"),
        Some(
            OrganisationKind::Company
            | OrganisationKind::Association
            | OrganisationKind::Park
            | OrganisationKind::Network,
        )
        | None => None,
    };
    let types: Vec<&str> = ["Organization"].into_iter().chain(exact).collect();
    let mut body = Thing::new(&types, &entry.url);
    body.many("alternateName", organisation.also_known_as.iter().map(|name| json!(name)).collect());
    body.description(edition.lang, &[organisation.summary.as_ref()]);
    body.address("sameAs", organisation.website.as_ref().map(WebAddress::as_str));
    seat(&mut body, &organisation.place);
    body.linked("knowsAbout", entry, "theme");
    body
}

pub(super) fn initiative(edition: &Edition<'_>, entry: &Entry, initiative: &Initiative) -> Thing {
    let mut project = Thing::new(&["ResearchProject"], &entry.url);
    project.description(edition.lang, &[initiative.summary.as_ref(), initiative.body.as_ref()]);
    project.address("sameAs", initiative.website.as_ref().map(WebAddress::as_str));
    project.text("foundingDate", initiative.start.as_ref().and_then(day).as_deref());
    let end = initiative.end.or_else(|| initiative.start.filter(|start| matches!(start, PartialDate::Interval(..))));
    project.text("dissolutionDate", end.as_ref().and_then(last).as_deref());
    let members = ["lead", "host", "partner"].into_iter().flat_map(|role| entry.linked(role));
    project.many("member", members.map(reference).collect());
    project.linked("funder", entry, "funder");
    project.many("funding", initiative.funding.iter().filter_map(|line| grant(entry, line)).collect());
    project.many("location", initiative.places.iter().filter_map(place).collect());
    project.counties("areaServed", &initiative.counties);
    project.linked("knowsAbout", entry, "theme");
    project
}

/// One line of money.
fn grant(entry: &Entry, line: &Funding) -> Option<Value> {
    let mut grant = Thing::new(&["MonetaryGrant"], "");
    grant.text("name", line.programme.as_deref());
    grant.text("identifier", line.reference.as_deref());
    let funder = line.funder.as_ref().and_then(|id| entry.linked.iter().find(|linked| linked.id == *id));
    if let Some(funder) = funder {
        grant.put("funder", reference(funder));
    }
    if let Some(money) = &line.amount {
        let currency = money.currency.as_str();
        grant.put("amount", json!({"@type": "MonetaryAmount", "currency": currency, "value": money.amount}));
    }
    (grant.0.len() > 1).then(|| grant.done())
}

/// Where a body has its seat: its address, and the point where that is known.
fn seat(body: &mut Thing, seat: &Place) {
    let Some(mut seat) = place(seat) else { return };
    if let Some(address) = seat.get_mut("address").map(Value::take) {
        body.put("address", address);
        seat.as_object_mut().map(|seat| seat.remove("address"));
    }
    if seat.as_object().is_some_and(|seat| seat.len() > 1) {
        body.put("location", seat);
    }
}

fn last(date: &PartialDate) -> Option<String> {
    match date {
        PartialDate::One(one) => super::event::iso(*one),
        PartialDate::Interval(_, end) => end.and_then(super::event::iso),
    }
}
