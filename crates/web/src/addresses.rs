//! Every address in one table, in both languages, and how one language's address becomes the other's.

use model::{Kind, Lang, Slug};

use crate::api;
use crate::outputs::{View, split};

/// The rooms of the house. Most have a list and, below it, one page per record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    /// Everything, by words.
    Search,
    /// Activities by month and week.
    Calendar,
    /// Everything that has a place.
    Map,
    /// The regional centres.
    Clusters,
    /// What one can take part in.
    Activities,
    /// Work over time.
    Initiatives,
    /// Controlled words.
    Themes,
    /// Themes that are acted on together.
    Challenges,
    /// Knowledge in short form.
    Results,
    /// Links worth attention.
    Clippings,
    /// Other bodies.
    Organisations,
    /// How much there is of what, where.
    Numbers,
    /// Putting the network's lists on a page of one's own.
    Embed,
    /// About the network.
    About,
    /// The data: where it comes from, what may be done with it.
    AboutData,
    /// How accessible the site is (EN 301 549).
    AboutAccessibility,
    /// What is kept about people.
    AboutPrivacy,
    /// What programs can fetch, and how.
    AboutApi,
}

impl Room {
    /// Every room, in the order of the navigation.
    pub const ALL: [Self; 18] = [
        Self::Clusters,
        Self::Activities,
        Self::Calendar,
        Self::Map,
        Self::Initiatives,
        Self::Themes,
        Self::Challenges,
        Self::Results,
        Self::Clippings,
        Self::Organisations,
        Self::Numbers,
        Self::Search,
        Self::Embed,
        Self::About,
        Self::AboutData,
        Self::AboutAccessibility,
        Self::AboutPrivacy,
        Self::AboutApi,
    ];

    /// Its path in a language, after the home page's.
    #[must_use]
    pub const fn segment(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Clusters, Lang::Sv) => "kluster",
            (Self::Clusters, Lang::En) => "clusters",
            (Self::Activities, Lang::Sv) => "aktiviteter",
            (Self::Activities, Lang::En) => "activities",
            (Self::Initiatives, Lang::Sv) => "initiativ",
            (Self::Initiatives, Lang::En) => "initiatives",
            (Self::Themes, Lang::Sv) => "teman",
            (Self::Themes, Lang::En) => "themes",
            (Self::Challenges, Lang::Sv) => "utmaningar",
            (Self::Challenges, Lang::En) => "challenges",
            (Self::Results, Lang::Sv) => "resultat",
            (Self::Results, Lang::En) => "results",
            (Self::Clippings, Lang::Sv) => "notiser",
            (Self::Clippings, Lang::En) => "clippings",
            (Self::Organisations, Lang::Sv) => "organisationer",
            (Self::Organisations, Lang::En) => "organisations",
            (Self::Search, Lang::Sv) => "sok",
            (Self::Search, Lang::En) => "search",
            (Self::Calendar, Lang::Sv) => "kalender",
            (Self::Calendar, Lang::En) => "calendar",
            (Self::Map, Lang::Sv) => "karta",
            (Self::Map, Lang::En) => "map",
            (Self::Numbers, Lang::Sv) => "siffror",
            (Self::Numbers, Lang::En) => "numbers",
            (Self::Embed, Lang::Sv) => "badda-in",
            (Self::Embed, Lang::En) => "embed",
            (Self::About, Lang::Sv) => "om",
            (Self::About, Lang::En) => "about",
            (Self::AboutData, Lang::Sv) => "om/data",
            (Self::AboutData, Lang::En) => "about/data",
            (Self::AboutAccessibility, Lang::Sv) => "om/tillganglighet",
            (Self::AboutAccessibility, Lang::En) => "about/accessibility",
            (Self::AboutPrivacy, Lang::Sv) => "om/personuppgifter",
            (Self::AboutPrivacy, Lang::En) => "about/privacy",
            (Self::AboutApi, Lang::Sv) => "om/api",
            (Self::AboutApi, Lang::En) => "about/api",
        }
    }

    /// The key of its name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Clusters => "room-clusters",
            Self::Activities => "room-activities",
            Self::Initiatives => "room-initiatives",
            Self::Themes => "room-themes",
            Self::Challenges => "room-challenges",
            Self::Results => "room-results",
            Self::Clippings => "room-clippings",
            Self::Organisations => "room-organisations",
            Self::Search => "room-search",
            Self::Calendar => "room-calendar",
            Self::Map => "room-map",
            Self::Numbers => "room-numbers",
            Self::Embed => "room-embed",
            Self::About => "room-about",
            Self::AboutData => "room-about-data",
            Self::AboutAccessibility => "room-about-accessibility",
            Self::AboutPrivacy => "room-about-privacy",
            Self::AboutApi => "room-about-api",
        }
    }

    /// The room of a kind of record.
    #[must_use]
    pub const fn of(kind: Kind) -> Self {
        match kind {
            Kind::Cluster => Self::Clusters,
            Kind::Organisation => Self::Organisations,
            Kind::Theme => Self::Themes,
            Kind::Initiative => Self::Initiatives,
            Kind::Activity => Self::Activities,
            Kind::Result => Self::Results,
            Kind::Clipping => Self::Clippings,
        }
    }

    /// The kind of record that has pages in the room.
    #[must_use]
    pub const fn kind(self) -> Option<Kind> {
        match self {
            Self::Clusters => Some(Kind::Cluster),
            Self::Organisations => Some(Kind::Organisation),
            Self::Themes | Self::Challenges => Some(Kind::Theme),
            Self::Initiatives => Some(Kind::Initiative),
            Self::Activities => Some(Kind::Activity),
            Self::Results => Some(Kind::Result),
            Self::Clippings => Some(Kind::Clipping),
            Self::Search
            | Self::Calendar
            | Self::Map
            | Self::Numbers
            | Self::Embed
            | Self::About
            | Self::AboutData
            | Self::AboutAccessibility
            | Self::AboutPrivacy
            | Self::AboutApi => None,
        }
    }

    /// The address of its list.
    #[must_use]
    pub fn path(self, lang: Lang) -> String {
        format!("{}{}", home(lang), self.segment(lang))
    }

    /// The address of its list with a filter: keys and values of the one filter, which need no encoding (slugs, codes,
    /// dates).
    #[must_use]
    pub fn filtered_path(self, lang: Lang, pairs: &[(&str, &str)]) -> String {
        let mut path = self.path(lang);
        for (index, (key, value)) in pairs.iter().enumerate() {
            path.extend([if index == 0 { "?" } else { "&" }, *key, "=", *value]);
        }
        path
    }

    /// The address of one of its records.
    #[must_use]
    pub fn record_path(self, lang: Lang, slug: &Slug) -> String {
        format!("{}{}/{slug}", home(lang), self.segment(lang))
    }
}

/// The last part of the address of an activity's poster.
#[must_use]
pub const fn poster(lang: Lang) -> &'static str {
    match lang {
        Lang::Sv => "affisch",
        Lang::En => "poster",
    }
}

/// The address of an activity's poster.
#[must_use]
pub fn poster_path(lang: Lang, slug: &Slug) -> String {
    format!("{}/{}", Room::Activities.record_path(lang, slug), poster(lang))
}

/// The address of the feed of what is new in the network.
#[must_use]
pub const fn news(lang: Lang) -> &'static str {
    match lang {
        Lang::Sv => "/nytt.atom",
        Lang::En => "/en/new.atom",
    }
}

/// The last part of the address of a result in the fields of the practice abstract.
#[must_use]
pub const fn practice_abstract(lang: Lang) -> &'static str {
    match lang {
        Lang::Sv => "sammanfattning.json",
        Lang::En => "abstract.json",
    }
}

/// The address of a result in the fields of the practice abstract.
#[must_use]
pub fn practice_path(lang: Lang, slug: &Slug) -> String {
    format!("{}/{}", Room::Results.record_path(lang, slug), practice_abstract(lang))
}

/// The address of the home page.
#[must_use]
pub const fn home(lang: Lang) -> &'static str {
    match lang {
        Lang::Sv => "/",
        Lang::En => "/en/",
    }
}

/// The rooms that can stand on others' pages.
pub const EMBEDDED: [Room; 9] = [
    Room::Activities,
    Room::Calendar,
    Room::Map,
    Room::Clusters,
    Room::Initiatives,
    Room::Results,
    Room::Clippings,
    Room::Organisations,
    Room::Search,
];

/// The address of a room as it stands on others' pages: the same, below that of embeds.
#[must_use]
pub fn embed_path(lang: Lang, room: Room) -> String {
    format!("{}/{}", Room::Embed.path(lang), room.segment(lang))
}

/// The room that an address below that of embeds shows.
#[must_use]
pub fn embedded(path: &str) -> Option<Room> {
    let lang = language_of(path);
    EMBEDDED.into_iter().find(|room| embed_path(lang, *room) == path)
}

/// Whether an address lies below that of embeds, in either language.
#[must_use]
pub fn is_below_embeds(path: &str) -> bool {
    path.strip_prefix(&Room::Embed.path(language_of(path))).is_some_and(|rest| rest.starts_with('/'))
}

/// What an embed takes beside the filter: how it is shown.
pub const LOOK_KEYS: [&str; 8] = ["view", "max", "month", "accent", "text", "background", "font", "radius"];

/// The calendar's own address takes the filter, and a month to go to.
const CALENDAR_KEYS: [&str; model::filter::KEYS.len() + 2] = and_filter(&["month", "year"]);
/// An embed takes the filter and how it is shown.
const EMBED_KEYS: [&str; model::filter::KEYS.len() + LOOK_KEYS.len()] = and_filter(&LOOK_KEYS);
/// The page that makes one takes what it shows and its language as well.
const BUILDER_KEYS: [&str; model::filter::KEYS.len() + 9] =
    and_filter(&["of", "in", "view", "max", "accent", "text", "background", "font", "radius"]);

/// The keys of the filter, then some more.
const fn and_filter<const N: usize>(more: &[&'static str]) -> [&'static str; N] {
    let known = model::filter::KEYS.len();
    let mut keys = [""; N];
    let mut at = 0;
    while at < N {
        keys[at] = if at < known { model::filter::KEYS[at] } else { more[at - known] };
        at += 1;
    }
    keys
}

/// The query keys that a page knows. Others, such as newsletter tags, change nothing and are left out of its canonical
/// address.
#[must_use]
pub fn known_keys(path: &str) -> &'static [&'static str] {
    if path.starts_with(api::ROOT) {
        return api::known_keys(path);
    }
    let lang = language_of(path);
    let filtered = [
        Room::Search,
        Room::Clusters,
        Room::Activities,
        Room::Map,
        Room::Initiatives,
        Room::Results,
        Room::Clippings,
        Room::Organisations,
    ];
    let calendar = Room::Calendar.path(lang);
    if path == calendar {
        return &CALENDAR_KEYS;
    }
    if path == Room::Embed.path(lang) {
        return &BUILDER_KEYS;
    }
    if embedded(path).is_some() {
        return &EMBED_KEYS;
    }
    let below_calendar = path.strip_prefix(&calendar).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    if below_calendar || filtered.iter().any(|room| room.path(lang) == path) { &model::filter::KEYS } else { &[] }
}

/// The language of an address.
#[must_use]
pub fn language_of(path: &str) -> Lang {
    if path == "/en" || path.starts_with("/en/") { Lang::En } else { Lang::Sv }
}

/// The same page's address in another language.
#[must_use]
pub fn translated(path: &str, to: Lang) -> String {
    let from = language_of(path);
    let rest = path.strip_prefix(home(from)).unwrap_or_default();
    let below = |room: &Room| rest.strip_prefix(room.segment(from)).filter(|b| b.is_empty() || b.starts_with('/'));
    if let Some(room) = embedded(path) {
        return embed_path(to, room);
    }
    // The last room that fits is the most exact one: `om/data` stands after `om`.
    match Room::ALL.iter().rev().find_map(|room| Some((room, below(room)?))) {
        // A record may have a poster below it, under another name in each language.
        Some((room, below)) => match below.rsplit_once('/') {
            Some((record, last)) if !record.is_empty() && last == poster(from) => {
                format!("{}{record}/{}", room.path(to), poster(to))
            }
            _ => format!("{}{below}", room.path(to)),
        },
        None => home(to).to_owned(),
    }
}

/// The canonical spelling of a path that is spelt in another way: small letters, å ä ö as in slugs, no slash at the
/// end. `None` when the path is canonical already, or no page can have it.
///
/// # Errors
/// When the path is not text: percent-encoded bytes that are no UTF-8.
pub fn canonical(path: &str) -> Result<Option<String>, NotText> {
    let text = percent_decoded(path)?;
    // The ending of another format stays, in small letters.
    if let Some((stem, ending)) = split(&text) {
        let stem = canonical_text(stem).unwrap_or_else(|| stem.to_owned());
        let whole = format!("{stem}.{}", ending.code());
        return Ok((whole != path).then_some(whole).filter(|_| View::of(&stem).is_some()));
    }
    Ok(canonical_text(&text).filter(|canonical| canonical != path))
}

/// The canonical spelling of a decoded path; `None` when no page can have it.
fn canonical_text(text: &str) -> Option<String> {
    if text == "/" || text == "/en/" {
        return Some(text.to_owned());
    }
    if text == "/en" {
        return Some("/en/".to_owned());
    }
    let mut canonical = String::with_capacity(text.len());
    for segment in text.split('/').filter(|segment| !segment.is_empty()) {
        if segment.contains(|c: char| c.is_control() || matches!(c, '.' | '\\' | '%' | ':')) {
            return None;
        }
        match Slug::nearest(segment) {
            // A week is written as in ISO 8601, with its capital letter.
            Some(slug) if is_week(slug.as_str()) => canonical.extend(["/", &slug.as_str().to_uppercase()]),
            Some(slug) => canonical.extend(["/", slug.as_str()]),
            None => return None,
        }
    }
    if canonical == "/en" {
        canonical.push('/');
    }
    (!canonical.is_empty()).then_some(canonical)
}

/// Whether a segment is a week: `2026-w49`.
fn is_week(segment: &str) -> bool {
    let week = segment.split_once("-w");
    let digits = |text: &str, count| text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    week.is_some_and(|(year, number)| digits(year, 4) && digits(number, 2))
}

/// A path that is not text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotText;

fn percent_decoded(path: &str) -> Result<String, NotText> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, after @ ..] = rest {
        let hex = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        if let (b'%', [high, low, after @ ..]) = (first, after) {
            bytes.push(hex(*high).ok_or(NotText)? << 4 | hex(*low).ok_or(NotText)?);
            rest = after;
        } else if *first == b'%' {
            return Err(NotText);
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8(bytes).map_err(|_| NotText)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_its_like_in_the_other_language() {
        for (sv, en) in [
            ("/", "/en/"),
            ("/kluster", "/en/clusters"),
            ("/kluster/agrovast", "/en/clusters/agrovast"),
            ("/om", "/en/about"),
            ("/om/tillganglighet", "/en/about/accessibility"),
            ("/kalender/2026-W49", "/en/calendar/2026-W49"),
            ("/aktiviteter/faltdag/affisch", "/en/activities/faltdag/poster"),
            // An activity may be called that itself.
            ("/aktiviteter/affisch", "/en/activities/affisch"),
            ("/aktiviteter/affisch/affisch", "/en/activities/affisch/poster"),
            ("/badda-in", "/en/embed"),
            ("/badda-in/aktiviteter", "/en/embed/activities"),
        ] {
            assert_eq!(translated(sv, Lang::En), en);
            assert_eq!(translated(en, Lang::Sv), sv);
            assert_eq!(translated(sv, Lang::Sv), sv);
        }
    }

    #[test]
    fn any_spelling_leads_to_the_canonical_one() {
        let to = |path| canonical(path).map(|found| found.unwrap_or_else(|| "as it is".to_owned()));
        for (path, expect) in [
            ("/", "as it is"),
            ("/en/", "as it is"),
            ("/en", "/en/"),
            ("/EN/", "/en/"),
            ("/kluster", "as it is"),
            ("/kluster/", "/kluster"),
            ("/Kluster/Agrov%C3%A4st", "/kluster/agrovast"),
            ("/kluster/Grönt-Center-i-Ås", "/kluster/gront-center-i-as"),
            ("//evil.example/x", "as it is"),
            ("/../etc/passwd", "as it is"),
            ("/%2e%2e/x", "as it is"),
            ("/kluster//agrovast", "/kluster/agrovast"),
            ("/kalender/2026-w49", "/kalender/2026-W49"),
            ("/kalender/2026-W49", "as it is"),
            ("/aktiviteter.ics", "as it is"),
            ("/Aktiviteter.ICS", "/aktiviteter.ics"),
            ("/kluster/Agrov%C3%A4st.json", "/kluster/agrovast.json"),
            ("/inget/som/finns.json", "as it is"),
        ] {
            assert_eq!(to(path).unwrap(), expect, "{path}");
        }
        for path in ["/%ff", "/%zz", "/%", "/a%2"] {
            assert_eq!(to(path), Err(NotText), "{path}");
        }
    }
}
