//! The part of an address after the question mark, parsed once.

use url::form_urlencoded;

use crate::serve::error::{Error, Problem};

/// Most query parameters of one address.
pub const MOST_PARAMETERS: usize = 60;
/// Longest value of one parameter, in bytes.
pub const LONGEST_VALUE_BYTES: usize = 500;

/// The query's keys and values in order.
#[derive(Debug, Default, Clone)]
pub struct Query(Vec<(String, String)>);

impl Query {
    /// Parses a raw query.
    ///
    /// # Errors
    /// When it has too many parameters, or one is too long or not text.
    pub fn parse(raw: &str) -> Result<Self, Error> {
        if raw.bytes().filter(|byte| *byte == b'&').count() >= MOST_PARAMETERS {
            return Err(Error::Bad(Problem::TooManyParameters { most: MOST_PARAMETERS }));
        }
        let mut pairs = Vec::new();
        for (key, value) in form_urlencoded::parse(raw.as_bytes()) {
            if [&key, &value].iter().any(|text| text.contains(['\u{fffd}', '\0'])) {
                return Err(Error::Bad(Problem::NotText));
            }
            if value.len() > LONGEST_VALUE_BYTES {
                return Err(Error::Bad(Problem::TooLong { key: key.into_owned(), most: LONGEST_VALUE_BYTES }));
            }
            pairs.push((key.into_owned(), value.into_owned()));
        }
        Ok(Self(pairs))
    }

    /// The first value of a key that is not blank.
    #[must_use]
    pub fn first(&self, key: &str) -> Option<&str> {
        self.pairs().find(|(name, _)| *name == key).map(|(_, value)| value)
    }

    /// Every value of a key that is not blank, in order.
    pub fn all<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a str> {
        let values = self.0.iter().filter(move |(name, _)| name == key).map(|(_, value)| value.trim());
        values.filter(|value| !value.is_empty())
    }

    /// Every key and value that is not blank, in order.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value.trim())).filter(|(_, value)| !value.is_empty())
    }

    /// The query with only the known keys, as it stands in a canonical address; with its question mark.
    #[must_use]
    pub fn canonical(&self, known: &[&str]) -> String {
        let mut out = form_urlencoded::Serializer::new(String::new());
        for key in known {
            for value in self.all(key) {
                out.append_pair(key, value);
            }
        }
        let text = out.finish();
        if text.is_empty() { text } else { format!("?{text}") }
    }
}

/// Keys and values as they stand in an address, with the question mark; nothing when there are none.
#[must_use]
pub fn written(pairs: &[(&str, String)]) -> String {
    let text = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    if text.is_empty() { text } else { format!("?{text}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_keys_are_left_out_of_the_canonical_address() {
        let query = Query::parse("utm_source=brev&near=Gamleby%20norra&after=").unwrap();
        assert_eq!(query.canonical(&["near", "after"]), "?near=Gamleby+norra");
    }

    #[test]
    fn ten_thousand_parameters_and_broken_text_are_refused() {
        assert!(Query::parse(&"a=1&".repeat(10_000)).is_err());
        assert!(Query::parse("near=%ff").is_err());
        assert!(Query::parse(&format!("near={}", "x".repeat(600))).is_err());
    }
}
