//! The program as it is started: its verbs, what they say, and how it stops.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test says what is wrong by failing")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

#[path = "program/slow.rs"]
mod slow;

static NUMBER: AtomicU32 = AtomicU32::new(0);

struct Home(PathBuf);

impl Drop for Home {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

impl Home {
    fn new() -> Self {
        let name = format!("klover-program-{}-{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).display().to_string()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_klover"));
        command.current_dir(&self.0).args(arguments).stdin(Stdio::null());
        for name in ["KLOVER_TEST_POSTGRES", "KLOVER_TEST_STRICT", "LANG", "LC_ALL"] {
            command.env_remove(name);
        }
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    fn ok(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{arguments:?}: {complaint}");
        String::from_utf8(output.stdout).unwrap()
    }

    fn refused(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        String::from_utf8(output.stderr).unwrap()
    }

    /// A folder with the sample's files, to be spoilt.
    fn sample(&self, name: &str) -> PathBuf {
        let (from, to) = (Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/network"), self.0.join(name));
        std::fs::create_dir_all(&to).unwrap();
        for entry in std::fs::read_dir(from).unwrap() {
            let entry = entry.unwrap();
            std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
        to
    }
}

struct Served {
    child: Child,
    address: String,
    lines: Vec<String>,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn serve(mut command: Command) -> Served {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut lines = Vec::new();
    for line in BufReader::new(child.stdout.as_mut().unwrap()).lines() {
        let line = line.unwrap();
        lines.push(line.clone());
        if let Some((_, address)) = line.split_once("http://localhost:") {
            return Served { child, address: format!("127.0.0.1:{address}"), lines };
        }
    }
    let status = child.wait().unwrap();
    panic!("it stopped with {status} before it served: {lines:?}");
}

impl Served {
    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n").unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// Stops it as a service manager does, and says how it ended.
    fn stop(mut self) -> Option<i32> {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
        self.child.wait().unwrap().code()
    }
}

#[test]
fn the_first_start_loads_the_sample_and_the_second_is_quick() {
    let home = Home::new();
    let first = serve(home.command(&["--listen", "127.0.0.1:0"]));
    assert!(first.lines.iter().any(|line| line.contains("loading the sample")), "{:?}", first.lines);
    assert!(first.get("/").contains("Starka tillsammans"));
    assert_eq!(first.stop(), Some(0));
    let mode = std::fs::metadata(home.0.join("klover-data")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o700);

    let started = Instant::now();
    let second = serve(home.command(&["serve", "--listen", "127.0.0.1:0"]));
    println!("second start took {:?}", started.elapsed());
    assert_eq!(second.lines.len(), 1, "nothing is loaded again: {:?}", second.lines);
    assert!(second.get("/kluster/agrovast").contains("<h1>Agroväst</h1>"));
    assert_eq!(second.stop(), Some(0));
    assert!(home.ok(&["check"]).starts_with("all is well"));
}

#[test]
fn a_stop_right_after_the_start_is_a_clean_stop() {
    let home = Home::new();
    for _ in 0..10 {
        assert_eq!(serve(home.command(&["--listen", "127.0.0.1:0"])).stop(), Some(0));
    }
}

#[test]
fn the_sample_is_not_loaded_when_not_wanted() {
    let home = Home::new();
    let served = serve(home.command(&["serve", "--no-sample", "--listen", "127.0.0.1:0", "--no-work"]));
    assert!(served.get("/kluster").contains("Här finns inga kluster ännu"));
    assert_eq!(served.stop(), Some(0));
    assert_eq!(home.ok(&["check"]).split(',').count(), 2);
}

#[test]
fn the_clock_can_be_set_on_a_sample_only() {
    let home = Home::new();
    let mut command = home.command(&["--listen", "127.0.0.1:0"]);
    command.env("KLOVER_CLOCK", "2024-04-01T09:00:00+02:00");
    let served = serve(command);
    assert!(served.get("/").contains("Livsmedelsberedskap – hur säkras"));
    assert_eq!(served.stop(), Some(0));

    let dir = home.sample("real");
    let network = std::fs::read_to_string(dir.join("network.toml")).unwrap().replace("sample = true", "sample = false");
    std::fs::write(dir.join("network.toml"), network).unwrap();
    let data = home.path("real-data");
    home.ok(&["import", dir.to_str().unwrap(), "--data", &data]);
    let output = home.command(&["--data", &data]).env("KLOVER_CLOCK", "2024-04-01T09:00:00+02:00").output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("KLOVER_CLOCK is only for a sample"));
}

#[test]
fn an_export_is_the_sample_byte_for_byte_and_nothing_else() {
    let home = Home::new();
    let dir = home.sample("in");
    assert!(home.ok(&["import", dir.to_str().unwrap()]).contains("249 added") || !home.ok(&["check"]).is_empty());
    assert!(home.ok(&["import", dir.to_str().unwrap()]).contains("0 added, 0 changed"));
    home.ok(&["export", &home.path("out")]);
    let names = |dir: &Path| {
        let mut names: Vec<_> = std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        names
    };
    assert_eq!(names(&home.0.join("out")), names(&dir));
    for name in names(&dir) {
        assert!(
            std::fs::read(home.0.join("out").join(&name)).unwrap() == std::fs::read(dir.join(&name)).unwrap(),
            "{name:?}"
        );
    }
}

#[test]
fn an_import_with_faults_tells_every_one_and_writes_nothing() {
    let home = Home::new();
    let dir = home.sample("in");
    let spoil = |file: &str, from: &str, to: &str| {
        let path = dir.join(file);
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains(from));
        std::fs::write(path, text.replacen(from, to, 1)).unwrap();
    };
    spoil("clusters.json", "\"status\": \"active\"", "\"status\": \"aktiv\"");
    spoil("activities.json", "\"kind\": \"seminar\"", "\"kind\": \"seminarium\"");
    spoil("themes.json", "\"version\": 1", "\"version\": 0");
    let complaint = home.refused(&["import", dir.to_str().unwrap()]);
    assert!(complaint.contains("/status: found \"aktiv\"; expected one of: forming, active"), "{complaint}");
    assert!(complaint.contains("activities.json") && complaint.contains("/kind: found \"seminarium\""), "{complaint}");
    assert!(
        complaint.contains("themes.json") && complaint.contains("/version: found 0; expected at least 1"),
        "{complaint}"
    );
    assert!(complaint.contains("3 faults; nothing was imported"), "{complaint}");
    let swedish = home.command(&["import", dir.to_str().unwrap()]).env("LANG", "sv_SE.UTF-8").output().unwrap();
    assert!(String::from_utf8_lossy(&swedish.stderr).contains("/status: där står \"aktiv\"; väntat något av: forming"));
    assert!(home.refused(&["export", &home.path("out")]).contains("the store is empty"));
}

#[test]
fn a_backup_restores_into_an_empty_store_only() {
    let home = Home::new();
    let dir = home.sample("in");
    home.ok(&["import", dir.to_str().unwrap()]);
    let file = home.path("kept.backup");
    assert!(home.ok(&["backup", &file]).contains("read back and found whole"));
    assert!(home.refused(&["backup", &file]).contains("kept.backup"));
    assert!(home.ok(&["restore", &file, "--data", &home.path("other")]).contains("restored"));
    assert!(home.ok(&["check", "--data", &home.path("other")]).starts_with("all is well"));
    assert!(home.refused(&["restore", &file]).contains("not empty"));
    home.ok(&["migrate"]);
}

#[test]
fn what_is_wrong_is_said_in_one_line() {
    let home = Home::new();
    assert!(home.refused(&["check"]).contains("there is no store in klover-data"));
    assert!(home.refused(&["export", "x", "--database", "mysql://root:secret@db/x"]).contains("expected sqlite:PATH"));
    let complaint = home.refused(&["check", "--database", "postgres://u:secret@127.0.0.1:1/x"]);
    assert!(!complaint.contains("secret"), "{complaint}");
    std::fs::write(home.0.join("klover.toml"), "lisen = '127.0.0.1:1'").unwrap();
    assert!(home.refused(&["check"]).contains("unknown key lisen; was listen meant?"));
    std::fs::write(home.0.join("klover.toml"), "listen = 'nowhere'").unwrap();
    assert!(home.refused(&[]).contains("cannot listen on nowhere"));
}

#[test]
fn many_slow_readers_do_not_stop_others() {
    let home = Home::new();
    let served = serve(home.command(&["--listen", "127.0.0.1:0", "--no-work"]));
    let slow: Vec<TcpStream> = (0..400)
        .map(|_| {
            let mut stream = TcpStream::connect(&served.address).unwrap();
            stream.write_all(b"GET / HTTP/1.1\r\nhost: localh").unwrap();
            stream
        })
        .collect();
    assert!(served.get("/om").starts_with("HTTP/1.1 200"));
    drop(slow);
    assert_eq!(served.stop(), Some(0));
}

#[test]
fn metrics_have_a_listener_of_their_own() {
    let home = Home::new();
    // A free port for a moment; nobody else here takes it in between.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let mut command = home.command(&["--listen", "127.0.0.1:0"]);
    command.env("KLOVER_METRICS__LISTEN", port.to_string());
    let mut served = serve(command);
    served.get("/kluster");
    let site = std::mem::replace(&mut served.address, port.to_string());
    let metrics = served.get("/metrics");
    assert!(metrics.contains("klover_answers_total{route=\"/kluster\",status=\"200\"} 1"), "{metrics}");
    served.address = site;
    assert!(served.get("/metrics").starts_with("HTTP/1.1 404"));
}

#[test]
fn a_few_pages_take_little_memory() {
    let home = Home::new();
    let served = serve(home.command(&["--listen", "127.0.0.1:0"]));
    for path in [
        "/",
        "/en/",
        "/kluster",
        "/kluster/agrovast",
        "/aktiviteter",
        "/teman",
        "/utmaningar/beredskap",
        "/organisationer",
    ] {
        assert!(served.get(path).starts_with("HTTP/1.1 200"), "{path}");
    }
    let status = std::fs::read_to_string(format!("/proc/{}/status", served.child.id())).unwrap();
    let line = status.lines().find(|line| line.starts_with("RssAnon:")).unwrap();
    let kilobytes: u64 = line.split_whitespace().nth(1).unwrap().parse().unwrap();
    println!("anonymous memory: {kilobytes} kB");
    assert!(kilobytes <= 60 * 1024, "{kilobytes} kB");
}
