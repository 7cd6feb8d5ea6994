//! Writing: one transaction for the rows and their change-log rows.

use jiff::Timestamp;
use model::folder::Network;
use model::{Id, Kind, Lang, Record, Visibility};

use crate::db::{Conn, Engine, Store, sql};
use crate::{Error, Result, facet, shown};

/// One transaction. Dropping it without [`Writer::commit`] undoes it.
#[derive(Debug)]
pub struct Writer {
    conn: Conn,
    store: Store,
    at: Timestamp,
    actor: String,
    log: Vec<LogRow>,
    open: bool,
}

#[derive(Debug)]
struct LogRow {
    action: &'static str,
    kind: String,
    record_id: String,
    state: String,
    public: bool,
    seen_by_others: bool,
}

/// The change log's word for the network itself.
pub(crate) const NETWORK_KIND: &str = "network";

impl Store {
    /// Begins a transaction. `at` is the moment its changes get, `actor` who makes them.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn writer(&self, at: Timestamp, actor: &str) -> Result<Writer> {
        let mut conn = self.writing().await?;
        let begin = if self.engine() == Engine::Sqlite { "begin immediate" } else { "begin" };
        conn.run_text(begin.to_owned()).await?;
        Ok(Writer { conn, store: self.clone(), at, actor: actor.to_owned(), log: Vec::new(), open: true })
    }
}

impl Writer {
    pub(crate) fn conn(&mut self) -> &mut Conn {
        &mut self.conn
    }

    /// The moment that the changes of this transaction get.
    #[must_use]
    pub const fn at(&self) -> Timestamp {
        self.at
    }

    /// Adds a record that was not there. Its version is kept.
    ///
    /// # Errors
    /// [`Error::Refused`] with the constraint's name when its id or slug is taken.
    pub async fn add(&mut self, record: &Record) -> Result<()> {
        let row = Columns::of(record, &self.store, self.at);
        self.conn
            .run(
                sql!(
                    "insert into record (id, kind, slug, visibility, version, body, changed, title_sv, title_en, sort_sv,
                     sort_en, starts, ends, published)
                     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"
                ),
                &row.args(record),
            )
            .await?;
        self.note("add", record, Visibility::Draft);
        self.derive(record).await
    }

    /// Changes a record from version `from` to what it is now; its version becomes `from + 1` unless it is higher.
    ///
    /// # Errors
    /// [`Error::Conflict`] when the stored version is another: then nothing is written.
    pub async fn change(&mut self, record: &mut Record, from: i64) -> Result<()> {
        let head = record.head_mut();
        head.version = head.version.max(from + 1);
        let before: Option<(String,)> = self
            .conn
            .first(
                sql!("select visibility from record where id = $1 and version = $2"),
                &[record.head().id.as_str().into(), from.into()],
            )
            .await?;
        let row = Columns::of(record, &self.store, self.at);
        let mut args = row.args(record);
        args.push(from.into());
        let touched = self
            .conn
            .run(
                sql!(
                    "update record set kind = $2, slug = $3, visibility = $4, version = $5, body = $6, changed = $7,
                     title_sv = $8, title_en = $9, sort_sv = $10, sort_en = $11, starts = $12, ends = $13,
                     published = coalesce(published, $14) where id = $1 and version = $15"
                ),
                &args,
            )
            .await?;
        let (1, Some((before,))) = (touched, before) else {
            return Err(Error::Conflict { id: record.head().id.to_string(), version: from });
        };
        let was_draft = before == visibility_word(Visibility::Draft);
        self.note("change", record, if was_draft { Visibility::Draft } else { Visibility::Public });
        self.derive(record).await
    }

    /// Sets what the network itself is.
    ///
    /// # Errors
    /// When the database says no.
    pub async fn set_network(&mut self, network: &Network) -> Result<()> {
        let body = serde_json::to_string(network).unwrap_or_default();
        self.conn
            .run(
                sql!("insert into network (one, body) values (1, $1) on conflict (one) do update set body = excluded.body"),
                &[(&body).into()],
            )
            .await?;
        self.log.push(LogRow {
            action: "change",
            kind: NETWORK_KIND.to_owned(),
            record_id: network.slug.to_string(),
            state: body,
            public: true,
            seen_by_others: true,
        });
        Ok(())
    }

    /// Ends the transaction: numbers are taken last, under the counter's lock, so that they become visible in order.
    /// Gives the last number, or `None` when nothing changed that anyone else can see.
    ///
    /// # Errors
    /// When the database says no; then nothing is kept.
    pub async fn commit(mut self) -> Result<Option<i64>> {
        let counted = i64::try_from(self.log.iter().filter(|row| row.seen_by_others).count()).unwrap_or(i64::MAX);
        let mut last = None;
        if counted > 0 {
            let taken: Option<(i64,)> = self
                .conn
                .first(
                    sql!("update counter set value = value + $1 where name = 'change' returning value"),
                    &[counted.into()],
                )
                .await?;
            last = taken.map(|row| row.0);
        }
        let mut next = last.unwrap_or_default() - counted;
        let at = self.at.to_string();
        for row in std::mem::take(&mut self.log) {
            let number = row.seen_by_others.then(|| {
                next += 1;
                next
            });
            let id = Id::new();
            self.conn
                .run(
                    sql!(
                        "insert into change (id, number, at, actor, action, kind, record_id, public, state)
                         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
                    ),
                    &[
                        id.as_str().into(),
                        number.into(),
                        (&at).into(),
                        (&self.actor).into(),
                        row.action.into(),
                        (&row.kind).into(),
                        (&row.record_id).into(),
                        i64::from(row.public).into(),
                        (&row.state).into(),
                    ],
                )
                .await?;
        }
        if let Some(last) = last {
            shown::note(&mut self.conn, last - counted).await?;
        }
        self.conn.run_text("commit".to_owned()).await?;
        self.open = false;
        self.store.announce();
        Ok(last)
    }

    fn note(&mut self, action: &'static str, record: &Record, before: Visibility) {
        self.log.push(LogRow {
            action,
            kind: record.kind().code().to_owned(),
            record_id: record.head().id.to_string(),
            state: record.to_value().to_string(),
            public: record.head().visibility == Visibility::Public,
            seen_by_others: before != Visibility::Draft || record.head().visibility != Visibility::Draft,
        });
    }

    /// Writes what is derived from a record: its former slugs, links, occasions and facets.
    async fn derive(&mut self, record: &Record) -> Result<()> {
        let id = record.head().id.as_str();
        self.conn.run(sql!("delete from former_slug where record_id = $1"), &[id.into()]).await?;
        for slug in &record.head().former_slugs {
            self.conn
                .run(
                    sql!("insert into former_slug (kind, slug, record_id) values ($1, $2, $3)"),
                    &[record.kind().code().into(), slug.as_str().into(), id.into()],
                )
                .await?;
        }
        self.conn.run(sql!("delete from occasion where record_id = $1"), &[id.into()]).await?;
        if let Record::Activity(activity) = record {
            for occasion in &activity.occasions {
                let span = occasion.when.as_ref().map(model::time::When::span);
                let ends = span.map(|span| span.until.unwrap_or(Timestamp::MAX).as_second());
                self.conn
                    .run(
                        sql!("insert into occasion (id, record_id, starts, ends) values ($1, $2, $3, $4)"),
                        &[occasion.id.as_str().into(), id.into(), span.map(|s| s.from.as_second()).into(), ends.into()],
                    )
                    .await?;
            }
        }
        facet::write(&mut self.conn, record).await?;
        self.link(record).await
    }

    /// Writes who a record refers to. An import does this again at its end, when all records are there.
    pub(crate) async fn link(&mut self, record: &Record) -> Result<()> {
        let id = record.head().id.as_str();
        self.conn.run(sql!("delete from link where from_id = $1"), &[id.into()]).await?;
        for (position, link) in (0_i64..).zip(record.links()) {
            self.conn
                .run(
                    sql!(
                        "insert into link (from_id, role, position, to_id)
                         select cast($1 as text), cast($2 as text), cast($3 as bigint), id from record where id = $4"
                    ),
                    &[id.into(), link.role.into(), position.into(), link.to.as_str().into()],
                )
                .await?;
        }
        Ok(())
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        // The pool must not hand out a connection with an open transaction: let it close this one instead.
        if self.open {
            match &mut self.conn {
                Conn::Sqlite(conn) => conn.close_on_drop(),
                Conn::Postgres(conn) => conn.close_on_drop(),
            }
        }
    }
}

/// The columns beside the body.
struct Columns {
    body: String,
    changed: String,
    title_sv: String,
    title_en: String,
    sort_sv: String,
    sort_en: String,
    starts: Option<i64>,
    ends: Option<i64>,
}

impl Columns {
    fn of(record: &Record, store: &Store, at: Timestamp) -> Self {
        let title_sv = record.title(Lang::Sv).1.to_owned();
        let title_en = record.title(Lang::En).1.to_owned();
        let span = record.span();
        Self {
            body: record.to_value().to_string(),
            changed: at.to_string(),
            sort_sv: store.alphabet.sort_key(&title_sv),
            sort_en: store.alphabet.sort_key(&title_en),
            title_sv,
            title_en,
            starts: span.map(|span| span.from.as_second()),
            ends: span.map(|span| span.until.unwrap_or(Timestamp::MAX).as_second()),
        }
    }

    fn args<'a>(&'a self, record: &'a Record) -> Vec<crate::db::Arg<'a>> {
        let head = record.head();
        vec![
            head.id.as_str().into(),
            record.kind().code().into(),
            head.slug.as_str().into(),
            visibility_word(head.visibility).into(),
            head.version.into(),
            (&self.body).into(),
            (&self.changed).into(),
            (&self.title_sv).into(),
            (&self.title_en).into(),
            (&self.sort_sv).into(),
            (&self.sort_en).into(),
            self.starts.into(),
            self.ends.into(),
            // Kept by a change when it is there already: what was public before has its own moment.
            Some(self.changed.as_str()).filter(|_| head.visibility == Visibility::Public).into(),
        ]
    }
}

const fn visibility_word(visibility: Visibility) -> &'static str {
    match visibility {
        Visibility::Public => "public",
        Visibility::Network => "network",
        Visibility::Unlisted => "unlisted",
        Visibility::Draft => "draft",
    }
}

/// Reads a stored body back.
pub(crate) fn record_from(kind: &str, id: &str, body: &str) -> Result<Record> {
    let unreadable = |why: String| Error::Unreadable { what: "record", id: id.to_owned(), why };
    let kind: Kind = kind.parse().map_err(|error: model::text::Malformed| unreadable(error.to_string()))?;
    let value = serde_json::from_str(body).map_err(|error| unreadable(error.to_string()))?;
    Record::from_value(kind, value).map_err(|error| unreadable(error.to_string()))
}
