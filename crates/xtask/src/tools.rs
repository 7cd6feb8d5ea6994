//! What the tests need beside Rust, installed where it is missing.
//!
//! Debian's packages go into the system, and only root can do that; everything else goes into `target/tools`.

use std::fs;
use std::path::PathBuf;

use crate::fault::{During, Fault, Result};
use crate::postgres;
use crate::project::Project;
use crate::run::{self, find};

const NODE_MAJOR: u32 = 20;
const PYTHON_MINOR: u32 = 11;
/// Programs that subscribe to our calendars and open our maps.
const READERS: [&str; 3] = ["ogr2ogr", "ogrinfo", "khal"];

/// Something the tests need beside Rust.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tool {
    /// The browser.
    Chromium,
    /// The server programs of PostgreSQL.
    Postgres,
    /// Node.js with the packages of `tests/browser`.
    Node,
    /// Python with the packages of `tests/python`.
    Python,
    /// Python with Schemathesis, apart from the other packages.
    ApiTester,
    /// Programs that read what we publish: GDAL's `ogr2ogr`, and `khal`.
    Readers,
}

impl Tool {
    /// Debian's packages that bring it, when it is one that Debian brings and it is missing.
    fn debian(self) -> Option<&'static [&'static str]> {
        match self {
            Self::Chromium if chromium().is_none() => Some(&["chromium", "fonts-dejavu-core"]),
            Self::Postgres if postgres::binaries().is_none() => Some(&["postgresql"]),
            Self::Readers if READERS.iter().any(|program| find(program).is_none()) => Some(&["gdal-bin", "khal"]),
            _ => None,
        }
    }
}

/// Debian's Chromium, and nothing else: other builds bring other faults.
pub fn chromium() -> Option<PathBuf> {
    find("chromium")
}

/// Installs what is missing, and gives back the tools that could not be had, each with the reason.
pub fn install(project: &Project, tools: &[Tool]) -> Vec<(Tool, Fault)> {
    let mut missing = Vec::new();
    let wanted: Vec<&str> = tools.iter().filter_map(|tool| tool.debian()).flatten().copied().collect();
    if let Err(fault) = debian(project, &wanted) {
        let lacking = tools.iter().filter(|tool| tool.debian().is_some());
        missing.extend(lacking.map(|&tool| (tool, Fault::new(fault.to_string()))));
    }
    for &tool in tools {
        let result = match tool {
            Tool::Node => node(project),
            Tool::Python => python(project, "python", "requirements.txt"),
            Tool::ApiTester => python(project, "python-api", "requirements-api.txt"),
            Tool::Chromium | Tool::Postgres | Tool::Readers => Ok(()),
        };
        if let Err(fault) = result {
            missing.push((tool, fault));
        }
    }
    missing
}

/// Whether this process may do everything.
pub fn is_root() -> Result<bool> {
    let number = run::output(std::process::Command::new("id").arg("-u"))?;
    Ok(number.trim() == "0")
}

fn debian(project: &Project, packages: &[&str]) -> Result {
    if packages.is_empty() {
        return Ok(());
    }
    let packages = packages.join(" ");
    let line = format!("apt-get update && apt-get install --yes --no-install-recommends {packages}");
    if !is_root()? || find("apt-get").is_none() {
        return Err(Fault::new(format!("missing: {packages}. On Debian: sudo sh -c '{line}'")));
    }
    let mut shell = project.command("sh");
    run::run(shell.env("DEBIAN_FRONTEND", "noninteractive").args(["-c", &line]))
}

fn node(project: &Project) -> Result {
    let version = version_of(project, "node", NODE_MAJOR, 0)?;
    let source = project.root.join("tests/browser");
    let folder = project.tools("browser");
    let lock = read(&source.join("package-lock.json"))?;
    let stamp = Stamp::new(&folder, format!("{version}\n{lock}"));
    if stamp.is_fresh() {
        return Ok(());
    }
    fs::create_dir_all(&folder).during(format!("making {}", folder.display()))?;
    for name in ["package.json", "package-lock.json"] {
        fs::copy(source.join(name), folder.join(name)).during(format!("copying {name}"))?;
    }
    let mut npm = project.command("npm");
    npm.current_dir(&folder).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
    run::run(&mut npm)?;
    stamp.set()
}

/// A Python of our own in a folder of `target/tools`, with the packages of a file of `tests/python`.
fn python(project: &Project, folder: &str, requirements: &str) -> Result {
    let version = version_of(project, "python3", 3, PYTHON_MINOR)?;
    let requirements = project.root.join("tests/python").join(requirements);
    let folder = project.tools(folder);
    // The folder's own name belongs to it: a copied one has programs that lead back to where it came from.
    let stamp = Stamp::new(&folder, format!("{version}\n{}\n{}", folder.display(), read(&requirements)?));
    if stamp.is_fresh() {
        return Ok(());
    }
    let mut venv = project.command("python3");
    run::run(venv.args(["-m", "venv", "--clear"]).arg(&folder)).map_err(|fault| {
        Fault::new(format!("{fault}\nIf it says that ensurepip is missing: sudo apt-get install --yes python3-venv"))
    })?;
    let mut pip = project.command(folder.join("bin/python"));
    pip.args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--require-hashes",
        "--only-binary",
        ":all:",
    ]);
    run::run(pip.arg("--requirement").arg(&requirements))?;
    stamp.set()
}

/// The version that a program prints, if it is at least what we want.
fn version_of(project: &Project, program: &str, major: u32, minor: u32) -> Result<String> {
    let wanted = format!("{program} {major}.{minor} or later is expected in PATH");
    let said = run::output(project.command(program).arg("--version"))
        .map_err(|_| Fault::new(format!("{wanted}, and there is none")))?;
    match version(&said) {
        Some(found) if found >= (major, minor) => Ok(said.trim().to_owned()),
        _ => Err(Fault::new(format!("{wanted}, not {}", said.trim()))),
    }
}

/// Major and minor of `v20.20.2` or `Python 3.11.7`.
fn version(said: &str) -> Option<(u32, u32)> {
    let mut numbers = said.trim().rsplit(' ').next()?.trim_start_matches('v').split('.');
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

fn read(file: &std::path::Path) -> Result<String> {
    fs::read_to_string(file).during(format!("reading {}", file.display()))
}

/// What a folder was filled from; as long as that stays the same, nothing is installed again.
struct Stamp {
    file: PathBuf,
    text: String,
}

impl Stamp {
    fn new(folder: &std::path::Path, text: String) -> Self {
        Self { file: folder.join("installed-from.txt"), text }
    }

    fn is_fresh(&self) -> bool {
        fs::read_to_string(&self.file).is_ok_and(|text| text == self.text)
    }

    fn set(&self) -> Result {
        fs::write(&self.file, &self.text).during(format!("writing {}", self.file.display()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_as_programs_print_them() {
        assert_eq!(version("v20.20.2\n"), Some((20, 20)));
        assert_eq!(version("Python 3.11.7\n"), Some((3, 11)));
        assert_eq!(version("Python 3.13.0rc1\n"), Some((3, 13)));
        assert_eq!(version("unknown"), None);
    }
}
