//! The only file that knows there are two engines.

use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use model::alphabet::Alphabet;
use sqlx::postgres::{PgArguments, PgConnectOptions, PgConnection, PgPool, PgPoolOptions, PgRow};
use sqlx::query::Query;
use sqlx::sqlite::{
    SqliteArguments, SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePool, SqlitePoolOptions,
    SqliteRow, SqliteSynchronous,
};
use sqlx::{Postgres, Sqlite};
use tokio::sync::watch;

use crate::{Error, Result};

/// Most connections that read at once.
const READERS: u32 = 8;
/// How long a statement waits for a connection or a lock.
const PATIENCE: Duration = Duration::from_secs(10);

/// Which engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// One file.
    Sqlite,
    /// A server.
    Postgres,
}

/// An SQL text that a test prepares on both engines. Only [`sql!`](crate::db::sql) and `dialect` make one.
#[derive(Debug, Clone, Copy)]
pub struct Sql {
    sqlite: &'static str,
    postgres: &'static str,
}

impl Sql {
    /// The same text for both. Use the macro `sql!`, which the statement test finds.
    #[must_use]
    pub const fn one(text: &'static str) -> Self {
        Self { sqlite: text, postgres: text }
    }

    /// A text for each; only in `dialect`.
    #[must_use]
    pub(crate) const fn two(sqlite: &'static str, postgres: &'static str) -> Self {
        Self { sqlite, postgres }
    }

    /// The text for an engine.
    #[must_use]
    pub const fn text(self, engine: Engine) -> &'static str {
        match engine {
            Engine::Sqlite => self.sqlite,
            Engine::Postgres => self.postgres,
        }
    }
}

/// Marks an SQL text, so that the statement test finds it and prepares it on both engines.
macro_rules! sql {
    ($text:literal) => {
        $crate::db::Sql::one($text)
    };
}
pub(crate) use sql;

/// A value for a placeholder.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "named by their types")]
pub enum Arg<'a> {
    Text(&'a str),
    MaybeText(Option<&'a str>),
    Int(i64),
    MaybeInt(Option<i64>),
    Null,
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}
impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}
impl From<i64> for Arg<'_> {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}
impl From<Option<i64>> for Arg<'_> {
    fn from(number: Option<i64>) -> Self {
        Self::MaybeInt(number)
    }
}
impl<'a> From<Option<&'a str>> for Arg<'a> {
    fn from(text: Option<&'a str>) -> Self {
        Self::MaybeText(text)
    }
}

/// A row type that both engines can fill; `#[derive(sqlx::FromRow)]` and tuples do.
pub trait Fill:
    for<'r> sqlx::FromRow<'r, SqliteRow> + for<'r> sqlx::FromRow<'r, PgRow> + Send + Unpin + 'static
{
}
impl<T> Fill for T where
    T: for<'r> sqlx::FromRow<'r, SqliteRow> + for<'r> sqlx::FromRow<'r, PgRow> + Send + Unpin + 'static
{
}

#[derive(Debug, Clone)]
enum Pools {
    Sqlite { writer: SqlitePool, readers: SqlitePool, file: PathBuf },
    Postgres(PgPool),
}

/// An open store. Cheap to clone; all clones share their connections.
#[derive(Debug, Clone)]
pub struct Store {
    pools: Pools,
    pub(crate) alphabet: Arc<Alphabet>,
    changed: watch::Sender<()>,
    asked: Arc<AtomicU32>,
}

/// A connection to either engine.
#[derive(Debug)]
pub enum Conn {
    /// To a file.
    Sqlite(sqlx::pool::PoolConnection<Sqlite>),
    /// To a server.
    Postgres(sqlx::pool::PoolConnection<Postgres>),
}

/// A connection that only reads.
#[derive(Debug)]
pub struct Reader(pub(crate) Conn, Arc<AtomicU32>);

impl Store {
    /// Opens a store, as it is: nothing is created but an empty SQLite file, nothing migrated.
    ///
    /// # Errors
    /// [`Error::Address`] for an unknown address, [`Error::Database`] when it cannot be reached.
    pub async fn open(address: &str) -> Result<Self> {
        let pools = if let Some(path) = address.strip_prefix("sqlite:") {
            open_sqlite(Path::new(path.trim_start_matches("//"))).await?
        } else if address.starts_with("postgres://") || address.starts_with("postgresql://") {
            let options = PgConnectOptions::from_str(address).map_err(|error| Error::Address(error.to_string()))?;
            let pool = PgPoolOptions::new().max_connections(READERS + 2).acquire_timeout(PATIENCE);
            Pools::Postgres(pool.connect_with(options.application_name("klover")).await?)
        } else {
            return Err(Error::Address(address.split(['@', '?']).next_back().unwrap_or_default().to_owned()));
        };
        Ok(Self {
            pools,
            alphabet: Arc::new(Alphabet::swedish()),
            changed: watch::Sender::new(()),
            asked: Arc::default(),
        })
    }

    /// Which engine it is on.
    #[must_use]
    pub const fn engine(&self) -> Engine {
        match self.pools {
            Pools::Sqlite { .. } => Engine::Sqlite,
            Pools::Postgres(_) => Engine::Postgres,
        }
    }

    /// A connection that only reads.
    ///
    /// # Errors
    /// When none is free in time.
    pub async fn reader(&self) -> Result<Reader> {
        let conn = match &self.pools {
            Pools::Sqlite { readers, .. } => Conn::Sqlite(readers.acquire().await?),
            Pools::Postgres(pool) => Conn::Postgres(pool.acquire().await?),
        };
        Ok(Reader(conn, Arc::clone(&self.asked)))
    }

    /// The one connection that writes (SQLite), or one of the pool.
    pub(crate) async fn writing(&self) -> Result<Conn> {
        Ok(match &self.pools {
            Pools::Sqlite { writer, .. } => Conn::Sqlite(writer.acquire().await?),
            Pools::Postgres(pool) => Conn::Postgres(pool.acquire().await?),
        })
    }

    /// Wakes when this process has written; others' writes are seen by polling the log.
    #[must_use]
    pub fn changes(&self) -> watch::Receiver<()> {
        self.changed.subscribe()
    }

    pub(crate) fn announce(&self) {
        self.changed.send_replace(());
    }

    /// How many statements its readers have run; for the test that bounds them.
    #[must_use]
    pub fn statements(&self) -> u32 {
        self.asked.load(Ordering::Relaxed)
    }

    /// The file of a store on SQLite.
    #[must_use]
    pub fn file(&self) -> Option<&Path> {
        match &self.pools {
            Pools::Sqlite { file, .. } => Some(file),
            Pools::Postgres(_) => None,
        }
    }

    /// Closes all connections, so that the last one can tidy up behind it.
    pub async fn close(&self) {
        match &self.pools {
            Pools::Sqlite { writer, readers, .. } => {
                readers.close().await;
                writer.close().await;
            }
            Pools::Postgres(pool) => pool.close().await,
        }
    }
}

async fn open_sqlite(file: &Path) -> Result<Pools> {
    let options = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(PATIENCE);
    let writer =
        SqlitePoolOptions::new().max_connections(1).acquire_timeout(PATIENCE).connect_with(options.clone()).await?;
    let readers = SqlitePoolOptions::new()
        .max_connections(READERS)
        .min_connections(0)
        .acquire_timeout(PATIENCE)
        .connect_lazy_with(options.pragma("query_only", "1"));
    Ok(Pools::Sqlite { writer, readers, file: file.to_owned() })
}

impl Reader {
    /// All rows of a query. Every query carries its own bound.
    pub(crate) async fn all<T: Fill>(&mut self, sql: Sql, args: &[Arg<'_>]) -> Result<Vec<T>> {
        self.1.fetch_add(1, Ordering::Relaxed);
        self.0.all(sql, args).await
    }

    /// The first row of a query, if any.
    pub(crate) async fn first<T: Fill>(&mut self, sql: Sql, args: &[Arg<'_>]) -> Result<Option<T>> {
        Ok(self.all(sql, args).await?.into_iter().next())
    }
}

impl Conn {
    /// A connection to a SQLite file that is only read, and left as it is.
    pub(crate) async fn read_only_file(file: &Path) -> Result<Self> {
        let options = SqliteConnectOptions::new().filename(file).read_only(true);
        let pool = SqlitePoolOptions::new().max_connections(1).connect_with(options).await?;
        Ok(Self::Sqlite(pool.acquire().await?))
    }

    pub(crate) const fn engine(&self) -> Engine {
        match self {
            Self::Sqlite(_) => Engine::Sqlite,
            Self::Postgres(_) => Engine::Postgres,
        }
    }

    pub(crate) async fn all<T: Fill>(&mut self, sql: Sql, args: &[Arg<'_>]) -> Result<Vec<T>> {
        Ok(match self {
            Self::Sqlite(conn) => {
                let rows = sqlite_query(sql.sqlite, args).fetch_all(&mut **conn).await?;
                rows.iter().map(T::from_row).collect::<Result<_, _>>()?
            }
            Self::Postgres(conn) => {
                let rows = postgres_query(sql.postgres, args).fetch_all(&mut **conn).await?;
                rows.iter().map(T::from_row).collect::<Result<_, _>>()?
            }
        })
    }

    pub(crate) async fn first<T: Fill>(&mut self, sql: Sql, args: &[Arg<'_>]) -> Result<Option<T>> {
        Ok(self.all(sql, args).await?.into_iter().next())
    }

    /// Runs a statement; gives the number of rows it touched.
    pub(crate) async fn run(&mut self, sql: Sql, args: &[Arg<'_>]) -> Result<u64> {
        Ok(match self {
            Self::Sqlite(conn) => sqlite_query(sql.sqlite, args).execute(&mut **conn).await?.rows_affected(),
            Self::Postgres(conn) => postgres_query(sql.postgres, args).execute(&mut **conn).await?.rows_affected(),
        })
    }

    /// Runs a text of our own making that cannot be a constant: a migration, or a table of the backup list.
    pub(crate) async fn run_text(&mut self, text: String) -> Result<()> {
        let text = sqlx::AssertSqlSafe(text);
        match self {
            Self::Sqlite(conn) => sqlx::raw_sql(text).execute(&mut **conn as &mut SqliteConnection).await.map(drop)?,
            Self::Postgres(conn) => sqlx::raw_sql(text).execute(&mut **conn as &mut PgConnection).await.map(drop)?,
        }
        Ok(())
    }

    /// Prepares a text without running it.
    ///
    /// # Errors
    /// What the engine has against it.
    pub(crate) async fn prepare(&mut self, text: &str) -> Result<()> {
        use sqlx::{Executor, SqlSafeStr};
        let text = sqlx::AssertSqlSafe(text.to_owned()).into_sql_str();
        match self {
            Self::Sqlite(conn) => conn.prepare(text).await.map(drop)?,
            Self::Postgres(conn) => conn.prepare(text).await.map(drop)?,
        }
        Ok(())
    }
}

macro_rules! bound_query {
    ($name:ident, $db:ty, $args:ty) => {
        fn $name<'q>(text: &'static str, args: &[Arg<'q>]) -> Query<'q, $db, $args> {
            args.iter().fold(sqlx::query(text), |query, arg| match *arg {
                Arg::Text(text) => query.bind(text),
                Arg::MaybeText(text) => query.bind(text),
                Arg::Int(number) => query.bind(number),
                Arg::MaybeInt(number) => query.bind(number),
                Arg::Null => query.bind(Absent),
            })
        }
    };
}

/// A null whose type the database infers from where it goes.
struct Absent;

impl sqlx::Type<Sqlite> for Absent {
    fn type_info() -> sqlx::sqlite::SqliteTypeInfo {
        <Option<String> as sqlx::Type<Sqlite>>::type_info()
    }
}
impl<'q> sqlx::Encode<'q, Sqlite> for Absent {
    fn encode_by_ref(
        &self,
        _: &mut sqlx::sqlite::SqliteArgumentsBuffer,
    ) -> Result<sqlx::encode::IsNull, sqlx::error::BoxDynError> {
        Ok(sqlx::encode::IsNull::Yes)
    }
}
impl sqlx::Type<Postgres> for Absent {
    fn type_info() -> sqlx::postgres::PgTypeInfo {
        sqlx::postgres::PgTypeInfo::with_oid(sqlx::postgres::types::Oid(0))
    }
}
impl<'q> sqlx::Encode<'q, Postgres> for Absent {
    fn encode_by_ref(
        &self,
        _: &mut sqlx::postgres::PgArgumentBuffer,
    ) -> Result<sqlx::encode::IsNull, sqlx::error::BoxDynError> {
        Ok(sqlx::encode::IsNull::Yes)
    }
}

bound_query!(sqlite_query, Sqlite, SqliteArguments);
bound_query!(postgres_query, Postgres, PgArguments);
