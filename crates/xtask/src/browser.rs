//! The tests that need a browser, and the pictures it takes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::fault::{During, Fault, Result};
use crate::leash::Scratch;
use crate::project::Project;
use crate::run;
use crate::site::Site;
use crate::tally::{self, Tally};
use crate::tools::{self, Tool};

const PICTURES: &str = "docs/screenshots";

/// The journeys and audits of `tests/browser/run.mjs` against a fresh site.
pub fn test(project: &Project) -> Result<Tally> {
    let data = Scratch::new()?;
    let site = Site::start(project, &data.path().join("data"))?;
    let tally = run::count(&mut node(project, &site, "run.mjs")?, tally::of_closing_line)?;
    site.stop()?;
    Ok(tally)
}

/// Takes the pictures that the README and `docs/` show.
pub fn screenshots(project: &Project, arguments: &[String]) -> Result {
    let (folder, rest) = match arguments.split_first() {
        Some((folder, rest)) if !folder.starts_with('-') => (folder.as_str(), rest),
        _ => (PICTURES, arguments),
    };
    if let Some((_, fault)) = tools::install(project, &[Tool::Chromium, Tool::Node]).into_iter().next() {
        return Err(fault);
    }
    run::run(&mut project.cargo(&["build", "--workspace", "--bin", "klover"]))?;
    fs::create_dir_all(project.root.join(folder)).during(format!("making {folder}"))?;
    let data = Scratch::new()?;
    let site = Site::start(project, &data.path().join("data"))?;
    run::run(node(project, &site, "screenshots.mjs")?.arg(folder).args(rest))?;
    site.stop()
}

/// One of our scripts, beside the packages it imports: Node looks for them where the file is.
fn node(project: &Project, site: &Site, script: &str) -> Result<Command> {
    let chromium = tools::chromium().ok_or_else(|| Fault::new("chromium is missing"))?;
    let source = project.root.join("tests/browser");
    let folder = project.tools("browser").join("run");
    if folder.exists() {
        fs::remove_dir_all(&folder).during(format!("emptying {}", folder.display()))?;
    }
    copy(&source, &folder)?;
    let mut node = project.command("node");
    node.arg(folder.join(script)).env("KLOVER_URL", &site.url).env("KLOVER_CHROMIUM", chromium);
    Ok(node)
}

fn copy(from: &Path, to: &Path) -> Result {
    let entries = fs::read_dir(from).during(format!("reading {}", from.display()))?;
    fs::create_dir_all(to).during(format!("making {}", to.display()))?;
    for entry in entries {
        let path: PathBuf = entry.during(format!("reading {}", from.display()))?.path();
        let Some(name) = path.file_name() else { continue };
        if path.is_dir() && name != "node_modules" {
            copy(&path, &to.join(name))?;
        } else if path.is_file() {
            fs::copy(&path, to.join(name)).during(format!("copying {}", path.display()))?;
        }
    }
    Ok(())
}
