//! Everything that is remembered, on SQLite or PostgreSQL.
//!
//! Reading functions take a [`db::Reader`], writing ones a [`write::Writer`]; a writer is one transaction, which ends
//! with the rows of the change log. SQL stands where it runs, in the common subset of both engines; what differs is in
//! `dialect`.

pub mod backup;
pub mod calendar;
pub mod check;
pub mod db;
pub mod derive;
mod dialect;
mod facet;
pub mod jobs;
pub mod log;
mod migrate;
pub mod numbers;
pub mod read;
pub mod shown;
pub mod transfer;
pub mod write;

pub use db::Store;
pub use migrate::SCHEMA_VERSION;

/// What can go wrong with a store.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Another write came first: the version that was to be changed is no longer the current one.
    #[error("record {id} is not at version {version}: someone else changed it")]
    Conflict {
        /// The record.
        id: String,
        /// The version that the write expected.
        version: i64,
    },
    /// A named constraint said no.
    #[error("the store refused it: {0}")]
    Refused(String),
    /// The store was made by a newer program.
    #[error("the store has schema {found}, this program knows up to {known}: run a newer klover")]
    Newer {
        /// The store's schema.
        found: i64,
        /// The newest schema that the program knows.
        known: i64,
    },
    /// The address of the database makes no sense.
    #[error("{0}: expected sqlite:PATH or postgres://…")]
    Address(String),
    /// A restore into a store that has something in it.
    #[error("the store is not empty: restore only into a new one")]
    NotEmpty,
    /// A backup that is not whole.
    #[error("{file} is not a whole backup: {why}")]
    BadBackup {
        /// The file.
        file: String,
        /// What is wrong with it.
        why: String,
    },
    /// A stored text that cannot be read back.
    #[error("stored {what} {id} cannot be read: {why}")]
    Unreadable {
        /// What sort of thing.
        what: &'static str,
        /// Which.
        id: String,
        /// Why.
        why: String,
    },
    /// A file could not be read or written.
    #[error("{path}: {error}")]
    File {
        /// The file.
        path: String,
        /// What the system said.
        error: std::io::Error,
    },
    /// The database itself.
    #[error("database: {0}")]
    Database(sqlx::Error),
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        match error.as_database_error() {
            Some(refusal) if !refusal.is_check_violation() && refusal.kind() == sqlx::error::ErrorKind::Other => {
                Self::Database(error)
            }
            Some(refusal) => {
                Self::Refused(refusal.constraint().map_or_else(|| refusal.message().to_owned(), str::to_owned))
            }
            None => Self::Database(error),
        }
    }
}

/// The answer of most functions here.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// The statements that do not stand in a `sql!`, for the test that prepares every statement on both engines.
#[must_use]
pub fn statements() -> Vec<db::Sql> {
    let mut all = dialect::ALL.to_vec();
    all.extend(backup::TABLES.iter().flat_map(|table| [table.read, table.write]));
    all
}
