//! Our exported data in the eyes of a validator that is not ours.

use crate::fault::Result;
use crate::leash::Scratch;
use crate::project::Project;
use crate::run;
use crate::site::Site;
use crate::tally::{self, Tally};

/// Exports the sample of a fresh site and has `tests/python/check_export.py` judge it.
pub fn test(project: &Project) -> Result<Tally> {
    let folder = Scratch::new()?;
    let data = folder.path().join("data");
    let exported = folder.path().join("export");
    Site::start(project, &data)?.stop()?;
    run::run(project.command(project.klover()).arg("export").arg(&exported).arg("--data").arg(&data))?;
    let mut python = project.command(project.tools("python").join("bin/python"));
    python.args(["tests/python/check_export.py", "docs/records.schema.json"]).arg(&exported);
    run::count(&mut python, tally::of_closing_line)
}
