//! What lists are counted by, beside the bodies: status, sort, counties, and when a source was last read.

use model::Record;

use crate::Result;
use crate::db::{Conn, sql};
use crate::dialect;
use crate::write::record_from;

/// How many records are read at a time while the facets of a whole store are written.
const BATCH: i64 = 1_000;

/// The facets of a record: names and values, each once.
#[must_use]
pub(crate) fn facets(record: &Record) -> Vec<(&'static str, String)> {
    let (status, sort) = match record {
        Record::Cluster(cluster) => (Some(cluster.status.code()), None),
        Record::Initiative(initiative) => (Some(initiative.status.code()), Some(initiative.kind.code())),
        Record::Activity(activity) => (Some(activity.status.code()), Some(activity.kind.code())),
        Record::Organisation(organisation) => (None, organisation.kind.map(model::record::OrganisationKind::code)),
        Record::Theme(_) | Record::Result(_) | Record::Clipping(_) => (None, None),
    };
    let mut facets = Vec::new();
    facets.extend(status.map(|status| ("status", status.to_owned())));
    facets.extend(sort.map(|sort| ("sort", sort.to_owned())));
    facets.extend(record.counties().into_iter().map(|county| ("county", county.to_string())));
    facets.extend(record.head().sources.iter().map(|source| source.read).max().map(|day| ("read", day.to_string())));
    facets
}

/// Writes the facets of a record anew.
pub(crate) async fn write(conn: &mut Conn, record: &Record) -> Result<()> {
    let id = record.head().id.as_str();
    conn.run(sql!("delete from facet where record_id = $1"), &[id.into()]).await?;
    let values = serde_json::to_string(&facets(record)).unwrap_or_default();
    conn.run(dialect::ADD_FACETS, &[id.into(), (&values).into()]).await.map(drop)
}

/// Writes the facets of every record: for a store that was filled before there were any.
pub(crate) async fn write_all(conn: &mut Conn) -> Result<()> {
    let mut after = String::new();
    loop {
        let rows: Vec<(String, String, String)> = conn
            .all(
                sql!("select id, kind, body from record where id > $1 order by id limit $2"),
                &[(&after).into(), BATCH.into()],
            )
            .await?;
        let Some(last) = rows.last() else { return Ok(()) };
        after.clone_from(&last.0);
        for (id, kind, body) in &rows {
            write(conn, &record_from(kind, id, body)?).await?;
        }
    }
}
