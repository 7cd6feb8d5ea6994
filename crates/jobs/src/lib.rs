//! What happens later. So far one thing: a verified backup every night.
//!
//! A job is a row, put there in the transaction that made it necessary; a worker claims it with a lease, does it, and
//! puts it away or back. Doing one twice does no harm.

use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp, ZonedDateTime};
use model::Clock;
use store::Store;
use store::jobs::{Claimed, Work};

/// How many nightly backups are kept.
pub const BACKUPS_KEPT: usize = 14;
/// The hour of the night at which the backup is made, where the network lives.
pub const BACKUP_HOUR: i8 = 3;
/// How often a worker looks for something to do.
const PAUSE: Duration = Duration::from_secs(5);
/// How long a failed job waits before the next try, times the tries so far.
const RETRY_AFTER: SignedDuration = SignedDuration::from_mins(10);
/// The one waiting nightly backup.
const NIGHTLY: &str = "nightly-backup";

/// What a worker needs.
#[derive(Debug, Clone)]
pub struct Worker {
    /// Where jobs and everything else are kept.
    pub store: Store,
    /// The program's one clock.
    pub clock: Clock,
    /// Where nightly backups go.
    pub backups: PathBuf,
    /// What this worker is called in the job table.
    pub name: String,
}

impl Worker {
    /// Works for ever; end it by dropping it.
    pub async fn run(self) {
        loop {
            match self.once().await {
                Ok(true) => {}
                Ok(false) => tokio::time::sleep(PAUSE).await,
                Err(error) => {
                    tracing::error!(%error, "the job table does not answer");
                    tokio::time::sleep(PAUSE).await;
                }
            }
        }
    }

    /// Puts the next night's backup in line and does one job, if one is due; says whether there was one.
    ///
    /// # Errors
    /// When the store does not answer. A job that fails is no error here: it is put back with what went wrong.
    pub async fn once(&self) -> store::Result<bool> {
        let now = self.clock.now();
        self.plan().await?;
        let Some(job) = self.store.claim(now, &self.name).await? else { return Ok(false) };
        let outcome = match job.work {
            Work::NightlyBackup => self.nightly_backup().await,
        };
        self.put_away(&job, outcome).await?;
        Ok(true)
    }

    async fn plan(&self) -> store::Result<()> {
        if self.store.reader().await?.waiting_jobs().await?.0 > 0 {
            return Ok(());
        }
        let mut writer = self.store.writer(self.clock.now(), &self.name).await?;
        writer.enqueue(&Work::NightlyBackup, Some(NIGHTLY), next_night(&self.clock.now_at_home())).await?;
        writer.commit().await.map(drop)
    }

    async fn put_away(&self, job: &Claimed, outcome: store::Result<()>) -> store::Result<()> {
        let now = self.clock.now();
        let mut writer = self.store.writer(now, &self.name).await?;
        match outcome {
            Ok(()) => writer.finish(job).await?,
            Err(error) => {
                tracing::error!(%error, job = ?job.work, attempts = job.attempts, "a job failed");
                let wait = RETRY_AFTER.saturating_mul(i32::try_from(job.attempts.min(36)).unwrap_or(36));
                writer.retry(job, now.checked_add(wait).unwrap_or(now), &error.to_string()).await?;
            }
        }
        writer.commit().await.map(drop)
    }

    async fn nightly_backup(&self) -> store::Result<()> {
        let in_folder = |error| store::Error::File { path: self.backups.display().to_string(), error };
        std::fs::create_dir_all(&self.backups).map_err(in_folder)?;
        let file = self.backups.join(format!("klover-{}.backup", self.clock.today()));
        if !file.exists() {
            let made = self.store.backup(&file).await?;
            tracing::info!(file = %file.display(), change = made.change, rows = made.rows, "backed up");
        }
        prune(&self.backups).map_err(in_folder)
    }
}

/// The next time the clock at home strikes the backup hour.
fn next_night(now: &ZonedDateTime) -> Timestamp {
    let at = |day: jiff::civil::Date| day.at(BACKUP_HOUR, 0, 0, 0).to_zoned_datetime(now.time_zone().clone());
    let tonight = at(now.date()).ok().filter(|night| night > now);
    let next = tonight.or_else(|| at(now.date().tomorrow().ok()?).ok());
    next.map_or(Timestamp::MAX, |night| night.timestamp())
}

/// Removes all nightly backups but the newest.
fn prune(folder: &Path) -> std::io::Result<()> {
    let entries = std::fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path()));
    let is_ours = |path: &PathBuf| {
        path.file_name()
            .and_then(|name| name.to_str())
            .is_some_and(|n| n.starts_with("klover-") && n.ends_with(".backup"))
    };
    let mut backups: Vec<PathBuf> = entries.filter(is_ours).collect();
    backups.sort();
    let spare = backups.len().saturating_sub(BACKUPS_KEPT);
    backups.iter().take(spare).try_for_each(std::fs::remove_file)
}
