//! Folders as people get them wrong, and the sample as it stands.
#![allow(clippy::unwrap_used, reason = "a test says what is wrong by failing")]

use std::collections::BTreeMap;
use std::path::Path;

use model::folder::{self, Folder, Known};
use model::{Kind, schema};

fn sample() -> BTreeMap<String, Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/network");
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    entries.map(|e| (e.file_name().into_string().unwrap(), std::fs::read(e.path()).unwrap())).collect()
}

fn read(files: &BTreeMap<String, Vec<u8>>) -> Folder {
    folder::read(files, &Known::default()).unwrap_or_else(|faults| {
        let lines: Vec<_> = faults.iter().map(|f| format!("{} {} {:?}", f.file, f.record, f.what)).collect();
        panic!("{}", lines.join("\n"))
    })
}

/// The faults of the sample after one text in one file is replaced, a line each.
fn faults_after(file: &str, from: &str, to: &str) -> Vec<String> {
    let mut files = sample();
    let text = String::from_utf8(files[file].clone()).unwrap();
    assert!(text.contains(from), "{file} has no {from}");
    files.insert(file.to_owned(), text.replacen(from, to, 1).into_bytes());
    let faults = folder::read(&files, &Known::default()).unwrap_err();
    faults
        .iter()
        .map(|f| {
            format!("{} {}{} found {} expected {:?}", f.file, f.record, f.what.field, f.what.found, f.what.expected)
        })
        .collect()
}

#[test]
fn the_sample_reads_and_writes_back_byte_for_byte() {
    let files = sample();
    let folder = read(&files);
    let written = folder::write(&folder.network.unwrap(), &folder.records);
    assert_eq!(written.keys().collect::<Vec<_>>(), files.keys().collect::<Vec<_>>());
    for (name, text) in &written {
        assert!(text.as_bytes() == files[name], "{name} is not written as it stands");
    }
}

#[test]
fn each_of_the_116_records_became_exactly_one() {
    let folder = read(&sample());
    let mut keys: Vec<&str> = folder.records.iter().flat_map(|r| &r.head().source_keys).map(String::as_str).collect();
    keys.sort_unstable();
    assert_eq!(keys, (1..=116).map(|n| format!("akt-{n:03}")).collect::<Vec<_>>());
    assert_eq!(folder.records.iter().filter(|r| r.kind() == Kind::Cluster).count(), 15);
}

#[test]
fn the_schema_in_docs_is_the_schema_of_the_code() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/records.schema.json");
    let current = format!("{:#}\n", schema::document());
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    if kept != current {
        std::fs::write(&path, &current).unwrap();
        panic!("docs/records.schema.json was out of date and has been written anew; look at it and commit it");
    }
}

#[test]
fn every_fault_is_told_at_its_field() {
    let check = |file, from, to, expect: &str| {
        let faults = faults_after(file, from, to);
        assert!(faults.iter().any(|fault| fault.contains(expect)), "{expect}\nnot among\n{}", faults.join("\n"));
    };
    check(
        "clusters.json",
        r#""status": "active""#,
        r#""status": "aktiv""#,
        r#"/status found "aktiv" expected OneOf(["forming","#,
    );
    check(
        "clusters.json",
        r#""founded": "#,
        r#""foundet": "#,
        r#"/foundet found foundet expected NoSuchField { nearest: Some("founded") }"#,
    );
    check("clusters.json", r#""version": 1"#, r#""version": "1""#, r#"/version found "1" expected Type("integer")"#);
    check("clusters.json", r#""municipality": ""#, r#""municipality": "9"#, r#"expected Format("municipality")"#);
    check(
        "themes.json",
        r#""slug": "vatten""#,
        r#""slug": "Vatten""#,
        r#"vatten/slug found "Vatten" expected Format("slug")"#,
    );
    check("themes.json", r#""id": "vatten""#, r#""id": "watten""#, r#"found vatten expected Reference([Theme])"#);
    check("themes.json", "[", "", "expected Readable(");
    check("activities.json", r#""first_day": "20"#, r#""first_day": "x20"#, r#"expected Format("day")"#);
    check("activities.json", r#""id": "akt-"#, r#""id": "AKT-"#, r#"expected Format("id")"#);
    check("network.toml", "slug =", "slugg =", "network.toml /slugg found slugg expected NoSuchField");
    check("network.toml", "slug =", "slugg =", "network.toml /slug found  expected Required");
    check("network.toml", "slug =", "slug", "expected Readable(");
}

#[test]
fn two_faults_in_one_record_are_both_told() {
    let mut files = sample();
    let text = String::from_utf8(files["clusters.json"].clone()).unwrap();
    let text = text.replacen(r#""version": 1"#, r#""version": 0"#, 1).replacen(r#""status": ""#, r#""status": "x"#, 1);
    files.insert("clusters.json".into(), text.into_bytes());
    let text = String::from_utf8(files["clusters.json"].clone()).unwrap();
    files.insert("clusters.json".into(), text.replacen(r#""themes": ["#, r#""themes": ["watten", "#, 1).into_bytes());
    files.insert("people.json".into(), b"[]".to_vec());
    let faults = folder::read(&files, &Known::default()).unwrap_err();
    assert!(faults.iter().any(|f| f.what.field == "/version"));
    assert!(faults.iter().any(|f| f.what.field == "/status"));
    assert!(faults.iter().any(|f| f.what.found == "watten"), "references of a record with other faults are told too");
    assert!(faults.iter().any(|f| f.file == "people.json"));
}
