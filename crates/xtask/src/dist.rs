//! `cargo xtask dist`: one archive with all that a server needs.

use std::fs;
use std::path::{Path, PathBuf};

use crate::fault::{During, Fault, Result};
use crate::leash::Scratch;
use crate::project::Project;
use crate::run;

/// What goes into the archive beside the program: where it is here, and what it is called there.
const FILES: &[(&str, &str)] = &[
    ("dist/klover.service", "klover.service"),
    ("config.example.toml", "config.example.toml"),
    ("docs/how-to/run-a-server.md", "HOWTO.txt"),
    ("LICENSE", "LICENSE"),
];

/// Builds the program for release and packs it.
pub fn pack(project: &Project) -> Result {
    let missing: Vec<&str> =
        FILES.iter().map(|(from, _)| *from).filter(|from| !project.root.join(from).is_file()).collect();
    if !missing.is_empty() {
        return Err(Fault::new(format!("these belong in the archive and do not exist: {}", missing.join(", "))));
    }
    run::run(&mut project.cargo(&["build", "--release", "--package", "klover"]))?;
    let archive = archive(project, &project.target.join("release/klover"))?;
    println!("{}", archive.display());
    Ok(())
}

/// The same files give the same archive: sorted, with one time, owned by root.
fn archive(project: &Project, program: &Path) -> Result<PathBuf> {
    let manifest = fs::read_to_string(project.root.join("Cargo.toml")).during("reading Cargo.toml")?;
    let version = version(&manifest).ok_or_else(|| Fault::new("Cargo.toml names no version"))?;
    let name = format!("klover-{version}-{}-{}", std::env::consts::ARCH, std::env::consts::OS);
    let scratch = Scratch::new()?;
    let folder = scratch.path().join(&name);
    fs::create_dir(&folder).during("making the folder to pack")?;
    fs::copy(program, folder.join("klover")).during(format!("copying {}", program.display()))?;
    for (from, to) in FILES {
        fs::copy(project.root.join(from), folder.join(to)).during(format!("copying {from}"))?;
    }
    let dist = project.target.join("dist");
    fs::create_dir_all(&dist).during(format!("making {}", dist.display()))?;
    let archive = dist.join(format!("{name}.tar.gz"));
    let mut tar = project.command("tar");
    tar.args(["--sort=name", "--owner=0", "--group=0", "--numeric-owner", "--mtime=@0", "--mode=go=rX,u+rw"]);
    tar.arg("--directory").arg(scratch.path()).arg("--use-compress-program=gzip -n9");
    run::run(tar.arg("--create").arg("--file").arg(&archive).arg(&name))?;
    Ok(archive)
}

/// The version under `[workspace.package]`.
fn version(manifest: &str) -> Option<&str> {
    let section = manifest.split("[workspace.package]").nth(1)?.split("\n[").next()?;
    let line = section.lines().find_map(|line| line.trim().strip_prefix("version"))?;
    line.trim_start().strip_prefix('=').map(|value| value.trim().trim_matches('"'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_that_of_the_workspace() {
        let manifest = "[workspace]\nmembers = []\n\n[workspace.package]\nversion = \"0.3.1\"\n\n[dependencies]\n";
        assert_eq!(version(manifest), Some("0.3.1"));
        assert_eq!(version("[package]\nversion = \"1.0.0\"\n"), None);
    }
}
