//! XML as it grows. Names are ours; every text and value is escaped, and what XML 1.0 may not hold is left out.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// An attribute's name and value.
pub(super) type Attribute<'a> = (&'a str, &'a str);

/// A document as it grows.
pub(super) struct Xml(Writer<Vec<u8>>);

impl Xml {
    pub(super) fn new() -> Self {
        let mut xml = Self(Writer::new_with_indent(Vec::new(), b' ', 1));
        xml.put(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)));
        xml
    }

    /// Opens an element.
    pub(super) fn open(&mut self, name: &str, attributes: &[Attribute<'_>]) {
        self.put(Event::Start(element(name, attributes)));
    }

    /// Closes an element.
    pub(super) fn close(&mut self, name: &str) {
        self.put(Event::End(BytesEnd::new(name)));
    }

    /// An element with nothing in it.
    pub(super) fn empty(&mut self, name: &str, attributes: &[Attribute<'_>]) {
        self.put(Event::Empty(element(name, attributes)));
    }

    /// An element with a text in it.
    pub(super) fn text(&mut self, name: &str, attributes: &[Attribute<'_>], text: &str) {
        self.open(name, attributes);
        self.put(Event::Text(BytesText::new(&allowed(text))));
        self.close(name);
    }

    pub(super) fn done(self) -> Vec<u8> {
        let mut bytes = self.0.into_inner();
        bytes.push(b'\n');
        bytes
    }

    fn put(&mut self, event: Event<'_>) {
        // Writing to memory cannot fail.
        let _ = self.0.write_event(event);
    }
}

fn element<'a>(name: &'a str, attributes: &[Attribute<'_>]) -> BytesStart<'a> {
    let mut element = BytesStart::new(name);
    for (name, value) in attributes {
        element.push_attribute((*name, allowed(value).as_str()));
    }
    element
}

/// A text without the characters that XML 1.0 may not hold, not even escaped (section 2.2).
fn allowed(text: &str) -> String {
    let may_stand = |c: &char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..);
    text.chars().filter(may_stand).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_is_said_becomes_markup() {
        let mut xml = Xml::new();
        xml.open("a", &[("b", "\"<&>'")]);
        xml.text("c", &[], "<script>\u{0}\u{8}\u{ffff} & ]]> å🌱");
        xml.close("a");
        let text = String::from_utf8(xml.done()).unwrap();
        assert_eq!(
            text,
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<a b=\"&quot;&lt;&amp;&gt;&apos;\">\n \
             <c>&lt;script&gt; &amp; ]]&gt; å🌱</c>\n</a>\n"
        );
    }
}
