//! Running other programs: shown before they start, never asked to read from the terminal.

use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc::{Sender, channel};
use std::thread;

use crate::fault::{During, Fault, Result};
use crate::tally::Tally;

/// Where a program is, if it is in `PATH`.
pub fn find(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

/// The command as a person would type it.
pub fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

/// Runs a program with our own output; anything but success is a fault.
pub fn run(command: &mut Command) -> Result {
    println!("$ {}", shown(command));
    let status = command.stdin(Stdio::null()).status().during(shown(command))?;
    success(command, status)
}

/// Runs a program quietly and gives back what it printed; when it fails, the fault holds what it said.
pub fn output(command: &mut Command) -> Result<String> {
    let output = command.stdin(Stdio::null()).output().during(shown(command))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = [output.stdout, output.stderr].concat();
    Err(Fault::new(format!(
        "`{}` ended with {}:\n{}",
        shown(command),
        output.status,
        String::from_utf8_lossy(&said).trim_end()
    )))
}

/// Runs a program, shows every line it prints, and lets `on_line` read along.
fn watch(command: &mut Command, mut on_line: impl FnMut(&str)) -> Result<ExitStatus> {
    println!("$ {}", shown(command));
    let what = shown(command);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().during(&what)?;
    let (sender, lines) = channel();
    forward(child.stdout.take(), sender.clone());
    forward(child.stderr.take(), sender);
    for line in lines {
        println!("{line}");
        on_line(&line);
    }
    child.wait().during(&what)
}

/// Runs a program that counts, and adds up what `read` finds in its lines.
///
/// A program that fails without a failure to show, or succeeds without having done anything, has failed.
pub fn count(command: &mut Command, read: fn(&str) -> Option<Tally>) -> Result<Tally> {
    let mut tally = Tally::default();
    let status = watch(command, |line| {
        if let Some(counts) = read(line) {
            tally.add(counts);
        }
    })?;
    if tally == Tally::default() {
        success(command, status)?;
        return Err(Fault::new(format!("`{}` ran no test", shown(command))));
    }
    if tally.is_green() && !status.success() {
        println!("`{}` ended with {status}", shown(command));
        tally.add(Tally::FAIL);
    }
    Ok(tally)
}

fn success(command: &Command, status: ExitStatus) -> Result {
    if status.success() {
        return Ok(());
    }
    Err(Fault::new(format!("`{}` ended with {status}", shown(command))))
}

fn forward(stream: Option<impl Read + Send + 'static>, lines: Sender<String>) {
    let Some(stream) = stream else { return };
    thread::spawn(move || {
        let mut reader = BufReader::new(stream);
        let mut line = Vec::new();
        while reader.read_until(b'\n', &mut line).is_ok_and(|read| read > 0) {
            let text = String::from_utf8_lossy(&line).trim_end_matches(['\r', '\n']).to_owned();
            if lines.send(text).is_err() {
                return;
            }
            line.clear();
        }
    });
}
