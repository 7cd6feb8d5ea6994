//! Words in the reader's language, and texts that may be in another.

use std::sync::Arc;

use model::{Lang, Text};
use words::{Arg, Words};

/// The words of one language, at hand in a template.
#[derive(Debug, Clone)]
pub struct Say {
    words: Arc<Words>,
    /// The language.
    pub lang: Lang,
}

impl Say {
    /// The words of a language.
    #[must_use]
    pub const fn new(words: Arc<Words>, lang: Lang) -> Self {
        Self { words, lang }
    }

    /// A message.
    #[must_use]
    pub fn t(&self, key: &str) -> String {
        self.words.say(self.lang, key, &[])
    }

    /// A message with a text in it.
    #[must_use]
    pub fn with(&self, key: &str, name: &'static str, value: &str) -> String {
        self.words.say(self.lang, key, &[(name, Arg::Text(value))])
    }

    /// A message with two texts in it.
    #[must_use]
    pub fn with2(&self, key: &str, name: &'static str, value: &str, name2: &'static str, value2: &str) -> String {
        self.words.say(self.lang, key, &[(name, Arg::Text(value)), (name2, Arg::Text(value2))])
    }

    /// A message with several texts in it.
    #[must_use]
    pub fn with_all(&self, key: &str, texts: &[(&'static str, &str)]) -> String {
        let texts: Vec<_> = texts.iter().map(|(name, text)| (*name, Arg::Text(text))).collect();
        self.words.say(self.lang, key, &texts)
    }

    /// A message with a count in it.
    #[must_use]
    pub fn count(&self, key: &str, count: impl Count) -> String {
        self.words.say(self.lang, key, &[("count", Arg::Count(count.number()))])
    }

    /// A count alone, as it is written.
    #[must_use]
    pub fn number(&self, count: impl Count) -> String {
        words::number(self.lang, count.number())
    }

    /// Names put together as in a sentence.
    #[must_use]
    pub fn list(&self, items: &[String]) -> String {
        words::list(self.lang, &items.iter().map(String::as_str).collect::<Vec<_>>())
    }

    /// A text in the reader's language if there is one, else in the other, which it then says.
    #[must_use]
    pub fn said(&self, text: &Text) -> Said {
        let (lang, text) = text.read(self.lang);
        Said { text: text.to_owned(), lang: (lang != self.lang).then(|| lang.code()) }
    }

    /// A text that may be absent.
    #[must_use]
    pub fn maybe(&self, text: Option<&Text>) -> Option<Said> {
        text.map(|text| self.said(text))
    }
}

/// Anything that counts.
pub trait Count {
    /// How many.
    fn number(&self) -> i64;
}

impl Count for i64 {
    fn number(&self) -> i64 {
        *self
    }
}

impl Count for usize {
    fn number(&self) -> i64 {
        i64::try_from(*self).unwrap_or(i64::MAX)
    }
}

impl<T: Count> Count for &T {
    fn number(&self) -> i64 {
        (*self).number()
    }
}

/// A text and, when it is not in the page's language, the one it is in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Said {
    /// The text.
    pub text: String,
    /// Its language, when that is not the page's.
    pub lang: Option<&'static str>,
}

impl Said {
    /// The `lang` attribute, with a space before it, or nothing. Safe to write as it is.
    #[must_use]
    pub fn attr(&self) -> &'static str {
        match self.lang {
            Some("sv") => " lang=\"sv\"",
            Some(_) => " lang=\"en\"",
            None => "",
        }
    }

    /// The first sentence, for a list and for the lead of a page.
    #[must_use]
    pub fn lead(&self) -> &str {
        self.text.split_at(self.first_sentence()).0
    }

    /// What comes after the first sentence.
    #[must_use]
    pub fn rest(&self) -> &str {
        self.text.split_at(self.first_sentence()).1.trim_start()
    }

    /// Where the first sentence ends: at a full stop, a question or an exclamation mark before a space and a capital
    /// or figure, but not after a short word such as `bl.a.`, `t.ex.` or `ca.`.
    fn first_sentence(&self) -> usize {
        const SHORTEST: usize = 12;
        let text = self.text.as_str();
        let mut ends = text.match_indices(['.', '?', '!']).map(|(at, mark)| at + mark.len());
        let is_end = |end: &usize| {
            let mut after = text[*end..].chars();
            let begins = after.next() == Some(' ') && after.next().is_some_and(|c| c.is_uppercase() || c.is_numeric());
            let word = text[..*end].rsplit(' ').next().unwrap_or_default();
            let abbreviated = word.chars().count() < 4 || word.trim_end_matches('.').contains('.');
            begins && *end >= SHORTEST && !abbreviated
        };
        ends.find(is_end).unwrap_or(text.len())
    }

    /// The text's paragraphs: empty lines part them.
    #[must_use]
    pub fn paragraphs(&self) -> Vec<&str> {
        self.text.split("\n\n").map(str::trim).filter(|part| !part.is_empty()).collect()
    }
}

/// A sentence begins with a capital.
#[must_use]
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_sentence_leads() {
        for (text, lead) in [
            ("Ett av de äldsta klustren. Agroväst samlar näring.", "Ett av de äldsta klustren."),
            ("Samlar bl.a. Skara och Vara i ett kluster. Mer text.", "Samlar bl.a. Skara och Vara i ett kluster."),
            ("En mening utan slut", "En mening utan slut"),
            ("Startade 2011. 30 bolag finns där.", "Startade 2011."),
            ("", ""),
        ] {
            let said = Said::from(text.to_owned());
            assert_eq!(said.lead(), lead);
            assert_eq!(format!("{} {}", said.lead(), said.rest()).trim(), text);
        }
        assert_eq!(capitalised("hösten 2017"), "Hösten 2017");
        assert_eq!(capitalised("öppet"), "Öppet");
    }
}
