//! Every visible word in Swedish and English, and how dates and numbers are written.
//!
//! The catalogues are Fluent files beside this one: what stands around records, and the longer texts of pages. A key that is used and not there in both languages fails a test;
//! a reader never sees a key.

pub mod almanac;
pub mod dates;
pub mod faults;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use model::Lang;

/// The catalogue of a language.
#[must_use]
pub const fn catalogue(lang: Lang) -> &'static str {
    match lang {
        Lang::Sv => concat!(include_str!("../ftl/sv.ftl"), "\n", include_str!("../ftl/sv-texts.ftl")),
        Lang::En => concat!(include_str!("../ftl/en.ftl"), "\n", include_str!("../ftl/en-texts.ftl")),
    }
}

/// The words of both languages.
pub struct Words {
    sv: FluentBundle<FluentResource>,
    en: FluentBundle<FluentResource>,
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Words")
    }
}

/// What is put into a message.
#[derive(Debug, Clone, Copy)]
pub enum Arg<'a> {
    /// A text.
    Text(&'a str),
    /// A count, which also chooses singular or plural.
    Count(i64),
}

impl Words {
    /// The words that are built into the program.
    #[must_use]
    pub fn built_in() -> Self {
        Self { sv: bundle(Lang::Sv), en: bundle(Lang::En) }
    }

    /// Whether a language has a key.
    #[must_use]
    pub fn has(&self, lang: Lang, key: &str) -> bool {
        self.bundle(lang).has_message(key)
    }

    /// The words of the vocabularies that records are sorted by, in Swedish and English, by their keys.
    #[must_use]
    pub fn vocabularies(&self) -> Vec<(&'static str, String, String)> {
        use model::record::{ActivityKind, Form, InitiativeKind, Kind, OrganisationKind};
        let kinds = Kind::ALL.iter().map(|kind| kind.key());
        let activities = ActivityKind::ALL.iter().map(|kind| kind.key());
        let initiatives = InitiativeKind::ALL.iter().map(|kind| kind.key());
        let organisations = OrganisationKind::ALL.iter().map(|kind| kind.key());
        let forms = Form::ALL.iter().map(|form| form.key());
        let keys = kinds.chain(activities).chain(initiatives).chain(organisations).chain(forms);
        keys.map(|key| (key, self.say(Lang::Sv, key, &[]), self.say(Lang::En, key, &[]))).collect()
    }

    /// A message. One that is missing in this language is taken from the other, never shown as its key.
    #[must_use]
    pub fn say(&self, lang: Lang, key: &str, args: &[(&'static str, Arg<'_>)]) -> String {
        self.try_say(lang, key, args).or_else(|| self.try_say(lang.other(), key, args)).unwrap_or_default()
    }

    fn try_say(&self, lang: Lang, key: &str, args: &[(&'static str, Arg<'_>)]) -> Option<String> {
        let bundle = self.bundle(lang);
        let pattern = bundle.get_message(key)?.value()?;
        let mut fluent = FluentArgs::new();
        for (name, arg) in args {
            match arg {
                Arg::Text(text) => fluent.set(*name, FluentValue::from(*text)),
                Arg::Count(count) => {
                    fluent.set(*name, FluentValue::from(*count));
                    fluent.set(format!("{name}-written"), number(lang, *count));
                }
            }
        }
        let mut faults = Vec::new();
        Some(bundle.format_pattern(pattern, Some(&fluent), &mut faults).into_owned())
    }

    const fn bundle(&self, lang: Lang) -> &FluentBundle<FluentResource> {
        match lang {
            Lang::Sv => &self.sv,
            Lang::En => &self.en,
        }
    }
}

fn bundle(lang: Lang) -> FluentBundle<FluentResource> {
    let identifier: unic_langid::LanguageIdentifier = match lang {
        Lang::Sv => "sv".parse().unwrap_or_default(),
        Lang::En => "en-GB".parse().unwrap_or_default(),
    };
    let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
    // The marks that isolate right-to-left text would end up in attributes and addresses.
    bundle.set_use_isolating(false);
    let resource = FluentResource::try_new(catalogue(lang).to_owned()).unwrap_or_else(|(whole, _)| whole);
    bundle.add_resource_overriding(resource);
    bundle
}

/// A whole number as it is written: thousands apart by a no-break space in Swedish, a comma in English.
#[must_use]
pub fn number(lang: Lang, number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let separator = match lang {
        Lang::Sv => '\u{a0}',
        Lang::En => ',',
    };
    let mut written = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            written.push(separator);
        }
        written.push(digit);
    }
    if number < 0 { format!("−{written}") } else { written }
}

/// Words put together as one puts them together in a sentence: `a, b och c`.
#[must_use]
pub fn list(lang: Lang, items: &[&str]) -> String {
    let and = match lang {
        Lang::Sv => " och ",
        Lang::En => " and ",
    };
    match items {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{}{and}{last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(lang: Lang) -> Vec<String> {
        let lines = catalogue(lang).lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
        lines.filter_map(|line| line.split_once(" =")).map(|(key, _)| key.to_owned()).collect()
    }

    #[test]
    fn both_languages_have_the_same_keys_once_and_parse() {
        for lang in Lang::ALL {
            let faults = FluentResource::try_new(catalogue(lang).to_owned()).err().map(|(_, faults)| faults);
            assert!(faults.is_none(), "{lang:?}: {faults:?}");
        }
        assert_eq!(keys(Lang::Sv), keys(Lang::En), "the same keys in the same order");
        let mut once = keys(Lang::Sv);
        once.sort();
        let all = once.len();
        once.dedup();
        assert_eq!(once.len(), all, "a key stands twice");
    }

    #[test]
    fn numbers_are_written_as_people_write_them() {
        assert_eq!(number(Lang::Sv, 1_324_500), "1\u{a0}324\u{a0}500");
        assert_eq!(number(Lang::En, 1_324_500), "1,324,500");
        assert_eq!(number(Lang::Sv, 15), "15");
    }

    #[test]
    fn lists_read_as_sentences() {
        assert_eq!(list(Lang::Sv, &["Agroväst", "LRF", "SLU"]), "Agroväst, LRF och SLU");
        assert_eq!(list(Lang::En, &["Agroväst", "LRF"]), "Agroväst and LRF");
    }

    #[test]
    fn every_word_of_the_vocabularies_is_there() {
        use model::record::*;
        let words = Words::built_in();
        let mut all: Vec<&str> = Vec::new();
        all.extend(Kind::ALL.iter().map(|v| v.key()));
        all.extend(ClusterStatus::ALL.iter().map(|v| v.key()));
        all.extend(OrganisationKind::ALL.iter().map(|v| v.key()));
        all.extend(InitiativeKind::ALL.iter().map(|v| v.key()));
        all.extend(InitiativeStatus::ALL.iter().map(|v| v.key()));
        all.extend(PartnerRole::ALL.iter().map(|v| v.key()));
        all.extend(ActivityKind::ALL.iter().map(|v| v.key()));
        all.extend(ActivityStatus::ALL.iter().map(|v| v.key()));
        all.extend(Form::ALL.iter().map(|v| v.key()));
        all.extend(Precision::ALL.iter().map(|v| v.key()));
        all.extend(model::calendar::Holiday::ALL.iter().map(|v| v.key()));
        for key in all {
            assert!(Lang::ALL.iter().all(|lang| words.has(*lang, key)), "{key}");
        }
    }
}
