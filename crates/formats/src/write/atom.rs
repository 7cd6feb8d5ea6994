//! Atom (RFC 4287): what is new, each entry with all that its page says.

use jiff::Timestamp;
use model::record::Record;

use super::xml::Xml;
use super::{Edition, Entry, Linked, iri};

mod content;

const NAMESPACE: &str = "http://www.w3.org/2005/Atom";
const MEDIA_TYPE: &str = "application/atom+xml";

/// A feed of an edition, in its order.
#[must_use]
pub fn feed(edition: &Edition<'_>) -> Vec<u8> {
    let lang = edition.lang.code();
    let network = edition.network.name.read(edition.lang).1;
    let (page, own) = (iri(&edition.page), iri(&edition.own));
    let mut xml = Xml::new();
    xml.open("feed", &[("xmlns", NAMESPACE), ("xml:lang", lang)]);
    xml.text("id", &[], &edition.tag(own.strip_prefix(edition.home).unwrap_or(&own)));
    xml.text("title", &[], &title(edition, network));
    xml.text("subtitle", &[], edition.network.purpose.read(edition.lang).1);
    // A feed with nothing in it has never changed: the same bytes whenever they are made, and never newer than the first
    // entry that comes.
    xml.text("updated", &[], &moment(edition.changed().unwrap_or(Timestamp::UNIX_EPOCH)));
    xml.open("author", &[]);
    xml.text("name", &[], network);
    xml.text("uri", &[], &format!("{}/", edition.home));
    xml.close("author");
    xml.empty("link", &[("rel", "self"), ("type", MEDIA_TYPE), ("hreflang", lang), ("href", &own)]);
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("hreflang", lang), ("href", &page)]);
    if let Some(licence) = &edition.network.licence {
        xml.empty("link", &[("rel", "license"), ("href", &iri(licence.as_str()))]);
    }
    for entry in &edition.entries {
        self::entry(&mut xml, edition, entry);
    }
    xml.close("feed");
    xml.done()
}

/// What a reader of feeds lists it under: of what, and whose.
fn title(edition: &Edition<'_>, network: &str) -> String {
    if edition.title.contains(network) { edition.title.clone() } else { format!("{} – {network}", edition.title) }
}

fn entry(xml: &mut Xml, edition: &Edition<'_>, entry: &Entry) {
    let (record, lang) = (&entry.record, edition.lang.code());
    let (said_in, title) = record.title(edition.lang);
    xml.open("entry", &[]);
    xml.text("id", &[], &edition.tag(record.head().id.as_str()));
    xml.text("title", &[("xml:lang", said_in.code())], title);
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("hreflang", lang), ("href", &iri(&entry.url))]);
    xml.text("published", &[], &moment(entry.published));
    xml.text("updated", &[], &moment(entry.changed.max(entry.published)));
    for author in authors(entry) {
        xml.open("author", &[]);
        xml.text("name", &[], &author.title);
        xml.text("uri", &[], &iri(&author.url));
        xml.close("author");
    }
    let kind = record.kind();
    xml.empty("category", &[("term", kind.code()), ("label", &edition.word(kind.key()))]);
    for theme in entry.linked("theme") {
        let address = iri(&theme.url);
        let (scheme, term) = address.rsplit_once('/').unwrap_or(("", &address));
        xml.empty("category", &[("term", term), ("scheme", scheme), ("label", &theme.title)]);
    }
    if let Some(summary) = content::summary(record) {
        let (said_in, text) = summary.read(edition.lang);
        xml.text("summary", &[("xml:lang", said_in.code())], text);
    }
    xml.text("content", &[("type", "html")], &content::html(edition, entry));
    xml.close("entry");
}

/// Whose the thing is; where nobody is known it is the network's, as the feed is.
fn authors(entry: &Entry) -> impl Iterator<Item = &Linked> {
    let role = match entry.record {
        Record::Activity(_) => "host",
        Record::Initiative(_) => "lead",
        Record::Result(_) => "organisation",
        Record::Cluster(_) | Record::Organisation(_) | Record::Theme(_) | Record::Clipping(_) => "",
    };
    entry.linked(role)
}

/// A moment (RFC 3339), in whole seconds.
fn moment(moment: Timestamp) -> String {
    moment.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

#[cfg(test)]
mod tests {
    use crate::write::tests::{activity, edition, network};

    fn feed(entries: Vec<crate::write::Entry>) -> String {
        let words = words::Words::built_in();
        String::from_utf8(super::feed(&edition(&network(), &words, entries))).unwrap()
    }

    #[test]
    fn an_empty_feed_is_whole_and_always_the_same() {
        let text = feed(Vec::new());
        assert!(text.contains("<updated>1970-01-01T00:00:00Z</updated>"), "{text}");
        assert!(text.contains("<id>tag:natet,2026:/aktiviteter.atom?theme=vatten&amp;county=05</id>"), "{text}");
        assert!(text.contains("rel=\"self\" type=\"application/atom+xml\""), "{text}");
        assert_eq!(text, feed(Vec::new()));
    }

    #[test]
    fn an_entry_has_its_own_name_and_all_that_its_page_says() {
        let text = feed(vec![activity()]);
        assert!(text.contains("<id>tag:natet,2026:akt-1</id>"), "{text}");
        assert!(text.contains("<published>2026-10-01T08:00:00Z</published>"), "{text}");
        assert!(text.contains("<updated>2026-11-01T08:00:00Z</updated>"), "{text}");
        assert!(text.contains("<name>Vreta &amp; Co</name>"), "{text}");
        assert!(
            text.contains("term=\"vatten\" scheme=\"https://kluster.example.org/teman\" label=\"Vatten\""),
            "{text}"
        );
        for said in
            ["1 december 2026, kl. 9–12", "Linköping", "200 kr", "https://anmal.example.org", "25 november 2026"]
        {
            assert!(text.contains(said), "{said}: {text}");
        }
    }

    #[test]
    fn texts_are_never_markup() {
        let text = feed(vec![activity()]);
        assert!(!text.contains("<script>"), "{text}");
        assert!(text.contains("Fältdag &lt;script&gt;alert(1)&lt;/script&gt; &amp; å 🌱"), "{text}");
        // Escaped once for HTML and once more for XML.
        assert!(text.contains("&amp;lt;b&amp;gt;Fet&amp;lt;/b&amp;gt; text"), "{text}");
    }
}
