//! What we start must end with us, however we end: well, by a panic, by Ctrl-C, by `kill -9`.
//!
//! A small shell script waits on a pipe whose other end only this process holds.
//! When we let go of it, on purpose or by dying, the script reads the end of the pipe and cleans up.
//! The alternative, a signal handler, needs more than the standard library and does not see `kill -9`.

use std::fs::{self, DirBuilder};
use std::io::ErrorKind;
use std::os::unix::fs::DirBuilderExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};

use crate::fault::{During, Fault, Result};

/// Runs the words after it; asks the program to stop when the pipe closes, insists after ten seconds.
const KEEP: &str = r#"
"$@" & program=$!
exec >/dev/null
read -r _
kill "$program" 2>/dev/null
( sleep 10; kill -9 "$program" 2>/dev/null ) & insist=$!
wait "$program"; code=$?
kill "$insist" 2>/dev/null
exit "$code"
"#;

/// Removes a folder when the pipe closes; tries again while a program still writes there.
const REMOVE: &str = r#"
read -r _
for try in 1 2 3 4 5; do rm -rf -- "$1" && exit 0; sleep 1; done
"#;

/// A script that cleans up when it is let go of.
#[derive(Debug)]
pub struct Leash(Child);

impl Leash {
    /// Starts a script that must clean up when its standard input ends; `prepare` adds its words and its user.
    pub fn tie(script: &str, prepare: impl FnOnce(&mut Command)) -> Result<Self> {
        let mut shell = Command::new("sh");
        shell.arg("-c").arg(format!("trap '' HUP INT TERM\n{script}")).arg("leash");
        prepare(&mut shell);
        Self::spawn(&mut shell)
    }

    /// Starts a program that is asked to stop (SIGTERM) when it is let go of.
    pub fn keep(program: &Command, log: fs::File) -> Result<Self> {
        let mut shell = Command::new("sh");
        shell.arg("-c").arg(KEEP).arg("leash").arg(program.get_program()).args(program.get_args());
        if let Some(folder) = program.get_current_dir() {
            shell.current_dir(folder);
        }
        for (name, value) in program.get_envs() {
            match value {
                Some(value) => shell.env(name, value),
                None => shell.env_remove(name),
            };
        }
        Self::spawn(shell.stdout(Stdio::piped()).stderr(log))
    }

    /// In a process group of its own, where Ctrl-C in the terminal does not reach it.
    fn spawn(shell: &mut Command) -> Result<Self> {
        shell.stdin(Stdio::piped()).process_group(0).spawn().during("starting `sh`").map(Self)
    }

    /// What the program on the leash prints; it can be taken once.
    pub fn stdout(&mut self) -> Option<std::process::ChildStdout> {
        self.0.stdout.take()
    }

    /// Lets go, waits until all is clean, and tells how the script ended.
    pub fn let_go(&mut self) -> Result<ExitStatus> {
        drop(self.0.stdin.take());
        self.0.wait().during("waiting for what we started to end")
    }
}

impl Drop for Leash {
    fn drop(&mut self) {
        if let Err(fault) = self.let_go() {
            eprintln!("{fault}");
        }
    }
}

/// A folder of our own that is gone when we are.
#[derive(Debug)]
pub struct Scratch {
    path: PathBuf,
    _leash: Leash,
}

impl Scratch {
    /// Makes an empty folder.
    pub fn new() -> Result<Self> {
        let path = fresh_folder()?;
        let leash = Leash::tie(REMOVE, |shell| {
            shell.arg(&path);
        })?;
        Ok(Self { path, _leash: leash })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// An empty folder with a short name, since a socket's path may have 107 bytes at most.
pub fn fresh_folder() -> Result<PathBuf> {
    let short = Path::new("/tmp");
    let parent = if short.is_dir() { short.to_owned() } else { std::env::temp_dir() };
    for number in 0..1000 {
        let path = parent.join(format!("klover-{}-{number}", std::process::id()));
        match DirBuilder::new().mode(0o700).create(&path) {
            Ok(()) => return Ok(path),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error).during(format!("making {}", path.display())),
        }
    }
    Err(Fault::new(format!("{} is full of our old folders", parent.display())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scratch_folder_goes_with_its_owner() {
        let scratch = Scratch::new().expect("a folder");
        let path = scratch.path().to_owned();
        fs::write(path.join("file"), "text").expect("a file");
        drop(scratch);
        assert!(!path.exists());
    }

    #[test]
    fn a_program_on_a_leash_is_asked_to_stop() {
        let log = fs::File::create("/dev/null").expect("nowhere");
        let script = "trap 'exit 7' TERM; while :; do sleep 0.05; done";
        let mut leash = Leash::keep(Command::new("sh").args(["-c", script]), log).expect("a program");
        std::thread::sleep(std::time::Duration::from_millis(300));
        assert_eq!(leash.let_go().expect("an end").code(), Some(7));
    }
}
