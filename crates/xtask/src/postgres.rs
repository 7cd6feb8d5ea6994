//! A PostgreSQL of our own: started for one run, reached by a socket only, gone afterwards.

use std::fs;
use std::io::Write;
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use crate::fault::{During, Fault, Result};
use crate::leash::{Leash, fresh_folder};
use crate::run;

/// How long the children of a killed server may take to notice.
const CHILDREN_SECONDS: u64 = 20;
const START_SECONDS: &str = "60";

/// Stops the server and removes its folder when the pipe closes.
const STOP: &str = r#"
read -r _
cd /
"$1" stop --pgdata "$2/data" --mode immediate --wait >/dev/null 2>&1
rm -rf -- "$2"
"#;

/// Said by every setting file: no network, a socket beside the data, room for tests side by side.
const SETTINGS: &str = "
listen_addresses = ''
max_connections = 300
lc_messages = 'C'
timezone = 'UTC'
";

/// What tests need is speed; a power cut during them loses nothing that anyone wants.
const FAST: &str = "
fsync = off
full_page_writes = off
synchronous_commit = off
";

/// Whether the server keeps what it acknowledged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// For tests: nothing is forced to the disk.
    Fast,
    /// As in production, to be killed.
    Durable,
}

/// The user who runs the server, where we are root: PostgreSQL refuses to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Account {
    user: u32,
    group: u32,
}

/// A running server; dropping it stops it and removes all it had.
#[derive(Debug)]
pub struct Server {
    folder: PathBuf,
    binaries: PathBuf,
    account: Option<Account>,
    _leash: Leash,
}

impl Server {
    /// Makes a new, empty server and starts it.
    pub fn start(durability: Durability) -> Result<Self> {
        let binaries = binaries().ok_or_else(|| Fault::new("PostgreSQL's server programs are missing"))?;
        let account = account()?;
        let folder = fresh_folder()?;
        if let Some(account) = account {
            chown(&folder, Some(account.user), Some(account.group))
                .during(format!("giving {} to the server's user", folder.display()))?;
        }
        let leash = Leash::tie(STOP, |shell| {
            let shell = shell.arg(binaries.join("pg_ctl")).arg(&folder);
            lower(shell, account);
        })?;
        let server = Self { folder, binaries, account, _leash: leash };
        server.initialise(durability)?;
        server.launch()?;
        Ok(server)
    }

    /// Its address: the socket's folder stands percent-encoded where a host would.
    pub fn address(&self) -> String {
        let host = self.folder.to_string_lossy().replace('%', "%25").replace('/', "%2F");
        format!("postgres://klover@{host}/postgres")
    }

    /// Kills the postmaster without warning and waits until its children have noticed.
    pub fn kill(&self) -> Result {
        let postmaster = self.postmaster()?;
        let children = children_of(&postmaster);
        run::output(Command::new("sh").args(["-c", r#"kill -9 "$1""#, "kill", &postmaster]))?;
        let deadline = Instant::now() + Duration::from_secs(CHILDREN_SECONDS);
        let alive = || std::iter::once(&postmaster).chain(&children).any(|process| is_alive(process));
        while alive() {
            if Instant::now() > deadline {
                return Err(Fault::new("the children of the killed PostgreSQL do not end"));
            }
            thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    }

    /// Starts the server again after [`Self::kill`]; it recovers by itself.
    pub fn recover(&self) -> Result {
        // Where nobody collects the dead, the old number still answers and the lock files look taken.
        for lock in [self.data().join("postmaster.pid"), self.folder.join(".s.PGSQL.5432.lock")] {
            if lock.exists() {
                fs::remove_file(&lock).during("removing a lock of the killed PostgreSQL")?;
            }
        }
        self.launch()
    }

    fn initialise(&self, durability: Durability) -> Result {
        let mut command = self.program("initdb");
        command.arg("--pgdata").arg(self.data());
        command.args(["--username=klover", "--auth=trust", "--encoding=UTF8", "--locale=C"]);
        if durability == Durability::Fast {
            command.arg("--no-sync");
        }
        run::output(&mut command)?;
        let speed = if durability == Durability::Fast { FAST } else { "" };
        let socket = format!("unix_socket_directories = '{}'\n", self.folder.display());
        let settings = self.data().join("postgresql.conf");
        let mut file = fs::OpenOptions::new().append(true).open(&settings).during("opening postgresql.conf")?;
        file.write_all([SETTINGS, &socket, speed].concat().as_bytes()).during("writing postgresql.conf")
    }

    fn launch(&self) -> Result {
        let log = self.folder.join("log");
        let mut command = self.program("pg_ctl");
        command.args(["start", "--wait", "--silent", "--timeout", START_SECONDS]);
        command.arg("--pgdata").arg(self.data()).arg("--log").arg(&log);
        match run::output(&mut command) {
            Ok(_) => Ok(()),
            Err(fault) => {
                let log = fs::read_to_string(&log).unwrap_or_default();
                Err(Fault::new(format!("{fault}\n{log}")))
            }
        }
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    fn postmaster(&self) -> Result<String> {
        let lock = fs::read_to_string(self.data().join("postmaster.pid")).during("reading postmaster.pid")?;
        lock.lines().next().map(|line| line.trim().to_owned()).ok_or_else(|| Fault::new("postmaster.pid is empty"))
    }

    fn program(&self, name: &str) -> Command {
        let mut command = Command::new(self.binaries.join(name));
        command.current_dir(&self.folder).env("LC_ALL", "C");
        lower(&mut command, self.account);
        command
    }
}

/// The folder with PostgreSQL's server programs: in `PATH`, or the newest that Debian has.
pub fn binaries() -> Option<PathBuf> {
    let is_whole = |folder: &PathBuf| ["initdb", "pg_ctl", "postgres"].iter().all(|name| folder.join(name).is_file());
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).find(is_whole).or_else(|| {
        let versions = fs::read_dir("/usr/lib/postgresql").ok()?;
        let mut folders: Vec<(u32, PathBuf)> = versions
            .filter_map(|version| {
                let version = version.ok()?;
                Some((version.file_name().to_str()?.parse().ok()?, version.path().join("bin")))
            })
            .filter(|(_, folder)| is_whole(folder))
            .collect();
        folders.sort();
        folders.pop().map(|(_, folder)| folder)
    })
}

fn lower(command: &mut Command, account: Option<Account>) {
    if let Some(account) = account {
        command.uid(account.user).gid(account.group);
    }
}

/// Nobody in particular, where we are root; ourselves otherwise.
fn account() -> Result<Option<Account>> {
    if !crate::tools::is_root()? {
        return Ok(None);
    }
    let users = fs::read_to_string("/etc/passwd").during("reading /etc/passwd")?;
    ["postgres", "nobody"]
        .iter()
        .find_map(|name| account_in(&users, name))
        .map(Some)
        .ok_or_else(|| Fault::new("PostgreSQL refuses to run as root, and there is no user `postgres` or `nobody`"))
}

fn account_in(users: &str, name: &str) -> Option<Account> {
    let line = users.lines().find(|line| line.split(':').next() == Some(name))?;
    let mut fields = line.split(':').skip(2);
    Some(Account { user: fields.next()?.parse().ok()?, group: fields.next()?.parse().ok()? })
}

/// Linux only: elsewhere there is no `/proc`, and the server is simply given its time.
fn children_of(process: &str) -> Vec<String> {
    let Ok(processes) = fs::read_dir("/proc") else { return Vec::new() };
    let names = processes.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    names.filter(|name| state_and_parent(name).is_some_and(|(_, parent)| parent == process)).collect()
}

fn is_alive(process: &str) -> bool {
    state_and_parent(process).is_some_and(|(state, _)| state != "Z")
}

/// The third and fourth field of `/proc/N/stat`; the second is a name in brackets that may hold anything.
fn state_and_parent(process: &str) -> Option<(String, String)> {
    process.parse::<u32>().ok()?;
    let stat = fs::read_to_string(Path::new("/proc").join(process).join("stat")).ok()?;
    let mut fields = stat.rsplit_once(") ")?.1.split(' ');
    Some((fields.next()?.to_owned(), fields.next()?.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_user_is_found_by_its_whole_name() {
        let users =
            "root:x:0:0:root:/root:/bin/bash\npostgres2:x:7:7::/:/bin/sh\npostgres:x:101:104:,,,:/var/lib:/bin/bash\n";
        assert_eq!(account_in(users, "postgres"), Some(Account { user: 101, group: 104 }));
        assert_eq!(account_in(users, "nobody"), None);
    }

    #[test]
    fn we_are_alive() {
        assert!(is_alive(&std::process::id().to_string()));
    }
}
