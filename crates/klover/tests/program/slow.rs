//! Readers who are slow, go away, or never stop asking.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use socket2::{Domain, Socket, Type};

use super::{Home, Served, serve};

/// Readers who take next to nothing of what they asked for.
const SLOW_READERS: usize = 1_000;
/// Activities of the network, so many that a document of all of them is no small one.
const ACTIVITIES: usize = 1_200;

/// A network whose document of all activities is some megabytes.
fn large(home: &Home) -> Served {
    let folder = home.sample("stor");
    let text = "Vi går genom fältet och talar om vatten, jord och redskap. ".repeat(40);
    let activity = |number: usize| {
        let id = format!("stor-{number:04}");
        json!({
            "id": id, "slug": id, "version": 1, "status": "published", "kind": "field-day",
            "title": { "sv": format!("Fältdag {number}") }, "summary": { "sv": format!("{number}. {text}") },
            "occasions": [{ "id": format!("{id}-1"), "when": { "first_day": "2026-12-01" } }],
        })
    };
    let file = folder.join("activities.json");
    let mut all: Vec<Value> = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    all.extend((0..ACTIVITIES).map(activity));
    std::fs::write(&file, serde_json::to_vec(&all).unwrap()).unwrap();
    home.ok(&["import", &folder.display().to_string(), "--data", &home.path("data")]);
    serve(home.command(&["serve", "--listen", "127.0.0.1:0", "--data", &home.path("data")]))
}

fn ask(served: &Served, path: &str) -> TcpStream {
    // What a reader has not read waits on our side: of a slow one that is little.
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None).unwrap();
    socket.set_recv_buffer_size(8 * 1024).unwrap();
    socket.connect(&served.address.parse::<SocketAddr>().unwrap().into()).unwrap();
    let mut stream = TcpStream::from(socket);
    stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n").unwrap();
    stream
}

/// Anonymous memory of a process, in megabytes.
fn memory_mb(served: &Served) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", served.child.id())).unwrap();
    let line = status.lines().find(|line| line.starts_with("RssAnon:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() / 1024
}

#[test]
fn a_thousand_slow_readers_do_not_stop_others_and_leave_nothing_behind() {
    rlimit::increase_nofile_limit(4_000).unwrap();
    let home = Home::new();
    let served = large(&home);
    let whole = served.get("/aktiviteter.json");
    assert!(whole.starts_with("HTTP/1.1 200") && whole.len() > 2 * 1024 * 1024, "{} bytes", whole.len());
    let before = memory_mb(&served);

    let mut slow: Vec<TcpStream> = (0..SLOW_READERS).map(|_| ask(&served, "/aktiviteter.json")).collect();
    let mut start = [0; 12];
    for reader in &mut slow {
        reader.read_exact(&mut start).unwrap();
        assert_eq!(&start, b"HTTP/1.1 200");
    }
    let begun = Instant::now();
    for path in ["/", "/aktiviteter", "/sok?q=vatten", "/aktiviteter.ics", "/en/clusters.json"] {
        assert!(served.get(path).starts_with("HTTP/1.1 200"), "{path}");
    }
    assert!(begun.elapsed() < Duration::from_secs(20), "others waited for {:?}", begun.elapsed());
    let during = memory_mb(&served);
    assert!(during < before + 200, "{before} MB before, {during} MB with {SLOW_READERS} slow readers");

    drop(slow);
    let deadline = Instant::now() + Duration::from_secs(15);
    while open_files(&served) > 200 {
        assert!(Instant::now() < deadline, "{} files are still open", open_files(&served));
        std::thread::sleep(Duration::from_millis(100));
    }
    assert_eq!(served.stop(), Some(0));
}

/// The files and connections that a process has open.
fn open_files(served: &Served) -> usize {
    std::fs::read_dir(format!("/proc/{}/fd", served.child.id())).unwrap().count()
}

#[test]
fn who_asks_every_second_is_told_when_to_come_back() {
    let home = Home::new();
    let served = serve(home.command(&["serve", "--listen", "127.0.0.1:0", "--data", &home.path("data")]));
    let begun = Instant::now();
    let told = loop {
        let answer = served.get("/aktiviteter.ics");
        if !answer.starts_with("HTTP/1.1 200") {
            break answer;
        }
        assert!(answer.contains("ratelimit-policy: \"client\";q=9000;w=300"), "{answer}");
        assert!(begun.elapsed() < Duration::from_secs(60), "nobody said anything");
        std::thread::sleep(Duration::from_millis(950));
    };
    assert!(told.starts_with("HTTP/1.1 429") && told.contains("retry-after: 60"), "{told}");
    assert!(served.get("/aktiviteter").starts_with("HTTP/1.1 200"), "people may go on");
}
