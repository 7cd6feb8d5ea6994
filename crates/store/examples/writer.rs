//! Writes for ever, so that `cargo xtask crash` can kill it: prints each change number after its commit.
//!
//! `writer ADDRESS` writes; `writer ADDRESS --verify` reads numbers from standard input and looks for each in the log.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a test program that talks to its parent"
)]

use std::collections::HashSet;
use std::io::{BufRead, Write};

use jiff::Timestamp;
use model::folder::Network;
use model::record::Organisation;
use model::{Id, Record, Slug};
use store::{Result, Store};

#[tokio::main]
async fn main() -> std::process::ExitCode {
    let mut args = std::env::args().skip(1);
    let Some(address) = args.next() else {
        eprintln!("usage: writer ADDRESS [--verify]");
        return 2.into();
    };
    let verify = args.next().as_deref() == Some("--verify");
    match if verify { check(&address).await } else { write(&address).await } {
        Ok(true) => 0.into(),
        Ok(false) => 1.into(),
        Err(error) => {
            eprintln!("{error}");
            1.into()
        }
    }
}

async fn write(address: &str) -> Result<bool> {
    let store = Store::open(address).await?;
    store.migrate().await?;
    let mut writer = store.writer(Timestamp::now(), "writer").await?;
    writer.set_network(&Network::undescribed()).await?;
    writer.commit().await?;
    let mut out = std::io::stdout();
    loop {
        let mut writer = store.writer(Timestamp::now(), "writer").await?;
        writer.add(&organisation()).await?;
        if let Some(number) = writer.commit().await? {
            let printed = writeln!(out, "{number}").and_then(|()| out.flush());
            if printed.is_err() {
                return Ok(true);
            }
        }
    }
}

async fn check(address: &str) -> Result<bool> {
    let store = Store::open(address).await?;
    let mut reader = store.reader().await?;
    let mut kept = HashSet::new();
    let mut last = 0;
    loop {
        let changes = reader.changes_after(last).await?;
        let Some(newest) = changes.last() else { break };
        last = newest.number;
        kept.extend(changes.iter().map(|change| change.number));
    }
    let printed = std::io::stdin()
        .lock()
        .lines()
        .map_while(std::result::Result::ok)
        .filter_map(|line| line.trim().parse::<i64>().ok());
    let missing: Vec<i64> = printed.filter(|number| !kept.contains(number)).collect();
    let faults = store.faults().await?;
    if missing.is_empty() && faults.is_empty() {
        println!("ok {}", kept.len());
        return Ok(true);
    }
    eprintln!("missing {missing:?}, {faults:?}");
    Ok(false)
}

fn organisation() -> Record {
    let id = Id::new();
    let slug: Slug = id.as_str().parse().unwrap_or_else(|_| unreachable!("an id is a slug"));
    let value = serde_json::json!({ "id": id, "slug": slug, "version": 1, "name": format!("Body {id}") });
    let organisation: Organisation = serde_json::from_value(value).unwrap_or_else(|error| unreachable!("{error}"));
    Record::Organisation(organisation)
}
