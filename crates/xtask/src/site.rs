//! Klöver itself, as its users meet it: started on a free port with a store of its own.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::fault::{During, Fault, Result};
use crate::leash::Leash;
use crate::project::Project;

/// A first start migrates and imports the sample with an unoptimised program.
const READY_SECONDS: u64 = 120;

/// A running `klover serve`; dropping it stops it.
#[derive(Debug)]
pub struct Site {
    /// Where it answers.
    pub url: String,
    log: PathBuf,
    leash: Leash,
}

impl Site {
    /// Starts the development build with its data in `data`, and waits until it says that it is ready.
    pub fn start(project: &Project, data: &Path) -> Result<Self> {
        Self::start_at(project, data, None)
    }

    /// The same, with a clock that starts at a given time.
    pub fn start_at(project: &Project, data: &Path, clock: Option<&str>) -> Result<Self> {
        let log = project.tools("log");
        fs::create_dir_all(&log).during(format!("making {}", log.display()))?;
        let log = log.join("serve.log");
        let mut serve = project.command(project.klover());
        serve.args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(data);
        serve.envs(clock.map(|clock| ("KLOVER_CLOCK", clock)));
        let file = File::create(&log).during(format!("writing {}", log.display()))?;
        let mut leash = Leash::keep(&serve, file)?;
        let stdout = leash.stdout().ok_or_else(|| Fault::new("`klover serve` has no output"))?;
        match address(stdout) {
            Ok(url) => {
                println!("klover serve answers at {url}");
                Ok(Self { url, log, leash })
            }
            Err(fault) => Err(Fault::new(format!("{fault}\n{}", tail(&log)))),
        }
    }

    /// Asks it to stop, as a service manager would; it must end well.
    pub fn stop(mut self) -> Result {
        let status = self.leash.let_go()?;
        if status.success() {
            return Ok(());
        }
        Err(Fault::new(format!("`klover serve` was asked to stop and ended with {status}\n{}", tail(&self.log))))
    }
}

/// Reads on for as long as the program prints, so that it never waits for us.
fn address(stdout: impl Read + Send + 'static) -> Result<String> {
    let (sender, lines) = channel();
    thread::spawn(move || {
        for line in BufReader::new(stdout).lines().map_while(std::result::Result::ok) {
            // Nobody listens any more once the address is known.
            let _ = sender.send(line);
        }
    });
    let deadline = Instant::now() + Duration::from_secs(READY_SECONDS);
    loop {
        match lines.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
            Ok(line) => {
                if let Some(url) = url_in(&line) {
                    return Ok(url);
                }
            }
            Err(RecvTimeoutError::Timeout) => {
                return Err(Fault::new(format!("`klover serve` was not ready after {READY_SECONDS} s")));
            }
            Err(RecvTimeoutError::Disconnected) => {
                return Err(Fault::new("`klover serve` ended before it was ready"));
            }
        }
    }
}

fn url_in(line: &str) -> Option<String> {
    let url = line.split_whitespace().find(|word| word.starts_with("http://"))?;
    Some(url.trim_end_matches(['/', '.', ',']).to_owned())
}

/// The last lines of a log, enough to see why.
fn tail(log: &Path) -> String {
    let text = fs::read_to_string(log).unwrap_or_default();
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(30)..].join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_found_in_a_sentence() {
        let check = |line, url: Option<&str>| assert_eq!(url_in(line).as_deref(), url);
        check("Klöver is ready: http://localhost:41873", Some("http://localhost:41873"));
        check("open http://localhost:3000/.", Some("http://localhost:3000"));
        check("importing 116 records", None);
    }
}
