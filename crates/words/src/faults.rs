//! What is wrong with a folder, said to the one who can mend it.

use model::Lang;
use model::folder::{Expected, Fault};

use crate::{Arg, Words, list};

impl Words {
    /// A fault as one line: file, record, field, what stands there and what was expected.
    #[must_use]
    pub fn fault(&self, lang: Lang, fault: &Fault) -> String {
        let place = [fault.file.as_str(), fault.record.as_str(), fault.what.field.as_str()];
        let place: Vec<&str> = place.into_iter().filter(|part| !part.is_empty()).collect();
        let found = if fault.what.found.is_empty() {
            self.say(lang, "fault-nothing", &[])
        } else {
            self.say(lang, "fault-found", &[("found", Arg::Text(&fault.what.found))])
        };
        format!("{}: {found}; {}", place.join(" "), self.expected(lang, &fault.what.expected))
    }

    fn expected(&self, lang: Lang, expected: &Expected) -> String {
        let with = |key: &str, value: &str| self.say(lang, key, &[("value", Arg::Text(value))]);
        match expected {
            Expected::Format(format) => with("fault-format", &self.say(lang, &format!("format-{format}"), &[])),
            Expected::OneOf(words) => with("fault-one-of", &words.join(", ")),
            Expected::Type(name) => with("fault-type", name),
            Expected::Required => self.say(lang, "fault-required", &[]),
            Expected::NoSuchField { nearest: Some(nearest) } => with("fault-no-field-near", nearest),
            Expected::NoSuchField { nearest: None } => self.say(lang, "fault-no-field", &[]),
            Expected::NotEmpty => self.say(lang, "fault-not-empty", &[]),
            Expected::AtMost(limit) => with("fault-at-most", limit),
            Expected::AtLeast(limit) => with("fault-at-least", limit),
            Expected::When => self.say(lang, "fault-when", &[]),
            Expected::Forward => self.say(lang, "fault-forward", &[]),
            Expected::Reference(kinds) => {
                let kinds: Vec<String> =
                    kinds.iter().map(|kind| self.say(lang, kind.key(), &[]).to_lowercase()).collect();
                with("fault-reference", &list(lang, &kinds.iter().map(String::as_str).collect::<Vec<_>>()))
            }
            Expected::Unique => self.say(lang, "fault-unique", &[]),
            Expected::CountyOf(county) => with("fault-county", county),
            Expected::NoCircle => self.say(lang, "fault-circle", &[]),
            Expected::Readable(why) => with("fault-readable", why),
            Expected::File => self.say(lang, "fault-file", &[]),
            Expected::Other(why) => with("fault-other", why),
        }
    }
}
