//! The formats that we publish, in the eyes of programs that nobody here wrote.

use crate::fault::Result;
use crate::leash::Scratch;
use crate::project::Project;
use crate::run;
use crate::site::Site;
use crate::tally::{self, Tally};

/// The day that the network made up for this is counted from: before a change of the clock, with a new year ahead.
const NOW: &str = "2026-11-25T10:00:00+01:00";

/// Serves the networks of `tests/python/formats/world.py`, and has programs beside it judge every format: one network is
/// hard on them, the other has more than they may hold.
pub fn test(project: &Project) -> Result<Tally> {
    let mut tally = judge(project, &[], "run")?;
    tally.add(judge(project, &["many"], "bounds")?);
    Ok(tally)
}

fn judge(project: &Project, which: &[&str], judge: &str) -> Result<Tally> {
    let scratch = Scratch::new()?;
    let (network, data) = (scratch.path().join("network"), scratch.path().join("data"));
    let script = |name: &str| {
        let mut python = project.command(project.tools("python").join("bin/python"));
        // What Python compiles does not belong beside its source.
        python.env("PYTHONDONTWRITEBYTECODE", "1").arg(format!("tests/python/formats/{name}.py"));
        python
    };
    run::run(script("world").arg(&network).arg(NOW).args(which))?;
    run::run(project.command(project.klover()).arg("import").arg(&network).arg("--data").arg(&data))?;
    let site = Site::start_at(project, &data, Some(NOW))?;
    let tally = run::count(script(judge).arg(&site.url).arg(NOW), tally::of_closing_line)?;
    site.stop()?;
    Ok(tally)
}
