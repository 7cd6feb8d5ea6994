//! The endings of addresses, each a format.

/// A format, as the ending of an address before its query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// iCalendar (RFC 5545).
    Ics,
    /// Atom (RFC 4287).
    Atom,
    /// GeoJSON (RFC 7946).
    Geojson,
    /// Comma-separated values (RFC 4180).
    Csv,
    /// Office Open XML workbook.
    Xlsx,
    /// The records themselves.
    Json,
    /// JSON-LD with the words of schema.org.
    Jsonld,
}

impl Ending {
    /// Every format, in the order in which they are offered.
    pub const ALL: [Self; 7] = [Self::Ics, Self::Atom, Self::Geojson, Self::Csv, Self::Xlsx, Self::Json, Self::Jsonld];

    /// As it stands in an address, without its dot.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ics => "ics",
            Self::Atom => "atom",
            Self::Geojson => "geojson",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Json => "json",
            Self::Jsonld => "jsonld",
        }
    }

    /// The media type, as it stands in a header.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Ics => "text/calendar; charset=utf-8",
            Self::Atom => "application/atom+xml; charset=utf-8",
            Self::Geojson => "application/geo+json; charset=utf-8",
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Json => "application/json; charset=utf-8",
            Self::Jsonld => "application/ld+json; charset=utf-8",
        }
    }

    /// Most records of one edition.
    #[must_use]
    pub const fn most(self) -> usize {
        match self {
            Self::Ics => MOST_OCCASIONS,
            Self::Atom => MOST_NEWS,
            Self::Geojson | Self::Csv | Self::Xlsx | Self::Json | Self::Jsonld => MOST_ROWS,
        }
    }
}

/// Most occasions of one calendar, and so most records that it is made of.
pub const MOST_OCCASIONS: usize = formats::write::ical::MOST_EVENTS;
/// Most entries of one feed.
pub const MOST_NEWS: usize = 50;
/// Most records of one table, map or document; the rest follows at the address of `Link: rel="next"`.
pub const MOST_ROWS: usize = 10_000;

/// A path without its ending, and the format.
#[must_use]
pub fn split(path: &str) -> Option<(&str, Ending)> {
    let (stem, code) = path.rsplit_once('.')?;
    let ending = Ending::ALL.into_iter().find(|ending| code.eq_ignore_ascii_case(ending.code()))?;
    (!stem.is_empty() && !stem.ends_with('/')).then_some((stem, ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ending_is_cut_off_and_nothing_else_is() {
        assert_eq!(split("/aktiviteter.ics"), Some(("/aktiviteter", Ending::Ics)));
        assert_eq!(split("/en/activities/x.jsonld"), Some(("/en/activities/x", Ending::Jsonld)));
        assert_eq!(split("/aktiviteter"), None);
        assert_eq!(split("/.ics"), None);
        assert_eq!(split("/aktiviteter.exe"), None);
    }
}
