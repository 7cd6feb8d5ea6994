//! Small texts that mean something: ids, slugs, web and mail addresses, and text in two languages.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

/// Longest id and slug, in characters.
pub const LONGEST_SLUG: usize = 80;
/// Longest web or mail address, in bytes.
pub const LONGEST_ADDRESS: usize = 2_000;

/// A text that is not what it should be; the format's name says what was expected.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a valid {0}")]
pub struct Malformed(pub &'static str);

/// Makes a string type that is checked when it is parsed, travels as a JSON string and has a named format in the
/// schema. The format name is what an import fault refers to when it says what was expected.
macro_rules! checked_text {
    ($(#[$doc:meta])* $name:ident, $format:literal, $check:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The name of this format in the record schema.
            pub const FORMAT: &'static str = $format;

            /// The text itself.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = Malformed;
            fn from_str(text: &str) -> Result<Self, Malformed> {
                let check: fn(&str) -> bool = $check;
                if check(text) { Ok(Self(text.to_owned())) } else { Err(Malformed($format)) }
            }
        }

        impl TryFrom<String> for $name {
            type Error = Malformed;
            fn try_from(text: String) -> Result<Self, Malformed> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> String {
                value.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "format": $format })
            }
        }
    };
}

fn is_slug(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= LONGEST_SLUG
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && !text.starts_with('-')
        && !text.ends_with('-')
        && !text.contains("--")
}

fn is_web_address(text: &str) -> bool {
    text.len() <= LONGEST_ADDRESS
        && url::Url::parse(text).is_ok_and(|u| matches!(u.scheme(), "http" | "https") && u.has_host())
}

fn is_mail_address(text: &str) -> bool {
    let Some((name, host)) = text.rsplit_once('@') else { return false };
    text.len() <= 254
        && !name.is_empty()
        && name.bytes().all(|b| b.is_ascii_graphic() && !b"()<>[]:;,\\\"@ ".contains(&b))
        && host.contains('.')
        && host.split('.').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'))
}

checked_text!(
    /// What a record is called for ever, inside one network: lower-case ASCII letters, digits and single hyphens.
    /// New ones are UUIDs of version 7 (RFC 9562); a curated folder may use words, which reads better.
    Id, "id", is_slug
);
checked_text!(
    /// A record's name in its address, the same in both languages: lower-case ASCII letters, digits, single hyphens.
    Slug, "slug", is_slug
);
checked_text!(
    /// An `http` or `https` address with a host.
    WebAddress, "web-address", is_web_address
);
checked_text!(
    /// A mail address of a role, never of a person.
    MailAddress, "mail-address", is_mail_address
);
checked_text!(
    /// A language tag of two lower-case letters (ISO 639-1).
    LanguageCode, "language", |t| t.len() == 2 && t.bytes().all(|b| b.is_ascii_lowercase())
);
checked_text!(
    /// A currency by its ISO 4217 code.
    Currency, "currency", |t| t.len() == 3 && t.bytes().all(|b| b.is_ascii_uppercase())
);
checked_text!(
    /// A place's time zone by its IANA name, such as `Europe/Stockholm`.
    Zone, "time-zone", |t| jiff::tz::db().get(t).is_ok()
);

impl Id {
    /// A new id: a UUID of version 7, so that ids sort by when they were made.
    #[must_use]
    pub fn new() -> Self {
        Self(uuid::Uuid::now_v7().to_string())
    }
}

impl Default for Id {
    fn default() -> Self {
        Self::new()
    }
}

impl Slug {
    /// The slug nearest to any spelling: `Grönt Center i Ås` becomes `gront-center-i-as`.
    /// `None` when nothing of the text is left.
    #[must_use]
    pub fn nearest(text: &str) -> Option<Self> {
        let mut slug = String::new();
        for c in text.chars().flat_map(char::to_lowercase) {
            let plain = match c {
                'å' | 'ä' | 'à' | 'á' | 'â' | 'æ' => 'a',
                'ö' | 'ø' | 'ó' | 'ô' => 'o',
                'é' | 'è' | 'ê' | 'ë' => 'e',
                'ü' | 'ú' => 'u',
                'í' | 'ï' => 'i',
                'ñ' => 'n',
                'ç' => 'c',
                c if c.is_ascii_alphanumeric() => c,
                '\u{300}'..='\u{36f}' => continue,
                _ => '-',
            };
            if plain != '-' || !(slug.is_empty() || slug.ends_with('-')) {
                slug.push(plain);
            }
            if slug.len() >= LONGEST_SLUG {
                break;
            }
        }
        slug.trim_end_matches('-').parse().ok()
    }
}

impl WebAddress {
    /// The host, without a leading `www.`: what a link to it is called.
    #[must_use]
    pub fn publisher(&self) -> String {
        let host = url::Url::parse(&self.0).ok().and_then(|u| u.host_str().map(str::to_owned)).unwrap_or_default();
        host.strip_prefix("www.").map_or(host.clone(), str::to_owned)
    }
}

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Lang {
    /// Swedish, the first.
    Sv,
    /// English, beside it.
    En,
}

impl Lang {
    /// Both, Swedish first.
    pub const ALL: [Self; 2] = [Self::Sv, Self::En];

    /// The language tag (BCP 47).
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sv => "sv",
            Self::En => "en",
        }
    }

    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Sv => Self::En,
            Self::En => Self::Sv,
        }
    }
}

/// A text in Swedish, English or both. At least one is there.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("minProperties" = 1))]
pub struct Text {
    /// In Swedish.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 20_000))]
    pub sv: Option<String>,
    /// In English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 20_000))]
    pub en: Option<String>,
}

impl Text {
    /// The text in the reader's language, else in the other, with the language it is in.
    #[must_use]
    pub fn read(&self, reader: Lang) -> (Lang, &str) {
        match (reader, &self.sv, &self.en) {
            (Lang::Sv, Some(sv), _) | (Lang::En, Some(sv), None) => (Lang::Sv, sv),
            (Lang::En, _, Some(en)) | (Lang::Sv, None, Some(en)) => (Lang::En, en),
            (_, None, None) => (reader, ""),
        }
    }

    /// The text in one language only.
    #[must_use]
    pub fn only(&self, lang: Lang) -> Option<&str> {
        match lang {
            Lang::Sv => self.sv.as_deref(),
            Lang::En => self.en.as_deref(),
        }
    }
}
