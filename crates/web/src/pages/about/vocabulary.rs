//! The words that addresses know, with what they are called; taken from the vocabularies, so that none is left out.

use model::record::{
    ActivityKind, ActivityStatus, ClusterStatus, Form, InitiativeKind, InitiativeStatus, OrganisationKind,
};
use model::{County, Kind};

use crate::addresses::Room;
use crate::view::Say;

/// The words of a key in some rooms.
#[derive(Debug)]
pub struct Vocabulary {
    /// The key and the rooms.
    pub name: String,
    /// Each word and what it is called.
    pub words: Vec<(String, String)>,
}

/// Every vocabulary that the filter knows.
#[must_use]
pub fn vocabularies(say: &Say) -> Vec<Vocabulary> {
    macro_rules! of {
        ($key:literal, $rooms:expr, $vocabulary:ty) => {
            Vocabulary {
                name: say.with2("data-words-of", "key", $key, "rooms", &$rooms),
                words: <$vocabulary>::ALL.iter().map(|word| (word.code().to_owned(), say.t(word.key()))).collect(),
            }
        };
    }
    let room = |room: Room| say.t(room.key()).to_lowercase();
    vec![
        of!("kind", say.t("data-words-everywhere"), Kind),
        of!("kind", room(Room::Activities), ActivityKind),
        of!("kind", room(Room::Initiatives), InitiativeKind),
        of!("kind", room(Room::Organisations), OrganisationKind),
        of!("form", room(Room::Activities), Form),
        of!("status", room(Room::Activities), ActivityStatus),
        of!("status", room(Room::Initiatives), InitiativeStatus),
        of!("status", room(Room::Clusters), ClusterStatus),
        Vocabulary {
            name: "county".to_owned(),
            words: County::all().map(|county| (county.to_string(), county.name().to_owned())).collect(),
        },
    ]
}
