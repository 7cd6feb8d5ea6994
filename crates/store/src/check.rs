//! Is the store whole?

use std::collections::HashSet;

use model::{Id, Record};

use crate::db::{Engine, Store, sql};
use crate::{Result, SCHEMA_VERSION, facet};

impl Store {
    /// Everything that is wrong with the store, a line each; empty when it is whole.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn faults(&self) -> Result<Vec<String>> {
        let mut faults = Vec::new();
        let version = self.schema_version().await?;
        if version != SCHEMA_VERSION {
            faults.push(format!("schema is {version}, this program's is {SCHEMA_VERSION}: run klover migrate"));
            return Ok(faults);
        }
        let mut reader = self.reader().await?;
        if let Some(missing) = reader.log_gap().await? {
            faults.push(format!("the change log is not complete: number {missing} is missing"));
        }
        self.foreign_keys(&mut faults).await?;
        if reader.is_empty().await? {
            return Ok(faults);
        }
        match reader.everything().await {
            Err(error) => faults.push(error.to_string()),
            Ok((_, records)) => {
                let links: Vec<(String, String, String)> =
                    reader.all(sql!("select from_id, role, to_id from link"), &[]).await?;
                let occasions: Vec<(String,)> = reader.all(sql!("select id from occasion"), &[]).await?;
                faults.extend(derived_faults(&records, links, &occasions));
                let facets: Vec<(String, String, String)> =
                    reader.all(sql!("select record_id, name, value from facet"), &[]).await?;
                faults.extend(facet_faults(&records, facets));
                let unseen: Vec<(String,)> = reader
                    .all(
                        sql!(
                            "select r.id from record r where r.visibility = 'public' and not exists (select 1 from shown s
                             where s.record_id = r.id and s.number >= (select max(c.number) from change c
                                 where c.record_id = r.id and c.kind <> 'network'))"
                        ),
                        &[],
                    )
                    .await?;
                faults
                    .extend(unseen.into_iter().map(|(id,)| format!("the last change of {id} is not shown to others")));
                let moments: Vec<(String,)> = reader
                    .all(
                        sql!(
                            "select r.id from record r where r.published is distinct from (select c.at from change c
                        where c.record_id = r.id and c.public = 1 order by c.number limit 1) order by r.id"
                        ),
                        &[],
                    )
                    .await?;
                faults.extend(
                    moments.into_iter().map(|(id,)| format!("when {id} became public is not what the change log says")),
                );
            }
        }
        Ok(faults)
    }

    async fn foreign_keys(&self, faults: &mut Vec<String>) -> Result<()> {
        // PostgreSQL holds its own constraints; SQLite does so only for connections that asked.
        if self.engine() == Engine::Sqlite {
            let mut reader = self.reader().await?;
            let rows: Vec<(String, String)> =
                reader.all(sql!("select id, record_id from occasion o where not exists (select 1 from record r where r.id = o.record_id)"), &[]).await?;
            faults.extend(
                rows.into_iter().map(|(id, record)| format!("occasion {id} belongs to {record}, which is not there")),
            );
            let rows: Vec<(String, String)> = reader
                .all(sql!("select from_id, to_id from link l where not exists (select 1 from record r where r.id = l.to_id)
                    or not exists (select 1 from record r where r.id = l.from_id)"), &[])
                .await?;
            faults.extend(
                rows.into_iter().map(|(from, to)| format!("{from} refers to {to}, and one of them is not there")),
            );
        }
        Ok(())
    }
}

fn derived_faults(records: &[Record], links: Vec<(String, String, String)>, occasions: &[(String,)]) -> Vec<String> {
    let ids: HashSet<&Id> = records.iter().map(|record| &record.head().id).collect();
    let mut kept: HashSet<(String, String, String)> = links.into_iter().collect();
    let kept_occasions: HashSet<&str> = occasions.iter().map(|row| row.0.as_str()).collect();
    let mut faults = Vec::new();
    for record in records {
        let from = record.head().id.to_string();
        for link in record.links() {
            if !ids.contains(&link.to) {
                faults.push(format!("{} {from} refers to {}, which is not there", record.kind(), link.to));
            } else if !kept.contains(&(from.clone(), link.role.to_owned(), link.to.to_string())) {
                faults.push(format!("the link from {from} to {} is missing", link.to));
            }
        }
        for link in record.links() {
            kept.remove(&(from.clone(), link.role.to_owned(), link.to.to_string()));
        }
        if let Record::Activity(activity) = record {
            let missing = activity.occasions.iter().filter(|occasion| !kept_occasions.contains(occasion.id.as_str()));
            faults.extend(missing.map(|occasion| format!("the time of occasion {} is missing", occasion.id)));
        }
    }
    faults
        .extend(kept.into_iter().map(|(from, role, to)| format!("the link {role} from {from} to {to} has no ground")));
    faults
}

fn facet_faults(records: &[Record], kept: Vec<(String, String, String)>) -> Vec<String> {
    let mut kept: HashSet<(String, String, String)> = kept.into_iter().collect();
    let mut faults = Vec::new();
    for record in records {
        let id = record.head().id.to_string();
        for (name, value) in facet::facets(record) {
            if !kept.remove(&(id.clone(), name.to_owned(), value.clone())) {
                faults.push(format!("the facet {name} {value} of {id} is missing"));
            }
        }
    }
    faults.extend(kept.into_iter().map(|(id, name, value)| format!("the facet {name} {value} of {id} has no ground")));
    faults
}
