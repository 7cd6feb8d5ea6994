//! What was asked for, done.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, bail};
use model::Clock;
use model::folder::{self, Known};
use store::Store;
use store::transfer::Imported;
use words::Words;

use crate::args::{Args, Verb};
use crate::config::Config;
use crate::{analyse, files, sample, serve};

/// What import and the sample are called in the change log.
const ACTOR: &str = "import";

/// Does what was asked for.
///
/// # Errors
/// What went wrong, in words.
pub async fn run(args: &Args, config: &Config) -> anyhow::Result<ExitCode> {
    match &args.verb {
        None | Some(Verb::Serve(_)) => serve::run(config).await,
        Some(Verb::Import { dir }) => import(config, dir).await,
        Some(Verb::Export { dir }) => export(config, dir).await,
        Some(Verb::Check) => check(config).await,
        Some(Verb::Migrate) => migrate(config).await,
        Some(Verb::Backup { file }) => backup(config, file).await,
        Some(Verb::Restore { file }) => restore(config, file).await,
        Some(Verb::Reindex) => reindex(config).await,
        Some(Verb::Analyse { text, lang, json }) => analyse::run(text, lang, *json),
    }
}

/// Says something on standard output. Whoever listened may have gone, which is nobody's fault.
pub fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// Says something on standard error.
#[expect(clippy::print_stderr, reason = "the program's own voice")]
pub fn warn(line: &str) {
    eprintln!("{line}");
}

/// Opens the store that the config names, in a data folder that only its owner can enter.
///
/// # Errors
/// When it cannot be opened.
pub async fn open(config: &Config) -> anyhow::Result<Store> {
    let address = config.database();
    if config.keys.database.is_none() {
        files::private_folder(&config.data())?;
        files::private_file(&config.data().join("klover.sqlite"))?;
    }
    // The address may hold a password: say only which sort it is.
    let sort = address.split(':').next().unwrap_or_default().to_owned();
    Store::open(&address).await.with_context(|| format!("cannot open the {sort} database"))
}

/// Opens the store and brings its schema up to this program's.
///
/// # Errors
/// When it cannot be opened, or a newer program made it.
pub async fn open_current(config: &Config) -> anyhow::Result<Store> {
    let store = open(config).await?;
    store.migrate().await?;
    Ok(store)
}

/// Opens a store that is there already.
async fn open_existing(config: &Config) -> anyhow::Result<Store> {
    if config.keys.database.is_none() && !config.data().join("klover.sqlite").exists() {
        bail!("there is no store in {}: start klover once, or name the folder with --data", config.data().display());
    }
    let store = open(config).await?;
    store.require_current_schema().await?;
    Ok(store)
}

/// Reads files into the store; prints every fault and changes nothing when there is one.
///
/// # Errors
/// When the store does not answer.
pub async fn read_into(
    store: &Store,
    clock: Clock,
    files: &std::collections::BTreeMap<String, Vec<u8>>,
    config: &Config,
) -> anyhow::Result<Option<Imported>> {
    let known: Known = store.reader().await?.known().await?;
    let folder = match folder::read(files, &known) {
        Ok(folder) => folder,
        Err(faults) => {
            let words = Words::built_in();
            for fault in &faults {
                warn(&words.fault(config.lang, fault));
            }
            warn(&format!("klover: {} faults; nothing was imported", faults.len()));
            return Ok(None);
        }
    };
    let mut writer = store.writer(clock.now(), ACTOR).await?;
    let report = writer.import(folder).await?;
    writer.commit().await?;
    Ok(Some(report))
}

/// Loads the sample network.
///
/// # Errors
/// When the store does not answer.
pub async fn load_sample(store: &Store, clock: Clock, config: &Config) -> anyhow::Result<Option<Imported>> {
    read_into(store, clock, &sample::files(), config).await
}

async fn import(config: &Config, dir: &Path) -> anyhow::Result<ExitCode> {
    let files = files::read_folder(dir)?;
    let store = open_current(config).await?;
    let report = read_into(&store, Clock::default(), &files, config).await?;
    store.close().await;
    let Some(Imported { added, changed, alike }) = report else { return Ok(ExitCode::FAILURE) };
    say(&format!("imported: {added} added, {changed} changed, {alike} as they were"));
    Ok(ExitCode::SUCCESS)
}

async fn export(config: &Config, dir: &Path) -> anyhow::Result<ExitCode> {
    let store = open_existing(config).await?;
    let (network, records) = store.reader().await?.everything().await?;
    store.close().await;
    files::write_folder(dir, &folder::write(&network, &records))?;
    say(&format!("exported {} records to {}", records.len(), dir.display()));
    Ok(ExitCode::SUCCESS)
}

async fn check(config: &Config) -> anyhow::Result<ExitCode> {
    let store = open_existing(config).await?;
    let mut faults = store.faults().await?;
    if faults.is_empty() && !store.reader().await?.is_empty().await? {
        let site = web::Site::open(store.clone(), Clock::default(), "http://localhost".to_owned(), None).await?;
        if let Err(error) = site.landscape().await {
            faults.push(error.to_string());
        }
    }
    let change = store.reader().await?.last_change().await.unwrap_or_default();
    store.close().await;
    for fault in &faults {
        warn(fault);
    }
    if faults.is_empty() {
        say(&format!("all is well: schema {}, change {change}", store::SCHEMA_VERSION));
        return Ok(ExitCode::SUCCESS);
    }
    Ok(ExitCode::FAILURE)
}

async fn migrate(config: &Config) -> anyhow::Result<ExitCode> {
    let store = open(config).await?;
    let before = store.schema_version().await?;
    store.migrate().await?;
    store.close().await;
    say(&format!("schema {before} → {}", store::SCHEMA_VERSION));
    Ok(ExitCode::SUCCESS)
}

async fn reindex(config: &Config) -> anyhow::Result<ExitCode> {
    let store = open_existing(config).await?;
    store.ask_anew().await?;
    store.close().await;
    say("asked for: every running serve makes its search index anew; with none running, the next start does");
    Ok(ExitCode::SUCCESS)
}

async fn backup(config: &Config, file: &Path) -> anyhow::Result<ExitCode> {
    let store = open_existing(config).await?;
    let made = store.backup(file).await?;
    store.close().await;
    say(&format!(
        "backed up to {}: {} rows, change {}; read back and found whole",
        file.display(),
        made.rows,
        made.change
    ));
    Ok(ExitCode::SUCCESS)
}

async fn restore(config: &Config, file: &Path) -> anyhow::Result<ExitCode> {
    let store = open(config).await?;
    let made = store.restore(file).await?;
    store.close().await;
    say(&format!("restored from {}: {} rows, change {}", file.display(), made.rows, made.change));
    Ok(ExitCode::SUCCESS)
}
