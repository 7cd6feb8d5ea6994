//! `cargo xtask crash`: what was acknowledged is there, whatever is killed.
//!
//! A writer prints each change number after its commit. It, or PostgreSQL under it, is killed without warning at a
//! moment that nobody chose; then every number ever printed must be in the change log, and the log complete.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use crate::fault::{During, Fault, Result};
use crate::leash::Scratch;
use crate::postgres::{Durability, Server};
use crate::project::Project;
use crate::run;
use crate::tally::Tally;

/// How often each trial kills when nobody says otherwise.
pub const ROUNDS: u32 = 50;

const WRITER: &str = "crates/store/examples/writer.rs";
/// The writer's first number waits for its migrations.
const FIRST_NUMBER_SECONDS: u64 = 60;
/// How long the writer writes after its first number before the blow.
const SHORTEST_MILLISECONDS: u64 = 50;
const LONGEST_MILLISECONDS: u64 = 400;
/// One line is printed after this many rounds.
const ROUNDS_PER_LINE: u32 = 10;

/// Who is killed.
enum Victim<'a> {
    Writer,
    Postmaster(&'a Server),
}

/// One engine, one victim, and all the numbers that were acknowledged.
struct Trial<'a> {
    name: &'static str,
    writer: &'a Path,
    address: String,
    /// Where the writer complains.
    log: PathBuf,
    victim: Victim<'a>,
    acknowledged: Vec<String>,
}

/// Kills the writer `rounds` times on each engine, and PostgreSQL's postmaster as often.
pub fn run(project: &Project, rounds: u32) -> Result<Tally> {
    if !project.root.join(WRITER).is_file() {
        println!("left out: {WRITER} is not written yet");
        return Ok(Tally::default());
    }
    run::run(&mut project.cargo(&["build", "--workspace", "--example", "writer"]))?;
    let writer: PathBuf = project.target.join("debug/examples/writer");
    let folder = Scratch::new()?;
    let server = Server::start(Durability::Durable)?;
    let sqlite = format!("sqlite:{}", folder.path().join("crash.sqlite").display());
    let log = folder.path().join("writer.log");
    let trials = [
        ("SQLite, writer killed", sqlite, Victim::Writer),
        ("PostgreSQL, writer killed", server.address(), Victim::Writer),
        ("PostgreSQL, postmaster killed", server.address(), Victim::Postmaster(&server)),
    ];
    let mut tally = Tally::default();
    for (name, address, victim) in trials {
        let mut trial = Trial { name, writer: &writer, address, log: log.clone(), victim, acknowledged: Vec::new() };
        tally.add(trial.run(rounds));
    }
    Ok(tally)
}

impl Trial<'_> {
    fn run(&mut self, rounds: u32) -> Tally {
        let mut tally = Tally::default();
        for round in 1..=rounds {
            match self.round(round).and_then(|()| self.verify()) {
                Ok(()) => tally.passed += 1,
                Err(fault) => {
                    println!("{}, round {round}: {fault}", self.name);
                    tally.failed += 1;
                }
            }
            if round % ROUNDS_PER_LINE == 0 || round == rounds {
                println!("{}: {round} rounds, {} acknowledged writes", self.name, self.acknowledged.len());
            }
        }
        tally
    }

    /// Lets the writer write for a while, strikes, and keeps the numbers it had printed.
    fn round(&mut self, round: u32) -> Result {
        let mut command = Command::new(self.writer);
        command.arg(&self.address).stdin(Stdio::null()).stdout(Stdio::piped());
        command.stderr(File::create(&self.log).during("opening the writer's log")?);
        let mut writer = command.spawn().during("starting the writer")?;
        let numbers = numbers(&mut writer);
        let first = numbers.recv_timeout(Duration::from_secs(FIRST_NUMBER_SECONDS));
        if first.is_ok() {
            thread::sleep(moment(round));
        }
        let struck = match self.victim {
            Victim::Postmaster(server) if first.is_ok() => server.kill(),
            _ => Ok(()),
        };
        // A writer that lost its database may have ended already.
        let _ = writer.kill();
        writer.wait().during("waiting for the writer to end")?;
        let first = first.map_err(|_| {
            let complaint = fs::read_to_string(&self.log).unwrap_or_default();
            Fault::new(format!("the writer wrote nothing\n{complaint}"))
        })?;
        self.acknowledged.push(first);
        self.acknowledged.extend(numbers);
        struck?;
        match self.victim {
            Victim::Postmaster(server) => server.recover(),
            Victim::Writer => Ok(()),
        }
    }

    /// Asks the writer, with a fresh connection, whether every acknowledged number is there.
    fn verify(&self) -> Result {
        let mut command = Command::new(self.writer);
        command.arg(&self.address).arg("--verify");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut verify = command.spawn().during("starting the writer to verify")?;
        if let Some(mut stdin) = verify.stdin.take() {
            let numbers = self.acknowledged.join("\n") + "\n";
            // One that ends before it has read all says why; that is what we want to hear.
            let _ = stdin.write_all(numbers.as_bytes());
        }
        let output = verify.wait_with_output().during("verifying")?;
        let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).trim().to_owned();
        if output.status.success() && said.starts_with("ok ") {
            return Ok(());
        }
        Err(Fault::new(format!("after {} acknowledged writes: {said}", self.acknowledged.len())))
    }
}

/// The lines the writer prints; one that was cut short was never acknowledged.
fn numbers(writer: &mut Child) -> Receiver<String> {
    let (sender, numbers) = channel();
    if let Some(stdout) = writer.stdout.take() {
        thread::spawn(move || {
            let mut reader = BufReader::new(stdout);
            let mut line = String::new();
            while reader.read_line(&mut line).is_ok_and(|read| read > 0) {
                let Some(number) = line.strip_suffix('\n') else { return };
                if sender.send(number.to_owned()).is_err() {
                    return;
                }
                line.clear();
            }
        });
    }
    numbers
}

/// A moment that nobody chose, yet the same for the same round: one step of xorshift.
fn moment(round: u32) -> Duration {
    let mut state = (u64::from(round) + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    Duration::from_millis(SHORTEST_MILLISECONDS + state % (LONGEST_MILLISECONDS - SHORTEST_MILLISECONDS + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_differ_and_stay_within_their_bounds() {
        let moments: Vec<u128> = (0..50).map(|round| moment(round).as_millis()).collect();
        assert!(moments.iter().all(|moment| (50..=400).contains(moment)));
        let mut distinct = moments.clone();
        distinct.sort_unstable();
        distinct.dedup();
        assert!(distinct.len() > 35, "{moments:?}");
    }
}
