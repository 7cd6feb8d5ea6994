//! The config: a small TOML file, then the environment, then the command line; the later goes before the earlier.
//!
//! Only this file reads the environment.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use jiff::Timestamp;
use serde::Deserialize;

use crate::args::{Args, ServeArgs, Verb};

/// The config file that is read when none is named.
const DEFAULT_FILE: &str = "klover.toml";
/// What the environment's names begin with.
const PREFIX: &str = "KLOVER_";
/// Names in the environment that are not config keys: the clock, and what the tests use.
const NOT_KEYS: [&str; 3] = ["KLOVER_CLOCK", "KLOVER_TEST_POSTGRES", "KLOVER_TEST_STRICT"];

/// The keys of the config file. `config.example.toml` documents each.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Keys {
    /// Folder of the store and its backups.
    pub data: Option<PathBuf>,
    /// Address of the database.
    pub database: Option<String>,
    /// Address and port to listen on.
    pub listen: Option<String>,
    /// Where people find the site.
    pub public_url: Option<String>,
    /// Whether `serve` works the job queue too.
    pub work: Option<bool>,
    /// Proxies in front of the program, which may say for whom they ask.
    pub trusted_proxies: Vec<IpAddr>,
    /// How to log.
    pub log: LogKeys,
    /// Where to count.
    pub metrics: MetricsKeys,
}

/// How to log.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct LogKeys {
    /// `error`, `warn`, `info`, `debug`, or filters by module.
    pub level: Option<String>,
    /// `text` or `json`.
    pub format: Option<String>,
}

/// Where to count.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct MetricsKeys {
    /// Address and port of the metrics listener; none when left out.
    pub listen: Option<String>,
}

/// What the program runs with.
#[derive(Debug)]
pub struct Config {
    /// The keys, with environment and command line in them.
    pub keys: Keys,
    /// Whether the sample may be loaded.
    pub sample: bool,
    /// Where the clock starts, when that is not now.
    pub clock: Option<Timestamp>,
    /// The language of messages: Swedish when the system's is.
    pub lang: model::Lang,
}

impl Config {
    /// Gathers the config from file, environment and arguments.
    ///
    /// # Errors
    /// When the file cannot be read, or a key is unknown or has a wrong value; said with its full path.
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
    pub fn gather(args: &Args) -> anyhow::Result<Self> {
        Self::from_parts(args, std::env::vars().collect())
    }

    fn from_parts(args: &Args, environment: BTreeMap<String, String>) -> anyhow::Result<Self> {
        let mut table = read_file(args.config.as_deref())?;
        for (name, value) in &environment {
            if let Some(key) = name.strip_prefix(PREFIX).filter(|_| !NOT_KEYS.contains(&name.as_str())) {
                set(&mut table, &key.to_lowercase(), value);
            }
        }
        let mut keys = parse(table)?;
        let serve = match &args.verb {
            Some(Verb::Serve(serve)) => serve,
            _ => &args.serve,
        };
        put_over(&mut keys, args, serve);
        let clock = environment.get("KLOVER_CLOCK").map(|text| text.parse()).transpose();
        let clock = clock.context("KLOVER_CLOCK: expected a time such as 2024-04-01T09:00:00+02:00")?;
        let language = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| environment.get(*name));
        let swedish = language.is_some_and(|language| language.starts_with("sv"));
        Ok(Self { keys, sample: !args.no_sample, clock, lang: if swedish { model::Lang::Sv } else { model::Lang::En } })
    }

    /// The folder of the store and its backups.
    #[must_use]
    pub fn data(&self) -> PathBuf {
        self.keys.data.clone().unwrap_or_else(|| PathBuf::from("klover-data"))
    }

    /// The address of the database.
    #[must_use]
    pub fn database(&self) -> String {
        let file = || format!("sqlite:{}", self.data().join("klover.sqlite").display());
        self.keys.database.clone().unwrap_or_else(file)
    }
}

fn put_over(keys: &mut Keys, args: &Args, serve: &ServeArgs) {
    keys.data = args.data.clone().or(keys.data.take());
    keys.database = args.database.clone().or(keys.database.take());
    keys.listen = serve.listen.clone().or_else(|| args.serve.listen.clone()).or(keys.listen.take());
    keys.public_url = serve.public_url.clone().or_else(|| args.serve.public_url.clone()).or(keys.public_url.take());
    if serve.no_work || args.serve.no_work {
        keys.work = Some(false);
    }
}

fn read_file(named: Option<&Path>) -> anyhow::Result<toml::Table> {
    let file = named.unwrap_or(Path::new(DEFAULT_FILE));
    let text = match std::fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) if named.is_none() && error.kind() == std::io::ErrorKind::NotFound => return Ok(toml::Table::new()),
        Err(error) => return Err(error).with_context(|| file.display().to_string()),
    };
    text.parse().with_context(|| file.display().to_string())
}

/// Puts a value from the environment into the table: `LOG__LEVEL` is `log.level`. A value that reads as TOML is taken
/// as that, else as text.
fn set(table: &mut toml::Table, key: &str, value: &str) {
    let parsed = format!("value = {value}").parse::<toml::Table>().ok().and_then(|mut table| table.remove("value"));
    let value = parsed.unwrap_or_else(|| toml::Value::String(value.to_owned()));
    match key.split_once("__") {
        None => {
            table.insert(key.to_owned(), value);
        }
        Some((section, key)) => {
            let section = table.entry(section).or_insert_with(|| toml::Value::Table(toml::Table::new()));
            if let Some(section) = section.as_table_mut() {
                section.insert(key.to_owned(), value);
            }
        }
    }
}

/// Reads the keys; an unknown one is refused with its full path and the nearest that is known.
fn parse(table: toml::Table) -> anyhow::Result<Keys> {
    const KNOWN: [&str; 9] = [
        "data",
        "database",
        "listen",
        "public_url",
        "work",
        "trusted_proxies",
        "log.level",
        "log.format",
        "metrics.listen",
    ];
    let mut unknown = Vec::new();
    let keys = serde_ignored::deserialize(toml::Value::Table(table), |path| unknown.push(path.to_string()));
    if let Some(path) = unknown.first() {
        let near = |key: &&str| strsim::jaro_winkler(key, path);
        let nearest = KNOWN.iter().copied().max_by(|a, b| near(a).total_cmp(&near(b))).filter(|key| near(key) > 0.7);
        let hint = nearest.map(|key| format!("; was {key} meant?")).unwrap_or_default();
        bail!("config: unknown key {path}{hint}");
    }
    keys.context("config")
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    fn gather(arguments: &[&str], file: &str, environment: &[(&str, &str)]) -> anyhow::Result<Config> {
        let path = std::env::temp_dir().join(format!("klover-config-{:?}.toml", std::thread::current().id()));
        std::fs::write(&path, file).unwrap();
        let mut all = vec!["klover", "--config", path.to_str().unwrap()];
        all.extend(arguments);
        let environment = environment.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let config = Config::from_parts(&Args::parse_from(all), environment);
        std::fs::remove_file(&path).unwrap();
        config
    }

    #[test]
    fn the_example_file_documents_every_key_and_parses() {
        let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../config.example.toml");
        let text = std::fs::read_to_string(example).unwrap();
        let live: String =
            text.lines().map(|line| line.strip_prefix("#: ").unwrap_or(line)).collect::<Vec<_>>().join("\n");
        let config = gather(&[], &live, &[]).unwrap();
        let keys = config.keys;
        assert!(keys.data.is_some() && keys.database.is_some() && keys.listen.is_some() && keys.public_url.is_some());
        assert!(keys.work.is_some() && !keys.trusted_proxies.is_empty() && keys.metrics.listen.is_some());
        assert!(keys.log.level.is_some() && keys.log.format.is_some());
    }

    #[test]
    fn an_unknown_key_is_refused_with_its_path_and_the_nearest() {
        let error = gather(&[], "[log]\nlevl = 'info'", &[]).unwrap_err();
        assert_eq!(error.to_string(), "config: unknown key log.levl; was log.level meant?");
        let error = gather(&[], "", &[("KLOVER_LISTN", "127.0.0.1:1")]).unwrap_err();
        assert_eq!(error.to_string(), "config: unknown key listn; was listen meant?");
    }

    #[test]
    fn arguments_go_before_the_environment_and_that_before_the_file() {
        let listen = |arguments: &[&str], environment: &[(&str, &str)]| {
            gather(arguments, "listen = '127.0.0.1:1'", environment).unwrap().keys.listen.unwrap()
        };
        assert_eq!(listen(&[], &[]), "127.0.0.1:1");
        assert_eq!(listen(&[], &[("KLOVER_LISTEN", "127.0.0.1:2")]), "127.0.0.1:2");
        assert_eq!(listen(&["serve", "--listen", "127.0.0.1:3"], &[("KLOVER_LISTEN", "127.0.0.1:2")]), "127.0.0.1:3");
        assert_eq!(listen(&["--listen", "127.0.0.1:3"], &[]), "127.0.0.1:3");
        let config = gather(&[], "", &[("KLOVER_LOG__LEVEL", "debug"), ("KLOVER_WORK", "false")]).unwrap();
        assert_eq!((config.keys.log.level.as_deref(), config.keys.work), (Some("debug"), Some(false)));
    }
}
