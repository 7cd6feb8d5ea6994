//! How well it finds, and that each step of the analyser is worth having.

use std::collections::HashSet;

use search::analyse::Switches;

use crate::corpus::{Home, Score, mean, queries, scores};

/// The least mean of recall among the first ten, and of the reciprocal rank, over all judged queries.
const RECALL_FLOOR: f64 = 0.76;
const RANK_FLOOR: f64 = 0.86;

async fn measured(home: &Home, switches: Switches) -> Score {
    let index = home.index(switches).await;
    mean(&scores(home, &index, &queries()).await)
}

#[tokio::test]
async fn it_finds_well_and_every_step_helps() {
    let ids: HashSet<String> = queries().into_iter().map(|query| query.id).collect();
    assert_eq!(ids.len(), 100, "a hundred queries, each once");
    let home = Home::with_texts().await;
    let all = Switches::default();
    let whole = measured(&home, all).await;
    assert!(whole.recall >= RECALL_FLOOR, "recall {:.3} is below {RECALL_FLOOR}", whole.recall);
    assert!(whole.rank >= RANK_FLOOR, "rank {:.3} is below {RANK_FLOOR}", whole.rank);
    for (step, switches) in [
        ("compound", Switches { compound: false, ..all }),
        ("stem", Switches { stem: false, ..all }),
        ("fold", Switches { fold: false, ..all }),
    ] {
        let without = measured(&home, switches).await;
        assert!(
            without.recall < whole.recall,
            "recall without {step}: {:.3}, with: {:.3}",
            without.recall,
            whole.recall
        );
        assert!(without.rank < whole.rank, "rank without {step}: {:.3}, with: {:.3}", without.rank, whole.rank);
    }
}
