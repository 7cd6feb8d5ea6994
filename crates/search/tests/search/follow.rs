//! The index follows its store, survives being closed, and makes itself anew whenever it must.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use model::filter::Filter;
use model::{Id, Kind, Record};
use search::{Error, Index, Order};
use serde_json::json;
use store::Store;
use store::db::Engine;

use crate::corpus::now;
use crate::harness::{
    ENGINES, Room, add, ask, change, clipping, everything, exact, found, id, in_memory, opened, public, vocabulary,
};

/// A later moment than the sample's.
fn later(minutes: i64) -> Timestamp {
    now() + jiff::SignedDuration::from_mins(minutes)
}

/// How many statements a piece of work takes of a store.
async fn statements(store: &Store, index: &Index) -> u32 {
    let before = store.statements();
    index.follow(store).await.unwrap();
    store.statements() - before
}

/// The index has all that is public and nothing else.
async fn is_whole(index: &Index, store: &Store) {
    let mut ids: Vec<Id> = public(store).await.iter().map(|record| record.head().id.clone()).collect();
    ids.sort_unstable();
    assert_eq!(everything(index), ids);
    assert_eq!(index.change(), store.reader().await.unwrap().last_change().await.unwrap());
}

/// No trace of some records in hits, counts, points, suggestions or corrections.
async fn is_nowhere(index: &Index, store: &Store, hidden: &[&str], words: &[&str]) {
    let records = public(store).await;
    let (filter, vocabulary) = (Filter::default(), vocabulary(&records));
    let all = index.find(&ask(&filter, &vocabulary, Order::Time)).unwrap();
    let hidden: Vec<Id> = hidden.iter().map(|name| id(name)).collect();
    assert!(all.ids.iter().all(|found| !hidden.contains(found)));
    assert!(all.points.iter().all(|pin| !hidden.contains(&pin.id)));
    for (counted, _) in all.facets.theme.iter().chain(&all.facets.cluster) {
        assert!(!hidden.contains(counted), "{counted} is counted");
    }
    assert_eq!(all.total, records.len());
    for word in words {
        let found = found(index, word);
        assert!(found.ids.iter().all(|found| !hidden.contains(found)), "{word}");
        assert!(index.suggest(word, 50).unwrap().iter().all(|known| !hidden.contains(&known.id)), "{word}");
    }
}

#[tokio::test]
async fn what_is_added_changed_and_withdrawn_is_seen() {
    let room = Room::new();
    for engine in ENGINES {
        let Some(store) = room.sample(engine).await else { continue };
        let index = in_memory();
        index.follow(&store).await.unwrap();
        is_whole(&index, &store).await;
        assert!(exact(&index, "zorvax").is_empty());
        add(&store, later(1), &[clipping("ny", "Zorvax i Skara", "")]).await;
        assert!(exact(&index, "zorvax").is_empty(), "nothing is seen before it has followed");
        index.follow(&store).await.unwrap();
        assert_eq!(exact(&index, "zorvax"), ["ny"]);
        change(&store, "ny", |value| value["title"] = json!({ "sv": "Blimbi i Skara" })).await;
        index.follow(&store).await.unwrap();
        assert!(exact(&index, "zorvax").is_empty());
        assert_eq!(exact(&index, "blimbi"), ["ny"]);
        is_whole(&index, &store).await;
        for visibility in ["network", "unlisted", "draft"] {
            change(&store, "ny", |value| value["visibility"] = json!(visibility)).await;
            index.follow(&store).await.unwrap();
            assert!(exact(&index, "blimbi").is_empty(), "{visibility}");
            is_whole(&index, &store).await;
            change(&store, "ny", |value| value["visibility"] = json!("public")).await;
            index.follow(&store).await.unwrap();
            assert_eq!(exact(&index, "blimbi"), ["ny"]);
        }
    }
}

#[tokio::test]
async fn more_changes_than_are_read_at_once_are_all_taken_in() {
    let room = Room::new();
    for engine in ENGINES {
        let Some(store) = room.sample(engine).await else { continue };
        let index = in_memory();
        index.follow(&store).await.unwrap();
        let many: Vec<Record> = (0..1_100).map(|n| clipping(&format!("n-{n}"), &format!("Zorvax {n}"), "")).collect();
        add(&store, later(1), &many).await;
        index.follow(&store).await.unwrap();
        assert_eq!(exact(&index, "zorvax").len(), 1_100);
        is_whole(&index, &store).await;
    }
}

#[tokio::test]
async fn a_renamed_cluster_renames_what_it_arranges() {
    let room = Room::new();
    for engine in ENGINES {
        let Some(store) = room.sample(engine).await else { continue };
        let records = public(&store).await;
        let hosts = |cluster: &Id| {
            let hosted = |record: &&Record| matches!(record, Record::Activity(one) if one.hosts.contains(cluster));
            records.iter().filter(hosted).map(|record| record.head().id.to_string()).collect::<Vec<_>>()
        };
        let clusters = records.iter().filter(|record| record.kind() == Kind::Cluster).map(|record| &record.head().id);
        let cluster = clusters.max_by_key(|cluster| hosts(cluster).len()).unwrap();
        let hosted = hosts(cluster);
        assert!(hosted.len() > 1);
        let index = in_memory();
        index.follow(&store).await.unwrap();
        for name in ["Zorvax Kluster", "Blimbi Centrum"] {
            change(&store, cluster.as_str(), |value| value["name"] = json!(name)).await;
            index.follow(&store).await.unwrap();
        }
        let by_new = exact(&index, "blimbi");
        assert!(hosted.iter().all(|one| by_new.contains(one)), "{by_new:?}");
        assert!(by_new.contains(&cluster.to_string()));
        assert!(exact(&index, "zorvax").is_empty());
        // When it is withdrawn, its name goes with it.
        change(&store, cluster.as_str(), |value| value["visibility"] = json!("draft")).await;
        index.follow(&store).await.unwrap();
        assert!(exact(&index, "blimbi").is_empty());
        is_nowhere(&index, &store, &[cluster.as_str()], &["blimbi", "blimbi centrum", "bli"]).await;
    }
}

#[tokio::test]
async fn a_new_synonym_of_a_theme_widens_what_is_asked() {
    let room = Room::new();
    for engine in ENGINES {
        let Some(store) = room.sample(engine).await else { continue };
        let folder = room.index_folder();
        let index = opened(&folder);
        index.follow(&store).await.unwrap();
        add(&store, later(1), &[clipping("dikt", "Om zorvax", "")]).await;
        index.follow(&store).await.unwrap();
        assert!(!found(&index, "vatten").ids.contains(&id("dikt")));
        change(&store, "vatten", |value| {
            value["synonyms"]["sv"].as_array_mut().unwrap().insert(0, json!("zorvax"));
        })
        .await;
        index.follow(&store).await.unwrap();
        assert!(found(&index, "vatten").ids.contains(&id("dikt")));
        // What it has learnt it knows after a restart too, once it has followed.
        drop(index);
        let index = opened(&folder);
        index.follow(&store).await.unwrap();
        assert!(found(&index, "vatten").ids.contains(&id("dikt")));
    }
}

#[tokio::test]
async fn it_is_still_there_when_it_is_opened_again() {
    let room = Room::new();
    for engine in ENGINES {
        let Some(store) = room.sample(engine).await else { continue };
        let folder = room.index_folder();
        let index = opened(&folder);
        assert!(index.is_empty());
        let anew = statements(&store, &index).await;
        assert_eq!(statements(&store, &index).await, 1, "nothing has changed");
        drop(index);
        let index = opened(&folder);
        is_whole(&index, &store).await;
        // How far the store has come, and the themes, which it speaks by.
        assert_eq!(statements(&store, &index).await, 2);
        assert!(anew > 4, "{anew}");
        drop(index);
        // What changed meanwhile is caught up with, and only that is read.
        add(&store, later(1), &[clipping("ny", "Zorvax", "")]).await;
        let index = opened(&folder);
        let caught_up = statements(&store, &index).await;
        assert!(caught_up <= 9, "{caught_up}");
        assert_eq!(exact(&index, "zorvax"), ["ny"]);
        is_whole(&index, &store).await;
    }
}

#[tokio::test]
async fn it_is_made_anew_when_someone_asks() {
    let room = Room::new();
    for engine in ENGINES {
        let Some(store) = small(&room, engine).await else { continue };
        let index = opened(&room.index_folder());
        let first = statements(&store, &index).await;
        store.ask_anew().await.unwrap();
        assert!(statements(&store, &index).await >= first);
        assert!(statements(&store, &index).await <= 2, "once is enough");
        store.ask_anew().await.unwrap();
        assert!(statements(&store, &index).await >= first, "each time");
        is_whole(&index, &store).await;
    }
}

/// The files of an index, the largest first.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    files.sort_by_key(|path| (std::cmp::Reverse(std::fs::metadata(path).unwrap().len()), path.clone()));
    files
}

fn edit(file: &Path, edit: impl FnOnce(&mut Vec<u8>)) {
    let mut bytes = std::fs::read(file).unwrap();
    edit(&mut bytes);
    std::fs::write(file, bytes).unwrap();
}

/// Opens an index that has been harmed: it is empty, and whole again when it has followed.
async fn heals(folder: &Path, store: &Store, harm: &str) {
    let index = opened(folder);
    assert!(index.is_empty() && index.change() == 0, "{harm} was not seen");
    index.follow(store).await.unwrap();
    is_whole(&index, store).await;
    assert!(!exact(&index, "vatten").is_empty(), "{harm}");
    drop(index);
    let index = opened(folder);
    assert!(!index.is_empty(), "{harm}: it was not kept");
    assert!(statements(store, &index).await <= 2, "{harm}: it was made twice");
}

/// A store of a few dozen records, which is soon read.
async fn small(room: &Room, engine: Engine) -> Option<Store> {
    let store = room.store(engine).await?;
    let records: Vec<Record> =
        (0..40).map(|n| clipping(&format!("n-{n}"), &format!("Vatten och åker {n}"), "")).collect();
    add(&store, later(1), &records).await;
    Some(store)
}

#[tokio::test]
async fn a_damaged_index_is_made_anew() {
    type Harm = (&'static str, fn(&Path));
    let harms: [Harm; 9] = [
        ("a file cut in half", |folder| edit(&files(folder)[0], |bytes| bytes.truncate(bytes.len() / 2))),
        ("a file cut to nothing", |folder| edit(&files(folder)[0], Vec::clear)),
        ("a byte flipped", |folder| edit(&files(folder)[0], |bytes| bytes[100] ^= 0x55)),
        ("a byte of the words of its own flipped", |folder| {
            edit(&folder.join("own-words.txt"), |bytes| bytes[0] = b'x')
        }),
        ("no words of its own", |folder| std::fs::remove_file(folder.join("own-words.txt")).unwrap()),
        ("a missing file", |folder| std::fs::remove_file(&files(folder)[0]).unwrap()),
        ("a missing meta.json", |folder| std::fs::remove_file(folder.join("meta.json")).unwrap()),
        ("a meta.json of nothing", |folder| std::fs::write(folder.join("meta.json"), "").unwrap()),
        ("another making", |folder| {
            edit(&folder.join("meta.json"), |bytes| {
                let text = String::from_utf8(bytes.clone()).unwrap();
                assert!(text.contains(r#"\"making\":"#));
                *bytes = text.replace(r#"\"making\":"#, r#"\"making\":9"#).into_bytes();
            });
        }),
    ];
    let room = Room::new();
    for engine in ENGINES {
        let Some(store) = small(&room, engine).await else { continue };
        let folder = room.index_folder();
        opened(&folder).follow(&store).await.unwrap();
        for (harm, inflict) in harms {
            inflict(&folder);
            heals(&folder, &store, harm).await;
        }
    }
}

#[tokio::test]
async fn a_flipped_byte_anywhere_never_stops_it() {
    let room = Room::new();
    let store = small(&room, Engine::Sqlite).await.unwrap();
    let folder = room.index_folder();
    opened(&folder).follow(&store).await.unwrap();
    for file in files(&folder) {
        let whole = std::fs::read(&file).unwrap();
        let ends = [0, 1, whole.len() / 3, whole.len().saturating_sub(9), whole.len().saturating_sub(1)];
        for at in ends.into_iter().filter(|at| *at < whole.len()) {
            let copy = room.index_folder();
            std::fs::create_dir_all(&copy).unwrap();
            for other in files(&folder) {
                std::fs::copy(&other, copy.join(other.file_name().unwrap())).unwrap();
            }
            edit(&copy.join(file.file_name().unwrap()), |bytes| bytes[at] ^= 0x5a);
            let index = opened(&copy);
            assert!(index.is_empty() || index.len() == 40, "{}", file.display());
            found(&index, "vatten");
        }
    }
}

#[tokio::test]
async fn another_store_in_its_place_is_noticed() {
    let room = Room::new();
    for engine in ENGINES {
        let (Some(store), Some(other)) = (room.store(engine).await, room.store(engine).await) else { continue };
        add(&store, later(1), &[clipping("ett", "Zorvax", "")]).await;
        add(&other, later(2), &[clipping("annat", "Blimbi", "")]).await;
        let index = opened(&room.index_folder());
        for _ in 0..2 {
            index.follow(&store).await.unwrap();
            assert_eq!((exact(&index, "zorvax").len(), exact(&index, "blimbi").len()), (1, 0));
            is_whole(&index, &store).await;
            index.follow(&other).await.unwrap();
            assert_eq!((exact(&index, "zorvax").len(), exact(&index, "blimbi").len()), (0, 1));
            is_whole(&index, &other).await;
        }
        let empty = room.store(engine).await.unwrap();
        index.follow(&empty).await.unwrap();
        is_whole(&index, &empty).await;
    }
}

#[tokio::test]
async fn a_store_that_went_back_is_noticed() {
    let room = Room::new();
    for engine in ENGINES {
        let Some(store) = room.store(engine).await else { continue };
        add(&store, later(1), &[clipping("ett", "Zorvax", "")]).await;
        let backup = room.folder.join(format!("{engine:?}.backup"));
        store.backup(&backup).await.unwrap();
        add(&store, later(2), &[clipping("annat", "Blimbi", "")]).await;
        let folder = room.index_folder();
        opened(&folder).follow(&store).await.unwrap();
        let restored = room.unmade(engine).await.unwrap();
        restored.restore(&backup).await.unwrap();
        let index = opened(&folder);
        assert_eq!(exact(&index, "blimbi").len(), 1);
        index.follow(&restored).await.unwrap();
        assert!(exact(&index, "blimbi").is_empty());
        is_whole(&index, &restored).await;
        // Back and then on, past where it was, by another way.
        index.follow(&store).await.unwrap();
        add(&restored, later(3), &[clipping("tredje", "Quxor", ""), clipping("fjarde", "Vexwik", "")]).await;
        index.follow(&restored).await.unwrap();
        assert_eq!((exact(&index, "blimbi").len(), exact(&index, "quxor").len()), (0, 1));
        is_whole(&index, &restored).await;
    }
}

#[tokio::test]
async fn only_one_program_has_it_open() {
    let room = Room::new();
    let store = room.sample(Engine::Sqlite).await.unwrap();
    let folder = room.index_folder();
    let second = || {
        let places = std::sync::Arc::new(model::places::Places::built_in());
        Index::open(Some(&folder), crate::corpus::labels(), places)
    };
    let index = opened(&folder);
    index.follow(&store).await.unwrap();
    assert!(matches!(second(), Err(Error::InUse)));
    // Not even what looks like a damaged index is thrown away while someone has it open.
    let meta = std::fs::read(folder.join("meta.json")).unwrap();
    std::fs::remove_file(folder.join("meta.json")).unwrap();
    assert!(matches!(second(), Err(Error::InUse)));
    std::fs::write(folder.join("meta.json"), "{}").unwrap();
    assert!(matches!(second(), Err(Error::InUse)));
    std::fs::write(folder.join("meta.json"), meta).unwrap();
    is_whole(&index, &store).await;
    add(&store, later(1), &[clipping("ny", "Zorvax", "")]).await;
    index.follow(&store).await.unwrap();
    assert_eq!(exact(&index, "zorvax"), ["ny"]);
    drop(index);
    assert_eq!(exact(&second().unwrap(), "zorvax"), ["ny"]);
}

#[tokio::test]
async fn what_is_not_public_leaves_no_trace() {
    let hidden = |name: &str, visibility: &str| {
        let mut record = clipping(name, "Zorvax hemlighet", "Blimbi").to_value();
        record["visibility"] = json!(visibility);
        Record::from_value(Kind::Clipping, record).unwrap()
    };
    let theme = json!({ "id": "hemligt", "slug": "hemligt", "version": 1, "label": { "sv": "Zorvaxkunskap" } });
    let words = ["zorvax", "blimbi", "zorvax hemlighet", "zorvaxkunskap", "zor", "zorvaxx", "hemli"];
    let names = ["utkast", "inom", "olistad", "hemligt"];
    let room = Room::new();
    for engine in ENGINES {
        let Some(store) = room.sample(engine).await else { continue };
        let mut secret = theme.clone();
        secret["visibility"] = json!("network");
        let mut on_theme = clipping("om", "Om något annat", "").to_value();
        on_theme["themes"] = json!(["hemligt"]);
        let records = [
            hidden("utkast", "draft"),
            hidden("inom", "network"),
            hidden("olistad", "unlisted"),
            Record::from_value(Kind::Theme, secret).unwrap(),
            Record::from_value(Kind::Clipping, on_theme).unwrap(),
        ];
        let index = in_memory();
        add(&store, later(1), &records).await;
        index.follow(&store).await.unwrap();
        is_nowhere(&index, &store, &names, &words).await;
        for visibility in ["public", "network", "public", "draft"] {
            for name in names {
                change(&store, name, |value| value["visibility"] = json!(visibility)).await;
            }
            index.follow(&store).await.unwrap();
            if visibility == "public" {
                assert!(exact(&index, "zorvax").len() >= 3);
            } else {
                is_nowhere(&index, &store, &names, &words).await;
            }
        }
        // Made anew, it is the same.
        store.ask_anew().await.unwrap();
        index.follow(&store).await.unwrap();
        is_nowhere(&index, &store, &names, &words).await;
    }
}
