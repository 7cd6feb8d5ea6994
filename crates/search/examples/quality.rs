//! How well the search finds, with each part of the analyser switched off in turn: the tables of `docs/search.md`.
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a measuring program")]

#[path = "../tests/search/corpus.rs"]
mod corpus;

use corpus::{Home, mean, queries, scores};
use search::analyse::Switches;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let home = Home::with_texts().await;
    let queries = queries();
    let all = Switches::default();
    let setups = [
        ("everything", all),
        ("no compounds", Switches { compound: false, ..all }),
        ("no stop words", Switches { stop: false, ..all }),
        ("no stemming", Switches { stem: false, ..all }),
        ("no synonyms", Switches { synonym: false, ..all }),
        ("no folding", Switches { fold: false, ..all }),
        ("nothing", Switches { fold: false, compound: false, stop: false, stem: false, synonym: false }),
    ];
    println!("{:<16} recall@10    MRR", "");
    let mut first = Vec::new();
    for (name, switches) in setups {
        let index = home.index(switches).await;
        let scores = scores(&home, &index, &queries).await;
        let score = mean(&scores);
        println!("{name:<16} {:>9.3} {:>6.3}", score.recall, score.rank);
        if first.is_empty() {
            first = scores;
        }
    }
    let mut sorts: Vec<&str> = queries.iter().map(|query| query.sort.as_str()).collect();
    sorts.sort_unstable();
    sorts.dedup();
    println!("\n{:<16} recall@10    MRR   (everything, by sort of query)", "");
    for sort in sorts {
        let of_sort = queries.iter().zip(&first).filter(|(query, _)| query.sort == sort).map(|(_, score)| score);
        let score = mean(of_sort);
        println!("{sort:<16} {:>9.3} {:>6.3}", score.recall, score.rank);
    }
    if std::env::args().nth(1).is_some() {
        println!("\nlowest");
        let mut worst: Vec<_> = queries.iter().zip(&first).collect();
        worst.sort_by(|a, b| a.1.recall.total_cmp(&b.1.recall));
        for (query, score) in worst.into_iter().take(30) {
            println!(
                "{:>5.2} {:>5.2} {} {} [{}] {:?}",
                score.recall, score.rank, query.id, query.q, query.sort, query.relevant
            );
        }
    }
}
