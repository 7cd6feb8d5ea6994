//! Another installation that follows the feed of changes has the public network, whole, and loses what is withdrawn.

use std::collections::BTreeMap;

use model::folder::{self, Known, Network};
use model::{Id, Kind, Record, Visibility};
use serde_json::{Value, json};

use crate::api::fetch;
use crate::harness::{Visit, today};

/// What a follower has kept.
#[derive(Default)]
struct Mirror {
    network: Option<Network>,
    records: BTreeMap<String, (Kind, Value)>,
    last: i64,
    /// What it has been told, in all.
    told: Vec<String>,
}

impl Mirror {
    /// Follows as the page for people says.
    async fn follow(&mut self, visit: &Visit, limit: usize) {
        self.told.clear();
        let mut path = format!("/api/v1/changes?since={}&limit={limit}", self.last);
        let mut before = self.last;
        loop {
            let part = fetch(visit, &path).await;
            for line in part["changes"].as_array().unwrap() {
                let number = line["number"].as_i64().unwrap();
                assert!(number >= before && number > self.last, "in the order of their numbers");
                before = number;
                self.take(line);
            }
            let last = part["last"].as_i64().unwrap();
            if !part["more"].as_bool().unwrap() {
                assert!(part.get("next").is_none());
                self.last = last;
                return;
            }
            assert!(last < before.max(last + 1), "{last} {before}");
            path = part["next"].as_str().unwrap().strip_prefix("https://kluster.example.org").unwrap().to_owned();
        }
    }

    fn take(&mut self, line: &Value) {
        let id = line["id"].as_str().unwrap().to_owned();
        let told = if line["gone"] == json!(true) { format!("-{id}") } else { id.clone() };
        assert!(!self.told.contains(&told), "{told} is told once");
        self.told.push(told);
        match line["kind"].as_str().unwrap() {
            "network" => self.network = Some(serde_json::from_value(line["record"].clone()).unwrap()),
            _ if line["gone"] == json!(true) => {
                assert!(line.get("record").is_none());
                self.records.remove(&id);
            }
            kind => {
                self.records.insert(id, (kind.parse().unwrap(), line["record"].clone()));
            }
        }
    }

    /// As a folder that an import reads without a fault.
    fn folder(&self) -> (Network, Vec<Record>) {
        let typed = |(kind, value): &(Kind, Value)| Record::from_value(*kind, value.clone()).unwrap();
        let records: Vec<Record> = self.records.values().map(typed).collect();
        let files = folder::write(self.network.as_ref().unwrap(), &records);
        let files = files.into_iter().map(|(name, text)| (name, text.into_bytes())).collect();
        let read = folder::read(&files, &Known::default()).unwrap_or_else(|faults| panic!("{faults:?}"));
        (read.network.unwrap(), sorted(read.records))
    }
}

fn sorted(mut records: Vec<Record>) -> Vec<Record> {
    records.sort_by(|a, b| a.head().id.cmp(&b.head().id));
    records
}

/// What everyone may see of a network, straight from its store.
async fn public_part(visit: &Visit) -> (Network, Vec<Record>) {
    let (network, all) = visit.store.reader().await.unwrap().everything().await.unwrap();
    let public: Vec<Id> = all
        .iter()
        .filter(|record| record.head().visibility == Visibility::Public)
        .map(|record| record.head().id.clone())
        .collect();
    let is_public = |id: &Id| public.contains(id);
    let records = all.into_iter().filter(|record| is_public(&record.head().id));
    (network, sorted(records.map(|record| record.for_everyone(&is_public, &visit.site.places)).collect()))
}

async fn record(visit: &Visit, id: &str) -> Record {
    let (_, all) = visit.store.reader().await.unwrap().everything().await.unwrap();
    all.into_iter().find(|record| record.head().id.as_str() == id).unwrap()
}

async fn set(visit: &Visit, id: &str, visibility: Visibility) {
    let mut record = record(visit, id).await;
    record.head_mut().visibility = visibility;
    visit.change(record).await;
}

/// An initiative that nobody has heard of yet.
async fn add(visit: &Visit, visibility: Visibility) {
    let value = json!({
        "id": "nytt", "slug": "nytt", "version": 1, "title": {"sv": "Nytt"}, "kind": "project", "status": "ongoing",
        "partners": [{"who": "agrovast", "role": "lead"}],
        "places": [{"municipality": "0580", "point": {"lat": 58.41001, "lon": 15.62001, "precision": "region"}}],
    });
    let mut record = Record::from_value(Kind::Initiative, value).unwrap();
    record.head_mut().visibility = visibility;
    let mut writer = visit.store.writer(visit.site.clock.now(), "editor").await.unwrap();
    writer.add(&record).await.unwrap();
    let number = writer.commit().await.unwrap();
    visit.sees(number).await;
}

#[tokio::test]
async fn a_follower_has_the_public_network_and_keeps_up_with_it() {
    // On SQLite and, where there is one, on PostgreSQL too: every other site stands on it.
    for _ in 0..2 {
        let visit = today().await;
        let mut mirror = Mirror::default();
        mirror.follow(&visit, 23).await;
        assert_eq!(mirror.folder(), public_part(&visit).await);
        assert!(mirror.records.len() > 100);

        mirror.follow(&visit, 500).await;
        assert!(mirror.told.is_empty(), "nothing is new");

        add(&visit, Visibility::Draft).await;
        mirror.follow(&visit, 500).await;
        assert!(mirror.told.is_empty(), "a draft concerns nobody");
        set(&visit, "nytt", Visibility::Network).await;
        set(&visit, "nytt", Visibility::Unlisted).await;
        mirror.follow(&visit, 500).await;
        assert!(mirror.told.is_empty(), "nor does what only some may see");

        set(&visit, "nytt", Visibility::Public).await;
        mirror.follow(&visit, 1).await;
        assert_eq!(mirror.told, ["nytt"]);
        assert_eq!(mirror.folder(), public_part(&visit).await);

        // A cluster that many refer to: all of them are told again, a few at a time.
        set(&visit, "agrovast", Visibility::Network).await;
        mirror.follow(&visit, 2).await;
        assert!(mirror.told.contains(&"-agrovast".to_owned()) && mirror.told.contains(&"nytt".to_owned()));
        assert!(mirror.told.len() > 5, "{:?}", mirror.told);
        assert_eq!(mirror.folder(), public_part(&visit).await);
        let text = format!("{:?}", mirror.records);
        assert!(!text.contains("\"agrovast\""), "nothing points at it any more");

        // A change that nobody sees, and one of the network itself.
        set(&visit, "agrovast", Visibility::Draft).await;
        let (mut network, _) = public_part(&visit).await;
        network.headline.sv = Some("En ny rubrik".to_owned());
        let mut writer = visit.store.writer(visit.site.clock.now(), "editor").await.unwrap();
        writer.set_network(&network).await.unwrap();
        let number = writer.commit().await.unwrap();
        visit.sees(number).await;
        mirror.follow(&visit, 500).await;
        assert_eq!(mirror.told, [network.slug.to_string()]);
        assert_eq!(mirror.folder(), public_part(&visit).await);

        set(&visit, "agrovast", Visibility::Public).await;
        set(&visit, "nytt", Visibility::Draft).await;
        mirror.follow(&visit, 3).await;
        assert_eq!(mirror.folder(), public_part(&visit).await);

        // Someone who comes late learns the same, and of what is gone nothing but that.
        let mut late = Mirror::default();
        late.follow(&visit, 100).await;
        assert_eq!(late.folder(), mirror.folder());
        assert!(late.told.contains(&"-nytt".to_owned()));
        let gone = visit.get("/api/v1/initiatives/nytt").await;
        assert_eq!(gone.status, 410);
    }
}

#[tokio::test]
async fn a_former_slug_leads_to_the_present_one() {
    let visit = today().await;
    let mut cluster = record(&visit, "agrovast").await;
    cluster.head_mut().former_slugs.push("agrovast".parse().unwrap());
    cluster.head_mut().slug = "agro-vast".parse().unwrap();
    visit.change(cluster).await;
    // The id is still the id.
    let found = fetch(&visit, "/api/v1/clusters/agrovast").await;
    assert_eq!(found["record"]["slug"], "agro-vast");
    let mut other = record(&visit, "vreta-kluster").await;
    other.head_mut().former_slugs.push("forna-vreta".parse().unwrap());
    visit.change(other).await;
    let moved = visit.get("/api/v1/clusters/forna-vreta").await;
    assert_eq!((moved.status.as_u16(), moved.header("location")), (308, "/api/v1/clusters/vreta-kluster"));
}
