//! The job table: what is to be done later, claimed with a lease so that a dead worker's job is taken over.

use jiff::{SignedDuration, Timestamp};
use model::Id;

use crate::db::{Reader, Store, sql};
use crate::dialect;
use crate::write::Writer;
use crate::{Error, Result};

/// How long a worker may hold a job before another takes it over.
pub const LEASE: SignedDuration = SignedDuration::from_mins(10);
/// Longest error text that is kept on a job, in characters.
const LONGEST_ERROR: usize = 500;

/// What can be done later. A closed list: a new job is a new line here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Work {
    /// Make a verified backup in the data folder.
    NightlyBackup,
}

impl Work {
    const fn kind(&self) -> &'static str {
        match self {
            Self::NightlyBackup => "nightly-backup",
        }
    }

    fn parse(kind: &str) -> Option<Self> {
        (kind == Self::NightlyBackup.kind()).then_some(Self::NightlyBackup)
    }
}

/// A job that this worker holds.
#[derive(Debug)]
pub struct Claimed {
    /// Its id.
    pub id: Id,
    /// What to do.
    pub work: Work,
    /// How many times it has been begun, this one included.
    pub attempts: i64,
}

impl Writer {
    /// Puts a job in line, in this transaction. A waiting job with the same key stays as it is.
    ///
    /// # Errors
    /// When the database says no.
    pub async fn enqueue(&mut self, work: &Work, key: Option<&str>, due: Timestamp) -> Result<()> {
        let (id, due) = (Id::new(), due.to_string());
        self.conn()
            .run(
                sql!(
                    "insert into job (id, kind, payload, key, due, attempts) values ($1, $2, $3, $4, $5, 0)
                     on conflict (key) do nothing"
                ),
                &[id.as_str().into(), work.kind().into(), "{}".into(), key.into(), (&due).into()],
            )
            .await?;
        Ok(())
    }

    /// Puts a finished job away.
    ///
    /// # Errors
    /// When the database says no.
    pub async fn finish(&mut self, job: &Claimed) -> Result<()> {
        self.conn().run(sql!("delete from job where id = $1"), &[job.id.as_str().into()]).await?;
        Ok(())
    }

    /// Puts a failed job back in line for later, with what went wrong.
    ///
    /// # Errors
    /// When the database says no.
    pub async fn retry(&mut self, job: &Claimed, due: Timestamp, error: &str) -> Result<()> {
        let (due, error): (_, String) = (due.to_string(), error.chars().take(LONGEST_ERROR).collect());
        self.conn()
            .run(
                sql!("update job set due = $2, leased_until = null, worker = null, last_error = $3 where id = $1"),
                &[job.id.as_str().into(), (&due).into(), (&error).into()],
            )
            .await?;
        Ok(())
    }
}

impl Store {
    /// Takes the next job that is due, if any.
    ///
    /// # Errors
    /// When the database does not answer, or the job is one that this program does not know.
    pub async fn claim(&self, now: Timestamp, worker: &str) -> Result<Option<Claimed>> {
        let mut writer = self.writer(now, worker).await?;
        let until = now.checked_add(LEASE).unwrap_or(Timestamp::MAX).to_string();
        let now = now.to_string();
        let row: Option<(String, String, String, i64)> =
            writer.conn().first(dialect::CLAIM_JOB, &[(&now).into(), worker.into(), (&until).into()]).await?;
        writer.commit().await?;
        let Some((id, kind, _payload, attempts)) = row else { return Ok(None) };
        let unreadable = |why: &str| Error::Unreadable { what: "job", id: id.clone(), why: why.to_owned() };
        let work = Work::parse(&kind).ok_or_else(|| unreadable(&kind))?;
        Ok(Some(Claimed { id: id.parse().map_err(|_| unreadable("id"))?, work, attempts }))
    }
}

impl Reader {
    /// How many jobs wait, and the last error among them.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn waiting_jobs(&mut self) -> Result<(i64, Option<String>)> {
        let row: Option<(i64, Option<String>)> =
            self.first(sql!("select count(*), max(last_error) from job"), &[]).await?;
        Ok(row.unwrap_or_default())
    }
}
