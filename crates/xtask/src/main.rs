//! Automation of the project in plain Rust: `cargo xtask VERB`.
//!
//! Nothing here is needed to build or run Klöver; what is here runs other programs.
//! Each file is one room: [`stages`] lists what `test` does, the others do one thing each.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a tool for the terminal: it prints what it does, reads the environment it was called in, and is no part of the program"
)]

mod api;
mod browser;
mod crash;
mod data;
mod dist;
mod fault;
mod formats;
mod leash;
mod postgres;
mod project;
mod run;
mod site;
mod stages;
mod tally;
mod tidy;
mod tools;

use std::process::ExitCode;

use fault::{Fault, Result};
use project::Project;
use tally::Tally;

const HELP: &str = "\
Usage: cargo xtask VERB

  test [STAGE…]           everything that must hold before a change lands, or only the stages named
                          (tools, format, clippy, build, rust, browser, lighthouse, data, api, formats, crash,
                          tidy)
  tidy                    the house rules that no compiler knows
  screenshots [DIR] [ARG…] pictures of the pages, into docs/screenshots unless DIR says otherwise
  crash [--rounds N]      kill -9 while writing, N times (50) for each engine; is every acknowledged write there?
  compounds FILE [all]    how many of the compounds in FILE the search cuts where a person does (word, tab, wo|rd)
  quality [all]           how well the search finds, with each part of its analyser switched off in turn
  bench                   what pages cost, as ratios to the cheapest answer in the same run (release build)
  dist                    one archive for a server: program, systemd unit, example config, how-to
  help                    this text
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match answer(&arguments) {
        Ok(tally) if tally.is_green() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(fault) => {
            eprintln!("xtask: {fault}");
            ExitCode::FAILURE
        }
    }
}

/// Does what was asked; the tally of a verb that counts nothing is empty, and so green.
fn answer(arguments: &[String]) -> Result<Tally> {
    let (verb, rest) = match arguments.split_first() {
        Some((verb, rest)) => (verb.as_str(), rest),
        None => ("help", arguments),
    };
    let nothing_counted = |()| Tally::default();
    match verb {
        "test" => stages::test(&Project::find()?, rest),
        "tidy" => no_more(rest).and_then(|()| tidy::run(&Project::find()?)).map(Tally::close),
        "screenshots" => browser::screenshots(&Project::find()?, rest).map(nothing_counted),
        "crash" => crash::run(&Project::find()?, rounds(rest)?).map(Tally::close),
        "compounds" => example(&Project::find()?, "search", "compounds", rest).map(nothing_counted),
        "quality" => example(&Project::find()?, "search", "quality", rest).map(nothing_counted),
        "bench" => no_more(rest).and_then(|()| bench(&Project::find()?)).map(nothing_counted),
        "dist" => no_more(rest).and_then(|()| dist::pack(&Project::find()?)).map(nothing_counted),
        "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(Tally::default())
        }
        other => Err(Fault::new(format!("there is no verb `{other}`\n\n{HELP}"))),
    }
}

/// Runs a measuring program that stands among a crate's examples.
fn example(project: &Project, package: &str, name: &str, rest: &[String]) -> Result {
    let mut words = vec!["run", "--quiet", "--package", package, "--example", name, "--"];
    words.extend(rest.iter().map(String::as_str));
    run::run(&mut project.cargo(&words))
}

/// Ratios, never a verdict: a machine that is busy must not fail a build.
fn bench(project: &Project) -> Result {
    run::run(&mut project.cargo(&["run", "--quiet", "--release", "--package", "web", "--example", "bench"]))
}

fn no_more(rest: &[String]) -> Result {
    match rest.first() {
        None => Ok(()),
        Some(extra) => Err(Fault::new(format!("`{extra}` is one word too many\n\n{HELP}"))),
    }
}

fn rounds(rest: &[String]) -> Result<u32> {
    match rest {
        [] => Ok(crash::ROUNDS),
        [flag, number] if flag == "--rounds" => {
            number.parse().map_err(|_| Fault::new(format!("--rounds wants a number, not `{number}`")))
        }
        _ => Err(Fault::new(format!("crash takes `--rounds N` and nothing else\n\n{HELP}"))),
    }
}
