//! Alphabetical order as a Swede expects it: å, ä, ö last, w apart from v (CLDR, Swedish).

use std::cmp::Ordering;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::locale;

/// Compares names in Swedish order.
#[derive(Debug)]
pub struct Alphabet(CollatorBorrowed<'static>);

impl Alphabet {
    /// The Swedish alphabet.
    ///
    /// # Panics
    /// Never: the collation data is built in.
    #[must_use]
    #[expect(clippy::expect_used, reason = "the data is compiled in, and a test builds it")]
    pub fn swedish() -> Self {
        Self(Collator::try_new(locale!("sv").into(), CollatorOptions::default()).expect("built-in collation"))
    }

    /// The order of two names.
    #[must_use]
    pub fn compare(&self, left: &str, right: &str) -> Ordering {
        self.0.compare(left, right).then_with(|| left.cmp(right))
    }

    /// A text whose plain byte order is the order of the names, so that a database can sort by it.
    #[must_use]
    pub fn sort_key(&self, name: &str) -> String {
        let mut bytes = Vec::new();
        let Ok(()) = self.0.write_sort_key_to(name, &mut bytes);
        bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut key, byte| {
            for half in [byte >> 4, byte & 15] {
                key.push(char::from_digit(u32::from(half), 16).unwrap_or('0'));
            }
            key
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swedish_letters_come_last() {
        let alphabet = Alphabet::swedish();
        let names = ["Agro Örebro", "Agroväst", "Vreta Kluster", "Zinkgruvan", "Åmål", "Ängelholm", "Öjebyn Agro Park"];
        let mut shuffled = [names[6], names[2], names[0], names[5], names[3], names[1], names[4]];
        shuffled.sort_by(|a, b| alphabet.compare(a, b));
        assert_eq!(shuffled, names);
        shuffled.reverse();
        shuffled.sort_by_key(|name| alphabet.sort_key(name));
        assert_eq!(shuffled, names);
    }
}
