//! Where things are: the root of the project, what is built, and what is installed for it.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::fault::{Fault, Result};

/// The folders of this checkout.
#[derive(Debug)]
pub struct Project {
    /// The folder of the workspace's `Cargo.toml`.
    pub root: PathBuf,
    /// Where Cargo puts what it builds.
    pub target: PathBuf,
    cargo: PathBuf,
}

impl Project {
    /// The project that this program was started in.
    pub fn find() -> Result<Self> {
        let start = std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from("."), PathBuf::from);
        let start = start.canonicalize().unwrap_or(start);
        let root = start
            .ancestors()
            .find(|folder| folder.join("Cargo.lock").is_file() && folder.join("crates").is_dir())
            .ok_or_else(|| Fault::new("run `cargo xtask` somewhere inside the project"))?
            .to_owned();
        let target = match std::env::var_os("CARGO_TARGET_DIR") {
            Some(folder) => root.join(folder),
            None => root.join("target"),
        };
        let cargo = std::env::var_os("CARGO").map_or_else(|| PathBuf::from("cargo"), PathBuf::from);
        Ok(Self { root, target, cargo })
    }

    /// A program to be run at the root of the project, free of settings meant for another Klöver.
    pub fn command(&self, program: impl AsRef<Path>) -> Command {
        let mut command = Command::new(program.as_ref());
        command.current_dir(&self.root);
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("KLOVER_") {
                command.env_remove(name);
            }
        }
        command
    }

    /// Cargo, the same that started us.
    pub fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = self.command(&self.cargo);
        command.args(arguments);
        command
    }

    /// The program as the development build leaves it.
    pub fn klover(&self) -> PathBuf {
        self.target.join("debug/klover")
    }

    /// A folder for what `test` installs for itself.
    pub fn tools(&self, name: &str) -> PathBuf {
        self.root.join("target/tools").join(name)
    }
}
