//! The open data described for data portals: DCAT-AP-SE, as RDF/XML and as JSON-LD of one and the same graph.

use jiff::Timestamp;
use model::Lang;
use model::folder::Network;
use serde_json::{Map, Value, json};
use words::Words;

use super::iri;
use super::xml::Xml;

/// The vocabularies, by the short names that stand before their words.
const VOCABULARIES: [(&str, &str); 6] = [
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("dcat", "http://www.w3.org/ns/dcat#"),
    ("dcterms", "http://purl.org/dc/terms/"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("vcard", "http://www.w3.org/2006/vcard/ns#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];
const MEDIA_TYPES: &str = "https://www.iana.org/assignments/media-types/";
const LANGUAGES: [&str; 2] = [
    "http://publications.europa.eu/resource/authority/language/SWE",
    "http://publications.europa.eu/resource/authority/language/ENG",
];
const THEMES: &str = "http://publications.europa.eu/resource/authority/data-theme";
/// Agriculture, fisheries, forestry and food: what the green sectors are.
const THEME: &str = "http://publications.europa.eu/resource/authority/data-theme/AGRI";
const IRREGULARLY: &str = "http://publications.europa.eu/resource/authority/frequency/IRREG";
const OPEN_TO_ALL: &str = "http://publications.europa.eu/resource/authority/access-right/PUBLIC";
const SWEDEN: &str = "http://publications.europa.eu/resource/authority/country/SWE";

/// What is described.
#[derive(Debug)]
pub struct Catalogue<'a> {
    /// Whose it is.
    pub network: &'a Network,
    /// Every visible word.
    pub words: &'a Words,
    /// Where the network is found: scheme, host and port, without a slash at the end.
    pub home: &'a str,
    /// When anything in it last changed.
    pub changed: Option<Timestamp>,
    /// The sets of data.
    pub sets: Vec<Set>,
}

/// A set of data: the records of a kind.
#[derive(Debug)]
pub struct Set {
    /// Its name in addresses.
    pub code: &'static str,
    /// The key of its name.
    pub title: &'static str,
    /// The key of a sentence about it.
    pub description: &'static str,
    /// The full address of its page.
    pub page: String,
    /// The forms in which it is given.
    pub forms: Vec<Form>,
}

/// A form in which a set is given.
#[derive(Debug)]
pub struct Form {
    /// The ending of its address.
    pub code: &'static str,
    /// Its media type, without parameters.
    pub media_type: &'static str,
    /// The standard that it keeps to, where there is one.
    pub standard: Option<&'static str>,
    /// Its full address.
    pub address: String,
}

/// As RDF/XML.
#[must_use]
pub fn rdf_xml(catalogue: &Catalogue<'_>) -> Vec<u8> {
    let mut xml = Xml::new();
    let names: Vec<(String, &str)> =
        VOCABULARIES.iter().map(|(short, long)| (format!("xmlns:{short}"), *long)).collect();
    let names: Vec<(&str, &str)> = names.iter().map(|(name, long)| (name.as_str(), *long)).collect();
    xml.open("rdf:RDF", &names);
    for node in graph(catalogue) {
        xml.open(node.kind, &[("rdf:about", &node.address)]);
        for (word, value) in &node.said {
            match value {
                Said::Address(address) => xml.empty(word, &[("rdf:resource", address)]),
                Said::Text(text) => xml.text(word, &[], text),
                Said::In(lang, text) => xml.text(word, &[("xml:lang", lang.code())], text),
                Said::Moment(moment) => {
                    xml.text(word, &[("rdf:datatype", "http://www.w3.org/2001/XMLSchema#dateTime")], moment);
                }
            }
        }
        xml.close(node.kind);
    }
    xml.close("rdf:RDF");
    xml.done()
}

/// As JSON-LD.
#[must_use]
pub fn json_ld(catalogue: &Catalogue<'_>) -> Vec<u8> {
    let context: Map<String, Value> =
        VOCABULARIES.iter().map(|(short, long)| ((*short).to_owned(), json!(long))).collect();
    let nodes = graph(catalogue).into_iter().map(|node| {
        let mut thing = Map::new();
        thing.insert("@id".to_owned(), json!(node.address));
        thing.insert("@type".to_owned(), json!(node.kind));
        for (word, said) in node.said {
            let value = match said {
                Said::Address(address) => json!({"@id": address}),
                Said::Text(text) => json!({"@value": text}),
                Said::In(lang, text) => json!({"@value": text, "@language": lang.code()}),
                Said::Moment(moment) => json!({"@value": moment, "@type": "xsd:dateTime"}),
            };
            let values = thing.entry(word).or_insert_with(|| json!([]));
            values.as_array_mut().into_iter().for_each(|values| values.push(value.clone()));
        }
        Value::Object(thing)
    });
    let graph: Vec<Value> = nodes.collect();
    let mut bytes = serde_json::to_vec_pretty(&json!({"@context": context, "@graph": graph})).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// Something in the graph, and what is said of it.
struct Node {
    address: String,
    kind: &'static str,
    said: Vec<(&'static str, Said)>,
}

enum Said {
    Address(String),
    Text(String),
    In(Lang, String),
    Moment(String),
}

impl Node {
    fn new(address: String, kind: &'static str) -> Self {
        Self { address: iri(&address), kind, said: Vec::new() }
    }

    fn address(&mut self, word: &'static str, address: &str) {
        self.said.push((word, Said::Address(iri(address))));
    }

    fn text(&mut self, word: &'static str, text: &str) {
        self.said.push((word, Said::Text(text.to_owned())));
    }

    /// A text in each language that it is in.
    fn both(&mut self, word: &'static str, text: &dyn Fn(Lang) -> Option<String>) {
        self.said.extend(Lang::ALL.into_iter().filter_map(|lang| Some((word, Said::In(lang, text(lang)?)))));
    }

    fn languages(&mut self) {
        LANGUAGES.iter().for_each(|language| self.address("dcterms:language", language));
    }
}

fn graph(catalogue: &Catalogue<'_>) -> Vec<Node> {
    let Catalogue { network, home, .. } = catalogue;
    let at = |name: &str| format!("{home}/dcat.rdf#{name}");
    let licence = network.licence.as_ref().map(model::text::WebAddress::as_str);
    let mut whole = Node::new(at("catalogue"), "dcat:Catalog");
    whole.both("dcterms:title", &|lang| network.name.only(lang).map(str::to_owned));
    whole.both("dcterms:description", &|lang| network.purpose.only(lang).map(str::to_owned));
    whole.address("dcterms:publisher", &at("publisher"));
    whole.address("foaf:homepage", &format!("{home}/"));
    whole.address("dcat:themeTaxonomy", THEMES);
    whole.address("dcterms:spatial", SWEDEN);
    whole.languages();
    if let Some(changed) = catalogue.changed {
        whole.said.push(("dcterms:modified", Said::Moment(changed.to_string())));
    }
    licence.into_iter().for_each(|licence| whole.address("dcterms:license", licence));
    catalogue.sets.iter().for_each(|set| whole.address("dcat:dataset", &at(set.code)));
    let mut publisher = Node::new(at("publisher"), "foaf:Agent");
    publisher.text("foaf:name", network.name.read(Lang::Sv).1);
    publisher.address("foaf:homepage", &format!("{home}/"));
    let mut nodes = vec![whole, publisher];
    let contact = network.contact.as_ref().map(|contact| {
        let mut card = Node::new(at("contact"), "vcard:Organization");
        card.text("vcard:fn", contact.role.read(Lang::Sv).1);
        contact.email.iter().for_each(|mail| card.address("vcard:hasEmail", &format!("mailto:{mail}")));
        contact.url.iter().for_each(|url| card.address("vcard:hasURL", url.as_str()));
        card
    });
    let reachable = contact.is_some();
    nodes.extend(contact);
    for set in &catalogue.sets {
        nodes.push(dataset(catalogue, set, &at, reachable));
        nodes.extend(set.forms.iter().map(|form| distribution(set, form, &at, licence)));
    }
    nodes
}

fn dataset(catalogue: &Catalogue<'_>, set: &Set, at: &dyn Fn(&str) -> String, reachable: bool) -> Node {
    let mut node = Node::new(at(set.code), "dcat:Dataset");
    let word = |key: &str, lang| Some(catalogue.words.say(lang, key, &[]));
    node.both("dcterms:title", &|lang| word(set.title, lang));
    node.both("dcterms:description", &|lang| word(set.description, lang));
    node.text("dcterms:identifier", &at(set.code));
    node.address("dcterms:publisher", &at("publisher"));
    if reachable {
        node.address("dcat:contactPoint", &at("contact"));
    }
    node.address("dcat:theme", THEME);
    node.address("dcterms:accrualPeriodicity", IRREGULARLY);
    node.address("dcterms:accessRights", OPEN_TO_ALL);
    node.address("dcterms:spatial", SWEDEN);
    node.address("dcat:landingPage", &set.page);
    node.languages();
    for form in &set.forms {
        node.address("dcat:distribution", &at(&format!("{}-{}", set.code, form.code)));
    }
    node
}

fn distribution(set: &Set, form: &Form, at: &dyn Fn(&str) -> String, licence: Option<&str>) -> Node {
    let mut node = Node::new(at(&format!("{}-{}", set.code, form.code)), "dcat:Distribution");
    node.text("dcterms:title", &form.code.to_uppercase());
    node.address("dcat:accessURL", &set.page);
    node.address("dcat:downloadURL", &form.address);
    node.address("dcat:mediaType", &format!("{MEDIA_TYPES}{}", form.media_type));
    // DCAT-AP-SE has the media type here as a plain text.
    node.text("dcterms:format", form.media_type);
    form.standard.into_iter().for_each(|standard| node.address("dcterms:conformsTo", standard));
    licence.into_iter().for_each(|licence| node.address("dcterms:license", licence));
    node
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::tests::network;

    fn set() -> Set {
        Set {
            code: "activities",
            title: "room-activities",
            description: "activities-lead",
            page: "https://kluster.example.org/aktiviteter".to_owned(),
            forms: vec![Form {
                code: "ics",
                media_type: "text/calendar",
                standard: Some("https://www.rfc-editor.org/rfc/rfc5545"),
                address: "https://kluster.example.org/aktiviteter.ics".to_owned(),
            }],
        }
    }

    fn both(network: &Network) -> (String, Value) {
        let words = Words::built_in();
        let home = "https://kluster.example.org";
        let catalogue = Catalogue { network, words: &words, home, changed: None, sets: vec![set()] };
        let xml = String::from_utf8(rdf_xml(&catalogue)).unwrap();
        (xml, serde_json::from_slice(&json_ld(&catalogue)).unwrap())
    }

    #[test]
    fn both_forms_say_the_same() {
        let (xml, json) = both(&network());
        let graph = json["@graph"].as_array().unwrap();
        assert_eq!(graph.len(), xml.matches("rdf:about=").count());
        let node = |kind: &str| graph.iter().find(|node| node["@type"] == kind).unwrap();
        assert_eq!(node("dcat:Dataset")["dcterms:title"][0], json!({"@value": "Aktiviteter", "@language": "sv"}));
        assert!(xml.contains("<dcterms:title xml:lang=\"en\">Activities</dcterms:title>"), "{xml}");
        assert!(xml.contains("Vi &lt;är&gt; några."), "{xml}");
        let form = node("dcat:Distribution");
        assert_eq!(form["dcat:mediaType"][0]["@id"], "https://www.iana.org/assignments/media-types/text/calendar");
        assert_eq!(form["dcat:downloadURL"][0]["@id"], "https://kluster.example.org/aktiviteter.ics");
        assert_eq!(node("vcard:Organization")["vcard:hasEmail"][0]["@id"], "mailto:kansli@example.org");
    }

    #[test]
    fn a_licence_and_a_contact_stand_there_only_when_they_are_known() {
        let mut network = network();
        network.contact = None;
        let (xml, _) = both(&network);
        assert!(!xml.contains("license") && !xml.contains("contactPoint"), "{xml}");
        network.licence = "https://creativecommons.org/publicdomain/zero/1.0/".parse().ok();
        assert_eq!(both(&network).0.matches("dcterms:license").count(), 2);
    }
}
