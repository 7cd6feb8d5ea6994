//! Which view an address without its ending is.

use model::calendar::Sheet;
use model::{Kind, Slug};

use crate::addresses::{Room, language_of};

/// A view that has its like in other formats.
#[derive(Debug, Clone)]
pub struct View {
    /// The address of the page.
    pub path: String,
    /// Its room.
    pub room: Room,
    /// What it shows.
    pub subject: Subject,
}

/// What a view shows.
#[derive(Debug, Clone, PartialEq)]
pub enum Subject {
    /// What the filter leaves of the room.
    List,
    /// One record.
    Record(Kind, Slug),
    /// A month or week of the calendar.
    Sheet(Sheet),
}

impl View {
    /// The view at a path; `None` where other formats make no sense.
    #[must_use]
    pub fn of(path: &str) -> Option<Self> {
        let lang = language_of(path);
        let at =
            |room: &Room| path.strip_prefix(&room.path(lang)).filter(|rest| rest.is_empty() || rest.starts_with('/'));
        let (room, rest) = Room::ALL.into_iter().find_map(|room| Some((room, at(&room)?)))?;
        let below = rest.strip_prefix('/');
        let subject = match (room, below) {
            (
                Room::Numbers
                | Room::Embed
                | Room::About
                | Room::AboutData
                | Room::AboutApi
                | Room::AboutAccessibility
                | Room::AboutPrivacy,
                _,
            )
            | (Room::Search | Room::Map, Some(_)) => return None,
            (_, None) => Subject::List,
            (Room::Calendar, Some(sheet)) => Subject::Sheet(sheet.parse().ok()?),
            (_, Some(slug)) => Subject::Record(room.kind()?, slug.parse().ok()?),
        };
        Some(Self { path: path.to_owned(), room, subject })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_records_search_calendar_and_map_have_their_like() {
        let subject = |path| View::of(path).map(|view| (view.room, view.subject));
        let slug = |text: &str| text.parse::<Slug>().unwrap();
        assert_eq!(subject("/aktiviteter"), Some((Room::Activities, Subject::List)));
        assert_eq!(
            subject("/en/activities/faltdag"),
            Some((Room::Activities, Subject::Record(Kind::Activity, slug("faltdag"))))
        );
        assert_eq!(
            subject("/utmaningar/vatten"),
            Some((Room::Challenges, Subject::Record(Kind::Theme, slug("vatten"))))
        );
        assert!(matches!(subject("/kalender/2026-12"), Some((Room::Calendar, Subject::Sheet(_)))));
        for path in ["/", "/en", "/om", "/siffror", "/sok/forslag", "/aktiviteter/a/affisch", "/badda-in", "/nagot"] {
            assert_eq!(subject(path), None, "{path}");
        }
    }
}
