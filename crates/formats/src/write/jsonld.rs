//! JSON-LD with the words of schema.org: for search engines in the pages, and alone for those who gather.
//!
//! The context is written out, so that nobody has to fetch anything to read it.

use model::record::{Clipping, Place, PracticeResult, Precision, Record, SignUp, Theme};
use model::{County, Kind, Lang, PartialDate, Text};
use serde_json::{Map, Value, json};

use super::{Edition, Entry, iri};

mod bodies;
mod event;

/// Words whose values are addresses.
const ADDRESSES: [&str; 5] = ["url", "sameAs", "license", "eventStatus", "eventAttendanceMode"];

/// A record, whole in itself: the same alone and in its page.
#[must_use]
pub fn record(edition: &Edition<'_>, entry: &Entry) -> Value {
    whole(described(edition, entry))
}

/// A record as a document.
#[must_use]
pub fn document(edition: &Edition<'_>, entry: &Entry) -> Vec<u8> {
    bytes(&record(edition, entry))
}

/// A record as it may stand in a `script` element of its page.
#[must_use]
pub fn embedded(edition: &Edition<'_>, entry: &Entry) -> String {
    // Nothing in it can end the element or begin a comment.
    record(edition, entry).to_string().replace('<', "\\u003c")
}

/// A list: of themes the set that defines them, of all else its items in order.
#[must_use]
pub fn list(edition: &Edition<'_>) -> Vec<u8> {
    let is_vocabulary =
        !edition.entries.is_empty() && edition.entries.iter().all(|entry| entry.record.kind() == Kind::Theme);
    let mut list = Thing::new(&["ItemList"], &edition.page);
    list.text("name", Some(&edition.title));
    list.text("inLanguage", Some(edition.lang.code()));
    list.address("license", edition.network.licence.as_ref().map(model::text::WebAddress::as_str));
    let records = edition.entries.iter().map(|entry| described(edition, entry).done());
    if is_vocabulary {
        list.types(&["DefinedTermSet"]);
        list.many("hasDefinedTerm", records.collect());
    } else {
        list.put("numberOfItems", json!(edition.total));
        let items = (1..).zip(records).map(|(at, item)| json!({"@type": "ListItem", "position": at, "item": item}));
        list.put("itemListElement", Value::Array(items.collect()));
    }
    bytes(&whole(list))
}

fn described(edition: &Edition<'_>, entry: &Entry) -> Thing {
    let mut thing = match &entry.record {
        Record::Cluster(cluster) => bodies::cluster(edition, entry, cluster),
        Record::Organisation(organisation) => bodies::organisation(edition, entry, organisation),
        Record::Initiative(initiative) => bodies::initiative(edition, entry, initiative),
        Record::Activity(activity) => event::activity(edition, entry, activity),
        Record::Theme(theme) => term(edition, entry, theme),
        Record::Result(result) => self::result(edition, entry, result),
        Record::Clipping(clipping) => self::clipping(edition, entry, clipping),
    };
    thing.text("name", Some(entry.record.title(edition.lang).1));
    thing.address("url", Some(&entry.url));
    thing.text("identifier", Some(&edition.tag(entry.record.head().id.as_str())));
    thing
}

fn term(edition: &Edition<'_>, entry: &Entry, theme: &Theme) -> Thing {
    let mut term = Thing::new(&["DefinedTerm"], &entry.url);
    term.text("termCode", Some(theme.head.slug.as_str()));
    let challenge = theme.challenge.as_ref();
    let description = [theme.definition.as_ref(), challenge.map(|one| &one.summary), challenge.map(|one| &one.goal)];
    term.description(edition.lang, &description);
    let synonyms = match edition.lang {
        Lang::Sv => &theme.synonyms.sv,
        Lang::En => &theme.synonyms.en,
    };
    term.many("alternateName", synonyms.iter().map(|word| json!(word)).collect());
    // The set is the list that the term's own address stands below.
    let set = entry.url.rsplit_once('/').map_or("", |(above, _)| above);
    term.put("inDefinedTermSet", json!({"@type": "DefinedTermSet", "@id": iri(set), "url": iri(set)}));
    // schema.org has no word for it.
    term.many("skos:broader", entry.linked("broader").map(|wider| json!({"@id": iri(&wider.url)})).collect());
    term
}

fn result(edition: &Edition<'_>, entry: &Entry, result: &PracticeResult) -> Thing {
    let mut article = Thing::new(&["Article"], &entry.url);
    let (said_in, title) = result.title.read(edition.lang);
    article.text("headline", Some(title));
    article.text("inLanguage", Some(said_in.code()));
    article.text("abstract", result.summary.as_ref().map(|text| text.read(edition.lang).1));
    let parts = [&result.objective, &result.main_results, &result.recommendation];
    article.text("articleBody", joined(edition.lang, &parts.map(Option::as_ref)).as_deref());
    article.linked("author", entry, "organisation");
    article.linked("producer", entry, "initiative");
    article.address("sameAs", result.link.as_ref().map(model::text::WebAddress::as_str));
    article.text("datePublished", result.published.as_ref().and_then(day).as_deref());
    article.counties("spatialCoverage", &result.counties);
    article.linked("about", entry, "theme");
    article.text("dateModified", Some(&entry.changed.to_string()));
    article
}

fn clipping(edition: &Edition<'_>, entry: &Entry, clipping: &Clipping) -> Thing {
    let mut note = Thing::new(&["CreativeWork"], &entry.url);
    note.text("abstract", clipping.comment.as_ref().map(|text| text.read(edition.lang).1));
    let mut page = Thing::new(&["WebPage"], clipping.link.as_str());
    page.address("url", Some(clipping.link.as_str()));
    page.text("datePublished", clipping.date.as_ref().and_then(day).as_deref());
    note.put("citation", page.done());
    let about = ["about", "theme"].into_iter().flat_map(|role| entry.linked(role)).map(bodies::reference);
    note.many("about", about.collect());
    note.counties("spatialCoverage", &clipping.counties);
    note.text("dateModified", Some(&entry.changed.to_string()));
    note
}

/// Something described, as it grows. What is not known is left out.
#[derive(Debug)]
struct Thing(Map<String, Value>);

impl Thing {
    /// Something with an address of its own; none where it is empty.
    fn new(types: &[&str], address: &str) -> Self {
        let mut thing = Self(Map::new());
        if !address.is_empty() {
            thing.put("@id", json!(iri(address)));
        }
        thing.types(types);
        thing
    }

    /// What it is: the widest word first, for those who know no other.
    fn types(&mut self, types: &[&str]) {
        match types {
            [one] => self.put("@type", json!(one)),
            several => self.put("@type", json!(several)),
        }
    }

    fn put(&mut self, key: &str, value: Value) {
        self.0.insert(key.to_owned(), value);
    }

    fn text(&mut self, key: &str, text: Option<&str>) {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            self.put(key, json!(text));
        }
    }

    fn address(&mut self, key: &str, address: Option<&str>) {
        if let Some(address) = address {
            self.put(key, json!(iri(address)));
        }
    }

    fn many(&mut self, key: &str, values: Vec<Value>) {
        if !values.is_empty() {
            self.put(key, Value::Array(values));
        }
    }

    fn description(&mut self, lang: Lang, parts: &[Option<&Text>]) {
        self.text("description", joined(lang, parts).as_deref());
    }

    /// What it refers to in a role, each by its kind, name and address.
    fn linked(&mut self, key: &str, entry: &Entry, role: &str) {
        self.many(key, entry.linked(role).map(bodies::reference).collect());
    }

    fn counties(&mut self, key: &str, counties: &[County]) {
        let areas = counties.iter().map(|county| json!({"@type": "AdministrativeArea", "name": county.name()}));
        self.many(key, areas.collect());
    }

    fn done(self) -> Value {
        Value::Object(self.0)
    }
}

/// A place as far as it is known. A point that stands for a region is no point: it is left out.
fn place(place: &Place) -> Option<Value> {
    if *place == Place::default() {
        return None;
    }
    let mut thing = Thing::new(&["Place"], "");
    let mut address = Thing::new(&["PostalAddress"], "");
    let county = place.county.or_else(|| place.municipality.map(model::Municipality::county));
    thing.text("name", place.name.as_deref());
    address.text("addressLocality", place.municipality.map(model::Municipality::name));
    address.text("addressRegion", county.map(County::name));
    if county.is_some() {
        address.text("addressCountry", Some("SE"));
        thing.put("address", address.done());
    }
    if let Some(point) = place.point.filter(|point| point.precision != Precision::Region) {
        thing.put("geo", json!({"@type": "GeoCoordinates", "latitude": point.lat, "longitude": point.lon}));
    }
    Some(thing.done())
}

/// How to sign up and what it costs, as it was said.
fn offer(lang: Lang, price: Option<&Text>, sign_up: Option<&SignUp>) -> Option<Value> {
    let mut offer = Thing::new(&["Offer"], "");
    offer.description(lang, &[price]);
    offer.address("url", sign_up.and_then(|sign_up| sign_up.url.as_ref()).map(model::text::WebAddress::as_str));
    offer.text("availabilityEnds", sign_up.and_then(|sign_up| sign_up.last_day).map(|day| day.to_string()).as_deref());
    (offer.0.len() > 1).then(|| offer.done())
}

/// Texts in the reader's language, where there are any, with an empty line between.
fn joined(lang: Lang, parts: &[Option<&Text>]) -> Option<String> {
    let parts: Vec<&str> = parts.iter().flatten().map(|text| text.read(lang).1.trim()).collect();
    (!parts.is_empty()).then(|| parts.join("\n\n"))
}

/// The beginning of a date as ISO 8601 has it: a year, a month or a day. What is about, maybe or a season has no such
/// form.
fn day(date: &PartialDate) -> Option<String> {
    let (PartialDate::One(one) | PartialDate::Interval(one, _)) = date;
    event::iso(*one)
}

fn whole(thing: Thing) -> Value {
    let mut context = Map::new();
    context.insert("@vocab".to_owned(), json!("https://schema.org/"));
    context.insert("skos".to_owned(), json!("http://www.w3.org/2004/02/skos/core#"));
    for word in ADDRESSES {
        context.insert(word.to_owned(), json!({"@id": format!("https://schema.org/{word}"), "@type": "@id"}));
    }
    let mut thing = thing;
    thing.put("@context", Value::Object(context));
    thing.done()
}

fn bytes(value: &Value) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

#[cfg(test)]
mod tests;
