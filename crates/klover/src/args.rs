//! What can be said on the command line.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

/// The working surface of a network of clusters.
#[derive(Debug, Parser)]
#[command(name = "klover", version, about, propagate_version = true)]
pub struct Args {
    /// What to do; plain `klover` serves.
    #[command(subcommand)]
    pub verb: Option<Verb>,

    /// Folder of the store and its backups [default: klover-data].
    #[arg(long, global = true, value_name = "DIR")]
    pub data: Option<PathBuf>,

    /// Address of the database: sqlite:PATH or postgres://… [default: SQLite in the data folder].
    #[arg(long, global = true, value_name = "URL")]
    pub database: Option<String>,

    /// Config file [default: klover.toml, if there is one].
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,

    /// Do not load the sample network into an empty store.
    #[arg(long, global = true)]
    pub no_sample: bool,

    /// What to serve with, for plain `klover`.
    #[command(flatten)]
    pub serve: ServeArgs,
}

/// How to serve.
#[derive(Debug, Default, Clone, clap::Args)]
pub struct ServeArgs {
    /// Address and port to listen on; port 0 picks a free one [default: 127.0.0.1:3000].
    #[arg(long, value_name = "ADDR")]
    pub listen: Option<String>,

    /// Where people find the site: scheme, host and maybe port [default: where it listens].
    #[arg(long, value_name = "URL")]
    pub public_url: Option<String>,

    /// Do not work the job queue here.
    #[arg(long)]
    pub no_work: bool,
}

/// What the program can do.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Serve the site, and work the job queue too.
    Serve(ServeArgs),
    /// Read a folder of files into the store: everything, or nothing when something is wrong.
    Import {
        /// The folder.
        dir: PathBuf,
    },
    /// Write the network as a folder of files.
    Export {
        /// The folder; made if it is not there, its files are replaced.
        dir: PathBuf,
    },
    /// Check config, schema, references, change numbers and derived data.
    Check,
    /// Bring the store up to this program's schema.
    Migrate,
    /// Write a verified backup to a new file, while the site is served.
    Backup {
        /// The file.
        file: PathBuf,
    },
    /// Ask for the search index to be made anew.
    Reindex,
    /// Show what the search makes of a text, step by step; needs no store.
    Analyse {
        /// The text; at most 100 kB.
        text: String,
        /// Its language: sv or en.
        #[arg(long, default_value = "sv")]
        lang: String,
        /// Print it as JSON: a list of steps, each with its tokens.
        #[arg(long)]
        json: bool,
    },
    /// Fill an empty store from a backup.
    Restore {
        /// The file.
        file: PathBuf,
    },
}
