//! Backups: a SQLite store as a SQLite file, a PostgreSQL store as a dump in our own format. Both are read back and
//! compared before they count, and either can be restored into an empty store of either engine.
//!
//! The dump is gzipped lines of JSON: a header, then `[table, [values…]]` for each row, then the number of rows.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::db::{Arg, Conn, Engine, Sql, Store, sql};
use crate::{Error, Result, SCHEMA_VERSION, shown};

/// How many rows are read at a time.
const BATCH: i64 = 2_000;
/// The first bytes of every SQLite file.
const SQLITE_MAGIC: &[u8] = b"SQLite format 3\0";

/// What a verified backup holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verified {
    /// Its last change number.
    pub change: i64,
    /// How many rows it has in all.
    pub rows: u64,
}

/// A table as a backup reads and writes it: parents before children.
pub(crate) struct Table {
    pub(crate) name: &'static str,
    pub(crate) read: Sql,
    pub(crate) write: Sql,
}

macro_rules! table {
    ($name:literal, $order:literal, $first:literal $(, $column:literal)* => $values:literal) => {
        Table {
            name: $name,
            read: Sql::two(
                concat!("select json_array(", $first $(, ", ", $column)*, ") from ", $name, " order by ", $order, " limit $1 offset $2"),
                concat!("select json_build_array(", $first $(, ", ", $column)*, ")::text from ", $name, " order by ", $order, " limit $1 offset $2"),
            ),
            write: Sql::one(
                concat!("insert into ", $name, " (", $first $(, ", ", $column)*, ") values (", $values, ")"),
            ),
        }
    };
}

pub(crate) const TABLES: &[Table] = &[
    table!("network", "one", "one", "body" => "$1, $2"),
    table!("record", "id", "id", "kind", "slug", "visibility", "version", "body", "changed", "title_sv", "title_en",
        "sort_sv", "sort_en", "starts", "ends", "published"
        => "$1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14"),
    table!("former_slug", "kind, slug, record_id", "kind", "slug", "record_id" => "$1, $2, $3"),
    table!("link", "from_id, role, position", "from_id", "role", "position", "to_id" => "$1, $2, $3, $4"),
    table!("occasion", "id", "id", "record_id", "starts", "ends" => "$1, $2, $3, $4"),
    table!("facet", "record_id, name, value", "record_id", "name", "value" => "$1, $2, $3"),
    table!("change", "id", "id", "number", "at", "actor", "action", "kind", "record_id", "public", "state"
        => "$1, $2, $3, $4, $5, $6, $7, $8, $9"),
    table!("counter", "name", "name", "value" => "$1, $2"),
    table!("job", "id", "id", "kind", "payload", "key", "due", "attempts", "leased_until", "worker", "last_error"
        => "$1, $2, $3, $4, $5, $6, $7, $8, $9"),
];

#[derive(Debug, Serialize, Deserialize)]
struct Header {
    klover_backup: u8,
    schema: i64,
}

impl Store {
    /// Writes a verified backup to a new file, while others go on writing. The file appears whole or not at all.
    ///
    /// # Errors
    /// When the file is already there or cannot be written, or what was written cannot be read back.
    pub async fn backup(&self, file: &Path) -> Result<Verified> {
        if file.exists() {
            let error = std::io::Error::from(std::io::ErrorKind::AlreadyExists);
            return Err(Error::File { path: file.display().to_string(), error });
        }
        let part = file.with_extension("part");
        let _ = std::fs::remove_file(&part);
        let expected = match self.file() {
            Some(_) => self.vacuum_into(&part).await?,
            None => self.dump(&part).await?,
        };
        let found = verify(&part).await?;
        if expected.is_some_and(|expected| expected != found) {
            let _ = std::fs::remove_file(&part);
            return Err(bad(file, "what was written is not what was read"));
        }
        sync(&part).and_then(|()| std::fs::rename(&part, file)).map_err(|error| in_file(file, error))?;
        Ok(found)
    }

    /// Fills an empty store from a backup of either engine.
    ///
    /// # Errors
    /// [`Error::NotEmpty`], [`Error::Newer`] for a backup of a newer program, [`Error::BadBackup`].
    pub async fn restore(&self, file: &Path) -> Result<Verified> {
        let verified = verify(file).await?;
        self.migrate().await?;
        if !self.reader().await?.is_empty().await? {
            return Err(Error::NotEmpty);
        }
        let mut conn = self.writing().await?;
        conn.run_text(if self.engine() == Engine::Sqlite { "begin immediate" } else { "begin" }.to_owned()).await?;
        let outcome = fill(&mut conn, file).await;
        conn.run_text(if outcome.is_ok() { "commit" } else { "rollback" }.to_owned()).await?;
        outcome?;
        self.announce();
        Ok(verified)
    }

    async fn vacuum_into(&self, part: &Path) -> Result<Option<Verified>> {
        // A connection of its own: the one that writes must stay free, and the readers' may not write.
        let own = Self::open(&format!("sqlite:{}", self.file().unwrap_or(Path::new("")).display())).await?;
        let path = part.display().to_string();
        own.writing().await?.run(sql!("vacuum into $1"), &[(&path).into()]).await?;
        own.close().await;
        Ok(None)
    }

    async fn dump(&self, part: &Path) -> Result<Option<Verified>> {
        let out = std::fs::File::create_new(part).map_err(|error| in_file(part, error))?;
        let mut out = GzEncoder::new(out, Compression::default());
        let mut line = |value: &Value| writeln!(out, "{value}").map_err(|error| in_file(part, error));
        let mut conn = self.writing().await?;
        conn.run_text("begin isolation level repeatable read read only".to_owned()).await?;
        line(&serde_json::json!(Header { klover_backup: 1, schema: SCHEMA_VERSION }))?;
        let (mut rows, mut change) = (0, 0);
        for table in TABLES {
            let mut offset = 0;
            loop {
                let batch: Vec<(String,)> = conn.all(table.read, &[BATCH.into(), offset.into()]).await?;
                for (row,) in &batch {
                    let values: Value = serde_json::from_str(row).map_err(|error| bad(part, &error.to_string()))?;
                    change = counted(table.name, &values).unwrap_or(change);
                    line(&serde_json::json!([table.name, values]))?;
                    rows += 1;
                }
                if i64::try_from(batch.len()).unwrap_or(0) < BATCH {
                    break;
                }
                offset += BATCH;
            }
        }
        conn.run_text("commit".to_owned()).await?;
        line(&serde_json::json!(rows))?;
        out.finish().map_err(|error| in_file(part, error))?;
        Ok(Some(Verified { change, rows }))
    }
}

/// Reads a backup from end to end.
///
/// # Errors
/// [`Error::BadBackup`] when it is not whole, [`Error::Newer`] when a newer program made it.
pub async fn verify(file: &Path) -> Result<Verified> {
    if is_sqlite(file)? {
        let mut conn = open_read_only(file).await?;
        let verdict: Option<(String,)> = conn.first(sql!("select * from pragma_integrity_check limit 1"), &[]).await?;
        let verdict = verdict.map(|row| row.0).unwrap_or_default();
        if verdict != "ok" {
            return Err(bad(file, &verdict));
        }
        let schema: Option<(i64,)> = conn.first(sql!("select version from schema_version"), &[]).await?;
        known_schema(file, schema.map_or(0, |row| row.0))?;
        let (mut rows, mut change) = (0, 0);
        for_each_row(&mut conn, |table, values| {
            change = counted(table.name, &values).unwrap_or(change);
            rows += 1;
            Ok(())
        })
        .await?;
        return Ok(Verified { change, rows });
    }
    let (mut rows, mut change) = (0, 0);
    for_each_line(file, |table, values| {
        change = counted(table.name, values).unwrap_or(change);
        rows += 1;
        Ok(())
    })?;
    Ok(Verified { change, rows })
}

async fn fill(conn: &mut Conn, file: &Path) -> Result<()> {
    conn.run(sql!("delete from counter"), &[]).await?;
    let mut batch: Vec<(&Table, Value)> = Vec::new();
    if is_sqlite(file)? {
        for_each_row(&mut open_read_only(file).await?, |table, values| {
            batch.push((table, values));
            Ok(())
        })
        .await?;
    } else {
        for_each_line(file, |table, values| {
            batch.push((table, values.clone()));
            Ok(())
        })?;
    }
    for (table, values) in &batch {
        let args = values.as_array().into_iter().flatten().map(arg).collect::<Vec<_>>();
        conn.run(table.write, &args).await?;
    }
    shown::note(conn, 0).await
}

fn arg(value: &Value) -> Arg<'_> {
    match value {
        Value::Number(number) => Arg::Int(number.as_i64().unwrap_or_default()),
        Value::String(text) => Arg::Text(text),
        _ => Arg::Null,
    }
}

async fn for_each_row(conn: &mut Conn, mut each: impl FnMut(&'static Table, Value) -> Result<()>) -> Result<()> {
    for table in TABLES {
        let mut offset = 0;
        loop {
            let rows: Vec<(String,)> = conn.all(table.read, &[BATCH.into(), offset.into()]).await?;
            for (row,) in &rows {
                each(table, serde_json::from_str(row).unwrap_or_default())?;
            }
            if i64::try_from(rows.len()).unwrap_or(0) < BATCH {
                break;
            }
            offset += BATCH;
        }
    }
    Ok(())
}

fn for_each_line(file: &Path, mut each: impl FnMut(&'static Table, &Value) -> Result<()>) -> Result<()> {
    let input = std::fs::File::open(file).map_err(|error| in_file(file, error))?;
    let mut lines = BufReader::new(GzDecoder::new(input)).lines();
    let mut next = || -> Result<Value> {
        let line = lines.next().ok_or_else(|| bad(file, "it ends too early"))?;
        let line = line.map_err(|error| bad(file, &error.to_string()))?;
        serde_json::from_str(&line).map_err(|error| bad(file, &error.to_string()))
    };
    let header: Header = serde_json::from_value(next()?).map_err(|_| bad(file, "it is no backup of klover"))?;
    known_schema(file, header.schema)?;
    let mut count = 0_u64;
    loop {
        match next()? {
            Value::Array(row) => {
                let [Value::String(name), values] = &row[..] else { return Err(bad(file, "a row has no table")) };
                let table = TABLES.iter().find(|table| table.name == name);
                each(table.ok_or_else(|| bad(file, "a row has an unknown table"))?, values)?;
                count += 1;
            }
            total if total.as_u64() == Some(count) => return Ok(()),
            _ => return Err(bad(file, "the number of rows does not add up")),
        }
    }
}

/// The change counter's value, when this row is it.
fn counted(table: &str, values: &Value) -> Option<i64> {
    (table == "counter" && values[0] == "change").then(|| values[1].as_i64()).flatten()
}

fn known_schema(file: &Path, schema: i64) -> Result<()> {
    match schema {
        SCHEMA_VERSION => Ok(()),
        newer if newer > SCHEMA_VERSION => Err(Error::Newer { found: newer, known: SCHEMA_VERSION }),
        older => {
            Err(bad(file, &format!("its schema is {older}: restore it with the klover that made it, then migrate")))
        }
    }
}

fn is_sqlite(file: &Path) -> Result<bool> {
    let mut start = Vec::new();
    let input = std::fs::File::open(file).map_err(|error| in_file(file, error))?;
    input.take(SQLITE_MAGIC.len() as u64).read_to_end(&mut start).map_err(|error| in_file(file, error))?;
    Ok(start == SQLITE_MAGIC)
}

async fn open_read_only(file: &Path) -> Result<Conn> {
    Conn::read_only_file(file).await
}

fn sync(file: &Path) -> std::io::Result<()> {
    std::fs::File::open(file)?.sync_all()
}

fn bad(file: &Path, why: &str) -> Error {
    Error::BadBackup { file: file.display().to_string(), why: why.to_owned() }
}

fn in_file(file: &Path, error: std::io::Error) -> Error {
    Error::File { path: file.display().to_string(), error }
}
