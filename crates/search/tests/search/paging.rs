//! Going through a list part by part gives everything once, in the order of the whole.

use model::filter::{Near, Period};
use model::geo::Position;
use model::{Filter, Id, Kind, Lang, Record};
use search::{Ask, Error, Index, Order, Vocabulary};
use serde_json::json;
use store::db::Engine;

use crate::corpus::now;
use crate::filter::Network;
use crate::harness::{Room, add, ask, id, in_memory};

/// Seven at a time.
const PART: usize = 7;

fn whole(index: &Index, vocabulary: &Vocabulary, filter: &Filter, order: Order, lang: Lang) -> Vec<Id> {
    index.find(&Ask { lang, ..ask(filter, vocabulary, order) }).unwrap().ids
}

fn in_parts(index: &Index, vocabulary: &Vocabulary, filter: &Filter, order: Order, lang: Lang) -> Vec<Id> {
    let (mut all, mut after) = (Vec::new(), None);
    loop {
        let filter = Filter { after, ..filter.clone() };
        let found = index.find(&Ask { lang, most: PART, ..ask(&filter, vocabulary, order) }).unwrap();
        assert!(found.ids.len() == PART || !found.more, "{} of {PART}, and more", found.ids.len());
        all.extend(found.ids);
        assert!(all.len() <= found.total, "{} of {}", all.len(), found.total);
        if !found.more {
            assert_eq!(all.len(), found.total);
            return all;
        }
        after = all.last().cloned();
    }
}

fn same(index: &Index, vocabulary: &Vocabulary, filter: &Filter, order: Order) {
    for lang in Lang::ALL {
        let whole = whole(index, vocabulary, filter, order, lang);
        assert!(whole.len() > PART, "{} is too few to try on: {filter:?}", whole.len());
        assert_eq!(in_parts(index, vocabulary, filter, order, lang), whole, "{order:?} {filter:?}");
    }
}

fn near() -> Filter {
    let position = Position { lat: 57.5, lon: 14.5 };
    let near = Near { said: String::new(), name: None, position, municipality: None, others: vec![], km: 300.0 };
    Filter { near: Some(near), ..Filter::default() }
}

fn words(words: &str) -> Filter {
    Filter { words: Some(words.to_owned()), ..Filter::default() }
}

#[tokio::test]
async fn every_order_goes_on_where_it_stopped() {
    let network = Network::made(200).await;
    let all = Filter::default();
    for order in [Order::Time, Order::Distance, Order::Relevance] {
        same(&network.index, &network.vocabulary, &all, order);
        same(&network.index, &network.vocabulary, &near(), order);
        for sought in ["zorvax", "kurs", "vatten", "zorvax blimbi"] {
            same(&network.index, &network.vocabulary, &words(sought), order);
        }
    }
    for period in [Period::Upcoming, Period::Past] {
        same(&network.index, &network.vocabulary, &Filter { period, ..Filter::of(Kind::Activity) }, Order::Time);
    }
}

#[tokio::test]
async fn what_has_the_same_name_and_time_still_comes_once() {
    let room = Room::new();
    let store = room.store(Engine::Sqlite).await.unwrap();
    let index = in_memory();
    for lot in 0..5 {
        let alike = |number: usize| {
            // The numbers are mixed between the lots, so that every segment has some of each stretch of ids.
            let name = format!("lika-{:03}", number * 5 + lot);
            let mut value = json!({
                "id": name, "slug": name, "version": 1, "title": { "sv": "Lika lika" }, "link": "https://example.org/",
            });
            match number % 3 {
                0 => value["date"] = json!("2027-02-01"),
                1 => value["date"] = json!("2020-02-01"),
                _ => {}
            }
            Record::from_value(Kind::Clipping, value).unwrap()
        };
        add(&store, now(), &(0..18).map(alike).collect::<Vec<_>>()).await;
        index.follow(&store).await.unwrap();
    }
    let nothing = Vocabulary::default();
    assert_eq!(index.len(), 90);
    for order in [Order::Time, Order::Distance, Order::Relevance] {
        same(&index, &nothing, &Filter::default(), order);
        same(&index, &nothing, &words("lika"), order);
    }
}

#[tokio::test]
async fn nothing_comes_after_what_is_not_there() {
    let network = Network::made(40).await;
    let sample = |kind: Kind| network.records.iter().find(|record| record.kind() == kind).unwrap().head().id.clone();
    for order in [Order::Time, Order::Distance, Order::Relevance] {
        for (filter, after) in [
            (Filter::default(), id("finns-inte")),
            (Filter::of(Kind::Activity), sample(Kind::Cluster)),
            (words("zorvax"), sample(Kind::Theme)),
        ] {
            let filter = Filter { after: Some(after), ..filter };
            let refused = network.index.find(&ask(&filter, &network.vocabulary, order));
            assert!(matches!(refused, Err(Error::UnknownAfter)), "{filter:?}: {refused:?}");
        }
    }
}
