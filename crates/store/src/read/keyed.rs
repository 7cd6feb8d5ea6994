//! One record by what a program knows of it: its id, or its slug.

use model::{Kind, Slug};

use super::{BySlug, stored};
use crate::Result;
use crate::db::{Reader, sql};

impl Reader {
    /// The public record of a kind with an id or, where no id is that, a slug; or where it went. One to three
    /// statements.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn by_id_or_slug(&mut self, kind: Kind, key: &Slug) -> Result<BySlug> {
        let row: Option<(String, String, String, String)> = self
            .first(
                sql!(
                    "select id, kind, body, changed from record
                     where kind = $1 and (id = $2 or slug = $2) and visibility = 'public'
                     order by case when id = $2 then 0 else 1 end limit 1"
                ),
                &[kind.code().into(), key.as_str().into()],
            )
            .await?;
        if let Some(row) = row {
            return Ok(BySlug::Here(Box::new(stored(row)?)));
        }
        let gone: Option<(String,)> = self
            .first(
                sql!(
                    "select id from record r where kind = $1 and id = $2
                     and exists (select 1 from change c where c.record_id = r.id and c.kind = r.kind and c.public = 1)"
                ),
                &[kind.code().into(), key.as_str().into()],
            )
            .await?;
        if gone.is_some() {
            return Ok(BySlug::Gone);
        }
        self.by_slug(kind, key).await
    }
}
