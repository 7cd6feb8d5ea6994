//! What has a point on the map, for the map room.

use model::record::Place;
use model::time::When;
use model::{Id, Kind, Slug, Text};

use crate::db::Reader;
use crate::{Error, Result, dialect};

/// Most records at a place that are read at once. Clusters are not among them: they are read with the landscape.
pub const MOST_PLACED: i64 = 20_000;

/// A record at one of its places.
#[derive(Debug, Clone)]
pub struct Placed {
    /// Its id.
    pub id: Id,
    /// Its kind.
    pub kind: Kind,
    /// Its slug.
    pub slug: Slug,
    /// Its title; an organisation's name is the same in every language.
    pub title: Title,
    /// Where; always with a point.
    pub place: Place,
    /// When, for an activity whose time is known.
    pub when: Option<When>,
    /// The first second of it, since 1970.
    pub starts: Option<i64>,
    /// The first second after it.
    pub ends: Option<i64>,
}

/// What something is called.
#[derive(Debug, Clone)]
pub enum Title {
    /// In each language.
    Text(Text),
    /// By a name.
    Name(String),
}

type Row =
    (String, String, String, Option<String>, Option<String>, String, Option<String>, Option<i64>, Option<i64>, String);

impl Reader {
    /// Every public organisation, initiative and activity at each place of it that has a point, in Swedish order within
    /// its kind; at most [`MOST_PLACED`].
    ///
    /// # Errors
    /// When the database or a stored text is broken.
    pub async fn placed(&mut self) -> Result<Vec<Placed>> {
        let rows: Vec<Row> = self.all(dialect::PLACED, &[MOST_PLACED.into()]).await?;
        rows.into_iter().map(placed).collect()
    }
}

fn placed((id, kind, slug, name, title, place, time, starts, ends, _): Row) -> Result<Placed> {
    let broken = |why: String| Error::Unreadable { what: "record", id: id.clone(), why };
    let title = match (title, name) {
        (Some(text), _) => Title::Text(read(&text).map_err(broken)?),
        (None, name) => Title::Name(name.unwrap_or_default()),
    };
    Ok(Placed {
        kind: kind.parse().map_err(|error| broken(format!("{error:?}")))?,
        slug: slug.parse().map_err(|error| broken(format!("{error:?}")))?,
        title,
        place: read(&place).map_err(broken)?,
        when: time.map(|time| read(&time)).transpose().map_err(broken)?,
        starts,
        ends,
        id: id.parse().map_err(|error| broken(format!("{error:?}")))?,
    })
}

fn read<T: serde::de::DeserializeOwned>(text: &str) -> std::result::Result<T, String> {
    serde_json::from_str(text).map_err(|error| error.to_string())
}
