//! Every statement is prepared on both engines.

use std::path::Path;

use crate::harness::{ENGINES, Home};

/// The texts inside `sql!("…")` in a source, with their lines joined as the compiler sees them.
fn marked(source: &str) -> Vec<String> {
    let mut texts = Vec::new();
    for part in source.split("sql!(").skip(1) {
        let Some(start) = part.trim_start().strip_prefix('"') else { continue };
        if let Some(end) = start.find('"') {
            texts.push(start[..end].to_owned());
        }
    }
    texts
}

#[tokio::test]
async fn every_statement_is_prepared_on_both_engines() {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (mut texts, mut folders): (Vec<String>, _) = (Vec::new(), vec![sources]);
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else {
                texts.extend(marked(&std::fs::read_to_string(path).unwrap()));
            }
        }
    }
    assert!(texts.len() > 30, "only {} statements found", texts.len());
    let home = Home::new();
    for engine in ENGINES {
        let Some(store) = home.store(engine).await else { continue };
        let mut faults = Vec::new();
        let own = store::statements().into_iter().map(|sql| sql.text(engine).to_owned());
        for text in texts.iter().cloned().chain(own) {
            let sqlite_only = text.starts_with("vacuum") || text.contains("pragma_");
            if sqlite_only && engine == store::db::Engine::Postgres {
                continue;
            }
            if let Err(error) = store.prepare(&text).await {
                faults.push(format!("{text}\n    {error}"));
            }
        }
        assert!(faults.is_empty(), "{engine:?}:\n{}", faults.join("\n"));
    }
}
