//! Migrations: numbered texts that only grow, applied in order in one transaction each.

use crate::db::{Conn, Engine, Store, sql};
use crate::{Error, Result, dialect, facet, shown};

/// Every migration, in order; the first is number 1.
const MIGRATIONS: &[&str] = &[
    include_str!("../migrations/0001_ground.sql"),
    include_str!("../migrations/0002_facet.sql"),
    include_str!("../migrations/0003_published.sql"),
    include_str!("../migrations/0004_shown.sql"),
];

/// The migration that brought facets: records that were there before get theirs.
const FACETS: i64 = 2;
/// The migration that brought what everyone can see by its number: it is derived from the log that was there before.
const SHOWN: i64 = 4;

/// The schema that this program knows.
pub const SCHEMA_VERSION: i64 = MIGRATIONS.len() as i64;

/// An arbitrary number that all nodes lock while one of them migrates (PostgreSQL).
const MIGRATION_LOCK: &str = "select pg_advisory_xact_lock(7305401)";

impl Store {
    /// Brings the schema up to this program's. Safe to call from several nodes at once.
    ///
    /// # Errors
    /// [`Error::Newer`] when the store was made by a newer program.
    pub async fn migrate(&self) -> Result<()> {
        let mut conn = self.writing().await?;
        begin(&mut conn).await?;
        let outcome = apply(&mut conn).await;
        let end = if outcome.is_ok() { "commit" } else { "rollback" };
        conn.run_text(end.to_owned()).await?;
        outcome
    }

    /// The schema of the store; 0 for an empty one.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn schema_version(&self) -> Result<i64> {
        current(&mut self.reader().await?.0).await
    }

    /// Refuses a store that is not at this program's schema.
    ///
    /// # Errors
    /// [`Error::Newer`], or [`Error::BadBackup`]-like words for an older one.
    pub async fn require_current_schema(&self) -> Result<()> {
        let found = self.schema_version().await?;
        if found > SCHEMA_VERSION { Err(Error::Newer { found, known: SCHEMA_VERSION }) } else { Ok(()) }
    }
}

async fn begin(conn: &mut Conn) -> Result<()> {
    match conn.engine() {
        Engine::Sqlite => conn.run_text("begin immediate".to_owned()).await,
        Engine::Postgres => {
            conn.run_text("begin".to_owned()).await?;
            conn.run_text(MIGRATION_LOCK.to_owned()).await
        }
    }
}

async fn current(conn: &mut Conn) -> Result<i64> {
    if conn.first::<(String,)>(dialect::TABLES, &[]).await?.is_none() {
        return Ok(0);
    }
    let row: Option<(i64,)> = conn.first(sql!("select version from schema_version"), &[]).await?;
    Ok(row.map_or(0, |row| row.0))
}

async fn apply(conn: &mut Conn) -> Result<()> {
    let found = current(conn).await?;
    if found > SCHEMA_VERSION {
        return Err(Error::Newer { found, known: SCHEMA_VERSION });
    }
    if found == 0 {
        conn.run_text("create table if not exists schema_version (version bigint not null)".to_owned()).await?;
        conn.run(sql!("delete from schema_version"), &[]).await?;
        conn.run(sql!("insert into schema_version (version) values (0)"), &[]).await?;
    }
    let text_column = dialect::text_column(conn.engine());
    for (number, text) in (1..).zip(MIGRATIONS).skip(usize::try_from(found).unwrap_or(0)) {
        conn.run_text(text.replace("{text}", text_column)).await?;
        if number == FACETS {
            facet::write_all(conn).await?;
        }
        if number == SHOWN {
            shown::note(conn, 0).await?;
        }
        conn.run(sql!("update schema_version set version = $1"), &[i64::into(number)]).await?;
        tracing::info!(number, "migrated");
    }
    Ok(())
}

impl Store {
    /// Writes another schema number, as a newer program would have; for tests.
    ///
    /// # Errors
    /// When the database does not answer.
    #[doc(hidden)]
    pub async fn pretend_schema(&self, version: i64) -> Result<()> {
        self.writing().await?.run(sql!("update schema_version set version = $1"), &[version.into()]).await.map(drop)
    }

    /// Makes the store as it was with its first schema, before there were facets and moments of publishing; for tests.
    ///
    /// # Errors
    /// When the database does not answer.
    #[doc(hidden)]
    pub async fn undo_to_first(&self) -> Result<()> {
        let text = "drop table shown; drop index record_by_published; alter table record drop column published; drop table facet; \
            update schema_version set version = 1";
        self.writing().await?.run_text(text.to_owned()).await
    }

    /// Prepares a statement without running it; for the test that prepares every one.
    ///
    /// # Errors
    /// What the engine has against it.
    #[doc(hidden)]
    pub async fn prepare(&self, text: &str) -> Result<()> {
        self.writing().await?.prepare(text).await
    }

    /// Makes a database beside this one (PostgreSQL), for tests. The name is the test's own.
    ///
    /// # Errors
    /// When the server says no.
    #[doc(hidden)]
    pub async fn create_database(&self, name: &str) -> Result<()> {
        self.writing().await?.run_text(format!("create database {name}")).await
    }
}
