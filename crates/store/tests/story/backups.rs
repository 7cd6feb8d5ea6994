//! Backups are whole, and restore into an empty store of either engine.

use store::{Error, Store};

use crate::harness::{ENGINES, Home, with_sample};

#[tokio::test]
async fn a_backup_restores_into_an_empty_store_of_either_engine() {
    let home = Home::new();
    for from in ENGINES {
        let Some(store) = home.store(from).await else { continue };
        with_sample(&store).await;
        let file = home.folder.join(format!("{from:?}.backup"));
        let made = store.backup(&file).await.unwrap();
        assert!(made.rows > 270 && made.change > 200, "{made:?}");
        let exists = store.backup(&file).await.unwrap_err();
        assert!(matches!(exists, Error::File { .. }), "{exists}");
        for to in ENGINES {
            let Some(address) = home.address(to).await else { continue };
            let restored = Store::open(&address).await.unwrap();
            assert_eq!(restored.restore(&file).await.unwrap(), made);
            assert!(restored.faults().await.unwrap().is_empty());
            let (mut a, mut b) = (store.reader().await.unwrap(), restored.reader().await.unwrap());
            assert_eq!(a.everything().await.unwrap(), b.everything().await.unwrap());
            assert_eq!(a.changes_after(0).await.unwrap(), b.changes_after(0).await.unwrap());
            assert!(matches!(restored.restore(&file).await.unwrap_err(), Error::NotEmpty));
        }
    }
}

#[tokio::test]
async fn a_damaged_backup_is_refused() {
    let home = Home::new();
    for engine in ENGINES {
        let Some(store) = home.store(engine).await else { continue };
        with_sample(&store).await;
        let file = home.folder.join("whole");
        store.backup(&file).await.unwrap();
        let bytes = std::fs::read(&file).unwrap();
        std::fs::write(&file, &bytes[..bytes.len() / 2]).unwrap();
        let target = home.store(engine).await.unwrap();
        assert!(target.restore(&file).await.is_err(), "{engine:?}");
        assert!(target.reader().await.unwrap().is_empty().await.unwrap());
        std::fs::remove_file(&file).unwrap();
    }
}

#[tokio::test]
async fn a_newer_schema_is_refused() {
    let home = Home::new();
    for engine in ENGINES {
        let Some(address) = home.address(engine).await else { continue };
        let store = Store::open(&address).await.unwrap();
        store.migrate().await.unwrap();
        store.pretend_schema(99).await.unwrap();
        let refused = store.migrate().await.unwrap_err();
        assert!(matches!(refused, Error::Newer { found: 99, .. }), "{refused}");
    }
}
