//! `cargo xtask test`: everything that must hold before a change lands, stage after stage.
//!
//! A stage that fails does not stop those after it, unless they stand on it.

use std::time::{Duration, Instant};

use crate::fault::{Fault, Result};
use crate::postgres::{Durability, Server};
use crate::project::Project;
use crate::run;
use crate::tally::{self, Tally};
use crate::tools::{self, Tool};
use crate::{api, browser, crash, data, formats, tidy};

/// How often the writer is killed in each of the crash trials; `cargo xtask crash` takes longer.
const CRASH_ROUNDS: u32 = 15;

/// One thing that must hold.
struct Stage {
    name: &'static str,
    needs: &'static [Tool],
    stands_on_build: bool,
    run: fn(&Project) -> Result<Tally>,
}

const STAGES: &[Stage] = &[
    Stage { name: "format", needs: &[], stands_on_build: false, run: format },
    Stage { name: "clippy", needs: &[], stands_on_build: false, run: clippy },
    Stage { name: BUILD, needs: &[], stands_on_build: false, run: build },
    Stage { name: "rust", needs: &[Tool::Postgres], stands_on_build: true, run: rust },
    Stage { name: "browser", needs: &[Tool::Chromium, Tool::Node], stands_on_build: true, run: browser::test },
    Stage { name: "lighthouse", needs: &[Tool::Chromium, Tool::Node], stands_on_build: true, run: browser::lighthouse },
    Stage { name: "data", needs: &[Tool::Python], stands_on_build: true, run: data::test },
    Stage { name: "api", needs: &[Tool::ApiTester], stands_on_build: true, run: api::test },
    Stage { name: "formats", needs: &[Tool::Python, Tool::Readers], stands_on_build: true, run: formats::test },
    Stage { name: "crash", needs: &[Tool::Postgres], stands_on_build: true, run: crash_a_little },
    Stage { name: "tidy", needs: &[], stands_on_build: false, run: |project| tidy::run(project) },
];

const BUILD: &str = "build";
const TOOLS: &str = "tools";

/// Runs the stages named, or all, with what they stand on; closes with `N passed, M failed`.
pub fn test(project: &Project, names: &[String]) -> Result<Tally> {
    let stages = chosen(names)?;
    let mut report = Report::default();
    let missing = report.tools(project, &stages);
    let mut built = true;
    for stage in stages {
        if let Some((tool, _)) = missing.iter().find(|(tool, _)| stage.needs.contains(tool)) {
            report.stage(stage.name, || Err(Fault::new(format!("not run without {tool:?}: see the stage `tools`"))));
        } else if stage.stands_on_build && !built {
            report.stage(stage.name, || Err(Fault::new("not run: the build failed")));
        } else {
            let passed = report.stage(stage.name, || (stage.run)(project));
            built &= passed || stage.name != BUILD;
        }
    }
    Ok(report.close())
}

/// The stages named and the build that some of them stand on, in their order.
fn chosen(names: &[String]) -> Result<Vec<&'static Stage>> {
    let is_named = |name: &str| names.iter().any(|named| named == name);
    if let Some(unknown) = names.iter().find(|name| *name != TOOLS && STAGES.iter().all(|stage| stage.name != *name)) {
        let known: Vec<&str> = STAGES.iter().map(|stage| stage.name).collect();
        return Err(Fault::new(format!("there is no stage `{unknown}`; there are {TOOLS}, {}", known.join(", "))));
    }
    let needs_build = STAGES.iter().any(|stage| stage.stands_on_build && is_named(stage.name));
    let is_chosen = |stage: &&Stage| is_named(stage.name) || (stage.name == BUILD && needs_build);
    Ok(STAGES.iter().filter(|stage| names.is_empty() || is_chosen(stage)).collect())
}

/// What came of each stage and how long it took.
#[derive(Default)]
struct Report {
    lines: Vec<(&'static str, Duration, Tally)>,
}

impl Report {
    /// The first stage: installs what the others need.
    fn tools(&mut self, project: &Project, stages: &[&Stage]) -> Vec<(Tool, Fault)> {
        const ALL: [Tool; 6] =
            [Tool::Chromium, Tool::Postgres, Tool::Node, Tool::Python, Tool::ApiTester, Tool::Readers];
        let is_needed = |tool: &Tool| stages.is_empty() || stages.iter().any(|stage| stage.needs.contains(tool));
        let needed: Vec<Tool> = ALL.into_iter().filter(is_needed).collect();
        let mut missing = Vec::new();
        self.stage(TOOLS, || {
            missing = tools::install(project, &needed);
            let lines: Vec<String> = missing.iter().map(|(tool, fault)| format!("{tool:?}: {fault}")).collect();
            if lines.is_empty() { Ok(Tally::PASS) } else { Err(Fault::new(lines.join("\n"))) }
        });
        missing
    }

    /// Runs one stage between a heading and its time; says whether it passed.
    fn stage(&mut self, name: &'static str, run: impl FnOnce() -> Result<Tally>) -> bool {
        println!("\n── {name} {}", "─".repeat(72_usize.saturating_sub(name.len())));
        let start = Instant::now();
        let tally = run().unwrap_or_else(|fault| {
            println!("{fault}");
            Tally::FAIL
        });
        let time = start.elapsed();
        let mark = if tally.is_green() { "passed" } else { "FAILED" };
        println!("{name} {mark} in {:.1} s", time.as_secs_f64());
        self.lines.push((name, time, tally));
        tally.is_green()
    }

    /// All stages under each other, then the closing line.
    fn close(self) -> Tally {
        println!("\n── in short {}", "─".repeat(64));
        let mut sum = Tally::default();
        for (name, time, tally) in self.lines {
            println!("{name:10} {:7.1} s {:5} passed {:5} failed", time.as_secs_f64(), tally.passed, tally.failed);
            sum.add(tally);
        }
        println!();
        sum.close()
    }
}

fn format(project: &Project) -> Result<Tally> {
    run::run(&mut project.cargo(&["fmt", "--all", "--check"])).map(|()| Tally::PASS)
}

fn clippy(project: &Project) -> Result<Tally> {
    let words = ["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"];
    run::run(&mut project.cargo(&words)).map(|()| Tally::PASS)
}

/// Everything that the later stages run, built once with one set of features.
fn build(project: &Project) -> Result<Tally> {
    run::run(&mut project.cargo(&["build", "--workspace", "--all-targets"])).map(|()| Tally::PASS)
}

/// Every test in Rust, on SQLite and on a PostgreSQL of our own; a test that is skipped fails.
fn rust(project: &Project) -> Result<Tally> {
    let server = Server::start(Durability::Fast)?;
    let nextest = run::find("cargo-nextest").is_some();
    let mut cargo = if nextest {
        project.cargo(&["nextest", "run", "--workspace", "--no-fail-fast"])
    } else {
        project.cargo(&["test", "--workspace", "--no-fail-fast"])
    };
    cargo.env("KLOVER_TEST_POSTGRES", server.address()).env("KLOVER_TEST_STRICT", "1");
    run::count(&mut cargo, if nextest { tally::of_nextest } else { tally::of_cargo_test })
}

fn crash_a_little(project: &Project) -> Result<Tally> {
    crash::run(project, CRASH_ROUNDS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stage_brings_the_build_it_stands_on() {
        let check = |names: &[&str], expected: &[&str]| {
            let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
            let stages = chosen(&names).expect("known stages");
            assert_eq!(stages.iter().map(|stage| stage.name).collect::<Vec<_>>(), expected);
        };
        check(&["tidy", "format"], &["format", "tidy"]);
        check(&["browser"], &["build", "browser"]);
        check(&["tools"], &[]);
        check(
            &[],
            &["format", "clippy", "build", "rust", "browser", "lighthouse", "data", "api", "formats", "crash", "tidy"],
        );
        assert!(chosen(&["everything".to_owned()]).is_err());
    }
}
