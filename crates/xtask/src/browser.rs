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

/// A day on which the sample has something to come.
const BEFORE_SOMETHING: &str = "2025-10-20T09:00:00+02:00";
/// The sample network, as files.
const SAMPLE: &str = "data/network";

/// The journeys and audits of `tests/browser/run.mjs` against a fresh site, then those that need a day in October.
pub fn test(project: &Project) -> Result<Tally> {
    let scratch = Scratch::new()?;
    let data = scratch.path().join("data");
    let mut tally = judge(project, Site::start(project, &data)?, "run.mjs")?;
    tally.add(judge(project, Site::start_at(project, &data, Some(BEFORE_SOMETHING))?, "october.mjs")?);
    Ok(tally)
}

/// Lighthouse on a network that is no sample, because a sample asks search engines to stay away.
pub fn lighthouse(project: &Project) -> Result<Tally> {
    let scratch = Scratch::new()?;
    let (network, data) = (scratch.path().join("network"), scratch.path().join("data"));
    copy(&project.root.join(SAMPLE), &network)?;
    let about = network.join("network.toml");
    let text = fs::read_to_string(&about).during(format!("reading {}", about.display()))?;
    let earnest =
        text.replace("sample = true", "sample = false").replace("Gröna kluster i Sverige", "Ett annat nätverk");
    if earnest == text {
        return Err(Fault::new(format!("{SAMPLE} does not say that it is a sample")));
    }
    fs::write(&about, earnest).during(format!("writing {}", about.display()))?;
    run::run(project.command(project.klover()).arg("import").arg(&network).arg("--data").arg(&data))?;
    judge(project, Site::start(project, &data)?, "lighthouse.mjs")
}

/// Runs one of our scripts against a site, and stops the site.
fn judge(project: &Project, site: Site, script: &str) -> Result<Tally> {
    let tally = run::count(&mut node(project, &site, script)?, tally::of_closing_line)?;
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
