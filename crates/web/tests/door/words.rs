//! Every key that templates and code use is there in both languages, and every key that is there is used.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use model::Lang;
use words::Words;

fn sources(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|ending| ending == "html" || ending == "rs") {
            out.push(path);
        }
    }
}

/// Everything in quotes, and everything in quotes after one of the words' methods.
fn quoted(text: &str) -> (BTreeSet<String>, BTreeSet<String>) {
    let literals = text.split('"').skip(1).step_by(1).map(str::to_owned).collect();
    let mut used = BTreeSet::new();
    for method in ["say.t(\"", "say.count(\"", "say.with(\"", "say.with2(\"", "say.with_all(\"", ".word(\""] {
        used.extend(text.split(method).skip(1).filter_map(|part| part.split('"').next()).map(str::to_owned));
    }
    (literals, used)
}

#[test]
fn every_key_is_there_and_used() {
    let words = Words::built_in();
    let mut files = Vec::new();
    for folder in ["src", "../words/src", "../model/src", "../formats/src"] {
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut files);
    }
    let (mut literals, mut used) = (BTreeSet::new(), BTreeSet::new());
    for file in &files {
        let (all, keys) = quoted(&std::fs::read_to_string(file).unwrap());
        literals.extend(all);
        used.extend(keys);
    }
    let missing: Vec<_> = used.iter().filter(|key| Lang::ALL.iter().any(|lang| !words.has(*lang, key))).collect();
    assert!(used.len() > 100 && missing.is_empty(), "not in both catalogues: {missing:?}");

    // Keys that are put together from a vocabulary's name and its word.
    let composed = [
        "kind-",
        "cluster-status-",
        "organisation-kind-",
        "initiative-kind-",
        "initiative-status-",
        "partner-role-",
        "activity-kind-",
        "activity-status-",
        "form-",
        "precision-",
        "format-",
        "initiatives-",
        "error-",
        "problem-",
        "api-mirror-",
        "language-",
        "data-unsure-",
        "data-built-",
        "data-key-",
        "access-tested-",
        "access-faults-",
        "privacy-short-",
    ];
    let keys = words::catalogue(Lang::Sv).lines().filter_map(|line| line.split_once(" =")).map(|(key, _)| key);
    let unused: Vec<_> = keys
        .filter(|key| key.starts_with(|c: char| c.is_ascii_lowercase()))
        .filter(|key| !literals.contains(*key) && !composed.iter().any(|start| key.starts_with(start)))
        .filter(|key| !key.ends_with("-what"))
        .collect();
    assert!(unused.is_empty(), "in the catalogues, but used nowhere: {unused:?}");
}
