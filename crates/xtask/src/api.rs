//! The API in the eyes of a tester that is not ours.

use crate::fault::Result;
use crate::leash::Scratch;
use crate::project::Project;
use crate::run;
use crate::site::Site;
use crate::tally::{self, Tally};

/// The day that the sample is of.
const NOW: &str = "2026-11-25T10:00:00+01:00";

/// Serves the sample and has `tests/python/check_api.py` ask of the API what its description promises.
pub fn test(project: &Project) -> Result<Tally> {
    let folder = Scratch::new()?;
    let site = Site::start_at(project, &folder.path().join("data"), Some(NOW))?;
    let mut python = project.command(project.tools("python-api").join("bin/python"));
    python.env("PYTHONDONTWRITEBYTECODE", "1").arg("tests/python/check_api.py").arg(&site.url);
    let tally = run::count(&mut python, tally::of_closing_line)?;
    site.stop()?;
    Ok(tally)
}
