//! What everyone can see, by the last change that concerns it: what another installation needs to follow this one.
//!
//! A record concerns everyone as long as it is public, and once more when it stops being so. What is seen of it changes
//! also when something that it refers to becomes public or stops being so, since nothing points at what is not public.

use jiff::Timestamp;
use model::folder::Network;
use model::{Id, Kind};

use crate::db::{Conn, Reader, sql};
use crate::read::{Stored, stored};
use crate::{Error, Result};

/// Stands after every id in plain byte order.
const AFTER_EVERY_ID: &str = "~";

/// What everyone can see of something, and the number of the last change that concerns it.
#[derive(Debug)]
pub struct Shown {
    /// The number.
    pub number: i64,
    /// When that change was made.
    pub at: Timestamp,
    /// What there is to see.
    pub what: What,
}

/// What there is to see.
#[derive(Debug)]
pub enum What {
    /// The network itself.
    Network(Box<Network>),
    /// A public record.
    Here(Box<Stored>),
    /// A record was public, and is not any longer.
    Gone(Kind, Id),
}

type Row = (i64, String, String, Option<String>, Option<String>, Option<String>, Option<String>, Option<String>);

/// Notes what the changes after a number let everyone see. Called under the counter's lock, so that nobody else writes
/// this table and numbers only rise.
pub(crate) async fn note(conn: &mut Conn, after: i64) -> Result<()> {
    // What was public before a change is asked of the row before it; rows without a number never were.
    let text = sql!(
        "insert into shown (record_id, number)
         with fresh as (select c.record_id, c.kind, c.number, c.public, coalesce((select d.public from change d
                 where d.record_id = c.record_id and d.kind <> 'network' and d.number < c.number
                 order by d.number desc limit 1), 0) as before
             from change c where c.number > $1)
         select t.record_id, max(t.number) from (
             select record_id, number from fresh where kind <> 'network' and (public = 1 or before = 1)
             union all
             select l.from_id, f.number from fresh f join link l on l.to_id = f.record_id
                 join record r on r.id = l.from_id and r.visibility = 'public'
                 where f.kind <> 'network' and f.public <> f.before
             union all
             select '', number from fresh where kind = 'network'
         ) as t group by t.record_id
         on conflict (record_id) do update set number = excluded.number"
    );
    conn.run(text, &[after.into()]).await.map(drop)
}

impl Reader {
    /// What everyone can see that has changed after a number, each thing once, by number and then by id; at most
    /// `limit`. With an id it goes on after that thing among those of the same number.
    ///
    /// # Errors
    /// When the database or a stored text is broken.
    pub async fn shown_after(&mut self, number: i64, id: Option<&Id>, limit: i64) -> Result<Vec<Shown>> {
        let rows: Vec<Row> = self
            .all(
                sql!(
                    "select s.number, c.at, s.record_id, r.kind, r.visibility, r.body, r.changed, n.body
                     from shown s join change c on c.number = s.number left join record r on r.id = s.record_id
                     left join network n on s.record_id = ''
                     where (s.number, s.record_id) > ($1, cast($2 as text))
                     order by s.number, s.record_id limit $3"
                ),
                &[number.into(), id.map_or(AFTER_EVERY_ID, Id::as_str).into(), limit.into()],
            )
            .await?;
        rows.into_iter().map(shown).collect()
    }
}

fn shown((number, at, id, kind, visibility, body, changed, network): Row) -> Result<Shown> {
    let unreadable = |why: String| Error::Unreadable { what: "change", id: number.to_string(), why };
    let what = match (kind, body, changed, network) {
        (Some(kind), Some(body), Some(changed), _) if visibility.as_deref() == Some("public") => {
            What::Here(Box::new(stored((id, kind, body, changed))?))
        }
        (Some(kind), ..) => What::Gone(
            kind.parse().map_err(|_| unreadable(format!("no kind {kind}")))?,
            id.parse().map_err(|_| unreadable(format!("no id {id}")))?,
        ),
        (.., Some(network)) => {
            What::Network(Box::new(serde_json::from_str(&network).map_err(|error| unreadable(error.to_string()))?))
        }
        _ => return Err(unreadable("its record is not there".to_owned())),
    };
    Ok(Shown { number, at: at.parse().unwrap_or(Timestamp::UNIX_EPOCH), what })
}
